"""Measuring an order of candidates: nDCG, rank correlation, agreement of readers."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmap.errors import SkillmapError
from skillmap.evaluation import evaluate_ranking, read_graded
from skillmap.evaluation.ranking import GradedPairs, correlation, kappa, ndcg


def pairs(*grades: dict[str, int], rankings: list[list[str]] | None = None) -> dict[str, Any]:
    ids = list(grades[0])
    graders = [
        {"grades": {"p": one}, **({"ranking": {"p": rankings[n]}} if rankings else {})}
        for n, one in enumerate(grades)
    ]
    return {
        "jobs": [{"id": "p", "text": "a post"}],
        "cvs": [{"id": one, "text": one} for one in ids],
        "graders": graders,
    }


def test_ndcg_by_hand() -> None:
    # Gains 7, 0, 1 in this order: 7 + 0 + 1/2; at best 7 + 1/log2(3).
    found = ndcg([(3.0, 3), (2.0, 0), (1.0, 1)])
    assert found == pytest.approx((7 + 0.5) / (7 + 1 / math.log2(3)))
    assert ndcg([(1.0, 0), (2.0, 0)]) is None
    assert ndcg([(1.0, 4)] * 12 + [(0.0, 4)]) == pytest.approx(1)


def test_equal_scores_gain_what_their_orders_gain_on_average() -> None:
    one, other = ndcg([(2.0, 3), (1.0, 0)]), ndcg([(1.0, 3), (2.0, 0)])
    assert one and other
    assert ndcg([(1.0, 3), (1.0, 0)]) == pytest.approx((one + other) / 2)


def test_correlation_by_hand() -> None:
    assert correlation([1, 2, 3], [10, 20, 30]) == pytest.approx(1)
    assert correlation([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    assert correlation([1, 1, 2], [1, 2, 3]) == pytest.approx(math.sqrt(3) / 2)
    assert correlation([1, 1], [1, 2]) is None


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4)), min_size=2, max_size=15))
def test_figures_stay_in_bounds_and_do_not_know_the_order_of_the_file(
    scored: list[tuple[int, int]],
) -> None:
    found = ndcg([(float(a), float(b)) for a, b in scored])
    again = ndcg([(float(a), float(b)) for a, b in reversed(scored)])
    assert found == pytest.approx(again)
    assert found is None or 0 <= found <= 1 + 1e-9
    value = correlation([a for a, _ in scored], [b for _, b in scored])
    assert value is None or -1 - 1e-9 <= value <= 1 + 1e-9


def test_kappa_by_hand() -> None:
    same = read_graded(pairs({"a": 4, "b": 0}, {"a": 4, "b": 0}))
    assert kappa(*same.graders) == 1
    opposite = read_graded(pairs({"a": 4, "b": 0}, {"a": 0, "b": 4}))
    assert kappa(*opposite.graders) == pytest.approx(-1)
    flat = read_graded(pairs({"a": 2, "b": 2}, {"a": 2, "b": 2}))
    assert kappa(*flat.graders) is None


def test_readers_rankings_go_before_their_grades() -> None:
    grades = {"a": 4, "b": 4, "c": 0}
    scores = {("p", "a"): 1.0, ("p", "b"): 2.0, ("p", "c"): 0.0}
    by_grade = evaluate_ranking(read_graded(pairs(grades)), scores)
    ranked = read_graded(pairs(grades, rankings=[["b", "a", "c"]]))
    assert evaluate_ranking(ranked, scores).correlation == pytest.approx(1)
    assert by_grade.correlation < 1
    assert by_grade.kappa is None


def test_a_callable_scores_the_texts() -> None:
    found = evaluate_ranking(
        read_graded(pairs({"a": 0, "bb": 4})), lambda post, cv: float(len(cv)), "length"
    )
    assert (found.name, found.ndcg, found.correlation) == ("length", 1, 1)
    assert found.intervals == {}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"graders": []}, "no graders"),
        ({"jobs": []}, "no posts"),
        ({"cvs": [{"id": "z", "text": ""}]}, "no grade of z for p"),
        ({"graders": [{"grades": {}}]}, "no grade of a for p"),
        ({"graders": [{"grades": {"p": {"a": "good"}}}]}, "graders.0"),
    ],
)
def test_what_does_not_fit_is_told(change: dict[str, Any], words: str) -> None:
    with pytest.raises(SkillmapError, match=words):
        read_graded({**pairs({"a": 1, "b": 2}), **change})


def test_a_missing_score_is_told() -> None:
    graded: GradedPairs = read_graded(pairs({"a": 1, "b": 2}))
    with pytest.raises(SkillmapError, match="no score of b for p"):
        evaluate_ranking(graded, {("p", "a"): 1.0})


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "graded.json"
    path.write_text(json.dumps(pairs({"a": 1})), encoding="utf-8")
    assert read_graded(path).jobs[0].text == "a post"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(SkillmapError, match=r"graded\.json: is no valid JSON"):
        read_graded(path)
