"""A score for the person whom it is about: what was read, what it gave, how to object."""

from __future__ import annotations

from collections.abc import Iterable

from skillmap.models import (
    CandidateExplanation,
    Coverage,
    Kind,
    Profile,
    SkillEvidence,
    Status,
)
from skillmap.render import words
from skillmap.render.explain import block, notices, score_lines
from skillmap.render.layout import INDENT, plain, wrap
from skillmap.render.what_if import gain_lines
from skillmap.taxonomy import Taxonomy

WIDTH = 80
_QUOTE = " " * 6
_MOST_QUOTES = 3
_OBJECT = "_" * 60

_DECIDES = (
    "A person decides, not this program. The score tells what was found in your document, not what "
    "you can do, and no decision follows from it by itself."
)
_ABOUT = (
    "A program read your document and compared it with what the role asks. This page tells what it "
    "read, what it left out, what each requirement added, and what you can do about it."
)
_READ_AS: dict[Status, str] = {
    "negated": "read as something that you say you do not have",
    "planned": "read as something that you want to learn or begin to learn",
    "other": "read as somebody else's, such as a team's, a company's or a product's",
    "present": "read",  # never among those not held
}
_LEFT_OUT: dict[Kind, str] = {
    "cv": (
        "Before any skill was looked for, these were hidden from the program, wherever it "
        "recognised them: name, e-mail and postal address, telephone, date of birth and age, "
        "gender, nationality, family status, names of schools, years of degrees, and links. They "
        "have no part in the score. Nor has a break between jobs."
    ),
    "text": (
        "Before any skill was looked for, e-mail addresses, telephone numbers and links were "
        "hidden from the program. Your document was not recognised as a CV: a name or an address "
        "that stands in it was not looked for; it gives no points either. A break between jobs "
        "has no part in the score."
    ),
}
_HIDDEN = (
    "The file holds text that does not show on its pages. Text of that kind is never counted. "
    "These skills are named only there: "
)
_WHAT_IF = (
    "This many points each requirement would add if it was met in full, all else being as it is: "
    "if the document showed it in use, recently, and for as long as is asked. It is arithmetic "
    "about the document and no advice to write what is not so."
)
_WRONG = (
    "If something was read wrongly, was overlooked, or should not count, you can say so, ask for a "
    "person to look at your document, and object to this evaluation. Write to:"
)


def candidate_text(found: CandidateExplanation, taxonomy: Taxonomy) -> str:
    """Explains a score to the person whom it is about.

    Args:
        found: The score with what was read; nobody else's data.
        taxonomy: For the labels of skills.

    Returns:
        Plain text of at most 80 columns, with a line to fill in where objections go.
    """
    coverage, profile = found.coverage, found.profile
    lines = [*wrap(_subject(coverage), WIDTH), "", *wrap(_ABOUT, WIDTH), "", *wrap(_DECIDES, WIDTH)]
    lines += ["", *score_lines(coverage)]
    lines += _part(f"What was read: {words.number(len(profile), 'skill')}", _read(profile))
    lines += _part("What was read and not counted", _not_counted(profile))
    lines += _part(
        "What the role asks and was not found in your document",
        _not_found(coverage, profile, taxonomy),
    )
    lines += _part("What was left out on purpose", _left_out(profile, taxonomy))
    lines += ["", "What each requirement added"]
    for one in coverage.contributions:
        lines += ["", *block(one, coverage, taxonomy)]
    changes = [line for gain in found.what_if.gains for line in gain_lines(gain, taxonomy)]
    if changes:
        lines += _part("What would change the result", [*_indented(_WHAT_IF), "", *changes])
    lines += _part("What has no part in the score", wrap(words.rests_on(coverage), WIDTH, INDENT))
    if coverage.warnings:
        lines += ["", *notices(coverage.warnings)]
    lines += _part("If something is wrong", [*_indented(_WRONG), "", INDENT + _OBJECT])
    lines += ["", *wrap(words.versions(coverage.provenance), WIDTH)]
    return "\n".join(lines) + "\n"


def _subject(coverage: Coverage) -> str:
    counted = words.day(coverage.provenance.as_of)
    return (
        f"Your document {coverage.profile.source} and the role {coverage.role_title}; work counted "
        f"to {counted}"
    )


def _part(heading: str, body: Iterable[str]) -> list[str]:
    listed = list(body)
    return ["", heading, *listed] if listed else []


def _indented(text: str) -> list[str]:
    return wrap(text, WIDTH, INDENT)


def _read(profile: Profile) -> list[str]:
    lines: list[str] = []
    for skill in profile.skills:
        told = [words.STRENGTHS[skill.strength]]
        if skill.months is not None:
            told.append(f"{words.span(skill.months)} of work with it")
        lines += wrap(f"{skill.label}: {', '.join(told)}", WIDTH, "  - ")
        lines += _quotes(skill, profile)
    return lines


def _not_counted(profile: Profile) -> list[str]:
    lines: list[str] = []
    for skill in profile.not_held:
        lines += wrap(f"{skill.label}: {_READ_AS[skill.status]}", WIDTH, "  - ")
        lines += _quotes(skill, profile)
    for one in profile.uncertain:
        text = f"“{plain(one.text)}”: may name a skill or something else; it was not decided"
        lines += wrap(text, WIDTH, "  - ")
    for phrase in profile.unmapped:
        text = f"“{plain(phrase.text)}”: reads like a skill that the program does not know"
        lines += wrap(text, WIDTH, "  - ")
    return lines


def _not_found(coverage: Coverage, profile: Profile, taxonomy: Taxonomy) -> list[str]:
    """Lists what nothing was found for, also where a document cannot be judged by."""
    status = {skill.skill_id: skill.status for skill in profile.not_held}
    lines: list[str] = []
    for one in coverage.contributions:
        if one.relation == "none":
            asked = words.asked(one.requirement, taxonomy)
            otherwise = [_READ_AS[status[s]] for s in one.requirement.skills if s in status]
            told = f": it stands there, {otherwise[0]}" if otherwise else ""
            lines += wrap(asked + told, WIDTH, "  - ")
    return lines


def _quotes(skill: SkillEvidence, profile: Profile) -> list[str]:
    """Gives places that count for what the skill was read as; equal quotes once."""
    told: dict[str, str] = {}
    for mention in skill.mentions:
        if mention.status == skill.status:
            told.setdefault(plain(mention.quote), words.place(mention, profile.positions))
    lines: list[str] = []
    for quote, where in list(told.items())[:_MOST_QUOTES]:
        lines += wrap(f"“{quote}” ({where})", WIDTH, _QUOTE, _QUOTE + " ")
    more = len(told) - _MOST_QUOTES
    if more > 0:
        lines.append(f"{_QUOTE}and in {words.number(more, 'more place')}")
    return lines


def _left_out(profile: Profile, taxonomy: Taxonomy) -> list[str]:
    kind = profile.document.kind
    lines = _indented(_LEFT_OUT.get(kind, _LEFT_OUT["text"]))
    if profile.hidden_skills:
        labels = ", ".join(words.label(one, taxonomy) for one in profile.hidden_skills)
        lines += ["", *_indented(_HIDDEN + labels)]
    return lines
