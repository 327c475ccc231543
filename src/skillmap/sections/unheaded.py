"""Parts of a CV without a heading: told by how their paragraphs read."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator, Sequence

from skillmap.data_files import load
from skillmap.models import SectionName
from skillmap.sections.reading import (
    has_title,
    is_certificate,
    is_degree,
    is_job,
    is_list,
    labels_of,
    lines_of,
)

# Both begin where a line or word does, so that a long one is read once.
_PARAGRAPH = re.compile(r"^[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", re.MULTILINE)
_ITEM = re.compile(r"\s*[^\w\s\"'“(\[{#$<]\s")
_CONTACT = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.\w|\+?\d[\d ().-]{7,}\d|https?:")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SELF = re.compile(r"\b(?:I|my|me|this was)\b")
_EXACT = re.compile(
    r"(?:\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+|\b\d\d?[/.])"
    r"(?:19|20)\d\d\s*[-–—]",
    re.IGNORECASE,
)
_OPENING = 100
_PROSE = 80
"""Characters of a paragraph that introduces somebody."""
_LONG = 2000
_HEAD = 2
"""Lines of a paragraph in which a job's dates stand."""


def unheaded_parts(
    text: str, known: Sequence[tuple[int, int, SectionName, bool]]
) -> Iterator[tuple[int, SectionName]]:
    """Finds parts of a CV that no heading opens.

    Before the first heading a paragraph of prose is a summary, one with dates a job, a list the
    skills. After the last dated job a paragraph that is a list, a degree or certificates is no part
    of the job. Whatever stands below a heading of its own stays there.

    Args:
        text: A CV.
        known: Headings: start, where their text begins, section, and whether the heading opens
            its own line only ("Currently learning: Rust").

    Yields:
        Start and section of each part, in order.
    """
    current: SectionName | None = None
    loose = True
    known = sorted(known, key=lambda one: one[0])
    starts = [one[0] for one in known]
    for match in _PARAGRAPH.finditer(text):
        start, end = match.span()
        before, last = bisect.bisect_left(starts, start), bisect.bisect_left(starts, end)
        if before < last:
            current, loose = known[last - 1][2], known[last - 1][3]
            continue
        if before and known[before - 1][1] >= start:
            continue  # the first paragraph below a heading
        following = starts[last] if last < len(starts) else len(text)
        if not loose and not (current == "experience" and after_jobs(text[start:following])):
            continue
        name = _part(match[0], current)
        if name and name != current:
            current, loose = name, True
            yield start, name


def after_jobs(rest: str) -> bool:
    """Tells whether no job follows.

    Args:
        rest: The text up to the next heading.

    Returns:
        Whether no line of it reads like the heading of a job.
    """
    return not any(is_job(line) for line in lines_of(rest[:_LONG]))


def _part(paragraph: str, current: SectionName | None) -> SectionName | None:
    lines = lines_of(paragraph)
    if _ITEM.match(lines[0]) and current == "experience":
        return None  # an item of the job above
    labelled = bool(set(labels_of(lines)[:1]) & _job_labels())
    told = next(
        (section for section, pattern in _openings() if pattern.match(paragraph.strip())), None
    )
    if told and not labelled:
        return told
    head = lines[:_HEAD]
    titled = any(has_title(line) for line in lines[: _HEAD + 1])
    dated = any(is_job(line) for line in head) and not is_certificate(lines[0])
    if dated and (titled or not is_list(lines) or _EXACT.search(lines[0])):
        return "experience"
    if current is None and (
        _CONTACT.search(paragraph) or (len(lines) == 1 and len(paragraph) < 40)
    ):
        return None
    if sum(is_certificate(line) for line in lines) * 2 >= len(lines):
        return "certifications"
    if is_degree(lines[0][:_OPENING]) and _YEAR.search(lines[0]) and not _SELF.search(lines[0]):
        return "education"
    if is_list(lines) and not labelled:
        return "skills" if len(lines) > 1 or current != "experience" else None
    if current is None and len(paragraph) >= _PROSE:
        return "summary"
    return None


@functools.cache
def _openings() -> tuple[tuple[SectionName, re.Pattern[str]], ...]:
    entries = load("heading_stems.yaml")["openings"]
    return tuple(
        (section, re.compile(r"(?:" + "|".join(patterns) + ")", re.IGNORECASE))
        for section, patterns in entries.items()
    )


@functools.cache
def _job_labels() -> frozenset[str]:
    return frozenset(load("heading_stems.yaml")["job_labels"])
