"""The records of labelled documents."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from skillmap.evaluation import GoldRow
from skillmap.evaluation.rows import TrapMark
from skillmap.models import Kind, Record, SectionName, Status

Level = Literal["must", "nice", "context"]
LineKind = Literal["unscored", "condition", "led"]
IdentityKind = Literal["name", "email", "phone", "link", "school", "address", "birth", "person"]
Split = Literal["train", "dev", "test"]


class Head(Record):
    """What stands at the head of a labelled document, between lines of `---`.

    Attributes:
        id: Id of the document, also its file's name.
        kind: "cv" or "job".
        role: Role that the person has or the post is for.
        seniority: "junior", "mid", "senior", "lead" ...
        country: Where it is from.
        industry: Of the employer.
        style: How it is set and written.
        flaws: What is broken in it, as life breaks it.
        writer: Who wrote it, by a number of the data card.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    kind: Kind
    role: str
    seniority: str = ""
    country: str = ""
    industry: str = ""
    style: str = ""
    flaws: tuple[str, ...] = ()
    writer: str = ""


class MarkedSkill(Record):
    """A marked mention of a skill.

    Attributes:
        start: First character in the text without marks.
        end: One past the last.
        surface: The characters between.
        skill_id: Id of the skill; empty when the taxonomy lacks it.
        canonical: Its usual full name when the taxonomy lacks it.
        status: As in a Mention.
        section: Section it stands in.
        requirement: In a post: required, preferred, or said by the way.
        any_of: Alternatives of a post share a group.
        min_months: Months of experience that a post asks or a CV states for this skill.
        optional: Whether it counts neither for nor against.
        meant: Whether the words mean the skill without naming it.
        position: Index of the job it stands in.
        led: Whether it stands in a sentence of leading.
    """

    start: int
    end: int
    surface: str
    skill_id: str = ""
    canonical: str = ""
    status: Status = "present"
    section: SectionName = "other"
    requirement: Level | None = None
    any_of: str | None = None
    min_months: int | None = None
    optional: bool = False
    meant: bool = False
    position: int | None = None
    led: bool = False


class IdentityMark(Record):
    """A stretch that tells who somebody is."""

    start: int
    end: int
    surface: str
    kind: IdentityKind


class MarkedLine(Record):
    """An asked line without a known skill, a condition, or a sentence of leading."""

    start: int
    end: int
    kind: LineKind
    note: str = ""


class MarkedSection(Record):
    """A stretch of a document that is one section, its heading included."""

    name: SectionName
    start: int
    end: int


class MarkedJob(Record):
    """A job of a CV: months as "2021-03" or "2021", None when it lasts or is not said."""

    title: str
    start: str | None
    end: str | None
    span_start: int
    span_end: int


class Labelled(Record):
    """A labelled document."""

    head: Head
    text: str
    mentions: tuple[MarkedSkill, ...] = ()
    traps: tuple[TrapMark, ...] = ()
    identity: tuple[IdentityMark, ...] = ()
    lines: tuple[MarkedLine, ...] = ()
    sections: tuple[MarkedSection, ...] = ()
    jobs: tuple[MarkedJob, ...] = ()


class LabelledRow(GoldRow):
    """A labelled document as the benchmark gives it: what `evaluate` reads, and more.

    Attributes:
        role: Role that the person has or the post is for.
        seniority: "junior", "mid", "senior", "lead" ...
        country: Where it is from.
        industry: Of the employer.
        style: How it is set and written.
        flaws: What is broken in it on purpose.
        writer: Who wrote it, by a number of the data card.
        identity: What tells who somebody is.
        lines: Asked lines without a skill, conditions, sentences of leading.
        sections: Its sections in the order of the text; what comes before the first is in none.
        jobs: Jobs of a CV.
    """

    role: str = ""
    seniority: str = ""
    country: str = ""
    industry: str = ""
    style: str = ""
    flaws: tuple[str, ...] = ()
    writer: str = ""
    identity: tuple[IdentityMark, ...] = ()
    lines: tuple[MarkedLine, ...] = ()
    sections: tuple[MarkedSection, ...] = ()
    jobs: tuple[MarkedJob, ...] = ()
