"""The cues of status, read from data/assertion.yaml."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from skillmap.assertion.needed import Needed
from skillmap.data_files import load
from skillmap.models import Kind
from skillmap.models.profile import Status

SOMEBODY = "\ua66e"
"""Stands for each character of somebody else's name in the view: a letter that no text holds."""

OUTSIDER = "\ua66d"
"""The same for those of whom a post says that they are not the team that asks."""
_MARKS = {"owner": f"[{SOMEBODY}{OUTSIDER}]+", "outsider": f"{OUTSIDER}+"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A cue: the status it gives, whether it looks ahead, how far, and its words."""

    status: Status
    after: bool
    scope: str
    pattern: re.Pattern[str]


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
        Rule(status, direction == "after", scope, re.compile(_expand(words)))
        for group in groups
        for status, directions in load("assertion.yaml")[group].items()
        if kind != "job" or status != "planned"
        for direction, scopes in directions.items()
        for scope, patterns in scopes.items()
        for words in patterns
    )


def rules_in(text: str, kind: Kind) -> list[Rule]:
    """Gives the rules that a text may match, in their order.

    Args:
        text: A segment, in which those who are not the candidate are marked.
        kind: What the document is.

    Returns:
        All others have no match in it.
    """
    every = rules(kind)
    return [every[index] for index in _needed_rules(kind).in_text(text)]


@functools.cache
def _needed_rules(kind: Kind) -> Needed:
    return Needed([rule.pattern.pattern for rule in rules(kind)])


def matches(name: str, text: str) -> Iterator[re.Match[str]]:
    """Finds a pattern of a name under `patterns` in a text.

    Args:
        name: The name.
        text: The text.

    Returns:
        The matches of each alternative, in the order of the data; they may overlap.
    """
    for index in _needed(name).in_text(text):
        yield from _alternatives(name)[index].finditer(text)


@functools.cache
def _needed(name: str) -> Needed:
    return Needed([one.pattern for one in _alternatives(name)])


@functools.cache
def _alternatives(name: str) -> tuple[re.Pattern[str], ...]:
    value: Any = load("assertion.yaml")["patterns"][name]
    return tuple(re.compile(_expand(one)) for one in value)


@functools.cache
def pattern(name: str) -> re.Pattern[str]:
    """Gives the pattern of a name under `patterns`; several are alternatives."""
    value: Any = load("assertion.yaml")["patterns"][name]
    return re.compile("|".join(map(_expand, [value] if isinstance(value, str) else value)))


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
