"""Names of skills that are no mentions: in titles, teams, degrees and what a post offers."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Sequence
from typing import Any

from skillmap.data_files import load
from skillmap.matchers import Found, MatchText
from skillmap.matchers.ner import Phrase
from skillmap.models import Document, SectionName
from skillmap.sought import Sought
from skillmap.taxonomy import PROPER, Skill, Taxonomy

_CASED = frozenset(
    {
        "title_after_capital",
        "team_after",
        "person_before",
        "person_after",
        "employer_before",
        "employer_after",
        "own_name_before",
        "own_name_around",
        "own_name_after",
        "title_before",
    }
)
_ON_LINE = (
    "title_after",
    "title_after_capital",
    "team_after",
    "degree_before",
    "school_before",
    "employer_before",
    "employer_after",
    "company_cue",
)
_WIDTH = 80
"""Characters of its line beside a name that may say what it is."""
_LONG_LINE = 2000
"""Characters of a line that is looked at as a whole: a text of one line has a thousand names."""
_OFFERS = frozenset({"benefits", "legal"})
_HEADED = frozenset({"experience", "projects", "publications"})
_ASKING = frozenset({"required", "preferred"})


@functools.cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = dict(load("contexts.yaml"))
    return {
        name: Sought(value, 0 if name in _CASED else re.I)
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
    begin, end = view.rfind("\n", 0, one.start) + 1, view.find("\n", one.end)
    end = len(view) if end < 0 else end
    after, line = _after(one, view), _before(one, view)
    told = _told(view[begin:end]) if end - begin <= _LONG_LINE else frozenset(_ON_LINE)

    def found(name: str, beside: str) -> re.Match[str] | None:
        return rules[name].search(beside) if name in told else None

    titled = found("title_after", after) or found("title_after_capital", after)
    # "Mentored engineers" and "a self-motivated analyst" say what somebody does or is.
    said = skill.kind == "soft" and titled and (titled[0].endswith("s") or titled[0].islower())
    sought = skill.kind in PROPER and titled and _asked(one, view, line, titled)
    if titled and not said and not sought:
        # A certificate names its platform: "Azure Data Engineer Associate".
        certified = _section(one, text, document) == "certifications"
        certified = certified or rules["certificate"].search(line + after) is not None
        if not (certified and (skill.kind in PROPER or skill.kind in rules["certificate_kinds"])):
            return "part of a job title"
    if found("employer_after", after) or found("employer_before", line):
        return "an employer"
    field = skill.kind in rules["team_kinds"]
    if field and view[one.start].isupper() and _ends_title(line, after, rules):
        return "part of a job title"
    how = rules["team_manner"].search(view[one.start : one.end])  # "an agile team"
    if field and not how and found("team_after", after):
        return "part of a team's or organisation's name"
    if skill.kind in rules["degree_kinds"] and _field_of_study(one, view, rules, told):
        return "a field of study"
    capital = one.alias.ambiguous and view[one.start].isupper()
    if capital and _person(view[max(0, one.start - 40) : one.start], after, rules):
        return "somebody's name"
    company = skill.kind in rules["company_kinds"] and "company_cue" in told
    if company and _company(one, view, taxonomy, rules):
        return "a company among others"
    if document.kind == "job" and _section(one, text, document) in _OFFERS:
        return "in what the post offers"
    return ""


def employer_names(
    found: Sequence[Found], taxonomy: Taxonomy, text: MatchText, document: Document
) -> frozenset[str]:
    """Finds the names of skills by which a post calls the employer: "At Mongoose, we ...".

    Args:
        found: The candidates.
        taxonomy: For their skills.
        text: The text they were found in.
        document: The document; a CV has no employer of its own.

    Returns:
        The names as written.
    """
    if document.kind != "job":
        return frozenset()
    rules = _rules()
    view = text.view.text
    seen: dict[str, int] = {}
    for one in found:
        if not _firm_like(one, taxonomy[one.skill_id], view):
            continue
        after, line = _after(one, view), _before(one, view)
        around = rules["own_name_around"].search(f"{line}\0{after}")
        sure = around or rules["own_name_before"].search(line)
        weak = rules["own_name_after"].match(after)
        name = view[one.start : one.end]
        seen[name] = seen.get(name, 0) + (2 if sure else 1 if weak else 0)
    return frozenset(name for name, points in seen.items() if points >= 2)


def names_employer(one: Found, names: frozenset[str], text: MatchText, document: Document) -> bool:
    """Tells whether a name stands for the employer where it stands, and not for what is asked.

    Args:
        one: The candidate.
        names: What the post calls the employer.
        text: The text.
        document: The document, for its sections.

    Returns:
        False where a requirement asks for what the employer makes.
    """
    view = text.view.text
    if not names or view[one.start : one.end] not in names:
        return False
    if _section(one, text, document) in _ASKING:
        return False
    return _rules()["held_before"].search(_before(one, view)) is None


def _firm_like(one: Found, skill: Skill, view: str) -> bool:
    name = one.alias.text
    capital = name[:1].isupper() and view[one.start].isupper()
    # A field may list firms among its names ("Adyen"), but no field is one ("Scale AI is hiring").
    firm = name.isalpha() and not name.isupper() and name.casefold() != skill.label.casefold()
    return capital and (skill.kind in PROPER or firm)


def _before(one: Found | Phrase, view: str, width: int = _WIDTH) -> str:
    """Gives what stands before a name on its line."""
    return view[max(view.rfind("\n", 0, one.start) + 1, one.start - width) : one.start]


def _after(one: Found | Phrase, view: str) -> str:
    """Gives what stands after a name on its line."""
    return view[one.end : one.end + _WIDTH].partition("\n")[0]


def _section(one: Found | Phrase, text: MatchText, document: Document) -> SectionName:
    section = document.section_at(text.view.source(one.start, one.end)[0])
    return section.name if section else "other"


@functools.lru_cache(maxsize=64)
def _told(line: str) -> frozenset[str]:
    """Tells which rules may say something of a name on a line: many names stand on one."""
    return frozenset(name for name in _ON_LINE if _rules()[name].may_match(line))


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
    after = _after(one, view)
    if rules["title_after"].search(after) or rules["title_after_capital"].search(after):
        return "part of a job title"
    line = _before(one, view, 2 * _WIDTH)
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
    section = _section(one, text, document)
    if document.kind == "job" and section in _OFFERS:
        return "in what the post offers"
    if section in _HEADED and not line.strip(rules["bullets"]) and rules["head_after"].match(after):
        return "what a project or employer is called"
    return ""


def _ends_title(line: str, after: str, rules: dict[str, Any]) -> bool:
    return bool(rules["title_end"].match(after) and rules["title_before"].search(line))


def _asked(one: Found, view: str, line: str, title: re.Match[str]) -> bool:
    """Tells whether a title stands in a sentence: "we need a Java developer" names a skill."""
    if _rules()["title_in_sentence"].search(line):
        return True
    return title[0].islower() and not view[one.start : one.end].islower()


def _field_of_study(
    one: Found | Phrase, view: str, rules: dict[str, Any], told: Collection[str] = _ON_LINE
) -> bool:
    if rules["degree_after"].search(view[one.end : one.end + 30]):
        return True
    before = _before(one, view, rules["degree_width"])
    if "school_before" in told and rules["school_before"].search(before):
        return True
    cues = list(rules["degree_before"].finditer(before)) if "degree_before" in told else []
    return bool(cues) and not rules["degree_stop"].pattern.search(before, cues[-1].end())


def _person(before: str, after: str, rules: dict[str, Any]) -> bool:
    if rules["person_strict"].search(before):
        return True
    return bool(rules["person_after"].search(after)) and (
        after.startswith((", our", ", my", ", who", " from", " and I", "'s"))
        or bool(rules["person_before"].search(before))
    )


def _company(one: Found, view: str, taxonomy: Taxonomy, rules: dict[str, Any]) -> bool:
    """Tells whether a name stands among companies: one beside it is a name and no skill."""
    before = _before(one, view, 2 * _WIDTH)
    if not rules["company_before"].search(before) or not rules["company_cue"].search(before):
        return False
    left = re.search(r"([A-Z][\w.&-]*(?: [A-Z][\w.&-]*)?),?(?: and| or)? ?$", before)
    right = re.match(r",?(?: and| or)? ([A-Z][\w.&-]*(?: [A-Z][\w.&-]*)?)", view[one.end :][:60])
    beside = [match[1] for match in (left, right) if match]
    return any(taxonomy.resolve(name.rstrip(".")) is None for name in beside)
