"""A table of people (person, skill, strength, months, last used) to a Profile of each."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from skillmap.errors import FileTooLarge, ReadError
from skillmap.models import (
    PACKAGE,
    STRENGTHS,
    DocumentRef,
    Mention,
    Notice,
    Profile,
    Provenance,
    SkillEvidence,
    Strength,
)
from skillmap.readers.text import decode
from skillmap.settings import Settings
from skillmap.taxonomy import Skill, Taxonomy

_COLUMNS = ("person", "skill", "strength", "months", "last used")
_NEEDED = ("person", "skill")
STATED = "stated"
"""Code of the warning that every profile of a table carries."""

_SEPARATORS = ",;\t"
_MONTH = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?$")
_MOST_MONTHS = 1200
_HINT = "The columns are person, skill, strength, months, last used; the first two are needed."


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the table."""

    number: int
    person: str
    phrase: str
    strength: Strength
    months: int | None
    last_used: str | None

    def told(self) -> str:
        """Writes the row without the person."""
        parts = [self.phrase, self.strength]
        parts += [f"{self.months} months"] if self.months is not None else []
        parts += [f"last used {self.last_used}"] if self.last_used else []
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class _Wrong:
    """A line of the table that is left out."""

    number: int
    person: str
    error: ReadError


def read_people(
    source: str | Path | BinaryIO, taxonomy: Taxonomy, settings: Settings, as_of: date
) -> tuple[Profile, ...]:
    """Reads people from a table.

    Args:
        source: A CSV file (commas, semicolons or tabs), or a binary file object.
        taxonomy: What the skills mean; one that it does not know is told in the warnings.
        settings: `max_bytes` counts.
        as_of: The date that goes into the profiles.

    Returns:
        A profile for each person, in the order of the table. What the rows say counts as stated:
        without a strength it is "work" when months are given, else "listed". A row that is wrong
        is left out and told in the warnings of its person, of the first when it names none.

    Raises:
        ReadError: It is no such table, or no row of it is good; the message names the row.
    """
    name, data = _content(source, settings)
    try:
        text, _ = decode(data)
    except ReadError as error:
        raise ReadError("is no text", source=name, hint=_HINT) from error
    by_person: dict[str, list[_Row | _Wrong]] = {}
    unnamed: list[_Row | _Wrong] = []
    for row in _rows(text, name):
        of_one = by_person.setdefault(row.person.casefold(), []) if row.person else unnamed
        of_one.append(row)
    next(iter(by_person.values())).extend(unnamed)
    sha256 = hashlib.sha256(data).hexdigest()
    return tuple(
        _profile(of_one[0].person, of_one, name, sha256, taxonomy, as_of)
        for of_one in by_person.values()
    )


def _content(source: str | Path | BinaryIO, settings: Settings) -> tuple[str, bytes]:
    if isinstance(source, str | Path):
        path = Path(source)
        try:
            with path.open("rb") as file:
                data = file.read(settings.max_bytes + 1)
        except FileNotFoundError:
            raise ReadError(
                "there is no such file", source=str(source), hint="Check the path."
            ) from None
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise ReadError(f"cannot be opened: {why}", source=path.name) from error
        name = path.name
    else:
        name = Path(str(getattr(source, "name", "") or "people.csv")).name
        data = source.read(settings.max_bytes + 1)
        if not isinstance(data, bytes):
            raise ReadError("is open as text", source=name, hint="Open it with mode 'rb'.")
    if len(data) > settings.max_bytes:
        raise FileTooLarge(f"is over {settings.max_bytes / 1e6:.0f} MB", source=name)
    return name, data


