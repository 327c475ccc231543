"""Identity collapses to one token, and every offset finds its way back."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from skillmap import Extractor, ReadError, Settings, builtin_role, read
from skillmap.blinding import Span, blinded
from skillmap.documents import document_from_text
from skillmap.identity import identity_spans
from skillmap.text import MASK

AS_OF = date(2026, 11, 24)

PARTS = st.lists(st.text(st.characters(codec="ascii"), max_size=8), max_size=9)


@given(PARTS)
def test_what_stands_between_masks_leads_back_to_itself(parts: list[str]) -> None:
    """Every second part is identity."""
    text, masks, kept = "", [], []
    for index, part in enumerate(parts):
        if index % 2 and part:
            masks.append((len(text), len(text) + len(part)))
        elif part:
            kept.append((len(text), part))
        text += part
    blind = blinded(document_from_text(text, Settings(), "cv"), masks)
    hidden = blind.document.text
    assert len(hidden) == len(text) - sum(end - start - 1 for start, end in masks)
    at = 0
    for _, part in kept:
        at = hidden.index(part, at)
        assert blind.source(at, at + len(part))[1] - blind.source(at, at + len(part))[0] >= 0
        at += len(part)
    pieces = []
    last = 0
    for start, end in masks:
        pieces += [text[last:start], MASK]
        last = end
    assert hidden == "".join([*pieces, text[last:]])
    for offset, char in enumerate(hidden):
        if char != MASK:
            start, end = blind.source(offset, offset + 1)
            assert text[start] == char
            assert end >= start + 1


@given(PARTS)
def test_sections_and_pages_move_along(parts: list[str]) -> None:
    text = "Jane Doe\n" + "\nSKILLS\n".join(parts)
    document = document_from_text(text, Settings(), "cv")
    moved = blinded(document, [(0, 8)]).document
    for before, after in zip(document.sections, moved.sections, strict=True):
        assert after.name == before.name
        if before.start >= 8:
            assert moved.text[after.start : after.end] == text[before.start : before.end]


# Some are called like a tool, or like a word that leads, negates or plans.
PEOPLE = (
    ("Amina Okonkwo-Reyes", "University of Northern Mesa"),
    ("Ray Swift", "Kafka Institute of Technology"),
    ("Jean-Luc Delatour", "\u00c9cole Polytechnique"),
    ("Ruby Jenkins", "Lyc\u00e9e Victor Duruy"),
    ("Never Usedham", "Hochschule Trave"),
    ("Linnea Bergkvist", "Penmoor University"),
    ("Thandeka Ngcobo", "Harrow College"),
    ("Max Mentorsen", "Universidad del Mar"),
    ("Siobh\u00e1n Walsh", "Politecnico di Montebrace"),
    ("Wolfgang Wolfeschlegelstein", "Gediz Teknik \u00dcniversitesi"),
    ("Yuki Lead", "Airflow College of Engineering"),
    ("Ng\u1ecdc Tr\u1ea7n", "ETH Z\u00fcrich"),
)
PLACES = ("Oslo, Norway", "Springfield, IL", "Lower Hutt, Wellington", "Haifa, Israel")
LEAST_SWAPS = 1000
YEAR = re.compile(r"(?:19|20)\d\d")


def swapped(text: str, spans: Sequence[Span], name: str, turn: int) -> tuple[str, int]:
    """Puts another person into the identity of a CV; gives the text and how much was changed."""
    other, school = PEOPLE[turn % len(PEOPLE)]
    old = dict(zip(name.casefold().split(" ", 1), other.split(" ", 1), strict=True))
    login = other.casefold().replace(" ", ".")
    pieces, at, count = [], 0, 0
    for start, end in spans:
        was = text[start:end]
        words = [word for word in old if word in was.casefold()]
        if "@" in was:
            new = f"{login}{turn}@mail.example"
        elif sum(char.isdigit() for char in was) >= 7 and not re.search("[a-z]|20", was):
            new = f"+44 7700 900{turn:03}"
        elif re.fullmatch(r"[\w.-]+\.\w+/\S+", was):
            new = f"github.com/{login}{turn}"
        elif re.search(r"University|Institut|College|School of \w+ing", was):
            new = school
        elif words and len(was) <= len(name) + 3:
            new = was
            for word in words:
                to = old[word].upper() if was.isupper() else old[word]
                new = re.sub(rf"(?i){re.escape(word)}", to, new)
        elif YEAR.match(was):
            new = YEAR.sub(lambda match: str(int(match.group()) - turn % 7), was)
        elif start < 400 and re.fullmatch(r"[\w -]+, [\w ]+", was):
            new = PLACES[turn % len(PLACES)]
        else:
            new = was
        pieces += [text[at:start], new]
        at, count = end, count + (new != was)
    return "".join([*pieces, text[at:]]), count


@functools.cache
def example_texts(examples: Path) -> tuple[tuple[str, str], ...]:
    found = []
    for path in sorted((examples / "cvs").iterdir()):
        try:
            text = read(path).text
        except ReadError:
            continue  # two are made so that they cannot be read
        found.append((path.stem.replace("-", " "), text))
    return tuple(found)


def test_swapping_who_somebody_is_changes_nothing(examples: Path) -> None:
    """Names, contacts, places, schools and their years, in all examples, many at a time."""
    extractor = Extractor(settings=Settings(unmapped=False))
    role = builtin_role("ml-engineer")

    def told(text: str) -> tuple[object, ...]:
        profile = extractor.extract(text, AS_OF, "cv")
        coverage = extractor.score(profile, role)
        skills = tuple((s.skill_id, s.strength, s.months, s.last_used) for s in profile.skills)
        others = tuple((s.skill_id, s.status) for s in profile.not_held)
        return skills, others, coverage.score, tuple(c.credit for c in coverage.contributions)

    swaps = 0
    for stem, text in example_texts(examples):
        title = re.search(rf"(?i){stem.replace(' ', '[ -]')}", text)
        name = re.sub(r"\s", " ", title.group()) if title else stem
        spans = identity_spans(document_from_text(text, Settings(), "cv"))
        before = told(text)
        for turn in range(len(PEOPLE)):
            other, count = swapped(text, spans, name, turn)
            swaps += count
            assert told(other) == before, (stem, PEOPLE[turn])
    assert swaps >= LEAST_SWAPS


def test_he_or_she_or_they_is_the_same_person() -> None:
    extractor = Extractor(settings=Settings(unmapped=False))
    text = (
        "Ana Ruiz ({0})\nana@ruiz.example\n\nEXPERIENCE\nEngineer, Lumen\n"
        "Jan 2020 - Mar 2022\n- Led {1} team in Python\n"
    )
    seen = {
        tuple(
            (s.skill_id, s.strength, s.months)
            for s in extractor.extract(text.format(*pronouns), AS_OF, "cv").skills
        )
        for pronouns in (("she/her", "her"), ("he/him", "his"), ("they/them", "their"))
    }
    assert len(seen) == 1


def test_a_break_of_two_years_changes_no_score_of_an_example(examples: Path) -> None:
    """Whatever came before the latest job moves two years back."""
    extractor = Extractor(settings=Settings(unmapped=False))
    role = builtin_role("ml-engineer")
    moved = 0
    for stem, text in example_texts(examples):
        profile = extractor.extract(text, AS_OF, "cv")
        dated = sorted((p for p in profile.positions if p.start), key=lambda p: str(p.start))
        if len(dated) < 2:
            continue
        latest = dated[-1]
        year = int(str(latest.start)[:4])
        if any(p.end is None or int(str(p.end)[:4]) >= year for p in dated[:-1]):
            continue
        pieces, at = [], 0
        for position in sorted(dated[:-1], key=lambda p: p.span_start):
            inside = text[position.span_start : position.span_end]
            earlier = YEAR.sub(lambda match: str(int(match.group()) - 2), inside)
            pieces += [text[at : position.span_start], earlier]
            at = position.span_end
        after = extractor.extract("".join([*pieces, text[at:]]), AS_OF, "cv")
        assert [(s.skill_id, s.months, s.strength) for s in after.skills] == [
            (s.skill_id, s.months, s.strength) for s in profile.skills
        ], stem
        assert extractor.score(after, role).score == extractor.score(profile, role).score, stem
        moved += 1
    assert moved >= 4
