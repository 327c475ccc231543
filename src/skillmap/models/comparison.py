"""How two roles differ, in shares of their weight."""

from __future__ import annotations

from pydantic import Field

from skillmap.models.base import Provenance, Record


class SharePair(Record):
    """What two roles give to an area or a stage.

    Attributes:
        name: An area or a stage; "none" for what serves no stage.
        first: Share of the first role's weight, 0 to 1.
        second: Share of the second role's weight, 0 to 1.
    """

    name: str
    first: float = Field(ge=0, le=1)
    second: float = Field(ge=0, le=1)

    @property
    def difference(self) -> float:
        """How much more the first role gives to it, -1 to 1."""
        return self.first - self.second


class SkillPair(Record):
    """What two roles give to a skill, or to skills that are alternatives in either of them.

    Attributes:
        skills: Ids, those that the first role asks before the others.
        area: Area of the first of them.
        first: Share of the first role's weight, 0 to 1.
        second: Share of the second role's weight, 0 to 1.
    """

    skills: tuple[str, ...] = Field(min_length=1)
    area: str
    first: float = Field(ge=0, le=1)
    second: float = Field(ge=0, le=1)

    @property
    def difference(self) -> float:
        """How much more the first role gives to it, -1 to 1."""
        return self.first - self.second


class RoleDifference(Record):
    """How two roles differ: shares of the points that a score can give.

    Attributes:
        first_title: Title of the first role.
        second_title: Title of the second role.
        areas: Both roles' shares by area of the skills, in the order of the taxonomy.
        stages: Both roles' shares by lifecycle stage, last what serves none.
        more: What the first role weighs more, the largest differences first, ten at most.
        less: What the second role weighs more, the same way.
        both: Everything that both roles ask, the largest common share first.
        shared: Share of the weight that both roles give to the same skills, 0 to 1.
        provenance: Where it comes from.

    Example:
        >>> from skillmap import Settings, builtin_role, load_taxonomy
        >>> from skillmap.roles import compare_roles
        >>> ai, data = builtin_role("ai-engineer"), builtin_role("data-scientist")
        >>> found = compare_roles(ai, data, load_taxonomy(), Settings())
        >>> found.more[0].area, round(sum(pair.first for pair in found.areas), 6)
        ('generative-ai', 1.0)
    """

    first_title: str
    second_title: str
    areas: tuple[SharePair, ...] = ()
    stages: tuple[SharePair, ...] = ()
    more: tuple[SkillPair, ...] = ()
    less: tuple[SkillPair, ...] = ()
    both: tuple[SkillPair, ...] = ()
    shared: float = Field(default=0.0, ge=0, le=1)
    provenance: Provenance | None = None
