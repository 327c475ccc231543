"""What is doubtful about jobs: dates still to come, two at a time, work before birth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from skillmap.careers.dates import as_of_index, month_index
from skillmap.data_files import load
from skillmap.models import Notice, Position

FUTURE = "future-dates"
"""Code of the one warning here that hangs on the date of counting."""

_MOST = 3  # overlaps that are told one by one


def future_dates(positions: Sequence[Position], as_of: date) -> list[Notice]:
    """Tells of jobs with dates after the date that work is counted to.

    Args:
        positions: The jobs.
        as_of: The date.

    Returns:
        A notice "future-dates" for each; their months stop at the date.
    """
    now = as_of_index(as_of)
    found: list[Notice] = []
    for one in positions:
        begins = month_index(one.start) > now
        # "2024 - 2026" may well be this year: a bare year says less than a month.
        slack = 11 if one.precision == "year" else 0
        if begins or (one.end is not None and month_index(one.end) > now + slack):
            verb = "begins" if begins else "ends"
            message = f"a job {verb} after {as_of:%Y-%m}; months are counted up to then"
            found.append(Notice(code=FUTURE, message=message, place=_place(one)))
    return found


def overlaps(positions: Sequence[Position]) -> list[Notice]:
    """Tells of jobs held at the same time for longer than a hand-over takes.

    Args:
        positions: The jobs.

    Returns:
        A notice "overlapping-jobs" for each of the first pairs; the months count once.
    """
    spans = sorted(
        (month_index(one.start), _LAST if one.end is None else month_index(one.end), index)
        for index, one in enumerate(positions)
    )
    pairs = sorted(islice(_overlapping(spans), _MOST))
    message = "two jobs lie in the same months, which are counted once"
    places = (f"{_place(positions[one])}; {_place(positions[other])}" for one, other in pairs)
    return [Notice(code="overlapping-jobs", message=message, place=place) for place in places]


_HAND_OVER = 3  # months
_LAST = month_index("9999-12")


def _overlapping(spans: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    """Gives the pairs of indices that share more than a hand-over, of spans sorted by start."""
    for at, (_, end, index) in enumerate(spans):
        for start, other_end, other in map(spans.__getitem__, range(at + 1, len(spans))):
            if start > end - _HAND_OVER:
                break
            if min(end, other_end) - start + 1 > _HAND_OVER:
                yield min(index, other), max(index, other)


def before_birth(text: str, positions: Sequence[Position]) -> list[Notice]:
    """Tells of jobs that begin before the year of birth that a CV gives.

    The year goes no further than here: the warning does not repeat it, and nothing is left out.

    Args:
        text: The text of the CV as read.
        positions: The jobs.

    Returns:
        A notice "before-birth" for each.
    """
    born = re.compile(load("dates.yaml")["birth"], re.IGNORECASE).search(text)
    if born is None:
        return []
    message = "a job begins before the year of birth that the document gives"
    return [
        Notice(code="before-birth", message=message, place=_place(one))
        for one in positions
        if int(one.start[:4]) <= int(born["year"])
    ]


def _place(one: Position) -> str:
    return f"{one.title}, {one.start} to {one.end or 'now'}"[:200]
