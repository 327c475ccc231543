"""When a prediction and an annotation mean the same stretch of text."""

from __future__ import annotations

from collections.abc import Sequence

Span = tuple[int, int]
"""First character, and one past the last."""

LEAST_SHARE = 0.5
MOST_EXTRA_WORDS = 2
MOST_EXTRA_CHARACTERS = 30


def agreement(left: Span, right: Span, text: str) -> float:
    """Tells how far two spans agree.

    They agree when what they share is at least half of what they cover together, or when one
    holds the other and has at most two more words and at most 30 more characters.

    Args:
        left: A span.
        right: Another.
        text: The text that both are of.

    Returns:
        What they share of what they cover, 0 to 1; 0 when they do not agree.

    Example:
        >>> from skillmap.evaluation import agreement
        >>> text = "strong Python programming skills"
        >>> agreement((7, 13), (7, 13), text), agreement((7, 13), (14, 25), text)
        (1.0, 0.0)
        >>> agreement((7, 13), (7, 32), text) > 0
        True
    """
    shared = min(left[1], right[1]) - max(left[0], right[0])
    if shared <= 0:
        return 0.0
    covered = max(left[1], right[1]) - min(left[0], right[0])
    share = shared / covered
    if share >= LEAST_SHARE:
        return share
    shorter, longer = sorted((left, right), key=lambda span: span[1] - span[0])
    if shared < shorter[1] - shorter[0] or covered - shared > MOST_EXTRA_CHARACTERS:
        return 0.0
    return share if _words(text, longer) - _words(text, shorter) <= MOST_EXTRA_WORDS else 0.0


def _words(text: str, span: Span) -> int:
    return len(text[span[0] : span[1]].split())


def pair_up(left: Sequence[Span], right: Sequence[Span], text: str) -> list[tuple[int, int]]:
    """Pairs spans that agree, each at most once, those that agree best first.

    Args:
        left: Spans.
        right: Other spans.
        text: The text that all are of.

    Returns:
        Pairs of indices, in the order of the left ones.

    Example:
        >>> from skillmap.evaluation import pair_up
        >>> pair_up([(0, 6), (8, 11)], [(8, 11)], "Python, SQL")
        [(1, 0)]
    """
    possible = [
        (share, i, j)
        for i, one in enumerate(left)
        for j, other in enumerate(right)
        if (share := agreement(one, other, text))
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(possible, key=lambda entry: (-entry[0], entry[1], entry[2])):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return sorted(pairs.items())
