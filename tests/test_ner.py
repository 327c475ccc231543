"""Phrases that the taxonomy lacks: where they lie, where none may be, and what they leave alone."""

from __future__ import annotations

import gc
import itertools
import json
import subprocess
import sys
import weakref
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from importlib.resources import files

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from skillmap import Extractor, Profile, Settings, benchmark
from skillmap.matchers import match_text, ner
from skillmap.matchers.ner import known_words, load_ner, model_version, pieces, word_class
from skillmap.matchers.phrase import phrase_matcher
from skillmap.render.pages import profile_text
from skillmap.text import MASK, segments

AS_OF = date(2026, 11, 24)
CV = """Ana Brandt
ana.brandt@example.com

SKILLS
Python, PyTorch, Frobnicator, Docker, Zephyrlake, Kubernetes

EXPERIENCE
Data Engineer, Contoso | Jan 2021 - Present
- Moved the nightly jobs from Airflow to Quillstream and Terraform
"""
MOST_BYTES = 8_000_000


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def unmapped(text: str, extractor: Extractor) -> list[str]:
    return [one.text for one in extractor.extract(text, AS_OF, "cv").unmapped]


# --- what is found


def test_names_among_skills_are_found(extractor: Extractor) -> None:
    assert unmapped(CV, extractor) == ["Frobnicator", "Zephyrlake", "Quillstream"]


def test_offsets_count_the_characters_of_the_document(extractor: Extractor) -> None:
    profile = extractor.extract(CV, AS_OF, "cv")
    assert profile.unmapped
    for one in profile.unmapped:
        assert CV[one.start : one.end] == one.text
        assert 0 < one.score <= 1 and round(one.score, 4) == one.score
    assert list(profile.unmapped) == sorted(profile.unmapped, key=lambda one: one.start)


@pytest.mark.parametrize("mark", ["\ufb01", "\u2122", "\u201c", "\U0001f600"])
def test_offsets_hold_when_the_text_is_folded(mark: str, extractor: Extractor) -> None:
    text = f"{mark} notes\n" + CV
    assert unmapped(text, extractor) == ["Frobnicator", "Zephyrlake", "Quillstream"]
    for one in extractor.extract(text, AS_OF, "cv").unmapped:
        assert text[one.start : one.end] == one.text


def test_the_same_twice_and_in_a_new_process(extractor: Extractor) -> None:
    first = extractor.extract(CV, AS_OF, "cv")
    assert extractor.extract(CV, AS_OF, "cv") == first == Extractor().extract(CV, AS_OF, "cv")
    program = (
        "import sys; from datetime import date; from skillmap import extract; "
        "sys.stdin.reconfigure(encoding='utf-8'); "
        "print([u.score for u in extract(sys.stdin.read(), date(2026, 11, 24), 'cv').unmapped])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=CV, capture_output=True, encoding="utf-8", check=True
    )
    assert json.loads(done.stdout) == [one.score for one in first.unmapped]


def test_threads_find_the_same(extractor: Extractor) -> None:
    texts = [CV, CV.lower(), CV + CV, "Tools: Glimmerfax, Kafka, Spark"] * 3
    alone = [extractor.extract(text, AS_OF, "cv") for text in texts]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: extractor.extract(text, AS_OF, "cv"), texts))
    assert together == alone


def test_what_else_is_read_does_not_count(extractor: Extractor) -> None:
    before = unmapped(CV, extractor)
    unmapped("Built Gizmotron pipelines with Kafka, Blorbify and Spark.", extractor)
    assert unmapped(CV, extractor) == before


# --- where none may be


@pytest.mark.parametrize("split", ["train", "dev"])
def test_none_overlaps_a_mention_or_an_identity(split: str, extractor: Extractor) -> None:
    for row in benchmark.load(split)[:8]:
        profile = extractor.extract(row.text, AS_OF, row.kind)
        taken = [(m.start, m.end) for m in (*profile.mentions, *profile.uncertain)]
        taken += [(u.start, u.end) for u in profile.unmapped]
        taken.sort()
        assert all(left[1] <= right[0] for left, right in itertools.pairwise(taken))
        assert not any(MASK in one.text or "\n" in one.text for one in profile.unmapped)


def test_a_swapped_name_changes_nothing(extractor: Extractor) -> None:
    other = CV.replace("Ana Brandt", "Kwabena Osei").replace("ana.brandt", "k")
    here, there = (extractor.extract(text, AS_OF, "cv").unmapped for text in (CV, other))
    assert [(u.text, u.score) for u in here] == [(u.text, u.score) for u in there]


@pytest.mark.parametrize(
    "text",
    [
        "Frobnicator Engineer at Zephyrlake GmbH",
        "BSc in Frobnication, University of Leeds",
        "Customers include Zephyrlake, Northwind and Contoso.",
        "Worked with Flask, our dog, on Sundays.",
        "",
        "\n \n",
        "12 34 56 --- ***",
    ],
)
def test_no_phrase_where_no_mention_may_be(text: str, extractor: Extractor) -> None:
    assert unmapped(text, extractor) == []


def test_a_name_in_another_sense_is_not_lacking(extractor: Extractor) -> None:
    found = unmapped("We go to market in spring and excel in service.", extractor)
    assert found == []


# --- the switch, and what stays the same


def test_mentions_are_the_same_either_way(extractor: Extractor) -> None:
    off = Extractor(settings=Settings(unmapped=False))
    with_, without = extractor.extract(CV, AS_OF, "cv"), off.extract(CV, AS_OF, "cv")
    assert without.unmapped == ()
    for field in ("mentions", "skills", "not_held", "uncertain", "positions"):
        assert getattr(with_, field) == getattr(without, field)


