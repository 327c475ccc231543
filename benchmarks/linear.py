"""Time of extraction on awkward texts of 25 kB and 50 kB: twice the text, twice the time.

Run: python benchmarks/linear.py [--characters N]
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import date

from skillmap import Extractor

AS_OF = date(2026, 11, 24)
PIECES = {
    "items": "a,",
    "one long word": "x",
    "brackets": "((a) ",
    "denials": "no ",
    "one alias": "Python ",
    "an ambiguous alias": "Go ",
    "coordinated": "supervised, ",
    "verbs": "trained, ",
    "headings": "Skills\n\nPython\n\n",
    "jobs": "Data Engineer, Acme, 2020-2021\n- Python\n\n",
    "empty lines": "\n",
    "spaces": " ",
}


def main() -> None:
    """Prints seconds for both lengths and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=25_000)
    half = parser.parse_args().characters
    extractor = Extractor()
    for name, piece in PIECES.items():
        text = piece * (2 * half // len(piece) + 1)
        extractor.extract(text[:1000], AS_OF, "cv", unmapped=False)
        seconds: list[float] = []
        for length in (half, 2 * half):
            before = time.process_time()
            extractor.extract(text[:length], AS_OF, "cv", unmapped=False)
            seconds.append(time.process_time() - before)
        ratio = seconds[1] / max(seconds[0], 0.001)
        sys.stdout.write(f"{name:22}{seconds[0]:8.2f}{seconds[1]:8.2f}{ratio:8.1f}\n")


if __name__ == "__main__":
    main()
