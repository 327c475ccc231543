"""What the matchers find: competencies, names that share a word, misspelt and glued names."""

from __future__ import annotations

from typing import Any

import pytest

from skillmap import Extractor, Settings, extract
from skillmap.matchers import MATCHERS, Matcher
from skillmap.matchers import pattern as patterns

# A matcher of the dict, a text, and what it alone finds there.
ROWS = [
    ("phrase", "Built APIs with FastAPI.", [("FastAPI", "fastapi")]),
    ("fuzzy", "Ran it on Kubernets.", [("Kubernets", "kubernetes")]),
    ("pattern", "Cut cloud spend by a third.", [("Cut cloud spend", "cloud-cost-optimization")]),
]


def test_every_matcher_has_a_row() -> None:
    assert [name for name, _, _ in ROWS] == list(MATCHERS)


@pytest.mark.parametrize(("name", "text", "wanted"), ROWS, ids=[row[0] for row in ROWS])
def test_a_matcher_alone(name: str, text: str, wanted: list[tuple[str, str]]) -> None:
    profile = Extractor(settings=Settings(matchers=(name,))).extract(text)
    found = [(one.text, one.skill_id) for one in profile.mentions if one.matcher == name]
    assert set(wanted) <= set(found)
    assert all(one.matcher == name for one in profile.mentions)


def test_matchers_are_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    for name in MATCHERS:

        def counted(*given: Any, name: str = name) -> Matcher:
            made.append(name)
            return lambda text: []

        monkeypatch.setitem(MATCHERS, name, counted)
    role = Extractor().builtin_role("ai-engineer")
    for text in (b"Built Python services.", b"Built Go services."):
        Extractor().rank([("a.txt", text)], role)
        Extractor().extract(text.decode(), unmapped=False)
    assert sorted(made) == sorted(MATCHERS)
    Extractor(settings=Settings(fuzzy_cutoff=0.95)).extract("Python", unmapped=False)
    assert len(made) == 2 * len(MATCHERS)


def found(text: str) -> set[tuple[str, str]]:
    return {(one.text, one.skill_id) for one in extract(text, unmapped=False).mentions}


# --- competencies


@pytest.mark.parametrize(
    ("text", "words", "skill_id"),
    [
        (
            "Shipped three forecasting-aware models last year.",
            "Shipped three forecasting-aware models",
            "model-deployment",
        ),
        ("The models were then deployed nightly.", "models were then deployed", "model-deployment"),
        ("Rollout of two classifiers.", "Rollout of two classifiers", "model-deployment"),
        ("Trained classifiers on two million tickets.", "Trained", "model-training"),
        ("Trained, evaluated and deployed recommenders.", "evaluated", "model-evaluation"),
        ("Halved the token costs of the bot.", "Halved the token costs", "llm-cost-optimization"),
        ("p99 latency fell to 70 ms.", "p99 latency fell", "performance-optimization"),
        ("Response times were cut in half.", "Response times were cut", "performance-optimization"),
        ("Wrote evals for the assistant.", "Wrote evals", "llm-evaluation"),
        ("Carried the pager one week in six.", "Carried the pager", "incident-management"),
        ("Broke up a monolith.", "Broke up a monolith", "microservices"),
        ("Tuned slow queries.", "Tuned slow queries", "database-performance-tuning"),
        ("Reviewed their code each day.", "Reviewed their code", "code-review"),
        ("Scraped 40 listing sites.", "Scraped 40 listing sites", "web-scraping"),
        ("Supervised two interns.", "Supervised", "mentoring"),
        ("Co-supervised a thesis.", "Co-supervised", "mentoring"),
        ("Trained 40 nurses in the new tool.", "Trained", "teaching"),
        ("Presented quarterly results to the board.", "Presented", "presentation"),
        ("Hired four engineers.", "Hired", "hiring"),
        ("Negotiated the licences.", "Negotiated", "negotiation"),
        ("Headed a squad of nine.", "Headed", "leadership"),
    ],
)
def test_a_competency_is_found_without_its_name(text: str, words: str, skill_id: str) -> None:
    assert (words, skill_id) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lead Android Engineer",  # a title
        "Head of Department",
        "Nordkap is a leading media group.",
        "We are hiring two engineers.",
        "A written test is part of the interview.",
        "The trained model cards were lost.",
        "Train drivers and model railways.",
        "Communication protocols of driver training simulators.",
        "Presented by the museum.",
        "Cut flowers and cost estimates.",
    ],
)
def test_no_competency(text: str) -> None:
    assert [m.text for m in extract(text, unmapped=False).mentions if m.matcher == "pattern"] == []


def test_a_name_wins_over_a_pattern_and_the_verb_may_stay() -> None:
    assert found("Deployed PyTorch models.") == {
        ("Deployed", "model-deployment"),
        ("PyTorch", "pytorch"),
    }
    assert found("Reviewed pull requests.") == {("pull requests", "code-review")}


