"""Why and what if: what would change a score, where two scores part, and what a person is told."""

from __future__ import annotations

import csv
import io
import itertools
import math
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import records
from tests.strategies import TAXONOMY, profiles, roles

import skillmap
from skillmap import Coverage, Profile, Role, Settings, SkillmapError
from skillmap.models import CoverageDifference, WhatIf
from skillmap.render import Look, written
from skillmap.scoring import compare, for_candidate, pseudonyms, score, what_if

DEFAULT = Settings()
CLOSE = 1e-9


def covered(profile: Profile, role: Role) -> Coverage:
    return score(profile, role, TAXONOMY, DEFAULT)


# --- what would change a score


@given(profiles(), roles())
def test_gains_and_score_sum_to_all_there_is(profile: Profile, role: Role) -> None:
    coverage = covered(profile, role)
    found = what_if(coverage)
    total = math.fsum([found.score, *(gain.adds for gain in found.gains)])
    # What is met but for rounding is no gain.
    assert math.isclose(total, 1, abs_tol=1e-7)
    assert [gain.adds for gain in found.gains] == sorted(
        (gain.adds for gain in found.gains), key=lambda adds: -round(adds, 12)
    )
    named = [gain.requirement for gain in found.gains]
    for one in coverage.contributions:
        assert one.outcome == "met" or one.requirement in named
    assert WhatIf.model_validate_json(found.model_dump_json()) == found


@given(profiles(), roles(), st.data())
def test_a_gain_is_what_meeting_the_requirement_adds(
    profile: Profile, role: Role, data: st.DataObject
) -> None:
    coverage = covered(profile, role)
    for gain in what_if(coverage).gains:
        place = [c.requirement for c in coverage.contributions].index(gain.requirement)
        rest = [c.points for i, c in enumerate(coverage.contributions) if i != place]
        possible = coverage.contributions[place].possible
        assert math.isclose(math.fsum([*rest, possible]), coverage.score + gain.adds, abs_tol=CLOSE)


@given(profiles(), roles(), st.floats(0, 1.2))
def test_no_smaller_set_reaches_it(profile: Profile, role: Role, reach: float) -> None:
    found = what_if(covered(profile, role), reach)
    adds = [gain.adds for gain in found.gains]
    enough = [
        size
        for size in range(len(adds) + 1)
        for some in itertools.combinations(adds, size)
        if math.fsum([found.score, *some]) >= reach - CLOSE
    ]
    if found.smallest is None:
        assert found.then is None
        assert not enough or reach > 1 - CLOSE
    else:
        assert len(found.smallest) == min(enough)
        assert found.then is not None
        assert found.then >= reach - 2 * CLOSE


def test_what_is_reached_needs_nothing_and_what_cannot_be_has_no_set() -> None:
    coverage = records.mixed()
    assert what_if(coverage).smallest is None
    assert what_if(coverage).reach is None
    assert what_if(coverage, reach=0.3).smallest == ()
    assert what_if(coverage, reach=1.01).smallest is None
    empty = records.coverage(source="cv.pdf", text="1")
    assert what_if(empty, reach=0.5).smallest is None
    nearly = what_if(coverage, reach=0.67)  # 0.42 and the 0.25 of Kubernetes
    assert nearly.smallest == (records.ROLE.requirements[2],)
    assert nearly.then == pytest.approx(0.67)
    assert nearly.provenance == coverage.provenance


@pytest.mark.parametrize("reach", [-0.1, math.nan, math.inf])
def test_what_is_no_score_cannot_be_reached(reach: float) -> None:
    with pytest.raises(ValueError, match="reach"):
        what_if(records.mixed(), reach=reach)


# --- two scores of one role


@given(profiles(), profiles(), roles())
def test_differences_sum_to_the_difference_of_the_scores(
    one: Profile, other: Profile, role: Role
) -> None:
    first, second = covered(one, role), covered(other, role)
    found = compare(first, second)
    total = math.fsum(pair.difference for pair in found.pairs)
    assert math.isclose(total, first.score - second.score, abs_tol=CLOSE)
    assert math.isclose(total, found.difference, abs_tol=CLOSE)
    assert len(found.pairs) == len(role.requirements)
    back = compare(second, first)
    assert math.isclose(back.difference, -found.difference, abs_tol=CLOSE)
    for pair, mirrored in zip(found.pairs, back.pairs, strict=True):
        assert pair.requirement == mirrored.requirement
        assert pair.difference == -mirrored.difference
    assert CoverageDifference.model_validate_json(found.model_dump_json()) == found


def test_the_largest_difference_comes_first_whichever_way_it_goes() -> None:
    found = records.comparison()
    assert [pair.requirement.skills[0] for pair in found.pairs][:2] == ["langchain", "python"]
    assert found.pairs[0].difference < 0 < found.pairs[1].difference


