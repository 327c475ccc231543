"""Status where no cue decides: by the words around a name, as learnt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from skillmap import Extractor, extract
from skillmap.assertion import statuses
from skillmap.assertion.clues import Around
from skillmap.assertion.judging import by_cues
from skillmap.documents import document_from_text
from skillmap.models import Kind
from skillmap.settings import Settings
from skillmap.text import segments

TEXTS = Path(__file__).parents[1] / "benchmarks" / "labelled" / "statuses"


def judge(text: str, *names: str, kind: Kind = "cv") -> list[tuple[str, str]]:
    document = document_from_text(text, Settings(), kind)
    return list(
        statuses(document, [(text.index(one), text.index(one) + len(one)) for one in names])
    )


@pytest.mark.parametrize(
    ("text", "name", "status"),
    [
        (
            "Snowflake sat with the warehouse people; I only ever saw their exports.",
            "Snowflake",
            "other",
        ),
        ("Dashboards are drawn in Looker by our colleagues in Lisbon.", "Looker", "other"),
        ("Terraform is a blank page for me so far.", "Terraform", "negated"),
        ("What I cannot offer is Kubernetes.", "Kubernetes", "negated"),
        ("I have put the winter aside for a thorough look at Rust.", "Rust", "planned"),
        ("My next course, in spring, is about Kafka.", "Kafka", "planned"),
        ("Wrote the Airflow pipelines that the finance people rely on.", "Airflow", "present"),
        ("Cut the bill for BigQuery by half, without losing a report.", "BigQuery", "present"),
        ("Took the PyTorch code over from a supplier and have run it since.", "PyTorch", "present"),
    ],
)
def test_what_no_cue_knows_is_told_by_the_words_around(text: str, name: str, status: str) -> None:
    assert judge(text, name)[0][0] == status


def test_texts_of_strangers_have_the_right_status() -> None:
    """Of a file that nothing was learnt from at least 88 %, and clearly more than by cues alone."""
    extractor = Extractor()
    right = cued = total = 0
    for line in (TEXTS / "test-3.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        document = document_from_text(row["text"], extractor.settings, row["kind"])
        spans = [
            (row["text"].index(name), row["text"].index(name) + len(name))
            for name, _ in row["marks"]
        ]
        told = [status for _, status in row["marks"]]
        found = [status for status, _ in statuses(document, spans)]
        cues = [status for status, _ in by_cues(document, spans)[2]]
        for status, said, cue in zip(told, found, cues, strict=True):
            if (row["kind"], status) != ("job", "planned"):
                total += 1
                right += status == said
                cued += status == cue
    assert right / total >= 0.88
    assert right - cued >= 0.05 * total


def test_the_reason_tells_the_words() -> None:
    text = "Databricks is what headquarters pays for; our branch never saw more than its invoices."
    ((status, reason),) = judge(text, "Databricks")
    assert status == "other"
    said, words = reason.split(": ")
    assert said == "words around it"
    assert all(part in text.lower() for part in words.split(", "))


def test_a_post_plans_nothing() -> None:
    text = "I have put the winter aside for a thorough look at Rust."
    assert judge(text, "Rust", kind="job")[0][0] != "planned"


def test_a_woman_and_a_man_are_read_alike() -> None:
    texts = [
        "She left Kafka to her colleagues and has run Airflow herself.",
        "Terraform is next for her, Ms Chen told us; Docker she knows.",
        "Spark was his supervisor's work; he did the rest in SQL.",
    ]
    swapped = [
        "He left Kafka to his colleagues and has run Airflow himself.",
        "Terraform is next for him, Mr Chen told us; Docker he knows.",
        "Spark was her supervisor's work; she did the rest in SQL.",
    ]
    for text, other in zip(texts, swapped, strict=True):
        first, second = (extract(one, kind="cv", unmapped=False).mentions for one in (text, other))
        assert [(one.text, one.status) for one in first] == [
            (one.text, one.status) for one in second
        ]


def test_another_skill_in_its_place_changes_nothing() -> None:
    text = "{} sat with the warehouse people; I only ever saw their exports from {}."
    assert judge(text.format("Looker", "Spark"), "Looker", "Spark") == judge(
        text.format("Tableau Server", "Apache Flink"), "Tableau Server", "Apache Flink"
    )


def test_other_lines_have_no_say() -> None:
    line = "- Wrote the Airflow pipelines that the finance people rely on."
    around = f"- Kafka is run by the vendor.\n{line}\n- No Scala yet, a course is planned.\n"
    assert judge(around, "Airflow")[0][0] == judge(line, "Airflow")[0][0] == "present"


def test_the_names_of_a_list_are_one() -> None:
    text = "The vendor keeps Kafka, Flink and Spark up; mine are Airflow / dbt."
    document = document_from_text(text, Settings(), "cv")
    names = ("Kafka", "Flink", "Spark", "Airflow", "dbt")
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    around = Around(document, text.lower(), segments(text), [[0, 1, 2, 3, 4]], spans)
    assert [held for held, _, _ in around.lists(0)] == [[0, 1, 2], [3, 4]]
