"""Measures extraction against annotated documents: precision, recall, F1, right-skill rate."""

from __future__ import annotations

from skillmap.evaluation.agreement import agreement, pair_up
from skillmap.evaluation.measures import Evaluation, Figures, FormCount, evaluate
from skillmap.evaluation.rows import read_gold, read_predictions

__all__ = [
    "Evaluation",
    "Figures",
    "FormCount",
    "agreement",
    "evaluate",
    "pair_up",
    "read_gold",
    "read_predictions",
]
