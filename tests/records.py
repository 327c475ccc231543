"""Records built by hand: a small taxonomy, a role, and a ranking with one of each case."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from skillmap.models import (
    PACKAGE,
    CandidateExplanation,
    Condition,
    Contribution,
    Coverage,
    CoverageDifference,
    DocumentRef,
    Factor,
    Level,
    Mention,
    Notice,
    Outcome,
    Position,
    Profile,
    Provenance,
    RankedCandidate,
    Ranking,
    Relation,
    Requirement,
    Role,
    SetAside,
    SkillEvidence,
    UncertainMention,
    UnmappedPhrase,
    UnscoredLine,
    Version,
)
from skillmap.render import RENDERERS, Look
from skillmap.scoring import compare, for_candidate
from skillmap.taxonomy import Area, EffortMonths, Skill, Taxonomy, TaxonomyData

AS_OF = date(2026, 11, 24)

_SKILLS = (
    ("python", "Python", "programming"),
    ("aws", "AWS", "cloud"),
    ("azure", "Azure", "cloud"),
    ("kubernetes", "Kubernetes", "mlops"),
    ("langchain", "LangChain", "generative-ai"),
    ("docker", "Docker", "mlops"),
)

TAXONOMY = Taxonomy(
    TaxonomyData(
        version="1.0",
        areas=tuple(
            Area(id=name, label=name.capitalize())
            for name in ("programming", "generative-ai", "mlops", "cloud")
        ),
        efforts={"medium": EffortMonths(low=2, high=4)},
        skills=tuple(
            Skill(id=name, label=label, area=area, kind="tool") for name, label, area in _SKILLS
        ),
    )
)

# Versions of no release, so that a release changes no expected output.
PROVENANCE = Provenance(
    package=Version(name="skillmap-ai", version="1.2.3"),
    taxonomy=Version(name="skillmap-taxonomy", version="1.0", sha256="0f" * 8),
    settings=Version(name="settings", version="1.2.3", sha256="a1" * 8),
    as_of=AS_OF,
)

POSITIONS = (
    Position(title="ML engineer", start="2023-01", end=None, span_start=0, span_end=400),
    Position(
        title="Developer",
        start="2018-07",
        end="2020-06",
        precision="year",
        span_start=400,
        span_end=800,
    ),
)


def requirement(*skills: str, level: Level = "required", **other: Any) -> Requirement:
    return Requirement(skills=skills, level=level, **other)


ROLE = Role(
    title="AI engineer",
    requirements=(
        requirement("python", min_months=60, text="5+ years of Python"),
        requirement("aws", "azure", text="Hands-on with AWS or Azure"),
        requirement("kubernetes", text="You run services on Kubernetes"),
        requirement("langchain", level="preferred", weight=2, text="LangChain is a plus"),
        requirement("docker", level="mentioned", text="You will ship Docker images"),
    ),
    conditions=(Condition(kind="degree", text="A degree in computer science"),),
    unscored=(UnscoredLine(text="You love ownership", why="no skill was found in it"),),
    scored_lines=5,
    document=DocumentRef(kind="job", source="ai-engineer.html", sha256="b" * 64),
    provenance=PROVENANCE,
)
_POSSIBLE = (0.25, 0.25, 0.25, 0.2, 0.05)


def mention(skill: str, quote: str, **other: Any) -> Mention:
    values: dict[str, Any] = {
        "start": 0,
        "end": len(skill),
        "text": skill,
        "skill_id": skill,
        "status": "present",
        "section": "experience",
        "page": 1,
        "position": 0,
        "quote": quote,
        "matcher": "phrase",
        "alias": skill,
        "score": 1.0,
    }
    return Mention(**{**values, **other})


def contribution(
    number: int,
    outcome: Outcome,
    factors: tuple[tuple[str, float, str], ...] = (),
    relation: Relation = "exact",
    evidence: tuple[Mention, ...] = (),
    months: int | None = None,
) -> Contribution:
    """What the requirement of that number adds; its credit is the product of the factors."""
    credit = 1.0 if factors else 0.0
    for _, value, _ in factors:
        credit *= value
    return Contribution(
        requirement=ROLE.requirements[number],
        outcome=outcome,
        credit=credit,
        points=_POSSIBLE[number] * credit,
        possible=_POSSIBLE[number],
        relation=relation if factors else "none",
        skill_id=evidence[0].skill_id if evidence else None,
        months=months,
        factors=tuple(Factor(name=n, value=v, because=b) for n, v, b in factors),
        evidence=evidence,
    )


def coverage(*contributions: Contribution, source: str, text: str, **other: Any) -> Coverage:
    """A score from its contributions; `text` is the hash of the candidate's visible text."""
    total = round(sum(c.points for c in contributions), 12)
    unknown = [c for c in contributions if c.outcome == "unknown"]
    values: dict[str, Any] = {
        "score": total,
        "low": round(total - sum(c.points for c in unknown), 12),
        "high": round(total + sum(c.possible - c.points for c in unknown), 12),
        "required": 0.5,
        "preferred": 0.35,
        "contributions": contributions,
        "missing": tuple(c.requirement for c in contributions if c.outcome == "missing"),
        "reverse": 0.75,
        "asked": ROLE.asked_lines,
        "scored": ROLE.scored_lines,
        "unscored": (ROLE.conditions[0].text, ROLE.unscored[0].text),
        "positions": POSITIONS,
        "profile": DocumentRef(kind="cv", source=source, sha256=text * 64),
        "role_title": ROLE.title,
        "role_document": ROLE.document,
        "provenance": PROVENANCE.model_copy(update={"text_sha256": text * 64}),
    }
    return Coverage(**{**values, **other})


