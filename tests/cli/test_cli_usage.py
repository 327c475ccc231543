"""The command line: help, wrong usage, and how the process behaves."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from skillmap._version import __version__

Run = Callable[..., Any]
Refused = Callable[..., None]
VERBS = [
    "extract",
    "read",
    "role",
    "why",
    "score",
    "explain",
    "rank",
    "forget",
    "lifecycle",
    "evaluate",
    "taxonomy",
    "benchmark",
]
CV = "examples/cvs/yuki-tanemura.md"
POST = "examples/posts/mlops-engineer.txt"


# --- help and usage


@pytest.mark.parametrize("verb", VERBS)
def test_help_shows_an_example_and_fits_80_columns(verb: str, skillmap: Run) -> None:
    groups = {"taxonomy": ("check", "show", "build"), "benchmark": ("build", "show")}
    for name in groups.get(verb, ("",)):
        ended = skillmap(*filter(None, (verb, name)), "--help")
        assert ended.code == 0
        assert f"Example: skillmap {' '.join(filter(None, (verb, name)))}" in ended.out
        assert max(map(len, ended.out.splitlines())) <= 80
        for option in ("--taxonomy", "--settings", "--as-of", "--format"):
            assert option in ended.out


def test_version(skillmap: Run) -> None:
    assert skillmap("--version") == (0, f"skillmap {__version__}\n", "")


def test_nothing_asked_shows_the_help_and_is_wrong_usage(skillmap: Run) -> None:
    ended = skillmap()
    assert ended.code == 2
    assert all(verb in ended.out for verb in VERBS)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ("extrakt cv.txt", "extract"),
        ("extract", "FILE"),
        ("extract a b", "unexpected"),
        (f"extract {CV} --fromat json", "--format"),
        (f"extract {CV} --format xml", "xml"),
        (f"extract {CV} --as-of yesterday", "2026-11-24"),
        (f"extract {CV} --as-of 2026-13-01", "2026-13-01"),
        (f"score {CV}", "--job"),
        (f"rank examples/cvs --job {POST} --workers 0", "--workers"),
        ("taxonomy", "command"),
    ],
)
def test_wrong_usage_is_told_in_a_line(
    arguments: str, word: str, skillmap: Run, refused: Refused
) -> None:
    refused(skillmap(*arguments.split()), 2, word, "--help")


# --- how the process behaves


def test_an_unexpected_error_is_a_line_and_a_traceback_only_on_request(
    monkeypatch: pytest.MonkeyPatch, skillmap: Run, refused: Refused
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("boom")

    monkeypatch.setattr("skillmap.cli.documents.extractor", broken)
    refused(skillmap("extract", CV), 1, "unexpected KeyError", "SKILLMAP_DEBUG=1")
    monkeypatch.setenv("SKILLMAP_DEBUG", "1")
    with pytest.raises(KeyError):
        skillmap("extract", CV)


def test_an_interrupt_is_quiet(monkeypatch: pytest.MonkeyPatch, skillmap: Run) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("skillmap.cli.documents.extractor", interrupted)
    assert skillmap("extract", CV) == (130, "", "")


def test_output_is_utf_8_whatever_the_terminal_is(process: Run) -> None:
    ended = process("taxonomy", "show", "k8s", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert ended.code == 0
    assert "└─" in ended.out


@pytest.mark.skipif(os.name == "nt", reason="pipes break in another way there")
def test_a_reader_that_leaves_early_is_no_error() -> None:
    command = [sys.executable, "-c", "from skillmap.cli import main; main()"]
    with subprocess.Popen(
        [*command, "taxonomy", "show", "python", "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


def test_a_terminal_sees_a_progress_bar(
    folder: Path, monkeypatch: pytest.MonkeyPatch, skillmap: Run
) -> None:
    row = '{"id": "a", "kind": "cv", "text": "Python", "mentions": []}\n'
    (folder / "gold.jsonl").write_text(row, encoding="utf-8")
    quiet = skillmap("evaluate", "gold.jsonl")
    assert quiet.err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    watched = skillmap("evaluate", "gold.jsonl")
    assert "evaluating" in watched.err
    assert watched.out == quiet.out


def test_names_from_outside_do_not_steer_the_terminal(
    folder: Path, skillmap: Run, refused: Refused
) -> None:
    (folder / "cv\x1b[2J.pdf").write_bytes(b"")
    ended = skillmap("extract", "cv\x1b[2J.pdf")
    refused(ended, 1)
    assert "\x1b" not in ended.err
