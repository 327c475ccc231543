"""People who are named and not introduced: "Ines wrote the Scala part"."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from skillmap.assertion.cues import pattern
from skillmap.data_files import load
from skillmap.models import Document
from skillmap.sought import Sought

_COMMON_WORDS = "common_words.txt.gz"
_REST = r"[a-z\u00df-\u00ff]{2,14}"
_NAME = rf"[A-Z]{_REST}"
_TOP = 200
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ACTS = re.compile(
    # What stands before is looked at behind the first letter: so a search jumps to capitals.
    r"([A-Z](?<![\w.@/-].)"
    r"(?!(?<=W)h(?:ile|en|ere|at)\b|(?<=S)ince\b|(?<=B)e(?:cause|fore)\b|(?<=A)fter\b|(?<=T)hen\b)"
    rf"{_REST})(?: {_NAME})?"
    r"(?= (?:then |later |also |had |still |only )?([a-z]{3,10})\b)"
)
# Here a word has a capital only as a name: "while Iris took", not "Reports took".
_INSIDE = re.compile(r"\b(?:while|that|as|where|because|so|whereas|since) $", re.I)
_CONJUNCTIONS = (
    *(" and", " but", " while", " as", " that", " which", " since", " where", " what"),
    *(" because", " whereas", " so", " when"),
)
_DONE_BY = Sought(rf"\b(\w+) by ({_NAME})\b(?!'s| [A-Z])")
_TEAM = Sought(rf"\b({_NAME})['\u2019]s (?:[a-z-]+ ){{0,2}}(?:team|group|squad|crew)\b")


def named_people(document: Document, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Finds names of people that a CV says something was done by.

    A name is told by its place, a capital and by being no word of English, never by a list of
    names: who has a rare name is read as everybody is.

    Args:
        document: The document, without the name of the person it tells of.
        spans: Names of skills, which are no people.

    Returns:
        Start and end of each, in order; none in a post, where names are those of firms.
    """
    if document.kind == "job":
        return []
    text = document.text
    common: frozenset[str] = load(_COMMON_WORDS)
    taken = sorted(spans)
    found: list[tuple[int, int]] = []
    plain: set[int] = set()
    acts, done = pattern("named_acts"), pattern("named_done")
    for match in _ACTS.finditer(text):
        if acts.fullmatch(match[2]) and _opens_clause(text, match.start()):
            found.append((match.start(), match.end()))
            if _INSIDE.search(text, max(0, match.start() - 8), match.start()):
                plain.add(match.start())
    for match in _DONE_BY.finditer(text):
        if done.fullmatch(match[1].lower()):
            found.append(match.span(2))
    found += [match.span() for match in _TEAM.finditer(text)]
    known = _known(text)
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found):
        name = re.split(r"\W", text[start:end])[0]
        at = bisect.bisect_left(taken, (end, 0)) - 1
        free = (at < 0 or taken[at][1] <= start) and (not kept or kept[-1][1] <= start)
        own = text.find(name, 0, min(_TOP, start)) >= 0
        rare = start in plain or name.lower() not in common
        if free and not own and name not in known and rare:
            kept.append((start, end))
    return kept


def _opens_clause(text: str, start: int) -> bool:
    before = " " + text[max(0, start - 9) : start].rstrip(" ").lower()
    return (
        before == " "
        or before[-1] in "\n.;:,(-\u2013\u2014\u2022"
        or before.endswith(_CONJUNCTIONS)
    )


def _known(text: str) -> frozenset[str]:
    """Gives the names that stand in a line with a year: of firms, schools and products."""
    lines = [line for line in text.split("\n") if _YEAR.search(line)]
    return frozenset(re.findall(_NAME, "\n".join(lines)))
