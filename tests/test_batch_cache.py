"""What is read once is not read again, and a bad cache costs no run."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
import warnings
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.test_batch import CV, ROLE
from tests.test_batch_archives import archive

from skillmap import Extractor
from skillmap.batch import CACHE_NAME, Cache, forget
from skillmap.batch import cache as cache_module
from skillmap.batch.items import Task
from skillmap.batch.keys import extraction_key
from skillmap.batch.packing import packed_to_score, unpacked_to_score
from skillmap.errors import ReadTimeout
from skillmap.models import Ranking, Requirement, Role
from skillmap.settings import OUTPUT, READING, SCORING, Settings

AS_OF = date(2026, 11, 24)
OTHER = Role(title="Other", requirements=(Requirement(skills=("docker",), level="required"),))


@pytest.fixture
def cvs(tmp_path: Path) -> Path:
    """Three CVs, one of them with an open job, one in an archive, and a file that fails."""
    folder = tmp_path / "cvs"
    folder.mkdir()
    (folder / "a.txt").write_text(CV.format("Python"), encoding="utf-8")
    still = CV.format("Kubernetes").replace("Mar 2023", "Present")
    (folder / "b.md").write_text(still, encoding="utf-8")
    (folder / "more.zip").write_bytes(archive(("c.txt", CV.format("Docker").encode())))
    (folder / "empty.txt").write_bytes(b"")
    return folder


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the files that are read."""
    from skillmap.batch import desk

    found: list[str] = []
    good = desk.read_and_sign

    def counted(task: Task, *others: Any) -> Any:
        found.append(task.source)
        return good(task, *others)

    monkeypatch.setattr(desk, "read_and_sign", counted)
    yield found


def ranked(folder: Path, cache: Path | None, role: Role = ROLE, **other: Any) -> Ranking:
    settings = other.pop("settings", Settings())
    other.setdefault("as_of", AS_OF)
    return Extractor(settings=settings).rank(folder, role, cache=cache, **other)


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"role": OTHER},
        {"as_of": date(2027, 11, 24)},
        {"as_of": date(2021, 1, 1)},
        {"settings": Settings(credit_listed=0.1, detail_candidates=3)},
    ],
    ids=["same", "post", "later", "earlier", "weights"],
)
def test_a_folder_is_read_once(
    cvs: Path, tmp_path: Path, reads: list[str], other: dict[str, Any]
) -> None:
    cache = tmp_path / "kept.sqlite"
    ranked(cvs, cache)
    assert sorted(reads) == ["a.txt", "b.md", "empty.txt", "more.zip/c.txt"]
    reads.clear()
    again = ranked(cvs, cache, **other)
    assert not reads
    assert again == ranked(cvs, None, **other)
    assert ranked(cvs, cache, **other) == again  # now the scores are kept, too


@pytest.mark.parametrize("odd", ["", "\ud800"], ids=["text", "half a character"])
def test_what_is_kept_of_a_profile_scores_as_the_whole(odd: str) -> None:
    reader = Extractor()
    whole = reader.extract(CV.format("Python, Docker") + "\nNo Java.", AS_OF, unmapped=False)
    jobs = tuple(one.model_copy(update={"title": one.title + odd}) for one in whole.positions)
    whole = whole.model_copy(update={"positions": jobs})
    kept = unpacked_to_score(packed_to_score(whole), lambda skill: skill == "docker")
    assert [one.skill_id for one in kept] == [one.skill_id for one in whole]
    for day in (AS_OF, date(2021, 1, 1)):
        assert reader.score(kept, OTHER, as_of=day) == reader.score(whole, OTHER, as_of=day)
    if not odd:
        assert kept["docker"].mentions and not kept["python"].mentions and not kept.not_held


@pytest.mark.parametrize(
    "settings", [Settings(fuzzy_cutoff=0.95), Settings(max_pages=3)], ids=["matching", "reading"]
)
def test_another_way_to_read_is_read_again(
    cvs: Path, tmp_path: Path, reads: list[str], settings: Settings
) -> None:
    ranked(cvs, tmp_path / "kept.sqlite")
    reads.clear()
    ranked(cvs, tmp_path / "kept.sqlite", settings=settings)
    assert len(reads) == 4


def test_only_what_is_new_is_read(cvs: Path, tmp_path: Path, reads: list[str]) -> None:
    cache = tmp_path / "kept.sqlite"
    ranked(cvs, cache)
    (cvs / "a.txt").rename(cvs / "z.txt")
    (cvs / "b.md").write_text(CV.format("Java"), encoding="utf-8")
    reads.clear()
    again = ranked(cvs, cache)
    assert reads == ["b.md"]
    assert again == ranked(cvs, None)
    assert "z.txt" in {one.coverage.profile.source for one in again}


def test_the_ending_of_a_name_has_a_say(tmp_path: Path, reads: list[str]) -> None:
    text = CV.format("Python").encode()
    cache = tmp_path / "kept.sqlite"
    for name in ("a.txt", "a.md", "b.md"):
        Extractor().rank([(name, text)], ROLE, as_of=AS_OF, cache=cache)
    assert reads == ["a.txt", "a.md"]


