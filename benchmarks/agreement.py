"""How far two annotators agree who read the same documents of the labelled corpus, blind.

The marks of the writers are compared with those of readers who saw only text and guideline
(second_reading/), as if these were a system: mentions, spans, skills, and what is said of them.

Run: python benchmarks/agreement.py [--differences N] [--out FILE.json]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from skillmap import load_taxonomy
from skillmap.benchmark import LabelledRow, read_labelled
from skillmap.evaluation import evaluate
from skillmap.evaluation.rows import PredictedMark, PredictedRow

HERE = Path(__file__).parent


def as_predictions(row: LabelledRow) -> PredictedRow:
    """Turns a reader's marks into predictions; what the reader left open is not predicted."""
    marks = tuple(
        PredictedMark(
            name=mark.canonical, **mark.model_dump(include=set(PredictedMark.model_fields))
        )
        for mark in row.mentions
        if mark.counts
    )
    return PredictedRow(id=row.id, kind=row.kind, mentions=marks, skills=row.skills)


def main() -> None:
    """Prints the figures, and writes JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--differences", type=int, default=0)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    second = {row.id: row for row in read_labelled(HERE / "second_reading")}
    first = [row for row in read_labelled(HERE / "labelled") if row.id in second]
    assert all(row.text == second[row.id].text for row in first)
    found = evaluate(
        first,
        taxonomy=load_taxonomy(),
        predictions=[as_predictions(row) for row in second.values()],
        examples=arguments.differences,
    )
    overall = found.overall
    print(f"{overall.documents} documents, {overall.annotated} marks of the writers")
    for name in ("f1", "precision", "recall", "exact_recall", "concept_f1", "right_skill"):
        low, high = overall.intervals.get(name, (None, None))
        between = f"   ({low:.3f} to {high:.3f})" if low is not None and high is not None else ""
        print(f"{name:34s} {getattr(overall, name):.3f}{between}")
    for facet in found.facets:
        print(f"{facet.name:34s} {facet.share:.3f}   {facet.right} of {facet.count}")
    for title in ("missed", "extra", "mislinked"):
        forms = getattr(found, title)
        if forms:
            print(f"{title}: " + "; ".join(f"{one.form} {one.count}" for one in forms))
    if arguments.out:
        arguments.out.write_text(found.model_dump_json(indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
