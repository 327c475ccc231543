"""(Profile, Role, Taxonomy, Settings) -> Coverage: pure, additive, every point with its reason."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from skillmap.careers import at_date, month_index, month_name, union_months
from skillmap.errors import TaxonomyError
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
from skillmap.pipeline import settings_version
from skillmap.scoring.factors import COVERING, SCORERS, SHOWN, Piece
from skillmap.scoring.plausibility import implausible
from skillmap.scoring.totals import exact_sum, totals
from skillmap.scoring.weights import SOFT, possible_points
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
    _same_taxonomy(profile, role, taxonomy)
    profile = at_date(profile, as_of or profile.as_of)
    unsure = sorted({n.code for n in profile.warnings} & CANNOT_TELL)
    possible = possible_points(role, taxonomy, settings)
    contributions = tuple(
        _contribution(requirement, points, profile, taxonomy, settings, bool(unsure))
        for requirement, points in zip(role.requirements, possible, strict=True)
    )
    found = totals(contributions, taxonomy, settings)
    hidden = _hidden_points(profile, role, possible, found["score"], taxonomy, settings)
    return Coverage(
        **found,
        reverse=_reverse(profile, role, taxonomy),
        asked=role.asked_lines,
        scored=role.scored_lines,
        unscored=(*(c.text for c in role.conditions), *(line.text for line in role.unscored)),
        hidden_skills=profile.hidden_skills,
        hidden_points=hidden,
        warnings=(
            *profile.warnings,
            *role.warnings,
            *_warnings(profile, role, hidden, settings),
            *implausible(profile, taxonomy, settings),
        ),
        positions=profile.positions,
        profile=profile.document,
        role_title=role.title,
        role_document=role.document,
        provenance=profile.provenance.model_copy(
            update={
                "package": PACKAGE,
                "model": None,  # no phrase that it finds has a say in a score
                "settings": settings_version(settings),
                "as_of": profile.as_of,
            }
        ),
    )


def _hidden_points(
    profile: Profile,
    role: Role,
    possible: Sequence[float],
    total: float,
    taxonomy: Taxonomy,
    settings: Settings,
) -> float:
    """Gives what the hidden skills would have added as listed ones."""
    if not profile.hidden_skills:
        return 0.0
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
    seen = profile.model_copy(update={"skills": (*profile.skills, *more)})
    points = [
        _contribution(requirement, most, seen, taxonomy, settings, False).points
        for requirement, most in zip(role.requirements, possible, strict=True)
    ]
    return exact_sum([*points, -total])


def _same_taxonomy(profile: Profile, role: Role, taxonomy: Taxonomy) -> None:
    mine = taxonomy.version
    for name, record in (("profile", profile), ("role", role)):
        theirs = record.provenance.taxonomy if record.provenance else None
        if theirs and theirs.sha256 != mine.sha256:
            raise TaxonomyError(
                f"the {name} was made with taxonomy {theirs.version} ({theirs.sha256}), "
                f"the scorer has {mine.version} ({mine.sha256})",
                hint="Extract both with the same Extractor, or bring a stored one up to it: "
                "extractor.migrate(record).",
            )
    for skill_id in role.skill_ids:
        taxonomy[skill_id]  # raises UnknownSkill


def _contribution(
    requirement: Requirement,
    possible: float,
    profile: Profile,
    taxonomy: Taxonomy,
    settings: Settings,
    unsure: bool,
) -> Contribution:
    pieces = _pieces(requirement, profile, taxonomy)
    best: Contribution | None = None
    for piece in pieces:
        factors = tuple(make(piece, requirement, settings) for make in SCORERS.values())
        credit = math.prod(factor.value for factor in factors)
        if best is None or credit > best.credit:
            best = Contribution(
                requirement=requirement,
                outcome=_outcome(piece, requirement, settings),
                credit=credit,
                points=possible * credit,
                possible=possible,
                relation=piece.relation,
                skill_id=piece.evidence.skill_id,
                months=piece.months,
                factors=factors,
                evidence=_earning(piece.evidence),
            )
    if best is None or not best.credit:
        return Contribution(
            requirement=requirement,
            outcome="unknown" if unsure else "missing",
            credit=0.0,
            points=0.0,
            possible=possible,
            relation="none",
        )
    return best


def _pieces(requirement: Requirement, profile: Profile, taxonomy: Taxonomy) -> list[Piece]:
    """Gives every skill shown that bears on a requirement, the nearest relation of each."""
    rank = {"exact": 0, "narrower": 1, "implied": 2, "broader": 3, "related": 4}
    near: list[tuple[SkillEvidence, str, str, float]] = []
    for evidence in profile.skills:
        relations = [
            (asked, *taxonomy.relation(evidence.skill_id, asked)) for asked in requirement.skills
        ]
        known = [row for row in relations if row[1] != "none"]
        if known:
            asked, relation, weight = min(known, key=lambda row: (rank[row[1]], -row[2]))
            near.append((evidence, asked, relation, weight))
    near.sort(key=lambda row: rank[row[2]])  # at equal credit the nearer relation is told
    covering = [row[0] for row in near if rank[row[2]] <= 2]
    months = _months(covering, profile)
    shown = sum(skill.strength in SHOWN for skill in profile.skills)
    return [
        Piece(
            evidence=evidence,
            asked=asked,
            relation=relation,  # type: ignore[arg-type]
            weight=weight,
            months=months if rank[relation] <= 2 else _months([evidence], profile),
            label=taxonomy[asked].label,
            shown=shown,
            idle=_idle(covering if rank[relation] <= 2 else [evidence], profile),
        )
        for evidence, asked, relation, weight in near
    ]


def _months(skills: Sequence[SkillEvidence], profile: Profile) -> int | None:
    """Gives the months of work with any of some skills.

    The union of the positions that hold one of them; stated years count only up to the dated
    career, when there is one.
    """
    ids = {skill.skill_id for skill in skills}
    dated = union_months(
        [p for p in profile.positions if ids.intersection(p.skill_ids)], profile.as_of
    )
    stated = max((skill.stated_months or 0 for skill in skills), default=0)
    if stated and profile.positions:
        stated = min(stated, union_months(profile.positions, profile.as_of))
    return max(dated, stated) or None


def _idle(skills: Sequence[SkillEvidence], profile: Profile) -> int | None:
    """Gives the months worked since the last job with any of some skills; None without one."""
    ids = {skill.skill_id for skill in skills}
    last = [p for p in profile.positions if ids.intersection(p.skill_ids)]
    if not last:
        return None
    if any(p.end is None for p in last):
        return 0
    after = max(month_index(p.end) for p in last if p.end is not None)
    later = []
    for p in profile.positions:
        if p.end is None or month_index(p.end) > after:
            start = max(month_index(p.start), after + 1)
            later.append(p.model_copy(update={"start": month_name(start)}))
    return union_months(later, profile.as_of)


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


def _reverse(profile: Profile, role: Role, taxonomy: Taxonomy) -> float:
    """Gives the share of the candidate's named skills that the role uses."""
    named = [skill.skill_id for skill in profile.skills if skill.area != SOFT]
    if not named:
        return 0.0
    asked = role.skill_ids
    used = [
        held for held in named if any(taxonomy.relation(held, one)[0] in COVERING for one in asked)
    ]
    return len(used) / len(named)


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
