"""Learns which words around a name say that a skill is lacked, planned or somebody else's.

Run: python training/train_status.py [--public FOLDER] [--out FILE] [--cutoff SHARE] [--folds N]

It reads benchmarks/labelled/statuses and the train part of the corpus, and writes the weights of
`skillmap.assertion.weighed`. With --folds it writes nothing and prints what models say of the files
that they were not taught.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import zlib
from base64 import b85encode
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from skillmap import Extractor, benchmark
from skillmap.assertion.clues import NAME
from skillmap.assertion.judging import by_cues
from skillmap.assertion.weighed import LEARNT, steepness
from skillmap.documents import document_from_text

ROOT = Path(__file__).parents[1]
TEXTS = ROOT / "benchmarks" / "labelled" / "statuses"
WEIGHTS = ROOT / "src" / "skillmap" / "data" / "status_weights.json.gz"
CASES = [ROOT / "tests" / name for name in ("assertion_cases.tsv", "status_cases.tsv")]
STATUSES = ("present", *LEARNT)
HELD_BACK = ("test",)
"""Files whose names begin so are only measured."""
BITS = 18
PLACES = (1 << BITS) - 1
ROUNDS = 120
STEP = 0.1
SMALL = 1e-5
"""How much large weights cost."""
OF_CORPUS = 0.5
"""What a name of the corpus counts, beside 2 for one of a text that was written for this."""
LEVELS = 127
PUBLIC = {"cv_entities_train.jsonl": 2, "job_posts_silver.jsonl": 5}
"""Sets that may lie in a folder, and of how many texts one is taken."""
ASKED = ("required", "preferred", "responsibilities")
CUTOFF = 0.6
OFTEN = 3
"""What stands around fewer names has no weight: it may name people, firms and places."""
SMALL_FIRST = 1e-4
"""The same for the first look."""
FINE = 100
"""Whole numbers of the first look are hundredths."""
MISSED = 0.005
"""Share of the names that weights take for another status which need not pass the first look."""


class Example(NamedTuple):
    """A name, what stands around it, and what it is."""

    source: str
    clues: tuple[int, ...]
    words: frozenset[str]
    cue: str
    status: str
    kind: str


def marked(path: Path) -> Iterator[tuple[str, str, list[tuple[int, int, str]]]]:
    """Gives the texts of a file, with their kinds and marks."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        marks = [
            (text.index(name), text.index(name) + len(name), said) for name, said in row["marks"]
        ]
        yield text, row["kind"], marks


def examples(
    extractor: Extractor,
    source: str,
    text: str,
    kind: Any,
    marks: Sequence[tuple[int, int, str]],
    others: bool = True,
) -> Iterator[Example]:
    """Gives an example for each marked name; other names of the taxonomy are names, too."""
    document = document_from_text(text, extractor.settings, kind)
    spans = [(start, end) for start, end, _ in marks]
    for mention in extractor.extract(document, unmapped=False).mentions if others else ():
        if all(mention.end <= start or mention.start >= end for start, end in spans):
            spans.append((mention.start, mention.end))
    around, inside, found = by_cues(document, spans)
    for number, names in enumerate(inside):
        if not any(name < len(marks) for name in names):
            continue
        words, shared = around.every(number), around.shared(number)
        for held, first, last in around.lists(number):
            clues = (*shared, *around.own(number, first, last))
            for name in held:
                if name < len(marks):
                    status = marks[name][2]
                    yield Example(source, clues, words, found[name][0], status, document.kind)


def of_cases(path: Path) -> Iterator[tuple[str, str, list[tuple[int, int, str]]]]:
    """Gives the sentences of a test, in which the names are where they stand first."""
    found: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        *kind, status, name, text = line.split("\t")
        start = text.index(name)
        marks = found.setdefault((kind[0] if kind else "cv", text), [])
        marks.append((start, start + len(name), status))
    for (kind_of, text), marks in found.items():
        yield text, kind_of, marks


def of_public(extractor: Extractor, path: Path) -> Iterator[Example]:
    """Gives names of texts that nobody marked for this: nearly all of them are present."""
    for line in path.read_text(encoding="utf-8").splitlines()[:: PUBLIC[path.name]]:
        text = json.loads(line)["text"]
        kind = "cv" if path.stem.startswith("cv") else "job"
        document = document_from_text(text, extractor.settings, kind)
        marks = [
            (one.start, one.end, "present")
            for one in extractor.extract(document, unmapped=False).mentions
            if kind == "cv" or one.section in ASKED
        ]
        every = examples(extractor, "corpus", text, kind, marks)
        yield from (one for one in every if one.cue == "present")


