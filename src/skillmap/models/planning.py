"""Who can grow into a role, and what a team lacks: the records of plans and teams."""

from __future__ import annotations

from typing import Literal

from skillmap.models.base import Notice, Provenance, Record, Stage
from skillmap.models.coverage import Coverage, Outcome, Share
from skillmap.models.document import DocumentRef
from skillmap.models.lifecycle import TeamLifecycle
from skillmap.models.profile import SkillEvidence, Strength
from skillmap.models.ranked import SetAside
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
        later: Preferred lines that neither the person nor a step meets, largest weight first.
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
        months: Months that takes at most, beside what the same member learns before it.
        candidates: Indices of the candidates who close it.
        reason: One sentence with the numbers; it names nobody.
        months_low: Months that takes at least, None when nobody learns it.
        done_by: Month by which the same member has learned it and what comes before it.
        pseudonym: Name of the member that tells nothing of the person.
        steps: What the member learns for it, besides what was learned before.
        builds_on: Skills of the member that make it shorter or that it rests on.
    """

    requirement: Requirement
    action: Literal["upskill", "hire", "open"]
    member: DocumentRef | None = None
    months: float | None = None
    candidates: tuple[int, ...] = ()
    reason: str
    months_low: float | None = None
    done_by: float | None = None
    pseudonym: str = ""
    steps: tuple[str, ...] = ()
    builds_on: tuple[str, ...] = ()


class TeamMember(Record):
    """A member by nearness to the role.

    Attributes:
        document: The member's document.
        coverage: Share of the role's required weight met, 0 to 1.
        plan: What is left to learn.
        pseudonym: Stable name that tells nothing of the person: "member-3f9a12".
        stated: Whether the skills were stated in a table, and not read from a document.
    """

    document: DocumentRef
    coverage: float
    plan: Plan
    pseudonym: str = ""
    stated: bool = False


class TeamCandidate(Record):
    """Somebody who could be hired, in the order given.

    Attributes:
        document: The candidate's document.
        closes: Indices of the decisions whose gap the candidate meets, whatever their action.
        coverage: Share of the role's required weight met, 0 to 1.
        months_low: Least months that the candidate would still learn for the role.
        months_high: Most months.
        pseudonym: Stable name that tells nothing of the person: "candidate-3f9a12".
        stated: Whether the skills were stated in a table, and not read from a document.
    """

    document: DocumentRef
    closes: tuple[int, ...] = ()
    coverage: float
    months_low: float
    months_high: float
    pseudonym: str = ""
    stated: bool = False


class PersonSkill(Record):
    """One cell of the matrix of people by skill.

    Attributes:
        person: Who: the name of a document or of a row, the pseudonym when several share it.
        skill_id: The skill.
        strength: The strongest kind of evidence.
        pseudonym: Name that tells nothing of the person.
        months: Months of work with it, None when unknown.
        last_used: "YYYY-MM", None when unknown.
        stated: Whether it was stated in a table, and not read from a document.
        asked: Whether a line of the role uses it.
    """

    person: str
    skill_id: str
    strength: Strength
    pseudonym: str = ""
    months: int | None = None
    last_used: str | None = None
    stated: bool = False
    asked: bool = False


class TeamLine(Record):
    """A line of the role beside every member, in the order of `Team.members`.

    Attributes:
        requirement: The line.
        outcomes: How it ended for each member.
        strengths: The kind of evidence that each member has for it, None for none.
        best: Index of the member who earns most of it, None when nobody earns any.
    """

    requirement: Requirement
    outcomes: tuple[Outcome, ...] = ()
    strengths: tuple[Strength | None, ...] = ()
    best: int | None = None

    @property
    def holders(self) -> tuple[int, ...]:
        """Indices of the members who meet it."""
        return tuple(i for i, outcome in enumerate(self.outcomes) if outcome == "met")


class Team(Record):
    """What a team covers, lacks, and how each gap is closed.

    Attributes:
        decisions: One for each gap, in the role's order.
        chosen: Indices of the smallest set of candidates that closes the gaps to hire for.
        hire: The profile of the hire as a role: every gap that nobody of the team learns.
        members: By nearness to the role.
        skills: People by skill.
        provenance: Where it comes from.
        role: The role; of several the union.
        deadline: Months in which gaps are to be closed.
        hours_a_week: Focused hours a week of each member.
        candidates: Those who could be hired, in the order given.
        exact: Whether `chosen` is surely the smallest set; with very many it is a good one.
        lines: The role's lines beside every member.
        single_points: Indices of the required lines that one member alone meets.
        required: Share of the required weight that the team meets, 0 to 1.
        together: The team as one score, each line as the best member earns it; with shares by area
            and stage. None without members.
        lifecycle: The members by stage.
        by_hand: Files that could not be read.
        warnings: What was noticed on the way.

    Example:
        >>> import skillmap
        >>> role = skillmap.role("You must know Python, Docker and Kubernetes.")
        >>> profile = skillmap.extract("Built Python services and ran them in Docker.")
        >>> found = skillmap.team([profile], [role], deadline=9)
        >>> [(one.requirement.skills, one.action, one.months) for one in found.decisions]
        [(('kubernetes',), 'upskill', 5.0)]
    """

    decisions: tuple[Decision, ...] = ()
    chosen: tuple[int, ...] = ()
    hire: Role
    members: tuple[TeamMember, ...] = ()
    skills: tuple[PersonSkill, ...] = ()
    provenance: Provenance
    role: Role = Role(title="")
    deadline: float = 9
    hours_a_week: float = 10
    candidates: tuple[TeamCandidate, ...] = ()
    exact: bool = True
    lines: tuple[TeamLine, ...] = ()
    single_points: tuple[int, ...] = ()
    required: float | None = None
    together: Coverage | None = None
    lifecycle: TeamLifecycle | None = None
    by_hand: tuple[SetAside, ...] = ()
    warnings: tuple[Notice, ...] = ()
