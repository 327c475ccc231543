"""The words that the text and the page of a team share."""

from __future__ import annotations

from collections.abc import Sequence

from skillmap.models import (
    Decision,
    Outcome,
    Requirement,
    Strength,
    Team,
    TeamCandidate,
    TeamMember,
)
from skillmap.render import words
from skillmap.render.layout import plain
from skillmap.render.look import Look
from skillmap.scoring import SHOWN

STRENGTH_MARKS: dict[Strength, str] = {
    "led": "L",
    "work": "W",
    "project": "P",
    "studied": "s",
    "listed": "n",
}
"""A letter for each kind of evidence; the small ones show no use."""

RULE = (
    "The rule is ours, since the source's own lists of when to hire and when to upskill are lost. "
    "A gap is learned (upskill) when the most months of a member's plan, after all else that the "
    "same member learns for the team, end within the deadline; gaps that no candidate meets are "
    "given out first, then always the one that adds fewest months, and one moves to another member "
    "when that makes room. What is left is hired for when a candidate meets it, and stays open "
    "when none does. Time at work is never learned."
)

DECIDES = (
    "A person decides. A gap is a line that no document shows, not what somebody cannot do; the "
    "months are an estimate from effort classes. Talk it over with those concerned."
)

_FIRST = 3
_CARRIED = 6


def heading(team: Team) -> str:
    """Names the role, the team and the terms."""
    members = words.number(len(team.members), "member")
    others = words.number(len(team.candidates), "candidate")
    return (
        f"{plain(team.role.title)}: {members}, {others}; {team.deadline:g} months at "
        f"{team.hours_a_week:g} focused hours a week each; work counted to "
        f"{words.day(team.provenance.as_of)}"
    )


def coverage(team: Team) -> str:
    """Tells what the members meet between them."""
    required = [one for one in team.lines if one.requirement.level == "required"]
    if not required:
        return "The role has no required line."
    if not team.members:
        return f"Nobody is there to meet the {words.number(len(required), 'required line')}."
    met = sum(bool(one.holders) for one in required)
    share = ""
    if team.required is not None:
        share = f" ({words.percent(team.required)} of their weight)"
    count = words.number(len(required), "required line")
    return f"Between them the members meet {met} of {count}{share}."


def decisions_told(team: Team) -> str:
    """Counts the decisions."""
    if not team.decisions:
        return "No gap is left to decide."
    counts = {
        action: sum(one.action == action for one in team.decisions)
        for action in ("upskill", "hire", "open")
    }
    parts = [
        f"{counts['upskill']} to learn in time (upskill)",
        f"{counts['hire']} to hire for",
        f"{counts['open']} open",
    ]
    return f"{words.number(len(team.decisions), 'gap')}: {', '.join(parts)}."


def person_name(one: TeamMember | TeamCandidate, look: Look) -> str:
    """Names a member or a candidate as the look wants it."""
    return plain(one.document.source) if look.names else one.pseudonym


def decision_name(one: Decision, team: Team, look: Look) -> str:
    """Names the member who learns a gap, with the number of the list."""
    names = [member.pseudonym for member in team.members]
    number = f"{names.index(one.pseudonym) + 1}. " if one.pseudonym in names else ""
    source = plain(one.member.source) if one.member else ""
    return number + (source if look.names else one.pseudonym)


def first_steps(one: TeamMember, look: Look) -> str:
    """Names the first steps of a member's plan."""
    steps = one.plan.steps
    told = ", ".join(words.label(step.skill_id, look.taxonomy) for step in steps[:_FIRST])
    left = len(steps) - _FIRST
    return f"{told} and {words.number(left, 'more step')}" if left > 0 else told


def carried(one: TeamMember, look: Look) -> str:
    """Names what carries over, what was used first."""
    used = [skill for skill in one.plan.carries_over if skill.strength in SHOWN]
    named = [skill for skill in one.plan.carries_over if skill.strength not in SHOWN]
    if not used and not named:
        return "nothing that the role uses was found"
    parts = ", ".join(skill.label for skill in used[:_CARRIED])
    left = len(used) - _CARRIED
    if left > 0:
        parts += f" and {left} more"
    if not used:
        parts = "nothing shown in use"
    return f"{parts}; named or studied only: {len(named)}" if named else parts


def chosen_lines(team: Team) -> list[tuple[int, list[Requirement]]]:
    """Gives each chosen candidate with the gaps to hire for that he or she closes."""
    hired = [one for one in team.decisions if one.action == "hire"]
    return [
        (index, [one.requirement for one in hired if index in one.candidates])
        for index in team.chosen
    ]


def hire_told(team: Team, look: Look) -> str:
    """Tells what a hire should bring; empty when there is nothing to hire for."""
    if not team.hire.requirements:
        return ""
    lines = "; ".join(told(team.hire.requirements, look))
    return f"profile of the hire, what nobody learns in time: {lines}"


def also_brings(index: int, team: Team, look: Look) -> str:
    """Tells which gaps that a member is to learn a candidate would bring as well."""
    gaps = [team.decisions[number] for number in team.candidates[index].closes]
    taught = [one.requirement for one in gaps if one.action == "upskill"]
    return "; ".join(told(taught, look))


def beyond(one: TeamMember) -> str:
    """Names the lines that no plan of a member meets; the plan itself tells why."""
    return "; ".join(text.split(": ")[0] for text in one.plan.beyond)


def asked(requirement: Requirement, look: Look) -> str:
    """Names a requirement with the time that it asks."""
    label = words.asked(requirement, look.taxonomy)
    if not requirement.min_months:
        return label
    return f"{label} (at least {words.span(requirement.min_months)})"


def by_person(team: Team) -> list[tuple[int, list[Requirement]]]:
    """Gives the required lines that one member alone meets, by member, those with most first."""
    found: dict[int, list[Requirement]] = {}
    for number in team.single_points:
        line = team.lines[number]
        found.setdefault(line.holders[0], []).append(line.requirement)
    return sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))


def line_mark(strength: Strength | None, outcome: Outcome) -> str:
    """Gives the cell of the matrix: the kind of evidence, and whether the line is met by it."""
    if outcome == "met":
        return f"{STRENGTH_MARKS[strength] if strength else ''}✓"
    if strength:
        return STRENGTH_MARKS[strength]
    return {"partial": "~", "unknown": "?"}.get(outcome, "·")


def told(items: Sequence[Requirement], look: Look) -> list[str]:
    """Names requirements."""
    return [asked(one, look) for one in items]
