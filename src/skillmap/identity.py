"""Where a document says who somebody is: these stretches never reach matchers and scoring.

Found from patterns and from where they stand: the name is the first line of a CV that can be one,
the contact is what stands before the first heading.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import Any

from skillmap.data_files import load
from skillmap.models import Document

Span = tuple[int, int]

_CONTACT_LENGTH = 1200
_NAME_LINES = 8
_NAME_WORDS = 5
_LEAST_LINES = 3
_CITY = re.compile(
    r"^[A-Z\u00c0-\u00de][\w'\u2019.-]+(?: [A-Z\u00c0-\u00de][\w'\u2019.-]+){0,2}"
    r"(?:, ?[A-Z\u00c0-\u00de][\w'\u2019. -]+){0,2}$"
)


@functools.cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.MULTILINE) for pattern in load("identity.yaml")[name])


def identity_spans(document: Document) -> list[Span]:
    """Finds what tells who somebody is.

    Of a CV: name, contact, address, birth, age, gender, nationality, schools, years of degrees,
    links. Of other documents: e-mail addresses, phone numbers and links.

    Args:
        document: The document.

    Returns:
        Sorted stretches of its text that do not overlap.
    """
    text = document.text
    found = list(_all(_patterns("everywhere"), text, 0, len(text)))
    if document.kind == "cv":
        end = _contact_end(document)
        found += _all(_patterns("cv"), text, 0, len(text))
        found += _all(_patterns("contact"), text, 0, end)
        found += _contact_lines(text, end, list(found))
        found += _names(text, end)
        for section in document.sections:
            if section.name == "education":
                found += _all(_patterns("education"), text, section.body, section.end)
    return _merged(found)


def _all(patterns: Iterable[re.Pattern[str]], text: str, start: int, end: int) -> Iterator[Span]:
    for pattern in patterns:
        group: Any = "hide" if "hide" in pattern.groupindex else 0
        for match in pattern.finditer(text, start, end):
            if match.end(group) > match.start(group):
                yield match.span(group)


def _contact_end(document: Document) -> int:
    """Gives where the lines of contact end: at the first heading that is not one of contact."""
    for section in document.sections:
        if section.heading and section.name != "contact":
            return min(section.start, _CONTACT_LENGTH)
    return min(len(document.text), _CONTACT_LENGTH // 2)


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    for match in re.finditer(r"[^\n]+", text[start:end]):
        yield start + match.start(), start + match.end()


def _contact_lines(text: str, end: int, known: list[Span]) -> Iterator[Span]:
    """Gives the places among lines of contact: "Leeds, UK | a@b.example | +44 ..."."""
    for start, stop in _lines(text, 0, end):
        has_contact = any(s < stop and start < e for s, e in known)
        parts = list(re.finditer(r"[^|\u2022\u00b7\t]+", text[start:stop]))
        for part in parts:
            words = part.group().strip()
            place = _CITY.match(words) and (has_contact or _ends_in_country(words))
            if place and not _not_a_name(words) and not _is_skill(words):
                yield start + part.start(), start + part.end()


def _is_skill(words: str) -> bool:
    skills = frozenset(load("identity.yaml")["no_place"])
    return any(word.strip().casefold() in skills for word in words.split(","))


@functools.cache
def _countries() -> re.Pattern[str]:
    return re.compile(rf", ?(?:{load('identity.yaml')['countries']})$")


def _ends_in_country(words: str) -> bool:
    return _countries().search(words) is not None


def _not_a_name(words: str) -> bool:
    return any(pattern.search(words) for pattern in _patterns("no_name"))


def _names(text: str, end: int) -> Iterator[Span]:
    """Gives the candidate's name, and where it stands again."""
    name = _name(text, end)
    if not name:
        return
    full = text[name[0] : name[1]]
    yield name
    words = [word for word in re.split(r"[\s,]+", full) if word]
    spelled = r"\s+".join(re.escape(word) for word in words)
    surname = max(words[1:], key=len)
    pattern = f"(?i:{spelled})"
    if len(surname) >= 3:
        # "Brandt, J." and "Ms Brandt": the surname as a name is written, never in lower case.
        pattern += f"|{re.escape(surname.capitalize())}|{re.escape(surname)}"
    for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text):
        yield match.span()


def _name(text: str, end: int) -> Span | None:
    if len(text.split("\n")) < _LEAST_LINES:
        return None  # a sentence is no CV, and its first words no name
    for number, (start, stop) in enumerate(_lines(text, 0, end)):
        if number >= _NAME_LINES:
            return None
        line = re.sub(r"(?i)^\s*(?:name|full name)\s*:\s*", "", text[start:stop])
        start = stop - len(line)
        # The name ends where the line goes on with something else.
        cut = re.split(r"\s*[|\u2022\u00b7(]|\s[\u2013\u2014-]\s|\s{3,}|\t", line, maxsplit=1)[0]
        if not re.fullmatch(r"[^\W\d_]{2,}, [^\W\d_]{2,}", cut.strip()) or number:
            cut = cut.split(",")[0]  # but "DOE, Jane" on the first line is one name
        cut = _before_title(cut)
        if _is_name(cut):
            first = start + len(cut) - len(cut.lstrip())
            return first, start + len(cut.rstrip())
    return None


def _before_title(line: str) -> str:
    """Gives what stands before a job title on the line: "Jane Doe Data Scientist"."""
    cuts = [match.start() for pattern in _patterns("no_name") for match in pattern.finditer(line)]
    before = line[: min(cuts)].rstrip() if cuts else ""
    return before if len(before.split()) >= 2 else line


def _is_name(line: str) -> bool:
    words = line.replace(",", " ").split()
    if not 2 <= len(words) <= _NAME_WORDS or _not_a_name(line):
        return False
    particles = frozenset(load("identity.yaml")["particles"])
    return all(
        word.casefold() in particles
        or (word[0].isupper() and re.fullmatch(r"[^\W\d_](?:[^\W\d_]|['\u2019.-])*", word))
        for word in words
    ) and any(len(word) > 1 for word in words)


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
