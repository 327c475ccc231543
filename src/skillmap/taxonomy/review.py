"""Finds what a reviewer of a taxonomy should look at, though it can be used as it is."""

from __future__ import annotations

from collections.abc import Iterator

from skillmap.data_files import load
from skillmap.errors import TaxonomyError
from skillmap.taxonomy.check import Places, problem
from skillmap.taxonomy.schema import Alias, Skill, TaxonomyData

COMMON_WORDS = "common_words.txt.gz"


def find_doubts(data: TaxonomyData, places: Places) -> list[TaxonomyError]:
    """Finds unguarded everyday words, groups of one, lost replacements and skills of tomorrow.

    These do no harm to who loads the taxonomy, so that only `taxonomy check` tells them.

    Args:
        data: The content.
        places: Where each skill stands.

    Returns:
        The findings, those of one sort together, in the order of the skills.
    """
    checks = (_everyday, _lonely, _replaced, _early)
    return [doubt for check in checks for doubt in check(data, places)]


def unguarded(skill: Skill, reviewed: frozenset[str] = frozenset()) -> Iterator[Alias]:
    """Gives the aliases of a skill that are a common English word and have no rule.

    Args:
        skill: The skill.
        reviewed: Words, in lower case, that a reviewer found safe.

    Returns:
        Aliases of one word that are neither ambiguous nor held to their case.
    """
    common = load(COMMON_WORDS)
    for alias in skill.aliases:
        word = alias.text.casefold()
        free = not alias.ambiguous and alias.case == "any" and word not in reviewed
        if free and word in common:
            yield alias


def _everyday(data: TaxonomyData, places: Places) -> Iterator[TaxonomyError]:
    reviewed = frozenset(word.casefold() for word in data.plain_words)
    for skill in data.skills:
        if skill.deprecated:
            continue
        for alias in unguarded(skill, reviewed):
            yield problem(
                places,
                skill.id,
                f"the alias {alias.text!r} is a common English word without a rule",
                "Mark it ambiguous with needs, or list it under plain_words when it is safe.",
            )


def _lonely(data: TaxonomyData, places: Places) -> Iterator[TaxonomyError]:
    members: dict[str, list[str]] = {}
    for skill in data.skills:
        if skill.group and not skill.deprecated:
            members.setdefault(skill.group, []).append(skill.id)
    for group, ids in members.items():
        if len(ids) == 1:
            yield problem(
                places,
                ids[0],
                f"is alone in the group of alternatives {group!r}",
                "Give the group a second member, or drop it.",
            )


def _replaced(data: TaxonomyData, places: Places) -> Iterator[TaxonomyError]:
    skills = {skill.id: skill for skill in data.skills}
    for skill in data.skills:
        if skill.replaced_by is None:
            continue
        if not skill.deprecated:
            yield problem(
                places,
                skill.id,
                f"is replaced by {skill.replaced_by!r} and yet not deprecated",
                "Add `deprecated: true`, or drop replaced_by.",
            )
        there = skills.get(skill.replaced_by)
        if there and there.deprecated:
            yield problem(
                places,
                skill.id,
                f"is replaced by {there.id!r}, which is deprecated itself",
                f"Name {there.replaced_by!r}." if there.replaced_by else "Name another.",
            )


def _early(data: TaxonomyData, places: Places) -> Iterator[TaxonomyError]:
    def parts(version: str) -> list[int]:
        return [int(part) for part in version.split(".") if part.isdigit()]

    for skill in data.skills:
        if parts(skill.since) > parts(data.version):
            yield problem(
                places,
                skill.id,
                f"came with {skill.since}, which is later than the taxonomy's {data.version}",
                "Raise the version in taxonomy.yaml, or correct `since`.",
            )
