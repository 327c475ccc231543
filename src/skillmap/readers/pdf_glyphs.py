"""The characters of a PDF page by their index in PDFium."""

from __future__ import annotations

import ctypes
import functools
import math
import re
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby, islice, pairwise, repeat
from typing import Any

from skillmap.models import Box, HiddenText
from skillmap.readers.cleaning import Tally, clean
from skillmap.readers.pdf_geometry import Frame, union
from skillmap.readers.pdf_rows import Row

_FONT_NAME = 256
_BOLD = re.compile(r"bold|black|heavy|demi|CMBX", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_HYPHEN = "\x02"
_REPLACEMENT, _NO_CHARACTER = "\ufffd", "\ufffe"
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
        self.chars = self._in_one_go(count) or self._one_by_one(range(count))
        self._objects: dict[int, list[int]] | None = None

    def _in_one_go(self, count: int) -> list[str]:
        """Gives all characters, or none where the library leaves some out of its text."""
        import pypdfium2.raw as raw

        codes = (ctypes.c_ushort * (count + 1))()
        if raw.FPDFText_GetText(self._page, 0, count, codes) != count + 1:
            return []
        text = bytes(codes)[:-2].decode("utf-16-le", "replace")
        chars = list(text)
        if len(chars) != count or "\0" in text or _REPLACEMENT in text:
            return []
        if _NO_CHARACTER in text:
            # What the library writes for a hyphen that parts a word.
            for place in [place for place, char in enumerate(chars) if char == _NO_CHARACTER]:
                chars[place] = self._one_by_one([place])[0]
        return chars

    def _one_by_one(self, places: Iterable[int]) -> list[str]:
        unicode = _quick("FPDFText_GetUnicode", ctypes.c_uint)
        codes = list(map(unicode, repeat(self._address), places))
        if min(codes, default=1) > 0 and max(codes, default=1) < _SURROGATES:
            return list(map(chr, codes))
        chars = list(map(_char, codes))
        # A letter above the first plane comes as two halves.
        for at, (high, low) in enumerate(pairwise(codes)):
            if 0xD800 <= high < 0xDC00 <= low < 0xE000:
                chars[at : at + 2] = [chr(0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00), ""]
        return chars

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
            if not char or (fails != 1 and char >= " " and char != _REPLACEMENT):
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
        rows: list[Row] = []
        edges: list[list[int]] = []
        start = 0
        chars = [*self.chars, "\n"]
        for place in [place for place, char in enumerate(chars) if "\n" in char]:
            char = chars[place]
            if char[-1] != "\n":
                continue
            end = place + 1 if char != "\n" else place
            text = "".join(self.chars[start:end])
            if text.strip():
                box = self._frame.place(self._box(start, end))
                size, bold, level = self._look(start, end)
                rows.append(Row(text=text.strip(), box=box, size=size, bold=bold))
                edges.append(self._edges(text, start, end) if level else [])
            start = place + 1
        return self._with_words(rows, edges)

    def _edges(self, text: str, start: int, end: int) -> list[int]:
        """Gives the places of the first and the last character of each word in a line."""
        spans = [match.span() for match in _WORD.finditer(text)]
        if len(text) == end - start and "" not in self.chars[start:end]:
            return [start + edge for first, last in spans for edge in (first, last - 1)]
        # Mended places hold several characters, and emptied ones none.
        places = [place for place in range(start, end) for _ in self.chars[place]]
        return [places[edge] for first, last in spans for edge in (first, last - 1)]

    def _with_words(self, rows: list[Row], edges: list[list[int]]) -> list[Row]:
        """Adds left and right of their words to lines; the library is asked for all in one go."""
        places = [place for line in edges for place in line]
        numbers = (ctypes.c_double * (4 * len(places)))()
        outs = [
            range(ctypes.addressof(numbers) + 8 * side, ctypes.addressof(numbers) + size, 32)
            for side in range(4)
            for size in (ctypes.sizeof(numbers),)
        ]
        ask = _quick("FPDFText_GetCharBox", ctypes.c_int, 4)
        deque(map(ask, repeat(self._address), places, *outs), maxlen=0)
        lows, highs = self._frame.across(numbers[:])
        # Where a script runs to the left, the first character is the right one.
        lefts = map(round, map(min, lows[::2], lows[1::2]), repeat(2))
        rights = map(round, map(max, highs[::2], highs[1::2]), repeat(2))
        words = zip(lefts, rights, strict=True)
        return [
            replace(row, words=tuple(islice(words, len(line) // 2))) if line else row
            for row, line in zip(rows, edges, strict=True)
        ]

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

    def _look(self, start: int, end: int) -> tuple[float, bool, bool]:
        """Gives size (after all transforms), boldness and level of the first visible character."""
        import pypdfium2.raw as raw

        for place in range(start, min(end, len(self.chars))):
            if self.chars[place].strip():
                matrix = raw.FS_MATRIX()
                size = raw.FPDFText_GetFontSize(self._page, place)
                level = True
                if raw.FPDFText_GetMatrix(self._page, place, matrix):
                    size *= math.hypot(matrix.c, matrix.d)
                    level = self._frame.is_level(matrix.a, matrix.b)
                return round(float(size), 2), bool(_BOLD.search(self.font(place))), level
        return 0.0, False, False


def _char(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else _REPLACEMENT


@functools.cache
def _quick(name: str, result: Any, outs: int = 0) -> Any:
    """Gives a function of a page's text, a place and outputs that asks less of its caller.

    The two that every character is asked take a third of the time of reading; half of that is
    the check of the arguments' types and the hand-over of Python's lock.
    """
    import pypdfium2.raw as raw

    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value or 0
    parameters = (ctypes.c_void_p, ctypes.c_int, *(ctypes.c_void_p,) * outs)
    return ctypes.PYFUNCTYPE(result, *parameters)(address)
