"""The page of a team: who is near, what is decided, who knows what, stage by stage."""

from __future__ import annotations

from typing import Any

from skillmap.models import Decision, Position, Requirement, StageCoverage, Team, TeamLine
from skillmap.planning import lifecycle_of
from skillmap.render import pieces, words
from skillmap.render.layout import plain
from skillmap.render.lifecycle import LEVEL_MARKS, LEVELS, RESTS_ON
from skillmap.render.lifecycle_html import chart, line_id
from skillmap.render.look import Look
from skillmap.render.plan import span
from skillmap.render.team_words import (
    DECIDES,
    RULE,
    STRENGTH_MARKS,
    also_brings,
    beyond,
    by_person,
    carried,
    chosen_lines,
    coverage,
    decisions_told,
    first_steps,
    line_mark,
    told,
)

_TEAM = "team"


def team_html(team: Team, look: Look) -> bytes:
    """Writes the page of a team.

    It needs no other file and no network; without a script the diagram leads to the evidence
    below it.

    Args:
        team: The team.
        look: Labels, and whether names of files and rows are shown at once.

    Returns:
        The content of an HTML file.
    """
    style = "".join(pieces.asset(f"{name}.css") for name in ("ranking", "lifecycle", "team"))
    script = pieces.asset("ranking.js") + pieces.asset("lifecycle.js")
    names = {one.pseudonym: number for number, one in enumerate(team.members, 1)}
    page = pieces.template("team.html.j2").render(
        style=style,
        script=script,
        script_hash=pieces.script_hash(script),
        title=plain(team.role.title),
        post=plain(team.role.document.source) if team.role.document else "",
        members=[_member(number, team, look) for number in range(len(team.members))],
        candidates=[_candidate(number, team, look) for number in range(len(team.candidates))],
        deadline=f"{team.deadline:g}",
        hours=f"{team.hours_a_week:g}",
        day=words.day(team.provenance.as_of),
        coverage=coverage(team),
        told=decisions_told(team),
        by_hand=[
            {
                "pseudonym": one.pseudonym,
                "source": plain(one.source),
                "code": one.code,
                "reason": plain(one.reason),
            }
            for one in team.by_hand
        ],
        notices=[pieces.notice(one) for one in team.warnings],
        decisions=[_decision(one, names, team, look) for one in team.decisions],
        chosen=[_chosen(index, gaps, team, look) for index, gaps in chosen_lines(team)],
        exact=team.exact,
        hire=[
            {"label": plain(words.asked(one, look.taxonomy)), "terms": _terms(one)}
            for one in team.hire.requirements
        ],
        marks=[(mark, words.STRENGTHS[one]) for one, mark in STRENGTH_MARKS.items()],
        groups=_groups(team, look),
        alone=[
            {
                "pseudonym": team.members[index].pseudonym,
                "source": plain(team.members[index].document.source),
                "skills": [plain(label) for label in told(lines, look)],
            }
            for index, lines in by_person(team)
        ],
        chart=_chart(team, look),
        stages=_by_stage(team),
        areas=_areas(team, look),
        levels=[
            {"key": key, "word": word, "mark": LEVEL_MARKS[key]}
            for key, word in LEVELS.items()
            if key not in {"asked", "unasked"}
        ],
        outcomes=[pieces.outcome(one) for one in words.OUTCOMES],
        lines=_lines(team, look),
        rests_on=RESTS_ON,
        rule=RULE,
        decides=DECIDES,
        versions=words.versions(team.provenance),
        names=look.names,
    )
    return page.encode("utf-8")


def _terms(one: Requirement) -> str:
    return f"at least {words.span(one.min_months)}" if one.min_months else ""


def _member(number: int, team: Team, look: Look) -> dict[str, Any]:
    one = team.members[number]
    plan = one.plan
    return {
        "number": number + 1,
        "pseudonym": one.pseudonym,
        "source": plain(one.document.source),
        "stated": one.stated,
        "met": f"{one.coverage:.0%}",
        "months": span(plan.months_low, plan.months_high) if plan.steps else "nothing to learn",
        "first": plain(first_steps(one, look)),
        "carries": plain(carried(one, look)),
        "beyond": plain(beyond(one)),
        "beyond_why": [plain(text) for text in plan.beyond],
        "steps": [
            {
                "label": plain(words.label(step.skill_id, look.taxonomy)),
                "months": span(step.months_low, step.months_high),
                "why": plain(step.why),
                "project": plain(step.project),
            }
            for step in plan.steps
        ],
    }


def _candidate(number: int, team: Team, look: Look) -> dict[str, Any]:
    one = team.candidates[number]
    closed = [team.decisions[gap].requirement for gap in one.closes]
    return {
        "pseudonym": one.pseudonym,
        "source": plain(one.document.source),
        "stated": one.stated,
        "chosen": number in team.chosen,
        "met": f"{one.coverage:.0%}",
        "months": span(one.months_low, one.months_high) if one.months_high else "nothing",
        "closes": [plain(label) for label in told(closed, look)],
    }


