"""What the styles of a Word document say about a run: is it seen, is it an item of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{W}val"
_OFF = frozenset({"0", "false", "off", "none"})
_NEAR_WHITE = 0xF5
_LEAST_HALF_POINTS = 4
"""Two points: below this nobody reads it."""
_CHAIN = 12


class Styles:
    """The styles of a document, with what they are based on resolved.

    Args:
        element: The `w:styles` element.
    """

    def __init__(self, element: _Element) -> None:
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
        vanish = _first(properties, "vanish")
        if vanish is not None and (vanish.get(_VAL) or "1").lower() not in _OFF:
            return "hidden by formatting"
        size = _first(properties, "sz")
        if size is not None and _number(size.get(_VAL)) < _LEAST_HALF_POINTS:
            return "below readable size"
        colour = _first(properties, "color")
        if colour is not None and _is_white(colour.get(_VAL)) and not self._is_shaded(run):
            return "white on white"
        return ""

    def is_item(self, paragraph: _Element) -> bool:
        """Tells whether a paragraph is an item of a list.

        Args:
            paragraph: A `w:p` element.

        Returns:
            True for an item; False for a numbered heading.
        """
        own = paragraph.find(f"{W}pPr")
        chain = self._chain(own, "pStyle") if own is not None else []
        if any((style.get(f"{W}styleId") or "").lower().startswith("heading") for style in chain):
            return False
        for properties in (own, *(style.find(f"{W}pPr") for style in chain)):
            numbering = properties.find(f"{W}numPr") if properties is not None else None
            if numbering is not None:
                number = numbering.find(f"{W}numId")
                return number is None or number.get(_VAL) != "0"
        return any((style.get(f"{W}styleId") or "").startswith("ListBullet") for style in chain)

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

    def _is_shaded(self, run: _Element) -> bool:
        """Tells whether anything behind a run may be other than white."""
        properties = run.find(f"{W}rPr")
        if properties is not None and properties.find(f"{W}highlight") is not None:
            return True
        for element in (run, *run.iterancestors()):
            name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
            if name == "txbxContent":
                # The box may be filled, and its fill is not told here.
                return True
            for own in (element.find(f"{W}{name}Pr"),) if name in ("r", "p", "tc", "tbl") else ():
                shade = own.find(f"{W}shd") if own is not None else None
                fill = shade.get(f"{W}fill") if shade is not None else None
                if (fill or "auto").lower() != "auto" and not _is_white(fill):
                    return True
                if own is not None and name == "tbl" and self._styled_table(own):
                    return True
            if name == "document" and element.find(f"{W}background") is not None:
                return True
        return False

    def _styled_table(self, properties: _Element) -> bool:
        return any(
            style.find(f".//{W}shd") is not None for style in self._chain(properties, "tblStyle")
        )


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


def _is_white(value: str | None) -> bool:
    try:
        channels = bytes.fromhex(value or "")
    except ValueError:
        return False
    return len(channels) == 3 and min(channels) >= _NEAR_WHITE
