"""The cues of the data file, compiled once."""

from __future__ import annotations

import functools
import re
from typing import Any

from skillmap.data_files import load

CUES = "role_cues.yaml"


@functools.cache
def patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """Gives the patterns of an entry of the cue file.

    Args:
        name: Key in the file; a nested one with a full stop between.

    Returns:
        Compiled, in order.
    """
    entry: Any = load(CUES)
    for part in name.split("."):
        entry = entry[part]
    listed = [entry] if isinstance(entry, str) else entry
    return tuple(re.compile(_filled(pattern), re.IGNORECASE) for pattern in listed)


def _filled(pattern: str) -> str:
    """Puts in the lists that several patterns share."""
    cues: Any = load(CUES)
    for name, key in (("{number}", "number"), ("{tongue}", "tongues")):
        pattern = pattern.replace(name, f"(?:{cues[key]})")
    return pattern


def matches(name: str, text: str) -> bool:
    """Tells whether any pattern of an entry is found in a text.

    Args:
        name: Key in the cue file.
        text: The text.

    Returns:
        Whether one is found.
    """
    return any(pattern.search(text) for pattern in patterns(name))


def spans(name: str, text: str) -> list[tuple[int, int]]:
    """Gives where the patterns of an entry are found in a text.

    Args:
        name: Key in the cue file.
        text: The text.

    Returns:
        Start and end of each, in order.
    """
    return sorted(match.span() for pattern in patterns(name) for match in pattern.finditer(text))
