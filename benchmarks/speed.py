"""Time from a PDF to its coverage, as a ratio to reading the same PDF with pdfplumber alone.

Both are timed in turn on every file, after a warm-up; the table gives medians of the ratios, which
hold when the machine's speed drifts. Absolute times are printed only beside them.

Run: python benchmarks/speed.py [FOLDER] [--rounds N] [--out FILE.json]
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pdfplumber

from skillmap import Extractor, ReadError

ROOT = Path(__file__).parents[1]
AS_OF = date(2026, 11, 24)
NAMES = ("read", "extract", "all", "phrases")
"""What is timed; "phrases" is what the model that lists them adds, which `rank` leaves out."""


def plumber(path: Path) -> None:
    """Reads a PDF with pdfplumber alone."""
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()


def cpu(work: Callable[[], object]) -> float:
    """Gives the CPU seconds of one call."""
    before = time.process_time()
    work()
    return time.process_time() - before


def main() -> None:
    """Prints the table, and writes it as JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "examples" / "cvs")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    extractor = Extractor()
    role = extractor.builtin_role("ai-engineer")
    rows: list[dict[str, object]] = []
    for path in sorted(options.folder.glob("*.pdf")):
        try:
            document = extractor.read(path)
            plumber(path)
        except ReadError:
            continue
        profile = extractor.extract(document, AS_OF, unmapped=False)
        extractor.score(profile, role)
        extractor.extract(document, AS_OF)
        ratios: dict[str, list[float]] = {name: [] for name in NAMES}
        seconds: list[float] = []
        for _ in range(options.rounds):
            base = cpu(lambda path=path: plumber(path))  # type: ignore[misc]
            read = cpu(lambda path=path: extractor.read(path))  # type: ignore[misc]
            extract = cpu(lambda d=document: extractor.extract(d, AS_OF, unmapped=False))  # type: ignore[misc]
            score = cpu(lambda p=profile: extractor.score(p, role))  # type: ignore[misc]
            listed = cpu(lambda d=document: extractor.extract(d, AS_OF))  # type: ignore[misc]
            ratios["read"].append(read / base)
            ratios["extract"].append(extract / base)
            ratios["all"].append((read + extract + score) / base)
            ratios["phrases"].append((listed - extract) / base)
            seconds.append(base)
        rows.append(
            {
                "file": path.name,
                "pdfplumber_ms": round(1000 * statistics.median(seconds), 1),
                **{name: round(statistics.median(all_), 3) for name, all_ in ratios.items()},
            }
        )
    sys.stdout.write(
        f"{'file':40}{'plumber ms':>12}{'read':>8}{'extract':>9}{'all':>8}{'phrases':>9}\n"
    )
    for row in rows:
        sys.stdout.write(
            f"{str(row['file'])[:38]:40}{row['pdfplumber_ms']:>12}{row['read']:>8}"
            f"{row['extract']:>9}{row['all']:>8}{row['phrases']:>9}\n"
        )
    medians = {
        name: round(statistics.median(float(str(row[name])) for row in rows), 3) for name in NAMES
    }
    sys.stdout.write(f"median ratio to pdfplumber alone: {medians}\n")
    if options.out:
        result = {"files": rows, "median": medians}
        options.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
