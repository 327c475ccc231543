"""What is doubtful in what a post asks: contradictions, impossible years, too many musts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from skillmap.models import Notice, Requirement
from skillmap.roles.lines import PostLine
from skillmap.taxonomy import Taxonomy

_MOST_MUSTS = 25
"""More skills than that nobody has all of; the best posts ask for 8 to 15."""


def doubts(
    lines: Sequence[PostLine],
    requirements: Sequence[Requirement],
    taxonomy: Taxonomy,
    as_of: date | None,
) -> Iterable[Notice]:
    """Finds what a post asks that cannot be, or hardly.

    Args:
        lines: Its lines.
        requirements: What it was read to ask.
        taxonomy: For labels and the years that tools came out in.
        as_of: The date that the post is read at, None when unknown.

    Yields:
        Warnings.
    """
    yield from _contradictions(lines, taxonomy)
    for one in requirements:
        yield from _impossible_years(one, taxonomy, as_of)
    musts = sum(one.level == "required" for one in requirements)
    if musts > _MOST_MUSTS:
        message = f"{musts} requirements are asked without a hedge; few people meet them all"
        yield Notice(code="many-musts", message=message)


def _contradictions(lines: Sequence[PostLine], taxonomy: Taxonomy) -> Iterable[Notice]:
    required: dict[str, str] = {}
    other: dict[str, tuple[str, str]] = {}
    for line in lines:
        for mention, level in zip(line.mentions, line.levels, strict=True):
            if level == "required":
                required.setdefault(mention.skill_id, line.text)
            elif level == "preferred":
                other.setdefault(mention.skill_id, ("a plus", line.text))
        for mention in line.unneeded:
            other[mention.skill_id] = ("not needed", line.text)
    for skill, text in required.items():
        if skill in other:
            said, elsewhere = other[skill]
            if elsewhere == text:
                continue
            label = taxonomy[skill].label if skill in taxonomy else skill
            yield Notice(
                code="contradictory-levels",
                message=f"{label} is asked as a must and elsewhere called {said}",
                place=" ".join(elsewhere.split())[:200],
            )


def _impossible_years(one: Requirement, taxonomy: Taxonomy, as_of: date | None) -> Iterable[Notice]:
    if as_of is None or not one.min_months:
        return
    years = [taxonomy[skill].year for skill in one.skills if skill in taxonomy]
    known = [year for year in years if year is not None]
    if len(known) < len(one.skills):
        return
    oldest = min(known)
    if one.min_months > 12 * (as_of.year - oldest + 1):
        label = " or ".join(taxonomy[skill].label for skill in one.skills)
        yield Notice(
            code="impossible-years",
            message=f"{one.min_months} months of {label} are asked, which came out in {oldest}",
            place=one.text[:200],
        )
