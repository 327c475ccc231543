"""What stands around an ambiguous name: evidence that needs no list of its own for each name."""

from __future__ import annotations

import functools
import re
from typing import Any

from skillmap.data_files import load
from skillmap.matchers import Found, MatchText
from skillmap.text import lowered

_BEFORE = 110
_AFTER = 60
_BESIDE = (
    ("head_noun", None, "head_noun"),
    ("worked_on", "worked_on", None),
    ("person", "person", "person_after"),
    ("place", "place", "place_after"),
    ("workplace", "workplace", "workplace_after"),
)
_OF_ANY = {"head_noun", "worked_on"}
_CASED = {"surname_after", "place_after", "workplace", "workplace_after"}


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    # Those without regard to case are written in lower case, and see lower case: searching with
    # `re.IGNORECASE` takes five times as long.
    rules: dict[str, Any] = load("senses.yaml")
    return re.compile(rules[name])


@functools.cache
def _words(name: str) -> tuple[frozenset[str], frozenset[str], tuple[tuple[str, ...], ...]]:
    """Gives the single words of a list, the first words of its phrases, and the phrases."""
    rules: dict[str, Any] = load("senses.yaml")
    rows = [tuple(str(row).split()) for row in rules[name]]
    phrases = tuple(row for row in rows if len(row) > 1)
    single = frozenset(row[0] for row in rows if len(row) == 1)
    return single, frozenset(phrase[0] for phrase in phrases), phrases


def surroundings(
    one: Found, text: MatchText, span: tuple[int, int], words: tuple[str, ...], proper: bool
) -> list[str]:
    """Names the evidence that the words around a name give.

    Args:
        one: The name.
        text: The text it was found in.
        span: First and last token of its sentence or item, the last not included.
        words: The words of the sentence or item, those of the name not included.
        proper: Whether the alias is a proper name: only such are people, places or firms.

    Returns:
        Names of weights in data/senses.yaml.
    """
    view = text.view.text
    first, last = text.tokens[span[0]].start, text.tokens[span[1] - 1].end
    before = view[max(first, one.start - _BEFORE) : one.start].replace("\n", " ")
    after = view[one.end : min(last, one.end + _AFTER)].replace("\n", " ")
    low_before, low_after = lowered(before), lowered(after)
    names: list[str] = []
    for name, ahead, behind in _BESIDE:
        if not proper and name not in _OF_ANY:
            continue
        if (ahead and _pattern(ahead).search(before if ahead in _CASED else low_before)) or (
            behind and _pattern(behind).match(after if behind in _CASED else low_after)
        ):
            names.append(name)
    if proper and "person" not in names and (_surname(before, after) or _first_name(before)):
        names.append("person")
    names += [name[:-1] for name in ("software_words", "everyday_words") if _any(words, name)]
    return names


def _surname(before: str, after: str) -> bool:
    """Tells whether a name with a capital follows that no list of words knows: "Ruby Collins"."""
    match = _pattern("surname_after").match(after)
    if match is None or before[-1:].strip():
        return False
    common: frozenset[str] = load("common_words.txt.gz")
    known: frozenset[str] = load("words.txt.gz")
    name = match[0].split()[-1].lower()
    return name not in common and name not in known


def _first_name(before: str) -> bool:
    """Tells whether a person is spoken of and a first name stands before: "hired by Paul"."""
    match = re.search(r"(?<= )[A-Z][a-z]+ $", before)
    return match is not None and bool(_pattern("person").search(lowered(before[: match.start()])))


def _any(words: tuple[str, ...], name: str) -> bool:
    single, firsts, phrases = _words(name)
    if not single.isdisjoint(words):
        return True
    if firsts.isdisjoint(words):
        return False
    return any(
        words[at : at + len(phrase)] == phrase
        for phrase in phrases
        for at in range(len(words) - len(phrase) + 1)
        if words[at] == phrase[0]
    )
