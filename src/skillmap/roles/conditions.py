"""Conditions: a degree, a language, a permit, a place, years in all. Shown, never scored."""

from __future__ import annotations

import re

from skillmap.models import Condition, ConditionKind, UnscoredLine
from skillmap.roles.cues import matches
from skillmap.roles.lines import PostLine
from skillmap.roles.years import stated_years

_KINDS: tuple[ConditionKind, ...] = ("degree", "permit", "language", "place")
_PIECE = re.compile(r"[^;]+")
_CLAUSE = re.compile(r"(?:[^;,]|,(?! ))+")
_LEAST_WORDS = 2


def condition_kind(text: str) -> ConditionKind | None:
    """Tells what condition a line states.

    Args:
        text: A line that names no skill.

    Returns:
        Its kind, None when it states none.
    """
    for kind in _KINDS:
        if matches(f"conditions.{kind}", text):
            return kind
    return "years" if stated_years(text) else None


def bare_line(line: PostLine) -> tuple[list[Condition], list[UnscoredLine]]:
    """Reads an asked line that names no skill.

    Args:
        line: The line.

    Returns:
        Its conditions, one of a kind for what a semicolon parts; or the line as unscored.
    """
    found: dict[ConditionKind, Condition] = {}
    for piece in _PIECE.finditer(line.text):
        words = piece[0].strip()
        kind = condition_kind(words)
        if kind and kind not in found:
            start = line.start + piece.start() + piece[0].index(words)
            found[kind] = Condition(
                kind=kind, text=" ".join(words.split()), start=start, end=start + len(words)
            )
    if found:
        return list(found.values()), []
    if _says_little(line.text) or matches("tells", line.text):
        return [], []
    unscored = UnscoredLine(
        text=" ".join(line.text.split()),
        start=line.start,
        end=line.end,
        why="no skill of the taxonomy was found in it",
    )
    return [], [unscored]


def conditions_beside(line: PostLine) -> list[Condition]:
    """Finds the conditions in a line that also names skills, in clauses without any.

    Args:
        line: The line.

    Returns:
        At most one condition of a kind.
    """
    found: dict[ConditionKind, Condition] = {}
    for piece in _CLAUSE.finditer(line.text):
        start, end = line.start + piece.start(), line.start + piece.end()
        if any(m.start < end and start < m.end for m in line.mentions):
            continue
        kind = condition_kind(piece[0])
        if kind and kind not in found and (kind != "years" or matches("years_all", piece[0])):
            words = piece[0].strip()
            start += piece[0].index(words)
            found[kind] = Condition(
                kind=kind, text=" ".join(words.split()), start=start, end=start + len(words)
            )
    return list(found.values())


def _says_little(text: str) -> bool:
    """Tells a number, a rule or a page's furniture from a line that asks."""
    return len(re.findall(r"[^\W\d_]{2,}", text)) < _LEAST_WORDS and not re.search(
        r"[A-Za-z]{4,}", text
    )
