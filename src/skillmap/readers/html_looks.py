"""What an element of an HTML page looks like: whether a person sees the text in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skillmap.readers.html_sheets import Sheets
from skillmap.readers.html_styles import (
    ANY,
    COMMENT,
    DECLARATION,
    MOST_GROUNDS,
    PAPER,
    Rgba,
    attributes_of,
    colours,
    declared,
    is_same,
    is_shut,
    over,
)

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PATTERNS = tuple(
    (name, re.compile(pattern), reason)
    for name, pattern, reason in (
        ("display", r"none\b", "not displayed"),
        ("visibility", r"(?:hidden|collapse)\b", "not displayed"),
        ("content-visibility", r"hidden\b", "not displayed"),
        ("opacity", r"0?(?:\.0[0-4]?\d*)?%?$", "transparent"),
        ("filter", r"opacity\(\s*0(?:\.0+)?%?\s*\)", "transparent"),
        ("font-size", r"(?:[01](?:\.\d+)?px|0?\.?0*(?:r?em|%|pt)?)$", "below readable size"),
        ("zoom", r"0?\.?0*$", "below readable size"),
        ("transform", r".*\bscale[xy]?\(\s*0?\.?0*\s*[,)]", "below readable size"),
        ("transform", r".*\btranslate[xy]?\([^)]*-(?:\d{4,}|[1-9]\d\dv)", "outside the page"),
        ("text-indent", r"-\d{3,}", "outside the page"),
        *(
            (side, r"-(?:\d{4,}|[1-9]\d\dv)", "outside the page")
            for side in ("left", "right", "top")
        ),
        *(
            (f"margin-{side}", r"-(?:\d{4,}|[1-9]\d\dv)", "outside the page")
            for side in ("left", "top")
        ),
        ("clip", r"rect\(\s*(?:[01](?:px)?[\s,]*){4}\)", "clipped to nothing"),
        ("clip-path", r"inset\(\s*(?:100|[5-9]\d)%\s*\)|circle\(\s*0", "clipped to nothing"),
    )
)
_READ_ALOUD = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|a11y-hidden)(?=\s|$)", re.I
)
_ICON = re.compile(r"(?:^|[\s_-])(?:icons?|material-symbols\S*|fa|glyphicon)(?=$|[\s_-])", re.I)
_ALOUD = "for those who have the page read aloud"
_MOST_ICON = 40
_PLAIN: dict[str, str] = {}


class Looks:
    """What the elements of a page look like, by their attributes and the sheets in the page.

    Args:
        root: The page.
    """

    def __init__(self, root: HtmlElement) -> None:
        linked = any("stylesheet" in (link.get("rel") or "") for link in root.iter("link"))
        texts = [style.text or "" for style in root.iter("style") if _is_for_screens(style)]
        self._own = Sheets(texts)
        # What cannot be followed may have changed any colour.
        unsure = linked or not self._own.is_sure
        plain = [COMMENT.sub("", text).lower() for text in texts] if unsure else []
        self._recoloured = linked or any("color" in sheet for sheet in plain)
        self._grounds: set[Rgba] = {ANY} if linked else set()
        for name, value in (each for sheet in plain for each in DECLARATION.findall(sheet)):
            if name in ("background", "background-color", "background-image"):
                self._grounds |= colours(value) if len(self._grounds) < MOST_GROUNDS else {ANY}
        self._paints = not unsure
        self._known: dict[HtmlElement, dict[str, str]] = {}

    def style_of(self, element: HtmlElement) -> dict[str, str]:
        """Gives the declarations that hold for an element."""
        found = self._known.get(element)
        if found is None:
            if not self._own.has_rules and not element.attrib:
                return _PLAIN
            style, ground, picture, ink = attributes_of(element)
            sheet = self._own.declared(element).lower()
            found = declared(f"{sheet};{style}" if sheet else style, ground, picture, ink)
            if sheet and not self._paints:
                own = declared(style, ground, picture, ink)
                paint = {name: value for name, value in own.items() if _is_paint(name)}
                rest = {name: value for name, value in found.items() if not _is_paint(name)}
                found = {**rest, **paint}
            self._known[element] = found
        return found

    def is_painted(self, element: HtmlElement) -> bool:
        """Tells whether anything is said about an element's colours."""
        return any(map(_is_paint, self.style_of(element)))

    def unseen(self, element: HtmlElement) -> str:
        """Tells why an element is not seen; empty when it is."""
        style = self.style_of(element)
        if not style and not element.attrib:
            return ""
        if element.get("hidden") is not None and style.get("display", "none") == "none":
            return "not displayed"
        for name, pattern, reason in _PATTERNS if style else ():
            if name in style and pattern.match(style[name]):
                return reason
        if is_shut(style):
            return "clipped to nothing"
        return _ALOUD if _READ_ALOUD.search(element.get("class") or "") else ""

    def is_icon(self, element: HtmlElement) -> bool:
        """Tells whether the text of an element is the name of an icon that is shown instead."""
        return (
            (element.get("aria-hidden") or "").lower() == "true"
            and bool(_ICON.search(element.get("class") or ""))
            and len(str(element.text_content()).strip()) <= _MOST_ICON
        )

    def faded(self, element: HtmlElement) -> str:
        """Tells why text of an element does not stand out from what is behind it, if so."""
        chain = [self.style_of(each) for each in (element, *element.iterancestors())]
        depth = next((i for i, s in enumerate(chain) if s.get("color", "inherit") != "inherit"), -1)
        if depth < 0 or (depth and self._recoloured):
            return ""
        ink = next(iter(colours(chain[depth]["color"])), ANY)
        behind: set[Rgba] = {PAPER}
        for index, style in reversed(list(enumerate(chain))):
            if not index:
                # What a style sheet may put below it.
                behind |= {over(layer, each) for layer in self._grounds for each in behind}
            for name in ("background-color", "background-image"):
                layers = colours(style.get(name, ""))
                behind = {over(layer, each) for layer in layers for each in behind} or behind
            if "text" in style.get("background-clip", "") or len(behind) > MOST_GROUNDS:
                behind = {ANY}
        if not all(is_same(over(ink, each), each) for each in behind):
            return ""
        if ink[3] < 0.05:
            return "transparent"
        white = all(is_same(PAPER, each) for each in behind)
        return "white on white" if white else "same colour as its background"


def _is_paint(name: str) -> bool:
    return name.startswith(("color", "background"))


def _is_for_screens(style: HtmlElement) -> bool:
    media = (style.get("media") or "all").lower().strip()
    return media in ("all", "screen")
