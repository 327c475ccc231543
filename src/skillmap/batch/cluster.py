"""The same work on a cluster: Ray Data reads or takes the candidates, actors work on them.

An actor is loaded once and is the `Desk` that works on one machine, too; so the rows are the same.
Ray is imported where it is used (extra skillmap-ai[ray]).
"""

from __future__ import annotations

import logging
import os
import pickle
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from skillmap.batch.desk import Desk, Done, Setup
from skillmap.batch.items import OUTPUTS, Task, is_skipped, unpacked_tasks
from skillmap.batch.pool import Job, pickled
from skillmap.batch.spool import aside_row, ranked_row
from skillmap.errors import ReadError
from skillmap.models import RankedCandidate, Role, SetAside
from skillmap.models.ranking_table import (
    OF_ALL,
    Entry,
    arrow_batches,
    arrow_schema,
    entry_of,
    needed,
)
from skillmap.roles import taxonomy_for
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy, load_taxonomy

if TYPE_CHECKING:
    import pyarrow
    import ray.data

_BATCH = 16
"""Candidates that an actor gets at once."""
_MOST_JOBS = 20_000
_MOST_BYTES = 64_000_000
"""Jobs that wait with Ray at a time."""


def score_dataset(
    dataset: ray.data.Dataset,
    role: Role,
    taxonomy: Taxonomy | None = None,
    settings: Settings | None = None,
    as_of: date | None = None,
    *,
    root: str = "",
    workers: int = 0,
) -> ray.data.Dataset:
    """Scores files that Ray Data reads, on its cluster, as `rank` scores those of a folder.

    Args:
        dataset: Files as `ray.data.read_binary_files(path, include_paths=True)` gives them: the
            columns "bytes" and "path". Archives stand for the files in them; what `rank` passes
            over is passed over.
        role: The role.
        taxonomy: The taxonomy, None for the one that ships; a role that defines skills adds them.
        settings: The settings, None for the defaults.
        as_of: The date that open positions are counted to, None for today.
        root: The folder that names are relative to; of a file elsewhere only its name is kept.
        workers: Actors; 0 for all processors of the cluster but one, which reads.

    Returns:
        A dataset with the columns of `Ranking.to_arrow()`, a row for each candidate; a file that
        cannot be read is one, too. "rank", "band", "candidate", "same" and "same_as" are
        missing: only all candidates together tell them. `write_parquet` writes it.

    Raises:
        SkillmapError: Ray is not installed (extra skillmap-ai[ray]).
    """
    day = as_of or date.today()
    known = taxonomy_for(role, taxonomy or load_taxonomy())
    setup = Setup(known, settings or Settings(), day, (role,))
    return _mapped(dataset, FileScorer, setup, workers, (root,))


def work_on_ray(jobs: Iterator[Job], setup: Setup, workers: int) -> Generator[Done, None, None]:
    """Works on candidates of a folder that all machines of the cluster can open.

    Args:
        jobs: The candidates, taken some thousands at a time.
        setup: What is the same for all.
        workers: Actors; 0 for all processors of the cluster but one.

    Yields:
        What became of each, in the order in which they are done.

    Raises:
        SkillmapError: Ray is not installed, or a given profile does not fit.
    """
    data = needed("ray.data", "ray")
    own = Desk(setup)  # for what is known already: that takes less time than sending it
    with running():
        while window := list(_window(jobs)):
            waiting: list[bytes] = []
            for job in window:
                content = own.work(job.index, job.task, job.known) if job.known else pickled(job)
                if isinstance(content, Done):
                    yield content
                else:
                    waiting.append(content)
            if not waiting:
                continue
            dataset = data.from_items([{"job": content} for content in waiting])
            done = _mapped(dataset, JobWorker, setup, workers)
            for row in done.iter_rows():
                yield pickle.loads(row["done"])


def work_on_files(
    path: str, setup: Setup, workers: int
) -> Generator[tuple[Task, Done], None, None]:
    """Works on all files below a path that Ray Data reads, such as one of an object store.

    Args:
        path: The path or address, such as "s3://bucket/cvs".
        setup: What is the same for all.
        workers: Actors; 0 for all processors of the cluster but one.

    Yields:
        Each candidate and what became of it.

    Raises:
        ReadError: There is nothing, or Ray cannot read there.
        SkillmapError: Ray is not installed.
    """
    data = needed("ray.data", "ray")
    with running():
        try:
            files = data.read_binary_files(path, include_paths=True)
        except (OSError, ValueError) as error:
            why = str(error).partition(".")[0]
            raise ReadError(f"Ray reads nothing there ({why})", source=path) from error
        root = "".join(urlsplit(path)[1:3])
        for row in _mapped(files, FileWorker, setup, workers, (root,)).iter_rows():
            yield pickle.loads(row["done"])


