"""Turn a ranking into data frames; needs pandas: `pip install skillmap-ai[pandas]`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pandas as pd

import skillmap

HERE = Path(__file__).parent


def main() -> None:
    """Prints credits by candidate and requirement."""
    role = skillmap.builtin_role("ai-engineer")
    paths = sorted((HERE / "cvs").glob("*.md"))
    ranking = skillmap.rank(paths, role, as_of=date(2026, 11, 24))
    rows = [
        {
            "candidate": candidate.pseudonym,
            "skill": contribution.requirement.skills[0],
            "credit": contribution.credit,
        }
        for candidate in ranking
        for contribution in candidate.coverage.contributions
    ]
    frame = pd.DataFrame(rows).pivot(index="skill", columns="candidate", values="credit")
    sys.stdout.write(frame.round(2).to_string() + "\n")


if __name__ == "__main__":
    main()
