"""The verb that removes a person: `forget`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from skillmap.cli.failures import Failure
from skillmap.cli.options import AsOf, Format, SettingsFile, Taxonomies, extractor
from skillmap.cli.output import as_csv, as_json, note, out

Whom = Annotated[
    str,
    typer.Argument(
        metavar="FILE", help="A CV, a candidate's folder, or the SHA-256 of a file as in outputs."
    ),
]
Where = Annotated[
    Path, typer.Option("--out", metavar="FOLDER", help="A folder that `rank` wrote into.")
]
CacheFile = Annotated[
    Path | None,
    typer.Option("--cache", metavar="PATH", help="The file of `rank --cache`, when it was shared."),
]


def register(app: typer.Typer) -> None:
    """Adds the verb.

    Args:
        app: The program.
    """
    app.command("forget", epilog="Example: skillmap forget cvs/cv.pdf --out report/")(_forget)


def _forget(
    whom: Whom,
    target: Where,
    cache_file: CacheFile = None,
    taxonomies: Taxonomies = None,
    settings: SettingsFile = None,
    as_of: AsOf = None,
    format_name: Format = "text",
) -> None:
    """Remove a person from a cache and from the outputs of `rank`, and tell where it looked.

    The CV itself is left where it lies. Candidates who stay are ranked as they were.
    """
    from skillmap.batch import CACHE_NAME, forget, hashes_of

    if not target.is_dir():
        raise Failure(f"{target}: there is no such folder", "Name the --out of `rank`.")
    hashes = hashes_of(whom)
    if not hashes:
        raise Failure(
            f"{whom}: is neither a file nor the SHA-256 of one",
            "The column sha256 of ranking.csv has those of all candidates.",
        )
    opened = extractor(taxonomies, settings)
    looked = forget(
        hashes, target, opened.taxonomy, opened.settings, cache_file, lambda text: note(text)
    )
    rows = [{"file": one.file, "found": one.found, "what": one.what} for one in looked]
    if format_name in {"json", "jsonl"}:
        out(as_json(rows, lines=format_name == "jsonl"))
    elif format_name == "csv":
        out(as_csv(rows, ("file", "found", "what")))
    else:
        out("".join(f"{one.file}: {one.what}\n" for one in looked))
    if cache_file is None and not (target / CACHE_NAME).exists():
        note("if `rank` had a --cache, the person is still in it: name it here with --cache, too")
