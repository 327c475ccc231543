"""Several roles as one, and what is left of a role to hire for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from skillmap.models import PACKAGE, Level, Provenance, Requirement, Role
from skillmap.taxonomy import Taxonomy

_LEVELS: tuple[Level, ...] = ("required", "preferred", "mentioned")


def merged(roles: Sequence[Role], taxonomy: Taxonomy) -> Role:
    """Puts roles together.

    Lines that ask for the same skills become one: required when any of them is, and then with the
    most months and the largest weight among those of that level. A single role stays as it is.

    Args:
        roles: The roles, at least one.
        taxonomy: For the ids in force.

    Returns:
        The union, in the order of the roles.
    """
    if len(roles) == 1:
        return roles[0]
    lines: dict[frozenset[str], list[Requirement]] = {}
    for role in roles:
        for one in role.requirements:
            key = frozenset(taxonomy.current(skill) for skill in one.skills)
            lines.setdefault(key, []).append(one)
    titles = list(dict.fromkeys(role.title for role in roles))
    return Role(
        title=" and ".join(titles),
        requirements=tuple(_strictest(of_one) for of_one in lines.values()),
        conditions=tuple(dict.fromkeys(one for role in roles for one in role.conditions)),
        unscored=tuple(dict.fromkeys(one for role in roles for one in role.unscored)),
        scored_lines=sum(role.scored_lines for role in roles),
        warnings=tuple(dict.fromkeys(one for role in roles for one in role.warnings)),
        defines=tuple(dict.fromkeys(one for role in roles for one in role.defines)),
        provenance=Provenance(package=PACKAGE, taxonomy=taxonomy.version),
    )


def _strictest(lines: Sequence[Requirement]) -> Requirement:
    level = min((one.level for one in lines), key=_LEVELS.index)
    of_level = [one for one in lines if one.level == level]
    asked = [one.min_months for one in of_level if one.min_months]
    return of_level[0].model_copy(
        update={
            "min_months": max(asked, default=of_level[0].min_months),
            "weight": max(one.weight for one in of_level),
        }
    )


def hire_for(role: Role, gaps: Iterable[Requirement]) -> Role:
    """Gives what a hire should bring, as a role that `rank` takes.

    Args:
        role: What the team is for.
        gaps: The gaps that nobody of the team learns.

    Returns:
        The role, all of it required; without a requirement when there is nothing to hire for.
    """
    return Role(
        title=f"Hire for {role.title}",
        requirements=tuple(gaps),
        defines=role.defines,
        provenance=role.provenance,
    )
