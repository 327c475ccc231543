"""The verbs that keep a taxonomy current: `taxonomy diff`, `suggest`, `export`, `schema`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from skillmap import load_taxonomy

Run = Callable[..., Any]
Refused = Callable[..., None]
TOOL = "skills:\n  - {id: quokka, label: Quokka, area: mlops, kind: tool}\n"
POST = "Requirements\nExperience with Grumblewerk, Docker and Python.\n"
VERBS = ("diff", "suggest", "export", "schema")


@pytest.fixture
def posts(folder: Path) -> Path:
    """A folder with three posts that ask for a tool nobody knows."""
    small = folder / "posts"
    small.mkdir()
    for number in range(3):
        (small / f"{number}.txt").write_text(POST + "Ship it. " * number, encoding="utf-8")
    return small


@pytest.mark.parametrize("verb", VERBS)
def test_help_shows_an_example_and_fits_80_columns(verb: str, skillmap: Run) -> None:
    ended = skillmap("taxonomy", verb, "--help")
    assert ended.code == 0
    assert f"Example: skillmap taxonomy {verb}" in ended.out
    assert max(map(len, ended.out.splitlines())) <= 80
    for option in ("--taxonomy", "--settings", "--as-of", "--format"):
        assert option in ended.out


@pytest.mark.parametrize(
    "arguments", [("diff", "old.json", "shipped"), ("suggest", "posts"), ("export",), ("schema",)]
)
def test_every_verb_writes_every_format(
    arguments: tuple[str, ...], folder: Path, posts: Path, skillmap: Run
) -> None:
    data = load_taxonomy().data
    old = data.model_copy(update={"skills": data.skills[:-3]})
    (folder / "old.json").write_text(old.model_dump_json(), encoding="utf-8")
    texts = {}
    for name in ("text", "json", "jsonl", "csv"):
        ended = skillmap("taxonomy", *arguments, "--format", name)
        assert ended.code == 0, ended
        texts[name] = ended.out
    assert json.loads(texts["json"])
    assert [json.loads(line) for line in texts["jsonl"].splitlines()]
    rows = list(csv.reader(io.StringIO(texts["csv"])))
    assert len(rows) > 1
    assert len({len(row) for row in rows}) == 1
    assert max(map(len, texts["text"].splitlines())) <= 80 or arguments[0] in {"schema", "suggest"}


# --- diff


def test_diff_tells_what_an_edit_of_the_sources_changes(
    folder: Path, skillmap: Run, examples: Path
) -> None:
    source = folder / "edited"
    source.mkdir()
    for path in sorted((examples.parent / "taxonomy").glob("*.yaml")):
        text = path.read_text(encoding="utf-8").replace("label: Kubernetes\n", "label: K8S\n")
        (source / path.name).write_text(text, encoding="utf-8")
    with (source / "mlops.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {id: quokka, label: Quokka, kind: tool}\n")
    found = skillmap("taxonomy", "diff", str(examples.parent / "taxonomy"), "edited")
    assert found.code == 0, found
    assert "added (1)\n  quokka: Quokka\n" in found.out
    assert "renamed (1)\n  kubernetes: Kubernetes -> K8S\n" in found.out
    assert "alias removed (1)\n  kubernetes: Kubernetes\n" in found.out
    same = skillmap("taxonomy", "diff", "shipped", "shipped")
    assert same.out.endswith("0 changes\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("shipped", "gone.json"), "gone.json"),
        (("gone", "shipped"), "gone"),
        (("shipped", "shipped", "--taxonomy", "own.yaml"), "--taxonomy"),
    ],
)
def test_diff_refuses_what_is_no_taxonomy(
    arguments: tuple[str, ...], words: str, skillmap: Run, refused: Refused
) -> None:
    refused(skillmap("taxonomy", "diff", *arguments), 2, words)


# --- suggest


def test_suggest_writes_a_stub_that_can_be_used(folder: Path, posts: Path, skillmap: Run) -> None:
    ended = skillmap("taxonomy", "suggest", "posts")
    assert ended.code == 0, ended
    assert '- id: "grumblewerk"' in ended.out
    assert "# 3 documents" in ended.out
    filled = ended.out.replace("area:\n", "area: mlops\n").replace("kind:\n", "kind: tool\n")
    (folder / "own.yaml").write_text(filled, encoding="utf-8")
    assert skillmap("taxonomy", "check", "own.yaml") == (0, "", "no problem found\n")
    again = skillmap("taxonomy", "suggest", "posts", "--taxonomy", "own.yaml")
    assert "skills: []" in again.out
    assert "skills: []" in skillmap("taxonomy", "suggest", "posts", "--least", "4").out


def test_suggest_reads_what_can_be_read(posts: Path, skillmap: Run, refused: Refused) -> None:
    (posts / "empty.pdf").write_bytes(b"%PDF-1.4 broken")
    ended = skillmap("taxonomy", "suggest", "posts")
    assert ended.code == 1
    assert "grumblewerk" in ended.out
    assert ended.err.startswith("failed: empty.pdf: ")
    refused(skillmap("taxonomy", "suggest", "gone"), 2, "gone")
    for path in posts.iterdir():
        path.unlink()
    refused(skillmap("taxonomy", "suggest", "posts"), 2, "no readable file")


# --- export and schema


def test_export_holds_own_skills_and_no_formula(folder: Path, skillmap: Run) -> None:
    (folder / "own.yaml").write_text(TOOL.replace("Quokka", "'=cmd()'"), encoding="utf-8")
    ended = skillmap("taxonomy", "export", "--taxonomy", "own.yaml")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(ended.out))}
    assert len(rows) == len(load_taxonomy()) + 1
    assert rows["quokka"]["label"] == "'=cmd()"
    assert "K8s" in rows["kubernetes"]["aliases"].split(";")
    listed = json.loads(skillmap("taxonomy", "export", "--format", "json").out)
    assert [row["id"] for row in listed] == [skill.id for skill in load_taxonomy()]


def test_schema_names_its_version_and_every_kind(skillmap: Run, refused: Refused) -> None:
    schema = json.loads(skillmap("taxonomy", "schema").out)
    assert schema["$id"] == "urn:skillmap:taxonomy-source:1"
    assert "concept" in json.dumps(schema["$defs"]["SkillEntry"]["properties"]["kind"])
    refused(skillmap("taxonomy", "schema", "--taxonomy", "own.yaml"), 2, "--taxonomy")


# --- check


def test_check_tells_an_unguarded_word_with_its_line(folder: Path, skillmap: Run) -> None:
    (folder / "own.yaml").write_text(TOOL.replace("Quokka", "Grumble"), encoding="utf-8")
    ended = skillmap("taxonomy", "check", "own.yaml")
    assert ended.code == 1
    assert ended.out.startswith("own.yaml:2: quokka: the alias 'Grumble' is a common English word")
    assert "plain_words" in ended.out
    (folder / "own.yaml").write_text(
        TOOL.replace("Quokka", "Grumble") + "plain_words: [Grumble]\n", encoding="utf-8"
    )
    assert skillmap("taxonomy", "check", "own.yaml").code == 0
