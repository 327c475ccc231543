"""Other people in a CV: referees, co-authors, those who are named with a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from skillmap.identity.names import is_person
from skillmap.identity.words import (
    Index,
    Span,
    holds,
    is_common,
    is_skill,
    lines,
    matches,
    words,
)
from skillmap.models import Section

_UPPER = "A-Z\u00c0-\u00de\u0100-\u1eff"
_REFEREES = re.compile(r"(?i)\brefere(?:nce|e)s?\b|r[e\u00e9]f[e\u00e9]rences|referenzen")
_FULL = re.compile(
    rf"[{_UPPER}][\w'\u2019-]+(?:[ \t](?:[A-Z]\.|[{_UPPER}][\w'\u2019-]+|de|van|von|al|bin)){{1,3}}"
)
_INITIAL = re.compile(r"[A-Z](?<!\w.)\.")
_AUTHOR = re.compile(
    r"(?<![\w.])(?:(?:[^\W\d_]\.[ \t-]?){1,3}"
    r"(?P<after>[^\W\d_][^\W\d_'\u2019-]{2,}[\w'\u2019-]*(?:[ \t-][A-Z][\w'\u2019]+)?)"
    rf"|(?P<before>[{_UPPER}][^\W\d_]+(?:[ '\u2019-][{_UPPER}][^\W\d_]+)?),?[ \t]"
    r"(?:(?:[A-Z]\.[ \t-]?){1,3}(?=[ \t,;:(&]|and\b|et\b|$)|[A-Z]{1,2}(?=[,.;:])))",
    re.MULTILINE,
)
# Outside a section of publications one author is no list: "C. Built" may end one sentence.
_LISTED = re.compile(
    r"[^\W\d_]\.[ \t]?[^\W\d_][\w'\u2019-]+,[ \t](?:[^\W\d_]\.[ \t-]?){1,2}[^\W\d_][\w'\u2019-]+"
    rf"|[{_UPPER}][\w'\u2019-]+,?[ \t](?:[A-Z]\.[ \t-]?){{1,2}}[,;&][ \t]*"
    rf"[{_UPPER}][\w'\u2019-]+,?[ \t](?:[A-Z]\.-?){{1,2}}(?=[ \t:,;(\n])"
    rf"|[{_UPPER}][\w'\u2019-]+[ \t](?:[A-Z]\.-?){{1,2}}[ \t]?(?:et al\b|\(\d{{4}}\))"
    rf"|\b(?:with|and|contact:?)[ \t](?:[A-Z]\.[ \t]){{1,2}}[{_UPPER}][\w'\u2019-]+"
)


def people_spans(text: str, sections: Sequence[Section], index: Index) -> Iterator[Span]:
    """Finds other people of a CV.

    Args:
        text: A CV.
        sections: Its sections.
        index: The words of the text.

    Yields:
        Stretches of the text.
    """
    yield from matches("titled", text, 0, len(text), index)
    for start, stop in matches("beside", text, 0, len(text), index):
        name = text[start:stop]
        if not (is_common(name) or is_skill(name)) or is_person(text, start, stop):
            yield start, stop
    for section in sections:
        if section.name == "publications":
            yield from _authors(text, section.body, section.end)
        elif _REFEREES.search(section.heading):
            yield from _referees(text, section.body, section.end)
    last = 0
    for match in _INITIAL.finditer(text):
        if match.start() >= last:
            start = max(text.rfind("\n", 0, match.start()) + 1, last, match.start() - 60)
            last = text.find("\n", match.end())
            last = len(text) if last < 0 else last
            for listed in _LISTED.finditer(text, start, last):
                yield from _authors(text, *listed.span())


def _authors(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _AUTHOR.finditer(text, start, end):
        name = match["after"] or match["before"]
        if not is_skill(name) and not is_common(name) and name.casefold() not in words("no_author"):
            yield match.start(), match.end()


def _referees(text: str, start: int, end: int) -> Iterator[Span]:
    for first, last in lines(text, start, end):
        inner = text[first:last]
        begin = first + len(inner) - len(inner.lstrip(" \t\u2022*-\u2013"))
        match = _FULL.match(text, begin, last)
        if match and not holds("no_name", match.group()):
            yield match.span()
