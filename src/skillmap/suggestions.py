"""Frequent phrases that look like skills and that the taxonomy does not know: a stub to edit."""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, get_args

from skillmap.blinding import blinded
from skillmap.data_files import load
from skillmap.identity import identity_spans
from skillmap.matchers import MatchText, match_text
from skillmap.matchers.phrase import phrase_matcher
from skillmap.models import Document
from skillmap.models.base import Record
from skillmap.quotes import quote
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy
from skillmap.taxonomy.review import COMMON_WORDS
from skillmap.taxonomy.schema import SkillKind
from skillmap.taxonomy.variants import normal_form, squash
from skillmap.text import MASK, Segment, fold, segments, words_of

EXAMPLES = 3
"""Most examples of a suggestion."""

_MOST_WORDS = 4
_MOST_CHARACTERS = 40
_AWAY = frozenset({"contact", "education", "benefits", "legal", "references", "languages"})
"""Sections whose names are of places, schools and employers."""

_NAME = r"[A-Za-z][A-Za-z0-9]*(?:[.+#-][A-Za-z0-9]+)*(?:\+\+|#)?"
_RUN = re.compile(
    rf"(?<![\w@.{MASK}-])(?<!//){_NAME}(?:[ ](?:{_NAME}|\d+(?:\.\d+)*))*(?![\w@{MASK}])"
)
_ITEM_END = re.compile(
    r"[,;|/\u2022\u00b7\n()\[\]:{}]| [\u2013\u2014-] |\s(?:and|or|&)\s|\.(?:\s|$)"
)


class Suggestion(Record):
    """A phrase that looks like a skill.

    Attributes:
        phrase: Its most frequent spelling.
        skill_id: An id for it that is free.
        documents: In how many documents it stands.
        spellings: Other spellings, the frequent first.
        examples: Sentences or items that it stands in, identity masked.
    """

    phrase: str
    skill_id: str
    documents: int
    spellings: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(slots=True)