def test_scores_of_different_roles_taxonomies_or_settings_do_not_compare() -> None:
    one = records.mixed()
    provenance = one.provenance
    others = {
        "role": [
            one.model_copy(update={"role_title": "Another"}),
            one.model_copy(update={"contributions": one.contributions[1:]}),
            one.model_copy(update={"role_document": None}),
        ],
        "taxonomy": [
            one.model_copy(update={"provenance": provenance.model_copy(update={"taxonomy": None})})
        ],
        "settings": [
            one.model_copy(update={"provenance": provenance.model_copy(update={"settings": None})})
        ],
    }
    for what, listed in others.items():
        for other in listed:
            with pytest.raises(SkillmapError, match=f"the same {what}"):
                compare(one, other)


def test_candidates_have_the_names_that_a_ranking_gives_them() -> None:
    role = skillmap.role("You know Python and Java.")
    texts = ("Built Python services.", "Wrote Java and Python for a bank.")
    cvs = [skillmap.extract(text, kind="cv") for text in texts]
    ranked = {one.coverage.score: one.pseudonym for one in skillmap.rank(cvs, role)}
    found = skillmap.compare(*(skillmap.score(cv, role) for cv in cvs))
    assert found.first_name == ranked[found.first_score]
    assert found.second_name == ranked[found.second_score]
    same = skillmap.compare(skillmap.score(cvs[0], role), skillmap.score(cvs[0], role))
    assert same.first_name != same.second_name


def test_names_are_longer_where_hashes_begin_alike() -> None:
    assert pseudonyms(["ab" * 32, "cd" * 32]) == ["candidate-ababab", "candidate-cdcdcd"]
    assert pseudonyms([]) == []


def test_a_difference_is_a_number_in_a_spreadsheet() -> None:
    rows = csv.DictReader(io.StringIO(written(records.comparison(), "csv", Look(records.TAXONOMY))))
    assert [float(row["difference"]) for row in rows] == [-0.13, 0.1, 0.0, 0.0, 0.0]


# --- for the person


def told(text: str, post: str) -> str:
    profile = skillmap.extract(text, kind="cv")
    coverage = skillmap.score(profile, skillmap.role(post))
    shown = skillmap.explain(coverage, audience="candidate", profile=profile)
    assert max(map(len, shown.splitlines())) <= 80
    return " ".join(shown.split())


def test_a_person_is_told_what_was_read_and_how() -> None:
    shown = told(
        "Built Python services. No Java. Currently learning Rust.",
        "You know Python, Java, Rust and Docker.",
    )
    assert "Python: at work “Built Python services.”" in shown
    assert "Java: read as something that you say you do not have “No Java.”" in shown
    assert "Rust: read as something that you want to learn or begin to learn" in shown
    assert "Java: it stands there, read as something that you say you do not have" in shown
    missing = shown.partition("was not found in your document")[2]
    assert "- Docker" in missing.partition("What was left out on purpose")[0]
    assert re.search(r"\+\d+\.\d Docker", shown)
    assert "A person decides" in shown
    assert "object to this evaluation. Write to: ____" in shown
    assert "skillmap-ai" in shown


def test_who_somebody_is_is_not_repeated() -> None:
    text = "Ruby Carter\nruby.carter@example.org\n\nExperience\nWrote Python at work for a bank."
    shown = told(text, "You know Python.")
    assert "Carter" not in shown
    assert "carter@" not in shown
    assert "name, e-mail and postal address" in shown


def test_hidden_text_is_a_fact_about_the_file() -> None:
    shown = written(records.explanation(), "text", Look(records.TAXONOMY)).casefold()
    assert "the file holds text that does not show on its pages" in " ".join(shown.split())
    assert "kubernetes" in shown
    for word in ("cheat", "trick", "manipul", "intent", "deceiv", "suspicio", "reject", "unfit"):
        assert word not in shown


def test_nobody_is_shown_the_document_of_somebody_else() -> None:
    role = skillmap.role("You know Python.")
    mine, theirs = (skillmap.extract(text) for text in ("Built Python.", "Built Java."))
    coverage = skillmap.score(mine, role)
    with pytest.raises(SkillmapError, match="not of the document"):
        skillmap.explain(coverage, audience="candidate", profile=theirs)
    with pytest.raises(ValueError, match="give the profile"):
        skillmap.explain(coverage, audience="candidate")
    with pytest.raises(ValueError, match="audience"):
        skillmap.explain(coverage, audience="public")  # type: ignore[arg-type]
    assert for_candidate(coverage, mine).what_if == what_if(coverage)


def test_a_person_is_told_of_the_months_that_were_scored() -> None:
    text = "Experience\n\nEngineer, Initech, Jan 2020 - present\n- Built Python services.\n"
    profile = skillmap.extract(text, as_of=date(2021, 12, 31), kind="cv")
    coverage = skillmap.score(profile, skillmap.role("You know Python."), as_of=date(2022, 12, 31))
    found = for_candidate(coverage, profile)
    assert found.profile["python"].months == coverage.contributions[0].months == 36


def test_a_text_that_is_no_cv_is_told_what_was_not_hidden() -> None:
    profile = skillmap.extract("Built Python.", kind="text")
    coverage = skillmap.score(profile, skillmap.role("You know Python."))
    shown = " ".join(skillmap.explain(coverage, "candidate", profile).split())
    assert "was not recognised as a CV" in shown
    assert "What would change the result" not in shown  # nothing would
