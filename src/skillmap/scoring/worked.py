"""Months of work with some skills, and since: each set of jobs is counted once."""

from __future__ import annotations

from collections.abc import Sequence

from skillmap.careers import month_index, month_name, union_months
from skillmap.models import Position, Profile, SkillEvidence


class Worked:
    """The jobs of a profile, to be asked about skills.

    Args:
        profile: The candidate, counted to a date.
    """

    def __init__(self, profile: Profile) -> None:
        self._positions = profile.positions
        self._as_of = profile.as_of
        # A set of jobs is a number with a bit for each.
        self._jobs: dict[str, int] = {}
        for place, position in enumerate(self._positions):
            for skill_id in position.skill_ids:
                self._jobs[skill_id] = self._jobs.get(skill_id, 0) | 1 << place
        self._first_left = min((int(p.end[:4]) for p in self._positions if p.end), default=9999)
        self._months: dict[int, int] = {}
        self._idle: dict[int, int | None] = {}

    @property
    def career(self) -> int:
        """Months of all jobs."""
        return self._union((1 << len(self._positions)) - 1)

    def months(self, skills: Sequence[SkillEvidence]) -> int | None:
        """Gives the months of work with any of some skills.

        The union of the positions that hold one of them; stated years count only up to the dated
        career, when there is one.

        Args:
            skills: The skills.

        Returns:
            Months, None when nothing tells.
        """
        jobs = self._with(skills)
        stated = max((skill.stated_months or 0 for skill in skills), default=0)
        if stated and self._positions:
            stated = min(stated, self.career)
        return max(self._union(jobs), stated) or None

    def idle(self, skills: Sequence[SkillEvidence]) -> int | None:
        """Gives the months worked since the last job with any of some skills.

        Args:
            skills: The skills.

        Returns:
            Months, None without such a job.
        """
        jobs = self._with(skills)
        if jobs not in self._idle:
            self._idle[jobs] = self._since(jobs)
        return self._idle[jobs]

    def left_before(self, year: int, skill: SkillEvidence) -> bool:
        """Tells whether a job with a skill ended before a year.

        Args:
            year: The year.
            skill: The skill.

        Returns:
            Whether one did.
        """
        if self._first_left >= year:
            return False
        jobs = self._with([skill])
        return any(int(p.end[:4]) < year for p in self._of(jobs) if p.end)

    def _with(self, skills: Sequence[SkillEvidence]) -> int:
        """Gives the jobs with any of some skills, as a set."""
        jobs = 0
        for skill in skills:
            jobs |= self._jobs.get(skill.skill_id, 0)
        return jobs

    def _of(self, jobs: int) -> list[Position]:
        return [position for place, position in enumerate(self._positions) if jobs >> place & 1]

    def _union(self, jobs: int) -> int:
        if jobs not in self._months:
            self._months[jobs] = union_months(self._of(jobs), self._as_of)
        return self._months[jobs]

    def _since(self, jobs: int) -> int | None:
        last = self._of(jobs)
        if not last:
            return None
        if any(p.end is None for p in last):
            return 0
        after = max(month_index(p.end) for p in last if p.end is not None)
        later = []
        for p in self._positions:
            if p.end is None or month_index(p.end) > after:
                start = max(month_index(p.start), after + 1)
                later.append(p.model_copy(update={"start": month_name(start)}))
        return union_months(later, self._as_of)
