"""The verb that measures: `evaluate`."""

from __future__ import annotations

import hashlib
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skillmap.cli.failures import Failure
from skillmap.cli.graded import graded
from skillmap.cli.options import AsOf, Format, SettingsFile, Taxonomies, extractor
from skillmap.cli.output import WIDTH, as_csv, as_json, out, progress

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from skillmap.evaluation import Difference, Evaluation, Facet, Figures, FormCount, GoldRow
    from skillmap.evaluation.measures import Extract, Extracted
    from skillmap.extractor import Extractor
    from skillmap.models import Kind, Version

Gold = Annotated[
    Path,
    typer.Argument(
        metavar="GOLD.jsonl",
        help="Annotated documents, one a line; `dev`, `train` or `test` of the benchmark; or "
        "graded pairs of posts and CVs, GRADED.json.",
    ),
]
Final = Annotated[
    str | None,
    typer.Option(
        "--final", metavar="WHY", help="Look at `test`, and note in its log what is measured."
    ),
]
PARTS = ("train", "dev", "test")
Predictions = Annotated[
    Path | None,
    typer.Option("--predictions", metavar="FILE", help="Measure these instead of extracting."),
]
Against = Annotated[
    Path | None,
    typer.Option("--against", metavar="FILE", help="Other predictions to compare with."),
]
Truth = Annotated[
    Path | None,
    typer.Option(
        "--truth", metavar="FILE", help="Strength, months and last use of skills, a row for each."
    ),
]
Examples = Annotated[
    int,
    typer.Option("--examples", metavar="N", min=0, help="List the N most frequent wrong forms."),
]


def register(app: typer.Typer) -> None:
    """Adds the verb.

    Args:
        app: The program.
    """
    app.command("evaluate", epilog="Example: skillmap evaluate gold.jsonl --examples 10")(_evaluate)


def _evaluate(
    gold: Gold,
    predictions: Predictions = None,
    against: Against = None,
    truth: Truth = None,
    final: Final = None,
    examples: Examples = 0,
    taxonomies: Taxonomies = None,
    settings: SettingsFile = None,
    as_of: AsOf = None,
    format_name: Format = "text",
) -> None:
    """Measure extraction, or predictions, against annotated documents."""
    part = None if gold.exists() else str(gold)
    for path in (None if part in PARTS else gold, predictions, against, truth):
        if path and not path.exists():
            raise Failure(f"{path}: there is no such file", "Check the path.")
    opened = extractor(taxonomies, settings)
    if gold.suffix == ".json":
        out(graded(gold, predictions, opened, as_of, format_name))
        return
    from skillmap.evaluation import evaluate, with_truth

    with progress("evaluating") as tell:
        rows, version = _gold(gold, part, final)
        if truth:
            rows = with_truth(rows, truth)
        found = evaluate(
            rows,
            _extracting(opened, as_of, len(rows), tell),
            taxonomy=opened.taxonomy,
            predictions=predictions,
            against=against,
            settings=opened.settings if predictions is None else None,
        )
    if version is None:
        digest = hashlib.sha256(gold.read_bytes()).hexdigest()
        provenance = found.provenance.model_copy(update={"input_sha256": digest})
        found = found.model_copy(update={"provenance": provenance})
    else:
        found = found.model_copy(update={"benchmark": version})
    out(_written(found, opened, examples, format_name))


def _gold(gold: Path, part: str | None, final: str | None) -> tuple[list[GoldRow], Version | None]:
    """Reads annotated documents; those of the benchmark with its version."""
    from skillmap.evaluation import read_gold

    if part is None:
        return read_gold(gold), None
    from skillmap.benchmark import load, version

    return list(load(part, final=bool(final), why=final or "")), version(part)


