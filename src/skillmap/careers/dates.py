"""Dates and stretches of dates as CVs write them, and the months between."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from skillmap.alternatives import alternatives
from skillmap.data_files import load
from skillmap.models import Position, Precision
from skillmap.sought import Sought

_APOSTROPHE = "['’‘`´]"
_LOOSE = {" ": r"\s+", "'": _APOSTROPHE}
_DASH = r"(?:-{1,2}>?|[–—‒―−‐‑→~])"
_FRACTION = re.compile(r"\d{1,2}\s?[/.-]\s?['’‘`´]?\d\d")
_DIGIT = re.compile("[0-9]")
# Text recognition takes a nought for the letter: "2O2O".
_YEAR = r"(?:(?:19|2[0O])[0-9O]{2})"
_EDGE = r"(?<![\w.,/@#$€£-])"
_STOP = r"(?![\w%@])(?!,\d)(?!\.\d)"


def month_index(month: str) -> int:
    """Counts months since year 0: "2020-01" is 24240."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def month_name(index: int) -> str:
    """Gives "YYYY-MM" of a count of months since year 0."""
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def as_of_index(as_of: date) -> int:
    """Counts months since year 0 up to that of a date."""
    return as_of.year * 12 + as_of.month - 1


def months_between(start: str, end: str | None, as_of: date) -> int:
    """Counts the months of a stretch, first and last both counted.

    Args:
        start: First month, "YYYY-MM".
        end: Last month, "YYYY-MM"; None while it lasts.
        as_of: The date that counting stops at.

    Returns:
        Months, 0 when it begins after `as_of`.

    Example:
        >>> months_between("2020-01", "2021-03", date(2026, 11, 24))
        15
        >>> months_between("2026-01", None, date(2026, 11, 24))
        11
    """
    last = as_of_index(as_of) if end is None else min(month_index(end), as_of_index(as_of))
    return max(0, last - month_index(start) + 1)


