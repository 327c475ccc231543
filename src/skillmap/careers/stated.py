"""Stated experience: "six-plus years of PyTorch", "Python (3 years)", "ETL - 48 months"."""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections.abc import Sequence

from skillmap.data_files import load
from skillmap.models import Mention
from skillmap.text import Segment

_REACH = 60
_MOST_MONTHS = 50 * 12
_OF = re.compile(
    r"[\s'’]*s?['’]?\s+(?:[\w/-]+\s+){0,5}?"
    r"(?:of|with|in|on|using|writing|doing|building|running|as)\s+(?:[\w./+#-]+\s+){0,4}[\"'(]?$",
    re.IGNORECASE,
)
_STRAIGHT = re.compile(
    r"\+?['’]?\s+(?:(?:solid|hands-on|commercial|professional|daily)\s+)?$", re.I
)
_CLAUSE = re.compile(r"[.;,:|()\n]|\b(?:and|or|but|while)\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"[\s\-–—:|,(\[=~]*(?:(?:total|work|hands-on|relevant)\s+)?(?:exp(?:e?r?ience)?\b\.?)?"
    r"[\s\-–—:|,(\[=~]*(?:(?:\w+\s+){0,2}for\s+(?:the\s+(?:last|past)\s+)?)?$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:and|&|/|und|et)\s*$", re.IGNORECASE)
_LIST = re.compile(r"\s*,\s*$")
_LAST = re.compile(r"\s*,\s*(?:and|or)\s*$")
_COLUMN = re.compile(r",")


def stated_months(
    mentions: Sequence[Mention], text: str, parts: Sequence[Segment]
) -> dict[str, int]:
    """Finds what a text states about years and months of experience.

    Args:
        mentions: Mentions in the order of the text.
        text: The text.
        parts: Its bullets and sentences, in order.

    Returns:
        Months by skill id, the most that is stated; only of present mentions.
    """
    found: dict[str, int] = {}
    pattern = _patterns()
    starts = [mention.start for mention in mentions]
    for part in parts:
        if bisect.bisect_left(starts, part.start) == bisect.bisect_left(starts, part.end):
            continue
        said: list[tuple[re.Match[str], int]] = []
        for match in pattern.finditer(text, part.start, part.end):
            # "Six of them" are years only after "nine years".
            months = None if match["them"] and not said else _months(match)
            if months:
                said.append((match, months))
        for number, (match, months) in enumerate(said):
            after = said[number + 1][0].start() if number + 1 < len(said) else part.end
            before = said[number - 1][0].end() if number else part.start
            for mention in _bound(text, match, mentions, starts, before, after):
                if mention.status == "present":
                    found[mention.skill_id] = max(months, found.get(mention.skill_id, 0))
    return found


def _bound(
    text: str,
    match: re.Match[str],
    mentions: Sequence[Mention],
    starts: Sequence[int],
    before: int,
    after: int,
) -> list[Mention]:
    """Gives the mentions that stated years belong to, between the years before and after."""
    first, last = (bisect.bisect_left(starts, place) for place in (before, match.start()))
    following = mentions[
        bisect.bisect_left(starts, match.end()) : bisect.bisect_left(starts, after)
    ]
    preceding = [m for m in mentions[first:last] if m.end <= match.start()]
    behind = text[preceding[-1].end : match.start()] if preceding else None
    if following:
        gap = text[match.end() : following[0].start]
        near = len(gap) <= _REACH and not _CLAUSE.search(gap)
        if near and _OF.match(gap):
            return _listed(text, following)
        if near and _STRAIGHT.match(gap):
            tight = behind is not None and _BEFORE.match(behind) and not _COLUMN.search(behind)
            if not tight:
                return _listed(text, following)
    if behind is not None and len(behind) <= _REACH and _BEFORE.match(behind):
        return preceding[-1:]
    return []


def _listed(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Gives the first mention and those listed with it: "SQL and Excel", "Go, Java and SQL"."""
    commas: list[Mention] = []
    for one, other in itertools.pairwise(mentions):
        gap = text[one.end : other.start]
        if _AND.match(gap) or (commas and _LAST.match(gap)):
            return [mentions[0], *commas, other]
        if not _LIST.match(gap):
            break
        commas.append(other)
    return [mentions[0]]


def _months(match: re.Match[str]) -> int | None:
    """Reads a number of years or months; None when it is no amount of experience."""
    if match["decade"]:
        words = match["decade"].casefold()
        years = 5.0 if words.startswith("half") else 20.0 if words.startswith("two") else 10.0
        return round(years * 12)
    amount = _number(match["n"])
    unit = 1 if (match["unit"] or "").casefold().startswith("mo") else 12
    more = _number(match["extra"]) if match["extra"] else 0
    months = round(amount * unit + more)
    return months if 0 < months <= _MOST_MONTHS else None


def _number(written: str) -> float:
    words: list[str] = load("leadership.yaml")["numbers"]
    folded = written.casefold().replace(",", ".")
    if folded in words:
        return words.index(folded) + 1
    if folded == "a couple of":
        return 2
    try:
        return float(folded)
    except ValueError:
        return 1  # "a", "an"


@functools.cache
def _patterns() -> re.Pattern[str]:
    numbers = "|".join(sorted(load("leadership.yaml")["numbers"], key=len, reverse=True))
    amount = rf"(?:\d{{1,3}}(?:[.,]\d)?|{numbers}|a couple of|an?(?=\s+year\b))"
    units = r"(?:years?|yrs?|months?|mos?|jahren?|jahre|monaten?|monate|ans|années|mois)"
    return re.compile(
        r"(?<![\w.,$€£/-])(?<!next )(?<!in the )(?<!within )(?<!less than )(?<!every )(?<!under )"
        r"(?:"
        rf"(?P<n>{amount})(?:\s*(?:[-–]|to)\s*\d{{1,2}})?"
        r"(?:\s*\+|[\s-]*plus|\s+or\s+more|\s+full)?\s*"
        rf"(?:-?(?P<unit>{units})\b(?!\s+(?:ago|old|later|before|roadmap|plan))"
        rf"(?:\s*(?:and|,)?\s*(?P<extra>\d{{1,2}})\s*(?:months?|mos?)\b)?"
        r"|(?<=\w)\s*(?P<them>of\s+(?:them|those|these|which|that))\b)"
        r"|(?P<decade>(?:half\s+)?a\s+decade|two\s+decades)\b"
        r")\+?",
        re.IGNORECASE,
    )
