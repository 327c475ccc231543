"""Scanned pages: read when asked, by a stub in the place of tesseract."""

from __future__ import annotations

import io
import re
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from tests.made import codes, pdf

from skillmap.errors import NoTextLayer, ReadError, ReadTimeout
from skillmap.readers import Reading, read_bytes
from skillmap.settings import Settings, load_settings


class NotFound(OSError):
    pass


class Failed(RuntimeError):
    pass


# Two words of a line and one of another, in dots of 300 an inch; a row of no word between them.
WORDS: dict[str, list[Any]] = {
    "text": ["", "Python", "and", " ", "SQL"],
    "block_num": [1, 1, 1, 1, 2],
    "par_num": [0, 1, 1, 1, 1],
    "line_num": [0, 1, 1, 1, 1],
    "left": [0, 300, 600, 0, 300],
    "top": [0, 150, 150, 0, 450],
    "width": [2500, 250, 100, 9, 150],
    "height": [3300, 50, 50, 9, 50],
}


class Stub:
    """What stands in for pytesseract, and what it was asked."""

    Output = SimpleNamespace(DICT="dict")
    TesseractNotFoundError = NotFound
    TesseractError = Failed

    def __init__(self, words: dict[str, list[Any]] | Exception = WORDS) -> None:
        self.words = words
        self.asked: list[dict[str, Any]] = []

    def image_to_data(self, image: Any, **options: Any) -> dict[str, list[Any]]:
        self.asked.append({"size": image.size, "mode": image.mode, **options})
        if isinstance(self.words, Exception):
            raise self.words
        return self.words


def put(monkeypatch: pytest.MonkeyPatch, stub: Stub | None) -> None:
    monkeypatch.setitem(sys.modules, "pytesseract", stub)  # type: ignore[arg-type]


def scan(pages: int = 1, before: bytes = b"") -> bytes:
    """Pages with ink and no text, after those of another file."""
    import pikepdf

    inked = pdf(draw=lambda page: page.rect(50, 50, 200, 200, fill=1), pages=pages)
    if not before:
        return inked
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(before)) as both, pikepdf.open(io.BytesIO(inked)) as more:
        both.pages.extend(more.pages)
        both.save(buffer)
    return buffer.getvalue()


def read(data: bytes, **values: Any) -> Reading:
    return read_bytes(data, "scan.pdf", Settings(**{"ocr": True, **values}))


def test_a_scan_is_read_with_its_places(monkeypatch: pytest.MonkeyPatch) -> None:
    stub = Stub()
    put(monkeypatch, stub)
    reading = read(scan(), read_seconds=9, ocr_languages="eng+deu")
    assert reading.text == "Python and\nSQL"
    assert [(one.code, one.place) for one in reading.warnings] == [("ocr", "page 1")]
    assert [(line.page, line.box, line.size) for line in reading.lines] == [
        (1, (72, 36, 168, 48), 12),
        (1, (72, 108, 108, 120), 12),
    ]
    assert stub.asked == [
        {
            "size": (2500, 3334),
            "mode": "L",
            "lang": "eng+deu",
            "config": "--dpi 300",
            "output_type": "dict",
            "timeout": 9,
        }
    ]


def test_only_pages_without_text_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    stub = Stub()
    put(monkeypatch, stub)
    reading = read(scan(before=pdf("Ada Example")))
    assert reading.text == "Ada Example\nPython and\nSQL"
    assert [one.place for one in reading.warnings] == ["page 2"]
    assert len(stub.asked) == 1
    assert read(pdf("Ada Example")).warnings == ()
    assert read(pdf("Ada Example", pages=1) + b"\n").text == "Ada Example"
    assert len(stub.asked) == 1


def test_not_without_being_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    stub = Stub()
    put(monkeypatch, stub)
    with pytest.raises(NoTextLayer, match="scan"):
        read(scan(), ocr=False)
    assert codes(read(scan(before=pdf("Ada")), ocr=False)) == ["page-without-text"]
    assert not stub.asked


def test_pages_over_the_cap_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    stub = Stub()
    put(monkeypatch, stub)
    reading = read(scan(pages=3), max_ocr_pages=2)
    assert [(one.code, one.place) for one in reading.warnings] == [
        ("ocr", "page 1"),
        ("ocr", "page 2"),
        ("page-without-text", "page 3"),
    ]


def test_a_huge_page_is_drawn_coarser(monkeypatch: pytest.MonkeyPatch) -> None:
    import pikepdf

    stub = Stub()
    put(monkeypatch, stub)
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(scan())) as document:
        document.pages[0].MediaBox = [0, 0, 14400, 7200]
        document.save(buffer)
    read(buffer.getvalue())
    assert stub.asked[0]["size"] == (5000, 2500)
    assert stub.asked[0]["config"] == "--dpi 25"


@pytest.mark.parametrize(
    ("stub", "kind", "why", "hint"),
    [
        (None, ReadError, "package pytesseract is not installed", r"skillmap-ai\[ocr\]"),
        (Stub(NotFound()), ReadError, "program tesseract is not there", r"skillmap-ai\[ocr\]"),
        (Stub(Failed(1, "text")), ReadError, "failed for the languages 'eng'", "list-langs"),
        (Stub(RuntimeError("time")), ReadTimeout, "longer than 60 seconds", "read_seconds"),
        (Stub({key: [] for key in WORDS}), NoTextLayer, "found nothing", "by hand"),
        (Stub({}), ReadError, "damaged", "save it again"),
    ],
)
def test_what_is_missing_or_fails_is_told(
    stub: Stub | None, kind: type, why: str, hint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(monkeypatch, stub)
    with pytest.raises(ReadError, match=rf"scan\.pdf: .*{why}") as caught:
        read(scan())
    assert type(caught.value) is kind
    assert re.search(hint, caught.value.hint)


def test_the_package_is_loaded_for_scans_only(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, None)  # an import of it fails
    assert read(pdf("Ada Example")).text == "Ada Example"


def test_by_a_file_of_settings(tmp_path: Any) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text("ocr: true\nocr_languages: eng+fra\n", encoding="utf-8")
    settings = load_settings(path)
    assert (settings.ocr, settings.ocr_languages) == (True, "eng+fra")
    assert Settings().ocr is False
