"""Sections where a file shows its headings: larger or bolder type, styles of headings."""

from __future__ import annotations

import io

import docx
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from skillmap import read

Parts = tuple[tuple[str, str], ...]

HEADED: Parts = (
    ("h", "Experience"),
    ("p", "Engineer, Acme, 2019 - 2021"),
    ("p", "Built pipelines in Python."),
    ("h", "Odds and ends"),
    ("p", "Once repaired a lighthouse with Go."),
    ("h", "Courses"),
    ("p", "Databases"),
    ("p", "Operating Systems"),
    ("p", "Linear Algebra"),
    ("h", "Skills"),
    ("p", "Python, SQL"),
    ("h", "Languages"),
    ("p", "English, German"),
)
NAMES = ["experience", "other", "education", "skills", "languages"]


def as_pdf(parts: Parts, *, bold: bool) -> bytes:
    """Sets headings larger, or only bolder, than the text; no line is blank."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for index, (kind, text) in enumerate(parts):
        heading = kind == "h"
        canvas.setFont(
            "Helvetica-Bold" if heading and bold else "Helvetica",
            14 if heading and not bold else 10,
        )
        canvas.drawString(50, 780 - 16 * index, text)
    canvas.save()
    return buffer.getvalue()


def as_docx(parts: Parts) -> bytes:
    """Gives headings their style."""
    document = docx.Document()
    for kind, text in parts:
        document.add_paragraph(text, style="Heading 2" if kind == "h" else None)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_html(parts: Parts) -> bytes:
    """Gives headings their element."""
    tags = {"h": "h3", "p": "div"}
    lines = "".join(f"<{tags[kind]}>{text}</{tags[kind]}>" for kind, text in parts)
    return f"<html><body>{lines}</body></html>".encode()


def as_markdown(parts: Parts) -> bytes:
    """Marks headings."""
    return "\n".join(("## " if kind == "h" else "") + text for kind, text in parts).encode()


FILES = {
    "larger in a PDF": as_pdf(HEADED, bold=False),
    "bolder in a PDF": as_pdf(HEADED, bold=True),
    "a style of Word": as_docx(HEADED),
    "an element of HTML": as_html(HEADED),
    "a mark of Markdown": as_markdown(HEADED),
}


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_a_heading_looks_like_the_other_headings(data: bytes) -> None:
    sections = read(io.BytesIO(data), kind="cv").sections
    assert [section.name for section in sections] == NAMES
    assert [section.heading for section in sections][1:3] == ["Odds and ends", "Courses"]


def test_jobs_set_like_headings_are_none() -> None:
    jobs = (
        ("h", "Experience"),
        ("h", "Acme"),
        ("p", "Python in all that we did, and a good deal of waiting."),
        ("h", "Widgets Limited"),
        ("p", "SQL in all that we did, and even more waiting."),
        ("h", "Initech"),
        ("p", "Go"),
        ("h", "Umbrella"),
        ("p", "Rust"),
        ("h", "Skills"),
        ("p", "Python, SQL"),
        ("h", "Education"),
        ("p", "MSc Computer Science, 2016"),
    )
    sections = read(io.BytesIO(as_pdf(jobs, bold=False)), kind="cv").sections
    assert [section.name for section in sections] == ["experience", "skills", "education"]


def test_two_headings_alone_show_no_way_to_set_them() -> None:
    few = (("h", "Skills"), ("p", "Python, SQL"), ("p", "Education"), ("p", "MSc, 2016"))
    sections = read(io.BytesIO(as_pdf(few, bold=False)), kind="cv").sections
    assert [section.name for section in sections] == ["skills", "education"]


@pytest.mark.parametrize(
    "text", ["a" * 300_000, "a." * 100_000, "SKILLS\n" * 20_000, "A\tB\t" * 50_000, "[" * 100_000]
)
def test_texts_made_to_last_come_to_an_end(text: str) -> None:
    # Quadratic patterns would keep these for minutes.
    assert read(io.BytesIO(text.encode())).text.startswith(text[:10])