class _Seen:
    """What was seen of a phrase so far."""

    documents: int = 0
    sure: int = 0
    spellings: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase in a view; sure when it stands in a list of skills or beside one."""

    text: str
    start: int
    end: int
    sure: bool


def suggest(
    documents: Iterable[Document],
    taxonomy: Taxonomy,
    settings: Settings,
    least: int = 3,
    most: int = 50,
) -> tuple[Suggestion, ...]:
    """Finds frequent phrases that look like skills and that the taxonomy does not know.

    Args:
        documents: CVs, posts and other texts of the field.
        taxonomy: The taxonomy.
        settings: `quote_characters` counts.
        least: In how many documents a phrase must stand, from 1.
        most: Most suggestions.

    Returns:
        Suggestions, those of most documents first.
    """
    finder = _Finder(taxonomy)
    seen: dict[str, _Seen] = {}
    for document in documents:
        document = blinded(document, identity_spans(document)).document
        text = match_text(document.text)
        parts = segments(document.text)
        told: set[str] = set()
        for one in finder.phrases(document, text, parts):
            key = squash(normal_form(one.text))
            entry = seen.setdefault(key, _Seen())
            entry.spellings[one.text] += 1
            entry.sure += one.sure
            if key in told:
                continue
            told.add(key)
            entry.documents += 1
            if len(entry.examples) < EXAMPLES:
                place = text.view.source(one.start, one.end)
                example = quote(document.text, *place, parts, settings.quote_characters)
                entry.examples += [example] if example not in entry.examples else []
    kept = [
        (key, one)
        for key, one in seen.items()
        if one.documents >= least and one.sure > min(1, least - 1)
    ]
    kept.sort(key=lambda row: (-row[1].documents, row[0]))
    return _named((one for _, one in kept[:most]), taxonomy)


def _named(kept: Iterable[_Seen], taxonomy: Taxonomy) -> tuple[Suggestion, ...]:
    taken: set[str] = set()
    found = []
    for one in kept:
        spellings = sorted(one.spellings, key=lambda text: (-one.spellings[text], text))
        forms: dict[tuple[str, ...], str] = {}
        for text in spellings:
            forms.setdefault(normal_form(text), text)
        skill_id = _free_id(spellings[0], taxonomy, taken)
        taken.add(skill_id)
        found.append(
            Suggestion(
                phrase=spellings[0],
                skill_id=skill_id,
                documents=one.documents,
                spellings=tuple(text for text in forms.values() if text != spellings[0]),
                examples=tuple(one.examples),
            )
        )
    return tuple(found)


def _free_id(phrase: str, taxonomy: Taxonomy, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", phrase.casefold())
    plain = plain.replace("++", " plus plus").replace("#", " sharp").replace("+", " plus ")
    base = "-".join(re.findall(r"[a-z0-9]+", plain)) or "skill"
    number, free = 1, base
    while free in taxonomy or free in taken:
        number += 1
        free = f"{base}-{number}"
    return free


@functools.cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = dict(load("suggestions.yaml"))
    words = {name: frozenset(rules[name]) for name in ("leading", "clause", "never")}
    return {**words, "cues": re.compile(rf"(?i)\b{rules['cues'].strip()}")}


class _Finder:
    """Finds phrases that look like skills and are not known, in one document after the other."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._match = phrase_matcher(taxonomy, Settings())
        self._names = {squash(form) for form in taxonomy.forms}
        self._english = load("words.txt.gz") | load(COMMON_WORDS)
        self._never = _rules()["never"]
        self._clause = _rules()["clause"]

    def phrases(
        self, document: Document, text: MatchText, parts: Iterable[Segment]
    ) -> Iterator[_Phrase]:
        """Gives the phrases of a document, each place once."""
        known = bytearray(len(text.view.text))
        for one in self._match(text):
            known[one.start : one.end] = b"\x01" * (one.end - one.start)
        starts = {part.start for part in parts}
        told: set[int] = set()
        for phrase in (*self._items(document, text), *self._runs(text, starts, known)):
            source = text.view.source(phrase.start, phrase.end)[0]
            section = document.section_at(source)
            away = section and (section.name in _AWAY or source < section.body)
            if away or phrase.start in told or not self._new(phrase, known):
                continue
            if self._unknown(phrase.text):
                told.add(phrase.start)
                yield phrase

    def _new(self, phrase: _Phrase, known: bytearray) -> bool:
        """Tells whether a phrase is more than known names with ordinary words around them."""
        covered = known[phrase.start : phrase.end]
        if not any(covered):
            return True
        rest = "".join(
            " " if used else char for char, used in zip(phrase.text, covered, strict=True)
        )
        return self._odd(rest, re.findall(r"[^\W\d_]+", rest))

    def _unknown(self, phrase: str) -> bool:
        """Tells whether a phrase can be the name of a skill that the taxonomy lacks."""
        if not 2 <= len(phrase) <= _MOST_CHARACTERS or MASK in phrase:
            return False
        words = [word for word in words_of(phrase.casefold()) if word[0].isalnum()]
        if not words or len(words) > _MOST_WORDS + 1 or all(word.isdigit() for word in words):
            return False
        if self._never.intersection(words) or all(len(word) == 1 for word in words):
            return False
        # `forms` hold names with another sense too, which `resolve` only knows as written.
        if squash(normal_form(phrase)) in self._names:
            return False
        return self._taxonomy.resolve(phrase) is None

    def _items(self, document: Document, text: MatchText) -> Iterator[_Phrase]:
        """Gives items of lists: in sections of skills, and after "experience with"."""
        view = text.view.text
        for section in document.sections:
            if section.name == "skills":
                end = len(fold(document.text[section.body : section.end]).text)
                start = _view_offset(text, section.body)
                yield from self._split(view, start, min(len(view), start + end))
        for match in _rules()["cues"].finditer(view):
            stop = re.compile(r"\n|\.(?:\s|$)").search(view, match.end())
            yield from self._split(view, match.end(), stop.start() if stop else len(view))

    def _split(self, view: str, start: int, end: int) -> Iterator[_Phrase]:
        position = start
        for cut in (*_ITEM_END.finditer(view, start, end), None):
            stop = cut.start() if cut else end
            item = self._item(view, position, stop)
            if item and not (cut and cut.group() == ":"):  # "Tools: ..." names a list
                yield item
            position = cut.end() if cut else end

    def _item(self, view: str, start: int, end: int) -> _Phrase | None:
        leading = _rules()["leading"]
        words = list(re.finditer(r"\S+", view[start:end]))
        while words and words[0].group().casefold().strip(".") in leading:
            del words[0]
        if not words or len(words) > _MOST_WORDS:
            return None
        first, last = start + words[0].start(), start + words[-1].end()
        text = view[first:last].strip("\"'*-\u2013\u2014.!?")
        first = view.find(text, first, last)
        if not text or not text[0].isalnum() or not re.search(r"[A-Za-z]", text):
            return None
        lower = [word.casefold() for word in re.findall(r"[^\W\d_]+", text)]
        ordinary = len(lower) == 1 and text == text.lower() and lower[0] in self._english
        if ordinary or self._clause.intersection(lower):
            return None
        return _Phrase(text, first, first + len(text), sure=True)

    def _runs(self, text: MatchText, starts: set[int], known: bytearray) -> Iterator[_Phrase]:
        """Gives names in running text: words with capitals, camel case or digits in a row."""
        view = text.view.text
        for match in _RUN.finditer(view):
            for start, end in _capital_runs(view, match.start(), match.end()):
                start = self._without_small_words(view, start, end)
                phrase = view[start:end]
                words = re.findall(r"[^\W\d_]+", phrase)
                if len(phrase.split()) > _MOST_WORDS or not self._odd(phrase, words):
                    continue
                opening = text.view.source(start, end)[0] in starts and phrase[1:].islower()
                sure = not opening and _beside(view, start, end, known)
                yield _Phrase(phrase, start, end, sure)

    def _without_small_words(self, view: str, start: int, end: int) -> int:
        """Gives where a name begins whose first word has its capital from a sentence."""
        small = _rules()["leading"] | self._clause
        while (match := re.match(r"(\w+) ", view[start:end])) and match[1].casefold() in small:
            start += match.end()
        return start

    def _odd(self, phrase: str, words: list[str]) -> bool:
        """Tells whether no sentence would hold these words as ordinary ones with a capital."""
        if len(words) == 1 and phrase.isupper() and len(phrase) < 3:
            return False
        return any(
            word.casefold() not in self._english and (len(word) > 2 or not word.islower())
            for word in words
        )