def _rows(text: str, name: str) -> list[_Row | _Wrong]:
    lines = text.splitlines()
    head = next((line for line in lines if line.strip()), "")
    separator = max(_SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        listed = [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        message = f"row {reader.line_num} is no CSV: {error}"
        raise ReadError(message, source=name, hint=_HINT) from error
    filled = [(number, cells) for number, cells in listed if any(cell.strip() for cell in cells)]
    if not filled:
        raise ReadError("is empty", source=name, hint=_HINT)
    columns = _columns(filled[0][1], name)
    if not filled[1:]:
        raise ReadError("has a heading and no row", source=name, hint=_HINT)
    rows: list[_Row | _Wrong] = []
    for number, cells in filled[1:]:
        try:
            rows.append(_row(number, cells, columns, name))
        except ReadError as error:
            rows.append(_Wrong(number, _cell("person", cells, columns), error))
    wrong = [row.error for row in rows if isinstance(row, _Wrong)]
    if len(wrong) == len(rows):
        raise wrong[0]
    return rows


def _columns(cells: Sequence[str], name: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        word = " ".join(cell.replace("_", " ").split()).casefold()
        if word in _COLUMNS:
            if word in found:
                raise ReadError(f"has two columns {word!r}", source=name, hint=_HINT)
            found[word] = index
    lacking = [word for word in _NEEDED if word not in found]
    if lacking:
        told = " and ".join(repr(word) for word in lacking)
        raise ReadError(f"row 1 has no column {told}", source=name, hint=_HINT)
    return found


def _cell(column: str, cells: Sequence[str], columns: dict[str, int]) -> str:
    index = columns.get(column)
    return " ".join(cells[index].split()) if index is not None and index < len(cells) else ""


def _row(number: int, cells: Sequence[str], columns: dict[str, int], name: str) -> _Row:
    def cell(column: str) -> str:
        return _cell(column, cells, columns)

    def wrong(message: str, hint: str) -> ReadError:
        return ReadError(f"row {number}: {message}", source=name, hint=hint)

    for column in _NEEDED:
        if not cell(column):
            raise wrong(f"the {column} is empty", _HINT)
    months: int | None = None
    if cell("months"):
        if not cell("months").isascii() or not cell("months").isdigit():
            raise wrong(
                f"months should be a whole number, not {cell('months')!r}", "Write 36 for 3 years."
            )
        months = int(cell("months"))
        if months > _MOST_MONTHS:
            raise wrong(f"{months} months are more than a working life", "Write 36 for 3 years.")
    word = cell("strength").casefold() or ("work" if months else "listed")
    if word not in STRENGTHS:
        raise wrong(
            f"strength should be one of {', '.join(STRENGTHS)}, not {cell('strength')!r}",
            "Leave it empty when it is not known.",
        )
    last = cell("last used")
    if last and not _MONTH.match(last):
        raise wrong(f"last used should be a month such as 2026-05, not {last!r}", _HINT)
    if last:
        last = last if "-" in last else f"{last}-12"
    return _Row(number, cell("person"), cell("skill"), word, months or None, last or None)


def _profile(
    person: str,
    listed: Sequence[_Row | _Wrong],
    name: str,
    sha256: str,
    taxonomy: Taxonomy,
    as_of: date,
) -> Profile:
    """Makes a profile; its text, and so its pseudonym, hangs on the skills and not on the name."""
    found: dict[str, list[tuple[_Row, Mention]]] = {}
    warnings = [
        Notice(
            code=STATED,
            message=f"what is known was stated in {name} and not read from a document",
        )
    ]
    for one in listed:
        if isinstance(one, _Wrong):
            message = (
                one.error.message.removeprefix(f"row {one.number}: ") + ": the row was left out"
            )
            place = f"{name}, row {one.number}"
            warnings.append(Notice(code="wrong-row", message=message, place=place))
    rows = [one for one in listed if isinstance(one, _Row)]
    at = 0
    for row in rows:
        skill = taxonomy.resolve(row.phrase)
        if skill is None:
            message = f"{row.phrase!r} is no skill that the taxonomy knows: it was left out"
            place = f"{name}, row {row.number}"
            warnings.append(Notice(code="unknown-skill", message=message, place=place))
        else:
            found.setdefault(skill.id, []).append((row, _mention(row, at, skill.id, name)))
        at += len(row.told()) + 1
    text = "\n".join(row.told() for row in rows)
    mentions = sorted((m for pairs in found.values() for _, m in pairs), key=lambda m: m.start)
    return Profile(
        document=DocumentRef(kind="cv", source=f"{person} ({name})", sha256=sha256),
        mentions=tuple(mentions),
        skills=tuple(_evidence(taxonomy[one], pairs) for one, pairs in found.items()),
        warnings=tuple(warnings),
        as_of=as_of,
        provenance=Provenance(
            package=PACKAGE,
            taxonomy=taxonomy.version,
            input_sha256=sha256,
            text_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            as_of=as_of,
        ),
    )


def _mention(row: _Row, at: int, skill_id: str, name: str) -> Mention:
    return Mention(
        start=at,
        end=at + len(row.phrase),
        text=row.phrase,
        skill_id=skill_id,
        status="present",
        section="other",
        quote=f"stated: {row.told()}"[:200],
        matcher="phrase",
        alias=row.phrase,
        score=1.0,
        reason=f"stated in {name}, row {row.number}",
    )


def _evidence(skill: Skill, pairs: Sequence[tuple[_Row, Mention]]) -> SkillEvidence:
    """Sums up the rows of one skill: the strongest, the most months, the latest use."""
    months = max((row.months for row, _ in pairs if row.months), default=None)
    return SkillEvidence(
        skill_id=skill.id,
        label=skill.label,
        area=skill.area,
        status="present",
        strength=min((row.strength for row, _ in pairs), key=STRENGTHS.index),
        months=months,
        months_basis="stated" if months else None,
        stated_months=months,
        last_used=max((row.last_used for row, _ in pairs if row.last_used), default=None),
        mentions=tuple(mention for _, mention in pairs),
    )
