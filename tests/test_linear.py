"""The work of extraction grows with the length of the text, whatever the text: calls are counted.

What grows faster inside of one call is not seen here: `benchmarks/linear.py` times it.
"""

from __future__ import annotations

import sys
from datetime import date
from types import FrameType
from typing import Any

import pytest

from skillmap import Extractor, Settings
from skillmap.sections import unheaded

LENGTH = 3_000
PIECES = {
    "items": "a,",
    "one long word": "x",
    "one long word with digits": "a1b2",
    "brackets": "((a) ",
    "denials": "no ",
    "one alias": "Python ",
    "an ambiguous alias": "Go ",
    "ambiguous in a list": "Go, ",
    "coordinated": "supervised, ",
    "coordinated with and": "data and ",
    "shared words": "deep learning and ",
    "verbs": "trained, ",
    "things": "models were ",
    "misread": "b0osting ",
    "headings": "Skills\n\nPython\n\n",
    "jobs": "Data Engineer, Acme, 2020-2021\n- Python\n\n",
    "lines": "Python\n",
    "denied names": "no Python, ",
    "spaces": " ",
    "bullets": "\u2022 \n",
    "tabs": "\t",
}
EXTRACTOR = Extractor(settings=Settings(unmapped=False))


def calls_of(text: str) -> int:
    """Counts the calls of functions, our own and built in, that extraction makes."""
    count = 0

    def counted(frame: FrameType, event: str, value: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        EXTRACTOR.extract(text, date(2026, 11, 24), "cv", unmapped=False)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", PIECES)
def test_twice_the_text_is_twice_the_work(name: str) -> None:
    piece = PIECES[name]
    text = piece * (2 * LENGTH // len(piece))
    calls_of(text)  # caches are filled
    once, twice = calls_of(text[:LENGTH]), calls_of(text[: 2 * LENGTH])
    assert twice < 2.3 * once + 3_000


@pytest.mark.parametrize("pattern", [unheaded._PARAGRAPH, unheaded._CONTACT])
def test_a_pattern_starts_once_in_a_long_word_or_gap(pattern: Any) -> None:
    # The engine would try every character of it otherwise, and read to its end each time.
    assert pattern.pattern.startswith(("^", r"(?<!"))
