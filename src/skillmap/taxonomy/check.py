"""Finds what is wrong with a taxonomy, each finding with its place and the fix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from skillmap.errors import TaxonomyError
from skillmap.models.nearest import nearest
from skillmap.taxonomy.schema import Alias, Skill, TaxonomyData
from skillmap.taxonomy.variants import normal_form, squash

Places = Mapping[str, tuple[str, int]]
"""File and line by skill id; empty for content that came without files."""

_LINKS = ("broader", "requires", "implies", "related")
_ORDERED = ("broader", "requires", "implies")


def find_problems(
    data: TaxonomyData, places: Places, sentences: bool = False
) -> list[TaxonomyError]:
    """Finds everything that is wrong with a taxonomy.

    Args:
        data: The content.
        places: Where each skill stands.
        sentences: Whether every ambiguous alias must carry test sentences.

    Returns:
        The findings in the order of the skills; empty when all is well.
    """
    found = [*_links(data, places), *_areas(data, places), *_ambiguous(data, places, sentences)]
    if not found:  # a cycle among unknown ids would be told twice
        found += _cycles(data, places)
    found += _shared_aliases(data, places)
    return found


def problem(places: Places, skill_id: str, message: str, hint: str) -> TaxonomyError:
    """Makes a finding about a skill, with its place.

    Args:
        places: Where each skill stands.
        skill_id: The skill.
        message: What is wrong.
        hint: The fix.

    Returns:
        The finding.
    """
    path, line = places.get(skill_id, ("", None))
    return TaxonomyError(
        f"{skill_id}: {message}", path=path, line=line, skill_id=skill_id, hint=hint
    )


def _links(data: TaxonomyData, places: Places) -> Iterator[TaxonomyError]:
    ids = {skill.id for skill in data.skills}
    for skill in data.skills:
        for link in _LINKS:
            for other in getattr(skill, link):
                if other not in ids:
                    near = nearest(other, ids)
                    hint = f"Did you mean {near!r}?" if near else "Define it or drop the link."
                    yield problem(places, skill.id, f"{link} {other!r} is no skill", hint)
                elif other == skill.id:
                    yield problem(places, skill.id, f"is {link} of itself", "Drop the link.")
        if skill.replaced_by and skill.replaced_by not in ids:
            yield problem(
                places, skill.id, f"replaced_by {skill.replaced_by!r} is no skill", "Name one."
            )
        for other, weight in skill.implies.items():
            if not 0 < weight <= 1:
                yield problem(places, skill.id, f"implies {other!r} with {weight}", "Use 0 to 1.")


def _areas(data: TaxonomyData, places: Places) -> Iterator[TaxonomyError]:
    areas = [area.id for area in data.areas]
    for skill in data.skills:
        if skill.area not in areas:
            hint = "Use one of: " + ", ".join(areas) + "."
            yield problem(places, skill.id, f"there is no area {skill.area!r}", hint)


def _ambiguous(data: TaxonomyData, places: Places, sentences: bool) -> Iterator[TaxonomyError]:
    for skill in data.skills:
        for alias in skill.aliases:
            guarded = alias.needs or alias.never_before or alias.never_after
            if alias.ambiguous and not guarded:
                yield problem(
                    places,
                    skill.id,
                    f"the ambiguous alias {alias.text!r} has no rule",
                    "Give it needs, never_before or never_after.",
                )
            sides = (alias.examples.skill, alias.examples.other)
            if sentences and alias.ambiguous and min(map(len, sides)) < 2:
                yield problem(
                    places,
                    skill.id,
                    f"the ambiguous alias {alias.text!r} lacks test sentences",
                    "Give it two examples of each sense.",
                )


def _shared_aliases(data: TaxonomyData, places: Places) -> Iterator[TaxonomyError]:
    """Two skills may not claim one name, unless the words beside it tell which is meant.

    Each alias's own form counts, not its variants.
    """
    owner: dict[str, tuple[Skill, Alias]] = {}
    for skill in data.skills:
        if skill.deprecated:
            continue
        own = {squash(normal_form(alias.text)): alias for alias in skill.aliases}
        for key, alias in own.items():
            first, other = owner.setdefault(key, (skill, alias))
            text = alias.text
            told = alias.needs and other.needs and set(alias.needs).isdisjoint(other.needs)
            if first.id != skill.id and not (alias.ambiguous and other.ambiguous and told):
                path, line = places.get(first.id, ("", None))
                where = f" ({path}:{line})" if path else ""
                yield problem(
                    places,
                    skill.id,
                    f"the alias {text!r} also belongs to {first.id}{where}",
                    "Leave it to one of the two.",
                )


def _cycles(data: TaxonomyData, places: Places) -> list[TaxonomyError]:
    """Depth first over broader, requires and implies together; the first cycle is told whole."""
    skills = {skill.id: skill for skill in data.skills}
    done: set[str] = set()
    for root in skills:
        path = _cycle_from(root, skills, done)
        if path:
            return [
                problem(
                    places,
                    path[0],
                    "broader, requires and implies go in a circle: " + " -> ".join(path),
                    "Drop one of these links.",
                )
            ]
    return []


def _steps(skill: Skill) -> list[str]:
    return sorted({other for link in _ORDERED for other in getattr(skill, link)})


def _cycle_from(root: str, skills: Mapping[str, Skill], done: set[str]) -> Sequence[str]:
    path: list[str] = []
    todo: list[tuple[str, bool]] = [(root, False)]
    while todo:
        here, leave = todo.pop()
        if leave:
            path.pop()
            done.add(here)
            continue
        if here in path:
            return [*path[path.index(here) :], here]
        if here in done:
            continue
        path.append(here)
        todo.append((here, True))
        todo.extend((there, False) for there in reversed(_steps(skills[here])))
    return []
