"""The verbs on one document: `extract`, `read`, `role`, `why`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skillmap.cli.failures import Failure
from skillmap.cli.options import (
    AsOf,
    Cv,
    File,
    ForceFile,
    Format,
    FormatName,
    SettingsFile,
    Taxonomies,
    document,
    extractor,
    with_role,
    wrong_usage,
)
from skillmap.cli.output import note, out, show

if TYPE_CHECKING:
    from skillmap.extractor import Extractor
    from skillmap.models import Role

Post = Annotated[
    str, typer.Argument(metavar="POST", help="A post, a role.yaml, or a built-in role's name.")
]
RoleOut = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write a role.yaml to edit.")
]
Against = Annotated[
    str | None,
    typer.Option("--against", metavar="X", help="Another role, to show how the two differ."),
]
SkillName = Annotated[str, typer.Argument(metavar="SKILL", help="Id or any name of a skill.")]


def register(app: typer.Typer) -> None:
    """Adds the verbs.

    Args:
        app: The program.
    """
    app.command("extract", epilog="Example: skillmap extract cv.pdf --format json")(_extract)
    app.command("read", epilog="Example: skillmap read cv.pdf")(_read)
    app.command("role", epilog="Example: skillmap role post.html --out role.yaml")(_role)
    app.command("why", epilog="Example: skillmap why cv.pdf kubernetes")(_why)


def _extract(
    file: File,
    taxonomies: Taxonomies = None,
    settings: SettingsFile = None,
    as_of: AsOf = None,
    format_name: Format = "text",
) -> None:
    """Find the skills of a CV, a post or a text, with their evidence."""
    opened = extractor(taxonomies, settings)
    profile = opened.extract(document(file, opened), as_of)
    show(profile, opened, format_name)


def _read(
    file: File,
    taxonomies: Taxonomies = None,
    settings: SettingsFile = None,
    as_of: AsOf = None,
    format_name: Format = "text",
) -> None:
    """Show a file as it is read: text, sections, hidden text, warnings."""
    opened = extractor(taxonomies, settings)
    show(document(file, opened), opened, format_name)


def _role(
    post: Post,
    against: Against = None,
    target: RoleOut = None,
    force: ForceFile = False,
    taxonomies: Taxonomies = None,
    settings: SettingsFile = None,
    as_of: AsOf = None,
    format_name: Format = "text",
) -> None:
    """Show what a post asks, and write it as a role.yaml to edit; or how two roles differ."""
    opened, role = with_role(post, taxonomies, settings, as_of)
    other = with_role(against, taxonomies, settings, as_of)[1] if against else None
    if target:
        _save(role, target, force)
    if other:
        _compare(role, other, opened, format_name)
    else:
        show(role, opened, format_name)


def _compare(role: Role, other: Role, opened: Extractor, format_name: FormatName) -> None:
    from skillmap.extractor import Extractor
    from skillmap.roles import compare_roles, taxonomy_for

    # Either file may define skills of its own.
    known = taxonomy_for(other, taxonomy_for(role, opened.taxonomy))
    found = compare_roles(role, other, known, opened.settings)
    show(found, Extractor(known, opened.settings), format_name)


def _save(role: Role, target: Path, force: bool) -> None:
    content = role.to_yaml().encode()
    try:
        if target.exists() and not force and target.read_bytes() != content:
            raise Failure(
                f"{target}: is there and holds something else",
                "Name another file, or use --force to replace it.",
            )
        target.write_bytes(content)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Failure(f"{target}: cannot be written: {why}", "Name another file.") from error
    note(f"wrote {target}")


def _why(
    cv: Cv,
    skill_name: SkillName,
    taxonomies: Taxonomies = None,
    settings: SettingsFile = None,
    as_of: AsOf = None,
    format_name: Format = "text",
) -> None:
    """Tell what was considered for a skill, and what became of it."""
    from skillmap.cli.trace_page import trace_page

    opened = extractor(taxonomies, settings)
    with wrong_usage():
        skill = opened.taxonomy.named(skill_name)
    read = document(cv, opened)
    candidates = opened.trace(read, skill.id)
    mentions = opened.extract(read, as_of).mentions if candidates else ()
    out(trace_page(read, skill, candidates, mentions, format_name))
