"""Write sources as DOCX files with fixed dates."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from builder.source import Block, Bullets, Entry, Grid, Para, Section, Source, spans

_DATE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
_ZIP_DATE = (2026, 11, 24, 9, 0, 0)

_Place = Document | _Cell


def _runs(paragraph: Paragraph, text: str) -> Paragraph:
    for run, style in spans(text):
        added = paragraph.add_run(run)
        added.bold = style == "bold" or None
        added.italic = style == "italic" or None
    return paragraph


def _entry(place: _Place, block: Entry) -> None:
    paragraph = place.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(6)
    paragraph.add_run(block.text).bold = True
    if block.dates:
        paragraph.add_run(f"\t{block.dates}").italic = True


def _grid(place: _Place, block: Grid) -> None:
    rows = [row for row in block.rows if any(row)]
    table = place.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Table Grid"
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            _runs(cell.paragraphs[0], text)
    place.add_paragraph()


def _fill(place: _Place, blocks: Sequence[Block]) -> None:
    for block in blocks:
        if isinstance(block, Section):
            place.add_paragraph(block.text, style="Heading 1")
        elif isinstance(block, Entry):
            _entry(place, block)
        elif isinstance(block, Para):
            _runs(place.add_paragraph(), block.text)
        elif isinstance(block, Bullets):
            for item in block.items:
                _runs(place.add_paragraph(style="List Bullet"), item)
        else:
            _grid(place, block)


def _sidebar(document: Document, source: Source) -> None:
    side, main = source.split_sidebar()
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    left, right = table.rows[0].cells
    left.width, right.width = Cm(5.2), Cm(12.6)
    for cell, blocks in ((left, side), (right, main)):
        _fill(cell, blocks)
        first = cell.paragraphs[0]
        if not first.text:
            first._p.getparent().remove(first._p)


def _set_look(document: Document, source: Source) -> None:
    normal = document.styles["Normal"]
    normal.font.name = source.get("font", "Calibri")
    normal.font.size = Pt(float(source.get("size", "10")))
    normal.paragraph_format.space_after = Pt(2)
    for section in document.sections:
        section.left_margin = section.right_margin = Cm(1.9)
        section.top_margin = section.bottom_margin = Cm(1.7)
        if source.get("header"):
            section.header.paragraphs[0].text = source.get("header")
    properties = document.core_properties
    properties.author = source.title
    properties.last_modified_by = source.title
    properties.title = f"{source.title} CV"
    properties.comments = ""
    properties.revision = 1
    properties.created = properties.modified = _DATE


def _fixed_zip(data: bytes) -> bytes:
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            entry = zipfile.ZipInfo(info.filename, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            new.writestr(entry, old.read(info.filename))
    return target.getvalue()


def write_docx(source: Source) -> bytes:
    """Write a source as a Word file.

    Args:
        source: The parsed source; its layout is ``simple`` or ``sidebar``,
            and ``header:`` in the front matter goes to the page header.

    Returns:
        The file, the same bytes at every run.
    """
    document = docx.Document()
    _set_look(document, source)
    document.add_paragraph(source.title, style="Title")
    if source.get("layout") == "sidebar":
        _sidebar(document, source)
    else:
        _fill(document, source.blocks)
    buffer = BytesIO()
    document.save(buffer)
    return _fixed_zip(buffer.getvalue())
