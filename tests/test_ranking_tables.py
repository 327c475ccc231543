"""A ranking as workbook, data frame, Arrow and Parquet, and as rows that lie on disk."""

from __future__ import annotations

import copy
import io
import json
import pickle
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import records
from tests.records import AS_OF, TAXONOMY, rendered, sha, shows

from skillmap.batch import rank, spool, write_outputs
from skillmap.errors import SkillmapError
from skillmap.models import Ranking, Role, RowsOnDisk
from skillmap.models.ranking_table import COLUMNS, OF_ALL
from skillmap.render import Look, rows_of
from skillmap.settings import Settings

LOOK = Look(TAXONOMY)
ROLE = Role(
    title="Engineer",
    requirements=(records.requirement("python"), records.requirement("kubernetes")),
)
ATTACKS = ["=1+1", "+1", "-1", "@SUM(A1)", "http://example.org/x", "\t=1", "mailto:a@b.c", "{=1}"]


def workbook(ranking: Ranking, look: Look = LOOK) -> Any:
    return openpyxl.load_workbook(io.BytesIO(rendered("xlsx", ranking, look)))


def many(count: int) -> Ranking:
    items = [
        shows(sha(f"{number:x}"), "python" if number % 3 else "kubernetes")
        for number in range(1, count + 1)
    ]
    return rank([*items, ("broken.pdf", b"%PDF-")], ROLE, TAXONOMY, Settings(), as_of=AS_OF)


# --- ranking.xlsx ---------------------------------------------------------------------------------


def test_a_workbook_holds_three_sheets_with_frozen_heads_filters_and_widths() -> None:
    book = workbook(records.ranking())
    assert book.sheetnames == ["Ranking", "Requirements", "Evidence"]
    for sheet, frozen in zip(book, ("E2", "D2", "C2"), strict=True):
        assert sheet.freeze_panes == frozen
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.column_dimensions["B"].customWidth
        assert sheet["A1"].font.bold


def test_every_candidate_stands_in_the_first_sheet() -> None:
    ranking = records.ranking()
    rows = list(workbook(ranking)["Ranking"].values)
    assert rows[0] == tuple(name for name in COLUMNS if name != "requirements")
    assert [row[3] for row in rows[1:]] == [
        *(one.pseudonym for one in ranking.by_hand),
        *(one.pseudonym for one in ranking),
    ]
    score = workbook(ranking)["Ranking"].cell(len(ranking.by_hand) + 2, 7)
    assert score.value == round(ranking[0].coverage.score, 4)
    assert score.number_format == "0.0%"


def test_every_table_has_the_columns_of_the_csv() -> None:
    ranking = records.ranking()
    head, rows = rows_of(ranking)
    assert list(head) == [name for name in COLUMNS if name != "requirements"]
    place = list(head).index("band")
    assert [row[place] for row in rows] == ranking.to_arrow()["band"].to_pylist()


def test_the_other_sheets_hold_the_best_only() -> None:
    ranking = records.ranking()
    book = workbook(ranking, Look(TAXONOMY, settings=Settings(detail_candidates=1)))
    best = ranking[0].coverage
    requirements = list(book["Requirements"].values)
    assert len(requirements) == 2
    assert requirements[1][3:] == tuple(one.outcome for one in best.contributions)
    evidence = list(book["Evidence"].values)
    assert len(evidence) == 1 + len(best.contributions)
    assert sum(row[5] for row in evidence[1:]) == pytest.approx(best.score, abs=0.001)
    assert [row[11] for row in evidence[1:] if row[11]] == [
        one.evidence[0].quote for one in best.contributions if one.evidence
    ]


@pytest.mark.parametrize("begin", ATTACKS)
def test_no_cell_is_a_formula_or_a_link(begin: str) -> None:
    ranking = records.ranking()
    named = ranking[0].model_copy(update={"source": begin})
    role = ranking.role.model_copy(update={"title": begin})
    changed = ranking.model_copy(update={"candidates": (named,), "role": role})
    content = rendered("xlsx", changed, LOOK)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        sheets = [packed.read(name) for name in packed.namelist() if "sheets/sheet" in name]
        assert not any("hyperlink" in name.lower() for name in packed.namelist())
    assert not any(b"<f>" in sheet or b"hyperlink" in sheet for sheet in sheets)
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content))["Ranking"] for cell in row]
    assert begin.strip() in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_a_workbook_is_the_same_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = rendered("xlsx", records.ranking(), LOOK)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert rendered("xlsx", records.ranking(), LOOK) == first
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert {one.date_time[:3] for one in packed.infolist()} <= {(1980, 1, 1), (1980, 1, 31)}
    created = openpyxl.load_workbook(io.BytesIO(first)).properties.created
    assert created == datetime(AS_OF.year, AS_OF.month, AS_OF.day)


def test_a_cell_longer_than_a_workbook_takes_is_cut() -> None:
    ranking = records.ranking()
    named = ranking[0].model_copy(update={"source": "x" * 40_000})
    changed = ranking.model_copy(update={"candidates": (named,)})
    values = [row[4] for row in workbook(changed)["Ranking"].values]
    assert "x" * 32_767 in values


def test_a_ranking_of_nobody_is_a_workbook() -> None:
    ranking = records.ranking().model_copy(update={"candidates": (), "by_hand": ()})
    assert [sheet.max_row for sheet in workbook(ranking)] == [1, 1, 1]


# --- Arrow, Parquet, pandas -----------------------------------------------------------------------


