"""Quality of extraction on annotated documents, beside the floor that any system must beat.

The floor is a plain gazetteer: every name of the taxonomy, matched in lower case at word
boundaries, the longest first. It measures what the rules add to the list.

Run: python benchmarks/spans.py [GOLD.jsonl ...] [--out FILE.json]
Without files it measures on ../shared/data when that folder is there (data that may not be
redistributed), and says so when it is not.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from skillmap import Extractor, benchmark
from skillmap.evaluation import Figures, GoldRow, evaluate, read_gold

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"
AS_OF = date(2026, 11, 24)


def gazetteer(gold: Sequence[GoldRow], extractor: Extractor) -> list[dict[str, object]]:
    """Predicts by the plain list of names.

    Args:
        gold: The annotated documents.
        extractor: For its taxonomy.

    Returns:
        Predictions by document.
    """
    owner: dict[str, str] = {}
    for skill in extractor.taxonomy:
        for alias in skill.aliases:
            owner.setdefault(alias.text.casefold(), skill.id)
    names = sorted(owner, key=lambda name: (-len(name), name))
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")
    rows: list[dict[str, object]] = []
    for row in gold:
        mentions = [
            {"start": m.start(), "end": m.end(), "skill_id": owner[m.group()]}
            for m in pattern.finditer(row.text.lower())
        ]
        rows.append({"id": row.id, "mentions": mentions})
    return rows


def figures_row(name: str, system: str, figures: Figures) -> dict[str, object]:
    """Gives the figures of one system on one part as a row of the table."""
    return {
        "gold": name,
        "part": figures.name,
        "system": system,
        "precision": figures.precision,
        "recall": figures.recall,
        "f1": figures.f1,
        "concept_f1": figures.concept_f1,
        "right_skill": figures.right_skill,
    }


def main() -> None:
    """Prints the table, and writes it as JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--final", metavar="WHY", help="measure on the test part, and note why")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    gold: dict[str, Sequence[GoldRow]] = {path.stem: read_gold(path) for path in options.gold}
    if not gold:
        gold["corpus dev"] = benchmark.load("dev")
        if options.final:
            gold["corpus test"] = benchmark.load("test", final=True, why=options.final)
        for path in (SHARED / "gold_dev.jsonl", SHARED / "ai_cvs_dev" / "cvs.jsonl"):
            if path.exists():
                gold[path.stem if path.stem != "cvs" else "ai_cvs_dev"] = read_gold(path)
            else:
                sys.stdout.write(f"{path.name}: not there, skipped\n")
    extractor = Extractor()
    rows: list[dict[str, object]] = []
    for name, documents in gold.items():
        ours = evaluate(
            documents,
            lambda text, kind: extractor.extract(text, AS_OF, kind, unmapped=False),
            taxonomy=extractor.taxonomy,
        )
        guesses = gazetteer(documents, extractor)
        floor = evaluate(documents, taxonomy=extractor.taxonomy, predictions=guesses)
        for system, result in (("skillmap", ours), ("plain list", floor)):
            for part in (result.overall, *result.kinds):
                rows.append(figures_row(name, system, part))
    head = ("gold", "part", "system", "precision", "recall", "f1", "concept_f1", "right_skill")
    sys.stdout.write("".join(f"{name:>12}" for name in head) + "\n")
    for row in rows:
        cells = [
            f"{value:.3f}" if isinstance(value := row[name], float) else str(value or "-")
            for name in head
        ]
        sys.stdout.write("".join(f"{cell:>12}" for cell in cells) + "\n")
    if options.out:
        options.out.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
