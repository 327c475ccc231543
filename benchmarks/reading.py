"""Reading of PDFs beside pdfplumber, pdfminer and pypdfium2 alone: time, memory and quality.

All read the same files in one run. Time is the CPU time of a file as a ratio to pdfplumber's
`extract_text`, taken in turn; the table gives medians of the files, for all of them, for those that
we read without pdfplumber, and for those where we open it. Peak memory is that of a fresh process
that reads all files. Quality comes from readings by eye, when there are any: section headings in
their order, lines of skills in one piece, and lines of two columns run into one. Files are the
example CVs and, when it is there, the folder ../shared/cv_pdfs with its readings.

Run: python benchmarks/reading.py [--folder FOLDER] [--rounds N] [--out FILE.json]
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
from pdfminer.high_level import extract_text

from skillmap import ReadError, Settings, read
from skillmap.readers import read_bytes
from skillmap.readers.pdf_plumber import Plumber

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SHARED = ROOT.parent / "shared" / "cv_pdfs"
SETTINGS = Settings()
GOALS = {"without": 0.12, "with": 0.30}


def by_us(path: Path) -> str:
    """Reads with our reader of PDFs: text, places, hidden text."""
    return read_bytes(path.read_bytes(), path.name, SETTINGS).text


def by_us_in_full(path: Path) -> str:
    """Reads into a Document: sections, language and identity too."""
    return read(path).text


def by_pdfplumber(path: Path) -> str:
    """Reads with pdfplumber alone."""
    with pdfplumber.open(path) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def by_pdfminer(path: Path) -> str:
    """Reads with pdfminer alone."""
    return str(extract_text(path))


def by_pypdfium2(path: Path) -> str:
    """Reads with pypdfium2 alone."""
    document = pypdfium2.PdfDocument(path)
    try:
        texts = []
        for page in document:
            textpage = page.get_textpage()
            texts.append(textpage.get_text_range())
            textpage.close()
            page.close()
        return "\n".join(texts)
    finally:
        document.close()


READERS: dict[str, Callable[[Path], str]] = {
    "pdfplumber": by_pdfplumber,
    "pdfminer": by_pdfminer,
    "pypdfium2": by_pypdfium2,
    "skillmap": by_us,
    "skillmap.read": by_us_in_full,
}


def readable(folder: Path | None) -> list[Path]:
    """Gives the files that every reader can read."""
    folders = [EXAMPLES / "cvs", EXAMPLES / "posts", *([folder] if folder else [])]
    found = []
    for path in sorted(path for one in folders for path in one.glob("*.pdf")):
        try:
            by_us(path)
        except ReadError:
            continue  # two of the examples cannot be read, on purpose
        found.append(path)
    return found


def opens_pdfplumber(path: Path) -> bool:
    """Tells whether we need pdfplumber's help with a file."""
    opened: list[bool] = []
    own = Plumber.document

    def told(plumber: Plumber) -> Any:
        opened.append(True)
        return own(plumber)

    Plumber.document = told  # type: ignore[method-assign]
    try:
        by_us(path)
    finally:
        Plumber.document = own  # type: ignore[method-assign]
    return bool(opened)


def cpu(work: Callable[[Path], str], path: Path) -> float:
    """Gives the CPU seconds of one reading."""
    before = time.process_time()
    work(path)
    return time.process_time() - before


def ratios(path: Path, rounds: int) -> dict[str, float]:
    """Gives each reader's CPU time on a file as a ratio to pdfplumber's."""
    for work in READERS.values():
        work(path)
    taken: dict[str, list[float]] = {name: [] for name in READERS}
    for _ in range(rounds):
        base = cpu(by_pdfplumber, path)
        for name, work in READERS.items():
            taken[name].append(1.0 if name == "pdfplumber" else cpu(work, path) / base)
    return {name: round(statistics.median(values), 3) for name, values in taken.items()}


def _peak(name: str, paths: list[Path], answer: Any) -> None:
    import resource

    for path in paths:
        READERS[name](path)
    status = Path("/proc/self/status")
    if status.is_file():  # here what the parent held does not count
        lines = status.read_text(encoding="ascii", errors="replace").splitlines()
        answer.put(next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024)
    else:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        answer.put(peak / (1024 * 1024 if sys.platform == "darwin" else 1024))


