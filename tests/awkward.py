"""Awkward PDF files, written byte by byte: what is in them, and what a person reads on them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Body = str | bytes


@dataclass(frozen=True)
class Case:
    """A file with the truth about it.

    Attributes:
        make: Makes it.
        text: What a person reads, line by line.
        hidden: Text and reason of what a person does not see.
        codes: Codes of the warnings that it deserves.
    """

    make: Callable[[], bytes]
    text: str
    hidden: tuple[tuple[str, str], ...] = ()
    codes: tuple[str, ...] = ()


def show(text: str, x: float = 50, y: float = 400, size: float = 11, before: str = "") -> str:
    """Writes a line of text at a place."""
    return f"BT {before} /F {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n"


def file(
    *contents: str,
    page: str = "",
    resources: str = "",
    catalog: str = "",
    info: str = "",
    extra: Mapping[int, Body] | None = None,
    font: str = "/Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding",
) -> bytes:
    """Makes a PDF of 600 by 800 points, a page for each content, with a font /F.

    Args:
        contents: Content streams.
        page: More entries of each page.
        resources: More entries of its resources.
        catalog: More entries of the catalog.
        info: Entries of the dictionary about the file.
        extra: Objects by their number, from 100.
        font: Entries of the font.
    """
    kids = " ".join(f"{10 + 2 * index} 0 R" for index in range(len(contents)))
    bodies: dict[int, Body] = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>",
        3: f"<< {font} >>",
        4: f"<< {info} >>",
    }
    for index, content in enumerate(contents):
        number = 10 + 2 * index
        bodies[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {number + 1} 0 R "
            f"/Resources << /Font << /F 3 0 R >> {resources} >> {page} >>"
        )
        bodies[number + 1] = stream(content)
    bodies.update(extra or {})
    return written(bodies)


def stream(content: Body, entries: str = "") -> bytes:
    """Makes a stream object."""
    data = content.encode("latin-1") if isinstance(content, str) else content
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries.encode(), len(data), data)


def form(content: str, entries: str = "", fonts: str = "/Font << /F 3 0 R >>") -> bytes:
    """Makes a form that is as large as the page."""
    return stream(
        content,
        f"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << {fonts} >> {entries}",
    )


def grey_image(width: int, height: int, pixels: bytes, entries: str = "") -> bytes:
    """Makes an image of one byte a pixel."""
    return stream(
        zlib.compress(pixels),
        f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent 8 "
        f"/ColorSpace /DeviceGray /Filter /FlateDecode {entries}",
    )


def drawn(*lines: tuple[str, int, int], size: tuple[int, int] = (600, 800)) -> bytes:
    """Draws lines of text as a scan would show them: bytes of grey, a pixel for each point."""
    from PIL import Image, ImageDraw

    picture = Image.new("L", size, 255)
    pen = ImageDraw.Draw(picture)
    for text, x, y in lines:
        pen.text((x, size[1] - y - 10), text, fill=0)
    return picture.tobytes()


def group4(pixels: bytes, size: tuple[int, int] = (600, 800)) -> bytes:
    """Packs bytes of grey as a fax does."""
    from PIL import Image

    buffer = io.BytesIO()
    picture = Image.frombytes("L", size, pixels).convert("1")
    picture.save(buffer, "TIFF", compression="group4", tiffinfo={278: size[1]})
    with Image.open(io.BytesIO(buffer.getvalue())) as tiff:
        start, length = tiff.tag_v2[273][0], tiff.tag_v2[279][0]
    return buffer.getvalue()[start : start + length]


def jbig2(pixels: bytes, size: tuple[int, int] = (600, 800)) -> bytes:
    """Packs bytes of grey as a JBIG2 page of one region, coded as a fax is."""
    width, height = (side.to_bytes(4, "big") for side in size)
    nothing = bytes(4)
    about = width + height + nothing + nothing + b"\0\0\0"
    region = width + height + nothing + nothing + b"\0" + b"\1" + group4(pixels, size)
    return _segment(0, 48, about) + _segment(1, 38, region)


def _segment(number: int, kind: int, data: bytes) -> bytes:
    return number.to_bytes(4, "big") + bytes((kind, 0, 1)) + len(data).to_bytes(4, "big") + data


def written(bodies: Mapping[int, Body]) -> bytes:
    """Writes objects by their number down as a file."""
    data, places = b"%PDF-1.7\n", {}
    for number, body in sorted(bodies.items()):
        places[number] = len(data)
        raw = body.encode("latin-1") if isinstance(body, str) else body
        data += b"%d 0 obj\n%s\nendobj\n" % (number, raw)
    table = b"0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        table += b"%d 1\n%010d 00000 n \n" % (number, place)
    return data + (
        b"xref\n%strailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (table, max(bodies) + 1, len(data))
    )
