"""How far figures would move with other documents: bootstrap by document, and a paired test.

Efron, B. and Tibshirani, R. (1993): An Introduction to the Bootstrap, ch. 13 (percentiles);
Yeh, A. (2000): More accurate tests for the statistical significance of result differences,
COLING (approximate randomization, here with whole documents exchanged).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from skillmap.evaluation.tallies import COUNTS, Tally
from skillmap.models import Record

DRAWS = 1000
SEED = 20261124
SHOWN = ("precision", "recall", "f1", "concept_f1", "right_skill")
COMPARED = ("f1", "concept_f1", "right_skill")


Item = TypeVar("Item")


class Difference(Record):
    """How two systems differ in one share on the same documents.

    Attributes:
        name: The share: "f1", "concept_f1" or "right_skill".
        first: Of the first system, 0 to 1.
        second: Of the second.
        difference: First less second.
        low: Lowest of the middle 95 % when documents are drawn again.
        high: Highest of it.
        p: How often a difference at least as large comes about when the two systems' results
            are exchanged document by document at random.
    """

    name: str
    first: float
    second: float
    difference: float
    low: float
    high: float
    p: float


def intervals(documents: Sequence[Tally]) -> dict[str, tuple[float, float]]:
    """Draws documents again and again, and gives the middle 95 % of each share.

    Args:
        documents: A tally for each document.

    Returns:
        Lowest and highest by share; none for a single document, which says nothing of others.
    """

    def shares(some: Sequence[Tally]) -> dict[str, float | None]:
        found = added(some).shares
        return {name: found[name] for name in SHOWN}

    return resampled(documents, shares)


def resampled(
    items: Sequence[Item], figures: Callable[[Sequence[Item]], Mapping[str, float | None]]
) -> dict[str, tuple[float, float]]:
    """Draws items again with replacement, and gives the middle 95 % of what follows from them.

    Args:
        items: What is drawn.
        figures: Gives the figures of a draw by name, None where there is nothing to take one of.

    Returns:
        Lowest and highest by name; none for a single item, which says nothing of others.
    """
    if len(items) < 2:
        return {}
    drawn: dict[str, list[float]] = {}
    chance = random.Random(SEED)  # repeatable on purpose
    for _ in range(DRAWS):
        for name, value in figures(chance.choices(items, k=len(items))).items():
            if value is not None:
                drawn.setdefault(name, []).append(value)
    return {name: _middle(values) for name, values in drawn.items()}


def differences(first: Mapping[str, Tally], second: Mapping[str, Tally]) -> tuple[Difference, ...]:
    """Compares two systems on the documents that both were measured on.

    Args:
        first: Tallies by document.
        second: The same of the other system.

    Returns:
        A difference for each share that both have.
    """
    ids = sorted(set(first) & set(second))
    pairs = [(first[one], second[one]) for one in ids]
    found: list[Difference] = []
    for name in COMPARED:
        difference = _difference(name, pairs)
        if difference:
            found.append(difference)
    return tuple(found)


def _difference(name: str, pairs: Sequence[tuple[Tally, Tally]]) -> Difference | None:
    def gap(some: Sequence[tuple[Tally, Tally]]) -> float | None:
        one = added([pair[0] for pair in some]).shares[name]
        other = added([pair[1] for pair in some]).shares[name]
        return None if one is None or other is None else one - other

    seen = gap(pairs)
    if seen is None:
        return None
    chance = random.Random(SEED)
    drawn = _values(lambda: gap(chance.choices(pairs, k=len(pairs))))
    swapped = _values(lambda: gap([p if chance.random() < 0.5 else p[::-1] for p in pairs]))
    extreme = sum(abs(value) >= abs(seen) - 1e-12 for value in swapped)
    low, high = _middle(drawn)
    first = added([pair[0] for pair in pairs]).shares[name]
    second = added([pair[1] for pair in pairs]).shares[name]
    assert first is not None
    assert second is not None
    return Difference(
        name=name,
        first=first,
        second=second,
        difference=seen,
        low=low,
        high=high,
        p=(extreme + 1) / (len(swapped) + 1),
    )


def _values(draw: Callable[[], float | None]) -> list[float]:
    drawn = (draw() for _ in range(DRAWS))
    return [value for value in drawn if value is not None]


def added(tallies: Sequence[Tally]) -> Tally:
    """Adds tallies up.

    Args:
        tallies: Of documents.

    Returns:
        One tally; its documents are not told apart.
    """
    total = Tally()
    for tally in tallies:
        for count in COUNTS:
            setattr(total, count, getattr(total, count) + getattr(tally, count))
    return total


def _middle(values: Sequence[float]) -> tuple[float, float]:
    ordered = sorted(values)
    cut = len(ordered) * 25 // 1000
    return ordered[cut], ordered[-1 - cut]
