"""A folder to the profiles of the people in it: CVs, JSON Resumes, and tables of people."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePath

from skillmap.batch.archives import Packed, unpack
from skillmap.batch.desk import Setup, why_by_hand
from skillmap.batch.items import Item, Task, tasks_of
from skillmap.batch.ranking import Progress
from skillmap.batch.reading import sha256_of, unreadable
from skillmap.batch.streaming import extract_tasks
from skillmap.errors import ReadError
from skillmap.models import Extracted, Notice, Profile, SetAside
from skillmap.people import STATED, read_people
from skillmap.scoring import pseudonyms
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

TABLE = ".csv"
"""What the name of a table of people ends with."""

_Aside = tuple[str, str, str, str, bool]
"""Hash, file, code, reason, and whether it could not be read."""

_WORD = re.compile(r"[^\W\d_]+")
_NO_NAME = frozenset({"cv", "resume", "curriculum", "vitae"})


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
    aside: list[_Aside] = []
    for done, task in enumerate(tasks, 1):
        if _is_table(task):
            taken, left = _people(task, taxonomy, settings, as_of)
        else:
            taken, left = _person(task, next(reads))
        found += taken
        aside += left
        if progress:
            progress(done, len(tasks))
    names = pseudonyms([text for text, *_ in aside])
    return told_twice(found), [
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


def _person(task: Task, read: Extracted) -> tuple[list[Profile], list[_Aside]]:
    profile = read.profile
    if profile is None:
        return [], [(sha256_of(task), task.source, read.code, read.reason, True)]
    code, reason = why_by_hand(profile, task.given)
    if not code:
        return [profile], []
    text = profile.provenance.text_sha256 or profile.document.sha256
    return [], [(text, task.source, code, reason, False)]


def _people(
    task: Task, taxonomy: Taxonomy, settings: Settings, as_of: date
) -> tuple[list[Profile], list[_Aside]]:
    try:
        return list(_table(task, taxonomy, settings, as_of)), []
    except ReadError as error:
        why = unreadable(task, error)
        return [], [(why.sha256, task.source, why.code, why.reason, True)]


def told_twice(found: Sequence[Profile]) -> list[Profile]:
    """Warns of people in a table who have a CV of their own, by the name of its file.

    What a table states lies in no document, so the two cannot be made one.

    Args:
        found: The profiles of a folder.

    Returns:
        The profiles; those of such people carry a warning.
    """
    cvs: dict[str, list[frozenset[str]]] = {}
    for one in found:
        words = frozenset() if _stated(one) else _words(PurePath(one.document.source).stem)
        for word in words:
            cvs.setdefault(word, []).append(words)
    return [_warned(one) if _stated(one) and _has_cv(one, cvs) else one for one in found]


def _stated(profile: Profile) -> bool:
    return any(notice.code == STATED for notice in profile.warnings)


def _has_cv(profile: Profile, cvs: Mapping[str, Sequence[frozenset[str]]]) -> bool:
    """Tells whether a CV has a person's name; `cvs` holds those with a word in their names."""
    person = _words(profile.document.source.partition(" (")[0])
    near = min((cvs.get(word, ()) for word in person), key=len, default=())
    # One name alone may be anybody's, unless the file is called so and not otherwise.
    return any(person == cv or (len(person) > 1 and person <= cv) for cv in near)


def _words(name: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    return frozenset(_WORD.findall(letters)) - _NO_NAME


def _warned(profile: Profile) -> Profile:
    message = "the person seems to have a CV in the folder, too, and counts twice: keep one of them"
    place = next((one.reason for one in profile.mentions), "").removeprefix("stated in ")
    notice = Notice(code="counted-twice", message=message, place=place)
    return profile.model_copy(update={"warnings": (*profile.warnings, notice)})


def _table(task: Task, taxonomy: Taxonomy, settings: Settings, as_of: date) -> tuple[Profile, ...]:
    content = task.content
    if isinstance(content, Path):
        return read_people(content, taxonomy, settings, as_of)
    if isinstance(content, Packed):
        content = unpack(content.archive, content.index, settings)
    assert isinstance(content, bytes)
    stream = io.BytesIO(content)
    stream.name = task.source
    return read_people(stream, taxonomy, settings, as_of)
