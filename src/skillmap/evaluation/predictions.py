"""From a profile, and for a post its role, to a row of predictions."""

from __future__ import annotations

from skillmap.evaluation.rows import PredictedMark, PredictedRow, SkillTruth
from skillmap.models import Level, Profile, Role

LEVELS: dict[Level, str] = {"required": "must", "preferred": "nice", "mentioned": "context"}
"""What annotators call a requirement's level."""


def predicted_row(document_id: str, profile: Profile, role: Role | None = None) -> PredictedRow:
    """Writes what was extracted as a row of predictions.

    Args:
        document_id: Id of the annotated document.
        profile: What was extracted.
        role: What it was read to ask, for a post.

    Returns:
        The row.

    Example:
        >>> import skillmap
        >>> predicted_row("a", skillmap.extract("Good SQL")).mentions[0].skill_id
        'sql'
    """
    asked = _asked(role) if role else {}
    marks = []
    for mention in profile.mentions:
        level, group, months = asked.get(mention.start, ("context" if role else "", None, None))
        marks.append(
            PredictedMark(
                start=mention.start,
                end=mention.end,
                skill_id=mention.skill_id,
                status=mention.status,
                section=mention.section,
                matcher=mention.matcher,
                requirement=level,
                any_of=group,
                min_months=months,
            )
        )
    skills = tuple(
        SkillTruth(
            skill_id=skill.skill_id,
            strength=skill.strength,
            months_min=skill.months,
            months_max=skill.months,
            last_used=skill.last_used,
        )
        for skill in profile.skills
    )
    return PredictedRow(id=document_id, mentions=tuple(marks), skills=skills)


def _asked(role: Role) -> dict[int, tuple[str, str | None, int | None]]:
    """Gives level, group and months by the place of the mention."""
    found: dict[int, tuple[str, str | None, int | None]] = {}
    for number, requirement in enumerate(role.requirements):
        # A general term that the group stands for ("cloud platforms") is none of the choices.
        for mention in requirement.mentions:
            chosen = len(requirement.skills) > 1 and mention.skill_id in requirement.skills
            group = f"r{number}" if chosen else None
            found[mention.start] = (LEVELS[requirement.level], group, requirement.min_months)
    return found
