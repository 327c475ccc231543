"""What a score warns of: too little to judge by, hidden text, what is hard to believe; bands."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.records import TAXONOMY as RECORDS_TAXONOMY
from tests.records import requirement, sha, shows
from tests.strategies import SKILLS, TAXONOMY, make_profile, profiles, roles

import skillmap
from skillmap import Coverage, Position, Profile, Requirement, Role, Settings
from skillmap.batch import rank
from skillmap.careers import at_date
from skillmap.scoring import score

AS_OF = date(2026, 11, 24)
DEFAULT = Settings()
CV = """Jo Example
{0}

Experience

Data Engineer, Acme
{1}
- Built pipelines with Airflow and Python.
{2}
"""


def codes(found: Coverage | Profile) -> list[str]:
    return [notice.code for notice in found.warnings]


def read(dates: str = "Jan 2020 - Mar 2023", top: str = "", more: str = "") -> Profile:
    text = CV.format(top, dates, more)
    return skillmap.extract(text, as_of=AS_OF, kind="cv")


def covered(profile: Profile, role: Role, options: Settings = DEFAULT) -> Coverage:
    return score(profile, role, TAXONOMY, options)


# --- too little to judge by


@pytest.mark.parametrize(("asked", "low", "high"), [(0, 0.0, 1.0), (1, 0.0, 2 / 3), (2, 0, 1 / 3)])
def test_a_role_of_few_requirements_gives_no_certain_nought(
    asked: int, low: float, high: float
) -> None:
    role = Role(title="R", requirements=[Requirement(skills=(one,)) for one in SKILLS[:asked]])
    coverage = covered(make_profile([]), role)
    assert coverage.score == 0
    assert (coverage.low, coverage.high) == pytest.approx((low, high))
    assert {"few-requirements", "no-requirements"} & set(codes(coverage))


def test_three_requirements_are_enough() -> None:
    role = Role(title="R", requirements=[Requirement(skills=(one,)) for one in SKILLS[:3]])
    coverage = covered(make_profile([]), role)
    assert (coverage.low, coverage.high) == (0, 0)
    assert not codes(coverage)


@given(profiles(), roles())
def test_the_score_lies_in_its_interval(profile: Profile, role: Role) -> None:
    coverage = covered(profile, role)
    assert 0 <= coverage.low <= coverage.score <= coverage.high <= 1
    unknown = [c for c in coverage.contributions if c.outcome == "unknown"]
    if not unknown and len(role.requirements) >= DEFAULT.thin_requirements:
        assert coverage.low == coverage.high == coverage.score


def test_a_warning_about_the_post_says_so() -> None:
    coverage = skillmap.score(
        read(), skillmap.role("Wanted: a baker who bakes bread."), as_of=AS_OF
    )
    assert "no-requirements" in codes(coverage)
    assert all(one.place for one in coverage.warnings if one.code in {"nearly-empty"})


# --- hidden text


def test_hidden_skills_are_told_with_what_they_would_have_added() -> None:
    role = Role(title="R", requirements=[Requirement(skills=(one,)) for one in SKILLS[:4]])
    plain = make_profile([(SKILLS[0], "present", "experience")])
    hidden = plain.model_copy(update={"hidden_skills": (SKILLS[4], "kotlin")})
    before, after = (covered(one, role) for one in (plain, hidden))
    assert after.score == before.score and after.contributions == before.contributions
    assert (before.hidden_skills, before.hidden_points) == ((), 0)
    assert after.hidden_skills == (SKILLS[4], "kotlin")
    assert after.hidden_points == 0  # nothing asked bears on them
    asked = plain.model_copy(update={"hidden_skills": (SKILLS[3],)})
    listed = make_profile([(SKILLS[0], "present", "experience"), (SKILLS[3], "present", "skills")])
    gained = covered(listed, role).score - before.score
    assert covered(asked, role).hidden_points == pytest.approx(gained) != 0


# --- what is hard to believe


def test_many_skills_that_are_only_named_are_told() -> None:
    named = [(one.id, "present", "skills") for one in list(TAXONOMY)[:60]]
    role = Role(title="R", requirements=[Requirement(skills=("python",))])
    assert "many-skills-named" in codes(covered(make_profile(named), role))
    assert "many-skills-named" not in codes(covered(make_profile(named[:20]), role))
    used = [(one, "present", "experience") for one, _, _ in named[:15]]
    assert "many-skills-named" not in codes(covered(make_profile([*named, *used]), role))


@pytest.mark.parametrize(
    ("profile", "code"),
    [
        (read(), None),
        (read(more="- 4 years of Python."), None),
        (read(more="- 9 years of Python."), "more-years-than-career"),
        (read("Jan 2005 - Mar 2009"), "before-release"),
        (read(more="- 20 years of Kubernetes."), "before-release"),
        (read("Jan 2027 - Present"), "future-dates"),
        (read("Jan 2024 - Mar 2028"), "future-dates"),
        (read("2024 - 2026"), None),
        (read("Mar 2023 - Jan 2020"), "bad-dates"),
        (read("Jan 1985 - Mar 1986", "Date of birth: 3 May 1990"), "before-birth"),
        (read(top="Date of birth: 3 May 1990"), None),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_with_its_place(profile: Profile, code: str | None) -> None:
    role = skillmap.role("Requirements\n- Python\n- Airflow\n- Docker\n")
    coverage = skillmap.score(profile, role, as_of=AS_OF)
    found = set(codes(coverage)) - {"not-english"}
    assert (code in found) if code else not found
    for one in coverage.warnings:
        assert one.place or one.code in {"more-years-than-career", "before-release"}
        assert "1990" not in one.message + one.place  # the year of birth goes nowhere


def test_jobs_at_the_same_time_are_told_and_counted_once() -> None:
    second = "\nData Engineer, Beta\n{0}\n- Ran Python services.\n"
    profile = read(more=second.format("Jan 2022 - Dec 2023"))
    assert codes(profile) == ["overlapping-jobs"]
    assert "2022-01 to 2023-12" in profile.warnings[0].place
    assert profile["python"].months == 48
    assert codes(read(more=second.format("Feb 2023 - Dec 2023"))) == []  # a hand-over


def test_dates_to_come_are_those_of_the_day_of_counting() -> None:
    profile = read("Jan 2026 - Present")
    assert not codes(profile)
    earlier = at_date(profile, date(2025, 6, 1))
    assert codes(earlier) == ["future-dates"]
    assert at_date(earlier, AS_OF) == profile


# --- bands


@given(
    st.lists(st.sampled_from(["docker", "aws", "azure", "langchain"]), max_size=4),
    st.floats(0, 0.2),
)
def test_neighbours_nearer_than_the_margin_share_a_band(more: list[str], margin: float) -> None:
    role = Role(
        title="R", requirements=[requirement(one) for one in ("python", "kubernetes", "docker")]
    )
    items = [
        shows(sha("aa"), "python", "kubernetes"),
        shows(sha("bb"), "python"),
        shows(sha("cc"), "docker"),
        shows(sha("dd"), *dict.fromkeys(["python", *more])),
    ]
    options = Settings(band_margin=margin)
    found = list(rank(items, role, RECORDS_TAXONOMY, options, as_of=AS_OF))
    assert found[0].band == 1
    for one, other in itertools.pairwise(found):
        gap = one.coverage.score - other.coverage.score
        assert other.band - one.band in (0, 1)
        if gap < margin - 1e-9 or not gap:
            assert one.band == other.band
        elif gap > margin + 1e-9:
            assert one.band < other.band


def test_a_job_needs_no_end_to_overlap() -> None:
    jobs = [
        Position(title="A", start="2020-01", end=None, span_start=0, span_end=0),
        Position(title="B", start="2021-01", end=None, span_start=0, span_end=0),
    ]
    from skillmap.careers import overlaps

    assert [one.code for one in overlaps(jobs)] == ["overlapping-jobs"]
