"""What the contributions of a score sum to: in all, by level, by area and by stage."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Sequence
from typing import Any

from skillmap.models import STAGES, Contribution, Level, Requirement, Share, Stage
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

_Parts = dict[str, tuple[list[float], list[float]]]
"""Points earned and points possible, by name."""


def totals(
    contributions: tuple[Contribution, ...], taxonomy: Taxonomy, settings: Settings
) -> dict[str, Any]:
    """Sums up contributions.

    Args:
        contributions: One for each requirement of a role, in its order.
        taxonomy: The role's taxonomy.
        settings: `thin_requirements` counts.

    Returns:
        The fields of a Coverage that follow from its contributions, and these.
    """
    total = exact_sum(c.points for c in contributions)
    low, high = _between(contributions, total, settings)
    return {
        "score": total,
        "low": low,
        "high": high,
        "required": _level_share(contributions, "required"),
        "preferred": _level_share(contributions, "preferred"),
        "areas": _by_area(contributions, taxonomy),
        "stages": _by_stage(contributions, taxonomy),
        "contributions": contributions,
        "missing": tuple(c.requirement for c in contributions if c.outcome == "missing"),
    }


def exact_sum(values: Iterable[float]) -> float:
    """Sums exactly, then rounds what the last bits cannot hold, within 0 to 1.

    Args:
        values: Points, also below nought.

    Returns:
        The sum, 0 to 1.
    """
    return min(1.0, max(0.0, round(math.fsum(values), 12)))


def _between(
    contributions: Sequence[Contribution], total: float, settings: Settings
) -> tuple[float, float]:
    """Gives the scores with every unknown at nothing and in full.

    A role of fewer requirements than `thin_requirements` is too little to judge by: the lacking
    ones count as unknown too, so that no nought and no whole looks certain.
    """
    unknown = [c for c in contributions if c.outcome == "unknown"]
    low = exact_sum([total, *(-c.points for c in unknown)])
    high = exact_sum([total, *(c.possible - c.points for c in unknown)])
    lacking = max(0, settings.thin_requirements - len(contributions))
    if lacking:
        known = len(contributions) / settings.thin_requirements
        low, high = exact_sum([low * known]), exact_sum([high * known, 1.0 - known])
    return low, high


def _level_share(contributions: Sequence[Contribution], level: Level) -> float | None:
    of_level = [c for c in contributions if c.requirement.level == level]
    possible = math.fsum(c.possible for c in of_level)
    if not possible:
        return None
    return exact_sum([math.fsum(c.points for c in of_level) / possible])


def _by_area(contributions: Sequence[Contribution], taxonomy: Taxonomy) -> tuple[Share, ...]:
    parts: _Parts = {}
    for c in contributions:
        _add(parts, taxonomy[c.requirement.skills[0]].area, c, 1)
    return _shares([area.id for area in taxonomy.areas], parts)


def _by_stage(contributions: Sequence[Contribution], taxonomy: Taxonomy) -> tuple[Share, ...]:
    """Shares points among stages; a requirement of several is divided equally."""
    parts: _Parts = {}
    for c in contributions:
        stages = stages_of(c.requirement, taxonomy)
        for stage in stages:
            _add(parts, stage, c, len(stages))
    return _shares(STAGES, parts)


def _add(parts: _Parts, name: str, c: Contribution, among: int) -> None:
    points, possible = parts.setdefault(name, ([], []))
    points.append(c.points / among)
    possible.append(c.possible / among)


def stages_of(requirement: Requirement, taxonomy: Taxonomy) -> tuple[Stage, ...]:
    """Gives the stages that a requirement serves.

    Args:
        requirement: The requirement.
        taxonomy: For the stages of its skills.

    Returns:
        Those of any of its skills, in the order of the lifecycle; none of a skill that the
        taxonomy lacks.
    """
    known = (taxonomy[skill].stages for skill in requirement.skills if skill in taxonomy)
    return _in_order(tuple(known))


@functools.lru_cache(maxsize=1_000)
def _in_order(several: tuple[tuple[Stage, ...], ...]) -> tuple[Stage, ...]:
    served = {stage for stages in several for stage in stages}
    return tuple(stage for stage in STAGES if stage in served)


def _shares(order: Sequence[str], parts: _Parts) -> tuple[Share, ...]:
    return tuple(
        Share(name=name, points=math.fsum(parts[name][0]), possible=math.fsum(parts[name][1]))
        for name in order
        if name in parts
    )
