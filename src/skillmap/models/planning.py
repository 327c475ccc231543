"""Who can grow into a role, and what a team lacks: the records of plans and teams."""

from __future__ import annotations

from typing import Literal

from skillmap.models.base import Provenance, Record, Stage
from skillmap.models.document import DocumentRef
from skillmap.models.profile import SkillEvidence, Strength
from skillmap.models.role import Requirement, Role


class PlanStep(Record):
    """One skill to learn.

    Attributes:
        skill_id: The skill.
        area: Its area.
        stage: The lifecycle stage it serves first, None when it serves none.
        months_low: Least months at the plan's hours a week.
        months_high: Most months at the plan's hours a week.
        builds_on: Skills held, or of earlier steps, that make it shorter.
        coverage_after: Share of the required weight met once it is done, 0 to 1.
        why: One sentence.
        project: A project that would prove it.
    """

    skill_id: str
    area: str
    stage: Stage | None = None
    months_low: float
    months_high: float
    builds_on: tuple[str, ...] = ()
    coverage_after: float
    why: str
    project: str = ""


class Plan(Record):
    """How a person grows into a role, step by step.

    Attributes:
        steps: In the order of learning.
        months_low: Least months in all.
        months_high: Most months in all.
        hours_a_week: Focused hours a week that the months are counted at.
        beyond: What no plan gives, such as elapsed years.
        carries_over: What the person holds already.
        provenance: Where it comes from.
    """

    steps: tuple[PlanStep, ...] = ()
    months_low: float
    months_high: float
    hours_a_week: float
    beyond: tuple[str, ...] = ()
    carries_over: tuple[SkillEvidence, ...] = ()
    provenance: Provenance


class Decision(Record):
    """What to do about one gap of a team.

    Attributes:
        requirement: The required Requirement that no member meets.
        action: Learn it, hire for it, or leave it open.
        member: The document of the member who learns it.
        months: Months that takes.
        candidates: Indices of the candidates who close it.
        reason: One sentence with the numbers.
    """

    requirement: Requirement
    action: Literal["upskill", "hire", "open"]
    member: DocumentRef | None = None
    months: float | None = None
    candidates: tuple[int, ...] = ()
    reason: str


class TeamMember(Record):
    """A member by nearness to the role.

    Attributes:
        document: The member's document.
        coverage: Share of the role's required weight met, 0 to 1.
        plan: What is left to learn.
    """

    document: DocumentRef
    coverage: float
    plan: Plan


class PersonSkill(Record):
    """One cell of the matrix of people by skill.

    Attributes:
        person: Who: the name of a document or of a row.
        skill_id: The skill.
        strength: The strongest kind of evidence.
    """

    person: str
    skill_id: str
    strength: Strength


class Team(Record):
    """What a team covers, lacks, and how each gap is closed.

    Attributes:
        decisions: One for each gap.
        chosen: Indices of the smallest set of candidates that closes the gaps to hire for.
        hire: The profile of the hire as a role.
        members: By nearness to the role.
        skills: People by skill.
        provenance: Where it comes from.
    """

    decisions: tuple[Decision, ...] = ()
    chosen: tuple[int, ...] = ()
    hire: Role
    members: tuple[TeamMember, ...] = ()
    skills: tuple[PersonSkill, ...] = ()
    provenance: Provenance
