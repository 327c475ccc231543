"""Measuring: when spans agree, how they are paired, and what is counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmap.errors import SkillmapError
from skillmap.evaluation import Evaluation, agreement, evaluate, pair_up
from skillmap.taxonomy import Taxonomy, load_taxonomy

TEXT = "Strong Python programming on Kubernetes clusters, with SQL and some COBOL for the old bank."


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return load_taxonomy()


def span(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def mark(words: str, text: str = TEXT, **fields: object) -> dict[str, Any]:
    start, end = span(words, text)
    return {"start": start, "end": end, **fields}


def gold(*marks: dict[str, Any], row_id: str = "a", kind: str = "cv") -> dict[str, Any]:
    return {"id": row_id, "kind": kind, "text": TEXT, "mentions": list(marks)}


# --- agreement


@pytest.mark.parametrize(
    ("left", "right", "agree"),
    [
        ("Python", "Python", True),
        ("Python", "SQL", False),
        ("Python programming", "programming on", True),  # half of what both cover
        ("Python programming", "programming on Kubernetes", False),
        ("Python", "Python programming on", True),  # two words more
        ("Python", "Strong Python programming on", False),  # three words more
        ("SQL", "clusters, with SQL", True),
        ("SQL", "Kubernetes clusters, with SQL and", False),
        ("ytho", "Python", True),  # no whole word more
        ("Python prog", "programming on", False),  # they only touch a little
    ],
)
def test_agreement(left: str, right: str, agree: bool) -> None:
    for one, other in ((left, right), (right, left)):
        assert bool(agreement(span(one), span(other), TEXT)) is agree


def test_a_long_span_gains_nothing() -> None:
    text = "SQL" + "-" * 40
    assert agreement((0, 3), (0, 33), text)
    assert not agreement((0, 3), (0, 34), text)


def test_pairs_are_one_to_one_and_the_best_come_first() -> None:
    found = [span("Python programming"), span("Python")]
    assert pair_up(found, [span("Python")], TEXT) == [(1, 0)]
    assert pair_up(found, [span("Python"), span("programming")], TEXT) == [(0, 1), (1, 0)]


spans = st.tuples(st.integers(0, 60), st.integers(1, 25)).map(lambda p: (p[0], p[0] + p[1]))


@given(spans, spans, st.text("ab ", min_size=90, max_size=90))
def test_agreement_is_symmetric_and_a_share(
    left: tuple[int, int], right: tuple[int, int], text: str
) -> None:
    share = agreement(left, right, text)
    assert share == agreement(right, left, text)
    assert 0 <= share <= 1
    assert agreement(left, left, text) == 1


@given(st.lists(spans, max_size=8), st.lists(spans, max_size=8), st.text("ab ", min_size=90))
def test_nothing_is_paired_twice(
    left: list[tuple[int, int]], right: list[tuple[int, int]], text: str
) -> None:
    pairs = pair_up(left, right, text)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(agreement(left[i], right[j], text) for i, j in pairs)


# --- figures


def test_figures_of_a_small_example(taxonomy: Taxonomy) -> None:
    rows = [
        gold(
            mark("Python", canonical="Python"),
            mark("Kubernetes", canonical="Kubernetes"),
            mark("SQL", canonical="SQL"),
            mark("COBOL", canonical="COBOL-66 of our own"),
            mark("bank", canonical="Banking", optional=True),
        )
    ]
    guess = [
        {
            "id": "a",
            "mentions": [
                mark("Python programming", skill_id="python"),  # agrees, not exactly
                mark("Kubernetes", skill_id="docker"),  # agrees, another skill
                mark("COBOL", name="cobol-66 of our own"),  # unresolved, the same name
                mark("bank", skill_id="finance"),  # counts neither way
                mark("old", skill_id="java"),  # extra
            ],
        }
    ]
    found = evaluate(rows, taxonomy=taxonomy, predictions=guess)
    figures = found.overall
    assert (figures.annotated, figures.predicted, figures.agreeing, figures.exact) == (4, 4, 3, 2)
    assert (figures.precision, figures.recall, figures.f1) == (0.75, 0.75, 0.75)
    assert figures.exact_recall == 0.5
    # python and cobol agree; docker and java are extra; kubernetes and sql were not found.
    assert (figures.concepts_annotated, figures.concepts_predicted) == (4, 4)
    assert figures.concepts_agreeing == 2
    # The taxonomy resolves Python and Kubernetes only; one of these is linked as annotated.
    assert (figures.linkable, figures.linked, figures.right_skill) == (2, 1, 0.5)
    assert [one.form for one in found.missed] == ["sql"]
    assert [one.form for one in found.extra] == ["old"]
    assert [one.form for one in found.mislinked] == ["kubernetes: docker, not kubernetes"]


def test_kinds_and_areas_add_up(taxonomy: Taxonomy) -> None:
    rows = [
        gold(mark("Python", canonical="Python"), mark("Kubernetes", canonical="Kubernetes")),
        gold(mark("Python", canonical="Python", area="PSE"), row_id="b", kind="job"),
        gold(mark("bank", canonical="Banking", area="OTHER"), row_id="c", kind="job"),
    ]
    guess = [{"id": "b", "mentions": [mark("Python", skill_id="python")]}]
    found = evaluate(rows, taxonomy=taxonomy, predictions=guess)
    assert [(one.name, one.documents, one.annotated) for one in found.kinds] == [
        ("cv", 1, 2),
        ("job", 2, 2),
    ]
    assert [(one.name, one.annotated, one.agreeing) for one in found.areas] == [
        ("programming", 2, 1),
        ("mlops", 1, 0),
        ("other", 1, 0),
    ]
    assert found.overall.annotated == 4


def test_statuses_are_mentions_all_the_same(taxonomy: Taxonomy) -> None:
    rows = [
        gold(
            mark("Python", canonical="Python", negated=True),
            mark("SQL", canonical="SQL", status="planned"),
            mark("COBOL", canonical="COBOL", status="optional"),
        )
    ]
    assert evaluate(rows, taxonomy=taxonomy, predictions=[]).overall.annotated == 2


def test_nothing_to_take_a_share_of_is_none(taxonomy: Taxonomy) -> None:
    figures = evaluate([gold()], taxonomy=taxonomy, predictions=[]).overall
    assert (figures.documents, figures.precision, figures.recall, figures.f1) == (1, *[None] * 3)


def test_predictions_or_extraction_are_needed(taxonomy: Taxonomy) -> None:
    with pytest.raises(SkillmapError, match="nothing to evaluate"):
        evaluate([gold()], taxonomy=taxonomy)


def test_extraction_is_measured(taxonomy: Taxonomy) -> None:
    from skillmap import Extractor

    def extract(text: str, kind: Any) -> Any:
        return Extractor(taxonomy).extract(text, kind=kind)

    row = gold(mark("Python", canonical="Python"), mark("Kubernetes", canonical="Kubernetes"))
    del row["kind"]  # then it is what extraction holds it for
    found = evaluate([row], extract, taxonomy=taxonomy)
    assert found.overall.recall == 1.0
    assert len(found.kinds) == 1
    assert found.provenance.taxonomy == taxonomy.version


NAMES = ["Python", "Kubernetes", "SQL", "docker", "an unheard-of tool"]


@st.composite
def annotated(draw: st.DrawFn) -> list[dict[str, Any]]:
    rows = []
    for number in range(draw(st.integers(1, 3))):
        text, marks = "", []
        for name in draw(st.lists(st.sampled_from(NAMES), max_size=6)):
            start = len(text)
            text += name
            marks.append({"start": start, "end": len(text), "surface": name, "canonical": name})
            text += draw(st.sampled_from([", ", " and ", "\n"]))
        kind = draw(st.sampled_from(["cv", "job", "text"]))
        rows.append({"id": str(number), "kind": kind, "text": text, "mentions": marks})
    return rows


@given(annotated())
def test_the_gold_itself_is_perfect(rows: list[dict[str, Any]]) -> None:
    guess = [
        {
            "id": row["id"],
            "mentions": [
                {"start": one["start"], "end": one["end"], "name": one["canonical"]}
                for one in row["mentions"]
            ],
        }
        for row in rows
    ]
    found = evaluate(rows, taxonomy=load_taxonomy(), predictions=guess)
    for figures in (found.overall, *found.kinds, *found.areas):
        if figures.annotated:
            assert (figures.precision, figures.recall, figures.f1) == (1, 1, 1)
            assert (figures.exact_recall, figures.concept_f1) == (1, 1)
            assert figures.right_skill in (1, None)
    assert not found.missed + found.extra + found.mislinked
    assert Evaluation.model_validate_json(found.model_dump_json()) == found


# --- rows that do not fit


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", r"gold\.jsonl:2: is no valid JSON"),
        ("[]", r"gold\.jsonl:2: "),
        ('{"id": "b", "mentions": []}', r"gold\.jsonl:2: text: field required"),
        ('{"id": "a", "text": "", "mentions": []}', r"gold\.jsonl:2: the id 'a' stands twice"),
        (
            '{"id": "b", "text": "Go", "mentions": [{"start": 0, "end": 9}]}',
            r"gold\.jsonl:2: mention 1: 0 to 9 is no stretch of the 2 characters",
        ),
        (
            '{"id": "b", "text": "Go", "mentions": [{"start": 0, "end": 2, "surface": "R"}]}',
            r"gold\.jsonl:2: mention 1: at 0 to 2 stands 'Go', not 'R'",
        ),
        ('{"id": "b", "kind": "cvs", "text": "", "mentions": []}', r"gold\.jsonl:2: kind: "),
    ],
)
def test_a_wrong_row_is_told_with_its_line(
    line: str, message: str, tmp_path: Path, taxonomy: Taxonomy
) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(gold()) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(SkillmapError, match=message) as caught:
        evaluate(path, taxonomy=taxonomy, predictions=[])
    assert caught.value.hint


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"id": "z", "mentions": []}], "prediction 1: the gold has no document 'z'"),
        ([{"id": "a", "mentions": []}] * 2, "prediction 2: the id 'a' stands twice"),
        ([{"id": "a", "mentions": [{"start": 5, "end": 5}]}], "prediction 1: mention 1"),
        ([{"id": "a"}], "prediction 1: .*mentions or skills are required"),
    ],
)
def test_a_wrong_prediction_is_told(
    rows: list[dict[str, Any]], message: str, taxonomy: Taxonomy
) -> None:
    with pytest.raises(SkillmapError, match=message):
        evaluate([gold()], taxonomy=taxonomy, predictions=rows)


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "no such file"), (b"", "holds no document"), (b"\xff\xfe", "cannot be read")],
)
def test_a_wrong_file_is_told(
    content: bytes | None, message: str, tmp_path: Path, taxonomy: Taxonomy
) -> None:
    path = tmp_path / "gold.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SkillmapError, match=message):
        evaluate(path, taxonomy=taxonomy, predictions=[])
