"""Sections: headings in many dresses, posts and CVs, and what is no heading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmap.models import Section
from skillmap.sections import find_sections, guess_kind

CV = """Ada Example
ada@example.org | +49 30 1234567

SUMMARY
Engineer with a habit of measuring.

EXPERIENCE
Senior Engineer, Acme | 2020 – present
- Built pipelines in Python.
Technologies: Airflow, dbt
Engineer, Widgets Ltd, 2017 – 2020
- Served models.

SKILLS
Languages: Python, Go
ML: PyTorch
Currently learning: Rust

EDUCATION
MSc Computer Science, 2016

LANGUAGES
English (native), German
"""

POST = """ML Engineer
We are a small company in Berlin.

Location: Berlin
We ship twice a day.

What you’ll do
• Build pipelines

Must have:
• Python

Nice to have: Spark

Benefits & Perks
• Holidays

Equal opportunity
We are an equal opportunity employer.
"""


def names(text: str, kind=None) -> list[str]:
    return [section.name for section in find_sections(text, kind)]


def section_of(text: str, phrase: str, kind=None) -> str:
    place = text.index(phrase)
    return next(s.name for s in find_sections(text, kind) if s.start <= place < s.end)


def test_a_cv() -> None:
    assert guess_kind(CV) == "cv"
    assert names(CV) == [
        "contact",
        "summary",
        "experience",
        "skills",
        "planned",
        "education",
        "languages",
    ]
    assert section_of(CV, "Airflow") == "experience"
    assert section_of(CV, "Go\n") == "skills"
    assert section_of(CV, "Rust") == "planned"


def test_a_post() -> None:
    assert guess_kind(POST) == "job"
    assert names(POST) == [
        "about",
        "conditions",
        "about",
        "responsibilities",
        "required",
        "preferred",
        "benefits",
        "legal",
    ]
    assert section_of(POST, "We ship") == "about"
    assert section_of(POST, "Spark") == "preferred"


def test_places() -> None:
    section = find_sections(CV)[3]
    assert CV[section.start : section.body] == "SKILLS\n"
    assert section.heading == "SKILLS"
    inline = find_sections(CV)[4]
    assert inline.heading == "Currently learning"
    assert CV[inline.body : inline.end].startswith("Rust")


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Skills", "skills"),
        ("Technical Skills:", "skills"),
        ("## Skills & Tools", "skills"),
        ("S K I L L S", "skills"),
        ("W O R K  E X P E R I E N C E", "experience"),
        ("3. Work Experience", "experience"),
        ("II. EXPERIENCE", "experience"),
        ("—— Experience ——", "experience"),
        ("★ Relevant Experience ★", "experience"),
        ("Experience (continued)", "experience"),
        ("Where I’ve worked", "experience"),
        ("Selected side projects", "projects"),
        ("Hackathons and side projects", "projects"),
        ("Academic Projects", "projects"),
        ("Educational Qualifications", "education"),
        ("Education & Certifications", "education"),
        ("Licences & certifications", "certifications"),
        ("Selected publications", "publications"),
        ("Hobbies and Interests", "interests"),
        ("Personal statement", "summary"),
        ("About me", "summary"),
        ("Currently learning", "planned"),
        ("Awards", "other"),
        ("Berufserfahrung", "experience"),
        ("Ausbildung", "education"),
        ("Kenntnisse und Fähigkeiten", "skills"),
        ("Compétences techniques", "skills"),
        ("Expérience professionnelle", "experience"),
        ("Centres d'intérêt", "interests"),
    ],
)
def test_headings_of_cvs(heading: str, name: str) -> None:
    text = f"Ada Example\n\n{heading}\nsome words here\n"
    assert names(text, "cv")[-1] == name


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("What You'll Do", "responsibilities"),
        ("Key Responsibilities", "responsibilities"),
        ("🚀 What you’ll do", "responsibilities"),
        ("Qualifications", "required"),
        ("**Minimum Qualifications**", "required"),
        ("Required Skills & Experience", "required"),
        ("What we’re looking for", "required"),
        ("Who you are", "required"),
        ("Experience", "required"),
        ("Preferred Qualifications", "preferred"),
        ("Preferred Education and Experience", "preferred"),
        ("Highly Desired Skills & Experience", "preferred"),
        ("Nice-to-haves", "preferred"),
        ("Bonus points if you have", "preferred"),
        ("About Acme Robotics", "about"),
        ("Why join us?", "about"),
        ("What we offer", "benefits"),
        ("Benefits at Acme", "benefits"),
        ("Compensation", "benefits"),
        ("Equal Opportunity at Acme", "legal"),
        ("Location", "conditions"),
        ("Work authorisation", "conditions"),
        ("Dein Profil", "required"),
        ("Wir bieten", "benefits"),
        ("Profil recherché", "required"),
    ],
)
def test_headings_of_posts(heading: str, name: str) -> None:
    text = f"ML Engineer\n\n{heading}\nsome words here\n"
    assert names(text, "job")[-1] == name


@pytest.mark.parametrize(
    "line",
    [
        "I have experience with Python.",
        "Senior Engineer, Acme | 2020 – 2022",
        "- Education",
        "skills that matter most to me",
        "Work experience in three countries and five industries",
        "PYTHON DEVELOPER",
        "Experience is what you get.",
    ],
)
def test_no_headings(line: str) -> None:
    found = find_sections(f"Ada\n\n{line}\nmore words\n", "cv")
    assert not any(section.heading for section in found)


JOB = "Data Engineer, Acme, Jan 2020 - Mar 2021\n- Built pipelines in Go\n\n"


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        # no heading at all
        (
            f"Ada\n\nI keep data honest and I like long tables, short meetings and a quiet desk, "
            f"and I use SQL.\n\n{JOB}Data: Kafka, dbt, Airflow\nCode: Rust, Bash, Make\n",
            "SQL",
            "summary",
        ),
        (f"Ada\n\n{JOB}Data: Kafka, dbt, Airflow\nCode: Rust, Bash, Make\n", "Rust", "skills"),
        (f"Ada\n\n{JOB}Data: Kafka, dbt, Airflow\nCode: Rust, Bash, Make\n", "Go", "experience"),
        (
            f"Ada\n\n{JOB}MSc Statistics, Some University, 2014, thesis on Prolog\n",
            "Prolog",
            "education",
        ),
        (f"Ada\n\n{JOB}Currently learning: Rust\n\nDaily now: Perl, Git\n", "Perl", "skills"),
        # what follows the last job, and what does not
        (
            f"Experience\n{JOB}In the toolbox\nCode: Rust, Bash\nData: dbt, Kafka\n",
            "Rust",
            "skills",
        ),
        (f"Experience\n{JOB.rstrip()}\nStack: Rust, Bash, Make, Git\n", "Rust", "experience"),
        (f"Experience\n{JOB}{JOB}Environment: Rust, Bash\n\n{JOB}", "Rust", "experience"),
        (
            "Experience\n" + JOB + "Code Club Intern, Beta\nSummer 2018\n- Rust\n",
            "Rust",
            "experience",
        ),
        # the text below decides
        ("Experience Summary\nCode: Go, Rust, Perl\nData: SQL, dbt, Kafka\n", "Rust", "skills"),
        ("Qualifications\nCode: Go, Rust, Perl\nData: SQL, dbt, Kafka\n", "Rust", "skills"),
        ("Qualifications\nBSc Physics, Some University, 2014, with Rust\n", "Rust", "education"),
        (
            "PROJECT EXPERIENCE\n\nClient: Acme\nPeriod: May 2020 - June 2021\n"
            "Role: Engineer\n- Rust\n",
            "Rust",
            "experience",
        ),
        ("Volunteer Experience\nReferee, 2015 - Present, with Excel\n", "Excel", "other"),
        ("Teaching\nLecturer, Some University, 2015 - 2017: Prolog\n", "Prolog", "experience"),
        ("Skills\nGo, Rust\nWriting: LaTeX, Zotero\n", "LaTeX", "skills"),
        ("Skills\nGo\nTechnical Writing\nRust\n", "Rust", "skills"),
        ("Experience\nDates\t2019 - 2021\nOther\tRust in the evenings\n", "Rust", "experience"),
    ],
)
def test_parts_without_a_heading_of_their_own(text: str, phrase: str, name: str) -> None:
    at = text.index(phrase)
    found = [s.name for s in find_sections(text, "cv") if s.start <= at < s.end]
    assert found == [name]


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("Skills\nLanguages: Python, Go\n", "Go", "skills"),
        ("Skills\nLanguages: English, German (native)\n", "German", "languages"),
        ("Languages: Python, C++\n", "C++", "skills"),
        ("Education\nBSc\nLanguages\nGerman – fluent\n", "German", "languages"),
        ("Experience\nEngineer, 2020 – 2021\nTools: Git, Docker\n", "Docker", "experience"),
        ("Experience\nDev, 2020 – 2021\n\nSkills: Git, Docker\n", "Docker", "skills"),
        ("Experience\nDev, 2021\n\nTools: Git\n\nDev, Acme, 2019\n- C\n", "Git", "experience"),
        ("Experience\nDev, 2021\nKey achievements:\n- saved money\n", "saved", "experience"),
        ("Education\nMSc\nRelevant coursework: statistics\n", "statistics", "education"),
        ("Skills\tPython, SQL\nExperience\tDev, Acme, 2020\n", "SQL", "skills"),
        ("SKILLS Python, SQL, Docker\nWORK EXPERIENCE Dev, Acme\n", "SQL", "skills"),
    ],
)
def test_labels(text: str, phrase: str, name: str) -> None:
    assert section_of(text, phrase, "cv") == name


LONG = (
    "Ada Example ada@example.org  SUMMARY  Engineer with ten years of practice.  Work Experience:  "
    "Engineer at Acme, 2015 - 2020. Built pipelines, taught Education projects to colleagues and "
    "wrote a lot of Python for the Experience team, and more of it every single year without end. "
    "Moved the whole of the reporting to the cloud and kept it running for all of these years in "
    "spite of everything.Education2010 - 2014 BSc Physics, University of Somewhere, with honours "
    "TECHNICAL SKILLS Python, SQL • Hobbies: chess"
)


def test_headings_inside_of_long_lines() -> None:
    assert names(LONG, "cv") == [
        "contact",
        "summary",
        "experience",
        "education",
        "skills",
        "interests",
    ]


def test_heading_glued_to_the_end_of_a_line() -> None:
    text = "Skills\nJira - 36 monthsCompany Details\ncompany - Acme\n"
    assert section_of(text, "Acme", "cv") == "experience"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Built RAG services with LangChain on k8s. No Java.", "text"),
        ("Python, SQL, Docker", "text"),
        ("", "text"),
        ("We are looking for a data engineer. You will build pipelines.", "job"),
        ("We are hiring! Apply now with your CV and join our team.", "job"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert guess_kind(text) == kind


def test_empty_text_has_no_sections() -> None:
    assert find_sections("") == ()


PIECES = [
    "Skills",
    "EXPERIENCE",
    "Languages: Python",
    "Location: Berlin",
    "x" * 500,
    "",
    "•",
    "a@b.c",
]


@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=30)), max_size=12),
    st.sampled_from([None, "cv", "job", "text"]),
)
def test_sections_cover_the_text(lines: list[str], kind) -> None:
    text = "\n".join(lines)
    sections: tuple[Section, ...] = find_sections(text, kind)
    assert "".join(text[section.start : section.end] for section in sections) == text
    for section in sections:
        assert section.start < section.end
        assert section.start <= section.body <= section.end
        assert text[section.start : section.body].strip().startswith(section.heading)
    assert sections == find_sections(text, kind)


def test_kinds_of_real_documents(shared) -> None:
    import json

    for line in (shared / "data" / "gold_dev.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        assert guess_kind(document["text"]) == document["kind"], document["id"]


def test_a_line_drawn_under_unknown_words_makes_them_a_heading() -> None:
    text = (
        "EXPERIENCE\n==========\nEngineer, Acme, 2019 - 2021\n* Python\n\n"
        "EVENINGS AND WEEKENDS\n=====================\n* A bot in Go\n"
    )
    found = [(s.name, s.heading) for s in find_sections(text, "cv")]
    assert found == [("experience", "EXPERIENCE"), ("other", "EVENINGS AND WEEKENDS")]


_LONG_LINE = "worked on pipelines in python and sql for a bank by the river " * 8


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("E M P L O Y M E N T\nBaker, 2019 - 2021", ["experience"]),
        ("W O R K  H I S T O R Y\nBaker, 2019 - 2021", ["experience"]),
        ("S K I L L S  &  T O O L S\nPython", ["skills"]),
        ("S K I L L S & T O O L S\nPython", ["skills"]),
        ("TOOLS\t\t\tSCHOOL\nPython\t\tMSc, 2016", ["skills"]),
        ("Expertise • Python • SQL • Statistics", ["skills"]),
        (f"ada  summary  {_LONG_LINE} skills  python, sql", ["other", "summary", "skills"]),
        (f"ada  summary:  {_LONG_LINE}", ["other", "summary"]),
        (f"ada shows skills in {_LONG_LINE}", ["summary"]),
    ],
)
def test_headings_in_odd_dress(text: str, found: list[str]) -> None:
    assert [section.name for section in find_sections(text, "cv")] == found


def test_what_the_role_is_about_are_its_tasks() -> None:
    post = "About us\nA bakery.\n\nThe role\nBake bread.\n\nRequirements\nPython\n"
    names = [section.name for section in find_sections(post, "job")]
    assert names == ["about", "responsibilities", "required"]
