"""(Profile, Role, Taxonomy, Settings) -> Lifecycle: pure; the stages of a score, read out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from skillmap.data_files import load
from skillmap.models import (
    PACKAGE,
    STAGES,
    Contribution,
    Coverage,
    DocumentRef,
    Lifecycle,
    PersonLifecycle,
    Profile,
    Provenance,
    Ranking,
    Role,
    Stage,
    StageCoverage,
    StageLevel,
    StageSkill,
    Standing,
    TeamLifecycle,
)
from skillmap.roles import builtin_role
from skillmap.scoring import in_use, score, stages_of
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

_STANDINGS: dict[str, Standing] = {"met": "held", "partial": "weak", "missing": "missing"}


def lifecycle(
    profile: Profile | None,
    role: Role | None,
    taxonomy: Taxonomy,
    settings: Settings,
    as_of: date | None = None,
) -> Lifecycle:
    """Tells where in the AI lifecycle a profile shows what a role asks.

    Args:
        profile: The person; None to draw the role alone.
        role: The role, None for the AI engineer.
        taxonomy: The taxonomy that both were made with.
        settings: Those of scoring.
        as_of: The date that open positions are counted to, None for the profile's.

    Returns:
        All eight stages with the share of the role's weight shown, 0 to 1, and the reading.

    Raises:
        TaxonomyError: Profile, role and taxonomy are not of one taxonomy.

    Example:
        >>> from skillmap import Extractor
        >>> of = Extractor()
        >>> found = lifecycle(None, None, of.taxonomy, of.settings)
        >>> found.role_title, found.reading
        ('AI engineer', 'asks most of integration and deployment')
    """
    role = role or default_role(taxonomy)
    if profile is not None:
        return lifecycle_of(score(profile, role, taxonomy, settings, as_of), taxonomy)
    nobody = Profile(
        document=DocumentRef(kind="cv", source="", sha256=""),
        as_of=as_of or date.min,
        provenance=Provenance(package=PACKAGE, taxonomy=taxonomy.version),
    )
    return _of_role(score(nobody, role, taxonomy, settings), taxonomy, as_of)


def default_role(taxonomy: Taxonomy) -> Role:
    """Gives the role that is meant when none is named: the AI engineer."""
    return builtin_role(_rules()["role"], taxonomy)


def lifecycle_of(coverage: Coverage, taxonomy: Taxonomy) -> Lifecycle:
    """Reads the lifecycle out of a score, whose shares it keeps.

    Args:
        coverage: The score.
        taxonomy: For the stages that skills serve.

    Returns:
        All eight stages and the reading.
    """
    stages = tuple(_stage(stage, coverage, taxonomy) for stage in STAGES)
    return Lifecycle(
        role_title=coverage.role_title,
        role_document=coverage.role_document,
        stages=stages,
        reading=_reading(stages),
        positions=coverage.positions,
        warnings=coverage.warnings,
        profile=coverage.profile,
        provenance=coverage.provenance,
    )


def team_lifecycle(ranking: Ranking, taxonomy: Taxonomy, settings: Settings) -> TeamLifecycle:
    """Puts the people of a folder side by side, in an order that says nothing of them.

    Args:
        ranking: Their scores for a role.
        taxonomy: The role's taxonomy.
        settings: Those of scoring.

    Returns:
        The role's stages and each person's.
    """
    people = [
        PersonLifecycle(
            pseudonym=one.pseudonym,
            source=one.source,
            lifecycle=lifecycle_of(one.coverage, taxonomy),
        )
        for one in ranking.candidates
    ]
    day = ranking.provenance.as_of
    return TeamLifecycle(
        role=lifecycle(None, ranking.role, taxonomy, settings, day),
        people=tuple(sorted(people, key=lambda one: one.pseudonym)),
        by_hand=ranking.by_hand,
        provenance=ranking.provenance,
    )


def _rules() -> Any:
    return load("lifecycle.yaml")


def _of_role(coverage: Coverage, taxonomy: Taxonomy, as_of: date | None) -> Lifecycle:
    """Draws the role: what it asks where, and nobody's evidence."""
    found = lifecycle_of(coverage, taxonomy)
    stages = tuple(
        stage.model_copy(
            update={
                "level": "asked" if stage.weight else "unasked",
                "skills": tuple(
                    skill.model_copy(update={"standing": "asked"}) for skill in stage.skills
                ),
            }
        )
        for stage in found.stages
    )
    return found.model_copy(
        update={
            "stages": stages,
            "reading": _asks(stages),
            "warnings": tuple(one for one in found.warnings if one.code != "no-cv"),
            "profile": None,
            "provenance": found.provenance.model_copy(update={"as_of": as_of}),
        }
    )


def _stage(stage: Stage, coverage: Coverage, taxonomy: Taxonomy) -> StageCoverage:
    shares = {one.name: one for one in coverage.stages}
    skills = []
    for number, one in enumerate(coverage.contributions):
        serves = stages_of(one.requirement, taxonomy)
        if stage in serves:
            skills.append(
                StageSkill(
                    number=number,
                    standing=_standing(one),
                    in_use=in_use(one),
                    stages=serves,
                    contribution=one,
                )
            )
    found = shares.get(stage)
    share = min(1.0, found.share) if found else 0.0
    return StageCoverage(
        stage=stage,
        share=share,
        weight=min(1.0, found.possible) if found else 0.0,
        level=_level(skills, share) if found and found.possible else "unasked",
        skills=tuple(skills),
    )


def _standing(one: Contribution) -> Standing:
    if one.outcome == "unknown":  # no months are told, or the document cannot be judged by
        return "weak" if one.evidence else "missing"
    return _STANDINGS[one.outcome]


def _level(skills: Sequence[StageSkill], share: float) -> StageLevel:
    rules = _rules()
    specific = [one for one in skills if len(one.stages) <= rules["specific"]] or skills
    if any(one.in_use for one in specific):
        return "shown" if share >= rules["shown"] else "part"
    if any(one.evidence for one in specific):
        return "little"
    if any(one.contribution.outcome == "unknown" for one in specific):
        return "unknown"
    return "general" if any(one.evidence for one in skills) else "nothing"


def _reading(stages: Sequence[StageCoverage]) -> str:
    rules = _rules()
    asked = [one for one in stages if one.level != "unasked"]
    if not asked:
        return str(rules["unasked"])
    levels = {one.level for one in asked}
    if len(levels) == 1 and len(asked) > 1:
        return str(rules["every"][levels.pop()])
    parts = []
    for level, rule in rules["reading"].items():
        names = [one.stage for one in asked if one.level == level]
        if names:
            parts.append(_told(rule, names))
    return "; ".join(parts)


def _asks(stages: Sequence[StageCoverage]) -> str:
    """Tells what a role asks: the stages with most of its weight, and those with none."""
    rules = _rules()
    asked = sorted((one for one in stages if one.weight), key=lambda one: -one.weight)
    if not asked:
        return str(rules["unasked"])
    heavy = [one.stage for one in asked if one.weight >= rules["heavy"]] or [asked[0].stage]
    parts = [_told(rules["asks"]["heavy"], heavy)]
    none = [one.stage for one in stages if not one.weight]
    if none:
        parts.append(_told(rules["asks"]["unasked"], none))
    return "; ".join(parts)


def _told(rule: dict[str, str], names: Sequence[str]) -> str:
    """Puts names into a phrase: "shows data, training and evaluation"."""
    head = ", ".join(names[:-1])
    return rule["text"].format(f"{head} {rule['join']} {names[-1]}" if head else names[-1])
