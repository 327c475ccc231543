"""The picture of a PDF page: whether a text changes it, and whether a scan shows ink at a place."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from skillmap.models import Box
from skillmap.readers.pdf_geometry import Frame, union
from skillmap.readers.pdf_objects import Item, overlap

_Pixels = tuple[int, int, int, int]

_SCALE = 1.5
"""Pixels a point: a stroke of six-point print is most of a pixel then."""
_MOST_PIXELS = 2500
_SEEN = 16
"""Channels (0 to 255) that differ by less show nothing."""
_SLIVER = 0.2
"""Share of a letter's height that tells nobody which letter it is."""
_INK = 40
"""Brightness (0 to 255) that varies by less is blank paper, with the noise of a scan."""
_MARGIN = 4.0
_ROOM = 1.5
"""Points by which recognised words may miss their ink."""


class Pictures:
    """Draws a page with and without some of its text; nothing is drawn before it is asked for.

    Args:
        page: A page of pypdfium2.
        frame: Its visible part.
        texts: All its text objects.
        doubtful: Addresses of those that may show nothing.
    """

    def __init__(self, page: Any, frame: Frame, texts: list[Item], doubtful: set[int]) -> None:
        self._page, self._frame = page, frame
        self._texts, self._doubtful = texts, doubtful
        longest = max(frame.right - frame.left, frame.top - frame.bottom, 1.0)
        self._scale = min(_SCALE, _MOST_PIXELS / longest)
        self._part = self._around([text for text in texts if text.address in doubtful])
        self._with: _Picture | None = None
        self._without: _Picture | None = None
        self._blank: _Picture | None = None

    def seen(self, box: Box) -> bool:
        """Tells whether the doubtful texts change anything in a box on the page's axes."""
        if self._with is None or self._without is None:
            self._with = self._draw(self._part)
            with _switched_off([text for text in self._texts if text.address in self._doubtful]):
                self._without = self._draw(self._part)
        return self._with.differs(self._without, self._pixels(box))

    def has_ink(self, box: Box) -> bool:
        """Tells whether the page without any text shows ink in a box on the page's axes."""
        if self._blank is None:
            with _switched_off(self._texts):
                self._blank = self._draw(self._frame.box)
        left, bottom, right, top = box
        return self._blank.varies(
            self._pixels((left - _ROOM, bottom - _ROOM, right + _ROOM, top + _ROOM))
        )

    def _around(self, texts: list[Item]) -> Box:
        """Gives the part of the page that holds some texts: drawing less is quicker."""
        boxes = [box for box in (text.box() for text in texts) if box]
        if not boxes:
            return self._frame.box
        left, bottom, right, top = union(boxes)
        room = (left - _MARGIN, bottom - _MARGIN, right + _MARGIN, top + _MARGIN)
        part = overlap(room, self._frame.box)
        return part if part[0] < part[2] and part[1] < part[3] else self._frame.box

    def _draw(self, part: Box) -> _Picture:
        left, top, right, bottom = self._frame.place(part)
        _, _, width, height = self._frame.place(self._frame.box)
        cut = (left, height - bottom, width - right, top)
        bitmap = self._page.render(
            scale=self._scale,
            crop=tuple(max(0.0, side) for side in cut),
            may_draw_forms=False,
            draw_annots=False,
            prefer_bgrx=True,
        )
        try:
            return _Picture(bitmap, math.floor(left * self._scale), math.floor(top * self._scale))
        finally:
            bitmap.close()

    def _pixels(self, box: Box) -> _Pixels:
        left, top, right, bottom = (side * self._scale for side in self._frame.place(box))
        return math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom)


class _Picture:
    """A drawn part of a page; `left` and `top` are where it begins in the whole, in pixels."""

    def __init__(self, bitmap: Any, left: int, top: int) -> None:
        self.data, self.left, self.top = bytes(bitmap.buffer), left, top
        self.width, self.height = int(bitmap.width), int(bitmap.height)
        self.stride, self.channels = int(bitmap.stride), int(bitmap.n_channels)

    def rows(self, box: _Pixels) -> Iterator[bytes]:
        """Gives the bytes of a box, row by row; nothing where it leaves the picture."""
        left, right = (min(max(0, side - self.left), self.width) for side in (box[0], box[2]))
        top, bottom = (min(max(0, side - self.top), self.height) for side in (box[1], box[3]))
        for row in range(top, bottom):
            start = row * self.stride
            yield self.data[start + left * self.channels : start + right * self.channels]

    def differs(self, other: _Picture, box: _Pixels) -> bool:
        """Tells whether two pictures differ in a box so that it can be seen."""
        rows = list(zip(self.rows(box), other.rows(box), strict=True))
        changed = sum(
            one != two and any(abs(a - b) >= _SEEN for a, b in zip(one, two, strict=True))
            for one, two in rows
        )
        return changed > _SLIVER * len(rows)

    def varies(self, box: _Pixels) -> bool:
        """Tells whether brightness varies in a box, as where something is written."""
        darkest, lightest = 255, 0
        for row in self.rows(box):
            green = row[1 % self.channels :: self.channels]
            if green:
                darkest, lightest = min(darkest, *green), max(lightest, *green)
        return lightest - darkest >= _INK


@contextmanager
def _switched_off(texts: Iterable[Item]) -> Iterator[None]:
    import pypdfium2.raw as raw

    chosen = list(texts)
    for text in chosen:
        raw.FPDFPageObj_SetIsActive(text.raw, False)
    try:
        yield
    finally:
        for text in chosen:
            raw.FPDFPageObj_SetIsActive(text.raw, True)
