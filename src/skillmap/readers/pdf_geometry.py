"""Boxes on a PDF page: from the page's own axes to points from its top left corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from skillmap.models import Box

_LEVEL = 0.05
"""Slope up to which text runs level."""


@dataclass(frozen=True)
class Frame:
    """The visible part of a page.

    Attributes:
        left: Left edge on the page's axes, in points; so the three below.
        bottom: Bottom edge; the axis points up.
        right: Right edge.
        top: Top edge.
        rotation: Degrees by which the page is turned clockwise when shown: 0, 90, 180 or 270.
    """

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0

    def place(self, box: Box) -> Box:
        """Turns a box on the page's axes (left, bottom, right, top) into one as it is seen.

        Args:
            box: Left, bottom, right, top; the axis points up.

        Returns:
            Left, top, right, bottom from the top left corner of the page as shown.
        """
        left, bottom, right, top = box
        corners = [self._turn(left, bottom), self._turn(right, top)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return (
            round(min(xs), 2),
            round(min(ys), 2),
            round(max(xs), 2),
            round(max(ys), 2),
        )

    def is_level(self, a: float, b: float) -> bool:
        """Tells whether text runs level on the page as shown.

        Args:
            a: How far its direction goes along the page's own first axis.
            b: The same along the second.

        Returns:
            False for text that climbs or falls.
        """
        along, across = (b, a) if self.rotation in (90, 270) else (a, b)
        return abs(across) < _LEVEL * abs(along)

    def across(self, boxes: Sequence[float]) -> tuple[list[float], list[float]]:
        """Turns many boxes on the page's axes into their left and right as they are seen.

        Args:
            boxes: Left, right, bottom, top of each, one after the other.

        Returns:
            The left sides and the right sides.
        """
        first = 2 if self.rotation in (90, 270) else 0
        lows, highs = boxes[first::4], boxes[first + 1 :: 4]
        if self.rotation in (180, 270):
            edge = self.right if self.rotation == 180 else self.top
            return [edge - high for high in highs], [edge - low for low in lows]
        edge = self.bottom if self.rotation == 90 else self.left
        return [low - edge for low in lows], [high - edge for high in highs]

    @property
    def box(self) -> Box:
        """Left, bottom, right and top as one."""
        return (self.left, self.bottom, self.right, self.top)

    @property
    def area(self) -> float:
        """Area in square points."""
        return max(1.0, (self.right - self.left) * (self.top - self.bottom))

    def _turn(self, x: float, y: float) -> tuple[float, float]:
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y


def frame_of(page: Any) -> Frame:
    """Gives the visible part of a page of pypdfium2: where its crop box and its paper meet."""
    left, bottom, right, top = page.get_bbox()
    return Frame(left, bottom, right, top, page.get_rotation() % 360)


def union(boxes: list[Box]) -> Box:
    """Gives the smallest box around boxes on the page's axes (left, bottom, right, top)."""
    if not boxes:
        return (0.0, 0.0, 0.0, 0.0)
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