def read(extractor: Extractor, public: Path | None = None) -> tuple[list[Example], list[Example]]:
    """Gives the examples of the texts that were written for this, and of the corpus."""
    made = [
        one
        for path in sorted(TEXTS.glob("*.jsonl"))
        for text, kind, marks in marked(path)
        for one in examples(extractor, path.stem, text, kind, marks)
    ]
    for path in CASES:
        for text, kind, marks in of_cases(path):
            made += examples(extractor, "cases", text, kind, marks)
            made += examples(extractor, "cases", text, kind, marks, others=False)
    corpus = [
        one
        for row in benchmark.load("train")
        for one in examples(
            extractor,
            "corpus",
            row.text,
            row.kind,
            [(mark.start, mark.end, mark.status) for mark in row.mentions if not mark.meant],
        )
    ]
    for name in PUBLIC if public else ():
        corpus += of_public(extractor, Path(public or "", name))
    return made, corpus


class Model(NamedTuple):
    """A weight for each place and status, present first, and what each status begins with."""

    weights: Any
    bias: Any

    def shares(self, every: Sequence[Example]) -> Any:
        """Gives the share of each status for each example."""
        rows, columns, by = _matrix(every)
        sums = _sums(self.weights, rows, columns, by, len(every)) + self.bias
        sums[[one.kind == "job" for one in every], STATUSES.index("planned")] = -np.inf
        return _shares(sums)


def descended(
    weights: Any, bias: Any, slopes: Callable[[Any, Any], tuple[Any, Any]]
) -> tuple[Any, Any]:
    """Learns weights by gradient descent (Adam), and what sums begin with.

    Args:
        weights: What they begin with.
        bias: The same.
        slopes: Gives for both how the loss grows with them.
    """
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for number in range(1, ROUNDS + 1):
        slope, of_bias = slopes(weights, bias)
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope * slope
        pace = STEP * min(1.0, 2 - 2 * number / (ROUNDS + 1))
        size = np.sqrt(spread / (1 - 0.99**number)) + 1e-8
        weights = weights - pace * mean / (1 - 0.9**number) / size
        bias = bias - STEP * of_bias
    return weights, bias


def taught(every: Sequence[Example]) -> Model:
    """Learns the weights of a logistic regression over the four statuses."""
    rows, columns, by = _matrix(every)
    used, columns, often = np.unique(columns, return_inverse=True, return_counts=True)
    by *= often[columns] >= OFTEN
    truth = np.eye(4)[[STATUSES.index(one.status) for one in every]]
    counts = np.array([OF_CORPUS if one.source == "corpus" else 2.0 for one in every])
    counts /= counts.sum()

    def slopes(weights: Any, bias: Any) -> tuple[Any, Any]:
        shares = _shares(_sums(weights, rows, columns, by, len(every)) + bias)
        wrong = (shares - truth) * counts[:, None]
        step = [np.bincount(columns, wrong[rows, k] * by, len(used)) for k in range(4)]
        return np.stack(step, 1) + SMALL * weights, wrong.sum(0)

    weights, bias = descended(np.zeros((len(used), 4)), np.zeros(4), slopes)
    every_place = np.zeros((1 << BITS, 4))
    every_place[used] = weights
    return Model(every_place, bias)


def _shares(sums: Any) -> Any:
    shares = np.exp(sums - sums.max(1, keepdims=True))
    return shares / shares.sum(1, keepdims=True)


def _matrix(every: Sequence[Example]) -> tuple[Any, Any, Any]:
    rows: list[int] = []
    columns: list[int] = []
    by: list[float] = []
    for row, one in enumerate(every):
        places = [clue & PLACES for clue in one.clues]
        rows += [row] * len(places)
        columns += places
        by += [steepness(len(places))] * len(places)
    return np.array(rows), np.array(columns), np.array(by)


def _sums(weights: Any, rows: Any, columns: Any, by: Any, count: int) -> Any:
    return np.stack([np.bincount(rows, weights[columns, k] * by, count) for k in range(4)], 1)


class First(NamedTuple):
    """What single words say, and what they must come to before all clues are weighed."""

    words: dict[str, int]
    enough: int

    def sum(self, words: Iterable[str]) -> int:
        """Gives what some words come to."""
        return sum(self.words.get(word, 0) for word in words)


