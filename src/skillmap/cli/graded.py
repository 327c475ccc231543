"""`evaluate` over graded pairs of posts and CVs: how well scores order candidates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from skillmap.cli.failures import Failure
from skillmap.cli.output import WIDTH, as_csv, as_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from skillmap.cli.options import Format
    from skillmap.evaluation import RankingEvaluation
    from skillmap.evaluation.ranking import GradedPairs
    from skillmap.extractor import Extractor

PREDICTION = 'A row is {"job": id of the post, "cv": id of the CV, "score": number}.'


def graded(
    path: Path,
    predictions: Path | None,
    opened: Extractor,
    as_of: date | None,
    format_name: Format,
) -> str:
    """Measures our scores, or given ones, on graded pairs.

    Args:
        path: The graded pairs, a JSON file.
        predictions: Scores, JSON Lines; None to score with skillmap.
        opened: What reads and scores.
        as_of: The date that open jobs are counted to.
        format_name: How to write the figures.

    Returns:
        The figures.

    Raises:
        SkillmapError: A file does not fit.
        Failure: A score does not fit, with its line.
    """
    from skillmap.evaluation import evaluate_ranking, read_graded

    pairs = read_graded(path)
    if predictions:
        found = evaluate_ranking(pairs, _given(predictions), predictions.name)
    else:
        found = evaluate_ranking(pairs, _scored(pairs, opened, as_of), "skillmap")
    if format_name == "csv":
        return as_csv([post.model_dump() for post in found.posts], ["id", "ndcg", "correlation"])
    if format_name != "text":
        return as_json(found.model_dump(mode="json"), lines=format_name == "jsonl")
    return _table(found, pairs)


def _given(path: Path) -> dict[tuple[str, str], float]:
    scores: dict[tuple[str, str], float] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
                scores[row["job"], row["cv"]] = float(row["score"])
            except (ValueError, KeyError, TypeError):
                message = f"{path.name}:{number}: is no score of a pair"
                raise Failure(message, PREDICTION) from None
    return scores


def _scored(
    pairs: GradedPairs, opened: Extractor, as_of: date | None
) -> Mapping[tuple[str, str], float]:
    profiles = {cv.id: opened.extract(cv.text, as_of, "cv", unmapped=False) for cv in pairs.cvs}
    roles = {job.id: opened.role(job.text, as_of) for job in pairs.jobs}
    return {
        (job, cv): opened.score(profile, role, as_of).score
        for job, role in roles.items()
        for cv, profile in profiles.items()
    }


def _table(found: RankingEvaluation, pairs: GradedPairs) -> str:
    from skillmap.render.layout import table

    def cell(value: float | None) -> str:
        return "-" if value is None else f"{value:.3f}"

    def between(name: str) -> str:
        low, high = found.intervals.get(name, (None, None))
        return f"{cell(low)} to {cell(high)}"

    cells = [[post.id, cell(post.ndcg), cell(post.correlation)] for post in found.posts]
    cells.append(["all", cell(found.ndcg), cell(found.correlation)])
    cells.append(["95 % of draws of posts", between("ndcg"), between("correlation")])
    head = [found.name, "nDCG@10", "rank correlation"]
    about = f"{len(pairs.jobs)} posts, {len(pairs.cvs)} CVs, {len(pairs.graders)} readers"
    if found.kappa is not None:
        about += f" (weighted kappa {found.kappa:.3f})"
    return "\n".join([about, "", *table(head, cells, WIDTH, right=range(1, 3))]) + "\n"
