"""What a file's own looks say of headings: type that is larger or bolder, styles of headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from skillmap.models import Line

Look = tuple[float, bool]
"""How a heading is set: its size, or its level as a negative number; and whether it is bold."""

Looks = Mapping[int, Look]
"""The look of each line that is set like a heading, by where it begins in the text."""

_LARGER = 1.08
_LONGEST = 80
_FEW = 3
"""So many known headings that are set apart show how this document sets its headings."""


def looks_of_lines(lines: Sequence[Line]) -> dict[int, Look]:
    """Finds the lines of a PDF that are set larger or bolder than its text.

    Args:
        lines: The lines with their sizes.

    Returns:
        Their looks; none when the sizes are not known.
    """
    body = _body(lines)
    return {
        line.start: (round(line.size, 1), line.bold)
        for line in lines
        if line.end - line.start <= _LONGEST
        and body[0] > 0
        and (line.size >= _LARGER * body[0] or (line.bold and not body[1] and line.size >= body[0]))
    }


def looks_of_levels(text: str, levels: Mapping[str, int]) -> dict[int, Look]:
    """Finds the lines that a file marks as headings of a level.

    Args:
        text: The text.
        levels: Level by the words of each heading.

    Returns:
        Their looks.
    """
    if not levels:
        return {}
    return {
        match.start(): (-float(levels[match[0]]), True)
        for match in re.finditer(r"\S(?:[^\n]*\S)?", text)
        if match[0] in levels
    }


def usual_looks(known: Sequence[int], looks: Looks) -> frozenset[Look]:
    """Tells how a document sets its headings.

    Args:
        known: Where the lines begin that are known headings.
        looks: The looks of lines.

    Returns:
        The looks that most known headings have; empty when they are set like the text.
    """
    counts = Counter(looks[start] for start in known if start in looks)
    if counts.total() < _FEW:
        return frozenset()
    most = max(counts.values())
    return frozenset(look for look, count in counts.items() if count > 1 and 2 * count >= most)


def _body(lines: Sequence[Line]) -> Look:
    """Gives the look of most characters."""
    counts: Counter[Look] = Counter()
    for line in lines:
        counts[round(line.size, 1), line.bold] += line.end - line.start
    return max(counts, key=lambda look: (counts[look], look)) if counts else (0.0, False)
