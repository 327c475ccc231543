"""What would change a score: the points that each requirement still has to give."""

from __future__ import annotations

from pydantic import Field

from skillmap.models.base import Provenance, Record
from skillmap.models.coverage import Outcome
from skillmap.models.document import DocumentRef
from skillmap.models.role import Requirement


class Gain(Record):
    """What a requirement would add if it were met in full and all else stayed as it is.

    Attributes:
        requirement: The requirement itself.
        outcome: What it is now; "met" when it is met and some of its points are not earned.
        points: What it adds to the score now.
        possible: What it can add at most.
        adds: What it would add beyond `points`.
    """

    requirement: Requirement
    outcome: Outcome
    points: float = Field(ge=0, le=1)
    possible: float = Field(ge=0, le=1)
    adds: float = Field(ge=0, le=1)


class WhatIf(Record):
    """What would change a score.

    Each gain stands for itself: a skill that one requirement asks may bear on another one too,
    which is not counted here, so that the gains and the score sum to what can be reached.

    Attributes:
        score: The score as it is.
        gains: Every requirement that is not met in full, those that would add most first.
        reach: The score to be reached, None when none was asked for.
        smallest: The fewest requirements that reach it when they are met in full, those that add
            most first; empty when it is reached already, None when all of them together do not
            reach it or when nothing was to be reached.
        then: The score with these met, None when there are none to tell of.
        profile: The candidate's document.
        role_title: Title of the role.
        role_document: The post, None when the role is not from a text.
        provenance: Where it comes from: that of the score.

    Example:
        >>> import skillmap
        >>> coverage = skillmap.score(
        ...     skillmap.extract("Built Airflow jobs."), skillmap.role("You know Airflow, MLflow.")
        ... )
        >>> found = skillmap.what_if(coverage, reach=0.7)
        >>> [(gain.requirement.skills, gain.adds) for gain in found.gains], found.then
        ([(('mlflow',), 0.5)], 1.0)
    """

    score: float = Field(ge=0, le=1)
    gains: tuple[Gain, ...] = ()
    reach: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    smallest: tuple[Requirement, ...] | None = None
    then: float | None = Field(default=None, ge=0, le=1)
    profile: DocumentRef
    role_title: str
    role_document: DocumentRef | None = None
    provenance: Provenance
