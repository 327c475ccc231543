"""Readers: bytes -> Reading. A new format is a callable in one file and a line in `READERS`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from skillmap.errors import FileTooLarge, ReadError
from skillmap.models import Notice
from skillmap.readers.reading import Reading
from skillmap.readers.sniffing import sniff
from skillmap.readers.text import read_markdown, read_text
from skillmap.settings import Settings


# Each is loaded when the first file of its format comes: a text waits for none of them.
def _pdf(data: bytes, settings: Settings) -> Reading:
    from skillmap.readers.pdf import read_pdf

    return read_pdf(data, settings)


def _docx(data: bytes, settings: Settings) -> Reading:
    from skillmap.readers.docx import read_docx

    return read_docx(data, settings)


def _html(data: bytes, settings: Settings) -> Reading:
    from skillmap.readers.html import read_html

    return read_html(data, settings)


def _json_resume(data: bytes, settings: Settings) -> Reading:
    from skillmap.readers.json_resume import read_json_resume

    return read_json_resume(data, settings)


READERS: dict[str, Callable[[bytes, Settings], Reading]] = {
    "pdf": _pdf,
    "docx": _docx,
    "html": _html,
    "json-resume": _json_resume,
    "markdown": read_markdown,
    "text": read_text,
}

__all__ = ["READERS", "Reading", "read_bytes", "sniff"]


def read_bytes(data: bytes, source: str, settings: Settings) -> Reading:
    """Reads a file of any known format.

    Args:
        data: The file.
        source: Its name, for messages.
        settings: Caps of bytes, pages and characters.

    Returns:
        Its text, and what was noticed on the way.

    Raises:
        ReadError: Or one of its children, and nothing else, whatever the bytes are.
    """
    try:
        if len(data) > settings.max_bytes:
            raise FileTooLarge(
                f"has {len(data):,} bytes, more than the {settings.max_bytes:,} allowed",
                hint="Raise the setting max_bytes if the file is meant.",
            )
        reading = READERS[sniff(data, source)](data, settings)
    except ReadError as error:
        error.source = error.source or source
        raise
    except Exception as error:
        # The libraries behind the readers raise whatever they please on broken files.
        # Their messages may hold text of the document: the kind of error is enough to go by.
        raise ReadError(
            f"is damaged and cannot be read ({type(error).__name__})",
            source=source,
            hint="Open it in its program and save it again.",
        ) from error
    return _cut(reading, settings.max_characters)


def _cut(reading: Reading, most: int) -> Reading:
    """Cuts a text that is over the cap, and pages and lines with it."""
    if len(reading.text) <= most:
        return reading
    text = reading.text[:most]
    notice = Notice(
        code="text-cut",
        message=f"only the first {most:,} of {len(reading.text):,} characters were read",
    )
    return replace(
        reading,
        text=text,
        pages=tuple(
            page.model_copy(update={"start": min(page.start, most), "end": min(page.end, most)})
            for page in reading.pages
        ),
        lines=tuple(
            line.model_copy(update={"end": min(line.end, most)})
            for line in reading.lines
            if line.start < most
        ),
        warnings=(*reading.warnings, notice),
    )
