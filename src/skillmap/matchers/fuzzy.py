"""Finds misspelt names, only where a typing error is plausible.

A word is compared when no word list knows it, and only with names of one word that have no other
sense. A loose comparison of every word finds nearly nothing but errors (grade -> Gradle).
"""

from __future__ import annotations

import functools

from skillmap.data_files import load
from skillmap.matchers.base import Found, Matcher, MatchText, stands_free
from skillmap.settings import Settings
from skillmap.taxonomy import Alias, Taxonomy

WORDS = "words.txt.gz"
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
        return found

    return find


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
