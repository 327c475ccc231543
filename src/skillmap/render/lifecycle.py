"""The stages of the lifecycle as plain text and as rows."""

from __future__ import annotations

from collections.abc import Sequence

from skillmap.models import (
    STAGES,
    Contribution,
    Lifecycle,
    PersonLifecycle,
    SetAside,
    Stage,
    StageCoverage,
    StageLevel,
    StageSkill,
    TeamLifecycle,
)
from skillmap.render import words
from skillmap.render.explain import notices
from skillmap.render.layout import fit, plain, table, wrap
from skillmap.render.look import Look

LEVELS: dict[StageLevel, str] = {
    "shown": "shown",
    "part": "in part",
    "little": "little",
    "general": "nothing specific",
    "nothing": "nothing found",
    "unknown": "cannot tell",
    "asked": "asked",
    "unasked": "not asked",
}
"""What a level is called."""

LEVEL_MARKS: dict[StageLevel, str] = {
    "shown": "✓",
    "part": "½",
    "little": "~",
    "general": "∘",
    "nothing": "–",
    "unknown": "?",
    "asked": "•",
    "unasked": "",
}
"""A sign for each level, so that none is told by colour alone."""

ASKED_MARK = "•"
RESTS_ON = (
    "The share is of the weight that the role has at a stage; a requirement that serves several "
    "stages is divided equally among them. The sentence goes by what is specific to a stage."
)
RESTS_ON_ROLE = "A requirement that serves several stages is divided equally among them."
"""Of a role alone, which has weights and no share."""

_SHORT: dict[Stage, str] = {
    "data": "data",
    "features": "feat.",
    "training": "train.",
    "evaluation": "eval.",
    "integration": "integ.",
    "deployment": "depl.",
    "monitoring": "monit.",
    "governance": "gov.",
}
_NAME = 22

Cell = str | int | float | None
Rows = tuple[Sequence[str], list[Sequence[Cell]]]


def sentence(found: Lifecycle) -> str:
    """Writes the reading as a sentence with its subject."""
    if found.profile is None:
        return f"The role {found.reading}."
    return f"Of what is asked: {found.reading}."


def lifecycle_text(found: Lifecycle, look: Look) -> str:
    """Shows the stages with what was found at each.

    Args:
        found: The lifecycle.
        look: Labels and width.

    Returns:
        Plain text of at most the look's columns.
    """
    width = look.width
    title = plain(found.role_title)
    if found.profile is None:
        head = f"Where in the lifecycle the role {title} asks what"
    else:
        counted = words.day(found.provenance.as_of)
        head = f"{plain(found.profile.source)} and the role {title}; work counted to {counted}"
    lines = [*wrap(head, width), *wrap(sentence(found), width), ""]
    drawn = found.profile is None
    lines.append(f"{'stage':<11}  weight" + ("" if drawn else "  share") + "  what the role asks")
    for stage in found.stages:
        lines += _stage(stage, look, drawn)
    if not drawn:
        told = "; ".join(f"{words.MARKS[one]} {words.WORDS[one]}" for one in words.OUTCOMES)
        lines += ["", *wrap(told, width)]
    lines += ["", *wrap(RESTS_ON_ROLE if drawn else RESTS_ON, width)]
    if found.warnings:
        lines += ["", *notices(found.warnings)]
    if not drawn:
        lines += ["", *wrap(words.DECIDES, width)]
    return "\n".join(lines) + "\n"


def _stage(stage: StageCoverage, look: Look, drawn: bool) -> list[str]:
    if stage.level == "unasked":
        return [f"{stage.stage:<11}       –" + ("" if drawn else "      –")]
    first = f"{stage.stage:<11}  {stage.weight:>6.1%}"
    first += "" if drawn else f"  {stage.share:>5.0%}"
    lines: list[str] = []
    for sign in dict.fromkeys(mark(skill) for skill in in_order(stage)):
        named = [_named(skill, look) for skill in in_order(stage) if mark(skill) == sign]
        begin = first if not lines else " " * len(first)
        begin += "  " if drawn else f"  {sign} "
        lines += wrap("; ".join(named), look.width, begin)
    return lines


def _named(skill: StageSkill, look: Look) -> str:
    return plain(words.asked_briefly(skill.contribution, look.taxonomy))


def mark(skill: StageSkill) -> str:
    """Gives the sign of a requirement, that of the scores."""
    return ASKED_MARK if skill.standing == "asked" else words.MARKS[skill.contribution.outcome]


