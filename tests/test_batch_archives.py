"""Archives of candidates: each file a row, within bounds, and nothing left out in silence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.made import docx, pdf
from tests.records import AS_OF
from tests.test_batch import CV, ROLE, from_folder

from skillmap.batch import rank
from skillmap.batch.archives import is_zip, unpack
from skillmap.batch.items import tasks_of
from skillmap.batch.reading import Failed, read_and_sign
from skillmap.models import Ranking
from skillmap.pipeline import Pipeline
from skillmap.settings import Settings
from skillmap.taxonomy import load_taxonomy

PYTHON, KUBERNETES = (CV.format(skill).encode() for skill in ("Python", "Kubernetes"))


def archive(*files: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files:
            packed.writestr(name, content)
    return buffer.getvalue()


def encrypted(data: bytes) -> bytes:
    """Sets the flag of encryption in every header."""
    for magic, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(magic)
        while at >= 0:
            data = data[: at + place] + b"\x01\x00" + data[at + place + 2 :]
            at = data.find(magic, at + 1)
    return data


def rows(found: Ranking) -> dict[str, str]:
    """Source of each row, and the code of those that failed."""
    return {one.source: "" for one in found} | {one.source: one.code for one in found.by_hand}


def given(items: Any, **values: Any) -> dict[str, str]:
    settings = Settings(**{"isolate_rank": False, **values})
    return rows(rank(items, ROLE, load_taxonomy(), settings, as_of=AS_OF))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A CV, and an archive of two with what nobody put there, in a sub-folder."""
    (tmp_path / "in").mkdir()
    (tmp_path / "a.txt").write_bytes(PYTHON)
    word = docx(lambda d: [d.add_paragraph(line) for line in CV.format("Docker").splitlines()])
    (tmp_path / "word.docx").write_bytes(word)
    (tmp_path / "in" / "more.ZIP").write_bytes(
        archive(
            ("b.txt", KUBERNETES),
            ("deep/c.docx", word),
            ("__MACOSX/._b.txt", b"x"),
            ("deep/.DS_Store", b"x"),
            ("Thumbs.db", b"x"),
            ("deep/~$c.docx", b"x"),
            ("empty/", b""),
        )
    )
    return tmp_path


EXPECTED = {"a.txt": "", "word.docx": "", "in/more.ZIP/b.txt": "", "in/more.ZIP/deep/c.docx": ""}


def test_the_files_of_an_archive_are_candidates(folder: Path) -> None:
    assert rows(from_folder(folder)) == EXPECTED


def test_an_archive_ranks_like_its_files(folder: Path, tmp_path: Path) -> None:
    packed = {one.coverage.score for one in from_folder(folder / "in" / "more.ZIP")}
    with zipfile.ZipFile(folder / "in" / "more.ZIP") as opened:
        opened.extractall(tmp_path / "out", ["b.txt", "deep/c.docx"])
    assert packed == {one.coverage.score for one in from_folder(tmp_path / "out")}


def test_an_archive_by_itself_and_in_memory(folder: Path) -> None:
    path = folder / "in" / "more.ZIP"
    assert given(path) == {"more.ZIP/b.txt": "", "more.ZIP/deep/c.docx": ""}
    assert given([str(path)]) == given([("more.ZIP", path.read_bytes())]) == given(path)


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ([("b.zip", archive(("c.txt", PYTHON)))], {"x.zip/b.zip": "unreadable"}),
        ([("../../b.txt", PYTHON), ("/c.txt", PYTHON)], {"x.zip/b.txt": "", "x.zip/c.txt": ""}),
        ([("b.png", b"\x89PNG\r\n\x1a\n" + bytes(9))], {"x.zip/b.png": "unsupported"}),
        ([("b.txt", b"")], {"x.zip/b.txt": "unreadable"}),
        ([("b.txt", b"Python " * 500)], {"x.zip/b.txt": "too-large"}),
        ([(f"{n}.txt", PYTHON) for n in range(6)], {"x.zip": "too-large"}),
        ([("b.txt", bytes(50_000))], {"x.zip": "too-large"}),
        ([], {"x.zip": "unreadable"}),
        ([(".DS_Store", b"x")], {"x.zip": "unreadable"}),
    ],
)
@pytest.mark.parametrize("in_memory", [False, True])
def test_bounds(
    files: list[tuple[str, bytes]], found: dict[str, str], in_memory: bool, tmp_path: Path
) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(archive(*files))
    items: Any = [("x.zip", path.read_bytes())] if in_memory else tmp_path
    settings = {"max_bytes": 3_000, "max_archive_entries": 5, "max_archive_bytes": 40_000}
    assert given(items, **settings) == found


