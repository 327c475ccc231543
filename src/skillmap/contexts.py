"""Names of skills that are no mentions: in titles, teams, degrees and what a post offers."""

from __future__ import annotations

import functools
import re
from typing import Any

from skillmap.data_files import load
from skillmap.matchers import Found, MatchText
from skillmap.matchers.ner import Phrase
from skillmap.models import Document
from skillmap.taxonomy import PROPER, Taxonomy

_CASED = frozenset(
    {
        "title_after_capital",
        "team_after",
        "person_before",
        "person_after",
        "employer_before",
        "employer_after",
    }
)
_OFFERS = frozenset({"benefits", "legal"})
_HEADED = frozenset({"experience", "projects", "publications"})


@functools.cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = dict(load("contexts.yaml"))
    return {
        name: re.compile(value, 0 if name in _CASED else re.I)
        if isinstance(value, str) and name != "bullets"
        else value
        for name, value in rules.items()
    }


def no_mention(one: Found, taxonomy: Taxonomy, text: MatchText, document: Document) -> str:
    """Tells why a name of a skill is no mention of it where it stands.

    Args:
        one: The candidate.
        taxonomy: For its skill, and for the names beside it.
        text: The text it was found in.
        document: The document, for its kind and sections.

    Returns:
        The reason, or an empty string when it is one.
    """
    rules = _rules()
    view = text.view.text
    skill = taxonomy[one.skill_id]
    after = view[one.end : one.end + 80].partition("\n")[0]
    line = view[max(view.rfind("\n", 0, one.start) + 1, one.start - 80) : one.start]
    section = document.section_at(text.view.source(one.start, one.end)[0])
    name = section.name if section else "other"
    titled = rules["title_after"].search(after) or rules["title_after_capital"].search(after)
    # A certificate names its platform: "Azure Data Engineer Associate"; "mentored engineers".
    certified = name == "certifications" or rules["certificate"].search(line + after)
    shown = certified and (skill.kind in PROPER or skill.kind in rules["certificate_kinds"])
    shown = shown or (skill.kind in PROPER and bool(titled) and _asked(one, view, line, rules))
    if titled and not shown and not (skill.kind == "soft" and titled[0].endswith("s")):
        return "part of a job title"
    if rules["employer_after"].search(after) or rules["employer_before"].search(line):
        return "an employer"
    field = skill.kind in rules["team_kinds"]
    if field and rules["team_after"].search(after):
        return "part of a team's or organisation's name"
    if skill.kind in rules["degree_kinds"] and _field_of_study(one, view, rules):
        return "a field of study"
    capital = one.alias.ambiguous and view[one.start].isupper()
    if capital and _person(view[max(0, one.start - 40) : one.start], after, rules):
        return "somebody's name"
    if skill.kind in rules["company_kinds"] and _company(one, view, taxonomy, rules):
        return "a company among others"
    if document.kind == "job" and name in _OFFERS:
        return "in what the post offers"
    return ""


def no_phrase(one: Phrase, text: MatchText, document: Document) -> str:
    """Tells why a phrase that reads like a skill is none where it stands.

    Args:
        one: The phrase, which the taxonomy lacks: its kind is not known.
        text: The text it was found in.
        document: The document, for its kind and sections.

    Returns:
        The reason, or an empty string when it may be one.
    """
    rules = _rules()
    view = text.view.text
    after = view[one.end : one.end + 80].partition("\n")[0]
    if rules["title_after"].search(after) or rules["title_after_capital"].search(after):
        return "part of a job title"
    line = view[max(view.rfind("\n", 0, one.start) + 1, one.start - 160) : one.start]
    if rules["employer_after"].search(after) or rules["employer_before"].search(line):
        return "an employer"
    if rules["team_after"].search(after):
        return "part of a team's or organisation's name"
    if _field_of_study(one, view, rules):
        return "a field of study"
    if _person(line[-40:], after, rules):
        return "somebody's name"
    if rules["company_before"].search(line) and rules["company_cue"].search(line):
        return "a company among others"
    section = document.section_at(text.view.source(one.start, one.end)[0])
    if document.kind == "job" and section and section.name in _OFFERS:
        return "in what the post offers"
    headed = section is not None and section.name in _HEADED
    if headed and not line.strip(rules["bullets"]) and rules["head_after"].match(after):
        return "what a project or employer is called"
    return ""


def _asked(one: Found, view: str, line: str, rules: dict[str, Any]) -> bool:
    """Tells whether a title stands in a sentence: "we need a Java developer" names a skill."""
    if rules["title_in_sentence"].search(line):
        return True
    title = rules["title_after"].search(view[one.end : one.end + 80].partition("\n")[0])
    return bool(title) and title[0].islower() and not view[one.start : one.end].islower()


def _field_of_study(one: Found | Phrase, view: str, rules: dict[str, Any]) -> bool:
    if rules["degree_after"].search(view[one.end : one.end + 30]):
        return True
    start = max(view.rfind("\n", 0, one.start) + 1, one.start - rules["degree_width"])
    before = view[start : one.start]
    if rules["school_before"].search(before):
        return True
    cues = list(rules["degree_before"].finditer(before))
    return bool(cues) and not rules["degree_stop"].search(before, cues[-1].end())


def _person(before: str, after: str, rules: dict[str, Any]) -> bool:
    if rules["person_strict"].search(before):
        return True
    return bool(rules["person_after"].search(after)) and (
        after.startswith((", our", ", my", ", who", " from", " and I", "'s"))
        or bool(rules["person_before"].search(before))
    )


def _company(one: Found, view: str, taxonomy: Taxonomy, rules: dict[str, Any]) -> bool:
    """Tells whether a name stands among companies: one beside it is a name and no skill."""
    start = max(view.rfind("\n", 0, one.start) + 1, one.start - 160)
    before = view[start : one.start]
    if not rules["company_before"].search(before) or not rules["company_cue"].search(before):
        return False
    left = re.search(r"([A-Z][\w.&-]*(?: [A-Z][\w.&-]*)?),?(?: and| or)? ?$", before)
    right = re.match(r",?(?: and| or)? ([A-Z][\w.&-]*(?: [A-Z][\w.&-]*)?)", view[one.end :][:60])
    beside = [match[1] for match in (left, right) if match]
    return any(taxonomy.resolve(name.rstrip(".")) is None for name in beside)
