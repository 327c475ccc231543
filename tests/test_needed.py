"""What a text must hold for a cue: looking for it first changes no search's answer."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmap.assertion.cues import SOMEBODY, possible, rules
from skillmap.models import Kind
from skillmap.needed import Needed, all_needed, needed

ROOT = Path(__file__).parents[1]
TABLES = ("assertion_cases.tsv", "status_cases.tsv")
SENTENCES = [
    line.split("\t")[-1].lower().replace("the platform team", SOMEBODY * 17)
    for name in TABLES
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    if "\t" in line
]


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        ("abc|abd", ("abc", "abd")),
        ("no(?: yet)? used", ("no used", "no yet used")),
        (r"\bnot\b(?= yet)", ("not",)),
        (r"ha(?:ve|s) [a-z]+ed", ("has ", "have ")),
        (r"[a-z]*x?", ()),
        (r"a|\d", ()),
        ("(?:ab){2,}c?", ("abab",)),
        ("(?i:No)", ("no",)),
        ("[ab](?=cd)", ("cd",)),
        ("(?<=ab)[c-f]", ()),
    ],
)
def test_what_a_pattern_needs(pattern: str, texts: tuple[str, ...]) -> None:
    assert needed(pattern) == texts


@pytest.mark.parametrize("kind", ["cv", "job"])
def test_no_cue_is_missed(kind: Kind) -> None:
    for text in SENTENCES:
        found = possible(text, kind).rules
        missed = [one for one in rules(kind) if one not in found and one.pattern.search(text)]
        assert missed == [], text


@given(
    st.lists(st.sampled_from(["ab", "a|bc", "a?b", "(?:a|b)c+", "[ab]d", "abc|d", "c{0,2}ab"])),
    st.text("abcd", max_size=8),
)
def test_no_pattern_is_missed(patterns: list[str], text: str) -> None:
    found = Needed(patterns).in_text(text)
    matched = [index for index, one in enumerate(patterns) if re.search(one, text)]
    assert set(matched) <= set(found)


def test_what_the_patterns_of_the_package_need_is_not_stale() -> None:
    # In a process of its own: the patterns in use are those of the package alone.
    command = [sys.executable, str(ROOT / "taxonomy" / "build_needed.py"), "--check"]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


def test_all_that_a_pattern_needs_is_asked_for() -> None:
    assert all_needed(r"(?:our|the) team \w+ (?:runs|keeps) it") == (
        ("our team ", "the team "),
        ("keeps", "runs"),
        (" keeps it", " runs it"),
    )