def first_look(every: Sequence[Example], flipped: Sequence[Example]) -> First:
    """Learns which words speak against "present", so that most names need no second look.

    Args:
        every: Examples.
        flipped: Those that weights take for another status; nearly all must pass.
    """
    counts = Counter(word for one in every for word in one.words)
    known = sorted(word for word, count in counts.items() if count >= OFTEN and word != NAME)
    place = {word: number for number, word in enumerate(known)}
    pairs = [
        (row, place[word]) for row, one in enumerate(every) for word in one.words if word in place
    ]
    rows, columns = (np.array(part) for part in zip(*pairs, strict=True))
    truth = np.array([float(one.status != "present") for one in every])

    def slopes(weights: Any, bias: Any) -> tuple[Any, Any]:
        sums = np.bincount(rows, weights[columns], len(every)) + bias
        wrong = (1 / (1 + np.exp(-sums)) - truth) / len(every)
        slope = np.bincount(columns, wrong[rows], len(known)) + SMALL_FIRST * weights
        return slope, wrong.sum()

    weights, _ = descended(np.zeros(len(known)), 0.0, slopes)
    whole = np.rint(weights * FINE).astype(int)
    first = First({word: int(one) for word, one in zip(known, whole, strict=True) if one}, 0)
    sums = sorted(first.sum(one.words) for one in flipped)
    return first._replace(enough=sums[int(len(sums) * MISSED)])


def written(model: Model, first: First, cutoff: float, path: Path) -> None:
    """Writes what was learnt: for each status what it has more than "present", in whole numbers."""
    more = model.weights[:, 1:] - model.weights[:, :1]
    scale = float(np.abs(more).max()) / LEVELS
    whole = np.rint(more / scale).astype(np.int8)
    content = {
        "bits": BITS,
        "scale": scale,
        "bias": [round(float(one), 6) for one in model.bias[1:] - model.bias[0]],
        "cutoff": cutoff,
        "first": first.words,
        "enough": first.enough,
        "values": {
            name: b85encode(zlib.compress(whole[:, k].tobytes(), 9)).decode()
            for k, name in enumerate(LEARNT)
        },
    }
    path.write_bytes(gzip.compress(json.dumps(content).encode(), mtime=0))


def said(shares: Any, every: Sequence[Example], cutoff: float) -> list[str]:
    """Gives the status of each example: a cue decides first, then the weights."""
    found = []
    for row, one in zip(shares, every, strict=True):
        best = int(row.argmax())
        flipped = one.cue == "present" and best and row[best] >= cutoff
        found.append(STATUSES[best] if flipped else one.cue)
    return found


def report(name: str, found: Sequence[str], every: Sequence[Example]) -> None:
    """Prints how many of each status are right; a post plans nothing."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for status, one in zip(found, every, strict=True):
        if (one.kind, one.status) != ("job", "planned"):
            total[one.status] += 1
            right[one.status] += status == one.status
    cells = "  ".join(
        f"{status} {right[status]}/{total[status]} {right[status] / max(1, total[status]):.3f}"
        for status in STATUSES
    )
    sys.stdout.write(f"{name:28} {right.total() / max(1, total.total()):.3f}  {cells}\n")


def fit_for_teaching(every: Iterable[Example]) -> list[Example]:
    """Leaves out what is only measured, and what has no status here."""
    return [
        one
        for one in every
        if not one.source.startswith(HELD_BACK) and (one.kind, one.status) != ("job", "planned")
    ]


def folds(made: Sequence[Example], corpus: Sequence[Example], count: int, cutoff: float) -> None:
    """Prints what models say of the files that they were not taught."""
    sources = sorted({one.source for one in fit_for_teaching(made)})
    every: list[Example] = []
    cues: list[str] = []
    found: list[str] = []
    for number in range(count):
        out = set(sources[number::count])
        rest = [one for one in fit_for_teaching(made) if one.source not in out]
        asked = [one for one in made if one.source in out]
        model = taught([*rest, *fit_for_teaching(corpus)])
        every += asked
        cues += [one.cue for one in asked]
        found += said(model.shares(asked), asked, cutoff)
    report("cues", cues, every)
    report("cues and weights", found, every)


def main() -> None:
    """Learns, or measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--folds", type=int, help="measure on files left out, write nothing")
    parser.add_argument("--cutoff", type=float, default=CUTOFF)
    parser.add_argument("--public", type=Path, help="folder of public CVs and posts")
    options = parser.parse_args()
    made, corpus = read(Extractor(), options.public)
    if options.folds:
        folds(made, corpus, options.folds, options.cutoff)
        return
    chosen = fit_for_teaching(made)
    taught_with = [*chosen, *fit_for_teaching(corpus)]
    model = taught(taught_with)
    shares = model.shares(chosen)
    flips = [
        one
        for one, status in zip(chosen, said(shares, chosen, options.cutoff), strict=True)
        if status != one.cue
    ]
    first = first_look(taught_with, flips)
    written(model, first, options.cutoff, options.out)
    for source in sorted({one.source for one in made}):
        part = [one for one in made if one.source == source]
        report(source, said(model.shares(part), part, options.cutoff), part)
    passed = sum(first.sum(one.words) >= first.enough for one in corpus) / len(corpus)
    sys.stdout.write(
        f"{len(chosen)} names, {len(corpus)} of the corpus, {passed:.2f} of which are weighed\n"
    )


if __name__ == "__main__":
    main()
