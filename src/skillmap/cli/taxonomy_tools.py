"""The verbs that keep a taxonomy current: `taxonomy diff`, `suggest`, `export` and `schema`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from skillmap.cli.failures import Failure
from skillmap.cli.options import AsOf, Format, SettingsFile, Taxonomies, extractor, wrong_usage
from skillmap.cli.options import taxonomy as load
from skillmap.cli.output import WIDTH, as_json, end_with, out, progress

if TYPE_CHECKING:
    from skillmap.models import Document
    from skillmap.settings import Settings
    from skillmap.taxonomy.compare import Change, Comparison

Old = Annotated[
    str, typer.Argument(metavar="OLD", help="A compiled .json, a folder, or `shipped`.")
]
New = Annotated[
    str, typer.Argument(metavar="NEW", help="A compiled .json, a folder, or `shipped`.")
]
Texts = Annotated[
    Path, typer.Argument(metavar="FOLDER", help="Folder with CVs, posts or other texts.")
]
Least = Annotated[
    int, typer.Option("--least", metavar="N", min=1, help="Documents a phrase must stand in.")
]
Most = Annotated[int, typer.Option("--most", metavar="N", min=1, help="Most suggestions.")]


def register(app: typer.Typer) -> None:
    """Adds the verbs.

    Args:
        app: The verbs of the taxonomy.
    """
    app.command("diff", epilog="Example: skillmap taxonomy diff shipped taxonomy/")(_diff)
    app.command("suggest", epilog="Example: skillmap taxonomy suggest posts/ --least 5")(_suggest)
    app.command("export", epilog="Example: skillmap taxonomy export --format csv")(_export)
    app.command("schema", epilog="Example: skillmap taxonomy schema --format json")(_schema)


def _diff(
    old: Old,
    new: New,
    taxonomies: Taxonomies = None,
    settings: SettingsFile = None,
    as_of: AsOf = None,
    format_name: Format = "text",
) -> None:
    """Tell what changed from one taxonomy to another."""
    from skillmap.taxonomy.compare import Change, compare
    from skillmap.taxonomy.compiled import open_data

    if taxonomies or settings:
        raise Failure("diff compares OLD and NEW alone", "Leave out --taxonomy and --settings.")
    with wrong_usage():
        found = compare(open_data(old), open_data(new))
    if format_name == "csv":
        _csv([one.model_dump() for one in found.changes], list(Change.model_fields))
    elif format_name == "jsonl":
        out(as_json([one.model_dump(mode="json") for one in found.changes], lines=True))
    elif format_name == "json":
        out(as_json(found.model_dump(mode="json")))
    else:
        out("\n".join(_diff_lines(found)))


def _csv(rows: list[dict[str, Any]], fields: list[str]) -> None:
    from skillmap.render.records import csv_text
    from skillmap.taxonomy.tables import cell

    out(csv_text((fields, [[cell(row[field]) for field in fields] for row in rows])))


def _diff_lines(found: Comparison) -> Iterator[str]:
    from skillmap.render.layout import wrap
    from skillmap.taxonomy.compare import CHANGES

    yield (
        f"{found.old_version} -> {found.new_version}: "
        f"{found.old_skills} -> {found.new_skills} skills, {len(found.changes)} changes"
    )
    for kind in CHANGES:
        changes = found.of(kind)
        if changes:
            yield from ["", f"{kind} ({len(changes)})"]
        for change in changes:
            yield from wrap(_told(change), WIDTH, "  ", "      ")


def _told(change: Change) -> str:
    name = change.skill_id
    match change.change:
        case "added" | "removed":
            return f"{name}: {change.label}"
        case "renamed":
            return f"{name}: {change.old} -> {change.new}"
        case "alias added" | "alias removed":
            return f"{name}: {change.new or change.old}"
        case _:
            return f"{name}: {change.field}: {change.old or 'none'} -> {change.new or 'none'}"


def _suggest(
    folder: Texts,
    least: Least = 3,
    most: Most = 50,
    taxonomies: Taxonomies = None,
    settings: SettingsFile = None,
    as_of: AsOf = None,
    format_name: Format = "text",
) -> None:
    """List frequent phrases that look like unknown skills, as YAML to edit."""
    from skillmap.suggestions import Suggestion, stub, suggest

    if not folder.is_dir():
        raise Failure(f"{folder}: there is no such folder", "Name a folder with documents.")
    opened = extractor(taxonomies, settings)
    unread: list[str] = []
    with progress("reading") as tell:
        documents = _documents(folder, opened.settings, unread, tell)
        found = suggest(documents, opened.taxonomy, opened.settings, least, most)
    if format_name == "csv":
        _csv([one.model_dump(mode="json") for one in found], list(Suggestion.model_fields))
    elif format_name == "text":
        out(stub(found, opened.taxonomy))
    else:
        values = [one.model_dump(mode="json") for one in found]
        out(as_json(values, lines=format_name == "jsonl"))
    end_with(unread)


def _documents(
    folder: Path, settings: Settings, unread: list[str], tell: Any
) -> Iterator[Document]:
    """Reads a folder's files one after the other; those that cannot be read are told."""
    from skillmap.batch.items import tasks_of
    from skillmap.batch.reading import document_of
    from skillmap.errors import ReadError

    with wrong_usage():
        tasks = tasks_of(folder, settings)
    for number, task in enumerate(tasks, 1):
        try:
            yield document_of(task, settings)
        except ReadError as error:
            unread.append(f"{task.source}: {error.message}")
        if tell:
            tell(number, len(tasks))


def _export(
    taxonomies: Taxonomies = None,
    settings: SettingsFile = None,
    as_of: AsOf = None,
    format_name: Format = "csv",
) -> None:
    """Write every skill as a row, for spreadsheets and other programs."""
    from skillmap.render.layout import table
    from skillmap.taxonomy.tables import COLUMNS, skill_rows

    if settings:
        extractor(None, settings)
    rows = skill_rows(load(taxonomies))
    if format_name == "csv":
        _csv(rows, list(COLUMNS))
    elif format_name == "text":
        head = ("id", "area", "kind", "label")
        out("\n".join(table(head, [[row[name] for name in head] for row in rows], WIDTH)))
    else:
        out(as_json(rows, lines=format_name == "jsonl"))


def _schema(
    taxonomies: Taxonomies = None,
    settings: SettingsFile = None,
    as_of: AsOf = None,
    format_name: Format = "json",
) -> None:
    """Write the JSON Schema of a file of skills, for editors that check it."""
    from skillmap.taxonomy.tables import source_schema

    if taxonomies or settings:
        raise Failure("the schema is always the same", "Leave out --taxonomy and --settings.")
    schema = source_schema()
    if format_name == "csv":
        fields = schema["$defs"]["SkillEntry"]["properties"]
        rows = [{"field": name, "default": _default(one)} for name, one in fields.items()]
        _csv(rows, ["field", "default"])
    else:
        out(as_json(schema, lines=format_name == "jsonl"))


def _default(field: dict[str, Any]) -> str:
    import json

    return json.dumps(field["default"]) if "default" in field else "required"
