"""The parts of a section that are read one by one: sentences, items, and the cells of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from skillmap.models import Document, Section
from skillmap.roles.cues import matches
from skillmap.sections import heading_section
from skillmap.text import PICTURES, segments

_LINE = re.compile(r"[^\n]+")
_WIDE = re.compile(r"[ ]*\t[\t ]*|[ ]{3,}")
_BULLET = re.compile(
    rf"^\s*(?:[{PICTURES}]\ufe0f?"
    r"|[•·▪◦‣●○*\-–—➢✓✔■□♦→>+\uf0b7¤»]|\(?\d{1,2}[.)](?=\s))\s*"
)
_LABEL = re.compile(r"\(?(?:[A-Z]{1,3}-?)?\d{1,2}(?:\.\d{1,2})*[.)]?|\(?[a-z][.)]")
_YEAR_CELL = re.compile(r"(?:\||\t| {3,})\s*(\d{1,2})\+?\s*$")


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence, an item, or a cell.

    Attributes:
        start: First character in the document's text.
        end: One past the last.
        bullet: Whether it begins an item of a list.
        section: The sort of section that its column says, empty when no table does.
        years: Years in the last cell of its row, when the table has such a column.
    """

    start: int
    end: int
    bullet: bool
    section: str = ""
    years: int | None = None


def parts_of(document: Document, section: Section) -> list[Part]:
    """Cuts a section into its parts.

    Args:
        document: The post.
        section: One of its sections.

    Returns:
        The parts in order.
    """
    text = document.text
    line_end = text.find("\n", section.start)
    line_end = len(text) if line_end < 0 else line_end
    line_start = text.rfind("\n", 0, section.start) + 1
    head = text[line_start:line_end]
    columns = _columns(head)
    if columns and line_end < section.end:
        return list(_cells(text, line_end, section.end, columns))
    top = text[section.start : min(section.end, section.body + 60)]
    if matches("years_words", top):
        rows = list(_rows(text, section.body, section.end))
        if sum(row.years is not None for row in rows) > 1:
            return rows
    return _joined(
        text,
        [Part(s.start, s.end, s.bullet) for s in segments(text, section.body, section.end)],
    )


def _columns(head: str) -> tuple[str, str] | None:
    """Tells what the two columns below a line of two headings hold."""
    cells = [cell for cell in _WIDE.split(head.strip()) if cell.strip()]
    if len(cells) != 2:
        return None
    left, right = (heading_section(cell) or "" for cell in cells)
    if left == right or not {left, right} & {"required", "preferred"}:
        return None
    return left or "other", right or "other"


def _cells(text: str, start: int, end: int, columns: tuple[str, str]) -> Iterator[Part]:
    for line in _LINE.finditer(text, start, end):
        row = line[0].strip()
        if not row:
            continue
        at = line.start() + line[0].index(row[0])
        gaps = [gap for gap in _WIDE.finditer(row) if "\t" in gap[0] or len(gap[0]) > 4]
        if not gaps:
            # A cell alone, far to the right, belongs to the right column.
            right = at - line.start() > 8 or line[0].startswith("\t\t")
            yield _part(text, at, at + len(row), columns[right])
            continue
        widest = max(gaps, key=lambda gap: (len(gap[0].expandtabs(8)), gap.start()))
        yield _part(text, at, at + widest.start(), columns[0])
        yield _part(text, at + widest.end(), at + len(row), columns[1])


def _part(text: str, start: int, end: int, section: str) -> Part:
    bullet = _BULLET.match(text[start:end])
    begin = start + bullet.end() if bullet and bullet.end() < end - start else start
    return Part(begin, end, bullet is not None, section)


def _rows(text: str, start: int, end: int) -> Iterator[Part]:
    """Gives the rows of a table with a column of years."""
    for line in _LINE.finditer(text, start, end):
        row = line[0].rstrip()
        if not row.strip():
            continue
        cell = _YEAR_CELL.search(row)
        bullet = _BULLET.match(row)
        begin = bullet.end() if bullet else len(row) - len(row.lstrip())
        stop = cell.start() if cell else len(row)
        if begin < stop:
            years = int(cell[1]) if cell else None
            yield Part(line.start() + begin, line.start() + stop, bullet is not None, "", years)


def _joined(text: str, parts: list[Part]) -> list[Part]:
    """Joins a number that stands alone ("E4.") with what it numbers."""
    found: list[Part] = []
    for part in parts:
        before = found[-1] if found else None
        if before and _LABEL.fullmatch(text[before.start : before.end]):
            found[-1] = Part(part.start, part.end, True)
        else:
            found.append(part)
    return found
