"""The second opinion on a PDF: slow, and better where glyphs have no Unicode map."""

from __future__ import annotations

import contextlib
import io
import re
from typing import Any

from skillmap.models import Box
from skillmap.readers.pdf_rows import Row

_UNKNOWN = re.compile(r"\(cid:\d+\)")
_NEAR = 0.6
"""Points by which two libraries may differ about the place of a glyph."""

_Places = dict[tuple[int, int], list[tuple[float, float, str]]]
"""Origin and text of every glyph by its whole coordinates."""


class Plumber:
    """Opens a file with pdfplumber when it is first asked.

    Args:
        data: The file.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._document: Any = None
        self._glyphs: dict[int, _Places] = {}

    def page_count(self) -> int:
        """Counts the pages; 0 when the file cannot be opened."""
        try:
            return len(self.document().pages)
        except Exception:  # whatever the library raises, there is no second opinion then
            return 0

    def glyph(self, page: int, x: float, y: float) -> str:
        """Reads the glyph at a place.

        Args:
            page: Index of the page, from 0.
            x: Its origin on the page's axes, in points.
            y: The same, upwards.

        Returns:
            What the glyph stands for; empty when that is not known.
        """
        text = self._nearest(page, x, y)
        return "" if _UNKNOWN.search(text) else text

    def rows(self, page: int) -> list[Row]:
        """Reads a whole page in the order of its content.

        Args:
            page: Index of the page, from 0.

        Returns:
            Its lines; none when it cannot be read.
        """
        try:
            words = (
                self.document()
                .pages[page]
                .extract_words(use_text_flow=True, x_tolerance_ratio=0.15)
            )
        except Exception:  # see above
            return []
        rows: list[list[dict[str, Any]]] = []
        for word in words:
            if rows and _same_line(rows[-1][-1], word):
                rows[-1].append(word)
            else:
                rows.append([word])
        return [_row(row) for row in rows]

    def close(self) -> None:
        """Closes the file."""
        if self._document is not None:
            # It walks the pages once more, which older versions do without an end when a tree of
            # pages holds itself; what was read stands.
            with contextlib.suppress(RecursionError):
                self._document.close()

    def document(self) -> Any:
        """Opens the file when it is first asked for.

        Returns:
            The document of pdfplumber.
        """
        if self._document is None:
            import pdfplumber

            self._document = pdfplumber.open(io.BytesIO(self._data))
        return self._document

    def _nearest(self, page: int, x: float, y: float) -> str:
        if page not in self._glyphs:
            self._glyphs[page] = self._learn(page)
        near = [
            (abs(left - x) + abs(bottom - y), text)
            for column in range(int(x) - 1, int(x) + 2)
            for line in range(int(y) - 1, int(y) + 2)
            for left, bottom, text in self._glyphs[page].get((column, line), ())
        ]
        distance, text = min(near, default=(_NEAR, ""))
        return text if distance < _NEAR else ""

    def _learn(self, page: int) -> _Places:
        places: _Places = {}
        try:
            chars = self.document().pages[page].chars
        except Exception:  # see above
            return places
        for char in chars:
            x, y = char["matrix"][4:6]
            places.setdefault((int(x), int(y)), []).append((x, y, char["text"]))
        return places


def _same_line(before: dict[str, Any], word: dict[str, Any]) -> bool:
    height = min(before["bottom"] - before["top"], word["bottom"] - word["top"])
    overlap = min(before["bottom"], word["bottom"]) - max(before["top"], word["top"])
    return bool(overlap > 0.5 * height and word["x0"] >= before["x1"] - height)


def _row(words: list[dict[str, Any]]) -> Row:
    box: Box = (
        round(float(min(word["x0"] for word in words)), 2),
        round(float(min(word["top"] for word in words)), 2),
        round(float(max(word["x1"] for word in words)), 2),
        round(float(max(word["bottom"] for word in words)), 2),
    )
    text = _UNKNOWN.sub("", " ".join(word["text"] for word in words))
    return Row(
        text=text,
        box=box,
        size=round(float(words[0]["bottom"] - words[0]["top"]), 2),
        words=tuple((round(float(word["x0"]), 2), round(float(word["x1"]), 2)) for word in words),
    )
