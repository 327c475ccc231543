"""How much is lost between a text and the same text in a file: PDF, DOCX, HTML and plain text.

Documents of the labelled corpus are rendered into build/rendered: PDF in four layouts (one column,
a sidebar of its own, a table of labels and content, print across two columns), DOCX in two
(paragraphs, a table), HTML and plain text. Each file is read and its skills are compared with the
marks of the document, beside the text itself. Only skills are compared, since files move places.

Run: python benchmarks/formats.py [--documents N] [--out FILE.json]
"""

from __future__ import annotations

import argparse
import html
import itertools
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    PageTemplate,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from skillmap import benchmark, extract, load_taxonomy, read
from skillmap.benchmark import LabelledRow
from skillmap.evaluation import evaluate

FOLDER = Path("build", "rendered")
ASIDE = {"skills", "languages", "interests", "contact", "certifications"}
PLAIN = ParagraphStyle("plain", fontName="Helvetica", fontSize=9, leading=11.5)
HEADING = ParagraphStyle(
    "heading", parent=PLAIN, fontName="Helvetica-Bold", fontSize=11, leading=14, spaceBefore=6
)


class Block:
    """A section of a document: its name, its first line as heading, the lines below."""

    def __init__(self, name: str, lines: Sequence[str]) -> None:
        self.name, self.lines = name, [line.rstrip() for line in lines]

    @property
    def heading(self) -> str:
        """The first line, when it is short enough for one."""
        return self.lines[0] if self.lines and len(self.lines[0]) <= 60 else ""

    @property
    def rest(self) -> list[str]:
        """The lines below the heading."""
        return self.lines[1:] if self.heading else self.lines


def blocks(row: LabelledRow) -> list[Block]:
    """Parts a document into its sections, with what comes before the first."""
    edges = sorted(
        {0, len(row.text), *(s.start for s in row.sections), *(s.end for s in row.sections)}
    )
    names = {section.start: section.name for section in row.sections}
    found = []
    for start, end in itertools.pairwise(edges):
        lines = row.text[start:end].strip("\n").split("\n")
        found.append(Block(names.get(start, "other"), lines))
    return found


def latin(text: str) -> str:
    """Keeps what the standard fonts of PDF can show."""
    return escape(text.encode("cp1252", "replace").decode("cp1252").replace("\t", "    "))


def flowables(parts: Sequence[Block]) -> list[Flowable]:
    """Makes paragraphs of sections."""
    made: list[Flowable] = []
    for part in parts:
        if part.heading.strip():
            made.append(Paragraph(latin(part.heading), HEADING))
        for line in part.rest:
            made.append(Paragraph(latin(line), PLAIN) if line.strip() else Spacer(1, 4))
    return made


def pdf_column(row: LabelledRow, path: Path) -> None:
    """One column."""
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1).build(flowables(blocks(row)))


def _two_frames(path: Path, left: float) -> BaseDocTemplate:
    width, height = A4
    margin, gap = 15 * mm, 8 * mm
    room = width - 2 * margin - gap
    frames = [
        Frame(margin, margin, room * left, height - 2 * margin, id="left"),
        Frame(
            margin + room * left + gap, margin, room * (1 - left), height - 2 * margin, id="right"
        ),
    ]
    made = BaseDocTemplate(str(path), pagesize=A4, invariant=1)
    made.addPageTemplates([PageTemplate(frames=frames)])
    return made


def pdf_sidebar(row: LabelledRow, path: Path) -> None:
    """Skills, languages and contact in a column of their own, on the left."""
    parts = blocks(row)
    aside = [part for part in parts if part.name in ASIDE]
    main = [part for part in parts if part.name not in ASIDE]
    story: list[Flowable] = [*flowables(aside), FrameBreak(), *flowables(main)]
    _two_frames(path, 0.32).build(story)


def pdf_print(row: LabelledRow, path: Path) -> None:
    """Two columns that the text runs through, as in print."""
    _two_frames(path, 0.5).build(flowables(blocks(row)))


def pdf_table(row: LabelledRow, path: Path) -> None:
    """A table: headings on the left, content on the right."""
    rows: list[list[Any]] = []
    for part in blocks(row):
        heading: Any = Paragraph(latin(part.heading), HEADING)
        for line in part.rest or [""]:
            rows.append([heading, Paragraph(latin(line), PLAIN)])
            heading = ""
    table = Table(rows, colWidths=[45 * mm, 125 * mm], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1).build([table])


