"""(Coverage, Coverage) -> CoverageDifference: pure; where two scores of one role part."""

from __future__ import annotations

import math

from skillmap.errors import SkillmapError
from skillmap.models import PACKAGE, Coverage, CoverageDifference, PointsPair, Provenance
from skillmap.scoring.pseudonyms import pseudonyms


def compare(first: Coverage, second: Coverage) -> CoverageDifference:
    """Tells how two scores of the same role differ, requirement by requirement.

    Args:
        first: A score.
        second: Another one of the same role, made with the same taxonomy and settings.

    Returns:
        The difference of points of each requirement, with the reasons of both; they sum to the
        difference of the scores.

    Raises:
        SkillmapError: The two are of different roles, or of different taxonomies or settings.

    Example:
        >>> import skillmap
        >>> role = skillmap.role("You know Airflow and MLflow.")
        >>> texts = "Built Airflow jobs with MLflow.", "Built Airflow jobs."
        >>> found = compare(*(skillmap.score(skillmap.extract(text), role) for text in texts))
        >>> [(pair.requirement.skills, pair.difference) for pair in found.pairs]
        [(('mlflow',), 0.5), (('apache-airflow',), 0.0)]
    """
    _same_role(first, second)
    pairs = [
        PointsPair(first=one, second=other, difference=one.points - other.points)
        for one, other in zip(first.contributions, second.contributions, strict=True)
    ]
    # Equal but for rounding is equal, or the order would hang on the last bit of a product.
    pairs.sort(key=lambda pair: -round(abs(pair.difference), 12))
    names = pseudonyms([_text(first), _text(second)])
    same_day = first.provenance.as_of == second.provenance.as_of
    return CoverageDifference(
        role_title=first.role_title,
        role_document=first.role_document,
        first=first.profile,
        second=second.profile,
        first_name=names[0],
        second_name=names[1],
        first_score=first.score,
        second_score=second.score,
        difference=round(math.fsum([first.score, -second.score]), 12),
        pairs=tuple(pairs),
        first_warnings=first.warnings,
        second_warnings=second.warnings,
        first_provenance=first.provenance,
        second_provenance=second.provenance,
        provenance=Provenance(
            package=PACKAGE,
            taxonomy=first.provenance.taxonomy,
            settings=first.provenance.settings,
            as_of=first.provenance.as_of if same_day else None,
        ),
    )


def _text(coverage: Coverage) -> str:
    return coverage.provenance.text_sha256 or coverage.profile.sha256


def _same_role(first: Coverage, second: Coverage) -> None:
    what = _differs(first, second)
    if what:
        raise SkillmapError(
            f"the two scores are not of the same {what}, so their points do not compare",
            hint="Score both profiles with the same Extractor against the same role.",
        )


def _differs(first: Coverage, second: Coverage) -> str:
    mine, theirs = first.provenance, second.provenance
    if mine.taxonomy != theirs.taxonomy:
        return "taxonomy"
    if mine.settings != theirs.settings:
        return "settings"
    roles = [
        (
            one.role_title,
            one.role_document,
            [(each.requirement, each.possible) for each in one.contributions],
        )
        for one in (first, second)
    ]
    return "" if roles[0] == roles[1] else "role"
