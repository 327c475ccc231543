"""Reads files in processes that may hang, die and be replaced: a wall clock and a cap of memory.

A process is started by its program, never forked, and never imports the caller's script: reading
works at the top level of a script, in a notebook and under threads alike.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any

from skillmap.errors import (
    EncryptedFile,
    FileTooLarge,
    NoTextLayer,
    ReadError,
    ReadTimeout,
    UnsupportedFormat,
)
from skillmap.readers.reading import Reading
from skillmap.readers.worker import OUT_OF_MEMORY, receive, send
from skillmap.settings import Settings

_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from skillmap.readers.worker import main; main(int(sys.argv[2]))"
)
_KINDS = {
    kind.__name__: kind
    for kind in (EncryptedFile, FileTooLarge, NoTextLayer, ReadTimeout, UnsupportedFormat)
}
_START_SECONDS = 60.0
_END_SECONDS = 5.0
_MOST_IDLE = 4
"""So many processes wait for the next file; more were wanted by that many threads at once."""

_idle: list[_Worker] = []
_lock = threading.Lock()


def read_isolated(data: bytes, source: str, settings: Settings) -> Reading:
    """Reads a file of any known format in a process of its own, which is used again.

    Args:
        data: The file.
        source: Its name, for messages.
        settings: The caps, and `read_seconds` and `read_megabytes` of the process.

    Returns:
        Its text, and what was noticed on the way: the same as `read_bytes`.

    Raises:
        ReadTimeout: It took longer than allowed.
        ReadError: It cannot be read, or ended the process that read it.
    """
    try:
        worker = _take(settings.read_megabytes)
        try:
            return worker.read(data, source, settings)
        finally:
            _give_back(worker)
    except ReadError as error:
        error.source = source
        raise


class _Worker:
    """A process that reads one file at a time."""

    def __init__(self, megabytes: int) -> None:
        self.megabytes = megabytes
        self.usable = True
        self._late = False
        # An embedded interpreter may have no program; Popen tells it like a missing one.
        command = [sys.executable or "python", "-c", _PROGRAM, json.dumps(sys.path), str(megabytes)]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows only
            )
        except OSError as error:
            raise _no_process() from error
        assert self._process.stdin and self._process.stdout
        self._requests: IO[bytes] = self._process.stdin
        self._answers: IO[bytes] = self._process.stdout
        if self._within(_START_SECONDS, lambda: receive(self._answers)) is None:
            self.stop()
            raise _no_process()

    def read(self, data: bytes, source: str, settings: Settings) -> Reading:
        """Has a file read."""
        head = json.dumps({"source": source, "settings": settings.model_dump(mode="json")})
        answer = self._within(settings.read_seconds, lambda: self._ask(head.encode(), data))
        if answer is None:
            with suppress(subprocess.TimeoutExpired):  # its own exit code tells more than ours
                self._process.wait(_END_SECONDS)
            self.stop()
            if self._late:
                raise ReadTimeout(
                    f"took longer to read than the {settings.read_seconds:g} seconds allowed",
                    hint="Raise the setting read_seconds if the file is meant.",
                )
            if self._process.returncode == OUT_OF_MEMORY:
                raise self._too_much()
            raise ReadError(
                f"ended the process that read it ({_ending(self._process.returncode)})",
                hint="Look at it by hand: a file that does this is damaged, or made to do it.",
            )
        try:
            return self._result(json.loads(answer))
        except (ValueError, LookupError, TypeError) as error:
            self.stop()
            raise ReadError("made the process that read it answer nonsense") from error

    def is_alive(self) -> bool:
        """Tells whether the process still runs."""
        return self.usable and self._process.poll() is None

    def stop(self) -> None:
        """Ends the process."""
        self.usable = False
        self._process.kill()
        self._process.wait()
        for stream in (self._requests, self._answers):
            with suppress(OSError):  # what it did not take is lost, as it should be
                stream.close()

    def _ask(self, head: bytes, data: bytes) -> bytes | None:
        send(self._requests, head)
        send(self._requests, data)
        return receive(self._answers)

    def _within(self, seconds: float, act: Callable[[], bytes | None]) -> bytes | None:
        """Acts, and ends the process when that takes too long; None when it has ended."""
        timer = threading.Timer(seconds, self._kill)
        timer.daemon = True
        timer.start()
        try:
            return act()
        except (OSError, ValueError):  # the other end of the pipe is gone
            return None
        except BaseException:  # Ctrl-C: half an answer may lie in the pipe
            self.stop()
            raise
        finally:
            timer.cancel()
            timer.join()  # else it might strike when the next file is read
            self.usable = self.usable and not self._late

    def _kill(self) -> None:
        self._late = True
        self._process.kill()

    def _result(self, answer: dict[str, Any]) -> Reading:
        from pydantic import TypeAdapter

        if "reading" in answer:
            return TypeAdapter(Reading).validate_json(json.dumps(answer["reading"]))
        if "memory" in answer:
            self.stop()  # whatever it holds now is not to be trusted
            raise self._too_much()
        told = answer["error"]
        raise _KINDS.get(told["kind"], ReadError)(told["message"], hint=told["hint"])

    def _too_much(self) -> ReadError:
        return ReadError(
            f"needs more than the {self.megabytes:,} MB of memory allowed",
            hint="Raise the setting read_megabytes if the file is meant.",
        )


def _take(megabytes: int) -> _Worker:
    while True:
        with _lock:
            fitting = [worker for worker in _idle if worker.megabytes == megabytes]
            if not fitting:
                break
            _idle.remove(fitting[-1])
        if fitting[-1].is_alive():
            return fitting[-1]
        fitting[-1].stop()
    return _Worker(megabytes)


def _give_back(worker: _Worker) -> None:
    if not worker.is_alive():
        worker.stop()
        return
    with _lock:
        _idle.append(worker)
        spare = _idle[:-_MOST_IDLE]
        del _idle[:-_MOST_IDLE]
    for one in spare:
        one.stop()


@atexit.register
def stop_all() -> None:
    """Ends the processes that wait for files; the next file starts a new one."""
    with _lock:
        waiting = [*_idle]
        _idle.clear()
    for worker in waiting:
        worker.stop()


def _forget() -> None:
    global _lock
    _lock = threading.Lock()
    _idle.clear()


if hasattr(os, "register_at_fork"):
    # A forked copy of this process must not talk to its parent's workers.
    os.register_at_fork(after_in_child=_forget)


def _no_process() -> ReadError:
    return ReadError(
        "the process that should read it cannot be started",
        hint="Read without `isolate=True`, and rank with the setting isolate_rank: false.",
        passing=True,
    )


def _ending(code: int | None) -> str:
    return f"signal {-code}" if code and code < 0 else f"exit code {code}"
