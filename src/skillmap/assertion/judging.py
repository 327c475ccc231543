"""Whose a skill is and whether it is held: the status of mentions, by cues and their scope.

A cue ("no experience with", "the platform team looks after") has a direction and a scope that ends
at terminators and never leaves its bullet or sentence; among the cues that reach a mention the
nearest decides. Cues, terminators and what looks like a cue and is none are data.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skillmap.assertion.actors import named_people
from skillmap.assertion.clues import Around
from skillmap.assertion.cues import OUTSIDER, SOMEBODY, Cue, Possible, pattern, patterns, possible
from skillmap.assertion.lists import Stretch, headed_lists
from skillmap.assertion.scopes import COLUMN, Cover, Limits
from skillmap.assertion.weighed import weighed, weights
from skillmap.models import Document, Kind
from skillmap.models.profile import Status
from skillmap.text import Segment, segments

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"),
        **{char: " " for char in map(chr, range(0x3001)) if char.isspace()},
    }
)
# How far, in characters, a cue reaches to the first name, and from one name to the next.
_REACH = {"clause": 110, "phrase": 45, "touch": 3, "whole": 400}
# Between the names of a list of which all are somebody's: "Kafka and Flink, run by ...".
_JOINED = re.compile(r"\s*(?:and|&|\+|/|or)\s*")
_JOINED_COMMA = re.compile(r"\s*(?:,\s*(?:and|or)?|and|&|\+|/|or)\s*")
_GAP = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
_GAP_WIDTH = 4
_GOES_ON = re.compile(r" (?!and\b|or\b)\w")


@dataclass(frozen=True, slots=True)
class _Verdict:
    distance: int
    cue: Cue


def statuses(document: Document, spans: Sequence[tuple[int, int]]) -> list[tuple[Status, str]]:
    """Tells the status of each mention of a document, and why.

    Args:
        document: The document; a post plans nothing, so none of its mentions is "planned".
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
    around, inside, found = by_cues(document, spans)
    for number, names in enumerate(inside):
        if all(found[index][0] != "present" for index in names):
            continue
        if not weights().worth_weighing(around.every(number)):
            continue
        for held, first, last in around.lists(number):
            plain = [index for index in held if found[index][0] == "present"]
            if plain:
                verdict = weighed(around, number, first, last, document.kind)
                for index in plain:
                    found[index] = verdict
    return found


def by_cues(
    document: Document, spans: Sequence[tuple[int, int]]
) -> tuple[Around, list[list[int]], list[tuple[Status, str]]]:
    """Tells the status of each mention as far as cues and headings decide it.

    Args:
        document: The document.
        spans: Start and end of each mention in its text, in any order.

    Returns:
        The segments as words; for each segment the spans in it, in order; for each span its status
        and the reason.
    """
    order = sorted(range(len(spans)), key=lambda index: spans[index])
    found: list[tuple[Status, str]] = [("present", "")] * len(spans)
    view = _view(document.text, named_people(document, spans))
    parts = _answered(view, segments(document.text))
    lists = headed_lists(document, parts)
    every: list[list[int]] = []
    at = 0
    for segment in parts:
        inside: list[int] = []
        every.append(inside)
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
        for index, verdict in zip(inside, _judge(text, places, document.kind), strict=True):
            if verdict:
                start, end = origin[verdict.cue.start], origin[verdict.cue.end - 1] + 1
                words = " ".join(document.text[start:end].split())
                found[index] = (verdict.cue.rule.status, words.strip(" ,:(-"))
        _judge_by_heading(lists, spans, inside, found)
    return Around(document, view, parts, every, spans), every, found