def union_months(positions: Iterable[Position], as_of: date) -> int:
    """Counts the months that at least one position covers.

    Args:
        positions: Jobs in any order; overlaps count once.
        as_of: The date that open jobs are counted to.

    Returns:
        Months, 0 without positions.
    """
    stretches = sorted(
        (month_index(p.start), month_index(p.start) + months_between(p.start, p.end, as_of))
        for p in positions
    )
    total, covered = 0, 0
    for first, after in stretches:
        total += max(0, after - max(first, covered))
        covered = max(covered, after)
    return total


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as written: its first and last possible month, counted since year 0."""

    first: int
    last: int
    precision: Precision


@dataclass(frozen=True, slots=True)
class Dated:
    """A stretch of dates on a line.

    Attributes:
        at: First character on the line.
        end_at: One past the last.
        start: First month, empty when the dates are bad.
        end: Last month, None while it lasts.
        precision: That of the end, of the start while it lasts.
        form: "range" of two dates, "open" since one, "single" for one date alone.
        bad: Why the dates cannot be, empty when they can.
    """

    at: int
    end_at: int
    start: str
    end: str | None
    precision: Precision
    form: Literal["range", "open", "single"]
    bad: str = ""


def find_dates(line: str) -> list[Dated]:
    """Finds the stretches of dates on a line.

    Args:
        line: One line; a range may end alone on the line below.

    Returns:
        What was found, in order, not overlapping.
    """
    if not _any_digit(line):
        return []
    patterns = _patterns()
    found: list[Dated] = []
    for form in ("months", "range", "cells", "lasting", "open", "trailing", "single"):
        if form == "open" and not _since().may_match(line):
            continue
        for match in patterns[form].finditer(line):
            at, end_at = match.start(), match.end()
            if form == "single" and _FRACTION.fullmatch(match["a"]):
                continue
            if all(end_at <= one.at or at >= one.end_at for one in found):
                found.append(_dated(form, match))
    return sorted(found, key=lambda one: one.at)


def _any_digit(line: str) -> bool:
    if line.isascii():
        return _DIGIT.search(line) is not None
    return any(char.isdigit() for char in line)


def _dated(form: str, match: re.Match[str]) -> Dated:
    at, end_at = match.start(), match.end()
    if form == "cells":
        form = "range"
    if form == "months":
        year, first, last = _year(match["y"]), _month(match["m1"]), _month(match["m2"])
        start = year * 12 + first - 1 - (12 if first > last else 0)
        return _checked(at, end_at, start, year * 12 + last - 1, "month", "range")
    begin = _moment(match["a"])
    if begin is None:
        return _bad(at, end_at, "there is no such month", "single" if form == "single" else "range")
    if form in ("lasting", "open", "trailing"):
        return _checked(at, end_at, _start(begin), None, begin.precision, "open")
    if form == "single":
        return _checked(at, end_at, begin.first, begin.last, begin.precision, "single")
    if match["now"]:
        return _checked(at, end_at, _start(begin), None, begin.precision, "range")
    finish = _moment(match["b"], begin)
    if finish is None:
        return _bad(at, end_at, "there is no such month", "range")
    start = _start(begin)
    end = finish.last - 6 if finish.precision == "year" else finish.last
    if end < start and begin.first <= finish.last:
        start, end = begin.first, finish.last
    return _checked(at, end_at, start, end, finish.precision, "range")


def _start(moment: Moment) -> int:
    """A bare year is taken from its middle."""
    return moment.first + 6 if moment.precision == "year" else moment.first


def _checked(
    at: int,
    end_at: int,
    start: int,
    end: int | None,
    precision: Precision,
    form: Literal["range", "open", "single"],
) -> Dated:
    words = load("dates.yaml")
    if end is not None and end < start:
        return _bad(at, end_at, "the end is before the start", form)
    if not words["first_year"] <= start // 12 <= words["last_year"]:
        return _bad(at, end_at, "the start is too far in the future or the past", form)
    last = None if end is None else month_name(end)
    return Dated(at, end_at, month_name(start), last, precision, form)


def _bad(at: int, end_at: int, why: str, form: Literal["range", "open", "single"]) -> Dated:
    return Dated(at, end_at, "", None, "month", form, why)


def _moment(written: str, begin: Moment | None = None) -> Moment | None:
    """Reads one date; None when its month does not exist."""
    patterns = _patterns()
    text = written.strip().casefold()
    for name in ("name", "iso", "ideograph", "day", "number", "season", "quarter", "year", "short"):
        match = patterns[f"is_{name}"].fullmatch(text)
        if match:
            return _read(name, match.groupdict(), begin)
    return None


def _read(name: str, parts: dict[str, str], begin: Moment | None) -> Moment | None:
    if name == "short":  # the end of "2018–20"
        if begin is None:
            return None
        year = begin.first // 12 // 100 * 100 + int(parts["s"])
        return Moment(year * 12, year * 12 + 11, "year")
    year = _year(parts["y"])
    if name == "year":
        return Moment(year * 12, year * 12 + 11, "year")
    if name == "season":
        first = year * 12 + _words("seasons")[parts["season"]] - 1
        return Moment(first, first + 2, "season")
    if name == "quarter":
        quarter = int(parts["q"] or parts["q2"])
        first = year * 12 + quarter * 3 - 3
        return Moment(first, first + 2, "quarter")
    if name == "name":
        month = _month(parts["m"])
    elif name == "day":
        # 24.11.2026 and 24/11/2026, but 11/24/2026 too.
        first_part, second = int(parts["d"]), int(parts["m"])
        american = second > 12 or ("/" in parts["sep"] and first_part <= 12)
        month = first_part if american else second
    else:
        month = int(parts["m"])
    if not 1 <= month <= 12:
        return None
    return Moment(year * 12 + month - 1, year * 12 + month - 1, "month")


def _year(written: str) -> int:
    digits = re.sub(r"\D", "", written.upper().replace("O", "0"))[:4]
    if len(digits) == 4:
        return int(digits)
    short = int(digits)
    return short + (2000 if 2000 + short <= load("dates.yaml")["last_year"] else 1900)


def _month(written: str) -> int:
    return _words("months")[written.strip(". ").casefold()]


@functools.cache
def _words(name: str) -> dict[str, int]:
    table: dict[int, list[str]] = load("dates.yaml")[name]
    return {word: number for number, words in table.items() for word in words}


def any_of(words: Iterable[str]) -> str:
    """Gives the pattern of any of some words, longest first.

    Args:
        words: Plain words; white space in them stands for any.

    Returns:
        A group that captures nothing.
    """
    longest = sorted(words, key=lambda word: (-len(word), word))
    return alternatives([_LOOSE.get(char) or re.escape(char) for char in word] for word in longest)


@functools.cache
def _since() -> Sought:
    return Sought(any_of(load("dates.yaml")["since"]), re.IGNORECASE)


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words: dict[str, Any] = load("dates.yaml")
    month = any_of(_words("months")) + r"(?![^\W\d_])\.?"
    season = any_of(_words("seasons"))
    quarter = any_of(words["quarter"])
    vague = rf"(?:{any_of(words['vague'])}[\s-]+)?"
    short = rf"{_APOSTROPHE}\d\d"
    any_year = rf"(?:{_APOSTROPHE}?{_YEAR}|{short})"
    day = r"(?:\d{1,2}(?:st|nd|rd|th|\.)?\s+)?"
    after_day = r"(?:\s+\d{1,2}(?:st|nd|rd|th)?,)?"
    forms = {
        "name": (
            rf"{day}(?P<m>{month}){after_day}[\s,/'’-]*(?:{any_of(words['of'])}\s+)?"
            rf"(?P<y>{any_year}|(?<=[\s-])\d\d)"
        ),
        "iso": rf"(?P<y>{_YEAR})(?:[-/.]|\s/\s)(?P<m>\d\d)(?:[-/.]\d\d)?",
        "ideograph": rf"(?P<y>{_YEAR})\s?年\s?(?P<m>\d{{1,2}})\s?月",
        "day": rf"(?P<d>\d{{1,2}})(?P<sep>[./-])(?P<m>\d{{1,2}})[./-](?P<y>{_YEAR})",
        "number": rf"(?P<m>\d{{1,2}})(?:[/.-]|\s/\s)(?P<y>{_YEAR}|{short}|(?<=/)\d\d)",
        "season": rf"(?P<season>{season})(?:\s+of)?[\s,'’]*(?P<y>{any_year})(?:/\d\d(?:\d\d)?)?",
        "quarter": (
            rf"(?:(?:{quarter}\s?(?P<q>[1-4])|(?P<q2>[1-4])\.?\s?{quarter})[\s,/-]*"
            rf"(?P<y>{any_year}))"
        ),
        "year": rf"{vague}(?P<y>{any_year})",
        "short": r"(?P<s>1[3-9]|[2-9]\d)",
    }
    plain = {name: re.sub(r"\(\?P<\w+>", "(?:", form) for name, form in forms.items()}
    order = ("ideograph", "day", "name", "iso", "number", "season", "quarter")
    exact = "|".join(plain[name] for name in order)
    one = rf"(?:{exact}|{plain['year']}(?!\d))"
    now = any_of(words["present"])
    until = rf"(?:\s*{_DASH}\s*|\s+(?:{any_of(words['until'])})\s+)(?:{_DASH}\s*)?"
    # The end may stand alone on the line below; two exact dates may stand in two cells.
    below = rf"(?:\s*{_DASH}[ \t]*\n[ \t]*(?=(?:{one}|{now})[ \t]*(?:\n|$)))"
    joined = rf"(?:{below}|{until})"
    since = any_of(words["since"])
    flags = re.IGNORECASE
    patterns = {
        "months": (
            rf"{_EDGE}(?P<m1>{month})\s*{until}(?P<m2>{month})[\s,'’]*(?P<y>{any_year}){_STOP}"
        ),
        "range": (
            rf"{_EDGE}(?:{since}\s+)?(?P<a>{one}){joined}"
            rf"(?:(?P<now>(?:{any_of(words['until'])}\s+)?{now})\b"
            rf"|(?P<b>{one}|(?<=[-–/]){plain['short']})){_STOP}"
        ),
        "cells": (
            rf"{_EDGE}(?P<a>{exact})(?:\s*[|\t]\s*|[ ]{{2,}}|\s/\s)"
            rf"(?:(?P<now>{now})\b|(?P<b>{exact})){_STOP}"
        ),
        "lasting": rf"{_EDGE}(?P<a>{one})\s*\(\s*{now}\s*\)",
        "open": rf"(?<![\w-]){since}\s+(?:the\s+)?(?P<a>{one}){_STOP}",
        "trailing": (
            rf"{_EDGE}(?P<a>{one})\s*{_DASH}(?:\s*(?:\.{{2,3}}|…)|(?=\s*(?:$|[)\]|\n\t])))"
        ),
        "single": rf"{_EDGE}(?P<a>{one}){_STOP}",
    }
    compiled = {name: re.compile(pattern, flags) for name, pattern in patterns.items()}
    compiled |= {f"is_{name}": re.compile(form, flags) for name, form in forms.items()}
    return compiled
