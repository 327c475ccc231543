"""The verbs around the taxonomy: `taxonomy check`, `show`, `build` and those of taxonomy_tools."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skillmap.cli import taxonomy_tools
from skillmap.cli.failures import SOME_FAILED, Failure
from skillmap.cli.options import AsOf, Format, SettingsFile, Taxonomies, extractor, wrong_usage
from skillmap.cli.options import taxonomy as load
from skillmap.cli.output import as_csv, as_json, note, out, write_files
from skillmap.errors import TaxonomyError

if TYPE_CHECKING:
    from skillmap.taxonomy import Taxonomy

app = typer.Typer(help="Check, show and build the taxonomy, and keep it current.")

Folder = Annotated[
    Path | None,
    typer.Argument(metavar="[FOLDER]", help="Folder of a taxonomy, or one file of own skills."),
]
SkillName = Annotated[str, typer.Argument(metavar="ID", help="Id or any name of a skill.")]
Source = Annotated[
    Path, typer.Argument(metavar="[FOLDER]", help="Folder with taxonomy.yaml and roles/.")
]
Target = Annotated[
    Path | None,
    typer.Option("--out", metavar="FOLDER", help="Where to write. (default: the package)"),
]


_TRANSITIONS = "transitions.yaml"


@app.command("check", epilog="Example: skillmap taxonomy check our-skills.yaml")
def _check(
    folder: Folder = None,
    taxonomies: Taxonomies = None,
    settings: SettingsFile = None,
    as_of: AsOf = None,
    format_name: Format = "text",
) -> None:
    """List what is wrong with a taxonomy, with file, line and the fix."""
    if settings:
        extractor(None, settings)
    if folder and not folder.exists():
        raise Failure(f"{folder}: there is no such file or folder", "Check the path.")
    problems = _problems(folder, taxonomies or [])
    rows = [
        {
            "path": problem.path,
            "line": problem.line,
            "skill_id": problem.skill_id,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    if format_name == "csv":
        out(as_csv(rows, ("path", "line", "skill_id", "message", "hint")))
    elif format_name != "text":
        out(as_json(rows, lines=format_name == "jsonl"))
    else:
        out("".join(f"{problem}\n  fix: {problem.hint}\n" for problem in problems))
        note(f"{len(problems)} problems" if problems else "no problem found")
    if problems:
        raise typer.Exit(SOME_FAILED)


def _problems(folder: Path | None, taxonomies: list[Path]) -> list[TaxonomyError]:
    from skillmap.taxonomy import Taxonomy, load_taxonomy
    from skillmap.taxonomy.check import find_problems
    from skillmap.taxonomy.compiled import merged
    from skillmap.taxonomy.review import find_doubts
    from skillmap.taxonomy.source import read_folder

    try:
        if folder and folder.is_dir():
            data, places = read_folder(folder)
            found = find_problems(data, places, sentences=True)
            roles = [] if found else _role_problems(folder / "roles", Taxonomy(data))
            return [*found, *find_doubts(data, places), *roles, *_transition_problems(folder)]
        paths = [*taxonomies, *([folder] if folder else [])]
        data, places = merged(load_taxonomy(), paths)
        doubts = find_doubts(data, places)  # of what ships only when nothing else is asked about
        return find_problems(data, places) + [
            d for d in doubts if not paths or d.skill_id in places
        ]
    except TaxonomyError as error:
        return [error]


def _role_problems(folder: Path, taxonomy: Taxonomy) -> list[TaxonomyError]:
    from skillmap.roles import load_role

    found = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            load_role(path, taxonomy)
        except TaxonomyError as error:
            found.append(error)
    return found


def _transition_problems(folder: Path) -> list[TaxonomyError]:
    from skillmap.planning import load_transitions

    path = folder / _TRANSITIONS
    try:
        if path.exists():
            load_transitions(path, {one.stem for one in (folder / "roles").glob("*.yaml")})
    except TaxonomyError as error:
        return [error]
    return []


@app.command("show", epilog="Example: skillmap taxonomy show k8s")
def _show(
    name: SkillName,
    taxonomies: Taxonomies = None,
    settings: SettingsFile = None,
    as_of: AsOf = None,
    format_name: Format = "text",
) -> None:
    """Show a skill: its names, what is broader and narrower, and how it relates."""
    from skillmap.cli.skill_page import skill_page

    if settings:
        extractor(None, settings)
    known = load(taxonomies)
    with wrong_usage():
        skill = known.named(name)
    values = skill.model_dump(mode="json")
    if format_name == "text":
        out(skill_page(skill, known))
    elif format_name == "csv":
        values["aliases"] = [alias.text for alias in skill.aliases]
        values["implies"] = [f"{other}={weight:g}" for other, weight in skill.implies.items()]
        values["ids"] = [f"{key}={value}" for key, value in skill.ids.items()]
        flat = {
            key: "; ".join(value) if isinstance(value, list) else value
            for key, value in values.items()
        }
        out(as_csv([flat], list(flat)))
    else:
        out(as_json(values, lines=format_name == "jsonl"))


@app.command("build", epilog="Example: skillmap taxonomy build taxonomy/")
def _build(
    folder: Source = Path("taxonomy"),
    target: Target = None,
    taxonomies: Taxonomies = None,
    settings: SettingsFile = None,
    as_of: AsOf = None,
    format_name: Format = "text",
) -> None:
    """Compile a folder of taxonomy files into taxonomy.json and what is made from it."""
    from importlib.resources import files

    from skillmap.planning import TRANSITIONS, compile_transitions
    from skillmap.roles import compile_roles
    from skillmap.roles.files import BUILTIN
    from skillmap.taxonomy import (
        COMPILED,
        COMPILED_FORMS,
        Taxonomy,
        TaxonomyData,
        compile_folder,
        compile_forms,
    )

    if taxonomies or settings:
        raise Failure("build compiles FOLDER alone", "Leave out --taxonomy and --settings.")
    if not folder.is_dir():
        raise Failure(f"{folder}: there is no such folder", "Name the folder of taxonomy.yaml.")
    with wrong_usage():
        content = compile_folder(folder)
        known = Taxonomy(TaxonomyData.model_validate_json(content))
        roles = compile_roles(folder / "roles", known)
        names = {path.stem for path in (folder / "roles").glob("*.yaml")}
        changes = folder / _TRANSITIONS
        more = {COMPILED_FORMS: compile_forms(known.data, known.fingerprint)}
        if changes.exists():
            more[TRANSITIONS] = compile_transitions(changes, names)
    where = target or Path(str(files("skillmap").joinpath("data")))
    write_files(where, {COMPILED: content, BUILTIN: roles, **more})
    summary = {"skills": len(known), "version": known.data.version, "sha256": known.fingerprint}
    if format_name == "text":
        out(f"{len(known)} skills, version {known.data.version} ({known.fingerprint})")
    elif format_name == "csv":
        out(as_csv([summary], list(summary)))
    else:
        out(as_json(summary, lines=format_name == "jsonl"))
    note(f"wrote {where / COMPILED} and {', '.join((BUILTIN, *more))}")


taxonomy_tools.register(app)
