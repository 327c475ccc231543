"""The options that every verb takes, and what they open."""

# Typer reads the annotations when the program starts, so nothing heavy may be imported up here.
from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from skillmap.cli.failures import Failure
from skillmap.errors import SkillmapError

if TYPE_CHECKING:
    from skillmap.extractor import Extractor
    from skillmap.models import Document, Role
    from skillmap.taxonomy import Taxonomy

FormatName = Literal["text", "json", "jsonl", "csv"]


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no date such as 2026-11-24") from None


File = Annotated[
    str, typer.Argument(metavar="FILE", help="A PDF, DOCX, HTML or text; - for stdin.")
]
Cv = Annotated[str, typer.Argument(metavar="CV", help="A PDF, DOCX, HTML or text; - for stdin.")]
Job = Annotated[
    str,
    typer.Option(
        "--job", "--role", metavar="X", help="A post, a role.yaml, or a built-in role's name."
    ),
]
Jobs = Annotated[
    list[str],
    typer.Option(
        "--job",
        "--role",
        metavar="X",
        help="A post, a role.yaml, or a built-in role's name; repeatable.",
    ),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", metavar="N", min=1, help="Processes. (default: all processors)"),
]
ForceFile = Annotated[bool, typer.Option("--force", help="Replace a file of other content.")]
Names = Annotated[bool, typer.Option("--names", help="Show file names in place of pseudonyms.")]
Taxonomies = Annotated[
    list[Path] | None,
    typer.Option("--taxonomy", metavar="FILE", help="YAML with skills of your own; repeatable."),
]
SettingsFile = Annotated[
    Path | None, typer.Option("--settings", metavar="FILE", help="YAML with settings to change.")
]
AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=_day,
        help="The day, YYYY-MM-DD, that open positions are counted to. (default: today)",
    ),
]
Format = Annotated[FormatName, typer.Option("--format", help="How the result is written.")]


def processes(workers: int | None) -> int:
    """Gives how many processes are meant, all processors when it was not said."""
    return workers or os.cpu_count() or 1


def extractor(
    taxonomies: Sequence[Path] | None, settings: Path | None, *role_files: Path
) -> Extractor:
    """Makes what reads and extracts, from the common options.

    Args:
        taxonomies: Files with skills of one's own.
        settings: File with settings.
        role_files: Each a role.yaml, whose own skills join the taxonomy.

    Returns:
        The extractor.

    Raises:
        Failure: A file does not fit: wrong usage.
    """
    from skillmap.api import default_extractor
    from skillmap.extractor import Extractor
    from skillmap.settings import load_settings

    with wrong_usage():
        found = load_settings(settings) if settings else None
        known = taxonomy(taxonomies, *role_files)
        usual = default_extractor()  # made once, with all that it has prepared
        return usual if found is None and known is usual.taxonomy else Extractor(known, found)


def taxonomy(taxonomies: Sequence[Path] | None, *role_files: Path) -> Taxonomy:
    """Loads the taxonomy with what the options add to it.

    Args:
        taxonomies: Files with skills of one's own.
        role_files: Each a role.yaml, whose own skills join it.

    Returns:
        The taxonomy.

    Raises:
        Failure: A file does not fit: wrong usage.
    """
    from skillmap.taxonomy import load_taxonomy

    paths = list(taxonomies or ())
    with wrong_usage():
        if role_files:
            from skillmap.roles import defines_skills

            paths += [one for one in role_files if defines_skills(one)]
        return load_taxonomy(extend=paths or None)


def with_role(
    job: str, taxonomies: Sequence[Path] | None, settings: Path | None, as_of: date | None
) -> tuple[Extractor, Role]:
    """Opens a role, whichever way it was named, with the extractor that fits it.

    Args:
        job: A post, a role.yaml or a built-in role's name.
        taxonomies: Files with skills of one's own.
        settings: File with settings.
        as_of: The day that goes into the role's provenance.

    Returns:
        The extractor and the role.

    Raises:
        Failure: There is no such role, or it cannot be read: wrong usage.
    """
    opened, (role,) = with_roles([job], taxonomies, settings, as_of)
    return opened, role


def with_roles(
    jobs: Sequence[str],
    taxonomies: Sequence[Path] | None,
    settings: Path | None,
    as_of: date | None,
) -> tuple[Extractor, list[Role]]:
    """Opens several roles with one extractor that fits them all.

    Args:
        jobs: Posts, role.yaml files or names of built-in roles.
        taxonomies: Files with skills of one's own.
        settings: File with settings.
        as_of: The day that goes into the roles' provenance.

    Returns:
        The extractor and the roles.

    Raises:
        Failure: There is no such role, or it cannot be read: wrong usage.
    """
    files = [Path(job) for job in jobs if _is_yaml(Path(job))]
    opened = extractor(taxonomies, settings, *files)
    with wrong_usage():
        return opened, [_role(job, opened, as_of) for job in jobs]


def _is_yaml(path: Path) -> bool:
    return path.suffix.lower() in {".yaml", ".yml"}


def _role(job: str, opened: Extractor, as_of: date | None) -> Role:
    path = Path(job)
    if _is_yaml(path):
        return opened.load_role(path)
    if path.exists():
        return opened.role(opened.read(path, kind="job"), as_of)
    if path.suffix or path.name != job:
        raise Failure(f"{job}: there is no such file", "Check the path of --job.")
    return _builtin(job, opened)


def _builtin(name: str, opened: Extractor) -> Role:
    from skillmap.errors import TaxonomyError
    from skillmap.roles import builtin_names

    if name not in builtin_names():
        try:
            opened.builtin_role(name)
        except TaxonomyError as error:
            known = "Built-in roles: " + ", ".join(builtin_names()) + "."
            hint = f"{error.hint} {known}" if error.hint.startswith("Did") else known
            raise Failure(f"{name}: there is no such file or built-in role", hint) from None
    return opened.builtin_role(name)


def document(file: str, opened: Extractor) -> Document:
    """Reads the file of an argument.

    Args:
        file: Its path, or "-" for the standard input.
        opened: What reads it.

    Returns:
        The document.

    Raises:
        Failure: There is no such file: wrong usage.
        ReadError: It cannot be read.
    """
    if file == "-":
        import sys

        return opened.read(sys.stdin.buffer)
    if not Path(file).exists():
        raise Failure(f"{file}: there is no such file", "Check the path.")
    return opened.read(file)


@contextmanager
def wrong_usage() -> Iterator[None]:
    """Makes errors of files that options name into wrong usage: nothing was done.

    Yields:
        Nothing.

    Raises:
        Failure: In place of a SkillmapError.
    """
    try:
        yield
    except SkillmapError as error:
        raise Failure(str(error), error.hint) from error
