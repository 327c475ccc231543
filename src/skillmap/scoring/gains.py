"""Coverage -> WhatIf: pure; what each requirement still has to give."""

from __future__ import annotations

import math

from skillmap.models import Coverage, Gain, WhatIf

_EVEN = 1e-9  # below this, two sums of points differ by rounding only


def what_if(coverage: Coverage, reach: float | None = None) -> WhatIf:
    """Tells what each requirement that is not met in full would add to a score if it were.

    Args:
        coverage: The score.
        reach: A score of 0 to 1 to find the fewest requirements for, None for none.

    Returns:
        The gains, those that add most first, and the smallest set that reaches the score.

    Raises:
        ValueError: `reach` is below nought or no number.

    Example:
        >>> import skillmap
        >>> coverage = skillmap.score(
        ...     skillmap.extract("Built Airflow jobs."), skillmap.role("You know Airflow, MLflow.")
        ... )
        >>> [gain.requirement.skills for gain in what_if(coverage).gains]
        [('mlflow',)]
    """
    gains = [
        Gain(
            requirement=one.requirement,
            outcome=one.outcome,
            points=one.points,
            possible=one.possible,
            adds=max(0.0, one.possible - one.points),
        )
        for one in coverage.contributions
        if one.outcome != "met" or one.possible - one.points > _EVEN
    ]
    # Whoever reads it wants the largest; the role's order stands among equals, as sorting keeps it.
    # Equal but for rounding is equal, or the order would hang on the last bit of a sum.
    gains.sort(key=lambda gain: -round(gain.adds, 12))
    chosen = None if reach is None else _smallest(coverage.score, gains, reach)
    return WhatIf(
        score=coverage.score,
        gains=tuple(gains),
        reach=reach,
        smallest=None if chosen is None else tuple(gain.requirement for gain in chosen),
        then=None if chosen is None else _with(coverage.score, chosen),
        profile=coverage.profile,
        role_title=coverage.role_title,
        role_document=coverage.role_document,
        provenance=coverage.provenance,
    )


def _smallest(score: float, gains: list[Gain], reach: float) -> list[Gain] | None:
    """Takes the largest gains until they suffice: no set of fewer can add as much."""
    for count in range(len(gains) + 1):
        if _with(score, gains[:count]) >= reach - _EVEN:
            return gains[:count]
    return None


def _with(score: float, gains: list[Gain]) -> float:
    return min(1.0, round(math.fsum([score, *(gain.adds for gain in gains)]), 12))
