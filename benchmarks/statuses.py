"""Whose a skill is and whether it is held: how often the status of a name is right.

On texts that other hands wrote, of which neither a cue nor a weight was learnt: with the cues
alone, and with the weights of the words around a name where no cue decides. A post plans nothing,
so that marks "planned" of posts do not count. The names are given: whether they are found is not
measured here.

Run: python benchmarks/statuses.py [FILE.jsonl ...] [--wrong] [--out FILE.json]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from skillmap import Extractor
from skillmap.assertion import statuses
from skillmap.assertion.judging import by_cues
from skillmap.documents import document_from_text

ROOT = Path(__file__).parents[1]
TEXTS = ROOT / "benchmarks" / "labelled" / "statuses"
STATUSES = ("present", "negated", "planned", "other")


def judged(extractor: Extractor, path: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """Gives for each mark its text, name and status, and what cues alone and all say."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        text, kind = row["text"], row["kind"]
        document = document_from_text(text, extractor.settings, kind)
        spans = [(text.index(name), text.index(name) + len(name)) for name, _ in row["marks"]]
        for one in extractor.extract(document, unmapped=False).mentions:
            if all(one.end <= start or one.start >= end for start, end in spans):
                spans.append((one.start, one.end))
        cues, every = by_cues(document, spans)[2], statuses(document, spans)
        for (name, status), (cue, _), (said, _) in zip(row["marks"], cues, every, strict=False):
            if (kind, status) != ("job", "planned"):
                yield text, name, status, cue, said


def main() -> None:
    """Prints a table, and writes it as JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=sorted(TEXTS.glob("test-*.jsonl")))
    parser.add_argument("--wrong", action="store_true", help="print what is wrong")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    extractor = Extractor()
    result: dict[str, dict[str, dict[str, list[int]]]] = {}
    sys.stdout.write(f"{'file':10}{'by':9}{'all':>6}")
    sys.stdout.write("".join(f"{status:>19}" for status in STATUSES) + "\n")
    for path in options.files:
        rows = list(judged(extractor, path))
        for by, place in (("cues", 3), ("weights", 4)):
            total = Counter(row[2] for row in rows)
            right = Counter(row[2] for row in rows if row[place] == row[2])
            cells = {status: [right[status], total[status]] for status in STATUSES}
            result.setdefault(path.stem, {})[by] = cells
            shown = "".join(
                f"{f'{good} of {count}':>12} {good / max(1, count):6.3f}"
                for good, count in cells.values()
            )
            share = right.total() / max(1, total.total())
            sys.stdout.write(f"{path.stem:10}{by:9}{share:6.3f}{shown}\n")
        for text, name, status, _, said in rows if options.wrong else ():
            if said != status:
                sys.stdout.write(f"-- {name}: {status}, said {said}\n{text}\n")
    if options.out:
        options.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
