"""What is the same for everybody who is scored for a role, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from skillmap.errors import TaxonomyError
from skillmap.models import Contribution, Provenance, Relation, Role, Version
from skillmap.pipeline import settings_version
from skillmap.scoring.factors import COVERING
from skillmap.scoring.weights import possible_points
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

_RANK: dict[Relation, int] = {"exact": 0, "narrower": 1, "implied": 2, "broader": 3, "related": 4}

_MOST = 64
"""Roles that are remembered: those of one folder, or of one plan."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """How a skill held bears on a requirement: by the nearest of the skills that it asks.

    Attributes:
        number: The requirement's place in the role.
        asked: The skill asked.
        label: Its label.
        relation: How the skill held stands to it.
        weight: Weight of the relation, 0 to 1.
        rank: The nearer the relation, the lower.
        covers: Whether showing the one is showing the other.
    """

    number: int
    asked: str
    label: str
    relation: Relation
    weight: float
    rank: int
    covers: bool


class Asked:
    """A role as scoring needs it.

    Attributes:
        role: The role.
        taxonomy: The taxonomy that it was made with.
        settings: Weights, credits and shares.
        possible: What each requirement can add at most.
        unscored: The asked lines that the score does not rest on, conditions first.

    Args:
        role: The role.
        taxonomy: The taxonomy that it was made with.
        settings: Weights, credits and shares.

    Raises:
        TaxonomyError: The role is not of this taxonomy.
    """

    def __init__(self, role: Role, taxonomy: Taxonomy, settings: Settings) -> None:
        same_taxonomy("role", role.provenance, taxonomy)
        self._skills = role.skill_ids
        for skill_id in self._skills:
            taxonomy[skill_id]  # raises UnknownSkill
        self.role = role
        self.taxonomy = taxonomy
        self.settings = settings
        self.possible = possible_points(role, taxonomy, settings)
        self.unscored = (*(c.text for c in role.conditions), *(line.text for line in role.unscored))
        self._bearings: dict[str, tuple[Bearing, ...]] = {}
        self._uses: dict[str, bool] = {}
        self._lacking: dict[tuple[int, bool], Contribution] = {}

    @cached_property
    def settings_version(self) -> Version:
        """Version of the settings."""
        return settings_version(self.settings)

    def bearings(self, held: str) -> tuple[Bearing, ...]:
        """Tells how a skill held bears on the requirements.

        Args:
            held: Its id.

        Returns:
            One for each requirement that it bears on, in their order.
        """
        known = self._bearings.get(held)
        if known is None:
            asked = {one for one in self._skills if self.taxonomy.relation(held, one)[0] != "none"}
            known = self._bearings[held] = tuple(
                self._bearing(held, number, [skill for skill in one.skills if skill in asked])
                for number, one in enumerate(self.role.requirements)
                if not asked.isdisjoint(one.skills)
            )
        return known

    def lacking(self, number: int, unsure: bool) -> Contribution:
        """Gives what a requirement adds that nothing bears on.

        Args:
            number: Its place in the role.
            unsure: Whether "not found" says little of the document.

        Returns:
            A contribution of nothing.
        """
        known = self._lacking.get((number, unsure))
        if known is None:
            known = self._lacking[number, unsure] = Contribution(
                requirement=self.role.requirements[number],
                outcome="unknown" if unsure else "missing",
                credit=0.0,
                points=0.0,
                possible=self.possible[number],
                relation="none",
            )
        return known

    def _bearing(self, held: str, number: int, skills: list[str]) -> Bearing:
        relations = [(asked, *self.taxonomy.relation(held, asked)) for asked in skills]
        asked, relation, weight = min(relations, key=lambda row: (_RANK[row[1]], -row[2]))
        label = self.taxonomy[asked].label
        covers = relation in COVERING
        return Bearing(number, asked, label, relation, weight, _RANK[relation], covers)

    def uses(self, held: str) -> bool:
        """Tells whether the role asks for a skill held, or for what it covers.

        Args:
            held: Its id.

        Returns:
            Whether it does.
        """
        known = self._uses.get(held)
        if known is None:
            relations = (self.taxonomy.relation(held, asked)[0] for asked in self._skills)
            known = self._uses[held] = any(relation in COVERING for relation in relations)
        return known


_known: dict[tuple[int, int, int], Asked] = {}


def asked_of(role: Role, taxonomy: Taxonomy, settings: Settings) -> Asked:
    """Gives a role as scoring needs it; of the last ones it is remembered.

    Args:
        role: The role.
        taxonomy: The taxonomy that it was made with.
        settings: Weights, credits and shares.

    Returns:
        The same for the same three objects.

    Raises:
        TaxonomyError: The role is not of this taxonomy.
    """
    # Comparing roles would cost as much as it saves. What is remembered holds its three parts, so
    # that no other object can come to have their identities.
    key = id(role), id(taxonomy), id(settings)
    found = _known.get(key)
    if found is None:
        if len(_known) >= _MOST:
            del _known[next(iter(_known))]
        found = _known[key] = Asked(role, taxonomy, settings)
    return found


def same_taxonomy(name: str, provenance: Provenance | None, taxonomy: Taxonomy) -> None:
    """Refuses a record of another taxonomy.

    Args:
        name: What the record is.
        provenance: Where it comes from, None when nothing tells.
        taxonomy: The taxonomy.

    Raises:
        TaxonomyError: It was made with another one.
    """
    mine = taxonomy.version
    theirs = provenance.taxonomy if provenance else None
    if theirs and theirs.sha256 != mine.sha256:
        raise TaxonomyError(
            f"the {name} was made with taxonomy {theirs.version} ({theirs.sha256}), "
            f"the scorer has {mine.version} ({mine.sha256})",
            hint="Extract both with the same Extractor, or bring a stored one up to it: "
            "extractor.migrate(record).",
        )