def _extracting(
    opened: Extractor,
    as_of: date | None,
    total: int,
    tell: Callable[[int, int], None] | None,
) -> Extract:
    from skillmap.documents import document_from_text
    from skillmap.roles import role_from_post

    done = 0

    def extract(text: str, kind: Kind | None) -> Extracted:
        nonlocal done
        document = document_from_text(text, opened.settings, kind)
        profile = opened.extract(document, as_of, unmapped=False)
        done += 1
        if tell:
            tell(done, total)
        if document.kind == "job":
            return profile, role_from_post(document, profile, opened.taxonomy, opened.settings)
        return profile

    return extract


def _written(found: Evaluation, opened: Extractor, examples: int, format_name: Format) -> str:
    everything = [found.overall, *found.kinds, *found.areas]
    if format_name == "csv":
        fields = list(type(found.overall).model_fields)
        return as_csv([figures.model_dump() for figures in everything], fields)
    if format_name != "text":
        return as_json(found.model_dump(mode="json"), lines=format_name == "jsonl")
    parts = [
        f"{found.overall.documents} documents, {found.overall.annotated} annotated mentions, "
        f"{len(opened.taxonomy)} skills in the taxonomy\n",
        _table("documents", [found.overall, *found.kinds]),
        _table("areas", found.areas),
        "P, R, F1: spans that agree; exact: the very same span; cP, cR, cF1: skills per\n"
        "document; skill: agreeing mentions linked to the annotated skill.\n",
    ]
    if found.overall.intervals:
        parts.append(_intervals(found.overall))
    if found.facets:
        parts.append(_facets(found.facets))
    if found.unresolved:
        parts.append(f"{found.unresolved} predicted names are not known to the taxonomy.\n")
    if found.against:
        parts.append(_differences(found.against))
    if examples:
        parts += [
            _forms("missed", found.missed[:examples]),
            _forms("extra", found.extra[:examples]),
            _forms("wrong skill", found.mislinked[:examples]),
        ]
    return "\n".join(parts)


def _table(title: str, rows: Sequence[Figures]) -> str:
    from skillmap.render.layout import table

    head = [title, "n", "P", "R", "F1", "exact", "cP", "cR", "cF1", "skill"]
    cells = [_row(figures) for figures in rows]
    return "\n".join(table(head, cells, WIDTH, right=range(1, len(head)))) + "\n"


def _intervals(figures: Figures) -> str:
    ranges = [
        f"{name.replace('_', ' ')} {low:.3f} to {high:.3f}"
        for name, (low, high) in figures.intervals.items()
    ]
    return textwrap.fill("95 % of draws of documents: " + ", ".join(ranges) + ".", WIDTH) + "\n"


def _facets(facets: Sequence[Facet]) -> str:
    from skillmap.render.layout import table

    cells = [[one.name, str(one.count), str(one.right), f"{one.share:.3f}"] for one in facets]
    head = ["of those found", "n", "right", "share"]
    return "\n".join(table(head, cells, WIDTH, right=range(1, len(head)))) + "\n"


def _differences(differences: Sequence[Difference]) -> str:
    from skillmap.render.layout import table

    cells = [
        [
            one.name.replace("_", " "),
            f"{one.first:.3f}",
            f"{one.second:.3f}",
            f"{one.difference:+.3f}",
            f"{one.low:+.3f} to {one.high:+.3f}",
            f"{one.p:.3f}",
        ]
        for one in differences
    ]
    head = ["against", "first", "second", "difference", "95 % of draws", "p"]
    return "\n".join(table(head, cells, WIDTH, right=range(1, len(head)))) + "\n"


def _row(figures: Figures) -> list[str]:
    shares = (
        figures.precision,
        figures.recall,
        figures.f1,
        figures.exact_recall,
        figures.concept_precision,
        figures.concept_recall,
        figures.concept_f1,
        figures.right_skill,
    )
    cells = ["-" if share is None else f"{share:.3f}" for share in shares]
    return [figures.name, str(figures.annotated), *cells]


def _forms(title: str, forms: Sequence[FormCount]) -> str:
    from skillmap.render.layout import fit, plain

    lines = [f"  {one.count:4d}  {fit(plain(one.form), WIDTH - 8)}\n" for one in forms]
    lines = lines or ["  none\n"]
    return "".join([f"{title}:\n", *lines])
