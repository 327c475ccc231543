"""What a matcher gets and gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from skillmap.models import Matcher as MatcherName
from skillmap.readers.hyphens import join_broken
from skillmap.settings import Settings
from skillmap.taxonomy import Alias, Taxonomy
from skillmap.taxonomy.variants import normal_word
from skillmap.taxonomy.versions import version_end
from skillmap.text import TextView, Token, fold, is_dense, tokenize

# What parts names wherever it stands: most matches are told to be free by these alone.
_PLAIN_BEFORE = frozenset(("", *" \n\t(,;:/|\u2022"))
_PLAIN_AFTER = frozenset(("", *" \n\t),;:/|"))
_LINE_HYPHEN = re.compile(r"-\s*\n")


class Found(NamedTuple):
    """A stretch of the view that a matcher holds for an alias of a skill.

    Attributes:
        start: First character in the view.
        end: One past the last character in the view.
        first: Index of its first token.
        last: One past the index of its last token.
        skill_id: The skill.
        alias: The alias.
        matcher: Who found it.
        score: 0 to 1.
        recased: Whether it stands in other capitals than the alias asks for.
    """

    start: int
    end: int
    first: int
    last: int
    skill_id: str
    alias: Alias
    matcher: MatcherName
    score: float
    recased: bool = False


@dataclass(frozen=True)
class MatchText:
    """A text made ready for the matchers: folded, tokenised once.

    Attributes:
        view: The folded text with the way back.
        tokens: Words, numbers and symbols, without hyphens that join two words.
        words: The normal word of each token.
    """

    view: TextView
    tokens: tuple[Token, ...]
    words: tuple[str, ...]


Matcher = Callable[[MatchText], list[Found]]
"""Finds candidates; overlaps and senses are linking's business."""

MatcherFactory = Callable[[Taxonomy, Settings], Matcher]
"""Makes a matcher ready for a taxonomy; the seam is a dict of these."""


def match_text(text: str) -> MatchText:
    """Makes a text ready for the matchers.

    Args:
        text: The text.

    Returns:
        The text, folded and tokenised.
    """
    view = fold(text)
    every = tokenize(view.text)
    if _LINE_HYPHEN.search(view.text):
        every = list(_unbroken(view.text, every))
    tokens = [
        token
        for token in every
        if token.text not in {"-", "_"} or not _joins_words(view.text, token)
    ]
    return MatchText(view, tuple(tokens), tuple([normal_word(token.text) for token in tokens]))


def _unbroken(text: str, tokens: list[Token]) -> Iterator[Token]:
    """Joins words that a line end parts: "Kuber-" and "netes" are one token, over both lines."""
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if index + 2 < len(tokens) and tokens[index + 1].text == "-" and token.text.isalpha():
            hyphen, second = tokens[index + 1], tokens[index + 2]
            gap = text[hyphen.end : second.start]
            if token.end == hyphen.start and gap.count("\n") == 1 and second.text.isalpha():
                line = text[text.rfind("\n", 0, token.start) + 1 : hyphen.end]
                joined = join_broken(line, text[second.start : second.end])
                if joined and joined[0].endswith("-"):
                    yield token  # the hyphen is the word's own: "fine-" and "tuning"
                    index += 2
                    continue
                if joined:
                    yield Token(token.text + second.text, token.start, second.end)
                    index += 3
                    continue
        yield token
        index += 1


_HANGING = re.compile(r" (?!(?:and|or|to|und|oder)\b)[^\W\d_]{2}")
"""What follows a hyphen that stood at a line's end: "fine- tuning", not "front- and back-end"."""


def _joins_words(text: str, token: Token) -> bool:
    before = text[token.start - 1 : token.start]
    if text[token.end : token.end + 1].isalnum():
        return before.isalnum()
    return before.isalpha() and _HANGING.match(text, token.end) is not None


def stands_free(text: str, start: int, end: int) -> bool:
    """Tells whether a match is a name of its own rather than a part of another.

    Args:
        text: The view's text.
        start: First character of the match.
        end: One past the last.

    Returns:
        False for the "R" of "R&D" and of "R$ 9", the "C" of "C++", the "js" of "node.js" and for
        parts of words.
    """
    if text[start - 1 : start] in _PLAIN_BEFORE and text[end : end + 1] in _PLAIN_AFTER:
        return True
    before, after = text[max(0, start - 2) : start], text[end : end + 3]
    if is_dense(before[-1:]):
        before = ""
    if is_dense(after[:1]):
        after = ""
    if before[-1:].isalpha() or (before[-1:].isdigit() and text[start].isalnum()):
        return False
    short = end - start <= 2
    if short and after[:1] == "$":
        return False  # "R$ 9 million" and "C$40" are money
    joins = {".", "#", "@", "+", "&"} if short else {".", "#", "@"}  # "R&D", but "Kafka&Flink"
    if text[start].isalnum() and before[-1:] in joins and before[:1].isalnum():
        return False
    if not after:
        return True
    if after[0].isalpha() or after[0] == "#" or (after[0] == "+" and not after[1:2].isalnum()):
        return False
    if short and after[0].isdigit() and text[end - 1].isalnum():
        # "R12" and "CV6" are other names, "R1.6" is a sum; "Go1.22" and "C#12" are versions.
        return end - start == 2 and re.match(r"\d+\.\d", text[end : end + 4]) is not None
    if after[0] == "&" and after[1:2].isalnum():
        return not short
    if after[0] == "." and after[1:2].isalpha():
        # "Python.Also": a full stop without its space; "foo.bar" is one name.
        return after[1].isupper() and after[2:3].islower()
    return not (
        after[0].isdigit() and version_end(text, end, False) == end and not _date(text, end)
    )


def crosses_line(text: MatchText, first: int, last: int) -> bool:
    """Tells whether a name would reach over a line break that ends a line rather than wraps it.

    Args:
        text: The text.
        first: Index of the name's first token.
        last: One past the index of its last token.

    Returns:
        Whether the name is two things that only stand below each other.
    """
    if last - first == 1:
        return False
    for left, right in zip(
        text.tokens[first : last - 1], text.tokens[first + 1 : last], strict=True
    ):
        gap = text.view.text[left.end : right.start]
        if gap.count("\n") > 1:
            return True
        if "\n" in gap or "  " in gap:
            line = text.view.text.rfind("\n", 0, left.end) + 1
            wrapped = right.text[:1].islower() or left.end - line > 40
            if not wrapped:
                return True
    return False


def _date(text: str, start: int) -> bool:
    """Tells whether a year is glued to a name, as lost line breaks leave it: "Kafka2020"."""
    return re.match(r"(?:19|20)\d\d(?!\d)", text[start : start + 5]) is not None
