"""The house around the code: floors, exported names, documentation, size, and words to avoid."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions, requires
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pydantic import BaseModel

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "skillmap"

# Imports go down or stay on their floor.
FLOORS = (
    ("errors", "settings", "models", "data_files", "_version"),
    ("alternatives", "needed", "sought", "text", "taxonomy"),
    ("readers", "sections", "language"),
    (
        "matchers",
        "linking",
        "assertion",
        "blinding",
        "contexts",
        "identity",
        "quotes",
        "surroundings",
        "unmapped",
    ),
    ("careers", "documents", "people", "pipeline"),
    ("roles", "scoring", "migration"),
    ("render", "planning"),
    ("batch", "benchmark", "component", "evaluation", "suggestions"),
    ("api", "api_many", "api_planning", "extractor", "extractor_many", "planner"),
    ("cli", "__main__"),
)
FLOOR = {part: floor for floor, parts in enumerate(FLOORS) for part in parts}

HEAVY = {
    "spacy",
    "numpy",
    "pandas",
    "pyarrow",
    "ray",
    "xlsxwriter",
    "pdfplumber",
    "pypdfium2",
    "docx",
    "lxml",
    "jinja2",
}

# Records that a user holds in hand, and that show how; the parts in them need no example.
SHOWN = {"Coverage", "Document", "Plan", "Profile", "Ranking", "Role", "Team"}

MOST_LINES = 400
MOST_STATEMENTS = 40
EMPTY_WORDS = {"engine", "manager", "handler", "helper", "helpers", "util", "utils"}


def sources(*folders: str) -> list[Path]:
    """All Python files of some folders of the repository, sorted."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part(module: str) -> str:
    """The part of the house that a module belongs to: "skillmap.models.base" is of "models"."""
    return module.split(".")[1] if "." in module else ""


MODULES = {module_name(path): path for path in sources("src/skillmap")}
PARTS = sorted({part(name) for name in MODULES} - {""})


