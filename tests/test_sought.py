"""Patterns that are searched only where they may match, and words as a tree: the same answers."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from skillmap.alternatives import alternatives
from skillmap.needed import Needed
from skillmap.sought import Sought
from skillmap.text import lowered

PATTERNS = [
    r"\b(?:ab|ba)\b",
    r"(?<!a)b{2,3}(?=c|\d)",
    r"^\s*(?:a|b)c*",
    r"[a-c]+ (?:and|&) [^a]",
    r"(?-i:A[BC])|(?:b|c)a?\.",
    r"(?P<one>a)?b(?P<two>c+)?",
    r"(?i)ab|c",
    r"x|(?:a|)b",
    r"(?i:ab)c",
    "[\u2013-]{1,2}|k\u00e9?s",
]
TEXTS = st.text("abcABC \n.&19x-\u2013\u0130\u017f\u212ak\u00e9\u00c9", max_size=12)


@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.IGNORECASE | re.MULTILINE])
@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=TEXTS)
def test_looking_first_changes_no_answer(pattern: str, flags: int, text: str) -> None:
    plain, sought = re.compile(pattern, flags), Sought(pattern, flags)
    for one, other in (
        (plain.search(text), sought.search(text)),
        (plain.match(text), sought.match(text)),
        (plain.fullmatch(text), sought.fullmatch(text)),
    ):
        assert (one and (one.span(), one.groups())) == (other and (other.span(), other.groups()))
    assert [m.span() for m in plain.finditer(text)] == [m.span() for m in sought.finditer(text)]


@example(["(?-i:A[BC])|(?:b|c)a?\\."], "AB")
@given(st.lists(st.sampled_from(PATTERNS[:6])), TEXTS)
def test_no_pattern_is_missed_whatever_the_case(patterns: list[str], text: str) -> None:
    found = Needed(patterns, re.IGNORECASE).in_text(lowered(text))
    matched = [i for i, one in enumerate(patterns) if re.search(one, text, re.IGNORECASE)]
    assert set(matched) <= set(found)


def test_whatever_matches_a_letter_becomes_it() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    for letter in re.findall("[a-z]", every, re.IGNORECASE):
        assert re.fullmatch(lowered(letter), letter, re.IGNORECASE), hex(ord(letter))
        assert lowered(letter).isascii(), hex(ord(letter))


@given(st.lists(st.text("ab.", min_size=1, max_size=4), min_size=1, max_size=8), st.text("ab."))
def test_a_tree_matches_what_a_list_does_longest_first(words: list[str], text: str) -> None:
    longest = sorted(words, key=len, reverse=True)
    flat = re.compile("(?:" + "|".join(map(re.escape, longest)) + r")(?!b)")
    tree = re.compile(alternatives(map(re.escape, word) for word in words) + r"(?!b)")
    assert [m.span() for m in flat.finditer(text)] == [m.span() for m in tree.finditer(text)]
