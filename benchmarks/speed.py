"""CPU time from a PDF to its coverage, by stage, beside what others take for a part of it.

On every file in turn, after a warm-up on the examples: pdfplumber's `extract_text` alone; spaCy's
tokenizer and PhraseMatcher alone, with all names of the taxonomy, on the text as read; and each of
our stages.
The medians of the ratios hold when the machine's speed drifts; times are printed beside them.
Words that a process has seen are remembered, as in any run over a folder; so a file is read and
extracted once before anything of it is known, and what comes later in a round, and in further ones,
has it easier.

Run: python benchmarks/speed.py [FOLDER] [--rounds N] [--out FILE.json]
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pdfplumber

from skillmap import Extractor, ReadError

ROOT = Path(__file__).parents[1]
AS_OF = date(2026, 11, 24)
STAGES = ("read", "extract", "score", "phrases")
"""What is timed; "phrases" is what the model that lists them adds, which `rank` leaves out."""
TO_COVERAGE = STAGES[:3]
STARTS = {
    "import skillmap": "import skillmap",
    "skillmap --help": "from skillmap.cli import main; main()",
    "first profile without the model": (
        "import skillmap; skillmap.extract('Built Python services.', unmapped=False)"
    ),
    "first profile with the model": "import skillmap; skillmap.extract('Built Python services.')",
}


def plumber(path: Path) -> None:
    """Reads a PDF with pdfplumber alone."""
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()


def phrase_matcher(extractor: Extractor) -> Callable[[str], object]:
    """Makes spaCy's tokenizer and PhraseMatcher with all names of the taxonomy."""
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for skill in extractor.taxonomy:
        matcher.add(skill.id, [nlp.make_doc(alias.text) for alias in skill.aliases])
    return lambda text: matcher(nlp.make_doc(text))


def cpu(work: Callable[..., Any], *values: object, **named: object) -> tuple[float, Any]:
    """Gives the CPU seconds of one call, and what it gave."""
    before = time.process_time()
    result = work(*values, **named)
    return time.process_time() - before, result


def start_up() -> dict[str, float]:
    """Gives the CPU seconds of a fresh process for each way to begin, the least of three."""
    import resource

    def once(code: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-c", f"import sys; sys.argv = ['skillmap', '--help']; {code}"],
            stdout=subprocess.DEVNULL,
            check=False,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return {name: round(min(once(code) for _ in range(3)), 2) for name, code in STARTS.items()}


def peak_megabytes() -> float:
    """Gives the most memory that this process has had, where the system tells."""
    try:
        import resource
    except ImportError:  # Windows
        return float("nan")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(most / (1 << 20 if sys.platform == "darwin" else 1 << 10), 1)


def measured(
    path: Path, extractor: Extractor, role: Any, match: Callable[[str], object], rounds: int
) -> dict[str, float]:
    """Gives the median CPU seconds of each part on one file."""
    seconds: dict[str, list[float]] = {name: [] for name in ("plumber", "matcher", *STAGES)}
    for _ in range(rounds):
        seconds["plumber"].append(cpu(plumber, path)[0])
        took, document = cpu(extractor.read, path)
        seconds["read"].append(took)
        took, profile = cpu(extractor.extract, document, AS_OF, unmapped=False)
        seconds["extract"].append(took)
        again, _ = cpu(extractor.extract, document, AS_OF, unmapped=False)
        seconds["matcher"].append(cpu(match, document.text)[0])
        seconds["score"].append(cpu(extractor.score, profile, role)[0])
        seconds["phrases"].append(cpu(extractor.extract, document, AS_OF)[0] - again)
    return {name: statistics.median(values) for name, values in seconds.items()}


def ratios(row: dict[str, float]) -> dict[str, float]:
    """Gives the ratios of one file."""
    whole = sum(row[name] for name in TO_COVERAGE)
    return {
        **{name: row[name] / row["plumber"] for name in STAGES},
        "to coverage": whole / row["plumber"],
        "to coverage with the model": (whole + row["phrases"]) / row["plumber"],
        "extract to tokenizer and matcher": row["extract"] / row["matcher"],
    }


def medians(rows: Iterable[dict[str, float]]) -> dict[str, float]:
    """Gives the median of each column."""
    every = list(rows)
    return {name: round(statistics.median(row[name] for row in every), 4) for name in every[0]}


def main() -> None:
    """Prints the tables, and writes them as JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "examples" / "cvs")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    out = sys.stdout.write
    extractor = Extractor()
    role = extractor.builtin_role("ai-engineer")
    match = phrase_matcher(extractor)
    for path in sorted((ROOT / "examples" / "cvs").iterdir()):
        with suppress(ReadError):
            document = extractor.read(path)
            match(document.text)
            extractor.score(extractor.extract(document, AS_OF), role)
    begin = peak_megabytes()
    rows: dict[str, dict[str, float]] = {}
    for path in sorted(options.folder.glob("*.pdf")):
        with suppress(ReadError):
            rows[path.name] = measured(path, extractor, role, match, options.rounds)
    names = ("plumber", "matcher", *STAGES)
    out(f"{'CPU ms':40}" + "".join(f"{name:>10}" for name in names) + f"{'ratio':>8}\n")
    for name, row in rows.items():
        times = "".join(f"{1000 * row[part]:10.1f}" for part in names)
        out(f"{name[:38]:40}{times}{ratios(row)['to coverage']:8.3f}\n")
    typical = {name: round(1000 * value, 1) for name, value in medians(rows.values()).items()}
    shares = medians(map(ratios, rows.values()))
    starts = start_up()
    out(f"median CPU ms a file: {typical}\n")
    out("median ratios to pdfplumber alone on the same file:\n")
    for name, value in shares.items():
        out(f"  {name:36}{value:8.3f}\n")
    out(f"most memory, MB: {peak_megabytes()} ({begin} before the first file)\n")
    out(f"CPU s of a fresh process: {starts}\n")
    if options.out:
        result = {"files": rows, "ms": typical, "ratios": shares, "start_up": starts}
        options.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
