"""The smallest set of candidates that closes what is to be hired for."""

from __future__ import annotations

from collections.abc import Sequence

MOST_EXACT = 40
"""Candidates, without those that another one beats, up to which the set is surely the smallest."""

Rank = tuple[int, int, tuple[int, ...]]
"""How many, their cost in all, and which."""


def smallest_set(closes: Sequence[frozenset[int]], costs: Sequence[int]) -> tuple[list[int], bool]:
    """Finds the fewest candidates who between them close every gap that any of them closes.

    A candidate who closes nothing that another, no dearer one does not close as well is left out
    first. Up to `MOST_EXACT` of the rest every set that may be the smallest is looked at (branch
    and bound over the gap that fewest close); with more, the one who closes most of what is left
    is taken each time.

    Args:
        closes: For each candidate the gaps that he or she closes.
        costs: For each the months still to learn, in whole parts, so that sums are exact.

    Returns:
        The candidates, sorted, and whether no smaller set does: of the smallest sets the one that
        costs least, then the first by index.

    Example:
        >>> smallest_set([frozenset({1, 2}), frozenset({2, 3}), frozenset({1, 3})], [5, 1, 2])
        ([1, 2], True)
        >>> smallest_set([frozenset({1, 2}), frozenset({1}), frozenset({1, 2})], [5, 0, 5])
        ([0], True)
    """
    wanted = frozenset[int]().union(*closes)
    kept = _unbeaten(closes, costs)
    if len(kept) > MOST_EXACT:
        return _greedy(kept, closes, costs, wanted), False
    search = _Search(kept, closes, costs)
    search.go((), 0, wanted)
    return (sorted(search.best[2]) if search.best else []), True


def _unbeaten(closes: Sequence[frozenset[int]], costs: Sequence[int]) -> list[int]:
    """Leaves out whoever can be replaced in every set without making it worse."""

    def beaten(one: int) -> bool:
        return any(
            closes[one] <= closes[other] and (costs[other], other) < (costs[one], one)
            for other in range(len(closes))
            if other != one
        )

    return [one for one in range(len(closes)) if closes[one] and not beaten(one)]


def _greedy(
    kept: Sequence[int],
    closes: Sequence[frozenset[int]],
    costs: Sequence[int],
    wanted: frozenset[int],
) -> list[int]:
    chosen: list[int] = []
    left = wanted
    while left:
        best = min(kept, key=lambda one: (-len(closes[one] & left), costs[one], one))
        chosen.append(best)
        left -= closes[best]
    return sorted(chosen)


class _Search:
    """Branch and bound: a gap that few close is settled first, by each of those who close it."""

    def __init__(
        self, kept: Sequence[int], closes: Sequence[frozenset[int]], costs: Sequence[int]
    ) -> None:
        self.kept = kept
        self.closes = closes
        self.costs = costs
        self.best: Rank | None = None

    def go(self, chosen: tuple[int, ...], cost: int, left: frozenset[int]) -> None:
        """Completes a set in every way that may still be the best."""
        if not left:
            rank = (len(chosen), cost, tuple(sorted(chosen)))
            if self.best is None or rank < self.best:
                self.best = rank
            return
        useful = {one: len(self.closes[one] & left) for one in self.kept}
        most = max(useful.values())
        more = -(-len(left) // most)  # nobody closes more of the rest than the best does
        least = min(self.costs[one] for one, count in useful.items() if count)
        if self.best and (len(chosen) + more, cost + more * least) > self.best[:2]:
            return
        by_gap = {gap: [one for one in self.kept if gap in self.closes[one]] for gap in left}
        gap = min(sorted(left), key=lambda one: len(by_gap[one]))
        for one in sorted(by_gap[gap], key=lambda one: (-useful[one], self.costs[one], one)):
            self.go((*chosen, one), cost + self.costs[one], left - self.closes[one])
