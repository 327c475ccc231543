"""Reads the hand-edited YAML and says where in it something is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from skillmap.errors import TaxonomyError
from skillmap.models.nearest import nearest
from skillmap.taxonomy.schema import Skill, TaxonomyData

M = TypeVar("M", bound=BaseModel)

Place = tuple[str | int, ...]


# The loader in C, where PyYAML has it, is ten times as fast.
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SafeLoader):  # type: ignore[misc]
    """YAML as version 1.2 has it: "on" and "no" are words, not truth values."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


class Source:
    """A YAML file as plain data, with the line of everything in it.

    Args:
        path: The file.
        name: How to call it in messages; its file name by default.

    Raises:
        TaxonomyError: It cannot be read or is no YAML.
    """

    def __init__(self, path: str | Path, name: str = "") -> None:
        self.path = Path(path)
        self.name = name or self.path.name
        self._lines: dict[Place, int] = {}
        try:
            text = self.path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            raise TaxonomyError(
                "there is no such file", path=self.name, hint="Check the path."
            ) from None
        except (OSError, UnicodeDecodeError) as error:
            raise TaxonomyError(
                f"cannot be read: {error.__class__.__name__}",
                path=self.name,
                hint="It should be YAML in UTF-8.",
            ) from error
        try:
            loader = _Loader(text)
            node = loader.get_single_node()
            self.data: Any = loader.construct_document(node) if node is not None else None
        except (yaml.YAMLError, ValueError) as error:
            mark = getattr(error, "problem_mark", None)
            raise TaxonomyError(
                f"is no valid YAML: {getattr(error, 'problem', None) or error}",
                path=self.name,
                line=mark.line + 1 if mark else None,
                hint="Quote values that hold a colon or begin with a special character.",
            ) from None
        if node is not None:
            self._note(node, ())

    def _note(self, node: yaml.Node, place: Place) -> None:
        self._lines[place] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                here = (*place, str(key.value))
                self._note(value, here)
                self._lines[here] = key.start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                self._note(item, (*place, index))

    def line(self, place: Sequence[str | int]) -> int | None:
        """Gives the line of a place in the data, or of the nearest place around it.

        Args:
            place: Keys and indices from the outermost.

        Returns:
            The line from 1, None for an empty file.
        """
        here = tuple(place)
        while here and here not in self._lines:
            here = here[:-1]
        return self._lines.get(here)

    def error(
        self, message: str, place: Place, skill_id: str = "", hint: str = ""
    ) -> TaxonomyError:
        """Makes the error for something wrong at a place.

        Args:
            message: What is wrong, in one sentence.
            place: Keys and indices from the outermost.
            skill_id: The skill concerned.
            hint: The fix.

        Returns:
            The error, to be raised.
        """
        return TaxonomyError(
            message, path=self.name, line=self.line(place), skill_id=skill_id, hint=hint
        )

    def record(self, model: type[M], values: object, place: Place, skill_id: str = "") -> M:
        """Makes a record of a part of the data.

        Args:
            model: The record's class.
            values: The part.
            place: Where it stands.
            skill_id: The skill concerned.

        Returns:
            The record.

        Raises:
            TaxonomyError: The part does not fit; names line, field and the nearest field.
        """
        try:
            return model.model_validate(values)
        except ValidationError as error:
            # A field that does not exist explains the one that is missing.
            first = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
            where = (*place, *first["loc"])
            field = ".".join(str(part) for part in first["loc"])
            about = f"{skill_id}: " if skill_id else ""
            if first["type"] == "extra_forbidden":
                near = nearest(str(first["loc"][-1]), _fields(model))
                raise self.error(
                    f"{about}there is no field {field!r}",
                    where,
                    skill_id,
                    f"Did you mean {near!r}?" if near else "Remove the line.",
                ) from None
            message = first["msg"][:1].lower() + first["msg"][1:]
            raise self.error(f"{about}{field}: {message}", where, skill_id) from None


def _fields(model: type[BaseModel]) -> list[str]:
    return sorted(model.model_fields)


