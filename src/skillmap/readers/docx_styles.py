"""What the styles of a Word document say about a run: is it seen, is it an item of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skillmap.readers.colours import PAPER, Colour, alike, colour_of
from skillmap.readers.docx_boxes import OUTSIDE, Paper, fill_of, is_pushed_off, why_unseen

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{W}val"
_OFF = frozenset({"0", "false", "off", "none"})
_LEAST_HALF_POINTS = 5
"""Two points and a half: below this nobody reads it."""
_LEAST_SCALE = 8.0
"""Percent of a letter's width below which it is a line."""
_HIGHLIGHTS = {"white": "FFFFFF", "black": "000000", "yellow": "FFFF00", "darkBlue": "000080"}
_CHAIN = 12
_LEVELS = 9
_HEADING = re.compile(r"heading\s*([1-9])?", re.IGNORECASE)


class Styles:
    """The styles of a document, with what they are based on resolved.

    Args:
        element: The `w:styles` element.
        paper: The page, to tell what lies beside it.
    """

    def __init__(self, element: _Element, paper: Paper | None = None) -> None:
        self.paper = paper or Paper()
        self._styles = {style.get(f"{W}styleId"): style for style in element.iter(f"{W}style")}

    def hidden(self, run: _Element, paragraph: _Element) -> str:
        """Tells why a run is not seen.

        Args:
            run: A `w:r` element.
            paragraph: The paragraph that it is in.

        Returns:
            The reason, or an empty string when it is seen.
        """
        properties = self._properties(run, paragraph)
        if any(_is_on(_first(properties, name)) for name in ("vanish", "specVanish")):
            return "hidden by formatting"
        if self._in_hidden_row(paragraph):
            return "hidden by formatting"
        size, scale = _first(properties, "sz"), _first(properties, "w")
        if size is not None and _number(size.get(_VAL)) < _LEAST_HALF_POINTS:
            return "below readable size"
        if scale is not None and _number(scale.get(_VAL)) < _LEAST_SCALE:
            return "below readable size"
        if is_pushed_off(paragraph.find(f"{W}pPr"), self.paper):
            return OUTSIDE
        reason = why_unseen(paragraph, self.paper)
        if reason:
            return reason
        element = _first(properties, "color")
        colour = colour_of(element.get(_VAL)) if element is not None else None
        behind = self._behind(run, properties) if colour is not None else None
        if colour is None or behind is None or not alike(colour, behind):
            return ""
        return "white on white" if behind == PAPER else "same colour as its background"

    def is_item(self, paragraph: _Element) -> bool:
        """Tells whether a paragraph is an item of a list.

        Args:
            paragraph: A `w:p` element.

        Returns:
            True for an item; False for a numbered heading.
        """
        own = paragraph.find(f"{W}pPr")
        chain = self._chain(own, "pStyle") if own is not None else []
        if any(_heading(style) for style in chain):
            return False
        for properties in (own, *(style.find(f"{W}pPr") for style in chain)):
            numbering = properties.find(f"{W}numPr") if properties is not None else None
            if numbering is not None:
                number = numbering.find(f"{W}numId")
                return number is None or number.get(_VAL) != "0"
        return any((style.get(f"{W}styleId") or "").startswith("ListBullet") for style in chain)

    def level(self, paragraph: _Element) -> int:
        """Tells which level of heading a paragraph is.

        Args:
            paragraph: A `w:p` element.

        Returns:
            1 for the highest; 0 for plain text.
        """
        own = paragraph.find(f"{W}pPr")
        chain = self._chain(own, "pStyle") if own is not None else []
        for properties in (own, *(style.find(f"{W}pPr") for style in chain)):
            outline = properties.find(f"{W}outlineLvl") if properties is not None else None
            if outline is not None:
                level = int(_number(outline.get(_VAL))) + 1
                return level if 0 < level <= _LEVELS else 0
        return next(filter(None, map(_heading, chain)), 0)

    def _properties(self, run: _Element, paragraph: _Element) -> list[_Element]:
        """Gives the run's properties, strongest first."""
        own = run.find(f"{W}rPr")
        above = paragraph.find(f"{W}pPr")
        styles = self._chain(own, "rStyle") if own is not None else []
        if above is not None:
            styles = [*styles, *self._chain(above, "pStyle")]
        found = [own, *(style.find(f"{W}rPr") for style in styles)]
        return [properties for properties in found if properties is not None]

    def _chain(self, properties: _Element, reference: str) -> list[_Element]:
        chain: list[_Element] = []
        named = properties.find(f"{W}{reference}")
        while named is not None and len(chain) < _CHAIN:
            style = self._styles.get(named.get(_VAL))
            if style is None:
                break
            chain.append(style)
            named = style.find(f"{W}basedOn")
        return chain

    def _behind(self, run: _Element, properties: list[_Element]) -> Colour | None:
        """Gives the colour behind a run; None when it cannot be told."""
        light = _first(properties, "highlight")
        if light is not None and light.get(_VAL) != "none":
            return colour_of(_HIGHLIGHTS.get(light.get(_VAL) or ""))
        shade = _shade(_first(properties, "shd"))
        if shade is not None:
            return shade
        for element in run.iterancestors():
            name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
            if name == "txbxContent":
                known, fill = fill_of(element)
                if fill is not None or not known:
                    return fill
            own = element.find(f"{W}{name}Pr") if name in ("p", "tc", "tbl") else None
            if own is not None:
                shade = _shade(own.find(f"{W}shd"))
                if name == "p" and shade is None:
                    styles = (style.find(f"{W}pPr") for style in self._chain(own, "pStyle"))
                    shade = _shade(_first([one for one in styles if one is not None], "shd"))
                if shade is not None:
                    return shade
                if name == "tbl" and self._styled_table(own):
                    return None
            page = element.find(f"{W}background") if name == "document" else None
            if page is not None:
                return colour_of(page.get(f"{W}color"))
        return PAPER

    def _in_hidden_row(self, paragraph: _Element) -> bool:
        return any(
            _is_on(row.find(f"{W}trPr/{W}hidden")) for row in paragraph.iterancestors(f"{W}tr")
        )

    def _styled_table(self, properties: _Element) -> bool:
        return any(
            style.find(f".//{W}shd") is not None for style in self._chain(properties, "tblStyle")
        )


def _heading(style: _Element) -> int:
    """Gives the level of a style of headings; 0 for another style."""
    name = style.find(f"{W}name")
    names = (style.get(f"{W}styleId"), name.get(_VAL) if name is not None else "")
    for each in names:
        match = _HEADING.match(each or "")
        if match:
            return int(match[1] or 1)
    return 0


def _first(properties: list[_Element], name: str) -> _Element | None:
    for element in properties:
        found = element.find(f"{W}{name}")
        if found is not None:
            return found
    return None


def _number(value: str | None) -> float:
    try:
        return float(value or "24")
    except ValueError:
        return 24.0


def _is_on(element: _Element | None) -> bool:
    return element is not None and (element.get(_VAL) or "1").lower() not in _OFF


def _shade(element: _Element | None) -> Colour | None:
    return colour_of(element.get(f"{W}fill")) if element is not None else None
