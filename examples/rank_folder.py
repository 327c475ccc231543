"""Rank a folder of CVs against a post; nobody disappears."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import skillmap

HERE = Path(__file__).parent


def main() -> None:
    """Prints the ranking and what is to be looked at by hand."""
    role = skillmap.role(skillmap.read(HERE / "posts" / "mlops-engineer.txt"))
    ranking = skillmap.rank(HERE / "cvs", role, as_of=date(2026, 11, 24))
    for candidate in ranking:
        coverage = candidate.coverage
        sys.stdout.write(
            f"{candidate.rank:2}  {candidate.pseudonym}  {coverage.score:4.0%}  "
            f"met {coverage.count('met')} of {len(coverage.contributions)}\n"
        )
    for item in ranking.by_hand:
        sys.stdout.write(f"by hand: {item.source}: {item.reason}\n")


if __name__ == "__main__":
    main()
