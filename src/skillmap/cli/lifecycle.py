"""The verb `lifecycle`: a person, a team or a role, stage by stage."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skillmap.cli.failures import Failure
from skillmap.cli.options import (
    AsOf,
    ForceFile,
    Format,
    Names,
    SettingsFile,
    Taxonomies,
    Workers,
    document,
    extractor,
    processes,
    with_role,
)
from skillmap.cli.output import check_file, end_with, progress, show, write_file

if TYPE_CHECKING:
    from datetime import date

    from skillmap.extractor import Extractor
    from skillmap.models import Lifecycle, Role, TeamLifecycle

Whom = Annotated[
    str | None,
    typer.Argument(
        metavar="[CV]", help="A CV, or a folder or ZIP file of a team; none to draw the role."
    ),
]
OfRole = Annotated[
    str | None,
    typer.Option(
        "--role",
        "--job",
        metavar="X",
        help="A post, a role.yaml, or a built-in role's name. (default: ai-engineer)",
    ),
]
PageOut = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write the diagram as an HTML page.")
]


def register(app: typer.Typer) -> None:
    """Adds the verb.

    Args:
        app: The program.
    """
    app.command("lifecycle", epilog="Example: skillmap lifecycle cv.pdf --out stages.html")(
        _lifecycle
    )


def _lifecycle(
    cv: Whom = None,
    job: OfRole = None,
    target: PageOut = None,
    force: ForceFile = False,
    names: Names = False,
    workers: Workers = None,
    taxonomies: Taxonomies = None,
    settings: SettingsFile = None,
    as_of: AsOf = None,
    format_name: Format = "text",
) -> None:
    """Show where in the AI lifecycle a CV, or each of a folder, shows what a role asks."""
    opened, role = _opened(job, taxonomies, settings, as_of)
    found = _found(cv, role, opened, as_of, workers)
    content = _page(found, opened, names) if target else b""
    if target:
        check_file(target, content, force)
    show(found, opened, format_name, names)
    if target:
        write_file(target, content)
    aside = getattr(found, "by_hand", ())
    end_with(f"{one.source}: {one.reason}" for one in aside if one.failed)


def _opened(
    job: str | None, taxonomies: list[Path] | None, settings: Path | None, as_of: date | None
) -> tuple[Extractor, Role | None]:
    if job is None:
        return extractor(taxonomies, settings), None
    return with_role(job, taxonomies, settings, as_of)


def _found(
    cv: str | None, role: Role | None, opened: Extractor, as_of: date | None, workers: int | None
) -> Lifecycle | TeamLifecycle:
    if cv is None:
        return opened.lifecycle(None, role, as_of)
    path = Path(cv)
    if cv == "-" or not (path.is_dir() or path.suffix.lower() == ".zip"):
        profile = opened.extract(document(cv, opened), as_of, unmapped=False)
        return opened.lifecycle(profile, role)
    if not path.exists():
        raise Failure(f"{cv}: there is no such file", "Check the path.")
    with progress("reading") as tell:
        return opened.team_lifecycle(path, role, processes(workers), as_of, tell)


def _page(found: Lifecycle | TeamLifecycle, opened: Extractor, names: bool) -> bytes:
    from skillmap.render import Look, lifecycle_html

    return lifecycle_html(found, Look(opened.taxonomy, names=names))
