"""Works on candidates in this process or in several, with the same result.

Each worker has a pipe of its own, and the parent knows what each has in hand: when one dies, the
candidate that it was at is tried once more in a fresh process that has nothing else, and the others
go to the next worker. Nothing waits in a worker but two small chunks, so memory stays flat.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import queue
import signal
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from skillmap.batch.cache import Stored
from skillmap.batch.desk import Desk, Done, Setup, gone
from skillmap.batch.items import Task
from skillmap.batch.reading import failed
from skillmap.errors import SkillmapError

_CHUNK = 4
"""Most candidates sent at once."""
_CHUNK_BYTES = 1_000_000
"""A chunk is sent when it has grown to this."""
_LOW = 4
"""A worker that has this many left gets the next chunk: it is never idle and never full."""
_KNOWN_ENOUGH = 2000
"""So many whose profiles are known are scored in the time that processes take to start."""
_NEW_ENOUGH = 2
"""So many that must be read are worth processes."""


@dataclass(frozen=True, slots=True)
class Job:
    """A candidate to work on.

    Attributes:
        index: Its place among the candidates.
        task: The candidate.
        known: What was kept of it, when it was read before.
    """

    index: int
    task: Task
    known: Stored | None = None


def work_all(
    jobs: Iterator[Job], setup: Setup, workers: int, room: Callable[[], bool] = lambda: True
) -> Generator[Done, None, None]:
    """Works on candidates.

    Args:
        jobs: The candidates, taken one at a time.
        setup: What is the same for all.
        workers: Processes; 1 works in this one.
        room: Whether another candidate may be taken although some are not done.

    Yields:
        What became of each, in the order in which they are done.

    Raises:
        SkillmapError: Worker processes cannot be started, or a given profile does not fit.
    """
    desk = Desk(setup)
    new: list[Job] = []
    known = 0
    for job in jobs:
        if workers > 1 and not job.known:
            new.append(job)
        else:
            known += 1
            yield desk.work(job.index, job.task, job.known)
        if workers > 1 and (len(new) >= _NEW_ENOUGH or known >= _KNOWN_ENOUGH):
            with tempfile.TemporaryDirectory(prefix="skillmap-") as folder:
                rest = chain(new, jobs)
                yield from _Pool(rest, setup, workers, room, Path(folder, "setup")).run()
            return
    for job in new:
        yield desk.work(job.index, job.task, job.known)


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, its pipe, and what it has in hand, first to last."""

    process: Any
    pipe: Connection
    ready: bool = False
    alone: bool = False
    hand: deque[Job] = field(default_factory=deque)

    def has_room(self) -> bool:
        return self.ready and not self.alone and len(self.hand) <= _LOW


