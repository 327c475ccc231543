"""What a text must hold for a pattern to match: a look for a few words is quicker than a search.

To find that out takes longer than to compile the pattern. Of the patterns of the package it lies in
data/needed.json.gz, made by `python taxonomy/build_needed.py`; of others it is found when asked.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import product
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from skillmap.data_files import load

COMPILED = "needed.json.gz"
"""What is needed by the patterns of the package, by their keys."""

_MOST = 64
"""Texts up to which all that a part of a pattern may match is listed."""

_MOST_ASKED = 3
"""How many sets of texts are asked for before a search."""

_THREE = 3

_RUN = 4
"""Of so many letters are the runs by which needed texts are found: with 3 or 5 it takes longer."""

_Texts = frozenset[str]
_NOTHING: _Texts = frozenset({""})
_Part = tuple[_Texts | None, list[_Texts]]
"""All that a part of a pattern may match when that is little, and what each match holds."""

_ANY_CASE = re.compile(r"\(\?[a-z]*i")


def needed(pattern: str, flags: int = 0) -> tuple[str, ...]:
    r"""Gives texts of which every match of a pattern holds at least one.

    Args:
        pattern: A regular expression.
        flags: Its flags. Where case has no say, the texts are in lower case, and stand in what
            `skillmap.text.lowered` gives of a text.

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
    return next(iter(all_needed(pattern, flags)), ())


def all_needed(pattern: str, flags: int = 0) -> tuple[tuple[str, ...], ...]:
    """Gives sets of texts: every match of a pattern holds at least one text of each.

    Args:
        pattern: A regular expression.
        flags: Its flags.

    Returns:
        The sets that say most, the best first.
    """
    known = load(COMPILED)["needed"].get(key_of(pattern, flags))
    if known is None:
        return needed_of(_parser.parse(pattern, flags), any_case(pattern, flags))
    return tuple(map(tuple, known))


def key_of(pattern: str, flags: int) -> str:
    """Gives the key under which it is kept what a pattern needs.

    Args:
        pattern: A regular expression.
        flags: Its flags.

    Returns:
        16 hexadecimal digits.
    """
    return hashlib.sha256(f"{int(flags)} {pattern}".encode()).hexdigest()[:16]


def needed_of(parsed: Iterable[Any], fold: bool) -> tuple[tuple[str, ...], ...]:
    """Gives the same of a pattern that is parsed already.

    Args:
        parsed: What the parser of `re` gives.
        fold: Whether case has no say in it.

    Returns:
        The sets that say most, the best first.
    """
    found = _held(_of_sequence(parsed, fold))
    kept: dict[_Texts, None] = {}
    for texts in sorted(found, key=_worth, reverse=True):
        wanted = len(kept) < _MOST_ASKED and (not kept or _tells(texts))
        if wanted and not any(_follows(texts, one) for one in kept):
            kept[texts] = None
    return tuple(tuple(sorted(texts)) for texts in kept)


def any_case(pattern: str, flags: int = 0) -> bool:
    """Tells whether case has no say in a pattern, or in a part of it."""
    return bool(flags & re.IGNORECASE) or _ANY_CASE.search(pattern) is not None


def _of_sequence(items: Iterable[Any], fold: bool) -> _Part:
    whole: _Texts | None = _NOTHING
    run = _NOTHING
    found: list[_Texts] = []
    for op, value in items:
        every, held = _of_item(op, value, fold)
        found += held
        together = _joined(run, every) if every is not None else None
        if together is None:
            whole = None
            _add(found, run)
            run = every or _NOTHING
        else:
            run = together
    if whole is not None:
        return run, found
    _add(found, run)
    return None, found


def _of_item(op: Any, value: Any, fold: bool) -> _Part:
    if op is ops.LITERAL:
        return _of_letters([value], fold), []
    if op is ops.IN:
        plain = all(one is ops.LITERAL for one, _ in value)
        return (_of_letters([letter for _, letter in value], fold) if plain else None), []
    if op in (ops.AT, ops.ASSERT_NOT):
        return _NOTHING, []
    if op is ops.ASSERT:
        ahead, inside = value
        return _NOTHING, _held(_of_sequence(inside, fold)) if ahead == 1 else []
    if op is ops.SUBPATTERN:
        # A part that minds case matches nothing that it would not match without.
        return _of_sequence(value[3], fold)
    if op is ops.BRANCH:
        return _of_branches([_of_sequence(branch, fold) for branch in value[1]])
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT):
        least, most, inside = value
        every, held = part = _of_sequence(inside, fold)
        if (least, most) == (1, 1):
            return part
        if (least, most) == (0, 1) and every is not None:
            return every | _NOTHING, []
        if not least:
            return None, []
        for _ in range(min(least, _THREE) - 1):
            every = every and _joined(every, part[0] or _NOTHING)
        return None, _held((every or part[0], held))
    return None, []


