"""The lines of a post: which ask, how much, and under what condition."""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from dataclasses import dataclass
from typing import Any

from skillmap.data_files import load
from skillmap.models import ConditionKind, Document, Level, Mention, Profile
from skillmap.text import segments

CUES = "role_cues.yaml"
_ASKING = frozenset({"required", "preferred", "skills"})
_NOT_ASKED = "not-asked"
_HEADING_WORDS = 7
_LABEL = re.compile(r"[\w ,/&'-]{2,40}:")


@dataclass(frozen=True, slots=True)
class PostLine:
    """A line of a post with the skills that it names.

    Attributes:
        text: The line.
        start: First character in the document's text.
        end: One past the last.
        level: How much it asks; "mentioned" when it asks nothing by itself.
        asks: Whether it asks something.
        mentions: The skills that it names, in order.
    """

    text: str
    start: int
    end: int
    level: Level
    asks: bool
    mentions: tuple[Mention, ...]


@functools.cache
def patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """Gives the patterns of an entry of the cue file.

    Args:
        name: Key in the file; a nested one with a full stop between.

    Returns:
        Compiled, in order.
    """
    entry: Any = load(CUES)
    for part in name.split("."):
        entry = entry[part]
    listed = [entry] if isinstance(entry, str) else entry
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in listed)


def matches(name: str, text: str) -> bool:
    """Tells whether any pattern of an entry is found in a text.

    Args:
        name: Key in the cue file.
        text: The text.

    Returns:
        Whether one is found.
    """
    return any(pattern.search(text) for pattern in patterns(name))


def post_lines(document: Document, profile: Profile) -> list[PostLine]:
    """Cuts a post into lines and says of each how much it asks.

    Args:
        document: The post.
        profile: What was found in it.

    Returns:
        The lines outside of boilerplate, in order.
    """
    boilerplate = frozenset(load(CUES)["boilerplate"])
    starts = [mention.start for mention in profile.mentions]
    asked = any(section.name in _ASKING for section in document.sections)
    found: list[PostLine] = []
    for section in document.sections:
        parts = segments(document.text, section.body, section.end)
        silent = section.name in boilerplate and (bool(section.heading) or asked)
        usual = _NOT_ASKED if silent else "other" if section.name in boilerplate else section.name
        name: str = usual
        for part, following in itertools.zip_longest(parts, parts[1:]):
            text = document.text[part.start : part.end]
            first, last = (bisect.bisect_left(starts, at) for at in (part.start, part.end))
            named = profile.mentions[first:last]
            mentions = tuple(m for m in named if m.status == "present")
            if _opens_list(text, part.bullet, bool(following and following.bullet)):
                name = _list_name(text, usual, section.name == "about")
                if not mentions:
                    continue
            # "You don't need deep learning here" names a skill and asks for none.
            if name == _NOT_ASKED or matches("furniture", text) or (named and not mentions):
                continue
            level, asks = _level(text, name, asked)
            if found and _goes_on(document.text, found[-1], part.start):
                level, asks = found[-1].level, True  # "Nice to have: MLflow; Kubeflow; Ray."
            found.append(PostLine(text, part.start, part.end, level, asks, mentions))
    return found


def _opens_list(text: str, bullet: bool, bullets_follow: bool) -> bool:
    """Tells whether a line only heads the items below it."""
    if bullet or text.endswith((".", "!", "?")) or len(text.split()) > _HEADING_WORDS:
        return False
    words = patterns("condition_words")[0].fullmatch(text.strip(" :"))
    return bullets_follow or text.endswith(":") or text.isupper() or words is not None


def _goes_on(text: str, before: PostLine, start: int) -> bool:
    """Tells whether a part belongs to the labelled list that the one before it began."""
    return (
        ";" in text[before.end - 1 : start]
        and "\n" not in text[before.end : start]
        and (before.asks and _LABEL.match(before.text) is not None)
    )


def _list_name(text: str, section: str, about: bool) -> str:
    """Gives the sort of section that a line opens within a section."""
    if about and matches("asking_words", text):
        return "required"
    if matches("not_asked", text):
        return "preferred" if matches("kind_words", text) else _NOT_ASKED
    if matches("preferred", text) or matches("kind_words", text):
        return "preferred"
    if matches("condition_words", text):
        return "conditions"
    return section


def _level(text: str, section: str, asked: bool) -> tuple[Level, bool]:
    if matches("preferred", text):
        return "preferred", True
    if section == "preferred":
        return "preferred", True
    if section in {"required", "skills", "conditions"}:
        return "required", True
    # An introduction says "we are looking for" too; it asks only when no section does.
    cue = "required" if asked else "required_alone"
    if section in {"responsibilities", "other"} and matches(cue, text):
        return "required", True
    return "mentioned", False


def condition_kind(text: str) -> ConditionKind | None:
    """Tells what condition a line states.

    Args:
        text: A line that names no skill.

    Returns:
        Its kind, None when it states none.
    """
    kinds: tuple[ConditionKind, ...] = ("degree", "language", "permit", "place")
    for kind in kinds:
        if matches(f"conditions.{kind}", text):
            return kind
    return "years" if matches("years", text) else None
