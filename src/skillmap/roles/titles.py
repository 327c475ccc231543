"""The title of a post."""

from __future__ import annotations

import re
from collections.abc import Iterator

from skillmap.models import Document
from skillmap.roles.cues import matches
from skillmap.sections import guess_kind

UNTITLED = "Untitled role"
_LENGTH = 90
_LINES = 2
_SEARCH = 12
_WORDS = 8
_EDGES = " \t#*-|:,•·"
_LABEL = re.compile(
    r"^(?:(?:job|role|position|posting|vacancy)\s*)?"
    r"(?:title|name|position|role|vacancy|post|opening|we are hiring|hiring)\s*:\s*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s{2,}|\t+|\s[|•·]\s|\.\s|\s[-–—]\s")
_AS = re.compile(r"^As (?:an?|our|the) ([^,.]{3,60}?)(?:,|$| (?:on|in|at|with|for|you|within)\b)")
_NOT = re.compile(r"^(?:report(?:s|ing) to|contact|apply to|written by|posted by)\b", re.IGNORECASE)
_CLAUSES = re.compile(r",\s")


def title_of(document: Document) -> str:
    """Gives the title: the largest line of the first page, else what first names a job.

    Args:
        document: The post.

    Returns:
        At most 90 characters without the label before it; "Untitled role" when nothing tells.
    """
    if guess_kind(document.text) == "cv":
        return UNTITLED  # its first line is somebody's name
    first_page = [line for line in document.lines if line.page == 1 and line.size]
    if first_page:
        largest = max(line.size for line in first_page)
        big = [line for line in first_page if line.size > largest - 0.5]
        if len(big) <= _LINES:
            return " ".join(" ".join(document.text[one.start : one.end] for one in big).split())
    headings = {section.heading.strip(_EDGES) for section in document.sections}
    lines = [line.strip(_EDGES) for line in document.text.splitlines()[:_SEARCH]]
    lines = [line for line in lines if line not in headings]
    for line in filter(None, lines):
        for candidate in _candidates(line):
            ends = candidate.endswith((".", "!", "?")) or _NOT.match(candidate)
            if matches("title", candidate) and not ends:
                return candidate
    first = next(iter(document.text.strip().splitlines()), "").strip(_EDGES)
    plain = first in lines and first[:1].isalpha() and len(first.split()) <= _WORDS
    return first if plain and not first.endswith((".", "?")) else UNTITLED


def _candidates(line: str) -> Iterator[str]:
    """Gives a line, and when it is too long for a title its parts and their first clauses."""
    named = _AS.match(line)
    if named:
        yield named[1]
        return
    if len(line) <= _LENGTH and "  " not in line and "\t" not in line:
        yield _LABEL.sub("", line)
        return
    for part in _PARTS.split(line[: 6 * _LENGTH]):
        part = _LABEL.sub("", part.strip(_EDGES))
        first = _CLAUSES.split(part)[0]
        # A sentence that happens to hold "engineer" is no title.
        if len(first.split()) <= 8 and first[:1].isalnum():
            yield first if len(part) > _LENGTH else part
