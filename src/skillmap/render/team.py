"""What a team covers and lacks, as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from skillmap.models import Decision, Team, TeamLine, TeamMember
from skillmap.planning import lifecycle_of
from skillmap.render import words
from skillmap.render.explain import notices
from skillmap.render.layout import fit, pad, plain, wrap
from skillmap.render.lifecycle import RESTS_ON, sentence, stage_table
from skillmap.render.look import Look
from skillmap.render.plan import span
from skillmap.render.team_words import (
    DECIDES,
    RULE,
    STRENGTH_MARKS,
    also_brings,
    asked,
    beyond,
    by_person,
    carried,
    chosen_lines,
    coverage,
    decision_name,
    decisions_told,
    first_steps,
    heading,
    hire_told,
    line_mark,
    person_name,
)

_ACTION = 9
_MATRIX = 12
"""Members beside each other in the matrix."""


def team_plan_text(team: Team, look: Look) -> str:
    """Shows a team: who is near to the role, what is decided on each gap, who knows what.

    Args:
        team: The team.
        look: Labels, width, and whether file names stand in place of pseudonyms.

    Returns:
        Plain text of at most the look's columns.
    """
    width = look.width
    lines = [*wrap(heading(team), width), "", *wrap(coverage(team), width)]
    lines += wrap(decisions_told(team), width)
    if team.by_hand:
        lines += ["", f"look by hand ({len(team.by_hand)}), not counted"]
        for aside in team.by_hand:
            name = plain(aside.source) if look.names else aside.pseudonym
            lines += wrap(f"{name}  {aside.code}: {plain(aside.reason)}", width, "  ", "      ")
    lines += _members(team, look)
    lines += _decisions(team, look)
    lines += _hire(team, look)
    lines += _matrix(team, look)
    lines += _stages(team, look)
    if team.warnings:
        lines += ["", *notices(team.warnings, width)]
    lines += ["", *wrap(RULE, width), "", *wrap(words.versions(team.provenance), width)]
    lines += ["", *wrap(DECIDES, width)]
    return "\n".join(lines) + "\n"


def _members(team: Team, look: Look) -> list[str]:
    if not team.members:
        return []
    lines = ["", "members by nearness to the role: months to learn what is left of it"]
    for number, one in enumerate(team.members, 1):
        lines += _member(number, one, look)
    return lines


def _member(number: int, one: TeamMember, look: Look) -> list[str]:
    plan = one.plan
    name = person_name(one, look) + (" (stated)" if one.stated else "")
    met = pad(f"{one.coverage:.0%} met", 10, True)
    time = span(plan.months_low, plan.months_high) if plan.steps else "nothing to learn"
    room = look.width - 4 - 10 - 21
    lines = [f"{pad(f'{number}.', 4)}{pad(name, room)}{met}{pad(time, 21, True)}"]
    if plan.steps:
        lines += wrap(f"first: {first_steps(one, look)}", look.width, "    ", "      ")
    if plan.beyond:
        lines += wrap(f"beyond any plan: {beyond(one)}", look.width, "    ", "      ")
    lines += wrap(f"carries over: {carried(one, look)}", look.width, "    ", "      ")
    return lines


def _decisions(team: Team, look: Look) -> list[str]:
    if not team.decisions:
        return []
    lines = ["", f"gaps, each with its decision ({len(team.decisions)})"]
    for one in team.decisions:
        lines += ["", *_decision(one, team, look)]
    return lines


def _decision(one: Decision, team: Team, look: Look) -> list[str]:
    first = pad(one.action, _ACTION)
    rest = " " * _ACTION
    lines = wrap(asked(one.requirement, look), look.width, first)
    if one.action == "upskill":
        steps = ", ".join(words.label(step, look.taxonomy) for step in one.steps)
        who = decision_name(one, team, look)
        told = f"{who} learns {steps}" if steps else f"{who} gets it with another gap"
        if one.builds_on:
            built = ", ".join(words.label(skill, look.taxonomy) for skill in one.builds_on)
            told += f"; builds on {built}"
        lines += wrap(told, look.width, rest, rest + "  ")
    return [*lines, *wrap(one.reason[0].upper() + one.reason[1:], look.width, rest)]


def _hire(team: Team, look: Look) -> list[str]:
    lines: list[str] = []
    if team.chosen:
        most = "" if team.exact else " (taken one by one; a smaller set may do)"
        count = words.number(len(team.chosen), "candidate")
        lines += ["", f"fewest who close the gaps to hire for: {count}{most}"]
        for index, closed in chosen_lines(team):
            one = team.candidates[index]
            names = "; ".join(asked(gap, look) for gap in closed)
            lines += wrap(f"{person_name(one, look)} closes {names}", look.width, "  ", "    ")
            months = span(one.months_low, one.months_high) if one.months_high else "nothing"
            met = f"{one.coverage:.0%} of the role's required weight met, {months} left to learn"
            lines += wrap(met, look.width, "    ")
            more = also_brings(index, team, look)
            if more:
                lines += wrap(f"would bring as well: {more}", look.width, "    ", "      ")
    told = hire_told(team, look)
    if told:
        lines += ["", *wrap(told, look.width, "", "  ")]
    return lines


def _matrix(team: Team, look: Look) -> list[str]:
    """Lays the role's lines out beside the members, so many at a time as fit."""
    lines: list[str] = []
    room = look.width - 3 * min(_MATRIX, len(team.members))
    for start in range(0, len(team.members), _MATRIX):
        some = range(start, min(start + _MATRIX, len(team.members)))
        head = "".join(pad(str(number + 1), 3, True) for number in some)
        lines += ["", pad("who shows what (numbers as above)", room) + head]
        for level in ("required", "preferred", "mentioned"):
            rows = [one for one in team.lines if one.requirement.level == level]
            if level != "required" and rows:
                lines.append(f"{level}:")
            lines += [_row(one, some, room, look) for one in rows]
    if lines:
        legend = "; ".join(f"{mark} {words.STRENGTHS[one]}" for one, mark in STRENGTH_MARKS.items())
        lines += ["", *wrap(f"{legend}; ✓ meets the line; ~ near to it; ? cannot tell", look.width)]
    alone = by_person(team)
    if alone:
        lines += ["", "single points of failure: required lines that one member alone meets"]
        for index, requirements in alone:
            names = "; ".join(words.asked(one, look.taxonomy) for one in requirements)
            who = person_name(team.members[index], look)
            lines += wrap(f"{who} ({len(requirements)}): {names}", look.width, "  ", "    ")
    return lines


def _row(one: TeamLine, some: Sequence[int], room: int, look: Look) -> str:
    label = fit(words.asked(one.requirement, look.taxonomy), room - 2)
    cells = [pad(line_mark(one.strengths[i], one.outcomes[i]), 3, True) for i in some]
    return (pad(label, room) + "".join(cells)).rstrip()


def _stages(team: Team, look: Look) -> list[str]:
    if team.lifecycle is None or team.together is None:
        return []
    lines = ["", "by stage: share of the role's weight that is shown"]
    as_one = lifecycle_of(team.together, look.taxonomy)
    people = [("the team as one", as_one)]
    people += [
        (person_name(member, look), one.lifecycle)
        for member, one in zip(team.members, team.lifecycle.people, strict=True)
    ]
    lines += stage_table(people, team.lifecycle.role, look.width)
    lines += wrap(sentence(as_one), look.width)
    labels = {area.id: area.label for area in look.taxonomy.areas}
    told = "; ".join(
        f"{labels.get(one.name, one.name)} {one.share:.0%}" for one in team.together.areas
    )
    lines += ["", *wrap(f"the team as one by area: {told}", look.width, "", "  ")]
    return [*lines, *wrap(RESTS_ON, look.width)]
