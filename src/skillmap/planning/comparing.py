"""A plan's months beside the figure that is usually given for such a change."""

from __future__ import annotations

import math
from collections.abc import Sequence

from skillmap.models import PlanStep
from skillmap.taxonomy import Taxonomy

USUAL = (6, 12)
"""Months of focused learning and hands-on projects that are usually given."""

_MOST = 40  # hours a week beyond which nobody learns beside anything else


def compared(
    steps: Sequence[PlanStep], low: float, high: float, hours_a_week: float, taxonomy: Taxonomy
) -> str:
    """Puts the months of a plan beside the usual ones, and tells where a difference comes from.

    Args:
        steps: The steps.
        low: Least months in all.
        high: Most months in all.
        hours_a_week: Focused hours a week.
        taxonomy: For the labels of skills.

    Returns:
        One to three sentences; empty without steps.
    """
    if not steps:
        return ""
    usual = f"{USUAL[0]} to {USUAL[1]} months of focused learning and hands-on projects"
    said = f"The usual figure for such a change is {usual}."
    if high < USUAL[0]:
        return f"{said} This plan is shorter, since it holds only what this person still needs."
    if low >= USUAL[0] and high <= USUAL[1]:
        return f"{said} This plan lies within it."
    if high <= USUAL[1]:
        return f"{said} This plan overlaps with it and may be shorter."
    longest = max(steps, key=lambda step: step.months_high)
    part = f"{taxonomy[longest.skill_id].label} alone takes {_span(longest)} of it"
    why = (
        "This plan may be longer: it takes every required line and all that those require to a "
        f"working level, one after the other, at {hours_a_week:g} hours a week; {part}."
    )
    return f"{said} {why} {_hours(high, hours_a_week)}"


def _span(step: PlanStep) -> str:
    return f"{step.months_low:.1f} to {step.months_high:.1f} months"


def _hours(high: float, hours_a_week: float) -> str:
    """Tells how many hours a week it would take to be done within the usual months."""
    wanted = math.ceil(round(hours_a_week * high / USUAL[1], 6))
    if wanted <= _MOST:
        return f"At {wanted} hours a week it takes {USUAL[1]} months at most."
    most = high * hours_a_week / _MOST
    return f"Even at {_MOST} hours a week it may take {most:.1f} months."
