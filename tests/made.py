"""Small files made on the fly: what the tests of the readers read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from skillmap.readers import Reading, read_bytes
from skillmap.settings import Settings

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8"
    "cfc000000301010018dd8db00000000049454e44ae426082"
)


def read(data: bytes, name: str = "file", **values: int) -> Reading:
    """Reads a file under settings."""
    return read_bytes(data, name, Settings(**values))


def codes(reading: Reading) -> list[str]:
    """Gives the codes of a reading's warnings."""
    return [notice.code for notice in reading.warnings]


def html(body: str, head: str = "") -> Reading:
    """Reads a page with this body and head."""
    return read(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode())


def pdf(
    *lines: str,
    draw: Callable[[Any], None] | None = None,
    pages: int = 1,
    password: str = "",
    owner: str = "",
) -> bytes:
    """Makes a PDF with lines of Helvetica 11 from the top of each page down."""
    from reportlab.lib import pdfencrypt
    from reportlab.pdfgen import canvas

    encryption = pdfencrypt.StandardEncryption(password, owner) if password or owner else None
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, pagesize=(600, 800), invariant=True, encrypt=encryption)
    for _ in range(pages):
        if draw:
            page.saveState()
            draw(page)
            page.restoreState()
        page.setFont("Helvetica", 11)
        for index, line in enumerate(lines):
            page.drawString(50, 750 - 16 * index, line)
        page.showPage()
    page.save()
    return buffer.getvalue()


def docx(build: Callable[[Any], None]) -> bytes:
    """Makes a Word document; `build` gets the python-docx document."""
    import docx as library

    document = library.Document()
    build(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Changes one part of a package."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part, change(content) if part.filename == name else content)
    return buffer.getvalue()


def zipped(**parts: bytes) -> bytes:
    """Makes a ZIP archive; two underscores in a name stand for a slash, one for a dot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


def raw_pdf(
    content: str, font: str = "/BaseFont /Helvetica", page: str = "", kids: int = 1
) -> bytes:
    """Makes a PDF of one page from its content stream, a Type 1 font /F and page entries."""
    stream = content.encode("latin-1")
    font += f" /FirstChar 0 /LastChar 255 /Widths [{'500 ' * 256}]"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{'3 0 R' * kids}] /Count {kids} >>".encode(),
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        f"/Resources << /Font << /F 5 0 R >> >> {page} >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        f"<< /Type /Font /Subtype /Type1 {font} >>".encode(),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table, len(objects) + 1, len(data))
    )
