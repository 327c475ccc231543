"""Time and memory of `rank` as a folder grows, with one and two workers, read and then kept.

The folders are made on the spot: lines of the examples and of the corpus (development and training
parts) are mixed under made-up names, as text, Markdown, HTML and PDF; one in fifty repeats another
and one in a hundred cannot be read. Each run is a process of its own. Memory is the highest of the
parent when all is read and its rows are on disk, and when the Ranking is there.

Run: python benchmarks/scale.py [--sizes 1000 10000] [--workers 1 2] [--out FILE.json]
     python benchmarks/scale.py --sizes 1000 100000 --workers 2 --lines 12
With --lines a CV is cut to its first lines: a hundred thousand are then read in less than an hour,
and what the parent holds of each is the same few words.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from skillmap import Extractor, benchmark
from skillmap.batch import Cache, Setup, Tally, rank_all

ROOT = Path(__file__).parents[1]
AS_OF = date(2026, 11, 24)
POST, OTHER = "ai-engineer", "mlops-engineer"
SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "ki",
    "lo",
    "mu",
    "ne",
    "pa",
    "ri",
    "so",
    "ta",
    "ve",
    "wo",
    "ya",
    "zu",
]
SHARE = 0.3
"""Share of the lines that come from another CV."""


def texts() -> list[list[str]]:
    """Gives the lines of the CVs that folders are mixed from."""
    found = [
        row.text for split in ("dev", "train") for row in benchmark.load(split) if row.kind == "cv"
    ]
    for path in sorted((ROOT / "examples" / "cvs").iterdir()):
        if path.suffix in {".md", ".txt"}:
            found.append(path.read_text(encoding="utf-8"))
    return [text.splitlines() for text in found]


def mixed(base: list[list[str]], chance: random.Random) -> list[str]:
    """Mixes a CV: one gives its shape, another some of its longer lines."""
    one, other = chance.sample(base, 2)
    spare = [line for line in other if len(line) > 60] or one
    lines = [chance.choice(spare) if len(x) > 60 and chance.random() < SHARE else x for x in one]
    name = " ".join("".join(chance.choices(SYLLABLES, k=3)).title() for _ in range(2))
    return [name, *lines[1:]]


def pdf(lines: list[str]) -> bytes:
    """Writes lines as a plain PDF, fifty to a page."""
    pages = [lines[i : i + 50] for i in range(0, len(lines), 50)]
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    parts.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    kids = []
    for page in pages:
        shown = []
        for line in page:
            text = line.encode("ascii", "replace")[:140]
            for mark in (b"\\", b"(", b")"):
                text = text.replace(mark, b"\\" + mark)
            shown.append(b"(" + text + b") Tj T*")
        content = b"BT /F1 8 Tf 14 TL 40 800 Td\n" + b"\n".join(shown) + b"\nET"
        stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
        kids.append(b"%d 0 R" % (len(parts) + 1))
        parts.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 800 840] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (len(parts) + 2)
        )
        parts.append(stream)
    parts[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    made_table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return (
        made
        + made_table
        + (b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(made)))
    )


def files(count: int, most: int | None = None) -> Iterator[tuple[str, bytes]]:
    """Makes the files of a folder, the same in every run, of so many lines at most."""
    base, chance = texts(), random.Random(7)
    last: list[str] = []
    for number in range(count):
        name = f"{number // 1000:03}/{number:06}"
        if number % 100 == 99:
            yield f"{name}.pdf", b"%PDF-1.4\nbroken"
            continue
        again = number % 50 == 24
        lines = [*last, "References on request."] if again else mixed(base, chance)[:most]
        last = lines
        if number % 5 == 0:
            yield f"{name}.pdf", pdf(lines)
        elif number % 5 == 1:
            body = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
            yield f"{name}.html", f"<html><body>{body}</body></html>".encode()
        else:
            yield f"{name}.{'md' if number % 5 == 2 else 'txt'}", "\n".join(lines).encode()


def fill(folder: Path, count: int, most: int | None = None) -> None:
    """Writes a folder."""
    for name, content in files(count, most):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def peak() -> float:
    """Gives the highest memory of this process so far, in MB."""
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


def one(folder: Path, cache_file: Path, workers: int, post: str) -> None:
    """Ranks in this process, and prints what it took."""
    extractor = Extractor()
    setup = Setup(extractor.taxonomy, extractor.settings, AS_OF, (extractor.builtin_role(post),))
    read = 0.0
    began = time.perf_counter()

    def watch(tally: Tally) -> None:
        nonlocal read
        if tally.done == tally.total:
            read = peak()

    with ExitStack() as stack:
        cache = Cache.open(cache_file, sys.exit)
        assert cache
        stack.callback(cache.close)
        (ranking,) = rank_all(folder, setup, workers=workers, cache=cache, watch=watch)
    took = time.perf_counter() - began
    every = [*(row.same for row in ranking), *(row.same for row in ranking.by_hand)]
    found = {
        "seconds": round(took, 2),
        "megabytes_read": round(read, 1),
        "megabytes": round(peak(), 1),
        "ranked": len(ranking),
        "failed": len(ranking.failures),
        "repeats": sum(map(bool, every)),
    }
    sys.stdout.write(json.dumps(found) + "\n")


def run(folder: Path, cache: Path, workers: int, post: str) -> dict[str, float]:
    """Ranks in a process of its own."""
    command = [sys.executable, __file__, "--one", str(folder), str(cache), str(workers), post]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, encoding="utf-8")
    result: dict[str, float] = json.loads(done.stdout)
    return result


def measure(count: int, workers: list[int], most: int | None) -> Iterator[dict[str, float]]:
    """Measures one size."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "cvs")
        fill(folder, count, most)
        for number in workers:
            cache = Path(place, f"{number}.sqlite")
            first = run(folder, cache, number, POST)
            again = run(folder, cache, number, POST)
            other = run(folder, cache, number, OTHER)
            yield {
                "cvs": count,
                "workers": number,
                **first,
                "again_seconds": again["seconds"],
                "again_ratio": round(first["seconds"] / again["seconds"], 1),
                "other_seconds": other["seconds"],
                "other_ratio": round(first["seconds"] / other["seconds"], 1),
                "cache_megabytes": round(os.path.getsize(cache) / 1e6, 1),
            }


def main() -> None:
    """Prints a row for each size and number of workers, and writes them as JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--lines", type=int, help="cut each CV to its first lines")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        folder, cache, workers, post = options.one
        one(Path(folder), Path(cache), int(workers), post)
        return
    rows = []
    for count in options.sizes:
        for row in measure(count, options.workers, options.lines):
            if not rows:
                sys.stdout.write("  ".join(row) + "\n")
            rows.append(row)
            cells = (f"{value:>{len(name)}}" for name, value in row.items())
            sys.stdout.write("  ".join(cells) + "\n")
            sys.stdout.flush()
    if options.out:
        options.out.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
