"""The verbs on one or two candidates and a role: `score`, `explain`, `compare`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from skillmap.cli.failures import Failure
from skillmap.cli.options import (
    AsOf,
    Cv,
    Format,
    Job,
    Names,
    SettingsFile,
    Taxonomies,
    document,
    with_role,
    wrong_usage,
)
from skillmap.cli.output import out, show

if TYPE_CHECKING:
    from datetime import date

    from skillmap.extractor import Extractor
    from skillmap.models import Coverage, Profile, Role

OneSkill = Annotated[
    str | None, typer.Option("--skill", metavar="ID", help="Only what concerns this skill.")
]
Audience = Annotated[
    Literal["reviewer", "candidate"],
    typer.Option("--audience", help="Whom it is for: who decides, or the person it is about."),
]
WhatIf = Annotated[
    bool,
    typer.Option("--what-if", help="The points that each requirement would still add."),
]
Reach = Annotated[
    float | None,
    typer.Option(
        "--reach",
        metavar="SCORE",
        min=0,
        max=1,
        help="A score of 0 to 1, such as 0.7: the fewest requirements that reach it.",
    ),
]
OtherCv = Annotated[str, typer.Argument(metavar="CV", help="Another one.")]


def register(app: typer.Typer) -> None:
    """Adds the verbs.

    Args:
        app: The program.
    """
    app.command("score", epilog="Example: skillmap score cv.pdf --job ai-engineer")(_score)
    app.command("explain", epilog="Example: skillmap explain cv.pdf --job post.html")(_explain)
    app.command("compare", epilog="Example: skillmap compare a.pdf b.pdf --job ai-engineer")(
        _compare
    )


def _score(
    cv: Cv,
    job: Job,
    what_if: WhatIf = False,
    reach: Reach = None,
    taxonomies: Taxonomies = None,
    settings: SettingsFile = None,
    as_of: AsOf = None,
    format_name: Format = "text",
) -> None:
    """Score how well a CV covers a role, or tell what would change the score."""
    opened, role = with_role(job, taxonomies, settings, as_of)
    _, coverage = _covered(cv, role, opened, as_of)
    if what_if or reach is not None:
        show(opened.what_if(coverage, reach), opened, format_name)
    elif format_name == "text":
        out(score_text(coverage))
    else:
        show(coverage, opened, format_name)


def _explain(
    cv: Cv,
    job: Job,
    skill_name: OneSkill = None,
    audience: Audience = "reviewer",
    taxonomies: Taxonomies = None,
    settings: SettingsFile = None,
    as_of: AsOf = None,
    format_name: Format = "text",
) -> None:
    """Explain a score: for each requirement the points and the evidence."""
    if skill_name and audience == "candidate":
        raise Failure("--skill and --audience candidate do not go together", "Leave out --skill.")
    opened, role = with_role(job, taxonomies, settings, as_of)
    # Only the candidate's own page shows the phrases that the taxonomy lacks.
    profile, coverage = _covered(cv, role, opened, as_of, unmapped=audience == "candidate")
    if audience == "candidate":
        from skillmap.scoring import for_candidate

        show(for_candidate(coverage, profile), opened, format_name)
        return
    if not skill_name:
        show(coverage, opened, format_name)
        return
    part = _only(coverage, skill_name, opened)
    if format_name == "text":
        out(_explained(part, coverage, opened))
    else:
        show(part, opened, format_name)


def _only(coverage: Coverage, name: str, opened: Extractor) -> Coverage:
    """Leaves the requirements that ask a skill, or that it earned points for."""
    with wrong_usage():
        skill = opened.taxonomy.named(name)
    kept = tuple(
        one
        for one in coverage.contributions
        if skill.id in one.requirement.skills
        or skill.id == one.skill_id
        or any(mention.skill_id == skill.id for mention in one.evidence)
    )
    if not kept:
        raise Failure(
            f"{skill.id}: no requirement of the role asks or counts it",
            "`skillmap why` tells what was found of it.",
        )
    return coverage.model_copy(update={"contributions": kept})


def _explained(part: Coverage, whole: Coverage, opened: Extractor) -> str:
    """Explains some requirements under the head of the whole score, whose counts hold."""
    from skillmap.render import opening, score_lines

    heads = ["\n".join([*opening(one), *score_lines(one)]) for one in (part, whole)]
    return heads[1] + opened.explain(part).removeprefix(heads[0])


def _covered(
    cv: str, role: Role, opened: Extractor, as_of: date | None, unmapped: bool = False
) -> tuple[Profile, Coverage]:
    profile = opened.extract(document(cv, opened), as_of, unmapped=unmapped)
    return profile, opened.score(profile, role)


def _compare(
    cv: Cv,
    other: OtherCv,
    job: Job,
    names: Names = False,
    taxonomies: Taxonomies = None,
    settings: SettingsFile = None,
    as_of: AsOf = None,
    format_name: Format = "text",
) -> None:
    """Compare two CVs for a role: where their points differ, and why."""
    if cv == other == "-":
        raise Failure("the standard input holds one CV only", "Name a file for the other.")
    opened, role = with_role(job, taxonomies, settings, as_of)
    first, second = (_covered(one, role, opened, as_of)[1] for one in (cv, other))
    show(opened.compare(first, second), opened, format_name, names)


def score_text(coverage: Coverage) -> str:
    """Writes a score in a few lines.

    Args:
        coverage: The score.

    Returns:
        Lines of at most 80 columns; the first tells what the score rests on.
    """
    from skillmap.render import notices, opening, score_lines

    shares = [
        f"{name} {share:.1%}"
        for name, share in (("required", coverage.required), ("preferred", coverage.preferred))
        if share is not None
    ]
    lines = [*opening(coverage), *score_lines(coverage), *filter(None, [", ".join(shares)])]
    lines += notices(coverage.warnings)
    return "\n".join(lines).rstrip() + "\n"
