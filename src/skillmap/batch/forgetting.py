"""Removes a person from a cache and from the outputs of a ranking, and tells where it looked."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skillmap.batch.bands import bands
from skillmap.batch.cache import CACHE_NAME, Cache
from skillmap.batch.items import OUTPUTS, Task, read_run, tasks_of
from skillmap.batch.outputs import part_name, run_parts, write_outputs
from skillmap.batch.reading import sha256_of
from skillmap.batch.together import joint_sha256
from skillmap.batch.written import Line, contents, lines_of, rows_of
from skillmap.errors import ReadError, SkillmapError
from skillmap.models import Provenance, RankedCandidate, Ranking, Role, SetAside
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Looked:
    """A place that was looked at.

    Attributes:
        file: The file or folder.
        found: Whether the person was there.
        what: What was done, in a few words.
    """

    file: str
    found: bool
    what: str


def hashes_of(whom: str) -> set[str]:
    """Gives the hashes under which a person is known.

    Args:
        whom: A file, a candidate's folder, or a SHA-256.

    Returns:
        Hashes of the file, or of the folder's files and of all together; none for anything else.
    """
    path = Path(whom)
    if path.is_file():
        return {sha256_of(Task(path.name, path))}
    if path.is_dir():
        with suppress(ReadError):
            parts = [sha256_of(task) for task in tasks_of(path, Settings())]
            return {*parts, joint_sha256(parts)}
    return {whom.lower()} if _SHA256.fullmatch(whom.lower()) else set()


def forget(
    hashes: Iterable[str],
    folder: Path,
    taxonomy: Taxonomy,
    settings: Settings,
    cache_file: Path | None = None,
    warn: Callable[[str], None] = lambda message: None,
) -> list[Looked]:
    """Removes a person from caches and outputs.

    Args:
        hashes: SHA-256 of the files.
        folder: What `rank` wrote into, with the folders of several roles in it.
        taxonomy: The taxonomy of the run.
        settings: The settings of the run.
        cache_file: A cache elsewhere.
        warn: Told when a cache cannot be opened.

    Returns:
        Every place that was looked at, whether the person was there or not.

    Raises:
        SkillmapError: An output cannot be written.
    """
    wanted = set(hashes)
    looked: list[Looked] = []
    for path in dict.fromkeys([folder / CACHE_NAME, *([cache_file] if cache_file else [])]):
        looked.append(_from_cache(path, wanted, warn))
    for place in _runs(folder):
        for name in OUTPUTS:
            (place / part_name(name)).unlink(missing_ok=True)  # of a run that was killed
        looked.append(_from_outputs(place, wanted, taxonomy, settings))
    return looked


def _from_cache(path: Path, wanted: set[str], warn: Callable[[str], None]) -> Looked:
    if not path.exists():
        return Looked(str(path), False, "is not there")
    cache = Cache.open(path, warn)
    if cache is None:
        return Looked(str(path), False, "could not be opened: look at it yourself")
    removed: set[str] = set()
    for one in sorted(wanted):
        gone = cache.forget(one)
        if gone is None:
            wanted |= removed
            return Looked(str(path), False, "could not be changed: look at it yourself")
        removed |= set(gone)
    cache.close()
    wanted |= removed  # a candidate of several files has a hash of its own
    return Looked(str(path), bool(removed), "removed" if removed else "nothing of it there")


def _runs(folder: Path) -> Iterator[Path]:
    """Gives the folders that hold outputs: this one, and those of several roles in it."""
    for place in (folder, *sorted(one for one in folder.iterdir() if one.is_dir())):
        if read_run(place / "run.json") or (place / "ranking.jsonl").exists():
            yield place


def _from_outputs(place: Path, wanted: set[str], taxonomy: Taxonomy, settings: Settings) -> Looked:
    path = place / "ranking.jsonl"
    try:
        every = lines_of(path)
    except (OSError, ValueError) as error:
        raise SkillmapError(
            f"{path}: cannot be read ({type(error).__name__})",
            hint=f"Delete {place}, and rank again.",
        ) from error
    gone = [one for one in every if one.is_of(wanted)]
    if not gone:
        return Looked(str(place), False, "nothing of it there")
    names = {one.pseudonym for one in gone}
    kept = [one for one in every if one.pseudonym not in names]
    changes = marked_anew(kept, gone)
    run = read_run(place / "run.json")
    role = _role(run)
    known = role and run_parts([role], taxonomy, settings) == list(_values(run.get("key")))
    if role and known:
        _write_anew(path, kept, changes, role, run, taxonomy, settings)
        what = "removed from all outputs"
    else:
        part = place / part_name(path.name)
        with part.open("wb") as file:
            file.writelines(contents(path, kept, changes))
        os.replace(part, path)
        for one in place.glob("ranking.*"):
            if one != path:
                one.unlink()
        what = (
            "removed from ranking.jsonl, and the other outputs deleted: they are of another "
            "taxonomy, settings or version; rank again to have them"
        )
    return Looked(str(place), True, what + _others(gone, kept))


def _write_anew(
    path: Path,
    kept: Sequence[Line],
    changes: dict[str, dict[str, Any]],
    role: Role,
    run: dict[str, Any],
    taxonomy: Taxonomy,
    settings: Settings,
) -> None:
    ranked = [one for one in kept if not one.by_hand]
    for name, numbers in _renumbered(ranked, settings.band_margin).items():
        changes.setdefault(name, {}).update(numbers)
    aside = [one for one in kept if one.by_hand]
    options = run.get("options") or {}
    write_outputs(
        Ranking(
            role=role,
            candidates=rows_of(path, ranked, RankedCandidate, changes),
            by_hand=rows_of(path, aside, SetAside, changes),
            provenance=Provenance.model_validate(run["provenance"]),
        ),
        path.parent,
        taxonomy,
        settings,
        force=True,
        names=bool(options.get("names")),
        parquet=(path.parent / "ranking.parquet").exists(),
        options=options,
    )


def _role(run: dict[str, object]) -> Role | None:
    role = run.get("role")
    with suppress(ValueError):
        return Role.model_validate(role["record"]) if isinstance(role, dict) else None
    return None


def _values(key: object) -> Iterator[object]:
    if isinstance(key, dict):
        yield from key.values()


def marked_anew(kept: Sequence[Line], gone: Sequence[Line]) -> dict[str, dict[str, Any]]:
    """Tells what becomes of the repeats of those who go, as if these had never been there.

    Who has the same file or text as another who stays is marked as that one's repeat; the first of
    the same text takes the place of the one who goes. Whose text is nearly that of one who goes is
    near to this first, and to nobody else that could be told from here.

    Args:
        kept: Those who stay.
        gone: Those who go.

    Returns:
        "same" and "same_as" of each whose mark changes, by pseudonym.
    """
    left = {one.pseudonym: one for one in gone}
    order = sorted(kept, key=lambda one: one.order)
    by_file: dict[str, str] = {}
    by_text: dict[str, str] = {}
    for one in order:
        by_file.setdefault(one.file, one.pseudonym)
        by_text.setdefault(one.text, one.pseudonym)
    near: dict[str, str] = {}  # whom the first of a text is near to
    changes: dict[str, dict[str, Any]] = {}
    for one in order:
        if one.same_as not in left:
            continue
        gone_one, here = left[one.same_as], one.pseudonym
        heir = by_text.get(gone_one.text, "")
        if gone_one.same == "probably-same" and gone_one.same_as not in left:
            near.setdefault(heir, gone_one.same_as)
        same, same_as = "", ""
        if by_file[one.file] != here:
            same, same_as = "same-file", by_file[one.file]
        elif by_text[one.text] != here:
            same, same_as = "same-text", by_text[one.text]
        elif heir == here and here in near:
            same, same_as = "probably-same", near[here]
        elif heir in changes:
            same, same_as = "probably-same", heir
        else:
            near.setdefault(heir, here)
        changes[here] = {"same": same, "same_as": same_as}
    return changes


def _renumbered(ranked: Sequence[Line], margin: float) -> dict[str, dict[str, Any]]:
    """Numbers the rows again; those that shared a rank still share one."""
    found: dict[str, dict[str, Any]] = {}
    before, rank = 0, 0
    drawn = bands((one.score for one in ranked), margin)
    for place, (one, band) in enumerate(zip(ranked, drawn, strict=True), 1):
        if one.rank != before:
            before, rank = one.rank, place
        found[one.pseudonym] = {"rank": rank, "band": band}
    return found


def _others(gone: Sequence[Line], kept: Sequence[Line]) -> str:
    """Names those who stay and whose text is that of one who goes."""
    firsts = {one.same_as for one in gone if one.same_as} | {one.pseudonym for one in gone}
    near = [one.pseudonym for one in kept if one.same_as in firsts or one.pseudonym in firsts]
    return f"; look at {', '.join(near)}, too: of the same text" if near else ""
