"""How the cells of a table's row become text."""

from __future__ import annotations

from collections.abc import Sequence

_LONG = 60
"""From so many characters on a cell is prose and gets lines of its own."""


def join_cells(cells: Sequence[str]) -> str:
    """Joins the cells of a row: short data on one line, prose and layout cell by cell.

    Args:
        cells: The text of each cell, in reading order.

    Returns:
        The row's text: cells parted by a tab, or by newlines when any has lines of its own.
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    if any("\n" in cell for cell in filled) or sum(len(cell) > _LONG for cell in filled) > 1:
        return "\n".join(filled)
    return "\t".join(filled)
