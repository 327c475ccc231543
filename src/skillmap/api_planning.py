"""Module functions that plan, over the default Extractor."""

from __future__ import annotations

from datetime import date

from skillmap.api import default_extractor
from skillmap.models import Lifecycle, Profile, Role


def lifecycle(
    profile: Profile | None, role: Role | None = None, as_of: date | None = None
) -> Lifecycle:
    """Tells where in the AI lifecycle a profile shows what a role asks.

    Args:
        profile: The person; None to draw the role alone.
        role: The role, None for the AI engineer.
        as_of: The date that open positions are counted to, None for the profile's.

    Returns:
        The eight stages, each with the share of the role's weight shown, 0 to 1, and its skills
        with evidence; and a reading in one sentence.

    Raises:
        TaxonomyError: Profile and role are not of one taxonomy.

    Example:
        >>> import skillmap
        >>> profile = skillmap.extract("Built Airflow pipelines, deployed models with Docker.")
        >>> role = skillmap.role("You know Airflow, Docker and drift detection.")
        >>> skillmap.lifecycle(profile, role).reading
        'shows data and deployment; nothing on monitoring'
    """
    return default_extractor().lifecycle(profile, role, as_of)
