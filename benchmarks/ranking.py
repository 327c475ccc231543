"""How our score orders graded candidates, beside the floors that any system must beat.

Measured are the graded pairs of the labelled corpus, and those of ../shared/data when that folder
is there (data that may not be redistributed). The floors: one score for all, the length of the
text, TF-IDF with the cosine, BM25, and the share of the post's skills that the CV names. The
plainest score takes the role and the profile as we read them and gives one point for each
requirement that the CV shows a skill of: what is beyond it, the scoring adds.

Run: python benchmarks/ranking.py [--out FILE.json]
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from skillmap import benchmark, extract, role, score
from skillmap.evaluation import RankingEvaluation, evaluate_ranking, read_graded
from skillmap.evaluation.ranking import GradedPairs

HERE = Path(__file__).parent
FIT_DEV = HERE.parents[1] / "shared" / "data" / "fit_dev.json"
AS_OF = date(2026, 11, 24)
Scores = Mapping[tuple[str, str], float]


def words(text: str) -> list[str]:
    """Gives the words of a text in lower case."""
    return re.findall(r"[a-z][a-z0-9+#.]*[a-z0-9+#]|[a-z]", text.lower())


def constant(pairs: GradedPairs) -> Scores:
    """Gives every candidate the same."""
    return {(job.id, cv.id): 0.0 for job in pairs.jobs for cv in pairs.cvs}


def length(pairs: GradedPairs) -> Scores:
    """Prefers the longer CV."""
    return {(job.id, cv.id): float(len(cv.text)) for job in pairs.jobs for cv in pairs.cvs}


def tf_idf(pairs: GradedPairs) -> Scores:
    """Cosine of vectors of tf * ln(n / df), as in Salton and Buckley (1988)."""
    counts = {one.id: Counter(words(one.text)) for one in (*pairs.jobs, *pairs.cvs)}
    frequency = Counter(word for count in counts.values() for word in count)
    vectors = {
        one: {word: n * math.log(len(counts) / frequency[word]) for word, n in count.items()}
        for one, count in counts.items()
    }
    norms = {one: math.sqrt(sum(v * v for v in vec.values())) for one, vec in vectors.items()}
    return {
        (job.id, cv.id): sum(
            value * vectors[cv.id].get(word, 0.0) for word, value in vectors[job.id].items()
        )
        / (norms[job.id] * norms[cv.id] or 1.0)
        for job in pairs.jobs
        for cv in pairs.cvs
    }


def bm25(pairs: GradedPairs, k: float = 1.5, b: float = 0.75) -> Scores:
    """Okapi BM25 of the post's words (Robertson and Zaragoza, 2009)."""
    counts = {cv.id: Counter(words(cv.text)) for cv in pairs.cvs}
    frequency = Counter(word for count in counts.values() for word in count)
    mean = sum(count.total() for count in counts.values()) / len(counts)

    def weight(word: str, one: str) -> float:
        n = counts[one][word]
        rare = math.log(1 + (len(counts) - frequency[word] + 0.5) / (frequency[word] + 0.5))
        return rare * n * (k + 1) / (n + k * (1 - b + b * counts[one].total() / mean))

    return {
        (job.id, cv.id): math.fsum(weight(word, cv.id) for word in sorted(set(words(job.text))))
        for job in pairs.jobs
        for cv in pairs.cvs
    }


def keywords(pairs: GradedPairs) -> Scores:
    """Gives the share of the post's skills that the CV names, whatever it says of them."""
    named = {
        one.id: {
            mention.skill_id for mention in extract(one.text, as_of=AS_OF, unmapped=False).mentions
        }
        for one in (*pairs.jobs, *pairs.cvs)
    }
    return {
        (job.id, cv.id): len(named[job.id] & named[cv.id]) / max(1, len(named[job.id]))
        for job in pairs.jobs
        for cv in pairs.cvs
    }


def plainest(pairs: GradedPairs) -> Scores:
    """Gives the share of our role's requirements that have a present skill in our profile."""
    profiles = {cv.id: extract(cv.text, as_of=AS_OF, kind="cv", unmapped=False) for cv in pairs.cvs}
    roles = {job.id: role(job.text) for job in pairs.jobs}
    return {
        (job.id, cv.id): sum(
            any(skill in profiles[cv.id] for skill in one.skills)
            for one in roles[job.id].requirements
        )
        / max(1, len(roles[job.id].requirements))
        for job in pairs.jobs
        for cv in pairs.cvs
    }


def ours(pairs: GradedPairs) -> Scores:
    """Scores with skillmap."""
    profiles = {cv.id: extract(cv.text, as_of=AS_OF, kind="cv", unmapped=False) for cv in pairs.cvs}
    roles = {job.id: role(job.text) for job in pairs.jobs}
    return {
        (job.id, cv.id): score(profiles[cv.id], roles[job.id], as_of=AS_OF).score
        for job in pairs.jobs
        for cv in pairs.cvs
    }


SYSTEMS: dict[str, Callable[[GradedPairs], Scores]] = {
    "skillmap": ours,
    "plainest score": plainest,
    "keyword coverage": keywords,
    "TF-IDF": tf_idf,
    "BM25": bm25,
    "text length": length,
    "one score for all": constant,
}


def shown(found: RankingEvaluation) -> str:
    """Writes a line of the table."""

    def cell(name: str, value: float) -> str:
        low, high = found.intervals[name]
        return f"{value:6.3f} ({low:6.3f} to {high:6.3f})"

    ndcg, correlation = cell("ndcg", found.ndcg), cell("correlation", found.correlation)
    return f"{found.name:18s} {ndcg}  {correlation}"


def main() -> None:
    """Prints a table for each set, and writes JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--posts", action="store_true", help="show skillmap's figures by post")
    arguments = parser.parse_args()
    results = {}
    sets = {"labelled corpus": benchmark.load_graded()}
    if FIT_DEV.exists():
        sets["fit_dev"] = read_graded(FIT_DEV)
    else:
        print("fit_dev: not there, skipped")
    for name, pairs in sets.items():
        found = [evaluate_ranking(pairs, make(pairs), label) for label, make in SYSTEMS.items()]
        kappa = found[0].kappa
        print(f"\n{name}: {len(pairs.jobs)} posts x {len(pairs.cvs)} CVs, kappa {kappa:.3f}")
        print(f"{'':18s} {'nDCG@10':25s} rank correlation (95 % of draws of posts)")
        for one in found:
            print(shown(one))
        if arguments.posts:
            for post in found[0].posts:
                print(f"  {post.id}: {post.ndcg or 0:.3f} {post.correlation or 0:.3f}")
        results[name] = [one.model_dump(mode="json") for one in found]
    if arguments.out:
        arguments.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
