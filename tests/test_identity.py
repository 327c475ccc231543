"""Who somebody is never reaches matching and scoring."""

from __future__ import annotations

from datetime import date

import pytest

from skillmap import Extractor, Settings, builtin_role
from skillmap.documents import document_from_text
from skillmap.identity import identity_spans

AS_OF = date(2026, 11, 24)

CV = """\
{name}
Machine Learning Engineer
{place} | {mail} | {phone} | {link}
Date of birth: {birth}
Nationality: {nation}

EXPERIENCE
ML Engineer, Harrowgate Labs
Jan 2022 - Present
- Trained PyTorch models and served them on Kubernetes; {surname} wrote the runbook.
- Led two engineers in Python.

SKILLS
Python, SQL, Go, Docker

EDUCATION
MSc Computer Science, {school}, {year}
"""

PEOPLE = [
    {
        "name": "Amina Okonkwo-Reyes",
        "surname": "Okonkwo-Reyes",
        "place": "Leeds, UK",
        "mail": "amina.reyes@example.com",
        "phone": "+44 7700 900123",
        "link": "linkedin.com/in/amina-reyes",
        "birth": "3 May 1990",
        "nation": "British",
        "school": "University of Northern Mesa",
        "year": "2014",
    },
    {
        "name": "RAY SWIFT",
        "surname": "Swift",
        "place": "Julia Creek, Queensland",
        "mail": "ray@swift.example",
        "phone": "(206) 555-0148",
        "link": "https://github.com/rayswift/spark",
        "birth": "1961-01-30",
        "nation": "Australian",
        "school": "Kafka Institute of Technology",
        "year": "1983",
    },
    {
        "name": "Jean-Luc de la Tour",
        "surname": "Tour",
        "place": "Lyon, France",
        "mail": "jl.delatour@hive.example",
        "phone": "+33 6 12 34 56 78",
        "link": "www.delatour.example/excel",
        "birth": "12.12.1999",
        "nation": "French",
        "school": "École Polytechnique",
        "year": "2023",
    },
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person["name"])
def test_every_part_of_identity_is_found(person: dict[str, str]) -> None:
    text = CV.format(**person)
    document = document_from_text(text, Settings(), "cv")
    spans = identity_spans(document)
    for field, value in person.items():
        start = text.index(value)
        inside = any(s <= start and start + len(value) <= e for s, e in spans)
        assert inside, (field, value, [text[s:e] for s, e in spans])


def test_identity_swaps_change_nothing(extractor: Extractor) -> None:
    role = builtin_role("ml-engineer")
    seen = set()
    for person in PEOPLE:
        profile = extractor.extract(CV.format(**person), AS_OF, "cv")
        coverage = extractor.score(profile, role)
        skills = tuple((s.skill_id, s.strength, s.months, s.last_used) for s in profile.skills)
        seen.add((skills, coverage.score, tuple(c.credit for c in coverage.contributions)))
    assert len(seen) == 1


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person["name"])
def test_no_mention_overlaps_identity_and_no_quote_tells_it(
    person: dict[str, str], extractor: Extractor
) -> None:
    text = CV.format(**person)
    spans = identity_spans(document_from_text(text, Settings(), "cv"))
    profile = extractor.extract(text, AS_OF, "cv")
    for mention in profile.mentions:
        assert all(mention.end <= start or end <= mention.start for start, end in spans)
        assert not any(person[field] in mention.quote for field in ("name", "surname", "mail"))
    assert all(person["surname"] not in position.title for position in profile.positions)


@pytest.mark.parametrize(
    "words",
    [
        "Node.js and ASP.NET/C# services",
        "socket.io/websockets in React.js",
        "Coursework: convex optimization",
        "CI/CD with GitHub Actions",
        "PyTorch 2.4 on Python 3.12",
        "2018 - 2021 Kafka",
        "Trained on 1,200,000 rows",
    ],
)
def test_skills_and_numbers_are_no_identity(words: str) -> None:
    text = f"Amina Reyes\nEngineer\n\nEXPERIENCE\n- {words}\n"
    document = document_from_text(text, Settings(), "cv")
    start = text.index(words)
    assert all(e <= start or start + len(words) <= s for s, e in identity_spans(document))


