"""The objects of a PDF page as PDFium gives them, with what its forms do to them."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from skillmap.models import Box
from skillmap.readers.colours import Colour

Matrix = tuple[float, float, float, float, float, float]

TEXT, PATH, IMAGE, SHADING = 1, 2, 3, 4
_FORM = 5
_KINDS = frozenset({TEXT, PATH, IMAGE, SHADING})
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEPTH = 8
_MOST_SEGMENTS = 200


@dataclass(frozen=True)
class Item:
    """An object that paints.

    Attributes:
        raw: Its handle.
        kind: `TEXT`, `PATH`, `IMAGE` or `SHADING`.
        matrix: From its own axes to the page's.
        in_form: Whether it lies in a form, which may be of a layer.
        see_through: Whether the form that it lies in is blended with what is behind.
    """

    raw: Any
    kind: int
    matrix: Matrix = _IDENTITY
    in_form: bool = False
    see_through: bool = False

    @property
    def address(self) -> int:
        """What tells objects apart."""
        return ctypes.addressof(self.raw.contents)

    def box(self) -> Box | None:
        """Gives its bounds on the page's axes: left, bottom, right, top."""
        import pypdfium2.raw as raw

        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if not raw.FPDFPageObj_GetBounds(self.raw, left, bottom, right, top):
            return None
        box = (left.value, bottom.value, right.value, top.value)
        return box if self.matrix is _IDENTITY else _bounds_of(corners(box), self.matrix)

    def colour(self, stroke: bool) -> tuple[Colour | None, int]:
        """Gives colour and alpha (0 to 255); no colour when it is a pattern."""
        import pypdfium2.raw as raw

        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        get = raw.FPDFPageObj_GetStrokeColor if stroke else raw.FPDFPageObj_GetFillColor
        if not get(self.raw, red, green, blue, alpha):
            return None, 255
        return (float(red.value), float(green.value), float(blue.value)), alpha.value

    def blends(self) -> bool:
        """Tells whether it is blended, masked or not opaque."""
        import pypdfium2.raw as raw

        return self.see_through or bool(raw.FPDFPageObj_HasTransparency(self.raw))

    def sizes(self) -> tuple[float, float]:
        """Gives height and width of a text's em in points after all transforms."""
        import pypdfium2.raw as raw

        size, own = ctypes.c_float(), raw.FS_MATRIX()
        if not raw.FPDFTextObj_GetFontSize(self.raw, size) or not raw.FPDFPageObj_GetMatrix(
            self.raw, own
        ):
            return math.inf, math.inf
        a, b, c, d, _, _ = multiply((own.a, own.b, own.c, own.d, own.e, own.f), self.matrix)
        return abs(size.value) * math.hypot(c, d), abs(size.value) * math.hypot(a, b)

    def clip(self) -> tuple[Box | None, bool]:
        """Gives the box that it is clipped to, and whether the clip is nothing but that box."""
        import pypdfium2.raw as raw

        path = raw.FPDFPageObj_GetClipPath(self.raw)
        count = raw.FPDFClipPath_CountPaths(path) if path else 0
        box: Box | None = None
        plain = True
        for index in range(max(0, count)):
            segments = raw.FPDFClipPath_CountPathSegments(path, index)
            rectangle = segments in (4, 5)
            points = [
                _point(raw.FPDFClipPath_GetPathSegment(path, index, place))
                for place in range(4 if rectangle else min(max(0, segments), _MOST_SEGMENTS))
            ]
            if not points:
                continue
            plain = plain and rectangle and _is_upright(points)
            own = _bounds_of(points, self.matrix)
            box = own if box is None else overlap(box, own)
        return box, plain


def items(page: Any) -> Iterator[Item]:
    """Gives the objects of a page that paint, those inside of forms too, in painting order.

    Args:
        page: Raw handle of a loaded page.

    Yields:
        The objects.
    """
    import pypdfium2.raw as raw

    for index in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(item) if item else 0
        if kind in _KINDS:
            yield Item(item, kind)
        elif kind == _FORM:
            yield from _inside(item, _IDENTITY, False, _DEPTH)


def _inside(form: Any, matrix: Matrix, see_through: bool, depth: int) -> Iterator[Item]:
    import pypdfium2.raw as raw

    own = raw.FS_MATRIX()
    if raw.FPDFPageObj_GetMatrix(form, own):
        matrix = multiply((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
    see_through = see_through or bool(raw.FPDFPageObj_HasTransparency(form))
    for index in range(raw.FPDFFormObj_CountObjects(form)):
        item = raw.FPDFFormObj_GetObject(form, index)
        kind = raw.FPDFPageObj_GetType(item) if item else 0
        if kind in _KINDS:
            yield Item(item, kind, matrix, in_form=True, see_through=see_through)
        elif kind == _FORM and depth:
            yield from _inside(item, matrix, see_through, depth - 1)


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """Gives the matrix that does the first and then the second."""
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


def corners(box: Box) -> list[tuple[float, float]]:
    """Gives the four corners of a box."""
    return [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]


def overlap(one: Box, other: Box) -> Box:
    """Gives what two boxes share; its right or top is the smaller when they share nothing."""
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def _bounds_of(points: list[tuple[float, float]], matrix: Matrix) -> Box:
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x, y in points]
    ys = [b * x + d * y + f for x, y in points]
    return (min(xs), min(ys), max(xs), max(ys))


def _point(segment: Any) -> tuple[float, float]:
    import pypdfium2.raw as raw

    x, y = ctypes.c_float(), ctypes.c_float()
    raw.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def _is_upright(points: list[tuple[float, float]]) -> bool:
    """Tells whether four points are the corners of an upright rectangle, in their order."""
    (x, y), (u, v), (p, q), (r, t) = points
    return (x == u and v == q and p == r and t == y) or (y == v and u == p and q == t and r == x)
