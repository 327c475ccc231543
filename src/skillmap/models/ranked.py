"""A candidate as a ranking holds it."""

from __future__ import annotations

from typing import Literal

from skillmap.models.base import Record
from skillmap.models.coverage import Coverage

Same = Literal["", "same-file", "same-text", "probably-same"]
"""How a candidate repeats another: the same bytes, the same visible text, nearly the same text."""


class RankedCandidate(Record):
    """A candidate in the ranking.

    Attributes:
        rank: From 1; equal scores share a rank.
        band: From 1; neighbours whose scores hardly differ share a band, and their order in it
            says little.
        pseudonym: Stable name that tells nothing of the person: "candidate-3f9a".
        source: Name of the file, relative to the folder.
        coverage: The score and its reasons.
        lifecycle: What the document shows of the role, stage by stage, in one sentence.
        same: Whether it repeats a candidate whose file comes before; it is ranked all the same.
        same_as: Pseudonym of that one, or an empty string.
    """

    rank: int
    band: int = 1
    pseudonym: str
    source: str
    coverage: Coverage
    lifecycle: str = ""
    same: Same = ""
    same_as: str = ""


class SetAside(Record):
    """A candidate to look at by hand: apart from the ranking, never below it.

    Attributes:
        pseudonym: Stable name that tells nothing of the person.
        source: Name of the file, relative to the folder.
        code: "unreadable", "encrypted", "no-text", "nearly-empty", "not-english", "no-cv", ...
        reason: One sentence.
        failed: Whether the file could not be read at all.
        coverage: What could be scored all the same, None when nothing could.
        same: Whether it repeats a candidate whose file comes before.
        same_as: Pseudonym of that one, or an empty string.
    """

    pseudonym: str
    source: str
    code: str
    reason: str
    failed: bool
    coverage: Coverage | None = None
    same: Same = ""
    same_as: str = ""
