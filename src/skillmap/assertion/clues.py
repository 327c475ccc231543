"""What stands around the names of a text, as clues that can be weighed: words and their places.

A clue is a number: the checksums of its words, put together, and the salt of the place where they
stand. Its lowest bits tell where its weight is kept; that two clues may share a weight costs
little, and no table of words has to be shipped.
"""

from __future__ import annotations

import functools
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from skillmap.assertion.cues import SOMEBODY
from skillmap.models import Document
from skillmap.text import Segment

NAME = "NAME"
"""Stands for a name of a skill, whichever: a clue tells nothing of the skill itself."""
_PERSON, _NUMBER, _EDGE = "PERSON", "0", "^"
_WORD = re.compile(rf"[a-z]+(?:'[a-z]+)?|\d+|{SOMEBODY}+|[-,;:()\u2013\u2014.!?|/&+]")
_IN_LIST = frozenset([",", "/", "and", "&", "or", "+", "|"])
_TURNS = ("but", "while", "whereas", "although", "though", "however")
_ENDS = frozenset([*",;:()\u2014\u2013-.!?|", *_TURNS])
_JOINTS = _ENDS | {
    *("yet", "because", "so", "which", "who", "that", "where"),
    *("until", "before", "after", "since", "when", "if", "unless"),
}
_WHO = frozenset(
    [
        *("i", "i'm", "i've", "my", "we", "our", "they", "their", "he", "his"),
        *("you", "your", "who", "it", "its"),
    ]
)
_ALIKE = {
    **{"she": "he", "him": "his", "her": "his", "hers": "his", "herself": "himself"},
    **{"mrs": "mr", "ms": "mr", "miss": "mr"},
}
"""Who is a woman and who is a man has no say."""
_FAR = 40
"""Words on either side of a name, and of a segment beside its own, that are looked at."""
_MOST = 500
"""Words of a segment that all its names share: a flattened text is one segment."""
_STEM = 5
_NEAR = 3
_ONE, _TWO, _THREE = 0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35
"""Odd numbers that keep the order of words: from Knuth's and the murmur hash's constants."""


@functools.cache
def _salt(place: str) -> int:
    return zlib.crc32(place.encode()) * _THREE


