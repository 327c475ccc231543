"""Reads annotated documents and predictions: JSON Lines, one document a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from skillmap.errors import SkillmapError
from skillmap.models import Kind

Rows = str | Path | Iterable[Mapping[str, Any] | BaseModel]
"""A JSON Lines file, or its rows: mappings, or records as they were read."""

GOLD_HINT = 'A row is {"id", "kind", "text", "mentions": [{"start", "end", "canonical"}]}.'
TRUTH_HINT = 'A row is {"id", "canonical" or "skill_id", "strength", "months_min", "months_max"}.'
PREDICTIONS_HINT = 'A row is {"id", "mentions": [{"start", "end", "skill_id"}]}.'


class _Part(BaseModel):
    # What annotators add for themselves is no error.
    model_config = ConfigDict(frozen=True, extra="ignore")


class SkillTruth(_Part):
    """What a document shows of one skill, as annotated or as predicted.

    Attributes:
        skill_id: Its id, when known.
        canonical: Usual full name otherwise.
        strength: As in SkillEvidence.
        months_min: Fewest months that are right, None when the document does not say.
        months_max: Most months that are right.
        last_used: "YYYY-MM", or "YYYY" when any month of the year is right.
    """

    skill_id: str = ""
    canonical: str = ""
    strength: str = ""
    months_min: int | None = None
    months_max: int | None = None
    last_used: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_number(cls, values: object) -> object:
        if isinstance(values, dict) and values.get("months") is not None:
            return {**values, "months_min": values["months"], "months_max": values["months"]}
        return values


class _Said(_Part):
    """What may be known of a mention, annotated or predicted."""

    start: int = Field(ge=0)
    end: int
    skill_id: str = ""
    status: str = ""
    section: str = ""
    requirement: str = ""
    any_of: str | None = None
    min_months: int | None = None

    @model_validator(mode="before")
    @classmethod
    def _other_words(cls, values: object) -> object:
        if not isinstance(values, dict):
            return values
        given = {key: value for key, value in values.items() if value is not None}
        if "where" in given:
            given.setdefault("section", given["where"])
        if "min_years" in given:
            given.setdefault("min_months", round(12 * float(given["min_years"])))
        if "negated" in given:  # annotators who know two statuses only
            given.setdefault("status", "absent" if given["negated"] else "present")
        return given


class Mark(_Said):
    """An annotated mention.

    Attributes:
        start: First character in the document's text.
        end: One past the last.
        skill_id: Its id, when the annotation carries ids.
        surface: The characters between; checked when given.
        canonical: Usual full name of the skill.
        area: Its area: an id of the taxonomy or its short name in `annotation_areas.yaml`.
        optional: Whether it counts neither for nor against.
        meant: Whether the words mean the skill without naming it; such marks are counted apart.
        status: As in a Mention, or "absent" for any but present; "optional" says that it is.
        section: Section of the document, also called `where`.
        requirement: In a post "must", "nice" or "context".
        any_of: Alternatives of one choice share a name.
        min_months: Months asked or stated for the skill; `min_years` is read too.
    """

    surface: str = ""
    canonical: str = ""
    area: str = ""
    optional: bool = False
    meant: bool = False

    @property
    def counts(self) -> bool:
        """Whether it must be found."""
        return not self.optional and self.status != "optional" and not self.meant


class TrapMark(_Part):
    """A stretch that could name a skill and means something else."""

    start: int = Field(ge=0)
    end: int
    surface: str = ""
    skill_id: str = ""


class GoldRow(_Part):
    """An annotated document."""

    id: str
    kind: Kind | None = None
    text: str
    mentions: tuple[Mark, ...]
    traps: tuple[TrapMark, ...] = ()
    skills: tuple[SkillTruth, ...] = ()


class PredictedMark(_Said):
    """A predicted mention: its place, the skill by id or by name, and what else is known."""

    name: str = ""
    matcher: str = ""


class PredictedRow(_Part):
    """What was predicted for a document; without places, its skills as names or ids."""

    id: str
    kind: Kind | None = None
    mentions: tuple[PredictedMark, ...] = ()
    skills: tuple[SkillTruth, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _plain_names(cls, values: object) -> object:
        if isinstance(values, dict) and not {"mentions", "skills"} & set(values):
            raise ValueError("mentions or skills are required")
        if isinstance(values, dict) and isinstance(values.get("skills"), list | tuple):
            named = [
                {"canonical": one} if isinstance(one, str) else one for one in values["skills"]
            ]
            return {**values, "skills": named}
        return values


class _TruthRow(SkillTruth):
    id: str


R = TypeVar("R", GoldRow, PredictedRow, _TruthRow)


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


def with_truth(gold: Iterable[GoldRow], truth: Rows) -> list[GoldRow]:
    """Adds what documents show of each skill, when that stands in a file of its own.

    Args:
        gold: The annotated documents.
        truth: A JSON Lines file or its rows: `id` of the document, `canonical` or `skill_id`,
            `strength`, `months_min`, `months_max`, `last_used`.

    Returns:
        The documents with their skills.

    Raises:
        SkillmapError: A row does not fit or is of no document, with file and line.

    Example:
        >>> from skillmap.evaluation import read_gold
        >>> gold = read_gold([{"id": "a", "text": "Good SQL", "mentions": []}])
        >>> with_truth(gold, [{"id": "a", "skill_id": "sql", "months": 7}])[0].skills[0].months_max
        7
    """
    rows = {row.id: row for row in gold}
    found: dict[str, list[SkillTruth]] = {}
    for place, one in _parsed(truth, _TruthRow, "truth", TRUTH_HINT):
        if one.id not in rows:
            message = f"{place}: the gold has no document {one.id!r}"
            raise SkillmapError(message, hint=TRUTH_HINT)
        found.setdefault(one.id, []).append(one)
    return [
        row.model_copy(update={"skills": (*row.skills, *found.get(row.id, ()))})
        for row in rows.values()
    ]


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
