"""The labelled corpus as it lies in the package, and what is measured on it."""

from __future__ import annotations

import gzip
import hashlib
import json
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from skillmap.benchmark.building import MANIFEST, SPLITS
from skillmap.benchmark.records import LabelledRow, Split
from skillmap.errors import SkillmapError
from skillmap.evaluation import Evaluation, read_gold, read_graded
from skillmap.evaluation import evaluate as evaluate_rows
from skillmap.evaluation.measures import Extract
from skillmap.evaluation.ranking import GradedPairs
from skillmap.evaluation.rows import Rows
from skillmap.models import Version
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy, load_taxonomy

LOG = Path("benchmarks", "labelled", "test-log.tsv")
"""Where looks at the test part are noted, in the repository that is measured."""


def manifest() -> dict[str, Any]:
    """Gives what the package holds of the corpus.

    Returns:
        Version, the date that open jobs are counted to, and for each split its number of
        documents and mentions and its SHA-256.

    Example:
        >>> from skillmap import benchmark
        >>> sorted(benchmark.manifest()["splits"])
        ['dev', 'test', 'train']
    """
    content: dict[str, Any] = json.loads(_resource(MANIFEST))
    return content


def load(
    split: Split | str, *, final: bool = False, why: str = "", log: str | Path = LOG
) -> tuple[LabelledRow, ...]:
    """Loads a part of the labelled corpus, offline.

    Args:
        split: "train" and "dev" to learn and to tune on, "test" to measure on at the end.
        final: Needed for "test": says that nothing will be tuned on what is seen.
        why: What is measured, for the log.
        log: The file to which each look at "test" adds a line.

    Returns:
        The documents.

    Raises:
        SkillmapError: There is no such split, or "test" was asked for without `final`.

    Example:
        >>> from skillmap import benchmark
        >>> row = benchmark.load("dev")[0]
        >>> row.text[row.mentions[0].start : row.mentions[0].end] == row.mentions[0].surface
        True
    """
    if split not in SPLITS:
        raise SkillmapError(f"there is no split {split!r}", hint=f"One of {', '.join(SPLITS)}.")
    if split == "test":
        if not final:
            raise SkillmapError(
                "the test part is for the last measurement, not for tuning",
                hint='Tune on "dev"; load("test", final=True) notes the look in a log.',
            )
        _note(Path(log), why)
    content = gzip.decompress(_resource(f"{split}.jsonl.gz"))
    if hashlib.sha256(content).hexdigest() != manifest()["splits"][split]["sha256"]:
        raise SkillmapError(f"{split}.jsonl.gz is not what was built", hint="Install again.")
    return tuple(LabelledRow.model_validate_json(line) for line in content.splitlines())


def load_graded() -> GradedPairs:
    """Loads posts and CVs of the corpus with the grades of two readers.

    Returns:
        The pairs, as `evaluate_ranking` takes them.

    Example:
        >>> from skillmap import benchmark
        >>> pairs = benchmark.load_graded()
        >>> len(pairs.jobs), len(pairs.cvs), len(pairs.graders)
        (10, 20, 2)
    """
    return read_graded(json.loads(gzip.decompress(_resource("graded.json.gz"))))


def evaluate(
    system: Extract | Rows,
    split: Split = "dev",
    *,
    final: bool = False,
    why: str = "",
    log: str | Path = LOG,
    taxonomy: Taxonomy | None = None,
    settings: Settings | None = None,
) -> Evaluation:
    """Measures an extractor, ours or any other, on a part of the corpus.

    Args:
        system: A callable that gets a text and its kind ("cv" or "job") and gives a Profile, a
            Profile and a Role, or mentions as mappings with `start`, `end` and `skill_id` or
            `name`; or predictions, as a file or rows.
        split: The part.
        final: Needed for "test".
        why: What is measured, for the log of "test".
        log: That log.
        taxonomy: Resolves names, None for the one that ships.
        settings: What the system runs with, for the provenance.

    Returns:
        The figures, with version and hash of the benchmark.

    Raises:
        SkillmapError: "test" without `final`, or predictions that do not fit.

    Example:
        >>> from skillmap import benchmark
        >>> def nothing(text, kind):
        ...     return []
        >>> benchmark.evaluate(nothing, "dev").overall.recall
        0.0
    """
    rows = read_gold(load(split, final=final, why=why, log=log))
    known = taxonomy or load_taxonomy()
    extract, predictions = (system, None) if callable(system) else (None, system)
    found = evaluate_rows(rows, extract, taxonomy=known, predictions=predictions, settings=settings)
    return found.model_copy(update={"benchmark": version(split)})


def version(split: str) -> Version:
    """Gives version and hash of a part, as results carry them.

    Args:
        split: The part.

    Returns:
        Name, version and hash.
    """
    about = manifest()
    digest = str(about["splits"][split]["sha256"])
    return Version(
        name=f"skillmap-benchmark {split}", version=str(about["version"]), sha256=digest[:16]
    )


def _resource(name: str) -> bytes:
    try:
        return files("skillmap").joinpath("data", "benchmark", name).read_bytes()
    except FileNotFoundError:
        raise SkillmapError(
            f"the package holds no {name}", hint="Install skillmap-ai again."
        ) from None


def _note(log: Path, why: str) -> None:
    """Adds a line to the log of looks at the test part."""
    moment = datetime.now(UTC).strftime("%Y-%m-%d")
    line = "\t".join((moment, manifest()["version"], " ".join(why.split()) or "not said"))
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8", newline="\n") as file:
            file.write(line + "\n")
    except OSError as error:
        raise SkillmapError(
            f"{log}: the look at the test part cannot be noted: {error.strerror}",
            hint="Name a file that can be written: log=...",
        ) from None
