"""`skillmap lifecycle`: a person, a folder, a role."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
CV = "examples/cvs/yuki-tanemura.md"
DAY = ("--as-of", "2026-11-24")


@pytest.mark.parametrize("format_name", ["text", "json", "jsonl", "csv"])
def test_every_format(skillmap: Run, format_name: str) -> None:
    ended = skillmap("lifecycle", CV, *DAY, "--format", format_name)
    assert ended.code == 0
    assert "governance" in ended.out
    if format_name == "json":
        assert json.loads(ended.out)["role_title"] == "AI engineer"
    if format_name == "csv":
        assert {row["stage"] for row in csv.DictReader(io.StringIO(ended.out))} >= {"monitoring"}


def test_without_a_cv_it_draws_the_role(skillmap: Run, folder: Path) -> None:
    ended = skillmap("lifecycle", "--role", "data-scientist", "--out", "role.html")
    assert ended.code == 0
    assert ended.out.startswith("Where in the lifecycle the role Data scientist asks what\n")
    assert "Data scientist" in (folder / "role.html").read_text(encoding="utf-8")


def test_a_folder_is_a_team(skillmap: Run, folder: Path, examples: Path) -> None:
    cvs = folder / "cvs"
    cvs.mkdir()
    for name in ("yuki-tanemura.md", "kwame-asante-boadi.html", "george-abernathy.pdf"):
        (cvs / name).write_bytes((examples / "cvs" / name).read_bytes())
    command = ("lifecycle", "cvs", *DAY, "--workers", "1", "--out", "team.html")
    ended = skillmap(*command)
    assert ended.code == 1
    assert "failed: george-abernathy.pdf: " in ended.err
    assert "yuki-tanemura" not in ended.out
    assert ended.out.count("candidate-") == 5  # two people twice, one to look at by hand
    made = (folder / "team.html").read_bytes()
    assert str(folder).encode() not in made
    assert skillmap(*command).out == ended.out
    assert (folder / "team.html").read_bytes() == made
    assert "yuki-tanemura.md" in skillmap(*command[:-2], "--names").out


def test_a_page_of_something_else_is_not_replaced(skillmap: Run, folder: Path) -> None:
    (folder / "mine.html").write_text("mine", encoding="utf-8")
    ended = skillmap("lifecycle", CV, *DAY, "--out", "mine.html")
    assert ended.code == 2
    assert "--force" in ended.err
    assert not ended.out
    assert (folder / "mine.html").read_text(encoding="utf-8") == "mine"
    assert skillmap("lifecycle", CV, *DAY, "--out", "mine.html", "--force").code == 0
    assert (folder / "mine.html").read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("gone.pdf",), "gone.pdf: there is no such file"),
        (("gone.zip",), "gone.zip: there is no such file"),
        ((CV, "--role", "gone"), "gone: there is no such file or built-in role"),
        ((CV, "--out", "examples"), "examples: is a folder"),
    ],
)
def test_wrong_usage_is_told(skillmap: Run, arguments: tuple[str, ...], said: str) -> None:
    ended = skillmap("lifecycle", *arguments)
    assert ended.code == 2
    assert said in ended.err
    assert "Traceback" not in ended.err