class _Pool:
    """Worker processes; one that dies costs the row it died of and no other."""

    def __init__(
        self,
        jobs: Iterator[Job],
        setup: Setup,
        workers: int,
        room: Callable[[], bool],
        setup_file: Path,
    ) -> None:
        self._jobs = jobs
        self._most = workers
        self._room = room
        self._workers: list[_Worker] = []
        self._again: deque[Job] = deque()
        self._ended = False
        # By a file: a pipe that holds this much blocks for ever when its reader dies early.
        setup_file.write_bytes(pickle.dumps(setup))
        self._setup_file = str(setup_file)

    def run(self) -> Iterator[Done]:
        """Works until nothing is left."""
        try:
            while True:
                yield from self._feed()
                if self._idle():
                    if self._ended and not self._again:
                        return
                    continue
                pipes = {worker.pipe: worker for worker in self._workers}
                for pipe in wait(list(pipes)):
                    yield from self._answer(pipes[pipe])  # type: ignore[index]
        finally:
            self._stop()

    def _feed(self) -> Iterator[Done]:
        """Gives work to those that have little left, and starts workers while there is more."""
        for worker in list(self._workers):
            while worker in self._workers and worker.has_room():
                chunk, broken = self._chunk()
                yield from broken
                if not chunk:
                    break
                yield from self._send(worker, chunk)
        while len(self._workers) < self._most and (job := self._next()) is not None:
            self._start().hand.append(job)  # sent when it is ready

    def _next(self) -> Job | None:
        if self._again:
            return self._again.popleft()
        if self._ended or not (self._room() or self._idle()):
            return None
        job = next(self._jobs, None)
        self._ended = job is None
        return job

    def _idle(self) -> bool:
        return not any(worker.hand for worker in self._workers)

    def _chunk(self) -> tuple[list[tuple[Job, bytes]], list[Done]]:
        chunk: list[tuple[Job, bytes]] = []
        broken: list[Done] = []
        size = 0
        while len(chunk) < _CHUNK and size < _CHUNK_BYTES and (job := self._next()) is not None:
            content = pickled(job)
            if isinstance(content, Done):
                broken.append(content)
            else:
                chunk.append((job, content))
                size += len(content)
        return chunk, broken

    def _send(self, worker: _Worker, chunk: list[tuple[Job, bytes]]) -> Iterator[Done]:
        worker.hand.extend(job for job, _ in chunk)
        try:
            worker.pipe.send([content for _, content in chunk])
        except (OSError, ValueError):  # it died; what it had in hand tells of what
            yield from self._died(worker)

    def _answer(self, worker: _Worker) -> Iterator[Done]:
        if worker not in self._workers:
            return  # it was replaced a moment ago
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._died(worker)
            return
        if isinstance(answer, SkillmapError):
            raise answer
        if answer is None:
            worker.ready = True
            waiting = [(job, pickled(job)) for job in worker.hand]
            worker.hand.clear()
            yield from (content for _, content in waiting if isinstance(content, Done))
            chunk = [(job, one) for job, one in waiting if isinstance(one, bytes)]
            if chunk:
                yield from self._send(worker, chunk)
            return
        job = worker.hand.popleft()
        worker.alone = False
        if isinstance(answer, str):
            answer = gone(job.index, failed(job.task, f"an unexpected {answer} stopped it"))
        yield answer

    def _died(self, worker: _Worker) -> Iterator[Done]:
        if not worker.ready:
            raise SkillmapError(
                "worker processes cannot be started",
                hint='Call it under `if __name__ == "__main__":`, or use workers=1.',
            )
        self._workers.remove(worker)
        _end(worker)
        if not worker.hand:
            return
        suspect = worker.hand.popleft()
        if worker.alone:
            why = failed(suspect.task, "reading it ended the process that read it")
            yield gone(suspect.index, why)
            return
        self._again.extendleft(reversed(worker.hand))
        fresh = self._start()
        fresh.alone = True
        fresh.hand.append(suspect)

    def _start(self) -> _Worker:
        spawn = multiprocessing.get_context("spawn")
        mine, theirs = spawn.Pipe()
        process = spawn.Process(target=_serve, args=(theirs, self._setup_file), daemon=True)
        process.start()
        theirs.close()  # else its end would never be told
        worker = _Worker(process, mine)
        self._workers.append(worker)
        return worker

    def _stop(self) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            _end(worker)
        self._workers.clear()


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()
    worker.process.close()


def pickled(job: Job) -> bytes | Done:
    """Packs each candidate on its own: what cannot be unpacked then costs no other.

    Args:
        job: The candidate.

    Returns:
        Its bytes; when it cannot be packed, what became of it.
    """
    try:
        return pickle.dumps((job.index, job.task, job.known))
    except Exception as error:
        why = failed(job.task, f"an unexpected {type(error).__name__} stopped it")
        return gone(job.index, why)


def _serve(pipe: Connection, setup_file: str) -> None:
    """Works for the parent until it hangs up."""
    # Ctrl-C reaches the whole group; the parent decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    desk = Desk(pickle.loads(Path(setup_file).read_bytes()))
    desk.prepare()
    gc.freeze()  # the taxonomy stays for good: nothing is found by going through it again
    chunks: queue.SimpleQueue[list[bytes]] = queue.SimpleQueue()
    # What comes is taken at once, so that the parent never waits for a worker that waits for it.
    threading.Thread(target=_listen, args=(pipe, chunks), daemon=True).start()
    pipe.send(None)
    while True:
        for content in chunks.get():
            pipe.send(_worked(desk, content))


def _worked(desk: Desk, content: bytes) -> Done | SkillmapError | str:
    try:
        index, task, known = pickle.loads(content)
        return desk.work(index, task, known)
    except SkillmapError as error:
        return error
    except Exception as error:  # it could not be unpacked
        return type(error).__name__


def _listen(pipe: Connection, chunks: queue.SimpleQueue[list[bytes]]) -> None:
    with suppress(EOFError, OSError):
        while True:
            chunks.put(pipe.recv())
    # The parent is gone, killed perhaps: nobody wants what is in hand.
    from skillmap.readers.isolation import stop_all

    stop_all()
    os._exit(0)
