"""Which skills of a line its years are asked of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from skillmap.data_files import load
from skillmap.models import Mention
from skillmap.roles.cues import CUES, matches, patterns
from skillmap.roles.lines import PostLine

_LINKED = re.compile(r"\s*\)?\s*(?:(?:of|in|with|on|using|as)\b|experience\b)", re.IGNORECASE)
_STOPS = re.compile(r"[;:]|\.\s|\bof which\b|\b(?:plus|as well as|along with)\b", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?:,|/|&|\band\b|,\s*and\b)\s*", re.IGNORECASE)
_WITHIN = re.compile(r"\s+(?:in|using)\s+", re.IGNORECASE)
"""Years of "programming in Java" are years of Java."""
_CHOICE = re.compile(
    r"\s*(?:[a-z-]+\s+){0,2}or\s+(?:[a-z-]+\s+){0,2}"
    r"|\s+(?:roles?|positions?|jobs?)?\s*\((?:e_g_|such as|like)[,:\s]*"
    r"|\s+and\s+[a-z]+ing\s+(?:with|in|on)\s+"
)
"""Years of "a support or a sales role (e.g. pre-sales)" are years of each."""
_TABLE = re.compile(r"[|:–—-]\s*(?:at least |min\w*\.? )?$|\t\s*$", re.IGNORECASE)
_SAME = re.compile(r"\s*(?:/|&|\band\b|\bor\b|,)\s*", re.IGNORECASE)
_FULL_STOPS = re.compile(r"\b(?:e\.g|i\.e|incl|min|max|approx)\.", re.IGNORECASE)


class Bound(Protocol):
    """A group as years see it: where it stands, and the months that they set."""

    mentions: list[Mention]
    listed: list[Mention]
    min_months: int | None


@dataclass(frozen=True)
class _Years:
    start: int
    end: int
    months: int


def bind_years(groups: Sequence[Bound], line: PostLine, text: str) -> None:
    """Sets the months that a line asks of its groups.

    Args:
        groups: The groups of the line, in order.
        line: The line.
        text: The text of the whole post.
    """
    if not groups:
        return
    if line.years is not None:
        for group in groups:
            _set(group, 12 * line.years)
        return
    plain = _FULL_STOPS.sub(lambda match: match[0].replace(".", "_"), text[line.start : line.end])
    asked = stated_years(plain)
    for index, years in enumerate(asked):
        stop = asked[index + 1].start if index + 1 < len(asked) else len(plain)
        since = asked[index - 1].end if index else 0
        placed = [(_start(g) - line.start, g.mentions[-1].end - line.start, g) for g in groups]
        after = [(a, b, g) for a, b, g in placed if years.end <= a < stop]
        before = [(a, b, g) for a, b, g in placed if since <= a and b <= years.start]
        linked = _LINKED.match(plain, years.end) is not None and _reaches(plain, years, after)
        behind = _behind(plain, years, before)
        if behind and not linked:
            bound = behind
        elif _reaches(plain, years, after):
            bound = _ahead(plain, after)
        else:
            bound = []
        for group in bound:
            _set(group, years.months)


def stated_years(text: str) -> list[_Years]:
    """Finds the years and months of experience that a text names.

    Args:
        text: A line.

    Returns:
        Place and length of each, in order.
    """
    found: list[_Years] = []
    for match in patterns("years")[0].finditer(text):
        if matches("years_not_before", text[max(0, match.start() - 20) : match.start()]):
            continue
        if matches("years_not_after", text[match.end() : match.end() + 20]):
            continue
        amount = _number(match["low"] or match["decade"])
        unit = (match["unit"] or "years").casefold()
        months = round(amount * (1 if unit.startswith("m") else 12))
        found.append(_Years(match.start(), match.end(), months))
    if found:
        found += _again(text, found)
    return sorted(found, key=lambda years: years.start)


def _again(text: str, found: Sequence[_Years]) -> list[_Years]:
    """Finds the numbers that go on after years: "5 years of Terraform, 5 of Ansible"."""
    more: list[_Years] = []
    for match in patterns("years_again")[0].finditer(text, found[0].end):
        name = "low" if match["low"] else "low2"
        start, end = match.span(name)
        if not any(years.start <= start < years.end for years in found):
            more.append(_Years(start, end, round(12 * _number(match[name]))))
    return more


def _number(written: str) -> float:
    words: dict[str, float] = load(CUES)["number_words"]
    low = " ".join(written.casefold().split())
    return int(low) if low.isdigit() else words[low]


def _start(group: Bound) -> int:
    return min(mention.start for mention in [*group.listed, *group.mentions])


def _reaches(text: str, years: _Years, after: list[tuple[int, int, Bound]]) -> bool:
    """Tells whether the years are followed by a skill in the same clause."""
    if not after:
        return False
    gap = text[years.end : after[0][0]]
    return patterns("years_gap")[0].search(gap) is not None and not matches("years_whole", gap)


def _ahead(text: str, after: list[tuple[int, int, Bound]]) -> list[Bound]:
    """Gives the group that follows, and those that are listed with it."""
    bound = [after[0][2]]
    end = after[0][1]
    for start, stop, group in after[1:]:
        within = len(bound) == 1 and _WITHIN.fullmatch(text, end, start)
        listed = _LISTED.fullmatch(text, end, start) and not _STOPS.search(text, end, start)
        if not (listed or within or _CHOICE.fullmatch(text, end, start)):
            break
        bound.append(group)
        end = stop
    return bound


def _behind(text: str, years: _Years, before: list[tuple[int, int, Bound]]) -> list[Bound]:
    """Gives the groups that the years follow: "Python (5 years)", "Java, Kotlin: 3 years"."""
    if not before:
        return []
    gap = text[before[-1][1] : years.start]
    if not patterns("years_after_gap")[0].search(gap):
        return []
    bound = [before[-1][2]]
    start = before[-1][0]
    table = _TABLE.search(gap) is not None
    for begin, stop, group in reversed(before[:-1]):
        between = text[stop:start]
        if not _SAME.fullmatch(between) or ("," in between and not table):
            break
        bound.append(group)
        start = begin
    return bound


def _set(group: Bound, months: int) -> None:
    group.min_months = max(group.min_months or 0, months) or None  # "0-2 years" asks none
