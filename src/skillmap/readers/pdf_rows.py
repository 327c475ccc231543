"""The rows of a PDF page, and how they become one text with places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from skillmap.models import Box, Line, Page, PlacedWord
from skillmap.readers.cleaning import (
    BULLET,
    Tally,
    bullets_of,
    clean,
    clean_characters,
    without_private_glyphs,
)
from skillmap.readers.hyphens import join_broken

_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"\S+")
_MOST_MARGIN_ROWS = 6
_SHIFT = 3.0
"""Points by which a header may stand elsewhere on the next page, as centred ones do."""

_Places = dict[tuple[int, int], list[tuple[float, float]]]
"""Left and top of lines by their cell in squares of that many points."""


@dataclass(frozen=True)
class Row:
    """A line of a page.

    Attributes:
        text: Its text as a library gives it.
        box: Left, top, right, bottom in points from the top left corner of the page.
        size: Font size in points.
        bold: Whether it begins in a bold font.
        words: Left and right of each of its words; empty when that is unknown.
    """

    text: str
    box: Box
    size: float
    bold: bool = False
    words: tuple[tuple[float, float], ...] = ()


def repeated_rows(pages: list[list[Row]]) -> set[int]:
    """Tells headers and footers that an earlier page shows already.

    They begin or end a page without anything above or below, at the same place with the same
    words; numbers in them may count.

    Args:
        pages: The rows of each page.

    Returns:
        Identities of the rows; those of the first page that shows them are not among them.
    """
    found: set[int] = set()
    before: dict[str, _Places] = {}
    for rows in pages:
        keys = [_NUMBER.sub("0", row.text.strip()) for row in rows]
        again = {
            id(row)
            for row, key in zip(rows, keys, strict=True)
            if key in before and _is_near(row.box, before[key])
        }
        for ordered in (
            sorted(rows, key=lambda row: row.box[1]),
            sorted(rows, key=lambda row: -row.box[3]),
        ):
            for row in ordered[:_MOST_MARGIN_ROWS]:
                if id(row) not in again:
                    break
                found.add(id(row))
        for row, key in zip(rows, keys, strict=True):
            x, y = row.box[:2]
            cell = before.setdefault(key, {}).setdefault((int(x // _SHIFT), int(y // _SHIFT)), [])
            cell.append((x, y))
    return found


def _is_near(box: Box, places: _Places) -> bool:
    column, line = int(box[0] // _SHIFT), int(box[1] // _SHIFT)
    return any(
        abs(x - box[0]) <= _SHIFT and abs(y - box[1]) <= _SHIFT
        for i in (column - 1, column, column + 1)
        for j in (line - 1, line, line + 1)
        for x, y in places.get((i, j), ())
    )


class Layout:
    """Puts pages of rows together to one text.

    Args:
        pages: The rows of each page, in reading order.
    """

    def __init__(self, pages: list[list[Row]]) -> None:
        self.tally = Tally()
        self.pages: list[Page] = []
        self.lines: list[Line] = []
        self._parts: list[str] = []
        self._length = 0
        cleaned = [[(self._clean(row.text), row) for row in rows] for rows in pages]
        repeated = repeated_rows(pages)
        bullets = bullets_of("\n".join(text for rows in cleaned for text, _ in rows))
        for number, rows in enumerate(cleaned, start=1):
            start = self._length
            visible = [
                (text, row)
                for text, row in (
                    (without_private_glyphs(text, bullets).strip(), row) for text, row in rows
                )
                if text
            ]
            self._page(number, visible, repeated)
            self.pages.append(Page(number=number, start=start, end=self._length))
            if number < len(cleaned):
                self._add("\n")

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self._parts)

    def _clean(self, text: str) -> str:
        # Fonts may call their hyphen a soft one; on a page it is ink all the same.
        text = text.replace("\u00ad", "-").replace("\n", " ").replace("\r", " ")
        return clean_characters(text, self.tally).strip()

    def _page(self, number: int, rows: list[tuple[str, Row]], repeated: set[int]) -> None:
        texts = [text for text, _ in rows]
        rest = ""
        for index, (_, row) in enumerate(rows):
            text = texts[index]
            start, part = self._length, len(self._parts)
            sides = sides_of_words(text, row)
            if rest:
                # The end of a parted word went up to the line before: the line ends after it.
                self._add(rest)
                text = text[len(rest) :].lstrip()
                if text:
                    self._add("\n")
                rest = ""
            joined = join_broken(text, texts[index + 1]) if index + 1 < len(rows) and text else None
            if joined:
                text, rest = joined
            self._add(text)
            if self._length > start:
                self.lines.append(
                    Line(
                        start=start,
                        end=self._length,
                        page=number,
                        box=row.box,
                        size=row.size,
                        bold=row.bold,
                        repeated=id(row) in repeated,
                        words=_placed("".join(self._parts[part:]), sides),
                    )
                )
            if not rest and index + 1 < len(rows):
                self._add("\n")

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def sides_of_words(text: str, row: Row) -> tuple[tuple[float, float], ...]:
    """Gives left and right of the words of a line after cleaning.

    Args:
        text: The cleaned text of the line.
        row: The line as read.

    Returns:
        As many as there are words; none when they are not those of the line.
    """
    words = text.split()
    if len(words) == len(row.words):
        return row.words
    found: list[tuple[float, float]] = []
    # Icons went away, and a glyph that was glued to its word became a bullet.
    for raw, sides in zip(row.text.split(), row.words, strict=False):
        word = clean(raw, Tally())
        if len(found) < len(words) and words[len(found)] == BULLET != word:
            found.append(sides)
        if word and words[len(found) : len(found) + 1] == [word]:
            found.append(sides)
    return tuple(found) if len(found) == len(words) else ()


def _placed(text: str, sides: tuple[tuple[float, float], ...]) -> tuple[PlacedWord, ...]:
    spans = [match.span() for match in _WORD.finditer(text)] if sides else []
    if len(spans) != len(sides):
        return ()
    return tuple((*span, *side) for span, side in zip(spans, sides, strict=True))
