"""`compare`, and `explain` for the person whom the score is about."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Refused = Callable[..., None]
CV = "examples/cvs/yuki-tanemura.md"
OTHER = "examples/cvs/kwame-asante-boadi.html"
POST = "examples/posts/mlops-engineer.txt"
DAY = ("--as-of", "2026-11-24")


@pytest.mark.parametrize(
    "arguments",
    [
        ("compare", CV, OTHER, "--job", POST, *DAY),
        ("explain", CV, "--job", POST, "--audience", "candidate", *DAY),
    ],
    ids=["compare", "explain"],
)
def test_every_format_is_written(arguments: tuple[str, ...], skillmap: Run) -> None:
    texts = {}
    for name in ("text", "json", "jsonl", "csv"):
        ended = skillmap(*arguments, "--format", name)
        assert ended.code == 0, ended
        assert not ended.err
        texts[name] = ended.out
    assert max(map(len, texts["text"].splitlines())) <= 80
    assert json.loads(texts["json"]) == json.loads(texts["jsonl"])
    assert texts["jsonl"].count("\n") == 1
    rows = list(csv.reader(io.StringIO(texts["csv"])))
    assert len(rows) > 1
    assert len({len(row) for row in rows}) == 1


def test_compare_sums_to_the_difference(skillmap: Run) -> None:
    found = json.loads(skillmap("compare", CV, OTHER, "--job", POST, "--format", "json").out)
    total = math.fsum(pair["difference"] for pair in found["pairs"])
    assert total == pytest.approx(found["first_score"] - found["second_score"], abs=1e-9)
    assert total == pytest.approx(found["difference"], abs=1e-9)


def test_compare_names_nobody_unless_asked(folder: Path, skillmap: Run, examples: Path) -> None:
    command = ("compare", CV, OTHER, "--job", POST, *DAY)
    shown = skillmap(*command).out
    table = skillmap(*command, "--format", "csv").out
    for name in ("yuki-tanemura", "kwame-asante-boadi"):
        assert name not in shown + table
        assert name in skillmap(*command, "--names").out
    cvs = folder / "cvs"
    cvs.mkdir()
    for name in (CV, OTHER):
        (cvs / Path(name).name).write_bytes((examples.parent / name).read_bytes())
    ranked = skillmap("rank", "cvs", "--job", POST, *DAY, "--workers", "1", "--format", "json")
    for one in json.loads(ranked.out)["candidates"]:
        assert one["pseudonym"] in shown
        assert one["pseudonym"] in table


def test_compare_refuses_what_it_cannot_open(skillmap: Run, refused: Refused) -> None:
    refused(skillmap("compare", CV, "gone.pdf", "--job", POST), 2, "gone.pdf")
    refused(skillmap("compare", "-", "-", "--job", POST), 2, "standard input")
    refused(skillmap("compare", CV, OTHER, "--job", "no-such-role"), 2, "no-such-role")


def test_a_person_is_told_everything_of_their_own(skillmap: Run, refused: Refused) -> None:
    command = ("explain", CV, "--job", POST, *DAY, "--audience", "candidate")
    shown = skillmap(*command).out
    for heading in (
        "What was read: ",
        "What was left out on purpose",
        "What each requirement added",
        "What would change the result",
        "If something is wrong",
    ):
        assert f"\n{heading}" in shown
    assert "A person decides, not this program." in shown
    assert "24 November 2026" in shown
    assert set(json.loads(skillmap(*command, "--format", "json").out)) == {
        "profile",
        "coverage",
        "what_if",
        "provenance",
    }
    refused(skillmap(*command, "--skill", "python"), 2, "--skill")
    refused(skillmap(*command[:-1], "public"), 2, "public")
