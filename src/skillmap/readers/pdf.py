"""PDF: pypdfium2 in the order of the content, pdfplumber where glyphs cannot be read."""

from __future__ import annotations

import threading
from typing import Any

from skillmap.errors import EncryptedFile, FileTooLarge, NoTextLayer, ReadError
from skillmap.models import HiddenText, Notice
from skillmap.readers.pdf_fonts import Fonts
from skillmap.readers.pdf_forms import check_forms
from skillmap.readers.pdf_notes import about, read_notes
from skillmap.readers.pdf_ocr import Picture
from skillmap.readers.pdf_page import PageText, Reader
from skillmap.readers.pdf_plumber import Plumber
from skillmap.readers.pdf_rows import Layout, Row
from skillmap.readers.pdf_traits import Traits
from skillmap.readers.reading import Reading
from skillmap.settings import Settings

_PDFIUM = threading.Lock()
"""PDFium is not thread-safe: everything that calls it holds this."""

_PASSWORD, _SECURITY = 4, 5
_TAIL = 4096


def read_pdf(data: bytes, settings: Settings) -> Reading:
    """Reads what a person sees on the pages, in the order of the content.

    Args:
        data: The file.
        settings: `max_pages`, and `ocr` with what belongs to it.

    Returns:
        The text with pages and lines, and the hidden text apart.

    Raises:
        EncryptedFile: A password is needed.
        NoTextLayer: No page holds text.
        FileTooLarge: There are more pages than allowed.
        ReadError: The file is damaged beyond reading.
    """
    check_forms(data)
    with _PDFIUM:
        plumber = Plumber(data)
        try:
            pages, words = _read_pages(data, plumber, settings)
        finally:
            plumber.close()
    _recognise(pages, settings)
    warnings = _warnings(data, pages)
    layout = Layout([page.rows for page in pages])
    if not layout.text.strip():
        raise _no_text(pages, settings.ocr)
    hidden = (*(text for page in pages for text in page.hidden), *words)
    return Reading(
        text=layout.text,
        pages=tuple(layout.pages),
        lines=tuple(layout.lines),
        warnings=(*warnings, *layout.tally.notices()),
        hidden=hidden,
    )


def _read_pages(
    data: bytes, plumber: Plumber, settings: Settings
) -> tuple[list[PageText], list[HiddenText]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        # The library keeps its last error: after an encrypted file a damaged one may show its code.
        if code in (_PASSWORD, _SECURITY) and b"/Encrypt" in data:
            raise EncryptedFile(
                "needs a password", hint="Save it without a password and read that."
            ) from error
        return _second_opinion(plumber, settings.max_pages, error), []
    try:
        count = len(document)
        if count == 0:
            return _second_opinion(plumber, settings.max_pages, None), []
        _check_count(count, settings.max_pages)
        reader = Reader(Traits(data), Fonts(plumber), plumber)
        pages = [_read_page(document, index, reader, plumber) for index in range(count)]
        if settings.ocr:
            _take_pictures(document, pages, settings.max_ocr_pages)
        return pages, about(document)
    finally:
        document.close()


def _take_pictures(document: Any, pages: list[PageText], most: int) -> None:
    """Draws the pages that have no text, for what reads pictures."""
    import pypdfium2

    bare = [index for index, page in enumerate(pages) if not page.rows and page.painted]
    for index in bare[:most]:
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            continue
        try:
            pages[index].picture = Picture(page)
        finally:
            page.close()


def _recognise(pages: list[PageText], settings: Settings) -> None:
    """Reads the pictures; without the lock, for it takes seconds."""
    for page in pages:
        if page.picture:
            page.rows = page.picture.rows(settings)
            page.ocr, page.picture = bool(page.rows), None


def _read_page(document: Any, index: int, reader: Reader, plumber: Plumber) -> PageText:
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return PageText(rows=plumber.rows(index), damaged=True)
    try:
        notes = read_notes(page, index + 1)
        if notes.painted and raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY):
            # What annotations paint is content from here on; the page has to be loaded anew.
            page.close()
            page = document[index]
        text = reader.read(page, index)
        text.hidden += notes.hidden
        text.rows += notes.typed
        return text
    except pypdfium2.PdfiumError:
        return PageText(rows=plumber.rows(index), damaged=True)
    finally:
        page.close()


def _second_opinion(plumber: Plumber, most: int, error: Exception | None) -> list[PageText]:
    """Reads a file that pypdfium2 cannot open."""
    count = plumber.page_count()
    _check_count(count, most)
    pages: list[list[Row]] = [plumber.rows(index) for index in range(count)]
    if not any(pages):
        raise ReadError(
            "is a damaged PDF without readable pages",
            hint="Open it in a PDF viewer and save it again.",
        ) from error
    return [PageText(rows=rows, damaged=True) for rows in pages]


def _check_count(count: int, most: int) -> None:
    if count > most:
        raise FileTooLarge(
            f"has {count:,} pages, more than the {most:,} allowed",
            hint="Raise the setting max_pages if the file is meant.",
        )


def _warnings(data: bytes, pages: list[PageText]) -> list[Notice]:
    found: list[Notice] = []
    if b"%%EOF" not in data[-_TAIL:]:
        message = "the file is cut off; what could be recovered was read"
        found.append(Notice(code="damaged", message=message))
    for number, page in enumerate(pages, start=1):
        place = f"page {number}"
        if page.damaged:
            message = "the page is damaged; what could be recovered was read"
            found.append(Notice(code="damaged", message=message, place=place))
        if page.recognised:
            message = "the page is a scan; its text comes from text recognition (OCR)"
            found.append(Notice(code="ocr-layer", message=message, place=place))
        if page.ocr:
            message = "the page is a scan; its text was read by text recognition (OCR)"
            found.append(Notice(code="ocr", message=message, place=place))
        if not page.rows and any(other.rows for other in pages) and page.painted:
            message = "the page holds no text; it may be a scan"
            found.append(Notice(code="page-without-text", message=message, place=place))
    return found


def _no_text(pages: list[PageText], tried: bool) -> ReadError:
    if any(page.hidden for page in pages):
        return NoTextLayer("holds only text that nobody sees", hint="Look at it by hand.")
    count = f"{len(pages)} page" + ("s" if len(pages) != 1 else "")
    if tried:
        return NoTextLayer(
            f"has {count} in which text recognition (OCR) found nothing",
            hint="Look at it by hand.",
        )
    return NoTextLayer(
        f"has {count} without a single character of text, as a scan has",
        hint="Run text recognition (OCR) on it first, or read it with the setting ocr: true.",
    )
