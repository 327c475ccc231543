"""Every example runs, and the files are what their sources say."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import skillmap
from skillmap import EncryptedFile, NoTextLayer
from skillmap.roles import builtin_names

AS_OF = date(2026, 11, 24)

SCRIPTS = {
    "extract_text.py": "negated  Java",
    "score_one.py": "asked lines",
    "rank_folder.py": "by hand: nadia-rahimi.pdf",
    "own_taxonomy.py": "quokka-flow: 'QuokkaFlow'",
    "spacy_pipe.py": "vLLM -> vllm (generative-ai)",
    "data_frame.py": "candidate-",
    "plan_team.py": "hire     retrieval-augmented-generation: the member nearest to it needs",
}


Run = Callable[..., str]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a script as the program of this process, where all is loaded, and gives its output."""

    def program(script: Path, *arguments: str) -> str:
        monkeypatch.setattr(sys, "argv", [str(script), *arguments])
        monkeypatch.syspath_prepend(script.parent)
        monkeypatch.chdir(script.parents[1])
        ended: object = 0
        try:
            runpy.run_path(str(script), run_name="__main__")
        except SystemExit as end:
            ended = end.code
        shown = capsys.readouterr()
        assert not ended, shown.err
        return shown.out

    return program


@pytest.mark.parametrize(("name", "told"), SCRIPTS.items(), ids=SCRIPTS)
def test_the_script_runs(name: str, told: str, examples: Path, run: Run) -> None:
    assert told in run(examples / name)


def test_every_script_is_run(examples: Path) -> None:
    assert {path.name for path in examples.glob("*.py")} == {*SCRIPTS, "build_examples.py"}


def test_the_files_are_built_from_their_sources(examples: Path, run: Run) -> None:
    run(examples / "build_examples.py", "--check")


def test_the_outputs_of_a_team_are_current(examples: Path, run: Run) -> None:
    run(examples / "plan_team.py", "--check")


def test_there_are_enough_and_two_cannot_be_read(examples: Path) -> None:
    cvs = sorted((examples / "cvs").iterdir())
    assert len(cvs) >= 16
    unreadable = {}
    for path in cvs:
        try:
            assert skillmap.read(path).kind == "cv", path.name
        except skillmap.ReadError as error:
            unreadable[path.name] = type(error)
    assert unreadable == {"nadia-rahimi.pdf": EncryptedFile, "george-abernathy.pdf": NoTextLayer}


@pytest.mark.parametrize(
    "post", ["ai-engineer.html", "ml-engineer.pdf", "mlops-engineer.txt", "data-scientist.html"]
)
def test_the_posts_are_understood(post: str, examples: Path) -> None:
    document = skillmap.read(examples / "posts" / post)
    role = skillmap.role(document)
    assert document.kind == "job"
    assert "Engineer" in role.title or "Scientist" in role.title
    assert 10 <= role.asked_lines <= 20
    assert len(role.requirements) >= 10


def test_the_stuffer_meets_nothing_and_workers_come_first(examples: Path) -> None:
    role = skillmap.role(skillmap.read(examples / "posts" / "ai-engineer.html"))
    ranking = skillmap.rank(examples / "cvs", role)
    place = {c.source: (c.rank, c.coverage) for c in ranking}
    rank, coverage = place["max-sterling.pdf"]
    assert coverage.count("met") == 0
    assert rank > len(ranking) / 2
    assert "many-skills-named" in {notice.code for notice in coverage.warnings}
    assert place["amara-oyelaran.pdf"][0] == 1
    assert place["bruno-lefevre.txt"][0] == len(ranking)


def test_the_stuffer_is_in_the_upper_half_of_no_post_and_no_role(examples: Path) -> None:
    extractor = skillmap.Extractor()
    profiles = {}
    for path in sorted((examples / "cvs").iterdir()):
        try:
            profile = extractor.extract(extractor.read(path), AS_OF, unmapped=False)
        except skillmap.ReadError:
            continue
        if "not-english" not in {notice.code for notice in profile.warnings}:
            profiles[path.name] = profile
    posts = [extractor.role(extractor.read(p), AS_OF) for p in (examples / "posts").iterdir()]
    for role in [*posts, *map(extractor.builtin_role, builtin_names())]:
        scores = {name: extractor.score(one, role).score for name, one in profiles.items()}
        better = sum(score > scores["max-sterling.pdf"] for score in scores.values())
        assert better >= len(scores) / 2, role.title
