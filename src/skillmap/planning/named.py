"""Named changes of roles: what each has to close is computed from the lines of its two roles."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Sequence
from pathlib import Path

from skillmap.data_files import load
from skillmap.errors import TaxonomyError
from skillmap.models import (
    PACKAGE,
    STAGES,
    CharacteristicGap,
    GapLine,
    Provenance,
    Requirement,
    Role,
    Share,
    Transition,
)
from skillmap.models.nearest import nearest
from skillmap.pipeline import settings_version
from skillmap.planning.held import covers
from skillmap.roles import builtin_names, builtin_role
from skillmap.scoring import possible_points
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy
from skillmap.taxonomy.source import Source

TRANSITIONS = "transitions.json"


def transitions() -> tuple[Transition, ...]:
    """Gives the named changes that come with the package.

    Returns:
        In the order of their file.

    Example:
        >>> transitions()[0].name
        'software-engineer-to-ai-engineer'
    """
    return tuple(map(Transition.model_validate, load(TRANSITIONS)))


def named_transition(origin: str, goal: str) -> Transition:
    """Gives the named change from one built-in role to another.

    Args:
        origin: Name of the role that one comes from, such as "data-scientist".
        goal: Name of the role that one grows into.

    Returns:
        The change.

    Raises:
        TaxonomyError: There is none; the hint names those there are.
    """
    known = transitions()
    for one in known:
        if (one.origin, one.goal) == (origin, goal):
            return one
    to_goal = [one.origin for one in known if one.goal == goal]
    if not to_goal:
        goals = dict.fromkeys(one.goal for one in known)
        raise TaxonomyError(
            f"there is no named transition to {goal!r}",
            hint="There are some to: " + ", ".join(goals) + ".",
        )
    near = nearest(origin, to_goal)
    raise TaxonomyError(
        f"there is no named transition from {origin!r} to {goal!r}",
        hint=f"Did you mean {near!r}?" if near else "Known: " + ", ".join(to_goal) + ".",
    )


def characteristic_gap(
    transition: Transition, taxonomy: Taxonomy, settings: Settings
) -> CharacteristicGap:
    """Computes what a named change has to close, whoever makes it.

    A line of the role aimed at is brought as surely as posts of the other role ask for something
    that meets it: the weight of its line, of which a group of alternatives gives only the share
    that does.

    Args:
        transition: The change.
        taxonomy: The taxonomy that the built-in roles are of.
        settings: The weights of scoring.

    Returns:
        The lines of the role aimed at, those that lack most first, and the sums by area and stage.

    Example:
        >>> from skillmap import Settings, load_taxonomy
        >>> change = named_transition("data-scientist", "ai-engineer")
        >>> gap = characteristic_gap(change, load_taxonomy(), Settings())
        >>> gap.lines[0].requirement.skills, gap.lines[-1].requirement.skills
        (('ai-agents',), ('communication',))
    """
    origin = builtin_role(transition.origin, taxonomy)
    goal = builtin_role(transition.goal, taxonomy)
    lines = []
    for asked, share in zip(
        goal.requirements, possible_points(goal, taxonomy, settings), strict=True
    ):
        held = _held(asked, origin, taxonomy, settings)
        lacking = round(share * (1 - held), 12)
        lines.append(GapLine(requirement=asked, share=share, held=held, lacking=lacking))
    areas = [[taxonomy[one.requirement.skills[0]].area] for one in lines]
    stages = [
        sorted({s for skill in one.requirement.skills for s in taxonomy[skill].stages})
        for one in lines
    ]
    return CharacteristicGap(
        transition=transition,
        origin_title=origin.title,
        goal_title=goal.title,
        lines=tuple(sorted(lines, key=lambda one: (-one.lacking, one.requirement.skills))),
        areas=_shares([area.id for area in taxonomy.areas], lines, areas),
        stages=_shares(STAGES, lines, stages),
        provenance=Provenance(
            package=PACKAGE, taxonomy=taxonomy.version, settings=settings_version(settings)
        ),
    )


def _held(asked: Requirement, origin: Role, taxonomy: Taxonomy, settings: Settings) -> float:
    """Tells how surely whoever is of a role brings what meets a line, 0 to 1."""

    def meets(held: str) -> bool:
        return any(covers(held, one, taxonomy, settings) for one in asked.skills)

    return max(
        (
            min(1.0, line.weight) * sum(map(meets, line.skills)) / len(line.skills)
            for line in origin.requirements
        ),
        default=0.0,
    )


def _shares(
    order: Sequence[str], lines: Sequence[GapLine], parts: Sequence[Sequence[str]]
) -> tuple[Share, ...]:
    """Sums what is brought and asked by part; a line of several is divided equally."""
    found: dict[str, list[tuple[float, float]]] = {}
    for line, names in zip(lines, parts, strict=True):
        for name in names:
            part = (line.share * line.held / len(names), line.share / len(names))
            found.setdefault(name, []).append(part)
    return tuple(
        Share(
            name=name,
            points=round(math.fsum(points for points, _ in found[name]), 12),
            possible=round(math.fsum(possible for _, possible in found[name]), 12),
        )
        for name in order
        if name in found
    )


def load_transitions(path: str | Path, roles: Collection[str]) -> tuple[Transition, ...]:
    """Reads a transitions.yaml.

    Args:
        path: The file: a list `transitions` of entries with `origin`, `goal` and `text`.
        roles: The names of roles that there are.

    Returns:
        The changes, each named after its roles.

    Raises:
        TaxonomyError: Something does not fit, with file, line and the nearest word.
    """
    source = Source(path)
    rows = source.data.get("transitions") if isinstance(source.data, dict) else None
    if not isinstance(rows, list):
        raise source.error("should hold a list `transitions`", (), hint="See the shipped file.")
    found: dict[str, Transition] = {}
    for index, values in enumerate(rows):
        place = ("transitions", index)
        if not isinstance(values, dict):
            raise source.error("a transition should have origin, goal and text", place)
        name = f"{values.get('origin')}-to-{values.get('goal')}"
        one = source.record(Transition, {**values, "name": name}, place)
        for role in (one.origin, one.goal):
            if role not in roles:
                near = nearest(role, roles)
                hint = f"Did you mean {near!r}?" if near else "Add it to roles/."
                raise source.error(f"there is no role {role!r}", place, hint=hint)
        if one.origin == one.goal or name in found:
            why = "stands twice" if name in found else "leads to itself"
            raise source.error(f"{name}: {why}", place, hint="Drop it.")
        found[name] = one
    return tuple(found.values())


def compile_transitions(path: str | Path, roles: Collection[str] | None = None) -> bytes:
    """Compiles a transitions.yaml; the same file gives the same bytes.

    Args:
        path: The file.
        roles: The names of roles that there are, None for the built-in ones.

    Returns:
        JSON, a list.

    Raises:
        TaxonomyError: Something does not fit, with file and line.
    """
    found = load_transitions(path, builtin_names() if roles is None else roles)
    rows = [one.model_dump(mode="json") for one in found]
    return (json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
