"""A column of dates on a PDF page that was drawn apart from the rows that it dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from skillmap.readers.pdf_geometry import union
from skillmap.readers.pdf_rows import Row

_DAY = r"(?:[^\W\d_]{3,9}\.?,?\s*)?['\u2019]?(?:19|20)\d\d|\d{1,2}\s*[/.]\s*(?:19|20)\d\d"
_DAY += r"|(?:19|20)\d\d\s*[/.-]\s*\d{1,2}"
_DATES = re.compile(
    rf"\(?(?:{_DAY})(?:\s*(?:[-\u2010-\u2015]|\bto\b|\bbis\b|\buntil\b)\s*(?:{_DAY}|[^\W\d_]{{3,9}}))?\)?"
)
_LEAST = 2
"""Dates of a page that must find their rows: one alone may stand beside something by chance."""
_MOST_DATES, _MOST_ROWS = 100, 1000
_LEVEL = 0.6
"""Share of the lower of two lines that must stand beside the other."""
_NEAR = 2
"""A date that follows so soon is read with its row anyway, which may go on in the next one."""
_MOST_BELOW = 2
"""Lines of the column of dates, such as places, that may be drawn before a date."""


def dates_in_place(rows: list[Row]) -> list[Row]:
    """Joins dates with the rows beside which they stand, when they were drawn later or earlier.

    Args:
        rows: The lines of a page in the order of its content.

    Returns:
        The lines, fewer when dates were joined.
    """
    dates = [at for at, row in enumerate(rows) if _DATES.fullmatch(row.text.strip())]
    if not _LEAST <= len(dates) <= _MOST_DATES or len(rows) > _MOST_ROWS:
        return rows
    known = set(dates)
    pairs: dict[int, int] = {}
    for at in dates:
        beside = _before(rows, at, known)
        beside = _after(rows, at, known) if beside is None else beside
        if beside is not None and beside not in pairs and abs(at - beside) > _NEAR:
            pairs[beside] = at
    if len(pairs) < _LEAST:
        return rows
    joined = set(pairs.values())
    return [
        _joined(row, rows[pairs[at]]) if at in pairs else row
        for at, row in enumerate(rows)
        if at not in joined
    ]


def _before(rows: Sequence[Row], at: int, dates: set[int]) -> int | None:
    """Gives the row drawn before a date that it stands beside: only rows below came between."""
    date = rows[at]
    apart = 0
    for index in range(at - 1, -1, -1):
        row = rows[index]
        if index in dates:
            continue
        if _across(row, date):
            # Places may stand under the dates; a whole text there is a column of its own.
            apart += 1
            if apart > _MOST_BELOW or row.box[1] < date.box[1] - 1 or apart < at - index:
                return None
        elif _is_level(row, date):
            return index
        elif row.box[1] < date.box[1]:
            return None
    return None


def _after(rows: Sequence[Row], at: int, dates: set[int]) -> int | None:
    """Gives the row drawn after a date that it stands beside, when dates alone come between."""
    following = next((index for index in range(at + 1, len(rows)) if index not in dates), None)
    while following is not None and following < len(rows) and following not in dates:
        row = rows[following]
        if _across(row, rows[at]) or row.box[1] > rows[at].box[3]:
            return None
        if _is_level(row, rows[at]):
            return following
        following += 1
    return None


def _across(row: Row, date: Row) -> bool:
    return row.box[0] < date.box[2] and date.box[0] < row.box[2]


def _is_level(row: Row, date: Row) -> bool:
    shared = min(row.box[3], date.box[3]) - max(row.box[1], date.box[1])
    return shared >= _LEVEL * min(row.box[3] - row.box[1], date.box[3] - date.box[1])


def _joined(row: Row, date: Row) -> Row:
    first, second = (date, row) if date.box[0] < row.box[0] else (row, date)
    known = first.words and second.words
    return replace(
        row,
        text=f"{first.text.strip()} {second.text.strip()}",
        box=union([row.box, date.box]),
        words=first.words + second.words if known else (),
    )
