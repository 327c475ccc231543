"""A team in rows: members, gaps, candidates, lines by member, stages, areas, the hire."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skillmap.models import Team

Cell = str | int | float | None
Row = Sequence[Cell]

_HEAD = (
    "kind",
    "person",
    "file",
    "skills",
    "action",
    "outcome",
    "strength",
    "months_low",
    "months_high",
    "done_by",
    "share",
    "candidates",
    "text",
)


def team_plan_rows(team: Team) -> tuple[Sequence[str], list[Row]]:
    """Lays a team out in rows.

    Args:
        team: The team.

    Returns:
        Headings; rows of the kinds "by-hand", "member", "gap", "candidate", "chosen", "hire",
        "line" (a line of the role beside a member), "single-point", "stage", "area", "warning".
    """
    rows = [
        *_people(team),
        *_gaps(team),
        *_lines(team),
        *_shares(team),
    ]
    return _HEAD, [[row.get(name) for name in _HEAD] for row in rows]


def _people(team: Team) -> Iterator[dict[str, Cell]]:
    for aside in team.by_hand:
        text = f"{aside.code}: {aside.reason}"
        yield {"kind": "by-hand", "person": aside.pseudonym, "file": aside.source, "text": text}
    for one in team.members:
        yield {
            "kind": "member",
            "person": one.pseudonym,
            "file": one.document.source,
            "skills": ";".join(step.skill_id for step in one.plan.steps),
            "months_low": one.plan.months_low,
            "months_high": one.plan.months_high,
            "share": f"{one.coverage:.4f}",
            "text": "stated" if one.stated else None,
        }


def _gaps(team: Team) -> Iterator[dict[str, Cell]]:
    for gap in team.decisions:
        names = [team.candidates[index].pseudonym for index in gap.candidates]
        yield {
            "kind": "gap",
            "person": gap.pseudonym or None,
            "file": gap.member.source if gap.member else None,
            "skills": "|".join(gap.requirement.skills),
            "action": gap.action,
            "months_low": gap.months_low,
            "months_high": gap.months,
            "done_by": gap.done_by,
            "candidates": ";".join(names),
            "text": gap.reason,
        }
    for index, one in enumerate(team.candidates):
        yield {
            "kind": "chosen" if index in team.chosen else "candidate",
            "person": one.pseudonym,
            "file": one.document.source,
            "skills": ";".join(
                "|".join(team.decisions[gap].requirement.skills) for gap in one.closes
            ),
            "months_low": one.months_low,
            "months_high": one.months_high,
            "share": f"{one.coverage:.4f}",
            "text": "stated" if one.stated else None,
        }
    for requirement in team.hire.requirements:
        yield {"kind": "hire", "skills": "|".join(requirement.skills), "text": requirement.text}


def _lines(team: Team) -> Iterator[dict[str, Cell]]:
    for line in team.lines:
        for member, outcome, strength in zip(
            team.members, line.outcomes, line.strengths, strict=True
        ):
            yield {
                "kind": "line",
                "person": member.pseudonym,
                "file": member.document.source,
                "skills": "|".join(line.requirement.skills),
                "outcome": outcome,
                "strength": strength,
                "text": line.requirement.level,
            }
    for number in team.single_points:
        line = team.lines[number]
        member = team.members[line.holders[0]]
        yield {
            "kind": "single-point",
            "person": member.pseudonym,
            "file": member.document.source,
            "skills": "|".join(line.requirement.skills),
        }


def _shares(team: Team) -> Iterator[dict[str, Cell]]:
    if team.together:
        for kind, shares in (("stage", team.together.stages), ("area", team.together.areas)):
            for one in shares:
                yield {"kind": kind, "share": f"{one.share:.4f}", "text": one.name}
    for notice in team.warnings:
        yield {"kind": "warning", "outcome": None, "text": notice.message}
