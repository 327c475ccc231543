"""What a team lacks for a post, who learns it in time, and whom to hire; writes three outputs."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

import skillmap
from skillmap.render import Look, written

HERE = Path(__file__).parent
OUTPUTS = HERE / "outputs"
DAY = date(2026, 11, 24)
CANDIDATES = ("amara-oyelaran.pdf", "tomas-brandvik.docx", "lucia-ferranti.pdf", "yuki-tanemura.md")


def planned(deadline: float) -> skillmap.Team:
    """Plans the team of `team/people.csv` for the post of an AI engineer."""
    role = skillmap.role(skillmap.read(HERE / "posts" / "ai-engineer.html"), DAY)
    members = skillmap.read_people(HERE / "team" / "people.csv", DAY)
    candidates = [
        skillmap.extract(skillmap.read(HERE / "cvs" / name), DAY, unmapped=False)
        for name in CANDIDATES
    ]
    return skillmap.team(members, [role], candidates, DAY, deadline)


def text(found: skillmap.Team) -> str:
    """Writes a team as `skillmap team` prints it, without the line of versions."""
    parts = written(found, "text", Look(skillmap.load_taxonomy())).split("\n\n")
    return "\n\n".join(part for part in parts if not part.startswith("skillmap-ai"))


def main() -> None:
    """Prints the decisions for four months, and writes or checks the outputs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write examples/outputs")
    parser.add_argument("--check", action="store_true", help="compare with examples/outputs")
    arguments = parser.parse_args()
    short, long = planned(4), planned(9)
    outputs = {
        "team-four-months.txt": text(short),
        "team-nine-months.txt": text(long),
        "team-hire.yaml": short.hire.to_yaml(),
    }
    for name, content in outputs.items():
        path = OUTPUTS / name
        if arguments.write:
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8", newline="\n")
        if arguments.check and path.read_text(encoding="utf-8") != content:
            sys.exit(f"{name} is out of date: run plan_team.py --write")
    for one in short.decisions:
        skills = " or ".join(one.requirement.skills)
        sys.stdout.write(f"{one.action:8} {skills}: {one.reason}\n")
    for index in short.chosen:
        sys.stdout.write(f"chosen: {short.candidates[index].pseudonym}\n")


if __name__ == "__main__":
    main()
