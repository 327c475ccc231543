"""The factors of a credit. To add one, write it here and add a line to SCORERS."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

from skillmap.models import Contribution, Factor, Relation, Requirement, SkillEvidence, Strength
from skillmap.settings import Settings

SHOWN: frozenset[Strength] = frozenset({"led", "work", "project"})
"""Strengths that show a skill in use; the others only name it."""

COVERING: frozenset[Relation] = frozenset({"exact", "narrower", "implied"})
"""Relations in which showing one skill may stand for showing another."""

_HOW: dict[Strength, str] = {
    "led": "led others in it",
    "work": "used at work",
    "project": "used in a project",
    "studied": "studied",
    "listed": "named only",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One skill shown that bears on a requirement.

    Attributes:
        evidence: The skill with its mentions.
        asked: The skill of the requirement that it stands nearest to.
        relation: How it stands to that.
        weight: Weight of the relation, 0 to 1; below 1 only when implied.
        months: Months that count, None when unknown.
        label: Label of the skill asked.
        shown: How many skills the document shows in use, at work or in projects.
        idle: Months worked since the last use, None when nothing tells.
    """

    evidence: SkillEvidence
    asked: str
    relation: Relation
    weight: float
    months: int | None
    label: str
    shown: int = 0
    idle: int | None = None

    @property
    def covers(self) -> bool:
        """Whether showing it is showing what was asked."""
        return self.relation in COVERING


Scorer = Callable[[Piece, Requirement, Settings], Factor]
"""Gives one factor; the credit is the product of all."""


@functools.lru_cache(maxsize=10_000)
def _told(name: str, value: float, because: str) -> Factor:
    """Makes a factor; a folder has the same few over and over."""
    return Factor(name=name, value=value, because=because)


def relation_factor(piece: Piece, requirement: Requirement, settings: Settings) -> Factor:
    """How the skill shown stands to the skill asked.

    Args:
        piece: The skill shown.
        requirement: What is asked.
        settings: `share_broader`, `share_related` and `share_implied` count.

    Returns:
        The factor.
    """
    label = piece.evidence.label
    if piece.relation == "exact":
        return _told("relation", 1.0, f"{label} is asked")
    if piece.relation == "narrower":
        return _told("relation", 1.0, f"{label} falls under {piece.label}")
    if piece.relation == "implied":
        full = piece.weight >= settings.share_implied
        value = 1.0 if full else piece.weight
        return _told("relation", value, f"{label} implies {piece.label}")
    if piece.relation == "broader":
        because = f"{label} is broader than {piece.label}"
        return _told("relation", settings.share_broader, because)
    because = f"{label} is near to {piece.label}"
    return _told("relation", settings.share_related, because)


def strength_factor(piece: Piece, requirement: Requirement, settings: Settings) -> Factor:
    """How strong the evidence is.

    Args:
        piece: The skill shown.
        requirement: What is asked.
        settings: The five `credit_*` count.

    Returns:
        The factor.
    """
    strength = piece.evidence.strength
    value = {
        "led": settings.credit_led,
        "work": settings.credit_work,
        "project": settings.credit_project,
        "studied": settings.credit_studied,
        "listed": _listed(piece.shown, settings),
    }[strength]
    because = _HOW[strength]
    if strength == "listed" and value > settings.credit_listed:
        because += f", in a document that shows {piece.shown} skills in use"
    return _told("strength", value, because)


def in_use(one: Contribution) -> bool:
    """Tells whether a contribution rests on what was asked being shown at work or in a project.

    Args:
        one: The contribution.

    Returns:
        Whether it does, be it for long enough or not.
    """
    used = {_HOW[strength] for strength in SHOWN}
    return one.relation in COVERING and any(
        f.name == "strength" and f.because in used for f in one.factors
    )


def _listed(shown: int, settings: Settings) -> float:
    """Gives the credit of a skill that is only named, by how much else is shown.

    Who shows much in use is believed more of a list; a list with nothing behind it stays low. It
    goes by the number of skills shown, not by their share, so that naming one more never costs.
    """
    more = max(0.0, settings.credit_backed - settings.credit_listed)
    return settings.credit_listed + more * min(1.0, shown / settings.backed_skills)


def recency_factor(piece: Piece, requirement: Requirement, settings: Settings) -> Factor:
    """How long ago it was used, in months worked since; a break costs nothing.

    Args:
        piece: The skill shown.
        requirement: What is asked.
        settings: `recent_months`, `old_months` and `credit_old` count.

    Returns:
        The factor.
    """
    idle = piece.idle
    if idle is None and requirement.min_months and piece.months is None:
        # Unknown months must not earn more than known ones of long ago.
        because = "nothing tells when it was last used"
        return _told("recency", settings.credit_old, because)
    if idle is None or idle <= settings.recent_months:
        because = "used recently" if idle is not None else "nothing tells when it was last used"
        return _told("recency", 1.0, because)
    span = max(1, settings.old_months - settings.recent_months)
    faded = min(1.0, (idle - settings.recent_months) / span)
    value = 1.0 - (1.0 - settings.credit_old) * faded
    return _told("recency", value, f"{idle} months of work since the last use")


def months_factor(piece: Piece, requirement: Requirement, settings: Settings) -> Factor:
    """How much of the experience asked is there.

    From `unknown_months` at none or unknown it grows in a straight line to 1 at the months asked,
    so that an unknown number never earns more than a known one.

    Args:
        piece: The skill shown.
        requirement: What is asked.
        settings: `unknown_months` counts.

    Returns:
        The factor.
    """
    asked = requirement.min_months
    if not asked:
        return _told("months", 1.0, "no experience in years is asked")
    floor = settings.unknown_months
    if piece.months is None:
        because = f"{asked} months are asked, the document does not say how many"
        return _told("months", floor, because)
    share = min(1.0, piece.months / asked)
    because = f"{piece.months} of {asked} months"
    return _told("months", floor + (1.0 - floor) * share, because)


SCORERS: dict[str, Scorer] = {
    "relation": relation_factor,
    "strength": strength_factor,
    "months": months_factor,
    "recency": recency_factor,
}
