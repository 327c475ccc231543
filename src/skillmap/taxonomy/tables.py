"""The taxonomy for other programs: skills as rows, and the JSON Schema of a source file."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict, create_model

from skillmap.models.base import Record
from skillmap.taxonomy.core import Taxonomy
from skillmap.taxonomy.schema import SCHEMA, Alias, Skill, SkillKind

COLUMNS = (
    "id",
    "label",
    "area",
    "kind",
    "description",
    "aliases",
    "broader",
    "requires",
    "implies",
    "related",
    "group",
    "stages",
    "year",
    "general",
    "effort",
    "months_low",
    "months_high",
    "deprecated",
    "replaced_by",
)


def skill_rows(taxonomy: Taxonomy) -> list[dict[str, Any]]:
    """Lays every skill out as plain values.

    Args:
        taxonomy: The taxonomy.

    Returns:
        One mapping with the keys of `COLUMNS` for each skill, in the order of the taxonomy;
        aliases are their texts, related skills those that either side lists, months those of the
        effort class at ten focused hours a week.
    """
    rows = []
    for skill in taxonomy:
        effort = taxonomy.effort_months(skill.id)
        values = skill.model_dump(mode="json", include=set(COLUMNS))
        values["aliases"] = [alias.text for alias in skill.aliases]
        values["implies"] = dict(sorted(skill.implies.items()))
        values["related"] = sorted(taxonomy.related(skill.id))
        values["months_low"], values["months_high"] = effort.low, effort.high
        rows.append({name: values[name] for name in COLUMNS})
    return rows


def cell(value: Any) -> str | int | float | None:
    """Writes a value of a row into one cell.

    Args:
        value: What `skill_rows` gives.

    Returns:
        Lists joined by ";", implied skills as "id=weight", truth values as "yes" and "no".
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ";".join(f"{key}={weight:g}" for key, weight in value.items())
    if isinstance(value, list):
        return ";".join(map(str, value))
    return value  # type: ignore[no-any-return]


# An entry with a known id changes that skill, so that all but the id may be left out there.
SkillEntry = create_model(
    "SkillEntry",
    __base__=Skill,
    __doc__="A skill of a source file; with a known id it changes that skill.",
    label=(str, ""),
    area=(str, ""),
    kind=(SkillKind | None, None),
    aliases=(tuple[str | Alias, ...], ()),
)


class _Frame(Record):
    """A source file: skills, area and since of those that name none, words reviewed as safe."""

    model_config = ConfigDict(extra="ignore")

    area: str = ""
    since: str = ""
    plain_words: tuple[str, ...] = ()


SourceFile = create_model(
    "SourceFile",
    __base__=_Frame,
    __doc__=_Frame.__doc__,
    skills=(tuple[SkillEntry, ...], ...),
)
"""The shape of `taxonomy/<area>.yaml` and of the files that `load_taxonomy(extend=)` takes."""


def source_schema() -> dict[str, Any]:
    """Gives the JSON Schema of a source file, for editors and other programs.

    Returns:
        The schema (draft 2020-12); its `$id` ends in the version of the taxonomy's schema.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:skillmap:taxonomy-source:{SCHEMA}",
        **SourceFile.model_json_schema(),
        "version": SCHEMA,
    }
