"""The rows of a run on disk until they are in order: what a folder needs in memory is its names.

They lie in a temporary database of SQLite that no folder shows and that ends with the process,
however it ends: no personal data stays behind.
"""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from skillmap.batch.bands import TIE, bands
from skillmap.batch.cache import Stored
from skillmap.batch.desk import Scored
from skillmap.batch.near import buckets, first_alike
from skillmap.batch.packing import coverage_of
from skillmap.models import RankedCandidate, RowsOnDisk, SetAside
from skillmap.planning import lifecycle_of
from skillmap.scoring import pseudonyms
from skillmap.taxonomy import Taxonomy

_MOST_COMPARED = 20
"""Texts of one bucket that another is compared with; so a folder of one template stays quick."""

_TABLES = """
CREATE TABLE items (
    item INTEGER PRIMARY KEY, source TEXT, text TEXT, file TEXT, failed INTEGER, code TEXT,
    reason TEXT, signature BLOB, name TEXT);
CREATE TABLE repeats (item INTEGER PRIMARY KEY, same TEXT, first INTEGER);
CREATE TABLE rows (
    role INTEGER, item INTEGER, tied REAL, coverage BLOB, reason TEXT, PRIMARY KEY (role, item));
CREATE TABLE buckets (bucket BLOB, place INTEGER, item INTEGER, PRIMARY KEY (bucket, place))
    WITHOUT ROWID;
CREATE TABLE places (
    role INTEGER, kind INTEGER, place INTEGER, rank INTEGER, band INTEGER, item INTEGER,
    PRIMARY KEY (role, kind, place)) WITHOUT ROWID;
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

_RANKED, _BY_HAND = 0, 1

_PLACED = f"""
SELECT places.rank, places.band, items.name, items.source, items.code, items.reason, rows.coverage,
    rows.reason, repeats.same, first.name
