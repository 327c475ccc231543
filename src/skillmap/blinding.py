"""A document without identity: each stretch of it collapsed to one token, with the way back.

Nothing downstream, from the cutting of sentences to the cues for status and strength, sees a
letter of a name, or how long it was; so swapping one person's data for another's changes nothing.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from skillmap.models import Document
from skillmap.text import MASK

Span = tuple[int, int]


@dataclass(frozen=True)
class Blinded:
    """A blinded document and where its text comes from.

    Attributes:
        document: The document; its text, sections and pages count blinded characters.
        masks: The collapsed spans, in the source.
    """

    document: Document
    masks: tuple[Span, ...]
    _starts: tuple[int, ...]
    _shifts: tuple[int, ...]

    def source(self, start: int, end: int) -> Span:
        """Gives the place in the source of a stretch of blinded text that holds no mask.

        Args:
            start: First character, blinded.
            end: One past the last.

        Returns:
            The same two offsets in the source.
        """
        return self._back(start), self._back(end)

    def _back(self, offset: int) -> int:
        index = bisect.bisect_right(self._starts, offset) - 1
        return offset + (self._shifts[index] if index >= 0 else 0)


def blinded(document: Document, masks: Sequence[Span]) -> Blinded:
    """Collapses identity spans of a document.

    Args:
        document: The document.
        masks: Sorted stretches of its text that do not overlap.

    Returns:
        The blinded document; the same one when there is nothing to mask.
    """
    if not masks:
        return Blinded(document, (), (), ())
    pieces: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    position = shift = 0
    for start, end in masks:
        pieces += [document.text[position:start], MASK]
        shift += end - start - 1
        starts.append(start - (shift - (end - start - 1)) + 1)
        shifts.append(shift)
        position = end
    pieces.append(document.text[position:])
    forward = _forward(masks)
    update = {
        "text": "".join(pieces),
        "sections": tuple(
            section.model_copy(
                update={
                    "start": forward(section.start),
                    "body": forward(section.body),
                    "end": forward(section.end),
                }
            )
            for section in document.sections
        ),
        "pages": tuple(
            page.model_copy(update={"start": forward(page.start), "end": forward(page.end)})
            for page in document.pages
        ),
        "lines": (),
    }
    return Blinded(document.model_copy(update=update), tuple(masks), tuple(starts), tuple(shifts))


def _forward(masks: Sequence[Span]) -> Callable[[int], int]:
    """Makes the function from source offsets to blinded ones."""
    starts = [start for start, _ in masks]
    lost = list(itertools.accumulate(end - start - 1 for start, end in masks))

    def forward(offset: int) -> int:
        index = bisect.bisect_right(starts, offset) - 1
        if index < 0:
            return offset
        start, end = masks[index]
        if offset >= end:
            return offset - lost[index]
        # Inside a mask: its one character, or the place after it.
        return start - (lost[index] - (end - start - 1)) + (offset > start)

    return forward
