"""Where the scope of a cue ends: terminators, commas that part no list, brackets, columns."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from skillmap.assertion.cues import Cue, pattern

COLUMN = "|"
"""Stands for a gap between two columns of a line, and ends what a cue speaks of."""
_ITEM_WIDTH = 70
_ITEM_WORDS = 4
_ITEM_END = re.compile(r"[,;:()]| (?:or|and|&) ")
_IN_LIST = re.compile(r"\s*(?:[,/&)]|and\b|or\b)")
_BEFORE_ITEM = re.compile(r"\s*(?:(?:and|or|nor|any|no|then|also) )?")


class Cover:
    """Stretches merged and sorted, to ask which touch another."""

    def __init__(self, stretches: Sequence[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(stretches):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touches(self, start: int, end: int) -> bool:
        """Tells whether any stretch shares a character with this one."""
        at = bisect.bisect_left(self._starts, end) - 1
        return at >= 0 and self._ends[at] > start

    def cuts(self, start: int, end: int) -> bool:
        """Tells whether an edge of this stretch stands inside another, or one begins with it.

        One that ends with it or before is no obstacle: "eager to learn" is a skill itself.
        """
        for edge in (start, end):
            at = bisect.bisect_left(self._starts, edge) - 1
            if at >= 0 and self._ends[at] > edge:
                return True
        at = bisect.bisect_left(self._starts, start)
        return at < len(self._starts) and self._starts[at] == start and self._ends[at] > end


class Limits:
    """Where the scopes of a segment end."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]]) -> None:
        starts = dict(spans)
        names = Cover(spans)  # the "on" of "on-call" ends nothing

        def stops(name: str) -> list[tuple[int, int]]:
            found = (match.span() for match in pattern(name).finditer(text))
            return [(start, end) for start, end in found if not names.touches(start, end)]

        ends = stops("terminators")
        ahead = ends + [(at, at + 1) for at in _commas(text) if not _goes_on(text, at, starts)]
        back = ends + stops("backward")
        back += [(at, at + 1) for at in _commas(text) if not _is_list(text, at, starts)]
        phrase = stops("phrase")
        self._ahead = sorted(start for start, _ in ahead)
        # "Never had to use Spark: DuckDB was enough"; what somebody else does may go on.
        self._colons = sorted(end for _, end in spans if text.startswith(": ", end))
        self._phrase = sorted(start for start, _ in phrase)
        self._back = sorted(end for _, end in back)
        self._inner = _brackets(text)
        self._text = text

    def after(self, cue: Cue) -> int:
        """Gives where the scope of a cue that looks ahead ends."""
        limit = self._inner[cue.start][1]
        lists = (self._ahead, self._phrase) if cue.rule.scope == "phrase" else (self._ahead,)
        for places in lists:
            at = bisect.bisect_left(places, cue.end)
            if at < len(places) and self._text[cue.end : places[at] + 1].strip() == COLUMN:
                at += 1  # a label and what it labels stand in two columns
            limit = min(limit, places[at]) if at < len(places) else limit
        if cue.rule.status != "other":
            at = bisect.bisect_left(self._colons, cue.end)
            limit = min(limit, self._colons[at]) if at < len(self._colons) else limit
        return limit

    def before(self, cue: Cue) -> int:
        """Gives where the scope of a cue that looks back begins."""
        if cue.rule.scope in {"touch", "whole"}:
            return 0
        at = bisect.bisect_right(self._back, cue.start) - 1
        limit = self._back[at] if at >= 0 else 0
        return max(limit, self._inner[cue.start][0])


def _commas(text: str) -> Iterator[int]:
    return (match.start() for match in re.finditer(",", text))


def _goes_on(text: str, comma: int, starts: dict[int, int]) -> bool:
    """Tells whether what follows a comma is one more item of a list, read ahead."""
    item = text[comma + 1 : comma + 1 + _ITEM_WIDTH]
    if pattern("no_item").match(item):
        return False
    begin = _BEFORE_ITEM.match(item)
    first = comma + 1 + (begin.end() if begin else 0)
    named = starts.get(first)
    from_here = (named - comma - 1) if named else (begin.end() if begin else 0)
    end = _ITEM_END.search(item, from_here)
    item = item[: end.start()] if end else item
    if pattern("no_list").search(item, from_here if named else 0):
        return False
    return named is not None or len(item.split()) <= _ITEM_WORDS


def _is_list(text: str, comma: int, starts: dict[int, int]) -> bool:
    """Tells whether a comma stands between two names of one list, read back."""
    begin = _BEFORE_ITEM.match(text, comma + 1)
    end = starts.get(begin.end()) if begin else None
    return end is not None and _IN_LIST.match(text, end) is not None


def _brackets(text: str) -> list[tuple[int, int]]:
    """Gives for each character the inside of the innermost brackets around it."""
    whole = (0, len(text))
    inner = [whole] * (len(text) + 1)
    if "(" not in text:
        return inner
    pairs: dict[int, int] = {}
    stack: list[int] = []
    for match in re.finditer(r"[()]", text):
        if match.group() == "(":
            stack.append(match.start())
        elif stack:
            pairs[stack.pop()] = match.start()
    around = [whole]
    for at in range(len(text)):
        if len(around) > 1 and around[-1][1] == at:
            around.pop()
        inner[at] = around[-1]
        if at in pairs:
            around.append((at + 1, pairs[at]))
    return inner
