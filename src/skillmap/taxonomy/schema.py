"""The taxonomy's records: areas, skills and their aliases."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from skillmap.models.base import Record, Stage

SCHEMA = 1
"""Version of the taxonomy's schema."""

SkillKind = Literal[
    "language",
    "library",
    "tool",
    "platform",
    "service",
    "model",
    "concept",
    "method",
    "practice",
    "standard",
    "domain",
    "soft",
]

Effort = Literal["small", "medium", "large", "very-large"]


class AliasExamples(Record):
    """Sentences that hold an ambiguous alias, in either sense.

    Attributes:
        skill: Sentences in which it names the skill.
        other: Sentences in which it means something else.
    """

    skill: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


class Alias(Record):
    """A name that people write for a skill.

    Attributes:
        text: The name.
        case: "exact" when only this upper and lower case is meant.
        ambiguous: Whether it has another sense in CVs or posts and needs evidence.
        needs: Words whose presence nearby is evidence for the skill.
        never_before: Phrases that rule the skill out when they stand directly before.
        never_after: Phrases that rule it out when they stand directly after.
        examples: Test sentences of each sense.
    """

    text: str = Field(min_length=1)
    case: Literal["any", "exact"] = "any"
    ambiguous: bool = False
    needs: tuple[str, ...] = ()
    never_before: tuple[str, ...] = ()
    never_after: tuple[str, ...] = ()
    examples: AliasExamples = AliasExamples()


class Skill(Record):
    """A skill of the taxonomy.

    Attributes:
        id: Kebab-case, never reused.
        label: Usual full name.
        area: Id of its area.
        kind: What sort of thing it is.
        description: One sentence.
        aliases: Names that people write; the label is one of them.
        broader: Skills that this is a kind or part of (SKOS broader).
        requires: Skills to be learned before.
        implies: Skills that whoever shows this shows too, with a weight of 0 to 1.
        related: Skills near to it (SKOS related), symmetric.
        group: Alternatives that can replace one another in a post.
        stages: Lifecycle stages it serves.
        year: First public release, None when meaningless.
        general: Whether it is general software technology rather than AI engineering.
        effort: Class of months to a working level.
        project: A project that would prove it.
        ids: Ids elsewhere that mean the same.
        since: Version of the taxonomy that it came with.
        deprecated: Whether it should not be used any more.
        replaced_by: The skill that took its place.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    label: str = Field(min_length=1)
    area: str
    kind: SkillKind
    description: str = ""
    aliases: tuple[Alias, ...] = ()
    broader: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    implies: dict[str, float] = Field(default={})
    related: tuple[str, ...] = ()
    group: str | None = None
    stages: tuple[Stage, ...] = ()
    year: int | None = None
    general: bool = False
    effort: Effort = "medium"
    project: str = ""
    ids: dict[str, str] = Field(default={})
    since: str = ""
    deprecated: bool = False
    replaced_by: str | None = None


class Area(Record):
    """An area of the taxonomy."""

    id: str
    label: str


class EffortMonths(Record):
    """Months to a working level at ten focused hours a week: our assumption, not a measurement."""

    low: float = Field(ge=0)
    high: float = Field(ge=0)


class TaxonomyData(Record):
    """All of a taxonomy as it is compiled into the package.

    Attributes:
        schema_version: Version of this schema.
        version: Version of the content.
        areas: In the order of display.
        efforts: Months by effort class.
        vendors: Prefixes that stand for one another.
        plain_words: Aliases that are common English words and safe all the same, as reviewed.
        skills: By area, then as in the files.
    """

    schema_version: int = SCHEMA
    version: str
    areas: tuple[Area, ...]
    efforts: dict[Effort, EffortMonths]
    vendors: tuple[tuple[str, ...], ...] = ()
    plain_words: tuple[str, ...] = ()
    skills: tuple[Skill, ...] = ()
