"""Which text objects of a PDF page nobody sees, and why."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from skillmap.models import Box
from skillmap.readers.pdf_geometry import Frame

Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[float, float, float]

WHITE_ON_WHITE = "white on white"

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_PAPER: Colour = (255.0, 255.0, 255.0)
_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5
_INVISIBLE_MODES = frozenset({3, 7})
_STROKED_MODES = frozenset({1, 2, 5, 6})
_NO_MODE = -1

_SAME_COLOUR = 12.0
"""Two colours whose channels (0 to 255) differ by no more cannot be told apart."""
_LEAST_SIZE = 2.0
"""Points below which nobody reads a text."""
_WHOLE_PAGE = 0.7
"""Share of the page from which an image is the page's scan."""
_SEE_THROUGH = 16
"""Alpha (0 to 255) below which nothing is seen."""
_RECTANGLE_SEGMENTS = 6
_MOST_OBJECTS = 100_000
_DEPTH = 8


@dataclass(frozen=True)
class _Painted:
    """Something painted that may stand behind text; its colour None when it is no plain one."""

    box: Box
    colour: Colour | None
    rectangle: bool


@dataclass
class PageObjects:
    """What the objects of a page tell about its text.

    Attributes:
        texts: How many text objects there are.
        hidden: Reason by the address of each text object that nobody sees.
        recognised: Whether invisible text lies over a scan of the whole page (an OCR layer).
    """

    texts: int = 0
    hidden: dict[int, str] = field(default_factory=dict)
    recognised: bool = False


def look_at_objects(page: Any, frame: Frame) -> PageObjects:
    """Looks at every object of a page in the order of painting.

    Args:
        page: Raw handle of a loaded page.
        frame: The visible part of the page.

    Returns:
        What was found.
    """
    found = PageObjects()
    behind: list[_Painted] = []
    invisible: list[int] = []
    scanned = False
    for number, (item, kind, matrix) in enumerate(_objects(page)):
        if number >= _MOST_OBJECTS:
            break
        if kind == _TEXT:
            found.texts += 1
            reason = _why_unseen(item, matrix, behind, frame)
            address = ctypes.addressof(item.contents)
            if reason:
                found.hidden[address] = reason
            if reason == "invisible render mode":
                invisible.append(address)
            continue
        painted = _painted(item, kind, matrix)
        if painted:
            behind.append(painted)
            scanned = scanned or (kind == _IMAGE and _share(painted.box, frame) >= _WHOLE_PAGE)
    if scanned and invisible:
        found.recognised = True
        for address in invisible:
            del found.hidden[address]
    return found


def _why_unseen(item: Any, matrix: Matrix, behind: list[_Painted], frame: Frame) -> str:
    import pypdfium2.raw as raw

    mode = raw.FPDFTextObj_GetTextRenderMode(item)
    box = _bounds(item, matrix)
    colour, alpha = _colour(item, stroke=mode in _STROKED_MODES)
    if mode in _INVISIBLE_MODES:
        # A fill of no opacity at all is told as this mode.
        return "transparent" if alpha == 0 else "invisible render mode"
    if box is None:
        return ""
    if not frame.contains_any_of(box):
        return "outside the page"
    if alpha < _SEE_THROUGH:
        return "transparent"
    if _size(item, matrix) < _LEAST_SIZE and min(box[3] - box[1], box[2] - box[0]) < _LEAST_SIZE:
        return "below readable size"
    if colour is None:
        return ""
    background = _background(box, behind, colour)
    if background is None or _differ(colour, background) > _SAME_COLOUR:
        return ""
    return WHITE_ON_WHITE if background == _PAPER else "same colour as its background"


def _background(box: Box, behind: list[_Painted], colour: Colour) -> Colour | None:
    """Gives the colour behind a text; None when it cannot be told, as over an image."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    dark = _differ(colour, _PAPER) > _SAME_COLOUR
    for painted in reversed(behind):
        left, bottom, right, top = painted.box
        if not (left <= x <= right and bottom <= y <= top):
            continue
        if top - bottom < 0.6 * (box[3] - box[1]):
            continue  # a line through or under the text
        if painted.colour is None:
            return None
        if painted.rectangle:
            return painted.colour
        if not dark and _differ(painted.colour, _PAPER) > _SAME_COLOUR:
            return None  # a shape: white text may well stand on it
    return _PAPER


def _painted(item: Any, kind: int, matrix: Matrix) -> _Painted | None:
    import pypdfium2.raw as raw

    box = _bounds(item, matrix)
    if box is None:
        return None
    if kind in (_IMAGE, _SHADING):
        return _Painted(box, None, True)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(item, fill, stroke) or not fill.value:
        return None
    colour, alpha = _colour(item, stroke=False)
    if alpha < _SEE_THROUGH:
        return None
    if colour is not None and alpha < 255:
        share = alpha / 255
        red, green, blue = (share * value + (1 - share) * 255 for value in colour)
        colour = (red, green, blue)
    rectangle = raw.FPDFPath_CountSegments(item) <= _RECTANGLE_SEGMENTS
    return _Painted(box, colour, rectangle)


def _objects(page: Any) -> Iterator[tuple[Any, int, Matrix]]:
    """Gives objects that paint, those inside of forms too, with the matrix to the page."""
    import pypdfium2.raw as raw

    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from _inside(raw.FPDFPage_GetObject(page, index), _IDENTITY, _DEPTH)


def _inside(item: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, int, Matrix]]:
    import pypdfium2.raw as raw

    if not item:
        return
    kind = raw.FPDFPageObj_GetType(item)
    if kind in (_TEXT, _PATH, _IMAGE, _SHADING):
        yield item, kind, matrix
    elif kind == _FORM and depth:
        own = raw.FS_MATRIX()
        if raw.FPDFPageObj_GetMatrix(item, own):
            matrix = _multiply((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
        for index in range(raw.FPDFFormObj_CountObjects(item)):
            yield from _inside(raw.FPDFFormObj_GetObject(item, index), matrix, depth - 1)


def _bounds(item: Any, matrix: Matrix) -> Box | None:
    import pypdfium2.raw as raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    box = (left.value, bottom.value, right.value, top.value)
    if matrix == _IDENTITY:
        return box
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def _colour(item: Any, stroke: bool) -> tuple[Colour | None, int]:
    """Gives colour and alpha (0 to 255); no colour when it is a pattern."""
    import pypdfium2.raw as raw

    channels = [ctypes.c_uint() for _ in range(4)]
    get = raw.FPDFPageObj_GetStrokeColor if stroke else raw.FPDFPageObj_GetFillColor
    if not get(item, *channels):
        return None, 255
    red, green, blue, alpha = (channel.value for channel in channels)
    return (float(red), float(green), float(blue)), alpha


def _size(item: Any, matrix: Matrix) -> float:
    """Gives the font size in points after all transforms."""
    import pypdfium2.raw as raw

    size, own = ctypes.c_float(), raw.FS_MATRIX()
    if not raw.FPDFTextObj_GetFontSize(item, size) or not raw.FPDFPageObj_GetMatrix(item, own):
        return math.inf
    scale = _multiply((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
    return abs(size.value) * math.hypot(scale[2], scale[3])


def _multiply(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _differ(one: Colour, other: Colour) -> float:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _share(box: Box, frame: Frame) -> float:
    width = min(box[2], frame.right) - max(box[0], frame.left)
    height = min(box[3], frame.top) - max(box[1], frame.bottom)
    return max(0.0, width) * max(0.0, height) / frame.area
