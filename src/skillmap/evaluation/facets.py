"""What is right about the mentions found: status, section, level, alternatives, strength."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

from skillmap.evaluation.rows import GoldRow, Mark, PredictedMark, PredictedRow, SkillTruth
from skillmap.models import Record

Pairs = Sequence[tuple[Mark, PredictedMark]]
"""Annotated mentions that were found, each with what was found."""

Resolve = Callable[[str, str], str]
"""Gives one id for an id or a name."""


class Facet(Record):
    """How often one thing was right.

    Attributes:
        name: What was looked at: "status", "status: negated", "level: must", "strength" ...
        count: How often there was something to compare.
        right: How often it was right.
        share: Right of the count, 0 to 1.
    """

    name: str
    count: int
    right: int
    share: float


class FacetCounts:
    """Counts facets over documents."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()
        self._right: Counter[str] = Counter()

    def add(self, name: str, right: bool) -> None:
        """Counts one comparison.

        Args:
            name: What was looked at.
            right: Whether it was right.
        """
        self._count[name] += 1
        self._right[name] += right

    def facets(self) -> tuple[Facet, ...]:
        """Gives the facets.

        Returns:
            In the order they were first counted in, those of a name together.
        """
        names = sorted(self._count, key=lambda name: list(self._heads()).index(_head(name)))
        return tuple(
            Facet(
                name=name,
                count=self._count[name],
                right=self._right[name],
                share=self._right[name] / self._count[name],
            )
            for name in names
        )

    def _heads(self) -> Iterable[str]:
        return dict.fromkeys(map(_head, self._count))


def _head(name: str) -> str:
    return name.partition(":")[0]


def count_facets(
    row: GoldRow, found: PredictedRow, pairs: Pairs, resolve: Resolve, counts: FacetCounts
) -> None:
    """Compares what is known of a document's mentions beyond their places.

    Only what both sides know is compared.

    Args:
        row: The annotated document.
        found: What was predicted for it.
        pairs: Mentions that agree.
        resolve: Gives one id for an id or a name.
        counts: Where to count.
    """
    for mark, guess in pairs:
        _status(mark, guess, counts)
        _section(mark, guess, counts)
        _level(mark, guess, counts)
    if any(mark.requirement for mark in row.mentions) and any(
        guess.requirement for guess in found.mentions
    ):
        _alternatives(row, pairs, counts)
    _traps(row, found, counts)
    _meant(row, found, counts)
    count_skills(row.skills, found.skills, resolve, counts)


def _status(mark: Mark, guess: PredictedMark, counts: FacetCounts) -> None:
    if not mark.status or not guess.status:
        return
    absent = mark.status == "absent" and guess.status != "present"
    right = absent or guess.status == mark.status
    counts.add("status", right)
    counts.add(f"status: {mark.status}", right)
    if mark.status != "present":
        counts.add("status: not present, and so read", guess.status != "present")


def _section(mark: Mark, guess: PredictedMark, counts: FacetCounts) -> None:
    if mark.section and guess.section:
        # Annotators who know few sections call the rest "other".
        counts.add("section", mark.section in {guess.section, "other"})


def _level(mark: Mark, guess: PredictedMark, counts: FacetCounts) -> None:
    if not mark.requirement or not guess.requirement:
        return
    right = mark.requirement == guess.requirement
    if mark.requirement != "context":
        counts.add("level", right)
    counts.add(f"level: {mark.requirement}", right)
    if mark.min_months is not None:
        counts.add("months asked", guess.min_months == mark.min_months)
    else:
        counts.add("months asked: none, and none read", guess.min_months is None)


def _alternatives(row: GoldRow, pairs: Pairs, counts: FacetCounts) -> None:
    """Compares which mentions are alternatives, two by two."""
    # Places, not marks: two marks of the same values would be one in a set.
    meant: set[tuple[int, int]] = set()
    read: set[tuple[int, int]] = set()
    for (one, first), (other, second) in combinations(pairs, 2):
        if first.skill_id == second.skill_id:
            continue
        pair = (one.start, other.start)
        if one.any_of and one.any_of == other.any_of:
            meant.add(pair)
        if first.any_of and first.any_of == second.any_of:
            read.add(pair)
    for pair in sorted(meant | read):
        if pair in meant:
            counts.add("alternatives: meant, and so read", pair in read)
        if pair in read:
            counts.add("alternatives: read, and so meant", pair in meant)


def _traps(row: GoldRow, found: PredictedRow, counts: FacetCounts) -> None:
    for trap in row.traps:
        taken = any(
            guess.start < trap.end
            and trap.start < guess.end
            and (not trap.skill_id or guess.skill_id == trap.skill_id)
            for guess in found.mentions
        )
        counts.add("traps not taken", not taken)


def _meant(row: GoldRow, found: PredictedRow, counts: FacetCounts) -> None:
    for mark in row.mentions:
        if mark.meant:
            counts.add(
                "meant and not named, found",
                any(
                    guess.start < mark.end
                    and mark.start < guess.end
                    and guess.skill_id == mark.skill_id
                    for guess in found.mentions
                ),
            )


def count_skills(
    annotated: Sequence[SkillTruth],
    predicted: Sequence[SkillTruth],
    resolve: Resolve,
    counts: FacetCounts,
) -> None:
    """Compares what a document shows of the skills that both sides have.

    Args:
        annotated: Skills as annotated.
        predicted: Skills as predicted.
        resolve: Gives one id for an id or a name.
        counts: Where to count.
    """
    guesses: Mapping[str, SkillTruth] = {
        resolve(one.skill_id, one.canonical): one for one in predicted
    }
    for truth in annotated:
        guess = guesses.get(resolve(truth.skill_id, truth.canonical))
        if guess is None:
            continue
        if truth.strength and guess.strength:
            counts.add("strength", guess.strength == truth.strength)
            counts.add(f"strength: {truth.strength}", guess.strength == truth.strength)
        counts.add("months", _within(truth, guess.months_min))
        counts.add(
            "last used",
            (guess.last_used or "").startswith(truth.last_used or "none")
            or (truth.last_used is None and guess.last_used is None),
        )


def _within(truth: SkillTruth, months: int | None) -> bool:
    if truth.months_min is None or truth.months_max is None:
        return months is None
    return months is not None and truth.months_min <= months <= truth.months_max