def test_time_outs_are_tried_again(
    cvs: Path, tmp_path: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from skillmap.batch import reading

    def late(*_: object, **__: object) -> None:
        raise ReadTimeout("took too long")

    with monkeypatch.context() as patch:
        patch.setattr(reading, "document_from_bytes", late)
        first = ranked(cvs, tmp_path / "kept.sqlite")
    assert {one.code for one in first.failures} == {"timeout"}
    reads.clear()
    assert ranked(cvs, tmp_path / "kept.sqlite") == ranked(cvs, None)
    assert len(reads) == 8


def test_two_workers_keep_the_same(cvs: Path, tmp_path: Path, reads: list[str]) -> None:
    cache = tmp_path / "kept.sqlite"
    first = ranked(cvs, cache, workers=2)
    assert not reads  # they were read elsewhere
    assert ranked(cvs, cache) == first == ranked(cvs, cache, workers=2)
    assert not reads


def test_every_setting_is_of_one_kind() -> None:
    """A new field belongs into a set in settings.py: does it change what is read, or scores?"""
    assert set(Settings.model_fields) == READING | SCORING | OUTPUT
    assert len(READING) + len(SCORING) + len(OUTPUT) == len(Settings.model_fields)


def test_the_key_is_of_what_reads_alone() -> None:
    taxonomy = Extractor().taxonomy
    key = extraction_key(taxonomy, Settings(), False)
    assert key == extraction_key(taxonomy, Settings(weight_soft=0.9, detail_candidates=1), False)
    assert key != extraction_key(taxonomy, Settings(max_pages=1), False)
    assert key != extraction_key(taxonomy, Settings(), True)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another thing there")
def test_only_its_owner_may_read_it(cvs: Path, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "kept.sqlite"
    told: list[str] = []
    cache = Cache.open(path, told.append)
    assert cache
    cache.begin("run", AS_OF, keep=True)
    for one in path.parent.iterdir():  # its journals, too
        assert stat.S_IMODE(one.stat().st_mode) == 0o600
    cache.close()
    assert not told


# --- a bad file


def damaged(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)


def no_database(path: Path) -> None:
    path.write_text("my notes", encoding="utf-8")


def of_another(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE songs (name TEXT)")


def of_another_format(path: Path) -> None:
    cache = Cache.open(path, pytest.fail)
    assert cache
    cache.close()
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 99")
    database.close()


def a_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    "make",
    [damaged, no_database, of_another, of_another_format, a_folder],
    ids=lambda make: str(make.__name__),
)
def test_a_file_that_cannot_be_used_is_told(cvs: Path, tmp_path: Path, make: Any) -> None:
    path = tmp_path / "kept.sqlite"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.warns(UserWarning, match=r"kept.sqlite: .*goes on without"):
        found = ranked(cvs, path)
    assert found == ranked(cvs, None)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_locked_file_is_told(cvs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_WAIT_SECONDS", 0.05)
    path = tmp_path / "kept.sqlite"
    expected = ranked(cvs, path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.warns(UserWarning, match="locked"):
        assert ranked(cvs, path) == expected
    other.close()


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another thing there")
def test_a_file_that_may_not_be_written_is_told(cvs: Path, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the owner of the machine may write everything")
    path = tmp_path / "kept.sqlite"
    path.touch()
    path.chmod(0o400)
    with pytest.warns(UserWarning, match="goes on without"):
        ranked(cvs, path)


def test_one_that_fails_on_the_way_is_told_once(
    cvs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from skillmap.batch import Cache

    good = Cache.put

    def full(self: Cache, *others: Any) -> None:
        with self._guarded() as database:
            if database:
                raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Cache, "put", full)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        found = ranked(cvs, tmp_path / "kept.sqlite")
    assert [str(one.message) for one in told] == [
        "kept.sqlite: failed (database or disk is full); the run goes on without"
    ]
    monkeypatch.setattr(Cache, "put", good)
    assert found == ranked(cvs, None)


def test_what_could_not_be_forgotten_is_not_said_to_be_gone(cvs: Path, tmp_path: Path) -> None:
    kept = tmp_path / CACHE_NAME
    person = ranked(cvs, kept)[0].coverage.profile.sha256
    database = sqlite3.connect(kept)
    database.execute(
        "CREATE TRIGGER full BEFORE DELETE ON scores BEGIN SELECT RAISE(ABORT, 'full'); END"
    )
    database.close()
    told: list[str] = []
    opened = Extractor()
    looked = forget({person}, tmp_path, opened.taxonomy, opened.settings, None, told.append)
    assert [(one.found, one.what) for one in looked] == [
        (False, "could not be changed: look at it yourself")
    ]
    assert len(told) == 1
    database = sqlite3.connect(kept)
    assert database.execute("SELECT 1 FROM reads WHERE file = ?", (person,)).fetchone()
    database.close()


def test_a_damaged_profile_is_read_again(cvs: Path, tmp_path: Path, reads: list[str]) -> None:
    path = tmp_path / "kept.sqlite"
    expected = ranked(cvs, path)
    with sqlite3.connect(path) as database:
        database.execute("UPDATE reads SET profile = x'00' WHERE NOT failed")
        database.execute("DELETE FROM scores")
    reads.clear()
    assert ranked(cvs, path) == expected
    assert len(reads) == 3
    reads.clear()
    assert ranked(cvs, path, OTHER) == ranked(cvs, None, OTHER)
    assert len(reads) == 4  # of the run without a cache
