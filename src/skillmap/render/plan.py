"""A plan in plain text: what to learn in which order, and what is there already."""

from __future__ import annotations

from collections.abc import Sequence

from skillmap.models import CharacteristicGap, Plan, PlanStep, Share, SkillEvidence
from skillmap.render import words
from skillmap.render.explain import notices
from skillmap.render.layout import cells, fit, pad, plain, wrap
from skillmap.render.look import Look
from skillmap.scoring import SHOWN
from skillmap.taxonomy import Taxonomy

WIDTH = 80
_MARGIN = 4
_TIME = 19
_AFTER = 13
_GAP_LINES = 8

DECIDES = (
    "The plan tells what the document does not show, not what somebody cannot do; the months are "
    "an estimate from effort classes, not a measurement. Talk it over before you act on it."
)


def plan_text(plan: Plan, look: Look) -> str:
    """Shows a plan: the sum, the steps, what no plan gives, and what carries over.

    Args:
        plan: The plan.
        look: Labels of skills and areas.

    Returns:
        Plain text of at most 80 columns.
    """
    taxonomy = look.taxonomy
    lines = [*wrap(_subject(plan), WIDTH), ""]
    if plan.transition:
        lines += [*_gap_lines(plan.transition, taxonomy), ""]
    lines += wrap(_sum(plan), WIDTH)
    if plan.compared:
        lines += wrap(plan.compared, WIDTH)
    for number, step in enumerate(plan.steps, 1):
        lines += ["", *_step(number, step, taxonomy)]
    lines += _list("beyond any plan:", list(plan.beyond))
    lines += _carried(plan.carries_over)
    if plan.later:
        names = "; ".join(words.asked(one, taxonomy) for one in plan.later)
        lines += [
            "",
            *wrap(f"not planned, since the role only prefers it: {names}", WIDTH, "", "  "),
        ]
    if plan.warnings:
        lines += ["", *notices(plan.warnings)]
    lines += ["", *wrap(words.versions(plan.provenance), WIDTH)]
    lines += ["", *wrap(DECIDES, WIDTH)]
    return "\n".join(lines) + "\n"


def _subject(plan: Plan) -> str:
    post = plan.role_document
    role = f"{plan.role_title} ({post.source})" if post else plan.role_title
    who = plan.profile.source if plan.profile else "a person"
    return f"{who} growing into {role}; work counted to {words.day(plan.provenance.as_of)}"


def _sum(plan: Plan) -> str:
    met = f"{words.percent(plan.coverage)} of the required weight is met"
    if not plan.steps:
        return f"{met}; no step is needed."
    time = span(plan.months_low, plan.months_high)
    hours = f"{plan.hours_low:,.0f} to {plan.hours_high:,.0f} hours in all"
    steps = words.number(len(plan.steps), "step")
    each = f"{plan.hours_a_week:g} focused hours a week"
    end = words.percent(plan.steps[-1].coverage_after)
    return f"{met}; {steps} of together {time} at {each} ({hours}) bring it to {end}."


def span(low: float, high: float) -> str:
    """Writes months: "0.7 to 1.4 months"."""
    return f"{_months(low)} to {_months(high)} months"


def _months(value: float) -> str:
    return f"{value:.2f}" if value < 0.1 else f"{value:.1f}"


def _step(number: int, step: PlanStep, taxonomy: Taxonomy) -> list[str]:
    mark = pad(f"{number}.", _MARGIN)
    room = WIDTH - _MARGIN - _TIME - _AFTER
    name = words.label(step.skill_id, taxonomy)
    if step.begun:
        name += f" (begun: {_BEGUN[step.begun]})"
    title, *more = wrap(name, room - 2)
    time = pad(span(step.months_low, step.months_high), _TIME, True)
    after = pad(f"then {words.percent(step.coverage_after)}", _AFTER, True)
    margin = " " * _MARGIN
    found = [f"{mark}{pad(title, room)}{time}{after}"]
    found += [margin + line for line in more]
    found += wrap(step.why, WIDTH, margin)
    if step.builds_on:
        rests = ", ".join(words.label(one, taxonomy) for one in step.builds_on)
        found += wrap(f"builds on: {rests}", WIDTH, margin, margin + "  ")
    if step.project:
        found += wrap(f"proof: {step.project}", WIDTH, margin, margin + "  ")
    return found


_BEGUN = {"planned": "planned", "studied": "studied", "listed": "named only"}


def _list(head: str, items: Sequence[str]) -> list[str]:
    lines = ["", head] if items else []
    for item in items:
        lines += wrap(item, WIDTH, "  - ")
    return lines


def _carried(skills: Sequence[SkillEvidence]) -> list[str]:
    """Lists what carries over; a line of a skills list shows nothing, so it is no quote."""
    if not skills:
        return ["", "carries over: nothing that the role uses was found in the document"]
    lines = ["", "carries over:"]
    for skill in (one for one in skills if one.strength in SHOWN):
        told = words.STRENGTHS[skill.strength]
        if skill.months:
            told += f", {words.span(skill.months)}"
        lead = f"  {skill.label} ({told}): "
        present = [one for one in skill.mentions if one.status == "present"]
        best = min(present, key=lambda one: (one.position is None, one.section != "projects"))
        room = max(1, WIDTH - cells(lead) - 2)
        lines.append(fit(f"{lead}“{fit(plain(best.quote), room)}”", WIDTH))
    for strength in ("studied", "listed"):
        names = [one.label for one in skills if one.strength == strength]
        if names:
            lines += wrap(f"{words.STRENGTHS[strength]}: {', '.join(names)}", WIDTH, "  ", "    ")
    return lines


def _gap_lines(gap: CharacteristicGap, taxonomy: Taxonomy) -> list[str]:
    """Tells what a named change of roles has to close, whoever makes it."""
    lines = wrap(f"{gap.origin_title} to {gap.goal_title}: {gap.transition.text}", WIDTH)
    lines += wrap(
        "what the role asks and the other does not bring, in points of a hundred, "
        "from the lines of both:",
        WIDTH,
    )
    for one in gap.lines[:_GAP_LINES]:
        points = pad(words.points(one.lacking), _TIME // 3, True)
        of = f"of {words.points(one.share)}"
        lines += wrap(f"{words.asked(one.requirement, taxonomy)} ({of})", WIDTH, f"{points}  ")
    labels = {area.id: area.label for area in taxonomy.areas}
    for name, shares in (("area", gap.areas), ("stage", gap.stages)):
        told = "; ".join(
            f"{labels.get(one.name, one.name)} {words.points(lacking)}"
            for one, lacking in _lacking(shares)
        )
        lines += wrap(f"by {name}: {told}", WIDTH, "", "  ")
    return lines


def _lacking(shares: Sequence[Share]) -> list[tuple[Share, float]]:
    found = [(one, one.possible - one.points) for one in shares]
    return sorted(found, key=lambda row: -row[1])
