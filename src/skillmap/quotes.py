"""Quotes: the sentence or item behind a mention, as it may be shown."""

from __future__ import annotations

from collections.abc import Sequence

from skillmap.text import Segment, segment_at


def quote(text: str, start: int, end: int, parts: Sequence[Segment], room: int) -> str:
    """Gives the sentence or item that a mention stands in.

    Args:
        text: The blinded document's text.
        start: First character of the mention.
        end: One past its last.
        parts: Bullets and sentences, in order.
        room: Most characters.

    Returns:
        One line; a long one is cut around the mention at white space.
    """
    segment = segment_at(parts, start)
    first, last = (segment.start, segment.end) if segment else (start, end)
    if last - first > room:
        middle = (start + end) // 2
        first = max(first, min(middle - room // 2, last - room))
        last = min(last, first + room)
        space = text.find(" ", first, start)
        if 0 <= space - first < 20:
            first = space + 1
    return " ".join(text[first : max(last, end)].split())[:room]
