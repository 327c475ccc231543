"""Suggestions: frequent names that the taxonomy lacks, as a stub that loads once filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from skillmap import Settings, TaxonomyError, load_taxonomy
from skillmap.documents import document_from_text
from skillmap.suggestions import Suggestion, stub, suggest

POSTS = (
    "Requirements:\nExperience with Grumblewerk, Docker and grumble budgets.\nThe Team ships.",
    "Skills\nPython, Grumblewerk, Kubernetes\n\nAbout Initech\nInitech builds boats.",
    "We run Grumblewerk, Docker and Grumblewerk again. Proficient in grumble budgets and Python.",
    "We deploy with docker/WombatDB. At Initech we care. Delivered on time. Knowledge of sailing.",
    "We deploy with Docker, WombatDB. Initech cares. Delivered on time. Knowledge of sailing.",
)


def suggested(*texts: str, least: int = 2, most: int = 50) -> dict[str, Suggestion]:
    documents = [document_from_text(text, Settings(), "job") for text in texts]
    found = suggest(documents, load_taxonomy(), Settings(), least, most)
    return {one.phrase: one for one in found}


def test_frequent_unknown_names_are_suggested_by_documents() -> None:
    found = suggested(*POSTS)
    assert list(found) == ["Grumblewerk", "grumble budgets", "WombatDB"]
    assert found["Grumblewerk"].documents == 3
    assert found["Grumblewerk"].skill_id == "grumblewerk"
    assert 1 <= len(found["Grumblewerk"].examples) <= 3
    assert "Experience with Grumblewerk, Docker" in found["Grumblewerk"].examples[0]
    assert list(suggested(*POSTS, least=3)) == ["Grumblewerk"]
    assert list(suggested(*POSTS, most=1)) == ["Grumblewerk"]


@pytest.mark.parametrize(
    "text",
    [
        "Experience with Docker, Kubernetes 1.30 and GPT-4o mini.",  # known
        "Delivered features. Amazing people work here.",  # capitals of sentences
        "Experience with sailing, patience and leadership.",  # ordinary words
        "Docker, Senior Engineer, Berlin",  # titles and places
        "Write to Grumblewerk@grumble.example, Docker.",  # identity
        "Skills: Go, R, Spark, Excel",  # known with another sense
        "",
    ],
)
def test_what_is_known_or_no_skill_is_not_suggested(text: str) -> None:
    assert suggested(text, text) == {}


def test_spellings_meet_and_the_most_frequent_is_told() -> None:
    text = "Experience with {}, Docker and Python."
    names = ("Zorblat Base", "ZorblatBase", "Zorblat Base", "zorblat-base")
    (one,) = suggested(*(text.format(name) for name in names)).values()
    assert (one.phrase, one.documents) == ("Zorblat Base", 4)
    assert "ZorblatBase" in one.spellings


def test_names_of_people_are_in_no_example() -> None:
    cv = "Zelda Quimby\nzelda@quimby.example\n\nSkills\nDocker, Grumblewerk by Zelda Quimby\n"
    documents = [document_from_text(cv + "x" * n, Settings(), "cv") for n in range(2)]
    found = suggest(documents, load_taxonomy(), Settings(), least=1)
    assert found
    assert not any("Quimby" in text for one in found for text in (one.phrase, *one.examples))


def test_an_id_of_a_suggestion_is_free(tmp_path: Path) -> None:
    # The id docker is taken; an entry with it would change that skill.
    path = tmp_path / "ours.yaml"
    path.write_text("skills:\n  - {id: docker, deprecated: true}\n", encoding="utf-8")
    taxonomy = load_taxonomy(extend=path)
    documents = [document_from_text("Experience with Docker, Python.", Settings(), "job")] * 2
    (one,) = suggest(documents, taxonomy, Settings(), least=2)
    assert (one.phrase, one.skill_id) == ("Docker", "docker-2")


def test_the_stub_loads_once_it_is_filled_in(tmp_path: Path) -> None:
    text = stub(suggested(*POSTS).values(), load_taxonomy())
    assert "generative-ai" in text.replace("\n", " ")
    path = tmp_path / "stub.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TaxonomyError):
        load_taxonomy(extend=path)
    filled = text.replace("area:\n", "area: mlops\n").replace("kind:\n", "kind: tool\n")
    path.write_text(filled, encoding="utf-8")
    skill = load_taxonomy(extend=path).resolve("grumblewerk")
    assert skill is not None and skill.id == "grumblewerk"
    path.write_text(stub((), load_taxonomy()), encoding="utf-8")
    assert len(load_taxonomy(extend=path)) == len(load_taxonomy())
