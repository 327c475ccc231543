"""HTML pages: what a person reads on them, and the job posting that they may carry as data."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from skillmap.data_files import load
from skillmap.errors import ReadError
from skillmap.models import HiddenText, Notice
from skillmap.readers.cleaning import BULLET, Tally, clean, squeeze
from skillmap.readers.html_looks import Looks
from skillmap.readers.job_posting import job_posting
from skillmap.readers.reading import Reading
from skillmap.readers.tables import join_cells
from skillmap.readers.text import decode
from skillmap.settings import Settings

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NOISE = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|cookie-?banner|onetrust|newsletter|breadcrumbs?|"
    r"skip-?(?:link|to)\w*|share-?(?:bar|buttons?|links?)?|social-?share)(?=$|[\s_-])",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HEADING = re.compile("h[1-6]")
_BLANKS = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_MOST_OF_IT = 0.8
_MOST_CANDIDATES = 8
_LINKS_ONLY = 0.6
_LEAST_DESCRIPTION = 150


def read_html(data: bytes, settings: Settings) -> Reading:
    """Reads a page: its job posting when it carries one as data, else its visible text.

    Args:
        data: The file.
        settings: Unused here; caps are the caller's.

    Returns:
        The text. `kind` is "job" and `title` the posting's when there is a JSON-LD JobPosting.

    Raises:
        ReadError: The page cannot be parsed.
    """
    markup, notice = _decode(data)
    tally = Tally()
    notices = [notice] if notice else []
    root = _parse(markup, notices)
    posting = job_posting([s.text or "" for s in root.iter("script") if _is_json_ld(s)])
    if posting:
        body = html_text(posting.description, notices)
        if len(body) >= _LEAST_DESCRIPTION:
            parts = [posting.title, body]
            for heading, extra in posting.extras:
                extra_text = html_text(extra, notices)
                if extra_text and _plain(extra_text) not in _plain(body):
                    parts.append(f"{heading}\n{extra_text}")
            text = clean("\n\n".join(part for part in parts if part), tally)
            return Reading(
                text=squeeze(text),
                warnings=(*notices, *tally.notices()),
                kind="job",
                title=squeeze(clean(posting.title, tally)),
            )
    page = _Page(root)
    page.walk(page.main())
    text = squeeze(clean(page.text(), tally))
    title = posting.title if posting else _title(root)
    return Reading(
        text=text,
        warnings=(*notices, *tally.notices()),
        hidden=tuple(page.hidden),
        levels=page.levels,
        kind="job" if posting else None,
        title=squeeze(clean(title, tally)),
    )


def html_text(markup: str, notices: list[Notice] | None = None) -> str:
    """Turns a piece of HTML, or plain text with line breaks, into text.

    Args:
        markup: HTML, HTML whose tags are escaped, or text.
        notices: Where to put what was noticed.

    Returns:
        Its visible text.
    """
    import html

    if "<" not in markup and "&lt;" in markup:
        markup = html.unescape(markup)
    if not re.search(r"<[a-zA-Z/!]", markup):
        return squeeze(html.unescape(markup))
    page = _Page(_parse(f"<html><body>{markup}</body></html>", notices))
    page.walk(page.root)
    return squeeze(page.text())


class _Page:
    """Walks over a page and writes down what is seen."""

    def __init__(self, root: HtmlElement, looks: Looks | None = None) -> None:
        self.root = root
        self._looks = looks or Looks(root)
        self.hidden: list[HiddenText] = []
        self._lines: list[str] = []
        self._line = ""
        self._bullet = False
        self._items = 0
        self.levels: dict[str, int] = {}
        self._length = max(1, len(_plain(str(root.text_content()))))
        self._tags = load("html_tags.yaml")

    def main(self) -> HtmlElement:
        """Gives the element that holds most of the text that is no noise."""
        candidates = [*self.root.iter("main"), *self.root.iterfind(".//*[@role='main']")]
        candidates = candidates or list(self.root.iter("article"))
        whole = self._measure(self.root)
        for element in candidates[:_MOST_CANDIDATES]:
            if self._measure(element) >= _MOST_OF_IT * whole:
                return element
        return self.root

    def _measure(self, element: HtmlElement) -> int:
        """Counts the characters of an element that are no noise."""
        page = _Page(element, self._looks)
        page.walk(element)
        return len(_plain(page.text()))

    def text(self) -> str:
        """Gives what was written."""
        self._end_line()
        return "\n".join(self._lines)

    def walk(self, element: HtmlElement, pre: bool = False, faded: str | None = None) -> None:
        """Writes an element and what is in it; `faded` tells why text around it is not seen."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in self._tags["dropped"] or self._is_noise(element, tag):
            return
        if self._looks.is_icon(element):
            return
        reason = self._looks.unseen(element)
        if faded is None or self._looks.is_painted(element):
            faded = self._looks.faded(element)
            if faded and not any(map(self._looks.is_painted, element.iterdescendants())):
                reason = reason or faded
        if reason and not self._is_opened(element, tag):
            self._hide(str(element.text_content()), reason)
            return
        if tag == "tr":
            self._row(element, faded)
            return
        self._open(tag)
        above = len(self._lines)
        pre = pre or tag == "pre"
        self._write(element.text, pre, faded)
        for child in element:
            self.walk(child, pre, faded)
            self._write(child.tail or _gap(child), pre, faded)
        self._close(tag)
        if _HEADING.fullmatch(tag):
            for line in self._lines[above:]:
                self.levels.setdefault(clean(line, Tally()).strip(), int(tag[1]))

    def _open(self, tag: str) -> None:
        if self._ends_line(tag):
            self._end_line()
        if tag in self._tags["paragraphs"] and not self._items:
            self._lines.append("")
        if tag == "li":
            self._bullet = True
            self._items += 1

    def _close(self, tag: str) -> None:
        if self._ends_line(tag):
            self._end_line()
        if tag == "li":
            self._bullet = False
            self._items -= 1
        if tag in self._tags["paragraphs"] and not self._items:
            self._lines.append("")

    def _ends_line(self, tag: str) -> bool:
        return tag in self._tags["paragraphs"] or tag in self._tags["lines"]

    def _row(self, row: HtmlElement, faded: str) -> None:
        self._end_line()
        before, self._lines = self._lines, []
        cells = []
        for cell in row:
            self._lines, self._line = [], ""
            self.walk(cell, False, faded)
            self._end_line()
            cells.append(squeeze("\n".join(self._lines)))
        self._lines, self._line = before, ""
        self._lines.append(join_cells(cells))

    def _write(self, text: str | None, pre: bool, faded: str) -> None:
        if not text:
            return
        if faded and text.strip():
            self._hide(text, faded)
            text = " "
        if pre:
            first, *rest = text.split("\n")
            self._line += first
            for line in rest:
                self._end_line()
                self._line = line
            return
        text = _BLANKS.sub(" ", text)
        if not self._line or self._line.endswith(" "):
            text = text.removeprefix(" ")
        self._line += text

    def _end_line(self) -> None:
        line, self._line = self._line.rstrip(), ""
        if not line.strip():
            return
        if self._bullet:
            line, self._bullet = f"{BULLET} {line.lstrip(f'{BULLET} ')}", False
        self._lines.append(line)

    def _hide(self, text: str, reason: str) -> None:
        text = _BLANKS.sub(" ", text).strip()
        if text:
            self.hidden.append(HiddenText(text=clean(text, Tally()), reason=reason))

    def _is_opened(self, element: HtmlElement, tag: str) -> bool:
        """Tells whether a script shows what the page hides: all of it, or nearly so."""
        if tag in ("html", "body"):
            return True
        if not any(not _is_json_ld(script) for script in self.root.iter("script")):
            return False
        whole = sum(len(_plain(text)) for text in _texts(self.root))
        return len(_plain(" ".join(_texts(element)))) > _MOST_OF_IT * whole

    def _is_noise(self, element: HtmlElement, tag: str) -> bool:
        names = f"{element.get('id') or ''} {element.get('class') or ''}"
        if tag == "form" or (tag != "body" and _NOISE.search(names)):
            # A page builder may call the whole page so.
            return len(_plain(str(element.text_content()))) < 0.5 * self._length
        if tag == "aside":
            linked = sum(len(_plain(str(a.text_content()))) for a in element.iter("a"))
            return linked > _LINKS_ONLY * len(_plain(str(element.text_content())))
        return False


