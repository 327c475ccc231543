"""Write sources as PDF files with reportlab and its standard fonts."""

# mypy: disable-error-code="import-untyped"

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus.flowables import HRFlowable

from builder.source import (
    Block,
    Bullets,
    Entry,
    Grid,
    Para,
    Section,
    Source,
    bare,
    spans,
)

_FONTS = {
    "sans": ("Helvetica", "Helvetica-Bold"),
    "serif": ("Times-Roman", "Times-Bold"),
    "mono": ("Courier", "Courier-Bold"),
}
_TAGS = {"bold": "b", "italic": "i"}
_SIDE_WIDTH = 58 * mm
_MARGIN = 18 * mm
_PAIR = 2  # columns of a table of labels and lists
_LABEL = 0.26  # the share of the label column


@dataclass(frozen=True)
class Look:
    """How one PDF is drawn.

    Attributes:
        styles: Paragraph styles by name.
        accent: The colour of headings and lines.
        dates: ``right``, ``inline`` or ``below``.
        rules: Whether a line is drawn under section headings.
    """

    styles: dict[str, ParagraphStyle]
    accent: Any
    dates: str
    rules: bool


def _markup(text: str) -> str:
    text.encode("cp1252")  # the standard fonts hold no other characters
    parts = []
    for run, style in spans(text):
        safe = html.escape(run, quote=False)
        tag = _TAGS.get(style)
        parts.append(f"<{tag}>{safe}</{tag}>" if tag else safe)
    return "".join(parts).replace("\n", "<br/>")


def _look(source: Source, light: bool = False) -> Look:
    regular, bold = _FONTS[source.get("font", "sans")]
    size = float(source.get("size", "9.5"))
    accent = colors.HexColor(source.get("accent", "#1f3a5f"))
    ink = colors.white if light else colors.black
    head = colors.white if light else accent
    align = TA_CENTER if source.get("align") == "center" else TA_LEFT
    base = ParagraphStyle(
        "base", fontName=regular, fontSize=size, leading=size * 1.32, textColor=ink
    )

    def style(name: str, **changes: Any) -> ParagraphStyle:
        return ParagraphStyle(name, parent=base, **changes)

    styles = {
        "para": style("para", spaceAfter=3),
        "bullet": style("bullet", leftIndent=10, bulletIndent=1, spaceAfter=1.5),
        "cell": style("cell", fontSize=size - 0.5, leading=size * 1.2),
        "dates": style("dates", alignment=TA_RIGHT),
        "name": style(
            "name",
            fontName=bold,
            fontSize=size * 2.1,
            leading=size * 2.6,
            textColor=head,
            alignment=align,
        ),
        "lead": style("lead", alignment=align, spaceAfter=3),
        "section": style(
            "section",
            fontName=bold,
            fontSize=size + 2,
            leading=size * 1.6,
            textColor=head,
            spaceBefore=8,
            spaceAfter=3,
            keepWithNext=1,
        ),
        "entry": style("entry", fontName=bold, spaceBefore=5, keepWithNext=1),
    }
    rules = source.get("rules", "yes") == "yes"
    return Look(styles, head, source.get("dates", "right"), rules)


def _entry(block: Entry, look: Look, width: float) -> list[Any]:
    styles = look.styles
    title = _markup(block.text)
    if not block.dates or look.dates == "inline":
        tail = f" | {_markup(block.dates)}" if block.dates else ""
        return [Paragraph(title + tail, styles["entry"])]
    dates = f"<i>{_markup(block.dates)}</i>"
    if look.dates == "below":
        after = ParagraphStyle("after", parent=styles["para"], keepWithNext=1)
        return [Paragraph(title, styles["entry"]), Paragraph(dates, after)]
    row = [[Paragraph(title, styles["entry"]), Paragraph(dates, styles["dates"])]]
    table = Table(row, colWidths=[width * 0.72, width * 0.28])
    table.setStyle(
        TableStyle(
            [
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
                ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
            ]
        )
    )
    table.keepWithNext = 1
    return [table]


