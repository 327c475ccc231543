"""What can be ranked, and the files of a folder."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sized
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath
from typing import Literal
from zipfile import ZipFile

from skillmap.batch.archives import Packed, entries_of, is_zip, opened, unpack
from skillmap.batch.cache import CACHE_NAME
from skillmap.errors import ReadError
from skillmap.models import Document, Profile
from skillmap.settings import Settings

Item = str | Path | tuple[str, bytes] | Document | Profile
"""A candidate: a path, a name with its bytes, a Document, or a Profile."""

Unit = Literal["file", "folder"]
"""What one candidate is: a file, or all files of a sub-folder."""

OUTPUTS = (
    "ranking.csv",
    "ranking.xlsx",
    "ranking.jsonl",
    "ranking.html",
    "ranking.parquet",
    "run.json",
)
"""What a run writes into its folder."""

RUN_MARK = "skillmap-run"
"""Key in a run.json that tells that it is one of ours."""

_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@dataclass(frozen=True, slots=True)
class Together:
    """The files of one candidate.

    Attributes:
        parts: Each as a task of its own, in the order of their names.
    """

    parts: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A candidate that waits to be read.

    Attributes:
        source: Name to show: relative to the folder, never an absolute path; "cvs.zip/ada.pdf" for
            a file in an archive.
        content: Where it lies, what it is, or why it cannot be read.
    """

    source: str
    content: Path | Packed | bytes | Document | Profile | Together | ReadError

    @property
    def given(self) -> bool:
        """Whether the caller read it and vouches that it is a candidate."""
        return isinstance(self.content, Document | Profile)


class Tasks:
    """Candidates, made one at a time: a large folder is held as names, an iterator not at all.

    Args:
        made: Gives the tasks anew, in their order.
        total: How many there are, None when only the end will tell.
    """

    def __init__(self, made: Callable[[], Iterator[Task]], total: int | None) -> None:
        self._made = made
        self.total = total

    def __iter__(self) -> Iterator[Task]:
        return self._made()

    def __len__(self) -> int:
        if self.total is None:
            raise TypeError("an iterator does not tell how many there are")
        return self.total


def tasks_of(
    items: str | Path | Iterable[Item], settings: Settings, candidate: Unit = "file"
) -> Tasks:
    """Lists the candidates.

    Args:
        items: A folder, a file, or any iterable of items. ZIP archives stand for the files in them.
        settings: The bounds of archives.
        candidate: What one candidate is: a file, or with "folder" all files of a sub-folder.

    Returns:
        Tasks in the order of the items; those of a folder sorted by path.

    Raises:
        ReadError: The folder does not exist or holds no file.
    """
    if isinstance(items, str | Path):
        found = _listed(Path(items), settings)
        if candidate == "folder":
            groups = _grouped(found)
            return Tasks(lambda: iter(groups), len(groups))
        return found
    if candidate == "folder":
        raise ValueError("only a folder has sub-folders that may be one candidate each")
    if isinstance(items, Sized):
        tasks = [task for item in items for task in unpacked_tasks(_task(item), settings)]
        return Tasks(lambda: iter(tasks), len(tasks))
    stream = items
    return Tasks(
        lambda: (t for item in stream for t in unpacked_tasks(_task(item), settings)), None
    )


def _listed(path: Path, settings: Settings) -> Tasks:
    if not path.exists():
        raise ReadError(
            "there is no such folder", source=_printable(str(path)), hint="Check the path."
        )
    if path.is_file():
        tasks = [*unpacked_tasks(Task(_printable(path.name), path), settings)]
        return Tasks(lambda: iter(tasks), len(tasks))
    names = sorted(one.relative_to(path).as_posix() for one in _files(path))
    if not names:
        raise ReadError(
            "no readable file in the folder",
            source=_printable(path.name or str(path)),
            hint="It should hold PDF, DOCX, HTML, JSON Resume or text files, or ZIP files of them.",
        )
    archives = {
        name: [*unpacked_tasks(Task(_printable(name), path / name), settings)]
        for name in names
        if is_zip(path / name)
    }

    def made() -> Iterator[Task]:
        for name in names:
            if name in archives:
                yield from archives[name]
            else:
                yield Task(_printable(name), path / name)

    return Tasks(made, len(names) - len(archives) + sum(map(len, archives.values())))


def _grouped(tasks: Iterable[Task]) -> list[Task]:
    """Makes one task of the files of each sub-folder; files beside the folders stay alone."""
    groups: dict[str, list[Task]] = {}
    for task in tasks:
        names = PurePosixPath(task.source).parts
        # An archive beside the folders stands for what is in it, and is no candidate itself.
        above = 1 if _is_archive(task, names[0]) else 0
        inside = len(names) > above + 1
        groups.setdefault("/".join(names[: above + 1]) if inside else "", []).append(task)
    alone = groups.pop("", [])
    together = [Task(name, Together(tuple(parts))) for name, parts in groups.items()]
    return sorted([*alone, *together], key=lambda task: task.source)


def _is_archive(task: Task, name: str) -> bool:
    return isinstance(task.content, Packed) and task.content.archive.name == name


def unpacked_tasks(task: Task, settings: Settings) -> Iterator[Task]:
    """Gives the files of an archive in its place, and any other task as it is.

    Args:
        task: The task.
        settings: The bounds of archives.

    Yields:
        Tasks; for an archive that cannot be opened, one that says why.
    """
    content = task.content
    if not isinstance(content, Path | bytes) or not is_zip(content):
        yield task
        return
    try:
        entries = sorted(entries_of(content, settings, is_skipped))
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
        folders[:] = sorted(name for name in folders if not is_skipped(name))
        ours = OUTPUTS if is_run(Path(here, "run.json")) else ()
        for name in names:
            path = Path(here, name)
            if not is_skipped(name) and name not in ours and not _is_special(path):
                yield path


def is_skipped(name: str) -> bool:
    """Tells whether nobody put a file or folder there: systems, programs and runs do.

    Args:
        name: Its name.

    Returns:
        Whether it is passed over.
    """
    # A run that was stopped leaves its cache and its journals, and no run.json to tell of them.
    return name.startswith((".", "~$", CACHE_NAME)) or name.casefold() in _SYSTEM_FILES


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
