"""Stored profiles and roles follow the taxonomy: replaced ids become those in force."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from skillmap.careers import at_date
from skillmap.models import (
    STATUSES,
    STRENGTHS,
    Mention,
    Position,
    Profile,
    Record,
    Requirement,
    Role,
    SkillEvidence,
)
from skillmap.taxonomy import Taxonomy

Stored = TypeVar("Stored", Profile, Role)


def migrate(record: Stored, taxonomy: Taxonomy) -> Stored:
    """Brings a profile or role that was made with another taxonomy up to this one.

    Ids that were replaced become those that replaced them, evidence for skills that have become
    one is put together, labels and areas are those of today. Skills that are new in the taxonomy
    are not looked for: that needs the document.

    Args:
        record: A profile or role, as stored.
        taxonomy: The taxonomy to follow.

    Returns:
        The same in the terms of the taxonomy, with its version in the provenance.

    Raises:
        UnknownSkill: The record holds an id that the taxonomy never had.

    Example:
        >>> import skillmap
        >>> taxonomy = skillmap.load_taxonomy()
        >>> stored = skillmap.extract("Built Python services.").model_dump_json()
        >>> "python" in migrate(skillmap.Profile.model_validate_json(stored), taxonomy)
        True
    """
    if isinstance(record, Profile):
        return _profile(record, taxonomy)
    return _role(record, taxonomy)


def _profile(profile: Profile, taxonomy: Taxonomy) -> Profile:
    present, not_held = _evidence((*profile.skills, *profile.not_held), taxonomy)
    shown = {skill.skill_id for skill in (*present, *not_held)}
    hidden = {taxonomy.current(skill_id) for skill_id in profile.hidden_skills}
    moved = profile.model_copy(
        update={
            "mentions": tuple(_renamed(one, taxonomy) for one in profile.mentions),
            "uncertain": tuple(_renamed(one, taxonomy) for one in profile.uncertain),
            "skills": present,
            "not_held": not_held,
            "positions": tuple(_position(one, taxonomy) for one in profile.positions),
            "hidden_skills": tuple(sorted(hidden - shown)),
            "provenance": profile.provenance.model_copy(update={"taxonomy": taxonomy.version}),
        }
    )
    return at_date(moved, profile.as_of)


def _role(role: Role, taxonomy: Taxonomy) -> Role:
    provenance = role.provenance and role.provenance.model_copy(
        update={"taxonomy": taxonomy.version}
    )
    return role.model_copy(
        update={
            "requirements": tuple(_requirement(one, taxonomy) for one in role.requirements),
            "provenance": provenance,
        }
    )


def _requirement(requirement: Requirement, taxonomy: Taxonomy) -> Requirement:
    skills = dict.fromkeys(taxonomy.current(skill_id) for skill_id in requirement.skills)
    mentions = tuple(_renamed(one, taxonomy) for one in requirement.mentions)
    return requirement.model_copy(update={"skills": tuple(skills), "mentions": mentions})


def _position(position: Position, taxonomy: Taxonomy) -> Position:
    ids = {taxonomy.current(skill_id) for skill_id in position.skill_ids}
    return position.model_copy(update={"skill_ids": tuple(sorted(ids))})


Named = TypeVar("Named", bound=Record)


def _renamed(one: Named, taxonomy: Taxonomy) -> Named:
    skill_id = taxonomy.current(one.skill_id)  # type: ignore[attr-defined]
    return one.model_copy(update={"skill_id": skill_id})


def _evidence(
    skills: Iterable[SkillEvidence], taxonomy: Taxonomy
) -> tuple[tuple[SkillEvidence, ...], tuple[SkillEvidence, ...]]:
    groups: dict[str, list[SkillEvidence]] = {}
    for skill in skills:
        groups.setdefault(taxonomy.current(skill.skill_id), []).append(skill)
    merged = sorted(
        (_merged(skill_id, group, taxonomy) for skill_id, group in groups.items()),
        key=_first_place,
    )
    return (
        tuple(skill for skill in merged if skill.status == "present"),
        tuple(skill for skill in merged if skill.status != "present"),
    )


def _merged(skill_id: str, group: list[SkillEvidence], taxonomy: Taxonomy) -> SkillEvidence:
    """Puts the evidence for skills that have become one together."""
    status = min((one.status for one in group), key=STATUSES.index)
    deciding = [one for one in group if one.status == status]
    stated = [one.stated_months for one in deciding if one.stated_months]
    mentions: list[Mention] = [
        _renamed(mention, taxonomy) for one in group for mention in one.mentions
    ]
    skill = taxonomy[skill_id]
    return deciding[0].model_copy(
        update={
            "skill_id": skill_id,
            "label": skill.label,
            "area": skill.area,
            "strength": min((one.strength for one in deciding), key=STRENGTHS.index),
            "stated_months": max(stated, default=None),
            "mentions": tuple(sorted(mentions, key=lambda mention: mention.start)),
        }
    )


def _first_place(skill: SkillEvidence) -> int:
    return min((mention.start for mention in skill.mentions), default=0)
