"""Headings inside of lines: exports that lost their line ends, and labels beside their text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from skillmap.models import SectionName
from skillmap.sections.headings import meaning, vocabulary

_LONG = 400
"""A line of so many characters has lost its line ends."""

_LINE = re.compile(r"[^\n]+")
_BREAK_BEFORE = re.compile('(?:[\'"], ?[\'"]|\\s{2,}|[.!?)\\]|:;,•●▪·➢_"”›»\u00a2]\\s*|â\\s)$')
_GLUED_BEFORE = re.compile(r"(?:[a-z0-9+#%]|[A-Z]{2})$")
_AFTER = re.compile(
    '[\'"], ?[\'"]|\\s*(?:[:•●▪·➢_–—]|-(?:\\s|$)|â)|\\s{2,}|\\s*$|\\s+(?=[A-Z0-9"(«])|(?=[A-Z0-9])'
)
_SET_OFF = re.compile("\\s*(?:[:•●▪·➢_–—]|-(?:\\s|$)|â)|\\s{2,}|\\s*$|(?=[A-Z0-9])")
_ITEM_AFTER = re.compile("\\s*[•●▪➢]|\\s+â\\s")
_COLON_AFTER = re.compile(r"\s*:")
_CAPS_BEFORE = re.compile(r"[A-Z]{2,}[,&/-]? $")
_CAPS_AFTER = re.compile(r"(?: |[ ]?[,&/-] ?)[A-Z]{2,}\b")
_SEPARATOR = re.compile(r"\s*[:•●▪]?\s*")


@dataclass(frozen=True)
class InnerHeading:
    """A heading with text on its line.

    Attributes:
        name: The section it opens.
        start: Where it begins.
        end: Where it ends.
        body: Where the text after it begins.
        line_end: Where its line ends.
    """

    name: SectionName
    start: int
    end: int
    body: int
    line_end: int


def headings_inside(text: str, kind: str) -> Iterator[InnerHeading]:
    """Finds headings inside of lines.

    Args:
        text: Any text.
        kind: "cv" or "job": whose headings are known.

    Yields:
        Headings in order.
    """
    pattern = _pattern(kind)
    for line in _LINE.finditer(text):
        stretch = line[0]
        taken = 0
        found = [m for m in pattern.finditer(stretch) if _stands_out(stretch, *m.span(), kind)]
        if len(stretch) > _LONG and not found:
            # All in lower case: two blanks are what is left of the line ends.
            found = list(_low_pattern(kind).finditer(stretch))
        for match in found:
            start, end = match.span()
            if start < taken:
                continue
            taken = end
            folded = re.sub(r"\s+", " ", re.sub(r"\s*[&/]\s*", " and ", match[0].casefold()))
            name = vocabulary(kind).names.get(folded.replace("\u2019", "'"))
            name = name or meaning(match[0], kind)  # "Preferred Qualifications" is in two lists
            after = _SEPARATOR.match(stretch, end)
            if name:
                body = after.end() if after else end
                at = line.start()
                yield InnerHeading(name, at + start, at + end, at + body, line.end())


def _stands_out(line: str, start: int, end: int, kind: str) -> bool:
    """Tells whether a phrase is set off from what stands around it."""
    before, after = line[max(0, start - 12) : start], line[end : end + 14]
    phrase = line[start:end]
    capitals = phrase.isupper()
    if not _AFTER.match(after):
        return False
    if len(line) <= _LONG:
        return kind == "cv" and _in_short_line(before, phrase, after)
    if capitals and (_CAPS_BEFORE.search(before) or _CAPS_AFTER.match(after)):
        # One of several words in capitals.
        return False
    if not before.strip() or _BREAK_BEFORE.search(before):
        return True
    if _GLUED_BEFORE.search(before):
        clear = capitals or " " in phrase or not before[-1:].isupper()
        return clear or bool(_SET_OFF.match(after))
    if capitals and before.endswith(" "):
        return True
    return before.endswith(" ") and bool(_COLON_AFTER.match(after))


def _in_short_line(before: str, phrase: str, after: str) -> bool:
    """Tells a label in capitals before its text, and a heading glued to a line's end."""
    if not before.strip():
        capitals = phrase.isupper() and after[:1] == " " and not _CAPS_AFTER.match(after)
        return capitals or bool(_ITEM_AFTER.match(after))
    return " " in phrase and bool(_GLUED_BEFORE.search(before)) and not after.strip()


@functools.cache
def _pattern(kind: str) -> re.Pattern[str]:
    """Builds the pattern of all headings in Title Case or in capitals."""
    phrases = vocabulary(kind).inside
    forms: dict[str, None] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        forms[_title_form(phrase.split())] = None
        forms[r"\s".join(_capital_form(word) for word in phrase.split())] = None
    return re.compile("(?:" + "|".join(forms) + ")(?![a-z])")


@functools.cache
def _low_pattern(kind: str) -> re.Pattern[str]:
    """Builds the pattern of all headings in lower case that stand between two blanks."""
    phrases = sorted(vocabulary(kind).inside, key=lambda phrase: (-len(phrase), phrase))
    forms = (re.escape(phrase).replace(r"\ and\ ", r"\ (?:and|&)\ ") for phrase in phrases)
    return re.compile(r"(?<=\s\s)(?:" + "|".join(forms) + r")(?=\s\s|\s*:\s|\s*$)")


def _title_form(words: list[str]) -> str:
    parts = []
    for index, word in enumerate(words):
        if word == "and":
            parts.append("(?:and|And|&|/)")
        elif index:
            first = f"[{word[0].upper()}{word[0]}]"
            parts.append(first + re.escape(word[1:]).replace("'", "['\u2019]"))
        else:
            parts.append(word[0].upper() + re.escape(word[1:]).replace("'", "['\u2019]"))
    return r"\s".join(parts)


def _capital_form(word: str) -> str:
    return "(?:AND|&|/)" if word == "and" else re.escape(word.upper()).replace("'", "['\u2019]")
