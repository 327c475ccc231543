"""The cues of status, read from data/assertion.yaml."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any

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
    """A cue: the status it gives, whether it looks ahead, how far, its words, who must be there."""

    status: Status
    after: bool
    scope: str
    pattern: re.Pattern[str]
    mark: str = ""


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
        Rule(status, direction == "after", scope, re.compile(_expand(words)), _mark(words))
        for group in groups
        for status, directions in load("assertion.yaml")[group].items()
        if kind != "job" or status != "planned"
        for direction, scopes in directions.items()
        for scope, patterns in scopes.items()
        for words in patterns
    )


@functools.cache
def pattern(name: str) -> re.Pattern[str]:
    """Gives the pattern of a name under `patterns`; several are alternatives."""
    value: Any = load("assertion.yaml")["patterns"][name]
    return re.compile("|".join(map(_expand, [value] if isinstance(value, str) else value)))


def _mark(words: str) -> str:
    """Gives what every match holds, so that most texts need no search: somebody's mark, or none."""
    depth, wanted, all_hold = 0, False, True
    for at, char in enumerate(words):
        plain = words[at - 1 : at] != "\\"
        depth += (char == "(" and plain) - (char == ")" and plain)
        if depth == 0 and words.startswith(("{owner}", "{outsider}"), at):
            wanted = True
        if depth == 0 and char == "|":
            all_hold, wanted = all_hold and wanted, False
    return SOMEBODY + OUTSIDER if all_hold and wanted else ""


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
