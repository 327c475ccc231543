"""One page of a PDF: its characters as PDFium gives them, mended and without the hidden ones."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from skillmap.models import HiddenText
from skillmap.readers.cleaning import Tally, clean
from skillmap.readers.pdf_columns import columns_in_order
from skillmap.readers.pdf_dates import dates_in_place
from skillmap.readers.pdf_fonts import Fonts
from skillmap.readers.pdf_geometry import frame_of
from skillmap.readers.pdf_glyphs import Glyphs
from skillmap.readers.pdf_hidden import PageObjects, look_at_objects
from skillmap.readers.pdf_marks import agrees, take_off
from skillmap.readers.pdf_ocr import Picture
from skillmap.readers.pdf_picture import Pictures
from skillmap.readers.pdf_plumber import Plumber
from skillmap.readers.pdf_rows import Row
from skillmap.readers.pdf_sight import unseen
from skillmap.readers.pdf_traits import Traits

_ICON_FONTS = re.compile(
    r"awesome|marvosym|icon|dingbat|wingding|webding|material|fontello|typicon|entypo|"
    r"bbding|pifont|fa-(?:solid|brands|regular)",
    re.IGNORECASE,
)
OTHER_TEXT = "stands in the file for glyphs that show something else"


@dataclass
class PageText:
    """What was read on one page.

    Attributes:
        rows: Its lines.
        hidden: Text on it that nobody sees.
        recognised: Whether its text is an OCR layer over a scan.
        damaged: Whether it could not be read in full.
        painted: Whether there is anything on it.
        picture: What text recognition is to read, None when it is not to.
        ocr: Whether its text comes from our text recognition.
    """

    rows: list[Row]
    hidden: list[HiddenText] = field(default_factory=list)
    recognised: bool = False
    damaged: bool = False
    painted: bool = True
    picture: Picture | None = None
    ocr: bool = False


class Reader:
    """Reads pages, and remembers what unmapped glyphs of each font stand for.

    Args:
        traits: What the file may hold.
        fonts: Asked once for each unmapped glyph of a font.
        plumber: Asked where the fonts do not know.
    """

    def __init__(self, traits: Traits, fonts: Fonts, plumber: Plumber) -> None:
        self._traits, self._fonts, self._plumber = traits, fonts, plumber
        self._known: dict[tuple[str, str], str] = {}

    def read(self, page: Any, index: int) -> PageText:
        """Reads a page.

        Args:
            page: A page of pypdfium2.
            index: Its index, from 0.

        Returns:
            Its rows and hidden text.
        """
        import pypdfium2.raw as raw

        frame = frame_of(page)
        objects = look_at_objects(page.raw, frame, self._traits)
        if objects.forms and self._traits.layers:
            objects.doubt_forms()
        take_off(objects.texts, objects.marks)
        textpage = page.get_textpage()
        try:
            glyphs = Glyphs(textpage.raw, frame)
            unknown = set(glyphs.unmapped())
            hidden = _instead(glyphs, objects, unknown, index + 1) if objects.marks else []
            self._mend(glyphs, sorted(unknown), index)
            recognised = False
            if objects.suspects():
                pictures = Pictures(page, frame, objects.texts, set(objects.doubtful))
                reasons, recognised = unseen(glyphs, objects, pictures)
                hidden += glyphs.take_out(reasons, index + 1)
            rows = glyphs.rows()
        finally:
            textpage.close()
        if not rows and not hidden and objects.texts:
            rows = self._plumber.rows(index)
        return PageText(
            rows=columns_in_order(dates_in_place(rows)),
            hidden=hidden,
            recognised=recognised,
            painted=raw.FPDFPage_CountObjects(page.raw) > 0,
        )

    def _mend(self, glyphs: Glyphs, unknown: list[int], index: int) -> None:
        """Gives unmapped glyphs their meaning, and takes icons out."""
        for place in unknown:
            font = glyphs.font(place)
            key = (font, glyphs.chars[place])
            if key not in self._known:
                self._known[key] = self._meaning(glyphs, index, place, font)
            glyphs.chars[place] = self._known[key]

    def _meaning(self, glyphs: Glyphs, index: int, place: int, font: str) -> str:
        if _ICON_FONTS.search(font):
            return ""
        char = glyphs.chars[place]
        text = self._fonts.meaning(index, font, ord(char[0]))
        if text is None:
            text = self._plumber.glyph(index, *glyphs.origin(place))
        if text and text.isprintable():
            return text
        return char if char.isascii() and char.isalnum() else ""


def _instead(
    glyphs: Glyphs, objects: PageObjects, unknown: set[int], page: int
) -> list[HiddenText]:
    """Settles what counts where the file gives a text of its own for glyphs.

    Places whose meaning is settled here are taken out of the unknown ones.
    """
    groups: dict[int, list[int]] = {}
    texts = {mark.address: mark.text for mark in objects.marks.values()}
    for item in objects.texts:
        mark = objects.marks.get(item.address)
        if mark:
            places = glyphs.objects.get(item.address, [])
            groups.setdefault(mark.address, []).extend(places)
    hidden = []
    for address, places in groups.items():
        text = texts[address]
        places.sort()
        icons = [place for place in places if _ICON_FONTS.search(glyphs.font(place))]
        for place in icons:
            glyphs.chars[place] = ""
        unknown.difference_update(icons)
        span = range(places[0], places[-1] + 1) if places else ()
        shown = "".join(glyphs.chars[place] for place in span)
        verdict = agrees(text, shown, len(unknown.intersection(places)), bool(icons))
        if verdict is False:
            cleaned = clean(text, Tally()).strip()
            box = glyphs.place(places) if places else None
            hidden.append(HiddenText(text=cleaned, reason=OTHER_TEXT, page=page, box=box))
        elif verdict and (unknown.intersection(places) or "\ufffd" in shown):
            glyphs.replace(places, text)
            unknown.difference_update(places)
    return hidden
