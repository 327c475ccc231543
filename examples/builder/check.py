"""Compare built files by what they say, not by their bytes."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pypdfium2

_WORD_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


def _pdf_text(path: Path, password: str) -> str:
    document = pypdfium2.PdfDocument(path, password=password or None)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return f"{len(pages)} pages\n" + "\n".join(pages)


def _docx_text(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        names = sorted(
            name for name in archive.namelist() if re.match(r"word/(document|header\d*)\.xml", name)
        )
        parts = [archive.read(name).decode("utf-8") for name in names]
    return "\n".join("\n".join(_WORD_TEXT.findall(part)) for part in parts)


def file_text(path: Path, password: str = "") -> str:
    """Return the text of one built file.

    Args:
        path: A PDF, DOCX, HTML, text or Markdown file.
        password: What opens the file, if it is locked.

    Returns:
        The text; for a scan only the number of pages.
    """
    if path.suffix == ".pdf":
        return _pdf_text(path, password)
    if path.suffix == ".docx":
        return _docx_text(path)
    return path.read_text(encoding="utf-8")


def difference(built: Path, fresh: Path, password: str = "") -> str:
    """Say how a built file differs from a fresh build.

    Args:
        built: The file in the examples folder.
        fresh: The same file, built a moment ago.
        password: What opens both files, if they are locked.

    Returns:
        ``""`` if the text is the same, otherwise one or two words.
    """
    if not built.is_file():
        return "missing"
    if file_text(built, password) != file_text(fresh, password):
        return "other text"
    return ""
