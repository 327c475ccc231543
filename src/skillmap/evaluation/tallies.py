"""Counts of a stretch of documents, and the figures that follow from them."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from pydantic import Field

from skillmap.models import Record


class Figures(Record):
    """The figures of all documents, of one kind, or of one area.

    A share is None when there was nothing to take it of.

    Attributes:
        name: "all", a kind, or an area.
        documents: Documents that had a say.
        annotated: Mentions that must be found; optional ones are not among them.
        predicted: Mentions found, without those that only agree with an optional one.
        agreeing: Pairs of the two.
        exact: Those of them with the very same span.
        precision: Agreeing of the predicted ones, 0 to 1.
        recall: Agreeing of the annotated ones.
        f1: Harmonic mean of the two.
        exact_recall: Exact of the annotated ones.
        concepts_annotated: Distinct skills, counted in each document.
        concepts_predicted: The same of what was found.
        concepts_agreeing: Those in both.
        concept_precision: Agreeing of the predicted ones.
        concept_recall: Agreeing of the annotated ones.
        concept_f1: Harmonic mean of the two.
        linkable: Agreeing pairs whose annotated name the taxonomy resolves.
        linked: Those of them with the same skill.
        right_skill: Linked of the linkable ones.
        intervals: For some of these shares the lowest and highest of the middle 95 % when
            documents are drawn again with replacement; of all documents and of kinds only.
    """

    name: str
    documents: int
    annotated: int
    predicted: int
    agreeing: int
    exact: int
    precision: float | None
    recall: float | None
    f1: float | None
    exact_recall: float | None
    concepts_annotated: int
    concepts_predicted: int
    concepts_agreeing: int
    concept_precision: float | None
    concept_recall: float | None
    concept_f1: float | None
    linkable: int
    linked: int
    right_skill: float | None
    intervals: dict[str, tuple[float, float]] = Field(default={})


@dataclass
class Tally:
    """What was counted."""

    documents: set[str] = field(default_factory=set)
    annotated: int = 0
    predicted: int = 0
    agreeing: int = 0
    exact: int = 0
    concepts_annotated: int = 0
    concepts_predicted: int = 0
    concepts_agreeing: int = 0
    linkable: int = 0
    linked: int = 0

    @property
    def shares(self) -> dict[str, float | None]:
        """The shares that follow from the counts, None where there is nothing to take one of."""
        return {
            "precision": share(self.agreeing, self.predicted),
            "recall": share(self.agreeing, self.annotated),
            "f1": share(2 * self.agreeing, self.annotated + self.predicted),
            "exact_recall": share(self.exact, self.annotated),
            "concept_precision": share(self.concepts_agreeing, self.concepts_predicted),
            "concept_recall": share(self.concepts_agreeing, self.concepts_annotated),
            "concept_f1": share(
                2 * self.concepts_agreeing, self.concepts_annotated + self.concepts_predicted
            ),
            "right_skill": share(self.linked, self.linkable),
        }

    def figures(
        self, name: str, intervals: dict[str, tuple[float, float]] | None = None
    ) -> Figures:
        """Gives the figures.

        Args:
            name: What they are of.
            intervals: Of shares, when they were drawn.

        Returns:
            Counts and shares.
        """
        counts = {count: getattr(self, count) for count in COUNTS}
        return Figures.model_validate(
            {
                "name": name,
                "documents": len(self.documents),
                **counts,
                **self.shares,
                "intervals": intervals or {},
            }
        )


COUNTS = tuple(one.name for one in fields(Tally) if one.name != "documents")
"""The counts of a tally that add up over documents."""


def share(part: int, whole: int) -> float | None:
    """Gives a share.

    Args:
        part: A count.
        whole: The count it is of.

    Returns:
        0 to 1, or None of nothing.
    """
    return part / whole if whole else None
