"""How well jobs are found in CVs, with what follows from them: strength, months, last use.

Positions are compared by start and end, document by document: recall is the share of the marked
jobs that have dates, precision that of the positions found. Mentions are compared by the job that
they stand in. Strength, months and last use are those of `skillmap evaluate`.

Run: python benchmarks/careers.py [--split train] [--differences] [--out FILE.json]
The AI CVs are measured too when ../shared/data is there (data that may not be redistributed).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from skillmap import Extractor, Profile, benchmark
from skillmap.benchmark import LabelledRow
from skillmap.evaluation import GoldRow, evaluate, read_gold, with_truth

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data" / "ai_cvs_dev"
AS_OF = date(2026, 11, 24)

Stretch = tuple[str, str | None]
FACETS = ("section", "strength", "months", "last used")


def marked(start: str, end: str | None) -> Stretch:
    """Gives a marked job's dates as a position has them: bare years begin and end in the middle."""
    if end == start and len(start) == 4:
        return f"{start}-01", f"{start}-12"
    first = start if len(start) > 4 else f"{start}-07"
    return first, end if end is None or len(end) > 4 else f"{end}-06"


def compare(row: LabelledRow, profile: Profile) -> tuple[Counter[str], list[str]]:
    """Compares the jobs of a document with the positions found.

    Args:
        row: The labelled CV.
        profile: What was extracted.

    Returns:
        Counts, and a line for each job missed and each position too many.
    """
    wanted = Counter(marked(job.start, job.end) for job in row.jobs if job.start)
    found = Counter((one.start, one.end) for one in profile.positions)
    counts = Counter(
        marked=wanted.total(), found=found.total(), right=sum((wanted & found).values())
    )
    lines = [f"{row.id}: missed {start} to {end}" for start, end in (wanted - found).elements()]
    lines += [f"{row.id}: too many {start} to {end}" for start, end in (found - wanted).elements()]
    own = {(one.start, one.end): one.position for one in profile.mentions}
    for mark in row.mentions:
        if not mark.counts or (mark.start, mark.end) not in own:
            continue
        # Marks of the rows are those of `evaluate`, which know no job: the jobs' stretches do.
        job = next((j for j in row.jobs if j.span_start <= mark.start < j.span_end), None)
        index = own[mark.start, mark.end]
        place = profile.positions[index] if index is not None else None
        here = marked(job.start, job.end) if job and job.start else None
        counts["placed"] += 1
        counts["placed right"] += here == ((place.start, place.end) if place else None)
    return counts, lines


def position_figures(rows: Sequence[LabelledRow], extractor: Extractor, tell: bool) -> Counter[str]:
    """Sums the counts of all CVs, and prints the differences when asked."""
    total: Counter[str] = Counter()
    for row in rows:
        counts, lines = compare(row, extractor.extract(row.text, AS_OF, row.kind, unmapped=False))
        total += counts
        if tell:
            sys.stdout.write("".join(f"{line}\n" for line in lines))
    return total


def facet_shares(rows: Sequence[GoldRow], extractor: Extractor) -> dict[str, float]:
    """Gives the shares of what was right, as `skillmap evaluate` does."""
    result = evaluate(
        rows,
        lambda text, kind: extractor.extract(text, AS_OF, kind, unmapped=False),
        taxonomy=extractor.taxonomy,
    )
    return {
        facet.name: facet.share
        for facet in result.facets
        if facet.name in FACETS or facet.name.startswith("strength")
    }


def main() -> None:
    """Prints the figures, and writes JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("train", "dev"), default="dev")
    parser.add_argument("--differences", action="store_true")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    extractor = Extractor()
    cvs = [row for row in benchmark.load(options.split) if row.kind == "cv"]
    counts = position_figures(cvs, extractor, options.differences)
    name = f"corpus {options.split}"
    figures = {
        name: {
            "positions, recall": counts["right"] / counts["marked"],
            "positions, precision": counts["right"] / counts["found"],
            "mentions in the right position": counts["placed right"] / counts["placed"],
            **facet_shares(cvs, extractor),
        }
    }
    if (SHARED / "cvs.jsonl").exists():
        gold = with_truth(read_gold(SHARED / "cvs.jsonl"), SHARED / "truth.jsonl")
        figures["ai_cvs_dev"] = facet_shares(gold, extractor)
    else:
        sys.stdout.write("ai_cvs_dev: not there, skipped\n")
    for title, shares in figures.items():
        sys.stdout.write(f"{title}\n")
        for label, share in shares.items():
            sys.stdout.write(f"  {label:34s} {share:.3f}\n")
    if options.out:
        options.out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
