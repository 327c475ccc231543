"""The code blocks of README and docs run as they stand."""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (skillmap .*)$", re.MULTILINE)


def blocks(page: Path, *languages: str) -> list[tuple[int, str]]:
    """Line and text of the code blocks in some languages."""
    text = page.read_text(encoding="utf-8")
    return [
        (text.count("\n", 0, match.start(2)) + 1, match[2])
        for match in BLOCK.finditer(text)
        if match[1] in languages
    ]


def commands(page: Path) -> list[str]:
    found = [text for _, text in blocks(page, "console", "sh", "bash")]
    return [command for text in found for command in COMMAND.findall(text)]


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


@pytest.mark.parametrize(
    "page", [page for page in PAGES if commands(page)], ids=lambda page: page.name
)
def test_commands_run(page: Path, tmp_path: Path, examples: Path) -> None:
    # In order and in one folder: a command may use what an earlier one wrote.
    (tmp_path / "examples").symlink_to(examples)
    scripts = sysconfig.get_path("scripts")
    assert shutil.which("skillmap", path=scripts), "skillmap is not installed"
    path = os.pathsep.join([scripts, os.environ["PATH"]])
    for command in commands(page):
        done = subprocess.run(
            command,
            shell=True,
            cwd=tmp_path,
            env={**os.environ, "PATH": path},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        # 1 says that some files failed, as two of the examples do on purpose.
        assert done.returncode in (0, 1), f"{command}\n{done.stderr}"
        assert "Traceback" not in done.stderr, f"{command}\n{done.stderr}"


def test_links_lead_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert not broken


def test_readme_shows_what_the_commands_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    current = runpy.run_path(str(ROOT / "benchmarks" / "readme_blocks.py"))["current"]
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    assert current(page) == page, "run: python benchmarks/readme_blocks.py --write README.md"
