"""One decision for each gap of a team, with the numbers that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skillmap.models import Decision, Requirement, TeamMember
from skillmap.planning.learning import Learner, Lesson, Lessons


@dataclass(frozen=True, slots=True)
class Terms:
    """What the decisions go by.

    Attributes:
        deadline: Months.
        hours_a_week: Focused hours a week of each member.
        candidates: How many candidates there are.
    """

    deadline: float
    hours_a_week: float
    candidates: int


def decided(
    gaps: Sequence[int],
    requirements: Sequence[Requirement],
    closed_by: dict[int, tuple[int, ...]],
    learners: Sequence[Learner],
    people: Sequence[TeamMember],
    terms: Terms,
) -> list[Decision]:
    """Decides every gap once: learned in time, else hired for, else open.

    Args:
        gaps: Places of the gaps among the requirements.
        requirements: The role's.
        closed_by: For each gap the candidates who meet it.
        learners: The members, nearest to the role first.
        people: The same members as records.
        terms: Deadline, hours, and the number of candidates.

    Returns:
        The decisions, in the order of the gaps.
    """
    first = [gap for gap in gaps if not closed_by[gap]]
    then = [gap for gap in gaps if closed_by[gap]]
    lessons = Lessons((first, then), learners, terms.deadline)
    to_hire = [gap for gap in then if gap not in lessons.found]
    return [
        _learned(lessons.found[gap], requirements[gap], closed_by[gap], learners, people, terms)
        if gap in lessons.found
        else _not_learned(gap, requirements[gap], closed_by, to_hire, lessons, terms)
        for gap in gaps
    ]


def _learned(
    one: Lesson,
    requirement: Requirement,
    closed_by: tuple[int, ...],
    learners: Sequence[Learner],
    people: Sequence[TeamMember],
    terms: Terms,
) -> Decision:
    member = people[one.learner]
    reason = f"the member nearest to it {_needs(one, terms)}"
    others = f"{_count(len(closed_by))} would bring it as well" if closed_by else ""
    return Decision(
        requirement=requirement,
        action="upskill",
        member=member.document,
        months=one.high,
        candidates=closed_by,
        reason="; ".join(part for part in (reason, others) if part) + ".",
        months_low=one.low,
        done_by=one.done_by,
        pseudonym=member.pseudonym,
        steps=one.skills,
        builds_on=learners[one.learner].builds_on(one.skills),
    )


def _not_learned(
    gap: int,
    requirement: Requirement,
    closed_by: dict[int, tuple[int, ...]],
    to_hire: Sequence[int],
    lessons: Lessons,
    terms: Terms,
) -> Decision:
    candidates = closed_by[gap]
    return Decision(
        requirement=requirement,
        action="hire" if candidates else "open",
        candidates=candidates,
        reason=f"{_why_not(gap, requirement, lessons, terms)}; "
        f"{_who_else(candidates, closed_by, to_hire, terms)}.",
    )


def _why_not(gap: int, requirement: Requirement, lessons: Lessons, terms: Terms) -> str:
    if not lessons.learners:
        return "there is no member who could learn it"
    if requirement.min_months:
        return (
            f"{requirement.min_months} months of work with it are asked, and time at work is not "
            "learned"
        )
    nearest = lessons.nearest(gap)
    if nearest is None:
        return "the taxonomy holds it for out of use, so nobody is to learn it"
    return f"the member nearest to it {_needs(nearest, terms)}"


def _needs(one: Lesson, terms: Terms) -> str:
    """Tells the arithmetic: "needs 2 to 5 months at 10 hours a week, ...: month 7 of 9 at most"."""
    hours = f"{terms.hours_a_week:g} hours a week"
    text = f"needs {_months(one.low)} to {_months(one.high)} months at {hours}"
    if one.before:
        text += f" after {_months(one.before)} months for other gaps"
    if not one.skills:
        text = f"gets it with what is learned for other gaps, at {hours}"
    end = f"month {_months(one.done_by)}"
    if one.done_by <= terms.deadline and terms.deadline:
        return f"{text}: done by {end} at most, within the deadline of {terms.deadline:g}"
    return f"{text}: done by {end} at most, after the deadline of {terms.deadline:g}"


def _who_else(
    candidates: tuple[int, ...],
    closed_by: dict[int, tuple[int, ...]],
    to_hire: Sequence[int],
    terms: Terms,
) -> str:
    if not terms.candidates:
        return "no candidates were given"
    if not candidates:
        if terms.candidates == 1:
            return "the only candidate does not meet it"
        return f"none of {_count(terms.candidates)} meets it"
    most = max(sum(one in closed_by[gap] for gap in to_hire) for one in candidates)
    meets = "meets" if len(candidates) == 1 else "meet"
    of = f"{len(candidates)} of {_count(terms.candidates)} {meets} it"
    if terms.candidates == 1:
        of = "the only candidate meets it"
    if len(to_hire) == 1:
        return f"{of}, and it is the only gap to hire for"
    who = "one of them" if len(candidates) > 1 else "that one"
    return f"{of}, and {who} would close {most} of the {len(to_hire)} gaps to hire for"


def _count(number: int) -> str:
    return "1 candidate" if number == 1 else f"{number} candidates"


def _months(value: float) -> str:
    return f"{value:.2f}" if 0 < value < 0.1 else f"{value:.1f}"
