"""What the tests of the command line share: a folder of their own, and how a command ends."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from skillmap.cli import run


class Ended(NamedTuple):
    """How a command ended: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, examples: Path) -> Path:
    """A folder of its own, in which the examples are at hand."""
    (tmp_path / "examples").symlink_to(examples)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def skillmap(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Runs a command in this process."""

    def command(*arguments: str) -> Ended:
        code = run(arguments)
        shown = capsys.readouterr()
        return Ended(code, shown.out, shown.err)

    return command


@pytest.fixture
def process() -> Callable[..., Ended]:
    """Runs a command in a process of its own."""

    def command(*arguments: str, text: bytes = b"", **environment: str) -> Ended:
        done = subprocess.run(
            [sys.executable, "-c", "from skillmap.cli import main; main()", *arguments],
            input=text,
            capture_output=True,
            check=False,
            env={**os.environ, **environment},
        )
        return Ended(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return command


@pytest.fixture
def refused() -> Callable[..., None]:
    """Checks that there is one line that tells what is wrong, one with a hint, and no more."""

    def check(ended: Ended, code: int, *words: str) -> None:
        assert ended.code == code, ended
        assert not ended.out
        lines = ended.err.splitlines()
        assert len(lines) == 2, ended.err
        assert lines[0].startswith("error: ")
        assert lines[1].startswith("hint: ")
        for word in words:
            assert word in ended.err
        assert "Traceback" not in ended.err

    return check


@pytest.fixture
def small(folder: Path, examples: Path) -> Path:
    """A folder of taxonomy files with one skill and one role: what is wrong is told at once."""
    small = folder / "small"
    (small / "roles").mkdir(parents=True)
    shutil.copy(examples.parent / "taxonomy" / "taxonomy.yaml", small)
    skill = "skills:\n  - {id: grumblewerk, label: Grumblewerk, area: mlops, kind: tool}\n"
    (small / "mlops.yaml").write_text(skill, encoding="utf-8")
    role = "title: Grumbler\nrequirements:\n  - skills: [grumblewerk]\n"
    (small / "roles" / "grumbler.yaml").write_text(role, encoding="utf-8")
    return small
