"""What a job asks: requirements, conditions, and asked lines that could not be scored."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from skillmap.models.base import Notice, Provenance, Record
from skillmap.models.document import DocumentRef
from skillmap.models.profile import Mention

Level = Literal["required", "preferred", "mentioned"]

ConditionKind = Literal["degree", "language", "permit", "place", "years", "other"]


class Requirement(Record):
    """One thing that a role asks.

    Attributes:
        skills: Any one of these skills does.
        level: How much it is asked for.
        min_months: Least experience in months, None when none is asked.
        weight: Its weight beside others of the same level; 2 is twice the points of 1.
        text: The line or sentence that asks, the first of them when several do.
        start: Where that begins in the post, None when not from a text.
        end: Where it ends.
        mentions: Every mention in the post that it was made from.
    """

    skills: tuple[str, ...] = Field(min_length=1)
    level: Level = "required"
    min_months: int | None = Field(default=None, ge=0)
    weight: float = Field(default=1.0, gt=0, allow_inf_nan=False)
    text: str = ""
    start: int | None = None
    end: int | None = None
    mentions: tuple[Mention, ...] = ()


class Condition(Record):
    """Something asked that is shown and never scored.

    Attributes:
        kind: A degree, a language, a permit, a place, years in all, or other.
        text: The line that asks.
        start: Where it begins in the post, None when not from a text.
        end: Where it ends.
    """

    kind: ConditionKind
    text: str
    start: int | None = None
    end: int | None = None


class UnscoredLine(Record):
    """An asked line in which no skill was found.

    Attributes:
        text: The line.
        start: Where it begins in the post, None when not from a text.
        end: Where it ends.
        why: Why it is not scored.
    """

    text: str
    start: int | None = None
    end: int | None = None
    why: str


class Role(Record):
    """What a job asks. Built from a post, a role.yaml, or in Python from ids alone.

    Attributes:
        title: Name of the role.
        requirements: In the order of the post.
        conditions: Shown, never scored.
        unscored: Asked lines that no skill was found in.
        scored_lines: Number of asked lines that ended in requirements; when the role is not
            from a text, the number of requirements.
        warnings: What was noticed on the way.
        document: The post, None when it is not from a text.
        defines: Skills of its own, each as the JSON of a taxonomy's skill.
        provenance: Where it comes from, None when built by hand.

    Example:
        >>> from skillmap import Requirement, Role
        >>> role = Role(title="Ours", requirements=[Requirement(skills=("aws", "azure"))])
        >>> role.skill_ids, role.asked_lines
        (('aws', 'azure'), 1)
    """

    title: str
    requirements: tuple[Requirement, ...] = ()
    conditions: tuple[Condition, ...] = ()
    unscored: tuple[UnscoredLine, ...] = ()
    scored_lines: int = Field(default=-1, ge=-1)
    warnings: tuple[Notice, ...] = ()
    document: DocumentRef | None = None
    defines: tuple[str, ...] = ()
    provenance: Provenance | None = None

    @model_validator(mode="before")
    @classmethod
    def _count_lines(cls, values: object) -> object:
        if isinstance(values, dict) and values.get("scored_lines", -1) == -1:
            return {**values, "scored_lines": len(values.get("requirements", ()))}
        return values

    @property
    def asked_lines(self) -> int:
        """Number of lines that ask something: scored, conditions and unscored."""
        return self.scored_lines + len(self.conditions) + len(self.unscored)

    @property
    def skill_ids(self) -> tuple[str, ...]:
        """Every skill that any requirement names, in order, each once."""
        return tuple(dict.fromkeys(skill for r in self.requirements for skill in r.skills))

    def to_yaml(self) -> str:
        """Writes the role as a role.yaml that a person can edit and `load_role` reads.

        Returns:
            YAML, with the sentence behind each requirement as a comment.
        """
        from skillmap.models.role_yaml import dump_role  # here: only this method needs YAML

        return dump_role(self)
