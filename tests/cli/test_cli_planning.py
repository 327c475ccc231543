"""`skillmap gap`: a plan in every format, and what is wrong with a command."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from tests.cli.conftest import Ended

from skillmap import Plan

Run = Callable[..., Ended]
Refused = Callable[..., None]
CV = "examples/cvs/rafael-montenegro.pdf"
DAY = ("--as-of", "2026-11-24")


def test_gap_tells_the_plan(skillmap: Run) -> None:
    ended = skillmap("gap", CV, "--role", "ai-engineer", "--from", "data-scientist", *DAY)
    assert ended.code == 0, ended
    assert "Data scientist to AI engineer" in ended.out
    assert "6 to 12 months" in ended.out
    assert "carries over:" in ended.out
    assert max(map(len, ended.out.splitlines())) <= 80


def test_gap_in_every_format(skillmap: Run) -> None:
    command = ("gap", CV, "--role", "ai-engineer", "--hours", "20", *DAY)
    plan = Plan.model_validate_json(skillmap(*command, "--format", "json").out)
    assert plan.hours_a_week == 20
    assert Plan.model_validate_json(skillmap(*command, "--format", "jsonl").out) == plan
    rows = list(csv.DictReader(io.StringIO(skillmap(*command, "--format", "csv").out)))
    steps = [row["skill_id"] for row in rows if row["kind"] == "step"]
    assert steps == [step.skill_id for step in plan.steps]
    named = skillmap(*command, "--from", "data-scientist", "--format", "json")
    assert json.loads(named.out)["transition"]["origin_title"] == "Data scientist"


def test_gap_takes_a_post_and_a_role_file(skillmap: Run) -> None:
    post = "examples/posts/mlops-engineer.txt"
    assert skillmap("role", post, "--out", "role.yaml").code == 0
    by_post = skillmap("gap", CV, "--role", post, "--format", "csv", *DAY)
    by_file = skillmap("gap", CV, "--role", "role.yaml", "--format", "csv", *DAY)
    assert by_post.code == 0
    assert by_post.out == by_file.out


@pytest.mark.parametrize("hours", ["0", "-3", "nan", "200"])
def test_impossible_hours(skillmap: Run, refused: Refused, hours: str) -> None:
    ended = skillmap("gap", CV, "--role", "ai-engineer", "--hours", hours)
    refused(ended, 2, "hours a week")


def test_unknown_names(skillmap: Run, refused: Refused) -> None:
    refused(skillmap("gap", CV, "--role", "ai-enginer"), 2, "ai-engineer")
    refused(skillmap("gap", "gone.pdf", "--role", "ai-engineer"), 2, "gone.pdf")
    ended = skillmap("gap", CV, "--role", "ai-engineer", "--from", "pastry-chef")
    refused(ended, 2, "pastry-chef", "software-engineer")


def test_check_reads_transitions(folder: object, skillmap: Run) -> None:
    from pathlib import Path
    from shutil import copytree

    source = Path(__file__).parents[2] / "taxonomy"
    copytree(source, "copy")
    path = Path("copy", "transitions.yaml")
    path.write_text(path.read_text("utf-8").replace("ml-engineer", "ml-enginer", 1), "utf-8")
    ended = skillmap("taxonomy", "check", "copy")
    assert ended.code == 1
    assert "no role 'ml-enginer'" in ended.out
    assert "transitions.yaml:" in ended.out
