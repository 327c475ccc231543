"""`skillmap team`: a folder of members, candidates, and what is written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Refused = Callable[..., None]
DAY = ("--as-of", "2026-11-24", "--workers", "1")
TEAM = ("team", "examples/team", "--role", "ai-engineer", *DAY)


@pytest.fixture
def hopefuls(folder: Path, examples: Path) -> str:
    (folder / "hopefuls").mkdir()
    for name in ("yuki-tanemura.md", "bruno-lefevre.txt"):
        (folder / "hopefuls" / name).write_bytes((examples / "cvs" / name).read_bytes())
    return "hopefuls"


@pytest.mark.parametrize("format_name", ["text", "json", "jsonl", "csv"])
def test_every_format(skillmap: Run, format_name: str) -> None:
    ended = skillmap(*TEAM, "--format", format_name)
    assert ended.code == 0
    assert not ended.err
    assert "upskill" in ended.out
    if format_name == "text":
        assert "Kamande" not in ended.out
        assert "(stated)" in ended.out
    if format_name == "json":
        assert len(json.loads(ended.out)["members"]) == 4
    if format_name == "csv":
        kinds = {row["kind"] for row in csv.DictReader(io.StringIO(ended.out))}
        assert {"member", "gap", "line"} <= kinds


def test_candidates_a_page_and_the_profile_of_the_hire(
    skillmap: Run, folder: Path, hopefuls: str
) -> None:
    command = (*TEAM, "--candidates", hopefuls, "--deadline", "0")
    command += ("--out", "team.html", "--hire", "hire.yaml")
    ended = skillmap(*command)
    assert ended.code == 0
    assert "2 candidates" in ended.out
    assert "upskill  " not in ended.out
    page = (folder / "team.html").read_bytes()
    assert str(folder).encode() not in page
    assert skillmap(*command).out == ended.out
    assert (folder / "team.html").read_bytes() == page
    ranked = skillmap("rank", hopefuls, "--job", "hire.yaml", *DAY)
    assert ranked.code == 0
    assert "candidate-" in ranked.out
    assert "Kamande" in skillmap(*TEAM, "--names").out


def test_a_table_alone_and_several_roles(skillmap: Run, folder: Path) -> None:
    table = "person,skill,strength\nAda,Python,work\nAda,Quokka herding,work\n"
    (folder / "ours.csv").write_text(table, encoding="utf-8")
    roles = ("--role", "ai-engineer", "--role", "mlops-engineer")
    ended = skillmap("team", "ours.csv", *roles, *DAY)
    assert ended.code == 0
    assert ended.out.startswith("AI engineer and MLOps engineer: 1 member, 0 candidates")
    assert "Ada" not in ended.err
    assert "ours.csv, row 3: 'Quokka herding' is no skill that the taxonomy knows" in ended.err


def test_a_table_with_a_mistake_is_told_and_the_rest_done(skillmap: Run, folder: Path) -> None:
    (folder / "team").mkdir()
    for name, strength in (("good.csv", "work"), ("bad.csv", "expert")):
        text = f"person,skill,strength\nAda,Python,{strength}\n"
        (folder / "team" / name).write_text(text, encoding="utf-8")
    ended = skillmap("team", "team", "--role", "ai-engineer", *DAY)
    assert ended.code == 1
    assert "failed: bad.csv: row 2: strength should be one of" in ended.err
    assert "not 'expert'. Leave it empty" in " ".join(ended.out.split())
    assert "1 member" in ended.out
    assert "bad.csv" not in ended.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("team", "none", "--role", "ai-engineer"), "none: there is no such file or folder"),
        ((*TEAM, "--candidates", "none"), "none: there is no such file or folder"),
        ((*TEAM, "--hours", "0"), "hours a week should be above 0"),
        ((*TEAM, "--deadline", "-1"), "the deadline should be 0 or more months"),
        (("team", "examples/team", "--role", "ai-enginer"), "no such file or built-in role"),
        ((*TEAM, "--out", "examples"), "examples: is a folder"),
    ],
)
def test_wrong_usage(
    skillmap: Run, refused: Refused, arguments: tuple[str, ...], told: str
) -> None:
    refused(skillmap(*arguments), 2, told)


def test_an_empty_folder_is_a_team_of_none(skillmap: Run, folder: Path) -> None:
    (folder / "empty").mkdir()
    ended = skillmap("team", "empty", "--role", "ai-engineer", *DAY)
    assert ended.code != 0
    assert "no readable file in the folder" in ended.err


def test_a_file_of_something_else_is_not_replaced(skillmap: Run, folder: Path) -> None:
    (folder / "hire.yaml").write_text("mine", encoding="utf-8")
    ended = skillmap(*TEAM, "--hire", "hire.yaml")
    assert ended.code == 2
    assert "--force" in ended.err
    assert skillmap(*TEAM, "--hire", "hire.yaml", "--force").code == 0
