"""Word documents: body in reading order with its tables, headers, text boxes and lists."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from skillmap.errors import FileTooLarge, ReadError
from skillmap.models import HiddenText
from skillmap.readers.cleaning import BULLET, Tally, clean, squeeze
from skillmap.readers.docx_boxes import paper_of
from skillmap.readers.docx_notes import IN_A_COMMENT, UNCALLED, comments_of, notes_of
from skillmap.readers.docx_styles import Styles, W
from skillmap.readers.reading import Reading
from skillmap.readers.tables import join_cells
from skillmap.settings import Settings

if TYPE_CHECKING:
    from lxml.etree import _Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"

_UNPACKED = 10
"""A package may unpack to so many times the cap of bytes."""
_RATIO, _RATIO_FROM = 150, 20_000_000
"""Above so many bytes, a package that shrank more than this is no document."""

_DOCTYPE = re.compile(rb"<\s*!\s*(?:DOCTYPE|ENTITY)", re.I)
_DOCTYPE_16 = re.compile("<!(?:DOCTYPE|ENTITY)", re.I)

_BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_NO_TEXT = frozenset(
    f"{W}{name}"
    for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "sdtPr", "rubyPr", "rt")
) | {f"{_MC}Fallback"}
_BLOCKS = (f"{W}p", f"{W}tbl")
_DELETED = "deleted in a tracked change"


def read_docx(data: bytes, settings: Settings) -> Reading:
    """Reads a Word document as its pages show it.

    Args:
        data: The file.
        settings: `max_bytes`, from which the caps of the unpacked parts follow.

    Returns:
        The text, and the hidden text apart.

    Raises:
        ReadError: It is no valid document, or holds XML that a document never holds.
        FileTooLarge: It unpacks to more than is safe.
    """
    _check_package(data, settings.max_bytes)
    import docx
    import docx.opc.exceptions
    from lxml.etree import XMLSyntaxError

    try:
        document = docx.Document(io.BytesIO(data))
    except (KeyError, ValueError, XMLSyntaxError, docx.opc.exceptions.OpcError) as error:
        raise ReadError(
            "is a damaged Word document", hint="Open it in a word processor and save it again."
        ) from error
    writer = _Writer(Styles(document.styles.element, paper_of(document.element.body)))
    headers, footers = _margins(document)
    notes, uncalled = notes_of(document)
    elements = (*headers, document.element.body, *notes, *footers)
    parts = [writer.blocks(element) for element in elements]
    writer.keep(uncalled, UNCALLED)
    writer.keep(comments_of(document), IN_A_COMMENT)
    tally = Tally()
    text = squeeze(clean("\n".join(part for part in dict.fromkeys(parts) if part.strip()), tally))
    return Reading(
        text=text,
        warnings=tally.notices(),
        hidden=(*writer.hidden, *_about(document)),
        levels=writer.levels,
    )


class _Writer:
    """Writes elements down as text and keeps hidden runs apart."""

    def __init__(self, styles: Styles) -> None:
        self.hidden: list[HiddenText] = []
        self.levels: dict[str, int] = {}
        self._styles = styles
        self._boxes: list[_Element] = []
        self._deleted: list[str] = []

    def blocks(self, parent: _Element) -> str:
        """Writes the paragraphs and tables in an element, in their order."""
        lines: list[str] = []
        for block in _blocks(parent):
            lines.append(self._table(block) if block.tag == f"{W}tbl" else self._paragraph(block))
            boxes, self._boxes = self._boxes, []
            lines.extend(self.blocks(box) for box in boxes)
        return "\n".join(lines)

    def keep(self, elements: list[_Element], reason: str) -> None:
        """Keeps the text of elements that no page shows apart."""
        for element in elements:
            text = " ".join("".join(self._plain(element)).split())
            if text:
                self.hidden.append(HiddenText(text=clean(text, Tally()), reason=reason))

    def _plain(self, element: _Element) -> Iterator[str]:
        for paragraph in element.iter(f"{W}p"):
            yield from (text for _, text in self._texts(paragraph))
            yield "\n"
        self._deleted.clear()

    def _table(self, table: _Element) -> str:
        rows = []
        for row in table.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl"), None) is table:
                cells = [self.blocks(cell) for cell in _cells(row)]
                rows.append(join_cells([squeeze(cell) for cell in cells]))
        return "\n".join(row for row in rows if row)

    def _paragraph(self, paragraph: _Element) -> str:
        parts: list[str] = []
        unseen: list[tuple[str, str]] = []
        for run, text in self._texts(paragraph):
            reason = self._styles.hidden(run, paragraph) if text.strip() and run is not None else ""
            if reason:
                unseen.append((reason, text))
            else:
                parts.append(text)
        unseen += [(_DELETED, text) for text in self._deleted]
        self._deleted.clear()
        for reason in dict.fromkeys(reason for reason, _ in unseen):
            text = " ".join("".join(text for why, text in unseen if why == reason).split())
            self.hidden.append(HiddenText(text=clean(text, Tally()), reason=reason))
        line = "".join(parts).strip("\n ")
        level = self._styles.level(paragraph) if line.strip() else 0
        if level:
            self.levels.setdefault(clean(line, Tally()).strip(), level)
        if line.strip() and self._styles.is_item(paragraph):
            line = f"{BULLET} {line.lstrip(f'{BULLET} ' + chr(9))}"
        return line

    def _texts(self, element: _Element) -> Iterator[tuple[_Element | None, str]]:
        """Gives the pieces of text in a paragraph, each with its run."""
        for child in element:
            tag = child.tag
            if tag == f"{W}del":
                text = "".join(part.text or "" for part in child.iter(f"{W}delText"))
                self._deleted += [text] if text.strip() else []
            if not isinstance(tag, str) or tag in _NO_TEXT:
                continue
            if tag == f"{W}t" or tag == _MATH_TEXT:
                yield (element if element.tag == f"{W}r" else None), child.text or ""
            elif tag in _BREAKS:
                yield None, _BREAKS[tag]
            elif tag == f"{W}sym":
                yield None, _symbol(child.get(f"{W}char") or "")
            elif tag == f"{W}txbxContent":
                self._boxes.append(child)
            else:
                yield from self._texts(child)


def _blocks(parent: _Element) -> Iterator[_Element]:
    for child in parent:
        if child.tag in _BLOCKS:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _blocks(child)


def _cells(row: _Element) -> Iterator[_Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent"):
            yield from _cells(child)


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _margins(document: Any) -> tuple[list[_Element], list[_Element]]:
    """Gives the headers and footers of all sections, each once."""
    headers: list[_Element] = []
    footers: list[_Element] = []
    for section in document.sections:
        first = section.different_first_page_header_footer
        for found, wanted in (
            (headers, (*((section.first_page_header,) if first else ()), section.header)),
            (footers, (section.footer, *((section.first_page_footer,) if first else ()))),
        ):
            found.extend(part._element for part in wanted if not part.is_linked_to_previous)
    return headers, footers


def _about(document: Any) -> list[HiddenText]:
    """Reads the words that a file says about itself and that no page shows."""
    about = document.core_properties
    texts = [clean(text or "", Tally()).strip() for text in (about.keywords, about.subject)]
    return [
        HiddenText(text=text, reason="in the metadata") for text in dict.fromkeys(texts) if text
    ]


def _check_package(data: bytes, max_bytes: int) -> None:
    """Refuses packages that unpack to too much, and XML that declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            packed = max(1, sum(part.compress_size for part in parts))
            texts = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
            if (
                unpacked > _UNPACKED * max_bytes
                or (unpacked > _RATIO_FROM and unpacked > _RATIO * packed)
                or sum(part.file_size for part in texts) > 2 * max_bytes
            ):
                raise FileTooLarge(
                    f"unpacks to {unpacked:,} bytes, more than a document should",
                    hint="Raise the setting max_bytes if the file is meant.",
                )
            for part in texts:
                _check_xml(archive.read(part), part.filename)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, zlib.error) as error:
        raise ReadError(
            "is a damaged Word document", hint="Open it in a word processor and save it again."
        ) from error
    except RuntimeError as error:
        raise ReadError("is a Word document whose parts are encrypted") from error


def _check_xml(xml: bytes, name: str) -> None:
    wide = xml[:2] in (b"\xff\xfe", b"\xfe\xff")
    if _DOCTYPE.search(xml) or (wide and _DOCTYPE_16.search(xml.decode("utf-16", "replace"))):
        raise ReadError(f"declares XML entities in {name}, which no Word document does")
