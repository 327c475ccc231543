"""A member or a candidate with all that a team needs to know of a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from skillmap.careers import at_date
from skillmap.models import Coverage, Plan, Profile, Role, Strength
from skillmap.planning.transition import plan_transition
from skillmap.scoring import pseudonyms, score
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

STATED = "stated"
"""Code of the warning of a profile whose skills were stated in a table."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person beside a role.

    Attributes:
        given: The profile as it was given.
        profile: The same, counted to the day.
        coverage: The score for the role.
        plan: What is left to learn of the role.
        pseudonym: Name that tells nothing of the person.
    """

    given: Profile
    profile: Profile
    coverage: Coverage
    plan: Plan
    pseudonym: str

    @property
    def text(self) -> str:
        """Hash of what the document says."""
        return _text(self.given)

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells people apart, whatever order they stand in."""
        return _key(self.given)

    @property
    def nearness(self) -> tuple[float, float, int, float, tuple[str, str, str]]:
        """The nearer to the role, the smaller: months to learn first, then what no plan gives."""
        plan = self.plan
        return plan.months_high, plan.months_low, len(plan.beyond), -plan.coverage, self.key

    @property
    def stated(self) -> bool:
        """Whether the skills were stated in a table, and not read from a document."""
        return any(one.code == STATED for one in self.given.warnings)

    def meets(self, number: int) -> bool:
        """Tells whether a requirement of the role is met."""
        return self.coverage.contributions[number].outcome == "met"

    def strength(self, number: int) -> Strength | None:
        """Gives the kind of evidence for a requirement, None when there is none for it."""
        one = self.coverage.contributions[number]
        # What only implies it in part, or is near to it, is no evidence of the skill itself.
        covers = any(factor.name == "relation" and factor.value == 1 for factor in one.factors)
        return self.profile[one.skill_id].strength if covers and one.skill_id else None


def people(
    profiles: Sequence[Profile],
    kind: str,
    role: Role,
    taxonomy: Taxonomy,
    settings: Settings,
    day: date | None,
    hours_a_week: float,
) -> list[Person]:
    """Puts people beside a role.

    Args:
        profiles: Who.
        kind: What their pseudonyms begin with.
        role: The role.
        taxonomy: The role's taxonomy.
        settings: The settings.
        day: The date that open positions are counted to.
        hours_a_week: Focused hours a week of each.

    Returns:
        The people, in the order given.
    """
    order = sorted(range(len(profiles)), key=lambda index: _key(profiles[index]))
    made = pseudonyms([_text(profiles[index]) for index in order])
    names = dict(zip(order, made, strict=True))  # of equal texts, the same order in every run
    found = []
    for index, given in enumerate(profiles):
        profile = at_date(given, day or given.as_of)
        found.append(
            Person(
                given=given,
                profile=profile,
                coverage=score(profile, role, taxonomy, settings),
                plan=plan_transition(profile, role, taxonomy, settings, hours_a_week),
                pseudonym=names[index].replace("candidate", kind, 1),
            )
        )
    return found


def _text(profile: Profile) -> str:
    return profile.provenance.text_sha256 or profile.document.sha256


def _key(profile: Profile) -> tuple[str, str, str]:
    return _text(profile), profile.document.sha256, profile.document.source
