"""Module functions on plans and teams, over the same default Extractor as those of `api`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import BinaryIO

from skillmap.api import default_extractor
from skillmap.models import Lifecycle, Plan, Profile, Role, Team


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


def team(
    profiles: Iterable[Profile] | Profile,
    roles: Iterable[Role] | Role,
    candidates: Iterable[Profile] | Profile = (),
    as_of: date | None = None,
    deadline: float = 9,
    hours_a_week: float = 10,
) -> Team:
    """Tells what a team covers and lacks, and decides every gap: upskill, hire or open.

    A gap is a required line that no member meets. It is learned (upskill) when a member can do so
    within the deadline beside all else that the same member learns for the team; else hired for
    when a candidate meets it; else it stays open. The rule is ours: the source's own lists of when
    to hire and when to upskill are lost.

    Args:
        profiles: The members.
        roles: What the team is for; of several the union.
        candidates: Those who could be hired.
        as_of: The date that open positions are counted to, None for the latest profile's.
        deadline: Months from then, 0 or more; at 0 nobody learns anything.
        hours_a_week: Focused hours a week of each member, above 0 and at most 168.

    Returns:
        The team, with one decision for each gap, the smallest set of candidates that closes the
        gaps to hire for, and the profile of the hire as a role.

    Raises:
        ValueError: No role is given, or deadline or hours are out of range.
        TaxonomyError: Profiles, roles and taxonomy are not of one taxonomy.

    Example:
        >>> import skillmap
        >>> member = skillmap.extract("Built Python services and ran them in Docker.")
        >>> candidate = skillmap.extract("Deployed models on Kubernetes for three teams.")
        >>> role = skillmap.role("You must know Python, Docker and Kubernetes.")
        >>> found = skillmap.team([member], [role], candidates=[candidate], deadline=0)
        >>> [(one.requirement.skills, one.action) for one in found.decisions], found.chosen
        ([(('kubernetes',), 'hire')], (0,))
    """
    return default_extractor().team(profiles, roles, candidates, as_of, deadline, hours_a_week)


def read_people(source: str | Path | BinaryIO, as_of: date | None = None) -> tuple[Profile, ...]:
    r"""Reads people from a table of person, skill, strength, months and last used.

    Args:
        source: A CSV file, or a binary file object.
        as_of: The date that goes into the profiles, None for today.

    Returns:
        A profile for each person, in the order of the table; its skills count as stated.

    Raises:
        ReadError: It is no such table; the message names the row.

    Example:
        >>> import io
        >>> import skillmap
        >>> rows = b"person,skill,strength,months,last used\nAda,Python,work,36,2026-05\n"
        >>> profile, = skillmap.read_people(io.BytesIO(rows))
        >>> profile["python"].strength, profile["python"].months, profile["python"].months_basis
        ('work', 36, 'stated')
    """
    return default_extractor().read_people(source, as_of)
