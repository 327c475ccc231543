"""The program: its verbs, and how it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, TextIO

import typer

from skillmap._version import __version__
from skillmap.cli import (
    documents,
    evaluation,
    folders,
    forgetting,
    labelled,
    lifecycle,
    planning,
    ranking,
    taxonomy,
    team,
)
from skillmap.cli.failures import SOME_FAILED, WRONG_USAGE, Failure
from skillmap.cli.output import note
from skillmap.errors import ReadError, SkillmapError

app = typer.Typer(
    name="skillmap",
    help="The skills in CVs and job posts: mapped, scored and explained, offline.",
    epilog="Example: skillmap rank cvs/ --job post.html --out report/",
    add_completion=False,
    pretty_exceptions_enable=False,
)
for _verbs in (documents, ranking, folders, forgetting, lifecycle, planning, team, evaluation):
    _verbs.register(app)
app.add_typer(taxonomy.app, name="taxonomy")
app.add_typer(labelled.app, name="benchmark")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"skillmap {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and end."
        ),
    ] = False,
) -> None:
    """Takes the options that stand before a verb."""


def main() -> None:
    """Runs the program and ends the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        _make_utf8(stream)
    sys.exit(run())


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs the program.

    Args:
        arguments: What stands after "skillmap", None for those of this process.

    Returns:
        0 done; 1 some files failed, the rest is done; 2 wrong usage; 130 interrupted.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        result = app(args=given or ["--help"], prog_name="skillmap", standalone_mode=False)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # typer makes the first into the second
        # Whoever read the output has seen enough; nothing may be said when Python ends either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("SKILLMAP_DEBUG") == "1":
            raise
        return _told(error)
    if not given:
        return WRONG_USAGE
    return result if isinstance(result, int) else 0


def _told(error: Exception) -> int:
    """Tells an error in a line, with a hint, and gives the exit code."""
    message, hint, code = _parts(error)
    note(f"error: {message}")
    note(f"hint: {hint or 'Correct that, and try again.'}")
    return code


def _parts(error: Exception) -> tuple[str, str, int]:
    if isinstance(error, Failure):
        return error.message, error.hint, error.code
    if isinstance(error, ReadError):
        return str(error), error.hint or "Look at the file by hand.", SOME_FAILED
    if isinstance(error, SkillmapError):
        return str(error), error.hint, WRONG_USAGE
    told = getattr(error, "format_message", None)
    if callable(told):  # wrong options and arguments; typer brings click under changing names
        context = getattr(error, "ctx", None)
        command = getattr(context, "command_path", "skillmap")
        return str(told()), f"See `{command} --help`.", WRONG_USAGE
    return (
        f"unexpected {type(error).__name__}: {error}",
        "This is a fault of skillmap. Please report it with what SKILLMAP_DEBUG=1 shows.",
        SOME_FAILED,
    )


def _make_utf8(stream: TextIO) -> None:
    """Writes UTF-8 whatever the terminal thinks of it, with the same line ends everywhere."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace", newline="\n")
