"""Finds misspelt names, only where a typing error is plausible.

A word is compared when no word list knows it, and only with names of one word that have no other
sense, or with the words of longer names that then stand there in full. A loose comparison of every
word finds nearly nothing but errors (grade -> Gradle).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from skillmap.data_files import load
from skillmap.matchers.base import Found, Matcher, MatchText, crosses_line, stands_free
from skillmap.settings import Settings
from skillmap.taxonomy import Alias, Taxonomy
from skillmap.taxonomy.variants import Form, normal_word

WORDS = "words.txt.gz"
_DIGITS_INSIDE = re.compile(
    r"(?<![A-Za-z0-9])(?=[0158]*[A-Za-z]+[0158]+[A-Za-z]|[015][A-Za-z]{3}|[A-Za-z]{4,}[01](?![\w.]))"
    r"[A-Za-z0158]{5,}(?![A-Za-z0-9])"
)
_READINGS = tuple(str.maketrans({"0": "o", "1": one, "5": "s", "8": "b"}) for one in ("l", "i"))
_SUFFIXES = ("s", "es", "ed", "er", "ing", "ly", "d", "r")
_SURE = 0.95
"""The score of a misreading that gives a name letter for letter."""
_AROUND = 4
"""Most words of a longer name on either side of a misspelt one."""

Owner = tuple[str, Alias]
Nearest = Callable[[str], tuple[str, float] | None]


def is_word(word: str) -> bool:
    """Tells whether the word list knows a word or the word it was formed from.

    Args:
        word: A normal word.

    Returns:
        Whether it is an English word.
    """
    words: frozenset[str] = load(WORDS)
    return word in words or any(
        word.endswith(suffix) and word[: -len(suffix)] in words for suffix in _SUFFIXES
    )


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word of the text: its tokens, how it is spelt, and how it may be meant."""

    first: int
    last: int
    word: str
    meant: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class _Names:
    """What a misspelt word is compared with.

    Attributes:
        single: Names of one word without another sense.
        misread: Names of one word that a digit or "rn" may stand in; nobody writes those otherwise.
        longer: Longer names without another sense.
        known: Every word of any name, which is no misspelling.
        parts: The words of longer names that are long enough.
    """

    single: dict[str, Owner]
    misread: dict[str, Owner]
    longer: dict[Form, Owner]
    known: frozenset[str]
    parts: frozenset[str]


def fuzzy_matcher(taxonomy: Taxonomy, settings: Settings) -> Matcher:
    """Makes the fuzzy matcher of a taxonomy.

    Args:
        taxonomy: The taxonomy.
        settings: `fuzzy_cutoff` and `fuzzy_min_length` count.

    Returns:
        The matcher.
    """
    least = settings.fuzzy_min_length
    names = _names(taxonomy, least)
    near_name = _nearest(names.single, settings.fuzzy_cutoff)
    near_part = _nearest(names.parts, settings.fuzzy_cutoff)

    def find(text: MatchText) -> list[Found]:
        found: list[Found] = []
        units: list[_Unit] = []
        for unit in _units(text):
            word = unit.word
            if unit.last - unit.first > 1 or (
                len(word) >= least and word.isalpha() and word not in names.known
            ):
                if unit.last - unit.first == 1 and is_word(word):
                    units.append(unit)
                    continue
                found += _single(text, unit, names, near_name)
                unit = _part(text, unit, names, near_part)
            units.append(unit)
        return found + list(_longer(text, units, names))

    return find


def _names(taxonomy: Taxonomy, least: int) -> _Names:
    single: dict[str, Owner] = {}
    misread: dict[str, Owner] = {}
    longer: dict[Form, Owner] = {}
    for form, owners in taxonomy.forms.items():
        skill_id, alias = owners[0]
        if len({owner for owner, _ in owners}) > 1:
            continue
        one_word = len(form) == 1 and form[0].isalpha() and len(form[0]) >= least
        if not alias.ambiguous:
            if one_word:
                single[form[0]] = owners[0]
            elif len(form) > 1:
                longer[form] = owners[0]
        if one_word and (not alias.ambiguous or alias.text[0].isupper()):
            misread[form[0]] = (skill_id, alias.model_copy(update={"ambiguous": False}))
    known = frozenset(word for form in taxonomy.forms for word in form)
    parts = frozenset(
        word for form in longer for word in form if word.isalpha() and len(word) >= least
    )
    return _Names(single, misread, longer, known, parts)