def test_an_arrow_table_has_a_row_for_each_candidate() -> None:
    ranking = records.ranking()
    table = ranking.to_arrow()
    assert table.column_names == list(COLUMNS)
    assert table.num_rows == len(ranking) + len(ranking.by_hand)
    best = table.slice(len(ranking.by_hand), 1).to_pylist()[0]
    assert best["score"] == ranking[0].coverage.score
    assert best["missing_skills"] == [list(one.skills) for one in ranking[0].coverage.missing]
    asked = best["requirements"]
    assert [one["outcome"] for one in asked] == [
        one.outcome for one in ranking[0].coverage.contributions
    ]
    failed = next(row for row in table.to_pylist() if row["code"] == "encrypted")
    assert failed["requirements"] is None
    assert failed["score"] is None


def test_parquet_is_the_arrow_table() -> None:
    ranking = records.ranking()
    read = pyarrow.parquet.read_table(io.BytesIO(rendered("parquet", ranking, LOOK)))
    assert read.equals(ranking.to_arrow())
    assert rendered("parquet", ranking, LOOK) == rendered("parquet", ranking, LOOK)


def test_half_a_character_stops_no_table() -> None:
    ranking = records.ranking()
    broken = ranking[0].model_copy(update={"source": "a\ud800.pdf"})
    changed = ranking.model_copy(update={"candidates": (broken,), "by_hand": ()})
    assert changed.to_arrow()["file"].to_pylist() == ["a?.pdf"]


def test_a_data_frame_has_the_columns_but_the_nested_one() -> None:
    ranking = records.ranking()
    frame = ranking.to_pandas()
    assert list(frame) == [name for name in COLUMNS if name != "requirements"]
    assert len(frame) == len(ranking) + len(ranking.by_hand)
    ranked = frame[frame["status"] == "ranked"]
    assert list(ranked["rank"]) == [one.rank for one in ranking]
    assert ranked["score"].iloc[0] == ranking[0].coverage.score
    assert isinstance(frame, pandas.DataFrame)


@pytest.mark.parametrize(
    ("module", "call", "extra"),
    [
        ("pyarrow", lambda: records.ranking().to_arrow(), "arrow"),
        ("pyarrow.parquet", lambda: rendered("parquet", records.ranking(), LOOK), "arrow"),
        ("pandas", lambda: records.ranking().to_pandas(), "pandas"),
    ],
)
def test_what_is_not_installed_is_told_with_its_extra(
    module: str, call: Any, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [module, *(name for name in sys.modules if name.startswith(f"{module}."))]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(SkillmapError, match="is not installed") as caught:
        call()
    assert caught.value.hint == f"pip install 'skillmap-ai[{extra}]'"


def test_parquet_is_written_when_asked_and_goes_when_not(tmp_path: Path) -> None:
    ranking = rank([shows(sha("1"), "python")], ROLE, TAXONOMY, Settings(), as_of=AS_OF)
    write_outputs(ranking, tmp_path, TAXONOMY, Settings(), parquet=True)
    assert (tmp_path / "ranking.parquet").exists()
    write_outputs(ranking, tmp_path, TAXONOMY, Settings())
    assert not (tmp_path / "ranking.parquet").exists()


def test_what_only_all_candidates_tell_are_columns() -> None:
    assert set(OF_ALL) < set(COLUMNS)


# --- rows on disk ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def both() -> tuple[Ranking, Ranking]:
    """The same ranking in memory and on disk."""
    held = many(80)
    limit = spool._IN_MEMORY
    try:
        spool._IN_MEMORY = 0
        return held, many(80)
    finally:
        spool._IN_MEMORY = limit


def test_rows_on_disk_equal_rows_in_memory(both: tuple[Ranking, Ranking]) -> None:
    held, lying = both
    assert isinstance(held.candidates, tuple)
    assert isinstance(lying.candidates, RowsOnDisk)
    assert lying == held
    assert held == lying
    assert (len(lying), len(lying.by_hand)) == (80, 1)
    assert list(lying) == list(held)
    assert lying.failures == held.failures
    assert lying.model_dump_json() == held.model_dump_json()
    assert Ranking.model_validate_json(lying.model_dump_json()) == lying


@pytest.mark.parametrize("key", ["csv", "jsonl", "html", "xlsx", "parquet"])
def test_outputs_of_rows_on_disk_are_those_of_rows_in_memory(
    key: str, both: tuple[Ranking, Ranking]
) -> None:
    held, lying = (rendered(key, one, LOOK) for one in both)
    assert held == lying


@given(st.slices(80))
def test_slices_are_those_of_a_tuple(both: tuple[Ranking, Ranking], wanted: slice) -> None:
    held, lying = both
    assert lying[wanted] == held[wanted]


def test_indices_are_those_of_a_tuple(both: tuple[Ranking, Ranking]) -> None:
    held, lying = both
    assert (lying[0], lying[-1]) == (held[0], held[-1])
    assert held[3] in lying.candidates
    assert lying.candidates.index(held[3]) == 3
    for index in (80, -81):
        with pytest.raises(IndexError):
            lying[index]


def test_a_copy_of_rows_on_disk_holds_the_rows(both: tuple[Ranking, Ranking]) -> None:
    held, lying = both
    for again in (pickle.loads(pickle.dumps(lying)), copy.deepcopy(lying)):
        assert isinstance(again.candidates, tuple)
        assert again == held


def test_repr_of_rows_on_disk_is_short(both: tuple[Ranking, Ranking]) -> None:
    _, lying = both
    assert repr(lying.candidates).startswith("<80 rows on disk: RankedCandidate(rank=1, ")
    assert repr(lying.candidates).endswith(", and 78 more>")


def test_rows_on_disk_equal_nothing_else(both: tuple[Ranking, Ranking]) -> None:
    _, lying = both
    assert lying.candidates != list(lying)
    assert lying.candidates != lying.candidates[:5]
    assert hash(lying.candidates) == hash(tuple(lying))
    assert json.loads(lying.model_dump_json(include={"by_hand"}))["by_hand"][0]["failed"]
