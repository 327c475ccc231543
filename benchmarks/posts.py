"""What posts ask, as read and as labelled: levels, alternatives, months, conditions, bare lines.

A level, a choice and months are compared mention by mention (those found on both sides). A
condition or an asked line without a skill is found when one of the same sort overlaps it; the
labelled corpus has such lines, other gold may lack them.

Run: python benchmarks/posts.py [GOLD.jsonl ...] [--out FILE.json]
Without files it measures on the corpus's dev part, and on ../shared/data when that folder is there
(data that may not be redistributed). "train" and "dev" name parts of the corpus.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from skillmap import Extractor, Profile, Role, benchmark
from skillmap.benchmark import LabelledRow
from skillmap.evaluation import GoldRow, evaluate, read_gold

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"
AS_OF = date(2026, 11, 24)
FACETS = ("level", "months asked")
MEANT = "alternatives: meant, and so read"
READ = "alternatives: read, and so meant"

Span = tuple[int, int]


def overlapping(spans: Sequence[Span], others: Sequence[Span]) -> int:
    """Counts the spans that share a character with any of the others."""
    return sum(any(a < d and c < b for c, d in others) for a, b in spans)


def line_counts(row: LabelledRow, role: Role) -> Counter[str]:
    """Counts conditions and asked lines without a skill, labelled, read, and in both.

    Args:
        row: The labelled post.
        role: What it was read to ask.

    Returns:
        Counts by "conditions: labelled", "conditions: read" and so on.
    """
    counts: Counter[str] = Counter()
    read: dict[str, list[Span]] = {
        "conditions": [(c.start or 0, c.end or 0) for c in role.conditions],
        "unscored": [(line.start or 0, line.end or 0) for line in role.unscored],
    }
    # A line whose skill is labelled and was not found is a miss of extraction, which is measured
    # there; that it is told as unscored is right.
    named = [(mark.start, mark.end) for mark in row.mentions]
    read["unscored"] = [one for one in read["unscored"] if not overlapping([one], named)]
    labelled: dict[str, list[Span]] = {"conditions": [], "unscored": []}
    for line in row.lines:
        if line.kind != "led":
            name = "conditions" if line.kind == "condition" else "unscored"
            labelled[name].append((line.start, line.end))
            if name == "conditions":
                kinds = {
                    c.kind
                    for c in role.conditions
                    if (c.start or 0) < line.end and line.start < (c.end or 0)
                }
                counts["kinds: found"] += bool(kinds)
                counts["kinds: right"] += line.note in kinds
    for name, spans in labelled.items():
        counts[f"{name}: labelled"] = len(spans)
        counts[f"{name}: found"] = overlapping(spans, read[name])
        counts[f"{name}: read"] = len(read[name])
        counts[f"{name}: right"] = overlapping(read[name], spans)
    return counts


def measure(rows: Sequence[GoldRow], extractor: Extractor) -> dict[str, float | int | None]:
    """Gives the figures of a set of posts.

    Args:
        rows: Annotated documents; CVs among them are left out.
        extractor: What reads them.

    Returns:
        Shares and counts by name; None where there was nothing to compare.
    """
    posts = [row for row in rows if row.kind == "job"]
    roles: dict[str, tuple[Profile, Role]] = {}
    for row in posts:
        profile = extractor.extract(row.text, AS_OF, "job", unmapped=False)
        roles[row.text] = (profile, extractor.role(row.text, AS_OF))
    result = evaluate(posts, lambda text, _: roles[text], taxonomy=extractor.taxonomy)
    facets = {facet.name: facet for facet in result.facets}
    figures: dict[str, float | int | None] = {"posts": len(posts)}
    for name in FACETS:
        if name in facets:
            figures[name] = round(facets[name].share, 4)
    for level in ("must", "nice", "context"):
        if f"level: {level}" in facets:
            figures[f"level: {level}"] = round(facets[f"level: {level}"].share, 4)
    recall, precision = (facets[n].share if n in facets else 0.0 for n in (MEANT, READ))
    figures["alternatives: recall"] = round(recall, 4)
    figures["alternatives: precision"] = round(precision, 4)
    figures["alternatives: f1"] = _f1(precision, recall)
    counts: Counter[str] = Counter()
    for row in posts:
        if isinstance(row, LabelledRow):
            counts += line_counts(row, roles[row.text][1])
    for name in ("conditions", "unscored"):
        if counts[f"{name}: labelled"]:
            found = counts[f"{name}: found"] / counts[f"{name}: labelled"]
            right = counts[f"{name}: right"] / max(1, counts[f"{name}: read"])
            figures[f"{name}: recall"] = round(found, 4)
            figures[f"{name}: precision"] = round(right, 4)
            figures[f"{name}: f1"] = _f1(right, found)
    if counts["kinds: found"]:
        share = counts["kinds: right"] / counts["kinds: found"]
        figures["conditions: right kind"] = round(share, 4)
    return figures


def _f1(precision: float, recall: float) -> float:
    return round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0


def main() -> None:
    """Prints the figures, and writes them as JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="*", default=["dev", str(SHARED / "gold_dev.jsonl")])
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    extractor = Extractor()
    results: dict[str, dict[str, float | int | None]] = {}
    for name in options.gold:
        if name in {"train", "dev"}:
            results[f"corpus {name}"] = measure(benchmark.load(name), extractor)
        elif Path(name).exists():
            results[Path(name).stem] = measure(read_gold(name), extractor)
        else:
            sys.stdout.write(f"{Path(name).name}: not there, skipped\n")
    names = list(dict.fromkeys(name for figures in results.values() for name in figures))
    sys.stdout.write(f"{'':26}" + "".join(f"{name:>14}" for name in results) + "\n")
    for name in names:
        cells = [figures.get(name) for figures in results.values()]
        written = [
            "-" if c is None else str(c) if isinstance(c, int) else f"{c:.3f}" for c in cells
        ]
        sys.stdout.write(f"{name:26}" + "".join(f"{cell:>14}" for cell in written) + "\n")
    if options.out:
        options.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
