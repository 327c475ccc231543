"""The code blocks of README and docs run as they stand."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
from benchmarks import readme_blocks

from skillmap import __version__
from skillmap.cli import run

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMAND = re.compile(r"^\$ (skillmap .*)$", re.MULTILINE)


def blocks(page: Path, *languages: str) -> list[tuple[int, str]]:
    """Line and text of the code blocks in some languages."""
    text = page.read_text(encoding="utf-8")
    return [
        (text.count("\n", 0, match.start(2)) + 1, match[2])
        for match in BLOCK.finditer(text)
        if match[1] in languages
    ]


def unshown() -> list[tuple[str, list[str]]]:
    """Page with line, and commands, of the blocks of a shell that do not show what is printed."""
    found = []
    for page in PAGES:
        shown = {match[2] for match in readme_blocks.BLOCK.finditer(page.read_text("utf-8"))}
        for line, block in blocks(page, "console", "sh", "bash"):
            commands = [one for one in COMMAND.findall(block) if one not in shown]
            if commands:
                found.append((f"{page.name}:{line}", commands))
    return found


def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Works in this process alone, where all is loaded, and shows faults of ours as they are."""
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    monkeypatch.setenv("SKILLMAP_DEBUG", "1")


@pytest.mark.parametrize(
    "page", [page for page in PAGES if blocks(page, "python")], ids=lambda page: page.name
)
def test_python_blocks_run(
    page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, examples: Path
) -> None:
    # Blocks of a page run in order and share their names, in a folder that holds the examples.
    (tmp_path / "examples").symlink_to(examples)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "docs"}
    for line, block in blocks(page, "python"):
        exec(compile("\n" * (line - 1) + block, str(page), "exec"), names)


# One case a block, so that they spread over the processors; what a block uses, it writes itself.
@pytest.mark.parametrize("lines", [pytest.param(lines, id=name) for name, lines in unshown()])
def test_commands_run(
    lines: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    examples: Path,
) -> None:
    (tmp_path / "examples").symlink_to(examples)
    monkeypatch.chdir(tmp_path)
    alone(monkeypatch)
    for command in lines:
        code = run(shlex.split(command)[1:])
        # 1 says that some files failed, as two of the examples do on purpose.
        assert code in (0, 1), f"{command}\n{capsys.readouterr().err}"


def test_skillmap_is_a_program() -> None:
    program = shutil.which("skillmap", path=sysconfig.get_path("scripts"))
    assert program, "skillmap is not installed"
    done = subprocess.run([program, "--version"], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == f"skillmap {__version__}\n"


def test_links_lead_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert not broken


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(found[0], id=found[2].split()[1])
        for found in readme_blocks.BLOCK.finditer(README)
    ],
)
def test_readme_shows_what_the_commands_print(block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    alone(monkeypatch)
    wanted = "run: python benchmarks/readme_blocks.py --write README.md"
    assert readme_blocks.current(block) == block, wanted
