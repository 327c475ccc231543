"""The process that reads files for another: requests on its input, answers on its output.

A message is its length in eight bytes and that many bytes. A request is a JSON head and the file,
an answer is JSON. Nothing is pickled, so that a file that takes this process over gets no further.
"""

from __future__ import annotations

import errno
import json
import os
from contextlib import suppress
from typing import IO

from skillmap.errors import ReadError
from skillmap.readers import read_bytes
from skillmap.readers.reading import Reading
from skillmap.settings import Settings

OUT_OF_MEMORY = 77
"""Exit code of a process that could not even take the file."""

_LENGTH = 8
_MEGABYTE = 1_000_000
_GRACE = 5
"""Seconds after its time in which the parent should have ended a process: then it ends itself."""


def send(stream: IO[bytes], message: bytes) -> None:
    """Writes a message.

    Args:
        stream: A binary stream.
        message: Any bytes.
    """
    stream.write(len(message).to_bytes(_LENGTH, "big"))
    stream.write(message)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Reads a message.

    Args:
        stream: A binary stream.

    Returns:
        The message; None when the stream ends before it is whole.
    """
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    message = stream.read(length)
    return message if len(message) == length else None


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Reads files until there are no more requests.

    Args:
        requests: Heads and files in turn.
        answers: Gets an empty message when all is ready, then one for each file.
    """
    send(answers, b"")
    while (head := receive(requests)) is not None:
        data = receive(requests)
        if data is None:
            return
        asked = json.loads(head)
        send(answers, answer(data, asked["source"], Settings(**asked["settings"])))


def answer(data: bytes, source: str, settings: Settings) -> bytes:
    """Reads a file, and writes down what came of it.

    Args:
        data: The file.
        source: Its name.
        settings: The caps, and `read_seconds`.

    Returns:
        JSON with the key "reading", "error" or "memory".
    """
    with _Alarm(settings.read_seconds + _GRACE):
        try:
            return _written(read_bytes(data, source, settings))
        except ReadError as error:
            if _is_memory(error.__cause__):
                return b'{"memory": true}'
            told = {"kind": type(error).__name__, "message": error.message, "hint": error.hint}
            return json.dumps({"error": told}).encode()
        except MemoryError:
            return b'{"memory": true}'


def _is_memory(cause: BaseException | None) -> bool:
    """Tells whether memory ran out, which may show when a library is to be loaded into it."""
    if isinstance(cause, ImportError):
        return any(words in str(cause) for words in ("allocate memory", "failed to map"))
    if isinstance(cause, OSError):
        return cause.errno == errno.ENOMEM
    return isinstance(cause, MemoryError)


def _written(reading: Reading) -> bytes:
    from pydantic import TypeAdapter

    return b'{"reading": ' + TypeAdapter(Reading).dump_json(reading) + b"}"


class _Alarm:
    """Ends this process when it takes too long, for a parent that is no longer there to do so."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def __enter__(self) -> None:
        import faulthandler

        faulthandler.dump_traceback_later(self._seconds, exit=True)

    def __exit__(self, *_: object) -> None:
        import faulthandler

        faulthandler.cancel_dump_traceback_later()


def _limit_memory(megabytes: int) -> None:
    """Limits what this process may take beyond what it has, where the system lets it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    held = 0
    with suppress(OSError, ValueError), open("/proc/self/statm", encoding="ascii") as file:
        held = int(file.read().split()[0]) * resource.getpagesize()
    most = held + megabytes * _MEGABYTE
    with suppress(OSError, ValueError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard == resource.RLIM_INFINITY or hard > most:
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump would hold text of the file


def main(megabytes: int) -> None:
    """Serves the process that started this one.

    Args:
        megabytes: Memory that reading may take.
    """
    import signal

    # Ctrl-C reaches the whole group; the parent decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Libraries print as they please: what they print must not get between the answers.
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    _limit_memory(megabytes)
    try:
        with suppress(BrokenPipeError):
            serve(requests, answers)
    except MemoryError:  # the file alone was too much
        os._exit(OUT_OF_MEMORY)
