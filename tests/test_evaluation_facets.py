"""Measuring beyond places: status, level, alternatives, strength, intervals, a second system."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import skillmap
from skillmap.errors import SkillmapError
from skillmap.evaluation import evaluate, predicted_row, read_gold, with_truth
from skillmap.evaluation.intervals import differences, intervals
from skillmap.evaluation.tallies import Tally
from skillmap.models import Kind
from skillmap.taxonomy import load_taxonomy

TAXONOMY = load_taxonomy()
TEXT = "Python or Java, SQL, no Rust, go to market, kept it fast"


def at(words: str, **fields: object) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), **fields}


def row(marks: list[dict[str, Any]], row_id: str = "a", **fields: object) -> dict[str, Any]:
    return {"id": row_id, "kind": "job", "text": TEXT, "mentions": marks, **fields}


def shares(gold: dict[str, Any], guess: dict[str, Any]) -> dict[str, tuple[int, int]]:
    found = evaluate([gold], taxonomy=TAXONOMY, predictions=[guess])
    return {facet.name: (facet.right, facet.count) for facet in found.facets}


GOLD = [
    at("Python", skill_id="python", requirement="must", any_of="g1", status="present"),
    at("Java", skill_id="java", requirement="must", any_of="g1", min_years=3, status="present"),
    at("SQL", skill_id="sql", requirement="nice", status="present"),
    at("Rust", skill_id="rust", requirement="context", status="negated"),
]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, {"status": (4, 4), "level": (3, 3), "months asked": (1, 1)}),
        ({"Rust": {"status": "present"}}, {"status: negated": (0, 1), "status": (3, 4)}),
        (
            {"Rust": {"status": "planned"}},
            {"status: negated": (0, 1), "status: not present, and so read": (1, 1)},
        ),
        ({"SQL": {"requirement": "must"}}, {"level: nice": (0, 1), "level": (2, 3)}),
        ({"Java": {"min_months": 24}}, {"months asked": (0, 1)}),
        (
            {"SQL": {"min_months": 24}},
            {"months asked: none, and none read": (2, 3), "months asked": (1, 1)},
        ),
        (
            {"SQL": {"any_of": "g1"}},  # one right pair of three
            {
                "alternatives: meant, and so read": (1, 1),
                "alternatives: read, and so meant": (1, 3),
            },
        ),
        (
            {"Java": {"any_of": None}},
            {"alternatives: meant, and so read": (0, 1)},
        ),
    ],
)
def test_each_facet_counts_what_is_right(
    changes: dict[str, dict[str, Any]], expected: dict[str, tuple[int, int]]
) -> None:
    guess = [{**mark, **changes.get(TEXT[mark["start"] : mark["end"]], {})} for mark in GOLD]
    found = shares(row(GOLD), {"id": "a", "mentions": guess})
    assert {name: found.get(name) for name in expected} == expected


def test_who_knows_two_statuses_is_compared_by_two() -> None:
    gold = row([at("Rust", skill_id="rust", negated=True), at("SQL", negated=False)])
    for status, right in (("negated", 1), ("planned", 1), ("other", 1), ("present", 0)):
        guess = [at("Rust", skill_id="rust", status=status), at("SQL", status="present")]
        found = shares(gold, {"id": "a", "mentions": guess})
        assert found["status: absent"] == (right, 1)
        assert found["status: present"] == (1, 1)


def test_traps_and_what_is_meant_are_counted_apart() -> None:
    traps = [at("go", skill_id="go"), at("market", skill_id="sql")]
    gold = row([at("kept it fast", skill_id="caching", meant=True)], traps=traps)
    guess = [at("go", skill_id="go"), at("market", skill_id="other-one")]
    found = evaluate([gold], taxonomy=TAXONOMY, predictions=[{"id": "a", "mentions": guess}])
    facets = {facet.name: (facet.right, facet.count) for facet in found.facets}
    assert facets == {"traps not taken": (1, 2), "meant and not named, found": (0, 1)}
    assert found.overall.annotated == 0
    fast = [at("kept it fast", skill_id="caching")]
    assert shares(gold, {"id": "a", "mentions": fast})["meant and not named, found"] == (1, 1)


@pytest.mark.parametrize(
    ("truth", "guess", "right"),
    [
        ({"months_min": 10, "months_max": 12}, {"months": 12}, {"months": 1}),
        ({"months_min": 10, "months_max": 12}, {"months": 13}, {"months": 0}),
        ({"months_min": 10, "months_max": 12}, {}, {"months": 0}),
        ({}, {}, {"months": 1, "last used": 1}),
        ({}, {"months": 3}, {"months": 0}),
        ({"last_used": "2021-03"}, {"last_used": "2021-03"}, {"last used": 1}),
        ({"last_used": "2021"}, {"last_used": "2021-12"}, {"last used": 1}),
        ({"last_used": "2021-03"}, {"last_used": "2021-04"}, {"last used": 0}),
        ({"last_used": "2021-03"}, {}, {"last used": 0}),
        ({}, {"last_used": "2021-03"}, {"last used": 0}),
        ({"strength": "led"}, {"strength": "led"}, {"strength": 1, "strength: led": 1}),
        ({"strength": "led"}, {"strength": "work"}, {"strength": 0}),
    ],
)
def test_skills_are_compared_by_id_or_name(
    truth: dict[str, Any], guess: dict[str, Any], right: dict[str, int]
) -> None:
    gold = row([at("SQL", skill_id="sql")], skills=[{"canonical": "K8s", **truth}])
    found = shares(
        gold,
        {"id": "a", "mentions": [at("SQL")], "skills": [{"skill_id": "kubernetes", **guess}]},
    )
    assert {name: found[name][0] for name in right} == right


def test_truth_may_stand_in_a_file_of_its_own() -> None:
    rows = with_truth(read_gold([row([])]), [{"id": "a", "canonical": "SQL", "months": 7}])
    assert rows[0].skills[0].months_min == 7
    with pytest.raises(SkillmapError, match="no document 'z'"):
        with_truth(rows, [{"id": "z", "canonical": "SQL"}])


def test_predictions_without_places_are_measured_by_skills() -> None:
    gold = row(
        [at("Python", skill_id="python"), at("SQL", skill_id="sql"), at("Java", optional=True)]
    )
    guess = {"id": "a", "skills": ["python 3", "JAVA", "Kubernetes", "Flumbergast"]}
    found = evaluate([gold], taxonomy=TAXONOMY, predictions=[guess])
    overall = found.overall
    assert (overall.annotated, overall.predicted, overall.f1) == (0, 0, None)
    assert overall.concepts_annotated, overall.concepts_agreeing == (2, 1)
    assert overall.concepts_predicted == 3  # Java is optional
    assert found.unresolved == 1


def test_strength_is_measured_without_places_too() -> None:
    gold = row([at("SQL", skill_id="sql")], skills=[{"skill_id": "sql", "strength": "led"}])
    guess = {"id": "a", "skills": [{"canonical": "SQL", "strength": "work"}]}
    assert shares(gold, guess)["strength"] == (0, 1)


def test_extraction_carries_its_levels_and_statuses() -> None:
    def extract(text: str, kind: Kind | None) -> tuple[skillmap.Profile, skillmap.Role]:
        return skillmap.extract(text, kind=kind), skillmap.role(text)

    text = "Requirements\n- 3+ years of Python\n- AWS or Azure\n\nNice to have\n- Docker"
    wanted = {
        "Python": ("must", None, 36),
        "AWS": ("must", "x", None),
        "Azure": ("must", "x", None),
        "Docker": ("nice", None, None),
    }
    marks = [
        {
            "start": text.index(name),
            "end": text.index(name) + len(name),
            "requirement": level,
            "any_of": group,
            "min_months": months,
        }
        for name, (level, group, months) in wanted.items()
    ]
    found = evaluate(
        [{"id": "a", "kind": "job", "text": text, "mentions": marks}], extract, taxonomy=TAXONOMY
    )
    facets = {facet.name: facet.share for facet in found.facets}
    assert facets["level"] == facets["months asked"] == 1
    assert facets["alternatives: meant, and so read"] == 1
    assert facets["found by: phrase, rightly"] == 1


def test_a_profile_becomes_a_row_that_can_be_predicted_again() -> None:
    text = "Experience\nEngineer, Acme\nJan 2024 - Dec 2024\n- Built services in Python. No Java."
    profile = skillmap.extract(text, as_of=date(2026, 11, 24), kind="cv")
    made = predicted_row("a", profile)
    assert [(one.skill_id, one.status) for one in made.mentions] == [
        ("python", "present"),
        ("java", "negated"),
    ]
    gold = {
        "id": "a",
        "kind": "cv",
        **made.model_dump(include={"mentions", "skills"}),
        "text": text,
    }
    again = evaluate([gold], taxonomy=TAXONOMY, predictions=[made])
    assert again.overall.f1 == 1
    assert all(facet.share == 1 for facet in again.facets)


# --- how far figures would move


def tally(agreeing: int, predicted: int = 10, annotated: int = 10) -> Tally:
    return Tally(annotated=annotated, predicted=predicted, agreeing=agreeing)


def test_an_interval_holds_the_figure_and_is_the_same_every_time() -> None:
    documents = [tally(n) for n in (2, 9, 10, 8, 7, 10)]
    found = intervals(documents)
    assert found == intervals(documents)
    low, high = found["f1"]
    assert 0.2 < low < 46 / 60 < high <= 1
    assert intervals([tally(5)] * 4)["f1"] == (0.5, 0.5)
    assert intervals([tally(5)]) == {}


def test_a_difference_is_told_from_chance() -> None:
    ids = [str(n) for n in range(12)]
    good = {one: tally(9) for one in ids}
    bad = {one: tally(6) for one in ids}
    by_chance = {one: tally(9 if n % 2 else 3) for n, one in enumerate(ids)}
    (f1,) = differences(good, bad)
    assert (f1.name, round(f1.difference, 6), f1.p < 0.01) == ("f1", 0.3, True)
    assert f1.low == pytest.approx(0.3)
    (same,) = differences(bad, by_chance)
    assert same.difference == pytest.approx(0)
    assert same.p > 0.5
    assert same.low < 0 < same.high
    (mirrored,) = differences(bad, good)
    assert mirrored.difference == pytest.approx(-f1.difference)


def test_two_systems_are_compared_on_the_same_documents() -> None:
    gold = [
        row([at("Python", skill_id="python"), at("SQL", skill_id="sql")], str(n)) for n in range(5)
    ]
    both = [{"id": str(n), "mentions": [at("Python"), at("SQL", skill_id="sql")]} for n in range(5)]
    one = [{"id": str(n), "mentions": [at("SQL", skill_id="sql")]} for n in range(5)]
    found = evaluate(gold, taxonomy=TAXONOMY, predictions=both, against=one)
    by_name = {one.name: one for one in found.against}
    assert by_name["f1"].first == 1
    assert by_name["f1"].second == pytest.approx(2 / 3)
