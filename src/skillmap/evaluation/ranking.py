"""How well scores order candidates for posts that careful readers graded.

nDCG: Järvelin, K. and Kekäläinen, J. (2002): Cumulated gain-based evaluation of IR techniques, ACM
TOIS 20(4), with gain 2^grade - 1 and discount log2(rank + 1). Rank correlation: Spearman's, with
mean ranks for ties. Agreement of readers: Cohen's kappa with quadratic weights (1968).
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from skillmap.errors import SkillmapError
from skillmap.evaluation.intervals import resampled
from skillmap.models import Record

DEPTH = 10
HINT = 'It holds {"jobs": [{"id", "text"}], "cvs": [...], "graders": [{"grades", "ranking"}]}.'

Score = Callable[[str, str], float]
"""Scores a CV for a post: the post's text, the CV's text; higher is better."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class GradedText(_Part):
    """A post or a CV."""

    id: str
    text: str


class Grader(_Part):
    """What one reader found.

    Attributes:
        grades: Grade of 0 to 4 by post, then CV.
        ranking: CVs by post, best first; may be missing.
    """

    grades: dict[str, dict[str, int]]
    ranking: dict[str, tuple[str, ...]] = {}


class GradedPairs(_Part):
    """Posts, CVs, and how readers graded each CV for each post."""

    rubric: str = ""
    jobs: tuple[GradedText, ...]
    cvs: tuple[GradedText, ...]
    graders: tuple[Grader, ...]

    @model_validator(mode="after")
    def _complete(self) -> GradedPairs:
        ids = {cv.id for cv in self.cvs}
        if not self.graders or not self.jobs:
            raise ValueError("there are no posts or no graders")
        for grader in self.graders:
            for job in self.jobs:
                missing = ids - set(grader.grades.get(job.id, ()))
                if missing:
                    raise ValueError(f"no grade of {min(missing)} for {job.id}")
        return self

    def relevance(self, job: str) -> dict[str, float]:
        """Gives the mean grade of each CV for a post.

        Args:
            job: Id of the post.

        Returns:
            0 to 4 by CV.
        """
        return {
            cv.id: math.fsum(one.grades[job][cv.id] for one in self.graders) / len(self.graders)
            for cv in self.cvs
        }


class PostRanking(Record):
    """How well one post's candidates were ordered.

    Attributes:
        id: The post.
        ndcg: nDCG@10 by mean grades, 0 to 1; None when every CV has grade 0.
        correlation: Rank correlation with the readers' order, -1 to 1; None when all scores are
            the same.
    """

    id: str
    ndcg: float | None
    correlation: float | None


class RankingEvaluation(Record):
    """How well scores order candidates.

    Attributes:
        name: What was measured.
        posts: Each post.
        ndcg: Mean of the posts' nDCG@10.
        correlation: Mean of their rank correlations; equal scores count as 0.
        intervals: The middle 95 % of both when posts are drawn again with replacement.
        kappa: Agreement of the first two readers, None with one.
    """

    name: str
    posts: tuple[PostRanking, ...]
    ndcg: float
    correlation: float
    intervals: dict[str, tuple[float, float]]
    kappa: float | None


def read_graded(source: str | Path | Mapping[str, Any]) -> GradedPairs:
    """Reads graded pairs.

    Args:
        source: A JSON file, or what it holds.

    Returns:
        Posts, CVs and grades.

    Raises:
        SkillmapError: It does not fit, or a grade is missing.
    """
    name = "graded pairs" if isinstance(source, Mapping) else Path(source).name
    try:
        values = (
            source
            if isinstance(source, Mapping)
            else json.loads(Path(source).read_text(encoding="utf-8"))
        )
        return GradedPairs.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        message = f"{name}: {where + ': ' if where else ''}{first['msg']}"
        raise SkillmapError(message, hint=HINT) from None
    except (OSError, ValueError) as error:
        raise SkillmapError(f"{name}: is no valid JSON: {error}", hint=HINT) from None


def evaluate_ranking(
    pairs: GradedPairs, score: Score | Mapping[tuple[str, str], float], name: str = "scores"
) -> RankingEvaluation:
    """Measures how well scores order the candidates of each post.

    Equal scores share their gain: nDCG takes the mean over the orders that they leave open.

    Args:
        pairs: The graded pairs.
        score: Scores a CV for a post, or scores by the ids of post and CV.
        name: How to call it.

    Returns:
        The figures.

    Raises:
        SkillmapError: A score is missing.

    Example:
        >>> from skillmap.evaluation import evaluate_ranking, read_graded
        >>> pairs = read_graded({
        ...     "jobs": [{"id": "p", "text": "SQL"}],
        ...     "cvs": [{"id": "a", "text": "SQL"}, {"id": "b", "text": "Law"}],
        ...     "graders": [{"grades": {"p": {"a": 4, "b": 0}}}],
        ... })
        >>> evaluate_ranking(pairs, lambda post, cv: float(post in cv)).ndcg
        1.0
    """
    posts = []
    for job in pairs.jobs:
        scores = _scores(pairs, job, score)
        grades = pairs.relevance(job.id)
        order = _mean_places(pairs, job.id)
        ids = [cv.id for cv in pairs.cvs]
        posts.append(
            PostRanking(
                id=job.id,
                ndcg=ndcg([(scores[one], grades[one]) for one in ids]),
                correlation=correlation([scores[one] for one in ids], [-order[one] for one in ids]),
            )
        )
    graders = pairs.graders
    return RankingEvaluation(
        name=name,
        posts=tuple(posts),
        **_summary(posts),
        intervals=resampled(posts, _summary),
        kappa=kappa(graders[0], graders[1]) if len(graders) > 1 else None,
    )


