"""The verbs on one's way into a role and on teams, which the Extractor has beside its own.

What plans is imported where it is used: who extracts does not wait for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from skillmap.models import Lifecycle, Plan, Profile, Role, Team
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy


class Planner:
    """Plans with one taxonomy and one set of settings; see `Extractor`.

    Args:
        taxonomy: The taxonomy.
        settings: The settings.
    """

    def __init__(self, taxonomy: Taxonomy, settings: Settings) -> None:
        self.taxonomy = taxonomy
        self.settings = settings

    def lifecycle(
        self, profile: Profile | None, role: Role | None = None, as_of: date | None = None
    ) -> Lifecycle:
        """Tells where in the AI lifecycle a profile shows what a role asks.

        Args:
            profile: The person; None to draw the role alone.
            role: The role, None for the AI engineer.
            as_of: The date that open positions are counted to, None for the profile's.

        Returns:
            The eight stages, each with the share of the role's weight shown, and one sentence.

        Raises:
            TaxonomyError: Profile, role and taxonomy are not of one taxonomy.
        """
        from skillmap.planning import lifecycle as lifecycle_by_role

        day = day_of(as_of) if as_of else None
        return lifecycle_by_role(profile, role, self.taxonomy, self.settings, day)

    def plan_transition(
        self, profile: Profile, role: Role, hours_a_week: float = 10, as_of: date | None = None
    ) -> Plan:
        """Plans how a person grows into a role.

        Args:
            profile: The person.
            role: The role.
            hours_a_week: Focused hours a week, above 0 and at most 168.
            as_of: The date that open positions are counted to, None for the profile's.

        Returns:
            The plan; without steps when every required line is met.

        Raises:
            ValueError: The hours are out of range.
            TaxonomyError: Profile and role are not of one taxonomy.
        """
        from skillmap.planning import plan_transition as plan_of

        day = day_of(as_of) if as_of else None
        return plan_of(profile, role, self.taxonomy, self.settings, hours_a_week, day)

    def team(
        self,
        profiles: Iterable[Profile] | Profile,
        roles: Iterable[Role] | Role,
        candidates: Iterable[Profile] | Profile = (),
        as_of: date | None = None,
        deadline: float = 9,
        hours_a_week: float = 10,
    ) -> Team:
        """Tells what a team covers and lacks, and decides every gap: upskill, hire or open.

        Args:
            profiles: The members.
            roles: What the team is for; of several the union.
            candidates: Those who could be hired.
            as_of: The date that open positions are counted to, None for the latest profile's.
            deadline: Months from then, 0 or more; at 0 nobody learns anything.
            hours_a_week: Focused hours a week of each member, above 0 and at most 168.

        Returns:
            The team, with one decision for each required line that no member meets.

        Raises:
            ValueError: No role is given, or deadline or hours are out of range.
            TaxonomyError: Profiles, roles and taxonomy are not of one taxonomy.
        """
        from skillmap.planning import team as team_of
        from skillmap.roles import taxonomy_for

        wanted = [roles] if isinstance(roles, Role) else list(roles)
        taxonomy = self.taxonomy
        for role in wanted:
            taxonomy = taxonomy_for(role, taxonomy)
        day = day_of(as_of) if as_of else None
        return team_of(
            profiles, wanted, candidates, taxonomy, self.settings, day, deadline, hours_a_week
        )

    def read_people(
        self, source: str | Path | BinaryIO, as_of: date | None = None
    ) -> tuple[Profile, ...]:
        """Reads people from a table of person, skill, strength, months and last used.

        Args:
            source: A CSV file, or a binary file object.
            as_of: The date that goes into the profiles, None for today.

        Returns:
            A profile for each person, in the order of the table; its skills count as stated.

        Raises:
            ReadError: It is no such table; the message names the row.
        """
        from skillmap.people import read_people as people_from_table

        return people_from_table(source, self.taxonomy, self.settings, day_of(as_of))


def day_of(as_of: date | None) -> date:
    """Gives the day asked for, without a time of day, or today.

    Args:
        as_of: The day, None for today.

    Returns:
        The day.
    """
    if as_of is None:
        return date.today()
    return as_of.date() if isinstance(as_of, datetime) else as_of