def docx_paragraphs(row: LabelledRow, path: Path) -> None:
    """Headings, paragraphs and bullets."""
    made = docx.Document()
    for part in blocks(row):
        if part.heading.strip():
            made.add_heading(part.heading, level=1)
        for line in part.rest:
            bullet = line.lstrip()[:2] in {"- ", "* ", "• "}
            text = line.lstrip()[2:] if bullet else line
            made.add_paragraph(text, style="List Bullet" if bullet else None)
    made.save(str(path))


def docx_table(row: LabelledRow, path: Path) -> None:
    """A table: headings on the left, content on the right."""
    made = docx.Document()
    parts = blocks(row)
    table = made.add_table(rows=len(parts), cols=2)
    for cells, part in zip(table.rows, parts, strict=True):
        cells.cells[0].text = part.heading
        cells.cells[1].text = "\n".join(part.rest)
    made.save(str(path))


def html_page(row: LabelledRow, path: Path) -> None:
    """A page with navigation and a footer around the text."""
    body = []
    for part in blocks(row):
        if part.heading.strip():
            body.append(f"<h2>{html.escape(part.heading)}</h2>")
        body += [f"<p>{html.escape(line)}</p>" for line in part.rest if line.strip()]
    page = (
        "<!doctype html><html><head><meta charset='utf-8'><title>Page</title></head><body>"
        "<nav><a href='/'>Home</a> <a href='/jobs'>Jobs</a></nav><main>"
        + "\n".join(body)
        + "</main><footer>All rights reserved</footer></body></html>"
    )
    path.write_text(page, encoding="utf-8", newline="\n")


def plain_text(row: LabelledRow, path: Path) -> None:
    """The text as it is."""
    path.write_text(row.text, encoding="utf-8", newline="\n")


FORMATS: dict[str, tuple[str, Callable[[LabelledRow, Path], None]]] = {
    "PDF, one column": ("column.pdf", pdf_column),
    "PDF, sidebar": ("sidebar.pdf", pdf_sidebar),
    "PDF, two columns": ("print.pdf", pdf_print),
    "PDF, table": ("table.pdf", pdf_table),
    "DOCX, paragraphs": ("paragraphs.docx", docx_paragraphs),
    "DOCX, table": ("table.docx", docx_table),
    "HTML": ("page.html", html_page),
    "text": ("text.txt", plain_text),
}


def chosen(number: int) -> list[LabelledRow]:
    """Takes documents with line breaks and Latin letters, CVs and posts in turn."""
    rows = [*benchmark.load("dev"), *benchmark.load("train")]
    fit = [row for row in rows if row.text.count("\n") > 15 and len(row.sections) > 2]
    cvs = [row for row in fit if row.kind == "cv"]
    jobs = [row for row in fit if row.kind == "job"]
    return [row for pair in zip(cvs, jobs, strict=False) for row in pair][:number]


def measured(rows: Sequence[LabelledRow], name: str) -> dict[str, float | int | None]:
    """Renders documents in one format, reads them, and compares their skills with the marks."""
    suffix, render = FORMATS[name]
    guesses, failed = [], 0
    for row in rows:
        path = FOLDER / f"{row.id}-{suffix}"
        try:
            render(row, path)
            skills = [m.skill_id for m in extract(read(path, row.kind), unmapped=False).mentions]
        except Exception as error:
            print(f"{path.name}: {type(error).__name__}: {str(error)[:80]}")
            failed, skills = failed + 1, []
        guesses.append({"id": row.id, "skills": [{"skill_id": one} for one in set(skills)]})
    found = evaluate(rows, taxonomy=load_taxonomy(), predictions=guesses).overall
    return {
        "documents": len(rows),
        "failed": failed,
        "precision": found.concept_precision,
        "recall": found.concept_recall,
        "f1": found.concept_f1,
    }


def main() -> None:
    """Prints the table, and writes JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    rows = chosen(arguments.documents)
    results = {name: measured(rows, name) for name in FORMATS}
    print(f"{'skills per document':20s} files  failed      P      R     F1")
    for name, one in results.items():
        shares = "  ".join(f"{one[key] or 0:.3f}" for key in ("precision", "recall", "f1"))
        print(f"{name:20s} {one['documents']:5d}  {one['failed']:6d}  {shares}")
    if arguments.out:
        arguments.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
