"""The verbs over labelled documents: `benchmark build` and `benchmark show`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from skillmap.cli.failures import Failure
from skillmap.cli.options import AsOf, Format, SettingsFile, Taxonomies, wrong_usage
from skillmap.cli.options import taxonomy as load
from skillmap.cli.output import as_csv, as_json, note, out, write_files

app = typer.Typer(help="Compile labelled CVs and posts, and show what the benchmark holds.")

Folder = Annotated[
    Path, typer.Argument(metavar="FOLDER", help="Labelled documents: text with marks, .txt files.")
]
Target = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="PATH",
        help="A .jsonl file for all documents, or a folder for the splits of corpus.yaml.",
    ),
]


@app.command("build", epilog="Example: skillmap benchmark build labelled/ --out gold.jsonl")
def _build(
    folder: Folder = Path("benchmarks/labelled"),
    target: Target = None,
    taxonomies: Taxonomies = None,
    settings: SettingsFile = None,
    as_of: AsOf = None,
    format_name: Format = "text",
) -> None:
    """Check every mark of labelled documents and compile them to JSON Lines."""
    from importlib.resources import files

    from skillmap.benchmark import compiled, json_lines, read_labelled

    if settings or as_of:
        raise Failure("build only checks and compiles", "Leave out --settings and --as-of.")
    if not folder.is_dir():
        raise Failure(f"{folder}: there is no such folder", "Name the folder of the .txt files.")
    known = load(taxonomies)
    with wrong_usage():
        if target and target.suffix == ".jsonl":
            contents = {target.name: json_lines(read_labelled(folder, known.__contains__))}
            where = target.parent
        else:
            contents = compiled(folder, known.__contains__)
            where = target or Path(str(files("skillmap").joinpath("data", "benchmark")))
    write_files(where, contents)
    rows = [{"file": name, "bytes": len(content)} for name, content in contents.items()]
    if format_name == "csv":
        out(as_csv(rows, ["file", "bytes"]))
    elif format_name == "text":
        out("\n".join(f"{row['file']}: {row['bytes']:,} bytes" for row in rows))
    else:
        out(as_json(rows, lines=format_name == "jsonl"))
    note(f"wrote {len(contents)} files to {where}")


@app.command("show", epilog="Example: skillmap benchmark show")
def _show(
    taxonomies: Taxonomies = None,
    settings: SettingsFile = None,
    as_of: AsOf = None,
    format_name: Format = "text",
) -> None:
    """Tell what the benchmark holds: documents, marks, kinds, by split."""
    from skillmap.benchmark import load as load_split
    from skillmap.benchmark import manifest

    if taxonomies or settings or as_of:
        raise Failure("show tells what lies in the package", "Leave out the other options.")
    about = manifest()
    rows = []
    for split, facts in about["splits"].items():
        row = {"split": split, "documents": facts["documents"], "mentions": facts["mentions"]}
        if split != "test":
            row |= Counter(str(one.kind) for one in load_split(split))
        rows.append({**row, "sha256": facts["sha256"][:16]})
    fields = ["split", "documents", "mentions", "cv", "job", "sha256"]
    if format_name == "csv":
        out(as_csv([{field: row.get(field, "") for field in fields} for row in rows], fields))
    elif format_name == "text":
        from skillmap.cli.output import WIDTH
        from skillmap.render.layout import table

        cells = [[str(row.get(field, "-")) for field in fields] for row in rows]
        out(f"benchmark {about['version']}, jobs that last counted to {about['as_of']}\n")
        out("\n".join(table(fields, cells, WIDTH, right=range(1, 5))))
    else:
        out(as_json({"version": about["version"], "splits": rows}, lines=format_name == "jsonl"))
