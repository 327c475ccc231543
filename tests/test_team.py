"""What a team lacks: laws of the decisions, the smallest set of candidates, the rule."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import AS_OF, TAXONOMY, profiles, roles

import skillmap
from skillmap import Extractor, Profile, Requirement, Role, Team
from skillmap.models import STAGES
from skillmap.planning.hiring import MOST_EXACT, smallest_set
from skillmap.planning.merging import merged

EXTRACTOR = Extractor()


def person(*lines: str, source: str = "") -> Profile:
    done = "\n".join(f"- {line}" for line in lines)
    text = f"Experience\n\nEngineer, Acme, Jan 2022 - Present\n{done}\n"
    found = EXTRACTOR.extract(text, AS_OF, kind="cv", unmapped=False)
    if not source:
        return found
    return found.model_copy(
        update={"document": found.document.model_copy(update={"source": source})}
    )


def asks(*skills: str, months: int | None = None, title: str = "Ours") -> Role:
    return Role(
        title=title,
        requirements=tuple(Requirement(skills=(one,), min_months=months) for one in skills),
    )


def actions(found: Team) -> dict[str, str]:
    return {one.requirement.skills[0]: one.action for one in found.decisions}


PYTHON = person("Built Python services with FastAPI.", source="ana.pdf")
DATA = person("Wrote SQL for the ETL of three registers.", source="bo.pdf")
OPERATOR = person("Ran Kubernetes and Terraform for forty services.", source="cy.pdf")


# --- the smallest set


def brute(closes: Sequence[frozenset[int]], costs: Sequence[int]) -> list[int]:
    wanted = frozenset[int]().union(*closes)
    ranked = []
    for size in range(len(closes) + 1):
        for some in itertools.combinations(range(len(closes)), size):
            if frozenset[int]().union(*(closes[one] for one in some)) == wanted:
                ranked.append((size, sum(costs[one] for one in some), some))
        if ranked:
            break
    return list(min(ranked)[2])


SETS = st.lists(
    st.tuples(st.frozensets(st.integers(0, 7), max_size=5), st.integers(0, 3)), max_size=12
)


@given(SETS)
@settings(max_examples=300)
def test_no_smaller_or_cheaper_set_closes_as_much(rows: list[tuple[frozenset[int], int]]) -> None:
    closes, costs = [row[0] for row in rows], [row[1] for row in rows]
    assert smallest_set(closes, costs) == (brute(closes, costs), True)


def test_forty_are_exact_and_more_are_said_to_be_taken_one_by_one() -> None:
    # Nobody can stand for another: each closes one gap of its own and a shared one.
    def closes(count: int) -> list[frozenset[int]]:
        return [frozenset({one, 1000 + one % 3}) for one in range(count)]

    chosen, exact = smallest_set(closes(MOST_EXACT), [0] * MOST_EXACT)
    assert (chosen, exact) == (list(range(MOST_EXACT)), True)
    chosen, exact = smallest_set(closes(MOST_EXACT + 1), [0] * (MOST_EXACT + 1))
    assert (chosen, exact) == (list(range(MOST_EXACT + 1)), False)
    alike, exact = smallest_set([frozenset({1, 2})] * 500, [0] * 500)
    assert (alike, exact) == ([0], True)  # those whom another one beats do not count


# --- laws of a team


def teams() -> st.SearchStrategy[list[Profile]]:
    return st.lists(profiles(), max_size=3, unique_by=lambda one: one.document.sha256)


@given(
    teams(),
    st.lists(roles(), min_size=1, max_size=2),
    st.lists(profiles(), max_size=5),
    st.sampled_from((0, 0.5, 2, 9)),
    st.sampled_from((5, 10)),
)
@settings(max_examples=60, deadline=None)
def test_laws_of_decisions(
    members: list[Profile],
    wanted: list[Role],
    candidates: list[Profile],
    deadline: float,
    hours: float,
) -> None:
    found = EXTRACTOR.team(members, wanted, candidates, AS_OF, deadline, hours)
    scores = [EXTRACTOR.score(one, found.role) for one in members]
    others = [EXTRACTOR.score(one, found.role) for one in candidates]
    gaps = [
        (number, one)
        for number, one in enumerate(found.role.requirements)
        if one.level == "required"
        and not any(score.contributions[number].outcome == "met" for score in scores)
    ]
    assert [one.requirement for one in found.decisions] == [one for _, one in gaps]
    months: dict[str, float] = {}
    for (number, _), made in zip(gaps, found.decisions, strict=True):
        meets = [i for i, one in enumerate(others) if one.contributions[number].outcome == "met"]
        assert list(made.candidates) == meets
        assert (made.action == "upskill") == (made.member is not None) == bool(made.pseudonym)
        if made.action == "upskill":
            assert made.months is not None
            assert made.months_low is not None
            assert made.done_by is not None
            assert made.done_by <= deadline
            assert not made.requirement.min_months
            months[made.pseudonym] = months.get(made.pseudonym, 0) + made.months
        else:
            assert made.action == ("hire" if meets else "open")
    assert all(total <= deadline + 1e-6 for total in months.values())  # hours are shared
    closed = {i for i, made in enumerate(found.decisions) if made.action == "hire"}
    by_chosen = {i for i in closed if set(found.decisions[i].candidates) & set(found.chosen)}
    assert by_chosen == closed
    for some in itertools.combinations(range(len(candidates)), max(0, len(found.chosen) - 1)):
        fewer = {i for i in closed if set(found.decisions[i].candidates) & set(some)}
        assert fewer != closed or not found.chosen
    left = [one.requirement for one in found.decisions if one.action != "upskill"]
    assert list(found.hire.requirements) == left
    assert Team.model_validate_json(found.model_dump_json()) == found


@given(teams(), roles(), st.lists(profiles(), max_size=3), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_members_changes_nothing(
    members: list[Profile], role: Role, candidates: list[Profile], random: object
) -> None:
    shuffled = list(members)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = (
        EXTRACTOR.team(some, role, candidates, AS_OF, deadline=2) for some in (members, shuffled)
    )
    assert first == second


@given(teams(), profiles(), roles(), st.lists(profiles(), max_size=3))
@settings(max_examples=30, deadline=None)
def test_one_more_member_adds_no_gap(
    members: list[Profile], more: Profile, role: Role, candidates: list[Profile]
) -> None:
    before, after = (
        EXTRACTOR.team(some, role, candidates, AS_OF) for some in (members, [*members, more])
    )
    gaps = [one.requirement for one in before.decisions]
    assert all(one.requirement in gaps for one in after.decisions)
    assert (after.required or 0) >= (before.required or 0) - 1e-12


@given(teams(), roles(), st.lists(profiles(), max_size=4))
@settings(max_examples=30, deadline=None)
def test_at_a_deadline_of_nought_nobody_learns(
    members: list[Profile], role: Role, candidates: list[Profile]
) -> None:
    found = EXTRACTOR.team(members, role, candidates, AS_OF, deadline=0)
    for one in found.decisions:
        assert one.action == ("hire" if one.candidates else "open")


# --- the rule


def test_learned_in_time_else_hired_else_open() -> None:
    role = asks("python", "docker", "kubernetes", "reinforcement-learning")
    found = skillmap.team([PYTHON, DATA], [role], [OPERATOR], as_of=AS_OF, deadline=3)
    assert actions(found) == {
        "docker": "upskill",
        "kubernetes": "hire",
        "reinforcement-learning": "open",
    }
    taught, hired, left = found.decisions
    assert taught.reason.startswith("the member nearest to it needs ")
    assert "at 10 hours a week" in taught.reason
    assert "within the deadline of 3" in taught.reason
    assert "the only candidate meets it" in hired.reason
    assert "the only candidate does not meet it" in left.reason
    assert found.chosen == (0,)
    assert found.hire.skill_ids == ("kubernetes", "reinforcement-learning")
    assert [one.code for one in found.warnings] == ["open-gap"]


def test_a_member_has_his_hours_once() -> None:
    role = asks("docker", "kubernetes", "terraform", "pytorch")
    alone = skillmap.team([PYTHON], [role], as_of=AS_OF, deadline=100)
    assert set(actions(alone).values()) == {"upskill"}
    total = max(one.done_by or 0 for one in alone.decisions)
    assert total == pytest.approx(sum(one.months or 0 for one in alone.decisions))
    assert total > max(one.months or 0 for one in alone.decisions)
    short = skillmap.team([PYTHON], [role], as_of=AS_OF, deadline=total - 0.01)
    assert sorted(actions(short).values()) == ["open", "upskill", "upskill", "upskill"]
    late = next(one for one in short.decisions if one.action == "open")
    assert "months for other gaps" in late.reason
    assert "after the deadline" in late.reason
    both = skillmap.team([PYTHON, DATA], [role], as_of=AS_OF, deadline=total - 0.01)
    assert set(actions(both).values()) == {"upskill"}
    assert len({one.pseudonym for one in both.decisions}) == 2
    more = skillmap.team([PYTHON], [role], as_of=AS_OF, deadline=total - 0.01, hours_a_week=20)
    assert set(actions(more).values()) == {"upskill"}


def test_what_no_candidate_meets_is_learned_first() -> None:
    role = asks("docker", "git")
    operator = person("Ran Docker for ten teams.")
    either = skillmap.team([DATA], [role], as_of=AS_OF, deadline=100)
    git = next(one for one in either.decisions if one.requirement.skills == ("git",))
    found = skillmap.team([DATA], [role], [operator], as_of=AS_OF, deadline=git.months or 0)
    assert actions(found) == {"docker": "hire", "git": "upskill"}


def test_years_are_hired_and_never_learned() -> None:
    role = asks("kubernetes", months=36)
    text = "Experience\n\nEngineer, Acme, Jan 2026 - Present\n- Ran Kubernetes clusters.\n"
    young = EXTRACTOR.extract(text, AS_OF, kind="cv", unmapped=False)
    found = skillmap.team([young], [role], [OPERATOR], as_of=AS_OF, deadline=1000)
    assert actions(found) == {"kubernetes": "hire"}
    assert "36 months of work with it are asked" in found.decisions[0].reason


def test_ties_between_candidates_go_to_who_has_least_left_to_learn() -> None:
    role = asks("python", "kubernetes", "pytorch")
    near = person("Ran Kubernetes.", "Trained networks with PyTorch.")
    found = skillmap.team([PYTHON], [role], [OPERATOR, near], as_of=AS_OF, deadline=0)
    assert found.chosen == (1,)
    again = skillmap.team([PYTHON], [asks("kubernetes")], [OPERATOR, OPERATOR], deadline=0)
    assert again.chosen == (0,)
    assert any("say the same" in one.message for one in again.warnings)


def test_the_hire_is_a_role_that_ranks() -> None:
    role = asks("python", "kubernetes")
    found = skillmap.team([PYTHON], [role], [DATA, OPERATOR], as_of=AS_OF, deadline=0)
    ranking = skillmap.rank([DATA, OPERATOR], found.hire, as_of=AS_OF)
    assert [one.source for one in ranking] == ["cy.pdf", "bo.pdf"]
    assert ranking.candidates[0].coverage.score == 1


# --- several roles


def test_roles_are_merged_by_their_skills() -> None:
    first = Role(
        title="A",
        requirements=(
            Requirement(skills=("python",), level="preferred", min_months=60, weight=3),
            Requirement(skills=("aws", "azure"), min_months=12),
        ),
    )
    second = Role(
        title="B",
        requirements=(
            Requirement(skills=("python",), weight=2),
            Requirement(skills=("azure", "aws"), min_months=24),
            Requirement(skills=("sql",)),
        ),
    )
    one = merged([first, second], TAXONOMY)
    assert one.title == "A and B"
    assert [(r.skills, r.level, r.min_months, r.weight) for r in one.requirements] == [
        (("python",), "required", None, 2),
        (("aws", "azure"), "required", 24, 1),
        (("sql",), "required", None, 1),
    ]
    assert merged([first], TAXONOMY) is first


def test_the_gaps_of_several_roles_are_those_of_the_union() -> None:
    found = skillmap.team([PYTHON], [asks("python", "docker"), asks("docker", "sql")])
    assert list(actions(found)) == ["docker", "sql"]


# --- bad input


def test_bad_input_is_said_plainly() -> None:
    codes = [one.code for one in skillmap.team([], [asks("python")]).warnings]
    assert codes == ["no-member", "open-gap"]
    met = skillmap.team([PYTHON], [asks("python")], [OPERATOR])
    assert [one.code for one in met.warnings] == ["no-gap"]
    assert not met.decisions
    assert not met.chosen
    assert not met.hire.requirements
    nothing = Role(title="x", requirements=(Requirement(skills=("sql",), level="preferred"),))
    assert [one.code for one in skillmap.team([PYTHON], [nothing]).warnings] == ["nothing-required"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"hours_a_week": 0}, "hours a week"),
        ({"hours_a_week": -3}, "hours a week"),
        ({"hours_a_week": 169}, "hours a week"),
        ({"deadline": -1}, "deadline"),
        ({"deadline": float("nan")}, "deadline"),
        ({"roles": []}, "a role is needed"),
    ],
)
def test_what_is_out_of_range_is_refused(arguments: dict[str, object], told: str) -> None:
    given_ = {"profiles": [PYTHON], "roles": [asks("python")], **arguments}
    with pytest.raises(ValueError, match=told):
        skillmap.team(**given_)  # type: ignore[arg-type]


def test_one_profile_and_one_role_need_no_list() -> None:
    assert skillmap.team(PYTHON, asks("sql"), DATA) == skillmap.team(
        [PYTHON], [asks("sql")], [DATA]
    )


def test_the_method_and_the_function_are_one() -> None:
    arguments = ([PYTHON, DATA], [asks("python", "docker")], [OPERATOR], AS_OF, 3, 12)
    assert skillmap.team(*arguments) == EXTRACTOR.team(*arguments)


# --- what the team covers


def test_people_by_skill_and_by_line() -> None:
    role = Role(
        title="x",
        requirements=(
            Requirement(skills=("python",)),
            Requirement(skills=("sql",)),
            Requirement(skills=("kubernetes",)),
            Requirement(skills=("git",), level="preferred"),
        ),
    )
    other = person("Built Python and SQL reports.", source="di.pdf")
    found = skillmap.team([PYTHON, DATA, other], [role])
    names = [one.document.source for one in found.members]
    alone = {found.lines[number].requirement.skills for number in found.single_points}
    assert alone == set()
    assert found.required == pytest.approx(2 / 3)
    python = {(one.person, one.strength, one.asked) for one in found.skills}
    assert ("ana.pdf", "work", True) in python
    by_name = dict(zip(names, found.lines[0].outcomes, strict=True))
    assert by_name == {"ana.pdf": "met", "di.pdf": "met", "bo.pdf": "missing"}
    single = skillmap.team([PYTHON, DATA], [role])
    assert [single.lines[number].requirement.skills for number in single.single_points] == [
        ("python",),
        ("sql",),
    ]
    assert single.together is not None
    assert {one.name for one in single.together.stages} <= set(STAGES)
    assert single.lifecycle is not None
    assert len(single.lifecycle.people) == 2


def test_people_of_one_name_stay_two() -> None:
    texts = [skillmap.extract(text, AS_OF) for text in ("Built Python tools.", "Wrote SQL.")]
    found = skillmap.team(texts, asks("python"))
    assert len({one.person for one in found.skills}) == 2


def test_a_team_of_one_is_as_sure_as_its_member() -> None:
    profile = skillmap.extract("Built Python services.")
    hidden = profile.model_copy(update={"hidden_skills": ("docker",)})
    role = skillmap.role("You must know Python.")
    as_one = skillmap.team([hidden], [role]).together
    alone = skillmap.score(hidden, role)
    assert as_one
    assert (as_one.score, as_one.low, as_one.high) == (alone.score, alone.low, alone.high)
    assert as_one.low < as_one.score  # one line is too little to judge by
    assert (alone.hidden_skills, as_one.hidden_skills) == (("docker",), ())
