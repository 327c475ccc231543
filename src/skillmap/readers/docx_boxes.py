"""Text boxes of a Word document: are they on the page, are they shown, what fills them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from skillmap.readers.colours import Colour, colour_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

OUTSIDE = "outside the page"
HIDDEN = "hidden by formatting"

_EMU, _TWIPS = 12700, 20
"""Of each in a point."""
_VML_SHAPES = frozenset({"shape", "rect", "roundrect", "oval"})
_STYLE = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
_LENGTH = re.compile(r"(-?[\d.]+)\s*(pt|in|cm|mm|px|)$")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "": 0.75}


@dataclass(frozen=True)
class Paper:
    """The page of a document, in points.

    Attributes:
        width: Its width.
        height: Its height.
        left: Where its text begins.
        top: The same from above.
    """

    width: float = 612.0
    height: float = 792.0
    left: float = 72.0
    top: float = 72.0


def paper_of(body: _Element) -> Paper:
    """Reads the size of a document's pages.

    Args:
        body: The document's body.

    Returns:
        The largest of them.
    """
    found = []
    for section in body.iter(f"{_W}sectPr"):
        size, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
        values = [
            _twips(element, name, default)
            for element, name, default in (
                (size, "w", 612.0),
                (size, "h", 792.0),
                (margins, "left", 72.0),
                (margins, "top", 72.0),
            )
        ]
        found.append(Paper(*values))
    return max(found, key=lambda paper: paper.width * paper.height, default=Paper())


def why_unseen(element: _Element, paper: Paper) -> str:
    """Tells why nothing in a text box is seen.

    Args:
        element: The box's content, or anything in it.
        paper: The page.

    Returns:
        The reason, or an empty string.
    """
    for around in element.iterancestors():
        name = _name(around)
        if name == "anchor":
            shown = around.find(f"{_WP}docPr")
            if shown is not None and shown.get("hidden") in ("1", "true"):
                return HIDDEN
            return OUTSIDE if _is_off(_anchored(around, paper), paper) else ""
        if name in _VML_SHAPES:
            style = dict(_STYLE.findall(around.get("style") or ""))
            if style.get("visibility", "").strip() == "hidden":
                return HIDDEN
            if "absolute" in style.get("position", ""):
                return OUTSIDE if _is_off(_styled(style), paper) else ""
    return ""


def is_pushed_off(properties: _Element | None, paper: Paper) -> bool:
    """Tells whether a paragraph's own frame or indent puts it beside the page.

    Args:
        properties: Its `w:pPr`.
        paper: The page.

    Returns:
        True when none of it can be on the page.
    """
    if properties is None:
        return False
    frame, indent = properties.find(f"{_W}framePr"), properties.find(f"{_W}ind")
    if frame is not None:
        x, y = _twips(frame, "x", 0.0), _twips(frame, "y", 0.0)
        wide, high = _twips(frame, "w", paper.width), _twips(frame, "h", 20.0)
        return _is_off((x, y, x + wide, y + high), paper)
    if indent is None:
        return False
    left = _twips(indent, "left", _twips(indent, "start", 0.0))
    right = _twips(indent, "right", _twips(indent, "end", 0.0))
    return paper.left + left >= paper.width or right >= paper.width


def fill_of(content: _Element) -> tuple[bool, Colour | None]:
    """Tells what fills the text box around its content.

    Args:
        content: The `w:txbxContent`.

    Returns:
        Whether the fill is known, and its colour; None for no fill at all.
    """
    for around in content.iterancestors():
        name = _name(around)
        if name in _VML_SHAPES:
            if around.get("filled") in ("f", "false"):
                return True, None
            colour = colour_of((around.get("fillcolor") or "ffffff").split(" ")[0])
            return colour is not None, colour
        if name == "wsp":
            return _shape_fill(around)
    return False, None


def _shape_fill(shape: _Element) -> tuple[bool, Colour | None]:
    for child in shape:
        if _name(child) == "spPr":
            if child.find(f"{_A}noFill") is not None:
                return True, None
            solid = child.find(f"{_A}solidFill/{_A}srgbClr")
            if solid is not None:
                colour = colour_of(solid.get("val"))
                return colour is not None, colour
    return False, None


def _anchored(anchor: _Element, paper: Paper) -> tuple[float, float, float, float]:
    extent = anchor.find(f"{_WP}extent")
    wide, high = (
        _number(extent.get(side)) / _EMU if extent is not None else 0.0 for side in ("cx", "cy")
    )
    x, y = (_offset(anchor, side, paper) for side in ("positionH", "positionV"))
    return x, y, x + wide, y + high


def _offset(anchor: _Element, side: str, paper: Paper) -> float:
    position = anchor.find(f"{_WP}{side}")
    offset = position.find(f"{_WP}posOffset") if position is not None else None
    if position is None or offset is None:
        return 0.0
    base = 0.0
    if position.get("relativeFrom") != "page":
        base = paper.left if side == "positionH" else paper.top
    return base + _number(offset.text) / _EMU


def _styled(style: dict[str, str]) -> tuple[float, float, float, float]:
    x, y = (
        _length(style.get(f"margin-{side}", "")) + _length(style.get(side, ""))
        for side in ("left", "top")
    )
    return x, y, x + _length(style.get("width", "")), y + _length(style.get("height", ""))


def _is_off(box: tuple[float, float, float, float], paper: Paper) -> bool:
    # What a place is counted from is not always known: half an inch decides for the text.
    left, top, right, bottom = box
    return (
        right <= -paper.left / 2
        or left >= paper.width
        or bottom <= -paper.top / 2
        or top >= paper.height
    )


def _length(value: str) -> float:
    match = _LENGTH.match(value.strip())
    return float(match[1]) * _POINTS[match[2]] if match else 0.0


def _twips(element: _Element | None, name: str, default: float) -> float:
    value = element.get(f"{_W}{name}") if element is not None else None
    return default if value is None else _number(value) / _TWIPS


def _number(value: str | None) -> float:
    try:
        return float(value or "0")
    except ValueError:
        return 0.0


def _name(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
