"""Months to a working level: the taxonomy's effort class, shortened by what is held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skillmap.models import Begun
from skillmap.planning.choosing import Cost
from skillmap.planning.held import Held

USUAL_HOURS = 10
"""Focused hours a week that the taxonomy's months are counted at."""

_PLACES = 4  # of months; half an hour, so that a sum of steps is the sum of what is shown

_FAR: dict[Begun, str] = {
    "listed": "for proving what is named only",
    "studied": "for proving what was studied",
    "planned": "for being begun or planned",
}


@dataclass(frozen=True, slots=True)
class Months:
    """What learning one skill takes.

    Attributes:
        low: Least months at the hours a week asked about.
        high: Most months.
        begun: How far the skill is already, None when nothing tells of it.
        near: Skills held that make it shorter.
        told: The arithmetic.
    """

    low: float
    high: float
    begun: Begun | None
    near: tuple[str, ...]
    told: str

    @property
    def cost(self) -> Cost:
        """Its months as whole numbers, the most before the least."""
        return whole(self.high), whole(self.low)


def whole(count: float) -> int:
    """Gives months in ten-thousandths, the last place that is kept, so that sums are exact."""
    return round(count * 10.0**_PLACES)


def months(skill_id: str, held: Held, hours_a_week: float = USUAL_HOURS) -> Months:
    """Counts the months to a working level of a skill.

    The months of its effort class are for somebody who has what it requires and nothing near it.
    Each related skill held takes `effort_related` of them, down to `effort_least`; of a skill that
    is begun only `effort_begun` or `effort_planned` is left, or less when related ones leave less.
    So one more skill held never makes it longer.

    Args:
        skill_id: The skill to learn.
        held: What the person holds.
        hours_a_week: Focused hours a week, above 0.

    Returns:
        Low and high months with the arithmetic.
    """
    settings, taxonomy = held.settings, held.taxonomy
    near = held.near(skill_id)
    factor = max(settings.effort_least, 1 - settings.effort_related * len(near))
    because = f"for {_count(near)} near to it ({_labels(near, held)})"
    begun = held.begun(skill_id)
    if begun:
        left = settings.effort_planned if begun == "planned" else settings.effort_begun
        if left <= factor:
            factor, because = left, _FAR[begun]
    effort = taxonomy.effort_months(skill_id)
    kind = taxonomy[skill_id].effort.replace("-", " ")
    told = f"{kind} effort, {effort.low:g} to {effort.high:g} months at ten hours a week"
    if factor < 1:
        told += f", × {factor:.2g} {because}"
    if hours_a_week != USUAL_HOURS:
        told += f", × {USUAL_HOURS}/{hours_a_week:g} for the hours"
    scale = factor * USUAL_HOURS / hours_a_week
    low, high = round(effort.low * scale, _PLACES), round(effort.high * scale, _PLACES)
    return Months(low=low, high=high, begun=begun, near=near, told=told)


def _count(near: Sequence[str]) -> str:
    return "a skill" if len(near) == 1 else f"{len(near)} skills"


def _labels(near: Sequence[str], held: Held) -> str:
    most = 3  # a sentence, not a list
    names = [held.taxonomy[one].label for one in near]
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")
