"""Named changes of roles: their file, and the gaps that are computed from the two roles."""

from __future__ import annotations

from pathlib import Path

import pytest

import skillmap
from skillmap import Settings, TaxonomyError, load_taxonomy
from skillmap.models import CharacteristicGap, Transition
from skillmap.planning import (
    characteristic_gap,
    compile_transitions,
    load_transitions,
    named_transition,
    transitions,
)

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "taxonomy" / "transitions.yaml"
TAXONOMY = load_taxonomy()
ORIGINS = (
    "software-engineer",
    "data-scientist",
    "data-engineer",
    "ml-engineer",
    "devops-engineer",
    "frontend-developer",
    "data-analyst",
)
GOALS = ("ai-engineer", "llm-engineer", "mlops-engineer")


def gap(origin: str, goal: str = "ai-engineer") -> CharacteristicGap:
    return characteristic_gap(named_transition(origin, goal), TAXONOMY, Settings())


def lacking(found: CharacteristicGap, least: float = 0.5) -> set[str]:
    """Skills of the lines of which at least that share is not brought."""
    return {
        skill
        for line in found.lines
        if line.lacking >= least * line.share
        for skill in line.requirement.skills
    }


def test_the_compiled_transitions_are_not_stale() -> None:
    data = ROOT / "src" / "skillmap" / "data" / "transitions.json"
    assert data.read_bytes() == compile_transitions(SOURCE)


def test_every_change_that_was_promised_is_there() -> None:
    found = {(one.origin, one.goal) for one in transitions()}
    assert found == {(origin, goal) for origin in ORIGINS for goal in GOALS}


@pytest.mark.parametrize("change", transitions(), ids=lambda one: one.name)
def test_a_change_tells_no_skill_and_its_gap_adds_up(change: Transition) -> None:
    assert not skillmap.extract(change.text, unmapped=False).mentions
    found = characteristic_gap(change, TAXONOMY, Settings())
    assert sum(line.share for line in found.lines) == pytest.approx(1)
    assert sum(area.possible for area in found.areas) == pytest.approx(1)
    assert [line.lacking for line in found.lines] == sorted(
        (line.lacking for line in found.lines), reverse=True
    )
    assert CharacteristicGap.model_validate_json(found.model_dump_json()) == found


def test_what_is_characteristic_is_computed() -> None:
    data, software = gap("data-scientist"), gap("software-engineer")
    # To bring it into production, against models, data and language models.
    assert {"production-code", "model-deployment", "aws", "docker"} <= lacking(data)
    assert not {"machine-learning", "python"} & lacking(data)
    assert {"machine-learning", "large-language-models", "python"} <= lacking(software)
    assert not {"production-code", "rest-api", "ci-cd"} & lacking(software, 0.7)
    shares = {
        one: {s.name: 1 - s.share for s in found.stages}
        for one, found in (("data", data), ("software", software))
    }
    for stage in ("deployment", "integration", "monitoring"):
        assert shares["data"][stage] > shares["software"][stage]
    for stage in ("data", "features", "training", "evaluation"):
        assert shares["software"][stage] > shares["data"][stage]


def test_an_unknown_change_names_those_there_are() -> None:
    with pytest.raises(TaxonomyError) as caught:
        named_transition("data-scientists", "ai-engineer")
    assert "data-scientist" in caught.value.hint
    with pytest.raises(TaxonomyError) as caught:
        named_transition("data-scientist", "pastry-chef")
    assert "ai-engineer" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("transitions: 3", "list"),
        ("transitions: [3]", "origin, goal and text"),
        ("transitions: [{origin: a, goal: b}]", "text"),
        ("transitions: [{origin: a, goal: c, text: t}]", "no role 'c'"),
        ("transitions: [{origin: a, goal: a, text: t}]", "leads to itself"),
        (
            "transitions: [{origin: a, goal: b, text: t}, {origin: a, goal: b, text: t}]",
            "stands twice",
        ),
        ("transitions: [{origin: a, goal: b, text: t, skills: [x]}]", "skills"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "transitions.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TaxonomyError, match=told) as caught:
        load_transitions(path, {"a", "b"})
    assert str(caught.value).startswith("transitions.yaml")
