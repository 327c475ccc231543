"""JSON Resume: told from its bytes, and read as the page that it stands for."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from tests.made import codes, read

from skillmap.documents import document_from_bytes
from skillmap.errors import ReadError
from skillmap.pipeline import Pipeline
from skillmap.readers import sniff
from skillmap.settings import Settings
from skillmap.taxonomy import load_taxonomy

RESUME: dict[str, Any] = {
    "basics": {
        "name": "Ada Example",
        "label": "Machine learning engineer",
        "image": "https://example.org/ada.jpg",
        "email": "ada@example.org",
        "summary": "Builds search.\nLikes tests.",
        "location": {"city": "Leeds", "countryCode": "GB"},
        "profiles": [{"network": "GitHub", "username": "ada"}],
    },
    "work": [
        {
            "name": "Example Ltd",
            "position": "Senior ML engineer",
            "startDate": "2021-04-01",
            "summary": "Search team.",
            "highlights": ["Built retrieval services with LangChain", "Ran them on Kubernetes"],
        },
        {
            "company": "Sample GmbH",
            "position": "Data engineer",
            "startDate": "2018-01",
            "endDate": "2021-03",
            "highlights": ["Wrote pipelines in Airflow"],
        },
    ],
    "volunteer": [{"organization": "Food Bank", "position": "Organiser", "startDate": "2015"}],
    "projects": [
        {"name": "Chatter", "startDate": "2020", "endDate": "2020", "keywords": ["FastAPI"]}
    ],
    "education": [
        {
            "institution": "Example University",
            "area": "Physics",
            "studyType": "MSc",
            "endDate": "2017-06",
            "courses": ["Statistics", "Optics"],
        }
    ],
    "skills": [{"name": "Programming", "level": "Advanced", "keywords": ["Python", "SQL"]}],
    "certificates": [{"name": "Example Certificate", "issuer": "Body", "date": "2022-05-01"}],
    "languages": [{"language": "English", "fluency": "Native"}],
    "interests": ["Chess"],
    "references": [{"name": "Bo", "reference": "Ada is good."}],
    "meta": {"theme": "even"},
}

PAGE = """Ada Example
Machine learning engineer
ada@example.org
GitHub: ada
Leeds, GB

Summary
Builds search.
Likes tests.

Experience
Senior ML engineer, Example Ltd, Apr 2021 – Present
Search team.
• Built retrieval services with LangChain
• Ran them on Kubernetes

Data engineer, Sample GmbH, Jan 2018 – Mar 2021
• Wrote pipelines in Airflow

Volunteer Experience
Organiser, Food Bank, 2015 – Present

Projects
Chatter, 2020
Technologies: FastAPI

Education
MSc in Physics, Example University, Jun 2017
Courses: Statistics, Optics

Skills
Programming (Advanced): Python, SQL

Certifications
Example Certificate, Body, May 2022

Languages
English: Native

Interests
Chess

References
Bo
Ada is good."""


def packed(resume: object) -> bytes:
    return json.dumps(resume).encode()


def test_a_page_with_headings_and_dates() -> None:
    reading = read(packed(RESUME), "cv.json")
    assert reading.text == PAGE
    assert (reading.kind, reading.warnings) == ("cv", ())


def test_sections_positions_and_skills_come_out_as_from_any_cv() -> None:
    settings = Settings()
    document = document_from_bytes(packed(RESUME), "cv.json", settings)
    names = {section.name for section in document.sections}
    assert {"summary", "experience", "projects", "education", "skills", "languages"} <= names
    profile = Pipeline(load_taxonomy(), settings).extract(document, date(2026, 11, 24))
    assert [(one.start, one.end) for one in profile.positions[:2]] == [
        ("2021-04", None),
        ("2018-01", "2021-03"),
    ]
    assert (profile["kubernetes"].strength, profile["kubernetes"].months) == ("work", 68)
    assert profile["apache-airflow"].months == 39
    assert profile["fastapi"].strength == "project"
    assert profile["python"].strength == "listed"
    assert document.text.startswith("Ada Example")
    assert all("Ada" not in mention.quote for mention in profile.mentions)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (packed(RESUME), "json-resume"),
        (json.dumps(RESUME).encode("utf-8-sig"), "json-resume"),
        (json.dumps(RESUME).encode("utf-16"), "json-resume"),
        (packed({"work": [], "skills": []}), "json-resume"),
        (packed({"name": "a-package", "keywords": ["x"]}), "text"),
        (packed({"basics": "no record"}), "text"),
        (packed([RESUME]), "text"),
        (b'{"basics": {"name": "Ada Exa', "json-resume"),
        (b"{ curly braces begin this note about Python }", "text"),
        (b'{"a":' * 50_000, "text"),
    ],
)
def test_told_from_the_bytes(data: bytes, key: str) -> None:
    assert sniff(data, "cv.txt") == key


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"basics": {"name": "Ada",\n "label": ', "cut off or damaged .line 2"),
        (b'{"basics": {"x": ' + b"[" * 50_000, "cut off or damaged|nests too deep"),
        (b'{"basics": {"x": ' + b"9" * 5_000 + b"}}", "impossible numbers"),
        (packed({"basics": {}, "work": []}), "without content"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, why: str) -> None:
    with pytest.raises(ReadError, match=why) as caught:
        read(data, "cv.json")
    assert caught.value.source == "cv.json"


@pytest.mark.parametrize("value", [None, 7, True, "text", [], {}, [None, 3], [[{}]], {"a": [1]}])
def test_values_of_the_wrong_kind_cost_themselves_only(value: object) -> None:
    wrong = dict.fromkeys(RESUME, value) | {"basics": dict.fromkeys(RESUME["basics"], value)}
    wrong |= {"skills": [{"name": "Python"}, value], "work": [dict.fromkeys(RESUME, value)]}
    assert "Python" in read(packed(wrong)).text


def test_what_is_hidden_in_its_letters_is_cleaned() -> None:
    reading = read(packed({"basics": {"name": "A\ud800da"}, "skills": [{"name": "Py\u200bthon"}]}))
    assert reading.text == "Ada\n\nSkills\nPython"
    assert codes(reading) == ["invisible-characters"]


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [
        ("2020", "2021", "2020 – 2021"),
        ("2020-3", "2021-12-31", "Mar 2020 – Dec 2021"),
        ("2020-01-01T00:00:00Z", None, "Jan 2020 – Present"),
        (2019, "", "2019 – Present"),
        ("2020-05", "2020-05", "May 2020"),
        ("2020-13", "Summer 2021", "2020 – Summer 2021"),
        (None, "2018-02", "Feb 2018"),
    ],
)
def test_dates(start: object, end: object, span: str) -> None:
    job = {"position": "Engineer", "startDate": start, "endDate": end}
    assert read(packed({"work": [job], "skills": []})).text == f"Experience\nEngineer, {span}"
