"""How far two scores must lie apart before careful readers agree with their order.

Taken are all pairs of candidates for one post whom the readers order. A margin is the largest
step below which they agree with our order no better than a coin would: half lies inside the
interval of 95 % of draws of posts. `Settings.band_margin` holds it.

Run: python benchmarks/bands.py
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence

from ranking import FIT_DEV, ours
from skillmap import benchmark
from skillmap.evaluation import read_graded
from skillmap.evaluation.ranking import GradedPairs

STEPS = (0.01, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1, 0.15, 0.2)
DRAWS = 2000
Pairs = list[tuple[float, bool]]
"""Difference of our scores, and whether the readers' order is ours."""


def pairs_by_post(graded: GradedPairs) -> list[Pairs]:
    """Gives the pairs of candidates of each post whom the readers order."""
    scores = ours(graded)
    found: list[Pairs] = []
    for job in graded.jobs:
        places = {
            cv.id: sum(grader.ranking[job.id].index(cv.id) for grader in graded.graders)
            for cv in graded.cvs
        }
        post: Pairs = []
        for one in places:
            for other in places:
                gap = scores[job.id, one] - scores[job.id, other]
                if gap > 0 and places[one] != places[other]:
                    post.append((gap, places[one] < places[other]))
        found.append(post)
    return found


def agreement(posts: Sequence[Pairs], step: float) -> tuple[int, float]:
    """Counts the pairs nearer than a step, and gives the share that readers order alike."""
    near = [right for post in posts for gap, right in post if gap < step]
    return len(near), sum(near) / len(near) if near else 0.0


def main() -> None:
    """Prints a line for each step."""
    posts = pairs_by_post(benchmark.load_graded())
    if FIT_DEV.exists():
        posts += pairs_by_post(read_graded(FIT_DEV))
    else:
        sys.stdout.write("fit_dev: not there, skipped\n")
    dice = random.Random(1)
    draws = [dice.choices(posts, k=len(posts)) for _ in range(DRAWS)]
    sys.stdout.write("nearer than  pairs  agreement (95 % of draws of posts)\n")
    for step in STEPS:
        count, share = agreement(posts, step)
        drawn = sorted(agreement(draw, step)[1] for draw in draws)
        low, high = drawn[DRAWS // 40], drawn[-DRAWS // 40]
        sys.stdout.write(f"{step:11.2f}  {count:5d}  {share:.3f} ({low:.3f} to {high:.3f})\n")


if __name__ == "__main__":
    main()
