"""A folder to a ranking: the order, who is looked at by hand, workers, and the outputs."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests import records
from tests.records import AS_OF, TAXONOMY, sha, shows

from skillmap.batch import rank, write_outputs
from skillmap.documents import document_from_text
from skillmap.errors import ReadError, TaxonomyError
from skillmap.models import (
    PACKAGE,
    Document,
    Notice,
    Profile,
    Provenance,
    Ranking,
    Role,
    Version,
)
from skillmap.settings import Settings
from skillmap.taxonomy import load_taxonomy

SETTINGS = Settings()
ROLE = Role(
    title="Engineer",
    requirements=(records.requirement("python"), records.requirement("kubernetes")),
)


def ranked(items: Any, role: Role = ROLE, **other: Any) -> Ranking:
    return rank(items, role, TAXONOMY, SETTINGS, as_of=AS_OF, **other)


CV = """Jo Example
jo@example.com

EXPERIENCE
Data engineer, Example Ltd, Jan 2020 - Mar 2023
- Built {0} services for the ordering of spare parts and kept them running
- Wrote the tests and the documentation, and took part in reviews of the code

EDUCATION
Some degree of some school, 2015 - 2019

SKILLS
{0}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five CVs, one of them in a sub-folder, two files that fail, and files nobody put there."""
    cvs = tmp_path / "cvs"
    (cvs / "more").mkdir(parents=True)
    for name, skill in (("a", "Python"), ("b", "Kubernetes"), ("c", "Docker"), ("d", "Java")):
        (cvs / f"{name}.txt").write_text(CV.format(skill), encoding="utf-8")
    (cvs / "more" / "e.txt").write_text(CV.format("Python and Kubernetes"), encoding="utf-8")
    (cvs / "half.pdf").write_bytes(b"%PDF-1.7\n1 0 obj <<")
    (cvs / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    for name in (".DS_Store", "Thumbs.db", "~$a.docx", ".hidden.txt"):
        (cvs / name).write_bytes(b"\x00")
    return cvs


# --- order and names


def test_equal_scores_share_a_rank_and_are_ordered_by_the_hash_of_the_text() -> None:
    found = ranked(
        [
            shows(sha("cc"), "python"),
            shows(sha("aa"), "docker"),
            shows(sha("bb"), "python"),
            shows(sha("dd"), "python", "kubernetes"),
        ]
    )
    assert [(one.rank, one.pseudonym[:12]) for one in found] == [
        (1, "candidate-dd"),
        (2, "candidate-bb"),
        (2, "candidate-cc"),
        (4, "candidate-aa"),
    ]
    assert len(found) == 4


def test_the_order_of_the_items_changes_nothing() -> None:
    items = [shows(sha(f"{number:02x}"), "python") for number in range(9)]
    assert ranked(items) == ranked(items[::-1])


def test_equal_texts_are_ordered_by_file_then_by_path() -> None:
    items = [
        shows(sha("aa"), "python", source="b.pdf", sha256=sha("2")),
        shows(sha("aa"), "python", source="a.pdf", sha256=sha("2")),
        shows(sha("aa"), "python", source="c.pdf", sha256=sha("1")),
    ]
    assert [one.source for one in ranked(items)] == ["c.pdf", "a.pdf", "b.pdf"]
    assert [one.pseudonym for one in ranked(items)] == [
        "candidate-aa0000",
        "candidate-aa0000-2",
        "candidate-aa0000-3",
    ]


def test_hashes_that_begin_alike_get_more_digits() -> None:
    found = ranked([shows(sha("abcdef12"), "python"), shows(sha("abcdef13")), shows(sha("b"))])
    names = {one.pseudonym for one in found}
    assert names == {"candidate-abcdef12", "candidate-abcdef13", "candidate-b00000"}


# --- who is looked at by hand


@pytest.mark.parametrize(
    ("profile", "code", "reason"),
    [
        (shows(sha("1"), warnings=(Notice(code="nearly-empty", message="9 characters"),)),
         "nearly-empty", "9 characters"),
        (shows(sha("1"), warnings=(Notice(code="not-english", message="German"),)),
         "not-english", "German"),
        (shows(sha("1"), warnings=(Notice(code="damaged", message="broken", place="page 2"),)),
         "damaged", "broken (page 2)"),
        (shows(sha("1"), "python", kind="job"), "no-cv", "looks like a job post"),
        (shows(sha("1"), kind="text"), "no-cv",
         "does not look like a CV: no skill was found in it"),
    ],
    ids=["nearly-empty", "not-english", "damaged", "post", "no-skill"],
)  # fmt: skip
def test_what_a_score_cannot_judge_is_set_aside(profile: Profile, code: str, reason: str) -> None:
    found = ranked([profile, shows(sha("2"))])
    assert [(one.code, one.reason, one.failed) for one in found.by_hand] == [(code, reason, False)]
    assert found.by_hand[0].coverage
    assert len(found) == 1
    assert not found.failures


def test_other_warnings_set_nobody_aside() -> None:
    warned = shows(sha("1"), "python", warnings=(Notice(code="text-cut", message="cut"),))
    assert len(ranked([warned])) == 1


def test_a_text_that_the_caller_made_a_profile_of_is_ranked() -> None:
    assert len(ranked([shows(sha("1"), "python", kind="text")])) == 1


def test_a_letter_is_no_cv(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("The minutes of the meeting name Python once. " * 9, encoding="utf-8")
    found = rank([letter], ROLE, load_taxonomy(), SETTINGS, as_of=AS_OF)
    assert [one.code for one in found.by_hand] == ["no-cv"]


# --- folders and other items


def from_folder(folder: Path, **other: Any) -> Ranking:
    return rank(folder, ROLE, load_taxonomy(), SETTINGS, as_of=AS_OF, **other)


def test_a_folder_with_its_sub_folders_is_ranked(folder: Path) -> None:
    found = from_folder(folder)
    assert found.candidates[0].source == "more/e.txt"
    assert {one.source for one in found} == {"a.txt", "b.txt", "c.txt", "d.txt", "more/e.txt"}
    assert [(one.source, one.failed) for one in found.by_hand] == [
        ("half.pdf", True),
        ("picture.png", True),
    ]
    assert found.by_hand[1].code == "unsupported"
    assert found.failures == found.by_hand


def test_all_kinds_of_items_are_ranked(folder: Path) -> None:
    text = CV.format("Python")
    items: list[Any] = [
        str(folder / "a.txt"),
        folder / "b.txt",
        ("named.txt", CV.format("Docker").encode()),
        document_from_text(text, SETTINGS, "cv"),
        shows(sha("1"), "python"),
        folder / "nowhere.txt",
        ("empty.txt", b""),
    ]
    found = from_folder(items)  # type: ignore[arg-type]
    assert {one.source for one in found} == {"a.txt", "b.txt", "named.txt", "text", "1000.pdf"}
    assert [(one.source, one.code) for one in found.by_hand] == [
        ("empty.txt", "unreadable"),
        ("nowhere.txt", "unreadable"),
    ]
    assert str(folder) not in found.model_dump_json()


def test_a_single_file_is_ranked(folder: Path) -> None:
    assert [one.source for one in from_folder(folder / "a.txt")] == ["a.txt"]


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_folder_without_files_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / ".DS_Store").write_bytes(b"")
    with pytest.raises(ReadError, match=name):
        from_folder(tmp_path / name)


def test_when_nothing_can_be_read_all_are_looked_at_by_hand(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    found = from_folder(tmp_path)
    assert len(found) == 0
    assert [one.code for one in found.failures] == ["unsupported"]


def test_a_file_over_the_cap_is_told(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_text("Python " * 99, encoding="utf-8")
    found = rank(tmp_path, ROLE, load_taxonomy(), Settings(max_bytes=99), as_of=AS_OF)
    assert [one.code for one in found.failures] == ["too-large"]


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names are text there")
def test_a_name_that_is_no_text_is_shown_all_the_same(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"cv-\xff.txt")
    with open(path, "wb") as file:
        file.write(CV.format("Python").encode())
    assert [one.source for one in from_folder(tmp_path)] == ["cv-\ufffd.txt"]


def test_a_role_of_another_taxonomy_is_told_before_anything_is_read() -> None:
    theirs = Provenance(package=PACKAGE, taxonomy=Version(name="t", version="9", sha256="0" * 16))
    with pytest.raises(TaxonomyError, match="taxonomy 9"):
        ranked([("a.txt", b"")], ROLE.model_copy(update={"provenance": theirs}))
    with pytest.raises(TaxonomyError, match="cobol"):
        ranked([], Role(title="R", requirements=(records.requirement("cobol"),)))


def test_an_error_of_ours_costs_its_own_row_only(monkeypatch: pytest.MonkeyPatch) -> None:
    from skillmap.pipeline import Pipeline

    good = Pipeline.extract

    def extract(self: Pipeline, document: Document, as_of: date, unmapped: bool) -> Profile:
        if "poison" in document.text:
            raise RuntimeError("text of the document")
        return good(self, document, as_of, unmapped)

    monkeypatch.setattr(Pipeline, "extract", extract)
    items: list[Any] = [("a.txt", b"poison " * 99), ("b.txt", CV.format("Python").encode())]
    found = from_folder(items)  # type: ignore[arg-type]
    assert [one.source for one in found] == ["b.txt"]
    assert [(one.code, one.reason) for one in found.failures] == [
        ("error", "an unexpected RuntimeError stopped it")
    ]


def test_a_profile_that_does_not_hold_together_costs_its_own_row_only() -> None:
    broken = shows(sha("1"), "python")
    mention = broken.mentions[0].model_copy(update={"position": 7})
    skill = broken.skills[0].model_copy(update={"mentions": (mention,)})
    broken = broken.model_copy(update={"mentions": (mention,), "skills": (skill,)})
    found = ranked([broken, shows(sha("2"), "python")])
    assert [one.code for one in found.failures] == ["error"]
    assert len(found) == 1


# --- workers


def test_two_workers_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    taxonomy = load_taxonomy()
    written: list[dict[str, bytes]] = []
    for workers in (1, 2):
        found = from_folder(folder, workers=workers)
        options = {"workers": workers, "out": tmp_path / str(workers)}
        paths = write_outputs(found, tmp_path / str(workers), taxonomy, SETTINGS, options=options)
        written.append({path.name: path.read_bytes() for path in paths})
    assert written[0] == written[1]


class Deadly(Document):
    """A document that ends the process which unpickles it, as a fault in a C library does."""

    def __reduce__(self) -> tuple[Any, ...]:
        return (os._exit, (1,))


def test_a_worker_that_dies_costs_one_row() -> None:
    good = [document_from_text(CV.format(skill), SETTINGS, "cv") for skill in ("Python", "SQL")]
    deadly = Deadly(**{**good[0].model_dump(), "source": "deadly.pdf", "sha256": "9" * 64})
    told: list[tuple[int, int]] = []
    found = from_folder(
        [good[0], deadly, good[1], shows(sha("1"), "python")],  # type: ignore[arg-type]
        workers=2,
        progress=lambda done, total: told.append((done, total)),
    )
    assert len(found) == 3
    assert [(one.source, one.code) for one in found.failures] == [("deadly.pdf", "error")]
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_script_without_a_guard_is_told_what_to_do(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from datetime import date\n"
        "from skillmap.batch import rank\n"
        "from skillmap.models import Requirement, Role\n"
        "from skillmap.settings import Settings\n"
        "from skillmap.taxonomy import load_taxonomy\n"
        "role = Role(title='R', requirements=(Requirement(skills=('python',)),))\n"
        "items = [('a.txt', b'Python'), ('b.txt', b'Python')]\n"
        "as_of = date(2026, 11, 24)\n"
        "try:\n"
        "    rank(items, role, load_taxonomy(), Settings(), as_of=as_of, workers=2)\n"
        "except Exception as error:\n"
        "    print(error.hint)\n"
        "    raise\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, script], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode
    assert "if __name__" in done.stdout


def test_progress_is_told(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    from_folder(folder, progress=lambda done, total: told.append((done, total)))
    assert told == [(number, 7) for number in range(1, 8)]


def test_the_outputs_of_a_run_are_no_candidates(folder: Path) -> None:
    before = from_folder(folder)
    write_outputs(before, folder, load_taxonomy(), SETTINGS)
    assert from_folder(folder) == before
