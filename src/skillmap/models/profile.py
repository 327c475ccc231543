"""What was found in a document: mentions, the evidence for each skill, positions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, get_args

from skillmap.models.base import Notice, Provenance, Record
from skillmap.models.document import DocumentRef, SectionName
from skillmap.models.nearest import nearest

Status = Literal["present", "planned", "negated", "other"]
"""Whose skill it is: held, wanted, lacked, or somebody else's. In the order in which one wins."""

Strength = Literal["led", "work", "project", "studied", "listed"]
"""The strongest kind of evidence, strongest first."""

STATUSES: tuple[Status, ...] = get_args(Status)
STRENGTHS: tuple[Strength, ...] = get_args(Strength)

Matcher = Literal["phrase", "fuzzy", "pattern", "ner"]

Precision = Literal["month", "season", "quarter", "year"]

MonthsBasis = Literal["positions", "stated"]


class Mention(Record):
    """A stretch of text that names a skill.

    Attributes:
        start: First character in `Document.text`.
        end: One past the last character.
        text: The characters between.
        skill_id: The skill it is linked to.
        status: Whose skill it is.
        section: The section it stands in.
        page: Page from 1, None when the document has no pages.
        position: Index into `Profile.positions`, None outside of positions.
        quote: Its sentence or item, at most 200 characters, identity masked.
        matcher: What found it.
        alias: The alias that it matched, as the taxonomy spells it.
        score: 0 to 1; 1 for an exact match.
        reason: Why it was linked so and has this status.
    """

    start: int
    end: int
    text: str
    skill_id: str
    status: Status
    section: SectionName
    page: int | None = None
    position: int | None = None
    quote: str
    matcher: Matcher
    alias: str
    score: float
    reason: str = ""


class UncertainMention(Record):
    """A stretch of text that may name a skill, and that no rule could decide.

    Attributes:
        start: First character in `Document.text`.
        end: One past the last.
        text: The characters between.
        skill_id: The skill that it may name.
        reason: The evidence for and against.
    """

    start: int
    end: int
    text: str
    skill_id: str
    reason: str


class UnmappedPhrase(Record):
    """A phrase that the NER holds for a skill and that the taxonomy lacks.

    Attributes:
        start: First character in `Document.text`.
        end: One past the last.
        text: The characters between.
        score: 0 to 1.
    """

    start: int
    end: int
    text: str
    score: float


class Candidate(Record):
    """A stretch of text that was considered, and what became of it.

    Attributes:
        start: First character in `Document.text`.
        end: One past the last character.
        text: The characters between.
        skill_id: The skill considered.
        matcher: What proposed it.
        alias: The alias that it matched.
        score: 0 to 1.
        outcome: "mention", or why there is none: "uncertain", "other-sense", "longer-name",
            "below-cutoff" (too unlike to be a misspelling), "identity", "hidden", "repeated" (a
            header or footer that was counted before).
        reason: One sentence.
    """

    start: int
    end: int
    text: str
    skill_id: str
    matcher: Matcher
    alias: str
    score: float
    outcome: Literal[
        "mention",
        "uncertain",
        "other-sense",
        "longer-name",
        "below-cutoff",
        "identity",
        "hidden",
        "repeated",
    ]
    reason: str


class SkillEvidence(Record):
    """One skill of one document with everything that speaks for it.

    Attributes:
        skill_id: The skill.
        label: Its label in the taxonomy.
        area: Its area.
        status: The first of present, planned, negated, other that any mention has.
        strength: The strongest kind of evidence among the mentions that have this status.
        months: Months of dated work with it or as stated, whichever is more; None when unknown.
        months_basis: What `months` comes from.
        stated_months: What the document states ("6 years of dbt" is 72), None when it does not.
        first_used: "YYYY-MM" of the first position that holds a present mention.
        last_used: "YYYY-MM" of the end of the latest one.
        mentions: Every mention of the skill, in order.
    """

    skill_id: str
    label: str
    area: str
    status: Status
    strength: Strength
    months: int | None = None
    months_basis: MonthsBasis | None = None
    stated_months: int | None = None
    first_used: str | None = None
    last_used: str | None = None
    mentions: tuple[Mention, ...]


