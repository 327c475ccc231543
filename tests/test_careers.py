"""What jobs, dates and sentences say about skills, as a reader of a CV would count."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.careers_made import cv, read
from tests.strategies import AS_OF, TAXONOMY, position_rows, profiles

from skillmap import Position, Profile
from skillmap.careers import at_date, months_between, skill_evidence, union_months

DATES = st.dates(date(2005, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2020-01", "2021-03", 15),
        ("2026-11", None, 1),
        ("2026-12", None, 0),
        ("2026-01", "2027-06", 11),
        ("2021-03", "2021-03", 1),
    ],
)
def test_first_and_last_month_count(start: str, end: str | None, months: int) -> None:
    assert months_between(start, end, AS_OF) == months


@given(position_rows(), DATES)
def test_the_union_is_what_one_counts_on_a_calendar(
    positions: tuple[Position, ...], day: date
) -> None:
    today = f"{day.year:04d}-{day.month:02d}"
    calendar = [f"{year:04d}-{month:02d}" for year in range(2005, 2036) for month in range(1, 13)]
    worked = {
        month
        for month in calendar
        for p in positions
        if p.start <= month <= min(p.end or today, today)
    }
    assert union_months(positions, day) == len(worked)


# --- strength


@pytest.mark.parametrize(
    ("line", "strength"),
    [
        ("Led the move to Python.", "led"),
        ("Own the Python platform end to end.", "led"),
        ("Designed and own the lakehouse: Python.", "led"),
        ("I head a group of five and run Python.", "led"),
        ("Architected services in Python.", "led"),
        ("Established the Python guild.", "led"),
        ("Supervised three students in Python.", "led"),
        ("Trained forty colleagues in Python.", "led"),
        ("Mentored two interns on Python.", "led"),
        ("Chaired the weekly review of Python code.", "led"),
        ("Trained 22 biologists in Python and Git.", "led"),
        ("Trained 22 small models in Python.", "work"),
        ("Taught Python to seven volunteers.", "led"),
        ("Taught myself Python.", "work"),
        ("Lead of the migration from Perl to Python.", "led"),
        ("Explained Python to my mentor.", "work"),
        ("Solvers in Python, own code, own tests.", "work"),
        ("Weekly active coaches went from 60 to 410 with Python.", "work"),
        ("Coached a team in Python.", "led"),
        ("Built services in Python.", "work"),
        ("Led a choir. Built services in Python.", "work"),
        ("Wrote Python and trained two new starters.", "work"),
        ("Trained Python models and self-supervised ones.", "work"),
        ("The work was led by others; Python on my side.", "work"),
        ("Worked with a leading bank on Python.", "work"),
        ("Cut the lead time of Python builds.", "work"),
        ("Used our own Python library.", "work"),
    ],
)
def test_led_or_done(line: str, strength: str) -> None:
    text = f"Experience\nLead Engineer, Acme\n2019 - 2021\n- {line}\n"
    assert read(text)["python"].strength == strength


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Projects\n- Bot in Python, led by me\n", "project"),
        ("Education\nBSc, thesis in Python\n", "studied"),
        ("Certifications\nPython Institute, 2022\n", "studied"),
        ("Skills\nPython, Docker\n", "listed"),
        ("Summary\nBuilt services in Python.\n\nSkills\nDocker\n", "listed"),
        ("Skills\nPython\n\nProjects\n- A bot in Python\n", "project"),
        ("Skills\nPython\n\nExperience\nEngineer, Acme\n- Services in Python\n", "work"),
    ],
)
def test_strength_by_section(text: str, strength: str) -> None:
    assert read(text)["python"].strength == strength


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Built services in Python.", "work"),
        ("I know Python.", "listed"),
        ("Python, Docker", "listed"),
        ("Built a side project in Python.", "project"),
        ("My thesis is about Python.", "studied"),
    ],
)
def test_strength_without_sections(text: str, strength: str) -> None:
    assert read(text, "text")["python"].strength == strength


# --- months


@pytest.mark.parametrize(
    ("line", "months"),
    [
        ("ML engineer with six-plus years of PyTorch.", {"pytorch": 72}),
        ("Nine years of Python.", {"python": 108}),
        ("5+ years Python, 3 years SQL", {"python": 60, "sql": 36}),
        ("8 years of Python and SQL, Docker too.", {"python": 96, "sql": 96}),
        ("Four years of Python, SQL and Docker", {"python": 48, "sql": 48, "docker": 48}),
        ("Nine years of Python, and SQL before that.", {"python": 108}),
        ("Nine years with Python, six of them on Kubernetes.", {"python": 108, "kubernetes": 72}),
        ("SQL- Experience - 48 months", {"sql": 48}),
        ("Python (3 years), SQL (18 months)", {"python": 36, "sql": 18}),
        ("Python: 5 yrs, SQL: 2 yrs", {"python": 60, "sql": 24}),
        ("Python | 5 years | expert", {"python": 60}),
        ("Over a decade of Python.", {"python": 120}),
        ("5 years' experience with Python", {"python": 60}),
        ("3-5 years of experience in Python", {"python": 36}),
        ("I have used Python for seven years.", {"python": 84}),
        ("2.5 years of SQL", {"sql": 30}),
        ("10 years in retail, and some Python.", {}),
        ("A 5-year-old Python service", {}),
        ("Learned Python 5 years ago.", {}),
        ("12 years of experience. Python and SQL.", {}),
    ],
)
def test_stated_months(line: str, months: dict[str, int]) -> None:
    found = read(f"Summary\n{line}\n")
    assert {k: s.stated_months for k, s in found.items() if s.stated_months} == months
    assert {s.months_basis for s in found.values() if s.months} <= {"stated"}


def test_the_larger_of_dated_and_stated_months_counts() -> None:
    text = (
        "Summary\nSix years of Python, two years of SQL.\n\n"
        "Experience\nEngineer, Acme\nJan 2022 – Present\n- Built it in Python and SQL\n"
    )
    found = read(text)
    assert (found["python"].months, found["python"].months_basis) == (72, "stated")
    assert (found["sql"].months, found["sql"].months_basis) == (59, "positions")
    assert (found["sql"].first_used, found["sql"].last_used) == ("2022-01", "2026-11")


def test_overlapping_jobs_count_once_and_a_bare_year_lasts_to_december() -> None:
    text = (
        "Experience\nEngineer, Acme\n2016 – 2018\n- Built it in Python\n\n"
        "Engineer, Beta\nJan 2017 – Dec 2017\n- Built it in Python\n"
    )
    python = read(text)["python"]
    assert (python.months, python.first_used, python.last_used) == (24, "2016-07", "2018-12")


def test_a_skill_that_is_not_held_has_no_months() -> None:
    text = "Summary\nFive years of Python.\n\nExperience\nEngineer, A, 2016 – 2018\n- no Python\n"
    python = read(text, status="negated")["python"]
    assert (python.status, python.months, python.last_used) == ("negated", None, None)


def test_what_no_job_dates_has_no_dates() -> None:
    python = read("Skills\nPython\n")["python"]
    assert (python.months, python.months_basis, python.first_used, python.last_used) == (
        None,
        None,
        None,
        None,
    )


@given(profiles(), DATES)
def test_going_to_a_date_and_back_changes_nothing(profile: Profile, day: date) -> None:
    moved = at_date(profile, day)
    assert moved.as_of == moved.provenance.as_of == day
    assert at_date(moved, profile.as_of) == profile
    assert at_date(moved, day) == moved


@given(profiles(), DATES)
def test_nothing_is_last_used_after_the_date(profile: Profile, day: date) -> None:
    for skill in at_date(profile, day):
        assert skill.last_used is None or skill.last_used <= f"{day.year:04d}-{day.month:02d}"
        assert (skill.months is None) == (skill.months_basis is None)


@given(profiles(), DATES)
def test_evidence_at_a_date_is_that_of_extracting_there(profile: Profile, day: date) -> None:
    text = "\n" * max([m.end for m in profile.mentions], default=1)
    here = skill_evidence(profile.mentions, profile.positions, cv(text), TAXONOMY, profile.as_of)
    there = skill_evidence(profile.mentions, profile.positions, cv(text), TAXONOMY, day)
    moved = at_date(profile.model_copy(update={"skills": here[0], "not_held": here[1]}), day)
    assert (moved.skills, moved.not_held) == there
