"""How repetitive the labelled corpus is, beside real documents.

Counted over 50 CVs and 50 posts each: the share of word 4-grams that stand in another document too,
and the share of skill mentions whose form (in lower case) stands in another document too. The real
ones are those of ../shared/data, not to be redistributed; nobody marked them in full, so that
mentions are those that skillmap finds, in both.

Run: python benchmarks/repetition.py [--out FILE.json]
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from skillmap import benchmark, extract

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared" / "data"
NUMBER = 50

Sample = list[tuple[str, list[str]]]
"""Texts, each with the forms of its skill mentions."""


def ours() -> Sample:
    """Takes CVs and posts that are not held out for the test."""
    rows = [*benchmark.load("train"), *benchmark.load("dev")]
    return [
        _found(row.text, kind)
        for kind in ("cv", "job")
        for row in _some([row for row in rows if row.kind == kind])
    ]


def real() -> Sample:
    """Takes real CVs and posts; none where they are missing."""
    paths = {"cv": SHARED / "cv_entities_train.jsonl", "job": SHARED / "job_posts_silver.jsonl"}
    if not all(path.exists() for path in paths.values()):
        return []
    return [
        _found(json.loads(line)["text"], kind)
        for kind, path in paths.items()
        for line in _some(path.read_text(encoding="utf-8").splitlines())
    ]


def _found(text: str, kind: str) -> tuple[str, list[str]]:
    return text, [mention.text for mention in extract(text, kind=kind, unmapped=False).mentions]


def _some(rows: Sequence[Any]) -> list[Any]:
    return random.Random(7).sample(list(rows), NUMBER)


def repeated(documents: Sequence[Sequence[object]]) -> float:
    """Gives the share of things that stand in another document too, counted in each once."""
    sets = [set(one) for one in documents]
    counts = Counter(thing for one in sets for thing in one)
    total = sum(map(len, sets))
    return sum(counts[thing] > 1 for one in sets for thing in one) / total if total else 0.0


def figures(sample: Sample) -> dict[str, float]:
    """Gives both shares of a sample."""
    words = [re.findall(r"\w+", text.lower()) for text, _ in sample]
    grams = [list(zip(*(one[k:] for k in range(4)), strict=False)) for one in words]
    forms = [[form.lower() for form in marks] for _, marks in sample]
    return {
        "4-grams in another document": repeated(grams),
        "skill forms in another document": repeated(forms),
        "distinct of all skill mentions": len({f for one in forms for f in one})
        / max(1, sum(map(len, forms))),
        "skill mentions per document": sum(map(len, forms)) / max(1, len(forms)),
    }


def main() -> None:
    """Prints the table, and writes JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    found = {"ours": figures(ours())}
    sample = real()
    if sample:
        found["real"] = figures(sample)
    else:
        print("the real documents are not there, skipped")
    print(f"{'100 documents':34s}" + "".join(f"{name:>8s}" for name in found))
    for name in found["ours"]:
        print(f"{name:34s}" + "".join(f"{one[name]:8.3f}" for one in found.values()))
    if arguments.out:
        arguments.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