class Position(Record):
    """A job, internship or engagement.

    Attributes:
        title: Its heading as written, without the dates, identity masked.
        start: First month, "YYYY-MM".
        end: Last month, "YYYY-MM", None while it lasts.
        precision: How exact the dates are; "year" takes July to June.
        span_start: First character of its text.
        span_end: One past its last character.
        skill_ids: Skills with a present mention in its text, sorted.
    """

    title: str
    start: str
    end: str | None = None
    precision: Precision = "month"
    span_start: int
    span_end: int
    skill_ids: tuple[str, ...] = ()

    @property
    def span(self) -> tuple[int, int]:
        """First character of its text, and one past its last."""
        return self.span_start, self.span_end


class Profile(Record):
    """The skills of one document. Iterating, `len` and `in` mean the present skills.

    Attributes:
        document: What it was made from.
        mentions: Every mention, sorted, not overlapping, whatever its status.
        skills: Skills with a present mention, in the order of their first.
        not_held: Skills that are only planned, negated or somebody else's.
        unmapped: Phrases that look like skills and that the taxonomy lacks.
        uncertain: Mentions that no rule could decide.
        positions: Jobs in the order of the text.
        hidden_skills: Skills named only in text that nobody sees.
        warnings: What was noticed on the way.
        as_of: The date that open positions are counted to.
        provenance: Where it comes from.

    Example:
        >>> import skillmap
        >>> profile = skillmap.extract("Built Python services. No Java.")
        >>> len(profile), "python" in profile, profile["python"].strength
        (1, True, 'work')
        >>> profile["java"]
        Traceback (most recent call last):
        ...
        KeyError: "'java' is in the document, but negated: see not_held"
    """

    document: DocumentRef
    mentions: tuple[Mention, ...] = ()
    skills: tuple[SkillEvidence, ...] = ()
    not_held: tuple[SkillEvidence, ...] = ()
    unmapped: tuple[UnmappedPhrase, ...] = ()
    uncertain: tuple[UncertainMention, ...] = ()
    positions: tuple[Position, ...] = ()
    hidden_skills: tuple[str, ...] = ()
    warnings: tuple[Notice, ...] = ()
    as_of: date
    provenance: Provenance

    def __iter__(self) -> Iterator[SkillEvidence]:  # type: ignore[override]
        """Iterates over the present skills."""
        return iter(self.skills)

    def __len__(self) -> int:
        """Counts the present skills."""
        return len(self.skills)

    def __bool__(self) -> bool:
        """A profile is true even when it holds no skill."""
        return True

    def __contains__(self, skill_id: object) -> bool:
        """Tells whether a skill is present."""
        return any(skill.skill_id == skill_id for skill in self.skills)

    def __getitem__(self, skill_id: str) -> SkillEvidence:
        """Gives the evidence of a present skill.

        Args:
            skill_id: Id of the skill.

        Returns:
            The evidence.

        Raises:
            KeyError: It is not present; the message says whether it is there with another
                status, or names the nearest present one.
        """
        for skill in self.skills:
            if skill.skill_id == skill_id:
                return skill
        for skill in self.not_held:
            if skill.skill_id == skill_id:
                raise KeyError(f"{skill_id!r} is in the document, but {skill.status}: see not_held")
        near = nearest(str(skill_id), [skill.skill_id for skill in self.skills], cutoff=0)
        raise KeyError(f"{skill_id!r} is not present" + (f"; nearest: {near}" if near else ""))


class Extracted(Record):
    """What came of one of many candidates: its profile, or why there is none.

    Attributes:
        source: Name of the file.
        profile: The profile, None when it could not be read.
        code: Why not: "unreadable", "encrypted", "no-text", "timeout", ...; empty with a profile.
        reason: The same in a sentence.
    """

    source: str
    profile: Profile | None = None
    code: str = ""
    reason: str = ""
