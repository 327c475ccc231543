"""Where the name of a skill is none: titles, teams, and a post's own employer."""

from __future__ import annotations

from datetime import date

import pytest

from skillmap import extract

DAY = date(2026, 11, 27)


def post(text: str) -> list[tuple[str, str]]:
    profile = extract(text, DAY, "job", unmapped=False)
    return [(one.text, one.skill_id) for one in profile.mentions]


EMPLOYER = """\
Senior Data Engineer

About Snowflake

At Snowflake, we believe in plain words. Snowflake's data team builds what others buy.

What you will do

- Bring Snowflake to hospitals that still count on paper.

Requirements

- Experience with Snowflake or BigQuery.
- Python
"""


def test_a_post_that_names_its_employer_asks_for_the_product_only_where_it_asks() -> None:
    assert [name for name, _ in post(EMPLOYER)].count("Snowflake") == 1


def test_a_product_that_is_not_the_employer_stays() -> None:
    asked = EMPLOYER.replace("About Snowflake\n", "").replace("At Snowflake, we", "We")
    asked = asked.replace("Snowflake's data team", "Our data team")
    assert [name for name, _ in post(asked)].count("Snowflake") == 2


def test_a_field_in_the_name_of_an_employer_stays() -> None:
    found = post("Ladder AI is hiring. We evaluate AI systems with care.\n\n- Python\n- SQL\n")
    assert "artificial-intelligence" in {skill for _, skill in found}


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("You will report to the VP of Machine Learning, and write Python.", "machine-learning"),
        ("Principal Engineer, AI Systems\n\nWe write Python.", "artificial-intelligence"),
        ("Staff Engineer - AI Workflows\n\nWe write Python.", "artificial-intelligence"),
        ("Lead Engineer - Automation & Testing\n\nWe write Python.", "automation"),
    ],
)
def test_a_field_at_the_end_of_a_title(line: str, field: str) -> None:
    skills = {skill for _, skill in post(line)}
    assert "python" in skills
    assert field not in skills


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Work in multi-functional, agile teams on Python services.", ("agile", "agile")),
        ("Build robust APIs, architect data flows in Python.", ("APIs", "api-development")),
        ("Certifications such as AWS Solutions Architect.", ("AWS", "aws")),
        ("A self-motivated data analyst who writes SQL.", ("self-motivated", "self-motivation")),
        ("Architect, prototype, and ship agents in Python.", ("prototype", "prototyping")),
    ],
)
def test_what_only_looks_like_a_title_or_team(line: str, wanted: tuple[str, str]) -> None:
    assert wanted in post(f"Requirements\n\n- {line}\n")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("model fine- tuning", ("model fine- tuning", "fine-tuning")),
        ("Retrieval- Augmented Generation", None),
        ("cross- functional teams", ("cross- functional teams", "cross-functional-collaboration")),
        ("front- and back-end", ("back-end", "backend-development")),
    ],
)
def test_a_hyphen_that_stood_at_the_end_of_a_line(
    text: str, wanted: tuple[str, str] | None
) -> None:
    found = post(f"Requirements\n\n- Experience with {text} in Python.\n")
    assert (wanted or (text, "retrieval-augmented-generation")) in found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Python and scripting skills for automation of manual processes", "automation"),
        ("Data storage and processing in the cloud", "data-processing"),
        ("Data storage and processing in the cloud", "data-storage"),
        ("Systems integration over REST APIs", "systems-integration"),
        ("RAG pipelines and knowledge bases", "knowledge-bases"),
        ("Build reusable libraries and SDKs", "sdk-development"),
        ("Encryption and identity management", "cloud-identity"),
        ("Drive continuous process improvement", "process-improvement"),
        ("Gathering, cleaning and structuring of large datasets", "data-preprocessing"),
        ("Agents on VertexAI and Gemini", "vertex-ai"),
        ("Able to work independently and as part of a team", "collaboration"),
        ("You apply a security-first mindset", "security"),
    ],
)
def test_concepts_that_posts_ask_for(text: str, wanted: str) -> None:
    assert wanted in {skill for _, skill in post(f"Requirements\n\n- {text}.\n")}


@pytest.mark.parametrize(
    "text",
    [
        "Our notice on personal data processing tells your rights.",
        "Offers from free mail services like Gmail, Yahoo or Hotmail are fraud.",
        "We serve the key stakeholders of hospitals.",
        "Drive-thru automation feeds our guests.",
        "Your site for the fastest-growing Shopify brands.",
    ],
)
def test_what_posts_say_of_themselves(text: str) -> None:
    assert post(f"About us\n\n{text}\n\nRequirements\n\n- A way with hens\n") == []
