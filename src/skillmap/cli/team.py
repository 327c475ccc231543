"""The verb `team`: what a team covers and lacks, and what to do about each gap."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skillmap.cli.failures import Failure
from skillmap.cli.options import (
    AsOf,
    ForceFile,
    Format,
    Jobs,
    Names,
    SettingsFile,
    Taxonomies,
    Workers,
    processes,
    with_roles,
)
from skillmap.cli.output import check_file, end_with, note, progress, show, write_file

if TYPE_CHECKING:
    from skillmap.extractor import Extractor
    from skillmap.models import Profile, SetAside, Team

_OF_A_ROW = ("unknown-skill", "wrong-row", "counted-twice")
"""Codes of warnings that tell of a row of a table."""

Members = Annotated[
    Path,
    typer.Argument(metavar="FOLDER", help="CVs, JSON Resumes, and tables such as people.csv."),
]
Candidates = Annotated[
    Path | None,
    typer.Option("--candidates", metavar="FOLDER", help="Those who could be hired."),
]
Deadline = Annotated[
    float, typer.Option("--deadline", metavar="N", help="Months until the gaps are to be closed.")
]
Hours = Annotated[
    float, typer.Option("--hours", metavar="N", help="Focused hours a week of each member.")
]
PageOut = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write the whole as an HTML page.")
]
HireOut = Annotated[
    Path | None,
    typer.Option("--hire", metavar="FILE", help="Write the profile of the hire as a role.yaml."),
]


def register(app: typer.Typer) -> None:
    """Adds the verb.

    Args:
        app: The program.
    """
    app.command("team", epilog="Example: skillmap team team/ --role ai-engineer --deadline 9")(
        _team
    )


def _team(
    folder: Members,
    jobs: Jobs,
    candidates: Candidates = None,
    deadline: Deadline = 9,
    hours: Hours = 10,
    target: PageOut = None,
    hire: HireOut = None,
    force: ForceFile = False,
    names: Names = False,
    workers: Workers = None,
    taxonomies: Taxonomies = None,
    settings: SettingsFile = None,
    as_of: AsOf = None,
    format_name: Format = "text",
) -> None:
    """Tell what a team lacks for a role, and for each gap: upskill, hire or open."""
    for path in (folder, candidates):
        if path is not None and not path.exists():
            raise Failure(f"{path}: there is no such file or folder", "Check the path.")
    opened, roles = with_roles(jobs, taxonomies, settings, as_of)
    day = as_of or date.today()
    members, aside = _read(folder, opened, day, workers)
    others, failed = _read(candidates, opened, day, workers) if candidates else ([], [])
    try:
        found = opened.team(members, roles, others, day, deadline, hours)
    except ValueError as error:
        raise Failure(str(error), "Give such as --deadline 9 --hours 10.") from error
    found = found.model_copy(update={"by_hand": (*aside, *failed)})
    files = _files(found, opened, names, target, hire)
    for path, content in files.items():
        check_file(path, content, force)
    show(found, opened, format_name, names)
    for path, content in files.items():
        write_file(path, content)
    _end(found, (*members, *others))


def _read(
    path: Path, opened: Extractor, day: date, workers: int | None
) -> tuple[list[Profile], list[SetAside]]:
    from skillmap.batch import profiles

    with progress("reading") as tell:
        return profiles(
            path,
            opened.taxonomy,
            opened.settings,
            as_of=day,
            workers=processes(workers),
            progress=tell,
        )


def _files(
    found: Team, opened: Extractor, names: bool, target: Path | None, hire: Path | None
) -> dict[Path, bytes]:
    files: dict[Path, bytes] = {}
    if target:
        from skillmap.render import Look, team_html

        files[target] = team_html(found, Look(opened.taxonomy, names=names))
    if hire:
        files[hire] = found.hire.to_yaml().encode("utf-8")
    return files


def _end(found: Team, people: tuple[Profile, ...]) -> None:
    """Lists what was left out of tables and what failed, and ends with 1 when anything did."""
    for one in people:
        for notice in one.warnings:
            if notice.code in _OF_A_ROW:
                note(f"{notice.place}: {notice.message}")  # the row, and not whose it is
    end_with(f"{aside.source}: {aside.reason}" for aside in found.by_hand if aside.failed)
