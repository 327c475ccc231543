"""The laws of the score, and what a reader of one score would expect."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import (
    AS_OF,
    SKILLS,
    TAXONOMY,
    make_profile,
    position_rows,
    profiles,
    roles,
    skill_rows,
)

from skillmap import Coverage, Position, Profile, Requirement, Role, Settings, TaxonomyError
from skillmap.careers import at_date
from skillmap.models import Level, Version
from skillmap.scoring import possible_points, score

DEFAULT = Settings()


def covered(profile: Profile, role: Role, options: Settings = DEFAULT) -> Coverage:
    return score(profile, role, TAXONOMY, options)


def asks(*rows: Requirement) -> Role:
    return Role(title="R", requirements=rows)


def job(start: str, end: str | None) -> Position:
    return Position(title="Engineer", start=start, end=end, span_start=0, span_end=0)


@given(profiles(), roles())
def test_points_sum_to_the_score_and_factors_to_the_credit(profile: Profile, role: Role) -> None:
    coverage = covered(profile, role)
    assert math.isclose(
        coverage.score, math.fsum(c.points for c in coverage.contributions), abs_tol=1e-9
    )
    assert 0 <= coverage.low <= coverage.score <= coverage.high <= 1
    assert math.isclose(math.fsum(c.possible for c in coverage.contributions), 1, abs_tol=1e-9)
    for c in coverage.contributions:
        if c.factors:
            assert math.isclose(c.credit, math.prod(f.value for f in c.factors))
        assert math.isclose(c.points, c.credit * c.possible)
    assert [c.requirement for c in coverage.contributions] == list(role.requirements)
    for shares in (coverage.areas,):
        assert math.isclose(math.fsum(s.points for s in shares), coverage.score, abs_tol=1e-9)


@given(roles())
def test_nothing_shown_scores_nothing(role: Role) -> None:
    coverage = covered(make_profile([]), role)
    assert coverage.score == 0
    assert {c.outcome for c in coverage.contributions} == {"missing"}


@given(roles())
def test_all_shown_at_work_for_long_enough_scores_one(role: Role) -> None:
    rows = [(skill, "present", "experience") for skill in role.skill_ids]
    coverage = covered(make_profile(rows, (job("2010-01", None),)), role)
    assert coverage.score == 1
    assert {c.outcome for c in coverage.contributions} == {"met"}


@given(
    skill_rows,
    position_rows(),
    roles(),
    st.sampled_from(SKILLS),
    st.sampled_from(("experience", "projects", "skills", "education")),
)
def test_one_more_present_mention_never_lowers_a_score(
    rows: list[tuple[str, str, str]],
    jobs: tuple[Position, ...],
    role: Role,
    skill: str,
    section: str,
) -> None:
    before = covered(make_profile(rows, jobs), role)
    after = covered(make_profile([*rows, (skill, "present", section)], jobs), role)
    assert after.score >= before.score - 1e-12


@given(
    skill_rows,
    position_rows(),
    roles(),
    st.sampled_from(SKILLS),
    st.sampled_from(("negated", "planned", "other")),
)
def test_a_negated_or_planned_mention_never_raises_a_score(
    rows: list[tuple[str, str, str]],
    jobs: tuple[Position, ...],
    role: Role,
    skill: str,
    status: str,
) -> None:
    before = covered(make_profile(rows, jobs), role)
    after = covered(make_profile([*rows, (skill, status, "experience")], jobs), role)
    assert after.score <= before.score + 1e-12


@given(profiles(), roles(), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_scoring_at_another_date_equals_extracting_there(
    profile: Profile, role: Role, day: date
) -> None:
    moved = score(profile, role, TAXONOMY, DEFAULT, as_of=day)
    direct = score(at_date(profile, day), role, TAXONOMY, DEFAULT)
    assert moved == direct


@given(profiles(), roles())
def test_records_survive_json(profile: Profile, role: Role) -> None:
    coverage = covered(profile, role)
    assert Coverage.model_validate_json(coverage.model_dump_json()) == coverage
    assert Profile.model_validate_json(profile.model_dump_json()) == profile
    assert Role.model_validate_json(role.model_dump_json()) == role


@given(st.integers(1, 200))
def test_unknown_months_never_earn_more_than_known_ones(months: int) -> None:
    role = asks(Requirement(skills=("python",), min_months=60))
    unknown = covered(make_profile([("python", "present", "projects")]), role)
    end = (2026 - 20) * 12 + months - 1
    known = covered(
        make_profile(
            [("python", "present", "experience")],
            (job("2006-01", f"{end // 12:04d}-{end % 12 + 1:02d}"),),
        ),
        role,
    )
    assert unknown.contributions[0].outcome == "unknown"
    assert unknown.score <= known.score
    assert unknown.low == 0 and unknown.high == 1


@settings(max_examples=30)
@given(st.integers(0, 24))
def test_a_break_changes_no_score(gap: int) -> None:
    """Two jobs of two years each, with a break of up to two years between."""
    role = asks(Requirement(skills=("python",), min_months=48))
    start = 2018 * 12 + 24 + gap
    jobs = (
        job("2018-01", "2019-12"),
        job(
            f"{start // 12}-{start % 12 + 1:02d}",
            f"{(start + 23) // 12}-{(start + 23) % 12 + 1:02d}",
        ),
    )
    rows = [("python", "present", "experience")] * 2
    assert covered(make_profile(rows, jobs), role).score == 1


@pytest.mark.parametrize(
    ("held", "section", "asked", "outcome", "relation"),
    [
        ("python", "experience", ("python",), "met", "exact"),
        ("python", "projects", ("python",), "met", "exact"),
        ("python", "skills", ("python",), "partial", "exact"),
        ("python", "education", ("python",), "partial", "exact"),
        ("pytorch", "experience", ("python",), "met", "implied"),
        ("apache-kafka", "experience", ("python",), "missing", "none"),
        ("large-language-models", "experience", ("generative-ai",), "met", "narrower"),
        ("generative-ai", "experience", ("large-language-models",), "partial", "broader"),
        ("aws", "experience", ("azure",), "partial", "related"),
        ("aws", "experience", ("azure", "aws"), "met", "exact"),
        ("python", "experience", ("kubernetes",), "missing", "none"),
    ],
)
def test_outcomes(
    held: str, section: str, asked: tuple[str, ...], outcome: str, relation: str
) -> None:
    profile = make_profile([(held, "present", section)], (job("2020-01", "2021-12"),))
    contribution = covered(profile, asks(Requirement(skills=asked))).contributions[0]
    assert (contribution.outcome, contribution.relation) == (outcome, relation)
    assert bool(contribution.evidence) == (outcome != "missing")


def test_too_few_months_are_partial_and_say_how_many() -> None:
    profile = make_profile([("python", "present", "experience")], (job("2020-01", "2021-12"),))
    role = asks(Requirement(skills=("python",), min_months=48))
    contribution = covered(profile, role).contributions[0]
    assert contribution.outcome == "partial"
    assert contribution.months == 24
    assert "24 of 48 months" in {factor.because for factor in contribution.factors}


def test_work_with_a_narrower_skill_counts_for_the_months_of_the_broader() -> None:
    jobs = (job("2018-01", "2019-12"), job("2020-01", "2021-12"))
    rows = [("pytorch", "present", "experience"), ("python", "present", "experience")]
    role = asks(Requirement(skills=("python",), min_months=48))
    contribution = covered(make_profile(rows, jobs), role).contributions[0]
    assert (contribution.months, contribution.outcome) == (48, "met")


def test_a_list_of_every_skill_stays_far_below_work() -> None:
    role = asks(*(Requirement(skills=(skill,)) for skill in SKILLS))
    stuffed = covered(make_profile([(skill, "present", "skills") for skill in SKILLS]), role)
    half = covered(
        make_profile(
            [(skill, "present", "experience") for skill in SKILLS[:6]], (job("2020-01", None),)
        ),
        role,
    )
    assert stuffed.score < half.score
    assert stuffed.count("met") == 0


def test_a_weight_of_two_is_twice_the_points_of_one() -> None:
    role = asks(Requirement(skills=("python",), weight=2), Requirement(skills=("sql",)))
    points = possible_points(role, TAXONOMY, DEFAULT)
    assert math.isclose(points[0], 2 * points[1])


def test_a_soft_skill_weighs_a_tenth_of_a_named_one() -> None:
    role = asks(Requirement(skills=("python",)), Requirement(skills=("communication",)))
    points = possible_points(role, TAXONOMY, DEFAULT)
    assert math.isclose(points[0], 10 * points[1])


def test_an_any_of_group_is_counted_once() -> None:
    group = asks(Requirement(skills=("aws", "azure")), Requirement(skills=("python",)))
    rows = [("aws", "present", "experience"), ("azure", "present", "experience")]
    both = covered(make_profile(rows, (job("2020-01", None),)), group)
    one = covered(make_profile(rows[:1], (job("2020-01", None),)), group)
    assert both.score == one.score


@given(skill_rows, position_rows(), st.lists(st.sampled_from(SKILLS), min_size=2, unique=True))
def test_a_group_of_alternatives_earns_what_its_best_member_does(
    rows: list[tuple[str, str, str]], jobs: tuple[Position, ...], group: list[str]
) -> None:
    profile = make_profile(rows, jobs)
    whole = covered(profile, asks(Requirement(skills=tuple(group)))).score
    each = [covered(profile, asks(Requirement(skills=(one,)))).score for one in group]
    assert whole == max(each)
    assert whole == covered(profile, asks(Requirement(skills=tuple(group[::-1])))).score


@given(profiles(), roles(), st.lists(st.sampled_from(SKILLS), unique=True))
def test_hidden_skills_change_no_credit_and_no_score(
    profile: Profile, role: Role, hidden: list[str]
) -> None:
    plain = covered(profile, role)
    told = covered(profile.model_copy(update={"hidden_skills": tuple(hidden)}), role)
    assert (told.score, told.low, told.high) == (plain.score, plain.low, plain.high)
    assert told.contributions == plain.contributions


def test_two_taxonomies_are_refused_by_name() -> None:
    other = Version(name="skillmap-taxonomy", version="1999.1", sha256="f" * 16)
    profile = make_profile([])
    moved = profile.model_copy(
        update={"provenance": profile.provenance.model_copy(update={"taxonomy": other})}
    )
    with pytest.raises(TaxonomyError) as caught:
        covered(moved, asks(Requirement(skills=("python",))))
    assert "1999.1" in str(caught.value) and TAXONOMY.data.version in str(caught.value)


def test_an_unknown_skill_in_a_role_is_named() -> None:
    with pytest.raises(TaxonomyError, match="pyton"):
        covered(make_profile([]), asks(Requirement(skills=("pyton",))))


def test_a_role_without_requirements_says_so() -> None:
    coverage = covered(make_profile([]), Role(title="Empty"))
    assert coverage.score == 0
    assert "no-requirements" in {notice.code for notice in coverage.warnings}


def test_every_level_without_weight_still_shares_its_points() -> None:
    options = Settings(weight_required=0, weight_preferred=0, weight_mentioned=0)
    role = asks(Requirement(skills=("python",)))
    points = possible_points(role, TAXONOMY, options)
    assert points == [1.0]


def test_at_date_moves_only_the_open_job() -> None:
    profile = make_profile([("python", "present", "experience")], (job("2026-01", None),))
    later = at_date(profile, date(2027, 11, 1))
    assert profile["python"].months == 11
    assert later["python"].months == 23
    assert at_date(later, AS_OF) == profile


# --- lists that are backed by work, and what was used long ago


def backed(shown: int, more: int = 0) -> Profile:
    """Lists one skill, shows some others at work, and lists more of them."""
    others = ["communication", "sql", "deep-learning", "aws", "azure", "generative-ai"]
    rows = [(others[n % len(others)], "present", "experience") for n in range(shown)]
    rows += [(others[-1 - n], "present", "skills") for n in range(more)]
    return make_profile([("kubernetes", "present", "skills"), *rows], (job("2020-01", None),))


def test_a_listed_skill_is_believed_by_how_much_else_is_shown() -> None:
    options = Settings(backed_skills=4)
    role = asks(Requirement(skills=("kubernetes",)))
    scores = [covered(backed(n), role, options).score for n in range(6)]
    assert scores[0] == options.credit_listed
    assert scores == sorted(scores)
    assert scores[4] == scores[5] == options.credit_backed
    (c,) = covered(backed(3), role, options).contributions
    assert c.outcome == "partial"
    assert "shows 3 skills in use" in next(f.because for f in c.factors if f.name == "strength")


def test_listing_more_backs_nothing() -> None:
    role = asks(Requirement(skills=("kubernetes",)))
    assert covered(backed(0, more=4), role).score == DEFAULT.credit_listed


def used_before(years: int, gap: int = 0) -> Profile:
    """Used Python in a first job, then worked for some years without, after a gap of years."""
    first = job("2005-01", "2007-12")
    later = job(f"{2008 + gap}-01", f"{2007 + gap + years}-12")
    rows = [("python", "present", "experience")]
    return make_profile(rows, (first, *((later,) if years else ())))


@pytest.mark.parametrize(("years", "value"), [(0, 1.0), (2, 1.0), (5, 0.9), (8, 0.8), (12, 0.8)])
def test_what_was_used_long_ago_fades_by_the_months_worked_since(years: int, value: float) -> None:
    (c,) = covered(used_before(years), asks(Requirement(skills=("python",)))).contributions
    factor = next(f for f in c.factors if f.name == "recency")
    assert factor.value == pytest.approx(value)


@given(st.integers(0, 8), st.integers(0, 5))
def test_a_break_before_later_work_costs_nothing(years: int, gap: int) -> None:
    role = asks(Requirement(skills=("python",)))
    assert covered(used_before(years, gap), role).score == covered(used_before(years), role).score


def test_unknown_months_do_not_earn_more_than_old_ones() -> None:
    role = asks(Requirement(skills=("python",), min_months=240))
    unknown = make_profile([("python", "present", "projects")], ())
    assert covered(unknown, role).score <= covered(used_before(12), role).score


@given(st.integers(1, 8), st.integers(0, 4), st.integers(0, 4))
def test_a_few_lines_of_a_lower_level_never_outweigh_those_above(
    required: int, preferred: int, mentioned: int
) -> None:
    names = iter(["python", "sql", "aws", "azure", "kubernetes", "pytorch", "postgresql", *SKILLS])
    levels: list[Level] = [
        *["required"] * required,  # type: ignore[list-item]
        *["preferred"] * preferred,
        *["mentioned"] * mentioned,
    ]
    rows = [Requirement(skills=(next(names),), level=level) for level in levels]
    points = possible_points(asks(*rows), TAXONOMY, DEFAULT)
    named = [
        (level, value)
        for level, row, value in zip(levels, rows, points, strict=True)
        if row.skills != ("communication",)
    ]
    order = {"required": 0, "preferred": 1, "mentioned": 2}
    for level, value in named:
        for other, more in named:
            assert order[level] >= order[other] or value >= more - 1e-12
    assert math.isclose(math.fsum(points), 1)