def mixed(source: str = "cv-1.pdf", text: str = "1", **other: Any) -> Coverage:
    """A candidate with every outcome."""
    aws = "Moved the scoring service to AWS and halved its cost."
    return coverage(
        contribution(
            0,
            "unknown",
            (
                ("relation", 1.0, "Python is asked"),
                ("strength", 1.0, "used in a project"),
                ("months", 0.4, "60 months are asked, the document does not say how many"),
            ),
            evidence=(
                mention("python", "A planner in Python.", section="projects", position=None),
            ),
        ),
        contribution(
            1,
            "met",
            (
                ("relation", 1.0, "AWS is asked"),
                ("strength", 1.0, "used at work"),
                ("months", 1.0, "no experience in years is asked"),
            ),
            evidence=(mention("aws", aws), mention("aws", "AWS again, years ago.", position=1)),
            months=71,
        ),
        contribution(2, "missing"),
        contribution(
            3,
            "partial",
            (("relation", 1.0, "LangChain is asked"), ("strength", 0.35, "named only")),
            evidence=(
                mention("langchain", "Python, LangChain, SQL", section="skills", position=None),
            ),
        ),
        contribution(4, "missing"),
        source=source,
        text=text,
        **other,
    )


def bare(source: str, text: str, **other: Any) -> Coverage:
    """A candidate in whose document nothing asked was found."""
    missing = (contribution(number, "missing") for number in range(5))
    return coverage(*missing, source=source, text=text, required=0.0, preferred=0.0, **other)


def ranking() -> Ranking:
    """Three ranked, two of them with equal scores, and two to look at by hand."""
    foreign = bare("sub/cv-4.txt", "4", warnings=(Notice(code="not-english", message="German"),))
    return Ranking(
        role=ROLE,
        candidates=(
            RankedCandidate(
                rank=1,
                pseudonym="candidate-111111",
                source="cv-1.pdf",
                coverage=mixed(warnings=(Notice(code="ocr", message="a scan", place="page 2"),)),
            ),
            RankedCandidate(
                rank=2,
                band=2,
                pseudonym="candidate-222222",
                source="cv-2.pdf",
                coverage=bare("cv-2.pdf", "2"),
            ),
            RankedCandidate(
                rank=2,
                band=2,
                pseudonym="candidate-333333",
                source="cv-3.pdf",
                coverage=bare("cv-3.pdf", "3"),
            ),
        ),
        by_hand=(
            SetAside(
                pseudonym="candidate-555555",
                source="locked.pdf",
                code="encrypted",
                reason="is encrypted.",
                failed=True,
            ),
            SetAside(
                pseudonym="candidate-444444",
                source="sub/cv-4.txt",
                code="not-english",
                reason="seems to be written in German",
                failed=False,
                coverage=foreign,
            ),
        ),
        provenance=PROVENANCE,
    )


