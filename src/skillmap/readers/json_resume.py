"""JSON Resume (jsonresume.org): a CV as data, written down as the page that it stands for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from skillmap.errors import ReadError
from skillmap.readers.cleaning import BULLET, Tally, clean, squeeze
from skillmap.readers.reading import Reading
from skillmap.readers.text import decode
from skillmap.settings import Settings

_Entry = dict[str, Any]

_MARKS = 2
"""So many lists of the schema make a file without `basics` a CV."""

_OPENS_LIKE_ONE = re.compile(r"\s*\{\s*\"(?:basics|\$schema\"\s*:\s*\"[^\"\n]*resume[^\"\n]*)\"")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-\d{1,2}(?:T.*)?)?)?\Z")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_OPEN = "Present"


def is_json_resume(text: str) -> bool:
    """Tells whether a text is a JSON Resume, or what is left of one.

    Args:
        text: The text of a file.

    Returns:
        True when it has the keys of the schema, or begins so and is no valid JSON.
    """
    if not text.lstrip().startswith("{"):
        return False
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return bool(_OPENS_LIKE_ONE.match(text))
    lists = sum(isinstance(data.get(name), list) for name, _, _ in _SECTIONS)
    return isinstance(data.get("basics"), dict) or lists >= _MARKS


def read_json_resume(data: bytes, settings: Settings) -> Reading:
    """Reads a JSON Resume of any version of the schema, as far as its values are what they should.

    Args:
        data: The file.
        settings: Unused here; caps are the caller's.

    Returns:
        A text with a heading over each section and the dates of each entry, and the kind "cv".

    Raises:
        ReadError: It is no valid JSON, or says nothing.
        UnsupportedFormat: The bytes are no text.
    """
    text, notice = decode(data)
    try:
        resume = json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        raise ReadError(
            f"is a JSON Resume that is cut off or damaged (line {error.lineno})",
            hint="Save it again, or check it with a JSON editor.",
        ) from error
    except (ValueError, RecursionError) as error:
        raise ReadError("is a JSON Resume that nests too deep or holds impossible numbers") from (
            error
        )
    tally = Tally()
    sections = ("\n".join(section) for section in _sections(resume))
    text = squeeze(clean("\n\n".join(section for section in sections if section), tally))
    if not text:
        raise ReadError("is a JSON Resume without content")
    warnings = (*((notice,) if notice else ()), *tally.notices())
    return Reading(text=text, warnings=warnings, kind="cv")


def _sections(resume: _Entry) -> Iterator[list[str]]:
    basics = resume.get("basics")
    basics = basics if isinstance(basics, dict) else {}
    yield list(_head(basics))
    yield _section("Summary", _prose(basics.get("summary")))
    for key, heading, write in _SECTIONS:
        entries = [list(write(entry)) for entry in _entries(resume.get(key))]
        # Entries of one line make a list; longer ones are set apart.
        apart = any(len(entry) > 1 for entry in entries)
        lines: list[str] = []
        for entry in entries:
            lines += ["", *entry] if apart and lines and entry else entry
        yield _section(heading, lines)


def _section(heading: str, lines: Iterable[str]) -> list[str]:
    body = list(lines)
    return [heading, *body] if any(line.strip() for line in body) else []


def _head(basics: _Entry) -> Iterator[str]:
    yield from filter(None, (_line(basics.get("name")), _line(basics.get("label"))))
    place = basics.get("location")
    place = place if isinstance(place, dict) else {"address": place}
    address = ("address", "postalCode", "city", "region", "countryCode")
    where = ", ".join(filter(None, (_line(place.get(key)) for key in address)))
    contact = [_line(basics.get(key)) for key in ("email", "phone", "url", "website")]
    for profile in _entries(basics.get("profiles")):
        url = _line(profile.get("url"))
        contact.append(url or _joined(": ", profile.get("network"), profile.get("username")))
    yield from filter(None, (*contact, where))


def _job(entry: _Entry) -> Iterator[str]:
    employer = entry.get("name") or entry.get("company") or entry.get("organization")
    yield from _title(_joined(", ", entry.get("position"), employer), entry)
    yield from filter(None, (_line(entry.get("location")), _line(entry.get("description"))))
    yield from _body(entry)


def _project(entry: _Entry) -> Iterator[str]:
    name = _joined(", ", entry.get("name"), entry.get("entity"))
    yield from _title(name or _line(entry.get("type")), entry)
    roles = ", ".join(_lines(entry.get("roles")))
    if roles:
        yield f"Role: {roles}"
    yield from _prose(entry.get("description"))
    yield from _body(entry)


def _study(entry: _Entry) -> Iterator[str]:
    degree = _joined(" in ", entry.get("studyType"), entry.get("area"))
    yield from _title(_joined(", ", degree, entry.get("institution")), entry)
    grade = _line(entry.get("score") or entry.get("gpa"))
    if grade:
        yield f"Grade: {grade}"
    yield from _body(entry)
    courses = ", ".join(_lines(entry.get("courses")))
    if courses:
        yield f"Courses: {courses}"


def _skill(entry: _Entry) -> Iterator[str]:
    name, level = _line(entry.get("name")), _line(entry.get("level"))
    name = f"{name} ({level})" if name and level else name or level
    words = ", ".join(_lines(entry.get("keywords")))
    line = _joined(": ", name, words)
    if line:
        yield line


def _award(entry: _Entry) -> Iterator[str]:
    """Writes a certificate, an award or a publication."""
    name = _line(entry.get("name") or entry.get("title"))
    giver = entry.get("issuer") or entry.get("awarder") or entry.get("publisher")
    line = _joined(", ", name, giver)
    when = _date(entry.get("date") or entry.get("releaseDate"))
    line = _joined(", ", line, when)
    if line:
        yield line
    yield from _prose(entry.get("summary"))


def _language(entry: _Entry) -> Iterator[str]:
    name = entry.get("language") or entry.get("name")
    line = _joined(": ", name, entry.get("fluency") or entry.get("level"))
    if line:
        yield line


def _reference(entry: _Entry) -> Iterator[str]:
    yield from filter(None, (_line(entry.get("name")),))
    yield from _prose(entry.get("reference"))


def _title(name: str, entry: _Entry) -> Iterator[str]:
    """Writes the line of an entry: its name and the dates."""
    start, end = _date(entry.get("startDate")), _date(entry.get("endDate"))
    # By the schema an entry that began and names no end goes on.
    span = f"{start} – {end or _OPEN}" if start and start != end else end
    line = _joined(", ", name, span)
    if line:
        yield line


def _body(entry: _Entry) -> Iterator[str]:
    yield from _prose(entry.get("summary"))
    yield from (f"{BULLET} {line}" for line in _lines(entry.get("highlights")))
    words = ", ".join(_lines(entry.get("keywords")))
    if words:
        yield f"Technologies: {words}"


def _entries(value: Any) -> list[_Entry]:
    """Gives the entries of a list; a bare text in it is an entry with nothing but a name."""
    if not isinstance(value, list):
        value = [value] if isinstance(value, dict | str) else []
    entries = ({"name": one} if isinstance(one, str) else one for one in value)
    return [one for one in entries if isinstance(one, dict)]


def _lines(value: Any) -> list[str]:
    """Gives the texts of a list, each as one line."""
    values = value if isinstance(value, list) else [value]
    lines = (_line(one.get("name") if isinstance(one, dict) else one) for one in values)
    return [line for line in lines if line]


def _prose(value: Any) -> list[str]:
    """Gives the lines of a longer text."""
    if isinstance(value, list):
        return _lines(value)
    return value.strip().splitlines() if isinstance(value, str) and value.strip() else []


def _line(value: Any) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if number else ""


def _joined(between: str, *values: Any) -> str:
    return between.join(filter(None, (_line(value) for value in values)))


def _date(value: Any) -> str:
    """Writes "2020-01-15" as "Jan 2020", and what is no such date as it stands."""
    text = _line(value)
    match = _DATE.match(text)
    if not match:
        return text
    year, month = match[1], int(match[2] or 0)
    return f"{_MONTHS[month - 1]} {year}" if 1 <= month <= len(_MONTHS) else year


_SECTIONS: tuple[tuple[str, str, Callable[[_Entry], Iterator[str]]], ...] = (
    ("work", "Experience", _job),
    ("volunteer", "Volunteer Experience", _job),
    ("projects", "Projects", _project),
    ("education", "Education", _study),
    ("skills", "Skills", _skill),
    ("certificates", "Certifications", _award),
    ("awards", "Awards", _award),
    ("publications", "Publications", _award),
    ("languages", "Languages", _language),
    ("interests", "Interests", _skill),
    ("references", "References", _reference),
)
"""Key, heading and writer of each list of the schema, in the order of the page."""
