"""Of all sets of skills that meet every line, the one that takes least time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Cost = tuple[int, int]
"""Most and least months, in ten-thousandths, so that sums are exact."""

MOST_TRIES = 100_000
"""Sets that are looked at before the best so far is taken; usual roles need some dozens."""


def cheapest(
    lines: Sequence[Sequence[str]],
    closures: Mapping[str, frozenset[str]],
    costs: Mapping[str, Cost],
) -> frozenset[str]:
    """Finds the least costly set that holds an option of every line, with all that it requires.

    Since it is the least of all, one skill more can only make it less. It is exact unless
    `MOST_TRIES` runs out, which takes dozens of long lists of alternatives with shared roots.

    Args:
        lines: For each line its options.
        closures: For each option the skills to learn for it, its own among them.
        costs: For each skill its cost.

    Returns:
        The skills; at equal cost the fewest, then the first by id.
    """
    shared = _shared(lines, closures)
    left = [_worth(line, closures, costs, shared) for line in lines]
    search = _Search(sorted(left, key=len), closures, costs)
    search.go(frozenset())
    return search.best


def _shared(
    lines: Sequence[Sequence[str]], closures: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """Gives the skills that serve more than one line or option."""
    counts: dict[str, int] = {}
    for line in lines:
        for option in line:
            for skill in closures[option]:
                counts[skill] = counts.get(skill, 0) + 1
    return frozenset(skill for skill, count in counts.items() if count > 1)


def _worth(
    line: Sequence[str],
    closures: Mapping[str, frozenset[str]],
    costs: Mapping[str, Cost],
    shared: frozenset[str],
) -> list[str]:
    """Leaves out options that another one of the line always beats.

    What an option costs at least is what only it needs; another that costs no more with all that
    it needs does whatever the rest of the plan is.
    """
    order = sorted(line, key=lambda one: (_sum(closures[one], costs), len(closures[one]), one))
    kept: list[str] = []
    for option in order:
        alone = _sum(closures[option] - shared, costs)
        beaten = option not in shared and any(
            closures[other] <= closures[option] or _key(closures[other], costs) <= (alone, 1, "")
            for other in kept
        )
        if not beaten:
            kept.append(option)
    return kept


def _key(skills: frozenset[str], costs: Mapping[str, Cost]) -> tuple[Cost, int, str]:
    return _sum(skills, costs), len(skills), ""


def _sum(skills: Iterable[str], costs: Mapping[str, Cost]) -> Cost:
    found = [costs[one] for one in skills]
    return sum(one[0] for one in found), sum(one[1] for one in found)


class _Search:
    """Branch and bound over the lines, shortest first."""

    def __init__(
        self,
        lines: Sequence[Sequence[str]],
        closures: Mapping[str, frozenset[str]],
        costs: Mapping[str, Cost],
    ) -> None:
        self.lines = lines
        self.closures = closures
        self.costs = costs
        self.best: frozenset[str] = frozenset()
        self.least: tuple[Cost, int, tuple[str, ...]] | None = None
        self.tries = 0

    def go(self, chosen: frozenset[str]) -> None:
        """Completes a set in every way that may still be the least."""
        open_lines = [line for line in self.lines if chosen.isdisjoint(line)]
        cost = _sum(chosen, self.costs)
        self.tries += 1
        if not open_lines:
            rank = (cost, len(chosen), tuple(sorted(chosen)))
            if self.least is None or rank < self.least:
                self.least, self.best = rank, chosen
            return
        more = [[(self._more(option, chosen), option) for option in line] for line in open_lines]
        bound = max(min(line)[0][0] for line in more)  # at least the dearest line is to be paid
        if self.least and cost[0] + bound > self.least[0][0]:
            return
        fewest = min(range(len(more)), key=lambda index: len(more[index]))
        for _, option in sorted(more[fewest]):
            if self.least is None or self.tries < MOST_TRIES:
                self.go(chosen | self.closures[option])

    def _more(self, option: str, chosen: frozenset[str]) -> Cost:
        return _sum(self.closures[option] - chosen, self.costs)