def _view(text: str, people: Sequence[tuple[int, int]]) -> str:
    """Gives the text in lower case, people and columns marked, character for character."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    pieces: list[str] = []
    position = 0
    marks = [(start, end, SOMEBODY * (end - start)) for start, end in people]
    for match in _GAP.finditer(text) if "  " in text or "\t" in text else ():
        if len(match[0]) < _GAP_WIDTH and "\t" not in match[0]:
            continue
        marks.append((*match.span(), f" {COLUMN}".ljust(match.end() - match.start())))
    for start, end, mark in sorted(marks):
        pieces += [lower[position:start], mark]
        position = end
    return "".join([*pieces, lower[position:]]).translate(_ALIKE)


def _answered(view: str, parts: Sequence[Segment]) -> list[Segment]:
    """Joins a question and its answer: "Tableau? Not necessary."."""
    joined: list[Segment] = []
    for part in parts:
        last = joined[-1] if joined else None
        if (
            last
            and not part.bullet
            and view.startswith("? ", last.end - 1)
            and part.start - last.end <= _GAP_WIDTH
            and pattern("answer").match(view, last.end - 1)
        ):
            joined[-1] = Segment(last.start, part.end, last.bullet)
        else:
            joined.append(part)
    return joined


def _squeezed(view: str, segment: Segment) -> tuple[str, Sequence[int]]:
    """Gives a segment with single spaces, and where each of its characters stands in the view."""
    text = view[segment.start : segment.end]
    if "  " not in text:
        return text, range(segment.start, segment.end)
    kept = [at for at, char in enumerate(text) if char != " " or text[at - 1] != " "]
    return "".join(text[at] for at in kept), [segment.start + at for at in kept]


def _judge_by_heading(
    lists: Sequence[Stretch],
    spans: Sequence[tuple[int, int]],
    inside: Sequence[int],
    found: list[tuple[Status, str]],
) -> None:
    """Takes what a heading says of its list, where no cue says more."""
    for index in inside:
        at = bisect.bisect_right(lists, spans[index][0], key=lambda one: one.start) - 1
        if at >= 0 and spans[index][0] < lists[at].end and found[index][0] == "present":
            found[index] = (lists[at].status, lists[at].heading)


def _judge(text: str, spans: Sequence[tuple[int, int]], kind: Kind) -> list[_Verdict | None]:
    """Gives for each span of a segment the nearest cue that reaches it."""
    plain = said = possible(text, kind)
    marked = text
    if kind == "job" and "outsider" in plain.names:
        marked = pattern("outsider").sub(lambda match: OUTSIDER * len(match.group()), text)
    if "somebody" in plain.names or marked != text:
        marked = pattern("somebody").sub(lambda match: SOMEBODY * len(match.group()), marked)
    if marked != text:
        said = possible(marked, kind)
    hits = [
        Cue(*match.span(match.lastindex or 0), rule)  # a group is the cue, the rest is around
        for rule in said.rules
        for match in rule.pattern.finditer(marked)
    ]
    cues = _cues(hits, spans, *_voids(text, marked, plain, said)) if hits else ()
    best: list[_Verdict | None] = [None] * len(spans)
    if not any(cues):
        return best
    limits = Limits(marked, spans)
    starts = [start for start, _ in spans]
    for after, chosen in zip((True, True, False, False), cues, strict=True):
        for number, cue in enumerate(chosen):
            if after:
                stop = chosen[number + 1].start if number + 1 < len(chosen) else len(text)
                reached = _forward(cue, min(stop, limits.after(cue)), spans, starts, text)
            else:
                stop = chosen[number - 1].end if number else 0
                limit = max(stop, limits.before(cue))
                reached = _backward(cue, limit, spans, starts, text)
            for index, distance in reached:
                known = best[index]
                if known is None or distance < known.distance:
                    best[index] = _Verdict(distance, cue)
    return best


def _voids(
    text: str, marked: str, plain: Possible, said: Possible
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Gives where no cue counts, and where none of somebody else does."""

    def where(name: str, view: str, names: frozenset[str]) -> list[tuple[int, int]]:
        chosen = patterns(name) if name in names else ()
        return [match.span() for one in chosen for match in one.finditer(view)]

    mine = where("mine", text, plain.names) + where("ours", marked, said.names)
    return where("pseudo", text, plain.names), mine


def _cues(
    hits: Sequence[Cue],
    spans: Sequence[tuple[int, int]],
    void: Sequence[tuple[int, int]],
    mine: Sequence[tuple[int, int]],
) -> tuple[list[Cue], ...]:
    """Gives the cues that look ahead, far and beside a name, and those that look back, alike.

    Each of the four is in order and does not overlap; none hides anything of another.
    """
    found: tuple[list[Cue], ...] = ([], [], [], [])
    blocked = {"other": Cover([*void, *mine])}
    plain, names = Cover(void), Cover(spans)
    reach = _REACH["touch"]
    for cue in hits:
        start, end, rule = cue.start, cue.end, cue.rule
        if start == end or blocked.get(rule.status, plain).touches(start, end):
            continue
        if rule.status != "other" and names.cuts(start, end):
            continue
        if rule.scope == "touch" and not names.touches(start - reach, end + reach):
            continue  # far from any name, it would only hide what reaches one
        found[(0 if rule.after else 2) + (rule.scope == "touch")].append(cue)
    return tuple(map(_apart, found))


def _apart(cues: list[Cue]) -> list[Cue]:
    """Keeps of overlapping cues the first, and of those the longest."""
    cues.sort(key=lambda cue: (cue.start, -cue.end))
    kept: list[Cue] = []
    for cue in cues:
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
    return kept


def _forward(
    cue: Cue, limit: int, spans: Sequence[tuple[int, int]], starts: Sequence[int], text: str
) -> Iterator[tuple[int, int]]:
    reach = _REACH[cue.rule.scope]
    position = cue.end
    first = bisect.bisect_left(starts, cue.start)
    if (cue.start, cue.end) in spans[first : first + 1]:
        # "Eager to learn" is a skill itself: it may stand in a list and speak of none beside it.
        first += 1
        if not _GOES_ON.match(text, cue.end):
            return
    for index in range(first, len(spans)):
        start, end = spans[index]
        if start >= limit or start - position > reach:
            return
        yield index, max(0, start - cue.end)
        position = max(position, end)


def _backward(
    cue: Cue, limit: int, spans: Sequence[tuple[int, int]], starts: Sequence[int], text: str
) -> Iterator[tuple[int, int]]:
    reach = _REACH[cue.rule.scope]
    position = cue.start
    lists = cue.rule.status == "other" and cue.rule.scope == "touch"
    joined = _JOINED_COMMA if text.startswith((",", " (", "("), cue.start) else _JOINED
    for index in range(bisect.bisect_left(starts, cue.end) - 1, -1, -1):
        start, end = spans[index]
        in_list = lists and position != cue.start and joined.fullmatch(text, end, position)
        if (start < limit or position - end > reach) and not in_list:
            return
        # What sums up a whole sentence ("..., but I am learning it") says more than what is near.
        yield index, -1 if cue.rule.scope == "whole" else max(0, cue.start - end)
        position = start if cue.rule.scope in {"clause", "whole"} or lists else position
