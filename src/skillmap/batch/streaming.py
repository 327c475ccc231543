"""Profiles of many candidates as a stream, in order, without holding more than a few."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from skillmap.batch.desk import Done, Setup
from skillmap.batch.items import Item, Task, tasks_of
from skillmap.batch.packing import named, unpacked
from skillmap.batch.pool import Job, work_all
from skillmap.models import Extracted, Profile

_AHEAD = 32
"""Candidates for each worker that may be in work or wait for one before them."""


def extract_many(
    items: str | Path | Iterable[Item], setup: Setup, workers: int
) -> Iterator[Extracted]:
    """Reads candidates and gives their profiles in the order of the items.

    Args:
        items: A folder, or any iterable of paths, (name, bytes), Documents and Profiles.
        setup: Taxonomy, settings, date, and whether phrases are wanted.
        workers: Processes; the profiles are the same for any number.

    Yields:
        Each profile, or why there is none.

    Raises:
        ReadError: The folder does not exist or holds no file.
        SkillmapError: Worker processes cannot be started.
    """
    yield from extract_tasks(tasks_of(items, setup.settings), setup, workers)


def extract_tasks(tasks: Iterable[Task], setup: Setup, workers: int) -> Iterator[Extracted]:
    """Reads candidates that are listed already: see `extract_many`.

    Args:
        tasks: The candidates.
        setup: Taxonomy, settings, date, and whether phrases are wanted.
        workers: Processes; the profiles are the same for any number.

    Yields:
        Each profile, or why there is none.

    Raises:
        SkillmapError: Worker processes cannot be started.
    """
    names: dict[int, str] = {}
    early: dict[int, Done] = {}
    given: dict[int, Profile] = {}
    following = 0

    def jobs() -> Iterator[Job]:
        for index, task in enumerate(tasks):
            names[index] = task.source
            if isinstance(task.content, Profile):
                given[index] = task.content
            yield Job(index, task)

    def room() -> bool:
        return len(names) < workers * _AHEAD

    with closing(work_all(jobs(), replace(setup, profiles="whole"), workers, room)) as stream:
        for done in stream:
            early[done.index] = done
            while (next_one := early.pop(following, None)) is not None:
                yield _extracted(names.pop(following), next_one, given.pop(following, None))
                following += 1


def _extracted(source: str, done: Done, given: Profile | None) -> Extracted:
    if done.stored.failed:
        return Extracted(source=source, code=done.stored.code, reason=done.stored.reason)
    profile = given
    if profile is None:
        profile = unpacked(done.stored.profile, Profile)
        profile = profile.model_copy(update={"document": named(profile.document, source)})
    return Extracted(source=source, profile=profile)
