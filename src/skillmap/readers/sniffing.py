"""What bytes are, told from the bytes: never from a file's name."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

from skillmap.errors import EncryptedFile, ReadError, UnsupportedFormat
from skillmap.readers.json_resume import is_json_resume
from skillmap.readers.text import decode, is_markdown

_CONVERT = "Save it as PDF or DOCX and read that."
_IMAGE = "Only text can be read: run text recognition (OCR) on the image first."
_READABLE = "PDF, DOCX, HTML, JSON Resume, Markdown and plain text can be read."

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image", _IMAGE),
    (b"\xff\xd8\xff", "a JPEG image", _IMAGE),
    (b"GIF87a", "a GIF image", _IMAGE),
    (b"GIF89a", "a GIF image", _IMAGE),
    (b"II*\x00", "a TIFF image", _IMAGE),
    (b"MM\x00*", "a TIFF image", _IMAGE),
    (b"BM", "a BMP image", _IMAGE),
    (b"8BPS", "a Photoshop image", _IMAGE),
    (b"{\\rtf", "an RTF document", _CONVERT),
    (b"%!PS", "a PostScript file", "Save it as PDF and read that."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first."),
    (b"BZh", "a bzip2 archive", "Unpack it first."),
    (b"\xfd7zXZ\x00", "an xz archive", "Unpack it first."),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it first."),
    (b"Rar!\x1a\x07", "a RAR archive", "Unpack it first."),
    (b"\x7fELF", "a program", _READABLE),
    (b"MZ", "a Windows program", _READABLE),
    (b"SQLite format 3\x00", "a database", _READABLE),
    (b"ID3", "a sound file", _READABLE),
    (b"OggS", "a sound file", _READABLE),
    (b"wOFF", "a font", _READABLE),
    (b"\x00\x01\x00\x00", "a font", _READABLE),
)
_ZIP_PARTS: tuple[tuple[str, str, str], ...] = (
    ("xl/workbook", "an Excel workbook", "Save it as PDF and read that."),
    ("ppt/presentation.xml", "a PowerPoint presentation", "Save it as PDF and read that."),
    ("content.xml", "an OpenDocument file", _CONVERT),
    ("META-INF/container.xml", "an e-book (EPUB)", "Save it as PDF and read that."),
    ("Index/Document.iwa", "an Apple Pages document", "Export it as PDF and read that."),
    ("META-INF/MANIFEST.MF", "a Java archive", _READABLE),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_WITHIN, _PDF_TAIL = 1024, 2048

_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG = re.compile(
    r"</(?:p|div|li|ul|ol|h[1-6]|table|tr|td|section|article|main|body|span|strong|b|a)\s*>"
    r"|<br\s*/?>",
    re.IGNORECASE,
)
_MIME = re.compile(
    r"\s*(?:[A-Za-z][\w-]{0,60}:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/",
    re.IGNORECASE,
)
_PARTS = "Save the page as HTML or PDF, or the attached file by itself, and read that."
_FEW_TAGS = 4
_EXTENSIONS = {
    "pdf": ("a PDF", "PDF"),
    "docx": ("a Word document", "Word"),
    "doc": ("a Word document", "Word"),
    "html": ("an HTML page", "HTML"),
    "htm": ("an HTML page", "HTML"),
    "txt": ("a text file", "text"),
    "md": ("a text file", "text"),
}
"""What a name's ending claims, and the word that is in `what` when the claim is true."""


def sniff(data: bytes, name: str) -> str:
    """Tells the format of a file from its bytes.

    Args:
        data: The file.
        name: Its name, for messages, and to tell Markdown from plain text.

    Returns:
        A key of `READERS`: "pdf", "docx", "html", "json-resume", "markdown" or "text".

    Raises:
        UnsupportedFormat: It is something else; the message says what.
        EncryptedFile: It is an Office file behind a password.
        ReadError: It is empty.
    """
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise ReadError("is empty")
    if b"%PDF-" in data[:_PDF_WITHIN] or _is_headless_pdf(data):
        return "pdf"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _in_zip(data, name)
    if data.startswith(_OLE):
        raise _in_ole(data, name)
    for magic, what, hint in _MAGIC:
        if data.startswith(magic) and not _is_short_word(magic, data):
            raise _unsupported(what, name, hint)
    if data[:4] == b"RIFF" or data[4:8] == b"ftyp":
        what = "a WebP image" if data[8:12] == b"WEBP" else "a sound, image or video file"
        raise _unsupported(what, name, _IMAGE)
    return _in_text(data, name)


def _in_text(data: bytes, name: str) -> str:
    text, _ = decode(data)
    if is_json_resume(text):
        return "json-resume"
    if _HTML_START.match(text[:8000]):
        return "html"
    if _MIME.match(text[:8000]):
        raise _unsupported("a web archive or e-mail of several parts (MHTML, MIME)", name, _PARTS)
    head = text.lstrip()[:200].lower()
    if head.startswith("<svg") or (head.startswith("<?xml") and "<svg" in text[:2000].lower()):
        raise _unsupported("an SVG image", name, _IMAGE)
    if head.startswith("<?xml"):
        raise _unsupported("an XML file", name, _READABLE)
    tags = len(_HTML_TAG.findall(text[:200_000]))
    if tags >= _FEW_TAGS and (head.startswith("<") or tags * 200 > len(text[:200_000])):
        return "html"
    if name.lower().endswith((".md", ".markdown")) or is_markdown(text):
        return "markdown"
    return "text"


def is_archive(parts: Sequence[str]) -> bool:
    """Tells an archive of files from a document that is packed as one, by the names in it.

    Args:
        parts: Names of the entries of a ZIP file.

    Returns:
        False for the packages of Word, Excel, OpenDocument and their like.
    """
    return "word/document.xml" not in parts and not _package(parts)


def _package(parts: Sequence[str]) -> tuple[str, str] | None:
    for part, what, hint in _ZIP_PARTS:
        if any(each.startswith(part) for each in parts):
            return what, hint
    return None


def _in_zip(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        if b"word/" in data:
            raise ReadError(
                "is a damaged Word document", hint="Open it in a word processor and save it again."
            ) from None
        raise _unsupported("a damaged ZIP archive", name, "Unpack it first.") from None
    if "word/document.xml" in parts:
        return "docx"
    what, hint = _package(parts) or ("a ZIP archive", "Unpack it first.")
    raise _unsupported(what, name, hint)


def _in_ole(data: bytes, name: str) -> ReadError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return EncryptedFile(
            "is an Office document behind a password", hint="Save it without a password."
        )
    if "WordDocument".encode("utf-16-le") in data:
        return _unsupported("an old Word document (.doc)", name, _CONVERT)
    return _unsupported("an old Office or Outlook file", name, _CONVERT)


def _is_headless_pdf(data: bytes) -> bool:
    """Tells a PDF whose first line is lost or broken from a text that speaks of PDF."""
    return b"endobj" in data and (data.startswith(b"%") or b"startxref" in data[-_PDF_TAIL:])


def _is_short_word(magic: bytes, data: bytes) -> bool:
    """Tells whether a magic of two or three letters only begins a text ("BMW ...")."""
    return len(magic) <= 3 and magic.isalnum() and b"\x00" not in data[:64]


def _unsupported(what: str, name: str, hint: str) -> UnsupportedFormat:
    claim, word = _EXTENSIONS.get(name.rpartition(".")[2].lower(), ("", ""))
    if claim and word not in what:
        return UnsupportedFormat(f"is {what}, not {claim}", hint=hint)
    return UnsupportedFormat(f"is {what}, which cannot be read", hint=hint)
