"""Runs that are stopped: by a file that kills, by Ctrl-C, by `kill -9` at any moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from tests.test_batch import CV

ROLE_YAML = "title: Engineer\nrequirements:\n  - skills: [python]\n  - skills: [kubernetes]\n"
NAMES = ("ranking.csv", "ranking.html", "ranking.jsonl", "run.json")

# Runs are forked off one process that has loaded everything, so that a kill finds them at work.
KILLED = """
    import os, random, signal, sys, time
    from datetime import date
    from pathlib import Path
    from skillmap.cli import app, folders
    from skillmap.extractor import Extractor
    from skillmap.models import Profile

    class Day(date):
        now = date(2026, 11, 24)
        @classmethod
        def today(cls):
            return cls.now

    folders.date = Day

    def start(out, now):
        pid = os.fork()
        if pid:
            return pid
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        Day.now = now
        code = app.run(["rank", "cvs", "--job", "role.yaml", "--settings", "settings.yaml",
                        "--out", out, "--workers", "1"])
        os._exit(code)

    def end(pid):
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

    first, later = date(2026, 11, 24), date(2027, 11, 24)
    app.run(["score", "cvs/0.txt", "--job", "role.yaml", "--settings", "settings.yaml"])
    began = time.monotonic()
    assert end(start("whole-first", first)) == 0
    took = time.monotonic() - began
    assert end(start("whole-later", later)) == 0
    chance = random.Random(9)
    for number in range(10):
        pid = start(f"killed-{number}", first)
        time.sleep(chance.uniform(0.05, 0.95) * took)
        os.kill(pid, signal.SIGKILL)
        end(pid)
        assert end(start(f"killed-{number}", later)) == 0
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder of small CVs, some with an open job, a role and settings."""
    (tmp_path / "cvs").mkdir()
    for number, skill in enumerate(["Python", "Kubernetes", "Docker", "SQL", "Rust"] * 3):
        text = CV.format(skill).replace("Jan 2020", f"{number + 1:02}/2020")
        text = text.replace("Mar 2023", "Present") if number % 2 else text
        (tmp_path / "cvs" / f"{number}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "role.yaml").write_text(ROLE_YAML, encoding="utf-8")
    (tmp_path / "settings.yaml").write_text("isolate_rank: false\n", encoding="utf-8")
    return tmp_path


def outputs(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in NAMES}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks runs off one loaded process")
def test_a_run_that_is_killed_goes_on_and_ends_with_the_same_bytes(place: Path) -> None:
    program = textwrap.dedent(KILLED)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        cwd=place,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert not done.returncode, done.stderr
    first, later = outputs(place / "whole-first"), outputs(place / "whole-later")
    assert first != later
    ended = [outputs(place / f"killed-{number}") for number in range(10)]
    # One that was killed before it began, or after it ended, is another run.
    assert all(one in (first, later) for one in ended)
    assert first in ended


@pytest.mark.skipif(os.name == "nt", reason="signals are another thing there")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_keeps_what_is_done_and_tells_how_to_go_on(place: Path, workers: str) -> None:
    for number in range(15, 1200):
        text = CV.format(f"Python {number}")
        (place / "cvs" / f"{number}.txt").write_text(text, encoding="utf-8")
    # Whoever starts the tests in the background has children that do not hear of Ctrl-C.
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    code = f"{heard}; from skillmap.cli import main; main()"
    command = [sys.executable, "-c", code, "rank", "cvs"]
    command += ["--job", "role.yaml", "--out", "out", "--settings", "settings.yaml"]
    command += ["--workers", workers]
    with subprocess.Popen(
        command, cwd=place, stderr=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    ) as run:
        while run.poll() is None and kept(place / "out") < 3:
            time.sleep(0.05)
        os.killpg(run.pid, signal.SIGINT)  # as a terminal does: workers get it, too
        _, told = run.communicate()
    assert run.returncode == 130, told
    lines = told.decode().splitlines()
    assert lines[0].startswith("stopped after ")
    assert "goes on from there" in lines[1]
    assert len(lines) == 2
    assert kept(place / "out") >= 3
    assert not (place / "out" / "run.json").exists()


def kept(out: Path) -> int:
    import sqlite3

    path = out / "skillmap-cache.sqlite"
    if not path.exists():
        return 0
    database = sqlite3.connect(path, timeout=5)
    try:
        return int(database.execute("SELECT count(*) FROM reads").fetchone()[0])
    except sqlite3.Error:
        return 0
    finally:
        database.close()
