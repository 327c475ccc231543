"""(Profile, Role, Taxonomy, Settings) -> Plan: pure; every step with its reason and its months."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date

from skillmap.careers import at_date
from skillmap.models import (
    STRENGTHS,
    Coverage,
    Notice,
    Plan,
    PlanStep,
    Profile,
    Requirement,
    Role,
    SkillEvidence,
)
from skillmap.planning.choosing import cheapest
from skillmap.planning.comparing import compared
from skillmap.planning.effort import USUAL_HOURS, Months, months
from skillmap.planning.held import Held
from skillmap.planning.needs import Need, Needs, closure, live, needs, requires, without_months
from skillmap.planning.ordering import ordered
from skillmap.planning.projects import project
from skillmap.scoring import SHOWN, score
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

HOURS_IN_A_WEEK = 168
_WEEKS_IN_A_MONTH = 52 / 12


def plan_transition(
    profile: Profile,
    role: Role,
    taxonomy: Taxonomy,
    settings: Settings,
    hours_a_week: float = USUAL_HOURS,
    as_of: date | None = None,
) -> Plan:
    """Plans how a person grows into a role.

    The steps are what the required lines need and no more: of all sets of skills that meet them,
    with what those require, the one that takes least time. So a person who holds more never gets
    a plan that takes longer.

    Args:
        profile: The person.
        role: The role.
        taxonomy: The taxonomy that both were made with.
        settings: The `effort_*` and all that scoring uses.
        hours_a_week: Focused hours a week, above 0 and at most 168.
        as_of: The date that open positions are counted to, None for the profile's.

    Returns:
        The plan; without steps when every required line is met.

    Raises:
        ValueError: The hours are out of range.
        TaxonomyError: Profile, role and taxonomy are not of one taxonomy.
    """
    if not 0 < hours_a_week <= HOURS_IN_A_WEEK:  # also when it is no number
        raise ValueError(
            f"hours a week should be above 0 and at most {HOURS_IN_A_WEEK}, not {hours_a_week:g}"
        )
    profile = at_date(profile, as_of or profile.as_of)
    coverage = score(profile, role, taxonomy, settings)
    bare = score(profile, without_months(role), taxonomy, settings)
    held = Held(profile, taxonomy, settings)
    needed = needs(coverage, bare, held)
    takes = _takes(needed, held, hours_a_week)
    steps = _steps(needed, takes, held)
    low, high = (
        round(math.fsum(getattr(step, name) for step in steps), 4)
        for name in ("months_low", "months_high")
    )
    hours = hours_a_week * _WEEKS_IN_A_MONTH
    return Plan(
        steps=steps,
        months_low=low,
        months_high=high,
        hours_a_week=hours_a_week,
        beyond=needed.beyond,
        carries_over=_carries_over(profile, role, held),
        hours_low=round(low * hours, 1),
        hours_high=round(high * hours, 1),
        coverage=round(needed.met, 12),
        compared=compared(steps, low, high, hours_a_week, taxonomy),
        later=_later(coverage, steps, held),
        warnings=(
            *coverage.warnings,
            *_warnings(profile, role, steps, needed),
            *_met_by_little(coverage, held),
        ),
        profile=profile.document,
        role_title=role.title,
        role_document=role.document,
        provenance=coverage.provenance,
    )


def _takes(needed: Needs, held: Held, hours_a_week: float) -> dict[str, Months]:
    """Gives the months of the skills of the plan."""
    taxonomy = held.taxonomy
    options = [need.options for need in needed.lines]
    closures = {one: closure(one, taxonomy, held) for line in options for one in line}
    every = sorted(frozenset[str]().union(*closures.values()))
    costs = {one: months(one, held).cost for one in every}  # at the usual hours: none is lost
    chosen = cheapest(options, closures, costs)
    order = ordered(chosen, needed.lines, costs, taxonomy)
    return {one: months(one, held, hours_a_week) for one in order}


def _steps(needed: Needs, takes: Mapping[str, Months], held: Held) -> tuple[PlanStep, ...]:
    found: list[PlanStep] = []
    done: set[str] = set()
    for skill_id, time in takes.items():
        open_lines = [need for need in needed.lines if done.isdisjoint(need.options)]
        meets = [need for need in open_lines if skill_id in need.options]
        done.add(skill_id)
        learned = [need.possible for need in needed.lines if not done.isdisjoint(need.options)]
        skill = held.taxonomy[skill_id]
        found.append(
            PlanStep(
                skill_id=skill_id,
                area=skill.area,
                stage=skill.stages[0] if skill.stages else None,
                months_low=time.low,
                months_high=time.high,
                builds_on=_builds_on(skill_id, time, takes, held),
                coverage_after=min(1.0, round(math.fsum([needed.met, *learned]), 12)),
                why=f"{_reason(skill_id, meets, takes, held)}; {time.told}.",
                project=project(skill),
                begun=time.begun,
                requirements=tuple(need.requirement for need in meets),
            )
        )
    return tuple(found)


def _builds_on(
    skill_id: str, time: Months, takes: Mapping[str, Months], held: Held
) -> tuple[str, ...]:
    """Gives what a step rests on: what it requires, held or learned before, then what is near."""
    rests: dict[str, None] = {}
    for one in requires(skill_id, held.taxonomy):
        rests |= dict.fromkeys([one] if one in takes else held.covering(one)[:1])
    rests |= dict.fromkeys(time.near)
    rests.pop(skill_id, None)
    return tuple(rests)


def _reason(skill_id: str, meets: Sequence[Need], takes: Mapping[str, Months], held: Held) -> str:
    """Tells why a step is there: the lines it meets, and the steps that require it."""
    taxonomy = held.taxonomy
    label = taxonomy[skill_id].label
    parts = []
    if meets:
        share = math.fsum(need.possible for need in meets)
        told = " and ".join(dict.fromkeys(_meets(skill_id, need, taxonomy) for need in meets))
        parts.append(f"{label} {told} ({share:.1%} of the required weight)")
    before = [one for one in takes if skill_id in requires(one, taxonomy)]
    if before:
        names = ", ".join(taxonomy[one].label for one in before)
        parts.append(f"{'it comes' if meets else f'{label} comes'} before {names}")
    return "; ".join(parts) or f"{label} is needed"


def _meets(skill_id: str, need: Need, taxonomy: Taxonomy) -> str:
    one = need.stands_for(skill_id, taxonomy)
    if one != skill_id:
        return f"stands for {taxonomy[one].label}, which the role asks"
    others = len(need.requirement.skills)
    if others == 1:
        return "is asked by the role"
    return f"is the quickest to learn of {others} that meet a line of the role"


def _carries_over(profile: Profile, role: Role, held: Held) -> tuple[SkillEvidence, ...]:
    """Gives the skills that a line of the role uses, of any level, the best shown first."""
    used = [
        skill
        for skill in profile.skills
        if any(held.covers(skill.skill_id, asked) for asked in role.skill_ids)
    ]
    used.sort(key=lambda one: (STRENGTHS.index(one.strength), -(one.months or 0)))
    return tuple(used)


def _later(coverage: Coverage, steps: Sequence[PlanStep], held: Held) -> tuple[Requirement, ...]:
    """Gives the preferred lines that are neither met nor met by a step on the way."""
    left = [
        one
        for one in coverage.contributions
        if one.requirement.level == "preferred"
        and one.outcome != "met"
        and not _met_on_the_way(one.requirement, steps, held)
    ]
    return tuple(one.requirement for one in sorted(left, key=lambda one: -one.possible))


def _met_on_the_way(line: Requirement, steps: Sequence[PlanStep], held: Held) -> bool:
    if line.min_months:
        return False  # time at work is not learned
    return any(held.covers(step.skill_id, asked) for step in steps for asked in line.skills)


def _warnings(
    profile: Profile, role: Role, steps: Sequence[PlanStep], needed: Needs
) -> list[Notice]:
    found: list[Notice] = []
    if not any(one.level == "required" for one in role.requirements):
        message = "the role has no required line: there is nothing that a plan must reach"
        found.append(Notice(code="nothing-required", message=message))
    elif not steps:
        message = "nothing to learn: every required line is met"
        if needed.beyond:
            message = (
                "nothing to learn: what is left of the required lines is no matter of learning"
            )
        found.append(Notice(code="nothing-to-learn", message=message))
    if not profile.skills:
        message = "no skill was found in the document: the plan begins at nothing"
        found.append(Notice(code="no-skill", message=message))
    return found


def _met_by_little(coverage: Coverage, held: Held) -> list[Notice]:
    """Tells of lines that the score takes for met by skills far smaller than what they ask.

    Whoever calls the API of a language model shows machine learning to the score. A plan agrees
    with the score and has no step for it; a person should know where that is thin.
    """
    taxonomy, found = held.taxonomy, []
    for one in coverage.contributions:
        if one.requirement.level != "required" or one.outcome != "met":
            continue
        asked = min(
            live(one.requirement, taxonomy), key=lambda s: (taxonomy.effort_months(s).high, s)
        )
        effort = taxonomy.effort_months(asked)
        by = [skill for skill in held.covering(asked) if held.present[skill].strength in SHOWN]
        months_by = math.fsum(taxonomy.effort_months(skill).high for skill in by)
        if by and months_by < effort.high * held.settings.effort_thin:
            names = ", ".join(taxonomy[skill].label for skill in by)
            message = (
                f"{taxonomy[asked].label} counts as met by {names}, far less than the whole: if "
                f"the role means all of it, add as much as {effort.low:g} to {effort.high:g} "
                "months at ten hours a week"
            )
            found.append(Notice(code="met-by-little", message=message))
    return found