def _scores(
    pairs: GradedPairs, job: GradedText, score: Score | Mapping[tuple[str, str], float]
) -> dict[str, float]:
    if callable(score):
        return {cv.id: float(score(job.text, cv.text)) for cv in pairs.cvs}
    missing = [cv.id for cv in pairs.cvs if (job.id, cv.id) not in score]
    if missing:
        raise SkillmapError(
            f"there is no score of {missing[0]} for {job.id}", hint="Score every pair."
        )
    return {cv.id: float(score[job.id, cv.id]) for cv in pairs.cvs}


def ndcg(scored: Sequence[tuple[float, float]], depth: int = DEPTH) -> float | None:
    """Gives the normalised discounted cumulated gain of an order.

    Args:
        scored: Score and grade of each candidate.
        depth: Ranks that count.

    Returns:
        0 to 1, None when no candidate has any gain.
    """
    gains = [(2.0**grade - 1.0) for _, grade in scored]
    discounts = [1.0 / math.log2(rank + 2) for rank in range(min(depth, len(scored)))]
    best = math.fsum(g * d for g, d in zip(sorted(gains, reverse=True), discounts, strict=False))
    if best == 0:
        return None
    groups: dict[float, list[float]] = {}
    for (score, _), gain in zip(scored, gains, strict=True):
        groups.setdefault(score, []).append(gain)
    found, rank = 0.0, 0
    for score in sorted(groups, reverse=True):
        tied = groups[score]
        mean = math.fsum(tied) / len(tied)
        found += mean * math.fsum(discounts[rank : rank + len(tied)])
        rank += len(tied)
    return found / best


def correlation(left: Sequence[float], right: Sequence[float]) -> float | None:
    """Gives Spearman's rank correlation, with mean ranks for ties.

    Args:
        left: Scores.
        right: Other scores of the same candidates.

    Returns:
        -1 to 1, None when all of one side are equal.
    """
    one, other = _ranks(left), _ranks(right)
    middle = (len(one) - 1) / 2
    up = math.fsum((a - middle) * (b - middle) for a, b in zip(one, other, strict=True))
    down = math.sqrt(
        math.fsum((a - middle) ** 2 for a in one) * math.fsum((b - middle) ** 2 for b in other)
    )
    return up / down if down else None


def kappa(first: Grader, second: Grader) -> float | None:
    """Gives Cohen's kappa with quadratic weights over all pairs that both graded.

    Args:
        first: A reader.
        second: Another.

    Returns:
        At most 1; None when both gave one and the same grade throughout.
    """
    pairs = [
        (grade, second.grades[job][cv])
        for job, grades in first.grades.items()
        for cv, grade in grades.items()
        if cv in second.grades.get(job, ())
    ]
    seen = math.fsum((a - b) ** 2 for a, b in pairs) / max(1, len(pairs))
    chance = math.fsum((a - b) ** 2 for a, _ in pairs for _, b in pairs) / max(1, len(pairs) ** 2)
    return 1 - seen / chance if chance else None


def _ranks(values: Sequence[float]) -> list[float]:
    places: dict[float, list[int]] = {}
    for rank, value in enumerate(sorted(values)):
        places.setdefault(value, []).append(rank)
    return [sum(places[value]) / len(places[value]) for value in values]


def _mean_places(pairs: GradedPairs, job: str) -> dict[str, float]:
    """Gives the mean place of each CV: by the readers' rankings, else by their grades."""
    places: dict[str, list[float]] = {cv.id: [] for cv in pairs.cvs}
    for grader in pairs.graders:
        ranking = grader.ranking.get(job)
        if ranking:
            ranked = {one: float(place) for place, one in enumerate(ranking)}
        else:
            ids = list(places)
            ranks = _ranks([-float(grader.grades[job][one]) for one in ids])
            ranked = dict(zip(ids, ranks, strict=True))
        for one in places:
            places[one].append(ranked.get(one, float(len(places))))
    return {one: math.fsum(found) / len(found) for one, found in places.items()}


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values) if values else 0.0


def _summary(posts: Sequence[PostRanking]) -> dict[str, float]:
    return {
        "ndcg": _mean([p.ndcg for p in posts if p.ndcg is not None]),
        "correlation": _mean([p.correlation or 0.0 for p in posts]),
    }
