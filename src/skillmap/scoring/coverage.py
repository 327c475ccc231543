"""(Profile, Role, Taxonomy, Settings) -> Coverage: pure, additive, every point with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from skillmap.careers import at_date
from skillmap.models import (
    PACKAGE,
    Contribution,
    Coverage,
    Mention,
    Notice,
    Outcome,
    Profile,
    Requirement,
    Role,
    SkillEvidence,
)
from skillmap.scoring.asked import Asked, Bearing, asked_of, same_taxonomy
from skillmap.scoring.factors import SCORERS, SHOWN, Piece
from skillmap.scoring.plausibility import implausible
from skillmap.scoring.totals import exact_sum, totals
from skillmap.scoring.weights import SOFT
from skillmap.scoring.worked import Worked
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

CANNOT_TELL = frozenset({"nearly-empty", "not-english", "damaged", "text-cut"})
"""Codes of warnings with which "not found" says little."""


def score(
    profile: Profile,
    role: Role,
    taxonomy: Taxonomy,
    settings: Settings,
    as_of: date | None = None,
) -> Coverage:
    """Scores how well a profile covers a role.

    Args:
        profile: The candidate.
        role: The role.
        taxonomy: The taxonomy that both were made with.
        settings: Weights, credits and shares.
        as_of: The date that open positions are counted to, None for the profile's.

    Returns:
        The coverage: a score of 0 to 1, and for each requirement its points and why.

    Raises:
        TaxonomyError: Profile, role and taxonomy are not of one taxonomy.
    """
    same_taxonomy("profile", profile.provenance, taxonomy)
    asked = asked_of(role, taxonomy, settings)
    _check_jobs(profile)
    profile = _at_date(profile, as_of or profile.as_of, asked)
    worked = Worked(profile)
    unsure = any(notice.code in CANNOT_TELL for notice in profile.warnings)
    contributions = _contributions(profile.skills, asked, worked, unsure)
    found = totals(contributions, taxonomy, settings)
    hidden = _hidden_points(profile, asked, worked, found["score"])
    return Coverage(
        **found,
        reverse=_reverse(profile, asked),
        asked=role.asked_lines,
        scored=role.scored_lines,
        unscored=asked.unscored,
        hidden_skills=profile.hidden_skills,
        hidden_points=hidden,
        warnings=(
            *profile.warnings,
            *role.warnings,
            *_warnings(profile, role, hidden, settings),
            *implausible(profile, worked, taxonomy, settings),
        ),
        positions=profile.positions,
        profile=profile.document,
        role_title=role.title,
        role_document=role.document,
        provenance=profile.provenance.model_copy(
            update={
                "package": PACKAGE,
                "model": None,  # no phrase that it finds has a say in a score
                "settings": asked.settings_version,
                "as_of": profile.as_of,
            }
        ),
    )


def _check_jobs(profile: Profile) -> None:
    """Refuses a profile that does not hold together; what shows a score looks the jobs up."""
    jobs = len(profile.positions)
    for skill in profile.skills:
        for mention in skill.mentions:
            if mention.position is not None and mention.position >= jobs:
                raise IndexError("a mention lies in a job that the profile lacks")


def _at_date(profile: Profile, as_of: date, asked: Asked) -> Profile:
    """Counts to a date: of skills that the role does not touch, no month is ever asked."""
    skills = profile.skills
    if as_of == profile.as_of:
        dated = at_date(profile.model_copy(update={"skills": ()}), as_of)
    else:
        touched = tuple(skill for skill in skills if asked.bearings(skill.skill_id))
        dated = at_date(profile.model_copy(update={"skills": touched}), as_of)
        anew = {skill.skill_id: skill for skill in dated.skills}
        skills = tuple(anew.get(skill.skill_id, skill) for skill in skills)
    return dated.model_copy(update={"skills": skills})


def _hidden_points(profile: Profile, asked: Asked, worked: Worked, total: float) -> float:
    """Gives what the hidden skills would have added as listed ones."""
    if not profile.hidden_skills:
        return 0.0
    taxonomy = asked.taxonomy
    held = {skill.skill_id for skill in profile.skills}
    more = [
        SkillEvidence(
            skill_id=one,
            label=taxonomy[one].label,
            area=taxonomy[one].area,
            status="present",
            strength="listed",
            mentions=(),
        )
        for one in profile.hidden_skills
        if one in taxonomy and one not in held
    ]
    seen = _contributions((*profile.skills, *more), asked, worked, unsure=False)
    return exact_sum([*(one.points for one in seen), -total])


def _contributions(
    skills: Sequence[SkillEvidence], asked: Asked, worked: Worked, unsure: bool
) -> tuple[Contribution, ...]:
    """Gives what each requirement adds to the score of somebody who shows some skills."""
    requirements = asked.role.requirements
    near: list[list[tuple[SkillEvidence, Bearing]]] = [[] for _ in requirements]
    for evidence in skills:
        for bearing in asked.bearings(evidence.skill_id):
            near[bearing.number].append((evidence, bearing))
    shown = sum(skill.strength in SHOWN for skill in skills)
    return tuple(
        (rows and _best(requirement, possible, _pieces(rows, worked, shown), asked.settings))
        or asked.lacking(number, unsure)
        for number, (requirement, possible, rows) in enumerate(
            zip(requirements, asked.possible, near, strict=True)
        )
    )


def _best(
    requirement: Requirement, possible: float, pieces: Iterable[Piece], settings: Settings
) -> Contribution | None:
    """Gives what the best piece adds; None when none adds anything."""
    best, most = None, 0.0
    for piece in pieces:
        credit, factors = 1.0, []
        for make in SCORERS.values():
            factors.append(make(piece, requirement, settings))
            credit *= factors[-1].value
            if credit <= most:  # no factor is above 1: it can only become less
                break
        else:
            if credit > most:
                best, most = (piece, tuple(factors)), credit
    if best is None:
        return None
    piece, told = best
    return Contribution(
        requirement=requirement,
        outcome=_outcome(piece, requirement, settings),
        credit=most,
        points=possible * most,
        possible=possible,
        relation=piece.relation,
        skill_id=piece.evidence.skill_id,
        months=piece.months,
        factors=told,
        evidence=_earning(piece.evidence),
    )


def _pieces(
    near: list[tuple[SkillEvidence, Bearing]], worked: Worked, shown: int
) -> Iterable[Piece]:
    """Gives every skill shown that bears on a requirement, the nearest relation first."""
    near.sort(key=lambda row: row[1].rank)  # at equal credit the nearer relation is told
    covering = [evidence for evidence, bearing in near if bearing.covers]
    months, idle = worked.months(covering), worked.idle(covering)
    for evidence, bearing in near:
        yield Piece(
            evidence=evidence,
            asked=bearing.asked,
            relation=bearing.relation,
            weight=bearing.weight,
            months=months if bearing.covers else worked.months([evidence]),
            label=bearing.label,
            shown=shown,
            idle=idle if bearing.covers else worked.idle([evidence]),
        )


def _outcome(piece: Piece, requirement: Requirement, settings: Settings) -> Outcome:
    if not piece.covers:
        return "partial"
    if requirement.min_months and piece.months is None:
        return "unknown"
    enough = not requirement.min_months or (piece.months or 0) >= requirement.min_months
    full = piece.relation != "implied" or piece.weight >= settings.share_implied
    shown = piece.evidence.strength in SHOWN
    return "met" if enough and full and shown else "partial"


def _earning(evidence: SkillEvidence) -> tuple[Mention, ...]:
    """Gives the present mentions, those in positions and projects first."""
    order = {"experience": 0, "projects": 1}
    present = [mention for mention in evidence.mentions if mention.status == "present"]
    return tuple(
        sorted(present, key=lambda m: (m.position is None, order.get(m.section, 2), m.start))
    )


def _reverse(profile: Profile, asked: Asked) -> float:
    """Gives the share of the candidate's named skills that the role uses."""
    named = [skill.skill_id for skill in profile.skills if skill.area != SOFT]
    return sum(map(asked.uses, named)) / len(named) if named else 0.0


def _warnings(profile: Profile, role: Role, hidden: float, settings: Settings) -> list[Notice]:
    found: list[Notice] = []
    if not role.requirements:
        message = "the role asks for no skill that the taxonomy knows: there is nothing to score"
        found.append(Notice(code="no-requirements", message=message))
    elif len(role.requirements) < settings.thin_requirements:
        count = len(role.requirements)
        asked = "1 requirement" if count == 1 else f"{count} requirements"
        message = f"the score rests on {asked}: too little to judge by"
        found.append(Notice(code="few-requirements", message=message))
    if profile.document.kind == "job":
        message = "the candidate's document looks like a job post"
        found.append(Notice(code="no-cv", message=message))
    if profile.hidden_skills:
        message = (
            "skills stand in text that nobody sees; they were left out and would have added "
            f"{hidden:.1%} to the score: " + ", ".join(profile.hidden_skills)
        )
        found.append(Notice(code="hidden-skills", message=message))
    return found
