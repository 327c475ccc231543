"""Names in a list of names: "languages: python, go, rust" leaves no doubt, whatever the capitals.

In prose a name in lower case is an everyday word until something speaks for it. In a list whose
other items are sure names people write all of them in lower case, or all in capitals.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

from skillmap.data_files import load
from skillmap.matchers.base import Found, MatchText
from skillmap.taxonomy import PROPER, Taxonomy

_ITEMS = 6
"""Most items that are looked at on either side."""
_WORDS = 4
"""Most words of an item."""
_LABEL = 5
"""Most words before the colon of a label."""


@functools.cache
def _signs(name: str) -> frozenset[str]:
    rules: dict[str, Any] = load("senses.yaml")
    return frozenset(rules[name])


class NameList:
    """The lists of a text, by the names that are sure to be skills.

    Args:
        text: The text.
        found: Names in it, written as the taxonomy has them.
        maybe: Names in other capitals, which speak for one another when enough stand together.
        taxonomy: For the kinds of the skills.
    """

    def __init__(
        self, text: MatchText, found: Iterable[Found], maybe: Iterable[Found], taxonomy: Taxonomy
    ) -> None:
        self._text = text
        common: frozenset[str] = load("common_words.txt.gz")
        self._sure: dict[int, bool] = {}
        self._maybe = {one.first for one in maybe}
        for one in found:
            kind = taxonomy[one.skill_id].kind
            if kind == "soft":
                continue
            if one.alias.ambiguous:
                self._maybe.add(one.first)
                continue
            # A field of one word ("statistics") is an everyday word itself.
            plain = one.last - one.first == 1 and text.words[one.first] in common
            named = kind in PROPER or not plain
            self._sure[one.first] = named or self._sure.get(one.first, False)

    def __contains__(self, one: Found) -> bool:
        """Tells whether a name is an item of a list in which other items are names of skills."""
        text = self._text
        if not (self._bounds_left(one.first) and self._bounds_right(one.last)):
            return False
        if one.end - one.start == 1 and text.words[one.first - 1 : one.last + 1 : 2] == ("(", ")"):
            return False  # "(c)" counts
        left, label = self._left(one.first)
        right = self._right(one.last)
        common: frozenset[str] = load("common_words.txt.gz")
        word = text.words[one.first]
        everyday = one.last - one.first == 1 and (word in common or len(word) == 1)
        sure = sum(self._counts(first, everyday) for first in (*left, *right))
        if sure and label == "technical":
            return True
        if not any(self._named(side[0]) for side in (left, right) if side):
            return False
        every = all(self._named(item) for item in (*left, *right))
        if sure >= 2:
            return True
        if sure and not everyday:
            return bool(label) or every
        several = len(left) + len(right) >= 2
        told = label == "technical" or (label and not everyday)
        return every and several and bool(sure or told)

    def _named(self, first: int) -> bool:
        return first in self._sure or first in self._maybe

    def _counts(self, first: int, proper: bool) -> bool:
        return first in self._sure and (self._sure[first] or not proper)

    def _gap(self, right: int) -> int:
        """Counts the line breaks before a token."""
        tokens = self._text.tokens
        return self._text.view.text.count("\n", tokens[right - 1].end, tokens[right].start)

    def _bounds_left(self, first: int) -> bool:
        if first == 0 or self._gap(first):
            return True
        return self._parts(first - 1) or self._text.words[first - 1] in _signs("used_words")

    def _bounds_right(self, last: int) -> bool:
        words = self._text.words
        return (
            last == len(words) or bool(self._gap(last)) or self._parts(last) or words[last] == "."
        )

    def _parts(self, index: int) -> bool:
        word = self._text.words[index]
        return word in _signs("separators") or word in _signs("line_marks")

    def _left(self, first: int) -> tuple[list[int], str]:
        """Gives where the items before begin, nearest first, and the sort of label before them."""
        words = self._text.words
        items: list[int] = []
        at = first
        while len(items) < _ITEMS:
            while at and self._parts(at - 1) and words[at - 1] != ":" and self._gap(at) < 2:
                at -= 1
            if at == 0 or self._gap(at) > 1:
                return items, ""
            if words[at - 1] == ":":
                return items, self._label(at - 1)
            begin = at - 1
            while begin and at - begin <= _WORDS and not self._gap(begin):
                if self._parts(begin - 1) or words[begin - 1] in _signs("used_words"):
                    break
                begin -= 1
            items.append(begin)
            if at - begin > _WORDS or (begin and words[begin - 1] in _signs("used_words")):
                return items, ""
            at = begin
        return items, ""

    def _label(self, colon: int) -> str:
        """Tells what a colon ends: a "technical" label as "Tools:", some "other", or none."""
        words = self._text.words
        for index in range(colon, max(-1, colon - _LABEL - 1), -1):
            if index == 0 or self._gap(index) or words[index - 1] in {".", ";"}:
                technical = not _signs("label_words").isdisjoint(words[index:colon])
                technical = technical or not self._sure.keys().isdisjoint(range(index, colon))
                return "technical" if technical else "other"
        return ""

    def _right(self, last: int) -> list[int]:
        """Gives where the items behind begin, nearest first."""
        words = self._text.words
        items: list[int] = []
        at = last
        while len(items) < _ITEMS:
            while at < len(words) and self._parts(at) and words[at] != ":" and self._gap(at) < 2:
                at += 1
            if at == len(words) or words[at] in {":", "."} or self._gap(at) > 1:
                return items
            end = at + 1
            while end < len(words) and end - at <= _WORDS and not self._gap(end):
                if self._parts(end) or words[end] == ".":
                    break
                end += 1
            if end < len(words) and words[end] == ":":
                return items  # the label of the next list
            items.append(at)
            if end - at > _WORDS:
                return items
            at = end
        return items
