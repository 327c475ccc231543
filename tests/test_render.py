"""What is shown: expected outputs, and texts from outside that try to be more than text."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path

import pytest
from tests import records
from tests.records import rendered

from skillmap.models import (
    PACKAGE,
    Coverage,
    Document,
    HiddenText,
    Notice,
    Page,
    Provenance,
    RankedCandidate,
    Ranking,
    Section,
)
from skillmap.render import Look, document_text, explain, opening, written
from skillmap.render.layout import cells, fit, plain, table, wrap
from skillmap.settings import Settings

GOLDEN = Path(__file__).parent / "golden"
LOOK = Look(taxonomy=records.TAXONOMY, settings=Settings(detail_candidates=2))
FORMATS = ("text", "json", "jsonl", "csv")


def document() -> Document:
    text = "Jane\n\nSKILLS\n  Python"
    return Document(
        text=text,
        source="cv.pdf",
        sha256="d" * 64,
        kind="cv",
        pages=(Page(number=1, start=0, end=len(text)),),
        sections=(
            Section(name="contact", heading="", start=0, body=0, end=6),
            Section(name="skills", heading="SKILLS", start=6, body=13, end=len(text)),
        ),
        warnings=(Notice(code="damaged", message="letters are missing", place="page 1"),),
        hidden=(HiddenText(text="Kubernetes", reason="white on white", page=1),),
        provenance=Provenance(package=PACKAGE),
    )


def page(ranking: Ranking, look: Look = LOOK) -> str:
    return rendered("html", ranking, look).decode("utf-8")


def without_assets(html: str) -> str:
    """The page without style, script and the hash of the latter."""
    html = re.sub(r"(<(style|script)>).*?(</\2>)", r"\1\3", html, flags=re.DOTALL)
    return re.sub(r"sha256-[\w+/=]+", "sha256-", html)


SHOWN = {
    "ranking.txt": lambda: written(records.ranking(), "text", LOOK),
    "ranking.csv": lambda: rendered("csv", records.ranking(), LOOK).decode("utf-8-sig"),
    "ranking.html": lambda: without_assets(page(records.ranking())),
    "coverage.txt": lambda: explain(records.mixed(), records.TAXONOMY),
    "coverage.csv": lambda: written(records.mixed(), "csv", LOOK),
    "profile.txt": lambda: written(records.profile(), "text", LOOK),
    "profile.csv": lambda: written(records.profile(), "csv", LOOK),
    "candidate.txt": lambda: written(records.explanation(), "text", LOOK),
    "comparison.txt": lambda: written(records.comparison(), "text", LOOK),
    "comparison.csv": lambda: written(records.comparison(), "csv", LOOK),
    "role.txt": lambda: written(records.ROLE, "text", LOOK),
    "role.csv": lambda: written(records.ROLE, "csv", LOOK),
    "document.txt": lambda: document_text(document()),
}


@pytest.mark.parametrize("name", SHOWN)
def test_looks_as_expected(name: str) -> None:
    shown = SHOWN[name]().replace("\r\n", "\n")
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(shown.encode("utf-8"))
    assert shown == path.read_text(encoding="utf-8")


# --- what every output says


def test_every_output_opens_with_what_the_score_rests_on() -> None:
    said = "scored 5 of 7 asked lines; not scored: "
    for shown in (
        explain(records.mixed(), records.TAXONOMY),
        written(records.ranking(), "text", LOOK),
        written(records.ROLE, "text", LOOK),
    ):
        assert shown.startswith(said)
    assert "scored 5 of 7 asked lines; not scored:" in page(records.ranking())


def test_nothing_is_said_to_be_left_out_when_nothing_is() -> None:
    whole = records.mixed(asked=5, scored=5, unscored=())
    assert opening(whole) == ["scored 5 of 5 asked lines"]


def test_counts_and_spread_stand_beside_the_score() -> None:
    lines = explain(records.mixed(), records.TAXONOMY).splitlines()
    assert "score 42.0% (32.0% to 57.0%, by what cannot be told)" in lines
    assert "met 1, named only 1, cannot tell 1, not found 2 of 5" in lines
    certain = explain(records.bare("cv.pdf", "2"), records.TAXONOMY)
    assert "score 0.0%: met 0, named only 0, cannot tell 0, not found 5 of 5\n" in certain


def test_an_explanation_shows_quote_section_page_and_dates() -> None:
    shown = " ".join(explain(records.mixed(), records.TAXONOMY).split())
    assert "AWS or Azure 25.0 of 25.0 points" in shown
    quote = "“Moved the scoring service to AWS and halved its cost.”"
    assert f"{quote} (experience, page 1, since Jan 2023)" in shown


def test_bare_years_are_not_made_months() -> None:
    mention = records.mention("python", "Python", position=1)
    one = records.contribution(0, "met", (("relation", 1.0, "asked"),), evidence=(mention,))
    told = explain(records.coverage(one, source="c", text="1"), records.TAXONOMY)
    assert "2018 to 2020" in told


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "record",
    [
        records.profile(),
        records.mixed(),
        records.explanation(),
        records.comparison(),
        records.ROLE,
        records.ranking(),
        document(),
    ],
    ids=lambda record: type(record).__name__,
)
def test_every_record_has_every_format(record: Coverage, form: str) -> None:
    shown = written(record, form, LOOK)
    assert shown.endswith("\n")
    if form == "text":
        assert max(map(cells, shown.splitlines())) <= 80
    elif form == "json":
        assert type(record).model_validate_json(shown) == record
    elif form == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in shown.splitlines())
    else:
        rows = list(csv.reader(io.StringIO(shown)))
        assert len(rows) > 1
        assert len({len(row) for row in rows}) == 1


def test_jsonl_holds_complete_records() -> None:
    ranking = records.ranking()
    lines = [json.loads(line) for line in rendered("jsonl", ranking, LOOK).splitlines()]
    ranked = [RankedCandidate.model_validate(line) for line in lines if "rank" in line]
    assert tuple(ranked) == ranking.candidates
    assert [line["by_hand"]["code"] for line in lines if "by_hand" in line] == [
        "encrypted",
        "not-english",
    ]


def test_csv_is_made_for_spreadsheets() -> None:
    content = rendered("csv", records.ranking(), LOOK)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 6
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert {row["status"]: row["rank"] for row in rows if not row["rank"]} == {"look by hand": ""}
    assert [row["rank"] for row in rows if row["status"] == "ranked"] == ["1", "2", "2"]
    assert rows[2]["missing_skills"] == "kubernetes;docker"
    assert rows[-1]["missing_skills"].startswith("python;aws|azure;")


# --- names


def test_names_are_shown_only_when_asked_for() -> None:
    hidden = written(records.ranking(), "text", LOOK)
    named = written(records.ranking(), "text", Look(taxonomy=records.TAXONOMY, names=True))
    assert "cv-1.pdf" not in hidden
    assert "locked.pdf" not in hidden
    assert "cv-1.pdf" in named
    assert "locked.pdf" in named


def test_the_page_shows_names_behind_a_click() -> None:
    hidden = page(records.ranking())
    named = page(records.ranking(), Look(taxonomy=records.TAXONOMY, names=True))
    for found in re.finditer(r"cv-\d\.pdf|locked\.pdf", hidden):
        before = hidden[: found.start()]
        assert before.endswith("<summary>file</summary><bdi>")
    assert '<a href="#candidate-111111"><bdi>cv-1.pdf</bdi></a>' in named
    assert "<summary>file</summary>" not in named


# --- the page


def test_the_page_needs_nothing_from_elsewhere() -> None:
    html = page(records.ranking())
    assert not re.search(r"(?:src|href)=(?!\"#)|url\(|@import|//[a-z]", without_assets(html))
    assert "url(" not in html
    assert "default-src 'none'" in html


def test_the_page_shows_details_of_the_best_only() -> None:
    html = page(records.ranking())
    assert re.findall(r'<h3 id="([^"]+)"', html) == ["candidate-111111", "candidate-222222"]
    assert "#candidate-333333" not in html
    assert "The best 2 are shown" in html


def test_who_is_looked_at_by_hand_stands_before_the_ranking() -> None:
    for shown in (page(records.ranking()), written(records.ranking(), "text", LOOK)):
        assert shown.index("candidate-555555") < shown.index("candidate-111111")


def test_outcomes_are_told_in_words() -> None:
    html = page(records.ranking())
    for mark, word in (("✓", "met"), ("~", "in part"), ("?", "cannot tell"), ("–", "not found")):
        assert f'<span class="mark" aria-hidden="true">{mark}</span> {word}</p>' in html


def test_an_empty_ranking_is_shown() -> None:
    nobody = records.ranking().model_copy(update={"candidates": (), "by_hand": ()})
    assert "Nobody could be ranked." in page(nobody)
    assert "0 candidates ranked" in written(nobody, "text", LOOK)


# --- texts from outside

ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'>{{ 7*7 }}"


def attacked() -> Ranking:
    ranking = records.ranking()
    mention = records.mention("python", ATTACK)
    one = records.contribution(0, "met", (("relation", 1.0, ATTACK),), evidence=(mention,))
    coverage = records.coverage(
        one, source=ATTACK, text="1", warnings=(Notice(code="x", message=ATTACK, place=ATTACK),)
    )
    candidate = ranking.candidates[0].model_copy(update={"source": ATTACK, "coverage": coverage})
    apart = ranking.by_hand[0].model_copy(update={"source": ATTACK, "reason": ATTACK})
    role = ranking.role.model_copy(update={"title": ATTACK})
    return ranking.model_copy(
        update={"role": role, "candidates": (candidate,), "by_hand": (apart,)}
    )


@pytest.mark.parametrize("names", [False, True])
def test_no_text_becomes_markup(names: bool) -> None:
    html = page(attacked(), Look(taxonomy=records.TAXONOMY, names=names))
    assert html.count("<script>") == 1
    assert "<img" not in html
    assert "onerror=alert(2)&gt;" in html
    assert "{{ 7*7 }}" in html


@pytest.mark.parametrize("begin", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_no_cell_becomes_a_formula(begin: str) -> None:
    ranking = records.ranking()
    named = ranking.candidates[0].model_copy(update={"source": begin})
    changed = ranking.model_copy(update={"candidates": (named,)})
    content = rendered("csv", changed, LOOK).decode("utf-8-sig")
    row = list(csv.DictReader(io.StringIO(content)))[-1]
    assert row["file"] == "'" + begin.strip()


def test_no_text_steers_the_terminal() -> None:
    steering = "\x1b[2J\x07Py\u202ethon\x9b31m\nnext"
    assert plain(steering) == "[2JPython31m next"
    mention = records.mention("python", steering)
    one = records.contribution(0, "met", (("relation", 1.0, "asked"),), evidence=(mention,))
    told = explain(records.coverage(one, source=steering, text="1"), records.TAXONOMY)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", told)


def test_a_lone_surrogate_can_be_written() -> None:
    assert plain("cv\udcff.pdf").encode("utf-8") == "cv\ufffd.pdf".encode()


# --- layout


@pytest.mark.parametrize(
    ("text", "width", "kept"),
    [("short", 10, "short"), ("too long", 5, "too…"), ("経歴書です", 5, "経歴…"), ("ab", 1, "…")],
)
def test_fit_counts_columns(text: str, width: int, kept: str) -> None:
    assert fit(text, width) == kept


def test_wrap_breaks_what_has_no_blanks() -> None:
    lines = wrap("x" * 25 + " y", 10, "- ", "  ")
    assert lines == ["- xxxxxxxx", "  xxxxxxxx", "  xxxxxxxx", "  x y"]


def test_the_last_column_gives_way() -> None:
    lines = table(("a", "b"), [("1", "a long cell that does not fit")], 12, right=(0,))
    assert lines == ["a  b", "1  a long c…"]
