"""`evaluate` and `benchmark`: other systems, truth of its own, graded pairs, the corpus."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Refused = Callable[..., None]
TEXT = "Requirements\n- 3+ years of Python\n- AWS or Azure\n\nNice to have\n- Docker"
HEAD = "---\nid: {}\nkind: cv\nrole: data-engineer\n---\n"


def mark(word: str, **fields: object) -> dict[str, object]:
    return {"start": TEXT.index(word), "end": TEXT.index(word) + len(word), **fields}


@pytest.fixture
def gold(folder: Path) -> Path:
    """Three posts with levels, and the predictions of a system that finds one skill."""
    marks = [
        mark("Python", skill_id="python", requirement="must", min_years=3),
        mark("AWS", skill_id="aws", requirement="must", any_of="g"),
        mark("Azure", skill_id="azure", requirement="must", any_of="g"),
        mark("Docker", skill_id="docker", requirement="nice"),
    ]
    rows = [{"id": str(n), "kind": "job", "text": TEXT, "mentions": marks} for n in range(3)]
    guesses = [{"id": str(n), "mentions": [mark("AWS", name="aws")]} for n in range(3)]
    names = [{"id": str(n), "skills": ["Docker", "Flumbergast"]} for n in range(3)]
    for name, content in (("gold", rows), ("one", guesses), ("names", names)):
        lines = "".join(json.dumps(row) + "\n" for row in content)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return folder / "gold.jsonl"


def test_levels_alternatives_and_months_are_told(gold: Path, skillmap: Run) -> None:
    found = skillmap("evaluate", "gold.jsonl")
    assert found.code == 0
    assert max(map(len, found.out.splitlines())) <= 80
    written = [line.rsplit(maxsplit=3) for line in found.out.splitlines()]
    lines = {parts[0].strip(): parts[-1] for parts in written if len(parts) == 4}
    assert lines["level"] == lines["level: must"] == lines["months asked"] == "1.000"
    assert lines["alternatives: meant, and so read"] == "1.000"
    assert "95 % of draws of documents" in found.out


def test_another_system_can_enter_and_be_compared(gold: Path, skillmap: Run) -> None:
    found = skillmap(
        "evaluate", "gold.jsonl", "--predictions", "one.jsonl", "--against", "names.jsonl"
    )
    assert found.code == 0
    assert "against" in found.out
    names = skillmap("evaluate", "gold.jsonl", "--predictions", "names.jsonl")
    assert "3 predicted names are not known" in names.out


def test_truth_of_skills_stands_in_a_file_of_its_own(
    folder: Path, skillmap: Run, refused: Refused
) -> None:
    text = "Experience\nEngineer, Acme\nJan 2024 - Dec 2024\n- Built services in Python."
    start = text.index("Python")
    marks = [{"start": start, "end": start + 6, "canonical": "Python"}]
    row = {"id": "a", "kind": "cv", "text": text, "mentions": marks}
    (folder / "gold.jsonl").write_text(json.dumps(row), encoding="utf-8")
    truth = {"id": "a", "canonical": "Python", "strength": "work", "months_min": 12}
    truth |= {"months_max": 12, "last_used": "2024-12"}
    (folder / "truth.jsonl").write_text(json.dumps(truth), encoding="utf-8")
    found = skillmap("evaluate", "gold.jsonl", "--truth", "truth.jsonl", "--format", "json")
    shares = {one["name"]: one["share"] for one in json.loads(found.out)["facets"]}
    assert (shares["strength"], shares["months"], shares["last used"]) == (1, 1, 1)
    (folder / "truth.jsonl").write_text('{"id": "z", "canonical": "SQL"}', encoding="utf-8")
    refused(skillmap("evaluate", "gold.jsonl", "--truth", "truth.jsonl"), 2, "truth.jsonl:1")
    refused(skillmap("evaluate", "gold.jsonl", "--truth", "gone.jsonl"), 2, "gone.jsonl")


def test_graded_pairs_are_ranked(folder: Path, skillmap: Run, refused: Refused) -> None:
    pairs = {
        "jobs": [{"id": "p", "text": TEXT}],
        "cvs": [
            {"id": "a", "text": "Experience\n2020 - 2024 Acme\n- Built Python services on AWS."},
            {"id": "b", "text": "Experience\n2020 - 2024 Acme\n- Sold flowers."},
        ],
        "graders": [{"grades": {"p": {"a": 4, "b": 0}}}] * 2,
    }
    (folder / "graded.json").write_text(json.dumps(pairs), encoding="utf-8")
    found = skillmap("evaluate", "graded.json", "--format", "json")
    assert json.loads(found.out)["ndcg"] == 1
    scores = '{"job": "p", "cv": "a", "score": 0}\n{"job": "p", "cv": "b", "score": 1}\n'
    (folder / "scores.jsonl").write_text(scores, encoding="utf-8")
    worse = skillmap("evaluate", "graded.json", "--predictions", "scores.jsonl")
    assert "0.631" in worse.out
    assert "kappa 1.000" in worse.out
    assert (
        "p,0.63"
        in skillmap(
            "evaluate", "graded.json", "--predictions", "scores.jsonl", "--format", "csv"
        ).out
    )
    (folder / "scores.jsonl").write_text('{"job": "p"}', encoding="utf-8")
    wrong = skillmap("evaluate", "graded.json", "--predictions", "scores.jsonl")
    refused(wrong, 2, "scores.jsonl:1")


def test_the_corpus_is_at_hand_by_name_and_its_test_part_behind_a_door(
    folder: Path, skillmap: Run, refused: Refused
) -> None:
    (folder / "none.jsonl").write_text("", encoding="utf-8")
    found = skillmap("evaluate", "dev", "--predictions", "none.jsonl", "--format", "json")
    assert json.loads(found.out)["benchmark"]["name"] == "skillmap-benchmark dev"
    refused(skillmap("evaluate", "test", "--predictions", "none.jsonl"), 2, "not for tuning")
    log = folder / "benchmarks" / "labelled" / "test-log.tsv"
    assert not log.exists()
    skillmap("evaluate", "test", "--predictions", "none.jsonl", "--final", "a trial")
    assert log.read_text(encoding="utf-8").endswith("\ta trial\n")


@pytest.mark.parametrize("format_name", ["text", "json", "jsonl", "csv"])
def test_the_benchmark_shows_what_it_holds(format_name: str, skillmap: Run) -> None:
    found = skillmap("benchmark", "show", "--format", format_name)
    assert found.code == 0
    assert all(split in found.out for split in ("train", "dev", "test"))
    assert max(map(len, found.out.splitlines())) <= 80 or format_name != "text"


def test_own_labelled_documents_are_compiled(folder: Path, skillmap: Run, refused: Refused) -> None:
    own = folder / "own"
    own.mkdir()
    (own / "a.txt").write_text(HEAD.format("a") + "[[K8s|kubernetes]]\n", encoding="utf-8")
    found = skillmap("benchmark", "build", "own", "--out", "gold.jsonl")
    assert found.code == 0
    measured = skillmap("evaluate", "gold.jsonl", "--format", "json")
    assert json.loads(measured.out)["overall"]["right_skill"] == 1
    refused(skillmap("benchmark", "build", "own", "--out", "splits"), 2, "corpus.yaml")
    (own / "corpus.yaml").write_text('version: "1"\ndev: [a]\n', encoding="utf-8")
    split = skillmap("benchmark", "build", "own", "--out", "splits", "--format", "json")
    assert {row["file"] for row in json.loads(split.out)} >= {"dev.jsonl.gz", "manifest.json"}
    assert (folder / "splits" / "dev.jsonl.gz").exists()
    (own / "a.txt").write_text(HEAD.format("a") + "\n[[K8s|k8s]]\n", encoding="utf-8")
    refused(skillmap("benchmark", "build", "own", "--out", "gold.jsonl"), 2, "a.txt:7")
    refused(skillmap("benchmark", "build", "gone"), 2, "gone")
