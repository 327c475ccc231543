"""A plan in rows: a step each, then what is beyond it, what carries over, what may come later."""

from __future__ import annotations

from collections.abc import Sequence

from skillmap.models import Plan

Cell = str | int | float | None

_HEAD = (
    "kind skill_id area stage months_low months_high coverage_after begun builds_on meets why "
    "project quote"
)


def plan_rows(plan: Plan) -> tuple[Sequence[str], list[Sequence[Cell]]]:
    """Lays a plan out in rows.

    Args:
        plan: The plan.

    Returns:
        Headings; rows of the kinds "step", in order, "beyond", "carries-over" and "later".
    """
    rows: list[Sequence[Cell]] = [
        (
            "step",
            step.skill_id,
            step.area,
            step.stage,
            step.months_low,
            step.months_high,
            f"{step.coverage_after:.4f}",
            step.begun,
            ";".join(step.builds_on),
            ";".join("|".join(one.skills) for one in step.requirements),
            step.why,
            step.project,
            None,
        )
        for step in plan.steps
    ]
    rows += [("beyond", *[None] * 9, text, None, None) for text in plan.beyond]
    for skill in plan.carries_over:
        quotes = [one.quote for one in skill.mentions if one.status == "present"]
        blank = [None] * 7
        row = ("carries-over", skill.skill_id, skill.area, *blank, skill.strength, None)
        rows.append((*row, quotes[0] if quotes else None))
    rows += [
        ("later", *[None] * 8, "|".join(one.skills), one.text, None, None) for one in plan.later
    ]
    return _HEAD.split(), rows
