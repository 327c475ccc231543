"""The verb that measures: `evaluate`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skillmap.cli.failures import Failure
from skillmap.cli.options import AsOf, Format, SettingsFile, Taxonomies, extractor
from skillmap.cli.output import WIDTH, as_csv, as_json, out, progress

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from skillmap.evaluation import Evaluation, Figures, FormCount
    from skillmap.evaluation.measures import Extract
    from skillmap.extractor import Extractor
    from skillmap.models import Kind, Profile

Gold = Annotated[
    Path, typer.Argument(metavar="GOLD.jsonl", help="Annotated documents, one a line.")
]
Predictions = Annotated[
    Path | None,
    typer.Option("--predictions", metavar="FILE", help="Measure these instead of extracting."),
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
    examples: Examples = 0,
    taxonomies: Taxonomies = None,
    settings: SettingsFile = None,
    as_of: AsOf = None,
    format_name: Format = "text",
) -> None:
    """Measure extraction against annotated documents: precision, recall, F1."""
    for path in (gold, predictions):
        if path and not path.exists():
            raise Failure(f"{path}: there is no such file", "Check the path.")
    from skillmap.evaluation import evaluate, read_gold

    opened = extractor(taxonomies, settings)
    with progress("evaluating") as tell:

        def extract(text: str, kind: Kind | None) -> Profile:
            return opened.extract(text, as_of, kind)

        total = len(read_gold(gold)) if tell else 0
        found = evaluate(
            gold,
            _counted(extract, total, tell),
            taxonomy=opened.taxonomy,
            predictions=predictions,
            settings=opened.settings if predictions is None else None,
        )
    out(_written(found, opened, examples, format_name))


def _counted(extract: Extract, total: int, tell: Callable[[int, int], None] | None) -> Extract:
    if tell is None:
        return extract
    done = 0

    def counted(text: str, kind: Kind | None) -> Profile:
        nonlocal done
        profile = extract(text, kind)
        done += 1
        tell(done, total)
        return profile

    return counted


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
