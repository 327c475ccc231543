"""A document as read: text, pages, sections, and what was kept out of the text."""

from __future__ import annotations

import bisect
import unicodedata
from typing import Literal

from skillmap.models.base import Notice, Provenance, Record

Kind = Literal["cv", "job", "text"]
"""What a document is: a CV, a job post, or a text of neither kind."""

SectionName = Literal[
    "summary",
    "skills",
    "experience",
    "projects",
    "education",
    "certifications",
    "publications",
    "languages",
    "interests",
    "contact",
    "about",
    "responsibilities",
    "required",
    "preferred",
    "benefits",
    "legal",
    "conditions",
    "planned",
    "other",
]
"""A section of a CV (first ten) or of a post (next seven); "planned" is "Currently learning"."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the top left corner of the page."""

PlacedWord = tuple[int, int, float, float]
"""A word of a line: its characters from the line's start, and its left and right in points."""

_NARROW, _WIDE = frozenset("iljtfrI.,;:'|!()[]/\\-"), frozenset("mwMWO@%&QGD")
_NARROW_WIDTH, _WIDE_WIDTH, _CAPITAL_WIDTH = 0.5, 1.5, 1.2
"""Widths of letters as shares of an "n": the same in nearly all proportional fonts."""


class Page(Record):
    """The part of the text that stands on one page.

    Attributes:
        number: The page, from 1.
        start: Its first character in the text.
        end: One past its last.
    """

    number: int
    start: int
    end: int


class Section(Record):
    """A part of the text under one heading.

    Attributes:
        name: What the heading means.
        heading: The heading as written; empty for text before the first heading.
        start: Where the heading begins (the section's text begins at `body`).
        body: Where the text under the heading begins.
        end: Where the section ends.
    """

    name: SectionName
    heading: str
    start: int
    body: int
    end: int


class Line(Record):
    """A line of a PDF page with its place on the page.

    Attributes:
        start: Where it begins in the text.
        end: Where it ends.
        page: Page, from 1.
        box: Its bounding box.
        size: Font size in points, 0 when unknown.
        bold: Whether it begins in a bold font, where the font's name says so.
        repeated: Whether it is a header or footer that an earlier page shows already.
        words: Where its words begin and end; empty when that is unknown, as in turned text.
    """

    start: int
    end: int
    page: int
    box: Box
    size: float = 0.0
    bold: bool = False
    repeated: bool = False
    words: tuple[PlacedWord, ...] = ()


class PlacedBox(Record):
    """A box on a page: what `Document.boxes` gives.

    Attributes:
        page: The page, from 1.
        box: Left, top, right, bottom in points from the top left corner.
    """

    page: int
    box: Box


class HiddenText(Record):
    """Text that a person does not see on the page, kept out of `Document.text`.

    Attributes:
        text: The text.
        reason: Why nobody sees it, such as "white on white".
        page: The page from 1, None when there are none.
        box: Where on the page, None when unknown.
    """

    text: str
    reason: str
    page: int | None = None
    box: Box | None = None


class DocumentRef(Record):
    """A document by name, without its text.

    Attributes:
        kind: "cv", "job" or "text".
        source: Name of the file or object.
        sha256: SHA-256 of its bytes, or of the text in UTF-8.
    """

    kind: Kind
    source: str
    sha256: str


class Document(Record):
    r"""A document as read.

    Attributes:
        text: The visible text; all offsets of all records count its characters (code points).
        source: Name of the file or object, never an absolute path.
        sha256: SHA-256 of the bytes it was read from, or of the text in UTF-8.
        kind: "cv", "job" or "text".
        pages: One for each page, in order; empty for formats without pages.
        sections: In order, covering the text without gaps.
        lines: Lines with their places, when it came from a PDF.
        warnings: What a reader noticed.
        hidden: Text kept out because nobody sees it.
        provenance: Where it comes from.

    Example:
        >>> import io
        >>> import skillmap
        >>> document = skillmap.read(io.BytesIO(b"SKILLS\nPython, SQL"))
        >>> [(section.name, section.heading) for section in document.sections]
        [('skills', 'SKILLS')]
    """

    text: str
    source: str
    sha256: str
    kind: Kind
    pages: tuple[Page, ...] = ()
    sections: tuple[Section, ...] = ()
    lines: tuple[Line, ...] = ()
    warnings: tuple[Notice, ...] = ()
    hidden: tuple[HiddenText, ...] = ()
    provenance: Provenance

    @property
    def ref(self) -> DocumentRef:
        """The document by name, without its text."""
        return DocumentRef(kind=self.kind, source=self.source, sha256=self.sha256)

    def page_at(self, offset: int) -> int | None:
        """Gives the page that an offset stands on.

        Args:
            offset: Characters from the beginning of the text.

        Returns:
            The page from 1, or None when the document has no pages.
        """
        for page in self.pages:
            if page.start <= offset < page.end:
                return page.number
        return self.pages[-1].number if self.pages else None

    def section_at(self, offset: int) -> Section | None:
        """Gives the section that an offset stands in.

        Args:
            offset: Characters from the beginning of the text.

        Returns:
            The section, or None when the document has none there.
        """
        at = bisect.bisect_right(self.sections, offset, key=lambda section: section.start) - 1
        if at < 0 or offset >= self.sections[at].end:
            return None
        return self.sections[at]

    def repeats(self, offset: int) -> bool:
        """Tells whether an offset stands in a header or footer that an earlier page shows already.

        Args:
            offset: Characters from the beginning of the text.

        Returns:
            True only for documents that came from a PDF.
        """
        return any(line.repeated and line.start <= offset < line.end for line in self.lines)

    def boxes(self, start: int, end: int) -> tuple[PlacedBox, ...]:
        """Gives the places on the pages of a stretch of text, so that it can be drawn.

        A box is as high as its line. Its sides are those of the words; inside of a word
        ("SQL" in "SQL/Python") they follow from usual widths of letters, which is true to some
        points. In turned text a box covers the whole line.

        Args:
            start: First character.
            end: One past the last character.

        Returns:
            One box for each line with a visible character of the stretch; empty when the
            document is no PDF.
        """
        return tuple(
            PlacedBox(page=line.page, box=box)
            for line in self.lines
            if line.start < end and start < line.end
            for box in self._boxes_in(line, start, end)
        )

    def _boxes_in(self, line: Line, start: int, end: int) -> list[Box]:
        if not line.words:
            return [line.box]
        sides: list[float] = []
        for first, last, left, right in line.words:
            word = self.text[line.start + first : line.start + last]
            begin, stop = start - line.start - first, end - line.start - first
            if begin < len(word) and stop > 0:
                sides += _stretch(word, max(0, begin), min(stop, len(word)), left, right)
        return [(min(sides), line.box[1], max(sides), line.box[3])] if sides else []


def _stretch(word: str, start: int, end: int, left: float, right: float) -> tuple[float, float]:
    """Gives left and right of a part of a word that stands between left and right."""
    whole = start == 0 and end == len(word)
    if whole or any(unicodedata.bidirectional(char) in {"R", "AL"} for char in word):
        return left, right
    widths = [_width(char) for char in word]
    each = (right - left) / sum(widths)
    return (
        round(left + each * sum(widths[:start]), 2),
        round(left + each * sum(widths[:end]), 2),
    )


def _width(char: str) -> float:
    if char in _NARROW:
        return _NARROW_WIDTH
    if char in _WIDE:
        return _WIDE_WIDTH
    return _CAPITAL_WIDTH if char.isupper() else 1.0
