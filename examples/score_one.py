"""Score one CV against one post, and print the reason for every point."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import skillmap

HERE = Path(__file__).parent


def main() -> None:
    """Prints the explanation of one score."""
    post = skillmap.read(HERE / "posts" / "ai-engineer.html")
    cv = skillmap.read(HERE / "cvs" / "amara-oyelaran.pdf")
    as_of = date(2026, 11, 24)
    coverage = skillmap.score(skillmap.extract(cv, as_of=as_of), skillmap.role(post, as_of=as_of))
    sys.stdout.write(skillmap.explain(coverage) + "\n")


if __name__ == "__main__":
    main()
