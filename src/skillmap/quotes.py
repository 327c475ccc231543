"""Quotes and titles without identity: what may be shown of a document."""

from __future__ import annotations

from collections.abc import Sequence

from skillmap.models import Position
from skillmap.text import MASK, Segment, segment_at

Spans = Sequence[tuple[int, int]]


def masked(text: str, start: int, end: int, masks: Spans) -> str:
    """Gives a stretch of text with identity masked and white space folded.

    Args:
        text: The document's text.
        start: First character.
        end: One past the last.
        masks: Identity spans, sorted.

    Returns:
        One line.
    """
    pieces: list[str] = []
    position = start
    for mask_start, mask_end in masks:
        if mask_end <= start or mask_start >= end:
            continue
        pieces += [text[position : max(position, mask_start)], MASK]
        position = max(position, min(mask_end, end))
    pieces.append(text[position:end])
    return " ".join("".join(pieces).split())


def masked_title(position: Position, text: str, masks: Spans) -> Position:
    """Masks identity in the title of a position.

    Args:
        position: The position.
        text: The document's text.
        masks: Identity spans, sorted.

    Returns:
        The position, its title masked.
    """
    start = text.find(position.title, position.span_start, position.span_end)
    if start < 0:
        return position
    title = masked(text, start, start + len(position.title), masks)
    return position.model_copy(update={"title": title})


def quote(
    text: str, start: int, end: int, masks: Spans, parts: Sequence[Segment], room: int
) -> str:
    """Gives the sentence or item that a mention stands in, identity masked.

    Args:
        text: The document's text.
        start: First character of the mention.
        end: One past its last.
        masks: Identity spans, sorted.
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
    return masked(text, first, max(last, end), masks)[:room]
