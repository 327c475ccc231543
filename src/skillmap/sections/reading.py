"""How a part of a CV reads, whatever its heading says: jobs, studies, certificates, or a list."""

from __future__ import annotations

import functools
import re

from skillmap.alternatives import alternatives
from skillmap.data_files import load
from skillmap.models import SectionName
from skillmap.sought import Sought

RANGE = Sought(
    r"(?:\b(?:19|20)\d\d|['’]\d\d)\s*年?(?:\d{1,2}\s*月)?\s*(?:-{1,2}|[–—/]|to|until|till|a)\s*"
    r"(?:(?:[^\W\d_]{3,10}\.?[\s-]+|\d{1,2}[/.])?(?:(?:19|20)\d\d|['’]?\d\d\b)"
    r"|(?:till |to )?date|present|now|today|current|ongoing|dosud|現在)"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*[-–—]\s*"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?:19|20)\d\d",
    re.IGNORECASE,
)
"""A stretch of dates, roughly: enough to tell a job's heading from other lines."""
_BULLET = re.compile(r"^[^\w\s(\"'“]{1,2}\s*")
_LABEL = re.compile(r"^[^\W\d_][\w/&+,’' -]{1,40}?(?:\s\([^()]*\))?\s?(?::|\s?\.{3,}|\t)\s*(?=\S)")
_BRACKETS = re.compile(r"\([^()]*\)")
_PIECE = re.compile(r"\s*[,;|/•·▪●]\s*|\s{3,}|\t+")
_GAP = re.compile(r"[ \t]{2,}")
_FLAT = 300
"""A line of so many characters has lost its line ends; two blanks stand for each."""
_SENTENCE = re.compile(r"[.!?](?:\s+|$)")
_ROLE = re.compile(r"^\W*(?:role|position|rolle|rôle)\s*:\s*\S", re.IGNORECASE | re.MULTILINE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_HEADING = 120
_TITLE = 80
_LEAST_PIECES = 4
_SHORT_PIECE = 4
"""Words of an item of a list."""
_LEAST_TITLES = 4
_KEPT = 1024
"""Lines of which it is kept how they read: each is gone through several times."""


def lines_of(body: str) -> list[str]:
    """Gives the lines that hold anything, trimmed, and the parts of flattened ones.

    Args:
        body: Any text.

    Returns:
        Its lines.
    """
    lines: list[str] = []
    for line in body.split("\n"):
        lines += _GAP.split(line) if len(line) > _FLAT else [line]
    return [line.strip() for line in lines if line.strip()]


def part_of_cv(body: str) -> SectionName | None:
    """Tells what a part of a CV is by how its lines read.

    Args:
        body: Its text, without the heading.

    Returns:
        The section; None when the text does not say.
    """
    lines = lines_of(body)
    if not lines:
        return None
    dated = [line for line in lines if RANGE.search(line)]
    degrees = sum(is_degree(line) and not is_certificate(line) for line in lines)
    certificates = sum(is_certificate(line) for line in lines)
    if dated:
        studied = sum(is_degree(line) for line in dated) + degrees / 4
        return "education" if studied >= len(dated) else "experience"
    if degrees * 2 >= len(lines):
        return "education"
    if certificates * 2 >= len(lines):
        return "certifications"
    return "skills" if is_list(lines) else None


@functools.lru_cache(maxsize=_KEPT)
def is_degree(line: str) -> bool:
    """Tells whether a line names a degree or a school."""
    return bool(_pattern("degree").search(line))


@functools.lru_cache(maxsize=_KEPT)
def is_certificate(line: str) -> bool:
    """Tells whether a line names a certificate."""
    return bool(_pattern("certificate").search(line))


@functools.lru_cache(maxsize=_KEPT)
def is_job(line: str) -> bool:
    """Tells whether a line reads like the heading of a job: dates and no degree, or a title too."""
    if RANGE.search(line):
        return not is_degree(line) or bool(_titles().search(line[:_TITLE]))
    short = len(line) <= _HEADING and bool(_YEAR.search(line)) and not is_certificate(line)
    return short and bool(_titles().search(line)) and not is_degree(line)


def has_title(line: str) -> bool:
    """Tells whether a line holds a word of job titles."""
    return bool(_titles().search(line))


def is_list(lines: list[str]) -> bool:
    """Tells a list of short items, perhaps behind labels, from prose.

    Args:
        lines: Trimmed lines.

    Returns:
        Whether nearly all of it is short items.
    """
    pieces: list[str] = []
    labels = 0
    for line in lines:
        words = _BULLET.sub("", line)
        label = _LABEL.match(words)
        labels += label is not None
        words = _BRACKETS.sub("", words[label.end() :] if label else words)
        pieces += [piece for piece in _PIECE.split(words.rstrip(".")) if piece.strip()]
    short = sum(len(piece.split()) <= _SHORT_PIECE for piece in pieces)
    sentences = sum(len(_SENTENCE.findall(line.rstrip("."))) for line in lines)
    each = 2 if 2 * labels >= len(lines) and labels else 3
    enough = len(pieces) >= max(_LEAST_PIECES, each * len(lines))
    return enough and short >= 0.8 * len(pieces) and 4 * sentences <= len(pieces)


def labels_of(lines: list[str]) -> list[str]:
    """Gives the labels before lists: "Tools" of "Tools: Git, Docker".

    Args:
        lines: Trimmed lines.

    Returns:
        Labels in lower case.
    """
    found = (_LABEL.match(_BULLET.sub("", line)) for line in lines)
    return [label[0].strip(" :.\t").casefold() for label in found if label]


def told_by_text(name: SectionName, heading: str, body: str, sure: bool) -> SectionName:
    """Corrects what a heading says by the text below it.

    Args:
        name: What the heading is taken for.
        heading: Its words, folded.
        body: The text below it.
        sure: Whether another heading opens the jobs of this document.

    Returns:
        The section that the text is.
    """
    if name == "projects" and _ROLE.search(body) and RANGE.search(body):
        return "experience"
    if name == "education" and not sure and reads_as_jobs(body):
        return "experience"
    if heading in load("heading_stems.yaml")["by_text"]:
        read = part_of_cv(body.lstrip().split("\n\n")[0])
        if read in ("skills", "certifications"):
            return read
        if heading == "technical summary":
            return "summary"
    return name


def reads_as_jobs(body: str) -> bool:
    """Tells jobs that stand under a heading of projects or of schools.

    Args:
        body: The text below the heading.

    Returns:
        Whether it names roles with their dates, or titles of jobs and no degree.
    """
    if _ROLE.search(body):
        return bool(RANGE.search(body))
    titles = len(_titles().findall(body))
    learned = (_pattern("degree"), _pattern("certificate"))
    return titles >= _LEAST_TITLES and not any(pattern.search(body) for pattern in learned)


@functools.cache
def _titles() -> re.Pattern[str]:
    words = alternatives(map(re.escape, word) for word in load("dates.yaml")["titles"])
    return re.compile(rf"\b{words}\b", re.IGNORECASE)


@functools.cache
def _pattern(name: str) -> Sought:
    return Sought(load("heading_stems.yaml")[name], re.IGNORECASE)
