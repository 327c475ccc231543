"""How strongly a mention speaks for its skill: by where it stands and what its sentence says."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from skillmap.data_files import load
from skillmap.models import Document, Mention, SectionName, Strength
from skillmap.sought import Sought
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
            said[start] = _Said(document.text[start:end])
        found.append(_strength(mention, said[start], mention.start - start, flat))
    return found


class _Said:
    """The cues of a sentence, each looked for when it has a say."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence

    @functools.cached_property
    def trained(self) -> int:
        """Where training others was told, -1 for nowhere."""
        match = _cues()["trained"].search(self._sentence)
        return match.end() if match else -1

    @functools.cached_property
    def led(self) -> bool:
        return self._has("led")

    @functools.cached_property
    def work(self) -> bool:
        return self._has("work")

    @functools.cached_property
    def project(self) -> bool:
        return self._has("project")

    @functools.cached_property
    def studied(self) -> bool:
        return self._has("studied")

    def _has(self, name: str) -> bool:
        return _cues()[name].search(self._sentence) is not None


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
def _cues() -> dict[str, Sought]:
    words = load("leadership.yaml")
    names = ("led", "trained", "work", "project", "studied")
    return {name: Sought("|".join(words[name]), re.IGNORECASE) for name in names}
