"""Measures extraction against annotated documents: precision, recall, F1, right-skill rate."""

from __future__ import annotations

from skillmap.evaluation.agreement import agreement, pair_up
from skillmap.evaluation.facets import Facet
from skillmap.evaluation.intervals import Difference
from skillmap.evaluation.measures import Evaluation, FormCount, evaluate
from skillmap.evaluation.predictions import predicted_row
from skillmap.evaluation.ranking import RankingEvaluation, evaluate_ranking, read_graded
from skillmap.evaluation.rows import GoldRow, PredictedRow, read_gold, read_predictions, with_truth
from skillmap.evaluation.tallies import Figures

__all__ = [
    "Difference",
    "Evaluation",
    "Facet",
    "Figures",
    "FormCount",
    "GoldRow",
    "PredictedRow",
    "RankingEvaluation",
    "agreement",
    "evaluate",
    "evaluate_ranking",
    "pair_up",
    "predicted_row",
    "read_gold",
    "read_graded",
    "read_predictions",
    "with_truth",
]
