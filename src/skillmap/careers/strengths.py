"""How strongly a mention speaks for its skill: by where it stands and what its sentence says."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from skillmap.data_files import load
from skillmap.models import Document, Mention, SectionName, Strength
from skillmap.text import Segment, segment_at

_BY_SECTION: dict[SectionName, Strength] = {
    "experience": "work",
    "projects": "project",
    "education": "studied",
    "certifications": "studied",
    "publications": "studied",
}
_UNKNOWN = frozenset({"other", "about", "contact"})


def mention_strengths(
    mentions: Sequence[Mention], document: Document, parts: Sequence[Segment]
) -> list[Strength]:
    """Tells what kind of evidence each mention is.

    Args:
        mentions: Mentions of the document.
        document: The document.
        parts: Its bullets and sentences, in order.

    Returns:
        A strength for each mention.
    """
    flat = document.kind == "text" or all(s.name in _UNKNOWN for s in document.sections)
    said: dict[int, _Said] = {}
    found: list[Strength] = []
    for mention in mentions:
        segment = segment_at(parts, mention.start)
        start, end = (segment.start, segment.end) if segment else (mention.start, mention.end)
        if start not in said:
            said[start] = _say(document.text[start:end])
        found.append(_strength(mention, said[start], mention.start - start, flat))
    return found


@dataclass(frozen=True, slots=True)
class _Said:
    """The cues of a sentence; `trained` is where training others was told, -1 for nowhere."""

    led: bool
    trained: int
    work: bool
    project: bool
    studied: bool


def _say(sentence: str) -> _Said:
    cues = _cues()
    trained = cues["trained"].search(sentence)
    return _Said(
        led=bool(cues["led"].search(sentence)),
        trained=trained.end() if trained else -1,
        work=bool(cues["work"].search(sentence)),
        project=bool(cues["project"].search(sentence)),
        studied=bool(cues["studied"].search(sentence)),
    )


def _strength(mention: Mention, said: _Said, offset: int, flat: bool) -> Strength:
    known = _BY_SECTION.get(mention.section)
    if mention.position is not None or known == "work":
        # Training others makes a leader in what is named after it only.
        return "led" if said.led or 0 <= said.trained <= offset else "work"
    if known:
        return known
    if flat and said.work:
        return "project" if said.project else "work"
    if mention.section in _UNKNOWN or flat:
        if said.project:
            return "project"
        if said.studied:
            return "studied"
    return "listed"


@functools.cache
def _cues() -> dict[str, re.Pattern[str]]:
    words = load("leadership.yaml")
    names = ("led", "trained", "work", "project", "studied")
    return {name: re.compile("|".join(words[name]), re.IGNORECASE) for name in names}