@functools.lru_cache(maxsize=20_000)
def _code(word: str) -> int:
    return zlib.crc32(word.encode())


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a segment, and their numbers.

    Attributes:
        words: In lower case, each name as `NAME`.
        ones: A number for each word.
        twos: A number for each word with the next.
        threes: A number for each word with the next two.
        stems: A number for the first letters of each word.
        pairs: A number for those of each word and the next.
    """

    words: Sequence[str]
    ones: Sequence[int]
    twos: Sequence[int]
    threes: Sequence[int]
    stems: Sequence[int]
    pairs: Sequence[int]

    @classmethod
    def of(cls, words: list[str]) -> Line:
        """Makes the numbers of words; behind the last stand two edges."""
        ones = [_code(word) for word in (*words, _EDGE, _EDGE)]
        stems = [_code(word[:_STEM]) for word in (*words, _EDGE)]
        twos = [one * _ONE + two * _TWO for one, two in pairwise(ones)]
        return cls(
            words=words,
            ones=ones,
            twos=twos,
            threes=[two + one * _THREE for two, one in zip(twos, ones[2:], strict=False)],
            stems=stems,
            pairs=[one * _ONE + two * _TWO for one, two in pairwise(stems)],
        )


class Around:
    """The segments of a document as words, made when they are asked for.

    Args:
        document: The document.
        view: Its text in lower case, people marked, character for character.
        parts: Its segments.
        inside: For each segment the names in it, by their place among the spans, in order.
        spans: Start and end of each name in the text.
    """

    def __init__(
        self,
        document: Document,
        view: str,
        parts: Sequence[Segment],
        inside: Sequence[Sequence[int]],
        spans: Sequence[tuple[int, int]],
    ) -> None:
        self._document = document
        self._view = view
        self._parts = parts
        self._inside = inside
        self._spans = spans
        self._words: dict[int, list[str]] = {}
        self._lines: dict[int, Line] = {}
        self._shared: dict[int, set[int]] = {}

    def words(self, number: int) -> list[str]:
        """Gives a segment as words, each name as one that is the same for all."""
        known = self._words.get(number)
        if known is None:
            known = self._words[number] = self._cut(number)
        return known

    def line(self, number: int) -> Line:
        """Gives the words with their numbers, which most segments are never asked for."""
        known = self._lines.get(number)
        if known is None:
            known = self._lines[number] = Line.of(self.words(number))
        return known

    def beside(self, number: int) -> Iterator[tuple[str, int]]:
        """Gives the sentences before and after one on its line, and on which side they stand."""
        here = self._parts[number]
        for side, other in (("previous", number - 1), ("next", number + 1)):
            if not 0 <= other < len(self._parts):
                continue
            part = self._parts[other]
            if part.end - part.start > 10 * _FAR:
                continue
            if self._view.count("\n", min(here.end, part.end), max(here.start, part.start)):
                continue
            if 0 < len(self.words(other)) <= _FAR:
                yield side, other

    def lists(self, number: int) -> Iterator[tuple[list[int], int, int]]:
        """Gives the names of a segment by the lists they stand in.

        Args:
            number: Which segment.

        Yields:
            The names, and the first and last word of the list that they make.
        """
        words = self.words(number)
        names = iter(self._apart(number))
        at = 0
        while at < len(words):
            if words[at] != NAME:
                at += 1
                continue
            first = last = at
            held = [next(names)]
            at += 1
            while at < len(words) and (words[at] == NAME or words[at] in _IN_LIST):
                if words[at] == NAME:
                    last = at
                    held.append(next(names))
                at += 1
            yield held, first, last

    def every(self, number: int) -> frozenset[str]:
        """Gives all words around the names of a segment: its own and its neighbours'."""
        beside = (self.words(other) for _, other in self.beside(number))
        return frozenset(chain(self.words(number), *beside))

    def shared(self, number: int) -> set[int]:
        """Gives the clues that all names of a segment share."""
        known = self._shared.get(number)
        if known is None:
            known = self._shared[number] = self._of_segment(number)
        return known

    def _of_segment(self, number: int) -> set[int]:
        line = self.line(number)
        section = self._document.section_at(self._parts[number].start)
        found = [_salt(f"section {section.name}")] if section else []
        found.append(_salt(f"kind {self._document.kind}"))
        if self._parts[number].bullet:
            found.append(_salt("bullet"))
        for side, other in self.beside(number):
            near = self.line(other)
            count = len(near.words)
            found += _salted(near.ones[:count], side) + _salted(near.twos[:count], side)
        count = min(len(line.words), _MOST)
        found += _salted(line.ones[:count], "any") + _salted(line.stems[:count], "any stem")
        found += _salted(line.twos[:count], "any")
        return {*found, line.ones[0] + _salt("first"), line.twos[0] + _salt("first")}

    def own(self, number: int, first: int, last: int) -> set[int]:
        """Gives the clues of a list of names: what stands before and after, near and far.

        Args:
            number: Which segment.
            first: The first word of the list.
            last: Its last word.

        Returns:
            The clues.
        """
        line = self.line(number)
        words = line.words
        low, high = max(0, first - _FAR), min(len(words), last + 1 + _FAR)
        turn = next((at for at in range(first - 1, low - 1, -1) if words[at] in _ENDS), low - 1)
        found = _of_words(line, turn + 1, first, "before")
        found += _of_words(line, low, turn + 1, "far before")
        turn = next((at for at in range(last + 1, high) if words[at] in _ENDS), high)
        found += _of_words(line, last + 1, turn, "after")
        found += _of_words(line, turn, high, "far after")
        for place in range(1, _NEAR + 1):
            one = line.ones[first - place] if first >= place else _code(_EDGE)
            found.append(one + _salt(f"before {place}"))
            found.append(line.ones[min(last + place, len(words))] + _salt(f"after {place}"))
        # What touches the names, two words or three; that nothing follows is a clue, too.
        follows = last + 1 < len(words)
        for width, numbers in ((1, line.twos), (2, line.threes)):
            if first > width:
                found.append(numbers[first - width - 1] + _salt("right before"))
            found.append(numbers[last + 1] + _salt("right after") if follows else 0)
        return {*found, *_of_subject(line, low, first, last, high)}

    def told(self, number: int, first: int, last: int) -> Iterator[tuple[str, int]]:
        """Gives stretches of words around a list of names with their clues, to tell a reason."""
        line = self.line(number)
        words = line.words
        for low, high, side in ((0, first, "before"), (last + 1, len(words), "after")):
            for at in range(max(low, first - _FAR), min(high, last + 1 + _FAR)):
                for width, numbers in enumerate((line.ones, line.twos, line.threes), 1):
                    text = " ".join(word for word in words[at : at + width] if word != NAME)
                    text = text.strip(" -,;:()\u2013\u2014.!?|/&+")
                    clue = numbers[at]
                    for place in (side, f"far {side}", "any"):
                        if text and at + width <= high:
                            yield text, clue + _salt(place)

    def _cut(self, number: int) -> list[str]:
        part = self._parts[number]
        words: list[str] = []
        at = part.start
        for name in self._apart(number):
            start, end = self._spans[name]
            words += _words(self._view[at:start])
            words.append(NAME)
            at = end
        return words + _words(self._view[at : part.end])

    def _apart(self, number: int) -> list[int]:
        """Gives the names of a segment that do not lie within one before them."""
        kept: list[int] = []
        at = -1
        for name in self._inside[number]:
            start, end = self._spans[name]
            if start >= at:
                kept.append(name)
                at = end
        return kept


def _words(text: str) -> list[str]:
    return [_as_one(word) for word in _WORD.findall(text)]


def _as_one(word: str) -> str:
    if word[0] == SOMEBODY:
        return _PERSON
    return _NUMBER if word[0].isdigit() else _ALIKE.get(word, word)


def _salted(numbers: Sequence[int], place: str) -> list[int]:
    salt = _salt(place)
    return [number + salt for number in numbers]


def _of_words(line: Line, low: int, high: int, place: str) -> list[int]:
    found = _salted(line.ones[low:high], place) + _salted(line.twos[low:high], place)
    found += _salted(line.threes[low:high], place)
    stems = f"{place} stem"
    return found + _salted(line.stems[low:high], stems) + _salted(line.pairs[low:high], stems)


def _of_subject(line: Line, low: int, first: int, last: int, high: int) -> list[int]:
    """Gives who is spoken of nearest before and after, and what is said of them in this clause."""
    words = line.words
    turn = next((at for at in range(first - 1, low - 1, -1) if words[at] in _JOINTS), low - 1)
    nearest = next((word for word in words[low:first][::-1] if word in _WHO), "-")
    later = next((word for word in words[last + 1 : high] if word in _WHO), "-")
    who = next((word for word in words[turn + 1 : first][::-1] if word in _WHO), "-")
    found = [_salt(f"nearest {nearest}"), _salt(f"later {later}"), _salt(f"who {who}")]
    return found + _salted(line.stems[turn + 1 : first], f"who {who}")
