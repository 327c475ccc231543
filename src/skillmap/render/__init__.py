"""Records as text, JSON, CSV and HTML: output only, no arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from skillmap.models import (
    CandidateExplanation,
    Coverage,
    CoverageDifference,
    Document,
    Lifecycle,
    Plan,
    Profile,
    Ranking,
    Role,
    RoleDifference,
    Team,
    TeamLifecycle,
    WhatIf,
)
from skillmap.render.candidate import candidate_text
from skillmap.render.coverage_difference import coverage_difference_text
from skillmap.render.difference import difference_text
from skillmap.render.explain import explain, notices, score_lines
from skillmap.render.json_lines import json_text, jsonl_text
from skillmap.render.lifecycle import lifecycle_text, team_text
from skillmap.render.lifecycle_html import lifecycle_html
from skillmap.render.look import Look
from skillmap.render.pages import document_text, profile_text, role_text
from skillmap.render.plan import plan_text
from skillmap.render.ranking_csv import ranking_csv
from skillmap.render.ranking_html import ranking_html
from skillmap.render.ranking_jsonl import ranking_jsonl
from skillmap.render.ranking_parquet import ranking_parquet
from skillmap.render.ranking_text import ranking_text
from skillmap.render.ranking_xlsx import ranking_xlsx
from skillmap.render.records import Showable, csv_text, rows_of
from skillmap.render.team import team_plan_text
from skillmap.render.team_html import team_html
from skillmap.render.what_if import what_if_text
from skillmap.render.words import opening

RENDERERS: dict[str, Callable[[Ranking, Look, BinaryIO], None]] = {
    "csv": ranking_csv,
    "xlsx": ranking_xlsx,
    "jsonl": ranking_jsonl,
    "html": ranking_html,
    "parquet": ranking_parquet,
}
"""What writes ranking.<key>, row by row: a large ranking is nowhere whole in memory."""


def written(record: Showable, format_name: str, look: Look) -> str:
    """Writes a record in one of the formats of the command line.

    Args:
        record: The record.
        format_name: "text", "json", "jsonl" or "csv".
        look: Labels, width, and whether names are shown.

    Returns:
        Text that ends with a line end.
    """
    if format_name == "json":
        return json_text(record)
    if format_name == "jsonl":
        return jsonl_text(record)
    if format_name == "csv":
        return csv_text(rows_of(record))
    return _text(record, look)


def _text(record: Showable, look: Look) -> str:
    match record:
        case Coverage():
            return explain(record, look.taxonomy)
        case CoverageDifference():
            return coverage_difference_text(record, look)
        case CandidateExplanation():
            return candidate_text(record, look.taxonomy)
        case Profile():
            return profile_text(record, look.taxonomy)
        case Role():
            return role_text(record, look.taxonomy, look.settings)
        case RoleDifference():
            return difference_text(record, look.taxonomy)
        case Document():
            return document_text(record)
        case Ranking():
            return ranking_text(record, look)
        case Lifecycle():
            return lifecycle_text(record, look)
        case TeamLifecycle():
            return team_text(record, look)
        case Plan():
            return plan_text(record, look)
        case WhatIf():
            return what_if_text(record, look.taxonomy)
        case Team():
            return team_plan_text(record, look)


__all__ = [
    "RENDERERS",
    "Look",
    "Showable",
    "candidate_text",
    "coverage_difference_text",
    "csv_text",
    "difference_text",
    "document_text",
    "explain",
    "json_text",
    "jsonl_text",
    "lifecycle_html",
    "lifecycle_text",
    "notices",
    "opening",
    "plan_text",
    "profile_text",
    "ranking_csv",
    "ranking_html",
    "ranking_jsonl",
    "ranking_parquet",
    "ranking_text",
    "ranking_xlsx",
    "role_text",
    "rows_of",
    "score_lines",
    "team_html",
    "team_plan_text",
    "team_text",
    "what_if_text",
    "written",
]