def test_names_that_repeat_are_two_files(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = archive(("b.txt", PYTHON), ("b.txt", KUBERNETES))
    (tmp_path / "x.zip").write_bytes(data)
    found = from_folder(tmp_path)
    assert [one.source for one in found] == ["x.zip/b.txt"] * 2
    assert len({one.pseudonym for one in found}) == 2


@pytest.mark.parametrize("in_memory", [False, True])
def test_what_is_encrypted_or_broken_is_a_row(in_memory: bool, tmp_path: Path) -> None:
    whole = archive(("b.txt", PYTHON))
    at = whole.index(b"b.txt") + 5
    broken = whole[:at] + bytes(9) + whole[at + 9 :]
    files = {
        "locked.zip": encrypted(whole),
        "broken.zip": broken,
        "half.zip": whole[: len(whole) // 2],
        "a.txt": PYTHON,
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    assert given(list(files.items()) if in_memory else tmp_path) == {
        "a.txt": "",
        "broken.zip/b.txt": "unreadable",
        "half.zip": "unsupported",
        "locked.zip/b.txt": "encrypted",
    }


def test_an_archive_that_says_too_little_is_cut_by_what_it_says(tmp_path: Path) -> None:
    """The directory claims a tenth of what is packed: no more is unpacked, and it is told."""
    data = archive(("b.txt", b"Python " * 10_000))
    size = (70_000).to_bytes(4, "little")
    (tmp_path / "x.zip").write_bytes(data.replace(size, (7_000).to_bytes(4, "little")))
    assert given(tmp_path) == {"x.zip/b.txt": "unreadable"}


def test_an_archive_that_goes_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(archive(("b.txt", PYTHON)))
    (task,) = tasks_of(path, Settings())
    path.unlink()
    read, _ = read_and_sign(task, Pipeline(load_taxonomy(), Settings()), AS_OF)
    assert isinstance(read, Failed)
    assert read.code == "unreadable"


def test_an_archive_that_changes_is_opened_anew(tmp_path: Path) -> None:
    path, settings = tmp_path / "x.zip", Settings()
    for content in (PYTHON, KUBERNETES + b" and more"):
        path.write_bytes(archive(("a.txt", b"-"), ("b.txt", content)))
        assert unpack(path, 1, settings) == content
        assert unpack(path, 0, settings) == b"-"


def test_a_word_document_is_no_archive(folder: Path, tmp_path: Path) -> None:
    assert not is_zip((folder / "word.docx").read_bytes())
    assert not is_zip(tmp_path / "nowhere.zip")
    assert is_zip(folder / "in" / "more.ZIP")


def test_a_file_that_hangs_costs_its_own_row(tmp_path: Path) -> None:
    (tmp_path / "long.pdf").write_bytes(pdf("Ada Example", pages=200))
    (tmp_path / "x.zip").write_bytes(archive(("long.pdf", pdf("Ada Example", pages=200))))
    found = given(tmp_path, isolate_rank=True, read_seconds=0.001)
    assert found == {"long.pdf": "timeout", "x.zip/long.pdf": "timeout"}
