"""ranking.xlsx: three sheets for whoever works in a spreadsheet.

Everything is written row by row to disk, and every text as a text: no cell is a formula or a link.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, BinaryIO

from skillmap.models import Contribution, RankedCandidate, Ranking
from skillmap.models.ranking_table import COLUMNS, entry_of
from skillmap.render import words
from skillmap.render.layout import plain
from skillmap.render.look import Look
from skillmap.render.words import place

_MOST_ROWS = 1_048_575
"""Rows of a sheet below its heading, by the file format."""
_MOST_CHARACTERS = 32_767
"""Characters of a cell."""
_MOST_COLUMNS = 16_384

_WIDTHS = {
    "status": 13,
    "rank": 6,
    "band": 6,
    "candidate": 17,
    "file": 32,
    "sha256": 14,
    "missing_skills": 48,
    "warnings": 18,
    "lifecycle": 60,
    "code": 13,
    "reason": 48,
    "same": 14,
    "same_as": 17,
}
_EVIDENCE: dict[str, tuple[str, int]] = {
    "rank": ("whole", 6),
    "candidate": ("text", 17),
    "requirement": ("text", 32),
    "level": ("text", 11),
    "outcome": ("text", 10),
    "points": ("share", 9),
    "possible": ("share", 9),
    "relation": ("text", 10),
    "found": ("text", 24),
    "months": ("whole", 9),
    "because": ("text", 56),
    "quote": ("text", 72),
    "place": ("text", 32),
    "section": ("text", 13),
    "page": ("whole", 6),
    "asked": ("text", 48),
}
_PLAIN_WIDTH = 10
_OUTCOMES = {"met": "#DDF2E3", "partial": "#FFF3CD", "unknown": "#E7E9EF", "missing": "#F8DFDC"}

Cells = Sequence[Any]


def ranking_xlsx(ranking: Ranking, look: Look, file: BinaryIO) -> None:
    """Writes a ranking as a workbook with the sheets Ranking, Requirements and Evidence.

    Args:
        ranking: The ranking.
        look: Labels of skills, and how many of the best get their rows in the last two sheets.
        file: Where to.
    """
    import xlsxwriter

    with xlsxwriter.Workbook(
        file,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    ) as book:
        # The clock would make every file another one.
        day = ranking.provenance.as_of or datetime.date(1980, 1, 1)
        created = datetime.datetime(day.year, day.month, day.day)
        book.set_properties({"title": plain(ranking.role.title)[:255], "created": created})
        formats = _formats(book)
        best = ranking.candidates[: look.details]
        columns = {name: kind for name, kind in COLUMNS.items() if kind != "requirements"}
        widths = [_WIDTHS.get(name, _PLAIN_WIDTH) for name in columns]
        sheet = _Sheet(book, "Ranking", list(columns), widths, 4, formats)
        sheet.write(_ranking(ranking, columns), list(columns.values()))
        _requirements(book, ranking, best, look, formats)
        kinds = [kind for kind, _ in _EVIDENCE.values()]
        widths = [width for _, width in _EVIDENCE.values()]
        sheet = _Sheet(book, "Evidence", list(_EVIDENCE), widths, 2, formats)
        sheet.write(_evidence(best, look), kinds)


def _formats(book: Any) -> dict[str, Any]:
    top = {"valign": "top"}
    return {
        "head": book.add_format({"bold": True, "bottom": 1, "bg_color": "#EEF1F6", **top}),
        "text": book.add_format(top),
        "whole": book.add_format({"num_format": "0", **top}),
        "share": book.add_format({"num_format": "0.0%", **top}),
        **{word: book.add_format({"bg_color": colour}) for word, colour in _OUTCOMES.items()},
    }


class _Sheet:
    """A sheet with a frozen heading, written from the top."""

    def __init__(
        self,
        book: Any,
        name: str,
        head: Sequence[str],
        widths: Sequence[int],
        frozen: int,
        formats: dict[str, Any],
    ) -> None:
        self._sheet = book.add_worksheet(name)
        self._formats = formats
        self._columns = len(head)
        for column, width in enumerate(widths):
            self._sheet.set_column(column, column, width)
        self._sheet.freeze_panes(1, frozen)
        for column, title in enumerate(head):
            self._sheet.write_string(0, column, _text(title), formats["head"])

    def write(self, rows: Iterator[Cells], kinds: Sequence[str]) -> None:
        """Writes the rows, and lets their columns be filtered."""
        row = 0
        for row, cells in enumerate(islice(rows, _MOST_ROWS), 1):
            for column, (value, kind) in enumerate(zip(cells, kinds, strict=True)):
                self._cell(row, column, value, kind)
        self._sheet.autofilter(0, 0, row, self._columns - 1)

    def colour(self, first: int, rows: int) -> None:
        """Gives the outcomes in the columns from the first on their colours."""
        for word in _OUTCOMES:
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"'}
            place = (1, first, max(rows, 1), self._columns - 1)
            self._sheet.conditional_format(*place, {**rule, "format": self._formats[word]})

    def _cell(self, row: int, column: int, value: Any, kind: str) -> None:
        if value is None or value == "":
            return
        if kind in ("whole", "share"):
            self._sheet.write_number(row, column, round(value, 4), self._formats[kind])
        else:
            self._sheet.write_string(row, column, _text(str(value)), self._formats["text"])


def _text(value: str) -> str:
    return plain(value)[:_MOST_CHARACTERS]


def _ranking(ranking: Ranking, columns: dict[str, str]) -> Iterator[Cells]:
    for row in map(entry_of, ranking.everyone()):
        yield [_flat(row[name], kind) for name, kind in columns.items()]


def _flat(value: Any, kind: str) -> Any:
    if value and kind == "choices":
        return "; ".join("|".join(group) for group in value)
    return "; ".join(value) if value and kind == "texts" else value


def _requirements(
    book: Any,
    ranking: Ranking,
    best: Sequence[RankedCandidate],
    look: Look,
    formats: dict[str, Any],
) -> None:
    """Writes a row for each of the best and a column for each requirement."""
    asked = ranking.role.requirements[: _MOST_COLUMNS - 3]
    titles = [f"{words.asked(one, look.taxonomy)} ({one.level})" for one in asked]
    head = ["rank", "candidate", "score", *titles]
    sheet = _Sheet(book, "Requirements", head, [6, 17, 9, *(18 for _ in asked)], 3, formats)
    rows = (
        [
            one.rank,
            one.pseudonym,
            one.coverage.score,
            *(c.outcome for c in one.coverage.contributions[: len(asked)]),
        ]
        for one in best
    )
    sheet.write(iter(rows), ["whole", "text", "share", *("text" for _ in asked)])
    if asked:
        sheet.colour(3, len(best))


def _evidence(best: Sequence[RankedCandidate], look: Look) -> Iterator[Cells]:
    for one in best:
        for contribution in one.coverage.contributions:
            yield _because(one, contribution, look)


def _because(one: RankedCandidate, c: Contribution, look: Look) -> Cells:
    first = c.evidence[0] if c.evidence else None
    return [
        one.rank,
        one.pseudonym,
        words.asked(c.requirement, look.taxonomy),
        c.requirement.level,
        c.outcome,
        c.points,
        c.possible,
        c.relation,
        words.label(c.skill_id, look.taxonomy) if c.skill_id else None,
        c.months,
        "; ".join(factor.because for factor in c.factors),
        first.quote if first else None,
        place(first, one.coverage.positions) if first else None,
        first.section if first else None,
        first.page if first else None,
        c.requirement.text,
    ]
