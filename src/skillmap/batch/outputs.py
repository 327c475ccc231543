"""Writes a ranking into a folder, and refuses to mix two rankings in one."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from skillmap.batch.items import OUTPUTS, RUN_MARK, read_run
from skillmap.errors import SkillmapError
from skillmap.models import SCHEMA_VERSION, Ranking, Role
from skillmap.render import RENDERERS, Look
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

_HOW = frozenset({"out", "force", "workers", "engine", "progress"})
"""Options that say how and where to work: the same run has the same bytes without them."""

_LETTERS = re.compile("[a-z0-9]+")
_RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)\d")
_LONGEST = 60

_FORCE = "Name another folder, or use --force to replace what is there."


def write_outputs(
    ranking: Ranking,
    folder: str | Path,
    taxonomy: Taxonomy,
    settings: Settings,
    *,
    force: bool = False,
    names: bool = False,
    parquet: bool = False,
    options: Mapping[str, Any] | None = None,
) -> tuple[Path, ...]:
    """Writes ranking.csv, ranking.xlsx, ranking.jsonl, ranking.html and run.json.

    Each file is either the old or the new one, whole, at any moment. Other files in the folder
    stay as they are; a ranking.parquet of before goes when none is asked for.

    Args:
        ranking: The ranking.
        folder: Where to; made when it is not there.
        taxonomy: For the labels of skills.
        settings: `detail_candidates` counts.
        force: Whether the outputs of another post or other settings are replaced.
        names: Whether ranking.html shows file names at once.
        parquet: Whether ranking.parquet is written, too (extra skillmap-ai[arrow]).
        options: Options of the run for run.json; of paths only the names are kept.

    Returns:
        The files written.

    Raises:
        SkillmapError: The folder holds another run, or cannot be written to; for Parquet, pyarrow
            is not installed.
    """
    folder = Path(folder)
    check_folder(folder, ranking.role, taxonomy, settings, force=force)
    look = Look(taxonomy=taxonomy, names=names, settings=settings)
    makers: dict[str, Callable[[BinaryIO], object]] = {
        f"ranking.{key}": functools.partial(make, ranking, look)
        for key, make in RENDERERS.items()
        if parquet or key != "parquet"
    }
    # The last: until it is there the folder goes on saying what it was.
    run = _run_json(ranking, taxonomy, settings, options or {})
    makers["run.json"] = lambda file: file.write(run)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _replace(folder, makers)
    except OSError as error:
        name = Path(error.filename2 or error.filename or folder).name
        why = error.strerror or type(error).__name__
        raise SkillmapError(
            f"{name}: cannot be written: {why}", hint="Is it open in another program?"
        ) from error
    return tuple(folder / name for name in makers)


def check_folder(
    folder: str | Path, role: Role, taxonomy: Taxonomy, settings: Settings, *, force: bool = False
) -> None:
    """Tells before the work begins whether a folder may take the outputs of a run.

    Args:
        folder: Where the outputs are to go.
        role: The role.
        taxonomy: The taxonomy.
        settings: The settings.
        force: Whether the outputs of another run may be replaced.

    Raises:
        SkillmapError: It is a file, or holds the outputs of another post or other settings.
    """
    folder = Path(folder)
    if folder.exists() and not folder.is_dir():
        raise SkillmapError(f"{folder.name}: is a file", hint="Name a folder.")
    there = [name for name in OUTPUTS if (folder / name).exists()]
    if force or not there:
        return
    mine = _key(role, taxonomy, settings)
    # The second is there when a run was killed while it replaced the files.
    keys = [read_run(folder / name).get("key") for name in ("run.json", part_name("run.json"))]
    if mine in keys:
        return
    theirs = keys[0]
    if not isinstance(theirs, dict):
        raise SkillmapError(
            f"{folder.name}: holds {', '.join(there)} of something else", hint=_FORCE
        )
    other = [part for part in mine if mine[part] != theirs.get(part)]
    raise SkillmapError(f"{folder.name}: holds a run with other {' and '.join(other)}", hint=_FORCE)


def folder_names(titles: Sequence[str]) -> list[str]:
    """Makes names of folders that every system takes, no two the same.

    Args:
        titles: Titles of roles, in their order.

    Returns:
        A name for each.

    Example:
        >>> folder_names(["Senior AI Engineer (LLM)", "../x", "x", "CON", "机器学习"])
        ['senior-ai-engineer-llm', 'x', 'x-2', 'role-con', 'role']
    """
    names: list[str] = []
    for title in titles:
        base = "-".join(_LETTERS.findall(title.lower()))[:_LONGEST].strip("-") or "role"
        if _RESERVED.fullmatch(base):
            base = f"role-{base}"
        name, number = base, 1
        while name in names:
            number += 1
            name = f"{base}-{number}"
        names.append(name)
    return names


def run_parts(roles: Sequence[Role], taxonomy: Taxonomy, settings: Settings) -> list[str]:
    """Gives what makes a run another one, beside its folder; the date does not.

    Args:
        roles: The roles.
        taxonomy: The taxonomy.
        settings: The settings.

    Returns:
        Hashes.
    """
    keys = [_key(role, taxonomy, settings) for role in roles]
    return [value for key in keys for value in key.values()]


def _key(role: Role, taxonomy: Taxonomy, settings: Settings) -> dict[str, str]:
    """What must be the same for two runs to be one: the date may differ."""
    content = role.model_dump_json(exclude={"provenance", "document", "warnings"})
    return {
        "post": hashlib.sha256(content.encode()).hexdigest()[:16],
        "settings": settings.fingerprint,
        "taxonomy": taxonomy.fingerprint,
    }


def _run_json(
    ranking: Ranking, taxonomy: Taxonomy, settings: Settings, options: Mapping[str, Any]
) -> bytes:
    role = ranking.role
    codes = Counter(one.code for one in ranking.by_hand)
    content = {
        RUN_MARK: SCHEMA_VERSION,
        "key": _key(role, taxonomy, settings),
        "role": {
            "title": role.title,
            "document": role.document.model_dump() if role.document else None,
            "asked": role.asked_lines,
            "scored": role.scored_lines,
            "requirements": len(role.requirements),
            # All of it, so that the outputs can be written again without one who is forgotten.
            "record": role.model_dump(mode="json"),
        },
        "options": {k: _without_paths(v) for k, v in sorted(options.items()) if k not in _HOW},
        "counts": {
            "candidates": len(ranking.candidates) + len(ranking.by_hand),
            "ranked": len(ranking.candidates),
            "by_hand": len(ranking.by_hand),
            "failed": len(ranking.failures),
            "by_hand_codes": dict(sorted(codes.items())),
            "repeated": sum(bool(one.same) for one in ranking.candidates)
            + sum(bool(one.same) for one in ranking.by_hand),
        },
        "provenance": ranking.provenance.model_dump(mode="json"),
    }
    return (json.dumps(content, ensure_ascii=False, indent=2, default=str) + "\n").encode()


def _without_paths(value: Any) -> Any:
    """Leaves of a path its name, so that no output tells how a machine is laid out."""
    if isinstance(value, list | tuple):
        return [_without_paths(one) for one in value]
    if isinstance(value, str | Path):
        return re.split(r"[/\\]", str(value).rstrip("/\\"))[-1]
    return value


def part_name(name: str) -> str:
    """Gives the name of an output while it is being written.

    Args:
        name: Name of the output.

    Returns:
        The name beside it.
    """
    return f".{name}.part"


def _replace(folder: Path, makers: Mapping[str, Callable[[BinaryIO], object]]) -> None:
    """Writes everything beside its place, then moves each file into it."""
    try:
        for name, make in makers.items():
            with (folder / part_name(name)).open("wb") as file:
                make(file)
        for name in makers:
            os.replace(folder / part_name(name), folder / name)
        for name in OUTPUTS:
            if name not in makers:
                (folder / name).unlink(missing_ok=True)
    finally:
        for name in makers:
            (folder / part_name(name)).unlink(missing_ok=True)
