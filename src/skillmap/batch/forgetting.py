"""Removes a person from a cache and from the outputs of a ranking, and tells where it looked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from skillmap.batch.bands import bands
from skillmap.batch.cache import CACHE_NAME, Cache
from skillmap.batch.items import OUTPUTS, Task, read_run, tasks_of
from skillmap.batch.outputs import part_name, run_parts, write_outputs
from skillmap.batch.reading import sha256_of
from skillmap.batch.together import joint_sha256
from skillmap.errors import ReadError, SkillmapError
from skillmap.models import Provenance, RankedCandidate, Ranking, Role, SetAside
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

Row = TypeVar("Row", RankedCandidate, SetAside)

_SHA256 = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"candidate-([0-9a-f]+)(?:-\d+)?")


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
        by_hand, ranked, lines = _read(path)
    except (OSError, ValueError) as error:
        raise SkillmapError(
            f"{path}: cannot be read ({type(error).__name__})",
            hint=f"Delete {place}, and rank again.",
        ) from error
    every: list[RankedCandidate | SetAside] = [*by_hand, *ranked]
    gone = [one for one in every if _is_meant(one, wanted)]
    if not gone:
        return Looked(str(place), False, "nothing of it there")
    names = {one.pseudonym for one in gone}
    run = read_run(place / "run.json")
    role = _role(run)
    known = role and run_parts([role], taxonomy, settings) == list(_values(run.get("key")))
    if role and known:
        ranking = Ranking(
            role=role,
            candidates=_renumbered([*_apart(ranked, names)], settings.band_margin),
            by_hand=tuple(_apart(by_hand, names)),
            provenance=Provenance.model_validate(run["provenance"]),
        )
        options: Any = run.get("options") or {}
        shown = bool(options.get("names"))
        write_outputs(
            ranking,
            place,
            taxonomy,
            settings,
            force=True,
            names=shown,
            parquet=(place / "ranking.parquet").exists(),
            options=options,
        )
        what = "removed from all outputs"
    else:
        kept = [line for line, one in lines if one.pseudonym not in names]
        path.write_bytes(b"".join(kept))
        for one in place.glob("ranking.*"):
            if one != path:
                one.unlink()
        what = (
            "removed from ranking.jsonl, and the other outputs deleted: they are of another "
            "taxonomy, settings or version; rank again to have them"
        )
    return Looked(str(place), True, what + _others(gone, every, names))


def _read(
    path: Path,
) -> tuple[list[SetAside], list[RankedCandidate], list[tuple[bytes, SetAside | RankedCandidate]]]:
    import json

    by_hand: list[SetAside] = []
    ranked: list[RankedCandidate] = []
    lines: list[tuple[bytes, SetAside | RankedCandidate]] = []
    for line in path.read_bytes().splitlines(keepends=True):
        if line.startswith(b'{"by_hand"'):
            by_hand.append(SetAside.model_validate_json(json.dumps(json.loads(line)["by_hand"])))
            lines.append((line, by_hand[-1]))
        else:
            ranked.append(RankedCandidate.model_validate_json(line))
            lines.append((line, ranked[-1]))
    return by_hand, ranked, lines


def _is_meant(one: RankedCandidate | SetAside, wanted: set[str]) -> bool:
    if one.coverage:
        return one.coverage.profile.sha256 in wanted
    # What could not be read is named by the hash of the file, and by nothing else.
    name = _NAME.fullmatch(one.pseudonym)
    return bool(name) and any(sha256.startswith(name[1]) for sha256 in wanted if name)


def _role(run: dict[str, object]) -> Role | None:
    role = run.get("role")
    with suppress(ValueError):
        return Role.model_validate(role["record"]) if isinstance(role, dict) else None
    return None


def _values(key: object) -> Iterator[object]:
    if isinstance(key, dict):
        yield from key.values()


def _apart(rows: Sequence[Row], names: set[str]) -> Iterator[Row]:
    """Gives the rows that stay; of the repeats of one that goes, none points to it any more."""
    for one in rows:
        if one.pseudonym in names:
            continue
        cleared = {"same": "", "same_as": ""}
        yield one.model_copy(update=cleared) if one.same_as in names else one


def _renumbered(rows: Sequence[RankedCandidate], margin: float) -> tuple[RankedCandidate, ...]:
    """Numbers the rows again; those that shared a rank still share one."""
    found: list[RankedCandidate] = []
    before, rank = 0, 0
    drawn = bands((one.coverage.score for one in rows), margin)
    for place, (one, band) in enumerate(zip(rows, drawn, strict=True), 1):
        if one.rank != before:
            before, rank = one.rank, place
        found.append(one.model_copy(update={"rank": rank, "band": band}))
    return tuple(found)


def _others(
    gone: Sequence[RankedCandidate | SetAside],
    every: Sequence[RankedCandidate | SetAside],
    names: set[str],
) -> str:
    """Names those who stay and whose text is that of one who goes."""
    firsts = {one.same_as for one in gone if one.same_as} | names
    near = [
        one.pseudonym
        for one in every
        if one.pseudonym not in names and (one.same_as in firsts or one.pseudonym in firsts)
    ]
    return f"; look at {', '.join(near)}, too: of the same text" if near else ""
