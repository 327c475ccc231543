"""Candidates that repeat another, candidates of several files, and profiles as a stream."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.test_batch import CV, ROLE
from tests.test_batch_archives import archive

import skillmap
from skillmap import Extractor
from skillmap.batch.near import ALIKE, alike, buckets, first_alike, signature
from skillmap.batch.pool import _LOW
from skillmap.models import Profile, Ranking

AS_OF = date(2026, 11, 24)
DUTIES = """- Built services in Python that reckon the freight of each order from the weight
- Kept the nightly loads of the warehouse running, and wrote what to do when one fails
- Took part in the reviews of the team, in its planning, and in the talks with the buyers
- Moved the tests of three old programs onto one runner, so that they end within minutes
- Measured what the largest queries cost, and halved that of the two that ran most often
- Answered for the switch to Kubernetes, with a plan for the way back that was never used
- Wrote a small tool that tells who asked for which report and when, so that old ones went
- Showed two newcomers around, and read their first changes line by line with each of them
"""
LONG = CV.replace("- Built {0} services", DUTIES + "- Built {0} services")


def ranked(items: Any, **other: Any) -> Ranking:
    return Extractor().rank(items, ROLE, as_of=AS_OF, **other)


def repeats(found: Ranking) -> dict[str, tuple[str, str]]:
    every = {one.pseudonym: one.source for one in found}
    every |= {one.pseudonym: one.source for one in found.by_hand}
    rows: list[Any] = [*found, *found.by_hand]
    return {one.source: (one.same, every[one.same_as]) for one in rows if one.same}


# --- repeats


def test_repeats_are_marked_and_nobody_is_dropped() -> None:
    text = LONG.format("Python")
    other_name = text.replace("Jo Example", "Kim Sample").replace("jo@example", "kim@example")
    items = [
        ("d.txt", text.replace("kept them running", "kept them going").encode()),
        ("c.txt", other_name.encode()),
        ("b.txt", text.replace("\n", "\r\n").encode()),
        ("a.txt", text.encode()),
        ("z.txt", text.encode()),
        ("other.txt", CV.format("Java").encode()),
        ("y.txt", b""),
        ("x.txt", b""),
    ]
    found = ranked(items)
    assert repeats(found) == {
        "b.txt": ("same-text", "a.txt"),
        "c.txt": ("probably-same", "a.txt"),
        "d.txt": ("probably-same", "a.txt"),
        "y.txt": ("same-file", "x.txt"),
        "z.txt": ("same-file", "a.txt"),
    }
    assert len(found) + len(found.by_hand) == len(items)
    assert repeats(ranked(items[::-1])) == repeats(found)


def test_short_texts_and_texts_of_one_template_are_left_alone() -> None:
    assert not repeats(ranked([("a.txt", CV.format("Python").encode()),
                               ("b.txt", CV.format("Python, ").encode())]))  # fmt: skip


def test_what_was_kept_is_marked_all_the_same(tmp_path: Path) -> None:
    cache = tmp_path / "kept.sqlite"
    items = [(f"{name}.txt", LONG.format(f"Python {name}").encode()) for name in "abc"]
    first = ranked(items, cache=cache)
    assert set(repeats(first)) == {"b.txt", "c.txt"}
    assert ranked(items, cache=cache) == first


def test_many_of_one_text_are_all_marked() -> None:
    items = [(f"{n:03}.txt", LONG.format(f"Python {n}").encode()) for n in range(60)]
    found = repeats(ranked(items))
    assert len(found) == 59
    assert {first for _, first in found.values()} == {"000.txt"}


WORDS = st.lists(st.sampled_from([f"word{n}" for n in range(400)]), min_size=120, max_size=300)


@given(WORDS, st.integers(0, 119))
def test_signatures_know_a_text_again(words: list[str], place: int) -> None:
    text = " ".join(words)
    signed = signature(text)
    assert alike(signed, signature(text.upper() + "\n")) in {0.0, 1.0}
    assert bool(signed) == bool(buckets(signed))
    if signed:
        changed = [*words[:place], "another", *words[place + 1 :]]
        assert alike(signed, signature(" ".join(changed))) > 0.8
        assert alike(signed, signature(" ".join(f"new{word}" for word in words))) < 0.2


# --- one candidate's files


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """A CV beside the folders, one with a portfolio and a JSON Resume, one in an archive."""
    folder = tmp_path / "people"
    (folder / "ada" / "more").mkdir(parents=True)
    (folder / "alone.txt").write_text(CV.format("Java"), encoding="utf-8")
    (folder / "ada" / "cv.txt").write_text(CV.format("Python"), encoding="utf-8")
    work = {"name": "Example Ltd", "position": "Data engineer",
            "startDate": "2020-01-01", "endDate": "2023-03-31",
            "summary": "Ran Kubernetes for the same services."}  # fmt: skip
    resume = {"basics": {"name": "Jo Example"}, "work": [work]}
    (folder / "ada" / "resume.json").write_text(json.dumps(resume), encoding="utf-8")
    projects = "# Projects\n\nA small tool in Rust that draws maps.\n"
    (folder / "ada" / "more" / "portfolio.md").write_text(projects, encoding="utf-8")
    (folder / "ada" / "broken.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "rest.zip").write_bytes(archive(("bea/cv.txt", CV.format("Docker").encode()),
                                              ("carl.txt", CV.format("SQL").encode())))  # fmt: skip
    return folder


def test_the_files_of_a_folder_are_one_candidate(people: Path, tmp_path: Path) -> None:
    found = ranked(people, candidate="folder")
    rows = {one.source: one for one in found}
    assert set(rows) == {"ada", "alone.txt", "rest.zip/bea", "rest.zip/carl.txt"}
    assert not found.by_hand
    ada = rows["ada"].coverage
    assert {c.requirement.skills[0]: c.outcome for c in ada.contributions} == {
        "python": "met",
        "kubernetes": "met",
    }
    assert {c.months for c in ada.contributions} == {39}  # a job told twice is one job
    assert [(one.code, one.place) for one in ada.warnings if one.code == "part-unreadable"] == [
        ("part-unreadable", "ada/broken.pdf")
    ]
    cache = tmp_path / "kept.sqlite"
    for workers in (1, 2):
        assert ranked(people, candidate="folder", cache=cache, workers=workers) == found


def test_mentions_of_several_files_lie_where_they_say(people: Path) -> None:
    from skillmap.batch.items import tasks_of
    from skillmap.batch.reading import document_of
    from skillmap.settings import Settings

    task = next(iter(tasks_of(people, Settings(), "folder")))
    document = document_of(task, Settings())
    profile = skillmap.extract(document)
    assert {"python", "kubernetes", "rust"} <= {skill.skill_id for skill in profile}
    for mention in profile.mentions:
        assert document.text[mention.start : mention.end] == mention.text
    ends = [(one.start, one.end) for one in document.sections]
    assert [end for _, end in ends[:-1]] == [start for start, _ in ends[1:]]
    assert ends[-1][1] == len(document.text)


def test_a_folder_of_which_nothing_can_be_read_fails(tmp_path: Path) -> None:
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "cv.pdf").write_bytes(b"%PDF-1.7\n")
    post = "We are looking for an engineer. Requirements: Python. Benefits: a bicycle. Apply now."
    (tmp_path / "ada" / "post.txt").write_text(post * 3, encoding="utf-8")
    found = ranked(tmp_path, candidate="folder")
    assert [(one.source, one.failed) for one in found.by_hand] == [("ada", True)]
    with pytest.raises(ValueError, match="folder"):
        ranked([tmp_path / "ada" / "cv.pdf"], candidate="folder")


# --- several roles, and streams


def test_several_roles_are_ranked_in_one_pass(people: Path) -> None:
    roles = [ROLE, skillmap.role("You know Docker and SQL.")]
    found = Extractor().rank_many(people, roles, as_of=AS_OF)
    assert list(found) == [Extractor().rank(people, role, as_of=AS_OF) for role in roles]
    assert Extractor().rank_many(people, []) == ()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_stream_is_in_order_and_takes_no_more_than_it_needs(workers: int) -> None:
    taken: list[int] = []

    def endless() -> Iterator[tuple[str, bytes]]:
        for number in range(10**9):
            taken.append(number)
            yield f"{number}.txt", CV.format("Python").encode() if number % 3 else b""

    found = []
    stream = Extractor().extract_many(endless(), workers, AS_OF, unmapped=False)
    for one in stream:
        found.append(one)
        if len(found) == 20:
            break
    stream.close()  # type: ignore[attr-defined]
    assert [one.source for one in found] == [f"{number}.txt" for number in range(20)]
    assert [one.code for one in found[:4]] == ["unreadable", "", "", "unreadable"]
    assert len(taken) <= 20 + workers * (32 + 2 * _LOW)


def test_a_stream_gives_what_extract_gives(examples: Path) -> None:
    extractor = Extractor()
    paths = sorted((examples / "cvs").glob("*.md"))
    given_profile = extractor.extract("Built Python services.", AS_OF)
    items: list[Any] = [*paths, given_profile]
    stream = list(extractor.extract_many(items, 2, AS_OF))
    expected: list[Profile] = [extractor.extract(extractor.read(path), AS_OF) for path in paths]
    assert [one.profile for one in stream] == [*expected, given_profile]


def test_the_quick_look_finds_whom_a_look_at_each_finds() -> None:
    chance = random.Random(3)
    bases = [[f"w{chance.randrange(4000)}" for _ in range(300)] for _ in range(5)]
    signed = []
    for _ in range(60):
        words = list(chance.choice(bases))
        for _ in range(chance.randrange(60)):
            words[chance.randrange(len(words))] = f"x{chance.randrange(9999)}"
        signed.append(signature(" ".join(words[: chance.choice([90, 120, 300])])))
    found = []
    for place, one in enumerate(signed):
        others = [(number, other) for number, other in enumerate(signed) if number != place]
        each = (number for number, other in others if alike(one, other) >= ALIKE)
        found.append(next(each, None))
        assert first_alike(one, others) == found[-1]
    assert None in found and len({*found}) > 3
