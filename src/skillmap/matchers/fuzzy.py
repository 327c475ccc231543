"""Finds misspelt names, only where a typing error is plausible.

A word is compared when no word list knows it, and only with names of one word that have no other
sense. A loose comparison of every word finds nearly nothing but errors (grade -> Gradle).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from skillmap.data_files import load
from skillmap.matchers.base import Found, Matcher, MatchText, stands_free
from skillmap.settings import Settings
from skillmap.taxonomy import Alias, Taxonomy
from skillmap.taxonomy.variants import normal_word

WORDS = "words.txt.gz"
_DIGITS_INSIDE = re.compile(
    r"(?<![A-Za-z0-9])(?=[0158]*[A-Za-z]+[0158]+[A-Za-z]|[015][A-Za-z]{3})[A-Za-z0158]{5,}(?![A-Za-z0-9])"
)
_READINGS = tuple(str.maketrans({"0": "o", "1": one, "5": "s", "8": "b"}) for one in ("l", "i"))
_SUFFIXES = ("s", "es", "ed", "er", "ing", "ly", "d", "r")


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


def fuzzy_matcher(taxonomy: Taxonomy, settings: Settings) -> Matcher:
    """Makes the fuzzy matcher of a taxonomy.

    Args:
        taxonomy: The taxonomy.
        settings: `fuzzy_cutoff` and `fuzzy_min_length` count.

    Returns:
        The matcher.
    """
    names: dict[str, tuple[str, Alias]] = {}
    known: set[str] = set()
    for form, owners in taxonomy.forms.items():
        known.update(form)
        if len(form) == 1 and form[0].isalpha() and len(form[0]) >= settings.fuzzy_min_length:
            skill_id, alias = owners[0]
            if len({owner for owner, _ in owners}) == 1 and not alias.ambiguous:
                names[form[0]] = (skill_id, alias)
    choices = sorted(names)

    @functools.lru_cache(maxsize=16384)
    def nearest_name(word: str) -> tuple[str, float] | None:
        return _nearest_name(word, choices, settings.fuzzy_cutoff)

    def find(text: MatchText) -> list[Found]:
        found: list[Found] = []
        for index, word in enumerate(text.words):
            if len(word) < settings.fuzzy_min_length or not word.isalpha() or word in known:
                continue
            if is_word(word):
                continue
            token = text.tokens[index]
            near = nearest_name(word)
            if near and stands_free(text.view.text, token.start, token.end):
                skill_id, alias = names[near[0]]
                found.append(
                    Found(
                        token.start, token.end, index, index + 1, skill_id, alias, "fuzzy", near[1]
                    )
                )
        return found + list(_misread(text, names))

    return find


def _misread(text: MatchText, names: Mapping[str, tuple[str, Alias]]) -> Iterator[Found]:
    """Finds names in which text recognition took a letter for a digit: "Pyth0n", "D0cker"."""
    first = {token.start: index for index, token in enumerate(text.tokens)}
    last = {token.end: index + 1 for index, token in enumerate(text.tokens)}
    for match in _DIGITS_INSIDE.finditer(text.view.text):
        for digits in _READINGS:
            known = names.get(normal_word(match[0].translate(digits)))
            if known and match.start() in first and match.end() in last:
                skill_id, alias = known
                places = (first[match.start()], last[match.end()])
                yield Found(match.start(), match.end(), *places, skill_id, alias, "fuzzy", 0.95)
                break


def _nearest_name(word: str, choices: list[str], cutoff: float) -> tuple[str, float] | None:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    # Letters in the wrong order are the one error that no other word explains: five points less.
    best = process.extract(
        word, choices, scorer=OSA.normalized_similarity, score_cutoff=cutoff - 0.05, limit=3
    )
    for name, score, _ in best:
        if name[0] != word[0] and name[1] != word[0]:
            continue
        if score >= cutoff or sorted(name) == sorted(word):
            return name, round(float(score), 4)
    return None
