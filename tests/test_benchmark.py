"""The labelled corpus: marks, what follows from them, splits, and the door to the test part."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmap import benchmark, extract, load_taxonomy
from skillmap.benchmark import compiled, json_lines, labelled_row, parse, read_labelled
from skillmap.benchmark.marks import filled
from skillmap.errors import SkillmapError
from skillmap.evaluation import evaluate

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "benchmarks" / "labelled"
TAXONOMY = load_taxonomy()


def document(body: str, kind: str = "cv", **more: object) -> str:
    head = {"id": "a", "kind": kind, "role": "data-engineer", **more}
    lines = [f"{name}: {json.dumps(value)}" for name, value in head.items()]
    return "\n".join(["---", *lines, "---", body])


def marked(body: str, kind: str = "cv") -> benchmark.Labelled:
    return parse(document(body, kind), "a.txt", TAXONOMY.__contains__)


CV = """[[Ada Roe|@name]]
{{section experience}}
WORK
{{job 2020-01..2021-03 | Engineer}}
Engineer, Jan 2020 - Mar 2021
{{led}}Led the move to [[K8s|kubernetes]].{{/led}} Used [[Go|go]] and [[Tecktonic|=Tecktonic]].
{{job 2018..2020 | Analyst}}
Analyst, 2018-2020: [[SQL|sql]], [[Go|go]], ready to [[go|!go]]
{{/job}}
{{section skills}}
[[SQL|sql]], [[Python|python|y5]], no [[Java|java|negated]]
some [[AI|artificial-intelligence|optional]]
{{section projects}}
A site in [[React|react]]; [[kept it fast|caching|meant]]
{{section education}}
[[statistics|statistics]] at [[Roe College|@school]]"""


def test_the_text_is_what_stands_outside_the_marks() -> None:
    found = marked(CV)
    assert "[[" not in found.text
    assert "{{" not in found.text
    assert found.text.startswith(
        "Ada Roe\nWORK\nEngineer, Jan 2020 - Mar 2021\nLed the move to K8s."
    )
    for mark in (*found.mentions, *found.traps, *found.identity):
        assert found.text[mark.start : mark.end] == mark.surface


def test_marks_carry_section_job_status_and_leading() -> None:
    found = {f"{m.surface} {m.start}": m for m in marked(CV).mentions}.values()
    by = {mark.surface: mark for mark in found}
    assert (by["K8s"].section, by["K8s"].position, by["K8s"].led) == ("experience", 0, True)
    assert (by["Tecktonic"].canonical, by["Tecktonic"].skill_id, by["Tecktonic"].led) == (
        "Tecktonic",
        "",
        False,
    )
    assert by["Java"].status == "negated"
    assert by["Python"].min_months == 60
    assert by["AI"].optional
    assert by["kept it fast"].meant
    assert by["React"].position is None
    assert [trap.skill_id for trap in marked(CV).traps] == ["go"]
    assert [(one.kind, one.surface) for one in marked(CV).identity] == [
        ("name", "Ada Roe"),
        ("school", "Roe College"),
    ]


def test_sections_are_stretches_of_the_text() -> None:
    found = marked(CV)
    assert [one.name for one in found.sections] == ["experience", "skills", "projects", "education"]
    stretches = [(one.start, one.end) for one in found.sections]
    assert stretches[0][0] == found.text.index("WORK")
    assert [start for start, _ in stretches[1:]] == [end for _, end in stretches[:-1]]
    assert stretches[-1][1] == len(found.text)


def test_strength_months_and_last_use_follow_from_the_marks() -> None:
    row = labelled_row(marked(CV))
    truth = {one.skill_id or one.canonical: one for one in row.skills}
    assert "java" not in truth
    assert "artificial-intelligence" not in truth
    facts = {
        name: (one.strength, one.months_min, one.months_max, one.last_used)
        for name, one in truth.items()
    }
    assert facts == {
        "kubernetes": ("led", 15, 15, "2021-03"),
        # July 2018 to March 2021: the bare years end in June 2020, and the two jobs overlap.
        "go": ("work", 33, 33, "2021-03"),
        "Tecktonic": ("work", 15, 15, "2021-03"),
        "sql": ("work", 24, 24, "2020-12"),
        "python": ("listed", 60, 60, None),
        "react": ("project", None, None, None),
        "statistics": ("studied", None, None, None),
    }


@pytest.mark.parametrize(
    ("dates", "months", "last"),
    [
        ("2026-01..", (11, 11), "2026-11"),
        ("2025..", (17, 17), "2026-11"),  # July of a bare year
        ("2019..2019", (1, 12), "2019-12"),
        ("2021-03..2022", (16, 16), "2022-12"),
        ("?", (None, None), None),
    ],
)
def test_dates_of_a_job(dates: str, months: tuple[Any, Any], last: str | None) -> None:
    row = labelled_row(marked(f"{{{{section experience}}}}\n{{{{job {dates}}}}}\n[[SQL|sql]]"))
    (truth,) = row.skills
    assert ((truth.months_min, truth.months_max), truth.last_used) == (months, last)
    assert truth.strength == "work"


def test_levels_groups_years_and_lines_of_a_post() -> None:
    found = marked(
        "{{section required}}\n{{must}}\nYou need [[AWS|aws|g1]] or [[Azure|azure|g1]], "
        "[[Go|go|nice]] is a plus\n{{unscored}}A driving licence{{/unscored}}\n"
        "{{condition degree}}A degree{{/condition}}\n"
        "{{section preferred}}{{nice}}\n[[Rust|rust|y2]]",
        "job",
    )
    assert [(m.surface, m.requirement, m.any_of, m.min_months) for m in found.mentions] == [
        ("AWS", "must", "g1", None),
        ("Azure", "must", "g1", None),
        ("Go", "nice", None, None),
        ("Rust", "nice", None, 24),
    ]
    lines = [(one.kind, one.note, found.text[one.start : one.end]) for one in found.lines]
    assert lines == [("unscored", "", "A driving licence"), ("condition", "degree", "A degree")]
    assert labelled_row(found).skills == ()


def test_orders_may_stand_inline_and_a_mark_may_cross_one_line_end() -> None:
    found = marked("A  {{section skills}}SKILLS  [[Kuber-\nnetes|kubernetes]]  {{section other}}B")
    assert found.text == "A  SKILLS  Kuber-\nnetes  B"
    assert found.mentions[0].section == "skills"


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("a\n[[Go|go", 7, "opens or closes nothing"),
        ("a\nGo|go]] b", 7, "opens or closes nothing"),
        ("[[Go]]", 6, "names no skill"),
        ("[[Go|gone-lang]]", 6, "there is no skill 'gone-lang'"),
        ("\n\n[[Go|!gone-lang]]", 8, "there is no skill 'gone-lang'"),
        ("[[ Go|go]]", 6, "blanks at its ends"),
        ("[[Go|go|denied]]", 6, "'denied' is no flag"),
        ("[[Go|go|y]]", 6, "'y' is no flag"),
        ("[[Roe|@nick]]", 6, "no kind of identity"),
        ("[[a\nb\nc|go]]", 6, "runs over lines"),
        ("[[Go [[Go|go]] b|go]]", 6, "opens or closes nothing"),  # one mark in another
        ("{{section cooking}}", 6, "is no order"),
        ("{{perhaps}}", 6, "is no order"),
        ("{{led}}\na", 6, "is not closed"),
        ("{{led}}a{{unscored}}b{{/unscored}}", 6, "begins in led"),
        ("a{{/led}}", 6, "is no order"),
        ("{{job 2021-13..}}", 6, "are no dates"),
        ("{{job 2021-05..2021-04}}", 6, "ends before it starts"),
        ("{{job 2021-05..2020}}", 6, "ends before it starts"),
        ("{{job 2021..}}\n{{led}}a\n{{/job}}", 8, "runs over the end of a job"),
    ],
)
def test_a_wrong_mark_is_told_with_file_line_and_fix(body: str, line: int, words: str) -> None:
    with pytest.raises(SkillmapError) as caught:
        marked(body)
    assert str(caught.value).startswith(f"a.txt:{line}: ")
    assert words in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("no head", "there is no head"),
        ("---\nid: a", "there is no head"),
        ("---\nid: a\nkind: cv\n---\n", "role"),
        ("---\nid: A b\nkind: cv\nrole: x\n---\n", "id"),
        ("---\nid: a\nkind: letter\nrole: x\n---\n", "kind"),
        ("---\n- a\n---\n", "head does not fit"),
        ("---\nid: [\n---\n", "head does not fit"),
    ],
)
def test_a_wrong_head_is_told(source: str, words: str) -> None:
    with pytest.raises(SkillmapError, match=r"a\.txt:[12]: ") as caught:
        parse(source, "a.txt")
    assert words in str(caught.value)


pieces = st.sampled_from(
    [
        "Go",
        " or ",
        "\n",
        "é ",
        "[[Go|go]]",
        "[[K8s|kubernetes|planned]]",
        "[[x|=X]]",
        "{{must}}",
        "a|b",
    ]
)


@given(st.lists(pieces, max_size=30))
def test_every_span_is_right_whatever_stands_around(parts: list[str]) -> None:
    found = marked("".join(parts), "job")
    assert len(found.mentions) == sum("|" in part and "[[" in part for part in parts)
    ends = [0, *(mark.end for mark in found.mentions)]
    for mark, before in zip(found.mentions, ends, strict=False):
        assert found.text[mark.start : mark.end] == mark.surface
        assert mark.start >= before


def test_marks_without_a_skill_are_filled_in() -> None:
    parts = list(filled("[[K8s]] [[Go|go]] [[SQL||planned]] [[Roe|@name]]", {"K8s": "k"}.get))
    assert [part for part in parts if isinstance(part, tuple)] == [("K8s", "k"), ("SQL", None)]
    rest = "".join(part for part in parts if isinstance(part, str))
    assert rest == "]] [[Go|go]] |planned]] [[Roe|@name]]"


# --- folders and splits


def corpus(folder: Path, frame: str = 'version: "7"\ndev: [b]\ntest: [c]\n') -> Path:
    (folder / "cvs").mkdir()
    for name in ("a", "b", "c"):
        body = document(f"[[SQL|sql]] of {name}", id=name)
        (folder / "cvs" / f"{name}.txt").write_text(body, encoding="utf-8")
    (folder / "corpus.yaml").write_text(frame, encoding="utf-8")
    return folder


def test_a_folder_is_compiled_by_split_and_the_same_every_time(tmp_path: Path) -> None:
    files = compiled(corpus(tmp_path))
    assert files == compiled(tmp_path)
    about = json.loads(files["manifest.json"])
    assert about["version"] == "7"
    assert {name: part["documents"] for name, part in about["splits"].items()} == {
        "train": 1,
        "dev": 1,
        "test": 1,
    }
    (row,) = gzip.decompress(files["dev.jsonl.gz"]).splitlines()
    assert json.loads(row)["text"] == "SQL of b"


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        ('version: "1"\ndev: [z]', "'z' is not there"),
        ('version: "1"\ndev: [a]\ntest: [a]', "'a' is named twice"),
        ("dev: [a]", "no version"),
        ("[", "no version"),
    ],
)
def test_wrong_splits_are_told(frame: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(SkillmapError, match=words):
        compiled(corpus(tmp_path, frame))


def test_a_file_has_the_name_of_its_id(tmp_path: Path) -> None:
    corpus(tmp_path)
    (tmp_path / "cvs" / "z.txt").write_text(document("x", id="y"), encoding="utf-8")
    with pytest.raises(SkillmapError, match=r"cvs/z\.txt:2: its id is 'y'"):
        read_labelled(tmp_path)
    (tmp_path / "cvs" / "z.txt").write_bytes(b"\xff")
    with pytest.raises(SkillmapError, match=r"cvs/z\.txt: is not UTF-8"):
        read_labelled(tmp_path)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(SkillmapError, match="holds no labelled document"):
        read_labelled(tmp_path)


def test_the_gold_of_the_corpus_is_perfect_against_itself(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(json_lines([labelled_row(marked(CV))]))
    guess = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = evaluate(path, taxonomy=TAXONOMY, predictions=[_as_prediction(row) for row in guess])
    assert found.overall.f1 == 1
    wrong = [facet.name for facet in found.facets if facet.share < 1]
    assert wrong == []


def _as_prediction(row: dict[str, Any]) -> dict[str, Any]:
    marks = [{**mark, "name": mark.get("canonical", "")} for mark in row["mentions"]]
    return {"id": row["id"], "mentions": marks, "skills": row["skills"]}


GRADED_YAML = """\
rubric: read well
jobs: [a]
cvs: [b, c]
graders:
  - {name: g1, grades: {a: [4, 0]}, ranking: {a: [2, 1]}}
