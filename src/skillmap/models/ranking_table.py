"""A ranking as a table: its columns, and the tables of pandas and Arrow made of them."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from skillmap.errors import SkillmapError
from skillmap.models.coverage import Contribution, Coverage
from skillmap.models.ranked import RankedCandidate, SetAside

if TYPE_CHECKING:
    import pandas
    import pyarrow

Kind = str
"""What a column holds: "text", "texts", "choices", "whole", "share" or "requirements"."""

REQUIREMENT: dict[str, Kind] = {
    "skills": "texts",
    "level": "text",
    "min_months": "whole",
    "weight": "share",
    "asked": "text",
    "outcome": "text",
    "credit": "share",
    "points": "share",
    "possible": "share",
    "relation": "text",
    "skill_id": "text",
    "months": "whole",
    "quote": "text",
    "section": "text",
    "page": "whole",
}
"""The fields of one requirement of a candidate."""

COLUMNS: dict[str, Kind] = {
    "status": "text",
    "rank": "whole",
    "band": "whole",
    "candidate": "text",
    "file": "text",
    "sha256": "text",
    "score": "share",
    "low": "share",
    "high": "share",
    "required": "share",
    "preferred": "share",
    "met": "whole",
    "partial": "whole",
    "unknown": "whole",
    "missing": "whole",
    "missing_skills": "choices",
    "reverse": "share",
    "warnings": "texts",
    "lifecycle": "text",
    "code": "text",
    "reason": "text",
    "same": "text",
    "same_as": "text",
    "requirements": "requirements",
}
"""The columns of a ranking, in their order."""

OF_ALL = ("rank", "band", "candidate", "same", "same_as")
"""Columns that only all candidates together tell."""

_AT_ONCE = 1_000
"""Rows of one batch."""

Entry = dict[str, Any]


def needed(module: str, extra: str) -> Any:
    """Imports a package that not everybody has.

    Args:
        module: Its name.
        extra: The extra of this package that brings it.

    Returns:
        The module.

    Raises:
        SkillmapError: It is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        raise SkillmapError(
            f"{name} is not installed", hint=f"pip install 'skillmap-ai[{extra}]'"
        ) from error


def entry_of(one: RankedCandidate | SetAside) -> Entry:
    """Gives the row of a candidate.

    Args:
        one: The candidate.

    Returns:
        A value for each of `COLUMNS`.
    """
    own: Entry
    if isinstance(one, RankedCandidate):
        own = {
            "status": "ranked",
            "rank": one.rank,
            "band": one.band,
            "lifecycle": one.lifecycle or None,
        }
    else:
        own = {"status": "look by hand", "code": one.code, "reason": one.reason}
    found = {
        **own,
        "candidate": one.pseudonym,
        "file": one.source,
        **(_scored(one.coverage) if one.coverage else {}),
        "same": one.same or None,
        "same_as": one.same_as or None,
    }
    return {name: found.get(name) for name in COLUMNS}


def _scored(coverage: Coverage) -> Entry:
    return {
        "sha256": coverage.profile.sha256,
        "score": coverage.score,
        "low": coverage.low,
        "high": coverage.high,
        "required": coverage.required,
        "preferred": coverage.preferred,
        "met": coverage.count("met"),
        "partial": coverage.count("partial"),
        "unknown": coverage.count("unknown"),
        "missing": coverage.count("missing"),
        "missing_skills": [list(one.skills) for one in coverage.missing],
        "reverse": coverage.reverse,
        "warnings": list(dict.fromkeys(notice.code for notice in coverage.warnings)),
        "requirements": [_asked(one) for one in coverage.contributions],
    }


def _asked(one: Contribution) -> Entry:
    asked = one.requirement
    best = one.evidence[0] if one.evidence else None
    return {
        "skills": list(asked.skills),
        "level": asked.level,
        "min_months": asked.min_months,
        "weight": asked.weight,
        "asked": asked.text,
        "outcome": one.outcome,
        "credit": one.credit,
        "points": one.points,
        "possible": one.possible,
        "relation": one.relation,
        "skill_id": one.skill_id,
        "months": one.months,
        "quote": best.quote if best else None,
        "section": best.section if best else None,
        "page": best.page if best else None,
    }


def arrow_schema() -> pyarrow.Schema:
    """Gives the schema of a ranking in Arrow and Parquet.

    Returns:
        A field for each of `COLUMNS`.

    Raises:
        SkillmapError: pyarrow is not installed.
    """
    arrow = needed("pyarrow", "arrow")
    kinds = {
        "text": arrow.string(),
        "texts": arrow.list_(arrow.string()),
        "choices": arrow.list_(arrow.list_(arrow.string())),
        "whole": arrow.int32(),
        "share": arrow.float64(),
    }
    asked = arrow.struct([(name, kinds[kind]) for name, kind in REQUIREMENT.items()])
    kinds["requirements"] = arrow.list_(asked)
    return arrow.schema([(name, kinds[kind]) for name, kind in COLUMNS.items()])


def arrow_batches(rows: Iterable[Entry]) -> Iterator[pyarrow.RecordBatch]:
    """Gives rows as batches of Arrow.

    Args:
        rows: A value for each of `COLUMNS`.

    Yields:
        Batches of at most 1,000 rows.

    Raises:
        SkillmapError: pyarrow is not installed.
    """
    arrow = needed("pyarrow", "arrow")
    schema = arrow_schema()
    left = iter(rows)
    while some := [_encodable(row) for row in islice(left, _AT_ONCE)]:
        yield arrow.RecordBatch.from_pylist(some, schema=schema)


def arrow_table(rows: Iterable[RankedCandidate | SetAside]) -> pyarrow.Table:
    """Gives a ranking as an Arrow table.

    Args:
        rows: The candidates.

    Returns:
        A row for each candidate.

    Raises:
        SkillmapError: pyarrow is not installed.
    """
    arrow = needed("pyarrow", "arrow")
    batches = arrow_batches(map(entry_of, rows))
    return arrow.Table.from_batches(batches, schema=arrow_schema())


def data_frame(rows: Iterable[RankedCandidate | SetAside]) -> pandas.DataFrame:
    """Gives a ranking as a data frame of pandas.

    Args:
        rows: The candidates.

    Returns:
        A row for each candidate; what may be missing is missing in the way of pandas.

    Raises:
        SkillmapError: pandas is not installed.
    """
    pandas = needed("pandas", "pandas")
    kinds = {"whole": "Int32", "share": "Float64", "text": "string"}
    flat = {name: kind for name, kind in COLUMNS.items() if kind != "requirements"}
    found = [{name: row[name] for name in flat} for row in map(entry_of, rows)]
    columns = {
        name: pandas.Series([row[name] for row in found], dtype=kinds.get(kind, "object"))
        for name, kind in flat.items()
    }
    return pandas.DataFrame(columns)


def _encodable(value: Any) -> Any:
    """Makes texts encodable: half a character, which a broken file may hold, has no bytes."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_encodable(one) for one in value]
    if isinstance(value, Mapping):
        return {name: _encodable(one) for name, one in value.items()}
    return value
