"""What the labelled corpus holds: documents by role, country, style and flaw, marks by sort.

Counted over all documents; the text of the test part is not shown.

Run: python benchmarks/variety.py [--all] [--out FILE.json]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from skillmap import load_taxonomy
from skillmap.benchmark import LabelledRow, read_labelled

HERE = Path(__file__).parent
SHOWN = 12


def tables(rows: list[LabelledRow]) -> dict[str, Counter[str]]:
    """Counts documents and marks."""
    taxonomy = load_taxonomy()
    marks = [(row, mark) for row in rows for mark in row.mentions]
    ambiguous = {
        (alias.text.casefold(), skill.id)
        for skill in taxonomy
        for alias in skill.aliases
        if alias.ambiguous
    }
    as_skill = {(m.surface.casefold(), m.skill_id) for _, m in marks} & ambiguous
    as_trap = {(t.surface.casefold(), t.skill_id) for r in rows for t in r.traps} & ambiguous
    return {
        "documents": Counter(str(row.kind) for row in rows),
        "role": Counter(row.role for row in rows),
        "seniority": Counter(row.seniority for row in rows),
        "country": Counter(row.country for row in rows),
        "industry": Counter(row.industry for row in rows),
        "flaw": Counter(flaw for row in rows for flaw in (row.flaws or ("none",))),
        "marks": Counter(str(row.kind) for row, _ in marks),
        "status": Counter(mark.status for _, mark in marks),
        "level (posts)": Counter(mark.requirement for row, mark in marks if row.kind == "job"),
        "section": Counter(mark.section for _, mark in marks),
        "sort": Counter(
            {
                "optional": sum(mark.optional for _, mark in marks),
                "meant, not named": sum(mark.meant for _, mark in marks),
                "lacking in the taxonomy": sum(not mark.skill_id for _, mark in marks),
                "in a group of alternatives": sum(bool(mark.any_of) for _, mark in marks),
                "with months": sum(mark.min_months is not None for _, mark in marks),
                "traps": sum(len(row.traps) for row in rows),
                "identity": sum(len(row.identity) for row in rows),
            }
        ),
        "lines": Counter(line.kind for row in rows for line in row.lines),
        "ambiguous names": Counter(
            {
                "as the skill": len(as_skill),
                "as a trap": len(as_trap),
                "in both senses": len(as_skill & as_trap),
                "in the taxonomy": len(ambiguous),
            }
        ),
        "jobs": Counter({"dated": sum(j.start is not None for r in rows for j in r.jobs)}),
    }


def main() -> None:
    """Prints the tables, and writes JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="show every row")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    found = tables(read_labelled(HERE / "labelled"))
    for name, counts in found.items():
        rows = counts.most_common(None if arguments.all else SHOWN)
        rest = len(counts) - len(rows)
        cells = ", ".join(f"{value or '-'} {count}" for value, count in rows)
        print(f"{name} ({len(counts)}): {cells}" + (f", and {rest} more" if rest else ""))
    if arguments.out:
        arguments.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
