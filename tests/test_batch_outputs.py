"""The folder that a ranking is written to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests import records
from tests.records import AS_OF, TAXONOMY, sha, shows

from skillmap.batch import check_folder, rank, write_outputs
from skillmap.errors import SkillmapError
from skillmap.models import Role
from skillmap.settings import Settings

SETTINGS = Settings()
ROLE = Role(
    title="Engineer",
    requirements=(records.requirement("python"), records.requirement("kubernetes")),
)
OUTPUTS = {"ranking.csv", "ranking.html", "ranking.jsonl", "ranking.xlsx", "run.json"}


def written_to(folder: Path, role: Role = ROLE, settings: Settings = SETTINGS, **other: Any) -> Any:
    found = rank([shows(sha("1"), "python")], role, TAXONOMY, settings, as_of=AS_OF)
    return write_outputs(found, folder, TAXONOMY, settings, **other)


def test_five_files_are_written_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    assert {path.name for path in written_to(out)} == OUTPUTS
    assert {path.name for path in out.iterdir()} == OUTPUTS


def test_run_json_holds_no_path_and_no_time(tmp_path: Path) -> None:
    options = {"job": tmp_path / "post.html", "cvs": f"{tmp_path}/cvs/", "names": True,
               "taxonomy": [tmp_path / "own.yaml"], "as_of": AS_OF, "workers": 8}  # fmt: skip
    written_to(tmp_path / "out", options=options)
    run = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert run["options"] == {
        "as_of": "2026-11-24",
        "cvs": "cvs",
        "job": "post.html",
        "names": True,
        "taxonomy": ["own.yaml"],
    }
    assert run["counts"]["ranked"] == 1
    assert run["role"]["title"] == "Engineer"
    assert run["provenance"]["as_of"] == "2026-11-24"
    assert str(tmp_path) not in json.dumps(run)


def test_the_same_run_may_write_again(tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in written_to(tmp_path)}
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert {path.name: path.read_bytes() for path in written_to(tmp_path)} == first
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


OTHER_ROLE = ROLE.model_copy(update={"title": "Another"})


@pytest.mark.parametrize(
    ("role", "settings", "other"),
    [
        (OTHER_ROLE, SETTINGS, "other post"),
        (ROLE, Settings(credit_listed=0.3), "other settings"),
        (OTHER_ROLE, Settings(credit_listed=0.3), "other post and settings"),
    ],
)
def test_another_run_is_refused_unless_forced(
    tmp_path: Path, role: Role, settings: Settings, other: str
) -> None:
    written_to(tmp_path)
    before = (tmp_path / "ranking.csv").read_bytes()
    with pytest.raises(SkillmapError, match=other) as refused:
        written_to(tmp_path, role, settings)
    assert "--force" in refused.value.hint
    with pytest.raises(SkillmapError, match=other):
        check_folder(tmp_path, role, TAXONOMY, settings)
    assert (tmp_path / "ranking.csv").read_bytes() == before
    written_to(tmp_path, role, settings, force=True)
    check_folder(tmp_path, role, TAXONOMY, settings)


@pytest.mark.parametrize("content", [None, "", "[]", '{"name": "of another program"}'])
def test_files_of_something_else_are_not_replaced(tmp_path: Path, content: str | None) -> None:
    (tmp_path / "ranking.csv").write_text("mine", encoding="utf-8")
    if content is not None:
        (tmp_path / "run.json").write_text(content, encoding="utf-8")
    with pytest.raises(SkillmapError, match="of something else"):
        written_to(tmp_path)
    assert (tmp_path / "ranking.csv").read_text(encoding="utf-8") == "mine"
    written_to(tmp_path, force=True)


def test_a_run_that_was_killed_may_be_done_again(tmp_path: Path) -> None:
    written_to(tmp_path)
    (tmp_path / "run.json").rename(tmp_path / ".run.json.part")
    written_to(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == OUTPUTS


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(SkillmapError, match="out: is a file"):
        written_to(tmp_path / "out")


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "ranking.csv").mkdir()
    with pytest.raises(SkillmapError, match="cannot be written"):
        written_to(tmp_path, force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["ranking.csv"]
