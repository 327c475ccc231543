"""(Profiles, Roles, candidates) -> Team: pure; every gap decided once, with its numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from skillmap.models import (
    PACKAGE,
    Coverage,
    Decision,
    Notice,
    PersonLifecycle,
    PersonSkill,
    Profile,
    Provenance,
    Role,
    Team,
    TeamCandidate,
    TeamLifecycle,
    TeamLine,
    TeamMember,
)
from skillmap.pipeline import settings_version
from skillmap.planning.deciding import Terms, decided
from skillmap.planning.effort import USUAL_HOURS, whole
from skillmap.planning.held import covers
from skillmap.planning.hiring import MOST_EXACT, smallest_set
from skillmap.planning.learning import Learner
from skillmap.planning.lifecycle import lifecycle, lifecycle_of
from skillmap.planning.merging import hire_for, merged
from skillmap.planning.person import Person, people
from skillmap.planning.transition import HOURS_IN_A_WEEK
from skillmap.scoring import CANNOT_TELL, best_of, together
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

USUAL_DEADLINE = 9
"""Months; between the 6 and the 12 that the change to AI engineering is usually said to take."""


def team(
    profiles: Iterable[Profile] | Profile,
    roles: Iterable[Role] | Role,
    candidates: Iterable[Profile] | Profile,
    taxonomy: Taxonomy,
    settings: Settings,
    as_of: date | None = None,
    deadline: float = USUAL_DEADLINE,
    hours_a_week: float = USUAL_HOURS,
) -> Team:
    """Tells what a team covers and lacks, and decides every gap: upskill, hire or open.

    A gap is a required line that no member meets. The rule is ours, since the source's own lists
    of when to hire and when to upskill are lost:

    1. **upskill** when a member can learn it in time: the most months of the plan, at so many
       hours a week and after all else that the same member learns for the team, end within the
       deadline. Gaps are given out one by one, always the one that adds fewest months to what
       some member learns already, and move to another member when that makes room for one
       more; those that no candidate meets come first. Elapsed time at work
       ("3 years of") is never learned.
    2. **hire** when it is not learned in time and a candidate meets it.
    3. **open** when neither.

    Args:
        profiles: The members.
        roles: What the team is for; of several the union.
        candidates: Those who could be hired.
        taxonomy: The taxonomy that all were made with.
        settings: The `effort_*` and all that scoring uses.
        as_of: The date that open positions are counted to, None for the latest of the profiles'.
        deadline: Months from then, 0 or more; at 0 nobody learns anything.
        hours_a_week: Focused hours a week of each member, above 0 and at most 168.

    Returns:
        The team; its decisions do not hang on the order of the members.

    Raises:
        ValueError: No role is given, or deadline or hours are out of range.
        TaxonomyError: Profiles, roles and taxonomy are not of one taxonomy.
    """
    wanted = [roles] if isinstance(roles, Role) else list(roles)
    members = [profiles] if isinstance(profiles, Profile) else list(profiles)
    others = [candidates] if isinstance(candidates, Profile) else list(candidates)
    _check(wanted, deadline, hours_a_week)
    day = as_of or max((one.as_of for one in (*members, *others)), default=None)
    for role in wanted:
        lifecycle(None, role, taxonomy, settings, day)  # a role of another taxonomy is told
    role = merged(wanted, taxonomy)
    inside, outside = (
        people(who, kind, role, taxonomy, settings, day, hours_a_week)
        for who, kind in ((members, "member"), (others, "candidate"))
    )
    inside.sort(key=lambda one: one.nearness)
    gaps = [
        number
        for number, one in enumerate(role.requirements)
        if one.level == "required" and not any(person.meets(number) for person in inside)
    ]
    closed_by = {
        gap: tuple(i for i, person in enumerate(outside) if person.meets(gap)) for gap in gaps
    }
    decisions = decided(
        gaps,
        role.requirements,
        closed_by,
        [
            Learner(one.profile, one.coverage, role, gaps, taxonomy, settings, hours_a_week)
            for one in inside
        ],
        [_member(one) for one in inside],
        Terms(deadline, hours_a_week, len(outside)),
    )
    chosen, exact = _chosen(decisions, outside)
    return Team(
        decisions=tuple(decisions),
        chosen=tuple(chosen),
        hire=hire_for(role, (one.requirement for one in decisions if one.action != "upskill")),
        members=tuple(_member(one) for one in inside),
        skills=tuple(_skills(inside, role, taxonomy, settings)),
        provenance=Provenance(
            package=PACKAGE,
            taxonomy=taxonomy.version,
            settings=settings_version(settings),
            as_of=day,
        ),
        role=role,
        deadline=deadline,
        hours_a_week=hours_a_week,
        candidates=tuple(_candidate(i, one, decisions) for i, one in enumerate(outside)),
        exact=exact,
        warnings=tuple(_warnings(role, inside, outside, decisions, exact)),
        **_covered(inside, role, taxonomy, settings, day),
    )


def _check(roles: Sequence[Role], deadline: float, hours_a_week: float) -> None:
    if not roles:
        raise ValueError("a role is needed: what the team is for")
    if not 0 <= deadline < math.inf:  # also when it is no number
        raise ValueError(f"the deadline should be 0 or more months, not {deadline:g}")
    if not 0 < hours_a_week <= HOURS_IN_A_WEEK:
        raise ValueError(
            f"hours a week should be above 0 and at most {HOURS_IN_A_WEEK}, not {hours_a_week:g}"
        )


def _chosen(decisions: Sequence[Decision], outside: Sequence[Person]) -> tuple[list[int], bool]:
    to_hire = [i for i, one in enumerate(decisions) if one.action == "hire"]
    closes = [
        frozenset(i for i in to_hire if index in decisions[i].candidates)
        for index in range(len(outside))
    ]
    return smallest_set(closes, [whole(one.plan.months_high) for one in outside])


def _member(one: Person) -> TeamMember:
    return TeamMember(
        document=one.given.document,
        coverage=one.plan.coverage,
        plan=one.plan,
        pseudonym=one.pseudonym,
        stated=one.stated,
    )


def _candidate(index: int, one: Person, decisions: Sequence[Decision]) -> TeamCandidate:
    return TeamCandidate(
        document=one.given.document,
        closes=tuple(i for i, made in enumerate(decisions) if index in made.candidates),
        coverage=one.plan.coverage,
        months_low=one.plan.months_low,
        months_high=one.plan.months_high,
        pseudonym=one.pseudonym,
        stated=one.stated,
    )


def _skills(
    inside: Sequence[Person], role: Role, taxonomy: Taxonomy, settings: Settings
) -> Iterator[PersonSkill]:
    """Gives the matrix by person; a name that several share would put two people into one row."""
    names = [one.given.document.source for one in inside]
    asked = role.skill_ids
    for one, name in zip(inside, names, strict=True):
        shared = not name or names.count(name) > 1
        for skill in one.given.skills if one.stated else one.profile.skills:
            yield PersonSkill(
                person=one.pseudonym if shared else name,
                skill_id=skill.skill_id,
                strength=skill.strength,
                pseudonym=one.pseudonym,
                months=skill.months,
                last_used=skill.last_used,
                stated=one.stated,
                asked=any(covers(skill.skill_id, other, taxonomy, settings) for other in asked),
            )


def _covered(
    inside: Sequence[Person],
    role: Role,
    taxonomy: Taxonomy,
    settings: Settings,
    day: date | None,
) -> dict[str, Any]:
    """Gives what the team covers: by line, area and stage."""
    scores = [one.coverage for one in inside]
    lines = tuple(_line(number, inside, scores, role) for number in range(len(role.requirements)))
    drawn = lifecycle(None, role, taxonomy, settings, day)
    return {
        "lines": lines,
        "single_points": tuple(
            number
            for number, one in enumerate(lines)
            if one.requirement.level == "required" and len(one.holders) == 1
        ),
        "required": _met(lines, scores) if scores else None,
        "together": together(scores, taxonomy, settings) if scores else None,
        "lifecycle": TeamLifecycle(
            role=drawn,
            people=tuple(
                PersonLifecycle(
                    pseudonym=one.pseudonym,
                    source=one.given.document.source,
                    lifecycle=lifecycle_of(one.coverage, taxonomy),
                )
                for one in inside
            ),
            provenance=drawn.provenance,
        ),
    }


def _line(
    number: int, inside: Sequence[Person], scores: Sequence[Coverage], role: Role
) -> TeamLine:
    best = best_of(scores, number) if scores else None
    some = best is not None and scores[best].contributions[number].credit > 0
    return TeamLine(
        requirement=role.requirements[number],
        outcomes=tuple(one.contributions[number].outcome for one in scores),
        strengths=tuple(one.strength(number) for one in inside),
        best=best if some else None,
    )


def _met(lines: Sequence[TeamLine], scores: Sequence[Coverage]) -> float | None:
    """Gives the share of the required weight that some member meets."""
    required = [
        (scores[0].contributions[number].possible, bool(one.holders))
        for number, one in enumerate(lines)
        if one.requirement.level == "required"
    ]
    whole = math.fsum(possible for possible, _ in required)
    if not whole:
        return None
    return min(1.0, round(math.fsum(p for p, met in required if met) / whole, 12))


def _warnings(
    role: Role,
    inside: Sequence[Person],
    outside: Sequence[Person],
    decisions: Sequence[Decision],
    exact: bool,
) -> Iterator[Notice]:
    yield from role.warnings
    if not inside:
        message = "the team has no member: every required line is a gap, and nobody can learn it"
        yield Notice(code="no-member", message=message)
    if not any(one.level == "required" for one in role.requirements):
        message = "the role has no required line, so the team can lack nothing"
        yield Notice(code="nothing-required", message=message)
    elif not decisions:
        message = "the team lacks nothing: every required line is met by a member"
        yield Notice(code="no-gap", message=message)
    nobody = [one for one in decisions if one.action == "open"]
    if nobody:
        count = "1 gap stays" if len(nobody) == 1 else f"{len(nobody)} gaps stay"
        message = f"{count} open: no member learns it in time and no candidate meets it"
        yield Notice(code="open-gap", message=message)
    if not exact:
        message = (
            f"there are more than {MOST_EXACT} candidates of whom none can stand for another: the "
            "chosen were taken one by one, and a smaller set may do"
        )
        yield Notice(code="not-exact", message=message)
    yield from _alike(inside, outside)
    for one in (*inside, *outside):
        for found in one.given.warnings:
            if found.code in CANNOT_TELL:
                message = f"{one.pseudonym}: {found.message}, so what is not found tells little"
                yield Notice(code=found.code, message=message)


def _alike(inside: Sequence[Person], outside: Sequence[Person]) -> Iterator[Notice]:
    """Tells of documents that say the same: one person twice, most likely."""
    named: dict[str, list[str]] = {}
    for one in (*inside, *outside):
        named.setdefault(one.text, []).append(one.pseudonym)
    for names in named.values():
        if len(names) > 1:
            message = f"{' and '.join(sorted(names))} say the same: is it one person?"
            yield Notice(code="same-document", message=message)
