"""The status of mentions: held, lacked, wanted, or somebody else's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillmap.assertion import statuses
from skillmap.documents import document_from_text
from skillmap.models import Kind
from skillmap.settings import Settings

NAMES = (
    "Java|Python|Scala|Kotlin|Spark|Kafka|Flink|Rust|Go|Zig|Swift|Terraform|Kubernetes|Docker|AWS|"
    "Azure|PyTorch|TensorFlow|JAX|LangChain|FastAPI|MLflow|Airflow|Databricks|Snowflake|R|Looker|"
    "CUDA|Postgres|Redis|Ray|Hadoop|Julia|Haskell|dbt|Helm|Ansible|Tableau|Elixir|Keras|Triton"
)
"""What counts as a mention in the sentences below, besides the word that is asked for."""


def judge(
    sentence: str, word: str, kind: Kind = "cv", around: tuple[str, str] = ("", "")
) -> tuple[str, str]:
    text = around[0] + sentence + around[1]
    document = document_from_text(text, Settings(), kind)
    words = sorted({*NAMES.split("|"), word}, key=len, reverse=True)
    pattern = r"(?<![\w-])(?:" + "|".join(map(re.escape, words)) + r")(?!\w)"
    spans = [
        match.span()
        for match in re.finditer(pattern, text)
        if len(around[0]) <= match.start() < len(around[0]) + len(sentence)
    ]
    index = next(i for i, (start, end) in enumerate(spans) if text[start:end] == word)
    return statuses(document, spans)[index]


CASES = [
    tuple(line.split("\t"))
    for line in (Path(__file__).with_name("assertion_cases.tsv"))
    .read_text(encoding="utf-8")
    .splitlines()
]
"""Status, word and sentence of each line."""


@pytest.mark.parametrize(("status", "word", "sentence"), CASES)
def test_a_sentence_tells_whether_a_skill_is_held(status: str, word: str, sentence: str) -> None:
    assert judge(sentence, word)[0] == status


FRESH = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("status_cases.tsv").read_text("utf-8").splitlines()
]
"""Kind of document, status, word and sentence. More than half were written without a look at
the cues; what was added later stood beside them, and shows that nothing read is lost again."""


def test_sentences_of_many_kinds_have_the_right_status() -> None:
    """At least 95 %, of all and of each status."""
    wrong = [row for row in FRESH if judge(row[3], row[2], row[0])[0] != row[1]]  # type: ignore[arg-type]
    assert len(FRESH) >= 150
    for status in ("present", "negated", "planned", "other"):
        share = sum(row[1] == status for row in wrong) / sum(row[1] == status for row in FRESH)
        assert share <= 0.05, wrong


POST_CASES = [
    ("No experience with Scala needed.", "Scala", "negated"),
    ("Java is not required.", "Java", "negated"),
    ("Kubernetes knowledge is not necessary.", "Kubernetes", "negated"),
    ("Prior Spark experience is not needed.", "Spark", "negated"),
    ("You do not need to know Rust.", "Rust", "negated"),
    ("Terraform not required, AWS is.", "Terraform", "negated"),
    ("You are eager to learn Rust.", "Rust", "present"),
    ("Our cloud team takes care of Terraform.", "Terraform", "other"),
    ("We sell Databricks training.", "Databricks", "other"),
    ("You work with the platform team, who run Kubernetes.", "Kubernetes", "other"),
    ("The shop is operated by an external agency on Postgres.", "Postgres", "other"),
    ("Training is carried out by our partner university in JAX.", "JAX", "other"),
    ("Another team runs the gateway in Go; you talk to them a lot.", "Go", "other"),
    ("Our product integrates with Snowflake.", "Snowflake", "other"),
    ("The store runs on Elixir and Redis; you touch neither.", "Elixir", "other"),
    ("Not needed: Kotlin, Swift.", "Swift", "negated"),
    ("You need not know Kubernetes or Docker.", "Docker", "negated"),
    ("Nobody expects Rust from you.", "Rust", "negated"),
    ("Kubernetes can be learned here.", "Kubernetes", "negated"),
    ("Azure is not used in this position.", "Azure", "negated"),
    ("Not required is knowledge of Java.", "Java", "negated"),
    ("We are moving off Hadoop to Snowflake.", "Hadoop", "present"),
    ("You will join the platform team that runs Kafka.", "Kafka", "present"),
    ("Our engineers build with Go and Kafka.", "Kafka", "present"),
    ("Work with talented engineers who build in Rust.", "Rust", "present"),
    ("We look for an engineer who has used Spark.", "Spark", "present"),
    ("Our AI team works on models in PyTorch.", "PyTorch", "present"),
    ("Our platform is built on AWS and Kubernetes.", "AWS", "present"),
    ("Terraform modules that our customers use.", "Terraform", "present"),
    ("If you haven't used Airflow, Python helps.", "Airflow", "present"),
    ("Interested in LangChain and Python.", "LangChain", "present"),
    ("Python is required, not only SQL.", "Python", "present"),
    ("Our data team uses Spark.", "Spark", "present"),
    ("Databases including but not limited to Postgres.", "Postgres", "present"),
    ("Python is a must; Java is not.", "Python", "present"),
]


@pytest.mark.parametrize(("sentence", "word", "status"), POST_CASES)
def test_a_post_says_what_is_not_asked_and_what_is_somebody_elses(
    sentence: str, word: str, status: str
) -> None:
    assert judge(sentence, word, kind="job")[0] == status


@pytest.mark.parametrize(("status", "word", "sentence"), CASES)
def test_neighbouring_items_change_no_status(status: str, word: str, sentence: str) -> None:
    around = ("- I have no experience with this.\n- ", "\n- Currently learning Swedish.\n")
    assert judge(sentence, word, around=around)[0] == status


@pytest.mark.parametrize(
    ("text", "word", "status", "reason"),
    [
        (
            "SKILLS\nPython\n\nCURRENTLY LEARNING\nRust, Zig\n",
            "Zig",
            "planned",
            "CURRENTLY LEARNING",
        ),
        ("SKILLS\nPython\n\nINTERESTS\nChess, Rust\n", "Rust", "planned", "INTERESTS"),
        ("SKILLS\nPython\n\nINTERESTS\nBuilt a chess robot in Rust\n", "Rust", "present", ""),
        ("SKILLS\nPython\n\nINTERESTS\nChess. No Rust.\n", "Rust", "negated", "No"),
        ("SKILLS\nPython, Rust\n\nINTERESTS\nChess\n", "Rust", "present", ""),
        ("I have never   used Rust.", "Rust", "negated", "never used"),
    ],
)
def test_the_reason_is_the_cue_or_the_heading(
    text: str, word: str, status: str, reason: str
) -> None:
    assert judge(text, word) == (status, reason)


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        (
            "SKILLS\nPython\n\nWHAT I DO NOT DO\n- Java\n- Swift\n\nHOBBIES\nChess\n",
            "Swift",
            "negated",
        ),
        ("SKILLS\nPython\n\nSkills to acquire\nRust\nZig\n\nCOURSES\nAWS\n", "Zig", "planned"),
        ("SKILLS\nPython\n\nSkills to acquire\nRust\nZig\n\nAWS since 2019\n", "AWS", "present"),
        ("CURRENTLY LEARNING\nRust\n\nSELF-PR\nI know Docker.\n", "Docker", "present"),
        ("Currently learning: Rust, Zig\n\nAWS Certified (2024)\n", "AWS", "present"),
        ("SKILLS\nPython\n\nAREAS OF INTEREST\nWork in Java\n", "Java", "present"),
        ("SKILLS\nPython\n\nRESEARCH INTERESTS\nSpark, Kafka\n", "Spark", "present"),
        ("SKILLS\nPython\n\nINTERESTS\nChess, Rust\n\nSpark since 2019\n", "Spark", "present"),
        ("TOOLS\nMain ..... Python\nNever ..... Azure\nOther ..... Docker\n", "Azure", "negated"),
        ("TOOLS\nMain ..... Python\nNever ..... Azure\nOther ..... Docker\n", "Docker", "present"),
    ],
)
def test_a_heading_speaks_of_its_list_and_no_further(text: str, word: str, status: str) -> None:
    assert judge(text, word)[0] == status


@pytest.mark.parametrize(
    ("word", "status"), [("Hadoop", "negated"), ("Python", "present"), ("Redis", "present")]
)
def test_a_heading_of_a_post_says_what_is_not_required(word: str, status: str) -> None:
    text = "REQUIREMENTS\n- Python\n\nNOT REQUIRED\n- Hadoop\n\nWHAT WE USE\n- Redis\n"
    assert judge(text, word, kind="job")[0] == status


def test_a_name_in_a_line_with_a_year_is_a_firm() -> None:
    text = "Engineer, Zantrix, 2019-2021\nZantrix built its shop in Go.\nIbolya built one in Rust."
    assert judge(text, "Go")[0] == "present"
    assert judge(text, "Rust")[0] == "other"


def test_spans_may_come_in_any_order() -> None:
    document = document_from_text("Never used Java but know Python.", Settings(), "cv")
    assert [status for status, _ in statuses(document, [(25, 31), (11, 15)])] == [
        "present",
        "negated",
    ]


@settings(deadline=None)
@given(st.lists(st.sampled_from([case[2] for case in CASES]), max_size=6), st.randoms())
def test_each_span_has_one_status_whatever_the_order(sentences: list[str], random: object) -> None:
    text = "\n\n".join(sentences)
    document = document_from_text(text, Settings(), "cv")
    spans = [match.span() for match in re.finditer(rf"\b(?:{NAMES})\b", text)]
    shuffled = list(spans)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    straight = dict(zip(spans, statuses(document, spans), strict=True))
    assert dict(zip(shuffled, statuses(document, shuffled), strict=True)) == straight


@settings(deadline=None)
@given(st.text(alphabet="noJav'a,.;() \nI\u2019\u0130é—", max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    document = document_from_text(text, Settings(), "cv")
    spans = [match.span() for match in re.finditer("Ja|av", text)]
    assert len(statuses(document, spans)) == len(spans)
