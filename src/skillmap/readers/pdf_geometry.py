"""Boxes on a PDF page: from the page's own axes to points from its top left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from skillmap.models import Box


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
