"""The cues of status, read from data/assertion.yaml."""

from __future__ import annotations

import bisect
import functools
import re
from dataclasses import dataclass
from typing import Any

from skillmap.data_files import load
from skillmap.models import Kind
from skillmap.models.profile import Status
from skillmap.needed import Needed
from skillmap.sought import Sought, compiled

SOMEBODY = "\ua66e"
"""Stands for each character of somebody else's name in the view: a letter that no text holds."""

OUTSIDER = "\ua66d"
"""The same for those of whom a post says that they are not the team that asks."""
_NAMES = ("outsider", "somebody", "pseudo", "mine", "ours")
_MARKS = {"owner": f"[{SOMEBODY}{OUTSIDER}]+", "outsider": f"{OUTSIDER}+"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A cue: the status it gives, whether it looks ahead, how far, and its words as a pattern."""

    status: Status
    after: bool
    scope: str
    words: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """The words, compiled."""
        return compiled(self.words)


@dataclass(frozen=True, slots=True)
class Cue:
    """Where a rule's words stand in a segment."""

    start: int
    end: int
    rule: Rule


@functools.cache
def rules(kind: Kind) -> tuple[Rule, ...]:
    """Gives the rules for a kind of document.

    Args:
        kind: A post plans nothing, and has cues of its own for what it does not ask.

    Returns:
        The rules in the order of the data.
    """
    groups = ("cues", "cues_of_posts" if kind == "job" else "cues_of_cvs")
    return tuple(
        Rule(status, direction == "after", scope, _expand(words))
        for group in groups
        for status, directions in load("assertion.yaml")[group].items()
        if kind != "job" or status != "planned"
        for direction, scopes in directions.items()
        for scope, patterns in scopes.items()
        for words in patterns
    )


@dataclass(frozen=True, slots=True)
class Possible:
    """What a text may match: all other patterns and rules have no match in it."""

    names: frozenset[str]
    rules: list[Rule]


def possible(text: str, kind: Kind) -> Possible:
    """Gives what a text may match, found in one look at it.

    Args:
        text: A segment.
        kind: What the document is.

    Returns:
        Of the patterns that voids and people are found by the names, and the rules in their order.
    """
    every = rules(kind)
    found = _needed(kind).in_text(text)
    first = bisect.bisect_left(found, len(_NAMES))
    return Possible(
        frozenset(_NAMES[index] for index in found[:first]),
        [every[index - len(_NAMES)] for index in found[first:]],
    )


@functools.cache
def _needed(kind: Kind) -> Needed:
    return Needed([*map(_any_of, _NAMES), *(rule.words for rule in rules(kind))])


@functools.cache
def patterns(name: str) -> tuple[Sought, ...]:
    """Gives the patterns of a name under `patterns` one by one: their matches may overlap."""
    return tuple(map(Sought, _listed(name)))


@functools.cache
def pattern(name: str) -> re.Pattern[str]:
    """Gives them as one, of which any may match."""
    return compiled(_any_of(name))


@functools.cache
def sought(name: str) -> Sought:
    """Gives the same, to be looked for in texts that mostly do not match."""
    return Sought(_any_of(name))


def _any_of(name: str) -> str:
    return "|".join(_listed(name))


def _listed(name: str) -> list[str]:
    value: Any = load("assertion.yaml")["patterns"][name]
    return [_expand(one) for one in ([value] if isinstance(value, str) else value)]


def _expand(pattern: str) -> str:
    parts = load("assertion.yaml")["parts"]
    while True:
        expanded = re.sub(
            r"\{([a-z]+)\}",
            lambda match: _MARKS.get(match[1]) or str(parts[match[1]]),
            pattern,
        )
        if expanded == pattern:
            return pattern
        pattern = expanded
