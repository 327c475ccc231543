"""The order of learning: what is required first, and most coverage per month before the rest."""

from __future__ import annotations

import math
from collections.abc import Mapping

from skillmap.planning.choosing import Cost
from skillmap.planning.needs import Need, closure
from skillmap.taxonomy import Taxonomy


def ordered(
    skills: frozenset[str],
    lines: tuple[Need, ...],
    costs: Mapping[str, Cost],
    taxonomy: Taxonomy,
) -> list[str]:
    """Puts the skills of a plan in the order of learning.

    Again and again it takes the skill, with whatever of the plan it requires and is not done yet,
    that adds most of the required weight for each month.

    Args:
        skills: The skills to learn.
        lines: The lines that they meet.
        costs: What each takes.
        taxonomy: For what requires what.

    Returns:
        The skills; no skill stands before one that it requires.
    """
    before = {one: closure(one, taxonomy) & skills for one in sorted(skills)}
    done: list[str] = []
    left = set(skills)
    while left:
        best = min(
            sorted(left),
            key=lambda one: _rank(before[one] - set(done), done, lines, costs, before[one]),
        )
        bundle = before[best] - set(done)
        # Who requires fewer comes first, so that nothing stands before what it requires.
        for one in sorted(bundle, key=lambda s: (len(before[s]), costs[s], s)):
            done.append(one)
            left.discard(one)
    return done


def _rank(
    bundle: frozenset[str],
    done: list[str],
    lines: tuple[Need, ...],
    costs: Mapping[str, Cost],
    whole: frozenset[str],
) -> tuple[float, int, int]:
    """Ranks a bundle: most weight for each month first, then the shorter, then the smaller."""
    gain = math.fsum(
        need.possible
        for need in lines
        if not bundle.isdisjoint(need.options) and set(done).isdisjoint(need.options)
    )
    time = sum(sum(costs[one]) for one in bundle)
    return (-round(gain / max(1, time), 15), time, len(whole))
