"""A folder to the profiles of the people in it: CVs, JSON Resumes, and tables of people."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from skillmap.batch.archives import Packed, unpack
from skillmap.batch.desk import Setup, why_by_hand
from skillmap.batch.items import Item, Task, tasks_of
from skillmap.batch.ranking import Progress
from skillmap.batch.reading import sha256_of
from skillmap.batch.streaming import extract_tasks
from skillmap.errors import ReadError
from skillmap.models import Profile, SetAside
from skillmap.people import read_people
from skillmap.scoring import pseudonyms
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

TABLE = ".csv"
"""What the name of a table of people ends with."""


def profiles(
    items: str | Path | Iterable[Item],
    taxonomy: Taxonomy,
    settings: Settings,
    *,
    as_of: date,
    workers: int = 1,
    progress: Progress | None = None,
) -> tuple[list[Profile], list[SetAside]]:
    """Reads everybody in a folder.

    Args:
        items: What `rank` takes; a CSV file is a table of people.
        taxonomy: The taxonomy.
        settings: The settings.
        as_of: The date that open positions are counted to.
        workers: Processes; the result is the same for any number.
        progress: Told the numbers done and in all.

    Returns:
        The profiles in the order of the items, and what could not be read or is no CV.

    Raises:
        ReadError: The folder does not exist or holds no file.
    """
    tasks = list(tasks_of(items, settings))
    cvs = [task for task in tasks if not _is_table(task)]
    reads = extract_tasks(cvs, Setup(taxonomy, settings, as_of, unmapped=False), workers)
    found: list[Profile] = []
    aside: list[tuple[str, str, str, str, bool]] = []
    for done, task in enumerate(tasks, 1):
        if progress:
            progress(done, len(tasks))
        if _is_table(task):
            try:
                found += _people(task, taxonomy, settings, as_of)
            except ReadError as error:
                hint = f" {error.hint}" if error.hint else ""
                aside.append(
                    (task.source, task.source, "unreadable", f"{error.message}.{hint}", True)
                )
            continue
        read = next(reads)
        profile = read.profile
        if profile is None:
            aside.append((sha256_of(task), task.source, read.code, read.reason, True))
            continue
        code, reason = why_by_hand(profile, task.given)
        if code:
            text = profile.provenance.text_sha256 or profile.document.sha256
            aside.append((text, task.source, code, reason, False))
        else:
            found.append(profile)
    names = pseudonyms([text for text, *_ in aside])
    return found, [
        SetAside(
            pseudonym=name.replace("candidate", "file", 1),
            source=source,
            code=code,
            reason=reason,
            failed=failed,
        )
        for name, (_, source, code, reason, failed) in zip(names, aside, strict=True)
    ]


def _is_table(task: Task) -> bool:
    named = task.source.casefold().endswith(TABLE)
    return named and isinstance(task.content, Path | Packed | bytes)


def _people(task: Task, taxonomy: Taxonomy, settings: Settings, as_of: date) -> tuple[Profile, ...]:
    content = task.content
    if isinstance(content, Path):
        return read_people(content, taxonomy, settings, as_of)
    if isinstance(content, Packed):
        content = unpack(content.archive, content.index, settings)
    assert isinstance(content, bytes)
    stream = io.BytesIO(content)
    stream.name = task.source
    return read_people(stream, taxonomy, settings, as_of)