def _decision(one: Decision, numbers: dict[str, int], team: Team, look: Look) -> dict[str, Any]:
    return {
        "action": one.action,
        "word": one.action,
        "label": plain(words.asked(one.requirement, look.taxonomy)),
        "terms": _terms(one.requirement),
        "asked": plain(one.requirement.text),
        "number": numbers.get(one.pseudonym, 0),
        "pseudonym": one.pseudonym,
        "source": plain(one.member.source) if one.member else "",
        "months": span(one.months_low or 0.0, one.months or 0.0) if one.member else "",
        "steps": [plain(words.label(step, look.taxonomy)) for step in one.steps],
        "builds_on": [plain(words.label(skill, look.taxonomy)) for skill in one.builds_on],
        "reason": plain(one.reason[:1].upper() + one.reason[1:]),
        "candidates": [_name(index, team) for index in one.candidates],
    }


def _name(index: int, team: Team) -> dict[str, str]:
    one = team.candidates[index]
    return {"pseudonym": one.pseudonym, "source": plain(one.document.source)}


def _chosen(index: int, gaps: list[Requirement], team: Team, look: Look) -> dict[str, Any]:
    return {
        **_candidate(index, team, look),
        "hired": [plain(one) for one in told(gaps, look)],
        "more": plain(also_brings(index, team, look)),
    }


def _groups(team: Team, look: Look) -> list[dict[str, Any]]:
    found = []
    for level, title in (
        ("required", "Required"),
        ("preferred", "Preferred"),
        ("mentioned", "Only mentioned"),
    ):
        rows = [
            _row(number, one, number in team.single_points, look)
            for number, one in enumerate(team.lines)
            if one.requirement.level == level
        ]
        if rows:
            found.append({"title": title, "rows": rows})
    return found


def _row(number: int, one: TeamLine, alone: bool, look: Look) -> dict[str, Any]:
    return {
        "label": plain(words.asked(one.requirement, look.taxonomy)),
        "terms": _terms(one.requirement),
        "line": line_id(_TEAM, number) if one.outcomes else "",
        "gap": one.requirement.level == "required" and not one.holders,
        "alone": alone,
        "cells": [
            {
                "key": outcome,
                "mark": line_mark(strength, outcome),
                "word": ", ".join(
                    part
                    for part in (
                        words.STRENGTHS[strength] if strength else "",
                        words.WORDS[outcome],
                    )
                    if part
                ),
            }
            for strength, outcome in zip(one.strengths, one.outcomes, strict=True)
        ],
    }


def _by_stage(team: Team) -> list[list[dict[str, str]]]:
    """Gives the cells of the members by stage, in the order of the members."""
    if team.lifecycle is None:
        return []
    return [[_cell(stage) for stage in one.lifecycle.stages] for one in team.lifecycle.people]


def _cell(stage: StageCoverage) -> dict[str, str]:
    asked = stage.level != "unasked"
    return {
        "level": stage.level,
        "mark": LEVEL_MARKS[stage.level],
        "word": LEVELS[stage.level],
        "percent": f"{stage.share:.0%}" if asked else "",
    }


def _chart(team: Team, look: Look) -> dict[str, Any] | None:
    """Gives the stages of the team as one, None when the role asks nothing that belongs to one."""
    if team.together is None or not team.together.stages:
        return None
    return chart(lifecycle_of(team.together, look.taxonomy), look, _TEAM)


def _areas(team: Team, look: Look) -> list[dict[str, str]]:
    labels = {area.id: area.label for area in look.taxonomy.areas}
    return [
        {
            "label": plain(labels.get(one.name, one.name)),
            "percent": f"{one.share:.0%}",
            "weight": f"{words.points(one.possible)} of 100 points",
        }
        for one in (team.together.areas if team.together else ())
    ]


def _lines(team: Team, look: Look) -> list[dict[str, Any]]:
    """Gives every line of the role as the best member earns it, with the evidence."""
    if team.together is None or team.lifecycle is None:
        return []
    best = {number: one.best for number, one in enumerate(team.lines)}
    found = []
    for number, one in enumerate(team.together.contributions):
        holder = best[number]
        positions: tuple[Position, ...] = ()
        if holder is not None:
            positions = team.lifecycle.people[holder].lifecycle.positions
        line = pieces.line(one, positions, look, line_id(_TEAM, number))
        if holder is not None:
            name = team.members[holder].pseudonym
            line["reasons"] = [f"best shown by {holder + 1}. {name}", *line["reasons"]]
        found.append(line)
    return found