def test_the_model_is_in_the_provenance_when_it_had_a_say(extractor: Extractor) -> None:
    assert extractor.extract(CV, AS_OF).provenance.model == model_version()
    assert load_ner().version == model_version()
    assert len(model_version().sha256) == 16
    off = Extractor(settings=Settings(unmapped=False))
    assert off.extract(CV, AS_OF).provenance.model is None
    assert extractor.role("You know Python.", AS_OF).provenance.model is None


def test_spacy_is_loaded_by_nothing_that_does_without() -> None:
    program = (
        "import sys; from skillmap import Extractor, Settings\n"
        "Extractor(settings=Settings(unmapped=False)).extract('Python and SQL')\n"
        "Extractor().role('You know Python and SQL.')\n"
        "assert 'spacy' not in sys.modules and 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_profile_survives_json_and_shows_the_phrases(extractor: Extractor) -> None:
    profile = extractor.extract(CV, AS_OF, "cv")
    assert Profile.model_validate_json(profile.model_dump_json()) == profile
    page = profile_text(profile, extractor.taxonomy)
    assert "not in the taxonomy" in page and "“Frobnicator”" in page


def test_the_component_gives_them_in_a_group_of_their_own(extractor: Extractor) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("skillmap", config={"as_of": AS_OF.isoformat()})
    doc = nlp(CV)
    assert doc._.skillmap.unmapped == extractor.extract(CV, AS_OF).unmapped
    group = [(span.text, span.label_) for span in doc.spans["skillmap_unmapped"]]
    assert group == [(one.text, "unmapped") for one in doc._.skillmap.unmapped]
    assert Doc(nlp.vocab).from_bytes(doc.to_bytes()).spans["skillmap_unmapped"]


# --- junk


@pytest.mark.parametrize(
    "junk",
    [
        "x" * 50_000,
        "A1b2" * 12_500,
        "(" * 50_000,
        "word " * 10_000,
        "Foo, " * 10_000,
        "\u4e2d\u6587" * 25_000,
        "\U0001f600 \u0301" * 16_000,
        "a\n" * 25_000,
    ],
    ids=["letters", "glued", "brackets", "words", "list", "chinese", "marks", "lines"],
)
def test_junk_is_read(junk: str, extractor: Extractor) -> None:
    profile = extractor.extract(junk[:50_000], AS_OF, "text")
    assert all(junk[one.start : one.end] == one.text for one in profile.unmapped)


def test_pieces_are_bounded() -> None:
    text = match_text("word " * 5_000)
    made = pieces(text, segments(text.view.text), {})
    assert max(len(piece.words) for piece in made) <= 401
    assert [i for piece in made for i in piece.tokens if i is not None] == list(range(5_000))


@given(st.text(max_size=200))
def test_pieces_hold_each_word_once(text: str) -> None:
    seen = match_text(text)
    made = pieces(seen, segments(text), {})
    given_ = [i for piece in made for i in piece.tokens if i is not None]
    assert given_ == sorted(set(given_))
    for piece in made:
        assert len(piece.words) == len(piece.spaces) == len(piece.cues) == len(piece.tokens)


# --- what the model reads, and its files


def test_words_have_classes() -> None:
    classes = {word: word_class(word) for word in ("the", "Frobnicator", "3.1", "/", MASK)}
    assert list(classes.values()) == ["c", "u", "d", "x", "m"]


def test_names_of_the_taxonomy_are_marked(extractor: Extractor) -> None:
    text = match_text("PyTorch, machine learning, Go, teamwork, Frobnicator")
    find = phrase_matcher(extractor.taxonomy, extractor.settings)
    marks = known_words(find(text), extractor.taxonomy)
    assert {text.tokens[i].text: mark for i, mark in marks.items()} == {
        "PyTorch": "B",
        "machine": "B",
        "learning": "I",
        "Go": "A",
        "teamwork": "S",
    }


def test_model_is_small_and_holds_no_text_of_its_training() -> None:
    folder = files("skillmap").joinpath("data", "ner")
    sizes: list[int] = []

    def count(place: object) -> None:
        for child in place.iterdir():  # type: ignore[attr-defined]
            if child.is_dir():
                count(child)
            else:
                sizes.append(len(child.read_bytes()))

    count(folder)
    assert sum(sizes) <= MOST_BYTES
    strings = json.loads(folder.joinpath("vocab", "strings.json").read_text(encoding="utf-8"))
    assert "Kubernetes" not in strings and "PyTorch" not in strings


def test_words_read_before_change_nothing(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the model makes of single words is kept, and dropped when it grows too large."""
    others = [" ".join(CV.split(" ")[at:]) for at in range(5)]
    ner.load_ner.cache_clear()
    first = extractor.extract(CV, AS_OF, "cv")
    for most in (ner._MOST_KEPT, 3):
        monkeypatch.setattr(ner, "_MOST_KEPT", most)
        for text in others:
            extractor.extract(text, AS_OF, "cv")
        assert extractor.extract(CV, AS_OF, "cv") == first


def test_nothing_of_spacy_outlives_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each text has a vocabulary of its own, which goes with it: no memory zone could do more."""

    class Watched(Vocab):
        """One that weak references may point to."""

    made: list[weakref.ref[Vocab]] = []
    usual = ner.new_vocab

    def new_vocab() -> Vocab:
        vocab = Watched(lex_attr_getters=usual().lex_attr_getters)
        made.append(weakref.ref(vocab))
        return vocab

    monkeypatch.setattr(ner, "new_vocab", new_vocab)
    names = ["Frobnitzel", "Gorblimax", "Hurkledurk"]  # a word seen before needs no vocabulary
    profiles = [Extractor().extract(f"Built a {name} on Zorblax.") for name in names]
    gc.collect()
    assert len(made) == len(profiles)
    assert not any(one() for one in made)
