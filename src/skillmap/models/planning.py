"""Who can grow into a role, and what a team lacks: the records of plans and teams."""

from __future__ import annotations

from typing import Literal

from skillmap.models.base import Notice, Provenance, Record, Stage
from skillmap.models.coverage import Share
from skillmap.models.document import DocumentRef
from skillmap.models.profile import SkillEvidence, Strength
from skillmap.models.role import Requirement, Role

Begun = Literal["planned", "studied", "listed"]
"""How far a skill is that is not shown in use: wanted, studied, or named only."""


class PlanStep(Record):
    """One skill to learn.

    Attributes:
        skill_id: The skill.
        area: Its area.
        stage: The lifecycle stage it serves first, None when it serves none.
        months_low: Least months at the plan's hours a week.
        months_high: Most months at the plan's hours a week.
        builds_on: Skills that it rests on: those held that make it shorter or that it requires,
            and those of earlier steps that it requires.
        coverage_after: Share of the required weight met once it is done, 0 to 1.
        why: One sentence, with the arithmetic of the months.
        project: A project that would prove it.
        begun: How far the person is with it already, None when nothing tells of it.
        requirements: The required lines that it meets; none when it is only needed for others.
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
    begun: Begun | None = None
    requirements: tuple[Requirement, ...] = ()


class Transition(Record):
    """A named change of roles, as it stands in taxonomy/transitions.yaml.

    Attributes:
        name: Its name, such as "data-scientist-to-ai-engineer".
        origin: The built-in role that one comes from.
        goal: The built-in role that one grows into.
        text: One sentence of ours; what is lacking is computed, not told here.
    """

    name: str
    origin: str
    goal: str
    text: str


class GapLine(Record):
    """A line of the role aimed at, beside the role that one comes from.

    Attributes:
        requirement: The line.
        share: Its share of the weight of the role aimed at, 0 to 1.
        held: How surely the other role brings it, 0 to 1: the share of posts of it that ask for
            a skill that meets the line.
        lacking: What is left: share times (1 - held).
    """

    requirement: Requirement
    share: float
    held: float
    lacking: float


class CharacteristicGap(Record):
    """What a named transition has to close, computed from the two roles' lines.

    Attributes:
        transition: The transition.
        origin_title: Title of the role that one comes from.
        goal_title: Title of the role that one grows into.
        lines: Lines of the role aimed at, those that lack most first.
        areas: By area: what the other role brings (points) of the weight (possible).
        stages: The same by lifecycle stage.
        provenance: Where it comes from.
    """

    transition: Transition
    origin_title: str
    goal_title: str
    lines: tuple[GapLine, ...] = ()
    areas: tuple[Share, ...] = ()
    stages: tuple[Share, ...] = ()
    provenance: Provenance


class Plan(Record):
    """How a person grows into a role, step by step.

    Attributes:
        steps: In the order of learning; what the role only prefers is in `later`.
        months_low: Least months in all.
        months_high: Most months in all.
        hours_a_week: Focused hours a week that the months are counted at.
        beyond: What no plan gives, such as elapsed years.
        carries_over: What the person holds already and the role uses.
        hours_low: Least focused hours in all.
        hours_high: Most focused hours in all.
        coverage: Share of the required weight met before the first step, 0 to 1.
        compared: One or two sentences that put the months beside the usual 6 to 12.
        later: Preferred lines that are not met, largest weight first; no step is for them.
        transition: What the named change of roles has to close, when one was asked for.
        warnings: What was noticed on the way.
        profile: The person's document.
        role_title: Title of the role.
        role_document: The post, None when the role is not from a text.
        provenance: Where it comes from.

    Example:
        >>> import skillmap
        >>> profile = skillmap.extract("Built services in Python.")
        >>> plan = skillmap.plan_transition(profile, skillmap.role("You must know Python and Git."))
        >>> [step.skill_id for step in plan.steps], plan.months_low, plan.months_high
        (['git'], 0.1, 0.75)
    """

    steps: tuple[PlanStep, ...] = ()
    months_low: float
    months_high: float
    hours_a_week: float
    beyond: tuple[str, ...] = ()
    carries_over: tuple[SkillEvidence, ...] = ()
    hours_low: float = 0.0
    hours_high: float = 0.0
    coverage: float = 0.0
    compared: str = ""
    later: tuple[Requirement, ...] = ()
    transition: CharacteristicGap | None = None
    warnings: tuple[Notice, ...] = ()
    profile: DocumentRef | None = None
    role_title: str = ""
    role_document: DocumentRef | None = None
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
