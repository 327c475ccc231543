"""The rows of a run on disk until they are in order: what a folder needs in memory is its names.

They lie in a temporary database of SQLite that no folder shows and that ends with the process,
however it ends: no personal data stays behind.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from skillmap.batch.cache import Stored
from skillmap.batch.desk import Scored, coverage_of
from skillmap.batch.near import ALIKE, alike, bands
from skillmap.models import RankedCandidate, SetAside
from skillmap.planning import lifecycle_of
from skillmap.scoring import pseudonyms
from skillmap.taxonomy import Taxonomy

_TIE = 10
"""Decimals to which scores must be equal to share a rank."""

_MOST_COMPARED = 20
"""Texts of one band that another is compared with; so a folder of one template stays quick."""

_TABLES = """
CREATE TABLE items (
    item INTEGER PRIMARY KEY, source TEXT, text TEXT, file TEXT, failed INTEGER, code TEXT,
    reason TEXT, signature BLOB, name TEXT);
CREATE TABLE repeats (item INTEGER PRIMARY KEY, same TEXT, first INTEGER);
CREATE TABLE rows (
    role INTEGER, item INTEGER, tied REAL, coverage BLOB, reason TEXT, PRIMARY KEY (role, item));
CREATE TABLE bands (band BLOB, place INTEGER, item INTEGER, PRIMARY KEY (band, place))
    WITHOUT ROWID;
"""

# What orders equal scores: nothing that tells who somebody is.
_ORDER = "items.text, items.file, items.source, items.item"
_NAMED = "items.source, items.text, items.file, items.item"

_REPEATED = """
INSERT OR IGNORE INTO repeats SELECT item, ?, first FROM (
    SELECT item, first_value(item)
        OVER (PARTITION BY {0} ORDER BY source, text, file, item) AS first
    FROM items WHERE {0} <> '')
WHERE item <> first
"""

_JOINED = """
LEFT JOIN repeats ON repeats.item = items.item
LEFT JOIN items AS first ON first.item = repeats.first
"""


class Spool:
    """Collects rows in any order and gives them back in theirs."""

    def __init__(self) -> None:
        # The empty name is a file of SQLite's own, gone when it is closed or the process ends.
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLES
        )
        self._database.execute("BEGIN")

    def add(self, item: int, source: str, stored: Stored, scores: Sequence[Scored]) -> None:
        """Adds a candidate.

        Args:
            item: Its place among the candidates.
            source: Name of its file.
            stored: What was read.
            scores: One for each role; none when it could not be read.
        """
        self._database.execute(
            "INSERT INTO items (item, source, text, file, failed, code, reason, signature) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                item,
                source,
                stored.text,
                stored.file,
                stored.failed,
                stored.code,
                stored.reason,
                stored.signature,
            ),
        )
        rows = [
            (role, item, round(one.score, _TIE), one.coverage, one.reason)
            for role, one in enumerate(scores)
        ]
        self._database.executemany("INSERT INTO rows VALUES (?, ?, ?, ?, ?)", rows)

    def settle(self) -> None:
        """Names the candidates and marks those that repeat another, once all are there."""
        items = [
            row for (row,) in self._database.execute(f"SELECT item FROM items ORDER BY {_ORDER}")
        ]
        texts = [
            row for (row,) in self._database.execute(f"SELECT text FROM items ORDER BY {_ORDER}")
        ]
        names = zip(pseudonyms(texts), items, strict=True)
        self._database.executemany("UPDATE items SET name = ? WHERE item = ?", names)
        for same, column in (("same-file", "file"), ("same-text", "text")):
            self._database.execute(_REPEATED.format(column), (same,))
        self._mark_near()

    def ranked(self, role: int, taxonomy: Taxonomy, margin: float) -> Iterator[RankedCandidate]:
        """Gives the candidates of a role, best first.

        Args:
            role: Its place among the roles.
            taxonomy: The taxonomy of the role.
            margin: A band goes on while each score is nearer than this to the one before it.

        Yields:
            The candidates; equal scores share a rank, and the next has its place in the list.
        """
        rank, band, last = 0, 0, -1.0
        rows = self._database.execute(
            "SELECT rows.tied, items.name, items.source, rows.coverage, repeats.same, first.name "
            "FROM items JOIN rows ON rows.item = items.item AND rows.role = ? "
            f"{_JOINED} "
            "WHERE items.code = '' AND rows.reason = '' "
            f"ORDER BY rows.tied DESC, {_ORDER}",
            (role,),
        )
        for place, (tied, name, source, coverage, same, first) in enumerate(rows, 1):
            if not band or round(last - tied, _TIE) >= margin > 0 or (not margin and tied != last):
                band += 1
            if tied != last:
                rank, last = place, tied
            found = coverage_of(coverage, source)
            yield RankedCandidate(
                rank=rank,
                band=band,
                pseudonym=name,
                source=source,
                coverage=found,
                lifecycle=lifecycle_of(found, taxonomy).reading,
                same=same or "",
                same_as=first or "",
            )

    def by_hand(self, role: int) -> Iterator[SetAside]:
        """Gives the candidates to look at by hand, in the order of their names.

        Args:
            role: The place of the role among the roles.

        Yields:
            The candidates.
        """
        rows = self._database.execute(
            "SELECT items.name, items.source, items.code, items.reason, rows.coverage, "
            "rows.reason, repeats.same, first.name "
            "FROM items LEFT JOIN rows ON rows.item = items.item AND rows.role = ? "
            f"{_JOINED} "
            "WHERE items.code <> '' OR rows.reason <> '' "
            f"ORDER BY {_NAMED}",
            (role,),
        )
        for name, source, code, reason, coverage, unscored, same, first in rows:
            yield SetAside(
                pseudonym=name,
                source=source,
                code="error" if unscored else code,
                reason=unscored or reason,
                failed=not coverage,
                coverage=coverage_of(coverage, source) if coverage else None,
                same=same or "",
                same_as=first or "",
            )

    def close(self) -> None:
        """Ends the file."""
        self._database.close()

    def _mark_near(self) -> None:
        order = [
            item
            for (item,) in self._database.execute(
                "SELECT item FROM items WHERE length(signature) > 0 "
                "AND item NOT IN (SELECT item FROM repeats) "
                f"ORDER BY {_NAMED}"
            )
        ]
        for place, item in enumerate(order):
            signed = self._signature(item)
            keys = bands(signed)
            first = self._nearest(keys, signed)
            if first is not None:
                self._database.execute(
                    "INSERT INTO repeats VALUES (?, 'probably-same', ?)", (item, first)
                )
            self._database.executemany(
                "INSERT INTO bands VALUES (?, ?, ?)", [(key, place, item) for key in keys]
            )

    def _nearest(self, keys: Sequence[bytes], signed: bytes) -> int | None:
        """Gives the first text, by the order of names, that is nearly this one."""
        near: dict[int, int] = {}
        for key in keys:
            near.update(
                self._database.execute(
                    "SELECT place, item FROM bands WHERE band = ? ORDER BY place LIMIT ?",
                    (key, _MOST_COMPARED),
                )
            )
        for _, item in sorted(near.items()):
            if alike(signed, self._signature(item)) >= ALIKE:
                return item
        return None

    def _signature(self, item: int) -> bytes:
        query = "SELECT signature FROM items WHERE item = ?"
        (signed,) = self._database.execute(query, (item,)).fetchone()
        return bytes(signed)
