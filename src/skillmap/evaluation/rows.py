"""Reads annotated documents and predictions: JSON Lines, one document a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from skillmap.errors import SkillmapError
from skillmap.models import Kind

Rows = str | Path | Iterable[Mapping[str, Any]]
"""A JSON Lines file, or its rows."""

GOLD_HINT = 'A row is {"id", "kind", "text", "mentions": [{"start", "end", "canonical"}]}.'
PREDICTIONS_HINT = 'A row is {"id", "mentions": [{"start", "end", "skill_id"}]}.'


class _Part(BaseModel):
    # What annotators add for themselves is no error.
    model_config = ConfigDict(frozen=True, extra="ignore")


class Mark(_Part):
    """An annotated mention.

    Attributes:
        start: First character in the document's text.
        end: One past the last.
        surface: The characters between; checked when given.
        canonical: Usual full name of the skill.
        skill_id: Its id, when the annotation carries ids.
        area: Its area: an id of the taxonomy or its short name in `annotation_areas.yaml`.
        optional: Whether it counts neither for nor against.
        status: "optional" says the same; other statuses are mentions all the same.
    """

    start: int = Field(ge=0)
    end: int
    surface: str = ""
    canonical: str = ""
    skill_id: str = ""
    area: str = ""
    optional: bool = False
    status: str = ""

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, values: object) -> object:
        if isinstance(values, dict):
            return {key: value for key, value in values.items() if value is not None}
        return values

    @property
    def counts(self) -> bool:
        """Whether it must be found."""
        return not self.optional and self.status != "optional"


class GoldRow(_Part):
    """An annotated document."""

    id: str
    kind: Kind | None = None
    text: str
    mentions: tuple[Mark, ...]


class PredictedMark(_Part):
    """A predicted mention: its place, and the skill by id or by name."""

    start: int = Field(ge=0)
    end: int
    skill_id: str = ""
    name: str = ""


class PredictedRow(_Part):
    """What was predicted for a document."""

    id: str
    mentions: tuple[PredictedMark, ...]


R = TypeVar("R", GoldRow, PredictedRow)


def read_gold(rows: Rows) -> list[GoldRow]:
    """Reads annotated documents.

    Args:
        rows: A JSON Lines file or its rows: `id`, `kind`, `text`, `mentions` with `start`,
            `end`, `canonical` or `skill_id`; more is ignored.

    Returns:
        The documents.

    Raises:
        SkillmapError: A row does not fit, with file and line.

    Example:
        >>> from skillmap.evaluation import read_gold
        >>> mark = {"start": 5, "end": 8, "canonical": "SQL"}
        >>> read_gold([{"id": "a", "kind": "cv", "text": "Good SQL", "mentions": [mark]}])[0].id
        'a'
    """
    found: dict[str, GoldRow] = {}
    for place, row in _parsed(rows, GoldRow, "row", GOLD_HINT):
        if row.id in found:
            raise SkillmapError(f"{place}: the id {row.id!r} stands twice", hint=GOLD_HINT)
        for number, mark in enumerate(row.mentions, 1):
            _check_place(f"{place}: mention {number}", mark, row.text)
        found[row.id] = row
    if not found:
        name = rows if isinstance(rows, str | Path) else "gold"
        raise SkillmapError(f"{Path(name).name}: holds no document", hint=GOLD_HINT)
    return list(found.values())


def read_predictions(rows: Rows, gold: Iterable[GoldRow]) -> dict[str, PredictedRow]:
    """Reads predictions.

    Args:
        rows: A JSON Lines file or its rows: `id`, and `mentions` with `start`, `end` and
            `skill_id` or `name`.
        gold: The annotated documents; one without predictions has had nothing found.

    Returns:
        Predictions by document.

    Raises:
        SkillmapError: A row does not fit, with file and line.

    Example:
        >>> from skillmap.evaluation import read_gold, read_predictions
        >>> gold = read_gold([{"id": "a", "text": "Good SQL", "mentions": []}])
        >>> mark = {"start": 5, "end": 8, "skill_id": "sql"}
        >>> read_predictions([{"id": "a", "mentions": [mark]}], gold)["a"].mentions[0].skill_id
        'sql'
    """
    texts = {row.id: row.text for row in gold}
    found: dict[str, PredictedRow] = {}
    for place, row in _parsed(rows, PredictedRow, "prediction", PREDICTIONS_HINT):
        if row.id not in texts:
            raise SkillmapError(
                f"{place}: the gold has no document {row.id!r}",
                hint="Predictions carry the ids of the annotated documents.",
            )
        if row.id in found:
            raise SkillmapError(f"{place}: the id {row.id!r} stands twice", hint=PREDICTIONS_HINT)
        for number, mark in enumerate(row.mentions, 1):
            _check_place(f"{place}: mention {number}", mark, texts[row.id])
        found[row.id] = row
    return found


def _parsed(rows: Rows, model: type[R], what: str, hint: str) -> Iterator[tuple[str, R]]:
    """Gives rows with the place they stand at."""
    for place, row in _placed(rows, what, hint):
        try:
            yield place, model.model_validate(row)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"])
            message = first["msg"][:1].lower() + first["msg"][1:]
            raise SkillmapError(
                f"{place}: {field + ': ' if field else ''}{message}", hint=hint
            ) from None


def _placed(rows: Rows, what: str, hint: str) -> Iterator[tuple[str, object]]:
    if not isinstance(rows, str | Path):
        for number, row in enumerate(rows, 1):
            yield f"{what} {number}", row
        return
    path = Path(rows)
    try:
        # Only "\n" ends a row: JSON may hold other line breaks inside its strings.
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except FileNotFoundError:
        raise SkillmapError(f"{rows}: there is no such file", hint="Check the path.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SkillmapError(
            f"{path.name}: cannot be read: {error.__class__.__name__}",
            hint="It should be JSON Lines in UTF-8.",
        ) from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            place = f"{path.name}:{number}"
            try:
                yield place, json.loads(line)
            except json.JSONDecodeError as error:
                message = f"{place}: is no valid JSON: {error.msg}"
                raise SkillmapError(message, hint=hint) from None


def _check_place(place: str, mark: Mark | PredictedMark, text: str) -> None:
    if not mark.start < mark.end <= len(text):
        raise SkillmapError(
            f"{place}: {mark.start} to {mark.end} is no stretch of the {len(text)} characters",
            hint="start and end count characters (code points), end is one past the last.",
        )
    if isinstance(mark, Mark) and mark.surface:
        here = text[mark.start : mark.end]
        if here != mark.surface:
            raise SkillmapError(
                f"{place}: at {mark.start} to {mark.end} stands {here!r}, not {mark.surface!r}",
                hint="start and end count characters (code points), not bytes.",
            )
