"""The words that all outputs share, so that a thing is called the same everywhere."""

from __future__ import annotations

from datetime import date

from skillmap.models import (
    Condition,
    Contribution,
    Coverage,
    Factor,
    Mention,
    Outcome,
    Position,
    Provenance,
    Requirement,
    Role,
    Same,
    Strength,
)
from skillmap.render.layout import fit, plain, wrap
from skillmap.taxonomy import Taxonomy

OUTCOMES: tuple[Outcome, ...] = ("met", "partial", "unknown", "missing")

WORDS: dict[Outcome, str] = {
    "met": "met",
    "partial": "in part",
    "unknown": "cannot tell",
    "missing": "not found",
}
"""What an outcome is called."""

MARKS: dict[Outcome, str] = {"met": "✓", "partial": "~", "unknown": "?", "missing": "–"}
"""A sign for each outcome, so that none is told by colour alone."""

STRENGTHS: dict[Strength, str] = {
    "led": "led others in it",
    "work": "at work",
    "project": "in a project",
    "studied": "studied",
    "listed": "named only",
}

REPEATS: dict[Same, str] = {
    "": "",
    "same-file": "the same file as",
    "same-text": "the same text as",
    "probably-same": "probably the same CV as",
}
"""How a candidate repeats another, before its name."""

DECIDES = (
    "A person decides. The score tells what was found in the document, not what somebody can do; "
    "read the evidence before you act on it."
)

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_LINE = 70


def percent(share: float) -> str:
    """Writes a share of 0 to 1 as a percentage with one decimal."""
    return f"{share:.1%}"


def points(share: float) -> str:
    """Writes a share of the score as points of a hundred, with one decimal."""
    return f"{share:.1%}"[:-1]


def signed(share: float) -> str:
    """Writes a difference as points of a hundred with its sign: "+4.5"; nought has none."""
    text = f"{share:+.1%}"[:-1]
    return text.lstrip("+-") if float(text) == 0 else text


def points_of(one: Contribution) -> str:
    """Writes the points of a requirement: "7.5 of 7.5 points"."""
    return f"{points(one.points)} of {points(one.possible)} points"


def spread(coverage: Coverage) -> str:
    """Writes between what a score lies: "58.1% to 66.0%", empty when it is certain."""
    low, high = percent(coverage.low), percent(coverage.high)
    return "" if low == high else f"{low} to {high}"


def counts(coverage: Coverage) -> str:
    """Writes how many requirements ended how."""
    met, named, unknown, missing = (coverage.count(outcome) for outcome in OUTCOMES)
    return (
        f"met {met}, named only {named}, cannot tell {unknown}, "
        f"not found {missing} of {len(coverage.contributions)}"
    )


def label(skill_id: str, taxonomy: Taxonomy) -> str:
    """Gives the label of a skill, its id when the taxonomy does not know it."""
    return taxonomy[skill_id].label if skill_id in taxonomy else skill_id


def asked(requirement: Requirement, taxonomy: Taxonomy) -> str:
    """Gives the skills of a requirement: "AWS, Azure or Google Cloud"."""
    labels = [label(skill_id, taxonomy) for skill_id in requirement.skills]
    head = ", ".join(labels[:-1])
    return f"{head} or {labels[-1]}" if head else labels[-1]


def asked_briefly(one: Contribution, taxonomy: Taxonomy) -> str:
    """Names a requirement where there is little room.

    Args:
        one: The contribution.
        taxonomy: For the labels.

    Returns:
        The alternative that was found; else all of two, else the first "or 3 others".
    """
    skills = one.requirement.skills
    if one.skill_id in skills:
        return label(one.skill_id, taxonomy)
    if len(skills) <= 2:
        return asked(one.requirement, taxonomy)
    return f"{label(skills[0], taxonomy)} or {number(len(skills) - 1, 'other')}"


def missing(coverage: Coverage, taxonomy: Taxonomy) -> list[str]:
    """Gives what was not found, the required first."""
    levels = ("required", "preferred", "mentioned")
    order = sorted(coverage.missing, key=lambda one: levels.index(one.level))
    return [asked(one, taxonomy) for one in order]


def terms(requirement: Requirement) -> str:
    """Tells how a requirement is asked: "required, at least 3 years, weight 2"."""
    parts = [str(requirement.level)]
    if requirement.min_months:
        parts.append(f"at least {span(requirement.min_months)}")
    if requirement.weight != 1:
        parts.append(f"weight {requirement.weight:g}")
    return ", ".join(parts)


