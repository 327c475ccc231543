"""What can be ranked, and the files of a folder."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from zipfile import ZipFile

from skillmap.batch.archives import Packed, entries_of, is_zip, opened, unpack
from skillmap.errors import ReadError
from skillmap.models import Document, Profile
from skillmap.settings import Settings

Item = str | Path | tuple[str, bytes] | Document | Profile
"""A candidate: a path, a name with its bytes, a Document, or a Profile."""

OUTPUTS = ("ranking.csv", "ranking.jsonl", "ranking.html", "run.json")
"""What a run writes into its folder."""

RUN_MARK = "skillmap-run"
"""Key in a run.json that tells that it is one of ours."""

_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@dataclass(frozen=True, slots=True)
class Task:
    """A candidate that waits to be read.

    Attributes:
        source: Name to show: relative to the folder, never an absolute path; "cvs.zip/ada.pdf" for
            a file in an archive.
        content: Where it lies, what it is, or why it cannot be read.
    """

    source: str
    content: Path | Packed | bytes | Document | Profile | ReadError

    @property
    def given(self) -> bool:
        """Whether the caller read it and vouches that it is a candidate."""
        return isinstance(self.content, Document | Profile)


def tasks_of(items: str | Path | Iterable[Item], settings: Settings) -> list[Task]:
    """Lists the candidates.

    Args:
        items: A folder, a file, or any iterable of items. ZIP archives stand for the files in them.
        settings: The bounds of archives.

    Returns:
        Tasks in the order of the items; those of a folder sorted by path.

    Raises:
        ReadError: The folder does not exist or holds no file.
    """
    return [task for one in _tasks(items) for task in _unpacked(one, settings)]


def _tasks(items: str | Path | Iterable[Item]) -> list[Task]:
    if not isinstance(items, str | Path):
        return [_task(item) for item in items]
    path = Path(items)
    if not path.exists():
        raise ReadError(
            "there is no such folder", source=_printable(str(items)), hint="Check the path."
        )
    if path.is_file():
        return [Task(_printable(path.name), path)]
    found = {one.relative_to(path).as_posix(): one for one in _files(path)}
    if not found:
        raise ReadError(
            "no readable file in the folder",
            source=_printable(path.name or str(path)),
            hint="It should hold PDF, DOCX, HTML, JSON Resume or text files, or ZIP files of them.",
        )
    return [Task(_printable(name), found[name]) for name in sorted(found)]


def _unpacked(task: Task, settings: Settings) -> Iterator[Task]:
    """Gives the files of an archive in its place, and any other task as it is."""
    content = task.content
    if not isinstance(content, Path | bytes) or not is_zip(content):
        yield task
        return
    try:
        entries = sorted(entries_of(content, settings, _skipped))
        if isinstance(content, Path):
            for name, index in entries:
                yield Task(f"{task.source}/{_printable(name)}", Packed(content, index))
            return
        with opened(content) as archive:
            for name, index in entries:
                source = f"{task.source}/{_printable(name)}"
                yield Task(source, _taken_out(archive, index, settings))
    except ReadError as error:
        yield Task(task.source, error)


def _taken_out(content: ZipFile, index: int, settings: Settings) -> bytes | ReadError:
    """Unpacks at once: the archive lies in memory, and would go to each worker with each file."""
    try:
        return unpack(content, index, settings)
    except ReadError as error:
        return error


def _task(item: Item) -> Task:
    match item:
        case Document():
            return Task(item.source, item)
        case Profile():
            return Task(item.document.source, item)
        case (str(name), bytes() | bytearray() | memoryview() as data):
            return Task(_shown_path(PurePath(name)), bytes(data))
        case str() | Path():
            path = Path(item)
            return Task(_shown_path(path), path)
        case _:
            message = "a path, (name, bytes), Document or Profile is needed"
            raise TypeError(f"{message}, not {type(item).__name__}")


def _shown_path(path: PurePath) -> str:
    """Shows a relative path as it is, and of any other the name only."""
    inside = not path.is_absolute() and ".." not in path.parts
    return _printable(path.as_posix() if inside else path.name)


def _printable(name: str) -> str:
    """Makes a name encodable; file systems allow bytes that no text has."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _files(folder: Path) -> Iterator[Path]:
    """Gives the files of a folder and its sub-folders, without those that nobody put there."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _skipped(name))
        ours = OUTPUTS if is_run(Path(here, "run.json")) else ()
        for name in names:
            path = Path(here, name)
            if not _skipped(name) and name not in ours and not _is_special(path):
                yield path


def _skipped(name: str) -> bool:
    return name.startswith((".", "~$")) or name.casefold() in _SYSTEM_FILES


def _is_special(path: Path) -> bool:
    """Tells pipes and devices, which would block; a link to nowhere is told by reading it."""
    return path.exists() and not path.is_file()


def is_run(path: Path) -> bool:
    """Tells whether a file is the run.json of a ranking.

    Args:
        path: The file.

    Returns:
        Whether it is; False when it is not there or not readable.
    """
    return bool(read_run(path))


def read_run(path: Path) -> dict[str, object]:
    """Reads a run.json.

    Args:
        path: The file.

    Returns:
        Its content, empty when it is none of ours.
    """
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) and RUN_MARK in content else {}
