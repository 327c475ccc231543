"""What the words around dates say: a title, a label, a study, a break, or prose."""

from __future__ import annotations

import functools
import re

from skillmap.careers.dates import any_of
from skillmap.data_files import load
from skillmap.sought import Sought

_BREAK = re.compile(r"[a-z)]{2}[.!?]\s+[A-Z]")
_SHORTENED = re.compile(
    r"\b(?:pvt|ltd|inc|co|corp|llc|bros|sr|jr|st|dr|mr|ms|dept|a\.ş|s\.a)\.", re.I
)
_SELF = re.compile(r"\s*,?\s*I\b(?!\s+(?:have been|was|am|worked|joined|started)\b)")
"""What goes on in the first person tells of something else than the job."""


def breaks(text: str) -> bool:
    """Tells whether a sentence ends within a text; "Acme Pvt. Ltd." ends none."""
    return bool(_BREAK.search(_SHORTENED.sub(" ", text)))


def goes_on_in_person(text: str) -> bool:
    """Tells whether words after dates tell of what somebody did, and name no job."""
    return bool(_SELF.match(text))


def no_job(title: str, whole: str) -> bool:
    """Tells a break, a study or a project from a job.

    Args:
        title: The words that name the entry.
        whole: Its whole heading.

    Returns:
        Whether it is no job.
    """
    words = title.strip()
    if _patterns()["never_job"].search(whole):
        return True
    if _patterns()["no_job_first"].match(words) or is_project(words):
        return True
    return bool(_patterns()["no_job"].search(whole)) and not has_title(whole)


def is_label(text: str, trim: str) -> bool:
    """Tells a label before dates ("Period:"), without the characters of `trim` around it."""
    return bool(_patterns()["label"].pattern.fullmatch(text.strip(trim)))


def has_title(text: str) -> bool:
    """Tells whether a text holds a word of job titles."""
    return _title().search(text) is not None


def is_project(title: str) -> bool:
    """Tells the title of a project from that of a job."""
    return bool(_patterns()["project"].match(title)) and not has_title(title)


def is_prose(text: str) -> bool:
    """Tells whether words are of a sentence, and not of a heading."""
    return bool(_patterns()["prose"].search(text))


def tells_of_work(text: str) -> bool:
    """Tells prose of a job: "From 2019 to 2021 I worked at"."""
    return bool(_patterns()["worked"].search(text))


@functools.cache
def _title() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(load('dates.yaml')['titles'])}\b", re.IGNORECASE)


@functools.cache
def _patterns() -> dict[str, Sought]:
    words = load("dates.yaml")
    patterns = {
        "label": any_of(words["labels"]),
        "project": "(?:" + "|".join(words["project"]) + ")",
        "no_job_first": "(?:" + "|".join(words["no_job_first"]) + ")",
        "no_job": r"(?<!\w)(?:" + "|".join(words["no_job"]) + ")",
        "never_job": "(?:" + "|".join(words["never_job"]) + ")",
        "prose": "(?:" + "|".join(words["prose"]) + ")",
        "worked": "(?:" + "|".join(words["worked"]) + ")",
    }
    return {name: Sought(pattern, re.IGNORECASE) for name, pattern in patterns.items()}
