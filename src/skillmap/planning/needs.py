"""What a role still needs of a person: unmet lines, and the skills that would meet each."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from skillmap.models import Coverage, Requirement, Role
from skillmap.planning.held import Held, covers
from skillmap.scoring import COVERING
from skillmap.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Need:
    """A required line that takes learning.

    Attributes:
        requirement: The line.
        possible: Its share of the required weight, 0 to 1.
        options: Skills of which any one meets it, sorted.
    """

    requirement: Requirement
    possible: float
    options: tuple[str, ...]

    def stands_for(self, skill_id: str, taxonomy: Taxonomy) -> str:
        """Gives the skill of the line that one of its options is, or stands for."""
        named = live(self.requirement, taxonomy)
        if skill_id in named:
            return skill_id
        return next(one for one in named if taxonomy.relation(skill_id, one)[0] in COVERING)


@dataclass(frozen=True, slots=True)
class Needs:
    """All that a role still needs.

    Attributes:
        lines: Required lines that take learning.
        met: Share of the required weight that is met, 0 to 1.
        beyond: Sentences on what no learning gives.
    """

    lines: tuple[Need, ...]
    met: float
    beyond: tuple[str, ...]


def needs(coverage: Coverage, bare: Coverage, held: Held) -> Needs:
    """Sorts the required lines into those met, to be learned, and beyond learning.

    Args:
        coverage: The score.
        bare: The score of the same role without the months that it asks.
        held: What the person holds.

    Returns:
        The needs.
    """
    required = [
        (one, without)
        for one, without in zip(coverage.contributions, bare.contributions, strict=True)
        if one.requirement.level == "required"
    ]
    whole = math.fsum(one.possible for one, _ in required) or 1.0
    pool = _pool((one.requirement for one, _ in required), held.taxonomy)
    lines: list[Need] = []
    beyond: list[str] = []
    for one, without in required:
        asked = one.requirement
        names = _names(asked, held.taxonomy)
        options = options_of(asked, pool, held)
        if not options and without.outcome != "met":
            beyond.append(f"{names}: the taxonomy holds it for out of use, so it has no step")
            continue
        if asked.min_months and one.outcome != "met":
            beyond.append(_years(asked, names, one.months))
        if without.outcome != "met":
            lines.append(Need(asked, one.possible / whole, options))
    met = math.fsum(one.possible for one, _ in required if one.outcome == "met") / whole
    return Needs(tuple(lines), min(1.0, met), tuple(beyond))


def without_months(role: Role) -> Role:
    """Gives a role that asks for skills and for no years of them."""
    free = tuple(one.model_copy(update={"min_months": None}) for one in role.requirements)
    return role.model_copy(update={"requirements": free})


def live(requirement: Requirement, taxonomy: Taxonomy) -> list[str]:
    """Gives the skills that a line asks, by the ids in force, without those out of use."""
    current = dict.fromkeys(taxonomy.current(one) for one in requirement.skills)
    return [one for one in current if not taxonomy[one].deprecated]


def requires(skill_id: str, taxonomy: Taxonomy) -> list[str]:
    """Gives what a skill requires directly, by the ids in force."""
    found = dict.fromkeys(taxonomy.current(one) for one in taxonomy[skill_id].requires)
    return [one for one in found if not taxonomy[one].deprecated and one != skill_id]


def closure(skill_id: str, taxonomy: Taxonomy, held: Held | None = None) -> frozenset[str]:
    """Gives a skill with all that has to be learned for it.

    Args:
        skill_id: The skill.
        taxonomy: For what requires what.
        held: What is held needs no learning, nor what only that requires; None for nothing held.

    Returns:
        Ids, the skill's own among them.
    """
    found = {skill_id}
    todo = [skill_id]
    while todo:
        for one in requires(todo.pop(), taxonomy):
            if one not in found and not (held and held.covering(one)):
                found.add(one)
                todo.append(one)
    return frozenset(found)


def _pool(asked: Iterable[Requirement], taxonomy: Taxonomy) -> list[str]:
    """Gives every skill that a plan for the role could hold, whoever the person is.

    It must not hang on the person: with fewer ways to meet a line, somebody who holds more could
    get the longer plan.
    """
    named = {skill for one in asked for skill in live(one, taxonomy)}
    return sorted(frozenset[str]().union(*(closure(one, taxonomy) for one in named)))


def options_of(asked: Requirement, pool: Iterable[str], held: Held) -> tuple[str, ...]:
    """Gives the skills of a pool that would meet a line.

    A narrower skill stands for a broader one only when both are of one effort class: a library
    shows that somebody knows machine learning, but a week of it is no way to learn that.

    Args:
        asked: The line.
        pool: Skills that a plan could hold.
        held: For taxonomy and settings.

    Returns:
        Ids, sorted.
    """
    taxonomy = held.taxonomy
    named = live(asked, taxonomy)

    def stands(one: str, other: str) -> bool:
        alike = taxonomy[one].effort == taxonomy[other].effort
        return alike and covers(one, other, taxonomy, held.settings)

    own = set(named)
    return tuple(
        sorted(own.union(one for one in pool if any(stands(one, other) for other in named)))
    )


def _names(asked: Requirement, taxonomy: Taxonomy) -> str:
    labels = [taxonomy[one].label for one in asked.skills]
    head = ", ".join(labels[:-1])
    return f"{head} or {labels[-1]}" if head else labels[-1]


def _years(asked: Requirement, names: str, months: int | None) -> str:
    shown = "no months of it are known" if months is None else f"{months} are shown"
    return (
        f"{names}: {asked.min_months} months of work with it are asked and {shown}; "
        "time at work is no step of a plan"
    )
