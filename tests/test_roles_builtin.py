"""The roles that come with the package, and how two roles differ."""

from __future__ import annotations

import json
import math
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from tests.strategies import roles

from skillmap import Requirement, Role, Settings, Taxonomy, UnknownSkill, load_taxonomy
from skillmap.models import RoleDifference, SkillPair
from skillmap.roles import builtin_names, builtin_role, compare_roles
from skillmap.scoring import possible_points

ROOT = Path(__file__).parents[1]
TAXONOMY = load_taxonomy()
NAMES = [
    "ai-engineer",
    "applied-scientist",
    "data-analyst",
    "data-engineer",
    "data-scientist",
    "devops-engineer",
    "frontend-developer",
    "llm-engineer",
    "ml-engineer",
    "mlops-engineer",
    "responsible-ai-lead",
    "software-engineer",
]


def compared(first: Role, second: Role, taxonomy: Taxonomy = TAXONOMY) -> RoleDifference:
    return compare_roles(first, second, taxonomy, Settings())


def builtin(first: str, second: str) -> RoleDifference:
    return compared(builtin_role(first, TAXONOMY), builtin_role(second, TAXONOMY))


def role(*lines: tuple[str, ...]) -> Role:
    return Role(title="A role", requirements=[Requirement(skills=line) for line in lines])


# --- the roles


