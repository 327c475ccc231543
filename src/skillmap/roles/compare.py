"""(Role, Role, Taxonomy, Settings) -> RoleDifference: how two roles share their weight."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from skillmap.models import (
    PACKAGE,
    STAGES,
    Provenance,
    Requirement,
    Role,
    RoleDifference,
    SharePair,
    SkillPair,
)
from skillmap.pipeline import settings_version
from skillmap.scoring import possible_points
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

LARGEST = 10
"""How many of the largest differences are given each way."""

NO_STAGE = "none"
"""Name of the share that serves no stage of the lifecycle."""

_EVEN = 1e-9  # below this, two shares differ by rounding only


def compare_roles(
    first: Role, second: Role, taxonomy: Taxonomy, settings: Settings
) -> RoleDifference:
    """Tells how two roles differ.

    The weight of a requirement is what it can add to a score at most, as a share of one. It
    counts for the area of its first skill and, divided equally, for the stages that its skills
    serve. Requirements of both roles that have a skill in common, be it one of alternatives, are
    one row.

    Args:
        first: A role.
        second: Another one, or the same.
        taxonomy: The taxonomy that both roles are of.
        settings: Shares of the levels and the weight of a soft skill.

    Returns:
        The shares of both by area, by stage and by skill.

    Raises:
        UnknownSkill: A role asks for a skill that the taxonomy does not know.

    Example:
        >>> from skillmap import Requirement, Role, Settings, load_taxonomy
        >>> from skillmap.roles import compare_roles
        >>> ours = Role(title="Ours", requirements=[Requirement(skills=("python", "java"))])
        >>> theirs = Role(title="Theirs", requirements=[Requirement(skills=("sql",))])
        >>> found = compare_roles(ours, theirs, load_taxonomy(), Settings())
        >>> [(row.skills, row.first) for row in found.more], found.shared
        ([(('python', 'java'), 1.0)], 0.0)
    """
    weighed = [
        list(zip(role.requirements, possible_points(role, taxonomy, settings), strict=True))
        for role in (first, second)
    ]
    rows = _by_skill(weighed[0], weighed[1], taxonomy)
    down = sorted(rows, key=lambda row: -row.difference)
    up = sorted(rows, key=lambda row: row.difference)
    both = [row for row in rows if row.first and row.second]
    return RoleDifference(
        first_title=first.title,
        second_title=second.title,
        areas=_pairs(
            [area.id for area in taxonomy.areas], *(_by_area(one, taxonomy) for one in weighed)
        ),
        stages=_pairs((*STAGES, NO_STAGE), *(_by_stage(one, taxonomy) for one in weighed)),
        more=tuple(row for row in down if row.difference > _EVEN)[:LARGEST],
        less=tuple(row for row in up if row.difference < -_EVEN)[:LARGEST],
        both=tuple(sorted(both, key=lambda row: -min(row.first, row.second))),
        shared=round(_share(min(row.first, row.second) for row in both), 12),
        provenance=Provenance(
            package=PACKAGE, taxonomy=taxonomy.version, settings=settings_version(settings)
        ),
    )


Weighed = Sequence[tuple[Requirement, float]]
"""The requirements of a role, each with its share of the weight."""


def _by_area(weighed: Weighed, taxonomy: Taxonomy) -> dict[str, list[float]]:
    parts: dict[str, list[float]] = {}
    for requirement, weight in weighed:
        parts.setdefault(taxonomy[requirement.skills[0]].area, []).append(weight)
    return parts


def _by_stage(weighed: Weighed, taxonomy: Taxonomy) -> dict[str, list[float]]:
    parts: dict[str, list[float]] = {}
    for requirement, weight in weighed:
        stages: set[str] = {
            stage for skill in requirement.skills for stage in taxonomy[skill].stages
        }
        served = sorted(stages) or [NO_STAGE]
        for stage in served:
            parts.setdefault(stage, []).append(weight / len(served))
    return parts


def _pairs(
    order: Sequence[str], first: Mapping[str, list[float]], second: Mapping[str, list[float]]
) -> tuple[SharePair, ...]:
    return tuple(
        SharePair(name=name, first=_share(first.get(name, ())), second=_share(second.get(name, ())))
        for name in order
        if name in first or name in second
    )


@dataclass(eq=False)
class _Row:
    """Requirements of both roles that have skills in common."""

    skills: list[str] = field(default_factory=list)
    weights: tuple[list[float], list[float]] = field(default_factory=lambda: ([], []))

    def take_in(self, other: _Row) -> None:
        self.skills += [skill for skill in other.skills if skill not in self.skills]
        for mine, theirs in zip(self.weights, other.weights, strict=True):
            mine += theirs


def _by_skill(first: Weighed, second: Weighed, taxonomy: Taxonomy) -> list[SkillPair]:
    rows: list[_Row] = []
    for side, weighed in enumerate((first, second)):
        for requirement, weight in weighed:
            new = _Row(list(requirement.skills))
            new.weights[side].append(weight)
            near = [row for row in rows if not set(row.skills).isdisjoint(requirement.skills)]
            if not near:
                rows.append(new)
                continue
            for other in (*near[1:], new):
                near[0].take_in(other)
            rows = [row for row in rows if row not in near[1:]]
    return [
        SkillPair(
            skills=tuple(row.skills),
            area=taxonomy[row.skills[0]].area,
            first=_share(row.weights[0]),
            second=_share(row.weights[1]),
        )
        for row in rows
    ]


def _share(weights: Iterable[float]) -> float:
    """Sums exactly, within 0 to 1."""
    return min(1.0, math.fsum(weights))
