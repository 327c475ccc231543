"""Candidates against roles: what is known is taken, the rest is read, and all is put in order."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from skillmap.batch.archives import Packed, unpack
from skillmap.batch.cache import Cache, Stored, StoredScore
from skillmap.batch.cluster import work_on_files, work_on_ray
from skillmap.batch.desk import Done, Profiles, Scored, Setup
from skillmap.batch.items import Item, Task, Tasks, Together, Unit, tasks_of
from skillmap.batch.keys import extraction_key, file_key, score_key
from skillmap.batch.pool import Job, work_all
from skillmap.batch.reading import sha256_of
from skillmap.batch.spool import Spool
from skillmap.batch.together import joint_sha256
from skillmap.errors import ReadError
from skillmap.models import PACKAGE, Document, DocumentRef, Profile, Provenance, Ranking, Role
from skillmap.pipeline import settings_version
from skillmap.scoring import score
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

Progress = Callable[[int, int], None]
"""Is told the numbers done and in all; of an iterator, in all so far."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a run is.

    Attributes:
        done: Candidates done.
        total: Candidates in all; of an iterator, so far.
        failed: Candidates that could not be read.
        known: Candidates that were read in an earlier run.
    """

    done: int = 0
    total: int = 0
    failed: int = 0
    known: int = 0


Watch = Callable[[Tally], None]

Engine = Literal["local", "ray"]
"""What works: processes of this machine, or a cluster."""

ENGINES: dict[str, Callable[[Iterator[Job], Setup, int], Generator[Done, None, None]]] = {
    "local": work_all,
    "ray": work_on_ray,
}


def rank(
    items: str | Path | Iterable[Item],
    role: Role,
    taxonomy: Taxonomy,
    settings: Settings,
    *,
    as_of: date,
    keep_dates: bool = False,
    workers: int = 1,
    progress: Progress | None = None,
) -> Ranking:
    """Ranks candidates against a role.

    Args:
        items: A folder with sub-folders, a file, or any iterable of paths, (name, bytes),
            Documents and Profiles. A ZIP file stands for the files in it.
        role: The role.
        taxonomy: The taxonomy of the role.
        settings: The settings.
        as_of: The date that open positions are counted to.
        keep_dates: Whether a given Profile is scored at its own date.
        workers: Processes; the ranking is the same for any number.
        progress: Told the numbers done and in all.

    Returns:
        The ranking. Nobody is left out: what cannot be read or judged is in `by_hand`.

    Raises:
        ReadError: The folder does not exist or holds no file.
        TaxonomyError: Role, a given profile and taxonomy do not fit together.
        SkillmapError: Worker processes cannot be started.
    """
    setup = Setup(taxonomy, settings, as_of, (role,), keep_dates)
    watch: Watch | None = None
    if progress:
        told = progress
        watch = lambda tally: told(tally.done, tally.total)  # noqa: E731
    return rank_all(items, setup, workers=workers, watch=watch)[0]


def rank_all(
    items: str | Path | Iterable[Item],
    setup: Setup,
    *,
    workers: int = 1,
    candidate: Unit = "file",
    cache: Cache | None = None,
    watch: Watch | None = None,
    engine: Engine = "local",
) -> tuple[Ranking, ...]:
    """Ranks candidates against several roles; each is read once.

    Args:
        items: As for `rank`.
        setup: Roles, taxonomy, settings and date.
        workers: Processes; the rankings are the same for any number.
        candidate: What one candidate is: a file, or with "folder" all files of a sub-folder.
        cache: Where what is read is kept.
        watch: Told after each candidate.
        engine: What works: processes of this machine, or with "ray" a cluster, which can open the
            folder, or an address such as "s3://bucket/cvs"; workers are its actors then, and 0
            means all processors but one.

    Returns:
        A ranking for each role, in their order.

    Raises:
        ReadError: The folder does not exist or holds no file.
        TaxonomyError: A role, a given profile and the taxonomy do not fit together.
        SkillmapError: Worker processes cannot be started.
    """
    for role in setup.roles:
        _check_role(role, setup)
    spool = Spool()
    if engine == "ray" and isinstance(items, str) and "://" in items:
        _read_on_ray(items, setup, workers, watch, spool)
    else:
        tasks = tasks_of(items, setup.settings, candidate)
        profiles: Profiles = "to-score" if cache else "none"
        run = _Run(tasks, replace(setup, profiles=profiles), cache, watch, spool)
        run.work(workers, engine)
    spool.settle()
    return tuple(
        Ranking(
            role=role,
            candidates=spool.ranked(place, setup.taxonomy, setup.settings.band_margin),
            by_hand=spool.by_hand(place),
            provenance=Provenance(
                package=PACKAGE,
                taxonomy=setup.taxonomy.version,
                settings=settings_version(setup.settings),
                as_of=setup.as_of,
            ),
        )
        for place, role in enumerate(setup.roles)
    )


def _read_on_ray(
    address: str, setup: Setup, workers: int, watch: Watch | None, spool: Spool
) -> None:
    """Has the cluster read all files below an address; nothing is kept of them."""
    failed = 0
    with closing(work_on_files(address, setup, workers)) as stream:
        for count, (task, done) in enumerate(stream, 1):
            spool.add(count, task.source, done.stored, done.scores)
            failed += done.stored.failed
            if watch:
                watch(Tally(count, count, failed))
    if not spool.count:
        raise ReadError("no readable file there", source=address)


class _Run:
    """Takes each candidate from the cache, or has it worked on, and puts its rows on disk."""

    def __init__(
        self,
        tasks: Tasks,
        setup: Setup,
        cache: Cache | None,
        watch: Watch | None,
        spool: Spool,
    ) -> None:
        self._tasks = tasks
        self._setup = setup
        self._cache = cache
        self._watch = watch
        self._spool = spool
        self._tally = Tally(total=tasks.total or 0)
        # Those in work: their names, and under which key they are kept.
        self._waiting: dict[int, tuple[str, _Key | None]] = {}
        self._taken = 0
        if cache:
            self._extraction = extraction_key(setup.taxonomy, setup.settings, unmapped=False)
            self._roles = [score_key(role, setup.settings) for role in setup.roles]

    def work(self, workers: int, engine: Engine) -> None:
        """Works on all candidates."""
        with closing(ENGINES[engine](self._jobs(), self._setup, workers)) as done:
            for one in done:
                self._take(one)

    def _jobs(self) -> Iterator[Job]:
        for index, task in enumerate(self._tasks):
            self._taken = index + 1
            key = self._key(task) if self._cache else None
            known = self._cache.get(key.key) if self._cache and key else None
            if known and self._is_known(index, task, key, known):
                continue
            self._waiting[index] = (task.source, key)
            yield Job(index, task, known)

    def _is_known(self, index: int, task: Task, key: _Key | None, known: Stored) -> bool:
        """Takes a candidate whose scores are kept, or which could not be read before."""
        assert self._cache
        assert key
        scores: list[StoredScore] | None = []
        if not known.failed:
            scores = self._cache.scores(key.key, self._roles, self._setup.as_of)
        if scores is None:
            return False
        rows = [Scored(one.score, one.coverage) for one in scores]
        self._spool.add(index, task.source, known, rows)
        self._count(known.failed, known=True)
        return True

    def _take(self, one: Done) -> None:
        source, key = self._waiting.pop(one.index)
        self._keep(one, key)
        self._spool.add(one.index, source, one.stored, one.scores)
        is_new = bool(one.stored.profile) or one.stored.failed or not self._cache
        self._count(one.stored.failed, known=not is_new)

    def _keep(self, one: Done, key: _Key | None) -> None:
        # The file may have changed since its key was made.
        if not self._cache or not key or one.passing or one.stored.file != key.file:
            return
        if one.stored.profile or one.stored.failed:
            self._cache.put(key.key, one.stored, key.parts)
        if one.scores and all(score.coverage for score in one.scores):
            kept = [StoredScore(score.score, score.coverage) for score in one.scores]
            self._cache.put_scores(key.key, self._roles, self._setup.as_of, kept)

    def _count(self, failed: bool, known: bool) -> None:
        now = self._tally
        self._tally = Tally(
            done=now.done + 1,
            total=self._tasks.total if self._tasks.total is not None else self._taken,
            failed=now.failed + failed,
            known=now.known + known,
        )
        if self._watch:
            self._watch(self._tally)

    def _key(self, task: Task) -> _Key | None:
        """Gives the key of a candidate; None when it cannot be had, or nothing is to be kept."""
        content = task.content
        if isinstance(content, Document):
            text = content.model_dump(mode="json")
            sha256 = hashlib.sha256(repr(text).encode("utf-8", "surrogatepass")).hexdigest()
            return _Key(file_key(self._extraction, sha256, "document"), content.sha256)
        if isinstance(content, Together):
            parts = [self._hash(part) for part in content.parts]
            if None in parts:
                return None
            names = "\0".join(f"{p} {t.source}" for p, t in zip(parts, content.parts, strict=True))
            hashes = tuple(part for part in parts if part)
            sha256 = hashlib.sha256(names.encode()).hexdigest()
            joint = joint_sha256(map(sha256_of, content.parts))
            return _Key(file_key(self._extraction, sha256, ""), joint, hashes)
        found = self._hash(task)
        return _Key(file_key(self._extraction, found, task.source), found) if found else None

    def _hash(self, task: Task) -> str | None:
        match task.content:
            case Packed(archive, index):
                try:
                    data = unpack(archive, index, self._setup.settings)
                except ReadError:
                    return None
                return hashlib.sha256(data).hexdigest()
            case Path() as path:
                return sha256_of(task) if path.is_file() else None
            case bytes():
                return sha256_of(task)
            case _:
                return None


@dataclass(frozen=True, slots=True)
class _Key:
    """Under what a candidate is kept, the hash that it must have, and those of its files."""

    key: bytes
    file: str
    parts: Sequence[str] = ()


def _check_role(role: Role, setup: Setup) -> None:
    """Scores nobody, so that a role of another taxonomy is told before anything is read."""
    nobody = Profile(
        document=DocumentRef(kind="cv", source="", sha256=""),
        as_of=setup.as_of,
        provenance=Provenance(package=PACKAGE),
    )
    score(nobody, role, setup.taxonomy, setup.settings)