FROM places JOIN items ON items.item = places.item
LEFT JOIN rows ON rows.item = items.item AND rows.role = ?
{_JOINED}
WHERE places.role = ? AND places.kind = ? AND places.place >= ? AND places.place < ?
ORDER BY places.place
"""

_IN_BUCKET = """
SELECT buckets.place, buckets.item, items.signature
FROM buckets JOIN items ON items.item = buckets.item
WHERE buckets.bucket = ? ORDER BY buckets.place LIMIT ?
"""

_IN_MEMORY = 500
"""Rows up to which a ranking is held in memory."""

_Row = TypeVar("_Row")


class Spool:
    """Collects rows in any order and gives them back in theirs.

    Attributes:
        count: How many there are.
    """

    def __init__(self) -> None:
        # The empty name is a file of SQLite's own, gone when it is closed or the process ends.
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLES
        )
        self._database.execute("BEGIN")
        self._lock = threading.Lock()
        self.count = 0
        # A ranking of many rows looks into the file for as long as it lives, and no longer.
        self._end = weakref.finalize(self, self._database.close)

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
        self.count += 1
        rows = [
            (role, item, round(one.score, TIE), one.coverage, one.reason)
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

    def ranked(self, role: int, taxonomy: Taxonomy, margin: float) -> Sequence[RankedCandidate]:
        """Gives the candidates of a role, best first.

        Args:
            role: Its place among the roles.
            taxonomy: The taxonomy of the role.
            margin: A band goes on while each score is nearer than this to the one before it.

        Returns:
            The candidates; equal scores share a rank, and the next has its place in the list.
        """
        count = self._put_in_order(
            f"INSERT INTO places SELECT {role}, {_RANKED}, "
            f"row_number() OVER (ORDER BY rows.tied DESC, {_ORDER}) - 1, "
            "rank() OVER (ORDER BY rows.tied DESC), 0, items.item "
            f"FROM items JOIN rows ON rows.item = items.item AND rows.role = {role} "
            "WHERE items.code = '' AND rows.reason = ''"
        )
        self._draw_bands(role, margin)

        def fetch(start: int, end: int) -> list[RankedCandidate]:
            return [_ranked(row, taxonomy) for row in self._rows(role, _RANKED, start, end)]

        return _view(fetch, count)

    def by_hand(self, role: int) -> Sequence[SetAside]:
        """Gives the candidates to look at by hand, in the order of their names.

        Args:
            role: The place of the role among the roles.

        Returns:
            The candidates.
        """
        count = self._put_in_order(
            f"INSERT INTO places SELECT {role}, {_BY_HAND}, "
            f"row_number() OVER (ORDER BY {_NAMED}) - 1, 0, 0, items.item "
            f"FROM items LEFT JOIN rows ON rows.item = items.item AND rows.role = {role} "
            "WHERE items.code <> '' OR rows.reason <> ''"
        )

        def fetch(start: int, end: int) -> list[SetAside]:
            return [_set_aside(row) for row in self._rows(role, _BY_HAND, start, end)]

        return _view(fetch, count)

    def _draw_bands(self, role: int, margin: float) -> None:
        scores = self._database.execute(
            "SELECT rows.tied FROM places JOIN rows USING (role, item) "
            "WHERE role = ? AND kind = ? ORDER BY place",
            (role, _RANKED),
        ).fetchall()
        drawn = enumerate(bands((tied for (tied,) in scores), margin))
        self._database.executemany(
            "UPDATE places SET band = ? WHERE role = ? AND kind = ? AND place = ?",
            ((band, role, _RANKED, place) for place, band in drawn),
        )

    def _put_in_order(self, query: str) -> int:
        return self._database.execute(query).rowcount

    def _rows(self, role: int, kind: int, start: int, end: int) -> list[Any]:
        # One at a time: a ranking may be shared between threads.
        with self._lock:
            return self._database.execute(_PLACED, (role, role, kind, start, end)).fetchall()

    def close(self) -> None:
        """Ends the file."""
        self._end()

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
            keys = buckets(signed)
            first = self._nearest(keys, signed)
            if first is not None:
                self._database.execute(
                    "INSERT INTO repeats VALUES (?, 'probably-same', ?)", (item, first)
                )
            self._database.executemany(
                "INSERT INTO buckets VALUES (?, ?, ?)", [(key, place, item) for key in keys]
            )

    def _nearest(self, keys: Sequence[bytes], signed: bytes) -> int | None:
        """Gives the first text, by the order of names, that is nearly this one."""
        near: dict[int, tuple[int, bytes]] = {}
        for key in keys:
            rows = self._database.execute(_IN_BUCKET, (key, _MOST_COMPARED))
            near.update((place, (item, other)) for place, item, other in rows)
        return first_alike(signed, (near[place] for place in sorted(near)))

    def _signature(self, item: int) -> bytes:
        query = "SELECT signature FROM items WHERE item = ?"
        (signed,) = self._database.execute(query, (item,)).fetchone()
        return bytes(signed)


def _view(fetch: Callable[[int, int], list[_Row]], count: int) -> Sequence[_Row]:
    return tuple(fetch(0, count)) if count <= _IN_MEMORY else RowsOnDisk(fetch, count)


def _ranked(row: Any, taxonomy: Taxonomy) -> RankedCandidate:
    rank, band, name, source, _, _, coverage, _, same, first = row
    found = ranked_row(source, coverage, taxonomy)
    told = {
        "rank": rank,
        "band": band,
        "pseudonym": name,
        "same": same or "",
        "same_as": first or "",
    }
    return found.model_copy(update=told)


def _set_aside(row: Any) -> SetAside:
    _, _, name, source, code, reason, coverage, unscored, same, first = row
    found = aside_row(source, code, reason, coverage, unscored)
    told = {"pseudonym": name, "same": same or "", "same_as": first or ""}
    return found.model_copy(update=told)


def ranked_row(source: str, coverage: bytes, taxonomy: Taxonomy) -> RankedCandidate:
    """Gives what one candidate tells of its place in a ranking.

    Args:
        source: Name of the file.
        coverage: The packed coverage.
        taxonomy: The taxonomy of the role.

    Returns:
        The candidate, its rank 0 and without a name.
    """
    found = coverage_of(coverage, source)
    reading = lifecycle_of(found, taxonomy).reading
    return RankedCandidate(rank=0, pseudonym="", source=source, coverage=found, lifecycle=reading)


def aside_row(
    source: str, code: str, reason: str, coverage: bytes | None, unscored: str | None
) -> SetAside:
    """Gives what one candidate tells of why it is to be looked at by hand.

    Args:
        source: Name of the file.
        code: Why, in a word.
        reason: Why, in a sentence.
        coverage: The packed coverage, when there is one.
        unscored: Why there is none although it was read, else nothing.

    Returns:
        The candidate, without a name.
    """
    return SetAside(
        pseudonym="",
        source=source,
        code="error" if unscored else code,
        reason=unscored or reason,
        failed=not coverage,
        coverage=coverage_of(coverage, source) if coverage else None,
    )
