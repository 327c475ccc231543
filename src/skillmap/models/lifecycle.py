"""Where in the AI lifecycle a document shows what a role asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from skillmap.models.base import Notice, Provenance, Record, Stage
from skillmap.models.coverage import Contribution
from skillmap.models.document import DocumentRef
from skillmap.models.profile import Mention, Position
from skillmap.models.ranked import SetAside

Standing = Literal["held", "weak", "missing", "asked"]
"""How a document stands to a requirement; "asked" when there is no document."""

StageLevel = Literal["shown", "part", "little", "general", "nothing", "unknown", "asked", "unasked"]
"""What a document shows of a stage, most first; "general": skills that serve most stages and tell
little of this one; "asked" when there is no document; "unasked" when the role asks nothing."""


class StageSkill(Record):
    """One requirement as it stands under a stage.

    Attributes:
        number: Its place in the role's requirements, from 0.
        standing: "held" (met), "weak" (named, near, or not for long enough), "missing" (not found
            in the document), "asked" when there is no document.
        in_use: Whether the document shows what is asked at work or in a project.
        stages: Every stage that the requirement serves; its weight is divided equally.
        contribution: What it adds to the score, with its evidence.
    """

    number: int
    standing: Standing
    in_use: bool = False
    stages: tuple[Stage, ...]
    contribution: Contribution

    @property
    def skills(self) -> tuple[str, ...]:
        """The ids asked; any one of them does."""
        return self.contribution.requirement.skills

    @property
    def evidence(self) -> tuple[Mention, ...]:
        """The mentions that earned the credit."""
        return self.contribution.evidence


class StageCoverage(Record):
    """What a document shows of one stage.

    Attributes:
        stage: The stage.
        share: Share of the role's weight at this stage that is shown, 0 to 1.
        weight: Share of the role's whole weight that stands at this stage, 0 to 1.
        level: The share and its evidence in a word, as the reading has it.
        skills: What the role asks at this stage, in the role's order.
    """

    stage: Stage
    share: float = Field(ge=0, le=1)
    weight: float = Field(ge=0, le=1)
    level: StageLevel
    skills: tuple[StageSkill, ...] = ()

    @property
    def held(self) -> tuple[StageSkill, ...]:
        """What is met."""
        return self._of("held")

    @property
    def weak(self) -> tuple[StageSkill, ...]:
        """What is named, near, or not there for long enough."""
        return self._of("weak")

    @property
    def missing(self) -> tuple[StageSkill, ...]:
        """What was not found in the document."""
        return self._of("missing")

    def _of(self, standing: Standing) -> tuple[StageSkill, ...]:
        return tuple(skill for skill in self.skills if skill.standing == standing)


class Lifecycle(Record):
    """Where in the AI lifecycle a document shows what a role asks.

    Attributes:
        role_title: Title of the role.
        role_document: The post, None when the role is not from a text.
        stages: All eight, in the order of the lifecycle; the role may ask nothing at some.
        reading: One sentence: what the document shows of what is asked, and no verdict.
        positions: The candidate's jobs; `Mention.position` counts in them.
        warnings: What was noticed on the way.
        profile: The candidate's document, None when only the role is drawn.
        provenance: Where it comes from.

    Example:
        >>> import skillmap
        >>> profile = skillmap.extract("Trained models with PyTorch and fine-tuned LLMs.")
        >>> found = skillmap.lifecycle(profile, skillmap.role("You know PyTorch and MLflow."))
        >>> [stage.stage for stage in found if stage.held]
        ['training']
    """

    role_title: str
    role_document: DocumentRef | None = None
    stages: tuple[StageCoverage, ...]
    reading: str
    positions: tuple[Position, ...] = ()
    warnings: tuple[Notice, ...] = ()
    profile: DocumentRef | None = None
    provenance: Provenance

    def __iter__(self) -> Iterator[StageCoverage]:  # type: ignore[override]
        """Iterates over the stages."""
        return iter(self.stages)

    def __getitem__(self, stage: str) -> StageCoverage:
        """Gives a stage.

        Args:
            stage: Its name.

        Returns:
            What the document shows of it.

        Raises:
            KeyError: There is no such stage.
        """
        for one in self.stages:
            if one.stage == stage:
                return one
        raise KeyError(f"{stage!r} is no stage; they are {', '.join(s.stage for s in self.stages)}")


class PersonLifecycle(Record):
    """One person of a team.

    Attributes:
        pseudonym: Stable name that tells nothing of the person.
        source: Name of the file, relative to the folder.
        lifecycle: What the document shows.
    """

    pseudonym: str
    source: str
    lifecycle: Lifecycle


class TeamLifecycle(Record):
    """People by stage.

    Attributes:
        role: What the role asks, by stage.
        people: In the order of their pseudonyms, which says nothing of them.
        by_hand: Files that could not be read or judged.
        provenance: Where it comes from.
    """

    role: Lifecycle
    people: tuple[PersonLifecycle, ...] = ()
    by_hand: tuple[SetAside, ...] = ()
    provenance: Provenance