"""


def test_graded_pairs_are_compiled_with_their_texts(tmp_path: Path) -> None:
    corpus(tmp_path)
    (tmp_path / "graded.yaml").write_text(GRADED_YAML, encoding="utf-8")
    pairs = json.loads(gzip.decompress(compiled(tmp_path)["graded.json.gz"]))
    assert pairs["jobs"] == [{"id": "a", "text": "SQL of a"}]
    (grader,) = pairs["graders"]
    assert grader == {"grades": {"a": {"b": 4, "c": 0}}, "ranking": {"a": ["c", "b"]}}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [("jobs: [a]", "jobs: [z]", "'z' is not there"), ("[4, 0]", "[4]", "g1, a: 1 grades")],
)
def test_wrong_grades_are_told(old: str, new: str, words: str, tmp_path: Path) -> None:
    corpus(tmp_path)
    (tmp_path / "graded.yaml").write_text(GRADED_YAML.replace(old, new), encoding="utf-8")
    with pytest.raises(SkillmapError, match=words):
        compiled(tmp_path)


# --- what lies in the package


def test_what_lies_in_the_package_is_what_the_folder_says() -> None:
    home = ROOT / "src" / "skillmap" / "data" / "benchmark"
    for name, content in compiled(CORPUS, TAXONOMY.__contains__).items():
        assert (home / name).read_bytes() == content, f"{name}: run `skillmap benchmark build`"


def test_the_package_holds_little_and_every_kind() -> None:
    home = ROOT / "src" / "skillmap" / "data" / "benchmark"
    assert sum(path.stat().st_size for path in home.iterdir()) < 2_000_000
    for split in ("train", "dev"):
        assert {row.kind for row in benchmark.load(split)} == {"cv", "job"}


def test_the_test_part_is_noted(tmp_path: Path) -> None:
    with pytest.raises(SkillmapError, match="not for tuning"):
        benchmark.load("test")
    log = tmp_path / "log.tsv"
    rows = benchmark.load("test", final=True, why="a test\tof the door", log=log)
    benchmark.load("test", final=True, log=log)
    assert len(rows) == benchmark.manifest()["splits"]["test"]["documents"]
    noted = [line.split("\t")[1:] for line in log.read_text(encoding="utf-8").splitlines()]
    number = benchmark.manifest()["version"]
    assert noted == [[number, "a test of the door"], [number, "not said"]]


def test_there_is_no_other_part() -> None:
    with pytest.raises(SkillmapError, match="no split 'all'"):
        benchmark.load("all")


def test_a_plain_callable_and_ours_can_enter() -> None:
    def lookup(text: str, kind: str | None) -> list[dict[str, Any]]:
        at = text.find("Python")
        return [{"start": at, "end": at + 6, "name": "Python"}] if at >= 0 else []

    plain = benchmark.evaluate(lookup, "dev")
    ours = benchmark.evaluate(lambda text, kind: extract(text, kind=kind), "dev")
    assert plain.benchmark == ours.benchmark == benchmark.version("dev")
    assert plain.overall.precision and plain.overall.precision > 0.8
    assert ours.overall.f1 and plain.overall.f1 and ours.overall.f1 > plain.overall.f1