def test_a_post_keeps_its_names_but_not_its_contacts() -> None:
    text = "We are hiring.\n\nREQUIREMENTS\n- Python\nWrite to Ann Lee, jobs@example.com"
    spans = identity_spans(document_from_text(text, Settings(), "job"))
    assert [text[s:e] for s, e in spans] == ["jobs@example.com"]


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        ("07700 900 365", "07700 900 365"),
        ("References: Dr. Tom Fields, Acme", "Dr. Tom Fields"),
        ("EDUCATION\nBSc Physics, ETH Z\u00fcrich, 2011", "ETH Z\u00fcrich"),
        ("EDUCATION\nMSc, Software Engineering  Harrow College, 2011", "Harrow College"),
    ],
)
def test_what_else_is_identity(line: str, hidden: str) -> None:
    text = f"Amina Reyes\nEngineer\n\n{line}\n"
    spans = identity_spans(document_from_text(text, Settings(), "cv"))
    assert hidden in [text[s:e] for s, e in spans]


def test_skills_beside_contacts_are_no_place() -> None:
    text = "Ann Lee\nLondon, UK | ann@x.example | Go, Rust\n\nSKILLS\nSQL\n"
    found = [
        text[s:e].strip() for s, e in identity_spans(document_from_text(text, Settings(), "cv"))
    ]
    assert found == ["Ann Lee", "London, UK", "ann@x.example"]


CUED = """\
{name}
{contact}

EXPERIENCE
Engineer, Harrowgate Labs
Jan 2022 - Mar 2023
- {name} built models with PyTorch
- No experience is a shame, see {link}
Kubernetes and Docker for the whole of the back office
"""


@pytest.mark.parametrize(
    ("name", "contact", "link"),
    [
        ("Jane Doe", "jane@example.com", "https://a.example"),
        ("Never Used", "led.team@example.com", "https://a.example/led-team"),
        ("Max Mentor", "mentoring@example.com", "https://a.example/" + "no-java-" * 12),
        ("Lacks Jones", "+44 7700 900123", "https://without.example/python"),
        ("Own Wolfeschlegelsteinhausen", "no@experience.example", "www.learning.example"),
    ],
)
def test_no_letter_of_identity_is_a_cue(
    name: str, contact: str, link: str, extractor: Extractor
) -> None:
    text = CUED.format(name=name, contact=contact, link=link)
    profile = extractor.extract(text, AS_OF, "cv")
    told = [(s.skill_id, s.strength, s.months) for s in profile.skills]
    assert told == [("pytorch", "work", 15), ("kubernetes", "work", 15), ("docker", "work", 15)]
    assert [m.status for m in profile.mentions] == ["present"] * len(profile.mentions)


@pytest.mark.parametrize("first", ["DOE, Jane", "Jane Doe Data Scientist", "JANE DOE"])
def test_names_are_found_however_they_are_written(first: str, extractor: Extractor) -> None:
    text = f"{first}\njane@example.com\n\nEXPERIENCE\nEngineer\n2019 - 2021\n- Python\n"
    spans = identity_spans(document_from_text(text, Settings(), "cv"))
    hidden = " ".join(text[start:end] for start, end in spans).casefold()
    assert "jane" in hidden and "doe" in hidden


def test_a_warning_about_dates_tells_no_name(extractor: Extractor) -> None:
    text = (
        "Jane Doe\njane@example.com\n\nEXPERIENCE\n"
        "Founder, Jane Doe Consulting, Mar 2021 - Jan 2020\n- Python\n"
    )
    profile = extractor.extract(text, AS_OF, "cv")
    assert [notice.code for notice in profile.warnings] == ["bad-dates"]
    assert "Jane" not in profile.model_dump_json()