def _decode(data: bytes) -> tuple[str, Notice | None]:
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((codecs.BOM_UTF8, b"\xff\xfe", b"\xfe\xff")):
        try:
            name = declared[1].decode("ascii")
            # What pages call latin-1 is read as its superset, as browsers do.
            name = "cp1252" if name.lower() in ("iso-8859-1", "latin-1", "latin1") else name
            return data.decode(name), None
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _parse(markup: str, notices: list[Notice] | None = None) -> HtmlElement:
    import lxml.etree
    import lxml.html

    markup = _XML_DECLARATION.sub("", markup).replace("\x00", "")
    parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(markup, parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        raise ReadError("is an HTML page that cannot be parsed") from error
    if notices is not None and any("xcessive depth" in each.message for each in parser.error_log):
        message = "elements are nested too deeply: the page is not read from there on"
        notices.append(Notice(code="nested-too-deeply", message=message))
    return root


def _title(root: HtmlElement) -> str:
    for tag in ("h1", "title"):
        for element in root.iter(tag):
            text = _BLANKS.sub(" ", str(element.text_content())).strip()
            if text:
                return text
    return ""


def _texts(element: HtmlElement) -> list[str]:
    """Gives the texts in an element without scripts and styles."""
    return element.xpath(".//text()[not(parent::script or parent::style)]")  # type: ignore[no-any-return]


def _is_json_ld(script: HtmlElement) -> bool:
    return "ld+json" in (script.get("type") or "").lower()


def _gap(element: HtmlElement) -> str:
    """Gives the space that a style sheet puts between labels of one class."""
    following = element.getnext()
    same = following is not None and following.tag == element.tag
    return " " if same and element.get("class") == following.get("class") is not None else ""


def _plain(text: str) -> str:
    """Letters and digits only: what two versions of one text agree in."""
    return "".join(char for char in text.casefold() if char.isalnum())
