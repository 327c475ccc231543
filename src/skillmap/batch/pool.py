"""Reads candidates in this process or in several, with the same result."""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import tempfile
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from pathlib import Path

from skillmap.batch.items import Task
from skillmap.batch.reading import Failed, failed, profile_of
from skillmap.errors import SkillmapError
from skillmap.models import Profile
from skillmap.pipeline import Pipeline
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

Progress = Callable[[int, int], None]
"""Is told the numbers done and in all."""

Read = Profile | Failed
Setup = tuple[Taxonomy, Settings, date]

_AHEAD = 4
"""Tasks that wait for each worker: enough to keep it busy, few enough to keep memory flat."""


def read_all(
    tasks: Sequence[Task], setup: Setup, workers: int, progress: Progress | None
) -> list[Read]:
    """Reads candidates.

    Args:
        tasks: The candidates.
        setup: Taxonomy, settings, and the date that open positions are counted to.
        workers: Processes; 1 reads in this one.
        progress: Told after each candidate.

    Returns:
        Profiles and failures in the order of the tasks.

    Raises:
        SkillmapError: Worker processes cannot be started.
    """
    waiting = [i for i, task in enumerate(tasks) if not isinstance(task.content, Profile)]
    workers = min(workers, len(waiting))
    if workers > 1:
        return _Pool(tasks, setup, workers, progress).run()
    taxonomy, settings, as_of = setup
    pipeline = Pipeline(taxonomy, settings) if waiting else None
    found: list[Read] = []
    for task in tasks:
        found.append(_read_here(task, pipeline, as_of))
        if progress:
            progress(len(found), len(tasks))
    return found


def _read_here(task: Task, pipeline: Pipeline | None, as_of: date) -> Read:
    if pipeline is None:
        assert isinstance(task.content, Profile)
        return task.content
    return profile_of(task, pipeline, as_of)


class _Pool:
    """Worker processes; one that dies costs the row it died of and no other."""

    def __init__(
        self, tasks: Sequence[Task], setup: Setup, workers: int, progress: Progress | None
    ) -> None:
        self._tasks = tasks
        self._setup = pickle.dumps(setup)
        self._setup_file = ""
        self._workers = workers
        self._progress = progress
        self._found: dict[int, Read] = {}

    def run(self) -> list[Read]:
        with tempfile.TemporaryDirectory(prefix="skillmap-") as folder:
            # By a file: a pipe that holds this much blocks for ever when its reader dies early.
            setup = Path(folder, "setup")
            setup.write_bytes(self._setup)
            self._setup_file = str(setup)
            waiting = deque(range(len(self._tasks)))
            while waiting:
                # When a worker dies nobody can tell on which of the tasks in flight: each is
                # then tried alone, and the others go on.
                for index in self._until_broken(waiting):
                    self._note(index, self._alone(self._tasks[index]))
        return [self._found[index] for index in range(len(self._tasks))]

    def _note(self, index: int, read: Read) -> None:
        self._found[index] = read
        if self._progress:
            self._progress(len(self._found), len(self._tasks))

    def _until_broken(self, waiting: deque[int]) -> list[int]:
        """Works through the tasks; gives those in flight when a worker died, else none."""
        pool = self._open(self._workers)
        flying: dict[Future[Read], int] = {}
        try:
            while waiting or flying:
                while waiting and len(flying) < self._workers * _AHEAD:
                    task = self._tasks[waiting[0]]
                    if isinstance(task.content, Profile):
                        self._note(waiting.popleft(), task.content)
                        continue
                    flying[pool.submit(_work, task)] = waiting[0]
                    waiting.popleft()
                for future in wait(flying, return_when=FIRST_COMPLETED).done:
                    self._note(flying[future], _result(future, self._tasks[flying[future]]))
                    del flying[future]
        except BrokenProcessPool:
            return sorted(flying.values())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        pool.shutdown()
        return []

    def _alone(self, task: Task) -> Read:
        pool = self._open(1)
        try:
            return _result(pool.submit(_work, task), task)
        except BrokenProcessPool:
            return failed(task, "reading it ended the process that read it")
        finally:
            pool.shutdown(cancel_futures=True)

    def _open(self, workers: int) -> ProcessPoolExecutor:
        spawn = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(workers, spawn, _start, (self._setup_file,))
        try:
            pool.submit(_answer).result()
        except BrokenProcessPool:
            raise SkillmapError(
                "worker processes cannot be started",
                hint='Call it under `if __name__ == "__main__":`, or use workers=1.',
            ) from None
        return pool


def _result(future: Future[Read], task: Task) -> Read:
    try:
        return future.result()
    except BrokenProcessPool:
        raise
    except Exception as error:  # it could not be sent there or back
        return failed(task, f"an unexpected {type(error).__name__} stopped it")


_opened: tuple[Pipeline, date] | None = None
"""What a worker process keeps from task to task."""


def _start(setup_file: str) -> None:
    global _opened
    # Ctrl-C reaches the whole group; the parent decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    taxonomy, settings, as_of = pickle.loads(Path(setup_file).read_bytes())
    _opened = (Pipeline(taxonomy, settings), as_of)


def _answer() -> bool:
    return _opened is not None


def _work(task: Task) -> Read:
    assert _opened is not None
    return profile_of(task, *_opened)
