"""The laws that hold of every profile, whatever the text."""

from __future__ import annotations

import pickle
import threading
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import skillmap
from skillmap import Document, Extractor, Profile, Settings, UnknownSkill

AS_OF = date(2026, 11, 24)
EXTRACTOR = Extractor()

PIECES = st.sampled_from(
    [
        "Python",
        "SQL",
        "Go",
        "go to market",
        "RAG",
        "k8s",
        "No Java.",
        "Kuberentes",
        "R&D",
        "C++",
        "machine learning",
        "•",
        "\n",
        "\n\n",
        " ",
        ", ",
        "/",
        "- ",
        "EXPERIENCE\n",
        "SKILLS\n",
        "Jan 2020 - Present",
        "currently learning",
        "AWS, Azure or GCP",
        "█",
        "\u200b",
        "ﬁne-tuning",
        "a@b.example",
        "5 years of ",
        "(",
        "\u2028",
        "𝔓ython",
        "Jane Doe\n",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join))
KINDS = st.sampled_from(["cv", "job", "text", None])


@given(TEXTS, KINDS)
def test_mentions_lie_in_the_text_sorted_and_apart(text: str, kind: skillmap.models.Kind) -> None:
    profile = EXTRACTOR.extract(text, AS_OF, kind)
    last = 0
    for mention in profile.mentions:
        assert text[mention.start : mention.end] == mention.text
        assert last <= mention.start < mention.end
        assert len(mention.quote) <= 200
        last = mention.end
    present = {m.skill_id for m in profile.mentions if m.status == "present"}
    assert {skill.skill_id for skill in profile} == present
    held_or_not = present | {skill.skill_id for skill in profile.not_held}
    assert held_or_not == {m.skill_id for m in profile.mentions}
    assert not present & {skill.skill_id for skill in profile.not_held}


@given(TEXTS)
def test_a_profile_survives_json_and_is_the_same_twice(text: str) -> None:
    profile = EXTRACTOR.extract(text, AS_OF)
    assert Profile.model_validate_json(profile.model_dump_json()) == profile
    assert EXTRACTOR.extract(text, AS_OF) == profile


@given(TEXTS, st.dates(date(2021, 1, 1), date(2031, 1, 1)))
def test_another_date_later_equals_that_date_at_once(text: str, day: date) -> None:
    role = EXTRACTOR.builtin_role("ai-engineer")
    later = EXTRACTOR.score(EXTRACTOR.extract(text, AS_OF), role, as_of=day)
    assert later == EXTRACTOR.score(EXTRACTOR.extract(text, day), role)


@given(TEXTS)
def test_text_of_a_string_is_that_string(text: str) -> None:
    document = EXTRACTOR._document(text, None)
    assert document.text == text
    assert Document.model_validate_json(document.model_dump_json()) == document


def test_hidden_text_changes_no_mention_and_is_told(examples: Path) -> None:
    document = EXTRACTOR.read(examples / "cvs" / "tomas-brandvik.docx")
    hidden = skillmap.models.HiddenText(text="Kotlin, Elixir, Docker", reason="white on white")
    stuffed = document.model_copy(update={"hidden": (hidden,)})
    plain, with_hidden = (EXTRACTOR.extract(d, AS_OF) for d in (document, stuffed))
    assert with_hidden.mentions == plain.mentions
    assert with_hidden.skills == plain.skills
    assert "kotlin" in set(with_hidden.hidden_skills)
    role = EXTRACTOR.builtin_role("software-engineer")
    scores = [EXTRACTOR.score(profile, role) for profile in (plain, with_hidden)]
    assert scores[0].score == scores[1].score
    assert "hidden-skills" in {notice.code for notice in scores[1].warnings}


def test_an_extractor_pickles() -> None:
    own = Extractor(settings=Settings(fuzzy_cutoff=0.95))
    again = pickle.loads(pickle.dumps(own))
    assert again.settings == own.settings
    assert again.extract("Python", AS_OF) == own.extract("Python", AS_OF)


def test_an_extractor_is_shared_between_threads(examples: Path) -> None:
    paths = sorted((examples / "cvs").glob("*.docx")) + sorted((examples / "cvs").glob("s*.pdf"))
    expected = [EXTRACTOR.extract(EXTRACTOR.read(path), AS_OF) for path in paths]
    found: dict[int, list[Profile]] = {}

    def work(number: int) -> None:
        found[number] = [EXTRACTOR.extract(EXTRACTOR.read(path), AS_OF) for path in paths]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(found[number] == expected for number in range(4))


def test_every_outer_record_tells_where_it_comes_from() -> None:
    profile = EXTRACTOR.extract("Python", AS_OF)
    role = EXTRACTOR.role("You know Python.", AS_OF)
    for record in (profile, role, EXTRACTOR.score(profile, role)):
        provenance = record.provenance
        assert provenance is not None
        assert provenance.package.name == "skillmap-ai"
        assert provenance.taxonomy == EXTRACTOR.taxonomy.version
        assert provenance.settings is not None
        assert provenance.as_of == AS_OF
        assert provenance.text_sha256


def test_trace_of_an_unknown_skill_names_the_nearest() -> None:
    document = EXTRACTOR._document("Python", None)
    with pytest.raises(UnknownSkill) as caught:
        EXTRACTOR.trace(document, "pyhton")
    assert "python" in caught.value.hint


@pytest.mark.parametrize("size", [50_000])
def test_long_texts_of_one_kind_do_no_harm(size: int) -> None:
    for piece in ("go ", "RAG, ", "a" * 9 + " ", "no ", "2019 - ", "•", "(", "Python/"):
        profile = EXTRACTOR.extract(piece * (size // len(piece)), AS_OF)
        assert len(profile.mentions) >= 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ran Kuber-\nnetes clusters", [("Kuber-\nnetes", "kubernetes")]),
        ("Good at stakeholder manage-\nment", [("stakeholder manage-\nment", None)]),
        ("Did fine-\ntuning of models", [("fine-\ntuning", "fine-tuning")]),
        ("Wrote type-\nscript daily", [("type-\nscript", "typescript")]),
        ("Kuber-\n\nnetes", []),  # two paragraphs
        (
            "Skills: Pyth0n, D0cker, 1inux",
            [("Pyth0n", "python"), ("D0cker", "docker"), ("1inux", "linux")],
        ),
        ("Python3, k8s, p95, H2O2", [("Python3", "python"), ("k8s", "kubernetes")]),
    ],
)
def test_words_that_a_line_end_or_text_recognition_broke(
    text: str, found: list[tuple[str, str | None]]
) -> None:
    mentions = skillmap.extract(text).mentions
    assert [mention.text for mention in mentions] == [name for name, _ in found]
    for mention, (_, skill) in zip(mentions, found, strict=True):
        assert skill is None or mention.skill_id == skill
        assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Diploma in design, open office hours; it helps you track work.", []),
        ("Java Script, Share Point, Type Script", ["javascript", "sharepoint", "typescript"]),
        ("py torch and tensor flow", ["pytorch", "tensorflow"]),
        ("Used InDesign and OpenOffice", ["adobe-indesign", "microsoft-office"]),
    ],
)
def test_a_name_written_as_two_everyday_words_needs_its_capitals(
    text: str, found: list[str]
) -> None:
    assert [mention.skill_id for mention in skillmap.extract(text).mentions] == found