@contextmanager
def running() -> Iterator[None]:
    """Sees that Ray runs: the cluster that RAY_ADDRESS names, or this machine.

    Yields:
        Nothing; what was started here ends with it.
    """
    ray = needed("ray", "ray")
    needed("ray.data", "ray").DataContext.get_current().enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.WARNING)
    if ray.is_initialized():
        yield
        return
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing here calls home
    ray.init(include_dashboard=False, log_to_driver=False, logging_level="error")
    try:
        yield
    finally:
        ray.shutdown()


def _window(jobs: Iterator[Job]) -> Iterator[Job]:
    size = 0
    for count, job in enumerate(jobs, 1):
        yield job
        content = job.task.content
        size += len(content) if isinstance(content, bytes) else 0
        if count >= _MOST_JOBS or size >= _MOST_BYTES:
            return


def _mapped(
    dataset: ray.data.Dataset, kind: type, setup: Setup, workers: int, more: tuple[Any, ...] = ()
) -> ray.data.Dataset:
    ray = needed("ray", "ray")
    strategy = needed("ray.data", "ray").ActorPoolStrategy
    processors = int(ray.cluster_resources().get("CPU", 1)) if ray.is_initialized() else 0
    # With an actor on every processor nothing is left that reads, and all wait for ever.
    most = max(1, (processors or os.cpu_count() or 2) - 1)
    return dataset.map_batches(
        kind,
        fn_constructor_args=(ray.put(pickle.dumps(setup)), *more),
        batch_size=_BATCH,
        batch_format="pyarrow",
        compute=strategy(size=min(workers or most, most)),
        num_cpus=1 if processors != 1 else 0.5,
    )


class _Actor:
    """What is loaded once in a process of the cluster."""

    def __init__(self, setup: Any, root: str = "") -> None:
        import ray

        self.setup: Setup = pickle.loads(ray.get(setup))
        self.desk = Desk(self.setup)
        self.desk.prepare()
        self.root = root

    def files(self, batch: pyarrow.Table) -> Iterator[Task]:
        """Gives the candidates in files that Ray read."""
        for path, content in zip(batch["path"].to_pylist(), batch["bytes"], strict=True):
            name = shown_name(path, self.root)
            parts = PurePosixPath(name).parts
            if not any(map(is_skipped, parts)) and parts[-1] not in OUTPUTS:
                yield from unpacked_tasks(Task(name, content.as_py()), self.setup.settings)


class JobWorker(_Actor):
    """Works on candidates that were sent."""

    def __call__(self, batch: pyarrow.Table) -> pyarrow.Table:
        """Gives what became of each."""
        done = []
        for content in batch["job"].to_pylist():
            index, task, known = pickle.loads(content)
            done.append(pickle.dumps(self.desk.work(index, task, known)))
        return _column("done", done)


class FileWorker(_Actor):
    """Works on files that Ray read, for a ranking of all."""

    def __call__(self, batch: pyarrow.Table) -> pyarrow.Table:
        """Gives each candidate and what became of it."""
        found = []
        for task in self.files(batch):
            done = self.desk.work(0, task, None)
            found.append(pickle.dumps((replace(task, content=b""), done)))
        return _column("done", found)


class FileScorer(_Actor):
    """Works on files that Ray read, and gives rows of a table."""

    def __call__(self, batch: pyarrow.Table) -> pyarrow.Table:
        """Gives a row for each candidate."""
        import pyarrow

        rows = (self._row(task) for task in self.files(batch))
        return pyarrow.Table.from_batches(arrow_batches(rows), schema=arrow_schema())

    def _row(self, task: Task) -> Entry:
        return {**entry_of(self._told(task)), **dict.fromkeys(OF_ALL)}

    def _told(self, task: Task) -> RankedCandidate | SetAside:
        done = self.desk.work(0, task, None)
        stored, score = done.stored, next(iter(done.scores), None)
        if score and not stored.code and not score.reason:
            return ranked_row(task.source, score.coverage, self.setup.taxonomy)
        return aside_row(
            task.source,
            stored.code,
            stored.reason,
            score.coverage if score else None,
            score.reason if score else None,
        )


def _column(name: str, values: Iterable[bytes]) -> pyarrow.Table:
    import pyarrow

    return pyarrow.table({name: pyarrow.array(values, pyarrow.binary())})


def shown_name(path: str, root: str) -> str:
    """Gives the name of a file as a ranking shows it, which is never an absolute path.

    Args:
        path: Where Ray found it.
        root: The folder that names are relative to, or an empty string.

    Returns:
        The path below the folder; of a file elsewhere its name.
    """
    file, folder = (PurePosixPath(one.replace("\\", "/")) for one in (path, root))
    if root and folder != file and file.is_relative_to(folder):
        return str(file.relative_to(folder))
    return file.name
