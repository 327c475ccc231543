"""One SQLite file that keeps what was read: profiles, scores, and the day of an unfinished run.

Only the parent process writes. Whatever is wrong with the file costs a warning and the time to read
again, never the run.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

CACHE_NAME = "skillmap-cache.sqlite"
"""Its name in an output folder. It holds personal data; `forget` removes a person from it."""

Warn = Callable[[str], None]

_APPLICATION = 0x736B6D70
_FORMAT = 1
_WAIT_SECONDS = 5.0
_TABLES = """
CREATE TABLE IF NOT EXISTS reads (
    key BLOB PRIMARY KEY, file TEXT NOT NULL, text TEXT NOT NULL, failed INTEGER NOT NULL,
    code TEXT NOT NULL, reason TEXT NOT NULL, signature BLOB NOT NULL, profile BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS reads_file ON reads (file);
CREATE TABLE IF NOT EXISTS parts (file TEXT NOT NULL, key BLOB NOT NULL, PRIMARY KEY (file, key));
CREATE TABLE IF NOT EXISTS scores (
    key BLOB NOT NULL, role BLOB NOT NULL, as_of TEXT NOT NULL, score REAL NOT NULL,
    coverage BLOB NOT NULL, PRIMARY KEY (key, role));
CREATE TABLE IF NOT EXISTS runs (key TEXT PRIMARY KEY, as_of TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """What is known of a file without its text.

    Attributes:
        file: SHA-256 of its bytes.
        text: SHA-256 of the visible text, of the file when it could not be read.
        failed: Whether it could not be read.
        code: Why it is to be looked at by hand, or an empty string.
        reason: The same in a sentence.
        signature: Of the text; see `near`.
        profile: The packed profile, empty when there is none.
    """

    file: str
    text: str
    failed: bool
    code: str
    reason: str
    signature: bytes
    profile: bytes


@dataclass(frozen=True, slots=True)
class StoredScore:
    """A score.

    Attributes:
        score: 0 to 1.
        coverage: The packed coverage.
    """

    score: float
    coverage: bytes


class Cache:
    """What was read before, in a file that only its owner may read.

    Use `Cache.open`; a cache whose file fails goes on as an empty one.

    Args:
        database: The open database.
        name: Name of the file, for messages.
        warn: Told, once, when the file fails.
    """

    def __init__(self, database: sqlite3.Connection, name: str, warn: Warn) -> None:
        self._database: sqlite3.Connection | None = database
        self._name = name
        self._warn = warn

    @classmethod
    def open(cls, path: str | Path, warn: Warn) -> Cache | None:
        """Opens the file, or makes it.

        Args:
            path: The file; its folder is made when it is not there.
            warn: Told when the file cannot be used.

        Returns:
            The cache; None when the file is damaged, of another program, locked, or cannot be
            written to.
        """
        path = Path(path)
        database: sqlite3.Connection | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _make_private(path)
            database = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
            _prepare(database)
        except (OSError, sqlite3.Error, _Foreign) as error:
            if database:
                database.close()
            why = str(error).rstrip(".")
            why = getattr(error, "strerror", None) or why
            warn(f"{path.name}: cannot keep what is read there: {why}; the run goes on without")
            return None
        return cls(database, path.name, warn)

    def get(self, key: bytes) -> Stored | None:
        """Gives what was kept of a file.

        Args:
            key: Its key.

        Returns:
            None when nothing was.
        """
        query = (
            "SELECT file, text, failed, code, reason, signature, profile FROM reads WHERE key = ?"
        )
        with self._guarded() as database:
            if database and (row := database.execute(query, (key,)).fetchone()):
                return Stored(row[0], row[1], bool(row[2]), *row[3:])
        return None

    def scores(self, key: bytes, roles: Sequence[bytes], as_of: date) -> list[StoredScore] | None:
        """Gives the scores of a file at a date.

        Args:
            key: Key of the file.
            roles: Keys of the roles.
            as_of: The date.

        Returns:
            One for each role; None when one of them is not there.
        """
        found = []
        query = "SELECT score, coverage FROM scores WHERE key = ? AND role = ? AND as_of = ?"
        with self._guarded() as database:
            for role in roles if database else ():
                assert database
                row = database.execute(query, (key, role, as_of.isoformat())).fetchone()
                if row is None:
                    return None
                found.append(StoredScore(*row))
        return found if len(found) == len(roles) else None

    def put(self, key: bytes, stored: Stored, parts: Sequence[str] = ()) -> None:
        """Keeps what was read of a file.

        Args:
            key: Its key.
            stored: What was read.
            parts: SHA-256 of the files of a candidate that has several.
        """
        with self._guarded() as database:
            if not database:
                return
            database.execute("BEGIN IMMEDIATE")
            database.execute(
                "INSERT OR REPLACE INTO reads VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    key,
                    stored.file,
                    stored.text,
                    stored.failed,
                    stored.code,
                    stored.reason,
                    stored.signature,
                    stored.profile,
                ),
            )
            rows = [(part, key) for part in parts]
            database.executemany("INSERT OR IGNORE INTO parts VALUES (?, ?)", rows)
            database.execute("COMMIT")

    def put_scores(
        self, key: bytes, roles: Sequence[bytes], as_of: date, scores: Sequence[StoredScore]
    ) -> None:
        """Keeps the scores of a file; those of another date are replaced.

        Args:
            key: Key of the file.
            roles: Keys of the roles.
            as_of: The date.
            scores: One for each role.
        """
        with self._guarded() as database:
            if not database:
                return
            database.execute("BEGIN IMMEDIATE")
            database.executemany(
                "INSERT OR REPLACE INTO scores VALUES (?, ?, ?, ?, ?)",
                [
                    (key, role, as_of.isoformat(), one.score, one.coverage)
                    for role, one in zip(roles, scores, strict=True)
                ],
            )
            database.execute("COMMIT")

    def begin(self, run: str, as_of: date, keep: bool) -> date:
        """Notes that a run has begun.

        Args:
            run: What tells it from others.
            as_of: Its date.
            keep: Whether the date of such a run that never ended is taken instead.

        Returns:
            The date to count to.
        """
        with self._guarded() as database:
            if not database:
                return as_of
            query = "SELECT as_of FROM runs WHERE key = ?"
            row = database.execute(query, (run,)).fetchone() if keep else None
            with suppress(ValueError):
                as_of = date.fromisoformat(row[0]) if row else as_of
            database.execute("INSERT OR REPLACE INTO runs VALUES (?, ?)", (run, as_of.isoformat()))
        return as_of

    def finish(self, run: str) -> None:
        """Notes that a run has ended, its outputs written.

        Args:
            run: What tells it from others.
        """
        with self._guarded() as database:
            if database:
                database.execute("DELETE FROM runs WHERE key = ?", (run,))

    def forget(self, sha256: str) -> list[str] | None:
        """Removes a file, and the candidates that it was a part of, and overwrites them.

        Args:
            sha256: Hash of the file.

        Returns:
            Hashes of what was removed: of the file, and of candidates of several files; None when
            the file failed, so that nothing can be said of what is in it.
        """
        removed: list[str] = []
        with self._guarded() as database:
            if not database:
                return None
            query = (
                "SELECT key, file FROM reads WHERE file = ?1 "
                "UNION SELECT key, file FROM reads WHERE key IN "
                "(SELECT key FROM parts WHERE file = ?1)"
            )
            found = database.execute(query, (sha256,)).fetchall()
            database.execute("BEGIN IMMEDIATE")
            for key, file in found:
                removed.append(file)
                for table in ("reads", "scores", "parts"):
                    database.execute(f"DELETE FROM {table} WHERE key = ?", (key,))
            database.execute("COMMIT")
            if found:
                database.execute("VACUUM")
                # Else the pages as they were would go on in the journal beside the file.
                database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return sorted(set(removed)) if self._database else None

    def close(self) -> None:
        """Closes the file; what was kept is in it already."""
        if self._database:
            with suppress(sqlite3.Error):
                self._database.close()
        self._database = None

    @contextmanager
    def _guarded(self) -> Iterator[sqlite3.Connection | None]:
        """Lends the database, and does without it once it fails."""
        try:
            yield self._database
        except (sqlite3.Error, ValueError, TypeError) as error:
            self.close()
            self._warn(f"{self._name}: failed ({error}); the run goes on without")


class _Foreign(Exception):
    """A database that is none of ours, or of another format."""


def _make_private(path: Path) -> None:
    """Makes the file before SQLite does, with its owner's rights alone."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return


def _prepare(database: sqlite3.Connection) -> None:
    (application,) = database.execute("PRAGMA application_id").fetchone()
    (made,) = database.execute("PRAGMA user_version").fetchone()
    (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and application != _APPLICATION:
        raise _Foreign("it is a database of another program")
    if made not in (0, _FORMAT):
        raise _Foreign("it was made by another version")
    database.execute("PRAGMA secure_delete = ON")
    # A killed process loses nothing that was written; where it cannot be had, the old way stays.
    database.execute("PRAGMA journal_mode = WAL").fetchone()
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("BEGIN IMMEDIATE")
    for statement in _TABLES.split(";"):
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {_APPLICATION}")
    database.execute(f"PRAGMA user_version = {_FORMAT}")
    database.execute("COMMIT")


def run_key(folder: str | Path, parts: Sequence[str]) -> str:
    """Tells a run from others in one cache.

    Args:
        folder: Where its outputs go.
        parts: What makes it another run.

    Returns:
        Hexadecimal digits; no path can be read from them.
    """
    place = os.fspath(Path(folder).resolve())
    content = "\0".join([place, *parts])
    return hashlib.sha256(content.encode("utf-8", "surrogateescape")).hexdigest()
