"""The job posting that a page carries as data (schema.org JobPosting in JSON-LD)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_EXTRAS = (
    ("responsibilities", "Responsibilities"),
    ("qualifications", "Qualifications"),
    ("skills", "Skills"),
    ("experienceRequirements", "Experience required"),
    ("educationRequirements", "Education required"),
)
_DEPTH = 20


@dataclass(frozen=True)
class JobPosting:
    """A posting as its page states it; the texts may hold HTML.

    Attributes:
        title: Name of the job, or an empty string.
        description: The text of the posting.
        extras: Heading and text of each further field.
    """

    title: str
    description: str
    extras: tuple[tuple[str, str], ...] = ()


def job_posting(scripts: Sequence[str]) -> JobPosting | None:
    """Finds the first job posting in the JSON-LD scripts of a page.

    Args:
        scripts: Content of each script.

    Returns:
        The posting, or None when there is none.
    """
    for script in scripts:
        try:
            data = json.loads(script.strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data, _DEPTH):
            kinds = node.get("@type")
            if "JobPosting" in (kinds if isinstance(kinds, list) else [kinds]):
                extras = ((heading, _text(node.get(key))) for key, heading in _EXTRAS)
                return JobPosting(
                    title=_text(node.get("title") or node.get("name")),
                    description=_text(node.get("description")),
                    extras=tuple((heading, text) for heading, text in extras if text),
                )
    return None


def _nodes(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from _nodes(value, depth - 1)
    elif isinstance(data, list):
        for value in data:
            yield from _nodes(value, depth - 1)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return "\n".join(filter(None, (_text(item) for item in value)))
    if isinstance(value, dict):
        months = value.get("monthsOfExperience")
        if isinstance(months, int | float | str) and str(months).strip():
            return f"{months} months of experience"
        for key in ("description", "name", "credentialCategory", "@value"):
            if key in value:
                return _text(value[key])
    return ""
