"""Tables of people: what is read, what is told, and what never reaches a score."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest
from tests.strategies import AS_OF

import skillmap
from skillmap import Extractor, Profile, ReadError, Requirement, Role, Settings
from skillmap.batch import profiles

HEAD = "person,skill,strength,months,last used\n"


def read(text: str, encoding: str = "utf-8") -> tuple[Profile, ...]:
    return skillmap.read_people(io.BytesIO(text.encode(encoding)), AS_OF)


def test_rows_become_a_profile_of_each_person() -> None:
    ada, bo = read(
        HEAD
        + "Ada,k8s,work,36,2026-05\n"
        + "Bo,Python,,24,2025\n"
        + "ada,SQL,,,\n"
        + "Ada,Kubernetes,led,12,2024-01\n"
    )
    assert [(one.skill_id, one.strength, one.months, one.last_used) for one in ada] == [
        ("kubernetes", "led", 36, "2026-05"),
        ("sql", "listed", None, None),
    ]
    assert ada["kubernetes"].months_basis == "stated"
    assert [(one.skill_id, one.strength, one.last_used) for one in bo] == [
        ("python", "work", "2025-12")
    ]
    assert ada.document.source == "Ada (people.csv)"
    assert [one.code for one in ada.warnings] == ["stated"]
    assert all("Ada" not in one.quote for one in ada.mentions)
    for one in ada.mentions:
        assert one.end - one.start == len(one.text)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("person;skill;strength\nJosé;Python;work\n", "utf-8-sig"),
        ("person\tskill\tstrength\r\nJosé\tPython\twork\r\n", "utf-16"),
        ("Skill,Person,Last_Used,Strength\n\nPython,José,2026-01,Work\n", "utf-8"),
        ('person,skill,strength\n"José","Python",work\n', "cp1252"),
    ],
)
def test_usual_tables_are_read(text: str, encoding: str) -> None:
    (profile,) = read(text, encoding)
    assert profile["python"].strength == "work"
    assert profile.document.source.startswith("José")


def test_unknown_skills_are_told_with_their_row() -> None:
    (profile,) = read(HEAD + "Ada,Python,work,,\nAda,Quokka herding,work,,\n")
    assert len(profile) == 1
    (told,) = [one for one in profile.warnings if one.code == "unknown-skill"]
    assert "Quokka herding" in told.message
    assert told.place == "people.csv, row 3"


def test_a_row_that_is_wrong_costs_itself_alone() -> None:
    ada, bo, cy = read(
        HEAD + "Ada,Python,work,36,\nBo,SQL,expert,,\nBo,Docker,,,\n,Rust,,,\nCy,Go,work,x,\n"
    )
    assert [[skill.skill_id for skill in one] for one in (ada, bo, cy)] == [
        ["python"],
        ["docker"],
        [],
    ]
    told = [[(n.place, n.message) for n in one.warnings[1:]] for one in (ada, bo, cy)]
    assert told[0] == [("people.csv, row 5", "the person is empty: the row was left out")]
    assert told[1][0][0] == "people.csv, row 3"
    assert "not 'expert': the row was left out" in told[1][0][1]
    assert [place for place, _ in told[2]] == ["people.csv, row 6"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is empty"),
        ("\n\n", "is empty"),
        (HEAD, "no row"),
        ("name,skill\nAda,Python\n", "row 1 has no column 'person'"),
        ("a,b\n1,2\n", "'person' and 'skill'"),
        ("person,skill,skill\nAda,a,b\n", "two columns 'skill'"),
        (HEAD + ",Python,,,\n", "row 2: the person is empty"),
        (HEAD + "Ada,,,,\n", "row 2: the skill is empty"),
        (HEAD + "Ada,Python,expert,,\n", "row 2: strength should be one of led, work, project"),
        (HEAD + "Ada,Python,work,three,\n", "row 2: months should be a whole number"),
        (HEAD + "Ada,Python,work,-3,\n", "row 2: months should be a whole number"),
        (HEAD + "Ada,Python,work,99999,\n", "row 2: 99999 months"),
        (HEAD + "Ada,Python,work,36,May\n", "row 2: last used should be a month"),
        (HEAD + "Ada,Python,work,36,2026-13\n", "row 2: last used should be a month"),
        (HEAD + "\nAda,Python,work,36,x\n", "row 3: last used"),
    ],
)
def test_what_is_no_table_is_told_with_its_row(text: str, told: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(text)
    assert told in str(caught.value)
    assert str(caught.value).startswith("people.csv: ")
    assert caught.value.hint


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="there is no such file"):
        skillmap.read_people(tmp_path / "none.csv")
    with pytest.raises(ReadError):
        skillmap.read_people(tmp_path)
    (tmp_path / "picture.csv").write_bytes(bytes(range(256)) * 20)
    with pytest.raises(ReadError, match=r"picture\.csv"):
        skillmap.read_people(tmp_path / "picture.csv")


def test_a_name_changes_nothing_but_the_name() -> None:
    one, other = (
        read(HEAD + f"{name},Python,work,36,2026-05\n")[0] for name in ("Ada Adams", "Zoltan Zed")
    )
    role = Role(title="x", requirements=(Requirement(skills=("python",), min_months=24),))
    assert one.skills == other.skills
    assert skillmap.score(one, role).contributions == skillmap.score(other, role).contributions
    names = [skillmap.team([some], [role]).members[0].pseudonym for some in (one, other)]
    assert names[0] == names[1]


def test_months_stated_are_months_and_stay_at_any_date() -> None:
    (profile,) = read(HEAD + "Ada,Python,work,36,2026-05\n")
    role = Role(title="x", requirements=(Requirement(skills=("python",), min_months=36),))
    found = skillmap.team([profile], [role], as_of=date(2030, 1, 1))
    assert not found.decisions
    (cell,) = found.skills
    assert (cell.person, cell.stated, cell.months, cell.last_used) == (
        "Ada (people.csv)",
        True,
        36,
        "2026-05",
    )
    assert found.members[0].stated


@pytest.mark.parametrize("table", ["people.csv", "people (2).csv"])
def test_who_is_in_a_table_and_has_a_cv_is_told(table: str) -> None:
    rows = "Ada Adams,Python,work,36,\nAda Berg,SQL,work,,\nBo,SQL,,,\nÉva,Go,,,\n"
    told: list[tuple[int, int]] = []
    work = "\n".join(f"- Built the services of part {i} in Python and Docker" for i in range(9))
    text = f"Experience\n\nEngineer, Acme, Jan 2022 - Present\n{work}\n".encode()
    items = [("cvs/CV_ada-adams 2024.txt", text), ("Bo Carlsen.txt", text), ("Eva.txt", text)]
    opened = Extractor()
    found, _ = profiles(
        [*items, (table, (HEAD + rows).encode())],
        opened.taxonomy,
        opened.settings,
        as_of=AS_OF,
        progress=lambda done, total: told.append((done, total)),
    )
    twice = {
        one.document.source: notice.place
        for one in found
        for notice in one.warnings
        if notice.code == "counted-twice"
    }
    assert twice == {
        f"Ada Adams ({table})": f"{table}, row 2",
        f"Éva ({table})": f"{table}, row 5",
    }
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_folder_may_hold_cvs_resumes_and_tables(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(HEAD + "Ada,Python,work,36,\nBo,SQL,work,,\n")
    work = (
        "Built the payment services in Go and ran them on Kubernetes with Terraform.",
        "Wrote the tests and the release pipeline, and looked after PostgreSQL and Redis.",
        "Taught four colleagues how to read traces and how to keep an eye on latency.",
    )
    lines = "\n".join(f"- {line}" for line in work)
    (tmp_path / "cv.txt").write_text(
        f"Experience\n\nEngineer, Acme, Jan 2022 - Present\n{lines}\n\nSkills\n\nDocker, Kafka\n"
    )
    job = {"name": "Acme", "position": "Engineer", "startDate": "2022-01", "highlights": work}
    resume = {"basics": {"name": "Cy Young", "label": "Engineer"}, "work": [job]}
    (tmp_path / "resume.json").write_text(json.dumps(resume))
    (tmp_path / "broken.csv").write_text(HEAD + "Ada,Python,expert,,\n")
    opened = Extractor()
    found, aside = profiles(tmp_path, opened.taxonomy, opened.settings, as_of=AS_OF)
    names = [one.document.source for one in found]
    assert not [one for one in aside if not one.failed]
    assert names == ["cv.txt", "Ada (people.csv)", "Bo (people.csv)", "resume.json"]
    (one,) = aside
    assert (one.source, one.failed) == ("broken.csv", True)
    assert "row 2: strength" in one.reason
    assert one.reason.endswith("not 'expert'. Leave it empty when it is not known.")
    small = Settings(max_bytes=10)
    _, aside = profiles(tmp_path, opened.taxonomy, small, as_of=AS_OF)
    assert {one.code for one in aside if one.source.endswith(".csv")} == {"too-large"}
    assert one.pseudonym.startswith("file-")