def test_there_are_twelve() -> None:
    assert list(builtin_names()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_role_has_lines_of_known_skills_each_asked_once(name: str) -> None:
    found = builtin_role(name, TAXONOMY)
    assert 12 <= len(found.requirements) <= 20
    skills = [skill for line in found.requirements for skill in line.skills]
    assert all(skill in TAXONOMY and not TAXONOMY[skill].deprecated for skill in skills)
    assert len(skills) == len(set(skills))


@pytest.mark.parametrize("name", NAMES)
def test_what_half_of_the_posts_ask_is_required(name: str) -> None:
    lines = builtin_role(name, TAXONOMY).requirements
    assert [line.level for line in lines] == [
        "required" if line.weight >= 0.5 else "preferred" for line in lines
    ]
    weights = [line.weight for line in lines]
    assert weights == sorted(weights, reverse=True)
    assert all(0 < weight <= 1 and round(weight, 2) == weight for weight in weights)


@pytest.mark.parametrize("name", NAMES)
def test_a_source_tells_what_the_weights_rest_on(name: str) -> None:
    text = (ROOT / "taxonomy" / "roles" / f"{name}.yaml").read_text(encoding="utf-8")
    assert text.startswith(("# Counted over ", "# Our judgement, "))
    assert "SOURCES.md" in text.partition("title:")[0]


# --- how they differ


def share_of(pairs: tuple[SkillPair, ...], *areas: str) -> float:
    whole = math.fsum(abs(pair.difference) for pair in pairs)
    return math.fsum(abs(pair.difference) for pair in pairs if pair.area in areas) / whole


def test_a_data_scientist_lacks_generative_ai_operations_and_engineering() -> None:
    found = builtin("ai-engineer", "data-scientist")
    assert share_of(found.more, "generative-ai", "mlops", "programming") > 0.5
    assert max(found.areas, key=lambda pair: pair.difference).name == "generative-ai"
    assert share_of(found.less, "mathematics", "machine-learning", "data-engineering") > 0.5
    asked = {skill for pair in found.both for skill in pair.skills}
    assert {"python", "machine-learning"} <= asked


@pytest.mark.parametrize(
    ("origin", "target", "area"),
    [
        ("data-scientist", "ai-engineer", "generative-ai"),
        ("software-engineer", "ai-engineer", "generative-ai"),
        ("software-engineer", "data-scientist", "machine-learning"),
        ("software-engineer", "devops-engineer", "mlops"),
        ("ai-engineer", "responsible-ai-lead", "responsible-ai"),
        ("frontend-developer", "data-engineer", "data-engineering"),
    ],
)
def test_the_way_between_two_roles_leads_into_an_area(origin: str, target: str, area: str) -> None:
    found = builtin(target, origin)
    assert max(found.areas, key=lambda pair: pair.difference).name == area


def test_near_roles_share_more_than_far_ones() -> None:
    shared = {name: builtin("ai-engineer", name).shared for name in NAMES}
    order = ["ai-engineer", "llm-engineer", "ml-engineer", "data-scientist", "frontend-developer"]
    assert order == sorted(order, key=lambda name: -shared[name])
    assert shared["ai-engineer"] == 1.0


def test_requirements_with_a_skill_in_common_are_one_row() -> None:
    first = role(("docker",), ("kubernetes",), ("python", "java"))
    found = compared(first, role(("docker", "kubernetes"), ("sql",)))
    assert [pair.skills for pair in found.both] == [("docker", "kubernetes")]
    assert found.both[0].first == pytest.approx(2 / 3)
    assert found.both[0].second == 0.5
    assert [pair.skills for pair in found.more] == [("python", "java"), ("docker", "kubernetes")]
    assert [pair.skills for pair in found.less] == [("sql",)]
    assert found.shared == 0.5


def test_what_serves_no_stage_is_shown_apart() -> None:
    found = compared(role(("communication",)), role(("docker",)))
    assert {pair.name: (pair.first, pair.second) for pair in found.stages} == {
        "deployment": (0.0, 1.0),
        "none": (1.0, 0.0),
    }


def test_a_role_that_asks_nothing_can_be_compared() -> None:
    found = compared(Role(title="Nothing"), role(("python",)))
    assert (found.more, found.both, found.shared) == ((), (), 0.0)
    assert [pair.skills for pair in found.less] == [("python",)]


def test_a_skill_that_is_unknown_is_told() -> None:
    with pytest.raises(UnknownSkill, match="pythn"):
        compared(role(("pythn",)), role(("python",)))


@given(roles(), roles())
def test_shares_sum_to_one_and_the_other_way_round_is_the_mirror(first: Role, second: Role) -> None:
    found, mirror = compared(first, second), compared(second, first)
    for pairs in (found.areas, found.stages):
        for one, side in ((first, "first"), (second, "second")):
            whole = math.fsum(possible_points(one, TAXONOMY, Settings()))
            assert math.fsum(getattr(pair, side) for pair in pairs) == pytest.approx(whole)
    assert found.shared == mirror.shared
    assert [(p.first, p.second) for p in found.areas] == [(p.second, p.first) for p in mirror.areas]
    assert [p.difference for p in found.more] == [-p.difference for p in mirror.less]
    assert RoleDifference.model_validate_json(found.model_dump_json()) == found


# --- as it is shown


@pytest.fixture
def skillmap(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    from skillmap.cli import run

    def command(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return command


@pytest.mark.parametrize("other", NAMES)
def test_the_difference_fits_80_columns(other: str, skillmap: Callable[..., Any]) -> None:
    code, out, _ = skillmap("role", "responsible-ai-lead", "--against", other)
    assert code == 0
    assert max(map(len, out.splitlines())) <= 80
    assert "Responsible-AI lead" in out


def test_the_difference_shows_areas_stages_and_skills(skillmap: Callable[..., Any]) -> None:
    out = skillmap("role", "ai-engineer", "--against", "data-scientist")[1]
    for words in ("AI engineer asks more", "Data scientist asks more", "both ask (", "deployment"):
        assert words in out
    assert any(line.startswith("AI agents ") and "+" in line for line in out.splitlines())


def test_the_difference_in_other_formats(skillmap: Callable[..., Any]) -> None:
    command = ("role", "ai-engineer", "--against", "data-scientist", "--format")
    found = RoleDifference.model_validate(json.loads(skillmap(*command, "json")[1]))
    assert found == builtin("ai-engineer", "data-scientist")
    assert len(found.more) == len(found.less) == 10
    assert skillmap(*command, "jsonl")[1].count("\n") == 1
    rows = skillmap(*command, "csv")[1].splitlines()
    assert rows[0] == "kind,name,first,second,difference"
    assert {row.partition(",")[0] for row in rows[1:]} == {"area", "stage", "more", "less", "both"}


def test_a_role_file_with_skills_of_its_own_can_be_compared(
    tmp_path: Path, skillmap: Callable[..., Any]
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "title: A title that is too long for the head of a column\n"
        "skills:\n  - {id: grumblewerk, label: Grumblewerk, area: mlops, kind: tool}\n"
        "requirements:\n  - skills: [grumblewerk]\n",
        encoding="utf-8",
    )
    for pair in (("ai-engineer", str(own)), (str(own), "ai-engineer")):
        code, out, _ = skillmap("role", pair[0], "--against", pair[1])
        assert code == 0
        assert "Grumblewerk" in out
        assert max(map(len, out.splitlines())) <= 80


def test_a_role_that_is_not_there_is_refused(skillmap: Callable[..., Any]) -> None:
    code, out, err = skillmap("role", "ai-engineer", "--against", "data-scientst")
    assert (code, out) == (2, "")
    assert "data-scientist" in err


def test_the_readme_holds_the_table_that_the_roles_give() -> None:
    made = runpy.run_path(str(ROOT / "benchmarks" / "roles_table.py"))
    table = f"{made['BEGIN']}\n{made['markdown']()}{made['END']}\n"
    assert table in (ROOT / "README.md").read_text(encoding="utf-8"), (
        "run: python benchmarks/roles_table.py --write README.md"
    )