def test_a_verb_beside_the_name_of_its_own_skill_is_no_second_mention() -> None:
    mentions = extract("Deployed models to production.", unmapped=False).mentions
    assert [one.text for one in mentions] == ["models to production"]


def test_a_competency_has_its_status_and_strength() -> None:
    text = "Experience\n\nData Engineer, Acme, 2020-2022\n- Halved the token costs of the bot.\n"
    profile = extract(text, kind="cv", unmapped=False)
    assert profile["llm-cost-optimization"].strength == "work"
    mention = profile["llm-cost-optimization"].mentions[0]
    assert (mention.matcher, mention.reason) == ("pattern", "reads as 'halve token cost'")


def test_patterns_name_skills_of_the_taxonomy() -> None:
    taxonomy = Extractor().taxonomy
    data = patterns.load(patterns.PATTERNS)
    assert not [row["skill"] for row in data["competencies"] if row["skill"] not in taxonomy]
    # YAML reads a bare `on` or `no` as a truth value.
    lists = [value for name, value in data.items() if isinstance(value, list)]
    words = [word for words in lists for word in words if not isinstance(word, dict)]
    assert not [word for word in words if not isinstance(word, str)]


# --- names that share a word


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "supervised and unsupervised learning",
            {"supervised": "supervised-learning", "unsupervised learning": "unsupervised-learning"},
        ),
        ("machine and deep learning", {"machine": "machine-learning"}),
        ("image and text classification", {"image": "image-classification"}),
        ("unit, integration and end-to-end testing", {"unit": "unit-testing"}),
        ("unit, integration, and end-to-end testing", {"integration": "integration-testing"}),
        ("batch/stream processing", {"batch": "batch-processing"}),
        ("front- and back-end development", {"front": "frontend-development"}),
        ("data pipelines and warehouses", {"warehouses": "data-warehousing"}),
        ("data analysis & visualization", {"visualization": "data-visualization"}),
        ("object detection and segmentation", {"segmentation": "image-segmentation"}),
        ("AWS Lambda, S3 and Batch", {"S3": "amazon-s3", "Batch": "aws-batch"}),
        ("Azure Functions, Service Bus and DevOps", {"Service Bus": "azure-service-bus"}),
        ("SQL and NoSQL databases", {"SQL": "sql", "NoSQL databases": "nosql"}),
    ],
)
def test_names_that_share_a_word(text: str, wanted: dict[str, str]) -> None:
    assert wanted.items() <= dict(found(f"Worked on {text}.")).items()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("lunches and deep learning", "lunches"),
        ("data science and marketing", "marketing"),
        ("written and oral communication", "written"),
        ("c or c++", "c or"),
        ("machine learning, sales", "sales"),
        ("data pipelines, lakes of water", "lakes"),
    ],
)
def test_what_shares_no_word(text: str, word: str) -> None:
    assert not any(one == word for one, _ in found(f"Worked on {text}."))


def test_the_alias_of_a_shared_name_is_the_full_form() -> None:
    [first, _] = extract("machine and deep learning", unmapped=False).mentions
    assert (first.text, first.alias, first.matcher) == ("machine", "Machine learning", "phrase")


# --- spellings


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("gradient b0osting", "gradient-boosting"),
        ("graph neura1 networks", "graph-neural-networks"),
        ("anornaly detection", "anomaly-detection"),
        ("feature enginering", "feature-engineering"),
        ("machine leaming", "machine-learning"),
        ("Time managment", "time-management"),
        ("Terraforrn", "terraform"),
        ("Airf1ow", "apache-airflow"),
        ("KNlME", "knime"),
        ("CI-CD", "ci-cd"),
        ("AB tests", "ab-testing"),
        ("timeseries forecasting", "time-series-forecasting"),
        ("Kafka&Flink", "apache-flink"),
        ("Postgres+pgvector", "postgresql"),
        ("C#12", "csharp"),
    ],
)
def test_spellings(text: str, wanted: str) -> None:
    assert wanted in {skill_id for _, skill_id in found(f"Skills: {text}, Docker, SQL")}


@pytest.mark.parametrize(
    "text",
    [
        "R&D",
        "Salary R1.6 million",
        "Saved R$ 9 million",
        "A C$40 fee",
        "Fyndhyllan AB",
        "the anornaly",
    ],
)
def test_what_is_spelt_like_a_name(text: str) -> None:
    assert found(f"{text} in Lund.") == set()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Certificates\n\nAzure Data Engineer Associate, 2023\n", "azure"),
        ("Projects\n\nMentored engineers in Go.\n", "mentoring"),
        ("Supervised two master's theses on federated learning.", "federated-learning"),
    ],
)
def test_what_only_looks_like_a_title_or_degree(text: str, wanted: str) -> None:
    assert wanted in extract(text, kind="cv", unmapped=False)
