"""Which text objects of a PDF page nobody sees, and which must be looked at to tell."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

from skillmap.models import Box
from skillmap.readers.colours import PAPER, Colour, alike, mixed
from skillmap.readers.pdf_geometry import Frame
from skillmap.readers.pdf_marks import Mark, marks
from skillmap.readers.pdf_objects import IMAGE, PATH, TEXT, Item, items, overlap
from skillmap.readers.pdf_traits import Traits

WHITE_ON_WHITE = "white on white"
SAME_COLOUR = "same colour as its background"
INVISIBLE = "invisible render mode"
OUTSIDE = "outside the page"
CLIPPED = "clipped away"
COVERED = "covered by something else"
TRANSPARENT = "transparent"
TINY = "below readable size"
SWITCHED_OFF = "in a layer that is switched off"

_INVISIBLE_MODES = frozenset({3, 7})
_STROKED_MODES = frozenset({1, 5})
_BOTH_MODES = frozenset({2, 6})

_LEAST_SIZE = 2.5
"""Points below which nobody reads a text."""
_LEAST_WIDTH = 0.6
"""Points below which an em is squeezed to nothing."""
_SCAN = 0.5
"""Share of the page from which its images are a scan of it."""
_SEE_THROUGH = 16
"""Alpha (0 to 255) below which nothing is seen."""
_RECTANGLE_SEGMENTS = 6
_MOST_OBJECTS = 100_000
_MOST_PAIRS = 2_000_000
_SLACK = 1.0


@dataclass(frozen=True)
class _Painted:
    """Something painted that may stand behind text; its colour None when it is no plain one."""

    box: Box
    colour: Colour | None
    rectangle: bool


@dataclass
class _Text:
    """A text object that geometry alone lets pass."""

    item: Item
    box: Box
    doubt: str = ""


@dataclass
class PageObjects:
    """What the objects of a page tell about its text.

    Attributes:
        texts: All text objects.
        hidden: Reason by the address of each text object that nobody sees.
        partly: The box outside of which a text object is cut off, with the reason, by address.
        doubtful: Text objects that only their picture tells, and the reason if it shows nothing.
        unpainted: Those that paint nothing: an OCR layer, if there is a scan under them.
        forms: Text objects in forms: a form may be of a layer.
        marks: What stands instead of glyphs.
        scanned: Whether images fill the page.
        images: The boxes of the images.
    """

    texts: list[Item] = field(default_factory=list)
    hidden: dict[int, str] = field(default_factory=dict)
    partly: dict[int, tuple[Box, str]] = field(default_factory=dict)
    doubtful: dict[int, str] = field(default_factory=dict)
    unpainted: set[int] = field(default_factory=set)
    forms: set[int] = field(default_factory=set)
    marks: dict[int, Mark] = field(default_factory=dict)
    scanned: bool = False
    images: list[Box] = field(default_factory=list)

    def suspects(self) -> bool:
        """Tells whether any text may not be seen."""
        return bool(self.hidden or self.partly or self.doubtful)

    def doubt_forms(self) -> None:
        """Doubts whatever lies in forms, since a form may be of a layer that is switched off."""
        for address in self.forms:
            if address not in self.hidden:
                self.doubtful.setdefault(address, SWITCHED_OFF)


def look_at_objects(page: Any, frame: Frame, traits: Traits) -> PageObjects:
    """Looks at every object of a page in the order of painting.

    Args:
        page: Raw handle of a loaded page.
        frame: The visible part of the page.
        traits: What the file may hold.

    Returns:
        What was found.
    """
    found = PageObjects()
    behind: list[_Painted] = []
    seen: list[_Text] = []
    pairs = 0
    for item in itertools.islice(items(page), _MOST_OBJECTS):
        if item.kind == TEXT:
            text = _text(item, behind, frame, found)
            if text:
                if not text.doubt and (item.see_through or (traits.blends and item.blends())):
                    text.doubt = TRANSPARENT
                seen.append(text)
            continue
        painted = _painted(item)
        if painted:
            behind.append(painted)
            if item.kind == IMAGE:
                found.images.append(painted.box)
            pairs += len(seen)
            if pairs < _MOST_PAIRS:
                _cover(painted, seen)
    found.doubtful.update((text.item.address, text.doubt) for text in seen if text.doubt)
    found.scanned = sum(_share(box, frame) for box in found.images) >= _SCAN
    return found


def _text(item: Item, behind: list[_Painted], frame: Frame, found: PageObjects) -> _Text | None:
    """Notes down what is told of a text object; gives it when it may be seen."""
    address, box = item.address, item.box()
    found.texts.append(item)
    mark, layer = marks(item.raw)
    if mark:
        found.marks[address] = mark
    if item.in_form:
        found.forms.add(address)
    window, reason, plain = _window(item, frame)
    if box is not None and not _meet(box, window):
        found.hidden[address] = reason
        return None
    reason = _why_unpainted(item, box)
    if reason:
        found.hidden[address] = reason
        if reason == INVISIBLE:
            found.unpainted.add(address)
        return None
    if box is None:
        return None
    if not _within(box, window):
        found.partly[address] = (window, CLIPPED if window != frame.box else OUTSIDE)
    text = _Text(item, box, SWITCHED_OFF if layer else "" if plain else CLIPPED)
    reason, doubt = _against(item, box, behind)
    if reason:
        found.hidden[address] = reason
        return None
    text.doubt = text.doubt or doubt
    return text


def _window(item: Item, frame: Frame) -> tuple[Box, str, bool]:
    """Gives what an object may be seen through, why not outside, and whether that is all."""
    clip, plain = item.clip()
    if clip is None:
        return frame.box, OUTSIDE, True
    window = overlap(clip, frame.box)
    if all(abs(a - b) < _SLACK for a, b in zip(window, frame.box, strict=True)):
        return frame.box, OUTSIDE, plain
    box = item.box()
    return window, OUTSIDE if box and not _meet(box, frame.box) else CLIPPED, plain


def _why_unpainted(item: Item, box: Box | None) -> str:
    import pypdfium2.raw as raw

    mode = raw.FPDFTextObj_GetTextRenderMode(item.raw)
    if mode in _INVISIBLE_MODES:
        # A fill of no opacity at all is told as this mode.
        _, alpha = item.colour(stroke=False)
        return TRANSPARENT if alpha == 0 else INVISIBLE
    if box is None:
        return ""
    height, width = item.sizes()
    if height < _LEAST_SIZE and min(box[3] - box[1], box[2] - box[0]) < _LEAST_SIZE:
        return TINY
    return TINY if width < _LEAST_WIDTH else ""


def _against(item: Item, box: Box, behind: list[_Painted]) -> tuple[str, str]:
    """Tells why a text is not seen before what is behind it, or may not be."""
    import pypdfium2.raw as raw

    mode = raw.FPDFTextObj_GetTextRenderMode(item.raw)
    colour, alpha = item.colour(stroke=mode in _STROKED_MODES)
    if alpha < _SEE_THROUGH:
        return TRANSPARENT, ""
    if colour is None:
        return "", SAME_COLOUR
    background, sure = _background(box, behind)
    if background is None:
        return "", SAME_COLOUR
    if alpha < 255:
        colour = mixed(colour, background, alpha)
    if not alike(colour, background):
        # White text that begins on a band and goes on beside it is seen in part.
        return "", SAME_COLOUR if not sure and alike(colour, PAPER) else ""
    reason = WHITE_ON_WHITE if background == PAPER else SAME_COLOUR
    if not sure or mode in _BOTH_MODES or _is_white(item.colour(stroke=False)[0]):
        # The outline may be seen; and patterns are told as white.
        return "", reason
    return reason, ""


def _background(box: Box, behind: list[_Painted]) -> tuple[Colour | None, bool]:
    """Gives the colour behind a text and whether it is all; None when it must be looked at."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    sure = True
    for painted in reversed(behind):
        left, bottom, right, top = painted.box
        if not _meet(painted.box, box) or top - bottom < 0.6 * (box[3] - box[1]):
            continue  # elsewhere, or a line through or under the text
        if not (left <= x <= right and bottom <= y <= top):
            sure = False
            continue
        if painted.colour is None:
            return None, False
        if painted.rectangle:
            return painted.colour, sure and _within(box, painted.box)
        sure = False
        if alike(painted.colour, PAPER):
            continue
        return None, False
    return PAPER, sure


