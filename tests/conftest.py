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
