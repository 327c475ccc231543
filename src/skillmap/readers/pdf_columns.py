"""A column that was drawn last and stands first: the sidebar of a PDF page."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from skillmap.models import Box
from skillmap.readers.pdf_geometry import union
from skillmap.readers.pdf_rows import Row

_LEAST_ROWS = 4
_LEAST_WIDTH = 60.0
"""Points of a column; narrower ones are dates and labels, which belong to the rows beside them."""
_BESIDE = 0.5
"""Share of the lower of two columns that must stand beside the other."""
_SLACK = 2.0
"""Points by which boxes of two columns may touch."""
_SAME_SIZE = 0.5
_MOST_ROWS = 1000
"""More lines are no page of a CV."""


def columns_in_order(rows: list[Row]) -> list[Row]:
    """Puts a column at the left before the one at its right that was drawn earlier.

    The order of the content is kept in all else: lines are never sorted by their height. Only a
    whole column moves, when all of it stands to the left of all of the column drawn just before.

    Args:
        rows: The lines of a page in the order of its content.

    Returns:
        The same lines.
    """
    if len(rows) > _MOST_ROWS:
        return rows
    for at in range(_LEAST_ROWS, len(rows) - _LEAST_ROWS + 1):
        before, here = rows[at - 1].box, rows[at].box
        if here[2] > before[0] + _SLACK or here[1] >= before[1]:
            continue  # no jump up and to the left
        first, last = _columns(rows, at)
        main, side = rows[first:at], rows[at:last]
        if _are_columns(main, side) and not _is_right_to_left(rows):
            # One sidebar a page: what is left of it would be columns of columns.
            return [*rows[:first], *side, *main, *rows[last:]]
    return rows


def _columns(rows: Sequence[Row], at: int) -> tuple[int, int]:
    """Gives where the column before a place begins, and where the one after it ends."""
    first, last = at - 1, at + 1
    edge = rows[at].box[2]
    left = rows[first].box[0]
    while last < len(rows) and rows[last].box[2] <= left + _SLACK:
        edge = max(edge, rows[last].box[2])
        last += 1
    while first > 0 and rows[first - 1].box[0] >= edge - _SLACK:
        first -= 1
    left = min(row.box[0] for row in rows[first:at])
    last = next((i for i in range(at, last) if rows[i].box[2] > left + _SLACK), last)
    return first, last


def _are_columns(main: Sequence[Row], side: Sequence[Row]) -> bool:
    if min(len(main), len(side)) < _LEAST_ROWS:
        return False
    right, left = _box(main), _box(side)
    beside = min(right[3], left[3]) - max(right[1], left[1])
    return (
        beside >= _BESIDE * min(right[3] - right[1], left[3] - left[1])
        and left[2] - left[0] >= _LEAST_WIDTH
        and max(row.size for row in main) <= max(row.size for row in side) + _SAME_SIZE
    )


def _box(rows: Sequence[Row]) -> Box:
    return union([row.box for row in rows])


def _is_right_to_left(rows: Sequence[Row]) -> bool:
    """Tells a page whose columns begin at the right."""
    letters = [unicodedata.bidirectional(char) for row in rows for char in row.text]
    return letters.count("R") + letters.count("AL") > letters.count("L")
