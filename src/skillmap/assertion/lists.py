"""Headings that say of a whole list that it is lacked, planned or not asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skillmap.assertion.cues import pattern, sought
from skillmap.models import Document, Kind, Section
from skillmap.models.profile import Status
from skillmap.text import Segment

_LABEL = re.compile(r"\.{3,}|[\u2022:]| {3,}|\t")
_GAP = re.compile(r" {3,}|\t")
_LINE = re.compile(r"[^\n]+")
_EDGE = " \t#*=~>-\u2013\u2014\u2022[]:|."
_MOST_CHARACTERS = 60
_FLAT_WIDTH = 300
_MOST_LIST = 1500
_CAPITALS = re.compile(r"\n[ \t]*\n(?=[^a-z\n]{4,}(?:\([^\n]*)?\n)")
_BLANK = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The text that a heading speaks of."""

    start: int
    end: int
    status: Status
    heading: str


def headed_lists(document: Document, parts: Sequence[Segment]) -> list[Stretch]:
    """Finds the lists whose heading says what their items are.

    Args:
        document: The document.
        parts: Its segments.

    Returns:
        The stretches in order, not overlapping.
    """
    found = list(_under_lines(document))
    if document.kind != "job":
        found += _sections(document, parts)
    kept: list[Stretch] = []
    for one in sorted(found, key=lambda stretch: (stretch.start, stretch.end)):
        if not kept or kept[-1].end <= one.start:
            kept.append(one)
    return kept


def _under_lines(document: Document) -> Iterator[Stretch]:
    """Gives what stands beside or below lines like "What I do not do"."""
    text = document.text
    starts = [section.start for section in document.sections]
    for match in _LINE.finditer(text):
        line = match[0].strip(_EDGE)
        begin = match.start() + match[0].index(line) if line else match.start()
        parted = _LABEL.search(text, begin, match.end())
        if not parted and len(line) > _MOST_CHARACTERS:
            continue
        label = text[begin : parted.start() if parted else begin + len(line)].strip(_EDGE)
        status = _said(label, document.kind) if len(label) <= _MOST_CHARACTERS else None
        if status is None:
            continue
        heading = " ".join(label.split())
        said = text[parted.end() : match.end()].lstrip(_EDGE) if parted else ""
        if said:
            column = _GAP.search(text, match.end() - len(said), match.end())
            end = column.start() if column else match.end()
            yield Stretch(match.start(), end, status, heading)
            if not line.isupper():
                continue  # else another heading stands beside this one
        body = match.end()
        while body < len(text) and text[body].isspace():
            body += 1
        ends = [start for start in starts if start > match.start()]
        blank = _BLANK.search(text, body, body + _MOST_LIST)
        ends += [blank.start()] if blank else []
        yield Stretch(match.end(), min([*ends, body + _MOST_LIST, len(text)]), status, heading)


def _said(label: str, kind: Kind) -> Status | None:
    """Tells what a heading says of its list, if anything."""
    folded = " ".join(label.lower().replace("\u2019", "'").split())
    known: tuple[Status, ...] = ("negated", "other") if kind == "job" else ("negated", "planned")
    return next((one for one in known if sought(f"heads_{one}").fullmatch(folded)), None)


def _sections(document: Document, parts: Sequence[Segment]) -> Iterator[Stretch]:
    for section in document.sections:
        heading = " ".join(section.heading.split())
        if section.name == "planned":
            end = _end_of_plans(document.text, section, parts)
            yield Stretch(section.start, end, "planned", heading or section.name)
        elif section.name == "interests" and pattern("wishes").search(heading.lower()):
            blank = _BLANK.search(document.text, section.body, section.end)
            end = (
                blank.start()
                if blank and document.text[section.body : blank.start()].strip()
                else section.end
            )
            for part in parts:
                if section.start <= part.start < end and not pattern("done_work").search(
                    document.text[part.start : part.end].lower()
                ):
                    yield Stretch(part.start, part.end, "planned", heading)


def _end_of_plans(text: str, section: Section, parts: Sequence[Segment]) -> int:
    """Tells where a list of plans ends: what follows it may have a heading that no list knows."""
    newline = text.find("\n", section.start, section.end)
    line_end = section.end if newline < 0 else newline
    begin = text.rfind("\n", 0, section.start) + 1
    if line_end - begin > _FLAT_WIDTH:
        return next((part.end for part in parts if part.end > section.body), section.end)
    inline = text[section.body : line_end].strip() != ""
    stop = (_BLANK if inline else _CAPITALS).search(text, section.body, section.end)
    return stop.start() if stop else section.end
