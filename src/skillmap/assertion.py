"""Whose a skill is and whether it is held: the status of mentions, by cues and their scope.

A cue ("no experience with", "the platform team looks after") has a direction and a scope that ends
at terminators and never leaves its bullet or sentence; among the cues that reach a mention the
nearest decides. Cues, terminators and what looks like a cue and is none are data.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from skillmap.data_files import load
from skillmap.models import Document
from skillmap.models.profile import Status
from skillmap.text import Segment, segments

_STATUSES: tuple[Status, ...] = ("negated", "planned", "other")
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"),
        **{char: " " for char in map(chr, range(0x3001)) if char.isspace()},
    }
)
# Stands for each character of somebody else's name in the view: a letter that no text holds.
_SOMEBODY = "\ua66e"
# How far, in characters, a cue reaches to the first name, and from one name to the next.
_REACH = {"clause": 110, "phrase": 45, "touch": 3}
_ITEM_WIDTH = 70
_ITEM_WORDS = 4
_ITEM_END = re.compile(r"[,;:()]| (?:or|and|&) ")
_IN_LIST = re.compile(r"\s*(?:[,/&)]|and\b|or\b)")
_BEFORE_ITEM = re.compile(r"\s*(?:(?:and|or|nor|any|no|then|also) )?")


@dataclass(frozen=True, slots=True)
class _Rule:
    status: Status
    after: bool
    scope: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    rule: _Rule


@dataclass(frozen=True, slots=True)
class _Verdict:
    distance: int
    cue: _Cue


def statuses(document: Document, spans: Sequence[tuple[int, int]]) -> list[tuple[Status, str]]:
    """Tells the status of each mention of a document, and why.

    Args:
        document: The document; in a post only "negated" is told from "present".
        spans: Start and end of each mention in its text, in any order.

    Returns:
        For each span, in the same order, its status and the reason: the words of the cue, or the
        heading of the section; empty for a plain "present".

    Example:
        >>> from skillmap.documents import document_from_text
        >>> from skillmap.settings import Settings
        >>> document = document_from_text("Never used Java but know Python.", Settings())
        >>> statuses(document, [(11, 15), (25, 31)])
        [('negated', 'Never used'), ('present', '')]
    """
    order = sorted(range(len(spans)), key=lambda index: spans[index])
    found: list[tuple[Status, str]] = [("present", "")] * len(spans)
    view = _view(document.text)
    wanted = _STATUSES[:1] if document.kind == "job" else _STATUSES
    at = 0
    for segment in segments(document.text):
        inside: list[int] = []
        while at < len(order) and spans[order[at]][0] < segment.end:
            if spans[order[at]][0] >= segment.start:
                inside.append(order[at])
            at += 1
        if not inside:
            continue
        text, origin = _squeezed(view, segment)
        places = [
            (bisect.bisect_left(origin, spans[i][0]), bisect.bisect_left(origin, spans[i][1]))
            for i in inside
        ]
        for index, verdict in zip(inside, _judge(text, places, wanted), strict=True):
            if verdict:
                start, end = origin[verdict.cue.start], origin[verdict.cue.end - 1] + 1
                words = " ".join(document.text[start:end].split())
                found[index] = (verdict.cue.rule.status, words.strip(" ,:(-"))
        if document.kind != "job":
            _judge_by_section(document, segment, text, inside, found)
    return found


def _view(text: str) -> str:
    """Gives the text in lower case with plain apostrophes, character for character."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lower.translate(_ALIKE)


def _squeezed(view: str, segment: Segment) -> tuple[str, Sequence[int]]:
    """Gives a segment with single spaces, and where each of its characters stands in the view."""
    text = view[segment.start : segment.end]
    if "  " not in text:
        return text, range(segment.start, segment.end)
    kept = [at for at, char in enumerate(text) if char != " " or text[at - 1] != " "]
    return "".join(text[at] for at in kept), [segment.start + at for at in kept]


def _judge_by_section(
    document: Document,
    segment: Segment,
    text: str,
    inside: Sequence[int],
    found: list[tuple[Status, str]],
) -> None:
    """Takes what a section of plans or interests names for planned, when no cue says more."""
    at = bisect.bisect_right(document.sections, segment.start, key=lambda one: one.start) - 1
    if at < 0 or document.sections[at].name not in {"planned", "interests"}:
        return
    section = document.sections[at]
    if section.name == "interests" and _pattern("done_work").search(text):
        return
    for index in inside:
        if found[index][0] == "present":
            found[index] = ("planned", " ".join(section.heading.split()) or section.name)


def _judge(
    text: str, spans: Sequence[tuple[int, int]], wanted: Sequence[Status]
) -> list[_Verdict | None]:
    """Gives for each span of a segment the nearest cue that reaches it."""
    marked = _pattern("somebody").sub(lambda match: _SOMEBODY * len(match.group()), text)
    cues = _cues(text, marked, spans, wanted)
    best: list[_Verdict | None] = [None] * len(spans)
    if not any(cues):
        return best
    limits = _Limits(marked, spans)
    starts = [start for start, _ in spans]
    for after, chosen in zip((True, False), cues, strict=True):
        for number, cue in enumerate(chosen):
            if after:
                stop = chosen[number + 1].start if number + 1 < len(chosen) else len(text)
                reached = _forward(cue, min(stop, limits.after(cue)), spans, starts)
            else:
                stop = chosen[number - 1].end if number else 0
                reached = _backward(cue, max(stop, limits.before(cue)), spans, starts)
            for index, distance in reached:
                known = best[index]
                if known is None or distance < known.distance:
                    best[index] = _Verdict(distance, cue)
    return best