def _grid(block: Grid, look: Look, width: float) -> list[Any]:
    cell = look.styles["cell"]
    rows = [[Paragraph(_markup(text), cell) for text in row] for row in block.rows if any(row)]
    count = len(rows[0])
    first = _LABEL if count == _PAIR else 1 / count
    rest = (1 - first) / max(1, count - 1)
    table = Table(rows, colWidths=[width * first] + [width * rest] * (count - 1))
    lines: list[Any] = [
        ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    if any(block.rows[0]):
        lines.append(("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke))
    table.setStyle(TableStyle(lines))
    return [table, Spacer(1, 4)]


def _flow(blocks: Sequence[Block], look: Look, width: float) -> list[Any]:
    flow: list[Any] = []
    styles = look.styles
    before_sections = True
    for block in blocks:
        if isinstance(block, Section):
            before_sections = False
            flow.append(Paragraph(_markup(block.text), styles["section"]))
            if look.rules:
                line = HRFlowable("100%", 0.6, color=look.accent, spaceAfter=3)
                line.keepWithNext = 1
                flow.append(line)
        elif isinstance(block, Entry):
            flow.extend(_entry(block, look, width))
        elif isinstance(block, Para):
            name = "lead" if before_sections else "para"
            flow.append(Paragraph(_markup(block.text), styles[name]))
        elif isinstance(block, Bullets):
            flow.extend(
                Paragraph(_markup(item), styles["bullet"], bulletText="\u2022")
                for item in block.items
            )
        else:
            flow.extend(_grid(block, look, width))
    return flow


def _document(source: Source, target: BytesIO, page: tuple[float, float]) -> Any:
    password = source.get("password")
    lock = None
    if password:
        lock = StandardEncryption(password, f"{password}-owner", strength=128)
    return BaseDocTemplate(
        target,
        pagesize=page,
        title=bare(source.title),
        author=source.get("company", source.title),
        invariant=1,
        encrypt=lock,
    )


def _footer(source: Source, canvas: Any) -> None:
    text = source.get("footer")
    if text:
        canvas.saveState()
        canvas.setFont(_FONTS[source.get("font", "sans")][0], 7)
        canvas.setFillColor(colors.grey)
        canvas.drawString(_MARGIN, 9 * mm, f"{text} - page {canvas.getPageNumber()}")
        canvas.restoreState()


def _one_column(source: Source, page: tuple[float, float]) -> bytes:
    width, height = page[0] - 2 * _MARGIN, page[1] - 2 * _MARGIN
    look = _look(source)
    frame = Frame(_MARGIN, _MARGIN, width, height, 0, 0, 0, 0)
    target = BytesIO()
    document = _document(source, target, page)
    document.addPageTemplates(PageTemplate("page", [frame], onPage=lambda c, _: _footer(source, c)))
    name = Paragraph(_markup(source.title), look.styles["name"])
    document.build([name, *_flow(source.blocks, look, width)])
    return target.getvalue()


def _sidebar(source: Source, page: tuple[float, float]) -> bytes:
    side, main = source.split_sidebar()
    look = _look(source)
    light = _look(source, light=True)
    inner = _SIDE_WIDTH - 12 * mm
    left = _SIDE_WIDTH + 8 * mm
    width, height = page[0] - left - 12 * mm, page[1] - 2 * _MARGIN

    def strip(canvas: Any, _: Any) -> None:
        canvas.saveState()
        canvas.setFillColor(colors.HexColor(source.get("accent", "#1f3a5f")))
        canvas.rect(0, 0, _SIDE_WIDTH, page[1], stroke=0, fill=1)
        canvas.restoreState()
        _footer(source, canvas)
        if source.get("order") != "main-first":
            words(canvas, _)

    def words(canvas: Any, _: Any) -> None:
        if canvas.getPageNumber() != 1:
            return
        rest = _flow(side, light, inner)
        Frame(6 * mm, _MARGIN, inner, height, 0, 0, 0, 0).addFromList(rest, canvas)
        if rest:
            raise ValueError(f"{source.path.name}: the sidebar does not fit one page")

    after: dict[str, Any] = {"onPageEnd": words} if source.get("order") == "main-first" else {}
    frame = Frame(left, _MARGIN, width, height, 0, 0, 0, 0)
    target = BytesIO()
    document = _document(source, target, page)
    document.addPageTemplates(PageTemplate("page", [frame], onPage=strip, **after))
    name = Paragraph(_markup(source.title), look.styles["name"])
    document.build([name, *_flow(main, look, width)])
    return target.getvalue()


def write_pdf(source: Source) -> bytes:
    """Write a source as a PDF.

    Args:
        source: The parsed source; its layout is ``one-column`` or
            ``sidebar``, and ``password:`` in the front matter locks it.

    Returns:
        The file, the same bytes at every run.
    """
    page = LETTER if source.get("page") == "letter" else A4
    if source.get("layout") == "sidebar":
        return _sidebar(source, page)
    return _one_column(source, page)