def _units(text: MatchText) -> Iterator[_Unit]:
    """Gives the words of a text, those with digits inside as one: "Pyth0n", "b0osting"."""
    first = {token.start: index for index, token in enumerate(text.tokens)}
    last = {token.end: index + 1 for index, token in enumerate(text.tokens)}
    place = 0
    for match in _DIGITS_INSIDE.finditer(text.view.text):
        start, stop = first.get(match.start(), -1), last.get(match.end(), -1)
        if start < place or stop <= start:
            continue
        for index in range(place, start):
            yield _Unit(index, index + 1, text.words[index])
        yield _Unit(start, stop, match[0].casefold())
        place = stop
    for index in range(place, len(text.words)):
        yield _Unit(index, index + 1, text.words[index])


def _misread(text: MatchText, unit: _Unit) -> Iterator[str]:
    """Gives what text recognition may have had before it: "rnodel", "Pyth0n", "KNlME"."""
    if unit.last - unit.first > 1:
        for digits in _READINGS:
            plain = unit.word.translate(digits)
            yield normal_word(plain)
            yield normal_word(plain.replace("rn", "m"))
        return
    if "rn" in unit.word:
        yield unit.word.replace("rn", "m")
    if "m" in unit.word:
        yield unit.word.replace("m", "rn", 1)
    written = text.tokens[unit.first].text
    if re.search(r"[A-Z]l[A-Z]|^l[A-Z]{2}", written):
        yield written.replace("l", "I").casefold()


def _single(text: MatchText, unit: _Unit, names: _Names, nearest: Nearest) -> Iterator[Found]:
    start, end = text.tokens[unit.first].start, text.tokens[unit.last - 1].end
    if not stands_free(text.view.text, start, end):
        return
    for reading in _misread(text, unit):
        owner = names.misread.get(reading)
        if owner and (owner[0] in _ids(names.single, reading) or text.view.text[start].isupper()):
            yield Found(start, end, unit.first, unit.last, *owner, "fuzzy", _SURE)
            return
    near = nearest(unit.word) if unit.last - unit.first == 1 else None
    if near:
        yield Found(start, end, unit.first, unit.last, *names.single[near[0]], "fuzzy", near[1])


def _ids(names: Mapping[str, Owner], word: str) -> tuple[str, ...]:
    return (names[word][0],) if word in names else ()


def _part(text: MatchText, unit: _Unit, names: _Names, nearest: Nearest) -> _Unit:
    """Gives a word with what it may be in a longer name: the "nueral" of "nueral networks"."""
    for reading in _misread(text, unit):
        if reading in names.parts:
            return _Unit(unit.first, unit.last, unit.word, reading, _SURE)
    near = nearest(unit.word) if unit.last - unit.first == 1 else None
    return _Unit(unit.first, unit.last, unit.word, *near) if near else unit


def _longer(text: MatchText, units: Sequence[_Unit], names: _Names) -> Iterator[Found]:
    """Finds longer names around each misspelt word, the others as they are or also misspelt."""
    for place, unit in enumerate(units):
        if not unit.meant:
            continue
        low, high = max(0, place - _AROUND), min(len(units), place + _AROUND + 1)
        words = tuple(one.meant or one.word for one in units[low:high])
        for first in range(place + 1 - low):
            for last in range(max(first + 2, place + 1 - low), len(words) + 1):
                owner = names.longer.get(words[first:last])
                if owner is None:
                    continue
                inside = units[low + first : low + last]
                if any(one.meant for one in inside[: place - low - first]):
                    continue  # found at its first misspelt word
                begin, stop = inside[0].first, inside[-1].last
                start, end = text.tokens[begin].start, text.tokens[stop - 1].end
                if crosses_line(text, begin, stop) or not stands_free(text.view.text, start, end):
                    continue
                score = min(one.score for one in inside)
                yield Found(start, end, begin, stop, *owner, "fuzzy", score)


def _nearest(names: Iterable[str], cutoff: float) -> Nearest:
    """Makes the search for the nearest of some names, by their beginnings and lengths."""
    index: dict[tuple[str, int], list[str]] = {}
    for name in sorted(names):
        # The first two letters may have changed places.
        for letter in {name[0], name[1]}:
            index.setdefault((letter, len(name)), []).append(name)

    @functools.lru_cache(maxsize=16384)
    def nearest(word: str) -> tuple[str, float] | None:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        # Letters in the wrong order are the one error that no other word explains: five points
        # less.
        least = cutoff - 0.05
        far = int(len(word) * (1 / least - 1))
        choices = [
            name
            for length in range(len(word) - far, len(word) + far + 1)
            for name in index.get((word[0], length), ())
        ]
        best = process.extract(
            word, choices, scorer=OSA.normalized_similarity, score_cutoff=least, limit=3
        )
        for name, score, _ in sorted(best, key=lambda row: (-row[1], row[0])):
            if score >= cutoff or sorted(name) == sorted(word):
                return name, round(float(score), 4)
        return None

    return nearest
