"""Names of several words of which one is misspelt, told by the words beside it."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Collection, Iterator, Sequence

from skillmap.matchers.base import Found, MatchText, crosses_line
from skillmap.taxonomy import Alias, Taxonomy
from skillmap.taxonomy.variants import Form

_ALIKE = tuple(
    tuple(pair.split(">"))
    for pair in ["rn>m", "nn>m", "cl>d", "vv>w", "1>l", "i>l", "0>o", "5>s", "8>b"]
)
"""What text recognition takes for each other."""
SURE = 0.95
"""The score of a misreading that gives a name letter for letter."""
_MOST_WORDS = 3
"""Most words of a name of which one may be misspelt."""

_Row = tuple[str, str, str, Alias]
"""A word that may be misspelt, what looks like it, and the skill and alias that hold it."""


def only_owner(taxonomy: Taxonomy, joined: str) -> tuple[str, Alias] | None:
    """Gives what a form stands for, if that is one skill alone."""
    owners = taxonomy.forms.owners(joined)
    several = len(owners) > 1 and len({skill_id for skill_id, _ in owners}) > 1
    return None if several else owners[0]


def looks(word: str) -> str:
    """Gives one spelling to all words that text recognition takes for each other."""
    for old, new in _ALIKE:
        word = word.replace(old, new)
    return word


def allowed(length: int) -> int:
    """Gives how many errors a name of a length may hold."""
    return 2 if length >= 9 else 1


class Several:
    """Names of several words, by the words beside the one that is misspelt or joined.

    There are tens of thousands: those beside a word are looked up when a text first asks for them.

    Args:
        taxonomy: The taxonomy.
        shortest: Least length of a word that may be misspelt.
        known: The words of all names.
    """

    def __init__(self, taxonomy: Taxonomy, shortest: int, known: Collection[str]) -> None:
        self._taxonomy = taxonomy
        self._shortest = shortest
        self._known = known
        self._inside: dict[str, dict[tuple[Form, Form], list[_Row]]] = {}
        self._at_first: dict[str, list[_Row]] = {}

    def _beside(self, before: Form, after: Form) -> Sequence[_Row]:
        """Gives the names of which all words but one stand before and behind it."""
        if not before:
            return self._without_first(" ".join(after))
        first = before[0]
        if first not in self._taxonomy.forms.begins:
            return ()
        if first not in self._inside:
            found: dict[tuple[Form, Form], list[_Row]] = {}
            for joined in self._taxonomy.forms.begins[first]:
                form = tuple(joined.split(" "))
                for at in range(1, len(form)) if len(form) <= _MOST_WORDS else ():
                    key = (form[:at], form[at + 1 :])
                    found.setdefault(key, []).extend(self._row(joined, form[at]))
            self._inside[first] = found
        return self._inside[first].get((before, after), ())

    def _without_first(self, rest: str) -> Sequence[_Row]:
        if rest not in self._behind:
            return ()
        if rest not in self._at_first:
            rows = [self._row(f"{first} {rest}", first) for first in self._behind[rest]]
            self._at_first[rest] = list(itertools.chain.from_iterable(rows))
        return self._at_first[rest]

    @functools.cached_property
    def _behind(self) -> dict[str, list[str]]:
        """The first words of names by the others."""
        found: dict[str, list[str]] = {}
        for joined in self._taxonomy.forms.joined:
            first, _, rest = joined.partition(" ")
            if rest and rest.count(" ") + 1 < _MOST_WORDS:
                found.setdefault(rest, []).append(first)
        return found

    def _row(self, joined: str, word: str) -> Iterator[_Row]:
        """Gives a name by a word of it that may be misspelt."""
        if word.isalpha() and len(word) >= self._shortest:
            owner = only_owner(self._taxonomy, joined)
            if owner and not owner[1].ambiguous:
                yield word, looks(word), *owner

    def _holding(self, word: str) -> Iterator[tuple[Form, Form, str, Alias]]:
        """Gives the names in which a word stands for two, with the words before and behind."""
        known, places = self._known, range(1, len(word))
        if not any(word[:at] in known and word[at:] in known for at in places):
            return
        for form, at in self._joined.get(word, ()):
            owner = only_owner(self._taxonomy, " ".join(form))
            if owner and not owner[1].ambiguous:
                yield form[:at], form[at + 2 :], *owner

    @functools.cached_property
    def _joined(self) -> dict[str, list[tuple[Form, int]]]:
        """The names of three words and more, by any two of them that stand side by side."""
        found: dict[str, list[tuple[Form, int]]] = {}
        for joined in self._taxonomy.forms.joined:
            if joined.count(" ") > 1:
                form = tuple(joined.split(" "))
                for at, pair in enumerate(itertools.pairwise(form)):
                    found.setdefault("".join(pair), []).append((form, at))
        return found

    def find(self, text: MatchText, begin: int, stop: int, word: str) -> Iterator[Found]:
        """Finds names in which the word between two places is misspelt, or two in one."""
        words = text.words
        for before in range(min(begin, _MOST_WORDS - 1) + 1):
            for after in range(_MOST_WORDS - before):
                first, last = begin - before, stop + after
                if last > len(words) or before + after == 0:
                    continue
                rows = self._beside(words[first:begin], words[stop:last])
                if not rows:
                    continue
                like = looks(word)
                for right, seen, skill_id, alias in rows:
                    score = SURE if seen == like else _likeness(word, right)
                    if score and not crosses_line(text, first, last):
                        yield found_at(text, first, last, skill_id, alias, score)
        for left, right_words, skill_id, alias in self._holding(word):
            first, last = begin - len(left), stop + len(right_words)
            if first >= 0 and words[first:begin] == left and words[stop:last] == right_words:
                yield found_at(text, first, last, skill_id, alias, SURE)


def _likeness(word: str, right: str) -> float:
    """Gives how much a word is like a right one, 0 when it holds too many errors."""
    most = allowed(len(right))
    if word[0] != right[0] or abs(len(word) - len(right)) > most:
        return 0  # told without counting the errors

    from rapidfuzz.distance import OSA

    errors = OSA.distance(word, right)
    return 1 - errors / len(right) if errors <= most else 0


def found_at(
    text: MatchText, first: int, last: int, skill_id: str, alias: Alias, score: float
) -> Found:
    """Gives a misspelt name between two tokens."""
    start, end = text.tokens[first].start, text.tokens[last - 1].end
    return Found(start, end, first, last, skill_id, alias, "fuzzy", round(score, 4))
