"""(Coverage, Profile) -> CandidateExplanation: pure; a score and what was read, of one person."""

from __future__ import annotations

from skillmap.careers import at_date
from skillmap.errors import SkillmapError
from skillmap.models import CandidateExplanation, Coverage, Profile
from skillmap.scoring.gains import what_if


def for_candidate(coverage: Coverage, profile: Profile) -> CandidateExplanation:
    """Puts together what a person may want to know of their own score.

    Args:
        coverage: The score.
        profile: The profile that it was made from.

    Returns:
        What was read, its months at the date of the score, the points of each requirement, and
        what would change the result.

    Raises:
        SkillmapError: The profile is of another document than the score: nobody may be shown
            somebody else's.

    Example:
        >>> import skillmap
        >>> profile = skillmap.extract("Built Airflow jobs.")
        >>> coverage = skillmap.score(profile, skillmap.role("You know Airflow, MLflow."))
        >>> for_candidate(coverage, profile).what_if.gains[0].requirement.skills
        ('mlflow',)
    """
    mine, theirs = coverage.provenance.text_sha256, profile.provenance.text_sha256
    if coverage.profile != profile.document or mine != theirs:
        raise SkillmapError(
            "the profile is not of the document that the score is of",
            hint="Give the profile that was scored.",
        )
    return CandidateExplanation(
        profile=at_date(profile, coverage.provenance.as_of or profile.as_of),
        coverage=coverage,
        what_if=what_if(coverage),
        provenance=coverage.provenance,
    )