def peak_memory(name: str, paths: list[Path]) -> float | None:
    """Gives the peak megabytes of a fresh process that reads all files; None on Windows."""
    if sys.platform == "win32":
        return None
    context = multiprocessing.get_context("spawn")
    answer = context.Queue()
    process = context.Process(target=_peak, args=(name, paths, answer))
    process.start()
    peak = float(answer.get())
    process.join()
    return round(peak, 1)


def plain(text: str) -> str:
    """Folds case and blanks."""
    return " ".join(text.casefold().split())


def in_order(headings: list[str], lines: list[str]) -> int:
    """Counts headings that stand on lines of their own in the right order."""
    places = [
        [index for index, line in enumerate(lines) if line == plain(heading)]
        for heading in headings
    ]
    ends: dict[int, int] = {0: -1}  # the earliest line at which so many can end
    for found in places:
        for count, end in sorted(ends.items(), reverse=True):
            later = [index for index in found if index > end]
            if later and later[0] < ends.get(count + 1, len(lines)):
                ends[count + 1] = later[0]
    return max(ends)


def quality(name: str, folder: Path) -> dict[str, int]:
    """Compares what a reader gives with the readings by eye."""
    total = {"headings": 0, "of_headings": 0, "whole": 0, "of_lines": 0, "run_together": 0}
    for reading in sorted((folder / "readings").glob("*.json")):
        truth = json.loads(reading.read_text(encoding="utf-8"))
        lines = [plain(line) for line in READERS[name](folder / f"{reading.stem}.pdf").splitlines()]
        headings = [section["heading"] for section in truth["sections"]]
        skills = [plain(line) for one in truth["sections"] for line in one["skill_lines"]]
        total["headings"] += in_order(headings, lines)
        total["of_headings"] += len(headings)
        total["whole"] += sum(any(skill in line for line in lines) for skill in skills)
        total["of_lines"] += len(skills)
        total["run_together"] += sum(
            any(plain(one) in line and plain(other) in line for line in lines)
            for one, other in truth["must_not_be_adjacent"]
        )
    return total


def medians(files: list[dict[str, Any]], name: str) -> dict[str, float | None]:
    """Gives a reader's median ratio for all files and for both kinds of them."""
    kinds = {
        "all": files,
        "without": [one for one in files if not one["opens_pdfplumber"]],
        "with": [one for one in files if one["opens_pdfplumber"]],
    }
    return {
        kind: round(statistics.median(one["ratios"][name] for one in some), 3) if some else None
        for kind, some in kinds.items()
    }


def show(result: dict[str, Any]) -> None:
    """Prints the table."""
    files = result["files"]
    helped = sum(one["opens_pdfplumber"] for one in files)
    print(f"{len(files)} files, of which {helped} need pdfplumber; CPU time of pdfplumber is 1")
    print(
        f"{'reader':15}{'all':>8}{'without':>9}{'with':>8}{'peak MB':>9}"
        f"{'headings':>10}{'lines':>8}{'mixed':>7}"
    )
    for name, row in result["readers"].items():
        ratio = [row["ratio"][kind] for kind in ("all", "without", "with")]
        cells = ["-" if value is None else f"{value:.3f}" for value in ratio]
        good = row["quality"]
        told = (
            (f"{good['headings']}/{good['of_headings']}", f"{good['whole']}/{good['of_lines']}")
            if good
            else ("-", "-")
        )
        mixed = good["run_together"] if good else "-"
        print(
            f"{name:15}{cells[0]:>8}{cells[1]:>9}{cells[2]:>8}{row['peak_mb'] or '-':>9}"
            f"{told[0]:>10}{told[1]:>8}{mixed:>7}"
        )
    print(f"goals of skillmap: {GOALS}")


def main() -> None:
    """Prints the table, and writes it as JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=SHARED)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    folder = options.folder if options.folder.is_dir() else None
    if folder is None:
        print("the folder of public templates is not there: the examples alone, no quality")
    paths = readable(folder)
    files = [
        {
            "file": path.name,
            "opens_pdfplumber": opens_pdfplumber(path),
            "ratios": ratios(path, options.rounds),
        }
        for path in paths
    ]
    result = {
        "files": files,
        "readers": {
            name: {
                "ratio": medians(files, name),
                "peak_mb": peak_memory(name, paths),
                "quality": quality(name, folder) if folder else None,
            }
            for name in READERS
        },
    }
    show(result)
    if options.out:
        options.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
