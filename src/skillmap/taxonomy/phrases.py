"""Bare phrases with words around the name: "Python programming", "experience with Docker"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from skillmap.data_files import load
from skillmap.taxonomy.schema import Skill


def inner_phrases(phrase: str) -> Iterator[tuple[str, bool]]:
    """Gives what a phrase may be about, without the words around it.

    Args:
        phrase: A bare phrase.

    Yields:
        A shorter phrase, and whether only a technical skill can be meant.
    """
    before, after_all, after_technical = _patterns()
    owner = re.match(r"[A-Z]\w*['’]s\s+(?=\S)", phrase)
    if owner:
        yield re.sub(r"['’]s\s+", " ", phrase, count=1), True
        yield phrase[owner.end() :], True
    bare = before.sub("", phrase)
    if bare != phrase:
        yield bare, False
    for pattern, technical in ((after_all, False), (after_technical, True)):
        shorter = pattern.sub("", bare)
        if shorter != bare:
            yield shorter, technical


def fits(skill: Skill, technical: bool) -> bool:
    """Tells whether a skill can be what a shortened phrase is about.

    Args:
        skill: The skill of the shortened phrase.
        technical: Whether only a technical skill can be meant.

    Returns:
        False for a soft skill before a technical word: "communication systems".
    """
    return not technical or skill.kind != "soft"


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = load("phrases.yaml")

    def any_of(name: str) -> str:
        return "|".join(sorted(map(re.escape, words[name]), key=len, reverse=True))

    return (
        re.compile(rf"\A(?:(?:{any_of('before_all')})\s+)+(?=\S)", re.IGNORECASE),
        re.compile(rf"(?<=\S)(?:\s+(?:{any_of('after_all')}))+\Z", re.IGNORECASE),
        re.compile(rf"(?<=\S)(?:[\s-]+(?:{any_of('after_technical')}))+\Z", re.IGNORECASE),
    )
