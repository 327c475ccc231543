"""What changed from one taxonomy to another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from skillmap.models.base import Record
from skillmap.taxonomy.schema import Alias, Skill, TaxonomyData

ChangeKind = Literal[
    "added",
    "removed",
    "moved",
    "renamed",
    "alias added",
    "alias removed",
    "alias changed",
    "changed",
]

CHANGES: tuple[ChangeKind, ...] = (
    "added",
    "removed",
    "moved",
    "renamed",
    "alias added",
    "alias removed",
    "alias changed",
    "changed",
)
"""Sorts of change, in the order they are told."""

_MOVED = ("area", "broader")
_APART = frozenset({"id", "aliases"})


class Change(Record):
    """One change to one skill.

    Attributes:
        change: What sort it is.
        skill_id: The skill.
        label: Its label, the new one when it was renamed.
        field: What changed: a field of the skill, or of an alias ("Go: needs"); empty when the
            skill came or went.
        old: What was there before, lists joined by "; ".
        new: What is there now.
    """

    change: ChangeKind
    skill_id: str
    label: str
    field: str = ""
    old: str = ""
    new: str = ""


class Comparison(Record):
    """All that changed from one taxonomy to another.

    Attributes:
        old_version: Version of the one.
        new_version: Version of the other.
        old_skills: How many skills the one has.
        new_skills: How many skills the other has.
        changes: By sort, then by id.
    """

    old_version: str
    new_version: str
    old_skills: int
    new_skills: int
    changes: tuple[Change, ...] = ()

    def of(self, kind: ChangeKind) -> tuple[Change, ...]:
        """Gives the changes of one sort.

        Args:
            kind: The sort.

        Returns:
            The changes, by id.
        """
        return tuple(change for change in self.changes if change.change == kind)


def compare(old: TaxonomyData, new: TaxonomyData) -> Comparison:
    """Tells what changed from one taxonomy to another.

    Args:
        old: The one.
        new: The other.

    Returns:
        Skills added and removed; of those in both what moved (area, broader), was renamed, gained
        or lost an alias, or changed in another field.
    """
    before = {skill.id: skill for skill in old.skills}
    after = {skill.id: skill for skill in new.skills}
    found: list[Change] = []
    for skill_id in sorted({*before, *after}):
        was, now = before.get(skill_id), after.get(skill_id)
        if was is None and now is not None:
            found.append(_whole("added", now))
        elif now is None and was is not None:
            found.append(_whole("removed", was))
        elif was is not None and now is not None and was != now:
            found += [*_fields(was, now), *_aliases(was, now)]
    found.sort(key=lambda change: CHANGES.index(change.change))  # stable: ids stay sorted
    return Comparison(
        old_version=old.version,
        new_version=new.version,
        old_skills=len(before),
        new_skills=len(after),
        changes=tuple(found),
    )


def _whole(kind: ChangeKind, skill: Skill) -> Change:
    return Change(change=kind, skill_id=skill.id, label=skill.label)


def _fields(was: Skill, now: Skill) -> Iterator[Change]:
    for field in Skill.model_fields:
        old, new = getattr(was, field), getattr(now, field)
        if old == new or field in _APART:
            continue
        kind: ChangeKind = "changed"
        if field in _MOVED:
            kind = "moved"
        elif field == "label":
            kind = "renamed"
        yield Change(
            change=kind,
            skill_id=now.id,
            label=now.label,
            field=field,
            old=shown(old),
            new=shown(new),
        )


def _aliases(was: Skill, now: Skill) -> Iterator[Change]:
    old = {alias.text: alias for alias in was.aliases}
    new = {alias.text: alias for alias in now.aliases}
    for text in sorted({*old, *new}):
        before, after = old.get(text), new.get(text)
        if before is None or after is None:
            yield Change(
                change="alias removed" if after is None else "alias added",
                skill_id=now.id,
                label=now.label,
                field="aliases",
                old=text if before else "",
                new=text if after else "",
            )
        elif before != after:
            yield from _flags(before, after, now)


def _flags(before: Alias, after: Alias, skill: Skill) -> Iterator[Change]:
    for flag in Alias.model_fields:
        old, new = getattr(before, flag), getattr(after, flag)
        if old != new:
            yield Change(
                change="alias changed",
                skill_id=skill.id,
                label=skill.label,
                field=f"{after.text}: {flag}",
                old=shown(old),
                new=shown(new),
            )


def shown(value: object) -> str:
    """Writes a value of a field in a line.

    Args:
        value: A text, number, truth value, list, mapping or record.

    Returns:
        Its text; lists joined by "; ", "yes" or "no" for truth values, nothing for None.
    """
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:g}"
        case Record():
            return "; ".join(f"{key}: {shown(one)}" for key, one in value if one)
        case dict():
            return "; ".join(f"{key}={shown(one)}" for key, one in sorted(value.items()))
        case list() | tuple():
            return "; ".join(map(shown, value))
        case _:
            return str(value)
