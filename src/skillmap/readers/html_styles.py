"""Inline styles of HTML: colours and their grounds, and what leaves an element no room."""

from __future__ import annotations

import re
from functools import lru_cache
from math import nan
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Rgba = tuple[float, float, float, float]
PAPER: Rgba = (255, 255, 255, 1)
ANY: Rgba = (nan, nan, nan, 1)
"""What may be any colour, as a picture: the same as none."""
_SAME_COLOUR = 12.0
"""Two colours whose channels (0 to 255) differ by no more cannot be told apart."""
MOST_GROUNDS = 32
_ATTRIBUTES = ("style", "bgcolor", "background")
_NAMED = {
    "white": "fff",
    "black": "000",
    "transparent": "0000",
    "snow": "fffafa",
    "ivory": "fffff0",
}
_NO_COLOUR = re.compile(
    r"none|initial|unset|inherit|(?:no-)?repeat(?:-[xy])?|center|top|bottom|left|right|cover|"
    r"contain|scroll|fixed|to|at|circle|ellipse|(?:repeating-)?(?:linear|radial|conic)-gradient"
)
_COLOUR = re.compile(r"#([\da-f]+)|rgba?\(([^()]*)\)|(?<![\w#.-])([a-z][a-z-]*)")
_NUMBER = re.compile(r"(\d*\.?\d+)(%?)")
DECLARATION = re.compile(r"(?<![\w-])([\w-]++)\s*+:\s*+((?:[^;(}]|\([^)]*+\)?)*+)")
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_NO_SIZE = re.compile(r"\.?0[0.]*+(?:[a-z]+|%)?|1(?:\.\d+)?px")


def attributes_of(element: HtmlElement) -> tuple[str, str, str, str]:
    """Gives what an element's own attributes say: style, ground, picture behind, ink."""
    style, ground, picture = ((element.get(n) or "").lower() for n in _ATTRIBUTES)
    return style, ground, picture, (element.get("color") or "").lower() * (element.tag == "font")


@lru_cache(maxsize=512)
def declared(style: str, ground: str, picture: str, ink: str = "") -> dict[str, str]:
    """Gives the declarations that hold: the last of each property, an important one before all."""
    found = {"color": ink, "background-color": ground, "background-image": picture and "url()"}
    all_of_them = DECLARATION.findall(COMMENT.sub("", style))
    for name, value in sorted(all_of_them, key=lambda each: "!" in each[1]):
        if name == "background":
            found["background-color"] = found["background-image"] = ""
            name += "-image" if "url(" in value or "gradient" in value else "-color"
        found[name.removeprefix("-webkit-")] = value.partition("!")[0].strip()
    return {name: value for name, value in found.items() if value}


def is_shut(style: dict[str, str]) -> bool:
    """Tells whether a box has no room and cuts off what does not fit."""
    sizes = (style.get(name, "") for name in ("width", "max-width", "height", "max-height"))
    return any(map(_NO_SIZE.fullmatch, sizes)) and any(
        name.startswith("overflow") and re.search("hidden|clip", style[name]) for name in style
    )


def colours(value: str) -> set[Rgba]:
    """Gives the colours in a value."""
    found: set[Rgba] = set()
    for digits, inside, word in _COLOUR.findall(value):
        if _NO_COLOUR.fullmatch(word):
            continue
        digits = _NAMED.get(word, digits)
        digits = "".join(2 * digit for digit in digits) if len(digits) < 5 else digits
        channels = [float(int(digits[i : i + 2], 16)) for i in range(0, len(digits), 2)]
        for index, (number, percent) in enumerate(_NUMBER.findall(inside)):
            channels.append(float(number) * (2.55 if percent else 255 if index == 3 else 1))
        red, green, blue, alpha = (*channels, 255.0, 0.0, 0.0, 0.0)[:4]
        found.add((red, green, blue, alpha / 255) if len(channels) in (3, 4) else ANY)
    return found if len(found) <= MOST_GROUNDS else {ANY}


def over(ink: Rgba, ground: Rgba) -> Rgba:
    """Gives the colour of a see-through ink on a ground."""
    red, green, blue = (ink[3] * ink[i] + (1 - ink[3]) * ground[i] for i in range(3))
    return ink if ink[3] >= 1 else (red, green, blue, 1.0)


def is_same(one: Rgba, other: Rgba) -> bool:
    """Tells whether two colours cannot be told apart."""
    return all(abs(one[i] - other[i]) <= _SAME_COLOUR for i in range(3))