def profile(**other: Any) -> Profile:
    """A profile with skills held and not held."""
    python = mention("python", "Wrote Python services.")
    java = mention("docker", "No Docker.", status="negated", section="summary", position=None)
    values: dict[str, Any] = {
        "document": DocumentRef(kind="cv", source="cv-1.pdf", sha256="1" * 64),
        "mentions": (python, java),
        "skills": (
            SkillEvidence(
                skill_id="python",
                label="Python",
                area="programming",
                status="present",
                strength="work",
                months=36,
                months_basis="positions",
                first_used="2023-01",
                last_used="2026-11",
                mentions=(python,),
            ),
        ),
        "not_held": (
            SkillEvidence(
                skill_id="docker",
                label="Docker",
                area="mlops",
                status="negated",
                strength="listed",
                mentions=(java,),
            ),
        ),
        "positions": POSITIONS,
        "uncertain": (
            UncertainMention(start=9, end=11, text="Go", skill_id="go", reason="two senses"),
        ),
        "unmapped": (UnmappedPhrase(start=20, end=26, text="Frobni", score=0.9),),
        "hidden_skills": ("kubernetes",),
        "warnings": (Notice(code="overlap", message="two jobs at once", place="2019"),),
        "as_of": AS_OF,
        "provenance": PROVENANCE,
    }
    return Profile(**{**values, **other})


def explanation(**other: Any) -> CandidateExplanation:
    """The candidate with every outcome, explained to that person."""
    return for_candidate(mixed(provenance=PROVENANCE), profile(document=mixed().profile, **other))


def comparison() -> CoverageDifference:
    """The candidate with every outcome beside one that has a part of it."""
    second = coverage(
        contribution(0, "missing"),
        mixed().contributions[1],
        contribution(2, "missing"),
        contribution(
            3,
            "met",
            (("relation", 1.0, "LangChain is asked"), ("strength", 1.0, "used at work")),
            evidence=(mention("langchain", "Built agents with LangChain."),),
        ),
        contribution(4, "missing"),
        source="cv-2.pdf",
        text="2",
        warnings=(Notice(code="ocr", message="a scan", place="page 1"),),
    )
    return compare(mixed(), second).model_copy(update={"provenance": PROVENANCE})


def sha(begin: str) -> str:
    """A hash that begins so."""
    return begin.ljust(64, "0")


def shows(text_sha256: str, *skills: str, **document: Any) -> Profile:
    """A profile that shows skills at work."""
    warnings = document.pop("warnings", ())
    mentions = {skill: mention(skill, f"Worked with {skill}.", position=None) for skill in skills}
    ref = {"kind": "cv", "source": f"{text_sha256[:4]}.pdf", "sha256": "f" * 64, **document}
    return Profile(
        document=DocumentRef.model_validate(ref),
        mentions=tuple(mentions.values()),
        skills=tuple(
            SkillEvidence(
                skill_id=skill,
                label=skill,
                area="programming",
                status="present",
                strength="work",
                mentions=(mention,),
            )
            for skill, mention in mentions.items()
        ),
        warnings=warnings,
        as_of=AS_OF,
        provenance=Provenance(package=PACKAGE, text_sha256=text_sha256),
    )


def rendered(key: str, found: Ranking, look: Look) -> bytes:
    """Gives the content of ranking.<key>."""
    file = io.BytesIO()
    RENDERERS[key](found, look, file)
    return file.getvalue()
