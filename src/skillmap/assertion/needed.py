"""What a text must hold for a pattern to match: a look for a few words is quicker than a search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import product
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_MOST = 64
"""Texts up to which all that a part of a pattern may match is listed."""

_THREE = 3

_Texts = frozenset[str]
_NOTHING: _Texts = frozenset({""})


def needed(pattern: str) -> tuple[str, ...]:
    r"""Gives texts of which every match of a pattern holds at least one.

    Args:
        pattern: A regular expression without flags.

    Returns:
        The texts, sorted; none when there are no such texts, or only very many.

    Example:
        >>> needed("(?:do|does) not have|never (?:used|saw)")
        ('do not have', 'does not have', 'saw', 'used')
        >>> needed(r"[a-z]+ed")
        ('ed',)
        >>> needed(r"\d*")
        ()
    """
    best = _of_sequence(_parser.parse(pattern))[1]
    return tuple(sorted(best)) if best else ()


def _of_sequence(items: Iterable[Any]) -> tuple[_Texts | None, _Texts | None]:
    """Gives all that a sequence may match when that is little, and what each match holds."""
    whole: _Texts | None = _NOTHING
    run = _NOTHING
    best: _Texts | None = None
    for op, value in items:
        every, held = _of_item(op, value)
        best = _better(best, held)
        together = _joined(run, every) if every is not None else None
        if together is None:
            whole = None
            best = _better(best, run)
            run = every or _NOTHING
        else:
            run = together
    return (run if whole is not None else None), _better(best, run)


def _of_item(op: Any, value: Any) -> tuple[_Texts | None, _Texts | None]:
    if op is ops.LITERAL:
        return frozenset({chr(value)}), None
    if op is ops.IN:
        return _of_set(value), None
    if op in (ops.AT, ops.ASSERT_NOT, ops.ASSERT):
        return _NOTHING, None
    if op is ops.SUBPATTERN:
        return _of_sequence(value[3]) if not value[1] and not value[2] else (None, None)
    if op is ops.BRANCH:
        return _of_branches([_of_sequence(branch) for branch in value[1]])
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT):
        least, most, inside = value
        every, held = _of_sequence(inside)
        if (least, most) == (1, 1):
            return every, held
        if (least, most) == (0, 1) and every is not None:
            return every | _NOTHING, None
        return None, held or every if least else None
    return None, None


def _of_set(items: Sequence[Any]) -> _Texts | None:
    if any(op is not ops.LITERAL for op, _ in items):
        return None
    return frozenset(chr(value) for _, value in items)


def _of_branches(
    branches: Sequence[tuple[_Texts | None, _Texts | None]],
) -> tuple[_Texts | None, _Texts | None]:
    every: set[str] = set()
    held: set[str] = set()
    for whole, inside in branches:
        every.update(whole or ())
        held.update(inside or ())
    listed = all(whole is not None for whole, _ in branches) and len(every) <= _MOST
    holds = all(inside for _, inside in branches)
    return frozenset(every) if listed else None, frozenset(held) if holds else None


def _joined(first: _Texts, second: _Texts) -> _Texts | None:
    if len(first) * len(second) > _MOST:
        return None
    return frozenset(map("".join, product(first, second)))


def _better(one: _Texts | None, other: _Texts | None) -> _Texts | None:
    """Gives the rarer of two: longer texts first, then fewer."""
    choices = [_shortest(texts) for texts in (one, other) if texts and "" not in texts]
    return max(choices, key=lambda texts: (min(min(map(len, texts)), 3), -len(texts)), default=None)


def _shortest(texts: _Texts) -> _Texts:
    """Leaves out what holds another one: who looks for "not" need not look for "not yet"."""
    kept: list[str] = []
    for text in sorted(texts, key=lambda one: (len(one), one)):
        if not any(short in text for short in kept):
            kept.append(text)
    return frozenset(kept)


class Needed:
    """Tells which of many patterns a text may match, without a search for each.

    Each text that a pattern needs is looked for only where its rarest three letters stand.

    Args:
        patterns: Regular expressions without flags.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        texts: dict[str, set[int]] = {}
        self._always: set[int] = set()
        for index, pattern in enumerate(patterns):
            found = needed(pattern)
            for text in found:
                texts.setdefault(text, set()).add(index)
            if not found:
                self._always.add(index)
        common = Counter(letters for text in texts for letters in _threes(text))
        self._short = [(text, texts[text]) for text in sorted(texts) if len(text) < _THREE]
        self._by_letters: dict[str, list[tuple[str, set[int]]]] = {}
        for text in sorted(texts):
            if len(text) >= _THREE:
                rarest = min(_threes(text), key=lambda letters: (common[letters], letters))
                self._by_letters.setdefault(rarest, []).append((text, texts[text]))

    def in_text(self, text: str) -> list[int]:
        """Gives the indices of the patterns that a text may match, in their order."""
        found = set(self._always)
        for one, indices in self._short:
            if one in text:
                found |= indices
        for letters in self._by_letters.keys() & _threes(text):
            for one, indices in self._by_letters[letters]:
                if one in text:
                    found |= indices
        return sorted(found)


def _threes(text: str) -> set[str]:
    return {text[at : at + _THREE] for at in range(len(text) - _THREE + 1)}