def _cover(painted: _Painted, seen: list[_Text]) -> None:
    left, bottom, right, top = painted.box
    for text in seen:
        if text.doubt:
            continue
        box = text.box
        if left < box[2] and right > box[0] and bottom < box[3] and top > box[1]:
            height = min(top, box[3]) - max(bottom, box[1])
            if height > 0.5 * (box[3] - box[1]) and min(right, box[2]) - max(left, box[0]) > 2:
                text.doubt = COVERED


def _painted(item: Item) -> _Painted | None:
    import pypdfium2.raw as raw

    box = item.box()
    if box is None:
        return None
    clip, plain = item.clip()
    if clip is not None:
        box = overlap(box, clip)
        if box[0] >= box[2] or box[1] >= box[3]:
            return None
    if item.kind != PATH:
        return _Painted(box, None, True)
    import ctypes

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(item.raw, fill, stroke) or not fill.value:
        return None
    colour, alpha = item.colour(stroke=False)
    if alpha < _SEE_THROUGH:
        return None
    if colour is not None and alpha < 255:
        colour = mixed(colour, PAPER, alpha)
    if _is_white(colour) and item.blends():
        colour = None
    rectangle = plain and raw.FPDFPath_CountSegments(item.raw) <= _RECTANGLE_SEGMENTS
    return _Painted(box, colour, rectangle)


def _is_white(colour: Colour | None) -> bool:
    return colour == PAPER


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def _within(box: Box, window: Box) -> bool:
    return (
        box[0] >= window[0] - _SLACK
        and box[1] >= window[1] - _SLACK
        and box[2] <= window[2] + _SLACK
        and box[3] <= window[3] + _SLACK
    )


def _share(box: Box, frame: Frame) -> float:
    left, bottom, right, top = overlap(box, frame.box)
    return max(0.0, right - left) * max(0.0, top - bottom) / frame.area
