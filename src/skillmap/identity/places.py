"""Addresses and places among the lines of contact."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from skillmap.data_files import load
from skillmap.identity.words import Span, hits, holds, is_common, is_skill, lines, parts, words

_NEAR = 2
_BELOW_NAME = 3
_LONG_LINE = 240
_REACH = 60
_LONGEST = 90
_UPPER = r"[A-Z\u00c0-\u00de\u0100-\u1eff]"
_CITY = re.compile(
    rf"^{_UPPER}[\w'\u2019.-]+"
    rf"(?: (?:de |del |la |do |da |of |am |an der |upon |ob der )?{_UPPER}[\w'\u2019.-]+){{0,3}}"
    rf"(?: \d\d?)?(?:, ?{_UPPER}[\w'\u2019. -]+){{0,3}}[.,]?$"
)
_LOWER_CITY = re.compile(r"^[^\W\d_]+(?: [^\W\d_]+){0,2}(?:, ?[^\W\d_]+(?: [^\W\d_]+){0,2}){1,2}$")
_SENTENCE = re.compile(
    r"(?<=[^\W\d_]{3})\.(?=$)|(?:(?<=\d\w)|(?<=\d.\w)|(?<=\w{4}))\.(?= [A-Z])|\Z"
)
_DATE = re.compile(
    r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?:19|20)\d\d\b"
    r"|^(?:\d\d?[./])?(?:19|20)\d\d$"
)
_NUMBER = re.compile(r"\d")
_COUNTS = re.compile(
    r"(?i)\byears?\b|\byrs?\b|%|\+|(?<!\d)(?:19|20)\d\d ?[\u2013-]|\bmonths?\b|[:@\"\u201c]"
)


def place_spans(
    text: str, end: int, contacts: Sequence[Span], names: Sequence[Span]
) -> Iterator[Span]:
    """Finds addresses and places near the contacts: "Leeds, UK | a@b.example | +44 ...".

    Args:
        text: A CV.
        end: Where its lines of contact end.
        contacts: E-mail addresses, phone numbers and links, sorted.
        names: Where the name stands.

    Yields:
        Stretches of the text.
    """
    head = list(lines(text, 0, end))
    early = [span for span in contacts if span[0] < end]
    has = [any(s < stop and start < e for s, e in early) for start, stop in head]
    known = sorted(span for span in (*contacts, *names) if span[0] < end)
    lower = any(text[s:e].islower() for s, e in names[:1])
    for number, (start, stop) in enumerate(head):
        near = any(has[max(0, number - _NEAR) : number + _NEAR + 1])
        for first, last in _free(text, start, stop, known):
            for span in parts(text, first, last):
                for place in _places(text, *span):
                    words_ = text[place[0] : place[1]]
                    beside = has[number] and (
                        stop - start <= _LONG_LINE
                        or any(s - _REACH < place[1] and place[0] < e + _REACH for s, e in early)
                    )
                    if _is_place(words_, near and (beside or not has[number]), beside, lower):
                        yield place
    if names and names[0][0] >= end:
        yield from _below(text, names[0][1])


def _below(text: str, stop: int) -> Iterator[Span]:
    """Gives the place under a name that stands behind a side column of contacts."""
    for number, (first, last) in enumerate(lines(text, stop, len(text))):
        if number >= _BELOW_NAME:
            return
        for span in parts(text, first, last):
            part = text[span[0] : span[1]]
            if "," in part and _is_place(part, True, False, False):
                yield span


def _free(text: str, start: int, stop: int, known: Sequence[Span]) -> Iterator[Span]:
    """Gives what of a line is not known already."""
    at = start
    for first, last in known:
        if first < stop and last > at:
            if first > at:
                yield at, first
            at = max(at, last)
    if at < stop:
        yield at, stop


def _places(text: str, start: int, stop: int) -> Iterator[Span]:
    """Cuts a part at the ends of sentences, and takes off commas and labels."""
    at = start
    for match in _SENTENCE.finditer(text[start:stop]):
        part = text[at : start + match.start()]
        inner = re.sub(r"^(?i:[ \t,./-]*(?:based in|living in|lives in)?[ \t]*)", "", part)
        first = at + len(part) - len(inner)
        inner = inner.rstrip(" \t,/-")
        if inner:
            yield first, first + len(inner)
        at = start + match.end()


def _is_place(part: str, near: bool, beside: bool, lower: bool) -> bool:
    if (
        not 2 <= len(part) <= _LONGEST
        or _DATE.search(part)
        or holds("no_name", part)
        or hits("no_place_words", part)
    ):
        return False
    pieces = [piece.strip() for piece in part.split(",")]
    if any(is_skill(piece) for piece in pieces):
        return False
    if _street(part):
        return True
    if _CITY.match(part):
        if beside or _ends_in_country(part):
            return True
        return near and all(_is_proper(piece) for piece in pieces)
    if not near or _COUNTS.search(part):
        return False
    if _NUMBER.search(part):
        return ("," in part or beside) and (lower or _is_written_as_names(part))
    proper = all(_is_proper(piece) for piece in pieces)
    return lower and bool(_LOWER_CITY.match(part)) and (beside or near) and proper


def _is_written_as_names(part: str) -> bool:
    """Tells whether most words have capitals, and none is a skill: "8 ETL jobs, 2 teams"."""
    found = [word for word in re.split(r"[\s,]+", part) if word and word[0].isalpha()]
    capitals = [word for word in found if word[0].isupper()]
    skill = any(is_skill(word) for word in found if len(word) > 1)
    return bool(capitals) and 2 * len(capitals) > len(found) and len(found) <= 14 and not skill


def _is_proper(piece: str) -> bool:
    return not any(is_common(word) for word in piece.split() if word not in words("particles"))


def _street(part: str) -> bool:
    return hits("street", part) and not _COUNTS.search(part) and len(part.split()) <= 16


@functools.cache
def _countries() -> re.Pattern[str]:
    return re.compile(rf", ?(?:{load('identity.yaml')['countries']})$")


def _ends_in_country(part: str) -> bool:
    return _countries().search(part) is not None


def is_country(part: str) -> bool:
    """Tells whether a part is the name of a country."""
    return _countries().search(f", {part}") is not None
