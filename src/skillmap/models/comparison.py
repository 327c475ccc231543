"""How two roles differ, in shares of their weight; how two scores of one role differ, in points."""

from __future__ import annotations

from pydantic import Field

from skillmap.models.base import Notice, Provenance, Record
from skillmap.models.coverage import Contribution
from skillmap.models.document import DocumentRef
from skillmap.models.role import Requirement


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


class PointsPair(Record):
    """What one requirement adds to two scores.

    Attributes:
        first: What it adds to the first, with its reasons and evidence.
        second: What it adds to the second.
        difference: How many points more the first has, -1 to 1; all sum to the difference of
            the scores.
    """

    first: Contribution
    second: Contribution
    difference: float = Field(ge=-1, le=1)

    @property
    def requirement(self) -> Requirement:
        """The requirement, which is the same in both."""
        return self.first.requirement


class CoverageDifference(Record):
    """How two scores of one role differ, requirement by requirement.

    Attributes:
        role_title: Title of the role.
        role_document: The post, None when the role is not from a text.
        first: The first candidate's document.
        second: The second candidate's document.
        first_name: Name that tells nothing of the person, as in a ranking: "candidate-3f9a12".
        second_name: The same of the second.
        first_score: Score of the first, 0 to 1.
        second_score: Score of the second, 0 to 1.
        difference: How much more the first scores, -1 to 1.
        pairs: One for each requirement, the largest differences first whichever way they go.
        first_warnings: What was noticed on the way to the first score.
        second_warnings: The same of the second.
        first_provenance: Where the first score comes from.
        second_provenance: Where the second score comes from.
        provenance: Where the comparison comes from; `as_of` is None when the two differ in it.

    Example:
        >>> import skillmap
        >>> role = skillmap.role("You know Airflow and MLflow.")
        >>> one, two = (
        ...     skillmap.score(skillmap.extract(text), role)
        ...     for text in ("Built Airflow jobs with MLflow.", "Built Airflow jobs.")
        ... )
        >>> found = skillmap.compare(one, two)
        >>> found.difference, found.pairs[0].requirement.skills, found.pairs[0].difference
        (0.5, ('mlflow',), 0.5)
    """

    role_title: str
    role_document: DocumentRef | None = None
    first: DocumentRef
    second: DocumentRef
    first_name: str
    second_name: str
    first_score: float = Field(ge=0, le=1)
    second_score: float = Field(ge=0, le=1)
    difference: float = Field(ge=-1, le=1)
    pairs: tuple[PointsPair, ...] = ()
    first_warnings: tuple[Notice, ...] = ()
    second_warnings: tuple[Notice, ...] = ()
    first_provenance: Provenance
    second_provenance: Provenance
    provenance: Provenance
