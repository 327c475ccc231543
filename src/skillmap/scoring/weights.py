"""What each requirement can add at most."""

from __future__ import annotations

import math
from collections.abc import Sequence

from skillmap.models import Level, Requirement, Role
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

SOFT = "soft-skills"


def possible_points(role: Role, taxonomy: Taxonomy, settings: Settings) -> list[float]:
    """Shares one point among the requirements of a role.

    Each level has its share, divided among its requirements by their weights; a soft skill weighs
    `weight_soft` of a named one. Levels without requirements leave their share to the others, a
    level that holds less than the weight of one named skill takes only that part of its share, and
    at equal weight a preferred line never adds more than a required one, nor a mentioned one more
    than a preferred one.

    Args:
        role: The role.
        taxonomy: For the areas of its skills.
        settings: The `weight_*` count.

    Returns:
        Points in the order of the requirements; they sum to 1 unless there are none.
    """
    weights = [_weight(requirement, taxonomy, settings) for requirement in role.requirements]
    shares = _level_shares(role.requirements, weights, settings)
    totals = _totals(role.requirements, weights)
    return [
        shares[requirement.level] * weight / totals[requirement.level] if weight else 0.0
        for requirement, weight in zip(role.requirements, weights, strict=True)
    ]


def _weight(requirement: Requirement, taxonomy: Taxonomy, settings: Settings) -> float:
    soft = all(taxonomy[skill].area == SOFT for skill in requirement.skills)
    return requirement.weight * (settings.weight_soft if soft else 1.0)


def _totals(requirements: Sequence[Requirement], weights: Sequence[float]) -> dict[Level, float]:
    totals: dict[Level, float] = {}
    for level in ("required", "preferred", "mentioned"):
        of_level = [
            weight
            for requirement, weight in zip(requirements, weights, strict=True)
            if requirement.level == level
        ]
        if of_level:
            totals[level] = math.fsum(of_level)
    return totals


def _level_shares(
    requirements: Sequence[Requirement], weights: Sequence[float], settings: Settings
) -> dict[Level, float]:
    of_level: dict[Level, float] = {
        "required": settings.weight_required,
        "preferred": settings.weight_preferred,
        "mentioned": settings.weight_mentioned,
    }
    totals = _totals(requirements, weights)
    raw: dict[Level, float] = {}
    most = math.inf  # what one of a level may weigh: no more than one of the level above
    for level, total in totals.items():
        share = of_level[level] * min(1.0, total)
        if share:
            raw[level] = min(share, most * total)
            most = raw[level] / total if total else most
        else:
            raw[level] = 0.0
    whole = math.fsum(raw.values())
    if not whole:
        # Every level there is has the weight nought: share alike rather than lose the points.
        return {level: 1.0 / len(raw) for level in raw}
    return {level: share / whole for level, share in raw.items()}
