"""Write a source as a scan: a PDF that holds a picture and no text."""

# mypy: disable-error-code="import-untyped"

from __future__ import annotations

import random
import textwrap
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from builder.source import Block, Bullets, Entry, Para, Section, Source, bare

_SIZE = (1240, 1754)
_LEFT = 110
_PAPER = 243
_TEXT = 25


def _lines(block: Block) -> list[tuple[str, int, int]]:
    """Return the lines of a block with the font size and the indent."""
    if isinstance(block, Section):
        return [("", 12, 0), (block.text, 31, 0)]
    if isinstance(block, Entry):
        tail = f", {block.dates}" if block.dates else ""
        return [("", 8, 0), (bare(block.text) + tail, 27, 0)]
    if isinstance(block, Para):
        return [
            (line, _TEXT, 0)
            for part in block.text.split("\n")
            for line in textwrap.wrap(bare(part), 82)
        ]
    if isinstance(block, Bullets):
        lines: list[tuple[str, int, int]] = []
        for item in block.items:
            wrapped = textwrap.wrap(f"- {bare(item)}", 78)
            lines.extend((line, _TEXT, 24) for line in wrapped)
        return lines
    return [("   ".join(bare(cell) for cell in row), _TEXT, 0) for row in block.rows]


def _picture(source: Source) -> Image.Image:
    picture = Image.new("L", _SIZE, _PAPER)
    draw = ImageDraw.Draw(picture)
    top = 100
    lines = [(source.title, 40, 0)]
    for block in source.blocks:
        lines.extend(_lines(block))
    for text, size, indent in lines:
        font = ImageFont.load_default(size)
        draw.text((_LEFT + indent, top), text, fill=45, font=font)
        top += int(size * 1.38)
    if top > _SIZE[1] - 60:
        raise ValueError(f"{source.path.name}: the scan does not fit one page")
    return picture


def _worn(picture: Image.Image) -> Image.Image:
    turned = picture.rotate(0.7, resample=Image.Resampling.BICUBIC, fillcolor=_PAPER).filter(
        ImageFilter.GaussianBlur(0.6)
    )
    specks = random.Random(20261124)
    for _ in range(900):
        place = (specks.randrange(_SIZE[0]), specks.randrange(_SIZE[1]))
        turned.putpixel(place, specks.randrange(120, 220))
    return turned


def write_scan(source: Source) -> bytes:
    """Write a source as a PDF of one page that is only a picture.

    Args:
        source: The parsed source.

    Returns:
        The file; it has no text layer and no title in its properties.
    """
    jpeg = BytesIO()
    _worn(_picture(source)).save(jpeg, "JPEG", quality=55)
    jpeg.seek(0)
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    canvas.drawImage(ImageReader(jpeg), 0, 0, width=A4[0], height=A4[1])
    canvas.showPage()
    canvas.save()
    return target.getvalue()
