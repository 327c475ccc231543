"""Writes what the commands shown in README.md print today into its blocks.

The first block is the ranking of the examples; the second explains three requirements of one of
them: the first that is met, the first in part, and the first not found; then one candidate by
stage, the beginning of a plan, up to its third step, and the decisions on a team.

Run: python benchmarks/readme_blocks.py [--write README.md]
"""

from __future__ import annotations

import argparse
import contextlib
import io
import re
import shlex
import sys
from pathlib import Path

from skillmap.cli import run

BLOCK = re.compile(
    r"(```console\n\$ (skillmap (?:rank|explain|lifecycle|gap|team) [^\n]*)\n)(?=[^$`])(.*?)(```)",
    re.S,
)
MARKS = ("✓", "~", "–")


def printed(command: str) -> str:
    """Runs a command of skillmap and gives what it prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        run(shlex.split(command)[1:])
    text = out.getvalue()
    if " explain " in command:
        return excerpt(text)
    if " team " in command:
        return decided(text)
    return beginning(text) if " gap " in command else text


def decided(text: str) -> str:
    """Gives of a team its head, the members, one gap of each action, and whom to hire."""
    parts = text.split("\n\n")
    kept = [0, 1]
    for start in ("members by", "gaps,", "upskill ", "hire ", "open ", "fewest"):
        kept += [i for i, part in enumerate(parts) if part.startswith(start)][:1]
    return "\n\n".join(parts[i].rstrip() for i in sorted(kept)) + "\n"


def beginning(text: str) -> str:
    """Gives a plan up to its third step: what it is for, the sum, and the steps."""
    return "\n\n".join(text.split("\n\n")[:5]) + "\n"


def excerpt(text: str) -> str:
    """Gives one requirement of each outcome, the first that is required."""
    parts = text.split("\n\n")
    found = []
    for mark in MARKS:
        fitting = [part for part in parts if part.startswith(mark) and "required" in part]
        found += fitting[:1]
    return "\n\n".join(part.rstrip() for part in found) + "\n"


def current(page: str) -> str:
    """Gives a page with the blocks as the commands print them now."""
    return BLOCK.sub(
        lambda match: match[1] + printed(match[2]).rstrip("\n") + "\n" + match[4], page
    )


def main() -> int:
    """Prints the page, or writes it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path)
    arguments = parser.parse_args()
    path = arguments.write or Path("README.md")
    page = current(path.read_text(encoding="utf-8"))
    if arguments.write:
        path.write_text(page, encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
