"""Patterns that are searched only where they may match: the same answers in less time."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from skillmap.data_files import load
from skillmap.needed import COMPILED, all_needed, any_case, key_of
from skillmap.text import lowered

_CLASSES = {
    ops.CATEGORY_DIGIT: r"\d",
    ops.CATEGORY_NOT_DIGIT: r"\D",
    ops.CATEGORY_SPACE: r"\s",
    ops.CATEGORY_NOT_SPACE: r"\S",
    ops.CATEGORY_WORD: r"\w",
    ops.CATEGORY_NOT_WORD: r"\W",
}
_AT_LINE = (ops.AT, ops.AT_BEGINNING)
_MOST_FIRST = 40
_ZERO_WIDTH = (ops.AT, ops.ASSERT, ops.ASSERT_NOT)


# One text needs a handful of hundreds: each is compiled when a text may match it.
@functools.cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compiles a pattern once, however many there are.

    Args:
        pattern: A regular expression.
        flags: Its flags.

    Returns:
        The compiled pattern.

    Example:
        >>> compiled("a+") is compiled("a+")
        True
    """
    return re.compile(pattern, flags)


class Sought:
    r"""A pattern that is searched only in texts that hold what every match of it holds.

    Its answers are those of the pattern, which is compiled when a text may match it.

    Args:
        pattern: A regular expression.
        flags: Its flags.

    Example:
        >>> Sought(r"\b(?:B\.?Sc|degree)\b", re.IGNORECASE).search("A Degree of freedom")[0]
        'Degree'
    """

    __slots__ = ("_any_case", "_asked", "_compiled", "flags", "source")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.source = pattern
        self.flags = flags
        self._any_case = any_case(pattern, flags)
        self._asked: tuple[tuple[str, ...], ...] | None = None
        self._compiled: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, to be searched in any text."""
        if self._compiled is None:
            first = first_of(self.source, self.flags)
            led = f"(?=[{first}])(?:{self.source})" if first else self.source
            self._compiled = re.compile(led, self.flags)
        return self._compiled

    def may_match(self, text: str) -> bool:
        """Tells whether a text holds what is needed.

        Args:
            text: Any text.

        Returns:
            False when there is no match; True tells nothing.
        """
        if self._asked is None:
            self._asked = all_needed(self.source, self.flags)
        looked = lowered(text) if self._any_case else text
        for texts in self._asked:
            for one in texts:
                if one in looked:
                    break
            else:
                return False
        return True

    def search(self, text: str) -> re.Match[str] | None:
        """Finds the first match in a text."""
        return self.pattern.search(text) if self.may_match(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """Gives the match at the beginning of a text."""
        return self.pattern.match(text) if self.may_match(text) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Gives the match of a whole text."""
        return self.pattern.fullmatch(text) if self.may_match(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Finds all matches in a text."""
        return self.pattern.finditer(text) if self.may_match(text) else iter(())


def first_of(pattern: str, flags: int) -> str:
    """Gives what a pattern may begin with: one look instead of one at each alternative.

    Args:
        pattern: A regular expression.
        flags: Its flags.

    Returns:
        A class of characters without its brackets; empty when it is not worth to look.
    """
    known: str | None = load(COMPILED)["first"].get(key_of(pattern, flags))
    return computed_first(pattern, flags) if known is None else known


def computed_first(pattern: str, flags: int) -> str:
    """Gives the same, whatever lies in the package."""
    if re.match(r"\(\?[a-zA-Z]+\)", pattern):
        return ""
    parsed = _parser.parse(pattern, flags)
    first, empty = _firsts(parsed)
    # What is tried at the beginning of a line only, or nearly everywhere, gains nothing by it.
    if empty or first is None or len(first) > _MOST_FIRST or parsed[0] == _AT_LINE:
        return ""
    return "".join(sorted(first))


def _firsts(items: Iterable[Any]) -> tuple[frozenset[str] | None, bool]:
    """Gives what a sequence may begin with, as parts of a class, and whether it may be empty."""
    found: frozenset[str] = frozenset()
    for op, value in items:
        first, empty = _first(op, value)
        if first is None:
            return None, False
        found |= first
        if not empty:
            return found, False
    return found, True


def _first(op: Any, value: Any) -> tuple[frozenset[str] | None, bool]:
    if op in _ZERO_WIDTH:
        return frozenset(), True
    if op is ops.LITERAL:
        return frozenset({re.escape(chr(value))}), False
    if op is ops.IN:
        return _of_class(value), False
    if op is ops.SUBPATTERN:
        return (None, False) if value[1] or value[2] else _firsts(value[3])  # flags of its own
    if op is ops.BRANCH:
        branches = [_firsts(branch) for branch in value[1]]
        parts = [first for first, _ in branches if first is not None]
        whole = frozenset().union(*parts) if len(parts) == len(branches) else None
        return whole, any(empty for _, empty in branches)
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT):
        first, empty = _firsts(value[2])
        return first, empty or value[0] == 0
    return None, False


def _of_class(items: Iterable[Any]) -> frozenset[str] | None:
    parts: set[str] = set()
    for op, value in items:
        if op is ops.LITERAL:
            parts.add(re.escape(chr(value)))
        elif op is ops.RANGE:
            parts.add("-".join(re.escape(chr(code)) for code in value))
        elif op is ops.CATEGORY and value in _CLASSES:
            parts.add(_CLASSES[value])
        else:
            return None
    return frozenset(parts)