def _cues(
    text: str, marked: str, spans: Sequence[tuple[int, int]], wanted: Sequence[Status]
) -> tuple[list[_Cue], list[_Cue]]:
    """Finds the cues that look ahead and those that look back, in order, not overlapping."""
    void = [match.span() for match in _pattern("pseudo").finditer(text)]
    mine = [match.span() for match in _pattern("mine").finditer(text)]
    mine += [match.span() for match in _pattern("ours").finditer(marked)]
    found: tuple[list[_Cue], list[_Cue]] = ([], [])
    blocked = {"other": _Cover([*void, *mine])}
    plain, names = _Cover(void), _Cover(spans)
    for rule in _rules():
        if rule.status not in wanted:
            continue
        for match in rule.pattern.finditer(marked):
            start, end = match.span()
            if start == end or blocked.get(rule.status, plain).touches(start, end):
                continue
            if rule.status != "other" and names.cuts(start, end):
                continue
            found[0 if rule.after else 1].append(_Cue(start, end, rule))
    return _apart(found[0]), _apart(found[1])


def _apart(cues: list[_Cue]) -> list[_Cue]:
    """Keeps of overlapping cues the first, and of those the longest."""
    cues.sort(key=lambda cue: (cue.start, -cue.end))
    kept: list[_Cue] = []
    for cue in cues:
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
    return kept


def _forward(
    cue: _Cue, limit: int, spans: Sequence[tuple[int, int]], starts: Sequence[int]
) -> Iterator[tuple[int, int]]:
    reach = _REACH[cue.rule.scope]
    position = cue.end
    for index in range(bisect.bisect_left(starts, cue.start), len(spans)):
        start, end = spans[index]
        if start >= limit or start - position > reach:
            return
        yield index, max(0, start - cue.end)
        position = max(position, end)


def _backward(
    cue: _Cue, limit: int, spans: Sequence[tuple[int, int]], starts: Sequence[int]
) -> Iterator[tuple[int, int]]:
    reach = _REACH[cue.rule.scope]
    position = cue.start
    for index in range(bisect.bisect_left(starts, cue.end) - 1, -1, -1):
        start, end = spans[index]
        if start < limit or position - end > reach:
            return
        yield index, max(0, cue.start - end)
        position = start if cue.rule.scope == "clause" else position


class _Cover:
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
        """Tells whether an edge of this stretch stands inside another or one begins with it."""
        for edge in (start, end):
            at = bisect.bisect_left(self._starts, edge) - 1
            if at >= 0 and self._ends[at] > edge:
                return True
        at = bisect.bisect_left(self._starts, start)
        return at < len(self._starts) and self._starts[at] == start


class _Limits:
    """Where the scopes of a segment end."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]]) -> None:
        starts = dict(spans)
        ends = [match.span() for match in _pattern("terminators").finditer(text)]
        ahead = ends + [(at, at + 1) for at in _commas(text) if not _goes_on(text, at, starts)]
        back = ends + [match.span() for match in _pattern("backward").finditer(text)]
        back += [(at, at + 1) for at in _commas(text) if not _is_list(text, at, starts)]
        phrase = [match.span() for match in _pattern("phrase").finditer(text)]
        self._ahead = sorted(start for start, _ in ahead)
        self._phrase = sorted(start for start, _ in phrase)
        self._back = sorted(end for _, end in back)
        self._inner = _brackets(text)

    def after(self, cue: _Cue) -> int:
        """Gives where the scope of a cue that looks ahead ends."""
        limit = self._inner[cue.start][1]
        lists = (self._ahead, self._phrase) if cue.rule.scope == "phrase" else (self._ahead,)
        for places in lists:
            at = bisect.bisect_left(places, cue.end)
            limit = min(limit, places[at]) if at < len(places) else limit
        return limit

    def before(self, cue: _Cue) -> int:
        """Gives where the scope of a cue that looks back begins."""
        if cue.rule.scope == "touch":
            return 0
        at = bisect.bisect_right(self._back, cue.start) - 1
        limit = self._back[at] if at >= 0 else 0
        return max(limit, self._inner[cue.start][0])


def _commas(text: str) -> Iterator[int]:
    return (match.start() for match in re.finditer(",", text))


def _goes_on(text: str, comma: int, starts: dict[int, int]) -> bool:
    """Tells whether what follows a comma is one more item of a list, read ahead."""
    item = text[comma + 1 : comma + 1 + _ITEM_WIDTH]
    if _pattern("no_item").match(item):
        return False
    begin = _BEFORE_ITEM.match(item)
    first = comma + 1 + (begin.end() if begin else 0)
    named = starts.get(first)
    from_here = (named - comma - 1) if named else (begin.end() if begin else 0)
    end = _ITEM_END.search(item, from_here)
    item = item[: end.start()] if end else item
    if _pattern("no_list").search(item, from_here if named else 0):
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


@functools.cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(status, direction == "after", scope, re.compile(_expand(pattern)))
        for status in _STATUSES
        for direction, scopes in load("assertion.yaml")["cues"][status].items()
        for scope, patterns in scopes.items()
        for pattern in patterns
    )


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    value: Any = load("assertion.yaml")["patterns"][name]
    return re.compile("|".join(map(_expand, [value] if isinstance(value, str) else value)))


def _expand(pattern: str) -> str:
    parts = load("assertion.yaml")["parts"]
    while True:
        expanded = re.sub(
            r"\{([a-z]+)\}",
            lambda match: _SOMEBODY + "+" if match[1] == "owner" else str(parts[match[1]]),
            pattern,
        )
        if expanded == pattern:
            return pattern
        pattern = expanded
