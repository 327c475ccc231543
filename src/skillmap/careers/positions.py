"""Finds the dated jobs of a text: their heading, dates and stretch of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skillmap.careers.dates import Dated, find_dates
from skillmap.careers.wording import (
    breaks,
    goes_on_in_person,
    has_title,
    is_label,
    is_project,
    is_prose,
    no_job,
    tells_of_work,
)
from skillmap.models import Document, Notice, Position

_BULLET = re.compile(r"\s*(?:[•·▪◦‣●○*\-–—➢✓✔■□♦→>+]|\d{1,2}[.)])\s+")
_CUT = re.compile(r"(?<!\d)[ \t]{2,}|[ \t]{2,}(?![\dPp])|\s(?=[•▪●○◦➢✓✔■♦]\s)")
_TRIM = " \t\r\n\x0b\xa0\u200b\u200c\u200d\ufeff|,;:·•–—-#*_()[]{}/→~.▸▹►»➤★✦✧✔✓§"
_NUMBER = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|\([a-z\d]\))\s+")
"""What numbers the entries of a list: "3.2  Mar. 2015 to Mar. 2019. Acme"."""
_DELIMITER = re.compile(r"(?:^|[|,(\[\t:;·•–—-]|\s{2})\s*$")
_SENTENCE_END = re.compile(r"[.!?;:]\s*$")
_ABBREVIATED_END = re.compile(
    r"(?:\b(?:inc|ltd|co|corp|llc|bros|plc|e\.v|u\.s|sr|jr|dept)|\b[A-Z])\.\s*$", re.I
)
_WRAP = 70
_FLAT = 300
_SHORT = 80
_HEADING = 120
_SEEN = 600
"""Characters of a line in which the dates of a heading are looked for."""
_NONE = frozenset(
    {
        "education",
        "projects",
        "certifications",
        "publications",
        "skills",
        "languages",
        "interests",
        "planned",
    }
)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    bullet: bool
    goes_on: bool
    """A wrapped line of the bullet or paragraph before it."""


@dataclass(frozen=True, slots=True)
class _Header:
    """A heading with dates. Only those that are `job` become positions."""

    start: int
    line: int
    title: str
    dates: Dated
    job: bool


def find_positions(document: Document) -> tuple[tuple[Position, ...], tuple[Notice, ...]]:
    """Finds the dated jobs, internships and engagements of a CV.

    Jobs are looked for in the sections on experience; without any, in all text except education,
    projects, certificates, publications and lists. A job begins at its heading, up to two short
    lines around its dates, and ends where the next one begins. A single date, even a bare year
    ("Data Analyst, Acme, 2019", taken for all of 2019), counts in a heading that names a job.

    Args:
        document: The document; a job post has no positions.

    Returns:
        The positions in the order of the text, their skills still empty, and a notice
        "bad-dates" for each heading whose dates cannot be.
    """
    if document.kind == "job":
        return (), ()
    for areas in _areas(document):
        positions, notices = _in_areas(document, areas)
        if positions or notices:
            return tuple(positions), tuple(notices)
    return (), ()


def _in_areas(
    document: Document, areas: Sequence[tuple[int, int]]
) -> tuple[list[Position], list[Notice]]:
    positions: list[Position] = []
    notices: list[Notice] = []
    for start, end in areas:
        lines = list(_lines(document.text, start, end))
        headers = _headers(lines)
        for index, header in enumerate(headers):
            after = headers[index + 1].start if index + 1 < len(headers) else end
            if header.dates.bad:
                place = lines[header.line].text.strip()
                message = f"dates that cannot be were left out: {header.dates.bad}"
                notices.append(Notice(code="bad-dates", message=message, place=place))
            elif header.job:
                positions.append(
                    Position(
                        title=header.title,
                        start=header.dates.start,
                        end=header.dates.end,
                        precision=header.dates.precision,
                        span_start=header.start,
                        span_end=after,
                    )
                )
    return positions, notices


def _areas(document: Document) -> Iterator[list[tuple[int, int]]]:
    """Gives the stretches of text that jobs may stand in, the likelier first."""
    if not document.sections:
        yield [(0, len(document.text))]
        return
    found = [(s.body, s.end) for s in document.sections if s.name == "experience"]
    if found:
        yield found
        return
    yield [(s.body, s.end) for s in document.sections if s.name not in _NONE]
    # Exports in the wrong order leave jobs under the heading of the schools.
    yield [(s.body, s.end) for s in document.sections if s.name == "education"]


def _lines(text: str, start: int, end: int) -> Iterator[_Line]:
    """Gives the lines that hold anything, and the parts of flattened ones."""
    bullet = False
    before = ""
    for first, last in _stretches(text, start, end):
        line = text[first:last]
        if not line.strip():
            bullet, before = False, ""
            yield _Line(first, last, "", False, False)
            continue
        marked = bool(_BULLET.match(line))
        head = line.lstrip()[0]
        goes_on = (
            bool(before)
            and not marked
            and (
                (head.islower() and not has_title(line))
                or before[-1] in ",(&/"
                or (
                    len(before) > _WRAP
                    and bullet
                    and before[-1] not in ".!?;:"
                    and not _opens_job(line)
                )
            )
        )
        bullet = marked or (bullet and goes_on)
        yield _Line(first, last, line, bullet, goes_on)
        before = line.rstrip()


def _opens_job(line: str) -> bool:
    """Tells whether a line that might go on from the one before has dates of its own."""
    stretches = [one for one in find_dates(line[:_SEEN]) if one.form != "single"]
    return bool(stretches) and (stretches[0].at <= 1 or has_title(line))


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    while position < end:
        newline = text.find("\n", position, end)
        stop = end if newline < 0 else newline
        last = position
        if stop - position > _FLAT:
            for cut in _CUT.finditer(text, position, stop):
                if text[last : cut.start()].strip():
                    yield last, cut.start()
                    last = cut.end()
        yield last, stop
        position = stop + 1


def _headers(lines: Sequence[_Line]) -> list[_Header]:
    """Gives the headings with dates: of plain lines, else of bullets, else of sentences."""
    for takes in (_in_line, _in_bullet, _in_sentence):
        found: list[_Header] = []
        taken = -1
        for index, line in enumerate(lines):
            if index <= taken or not line.text:
                continue
            dates = takes(lines, index)
            if dates is None:
                continue
            header = _header(lines, index, dates, taken, alone=takes is not _in_line)
            if header:
                found.append(header)
                taken = index
        if any(header.job or header.dates.bad for header in found):
            return found
    return []


def _in_line(lines: Sequence[_Line], index: int) -> Dated | None:
    """Gives the dates of a line that looks like a heading."""
    line = lines[index]
    if line.bullet:
        return None
    dates = _heading_dates(_with_below(lines, index))
    # "from 05/2024" looks as if it went on from the line before.
    if dates and line.goes_on and line.text[: dates.at].strip(_TRIM):
        return None
    return dates


def _in_bullet(lines: Sequence[_Line], index: int) -> Dated | None:
    line = lines[index]
    if line.goes_on:
        return None
    mark = _BULLET.match(line.text)
    dates = _heading_dates(line.text, mark.end() if mark else 0)
    if dates is None or dates.form == "single":
        return None
    around = line.text[: dates.at] + " " + line.text[dates.end_at :][:_SHORT]
    return dates if has_title(around) else None


def _in_sentence(lines: Sequence[_Line], index: int) -> Dated | None:
    """Gives the dates of prose: "From 2019 to 2021 I worked as a data engineer"."""
    text = lines[index].text
    for dates in find_dates(text[:_SEEN]):
        if dates.form != "single" and tells_of_work(text[:_SEEN]):
            return dates
    return None


def _with_below(lines: Sequence[_Line], index: int) -> str:
    """Gives a line, and with it the next one when the dates go on there."""
    line = lines[index].text
    if line.rstrip()[-1:] in "-–—" and index + 1 < len(lines) and len(lines[index + 1].text) < 30:
        return f"{line}\n{lines[index + 1].text}"
    return line


def _heading_dates(line: str, begin: int = 0) -> Dated | None:
    """Gives the dates of a heading; None when the line reads like anything else."""
    found = find_dates(line[:_SEEN])
    for dates in found:
        if dates.form == "single":
            continue
        before, after = line[begin : dates.at], line[dates.end_at :]
        if not before.strip(_TRIM) or is_label(before, _TRIM) or _NUMBER.fullmatch(before):
            if goes_on_in_person(after):
                continue
            return dates
        close = len(after.strip(_TRIM)) <= _SHORT and not breaks(after)
        if breaks(before):
            # "Acme, Cork. Analyst, Sep 2012 - Aug 2018." is no prose: it has a title and nobody.
            if len(before) <= _SHORT + 20 and has_title(before) and not is_prose(before):
                return dates
            continue
        if len(before) > _HEADING:
            continue
        apart = bool(_DELIMITER.search(before))
        if (close and (apart or not after.strip(_TRIM))) or (apart and has_title(before)):
            return dates
    for dates in found:
        before, after = line[begin : dates.at], line[dates.end_at :]
        edge = not after.strip(_TRIM) or not before.strip(_TRIM)
        short = len(before) + len(after) <= _SHORT + 20
        if dates.form == "single" and edge and short and _DELIMITER.search(before):
            return dates
    return None


def _header(
    lines: Sequence[_Line], index: int, dates: Dated, taken: int, alone: bool
) -> _Header | None:
    """Makes the heading of a line with dates; None when it is none after all."""
    line = lines[index]
    before, after = line.text[: dates.at], line.text[dates.end_at :]
    mark = _BULLET.match(line.text)
    before = before[mark.end() if mark and alone else 0 :]
    own = "" if is_label(before, _TRIM) and not after.strip(_TRIM) else before + after
    above = [] if alone else _above(lines, index, taken, bool(own.strip(_TRIM)))
    names = [lines[number].text for number in above]
    below = "" if alone else _below(lines, index)
    if below and (own.strip(_TRIM) or above) and (_SENTENCE_END.search(below) or find_dates(below)):
        below = ""
    candidates = [*names, *([] if is_label(before, _TRIM) else [before]), after, below]
    title = _best_title(candidates)
    whole = " ".join([*names, own, below])
    if is_project(title) and taken >= 0:
        return None
    job = not no_job(title, " ".join([whole, *names]))
    if dates.form == "single" and not _single_counts(dates, whole):
        return None
    start = lines[above[0]].start if above else line.start
    return _Header(start, index, title, dates, job and not dates.bad)


def _single_counts(dates: Dated, whole: str) -> bool:
    """A single date needs a heading that names a job; a season says enough alone."""
    if dates.bad:
        return False
    return bool(has_title(whole)) or (
        dates.precision in ("season", "quarter") and bool(whole.strip(_TRIM))
    )


def _above(lines: Sequence[_Line], index: int, taken: int, named: bool) -> list[int]:
    """Gives the lines above the dates that belong to the heading, two at most.

    A line that has a title besides its dates takes more only from a block of its own.
    """
    found: list[int] = []
    number = index - 1
    if not named and number > taken and not lines[number].text:
        number -= 1  # a blank line between title and dates
    while number > taken and len(found) < 2:
        line = lines[number]
        text = line.text.strip()
        if not text or line.bullet or line.goes_on:
            break
        if len(text) > (_HEADING if has_title(text) else _SHORT):
            break
        if _SENTENCE_END.search(text) and not _ABBREVIATED_END.search(text):
            break
        found.insert(0, number)
        number -= 1
    if not found:
        return []
    edge = lines[number] if number > taken else None
    cut_off = edge is not None and bool(edge.text) and not edge.bullet
    if edge is None and number >= 0:
        cut_off = True  # directly below the heading of the job before
    if cut_off and (named or edge is None):
        named_above = [n for n in found if has_title(lines[n].text)]
        return named_above if named_above and not named else []
    return found


def _below(lines: Sequence[_Line], index: int) -> str:
    """Gives the title that stands under dates that stand alone."""
    for line in lines[index + 1 : index + 3]:
        if line.text.strip():
            return "" if line.bullet or len(line.text) > _SHORT else line.text
    return ""


def _best_title(candidates: Sequence[str]) -> str:
    """Gives the part of a heading that names the job, else its first words."""
    trimmed = [_trim(text) for text in candidates]
    for text in trimmed:
        if has_title(text):
            return text
    return next((text for text in trimmed if text), "")


def _trim(text: str) -> str:
    """Gives the words of a stretch, always as they stand in the text: masking looks for them."""
    trimmed = text.strip(_TRIM)
    end = text.find(trimmed) + len(trimmed)
    if trimmed.count("(") > trimmed.count(")") and text[end : end + 1] == ")":
        trimmed += ")"
    if len(trimmed) > _HEADING:
        trimmed = trimmed[:_HEADING].rsplit(" ", 1)[0].rstrip(_TRIM)
    return trimmed
