"""The built wheel works in an empty environment, from another folder, with the network off."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
MOST_BYTES = 10_000_000

pytestmark = pytest.mark.wheel

# Read by every interpreter of the environment at its start, also by worker processes.
NO_NETWORK = """
import socket

def refuse(self, address):
    if self.family != getattr(socket, "AF_UNIX", None):
        raise AssertionError(f"the network is off, but {address} was asked for")

socket.socket.connect = socket.socket.connect_ex = refuse
"""


def run(*command: str | Path, cwd: Path) -> str:
    """Runs a command and gives its output; a failure shows what it said."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**clean, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    run(*build, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


def declared(name: str) -> set[str]:
    """The distributions that one declares that it needs, and what these need."""
    found: set[str] = set()
    waiting: list[tuple[str, frozenset[str]]] = [(name, frozenset())]
    seen = set()
    while waiting:
        item = waiting.pop()
        if item in seen:
            continue
        seen.add(item)
        name, extras = item
        for need in map(Requirement, distribution(name).requires or ()):
            marker = need.marker
            if not marker or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
                found.add(canonicalize_name(need.name))
                waiting.append((need.name, frozenset(need.extras)))
    return found


def lend(name: str, site: Path) -> None:
    """Puts an installed distribution into another environment without a download."""
    source = distribution(name)
    for top in sorted({file.parts[0] for file in source.files or ()} - {"..", "__pycache__"}):
        origin, target = Path(str(source.locate_file(top))), site / top
        if target.exists() or not origin.exists():
            continue
        if os.name != "nt":
            target.symlink_to(origin)
        elif origin.is_dir():
            shutil.copytree(origin, target)
        else:
            shutil.copy2(origin, target)


@pytest.fixture(scope="session")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interpreter whose environment holds the wheel and what it declares, nothing else."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(run(python, "-c", where, cwd=folder).strip())
    for name in sorted(declared("skillmap-ai")):
        lend(name, site)
    pip = [sys.executable, "-m", "pip", "--python", python]
    run(*pip, "install", "-qq", "--no-deps", "--no-index", wheel, cwd=folder)
    (site / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    return python


@pytest.fixture(scope="session")
def sealed(python: Path) -> list[str]:
    """How the interpreter is started: where the system allows it, without any network."""
    for wrap in (["unshare", "-n"], ["unshare", "-rn"]):
        if shutil.which("unshare") and not subprocess.call(
            [*wrap, "true"], stderr=subprocess.DEVNULL
        ):
            return [*wrap, str(python)]
    return [str(python)]


# --- what is in it


def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in names(wheel)}
    assert tops == {"skillmap", wheel.name.split("-py3")[0] + ".dist-info"}
    assert "skillmap/py.typed" in names(wheel)
    assert not [
        name for name in names(wheel) if re.search("(^|/)(tests?/|test_|__pycache__)", name)
    ]
    assert wheel.stat().st_size < MOST_BYTES


def test_wheel_holds_the_compiled_taxonomy_and_not_its_source(wheel: Path) -> None:
    areas = {path.name for path in (ROOT / "taxonomy").glob("*.yaml")}
    assert areas
    assert not areas & {name.rsplit("/")[-1] for name in names(wheel)}


def test_wheel_holds_every_data_file(wheel: Path) -> None:
    package = ROOT / "src" / "skillmap"
    ours = {
        f"skillmap/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert ours <= set(names(wheel))


def test_wheel_carries_the_licences(wheel: Path) -> None:
    carried = {name.partition("/licenses/")[2] for name in names(wheel)}
    assert {"LICENSE", "taxonomy/LICENSE", "src/skillmap/data/WORDS-LICENSE.txt"} <= carried


# --- what it does


def test_declared_dependencies_suffice(python: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "pip", "--python", python, "check", cwd=tmp_path)


def test_extracts_from_another_folder(sealed: list[str], tmp_path: Path) -> None:
    program = """
import sys
import skillmap
assert skillmap.__file__.startswith(sys.prefix), skillmap.__file__
profile = skillmap.extract("Built RAG services with LangChain on k8s. No Java.")
assert "kubernetes" in profile, [skill.skill_id for skill in profile]
assert "java" not in profile
role = skillmap.builtin_role("ai-engineer")
assert 0 <= skillmap.score(profile, role).score <= 1
"""
    run(*sealed, "-c", program, cwd=tmp_path)


def test_component_is_found_without_an_import(sealed: list[str], tmp_path: Path) -> None:
    program = """
import spacy
nlp = spacy.blank("en")
nlp.add_pipe("skillmap")
doc = nlp("Built RAG services with LangChain on k8s.")
assert "kubernetes" in [span.id_ for span in doc.spans["skillmap"]]
"""
    run(*sealed, "-c", program, cwd=tmp_path)


def test_ranks_a_folder_on_the_command_line(
    sealed: list[str], python: Path, tmp_path: Path, examples: Path
) -> None:
    folder = tmp_path / "cvs"
    folder.mkdir()
    for name in ("callum-drysdale.txt", "kwame-asante-boadi.html"):
        shutil.copy(examples / "cvs" / name, folder)
    skillmap = next(python.parent.glob("skillmap*"))
    command = ["rank", "cvs", "--job", "ai-engineer", "--out", "out", "--workers", "2"]
    # The script is run by its interpreter, so that the seal holds for it too.
    start = [*sealed, skillmap] if os.name != "nt" else [skillmap]
    run(*start, *command, cwd=tmp_path)
    assert {"ranking.csv", "ranking.jsonl", "ranking.html", "run.json"} <= {
        path.name for path in (tmp_path / "out").iterdir()
    }