def for_types_only(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes, without what stands under `if TYPE_CHECKING`."""
    for child in ast.iter_child_nodes(tree):
        if not (isinstance(child, ast.stmt) and for_types_only(child)):
            yield child
            yield from nodes(child)


def imported_names(path: Path) -> set[str]:
    """The modules that a file imports anywhere, in functions too."""
    found = set()
    for node in nodes(parse(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.module and not node.level, f"{path}: a relative import"
            # `from skillmap.models import base` may mean a module or a name in one.
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in MODULES else node.module for name in names}
    return found


def imports(path: Path) -> set[str]:
    return {name for name in imported_names(path) if name.split(".")[0] == "skillmap"}


INSIDE = {name: imports(path) for name, path in MODULES.items() if name != "skillmap"}


# --- floors


def test_every_part_has_a_floor() -> None:
    assert set(PARTS) <= set(FLOOR)


def test_architecture_shows_the_same_floors() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"(?m)^\| (\d) \| ([^|]+) \|", text))
    shown = {part: int(row) for row, cell in rows.items() for part in re.findall(r"\w+", cell)}
    assert {part: FLOOR.get(part) for part in PARTS if not part.startswith("_")}.items() <= (
        shown.items()
    )


@pytest.mark.parametrize("module", sorted(INSIDE))
def test_imports_go_down(module: str) -> None:
    here = FLOOR.get(part(module), len(FLOORS))
    up = sorted(name for name in INSIDE[module] if FLOOR.get(part(name), 0) > here)
    assert not up, f"{module} (floor {here}) imports from above"
    assert "skillmap" not in INSIDE[module], f"{module} imports the root of the package"


@pytest.mark.parametrize("of", [str, part], ids=["modules", "parts"])
def test_imports_make_no_cycle(of: type[str]) -> None:
    graph: dict[str, set[str]] = {}
    for module, imported in INSIDE.items():
        graph.setdefault(of(module), set()).update(of(name) for name in imported)
    try:
        TopologicalSorter({n: sorted(found - {n}) for n, found in graph.items()}).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_what_is_imported_is_declared() -> None:
    needs = map(Requirement, requires("skillmap-ai") or ())
    declared = {canonicalize_name(need.name) for need in needs if "dev" not in str(need.marker)}
    homes = packages_distributions()
    undeclared = {
        f"{path.relative_to(ROOT)}: {top}"
        for path in MODULES.values()
        for top in {name.split(".")[0] for name in imported_names(path)}
        if top not in sys.stdlib_module_names | {"skillmap"}
        and not declared & {canonicalize_name(name) for name in homes.get(top, ())}
    }
    assert not undeclared


# --- exported names and their documentation


def exported() -> dict[str, object]:
    import skillmap

    return {name: getattr(skillmap, name) for name in skillmap.__all__}


def exported_classes() -> dict[str, type]:
    return {name: value for name, value in exported().items() if inspect.isclass(value)}


def test_exported_names() -> None:
    # Their order is ruff's business (RUF022).
    import skillmap

    names = {name for name in exported() if not name.startswith("_")}
    public = {
        name
        for name, value in vars(skillmap).items()
        if not name.startswith("_") and not isinstance(value, ModuleType)
    }
    assert names == public - {"annotations", "TYPE_CHECKING", "Any"}
    assert len(skillmap.__all__) == len(set(skillmap.__all__))


def test_the_contract_is_exported() -> None:
    promised = (
        "extract read role builtin_role load_role score explain rank load_taxonomy load_settings "
        "Extractor Settings Taxonomy Skill Document Mention SkillEvidence Profile Requirement Role "
        "Contribution Coverage Ranking SkillmapError ReadError UnsupportedFormat EncryptedFile "
        "NoTextLayer FileTooLarge ReadTimeout TaxonomyError UnknownSkill SettingsError"
    )
    assert set(promised.split()) <= set(exported())


def test_public_names_are_documented() -> None:
    bare = []
    for name, value in exported().items():
        if inspect.isfunction(value) or inspect.isclass(value):
            # A class without its own docstring inherits one that is about something else.
            if not vars(value).get("__doc__", value.__doc__):
                bare.append(name)
            bare += [f"{name}.{method}" for method in undocumented_methods(value)]
    assert not bare


def undocumented_methods(value: object) -> list[str]:
    if not inspect.isclass(value):
        return []
    return [
        name
        for name, member in vars(value).items()
        if not name.startswith("_")
        and (inspect.isroutine(member) or isinstance(member, property))
        and not member.__doc__
    ]


def test_fields_are_documented() -> None:
    bare = [
        f"{name}.{field}"
        for name, value in exported_classes().items()
        if issubclass(value, BaseModel)
        for field in inspect.get_annotations(value)
        if field in value.model_fields and not re.search(rf"(?m)^ +{field}: ", value.__doc__ or "")
    ]
    assert not bare


def test_functions_and_main_classes_show_an_example() -> None:
    from skillmap.models import Record

    shown = [
        name
        for name, value in exported().items()
        if inspect.isfunction(value)
        or name in SHOWN
        or (inspect.isclass(value) and not issubclass(value, Record | Exception))
    ]
    assert shown
    assert not [name for name in shown if ">>>" not in (exported()[name].__doc__ or "")]


# --- size and words


@pytest.mark.parametrize(
    "path", sources("src", "tests", "examples", "benchmarks"), ids=lambda path: path.name
)
def test_file_is_no_longer_than_a_reader_can_hold(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    found = ast.walk(parse(path))
    return [node for node in found if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_functions_are_short() -> None:
    long = {
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}": count
        for path in sources("src", "tests", "examples", "benchmarks")
        for function in functions(path)
        if (count := sum(isinstance(node, ast.stmt) for node in ast.walk(function)) - 1)
        > MOST_STATEMENTS
    }
    assert not long


def words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def test_names_say_what_a_thing_is() -> None:
    empty = []
    for path in sources("src", "tests", "examples", "benchmarks"):
        named = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        names = [node.name for node in ast.walk(parse(path)) if isinstance(node, named)]
        for name in (path.stem, path.parent.name, *names):
            if words(name) & EMPTY_WORDS:
                empty.append(f"{path.relative_to(ROOT)}: {name}")
    assert not empty


# --- what must not be in the repository


def tracked() -> list[Path]:
    """Files of the repository that git knows or would add."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode:
        pytest.skip("needs a git checkout")
    found = [ROOT / name for name in listing.stdout.decode().split("\0") if name]
    return [path for path in found if path.is_file()]


# Put together here, so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(r"(?<![\w./-])/(?:" + "|".join(["work", "home", "root", "farm"]) + ")/")
HOSTS = ("pypi", "pythonhosted", "npmjs", "deb.debian", "proxy.golang")
REGISTRY = re.compile("(?:" + "|".join(map(re.escape, HOSTS)) + r")\.(?:org|com)\b")


def test_no_path_of_a_machine_and_no_registry() -> None:
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if MACHINE_PATH.search(line) or REGISTRY.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}")
    assert not found


# --- quick to start


def loaded_by(*arguments: str) -> set[str]:
    """The heavy modules that a command of the command line loads."""
    program = (
        "import sys\n"
        f"sys.argv = {['skillmap', *arguments]!r}\n"
        "from skillmap.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit as stop:\n    assert not stop.code, stop.code\n"
        "print('\\nLOADED', *sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=False, encoding="utf-8"
    )
    assert not done.returncode, done.stderr
    return HEAVY & set(done.stdout.rpartition("LOADED")[2].split())


@pytest.mark.parametrize(
    "arguments", [("--help",), ("rank", "--help"), ("taxonomy", "show", "kubernetes")], ids=" ".join
)
def test_small_commands_load_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert loaded_by(*arguments) == set()
