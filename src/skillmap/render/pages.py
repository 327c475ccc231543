"""A profile, a role and a document as plain text."""

from __future__ import annotations

from skillmap.models import Document, Level, Profile, Requirement, Role, SkillEvidence
from skillmap.render import words
from skillmap.render.explain import notices
from skillmap.render.layout import INDENT, cells, fit, plain, table, wrap
from skillmap.scoring import possible_points
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

WIDTH = 80
_KINDS = {"cv": "a CV", "job": "a job post", "text": "a text"}

_LABEL = 20
"""Least columns of a skill's label."""


def profile_text(profile: Profile, taxonomy: Taxonomy) -> str:
    """Shows a profile: skills by area, positions, what is not held, warnings.

    Args:
        profile: The profile.
        taxonomy: For the order and names of areas.

    Returns:
        Plain text of at most 80 columns.
    """
    source, kind = plain(profile.document.source), _KINDS[profile.document.kind]
    found = words.number(len(profile), "skill")
    head = f"{source}: {kind}, {found}, {words.number(len(profile.positions), 'position')}"
    lines = wrap(f"{head}; work counted to {words.day(profile.as_of)}", WIDTH)
    for area in taxonomy.areas:
        of_area = [skill for skill in profile.skills if skill.area == area.id]
        if of_area:
            lines += ["", area.label, *_skills(of_area)]
    if profile.not_held:
        told = ", ".join(f"{skill.label} ({skill.status})" for skill in profile.not_held)
        lines += ["", *wrap(f"not held: {told}", WIDTH, rest=INDENT)]
    if profile.uncertain:
        told = ", ".join(f"“{one.text}” ({one.skill_id})" for one in profile.uncertain)
        lines += ["", *wrap(f"undecided: {told}", WIDTH, rest=INDENT)]
    if profile.unmapped:
        told = ", ".join(f"“{one.text}”" for one in profile.unmapped)
        lines += ["", *wrap(f"not in the taxonomy: {told}", WIDTH, rest=INDENT)]
    if profile.hidden_skills:
        told = ", ".join(profile.hidden_skills)
        text = f"only in text that nobody sees, left out: {told}"
        lines += ["", *wrap(text, WIDTH, rest=INDENT)]
    if profile.positions:
        rows = [(words.period(one), one.title) for one in profile.positions]
        lines += ["", "Positions", *_indented(table(("", ""), rows, WIDTH - 2)[1:])]
    if profile.warnings:
        lines += ["", *notices(profile.warnings)]
    return "\n".join(lines) + "\n"


def _skills(skills: list[SkillEvidence]) -> list[str]:
    rows = [
        (
            skill.label,
            words.STRENGTHS[skill.strength],
            words.span(skill.months) if skill.months is not None else "",
            f"last used {skill.last_used}" if skill.last_used else "",
        )
        for skill in skills
    ]
    # A long label is cut rather than the month that stands last.
    others = sum(max(map(cells, column)) for column in list(zip(*rows, strict=True))[1:])
    room = max(_LABEL, WIDTH - 2 - others - 3 * len(INDENT))
    shown = [(fit(plain(label), room), *rest) for label, *rest in rows]
    return _indented(table(("",) * 4, shown, WIDTH - 2, right=(2,))[1:])


def _indented(lines: list[str]) -> list[str]:
    return [INDENT + line for line in lines]


def role_text(role: Role, taxonomy: Taxonomy, settings: Settings) -> str:
    """Shows a role: what is asked by level, with its share of a score and the line that asks.

    Args:
        role: The role.
        taxonomy: For the labels of skills.
        settings: The `weight_*` count for the shares.

    Returns:
        Plain text of at most 80 columns.
    """
    lines = [*words.opening(role), "", *wrap(role.title, WIDTH)]
    if role.requirements:
        lines += ["in percent: how much each requirement can add to a score of 100%"]
    points = possible_points(role, taxonomy, settings)
    rows = list(zip(role.requirements, points, strict=True))
    levels: tuple[Level, ...] = ("required", "preferred", "mentioned")
    for level in levels:
        of_level = [row for row in rows if row[0].level == level]
        if of_level:
            lines += ["", f"{level} ({len(of_level)})"]
            for one, share in of_level:
                lines += _requirement(one, share, taxonomy)
    left_out = words.why_unscored(role)
    if left_out:
        lines += ["", "not scored"]
        for text, why in left_out:
            lines += wrap(f"“{plain(text)}” ({why})", WIDTH, "  - ")
    if role.warnings:
        lines += ["", *notices(role.warnings)]
    return "\n".join(lines) + "\n"


def _requirement(one: Requirement, share: float, taxonomy: Taxonomy) -> list[str]:
    extra = words.terms(one).split(", ")[1:]
    skill = ", ".join([words.asked(one, taxonomy), *extra, words.percent(share)])
    lines = wrap(skill, WIDTH, "  - ")
    return lines + wrap(f"“{plain(one.text)}”", WIDTH, "      ") if one.text else lines


def document_text(document: Document) -> str:
    """Shows a document as it was read: sections, hidden text, warnings, then the text.

    Args:
        document: The document.

    Returns:
        Plain text; the document's own lines stand as they are, indented by nothing.
    """
    kind = _KINDS[document.kind]
    size = f"{words.number(len(document.pages), 'page')}, " if document.pages else ""
    lines = wrap(f"{document.source}: {kind}, {size}{len(document.text)} characters", WIDTH)
    if document.sections:
        rows = [(one.name, one.heading) for one in document.sections]
        lines += ["", "Sections", *_indented(table(("", ""), rows, WIDTH - 2)[1:])]
    if document.hidden:
        lines += ["", "hidden text, left out:"]
        for one in document.hidden:
            where = f", page {one.page}" if one.page else ""
            lines += wrap(f"“{plain(one.text)}” ({one.reason}{where})", WIDTH, "  - ")
    if document.warnings:
        lines += ["", *notices(document.warnings)]
    lines += ["", "-" * WIDTH]
    lines += [_as_it_stands(line) for line in document.text.splitlines()]
    return "\n".join(lines) + "\n"


def _as_it_stands(line: str) -> str:
    """Keeps the blanks of a line, and drops what steers a terminal."""
    return " ".join(plain(part) for part in line.expandtabs(4).split(" ")).rstrip()
