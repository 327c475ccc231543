"""Bad input on the command line: one line, a hint, the right exit code, no traceback."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Refused = Callable[..., None]
CV = "examples/cvs/yuki-tanemura.md"
POST = "examples/posts/mlops-engineer.txt"
OWN_SKILLS = """\
skills:
  - id: grumblewerk
    label: Grumblewerk
    area: mlops
    kind: tool
"""


# --- files


def _png(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)


def _half(path: Path) -> None:
    data = Path("examples/cvs/amara-oyelaran.pdf").read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _large(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(300_000_000)


def _copy(name: str) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(Path("examples/cvs", name).read_bytes()) and None


BAD_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda path: path.write_bytes(b""), "empty"),
    "PNG": (_png, ""),
    "half": (_half, ""),
    "encrypted": (_copy("nadia-rahimi.pdf"), "password"),
    "no text": (_copy("george-abernathy.pdf"), "text"),
    "300 MB": (_large, "300 MB"),
}


@pytest.mark.parametrize("case", sorted(BAD_FILES))
def test_a_file_that_cannot_be_read_is_told_in_a_line(
    case: str, folder: Path, skillmap: Run, refused: Refused
) -> None:
    make, word = BAD_FILES[case]
    make(folder / "cv.pdf")
    for verb in ("extract", "read"):
        refused(skillmap(verb, "cv.pdf"), 1, "cv.pdf: ", word)
    refused(skillmap("score", "cv.pdf", "--job", "ai-engineer"), 1, "cv.pdf: ")
    # As a role it is wrong usage: nothing can be done without one.
    refused(skillmap("score", CV, "--job", "cv.pdf"), 2, "cv.pdf: ")


def test_a_folder_with_nothing_readable_fails_and_lists_every_file(
    folder: Path, skillmap: Run
) -> None:
    (folder / "cvs").mkdir()
    for case, (make, _) in BAD_FILES.items():
        make(folder / "cvs" / f"{case}.pdf")
    ended = skillmap("rank", "cvs", "--job", "ai-engineer", "--workers", "1")
    assert ended.code == 1
    assert all(f"{case}.pdf" in ended.err for case in BAD_FILES)
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("extract gone.pdf", "gone.pdf: there is no such file"),
        ("why gone.pdf python", "gone.pdf"),
        ("rank gone --job ai-engineer", "gone: there is no such folder"),
        (f"score {CV} --job gone.html", "gone.html: there is no such file"),
        (f"score {CV} --job ai-enginer", "ai-engineer"),
        (f"score {CV} --job gone.yaml", "gone.yaml"),
        (f"extract {CV} --taxonomy gone.yaml", "gone.yaml"),
        (f"extract {CV} --settings gone.yaml", "gone.yaml"),
        ("role gone-role", "ai-engineer"),
        (f"role {POST} --out nowhere/role.yaml", "nowhere"),
    ],
)
def test_what_is_not_there_is_wrong_usage(
    arguments: str, words: str, skillmap: Run, refused: Refused
) -> None:
    refused(skillmap(*arguments.split()), 2, words)


def test_an_empty_folder_is_told(folder: Path, skillmap: Run, refused: Refused) -> None:
    (folder / "cvs").mkdir()
    ended = skillmap("rank", "cvs", "--job", "ai-engineer")
    refused(ended, 1, "cvs")


def test_a_score_in_percent_is_told(skillmap: Run, refused: Refused) -> None:
    refused(skillmap("score", CV, "--job", "ai-engineer", "--reach", "70"), 2, "--reach")


def test_a_cv_given_as_the_post_of_a_ranking_is_told(folder: Path, skillmap: Run) -> None:
    (folder / "cvs").mkdir()
    shutil.copy(CV, folder / "cvs")
    ended = skillmap("rank", "cvs", "--job", CV, "--workers", "1")
    assert ended.code == 0
    assert "the post looks like a CV" in ended.out


def test_extract_of_a_folder_is_told(skillmap: Run, refused: Refused) -> None:
    refused(skillmap("extract", "examples"), 1, "is a folder")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title: A\nrequirments: []\n", "role.yaml"),
        ("title: A\nrequirements:\n  - skills: [pythn]\n", "role.yaml:3"),
        ("title: A\nrequirements:\n  - skills: [python]\n    levl: required\n", "level"),
        ("title: A\nrequirements:\n  - skills: [python]\n    min_months: many\n", "role.yaml:4"),
        ("title: [A\n", "YAML"),
        ("- just\n- a list\n", "role.yaml"),
    ],
)
def test_a_role_with_a_typo_is_told_with_its_line(
    text: str, words: str, folder: Path, skillmap: Run, refused: Refused
) -> None:
    (folder / "role.yaml").write_text(text, encoding="utf-8")
    refused(skillmap("score", CV, "--job", "role.yaml"), 2, "role.yaml", words)


@pytest.mark.parametrize(
    ("text", "words"),
    [("fuzy_cutoff: 0.9", "fuzzy_cutoff"), ("fuzzy_cutoff: 9", "fuzzy_cutoff"), ("- 1", "setting")],
)
def test_wrong_settings_are_told(
    text: str, words: str, folder: Path, skillmap: Run, refused: Refused
) -> None:
    (folder / "settings.yaml").write_text(text, encoding="utf-8")
    refused(skillmap("extract", CV, "--settings", "settings.yaml"), 2, words)


# --- taxonomies


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("mlops\n", "mlops\n    broader: [nowhere-to-be]\n"), "bad.yaml:2"),
        (
            ("kind: tool\n", "kind: tool\n  - {id: grumblewerk, label: G, kind: tool}\n"),
            "bad.yaml:6",
        ),
        (("label:", "lable:"), "label"),
        (("kind: tool", "kind: [tool"), "YAML"),
        (("area: mlops", "area: mlopps"), "mlops"),
    ],
    ids=["unknown broader", "duplicate id", "unknown field", "no YAML", "unknown area"],
)
def test_a_wrong_taxonomy_is_told_with_its_place(
    change: tuple[str, str], words: str, folder: Path, skillmap: Run, refused: Refused
) -> None:
    (folder / "bad.yaml").write_text(OWN_SKILLS.replace(*change), encoding="utf-8")
    refused(skillmap("extract", CV, "--taxonomy", "bad.yaml"), 2, "bad.yaml:", words)
    checked = skillmap("taxonomy", "check", "bad.yaml")
    assert checked.code == 1
    assert words in checked.out
    assert "fix: " in checked.out


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("mlops.yaml", ("tool}", "tool, broader: [nowhere-to-be]}"), "broader 'nowhere-to-be'"),
        ("taxonomy.yaml", ("version:", "versoin:"), "'versoin'"),
        ("roles/grumbler.yaml", ("werk", "wrk"), "'grumblewrk'"),
    ],
)
def test_a_wrong_folder_is_told_by_check_and_not_built(
    name: str,
    change: tuple[str, str],
    words: str,
    small: Path,
    skillmap: Run,
    refused: Refused,
) -> None:
    path = small / name
    path.write_text(path.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    for format_name in ("text", "json", "csv"):
        checked = skillmap("taxonomy", "check", "small", "--format", format_name)
        assert checked.code == 1
        assert words in checked.out
    refused(skillmap("taxonomy", "build", "small", "--out", "built"), 2, words)
    assert not (small.parent / "built").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("check gone", "gone"),
        ("check --settings gone.yaml", "gone.yaml"),
        ("show k8s --taxonomy gone.yaml", "gone.yaml"),
        ("build --taxonomy own.yaml", "FOLDER"),
        ("build examples", "taxonomy.yaml"),
    ],
)
def test_wrong_usage_of_the_taxonomy_verbs(
    arguments: str, words: str, skillmap: Run, refused: Refused
) -> None:
    refused(skillmap("taxonomy", *arguments.split()), 2, words)