def _of_letters(codes: Sequence[int], fold: bool) -> _Texts | None:
    if fold and not all(map(_is_plain, map(chr, codes))):
        return None  # which letters are alike is told of those of ASCII only
    return frozenset(chr(code).lower() if fold else chr(code) for code in codes)


def _is_plain(char: str) -> bool:
    """Tells whether a character is of ASCII or has no case."""
    return char.isascii() or (not char.isalpha() and char == char.lower() == char.upper())


def _held(part: _Part) -> list[_Texts]:
    every, found = part
    found = list(found)
    if every is not None:
        _add(found, every)
    return found


def _add(found: list[_Texts], texts: _Texts) -> None:
    if "" not in texts:
        found.append(_shortest(texts))


def _of_branches(branches: Sequence[_Part]) -> _Part:
    every: set[str] = set()
    held: set[str] = set()
    for part in branches:
        every.update(part[0] or ())
        best: _Texts = max(_held(part), key=_worth, default=frozenset())
        held.update(best)
    listed = all(whole is not None for whole, _ in branches) and len(every) <= _MOST
    holds = all(_held(part) for part in branches)
    return frozenset(every) if listed else None, [_shortest(frozenset(held))] if holds else []


def _joined(first: _Texts, second: _Texts) -> _Texts | None:
    if len(first) * len(second) > _MOST:
        return None
    return frozenset(map("".join, product(first, second)))


def _worth(texts: _Texts) -> tuple[int, int, tuple[str, ...]]:
    """Tells how rare texts are: longer ones first, then fewer; marks are as rare as words."""
    least = min(_THREE if not text.isascii() else len(text) for text in texts)
    return min(least, _THREE), -len(texts), tuple(sorted(texts))


def _tells(texts: _Texts) -> bool:
    """Tells whether texts are so rare that it is worth to ask for them too."""
    return all(len(text) >= _THREE or not text.isascii() for text in texts)


def _follows(texts: _Texts, others: _Texts) -> bool:
    """Tells whether each of some texts holds one of these: nobody need look for these then."""
    few = len(texts) * len(others) <= _MOST
    return few and all(any(one in other for one in texts) for other in others)


def _shortest(texts: _Texts) -> _Texts:
    """Leaves out what holds another one: who looks for "not" need not look for "not yet"."""
    kept: list[str] = []
    for text in sorted(texts, key=lambda one: (len(one), one)):
        if not any(short in text for short in kept):
            kept.append(text)
    return frozenset(kept)


class Needed:
    """Tells which of many patterns a text may match, without a search for each.

    Each text that a pattern needs is looked for only where its rarest run of letters stands.

    Args:
        patterns: Regular expressions.
        flags: Their flags. Where case has no say, ask for what `lowered` gives of a text.
    """

    def __init__(self, patterns: Sequence[str], flags: int = 0) -> None:
        self.patterns = tuple(patterns)
        self.flags = flags
        self._first: dict[str, list[int]] = {}
        self._further: list[tuple[_Texts, ...]] = []
        self._always: list[int] = []
        for index, pattern in enumerate(patterns):
            asked = all_needed(pattern, flags)
            for text in asked[0] if asked else ():
                self._first.setdefault(text, []).append(index)
            self._further.append(tuple(map(frozenset, asked[1:])))
            if not asked:
                self._always.append(index)
        known = load(COMPILED)["runs"].get(key_of("\n".join(self.patterns), flags))
        self._by_run: dict[str, list[str]] = computed_runs(self) if known is None else known
        self._short = self._by_run.get("", ())

    @property
    def texts(self) -> set[str]:
        """All texts that any of the patterns needs."""
        further = itertools.chain.from_iterable(self._further)
        return {*self._first, *itertools.chain.from_iterable(further)}

    def in_text(self, text: str) -> list[int]:
        """Gives the indices of the patterns that a text may match, in their order."""
        held = {one for one in self._short if one in text}
        for run in self._by_run.keys() & _runs(text):
            held.update(one for one in self._by_run[run] if one in text)
        found = set(self._always)
        for one in held & self._first.keys():
            for index in self._first[one]:
                for further in self._further[index]:
                    if held.isdisjoint(further):
                        break
                else:
                    found.add(index)
        return sorted(found)


def computed_runs(asked: Needed) -> dict[str, list[str]]:
    """Gives what patterns need by the run of letters that it is found by, short texts by none.

    Args:
        asked: The patterns.

    Returns:
        Texts by their rarest run, whatever lies in the package.
    """
    runs = {text: _runs(text) for text in sorted(asked.texts)}
    common = Counter(itertools.chain.from_iterable(runs.values()))
    found: dict[str, list[str]] = {}
    for text, own in runs.items():
        rarest = min(own, key=lambda run: (common[run], run), default="")
        found.setdefault(rarest, []).append(text)
    return found


def _runs(text: str) -> set[str]:
    return {text[at : at + _RUN] for at in range(len(text) - _RUN + 1)}
