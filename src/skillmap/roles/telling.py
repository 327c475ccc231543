"""How telling a skill is: what everybody names weighs less than what few do."""

from __future__ import annotations

import math
from collections.abc import Iterable

from skillmap.models import Requirement
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy


def weighed(
    requirements: Iterable[Requirement], taxonomy: Taxonomy, settings: Settings
) -> tuple[Requirement, ...]:
    """Gives the requirements of a post their weights; a role.yaml shows and may change them.

    A broad skill, with many others below it, says less of a person than a narrow one; general
    software technology says less for these roles than the skills of AI engineering. Both follow
    from the taxonomy, not from the candidates.

    Args:
        requirements: What a post asks, all of weight 1.
        taxonomy: How many skills are narrower than each, and which are general.
        settings: `weight_general` and `weight_breadth` count.

    Returns:
        The same with weights above 0 and at most 1, rounded to two decimals.
    """
    return tuple(
        one.model_copy(update={"weight": _weight(one, taxonomy, settings)}) for one in requirements
    )


def _weight(requirement: Requirement, taxonomy: Taxonomy, settings: Settings) -> float:
    breadth = max(taxonomy.breadth(skill) for skill in requirement.skills)
    weight = math.pow(1.0 + math.log10(1.0 + breadth), -settings.weight_breadth)
    if all(taxonomy[skill].general for skill in requirement.skills):
        weight *= settings.weight_general
    return max(0.01, round(weight, 2))
