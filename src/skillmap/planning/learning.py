"""Who of a team learns which gap, when each member has so many hours and no more."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from skillmap.models import Coverage, Profile, Role
from skillmap.planning.choosing import cheapest
from skillmap.planning.effort import months
from skillmap.planning.held import Held
from skillmap.planning.needs import closure, needs, requires, without_months
from skillmap.scoring import score
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Takes:
    """What learning some gaps together takes.

    Attributes:
        low: Least months.
        high: Most months.
        skills: What is learned, each after what it requires; what several gaps need is there once.
    """

    low: float
    high: float
    skills: tuple[str, ...]


class Learner:
    """One member, and what learning any of the gaps would take.

    Args:
        profile: The member, counted to the day.
        coverage: The score for the role.
        role: The role.
        gaps: Places of the gaps among the role's requirements.
        taxonomy: The role's taxonomy.
        settings: The `effort_*` and all that scoring uses.
        hours_a_week: Focused hours a week.
    """

    def __init__(
        self,
        profile: Profile,
        coverage: Coverage,
        role: Role,
        gaps: Sequence[int],
        taxonomy: Taxonomy,
        settings: Settings,
        hours_a_week: float,
    ) -> None:
        self.held = Held(profile, taxonomy, settings)
        self.hours = hours_a_week
        bare = score(profile, without_months(role), taxonomy, settings)
        by_line = {
            need.requirement: need.options for need in needs(coverage, bare, self.held).lines
        }
        asked = {gap: role.requirements[gap] for gap in gaps}
        # Elapsed months are asked beside the skill: no learning gives those.
        self.options = {
            gap: by_line[one] for gap, one in asked.items() if one in by_line and not one.min_months
        }
        self._known: dict[frozenset[int], Takes] = {}

    def can(self, gap: int) -> bool:
        """Tells whether a gap is a matter of learning for the member."""
        return gap in self.options

    def takes(self, gaps: Iterable[int]) -> Takes:
        """Counts what learning some gaps takes, one after the other.

        Args:
            gaps: Gaps that the member can learn.

        Returns:
            Months at the member's hours; what two gaps have in common is learned once.
        """
        wanted = frozenset(gaps)
        if wanted not in self._known:
            self._known[wanted] = self._counted(wanted)
        return self._known[wanted]

    def _counted(self, gaps: frozenset[int]) -> Takes:
        taxonomy, held = self.held.taxonomy, self.held
        lines = [self.options[gap] for gap in sorted(gaps)]
        closures = {one: closure(one, taxonomy, held) for line in lines for one in line}
        every = sorted(frozenset[str]().union(*closures.values()))
        costs = {one: months(one, held).cost for one in every}
        skills = _in_order(cheapest(lines, closures, costs), taxonomy) if lines else []
        found = [months(one, held, self.hours) for one in skills]
        return Takes(
            low=round(math.fsum(one.low for one in found), 4),
            high=round(math.fsum(one.high for one in found), 4),
            skills=tuple(skills),
        )

    def builds_on(self, skills: Iterable[str]) -> tuple[str, ...]:
        """Gives the skills held that make learning others shorter, or that those require."""
        found: dict[str, None] = {}
        for skill in skills:
            for one in requires(skill, self.held.taxonomy):
                found |= dict.fromkeys(self.held.covering(one)[:1])
            found |= dict.fromkeys(self.held.near(skill))
        return tuple(found)


def _in_order(skills: frozenset[str], taxonomy: Taxonomy) -> list[str]:
    left, found = sorted(skills), list[str]()
    while left:
        ready = [one for one in left if not set(requires(one, taxonomy)).intersection(left)]
        found.append((ready or left)[0])
        left.remove(found[-1])
    return found


@dataclass(frozen=True, slots=True)
class Lesson:
    """A gap that a member learns, or would learn next.

    Attributes:
        gap: The gap.
        learner: Index of the member.
        low: Least months that it adds to what the same member learns before it.
        high: Most months that it adds.
        before: Most months of what the same member learns before it.
        done_by: Most months of all that, and of this.
        skills: What is learned for it and was not before.
    """

    gap: int
    learner: int
    low: float
    high: float
    before: float
    done_by: float
    skills: tuple[str, ...]


def lesson(gap: int, learner: int, learners: Sequence[Learner], before: Iterable[int]) -> Lesson:
    """Counts what one more gap adds for a member.

    Args:
        gap: The gap.
        learner: Index of the member.
        learners: The members.
        before: Gaps that the member learns before it.

    Returns:
        The months, in all and in addition.
    """
    earlier = frozenset(before)
    first = learners[learner].takes(earlier)
    both = learners[learner].takes(earlier | {gap})
    return Lesson(
        gap=gap,
        learner=learner,
        low=max(0.0, round(both.low - first.low, 4)),
        high=max(0.0, round(both.high - first.high, 4)),
        before=first.high,
        done_by=both.high,
        skills=tuple(one for one in both.skills if one not in first.skills),
    )


class Lessons:
    """The gaps that are learned in time, and by whom.

    They are given out one by one: always the gap that adds fewest months (at most) to what some
    member learns already, to that member, as long as all that he or she learns fits the deadline.
    When none fits any more, one that was given out moves to another member if that makes room.
    Gaps that no candidate closes come before those that could be hired for, which else would use
    up the hours. At equal months the member nearer to the role learns it.

    Args:
        gaps: The gaps, in groups; those of the first group come first.
        learners: The members, nearest to the role first.
        deadline: Months.
    """

    def __init__(
        self, gaps: Sequence[Sequence[int]], learners: Sequence[Learner], deadline: float
    ) -> None:
        self.learners = learners
        self.deadline = deadline
        self.learns: dict[int, list[int]] = {index: [] for index in range(len(learners))}
        for group in gaps:
            left = list(group) if deadline > 0 else []
            while left:
                given = self._give_one(left)
                given = self._make_room(left) if given is None else given
                if given is None:
                    break
                left.remove(given)
        self.found = {
            gap: lesson(gap, index, learners, learned[:place])
            for index, learned in self.learns.items()
            for place, gap in enumerate(learned)
        }

    def nearest(self, gap: int) -> Lesson | None:
        """Gives the lesson of whoever would have learned a gap first, after what is given out."""
        return min(self._next(gap), key=lambda one: (one.done_by, one.learner), default=None)

    def _next(self, gap: int) -> list[Lesson]:
        return [
            lesson(gap, index, self.learners, self.learns[index])
            for index, learner in enumerate(self.learners)
            if learner.can(gap)
        ]

    def _give_one(self, gaps: Sequence[int]) -> int | None:
        """Gives out the gap that adds least; None when none fits."""
        fitting = [one for gap in gaps for one in self._next(gap) if one.done_by <= self.deadline]
        if not fitting:
            return None
        best = min(fitting, key=lambda one: (one.high, one.done_by, one.gap, one.learner))
        self.learns[best.learner].append(best.gap)
        return best.gap

    def _make_room(self, gaps: Sequence[int]) -> int | None:
        """Gives out the first gap for which another can move away; None when none can."""
        for gap in gaps:
            for index, learner in enumerate(self.learners):
                for other in self.learns[index] if learner.can(gap) else ():
                    kept = [one for one in self.learns[index] if one != other]
                    if learner.takes([*kept, gap]).high > self.deadline:
                        continue
                    new = self._moved_to(other, index)
                    if new is not None:
                        self.learns[index] = [*kept, gap]
                        self.learns[new].append(other)
                        return gap
        return None

    def _moved_to(self, gap: int, away: int) -> int | None:
        fitting = [
            one for one in self._next(gap) if one.learner != away and one.done_by <= self.deadline
        ]
        best = min(fitting, key=lambda one: (one.high, one.learner), default=None)
        return best.learner if best else None
