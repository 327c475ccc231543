"""The nearest of some names, for error messages that help."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, names: Iterable[str], cutoff: float = 60.0) -> str:
    """Gives the name that is spelled most like another.

    Args:
        name: What was asked for.
        names: What there is.
        cutoff: Least likeness, 0 to 100 (rapidfuzz `ratio`).

    Returns:
        The nearest name, or an empty string when none is near.
    """
    from rapidfuzz import fuzz, process  # here: the records load without it

    found = process.extractOne(name, sorted(names), scorer=fuzz.ratio, score_cutoff=cutoff)
    return str(found[0]) if found else ""
