"""From the marks of a CV to what it shows of each skill, by the definitions of strength and months.

Written apart from `careers`, which is measured against it: months are a set that is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from skillmap.benchmark.records import Labelled, LabelledRow, MarkedJob, MarkedSkill
from skillmap.evaluation.rows import SkillTruth
from skillmap.models import STRENGTHS, Strength

AS_OF = date(2026, 11, 24)
"""The date that open jobs of the labelled corpus are counted to."""

_STUDIED = frozenset({"education", "certifications", "publications"})


def labelled_row(labelled: Labelled, as_of: date = AS_OF) -> LabelledRow:
    """Gives a labelled document in the shape that the benchmark ships and `evaluate` reads.

    Args:
        labelled: The document.
        as_of: The date that open jobs are counted to.

    Returns:
        The row; for a CV with what it shows of each skill.
    """
    head = labelled.head
    return LabelledRow.model_validate(
        {
            **head.model_dump(),
            "text": labelled.text,
            "mentions": [mark.model_dump(exclude_none=True) for mark in labelled.mentions],
            "traps": [trap.model_dump() for trap in labelled.traps],
            "identity": labelled.identity,
            "lines": labelled.lines,
            "sections": labelled.sections,
            "jobs": labelled.jobs,
            "skills": skill_truths(labelled, as_of) if head.kind == "cv" else (),
        }
    )


def skill_truths(labelled: Labelled, as_of: date = AS_OF) -> tuple[SkillTruth, ...]:
    """Derives strength, months and last use of each skill that a CV has.

    Args:
        labelled: The CV.
        as_of: The date that open jobs are counted to.

    Returns:
        A row for each skill with a present mention, in the order of the first.
    """
    groups: dict[tuple[str, str], list[MarkedSkill]] = {}
    for mark in labelled.mentions:
        if mark.status == "present" and not mark.optional and not mark.meant:
            groups.setdefault((mark.skill_id, mark.canonical), []).append(mark)
    return tuple(
        _truth(skill_id, canonical, marks, labelled.jobs, as_of)
        for (skill_id, canonical), marks in groups.items()
    )


def _truth(
    skill_id: str,
    canonical: str,
    marks: Sequence[MarkedSkill],
    jobs: Sequence[MarkedJob],
    as_of: date,
) -> SkillTruth:
    held = sorted({mark.position for mark in marks if mark.position is not None})
    dated = [jobs[index] for index in held if jobs[index].start is not None]
    stated = max((mark.min_months or 0 for mark in marks), default=0)
    low = max(len({m for job in dated for m in _months(job, as_of, least=True)}), stated)
    high = max(len({m for job in dated for m in _months(job, as_of, least=False)}), stated)
    return SkillTruth(
        skill_id=skill_id,
        canonical=canonical,
        strength=min((_strength(mark) for mark in marks), key=STRENGTHS.index),
        months_min=low or None,
        months_max=high or None,
        last_used=max((_last(job, as_of) for job in dated), default=None),
    )


def _strength(mark: MarkedSkill) -> Strength:
    if mark.position is not None:
        return "led" if mark.led else "work"
    if mark.section == "projects":
        return "project"
    if mark.section in _STUDIED:
        return "studied"
    return "work" if mark.section == "experience" else "listed"


def _months(job: MarkedJob, as_of: date, least: bool) -> range:
    """Gives the months of a job; a bare year begins in July and ends in June."""
    assert job.start is not None
    now = as_of.year * 12 + as_of.month
    bare = len(job.start) == 4 and job.end == job.start
    if bare:  # one year alone: anything from a month to all of it
        year = int(job.start) * 12
        return range(year + 7, year + 8) if least else range(year + 1, year + 13)
    first = _month(job.start, 7)
    last = now if job.end is None else min(_month(job.end, 6), now)
    return range(first, last + 1)


def _month(written: str, within_year: int) -> int:
    return int(written[:4]) * 12 + (int(written[5:7]) if len(written) > 4 else within_year)


def _last(job: MarkedJob, as_of: date) -> str:
    today = f"{as_of.year:04d}-{as_of.month:02d}"
    if job.end is None:
        return today
    return min(job.end if len(job.end) > 4 else f"{job.end}-12", today)
