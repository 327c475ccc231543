"""The verb on a folder of candidates: `rank`."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from skillmap.cli.failures import INTERRUPTED, Failure
from skillmap.cli.options import (
    AsOf,
    Format,
    Jobs,
    Names,
    SettingsFile,
    Taxonomies,
    Workers,
    processes,
    with_roles,
)
from skillmap.cli.output import end_with, note, run_progress, show

if TYPE_CHECKING:
    from skillmap.batch import Cache, Engine, Tally
    from skillmap.extractor import Extractor
    from skillmap.models import Ranking, Role

Folder = Annotated[
    str,
    typer.Argument(
        metavar="FOLDER",
        help="A folder of CVs, or a ZIP file; with --engine ray also s3://... or gs://...",
    ),
]
ReportOut = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FOLDER",
        help="Write ranking.html, .csv, .xlsx, .jsonl, run.json; several roles get a folder each.",
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help="Replace the outputs of another post or other settings.")
]
CacheFile = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        metavar="PATH",
        help="Where what is read is kept, to be read once. (default: a file in --out)",
    ),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Keep nothing of what is read.")]
OneIs = Annotated[
    Literal["file", "folder"],
    typer.Option("--candidate", help="What one candidate is: a file, or a sub-folder's files."),
]
Parquet = Annotated[
    bool, typer.Option("--parquet", help="Write ranking.parquet, too (skillmap-ai[arrow]).")
]
Where = Annotated[
    Literal["local", "ray"],
    typer.Option("--engine", help="Processes of this machine, or a cluster (skillmap-ai[ray])."),
]


def register(app: typer.Typer) -> None:
    """Adds the verb.

    Args:
        app: The program.
    """
    app.command("rank", epilog="Example: skillmap rank cvs/ --job post.html --out report/")(_rank)


def _rank(
    folder: Folder,
    job: Jobs,
    target: ReportOut = None,
    workers: Workers = None,
    force: Force = False,
    names: Names = False,
    cache_file: CacheFile = None,
    no_cache: NoCache = False,
    candidate: OneIs = "file",
    parquet: Parquet = False,
    engine: Where = "local",
    taxonomies: Taxonomies = None,
    settings: SettingsFile = None,
    as_of: AsOf = None,
    format_name: Format = "text",
) -> None:
    """Rank a folder of CVs against a role, or against several in one pass."""
    _check(folder, engine, job, target)
    _check_more(job, cache_file, no_cache, format_name)
    opened, roles = with_roles(job, taxonomies, settings, as_of)
    places = _places(target, roles, job) if target else []
    _check_places(places, roles, opened, force)
    options = {
        "folder": folder,
        "taxonomy": taxonomies or [],
        "settings": settings,
        "names": names,
        **({"candidate": candidate} if candidate != "file" else {}),
    }
    run = _Run(opened, roles, target)
    run.open_cache(None if no_cache else cache_file, use=not no_cache)
    try:
        day = run.begin(as_of)
        if run.goes_on:
            opened, run.roles = with_roles(job, taxonomies, settings, day)
        own_dates = as_of is None
        rankings = run.rank(folder, engine, workers, day, own_dates, candidate)
        for ranking in rankings:
            show(ranking, opened, format_name, names)
        for place, ranking, name in zip(places, rankings, job, strict=False):
            _write(ranking, place, opened, force, names, parquet, {**options, "job": name})
        run.finish()
    finally:
        run.close()
    _end(rankings)


def _check(folder: str, engine: str, jobs: Sequence[str], target: Path | None) -> None:
    if "://" in folder:
        if engine != "ray":
            raise Failure(f"{folder}: only a cluster reads from there", "Use --engine ray.")
    elif not Path(folder).exists():
        raise Failure(f"{folder}: there is no such folder", "Check the path.")
    if len(jobs) > 1 and not target:
        raise Failure("several roles need a folder for what is written", "Name one with --out.")


def _check_more(
    jobs: Sequence[str], cache_file: Path | None, no_cache: bool, format_name: str
) -> None:
    if cache_file and no_cache:
        raise Failure("--cache and --no-cache do not go together", "Leave one of them out.")
    if len(jobs) > 1 and format_name != "text":
        raise Failure(
            f"--format {format_name} shows one role only",
            "Leave it out: ranking.jsonl and ranking.csv lie in the folder of each role.",
        )


def _places(target: Path, roles: Sequence[Role], jobs: Sequence[str]) -> list[Path]:
    """Gives the folder of each role: the one asked for when there is only one."""
    if len(roles) == 1:
        return [target]
    from skillmap.batch import folder_names

    named = [role.title or Path(job).stem for role, job in zip(roles, jobs, strict=True)]
    return [target / name for name in folder_names(named)]


def _check_places(
    places: Sequence[Path], roles: Sequence[Role], opened: Extractor, force: bool
) -> None:
    from skillmap.batch import check_folder

    for place, role in zip(places, roles, strict=False):
        check_folder(place, role, opened.taxonomy, opened.settings, force=force)


class _Run:
    """A ranking from its beginning to its end, which may lie in two processes."""

    def __init__(self, opened: Extractor, roles: list[Role], target: Path | None) -> None:
        self.roles = roles
        self.goes_on = False
        self._opened = opened
        self._target = target
        self._cache: Cache | None = None
        self._file: Path | None = None
        self._key = ""

    def open_cache(self, file: Path | None, use: bool) -> None:
        """Opens the file that keeps what is read, when there is to be one."""
        from skillmap.batch import CACHE_NAME, Cache

        if use and (file or self._target):
            self._file = file or (self._target or Path()) / CACHE_NAME
            self._cache = Cache.open(self._file, lambda message: note(f"warning: {message}"))

    def begin(self, as_of: date | None) -> date:
        """Gives the day to count to: of a run that was stopped, the day on which it began."""
        from skillmap.batch import run_key, run_parts

        today = as_of or date.today()
        if not self._cache or not self._target:
            return today
        parts = run_parts(self.roles, self._opened.taxonomy, self._opened.settings)
        self._key = run_key(self._target, parts)
        day = self._cache.begin(self._key, today, keep=as_of is None)
        self.goes_on = day != today
        if self.goes_on:
            note(f"going on with the run of {day}; --as-of {today} begins anew")
        return day

    def rank(
        self,
        folder: str,
        engine: Engine,
        workers: int | None,
        day: date,
        own_dates: bool,
        candidate: Any,
    ) -> tuple[Ranking, ...]:
        """Ranks, and tells how far it came when it is stopped."""
        from skillmap.batch import Setup, Tally, rank_all

        opened = self._opened
        setup = Setup(opened.taxonomy, opened.settings, day, tuple(self.roles), own_dates)
        last = Tally()
        began = time.monotonic()
        try:
            with run_progress() as tell:

                def watch(tally: Tally) -> None:
                    nonlocal last
                    last = tally
                    tell(tally)

                rankings = rank_all(
                    folder,
                    setup,
                    workers=(workers or 0) if engine == "ray" else processes(workers),
                    engine=engine,
                    candidate=candidate,
                    cache=self._cache,
                    watch=watch,
                )
        except KeyboardInterrupt:
            self._stopped(last)
            raise typer.Exit(INTERRUPTED) from None
        if self._target:
            _sum_up(last, time.monotonic() - began)
        return rankings

    def finish(self) -> None:
        """Notes that the outputs are written."""
        if self._cache and self._key:
            self._cache.finish(self._key)

    def close(self) -> None:
        """Closes the file."""
        if self._cache:
            self._cache.close()

    def _stopped(self, tally: Tally) -> None:
        note(f"stopped after {tally.done} of {tally.total}")
        if self._cache and self._file:
            note(f"what was read is kept in {self._file}: the same command goes on from there")
        else:
            note("nothing is kept without --out or --cache")


def _sum_up(tally: Tally, seconds: float) -> None:
    known = f", {tally.known} of them known already" if tally.known else ""
    rate = f"{tally.done / seconds:.1f} a second" if seconds else "at once"
    note(f"{tally.done} done{known}, {tally.failed} failed, in {seconds:.1f} s ({rate})")


def _write(
    ranking: Ranking,
    place: Path,
    opened: Extractor,
    force: bool,
    names: bool,
    parquet: bool,
    options: dict[str, Any],
) -> None:
    from skillmap.batch import write_outputs

    written = write_outputs(
        ranking,
        place,
        opened.taxonomy,
        opened.settings,
        force=force,
        names=names,
        parquet=parquet,
        options=options,
    )
    note(f"wrote {', '.join(path.name for path in written)} into {place}")


def _end(rankings: Sequence[Ranking]) -> None:
    """Lists what failed, and ends with 1 when anything did."""
    failures = (one for ranking in rankings for one in ranking.failures)
    end_with(dict.fromkeys(f"{one.source}: {one.reason}" for one in failures))