def _beside(view: str, start: int, end: int, known: bytearray) -> bool:
    """Tells whether a known name stands next to a stretch in a list."""
    gap = re.search(r"(?:\s*[,/|;(&\u2022\u00b7+]\s*|\s+)(?:(?:and|or)\s+)?\Z", view[:start][-8:])
    if gap and gap.group().strip() and known[start - len(gap.group()) - 1]:
        return True
    after = re.match(r"(?:\s*[,/|;)(&\u2022\u00b7+]\s*|\s+)(?:(?:and|or)\s+)?", view[end : end + 8])
    return bool(
        after
        and after.group().strip()
        and end + after.end() < len(view)
        and known[end + after.end()]
    )


def _view_offset(text: MatchText, offset: int) -> int:
    """Gives where a place of the source stands in the view, or the next that does."""
    starts = text.view.starts
    if starts is None:
        return offset
    import bisect

    return bisect.bisect_left(starts, offset)


def _capital_runs(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Gives the stretches whose words all have a capital or, after the first, a digit."""
    first = last = -1
    for word in re.finditer(r"\S+", view[start:end]):
        text = word.group()
        if any(char.isupper() for char in text) or any(char.isdigit() for char in text):
            first = start + word.start() if first < 0 else first
            last = start + word.end()
        elif first >= 0:
            yield first, last
            first = -1
    if first >= 0:
        yield first, last


def stub(found: Iterable[Suggestion], taxonomy: Taxonomy) -> str:
    """Writes suggestions as YAML that `load_taxonomy(extend=)` takes once it is filled in.

    Args:
        found: The suggestions.
        taxonomy: The taxonomy, for its areas.

    Returns:
        YAML: each with its id, label and other spellings, an empty area and kind, and the
        examples as comments.
    """
    lines = [
        "# Phrases that look like skills. Delete what is none, fill in area and kind, then",
        "# `skillmap taxonomy check` this file and use it with --taxonomy.",
        *_comment("areas: ", [area.id for area in taxonomy.areas]),
        *_comment("kinds: ", get_args(SkillKind)),
        "skills:",
    ]
    for one in found:
        plural = "" if one.documents == 1 else "s"
        lines += [f"  # {one.documents} document{plural}"]
        lines += [f"  #   {json.dumps(text, ensure_ascii=False)}" for text in one.examples]
        lines += [f"  - id: {_quoted(one.skill_id)}", f"    label: {_quoted(one.phrase)}"]
        lines += ["    area:", "    kind:"]
        if one.spellings:
            lines.append(f"    aliases: [{', '.join(map(_quoted, one.spellings))}]")
    if lines[-1] == "skills:":
        lines[-1] = "skills: []"
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _comment(name: str, words: Iterable[str]) -> list[str]:
    import textwrap

    indent = "# " + " " * len(name)
    return textwrap.wrap(", ".join(words), 80, initial_indent=f"# {name}", subsequent_indent=indent)
