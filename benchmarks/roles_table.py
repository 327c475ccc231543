"""How the roles differ: the table of the README.

The shares are what a score can give at most, by area and by lifecycle stage, of built-in roles.

Run: python benchmarks/roles_table.py [--write README.md]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from skillmap import Extractor
from skillmap.models import STAGES, SharePair
from skillmap.roles import compare_roles
from skillmap.roles.compare import NO_STAGE

NAMES = ("ai-engineer", "data-scientist", "software-engineer")
BEGIN, END = "<!-- roles: begin -->", "<!-- roles: end -->"


def markdown() -> str:
    """Gives the table.

    Returns:
        Markdown, one row for each area and stage, in whole per cent of a role's weight.
    """
    extractor = Extractor()
    roles = [extractor.builtin_role(name) for name in NAMES]
    pairs = [
        compare_roles(roles[0], role, extractor.taxonomy, extractor.settings) for role in roles
    ]
    labels = {area.id: area.label for area in extractor.taxonomy.areas}
    stages: dict[str, str] = {stage: stage for stage in STAGES}
    stages[NO_STAGE] = "serves no stage"
    lines = [
        "| per cent of the weight | " + " | ".join(role.title for role in roles) + " |",
        "|---|" + "---:|" * len(roles),
        *_rows([found.areas for found in pairs], labels),
        "| *by stage of the lifecycle* |" + " |" * len(roles),
        *_rows([found.stages for found in pairs], stages),
    ]
    return "\n".join(lines) + "\n"


def _rows(listings: Sequence[Sequence[SharePair]], labels: dict[str, str]) -> list[str]:
    shares = [{pair.name: pair.second for pair in pairs} for pairs in listings]
    return [
        f"| {label} | " + " | ".join(f"{100 * one.get(name, 0.0):.0f}" for one in shares) + " |"
        for name, label in labels.items()
        if any(name in one for one in shares)
    ]


def main() -> None:
    """Prints the table, or puts it between its marks in a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, metavar="FILE")
    options = parser.parse_args()
    if not options.write:
        sys.stdout.write(markdown())
        return
    text = options.write.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    if not after:
        sys.exit(f"{options.write}: has no {BEGIN} and {END}")
    options.write.write_text(f"{before}{BEGIN}\n{markdown()}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
