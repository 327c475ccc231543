"""Schools, where they are, and the years of schools and degrees."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from skillmap.data_files import load
from skillmap.identity.places import is_country
from skillmap.identity.words import Span, hits, is_common, is_skill, lines, matches, words
from skillmap.models import Document, Section

_STOP = re.compile(
    r"[|\u2022\u00b7\t\n;,:()\[\]\"\u201c\u201d\uf0a7=~]|[^\S\n]{2,}|[^\S\n][\u2013\u2014/@-]+[^\S\n]"
    r"|(?<=\w{3})(?<!Govt)(?<!Univ)(?<!Inst)(?<!Tech)\.(?=\s|$)|\Z"
)
_WORD = re.compile(r"[^\s]+")
_AFTER = re.compile(r",[ \t]*(?P<place>[^\W\d_][^,;|\u2022\u00b7\t\n:()\d.\u2013\u2014-]*?)(?=[ \t]*(?:[,;|\u2022\u00b7\t\n(.:]|[ ]{2}|[ ][\u2013\u2014-]|$))")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z]{1,5}$")
_TAIL_PIECES = 2
_LOWER_WORDS = 8


def school_spans(document: Document) -> Iterator[Span]:
    """Finds schools anywhere in a CV, and the years of degrees where they are told.

    Args:
        document: The document.

    Yields:
        Stretches of its text.
    """
    text = document.text
    told = [section for section in document.sections if section.name == "education"]
    for section in told:
        yield from matches("education", text, section.body, section.end)
        for start, stop in lines(text, section.body, section.end):
            yield from _parts(text, start, stop)
    last = 0
    for match in _keyword().finditer(text):
        if match.start() < last:
            continue
        inside = _within(told, match.start())
        found = _school(text, match.start(), match.end(), inside)
        if found:
            last = found[1]
            yield found
            if not inside:
                yield from _years(document, *found)


@functools.cache
def _keyword() -> re.Pattern[str]:
    return re.compile(load("identity.yaml")["school_words"].strip(), re.IGNORECASE)


def _within(sections: list[Section], offset: int) -> bool:
    return any(section.start <= offset < section.end for section in sections)


def _school(text: str, start: int, stop: int, told: bool) -> Span | None:
    """Widens a word such as "University" to the name of the school."""
    begin, end = _bounds(text, start, stop)
    degree = told or _degree_line(text, start)
    key = text[start:stop]
    if key.islower() and not (degree and text[begin:end].islower()):
        return None
    if key.islower():
        inner = text[begin:end]
        cut = re.match(r".*\b(?:at|from|@) ", inner)
        first = begin + (cut.end() if cut and begin + cut.end() <= start else 0)
        first = max(first, start if first > start else first)
        if len(text[first:end].split()) > _LOWER_WORDS or text[first:end].strip() == key:
            return None
        return _with_place(text, *_trim(text, first, end), degree)
    first, last = _left(text, begin, start), _right(text, stop, end, degree)
    if text[first:last].strip() == key and not degree:
        return None
    return _with_place(text, first, last, degree)


def _trim(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    start += len(part) - len(part.lstrip(" -*#>"))
    return start, start + len(text[start:end].rstrip())


def _bounds(text: str, start: int, stop: int) -> Span:
    """Gives the part of the line that a word stands in."""
    low = max(text.rfind("\n", 0, start) + 1, start - 100)
    begin = low
    for match in _STOP.finditer(text, low, start):
        if match.end() <= start and match.end() > match.start():
            begin = match.end()
    end = _STOP.search(text, stop, min(len(text), stop + 120))
    return begin, end.start() if end else min(len(text), stop + 120)


def _left(text: str, begin: int, start: int) -> int:
    """Gives where the name of a school begins that has a word at `start`."""
    first = start
    connected = True
    for match in reversed(list(_WORD.finditer(text, begin, start))):
        word = match.group()
        plain = word.strip("*_.,'\u2019-").casefold()
        if plain in words("school_links") and not connected:
            connected = True
            continue
        if not word[0].isupper() or plain in words("no_school") or hits("degree", word):
            break
        first, connected = match.start(), False
    return first


def _right(text: str, stop: int, end: int, told: bool) -> int:
    """Gives where the name of a school ends that has a word before `stop`."""
    last = stop
    for match in _WORD.finditer(text, stop, end):
        word = match.group()
        plain = word.strip("*_.,'\u2019").casefold()
        elided = re.match(r"(?:[dl]|dell|dall|nell)['\u2019](\w)", word)
        name = word[0].isupper() or (elided and elided.group(1).isupper())
        if name and plain in words("no_school") and last == match.start() - 1 and not (
            text[last - 3 : last].strip().casefold() in words("school_links")
        ) and not _linked(text, stop, match.start()):
            break
        if name and not hits("degree", word):
            last = match.end()
        elif plain in words("school_links") or (told and _foreign(plain)):
            if told and _foreign(plain) and plain not in words("school_links"):
                last = match.end()
        else:
            break
    return last


def _linked(text: str, stop: int, start: int) -> bool:
    """Tells whether a linking word stands right before an offset: "College of Engineering"."""
    before = text[stop:start].split()
    return bool(before) and before[-1].casefold() in words("school_links")


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
    start = max(text.rfind("\n", 0, offset) + 1, offset - 120)
    stop = text.find("\n", offset)
    return hits("degree", text[start : min(stop if stop >= 0 else len(text), offset + 120)])


def _parts(text: str, start: int, stop: int) -> Iterator[Span]:
    """Gives schools without a word for one on a line with a degree: "BSc Physics, UCL, 2011"."""
    if not hits("degree", text[start:stop]):
        return
    at = start
    for match in _STOP.finditer(text, start, stop):
        first, last = _trim(text, at, match.start())
        piece = text[first:last]
        if first > start and piece and (_is_town(piece) or _is_short(piece)):
            yield first, last
        if match.group() in ":" or text[at : match.start()].endswith(":"):
            return  # courses and theses follow
        at = match.end()


def _is_short(piece: str) -> bool:
    short = _ACRONYM.match(piece) and piece.casefold() not in words("no_school")
    return bool(short) and not is_skill(piece) and not hits("degree", piece)


def _years(document: Document, start: int, stop: int) -> Iterator[Span]:
    """Gives the years of a degree that stands outside a section of education."""
    text = document.text
    section = document.section_at(start)
    if section is not None and section.name in {"experience", "projects", "publications"}:
        return
    low = max(text.rfind("\n", 0, start) + 1, start - 80)
    end = text.find("\n", stop)
    high = min(end if end >= 0 else len(text), stop + 40)
    if hits("degree", text[low:high]):
        yield from matches("years", text, low, high)
