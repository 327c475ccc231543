"""Stored profiles and roles follow a taxonomy in which skills were replaced."""

from __future__ import annotations

import functools
from datetime import date

import pytest

import skillmap
from skillmap import Extractor, Profile, Role, Taxonomy, TaxonomyError, UnknownSkill, load_taxonomy
from skillmap.taxonomy.schema import Skill

AS_OF = date(2026, 11, 24)
CV = """Experience
ML Engineer, Acme
Jan 2022 - Dec 2023
- Led the move of serving to TensorFlow
Engineer, Beta
Jan 2024 - Present
- Trained models in Keras. No Scala.

Skills
TensorFlow, Python
"""
POST = "Requirements\n- TensorFlow or Keras\n- 3+ years of Python\n- Docker"


@functools.cache
def replaced(old: str, new: str | None) -> Taxonomy:
    """The shipped taxonomy a version later: one skill gave its names to another."""
    data = load_taxonomy().data
    gone = load_taxonomy()[old]

    def later(skill: Skill) -> Skill:
        if skill.id == old:
            return skill.model_copy(
                update={"deprecated": True, "replaced_by": new, "aliases": (), "related": ()}
            )
        if skill.id == new:
            return skill.model_copy(update={"aliases": (*skill.aliases, *gone.aliases)})
        return skill

    return Taxonomy(
        data.model_copy(
            update={"version": "2027.1", "skills": tuple(later(skill) for skill in data.skills)}
        )
    )


def stored(record: Profile) -> Profile:
    return Profile.model_validate_json(record.model_dump_json())


def test_two_skills_that_became_one_are_one_in_a_stored_profile() -> None:
    old = stored(skillmap.extract(CV, as_of=AS_OF))
    assert {"tensorflow", "keras"} <= {skill.skill_id for skill in old}
    profile = Extractor(replaced("keras", "tensorflow")).migrate(old)
    evidence = profile["tensorflow"]
    assert "keras" not in profile
    assert (evidence.months, evidence.strength, evidence.last_used) == (59, "led", "2026-11")
    assert [mention.text for mention in evidence.mentions] == ["TensorFlow", "Keras", "TensorFlow"]
    assert all(mention.skill_id == "tensorflow" for mention in evidence.mentions)
    assert ["keras" in one.skill_ids for one in profile.positions] == [False, False]
    assert ["tensorflow" in one.skill_ids for one in profile.positions] == [True, True]
    assert profile.provenance.taxonomy and profile.provenance.taxonomy.version == "2027.1"


@pytest.mark.parametrize("text", [CV, "No Keras. Built TensorFlow services.", "Keras, not yet Go"])
@pytest.mark.parametrize(
    ("old", "new"), [("keras", "tensorflow"), ("tensorflow", "keras"), ("python", "r")]
)
def test_a_stored_profile_ends_where_reading_again_does(text: str, old: str, new: str) -> None:
    extractor = Extractor(replaced(old, new))
    followed = extractor.migrate(stored(skillmap.extract(text, as_of=AS_OF)))
    again = extractor.extract(text, as_of=AS_OF)
    fields = ("skill_id", "label", "area", "status", "strength", "months", "last_used")
    for one, other in ((followed.skills, again.skills), (followed.not_held, again.not_held)):
        assert [[getattr(s, f) for f in fields] for s in one] == [
            [getattr(s, f) for f in fields] for s in other
        ]
    assert [(m.start, m.end, m.skill_id) for m in followed.mentions] == [
        (m.start, m.end, m.skill_id) for m in again.mentions
    ]


def test_a_stored_profile_and_role_score_after_they_were_brought_up_and_not_before() -> None:
    profile, role = skillmap.extract(CV, as_of=AS_OF), skillmap.role(POST, as_of=AS_OF)
    extractor = Extractor(replaced("keras", "tensorflow"))
    with pytest.raises(TaxonomyError, match=r"2027\.1") as caught:
        extractor.score(profile, role)
    assert "migrate" in str(caught.value.hint)
    later: Role = extractor.migrate(role)
    assert later.requirements[0].skills == ("tensorflow",)
    assert all(m.skill_id == "tensorflow" for m in later.requirements[0].mentions)
    coverage = extractor.score(extractor.migrate(profile), later)
    assert coverage.contributions[0].outcome == "met"


def test_a_skill_dropped_without_a_successor_keeps_its_id_and_meets_nothing() -> None:
    extractor = Extractor(replaced("keras", None))
    profile = extractor.migrate(skillmap.extract("Built Keras models.", as_of=AS_OF))
    assert "keras" in profile
    role = extractor.migrate(skillmap.role("Requirements\n- Keras\n- Docker\n- SQL", as_of=AS_OF))
    assert extractor.score(profile, role).contributions[0].outcome == "missing"


def test_hidden_skills_follow_and_leave_when_they_are_shown() -> None:
    profile = skillmap.extract("Built TensorFlow services.", as_of=AS_OF)
    profile = profile.model_copy(update={"hidden_skills": ("keras", "sql")})
    assert Extractor(replaced("keras", "tensorflow")).migrate(profile).hidden_skills == ("sql",)


def test_an_id_the_taxonomy_never_had_is_named() -> None:
    profile = skillmap.extract("Built Python services.", as_of=AS_OF)
    alien = profile.skills[0].model_copy(update={"skill_id": "wombatron"})
    with pytest.raises(UnknownSkill, match="wombatron"):
        skillmap.migrate(profile.model_copy(update={"skills": (alien,)}))
