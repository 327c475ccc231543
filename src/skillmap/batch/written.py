"""The rows of a ranking.jsonl, read again one at a time: what is held of each is a few words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from skillmap.models import RankedCandidate, RowsOnDisk, SetAside

Row = TypeVar("Row", RankedCandidate, SetAside)
Changes = Mapping[str, Mapping[str, Any]]
"""Fields that are to have another value, by pseudonym."""

_BY_HAND = b'{"by_hand"'
_NAME = re.compile(r"candidate-([0-9a-f]+)(?:-\d+)?")


@dataclass(frozen=True, slots=True)
class Line:
    """What is held of a row.

    Attributes:
        at: Where it begins in the file.
        size: Its bytes, the end of the line with them.
        by_hand: Whether it is to be looked at by hand.
        pseudonym: The candidate.
        source: Name of the file.
        file: SHA-256 of the file; of what could not be read the digits in the pseudonym.
        text: SHA-256 of the text, else the same.
        same: How it repeats another.
        same_as: Pseudonym of that one.
        rank: Its rank, 0 without one.
        score: Its score, 0 without one.
    """

    at: int
    size: int
    by_hand: bool
    pseudonym: str
    source: str
    file: str
    text: str
    same: str
    same_as: str
    rank: int
    score: float

    @property
    def order(self) -> tuple[str, str, str]:
        """Of several that repeat each other the first in this order is the one referred to."""
        return self.source, self.text, self.file

    def is_of(self, hashes: set[str]) -> bool:
        """Tells whether it is of a file.

        Args:
            hashes: SHA-256 of files.

        Returns:
            Whether it is of one of them.
        """
        # What could not be read is named by the hash of the file, and by nothing else.
        return self.file in hashes or (
            bool(self.file) and len(self.file) < 64 and any(h.startswith(self.file) for h in hashes)
        )


def lines_of(path: Path) -> list[Line]:
    """Reads what is held of each row.

    Args:
        path: A ranking.jsonl.

    Returns:
        The rows in the order of the file.

    Raises:
        OSError: The file cannot be read.
        ValueError: It is damaged, or of another version.
    """
    found, at = [], 0
    with path.open("rb") as file:
        for content in file:
            found.append(_line(at, content))
            at += len(content)
    return found


def rows_of(
    path: Path, lines: Sequence[Line], kind: type[Row], changes: Changes
) -> RowsOnDisk[Row]:
    """Gives rows as a sequence that fetches them from the file.

    Args:
        path: The file.
        lines: Which rows, in their order; all of one kind.
        kind: The class of the rows.
        changes: What is to be another value in them.

    Returns:
        The rows.
    """

    def fetch(start: int, end: int) -> list[Row]:
        # Opened for each few: a file that is open cannot be replaced on every system.
        with path.open("rb") as file:
            every = [(one, _row(_content(file, one))) for one in lines[start:end]]
        changed = [row.model_copy(update=changes.get(one.pseudonym, {})) for one, row in every]
        return [row for row in changed if isinstance(row, kind)]

    return RowsOnDisk(fetch, len(lines))


def contents(path: Path, lines: Sequence[Line], changes: Changes) -> Iterator[bytes]:
    """Gives the lines of some rows, as they are unless something changes.

    Args:
        path: The file.
        lines: Which rows, in their order.
        changes: What is to be another value in them.

    Yields:
        Each line with its end.
    """
    with path.open("rb") as file:
        for one in lines:
            content = _content(file, one)
            if one.pseudonym in changes:
                row = _row(content).model_copy(update=changes[one.pseudonym])
                told = row.model_dump_json()
                content = (f'{{"by_hand":{told}}}' if one.by_hand else told).encode() + b"\n"
            yield content


def _content(file: BinaryIO, line: Line) -> bytes:
    file.seek(line.at)
    return file.read(line.size)


def _row(content: bytes) -> RankedCandidate | SetAside:
    if content.startswith(_BY_HAND):
        return SetAside.model_validate_json(json.dumps(json.loads(content)["by_hand"]))
    return RankedCandidate.model_validate_json(content)


def _line(at: int, content: bytes) -> Line:
    row = _row(content)
    name = _NAME.fullmatch(row.pseudonym)
    file = text = name[1] if name else ""
    if row.coverage:
        file = row.coverage.profile.sha256
        text = row.coverage.provenance.text_sha256 or file
    return Line(
        at=at,
        size=len(content),
        by_hand=isinstance(row, SetAside),
        pseudonym=row.pseudonym,
        source=row.source,
        file=file,
        text=text,
        same=row.same,
        same_as=row.same_as,
        rank=row.rank if isinstance(row, RankedCandidate) else 0,
        score=row.coverage.score if row.coverage else 0.0,
    )
