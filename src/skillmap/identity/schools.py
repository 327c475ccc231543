"""Schools, where they are, and the years of schools and degrees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from skillmap.identity.places import is_country
from skillmap.identity.words import (
    Index,
    Span,
    hits,
    is_common,
    is_skill,
    lines,
    matches,
    rules,
    words,
)
from skillmap.models import Section

_STOP = re.compile(
    r"[|\u2022\u00b7\t\n;,:()\[\]\"\u201c\u201d\uf0a7=~]|[^\S\n]{2,}"
    r"|[^\S\n][\u2013\u2014/@-]+[^\S\n]"
    r"|\.(?<=\w{3}.)(?<!Govt.)(?<!Univ.)(?<!Inst.)(?<!Tech.)(?=\s|$)"
)
_WORD = re.compile(r"[^\s]+")
_AFTER = re.compile(
    r",[ \t]*(?P<place>[^\W\d_][^,;|\u2022\u00b7\t\n:()\d.\u2013\u2014-]*?)"
    r"(?=[ \t]*(?:[,;|\u2022\u00b7\t\n(.:]|[ ]{2}|[ ][\u2013\u2014-]|$))"
)
_QUOTED = re.compile(r"[ \t][\"\u201c\u201e][^\"\u201c\u201d\n]{2,40}[\"\u201c\u201d]")
_ELIDED = re.compile(r"(?:[dl]|dell|dall|nell)['\u2019](\w)")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z]{1,5}$")
_YEAR = re.compile(
    r"(?:19|20)\d\d(?<![\d.]....)(?!\d|\.\d)(?:\s?[\u2013\u2014/-]\s?"
    r"(?:(?:[^\W\d_]{3,9}\.? )?(?:19|20)?\d\d\b|(?i:present|now|today)))?"
)
_MONTH = re.compile(
    r"(?i)(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? $|\d\d?[./]$"
)
_YEARS_BEFORE = re.compile(r"(?<!\d)(?:19|20)\d\d(?:[ ]?[\u2013-][ ]?(?:19|20)\d\d)?[ \t:|,]{1,4}$")
_BEFORE_A_NAME = (["del"], ["de"], ["do"], ["da"], ["du"])  # "Universidad del Mar 2018"
_TAIL_PIECES = 2
_LOWER_WORDS = 8
_REACH = 120
_YEARS_BEHIND = 30


def school_spans(text: str, sections: Sequence[Section], index: Index) -> Iterator[Span]:
    """Finds schools anywhere in a CV, and the years of degrees where they are told.

    Args:
        text: A CV.
        sections: Its sections.
        index: The words of the text.

    Yields:
        Stretches of the text.
    """
    told = [section for section in sections if section.name == "education"]
    for section in told:
        yield from matches("education", text, section.body, section.end)
        yield from _years(text, section.body, section.end)
        for start, stop in lines(text, section.body, section.end):
            yield from _parts(text, start, stop)
    last = 0
    for start, stop in sorted(span for word in words("schools") for span in index.get(word, ())):
        if start < last:
            continue
        inside = _within(told, start)
        found = _school(text, start, stop, inside)
        if found:
            last = found[1]
            yield found
            if not inside:
                yield from _years_beside(text, sections, *found)


def _within(sections: list[Section], offset: int) -> bool:
    return any(section.start <= offset < section.end for section in sections)


def _school(text: str, start: int, stop: int, told: bool) -> Span | None:
    """Widens a word such as "University" to the name of the school."""
    begin, end = _bounds(text, start, stop)
    degree = told or _degree_line(text, start)
    key = text[start:stop]
    if key.islower():
        found = _lower(text, (start, stop), (begin, end), degree)
        return found and _with_place(text, *found, degree)
    foreign = degree or key.casefold() not in words("english_schools")
    first, last = _left(text, begin, start), _right(text, stop, end, foreign)
    if text[first:last].strip() == key:
        return None  # "School", and no name
    return _with_place(text, first, last, degree)


def _lower(text: str, key: Span, bounds: Span, degree: bool) -> Span | None:
    """Gives a school whose word is in lower case: "university of x", "Rosta gymnasium"."""
    start, stop = key
    begin, end = bounds
    english = text[start:stop] in words("english_schools")
    part = text[begin:end]
    if english and not (degree and part.islower()):
        return None  # "the same institute"
    if not part.islower():
        first = _left(text, begin, start)
        return (first, _right(text, stop, end, True)) if first < start else None
    before = part[: start - begin]
    cut = max(
        before.rfind(word) + len(word) if word in before else 0 for word in (" at ", " from ")
    )
    first, last = _trim(text, begin + cut, end)
    found = text[first:last].split()
    strange = [word for word in found if not is_common(word) and word not in words("schools")]
    return (first, last) if strange and len(found) <= _LOWER_WORDS else None


def _trim(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    start += len(part) - len(part.lstrip(" -*#>"))
    return start, start + len(text[start:end].rstrip())


def _bounds(text: str, start: int, stop: int) -> Span:
    """Gives the part of the line that a word stands in."""
    begin = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    for match in _STOP.finditer(text, begin, start):
        begin = match.end()
    high = min(len(text), stop + _REACH)
    end = _STOP.search(text, stop, high)
    return begin, end.start() if end else high


def _left(text: str, begin: int, start: int) -> int:
    """Gives where the name of a school begins that has a word at `start`."""
    first = start
    connected = False
    kinds = words("school_kinds") if text[start : start + 1] in "SsFfCc" else frozenset()
    for match in reversed(list(_WORD.finditer(text, begin, start))):
        word = match.group()
        plain = word.strip("*_.,'\u2019-").casefold()
        if plain in words("school_links") and not connected:
            connected = True
            continue
        kind = first == start and plain in kinds  # "Smyrna Law Faculty"
        if not word[0].isupper() or (not kind and hits("degree", word)):
            break
        if not kind and plain in words("no_school") and not _named(text, begin, match.start()):
            break
        first, connected = match.start(), False
    return first


def _named(text: str, begin: int, start: int) -> bool:
    """Tells whether a name stands right before an offset: "Mosty" before "Data School"."""
    before = text[begin:start].split()
    word = before[-1] if before else ""
    plain = word.casefold()
    return (
        word[:1].isupper()
        and plain not in words("no_school")
        and not (is_common(word) or is_skill(word) or hits("degree", word))
    )


def _right(text: str, stop: int, end: int, foreign: bool) -> int:
    """Gives where the name of a school ends that has a word before `stop`."""
    last = stop
    linked = False
    for match in _WORD.finditer(text, stop, end):
        word = match.group()
        plain = word.strip("*_.,'\u2019").casefold()
        elided = _ELIDED.match(word)
        dated = text[match.end() : match.end() + 2].strip().isdigit() or not linked
        dated = dated and text[stop : match.start()].split()[-1:] not in _BEFORE_A_NAME
        if (dated and plain in words("months")) or hits("degree", word):
            break
        if plain in words("school_links"):
            linked = True
        elif word[0].isupper() or (elided and elided.group(1).isupper()):
            if not linked and plain in words("no_school"):
                break  # "Harrow College Computer Science"
            last = match.end()
        elif foreign and _foreign(plain):
            last = match.end()
        else:
            break
    quoted = _QUOTED.match(text, last)
    return quoted.end() if quoted else last


def _foreign(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and not is_common(word) and not is_skill(word)


def _with_place(text: str, start: int, stop: int, told: bool) -> Span:
    """Widens a school by the town behind it: "Holy Rosary Polytechnic, Pampanga, Philippines"."""
    for _ in range(_TAIL_PIECES if told else 0):
        match = _AFTER.match(text, stop)
        if not match or not _is_town(match["place"]):
            break
        stop = match.end()
    return start, stop


def _is_town(place: str) -> bool:
    found = place.split()
    if not found or len(found) > 3 or is_skill(place) or hits("degree", place):
        return False
    if is_country(place):
        return True
    particles = words("particles")
    return all(
        word.casefold() in particles
        or (word[0].isupper() and not is_common(word) and word.casefold() not in words("no_school"))
        for word in found
    )


def _degree_line(text: str, offset: int) -> bool:
    start = max(text.rfind("\n", 0, offset) + 1, offset - _REACH)
    stop = text.find("\n", offset)
    return hits("degree", text[start : min(stop if stop >= 0 else len(text), offset + _REACH)])


def _parts(text: str, start: int, stop: int) -> Iterator[Span]:
    """Gives schools without a word for one on a line with a degree: "BSc Physics, UCL, 2011"."""
    if not hits("degree", text[start:stop]):
        return
    at = start
    for match in _STOP.finditer(text, start, stop):
        yield from _part(text, start, at, match.start())
        if match.group() == ":":
            return  # courses and theses follow
        at = match.end()
    yield from _part(text, start, at, stop)


def _part(text: str, line: int, start: int, stop: int) -> Iterator[Span]:
    first, last = _trim(text, start, stop)
    piece = text[first:last]
    if first > line and piece and (_is_town(piece) or _is_short(piece)):
        yield first, last


def _is_short(piece: str) -> bool:
    short = _ACRONYM.match(piece) and piece.casefold() not in words("no_school")
    return bool(short) and not is_skill(piece) and not hits("degree", piece)


def _years_beside(text: str, sections: Sequence[Section], start: int, stop: int) -> Iterator[Span]:
    """Gives the years of a degree that stands outside a section of education."""
    here = [section.name for section in sections if section.start <= start < section.end]
    if {"experience", "projects", "publications"}.intersection(here):
        return
    line = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    degrees = [match.start() for match in _degree().finditer(text, line, start)]
    end = text.find("\n", stop)
    high = min(end if end >= 0 else len(text), stop + _YEARS_BEHIND)
    if degrees or hits("degree", text[stop:high]):
        low = degrees[-1] if degrees else start
        before = _YEARS_BEFORE.search(text[line:low])
        yield from _years(text, line + before.start() if before else low, high)


def _degree() -> re.Pattern[str]:
    return rules("degree")[0].pattern


def _years(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _YEAR.finditer(text, start, end):
        month = _MONTH.search(text[max(start, match.start() - 12) : match.start()])
        yield match.start() - (len(month.group()) if month else 0), match.end()