def number(count: int, noun: str) -> str:
    """Writes a count with its noun: "1 skill", "2 skills"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def span(months: int) -> str:
    """Writes a number of months: "3 years", "30 months"."""
    if months and months % 12 == 0:
        return number(months // 12, "year")
    return number(months, "month")


def reasons(one: Contribution) -> list[str]:
    """Gives the reasons of a contribution, factors that take something with their value.

    Args:
        one: The contribution.

    Returns:
        "Python is asked", "named only (×0.35)"; what is not asked is not told.
    """
    if not one.factors:
        return [absence(one.outcome)]
    told = [factor for factor in one.factors if _tells(factor, one)]
    found = [_because(factor) for factor in told]
    if one.months is not None and not one.requirement.min_months:
        found.append(f"{span(one.months)} of work with it")
    return found


def absence(outcome: Outcome) -> str:
    """Says that nothing was found, without a word on the person."""
    if outcome == "unknown":
        return "not found in a document that cannot be judged by (see the warnings)"
    return "not found in the document"


def _tells(factor: Factor, one: Contribution) -> bool:
    """Tells whether a factor is worth a word: months not asked and recent use are not."""
    if factor.name == "months":
        return bool(one.requirement.min_months) or factor.value < 1
    return factor.name != "recency" or factor.value < 1


def _because(factor: Factor) -> str:
    return factor.because if factor.value == 1 else f"{factor.because} (×{factor.value:.2g})"


def place(mention: Mention, positions: tuple[Position, ...]) -> str:
    """Tells where a mention stands: "experience, page 1, Jan 2020 to Mar 2021"."""
    parts = [str(mention.section) if mention.section != "other" else "in the text"]
    if mention.page is not None:
        parts.append(f"page {mention.page}")
    if mention.position is not None and mention.position < len(positions):
        parts.append(period(positions[mention.position]))
    return ", ".join(parts)


def period(position: Position) -> str:
    """Writes the dates of a position as exactly as the document gives them."""
    start = _date(position.start, position)
    if position.end is None:
        return f"since {start}"
    return f"{start} to {_date(position.end, position)}"


def _date(month: str, position: Position) -> str:
    year, number = month.split("-")[:2]
    return year if position.precision == "year" else f"{_MONTHS[int(number) - 1][:3]} {year}"


def day(value: date | None) -> str:
    """Writes a date in words: "24 November 2026"."""
    if value is None:
        return "no date"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def opening(record: Coverage | Role, width: int = 80) -> list[str]:
    """Tells what a score rests on, as every output opens.

    Args:
        record: A score or a role.
        width: Most columns of a line.

    Returns:
        Lines: "scored 11 of 14 asked lines; not scored: ...".
    """
    return wrap(rests_on(record), width, rest="  ")


def rests_on(record: Coverage | Role) -> str:
    """Tells what a score rests on, in one line however long."""
    if isinstance(record, Role):
        lines, scored = record.asked_lines, record.scored_lines
        left_out = tuple(text for text, _ in why_unscored(record))
    else:
        lines, scored, left_out = record.asked, record.scored, record.unscored
    text = f"scored {scored} of {lines} asked lines"
    if not left_out:
        return text
    return f"{text}; not scored: " + "; ".join(f"“{fit(plain(one), _LINE)}”" for one in left_out)


def why_unscored(role: Role) -> list[tuple[str, str]]:
    """Gives every asked line that is not scored, with the reason, conditions first."""
    shown = [(one.text, _condition(one)) for one in role.conditions]
    return shown + [(one.text, one.why) for one in role.unscored]


def _condition(one: Condition) -> str:
    kind = {"years": "years in all", "other": "a condition"}.get(one.kind, f"a {one.kind}")
    return f"{kind}: shown, never scored"


def versions(provenance: Provenance) -> str:
    """Names what had a say in a result, with fingerprints."""
    parts = [provenance.package, provenance.taxonomy, provenance.model, provenance.settings]
    named = [
        f"{one.name} {one.version}" + (f" ({one.sha256})" if one.sha256 else "")
        for one in parts
        if one is not None
    ]
    return "; ".join([*named, f"records {provenance.schema_version}"])
