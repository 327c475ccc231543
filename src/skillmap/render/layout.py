"""Lays out plain text: columns, wrapping, and characters that no terminal may act on."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

INDENT = "  "
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(text: str) -> str:
    """Makes a text from outside safe to show on one line.

    Args:
        text: Any text, such as a quote or a file name.

    Returns:
        The text with white space folded, and without characters that steer a terminal or turn
        the direction of reading; what cannot be encoded is shown as U+FFFD.
    """
    folded = " ".join(text.split())
    return "".join(_shown(char) for char in folded)


def _shown(char: str) -> str:
    if char in _DIRECTIONS:
        return ""
    category = unicodedata.category(char)
    if category == "Cs":
        return "\ufffd"
    return "" if category == "Cc" else char


def cells(text: str) -> int:
    """Counts the columns that a text takes on a terminal.

    Args:
        text: The text.

    Returns:
        Columns; East Asian wide characters take two, combining ones none.
    """
    return sum(map(_cell, text))


def _cell(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def fit(text: str, width: int) -> str:
    """Cuts a text to a number of columns.

    Args:
        text: The text.
        width: Most columns, at least 1.

    Returns:
        The text, with an ellipsis at its end when it was cut.
    """
    if cells(text) <= width:
        return text
    kept = ""
    for char in text:
        if cells(kept) + _cell(char) > width - 1:
            break
        kept += char
    return kept.rstrip() + "…"


def pad(text: str, width: int, right: bool = False) -> str:
    """Fills a text up to a number of columns, cutting it when it is longer.

    Args:
        text: The text.
        width: Columns.
        right: Whether it stands at the right.

    Returns:
        Exactly that many columns.
    """
    text = fit(text, width)
    room = " " * (width - cells(text))
    return room + text if right else text + room


def wrap(text: str, width: int = 80, first: str = "", rest: str | None = None) -> list[str]:
    """Breaks a text into lines at white space.

    Args:
        text: The text.
        width: Most columns of a line.
        first: What the first line begins with.
        rest: What the others begin with, None for as many blanks.

    Returns:
        The lines; words that are longer than a line are cut.
    """
    rest = " " * cells(first) if rest is None else rest
    lines: list[str] = []
    line, empty = first, True
    for word in _words(text, max(1, width - max(cells(first), cells(rest)))):
        if not empty and cells(line) + 1 + cells(word) > width:
            lines.append(line)
            line, empty = rest, True
        line += word if empty else f" {word}"
        empty = False
    lines.append(line)
    return [one.rstrip() for one in lines]


def _words(text: str, room: int) -> list[str]:
    found: list[str] = []
    for word in plain(text).split(" "):
        piece = ""
        for char in word:
            if cells(piece) + _cell(char) > room:
                found.append(piece)
                piece = ""
            piece += char
        if piece:
            found.append(piece)
    return found


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], width: int, right: Sequence[int] = ()
) -> list[str]:
    """Lays rows out in columns; the last column takes what is left of the width.

    Args:
        head: The headings.
        rows: Cells, as many as headings in each row.
        width: Most columns of a line.
        right: Indices of the columns that stand at the right.

    Returns:
        The lines, headings first.
    """
    listed = [[plain(cell) for cell in row] for row in (head, *rows)]
    widths = [max(map(cells, column)) for column in zip(*listed, strict=True)]
    widths[-1] = max(1, min(widths[-1], width - sum(widths[:-1]) - 2 * (len(widths) - 1)))
    return [
        INDENT.join(
            pad(cell, room, index in right)
            for index, (cell, room) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in listed
    ]
