"""What a line means as a heading: folding, and look-up in data/headings.yaml."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import Any, cast

from skillmap.data_files import load
from skillmap.models import SectionName
from skillmap.sought import Sought

_DECORATION = re.compile(r"^[^\w(]+|[^\w).!?+#]+$")
_NUMBER = re.compile(r"^\(?(?:\d{1,2}|[IVX]{1,4}|[ivx]{1,4}|[A-Ha-h])[.):]\s+(?=\S)")
_NUMBER_BARE = re.compile(r"^\d{1,2}\s{1,4}(?=[A-Z])")
_SPACED = re.compile(r"^(?:\w {1,2}){3,}\w$|^(?:(?:\w ){2,}\w\s{2,})+(?:\w ){2,}\w$")
_WIDE_BLANKS = re.compile(r"\s{2,}")
_LETTERS = re.compile(r"\S(?: \S)*")
_LEAST_SPACED = 4
_CONTINUED = Sought(r"\s*[(\[]?\b(?:continued|cont(?:'d|d)?|fortsetzung|suite)\.?[)\]]?$", re.I)
_JOINERS = re.compile(r"\s*[&+/]\s*|\s+(?:und|et|y)\s+|,\s+(?=\w)")
# "Certificates (Preferred)": whatever they are, the bracket says how much they are asked.
_TOLD = re.compile(
    r"\((?:(required|mandatory|essential|must[- ]haves?|minimum)"
    r"|preferred|desired|desirable|optional|nice[- ]to[- ]haves?|advantageous|a plus"
    r"|(?:added )?advantage)\)\W*$",
    re.I,
)
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*:?$")
_MISREAD = str.maketrans({"l": "I", "1": "I", "0": "O"})
_NO_WORD = re.compile(r"[^\w' ]+")
_BLANKS = re.compile(r"\s+")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "`": "'", "\u00b4": "'"})
_MOST_WORDS = 8
_MOST_CHARACTERS = 70
MOST_KEPT = 16_384
"""Lines whose folding is kept: every text is gone through for each kind of document."""


@dataclass(frozen=True)
class Vocabulary:
    """Headings of one kind of document.

    Attributes:
        names: Section by folded heading.
        squeezed: The same without spaces, for s p a c e d headings.
        inline: Sections whose heading may have text after its colon.
        inside: Headings that are looked for inside of long lines.
        patterns: Section and pattern of whole headings.
    """

    names: dict[str, SectionName]
    squeezed: dict[str, SectionName]
    inline: frozenset[str]
    inside: tuple[str, ...]
    patterns: tuple[tuple[SectionName, re.Pattern[str]], ...]


@functools.cache
def vocabulary(kind: str) -> Vocabulary:
    """Loads the headings of a kind of document.

    Args:
        kind: "cv" or "job".

    Returns:
        Its vocabulary.
    """
    data = load("headings.yaml")
    names = {
        str(phrase): cast(SectionName, section)
        for section, phrases in data[kind].items()
        for phrase in reversed(phrases)
    }
    patterns = data["job_patterns"] if kind == "job" else ()
    return Vocabulary(
        names=names,
        squeezed={re.sub(r"\W", "", phrase): name for phrase, name in names.items()},
        inline=frozenset(data["inline"][kind]),
        inside=tuple(data["inside"][kind]),
        patterns=tuple((section, re.compile(pattern)) for section, pattern in patterns),
    )


def meaning(heading: str, kind: str) -> SectionName | None:
    """Tells what a line means as a heading.

    Args:
        heading: A line, with whatever decorates it.
        kind: "cv" or "job": whose headings are known.

    Returns:
        The section, or None when the line is no known heading.
    """
    folded = fold_heading(heading)
    if not folded:
        return None
    if kind == "job" and (told := _TOLD.search(heading)):
        return "required" if told[1] else "preferred"
    name = _look_up(folded, kind)
    if name is None and ")" in heading:
        short = without_brackets(heading.strip())
        if short != heading.strip() and (again := fold_heading(short)):
            name = _look_up(again, kind)  # "Engagements (they overlap)"
    return name


def without_brackets(heading: str) -> str:
    """Leaves out what a heading says in brackets at its end: "Engagements (they overlap)".

    Args:
        heading: A line.

    Returns:
        The words before.
    """
    return _BRACKETS.sub("", heading) if ")" in heading else heading


@functools.lru_cache(maxsize=MOST_KEPT)
def fold_heading(heading: str) -> str:
    """Folds case, numbering, decoration and punctuation of a heading.

    Args:
        heading: A line.

    Returns:
        Its words in lower case; empty when it is too long for a heading.
    """
    text = _together(_bare(heading))
    if not text or len(text) > _MOST_CHARACTERS:
        return ""
    text = _JOINERS.sub(" and ", text.casefold().translate(_APOSTROPHES))
    text = _BLANKS.sub(" ", _NO_WORD.sub(" ", text.replace("-", " "))).strip()
    text = re.sub(r"\band(?: and)+\b", "and", text)
    return text if len(text.split()) <= _MOST_WORDS else ""


def is_spaced(heading: str) -> bool:
    """Tells whether a heading is written with a space between its letters."""
    return bool(_SPACED.match(_bare(heading)))


def _together(text: str) -> str:
    """Puts the letters of s p a c e d words together; two blanks part the words."""
    words = _WIDE_BLANKS.split(text)
    if len(text) < 2 * _LEAST_SPACED - 1 or not all(map(_LETTERS.fullmatch, words)):
        return text
    return " ".join(word.replace(" ", "") for word in words)


@functools.lru_cache(maxsize=MOST_KEPT)
def _bare(heading: str) -> str:
    text = unicodedata.normalize("NFC", heading).strip()
    text = _NUMBER.sub("", _DECORATION.sub("", text))
    text = _NUMBER_BARE.sub("", _DECORATION.sub("", text))
    capitals = re.sub(r"[l10]", "", text)
    if capitals.isupper() and len(capitals) > 3:
        text = re.sub(r"(?<=[A-Z])[l10]|[l10](?=[A-Z])", lambda m: m[0].translate(_MISREAD), text)
    return _CONTINUED.pattern.sub("", text).strip() if _CONTINUED.may_match(text) else text.strip()


@functools.lru_cache(maxsize=4096)
def _look_up(folded: str, kind: str) -> SectionName | None:
    words = vocabulary(kind)
    name = words.names.get(folded)
    if name is None and " " not in folded:
        name = words.squeezed.get(folded)
    if name is None and kind == "job":
        name = _level(folded)
    if name is None:
        name = _without_modifiers(folded, words)
    if name is None and " and " in folded:
        parts = [_without_modifiers(part.strip(), words) for part in folded.split(" and ")]
        name = _of_two(parts) if all(parts) else None
    if name is None:
        name = next((section for section, p in words.patterns if p.fullmatch(folded)), None)
    return name


def _without_modifiers(folded: str, words: Vocabulary) -> SectionName | None:
    modifiers = _data()["modifiers"]
    while folded:
        if folded in words.names:
            return words.names[folded]
        first, _, folded = folded.partition(" ")
        if first not in modifiers:
            return None
    return None


def _of_two(parts: list[SectionName | None]) -> SectionName | None:
    """Takes what says most of "training and employment": work, else what is not "other"."""
    if "experience" in parts and set(parts) & {"education", "certifications"}:
        return "experience"
    return next((part for part in parts if part != "other"), parts[0])


def _level(folded: str) -> SectionName | None:
    """Finds "preferred qualifications" and the like in the headings of posts."""
    nouns, apart = _data()["nouns"], f" {folded} "
    levels: tuple[SectionName, ...] = ("preferred", "required")
    for level in levels:
        for word in _data()["levels"][level]:
            if word not in apart:
                continue
            rest = apart.replace(word, " ", 1).split()
            if rest and nouns.issuperset(rest):
                return level
    return None


@functools.cache
def _data() -> dict[str, Any]:
    data = load("headings.yaml")
    return {
        "modifiers": frozenset(data["modifiers"]),
        "nouns": frozenset(data["nouns"]),
        "levels": {
            level: [f" {word} " for word in sorted(words, key=lambda one: (-len(one), one))]
            for level, words in data["levels"].items()
        },
    }
