"""Records as CSV, JSON and JSON Lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TextIO

from skillmap.models import (
    CandidateExplanation,
    Coverage,
    CoverageDifference,
    Document,
    Lifecycle,
    Mention,
    Plan,
    Profile,
    Ranking,
    Role,
    RoleDifference,
    Team,
    TeamLifecycle,
    WhatIf,
)
from skillmap.render.layout import plain
from skillmap.render.lifecycle import lifecycle_rows, team_rows
from skillmap.render.plan_rows import plan_rows
from skillmap.render.team_rows import team_plan_rows
from skillmap.render.words import place

Cell = str | int | float | None
Rows = tuple[Sequence[str], Iterable[Sequence[Cell]]]
"""The headings, and the rows below them."""

_FORMULA = tuple("=+-@＝＋－＠")


def neutral(value: Cell) -> str:
    """Writes a cell so that no spreadsheet takes it for a formula.

    Args:
        value: The value of the cell.

    Returns:
        Text on one line; what begins like a formula gets an apostrophe before it.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    text = plain(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_text(rows: Rows, line_end: str = "\n") -> str:
    """Writes rows as CSV.

    Args:
        rows: Headings and rows.
        line_end: What ends a line.

    Returns:
        CSV, its cells safe to open in a spreadsheet.
    """
    text = io.StringIO()
    write_csv(rows, text, line_end)
    return text.getvalue()


def write_csv(rows: Rows, file: TextIO, line_end: str = "\n") -> None:
    """Writes rows as CSV, one at a time.

    Args:
        rows: Headings and rows.
        file: Where to; it must not change line ends.
        line_end: What ends a line.
    """
    writer = csv.writer(file, lineterminator=line_end)
    head, body = rows
    writer.writerow(head)
    writer.writerows([neutral(cell) for cell in row] for row in body)


def share(value: float | None) -> str:
    """Writes a share of 0 to 1 with the four decimals that are the same on every system."""
    return "" if value is None else f"{value:.4f}"


def difference(value: float) -> float:
    """Cuts a difference to four decimals; a number, since a text with a minus would be escaped."""
    return round(value, 4) + 0.0  # never "-0.0"


def listed(groups: Iterable[Sequence[str]]) -> str:
    """Writes requirements as ids: groups apart by ";", alternatives by "|"."""
    return ";".join("|".join(group) for group in groups)


def _columns(names: str) -> list[str]:
    return names.split()


def _profile_rows(profile: Profile) -> Rows:
    head = _columns(
        "skill_id label area status strength months months_basis first_used last_used "
        "mentions quote section page"
    )
    rows: list[Sequence[Cell]] = []
    for skill in (*profile.skills, *profile.not_held):
        first = next(one for one in skill.mentions if one.status == skill.status)
        rows.append(
            (
                skill.skill_id,
                skill.label,
                skill.area,
                skill.status,
                skill.strength,
                skill.months,
                skill.months_basis,
                skill.first_used,
                skill.last_used,
                len(skill.mentions),
                *_quoted(first),
            )
        )
    return head, rows


def _quoted(mention: Mention | None) -> tuple[Cell, Cell, Cell]:
    return (mention.quote, mention.section, mention.page) if mention else (None, None, None)


def _coverage_rows(coverage: Coverage) -> Rows:
    head = _columns(
        "skills level min_months weight outcome credit points possible relation skill_id months "
        "because quote section page place asked"
    )
    rows: list[Sequence[Cell]] = []
    for one in coverage.contributions:
        best = one.evidence[0] if one.evidence else None
        rows.append(
            (
                "|".join(one.requirement.skills),
                one.requirement.level,
                one.requirement.min_months,
                one.requirement.weight,
                one.outcome,
                share(one.credit),
                share(one.points),
                share(one.possible),
                one.relation,
                one.skill_id,
                one.months,
                "; ".join(factor.because for factor in one.factors),
                *_quoted(best),
                place(best, coverage.positions) if best else None,
                one.requirement.text,
            )
        )
    return head, rows


def _candidate_rows(found: CandidateExplanation) -> Rows:
    return _coverage_rows(found.coverage)


def _pair_rows(found: CoverageDifference) -> Rows:
    head = _columns(
        "skills level min_months weight possible difference first first_points first_outcome "
        "first_because second second_points second_outcome second_because asked"
    )
    rows: list[Sequence[Cell]] = []
    for pair in found.pairs:
        asked, sides = pair.requirement, []
        for name, one in ((found.first_name, pair.first), (found.second_name, pair.second)):
            because = "; ".join(factor.because for factor in one.factors)
            sides += [name, share(one.points), one.outcome, because]
        rows.append(
            (
                "|".join(asked.skills),
                asked.level,
                asked.min_months,
                asked.weight,
                share(pair.first.possible),
                difference(pair.difference),
                *sides,
                asked.text,
            )
        )
    return head, rows


def _gain_rows(found: WhatIf) -> Rows:
    head = _columns("skills level min_months weight outcome points possible adds smallest asked")
    chosen = found.smallest or ()
    rows: list[Sequence[Cell]] = [
        (
            "|".join(one.requirement.skills),
            one.requirement.level,
            one.requirement.min_months,
            one.requirement.weight,
            one.outcome,
            share(one.points),
            share(one.possible),
            share(one.adds),
            "yes" if one.requirement in chosen else "",
            one.requirement.text,
        )
        for one in found.gains
    ]
    return head, rows


def _role_rows(role: Role) -> Rows:
    head = _columns("kind skills level min_months weight text why")
    rows: list[Sequence[Cell]] = [
        ("requirement", "|".join(r.skills), r.level, r.min_months, r.weight, r.text, None)
        for r in role.requirements
    ]
    rows += [("condition", None, None, None, None, c.text, c.kind) for c in role.conditions]
    rows += [("unscored", None, None, None, None, line.text, line.why) for line in role.unscored]
    return head, rows


def _document_rows(document: Document) -> Rows:
    head = _columns("section heading start end page text")
    rows: list[Sequence[Cell]] = [
        (
            one.name,
            one.heading,
            one.start,
            one.end,
            document.page_at(one.start),
            document.text[one.body : one.end],
        )
        for one in document.sections
    ]
    return head, rows


def _ranking_rows(ranking: Ranking) -> Rows:
    """Gives one row for each candidate; those to look at by hand stand apart, first."""
    head = _columns(
        "status rank band candidate file sha256 score low high required preferred met partial "
        "unknown missing missing_skills reverse warnings lifecycle code reason same same_as"
    )
    return head, _candidates(ranking)


def _candidates(ranking: Ranking) -> Iterator[Sequence[Cell]]:
    for aside in ranking.by_hand:
        yield (
            "look by hand",
            None,
            None,
            aside.pseudonym,
            aside.source,
            *_scored(aside.coverage),
            None,
            aside.code,
            aside.reason,
            aside.same,
            aside.same_as,
        )
    for one in ranking.candidates:
        yield (
            "ranked",
            one.rank,
            one.band,
            one.pseudonym,
            one.source,
            *_scored(one.coverage),
            one.lifecycle or None,
            None,
            None,
            one.same,
            one.same_as,
        )


def _difference_rows(found: RoleDifference) -> Rows:
    head = _columns("kind name first second difference")
    rows: list[Sequence[Cell]] = [
        (kind, pair.name, share(pair.first), share(pair.second), difference(pair.difference))
        for kind, pairs in (("area", found.areas), ("stage", found.stages))
        for pair in pairs
    ]
    rows += [
        (
            kind,
            "|".join(row.skills),
            share(row.first),
            share(row.second),
            difference(row.difference),
        )
        for kind, listing in (("more", found.more), ("less", found.less), ("both", found.both))
        for row in listing
    ]
    return head, rows


def _scored(coverage: Coverage | None) -> tuple[Cell, ...]:
    if coverage is None:
        return (None,) * 13
    return (
        coverage.profile.sha256,
        share(coverage.score),
        share(coverage.low),
        share(coverage.high),
        share(coverage.required),
        share(coverage.preferred),
        coverage.count("met"),
        coverage.count("partial"),
        coverage.count("unknown"),
        coverage.count("missing"),
        listed(requirement.skills for requirement in coverage.missing),
        share(coverage.reverse),
        ";".join(dict.fromkeys(notice.code for notice in coverage.warnings)),
    )


Showable = (
    Profile
    | Coverage
    | CoverageDifference
    | CandidateExplanation
    | Role
    | RoleDifference
    | Document
    | Ranking
    | Lifecycle
    | TeamLifecycle
    | Plan
    | WhatIf
    | Team
)
"""A record that can be written in every format."""


def rows_of(record: Showable) -> Rows:
    """Lays a record out in rows.

    Args:
        record: The record.

    Returns:
        One row for each skill, requirement, section, candidate or step.
    """
    makers: dict[type, Callable[..., Rows]] = {
        Profile: _profile_rows,
        Coverage: _coverage_rows,
        CoverageDifference: _pair_rows,
        CandidateExplanation: _candidate_rows,
        Role: _role_rows,
        RoleDifference: _difference_rows,
        Document: _document_rows,
        Ranking: _ranking_rows,
        Lifecycle: lifecycle_rows,
        TeamLifecycle: team_rows,
        Plan: plan_rows,
        WhatIf: _gain_rows,
        Team: team_plan_rows,
    }
    return makers[type(record)](record)
