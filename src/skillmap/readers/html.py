"""HTML pages: what a person reads on them, and the job posting that they may carry as data."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from math import nan
from typing import TYPE_CHECKING

from skillmap.data_files import load
from skillmap.errors import ReadError
from skillmap.models import HiddenText, Notice
from skillmap.readers.cleaning import BULLET, Tally, clean, squeeze
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
_TINY = "below readable size"
_UNSEEN = tuple(
    (re.compile(rf"(?:^|;)\s*(?:{pattern})", re.I), reason)
    for pattern, reason in (
        (r"display\s*:\s*none\b|visibility\s*:\s*(?:hidden|collapse)\b", "not displayed"),
        (r"opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)", "transparent"),
        (r"font-size\s*:\s*(?:[01](?:\.\d+)?px|0?\.?0*(?:r?em|%|pt)?)\s*(?:;|!|$)", _TINY),
        (r"text-indent\s*:\s*-\d{3,}|(?:left|right|top)\s*:\s*-\d{4,}", "outside the page"),
    )
)
_Rgba = tuple[float, float, float, float]
_PAPER = (255.0, 255.0, 255.0, 1.0)
_ANY = (nan, nan, nan, 1.0)  # what cannot be told, as a picture: the same as no colour
_SAME_COLOUR = 12.0  # of 255 in a channel: no more cannot be told apart
_MANY = 32
_NAMED = {"white": "fff", "black": "000", "transparent": "0000", "snow": "fffafa"}
_NO_COLOUR = re.compile(
    r"none|initial|unset|inherit|(?:no-)?repeat(?:-[xy])?|scroll|center|top|bottom|left|right|to|"
    r"circle|ellipse|at|(?:repeating-)?(?:linear|radial|conic)-gradient"
)
_COLOUR = re.compile(
    r"none|initial|unset|inherit|(?:no-)?repeat(?:-[xy])?|center|top|bottom|left|right|cover|"
    r"contain|scroll|fixed|to|at|circle|ellipse|(?:repeating-)?(?:linear|radial|conic)-gradient"
)
_COLOUR = re.compile(r"#([\da-f]+)|rgba?\(([^()]*)\)|(?<![\w#.-])([a-z][a-z-]*)")
_NUMBER = re.compile(r"(\d*\.?\d+)(%?)")
_DECLARATION = re.compile(r"(?<![\w-])([\w-]++)\s*+:\s*+((?:[^;(}]|\([^)]*+\)?)*+)")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_NO_SIZE = r"(?:max-)?(?:height|width)\s*:\s*(?:\.?0[0.]*+(?:[a-z]+|%)?|1(?:\.\d+)?px)\s*(?:;|!|$)"
_SHUT = [
    re.compile(rf"(?:^|;)\s*(?:{pattern})", re.I)
    for pattern in (_NO_SIZE, r"overflow(?:-[xy])?\s*:\s*(?:hidden|clip)\b")
]
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
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

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.hidden: list[HiddenText] = []
        self._lines: list[str] = []
        self._line = ""
        self._bullet = False
        self._items = 0
        linked = any("stylesheet" in (link.get("rel") or "") for link in root.iter("link"))
        sheets = [_COMMENT.sub("", style.text or "").lower() for style in root.iter("style")]
        self._recoloured = linked or any("color" in sheet for sheet in sheets)
        self._sheets: set[_Rgba] = {_ANY} if linked else set()
        for name, value in (each for sheet in sheets for each in _DECLARATION.findall(sheet)):
            if name in ("background", "background-color", "background-image"):
                self._sheets |= _colours(value) if len(self._sheets) < _MANY else {_ANY}
        self._length = max(1, len(_plain(str(root.text_content()))))
        self._tags = load("html_tags.yaml")

    def main(self) -> HtmlElement:
        """Gives the element that holds most of the text that is no noise."""
        candidates = [*self.root.iter("main"), *self.root.iterfind(".//*[@role='main']")]
        candidates = candidates or list(self.root.iter("article"))
        whole = _Page.measure(self.root)
        for element in candidates[:_MOST_CANDIDATES]:
            if _Page.measure(element) >= _MOST_OF_IT * whole:
                return element
        return self.root

    @staticmethod
    def measure(element: HtmlElement) -> int:
        """Counts the characters of an element that are no noise."""
        page = _Page(element)
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
        reason = self._unseen(element)
        if faded is None or _style(element):
            faded = self._faded(element)
            if faded and not any(_style(each) for each in element.iterdescendants()):
                reason = reason or faded
        if reason:
            self._hide(str(element.text_content()), reason)
            return
        if tag == "tr":
            self._row(element, faded)
            return
        self._open(tag)
        pre = pre or tag == "pre"
        self._write(element.text, pre, faded)
        for child in element:
            self.walk(child, pre, faded)
            self._write(child.tail or _gap(child), pre, faded)
        self._close(tag)

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

    def _unseen(self, element: HtmlElement) -> str:
        """Tells why an element is not seen; empty when it is."""
        if element.get("hidden") is not None:
            return "not displayed"
        if (element.get("aria-hidden") or "").lower() == "true":
            return "marked as hidden (aria-hidden)"
        style = _COMMENT.sub("", element.get("style") or "")
        for pattern, reason in _UNSEEN if style else ():
            if pattern.search(style):
                return reason
        return "clipped to nothing" if all(each.search(style) for each in _SHUT) else ""

    def _faded(self, element: HtmlElement) -> str:
        """Tells why text of an element does not stand out from what is behind it, if so."""
        chain = [_style(each) for each in (element, *element.iterancestors())]
        depth = next((i for i, s in enumerate(chain) if s.get("color", "inherit") != "inherit"), -1)
        if depth < 0 or (depth and self._recoloured):
            return ""
        ink = next(iter(_colours(chain[depth]["color"])), _ANY)
        behind: set[_Rgba] = {_PAPER}
        for index, style in reversed(list(enumerate(chain))):
            if not index:
                # What a style sheet may put below it.
                behind |= {_over(layer, each) for layer in self._sheets for each in behind}
            for name in ("background-color", "background-image"):
                layers = _colours(style.get(name, ""))
                behind = {_over(layer, each) for layer in layers for each in behind} or behind
            if "text" in style.get("background-clip", "") or len(behind) > _MANY:
                behind = {_ANY}
        if not all(_is_same(ink, each) for each in behind):
            return ""
        if ink[3] < 0.05:
            return "transparent"
        white = all(_is_same(_PAPER, each) for each in behind)
        return "white on white" if white else "same colour as its background"

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


def _is_json_ld(script: HtmlElement) -> bool:
    return "ld+json" in (script.get("type") or "").lower()


def _style(element: HtmlElement) -> dict[str, str]:
    """Gives what an element's own attributes say about its colours."""
    names = ("style", "bgcolor", "background", "color")[: 4 if element.tag == "font" else 3]
    return _declared(*((element.get(name) or "").lower() for name in names))


