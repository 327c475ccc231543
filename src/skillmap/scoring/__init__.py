"""Scoring: a profile against a role."""

from __future__ import annotations

from skillmap.scoring.coverage import CANNOT_TELL, score
from skillmap.scoring.factors import SCORERS
from skillmap.scoring.weights import possible_points

__all__ = ["CANNOT_TELL", "SCORERS", "possible_points", "score"]
