"""Folding keeps its way back; segments are what a person would call bullets and sentences."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmap.text import fold, lowered, segments, tokenize


@given(st.text(max_size=200))
def test_every_character_of_a_view_leads_back_to_the_text(text: str) -> None:
    view = fold(text)
    for index in range(len(view.text)):
        start, end = view.source(index, index + 1)
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("fine\u2011tuning", "fine-tuning"),
        ("the team\u2019s", "the team's"),
        ("work\ufb02ow", "workflow"),
        ("Ku\u200bber\u00adnetes", "Kubernetes"),
        ("Java\u00a017", "Java 17"),
        ("Spark\u2122 and Docker\u00ae", "Spark and Docker"),
        ("Python \u2013 SQL", "Python \u2013 SQL"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text).text == folded


@given(st.text(max_size=300))
def test_segments_are_in_order_trimmed_and_not_empty(text: str) -> None:
    last = 0
    for part in segments(text):
        assert last <= part.start < part.end <= len(text)
        cut = text[part.start : part.end]
        assert cut == cut.strip()
        last = part.end


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Built it. Ran it.", ["Built it.", "Ran it."]),
        ("- Python\n- SQL", ["Python", "SQL"]),
        ("\u2022Python\u2022SQL", ["Python", "SQL"]),
        ("1. One thing\n2. Another", ["One thing", "Another"]),
        ("Used tools, e.g. Docker, daily.", ["Used tools, e.g. Docker, daily."]),
        ("M.Sc. in physics, 2019", ["M.Sc. in physics, 2019"]),
        ("Languages: Python\nML: PyTorch", ["Languages: Python", "ML: PyTorch"]),
        ("a long line that was cut by a page's edge,\nand goes on", None),
        ("['First line', 'Second line']", ["['First line", "Second line']"]),
        ("Led the team\n\nWrote the code", ["Led the team", "Wrote the code"]),
    ],
)
def test_segments(text: str, parts: list[str] | None) -> None:
    found = [text[part.start : part.end] for part in segments(text)]
    assert found == (parts if parts is not None else [text])


def test_tokens_part_letters_and_digits() -> None:
    assert [token.text for token in tokenize("HTML5, C++ 3.12")] == [
        "HTML",
        "5",
        ",",
        "C",
        "+",
        "+",
        "3.12",
    ]


@given(st.text(max_size=20))
def test_lower_case_is_what_a_pattern_without_regard_to_case_reads(text: str) -> None:
    text += "\u0130\u0131\u017f\u212a"  # letters that Unicode takes for i, s and k
    assert len(lowered(text)) == len(text)
    for letter in string.ascii_lowercase:
        anywhere = [match.start() for match in re.finditer(letter, text, re.IGNORECASE)]
        assert anywhere == [at for at, char in enumerate(lowered(text)) if char == letter]
