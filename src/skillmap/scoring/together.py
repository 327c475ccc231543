"""Several scores of one role as one: what people show between them."""

from __future__ import annotations

from collections.abc import Sequence

from skillmap.models import Coverage, DocumentRef
from skillmap.scoring.totals import totals
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy


def best_of(coverages: Sequence[Coverage], number: int) -> int:
    """Finds who earns most of a requirement.

    Args:
        coverages: Scores of one role, at least one.
        number: The requirement's place in the role.

    Returns:
        Index of the score: one that meets it before any that does not, then the most credit, then
        the first.
    """
    lines = [one.contributions[number] for one in coverages]
    return max(range(len(lines)), key=lambda i: (lines[i].outcome == "met", lines[i].credit, -i))


def together(coverages: Sequence[Coverage], taxonomy: Taxonomy, settings: Settings) -> Coverage:
    """Puts scores of one role together: each requirement as the best of them earns it.

    No months of two people are added up: a line that asks for three years is met when one person
    has them.

    Args:
        coverages: Scores of one role, at least one.
        taxonomy: The role's taxonomy.
        settings: `thin_requirements` counts.

    Returns:
        A coverage without positions and hidden skills, since it is nobody's in particular.
    """
    first = coverages[0]
    lines = tuple(
        coverages[best_of(coverages, number)].contributions[number]
        for number in range(len(first.contributions))
    )
    return first.model_copy(
        update={
            **totals(lines, taxonomy, settings),
            "reverse": 0.0,
            "hidden_skills": (),
            "hidden_points": 0.0,
            "warnings": (),
            "positions": (),
            "profile": DocumentRef(kind="cv", source="together", sha256=""),
            "provenance": first.provenance.model_copy(
                update={"input_sha256": None, "text_sha256": None}
            ),
        }
    )
