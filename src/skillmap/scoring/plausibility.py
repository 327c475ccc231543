"""What in a candidate's document is hard to believe, told as a fact with no word on why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from skillmap.models import Notice, Profile, SkillEvidence
from skillmap.scoring.factors import SHOWN
from skillmap.scoring.worked import Worked
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

_MOST = 5
"""Skills that one warning names."""

_SLACK = 12
"""Months by which stated years may exceed what dates give: rounding, undated first jobs."""


def implausible(
    profile: Profile, worked: Worked, taxonomy: Taxonomy, settings: Settings
) -> list[Notice]:
    """Finds what a reader may want to ask about. No score changes by it.

    Args:
        profile: The candidate.
        worked: Their jobs.
        taxonomy: For the years that tools came out in.
        settings: `stuffing_skills` and `stuffing_share` count.

    Returns:
        Warnings: "many-skills-named", "more-years-than-career", "before-release".
    """
    return [
        *_stuffed(profile.skills, settings),
        *_more_than_career(profile, worked.career),
        *_before_release(profile, worked, taxonomy),
    ]


def _stuffed(skills: Sequence[SkillEvidence], settings: Settings) -> Iterable[Notice]:
    shown = sum(skill.strength in SHOWN for skill in skills)
    if len(skills) >= settings.stuffing_skills and shown < settings.stuffing_share * len(skills):
        message = (
            f"{len(skills)} skills are named and {shown} of them shown in use: what is only named "
            "earns little"
        )
        yield Notice(code="many-skills-named", message=message)


def _more_than_career(profile: Profile, career: int) -> Iterable[Notice]:
    if not career:
        return
    over = [
        f"{skill.label} ({skill.stated_months} months)"
        for skill in profile.skills
        if (skill.stated_months or 0) > career + _SLACK
    ]
    if over:
        message = f"more is stated than the dated jobs' {career} months: {_some(over)}"
        yield Notice(code="more-years-than-career", message=message)


def _before_release(profile: Profile, worked: Worked, taxonomy: Taxonomy) -> Iterable[Notice]:
    early: list[str] = []
    for skill in profile.skills:
        year = taxonomy[skill.skill_id].year
        if year is None:
            continue
        too_long = (skill.stated_months or 0) > 12 * (profile.as_of.year - year + 1)
        if too_long or worked.left_before(year, skill):
            early.append(f"{skill.label} ({year})")
    if early:
        message = f"work is told of from before a tool came out: {_some(early)}"
        yield Notice(code="before-release", message=message)


def _some(listed: Sequence[str]) -> str:
    more = f" and {len(listed) - _MOST} more" if len(listed) > _MOST else ""
    return ", ".join(listed[:_MOST]) + more
