"""The words of a text, the patterns and word lists of identity, and how they are looked up.

Every list is asked through an index of the words of the text, so that a document costs one pass
over it and not one for each pattern.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from skillmap.data_files import load
from skillmap.taxonomy import load_taxonomy

Span = tuple[int, int]

_LETTERS = re.compile(r"[^\W\d_]+")
_IOTA = "\u0345"
"""No letter by itself, and one without case."""
_LINE = re.compile(r"[^\n]+")
# Letters that do not fall apart into a base letter and an accent.
_PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_BREAK = re.compile(
    r"[|\u2022\u00b7\t~;<>]+|[^\S\n]{2,}|[^\S\n][/\u2013\u2014-]+[^\S\n]|[^\S\n]?[()\[\]][^\S\n]?"
)
_EDGES = " \t\r#*_=`>\u2605\u2606\u2726\u2014\u2013-\u00a0\u2502\u25aa\u25cf\uf0a7"

Index = dict[str, list[Span]]


def index_of(text: str) -> Index:
    """Gives where every word of a text stands, in lower case; words are runs of letters."""
    index: Index = {}
    plain = text.casefold()
    if len(plain) != len(text) or _IOTA in text:
        for match in _LETTERS.finditer(text):
            index.setdefault(match.group().casefold(), []).append(match.span())
        return index
    # Each character became one, and each letter a letter.
    for match in _LETTERS.finditer(plain):
        index.setdefault(match.group(), []).append(match.span())
    return index


@dataclass(frozen=True)
class Rule:
    """A pattern, and the words that it begins with; none when it may begin anywhere."""

    pattern: re.Pattern[str]
    words: frozenset[str]


@functools.cache
def rules(name: str) -> tuple[Rule, ...]:
    """Gives a list of identity.yaml: patterns, some with the words that they begin with."""
    found = []
    for entry in load("identity.yaml")[name]:
        needed, pattern = (
            (entry["words"], entry["find"]) if isinstance(entry, dict) else ([], entry)
        )
        found.append(Rule(re.compile(pattern, re.MULTILINE), frozenset(needed)))
    return tuple(found)


@functools.cache
def words(name: str) -> frozenset[str]:
    """Gives a list of words of identity.yaml, in lower case."""
    return frozenset(load("identity.yaml")[name])


def matches(
    name: str, text: str, start: int, end: int, index: Index | None = None
) -> Iterator[Span]:
    """Finds what a list of patterns hides between two offsets.

    Patterns with words are tried where the index has one of them, and without an index nowhere.
    """
    for rule in rules(name):
        group: Any = "hide" if "hide" in rule.pattern.groupindex else 0
        for match in _tried(rule, text, start, end, index or {}):
            if match.end(group) > match.start(group):
                yield match.span(group)


def _tried(rule: Rule, text: str, start: int, end: int, index: Index) -> Iterator[re.Match[str]]:
    if not rule.words:
        yield from rule.pattern.finditer(text, start, end)
        return
    for word in rule.words:
        for at, _ in index.get(word, ()):
            match = rule.pattern.match(text, at, end) if at >= start else None
            if match:
                yield match


def hits(name: str, text: str) -> bool:
    """Tells whether one of a list of patterns stands in a text."""
    return any(rule.pattern.search(text) for rule in rules(name))


def holds(name: str, text: str) -> bool:
    """Tells whether one word of a list stands in a text."""
    listed = words(name)
    return any(match.group().casefold() in listed for match in _LETTERS.finditer(text))


@functools.cache
def _skills() -> frozenset[str]:
    named = (alias.text.casefold() for skill in load_taxonomy() for alias in skill.aliases)
    return frozenset(named) | words("no_place")


def is_skill(phrase: str) -> bool:
    """Tells whether a phrase is a name of a skill, whatever it means where it stands."""
    return phrase.strip(" .,:*_").casefold() in _skills()


def is_common(word: str) -> bool:
    """Tells whether a word is one of the common words of English."""
    return word.strip(".,:'\u2019").casefold() in load("common_words.txt.gz")


def folded(text: str) -> str:
    """Gives the letters of a text as an e-mail address would have them."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return "".join(char for char in plain if char.isalnum())


def spellings(word: str) -> set[str]:
    """Gives the ways that a word is spelled in an address: "Brüggen" as bruggen and brueggen."""
    if word.isascii():
        return {word.casefold()}
    return {folded(word), folded(word.casefold().translate(_GERMAN))}


def lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Gives the lines between two offsets that are not empty."""
    for match in _LINE.finditer(text, start, end):
        yield match.span()


def parts(text: str, start: int, end: int) -> Iterator[Span]:
    """Cuts a line where it goes on with something else, blanks at the ends left out."""
    at = start
    for match in _BREAK.finditer(text, start, end):
        yield from _stripped(text, at, match.start())
        at = match.end()
    yield from _stripped(text, at, end)


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    part = text[start:end]
    inner = part.strip(_EDGES)
    if inner:
        first = start + part.index(inner)
        yield first, first + len(inner)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Sorts stretches and joins those that touch."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
