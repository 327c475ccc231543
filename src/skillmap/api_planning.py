"""Module functions on plans and teams, over the same default Extractor as those of `api`."""

from __future__ import annotations

from datetime import date

from skillmap.api import default_extractor
from skillmap.models import Lifecycle, Plan, Profile, Role


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


def plan_transition(
    profile: Profile, role: Role, hours_a_week: float = 10, as_of: date | None = None
) -> Plan:
    """Plans how a person grows into a role.

    Args:
        profile: The person.
        role: The role.
        hours_a_week: Focused hours a week, above 0 and at most 168.
        as_of: The date that open positions are counted to, None for the profile's.

    Returns:
        The plan: what the required lines need, in the order of learning, with the months of each
        step; without steps when every required line is met.

    Raises:
        ValueError: The hours are out of range.
        TaxonomyError: Profile and role are not of one taxonomy.

    Example:
        >>> import skillmap
        >>> profile = skillmap.extract("Built Python services and dashboards in Tableau.")
        >>> role = skillmap.role("You must know Python and Docker.")
        >>> plan = skillmap.plan_transition(profile, role)
        >>> [(step.skill_id, step.months_low, step.months_high) for step in plan.steps]
        [('linux', 1.0, 2.0), ('docker', 0.1, 0.75)]
        >>> plan.steps[-1].coverage_after, [skill.skill_id for skill in plan.carries_over]
        (1.0, ['python'])
    """
    return default_extractor().plan_transition(profile, role, hours_a_week, as_of)
