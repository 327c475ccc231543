"""Finds misspelt names, only where a typing error is plausible.

A word is compared when no word list knows it, and only with names of one word that have no other
sense. A loose comparison of every word finds nearly nothing but errors (grade -> Gradle).
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
import string
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from skillmap.data_files import load
from skillmap.matchers.base import Found, Matcher, MatchText, stands_free
from skillmap.matchers.several import SURE, Several, allowed, found_at, looks, only_owner
from skillmap.settings import Settings
from skillmap.taxonomy import Alias, Taxonomy
from skillmap.taxonomy.variants import normal_word

WORDS = "words.txt.gz"
_DIGITS_INSIDE = re.compile(
    r"(?<![A-Za-z0-9])(?=[0158]*[A-Za-z]+[0158]+[A-Za-z]|[015][A-Za-z]{3}|[A-Za-z]{4,}[01](?![\w.]))"
    r"[A-Za-z0158]{5,}(?![A-Za-z0-9])"
)
_DIGITS = re.compile(r"[0158]+")
_OF_WORDS = frozenset(string.ascii_letters + string.digits)
_READINGS = tuple(str.maketrans({"0": "o", "1": one, "5": "s", "8": "b"}) for one in ("l", "i"))
_STEM = 4
_CAMEL = re.compile(r"[A-Z][a-z]+|[a-z]+|[A-Z]+(?![a-z])")
_JOIN_LENGTH = 6
_COMPOUND = 0.875
"""Least likeness of what two words of English make up, such as "datarooms"."""
_REPEATED = 2
"""What stands in a text more often than this is no slip, but a name that the taxonomy lacks."""


def is_word(word: str) -> bool:
    """Tells whether the word list knows a word or the word it was formed from.

    Args:
        word: A normal word.

    Returns:
        Whether it is an English word.
    """
    words: frozenset[str] = load(WORDS)
    forms: dict[str, list[str]] = load("word_forms.yaml")
    if word in words or any(
        word.endswith(end) and word[: -len(end)] in words for end in forms["ends"]
    ):
        return True
    return any(
        word.startswith(prefix)
        and len(word) - len(prefix) >= _STEM
        and (word[len(prefix) :] in words or word[len(prefix) :].removesuffix("s") in words)
        for prefix in forms["beginnings"]
    )


def _compound(word: str) -> bool:
    words: frozenset[str] = load(WORDS)
    places = range(_STEM, len(word) - _STEM + 1)
    return any(word[:at] in words and word[at:].removesuffix("s") in words for at in places)


def _made_of_words(written: str) -> bool:
    """Tells whether capitals part a word into words: "WeWork" is a name of its own."""
    words: frozenset[str] = load(WORDS)
    parts = _CAMEL.findall(written)
    return len(parts) > 1 and all(part.lower() in words for part in parts)


Names = dict[str, tuple[str, Alias]]


def _single(taxonomy: Taxonomy, shortest: int) -> tuple[Names, Names, set[str]]:
    """Gives the names of one word, those that may be misread, and the words of all names."""
    names: Names = {}
    misread: Names = {}
    known = set(" ".join(taxonomy.forms.joined).split())
    for name in taxonomy.forms.joined:
        if len(name) >= shortest and name.isalpha():
            owner = only_owner(taxonomy, name)
            if owner is None:
                continue
            skill_id, alias = owner
            if not alias.ambiguous:
                names[name] = misread[name] = owner
            elif alias.text[0].isupper():
                # No other sense of a name is written with a digit inside.
                misread[name] = (skill_id, alias.model_copy(update={"ambiguous": False}))
    return names, misread, known


def fuzzy_matcher(taxonomy: Taxonomy, settings: Settings) -> Matcher:
    """Makes the fuzzy matcher of a taxonomy.

    Args:
        taxonomy: The taxonomy.
        settings: `fuzzy_cutoff` and `fuzzy_min_length` count.

    Returns:
        The matcher.
    """
    names, misread, known = _single(taxonomy, settings.fuzzy_min_length)
    alike = _Alike(names, settings.fuzzy_cutoff)
    several = Several(taxonomy, settings.fuzzy_min_length, known)

    @functools.lru_cache(maxsize=32768)
    def strange(word: str) -> bool:
        return (
            len(word) >= settings.fuzzy_min_length
            and word.isalpha()
            and word not in known
            and not is_word(word)
        )

    def find(text: MatchText) -> list[Found]:
        found: list[Found] = []
        words = text.words
        pairs = enumerate(itertools.pairwise(words))
        splits = {index for index, (left, right) in pairs if left + right in names}
        odd = {index: word for index, word in enumerate(words) if strange(word)}
        often = Counter(odd.values())
        for index in sorted(splits.union(odd)):
            word = words[index]
            if index in splits:
                found += _split(text, index, names)
            if index not in odd or often[word] > _REPEATED:
                continue
            token = text.tokens[index]
            written = text.view.text[token.start : token.end]
            if _made_of_words(written) or not stands_free(text.view.text, token.start, token.end):
                continue
            near = alike.nearest(word)
            if near and not (
                token.text.islower() and _foreign(text, index, names[near[0]][1], strange, alike)
            ):
                found.append(found_at(text, index, index + 1, *names[near[0]], near[1]))
            found += several.find(text, index, index + 1, word)
        for first, last, word in _with_digits(text):
            found += _misread(text, first, last, word, misread)
            found += several.find(text, first, last, word)
        return found

    return find


def _foreign(
    text: MatchText, index: int, alias: Alias, strange: Callable[[str], bool], alike: _Alike
) -> bool:
    """Tells whether a word in lower case is none of English: one beside it is none either."""
    if alias.case == "exact":
        return True
    words, tokens = text.words, text.tokens
    return any(
        tokens[at].text.islower()
        and strange(words[at])
        and not _made_of_words(text.view.text[tokens[at].start : tokens[at].end])
        and not alike.nearest(words[at])
        for at in (index - 1, index + 1)
        if 0 <= at < len(words)
    )


def _split(text: MatchText, index: int, names: Mapping[str, tuple[str, Alias]]) -> Iterator[Found]:
    """Finds a name written as two words of which not both are everyday words."""
    left, right = text.tokens[index], text.tokens[index + 1]
    joined = text.words[index] + text.words[index + 1]
    if len(joined) < _JOIN_LENGTH or " " in names[joined][1].text:
        return
    if text.view.text[left.end : right.start] != " ":
        return
    common: frozenset[str] = load("common_words.txt.gz")
    written = (text.view.text[left.start : left.end], text.view.text[right.start : right.end])
    plain = all(part.lower() in common for part in written)
    free = stands_free(text.view.text, left.start, right.end)
    if free and not plain and all(part.isalpha() for part in written):
        skill_id, alias = names[joined]
        yield found_at(text, index, index + 2, skill_id, alias, SURE)


def _with_digits(text: MatchText) -> Iterator[tuple[int, int, str]]:
    """Gives words in which text recognition may have taken letters for digits: "b0osting"."""
    tokens, view, end = text.tokens, text.view.text, 0
    for digits in _DIGITS.finditer(view):
        # Few digits stand beside a letter: only the words of those are looked at.
        begin, after = digits.span()
        if begin < end or not (
            view[begin - 1 : begin].isalpha() or view[after : after + 1].isalpha()
        ):
            continue
        while begin and view[begin - 1] in _OF_WORDS:
            begin -= 1
        match = _DIGITS_INSIDE.match(view, begin)
        if match is None:
            # The other digits of the word are passed over: each would lead back to its beginning.
            end = after
            while end < len(view) and view[end] in _OF_WORDS:
                end += 1
            continue
        end = match.end()
        first = bisect.bisect_left(tokens, begin, key=lambda token: token.start)
        last = bisect.bisect_left(tokens, end, key=lambda token: token.end)
        if last < len(tokens) and tokens[last].end == end and tokens[first].start == begin:
            yield first, last + 1, match[0].casefold()


def _misread(
    text: MatchText, first: int, last: int, word: str, names: Mapping[str, tuple[str, Alias]]
) -> Iterator[Found]:
    """Finds names in which text recognition took a letter for a digit: "Pyth0n", "D0cker"."""
    for digits in _READINGS:
        known = names.get(normal_word(word.translate(digits)))
        if known:
            yield found_at(text, first, last, *known, SURE)
            return


def _by_letter(names: Iterable[str]) -> dict[tuple[str, int], list[str]]:
    """Groups names by length and by their first two letters, which may have changed places."""
    groups: dict[tuple[str, int], list[str]] = {}
    for name in sorted(names):
        for letter in {name[0], name[1]}:
            groups.setdefault((letter, len(name)), []).append(name)
    return groups


class _Alike:
    """Names of one word, to find the one that a word is nearest to.

    Args:
        names: The names.
        cutoff: The least likeness of a name that is one error away or more.
    """

    def __init__(self, names: Iterable[str], cutoff: float) -> None:
        self._cutoff = cutoff
        self._by_letter = _by_letter(names)
        self._looks = {looks(name): name for name in sorted(names, reverse=True)}
        # What is asked of a word is the same in every text.
        self.nearest = functools.lru_cache(maxsize=16384)(self._nearest)
        self._choices = functools.lru_cache(maxsize=4096)(self._of_about)

    def _of_about(self, letter: str, length: int) -> list[str]:
        """Gives the names that begin with a letter, or nearly, and are about as long."""
        far = max(2, int(length * (1 / self._cutoff - 1)))
        lengths = range(length - far, length + far + 1)
        return [name for one in lengths for name in self._by_letter.get((letter, one), ())]

    def _nearest(self, word: str) -> tuple[str, float] | None:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        alike = self._looks.get(looks(word))
        if alike is not None:
            return alike, SURE
        cutoff = self._cutoff
        # Letters in the wrong order are the one error that no other word explains: five points
        # less.
        best = process.extract(
            word,
            self._choices(word[0], len(word)),
            scorer=OSA.normalized_similarity,
            score_cutoff=min(cutoff, 0.66),
            limit=5,
        )
        compound = bool(best) and _compound(word)
        for name, score, _ in best:
            distance = OSA.distance(word, name)
            same_letters = sorted(name) == sorted(word) and distance <= 2
            ends = name[0] == word[0] and name[-1] == word[-1] and len(name) >= 6
            close = ends and distance <= allowed(len(name)) and score >= cutoff - 0.05
            if compound and score < _COMPOUND:
                continue
            if score >= cutoff or same_letters or close or (word == name[:-1] and len(name) >= 6):
                return name, round(float(score), 4)
        return None