@lru_cache(maxsize=512)
def _declared(style: str, ground: str, picture: str, ink: str = "") -> dict[str, str]:
    found = {"color": ink, "background-color": ground, "background-image": picture and "url()"}
    declared = _DECLARATION.findall(_COMMENT.sub("", style))
    for name, value in sorted(declared, key=lambda each: "!" in each[1]):
        if name == "background":
            found["background-color"] = found["background-image"] = ""
            name += "-image" if "url(" in value or "gradient" in value else "-color"
        found[name.removeprefix("-webkit-")] = value.partition("!")[0].strip()
    return {n: value for n, value in found.items() if value and n.startswith(("color", "back"))}


def _colours(value: str) -> set[_Rgba]:
    """Gives the colours in a value."""
    found: set[_Rgba] = set()
    for digits, inside, word in _COLOUR.findall(value):
        if _NO_COLOUR.fullmatch(word):
            continue
        digits = _NAMED.get(word, digits)
        digits = "".join(2 * digit for digit in digits) if len(digits) < 5 else digits
        channels = [float(int(digits[i : i + 2], 16)) for i in range(0, len(digits), 2)]
        for index, (number, percent) in enumerate(_NUMBER.findall(inside)):
            channels.append(float(number) * (2.55 if percent else 255 if index == 3 else 1))
        red, green, blue, alpha = (*channels, 255.0, 0.0, 0.0, 0.0)[:4]
        found.add((red, green, blue, alpha / 255) if len(channels) in (3, 4) else _ANY)
    return found if len(found) <= _MANY else {_ANY}


def _over(ink: _Rgba, ground: _Rgba) -> _Rgba:
    red, green, blue = (ink[3] * ink[i] + (1 - ink[3]) * ground[i] for i in range(3))
    return ink if ink[3] >= 1 else (red, green, blue, 1.0)


def _is_same(one: _Rgba, other: _Rgba) -> bool:
    return all(one[3] * abs(one[i] - other[i]) <= _SAME_COLOUR for i in range(3))


def _gap(element: HtmlElement) -> str:
    """Gives the space that a style sheet puts between labels of one class."""
    following = element.getnext()
    same = following is not None and following.tag == element.tag
    return " " if same and element.get("class") == following.get("class") is not None else ""


def _plain(text: str) -> str:
    """Letters and digits only: what two versions of one text agree in."""
    return "".join(char for char in text.casefold() if char.isalnum())