def skills_of(
    source: Source, area: str = "", known: Mapping[str, Skill] | None = None
) -> list[tuple[Skill, int]]:
    """Reads the skills of a file.

    Args:
        source: The file; a mapping with `skills`, and `area` and `since` for skills that name none.
        area: Area when the file names none either.
        known: Skills that an entry of the same id changes: fields given take the place of
            theirs, aliases are added.

    Returns:
        Skills with the line each begins on.

    Raises:
        TaxonomyError: Something does not fit, with file and line.
    """
    data = source.data if isinstance(source.data, dict) else None
    if data is None or not isinstance(data.get("skills"), list):
        raise source.error(
            "should be a mapping with a list `skills`", (), hint="Begin the file with `skills:`."
        )
    area = str(data.get("area", area))
    found: list[tuple[Skill, int]] = []
    for index, values in enumerate(data["skills"]):
        place: Place = ("skills", index)
        if not isinstance(values, dict):
            raise source.error("a skill should be a mapping with an id", place)
        skill_id = str(values.get("id", ""))
        before = (known or {}).get(skill_id)
        if before:
            added = {a["text"]: a for a in _aliases({**values, "label": ""}, source, place)}
            kept = {alias.text: alias.model_dump() for alias in before.aliases}
            values = {**before.model_dump(), **values, "aliases": [*{**kept, **added}.values()]}
        else:
            values = {"area": area, "since": str(data.get("since", "")), **values}
            values["aliases"] = _aliases(values, source, place)
        found.append((source.record(Skill, values, place, skill_id), source.line(place) or 1))
    return found


def plain_words_of(source: Source) -> tuple[str, ...]:
    """Reads which aliases of a file are common English words and safe all the same.

    Args:
        source: The file; its list `plain_words`, if it has one, counts.

    Returns:
        The words as written.

    Raises:
        TaxonomyError: It is no list of words.
    """
    words = source.data.get("plain_words") or []
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise source.error("plain_words should be a list of words", ("plain_words",))
    return tuple(words)


def _aliases(values: dict[str, Any], source: Source, place: Place) -> list[dict[str, Any]]:
    """Gives aliases in their long form, the label among them unless it is listed with flags."""
    listed = values.get("aliases") or []
    if not isinstance(listed, list):
        raise source.error("aliases should be a list", (*place, "aliases"), str(values.get("id")))
    long = [alias if isinstance(alias, dict) else {"text": str(alias)} for alias in listed]
    label = str(values.get("label", ""))
    if label and all(str(alias.get("text")) != label for alias in long):
        long.append({"text": label})  # at the end, so that places in the file stay right
    return long


def read_folder(folder: str | Path) -> tuple[TaxonomyData, dict[str, tuple[str, int]]]:
    """Reads a folder of taxonomy files: taxonomy.yaml and one file for each area.

    Args:
        folder: The folder.

    Returns:
        The content, and for each skill's id the file and line it stands on.

    Raises:
        TaxonomyError: Something does not fit, with file and line.
    """
    root = Path(folder)
    frame = Source(root / "taxonomy.yaml")
    if not isinstance(frame.data, dict):
        raise frame.error("should be a mapping with version, areas and efforts", ())
    data = frame.record(TaxonomyData, {**frame.data, "skills": ()}, ())
    places: dict[str, tuple[str, int]] = {}
    skills: list[Skill] = []
    for area in data.areas:
        path = root / f"{area.id}.yaml"
        if not path.exists():
            continue
        source = Source(path)
        for skill, line in skills_of(source, area.id):
            if skill.id in places:
                first = places[skill.id]
                raise TaxonomyError(
                    f"the id {skill.id!r} is taken by {first[0]}:{first[1]}",
                    path=source.name,
                    line=line,
                    skill_id=skill.id,
                    hint="Give one of the two another id.",
                )
            places[skill.id] = (source.name, line)
            skills.append(skill)
    return data.model_copy(update={"skills": tuple(skills)}), places
