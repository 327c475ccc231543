"""Bare phrases with words around the name: "Python programming", "experience with Docker"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from skillmap.data_files import load
from skillmap.taxonomy.schema import Skill

NAMES = frozenset({"language", "library", "tool", "platform", "service", "model", "standard"})
"""Kinds of skills that are called by a proper name."""


def inner_phrases(phrase: str) -> Iterator[tuple[str, bool]]:
    """Gives what a phrase may be about, without the words around it.

    Args:
        phrase: A bare phrase.

    Yields:
        A shorter phrase, and whether it must be a proper name to be meant.
    """
    before, after_all, after_names = _patterns()
    owner = re.match(r"[A-Z]\w*['’]s\s+(?=\S)", phrase)
    if owner:
        yield re.sub(r"['’]s\s+", " ", phrase, count=1), True
        yield phrase[owner.end() :], True
    bare = before.sub("", phrase)
    if bare != phrase:
        yield bare, False
    for pattern, named in ((after_all, False), (after_names, True)):
        shorter = pattern.sub("", bare)
        if shorter != bare:
            yield shorter, named


def fits(skill: Skill, named: bool) -> bool:
    """Tells whether a skill can be what a shortened phrase is about.

    Args:
        skill: The skill of the shortened phrase.
        named: Whether it must be a proper name.

    Returns:
        False for a concept where a name is needed: "communication systems" is no communication.
    """
    return not named or skill.kind in NAMES


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = load("phrases.yaml")

    def any_of(name: str) -> str:
        return "|".join(sorted(map(re.escape, words[name]), key=len, reverse=True))

    return (
        re.compile(rf"\A(?:(?:{any_of('before_all')})\s+)+(?=\S)", re.IGNORECASE),
        re.compile(rf"(?<=\S)(?:\s+(?:{any_of('after_all')}))+\Z", re.IGNORECASE),
        re.compile(rf"(?<=\S)(?:[\s-]+(?:{any_of('after_names')}))+\Z", re.IGNORECASE),
    )
