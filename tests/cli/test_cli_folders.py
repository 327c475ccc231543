"""`rank` with a cache, several roles and folders of candidates, and `forget`."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.test_batch import CV

Run = Callable[..., Any]
Refused = Callable[..., None]
CACHE = "skillmap-cache.sqlite"
RANK = ("rank", "cvs", "--workers", "1", "--settings", "settings.yaml", "--as-of", "2026-11-24")
ROLE = "title: '{0}'\nrequirements:\n  - skills: [{1}]\n"


@pytest.fixture(autouse=True)
def cvs(folder: Path) -> Path:
    """Three CVs, one of which repeats another, a file that fails, and two roles."""
    small = folder / "cvs"
    small.mkdir()
    for name, skill in (("ada", "Python"), ("bea", "Docker"), ("carl", "Python")):
        (small / f"{name}.txt").write_text(CV.format(skill), encoding="utf-8")
    (small / "empty.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "settings.yaml").write_text("isolate_rank: false\n", encoding="utf-8")
    for name, skill in (("one", "python"), ("two", "docker")):
        text = ROLE.format("Engineer: build & run", skill)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return small


def sources(folder: Path) -> list[str]:
    rows = map(json.loads, (folder / "ranking.jsonl").read_text("utf-8").splitlines())
    return sorted(row.get("by_hand", row)["source"] for row in rows)


def test_what_is_read_is_kept_beside_the_outputs(folder: Path, skillmap: Run) -> None:
    first = skillmap(*RANK, "--job", "one.yaml", "--out", "report")
    assert first.code == 1
    assert "4 done, 1 of them known already, 1 failed" in first.err  # of equal bytes
    made = {path.name: path.read_bytes() for path in (folder / "report").iterdir()}
    assert CACHE in made
    again = skillmap(*RANK, "--job", "one.yaml", "--out", "report")
    assert "4 done, 4 of them known already, 1 failed" in again.err
    assert again.out == first.out
    for name, content in made.items():
        if name != CACHE:
            assert (folder / "report" / name).read_bytes() == content


def test_nothing_is_kept_unless_there_is_a_place(folder: Path, skillmap: Run) -> None:
    before = sorted(folder.iterdir())
    skillmap(*RANK, "--job", "one.yaml")
    assert sorted(folder.iterdir()) == before
    skillmap(*RANK, "--job", "one.yaml", "--out", "report", "--no-cache")
    assert CACHE not in {path.name for path in (folder / "report").iterdir()}
    skillmap(*RANK, "--job", "one.yaml", "--cache", "shared.sqlite")
    told = skillmap(*RANK, "--job", "two.yaml", "--out", "other", "--cache", "shared.sqlite").err
    assert "4 of them known" in told
    assert not (folder / "other" / CACHE).exists()


def test_a_cache_that_cannot_be_used_is_told(folder: Path, skillmap: Run) -> None:
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    ended = skillmap(*RANK, "--job", "one.yaml", "--cache", "notes.txt")
    assert ended.err.startswith("warning: notes.txt: cannot keep")
    assert "scored" in ended.out


def test_several_roles_each_have_a_folder(folder: Path, skillmap: Run, refused: Refused) -> None:
    jobs = ("--job", "one.yaml", "--job", "two.yaml")
    ended = skillmap(*RANK, *jobs, "--out", "report")
    assert ended.code == 1
    assert ended.err.count("failed: empty.pdf") == 1
    names = {path.name for path in (folder / "report").iterdir() if path.is_dir()}
    assert names == {"engineer-build-run", "engineer-build-run-2"}
    skillmap(*RANK, "--job", "two.yaml", "--out", "alone")
    for name in ("ranking.csv", "ranking.html", "ranking.jsonl", "run.json"):
        two = folder / "report" / "engineer-build-run-2" / name
        assert two.read_bytes() == (folder / "alone" / name).read_bytes()
    refused(skillmap(*RANK, *jobs), 2, "--out")
    refused(skillmap(*RANK, *jobs, "--out", "report", "--format", "json"), 2, "one role only")
    refused(skillmap(*RANK, "--job", "one.yaml", "--cache", "a", "--no-cache"), 2, "--no-cache")
    refused(skillmap(*RANK, "--job", "two.yaml", "--job", "one.yaml", "--out", "report"), 2,
            "other post", "--force")  # fmt: skip


def test_the_files_of_a_folder_are_one_candidate(cvs: Path, skillmap: Run) -> None:
    (cvs / "dora").mkdir()
    for name in ("ada", "bea"):
        (cvs / f"{name}.txt").rename(cvs / "dora" / f"{name}.txt")
    ended = skillmap(*RANK, "--job", "one.yaml", "--candidate", "folder", "--names")
    assert "dora " in ended.out
    assert "ada.txt" not in ended.out


def test_a_terminal_sees_how_far_it_is(monkeypatch: pytest.MonkeyPatch, skillmap: Run) -> None:
    quiet = skillmap(*RANK, "--job", "one.yaml")
    assert quiet.err.splitlines()[0].startswith("failed: ")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    watched = skillmap(*RANK, "--job", "one.yaml")
    assert "reading" in watched.err
    assert "1 failed" in watched.err
    assert watched.out == quiet.out


def test_ctrl_c_without_a_cache_says_so(monkeypatch: pytest.MonkeyPatch, skillmap: Run) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("skillmap.batch.rank_all", stopped)
    ended = skillmap(*RANK, "--job", "one.yaml", "--out", "report", "--no-cache")
    assert ended.code == 130
    assert ended.err == "stopped after 0 of 0\nnothing is kept without --out or --cache\n"


# --- forget


def test_a_person_is_forgotten_everywhere(folder: Path, skillmap: Run) -> None:
    skillmap(*RANK, "--job", "one.yaml", "--job", "two.yaml", "--out", "report")
    skillmap(*RANK, "--job", "one.yaml", "--cache", "shared.sqlite")
    (folder / "report" / "engineer-build-run" / ".ranking.csv.part").write_bytes(b"ada.txt")
    person = hashlib.sha256((folder / "cvs" / "bea.txt").read_bytes()).hexdigest()
    ended = skillmap(
        "forget", "cvs/bea.txt", "--out", "report", "--cache", "shared.sqlite",
        "--settings", "settings.yaml", "--format", "json",
    )  # fmt: skip
    assert ended.code == 0
    looked = json.loads(ended.out)
    assert [(Path(one["file"]).name, one["found"]) for one in looked] == [
        (CACHE, True),
        ("shared.sqlite", True),
        ("engineer-build-run", True),
        ("engineer-build-run-2", True),
    ]
    left = [path for path in (folder / "report").rglob("*") if path.is_file()]
    for path in (*left, folder / "shared.sqlite"):
        content = path.read_bytes()
        assert b"bea.txt" not in content, path
        assert person.encode() not in content, path
    assert not list(folder.rglob("*.part"))
    (folder / "cvs" / "bea.txt").unlink()
    skillmap(*RANK, "--job", "two.yaml", "--out", "without")
    for name in ("ranking.csv", "ranking.html", "ranking.jsonl", "run.json"):
        two = folder / "report" / "engineer-build-run-2" / name
        assert two.read_bytes() == (folder / "without" / name).read_bytes()


def marks(folder: Path) -> dict[str, tuple[str, str]]:
    """How each file of a report repeats another, and which file that is."""
    lines = (folder / "ranking.jsonl").read_text("utf-8").splitlines()
    rows = [row.get("by_hand", row) for row in map(json.loads, lines)]
    files = {row["pseudonym"]: row["source"] for row in rows} | {"": ""}
    return {row["source"]: (row["same"], files[row["same_as"]]) for row in rows}


def test_whose_text_is_the_same_is_told_and_points_to_nobody(folder: Path, skillmap: Run) -> None:
    person = hashlib.sha256((folder / "cvs" / "ada.txt").read_bytes()).hexdigest()
    (folder / "cvs" / "carl.txt").write_text(CV.format("Python") + "\n", encoding="utf-8")
    skillmap(*RANK, "--job", "one.yaml", "--out", "report")
    ended = skillmap("forget", person, "--out", "report", "--settings", "settings.yaml")
    assert "removed from all outputs" in ended.out
    assert sources(folder / "report") == ["bea.txt", "carl.txt", "empty.pdf"]
    assert marks(folder / "report")["carl.txt"] == ("", "")


@pytest.mark.parametrize("settings", [("--settings", "settings.yaml"), ()], ids=["same", "other"])
def test_those_who_repeated_one_who_went_repeat_each_other(
    cvs: Path, folder: Path, skillmap: Run, settings: tuple[str, ...]
) -> None:
    words = " ".join(f"word{number}" for number in range(200))
    once = CV.format("Python") + words
    texts = {"ada": "\ufeff" + once, "carl": once, "dora": once}
    texts |= {"abe": once + " more", "eve": once.replace("\n", "\r\n"), "finn": once + " some more"}
    for name, text in texts.items():
        (cvs / f"{name}.txt").write_bytes(text.encode())
    skillmap(*RANK, "--job", "one.yaml", "--out", "report")
    before = marks(folder / "report")
    assert before["carl.txt"] == before["eve.txt"] == ("same-text", "ada.txt")
    ended = skillmap("forget", "cvs/ada.txt", "--out", "report", *settings)
    assert "of the same text" in ended.out
    (cvs / "ada.txt").unlink()
    skillmap(*RANK, "--job", "one.yaml", "--out", "without")
    found = marks(folder / "report")
    assert found == marks(folder / "without")
    assert found["carl.txt"] == ("probably-same", "abe.txt")
    assert found["dora.txt"] == ("same-file", "carl.txt")
    assert found["eve.txt"] == ("same-text", "carl.txt")


def test_a_shared_cache_that_was_not_named_is_told(folder: Path, skillmap: Run) -> None:
    skillmap(*RANK, "--job", "one.yaml", "--out", "report", "--cache", "shared.sqlite")
    forgot = ("forget", "cvs/bea.txt", "--out", "report", "--settings", "settings.yaml")
    assert "--cache" in skillmap(*forgot).err
    assert not skillmap(*forgot, "--cache", "shared.sqlite").err


def test_a_file_that_could_not_be_read_is_forgotten_too(folder: Path, skillmap: Run) -> None:
    skillmap(*RANK, "--job", "one.yaml", "--out", "report")
    skillmap("forget", "cvs/empty.pdf", "--out", "report", "--settings", "settings.yaml")
    assert sources(folder / "report") == ["ada.txt", "bea.txt", "carl.txt"]


def test_outputs_of_other_settings_keep_the_rest(folder: Path, skillmap: Run) -> None:
    skillmap(*RANK, "--job", "one.yaml", "--out", "report")
    ended = skillmap("forget", "cvs/bea.txt", "--out", "report")
    assert "rank again" in ended.out
    assert sources(folder / "report") == ["ada.txt", "carl.txt", "empty.pdf"]
    assert not (folder / "report" / "ranking.html").exists()


def test_who_is_not_there_is_told(folder: Path, skillmap: Run, refused: Refused) -> None:
    skillmap(*RANK, "--job", "one.yaml", "--out", "report")
    ended = skillmap("forget", "0" * 64, "--out", "report")
    assert ended.code == 0
    assert ended.out.count("nothing of it there") == 2
    refused(skillmap("forget", "nobody.txt", "--out", "report"), 2, "nobody.txt", "SHA-256")
    refused(skillmap("forget", "0" * 64, "--out", "nowhere"), 2, "nowhere")


def test_a_part_of_a_candidate_takes_the_candidate_along(
    cvs: Path, folder: Path, skillmap: Run
) -> None:
    (cvs / "dora").mkdir()
    (cvs / "bea.txt").rename(cvs / "dora" / "cv.txt")
    (cvs / "dora" / "letter.txt").write_text("I like Rust, and I wrote Rust.", encoding="utf-8")
    skillmap(*RANK, "--job", "one.yaml", "--out", "report", "--candidate", "folder")
    assert "dora" in sources(folder / "report")
    skillmap("forget", "cvs/dora/letter.txt", "--out", "report", "--settings", "settings.yaml")
    assert "dora" not in sources(folder / "report")
