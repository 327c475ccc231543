"""Results go to the standard output, all else to the standard error."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skillmap.cli.failures import SOME_FAILED, Failure

if TYPE_CHECKING:
    from skillmap.batch import Tally
    from skillmap.extractor import Extractor
    from skillmap.render import Showable

WIDTH = 80


def out(text: str) -> None:
    """Writes a result.

    Args:
        text: The result; a line end is added when it lacks one.
    """
    sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")


def end_with(failed: Iterable[str]) -> None:
    """Lists what failed while the rest was done.

    Args:
        failed: Each with its name and the reason, in one line.

    Raises:
        Exit: Something failed.
    """
    lines = list(failed)
    for line in lines:
        note(f"failed: {line}")
    if lines:
        from typer import Exit

        raise Exit(SOME_FAILED)


def note(message: str) -> None:
    """Writes a message that is no result.

    Args:
        message: One line.
    """
    sys.stdout.flush()  # so that the two stay in order on a terminal
    line = " ".join(message.split())
    # File names come from outside: nothing in them may steer the terminal.
    sys.stderr.write("".join(char if char.isprintable() else "\ufffd" for char in line) + "\n")


def show(record: Showable, opened: Extractor, format_name: str, names: bool = False) -> None:
    """Writes a record as a result.

    Args:
        record: The record.
        opened: Whose taxonomy has the labels.
        format_name: "text", "json", "jsonl" or "csv".
        names: Whether file names are shown in place of pseudonyms.
    """
    from skillmap.render import Look, written

    out(written(record, format_name, Look(opened.taxonomy, names=names, settings=opened.settings)))


def write_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Writes files into a folder, which is made when it is not there.

    Args:
        folder: The folder.
        contents: Bytes by file name.

    Raises:
        Failure: They cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise Failure(f"{folder}: cannot be written: {error.strerror}", "Name --out.") from error


def check_file(target: Path, content: bytes, force: bool) -> None:
    """Refuses to replace a file of other content.

    Args:
        target: The file to write.
        content: What is to be written.
        force: Whether it may be replaced all the same.

    Raises:
        Failure: It is a folder, or is there and holds something else.
    """
    if target.is_dir():
        raise Failure(f"{target}: is a folder", "Name a file in it.")
    if target.exists() and not force and target.read_bytes() != content:
        raise Failure(
            f"{target}: is there and holds something else",
            "Name another file, or use --force to replace it.",
        )


def write_file(target: Path, content: bytes) -> None:
    """Writes a file, in a folder that is made when it is not there.

    Args:
        target: The file.
        content: What is written.

    Raises:
        Failure: It cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Failure(f"{target}: cannot be written: {why}", "Name another file.") from error
    note(f"wrote {target}")


def as_json(values: object, lines: bool = False) -> str:
    """Writes plain values as JSON.

    Args:
        values: What `model_dump(mode="json")` gives, or a list of such.
        lines: Whether each item of a list (or the one value) stands on a line of its own.

    Returns:
        JSON, or JSON Lines.
    """
    if not lines:
        return json.dumps(values, ensure_ascii=False, indent=2) + "\n"
    items = values if isinstance(values, list) else [values]
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


def as_csv(rows: Sequence[Mapping[str, Any]], fields: Sequence[str]) -> str:
    """Writes rows as CSV.

    Args:
        rows: The rows.
        fields: The columns, which also are the first line.

    Returns:
        CSV whose lines end in a plain line feed.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, list(fields), extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None] | None]:
    """Shows a progress bar on the standard error, on a terminal only.

    Args:
        what: What is being done.

    Yields:
        A function that takes the numbers done and in all; None when nobody watches.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def run_progress() -> Iterator[Callable[[Tally], None]]:
    """Shows how far a run is on the standard error, on a terminal only.

    Yields:
        A function that takes the state after each candidate.
    """
    if not sys.stderr.isatty():
        yield lambda tally: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[failed]} failed"),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, failed=0, rate="")

        def tell(tally: Tally) -> None:
            speed = bar.tasks[0].speed
            bar.update(
                task,
                completed=tally.done,
                total=tally.total,
                failed=tally.failed,
                rate=f"{speed:.1f}/s" if speed else "",
            )

        yield tell
