"""A skill of the taxonomy as a page of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from skillmap.cli.output import WIDTH
from skillmap.render.layout import wrap

if TYPE_CHECKING:
    from skillmap.taxonomy import Alias, Skill, Taxonomy


def skill_page(skill: Skill, taxonomy: Taxonomy) -> str:
    """Writes all that the taxonomy says of a skill.

    Args:
        skill: The skill.
        taxonomy: The taxonomy it is of.

    Returns:
        Lines of at most 80 columns.
    """
    lines = [f"{skill.label} ({skill.id})", *_wrapped("", skill.description)]
    if skill.deprecated:
        lines += _wrapped("deprecated", f"replaced by {skill.replaced_by or 'nothing'}")
    lines.append("")
    for name, value in _facts(skill, taxonomy):
        lines += _wrapped(name, value)
    narrower = _narrower(taxonomy)
    lines += _tree("broader", skill.id, lambda one: taxonomy[one].broader)
    lines += _tree("narrower", skill.id, lambda one: narrower.get(one, ()))
    lines += ["", "aliases"]
    for alias in skill.aliases:
        lines += _wrapped("", "- " + _alias(alias), indent="  ", hang="    ")
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _facts(skill: Skill, taxonomy: Taxonomy) -> Iterator[tuple[str, str]]:
    areas = {area.id: area.label for area in taxonomy.areas}
    effort = taxonomy.effort_months(skill.id)
    yield "area", areas.get(skill.area, skill.area)
    yield "kind", skill.kind + (", general software technology" if skill.general else "")
    yield "requires", ", ".join(skill.requires)
    yield "implies", ", ".join(f"{one} ({w:g})" for one, w in sorted(skill.implies.items()))
    implied_by = [
        f"{other.id} ({other.implies[skill.id]:g})"
        for other in taxonomy
        if skill.id in other.implies
    ]
    yield "implied by", ", ".join(implied_by)
    yield "related", ", ".join(sorted(taxonomy.related(skill.id)))
    if skill.group:
        others = [one.id for one in taxonomy if one.group == skill.group and one.id != skill.id]
        yield "group", f"{skill.group}: {', '.join(others) or 'no other'}"
    yield "stages", ", ".join(skill.stages)
    yield "year", str(skill.year or "")
    yield "effort", f"{effort.low:g} to {effort.high:g} months at ten hours a week (assumed)"
    yield "project", skill.project
    yield "ids", ", ".join(f"{key} {value}" for key, value in sorted(skill.ids.items()))
    yield "since", skill.since


def _narrower(taxonomy: Taxonomy) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for skill in taxonomy:
        for up in skill.broader:
            found[up] = (*found.get(up, ()), skill.id)
    return found


def _tree(title: str, root: str, step: Callable[[str], Sequence[str]]) -> list[str]:
    if not step(root):
        return []
    return ["", title, *_branches(step(root), step, "  ", frozenset({root}))]


def _branches(
    ids: Sequence[str], step: Callable[[str], Sequence[str]], indent: str, above: frozenset[str]
) -> list[str]:
    lines = []
    for number, one in enumerate(ids, 1):
        last = number == len(ids)
        lines.append(f"{indent}{'└─' if last else '├─'} {one}")
        if one not in above:
            below = indent + ("   " if last else "│  ")
            lines += _branches(step(one), step, below, above | {one})
    return lines


def _alias(alias: Alias) -> str:
    flags = [
        "this case only" if alias.case == "exact" else "",
        "ambiguous" if alias.ambiguous else "",
        f"needs {', '.join(alias.needs)}" if alias.needs else "",
        f"not after {', '.join(alias.never_before)}" if alias.never_before else "",
        f"not before {', '.join(alias.never_after)}" if alias.never_after else "",
    ]
    told = "; ".join(flag for flag in flags if flag)
    return f"{alias.text} [{told}]" if told else alias.text


def _wrapped(name: str, value: str, indent: str = "", hang: str = "") -> list[str]:
    if not value:
        return []
    if name:
        indent, hang = f"{name:<12}", " " * 12
    return wrap(value, WIDTH, indent, hang)