def in_order(stage: StageCoverage) -> list[StageSkill]:
    """Gives what a role asks at a stage: what is held, then weak, then not found."""
    order = ("held", "weak", "missing", "asked")
    return sorted(stage.skills, key=lambda one: order.index(one.standing))


def team_text(found: TeamLifecycle, look: Look) -> str:
    """Shows people by stage.

    Args:
        found: The team.
        look: Width, and whether file names stand in place of pseudonyms.

    Returns:
        Plain text of at most the look's columns.
    """
    width, role = look.width, found.role
    people = words.number(len(found.people), "person").replace("persons", "people")
    head = f"{plain(role.role_title)}: {people}; work counted to "
    lines = [*wrap(head + words.day(found.provenance.as_of), width)]
    lines += wrap(sentence(role), width)
    if found.by_hand:
        lines += ["", f"look by hand ({len(found.by_hand)})"]
    for aside in found.by_hand:
        told = f"{_name(aside, look)}  {aside.code}: {plain(aside.reason)}"
        lines += wrap(told, width, "  ", "      ")
    if found.people:
        named = [(_name(one, look), one.lifecycle) for one in found.people]
        lines += ["", *stage_table(named, role, width), ""]
    for one in found.people:
        lines += wrap(f"{_name(one, look)}  {one.lifecycle.reading}", width, "", "    ")
    lines += ["", *wrap(RESTS_ON, width), "", *wrap(words.DECIDES, width)]
    return "\n".join(lines) + "\n"


def stage_table(people: Sequence[tuple[str, Lifecycle]], role: Lifecycle, width: int) -> list[str]:
    """Lays people out by stage, the weight in the role below them.

    Args:
        people: Names and lifecycles.
        role: The role's.
        width: Most columns of a line.

    Returns:
        Lines, headings first.
    """
    rows = [
        (fit(name, _NAME), *(_percent(stage) for stage in found.stages)) for name, found in people
    ]
    rows.append(("weight in the role", *(_weight(stage) for stage in role.stages)))
    right = tuple(range(1, len(STAGES) + 1))
    return table(("person", *_SHORT.values()), rows, width, right=right)


def _name(one: PersonLifecycle | SetAside, look: Look) -> str:
    return plain(one.source) if look.names else one.pseudonym


def _percent(stage: StageCoverage) -> str:
    return "" if stage.level == "unasked" else f"{stage.share:.0%}"


def _weight(stage: StageCoverage) -> str:
    return f"{stage.weight:.0%}" if stage.weight else ""


def lifecycle_rows(found: Lifecycle) -> Rows:
    """Gives one row for each requirement at each stage, and one for a stage without any."""
    head = [
        "stage",
        "weight",
        "share",
        "level",
        "standing",
        "skills",
        "outcome",
        "credit",
        "in_use",
        "relation",
        "skill_id",
        "months",
        "quote",
        "section",
        "page",
        "place",
    ]
    rows: list[Sequence[Cell]] = []
    for stage in found.stages:
        first = (stage.stage, f"{stage.weight:.4f}", _share(found, stage), stage.level)
        rows += [
            (*first, one.standing, "|".join(one.skills), *_evidence(one, found))
            for one in in_order(stage)
        ] or [(*first, *(None,) * 12)]
    return head, rows


def _share(found: Lifecycle, stage: StageCoverage) -> str | None:
    none = found.profile is None or stage.level == "unasked"
    return None if none else f"{stage.share:.4f}"


def _evidence(skill: StageSkill, found: Lifecycle) -> tuple[Cell, ...]:
    if skill.standing == "asked":
        return (None,) * 10
    one: Contribution = skill.contribution
    best = one.evidence[0] if one.evidence else None
    return (
        one.outcome,
        f"{one.credit:.4f}",
        "yes" if skill.in_use else "no",
        one.relation,
        one.skill_id,
        one.months,
        best.quote if best else None,
        best.section if best else None,
        best.page if best else None,
        words.place(best, found.positions) if best else None,
    )


def team_rows(found: TeamLifecycle) -> Rows:
    """Gives one row for each person; those to look at by hand stand first."""
    head = ["status", "candidate", "file", *STAGES, "lifecycle", "code", "reason"]
    rows: list[Sequence[Cell]] = [
        ("look by hand", one.pseudonym, one.source, *(None,) * 9, one.code, one.reason)
        for one in found.by_hand
    ]
    rows += [
        (
            "read",
            one.pseudonym,
            one.source,
            *(_share(one.lifecycle, stage) for stage in one.lifecycle.stages),
            one.lifecycle.reading,
            None,
            None,
        )
        for one in found.people
    ]
    return head, rows
