"""Scoring: a profile against a role."""

from __future__ import annotations

from skillmap.scoring.asked import asked_of
from skillmap.scoring.coverage import CANNOT_TELL, score
from skillmap.scoring.difference import compare
from skillmap.scoring.explaining import for_candidate
from skillmap.scoring.factors import COVERING, SCORERS, SHOWN, in_use
from skillmap.scoring.gains import what_if
from skillmap.scoring.pseudonyms import pseudonyms
from skillmap.scoring.together import best_of, together
from skillmap.scoring.totals import stages_of
from skillmap.scoring.weights import possible_points

__all__ = [
    "CANNOT_TELL",
    "COVERING",
    "SCORERS",
    "SHOWN",
    "asked_of",
    "best_of",
    "compare",
    "for_candidate",
    "in_use",
    "possible_points",
    "pseudonyms",
    "score",
    "stages_of",
    "together",
    "what_if",
]
