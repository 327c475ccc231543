"""How well a profile covers a role, with the reason for every point."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from skillmap.models.base import Notice, Provenance, Record
from skillmap.models.document import DocumentRef
from skillmap.models.profile import Mention, Position
from skillmap.models.role import Requirement

Outcome = Literal["met", "partial", "unknown", "missing"]

Relation = Literal["exact", "narrower", "implied", "broader", "related", "none"]


class Factor(Record):
    """One factor of a credit: the product of all is the credit.

    Attributes:
        name: "relation", "strength", "months".
        value: 0 to 1.
        because: Why, in a few words.
    """

    name: str
    value: float = Field(ge=0, le=1)
    because: str


class Contribution(Record):
    """What one requirement adds to the score.

    Attributes:
        requirement: The requirement itself.
        outcome: "met", "partial", "unknown" or "missing" (not found in the document).
        credit: 0 to 1, the product of the factors.
        points: What it adds to the score; all points sum to the score.
        possible: What it could add at most; all sum to 1.
        relation: How the skill found stands to the skill asked.
        skill_id: The skill found, None when nothing was.
        months: Months that count for it, None when unknown.
        factors: In the order in which they were applied.
        evidence: The mentions that earned the credit.
    """

    requirement: Requirement
    outcome: Outcome
    credit: float = Field(ge=0, le=1)
    points: float = Field(ge=0, le=1)
    possible: float = Field(ge=0, le=1)
    relation: Relation
    skill_id: str | None = None
    months: int | None = None
    factors: tuple[Factor, ...] = ()
    evidence: tuple[Mention, ...] = ()


class Share(Record):
    """Points of a part of the role.

    Attributes:
        name: An area or a stage.
        points: Points earned in it.
        possible: Points possible in it.
    """

    name: str
    points: float
    possible: float

    @property
    def share(self) -> float:
        """Points of what was possible, 0 to 1."""
        return self.points / self.possible if self.possible else 0.0


class Coverage(Record):
    """How well a profile covers a role.

    Attributes:
        score: 0 to 1, the sum of all points.
        low: The score with every unknown at nothing. A role of very few requirements is taken to
            lack some: they count here at nothing, in `high` in full.
        high: The score with every unknown met in full.
        required: Share of the required weight, 0 to 1, None when nothing is required.
        preferred: The same of the preferred weight.
        areas: Points by area of the skills asked.
        stages: Points by lifecycle stage.
        contributions: One for each requirement, in the role's order.
        missing: Requirements that were not found in the document.
        reverse: Share of the candidate's present skills that the role uses, 0 to 1.
        asked: Number of lines of the post that ask something.
        scored: Number of those that the score rests on.
        unscored: The asked lines that it does not rest on, conditions first.
        hidden_skills: Ids of skills that stand only in text that nobody sees.
        hidden_points: What they would have added to the score, had they counted as listed ones.
        warnings: What was noticed on the way.
        positions: The candidate's jobs; `Mention.position` counts in them.
        profile: The candidate's document.
        role_title: Title of the role.
        role_document: The post, None when the role is not from a text.
        provenance: Where it comes from.

    Example:
        >>> import skillmap
        >>> coverage = skillmap.score(
        ...     skillmap.extract("Built Airflow jobs."), skillmap.role("You know Airflow, MLflow.")
        ... )
        >>> coverage.score, coverage.count("met"), coverage.missing[0].skills
        (0.5, 1, ('mlflow',))
    """

    score: float = Field(ge=0, le=1)
    low: float = Field(ge=0, le=1)
    high: float = Field(ge=0, le=1)
    required: float | None = None
    preferred: float | None = None
    areas: tuple[Share, ...] = ()
    stages: tuple[Share, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    missing: tuple[Requirement, ...] = ()
    reverse: float = 0.0
    asked: int
    scored: int
    unscored: tuple[str, ...] = ()
    hidden_skills: tuple[str, ...] = ()
    hidden_points: float = Field(default=0.0, ge=0, le=1)
    warnings: tuple[Notice, ...] = ()
    positions: tuple[Position, ...] = ()
    profile: DocumentRef
    role_title: str
    role_document: DocumentRef | None = None
    provenance: Provenance

    def count(self, outcome: Outcome) -> int:
        """Counts the requirements with an outcome.

        Args:
            outcome: "met", "partial", "unknown" or "missing".

        Returns:
            How many contributions have it.
        """
        return sum(1 for c in self.contributions if c.outcome == outcome)
