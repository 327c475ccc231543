"""The verbs of the command line: what each writes, and where."""

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
CV = "examples/cvs/yuki-tanemura.md"
POST = "examples/posts/mlops-engineer.txt"
OWN_SKILLS = """\
skills:
  - id: grumblewerk
    label: Grumblewerk
    area: mlops
    kind: tool
"""
OWN_ROLE = f"""\
title: Grumbler
{OWN_SKILLS}
requirements:
  - skills: [grumblewerk]
"""


UNREADABLE = "george-abernathy.pdf"


@pytest.fixture
def cvs(folder: Path, examples: Path) -> Path:
    """A small folder of CVs, one of which cannot be read."""
    small = folder / "cvs"
    small.mkdir()
    for name in ("yuki-tanemura.md", "kwame-asante-boadi.html", UNREADABLE):
        (small / name).write_bytes((examples / "cvs" / name).read_bytes())
    return small


# --- one document


@pytest.mark.parametrize(
    "arguments",
    [
        ("extract", CV),
        ("read", CV),
        ("role", POST),
        ("why", CV, "python"),
        ("score", CV, "--job", POST),
        ("score", CV, "--job", POST, "--what-if", "--reach", "0.5"),
        ("explain", CV, "--job", POST),
        ("rank", "cvs", "--job", POST, "--workers", "1"),
        ("evaluate", "gold.jsonl"),
        ("taxonomy", "show", "k8s"),
        ("taxonomy", "check"),
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_every_verb_writes_every_format(
    arguments: tuple[str, ...], folder: Path, cvs: Path, skillmap: Run
) -> None:
    (cvs / UNREADABLE).unlink()
    row = {"id": "a", "kind": "cv", "text": "Python", "mentions": []}
    (folder / "gold.jsonl").write_text(json.dumps(row), encoding="utf-8")
    texts = {}
    for name in ("text", "json", "jsonl", "csv"):
        ended = skillmap(*arguments, "--as-of", "2026-11-24", "--format", name)
        assert ended.code == 0, ended
        texts[name] = ended.out
    json.loads(texts["json"])
    for line in texts["jsonl"].splitlines():
        json.loads(line)
    rows = list(csv.reader(io.StringIO(texts["csv"])))
    assert len({len(row) for row in rows}) == 1
    assert texts["text"] or arguments[1] == "check"


def test_extract_tells_the_skills(skillmap: Run) -> None:
    ended = skillmap("extract", CV, "--as-of", "2026-11-24")
    assert ended.code == 0
    assert "Python" in ended.out


def test_extract_cuts_no_month_where_a_label_is_long(skillmap: Run) -> None:
    ended = skillmap("extract", "examples/cvs/amara-oyelaran.pdf", "--as-of", "2026-11-24")
    dated = [line for line in ended.out.splitlines() if "last used" in line]
    assert dated
    assert all(line[-7:-3].isdigit() and len(line) <= 80 for line in dated)


def test_extract_reads_the_standard_input_as_text(process: Run) -> None:
    text = "Built RAG services with LangChain on k8s. No Java. Zoë – naïve ☃".encode()
    ended = process("extract", "-", "--format", "json", text=text)
    assert ended.code == 0
    skills = [skill["skill_id"] for skill in json.loads(ended.out)["skills"]]
    assert "kubernetes" in skills
    assert "java" not in skills


def test_role_writes_a_file_to_edit_and_does_not_replace_an_edited_one(
    folder: Path, skillmap: Run, refused: Refused
) -> None:
    path = folder / "role.yaml"
    assert skillmap("role", POST, "--out", "role.yaml").err == "wrote role.yaml\n"
    written = path.read_text(encoding="utf-8")
    assert skillmap("role", POST, "--out", "role.yaml").code == 0
    path.write_text(written + "# mine\n", encoding="utf-8")
    refused(skillmap("role", POST, "--out", "role.yaml"), 2, "--force")
    assert path.read_text(encoding="utf-8").endswith("# mine\n")
    assert skillmap("role", POST, "--out", "role.yaml", "--force").code == 0
    assert path.read_text(encoding="utf-8") == written


def test_a_role_is_named_in_three_ways(skillmap: Run) -> None:
    skillmap("role", POST, "--out", "role.yaml")
    scores = []
    for option, job in (("--job", POST), ("--role", "role.yaml"), ("--job", "ai-engineer")):
        ended = skillmap("score", CV, option, job, "--format", "json")
        assert ended.code == 0, ended
        scores.append(json.loads(ended.out)["score"])
    assert scores[0] == pytest.approx(scores[1])


def test_a_role_that_defines_skills_brings_them_along(folder: Path, skillmap: Run) -> None:
    (folder / "own.yaml").write_text(OWN_SKILLS, encoding="utf-8")
    (folder / "role.yaml").write_text(OWN_ROLE, encoding="utf-8")
    (folder / "cv.txt").write_text("Built the Grumblewerk pipelines at work.", encoding="utf-8")
    ended = skillmap("score", "cv.txt", "--job", "role.yaml", "--format", "json")
    assert ended.code == 0, ended
    assert json.loads(ended.out)["contributions"][0]["outcome"] == "met"


def test_score_opens_with_what_it_rests_on(skillmap: Run) -> None:
    ended = skillmap("score", CV, "--job", POST)
    assert ended.out.startswith("scored ")
    assert " asked lines" in ended.out.splitlines()[0]
    assert "%" in ended.out
    assert "not found" in ended.out


def test_explain_can_be_held_to_one_skill(skillmap: Run, refused: Refused) -> None:
    everything = skillmap("explain", CV, "--job", POST).out
    one = skillmap("explain", CV, "--job", POST, "--skill", "python").out
    assert "Python is asked" in one
    assert "Terraform" not in one
    assert len(one) < len(everything)
    assert one.partition("\n\n")[0] == everything.partition("\n\n")[0]  # the whole score
    refused(skillmap("explain", CV, "--job", POST, "--skill", "cobol-x"), 2, "cobol-x")
    refused(skillmap("explain", CV, "--job", POST, "--skill", "kotlin"), 2, "kotlin")


@pytest.mark.parametrize("verb", ["explain", "score", "rank"])
def test_texts_fit_80_columns(verb: str, cvs: Path, skillmap: Run) -> None:
    ended = skillmap(verb, "cvs" if verb == "rank" else CV, "--job", POST)
    assert ended.out, ended
    assert max(map(len, ended.out.splitlines())) <= 80


def test_why_tells_what_became_of_every_candidate(folder: Path, skillmap: Run) -> None:
    (folder / "cv.txt").write_text("Ran k8s.\nLoves Kuberntes too.", encoding="utf-8")
    ended = skillmap("why", "cv.txt", "Kubernetes")
    assert ended.code == 0
    assert "'k8s' -> present mention" in ended.out
    assert "line 1" in ended.out


def test_why_tells_of_names_without_showing_their_line(folder: Path, skillmap: Run) -> None:
    text = "Ruby Carter\nruby.carter@example.org\n\nExperience\n" + "Wrote Ruby services. " * 20
    (folder / "cv.txt").write_text(text, encoding="utf-8")
    ended = skillmap("why", "cv.txt", "ruby")
    assert "line 1: 'Ruby' -> identity" in ended.out
    assert "Carter" not in ended.out
    assert " ..." in ended.out  # a long line is cut around the mention


def test_why_names_the_nearest_words(folder: Path, skillmap: Run, refused: Refused) -> None:
    (folder / "cv.txt").write_text("Ran Terrorfarm, once.", encoding="utf-8")
    ended = skillmap("why", "cv.txt", "terraform")
    assert ended == (0, "no alias of terraform in the text; nearest: 'Terrorfarm'\n", "")
    assert "nothing alike" in skillmap("why", "cv.txt", "kubernetes").out
    refused(skillmap("why", "cv.txt", "terrafrm-x"), 2, "Did you mean")


# --- rank


def test_rank_prints_a_table_and_lists_what_failed(folder: Path, cvs: Path, skillmap: Run) -> None:
    before = sorted(folder.rglob("*"))
    ended = skillmap("rank", "cvs", "--job", POST, "--workers", "1")
    assert ended.code == 1
    assert f"failed: {UNREADABLE}: " in ended.err
    assert ended.out.startswith("scored ")
    assert sorted(folder.rglob("*")) == before  # nothing is written without --out


def test_rank_writes_a_report_and_refuses_to_mix_two(
    folder: Path, cvs: Path, skillmap: Run, refused: Refused
) -> None:
    command = ("rank", "cvs", "--out", "report", "--as-of", "2026-11-24", "--workers", "1")
    ended = skillmap(*command, "--job", POST)
    assert ended.code == 1
    assert "wrote ranking.csv" in ended.err
    made = {path.name: path.read_bytes() for path in (folder / "report").iterdir()}
    assert {"ranking.csv", "ranking.html", "ranking.jsonl", "run.json"} <= set(made)
    assert str(folder).encode() not in b"".join(made.values())
    made.pop("skillmap-cache.sqlite")  # it remembers the run, and grows with the next
    assert skillmap(*command, "--job", POST).code == 1
    refused(skillmap(*command, "--job", "ai-engineer"), 2, "--force")
    for name, content in made.items():
        assert (folder / "report" / name).read_bytes() == content
    assert skillmap(*command, "--job", "ai-engineer", "--force").code == 1
    assert (folder / "report" / "run.json").read_bytes() != made["run.json"]


def test_rank_shows_names_only_when_asked(cvs: Path, skillmap: Run) -> None:
    command = ("rank", "cvs", "--job", POST, "--workers", "1")
    assert "yuki-tanemura" not in skillmap(*command).out
    assert "yuki-tanemura" in skillmap(*command, "--names").out


# --- taxonomy


def test_own_skills_join_the_taxonomy(folder: Path, skillmap: Run) -> None:
    (folder / "own.yaml").write_text(OWN_SKILLS, encoding="utf-8")
    (folder / "more.yaml").write_text(OWN_SKILLS.replace("umble", "owl"), encoding="utf-8")
    (folder / "cv.txt").write_text("Ran Growlwerk and grumblewerk.", encoding="utf-8")
    ended = skillmap("extract", "cv.txt", "--taxonomy", "own.yaml", "--taxonomy", "more.yaml")
    assert "Grumblewerk" in ended.out
    assert "Growlwerk" in ended.out
    assert (
        "Grumblewerk" in skillmap("taxonomy", "show", "grumblewerk", "--taxonomy", "own.yaml").out
    )
    assert skillmap("taxonomy", "check", "own.yaml") == (0, "", "no problem found\n")


def test_show_tells_names_and_relations(skillmap: Run, refused: Refused) -> None:
    ended = skillmap("taxonomy", "show", "k8s")
    assert ended.out.startswith("Kubernetes (kubernetes)\n")
    assert "└─" in ended.out
    assert max(map(len, ended.out.splitlines())) <= 80
    refused(skillmap("taxonomy", "show", "kubernetis-x"), 2, "kubernetes")


def test_build_makes_what_ships(
    folder: Path, skillmap: Run, examples: Path, refused: Refused
) -> None:
    source = examples.parent / "taxonomy"
    ended = skillmap("taxonomy", "build", str(source), "--out", "built")
    assert ended.code == 0, ended
    data = examples.parent / "src" / "skillmap" / "data"
    for name in ("taxonomy.json", "roles.json", "transitions.json"):
        assert (folder / "built" / name).read_bytes() == (data / name).read_bytes()
    assert (folder / "built" / "forms.json.gz").exists()
    refused(skillmap("taxonomy", "build", "nowhere"), 2, "nowhere")


@pytest.mark.parametrize("format_name", ["json", "jsonl", "csv"])
def test_build_tells_what_it_made(format_name: str, small: Path, skillmap: Run) -> None:
    told = skillmap("taxonomy", "build", small.name, "--out", "b", "--format", format_name)
    assert told.code == 0, told
    assert "sha256" in told.out


# --- evaluate


def test_evaluate_measures(folder: Path, skillmap: Run, refused: Refused) -> None:
    mark = {"start": 6, "end": 12, "surface": "Python", "canonical": "Python"}
    rows = [{"id": "a", "kind": "cv", "text": "Wrote Python at Initech", "mentions": [mark]}]
    (folder / "gold.jsonl").write_text(json.dumps(rows[0]) + "\n", encoding="utf-8")
    found = skillmap("evaluate", "gold.jsonl", "--format", "json")
    assert json.loads(found.out)["overall"]["f1"] == 1.0
    (folder / "none.jsonl").write_text('{"id": "a", "mentions": []}\n', encoding="utf-8")
    none = skillmap("evaluate", "gold.jsonl", "--predictions", "none.jsonl", "--examples", "3")
    assert none.code == 0
    assert "0.000" in none.out
    assert "1  python" in none.out
    assert max(map(len, none.out.splitlines())) <= 80
    (folder / "gold.jsonl").write_text("{}\n", encoding="utf-8")
    refused(skillmap("evaluate", "gold.jsonl"), 2, "gold.jsonl:1")
    refused(skillmap("evaluate", "gone.jsonl"), 2, "gone.jsonl")


# --- what would change a score


def test_what_if_tells_the_points_and_the_fewest_that_reach_a_score(skillmap: Run) -> None:
    text = skillmap("score", CV, "--job", POST, "--reach", "0.9").out
    assert "Fewest that reach 90.0%" in text
    assert all(len(line) <= 80 for line in text.splitlines())
    found = json.loads(
        skillmap("score", CV, "--job", POST, "--what-if", "--reach", "0.9", "--format", "json").out
    )
    assert found["reach"] == 0.9
    assert found["then"] >= 0.9
    plain = json.loads(skillmap("score", CV, "--job", POST, "--what-if", "--format", "json").out)
    assert plain["smallest"] is None
    assert [one["adds"] for one in plain["gains"]] == sorted(
        (one["adds"] for one in plain["gains"]), reverse=True
    )


def test_a_score_shows_its_warnings(skillmap: Run, folder: Path) -> None:
    post = folder / "bakery.txt"
    post.write_text("We bake bread and cakes. Come and bake with us.", encoding="utf-8")
    text = skillmap("score", CV, "--job", str(post)).out
    assert "there is nothing to" in text
    assert "(0.0% to 100.0%, by what cannot be told)" in text
