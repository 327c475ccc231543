"""The characters of a PDF page by their index in PDFium."""

from __future__ import annotations

import ctypes
import functools
import math
import re
from itertools import groupby, repeat
from typing import Any

from skillmap.models import Box, HiddenText
from skillmap.readers.cleaning import Tally, clean
from skillmap.readers.pdf_geometry import Frame, union
from skillmap.readers.pdf_rows import Row

_FONT_NAME = 256
_BOLD = re.compile(r"bold|black|heavy|demi|CMBX", re.IGNORECASE)
_HYPHEN = "\x02"
_REPLACEMENT = "\ufffd"
_SURROGATES = 0xD800
_PLAIN_CONTROLS = frozenset("\r\n\t")


class Glyphs:
    """The characters of a page.

    Args:
        textpage: Raw handle of the page's text.
        frame: The visible part of the page.
    """

    def __init__(self, textpage: Any, frame: Frame) -> None:
        import pypdfium2.raw as raw

        self._page, self._frame = textpage, frame
        count = max(0, raw.FPDFText_CountChars(textpage))
        self._address = ctypes.addressof(textpage.contents)
        unicode = _quick("FPDFText_GetUnicode", ctypes.c_uint)
        codes = list(map(unicode, repeat(self._address), range(count)))
        plain = min(codes, default=1) > 0 and max(codes, default=1) < _SURROGATES
        self.chars = list(map(chr if plain else _char, codes))
        self._objects: dict[int, list[int]] | None = None

    @property
    def objects(self) -> dict[int, list[int]]:
        """The places of the characters of each text object, by its address."""
        import pypdfium2.raw as raw

        if self._objects is None:
            self._objects = {}
            for place, char in enumerate(self.chars):
                if char not in _PLAIN_CONTROLS:
                    item = raw.FPDFText_GetTextObject(self._page, place)
                    if item:
                        address = ctypes.addressof(item.contents)
                        self._objects.setdefault(address, []).append(place)
        return self._objects

    def unmapped(self) -> list[int]:
        """Gives the places whose character is not what the glyph shows."""
        import pypdfium2.raw as raw

        chars, page = self.chars, self._page
        fails_at = _quick("FPDFText_HasUnicodeMapError", ctypes.c_int)
        failed = map(fails_at, repeat(self._address), range(len(chars)))
        found = []
        for place, (char, fails) in enumerate(zip(chars, failed, strict=True)):
            if fails != 1 and char >= " " and char != _REPLACEMENT:
                continue
            if char in _PLAIN_CONTROLS or char == " ":
                continue
            if char == _HYPHEN and raw.FPDFText_IsHyphen(page, place) == 1:
                # The library takes the line end away after a hyphen.
                chars[place] = "-\n"
            else:
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

    def char_box(self, place: int) -> Box:
        """Gives a character's box on the page's axes: left, bottom, right, top."""
        import pypdfium2.raw as raw

        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        raw.FPDFText_GetCharBox(self._page, place, left, right, bottom, top)
        return left.value, bottom.value, right.value, top.value

    def words(self, places: list[int]) -> list[list[int]]:
        """Parts the places of an object into those of its words."""
        parts = groupby(places, key=lambda place: bool(self.chars[place].strip()))
        return [list(word) for full, word in parts if full]

    def take_out(self, hidden: dict[int, str], page: int) -> list[HiddenText]:
        """Takes hidden characters out and tells of them.

        Args:
            hidden: Reason by the place of each.
            page: The page, from 1.

        Returns:
            One text for each run of characters hidden for one reason.
        """
        runs: list[tuple[str, int, int]] = []
        for place in sorted(hidden):
            reason = hidden[place]
            if runs and runs[-1][0] == reason and self._joins(runs[-1][2], place, hidden):
                runs[-1] = (reason, runs[-1][1], place + 1)
            else:
                runs.append((reason, place, place + 1))
        found = []
        for reason, start, end in runs:
            text = clean("".join(self.chars[start:end]), Tally()).strip()
            if text:
                box = self._frame.place(self._box(start, end))
                found.append(HiddenText(text=text, reason=reason, page=page, box=box))
            for place in range(start, end):
                if self.chars[place] not in _PLAIN_CONTROLS:
                    self.chars[place] = ""
        return found

    def replace(self, places: list[int], text: str) -> None:
        """Puts a text in the place of characters."""
        for place in places:
            self.chars[place] = ""
        self.chars[places[0]] = text

    def place(self, places: list[int]) -> Box:
        """Gives the box around characters as it is seen, from the top left corner."""
        return self._frame.place(union([self.char_box(place) for place in places]))

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
                size, bold = self._look(start, end)
                rows.append(Row(text=text, box=box, size=size, bold=bold))
            start = place + 1
        return rows

    def _joins(self, end: int, place: int, hidden: dict[int, str]) -> bool:
        return all(
            not self.chars[between].strip() and between not in hidden
            for between in range(end, place)
        )

    def _box(self, start: int, end: int) -> Box:
        import pypdfium2.raw as raw

        boxes: list[Box] = []
        left, top, right, bottom = (ctypes.c_double() for _ in range(4))
        for index in range(raw.FPDFText_CountRects(self._page, start, end - start)):
            if raw.FPDFText_GetRect(self._page, index, left, top, right, bottom):
                boxes.append((left.value, bottom.value, right.value, top.value))
        return union(boxes)

    def _look(self, start: int, end: int) -> tuple[float, bool]:
        """Gives the size of the first visible character after all transforms; if it is bold."""
        import pypdfium2.raw as raw

        for place in range(start, min(end, len(self.chars))):
            if self.chars[place].strip():
                matrix = raw.FS_MATRIX()
                size = raw.FPDFText_GetFontSize(self._page, place)
                if raw.FPDFText_GetMatrix(self._page, place, matrix):
                    size *= math.hypot(matrix.c, matrix.d)
                return round(float(size), 2), bool(_BOLD.search(self.font(place)))
        return 0.0, False


def _char(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else _REPLACEMENT


@functools.cache
def _quick(name: str, result: Any) -> Any:
    """Gives a function of a page's text and a place that asks less of its caller.

    The two that every character is asked take a third of the time of reading; half of that is
    the check of the arguments' types and the hand-over of Python's lock.
    """
    import pypdfium2.raw as raw

    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, ctypes.c_void_p, ctypes.c_int)(address)
