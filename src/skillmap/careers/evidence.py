"""From mentions and positions to the evidence for each skill."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from skillmap.careers.dates import as_of_index, month_index, month_name, union_months
from skillmap.careers.doubts import FUTURE, future_dates
from skillmap.careers.stated import stated_months
from skillmap.careers.strengths import mention_strengths
from skillmap.models import (
    STATUSES,
    STRENGTHS,
    Document,
    Mention,
    MonthsBasis,
    Position,
    Profile,
    SkillEvidence,
)
from skillmap.taxonomy import Taxonomy
from skillmap.text import segments


def with_skills(positions: Sequence[Position], mentions: Iterable[Mention]) -> tuple[Position, ...]:
    """Fills in the skills of positions.

    Args:
        positions: Jobs in the order that mentions count them in.
        mentions: Mentions of the same document.

    Returns:
        The positions, each with the sorted ids of the skills present in its text.
    """
    held: list[set[str]] = [set() for _ in positions]
    for mention in mentions:
        if mention.status == "present" and mention.position is not None:
            held[mention.position].add(mention.skill_id)
    return tuple(
        position.model_copy(update={"skill_ids": tuple(sorted(ids))})
        for position, ids in zip(positions, held, strict=True)
    )


def skill_evidence(
    mentions: Sequence[Mention],
    positions: Sequence[Position],
    document: Document,
    taxonomy: Taxonomy,
    as_of: date,
) -> tuple[tuple[SkillEvidence, ...], tuple[SkillEvidence, ...]]:
    """Sums up what a document says about each skill.

    Args:
        mentions: Mentions in the order of the text, whatever their status.
        positions: The jobs that `Mention.position` counts.
        document: The document they are from.
        taxonomy: Where labels and areas come from.
        as_of: The date that open jobs are counted to.

    Returns:
        The present skills in the order of their first mention, and those not held.

    Raises:
        UnknownSkill: A mention is of a skill that the taxonomy lacks.
    """
    parts = segments(document.text)
    strengths = mention_strengths(mentions, document, parts)
    stated = stated_months(mentions, document.text, parts)
    groups: dict[str, list[int]] = {}
    for index, mention in enumerate(mentions):
        groups.setdefault(mention.skill_id, []).append(index)
    present: list[SkillEvidence] = []
    not_held: list[SkillEvidence] = []
    for skill_id, indices in groups.items():
        statuses = {mentions[index].status for index in indices}
        status = min(statuses, key=STATUSES.index)
        deciding = [index for index in indices if mentions[index].status == status]
        skill = taxonomy[skill_id]
        of_skill = tuple(mentions[index] for index in indices)
        held = status == "present"
        years = stated.get(skill_id) if held else None
        used = _used_in(of_skill, positions, years, as_of) if held else _NEVER
        evidence = SkillEvidence(
            skill_id=skill_id,
            label=skill.label,
            area=skill.area,
            status=status,
            strength=min((strengths[index] for index in deciding), key=STRENGTHS.index),
            stated_months=years,
            mentions=of_skill,
            **used._asdict(),
        )
        (present if held else not_held).append(evidence)
    return tuple(present), tuple(not_held)


def at_date(profile: Profile, as_of: date) -> Profile:
    r"""Counts the open jobs of a profile to another date.

    Args:
        profile: The profile.
        as_of: The date.

    Returns:
        The profile as if it had been extracted on that date.

    Example:
        >>> import skillmap
        >>> text = "Experience\nData Engineer, Acme\nJan 2024 - Present\n- Built ETL in Python"
        >>> profile = skillmap.extract(text, as_of=date(2025, 6, 1))
        >>> at_date(profile, date(2026, 6, 1))["python"].months
        30
    """
    return profile.model_copy(
        update={
            "skills": tuple(_dated(skill, profile.positions, as_of) for skill in profile.skills),
            "warnings": (
                *(one for one in profile.warnings if one.code != FUTURE),
                *future_dates(profile.positions, as_of),
            ),
            "as_of": as_of,
            "provenance": profile.provenance.model_copy(update={"as_of": as_of}),
        }
    )


class _Used(NamedTuple):
    """What hangs on the date."""

    months: int | None
    months_basis: MonthsBasis | None
    first_used: str | None
    last_used: str | None


_NEVER = _Used(None, None, None, None)


def _dated(evidence: SkillEvidence, positions: Sequence[Position], as_of: date) -> SkillEvidence:
    used = _used_in(evidence.mentions, positions, evidence.stated_months, as_of)
    return evidence.model_copy(update=used._asdict())


def _used_in(
    mentions: Sequence[Mention], positions: Sequence[Position], stated: int | None, as_of: date
) -> _Used:
    indices = sorted(
        {
            mention.position
            for mention in mentions
            if mention.status == "present" and mention.position is not None
        }
    )
    return _used([positions[index] for index in indices], stated, as_of)


def _used(positions: Sequence[Position], stated: int | None, as_of: date) -> _Used:
    # A job that begins after the date says nothing yet.
    begun = [p for p in positions if month_index(p.start) <= as_of_index(as_of)]
    worked = union_months(begun, as_of)
    months: int | None = None
    basis: MonthsBasis | None = None
    if worked:
        months, basis = worked, "positions"
    if stated and stated > worked:
        months, basis = stated, "stated"
    return _Used(
        months,
        basis,
        min((p.start for p in begun), default=None),
        max((_last_month(p, as_of) for p in begun), default=None),
    )


def _last_month(position: Position, as_of: date) -> str:
    """Gives the last month of a job: December for a bare year, never later than the date."""
    today = month_name(as_of_index(as_of))
    if position.end is None:
        return today
    end = f"{position.end[:4]}-12" if position.precision == "year" else position.end
    return min(end, today)
