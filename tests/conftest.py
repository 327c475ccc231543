"""What tests share: where the examples lie, and the folder that is not part of the project."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# The same cases in every run, and no clock: a slow machine must not fail a test.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"


# They start whole programs, and a cluster: begun last, they would keep one processor waiting.
LONG = ("test_wheel.py", "test_batch_runs.py", "test_batch_cluster.py", "test_docs.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the longest tests first, and leaves the others in their order."""
    items.sort(key=lambda item: item.path.name not in LONG)


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of the example CVs and posts."""
    return EXAMPLES


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of data that may not be redistributed; without it the test is skipped."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared, data that is not part of the project")
    return folder
