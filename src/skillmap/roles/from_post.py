"""A post's profile -> Role: every asked line ends in a requirement, a condition or as unscored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from skillmap.models import (
    Condition,
    Document,
    Level,
    Notice,
    Profile,
    Requirement,
    Role,
    UnscoredLine,
)
from skillmap.roles.conditions import bare_line, conditions_beside
from skillmap.roles.doubts import doubts
from skillmap.roles.groups import Group, groups_of
from skillmap.roles.lines import PostLine, post_lines
from skillmap.roles.telling import weighed
from skillmap.roles.titles import title_of
from skillmap.sections import guess_kind
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

_ORDER: dict[Level, int] = {"required": 0, "preferred": 1, "mentioned": 2}


def role_from_post(
    document: Document, profile: Profile, taxonomy: Taxonomy, settings: Settings | None = None
) -> Role:
    """Reads the role out of a post.

    Args:
        document: The post.
        profile: What was found in it.
        taxonomy: The taxonomy that it was found with.
        settings: How telling a skill is; None for the defaults.

    Returns:
        The role.
    """
    lines = post_lines(document, profile)
    if not any(line.asks for line in lines):
        # A bare list of skills asks for them all.
        lines = [_asked(line) for line in lines if line.mentions]
    requirements: list[Requirement] = []
    conditions: list[Condition] = []
    unscored: list[UnscoredLine] = []
    scored = 0
    for line in lines:
        if line.mentions:
            scored += line.asks
            conditions += conditions_beside(line) if line.asks else ()
            text = _one_line(line.text)
            requirements += [
                _requirement(group, line, text)
                for group in groups_of(line, document.text, taxonomy)
            ]
        elif line.asks:
            more_conditions, more_unscored = bare_line(line)
            conditions += more_conditions
            unscored += more_unscored
    merged = weighed(_merged(requirements), taxonomy, settings or Settings())
    return Role(
        title=title_of(document),
        requirements=merged,
        conditions=tuple(conditions),
        unscored=tuple(unscored),
        scored_lines=scored,
        warnings=(
            *map(_of_the_post, profile.warnings),
            *_warnings(document, merged),
            *doubts(lines, merged, taxonomy, profile.as_of),
        ),
        document=document.ref,
        provenance=profile.provenance,
    )


def _of_the_post(one: Notice) -> Notice:
    """Says of whose file a warning speaks: a score shows those of the candidate's beside it."""
    return one if one.place else one.model_copy(update={"place": "the post"})


def _asked(line: PostLine) -> PostLine:
    must: Level = "required"
    return replace(line, level=must, asks=True, levels=tuple(must for _ in line.mentions))


def _requirement(group: Group, line: PostLine, text: str) -> Requirement:
    return Requirement(
        skills=group.skills,
        level=group.level,
        min_months=group.min_months,
        text=text,
        start=line.start,
        end=line.end,
        mentions=tuple(sorted([*group.listed, *group.mentions], key=lambda m: m.start)),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _merged(requirements: Sequence[Requirement]) -> tuple[Requirement, ...]:
    """Merges what is asked twice; the strongest level and the most months win."""
    found: dict[frozenset[str], Requirement] = {}
    for one in requirements:
        key = frozenset(one.skills)
        first = found.get(key)
        if first is None:
            found[key] = one
            continue
        # The line that asks most is the one to show; among equals the first.
        shown = min(first, one, key=lambda requirement: _ORDER[requirement.level])
        found[key] = shown.model_copy(
            update={
                "min_months": max(first.min_months or 0, one.min_months or 0) or None,
                "mentions": (*first.mentions, *one.mentions),
            }
        )
    asked = [one for one in found.values() if one.level != "mentioned"]
    grouped = {skill for one in asked if len(one.skills) > 1 for skill in one.skills}
    # What the duties only mention is not asked again beside a group that holds it.
    return tuple(
        one
        for one in found.values()
        if one.level != "mentioned" or not grouped.issuperset(one.skills)
    )


def _warnings(document: Document, requirements: Sequence[Requirement]) -> list[Notice]:
    found: list[Notice] = []
    if not document.text.strip():
        found.append(Notice(code="empty-post", message="the post holds no text"))
    elif not requirements:
        message = "no skill of the taxonomy was found in the post"
        found.append(Notice(code="no-requirements", message=message))
    if document.kind == "cv" or guess_kind(document.text) == "cv":
        message = "the post looks like a CV"
        found.append(Notice(code="no-post", message=message))
    return found
