"""The rows of a PDF page, and how they become one text with places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from skillmap.models import Box, Line, Page
from skillmap.readers.cleaning import Tally, bullets_of, clean_characters, without_private_glyphs
from skillmap.readers.hyphens import join_broken

_NUMBER = re.compile(r"\d+")
_MOST_MARGIN_ROWS = 6
_SHIFT = 3.0
"""Points by which a header may stand elsewhere on the next page, as centred ones do."""


@dataclass(frozen=True)
class Row:
    """A line of a page.

    Attributes:
        text: Its text as a library gives it.
        box: Left, top, right, bottom in points from the top left corner of the page.
        size: Font size in points.
        bold: Whether it begins in a bold font.
    """

    text: str
    box: Box
    size: float
    bold: bool = False


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
    before: dict[str, list[Row]] = {}
    for rows in pages:
        again = {id(row) for row in rows if any(_is_near(row, one) for one in _same(before, row))}
        for ordered in (
            sorted(rows, key=lambda row: row.box[1]),
            sorted(rows, key=lambda row: -row.box[3]),
        ):
            for row in ordered[:_MOST_MARGIN_ROWS]:
                if id(row) not in again:
                    break
                found.add(id(row))
        for row in rows:
            _same(before, row).append(row)
    return found


def _same(before: dict[str, list[Row]], row: Row) -> list[Row]:
    return before.setdefault(_NUMBER.sub("0", row.text.strip()), [])


def _is_near(row: Row, other: Row) -> bool:
    return all(abs(a - b) <= _SHIFT for a, b in zip(row.box[:2], other.box[:2], strict=True))


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
            start = self._length
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
                    )
                )
            if not rest and index + 1 < len(rows):
                self._add("\n")

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
