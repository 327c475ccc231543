"""One page of a PDF: its characters as PDFium gives them, mended and without the hidden ones."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass, field
from typing import Any

from skillmap.models import Box, HiddenText
from skillmap.readers.cleaning import Tally, clean
from skillmap.readers.pdf_geometry import Frame, union
from skillmap.readers.pdf_hidden import WHITE_ON_WHITE, look_at_objects
from skillmap.readers.pdf_ocr import Picture
from skillmap.readers.pdf_plumber import Plumber
from skillmap.readers.pdf_rows import Row

_ICON_FONTS = re.compile(
    r"awesome|marvosym|icon|dingbat|wingding|webding|material|fontello|typicon|entypo|"
    r"bbding|pifont|fa-(?:solid|brands|regular)",
    re.IGNORECASE,
)
_FONT_NAME = 256
_HYPHEN = "\x02"
_REPLACEMENT = "\ufffd"
_PLAIN_CONTROLS = frozenset("\r\n\t")


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
        plumber: Asked once for each unmapped glyph of a font.
    """

    def __init__(self, plumber: Plumber) -> None:
        self._plumber = plumber
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

        left, bottom, right, top = page.get_cropbox()
        frame = Frame(left, bottom, right, top, page.get_rotation() % 360)
        objects = look_at_objects(page.raw, frame)
        textpage = page.get_textpage()
        try:
            glyphs = _Glyphs(textpage.raw, frame)
            self._mend(glyphs, index)
            hidden = []
            if objects.hidden:
                hidden = glyphs.take_out(objects.hidden, index + 1, self._plumber)
            rows = glyphs.rows()
        finally:
            textpage.close()
        if not rows and not hidden and objects.texts:
            rows = self._plumber.rows(index)
        return PageText(
            rows=rows,
            hidden=hidden,
            recognised=objects.recognised,
            painted=raw.FPDFPage_CountObjects(page.raw) > 0,
        )

    def _mend(self, glyphs: _Glyphs, index: int) -> None:
        """Gives unmapped glyphs their meaning, and takes icons out."""
        for place in glyphs.unmapped():
            font = glyphs.font(place)
            key = (font, glyphs.chars[place])
            if key not in self._known:
                self._known[key] = self._meaning(glyphs, index, place, font)
            glyphs.chars[place] = self._known[key]

    def _meaning(self, glyphs: _Glyphs, index: int, place: int, font: str) -> str:
        if _ICON_FONTS.search(font):
            return ""
        char = glyphs.chars[place]
        text = self._plumber.glyph(index, *glyphs.origin(place))
        if text and text.isprintable():
            return text
        return char if char.isascii() and char.isalnum() else ""


class _Glyphs:
    """The characters of a page by their index in PDFium."""

    def __init__(self, textpage: Any, frame: Frame) -> None:
        import pypdfium2.raw as raw

        self._page, self._frame = textpage, frame
        count = max(0, raw.FPDFText_CountChars(textpage))
        unicode = raw.FPDFText_GetUnicode
        self.chars = [_char(unicode(textpage, place)) for place in range(count)]

    def unmapped(self) -> list[int]:
        """Gives the places whose character is not what the glyph shows."""
        import pypdfium2.raw as raw

        failed, page = raw.FPDFText_HasUnicodeMapError, self._page
        found = []
        for place, char in enumerate(self.chars):
            if char in _PLAIN_CONTROLS or char == " ":
                continue
            if char == _HYPHEN and raw.FPDFText_IsHyphen(page, place) == 1:
                # The library takes the line end away after a hyphen.
                self.chars[place] = "-\n"
            elif char < " " or char == _REPLACEMENT or failed(page, place) == 1:
                found.append(place)
        return found

    def font(self, place: int) -> str:
        """Gives the name of a character's font."""
        import pypdfium2.raw as raw

        buffer, flags = ctypes.create_string_buffer(_FONT_NAME), ctypes.c_int()
        length = raw.FPDFText_GetFontInfo(self._page, place, buffer, _FONT_NAME, flags)
        return buffer.raw[: max(0, length - 1)].decode("utf-8", "replace")

    def origin(self, place: int) -> tuple[float, float]:
        """Gives a character's origin on the page's axes."""
        import pypdfium2.raw as raw

        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(self._page, place, x, y)
        return x.value, y.value

    def take_out(self, hidden: dict[int, str], page: int, plumber: Plumber) -> list[HiddenText]:
        """Takes the characters of hidden objects out and tells of them."""
        import pypdfium2.raw as raw

        runs: list[tuple[str, int, int]] = []
        for place, char in enumerate(self.chars):
            if char in _PLAIN_CONTROLS:
                continue
            item = raw.FPDFText_GetTextObject(self._page, place)
            reason = hidden.get(ctypes.addressof(item.contents), "") if item else ""
            if reason and runs and runs[-1][0] == reason and self._joins(runs[-1][2], place):
                runs[-1] = (reason, runs[-1][1], place + 1)
            elif reason:
                runs.append((reason, place, place + 1))
        found = []
        for reason, start, end in runs:
            if reason == WHITE_ON_WHITE and plumber.is_patterned(page - 1, *self.origin(start)):
                continue  # PDFium tells a pattern as white
            text = clean("".join(self.chars[start:end]), Tally()).strip()
            if text:
                box = self._frame.place(self._box(start, end))
                found.append(HiddenText(text=text, reason=reason, page=page, box=box))
            for place in range(start, end):
                if self.chars[place] not in _PLAIN_CONTROLS:
                    self.chars[place] = ""
        return found

    def rows(self) -> list[Row]:
        """Gives the lines of what is left."""
        rows = []
        start = 0
        for place, char in enumerate([*self.chars, "\n"]):
            if not char.endswith("\n"):
                continue
            end = place + 1 if char != "\n" else place
            text = "".join(self.chars[start:end]).strip()
            if text:
                box = self._frame.place(self._box(start, end))
                rows.append(Row(text=text, box=box, size=self._size(start, end)))
            start = place + 1
        return rows

    def _joins(self, end: int, place: int) -> bool:
        """Tells whether only spaces and line ends stand between two places."""
        return all(char.isspace() or not char for char in self.chars[end:place])

    def _box(self, start: int, end: int) -> Box:
        import pypdfium2.raw as raw

        boxes: list[Box] = []
        left, top, right, bottom = (ctypes.c_double() for _ in range(4))
        for index in range(raw.FPDFText_CountRects(self._page, start, end - start)):
            if raw.FPDFText_GetRect(self._page, index, left, top, right, bottom):
                boxes.append((left.value, bottom.value, right.value, top.value))
        return union(boxes)

    def _size(self, start: int, end: int) -> float:
        """Gives the font size of the first visible character after all transforms."""
        import pypdfium2.raw as raw

        for place in range(start, min(end, len(self.chars))):
            if self.chars[place].strip():
                matrix = raw.FS_MATRIX()
                size = raw.FPDFText_GetFontSize(self._page, place)
                if raw.FPDFText_GetMatrix(self._page, place, matrix):
                    size *= math.hypot(matrix.c, matrix.d)
                return round(float(size), 2)
        return 0.0


def _char(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else _REPLACEMENT
