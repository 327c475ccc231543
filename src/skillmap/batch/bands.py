"""Which neighbours in a ranking stand so near to each other that their order says little."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

TIE = 10
"""Decimals to which scores must be equal to share a rank."""


def bands(scores: Iterable[float], margin: float) -> Iterator[int]:
    """Numbers the bands of a ranking.

    Args:
        scores: The scores, 0 to 1, the best first.
        margin: A band goes on while each score is nearer than this to the one before it; at nought
            only equal scores share one.

    Yields:
        The band of each score, from 1.

    Example:
        >>> list(bands([0.9, 0.89, 0.5], margin=0.02)), list(bands([0.9, 0.9, 0.89], margin=0))
        ([1, 1, 2], [1, 1, 2])
    """
    band, last = 0, 0.0
    for score in scores:
        apart = round(round(last, TIE) - round(score, TIE), TIE)
        if not band or (apart >= margin if margin else apart != 0):
            band += 1
        last = score
        yield band
