"""Headers and footers that pages repeat, and where a stretch of text stands on the pages."""

from __future__ import annotations

import io
from datetime import date

import pytest
from tests.awkward import file, show
from tests.made import read

import skillmap

AS_OF = date(2026, 11, 24)


def paged(*bodies: str, header: str = "Ada Example. Skills: Python") -> bytes:
    """A CV with the same header and counted footer on each page."""
    pages = [
        show(header, 50, 770)
        + show(body, 50, 600 - 20 * index)
        + show(f"Page {index} of 9", 280, 20)
        for index, body in enumerate(bodies)
    ]
    return file(*pages)


def test_headers_and_footers_are_marked_from_the_second_page_on() -> None:
    reading = read(paged("SQL", "Kafka", "Airflow"))
    repeated = [reading.text[line.start : line.end] for line in reading.lines if line.repeated]
    header = "Ada Example. Skills: Python"
    assert repeated == [header, "Page 1 of 9", header, "Page 2 of 9"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # The same words at another place, or below something else, are said anew.
        (show("Python", 50, 700), show("Python", 50, 650)),
        (
            show("SQL", 50, 700) + show("Python", 50, 600) + show("Go", 50, 500),
            show("Kafka", 50, 700) + show("Python", 50, 600) + show("Rust", 50, 500),
        ),
    ],
)
def test_what_is_said_twice_is_no_header(first: str, second: str) -> None:
    assert not any(line.repeated for line in read(file(first, second)).lines)


def test_a_header_is_matched_once() -> None:
    document = skillmap.read(io.BytesIO(paged("SQL", "Kafka", "Airflow")))
    profile = skillmap.extract(document, as_of=AS_OF)
    assert [mention.text for mention in profile.mentions] == ["Python", "SQL", "Kafka", "Airflow"]
    trace = skillmap.Extractor().trace(document, "python")
    assert [one.outcome for one in trace] == ["mention", "repeated", "repeated"]


def test_boxes_of_a_stretch() -> None:
    document = skillmap.read(io.BytesIO(paged("SQL and Kafka", "Airflow")))
    start = document.text.index("SQL")
    (box,) = document.boxes(start, start + 3)
    assert (box.page, *box.box) == pytest.approx((1, 50, 192, 72, 202), abs=3)
    end = document.text.index("Airflow") + 7
    boxes = document.boxes(start, end)
    assert [one.page for one in boxes] == [1, 1, 2, 2]
    assert document.boxes(len(document.text) + 5, len(document.text) + 9) == ()


def test_a_text_has_no_boxes() -> None:
    assert skillmap.read(io.BytesIO(b"Python and SQL")).boxes(0, 6) == ()
