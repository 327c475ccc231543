"""A score for the person whom it is about."""

from __future__ import annotations

from typing import Literal

from skillmap.models.base import Provenance, Record
from skillmap.models.coverage import Coverage
from skillmap.models.profile import Profile
from skillmap.models.what_if import WhatIf

Audience = Literal["reviewer", "candidate"]
"""Whom a score is explained to: who reads applications, or the person whom it is about."""


class CandidateExplanation(Record):
    """Everything that a person may want to know of their own score, and nobody else's data.

    Attributes:
        profile: What was read in the person's document.
        coverage: The points of each requirement and why.
        what_if: What would change the result.
        provenance: Where it comes from: that of the score.
    """

    profile: Profile
    coverage: Coverage
    what_if: WhatIf
    provenance: Provenance
