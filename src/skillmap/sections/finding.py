"""Sections of a text by its headings, and what kind of document it is."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from skillmap.data_files import load
from skillmap.models import Kind, Section, SectionName
from skillmap.sections.headings import MOST_KEPT, fold_heading, is_spaced, meaning
from skillmap.sections.layout import Looks, usual_looks
from skillmap.sections.long_lines import headings_inside
from skillmap.sections.reading import told_by_text
from skillmap.sections.unheaded import unheaded_parts
from skillmap.sections.unknown import unknown_headings
from skillmap.sought import Sought

_LINE = re.compile(r"[^\n]*\n?")
_INLINE = re.compile(r"^([^:\t|]{2,60}?)\s*(?:[:：]\s*|\t+\s*)(?=\S)")
_BULLET = re.compile(r"^[\u30fb•·▪◦‣●○*\-–—➢✓✔■□♦→>]\s*(?=\S)")
_UNDERLINE = re.compile(r"\n[ \t]*([=\-~_*])\1{3,}[ \t]*(?:\n|\Z)")
_COLUMNS = re.compile(r"\s*\t\s*|\s{4,}")
_MOST_HEADINGS = 300
_HEADING_WORDS = 8
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SENTENCE_ENDS = ".!?;,"
_CONTACT = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.\w|"
    r"\[EMAIL\]|\[PHONE\]|\+?\d[\d ().-]{7,}\d|linkedin|github|www\.|https?:"
)
_CONTACT_CHARACTERS = 800
_ONE_LINE = frozenset({"conditions"})
"""Sections that an inline heading opens for its own line only ("Location: Berlin")."""
_SHORT = frozenset({"planned", "languages", "interests", "contact", "education"})
"""Sections of which an inline heading opens little more than its own paragraph."""
_WORK = frozenset({"experience", "projects"})
_NO_SIGN = frozenset({"other", "conditions"})
_LANGUAGES = frozenset({"languages", "language", "programming languages"})


@dataclass(frozen=True)
class _Heading:
    """A heading found: `inline` when text follows on its line, `inner` when no line is its own."""

    name: SectionName
    start: int
    end: int
    body: int
    line_end: int
    inline: bool = False
    inner: bool = False
    told: bool = False
    """Found by its shape and words, not in a list."""


def find_sections(
    text: str, kind: Kind | None = None, looks: Looks | None = None
) -> tuple[Section, ...]:
    """Finds the sections of a text.

    Args:
        text: A CV, a post, or any text.
        kind: What it is; None to tell it from the text.
        looks: The looks of lines that are set like headings, where the file has looks.

    Returns:
        Sections in order that cover the text without gaps; none for an empty text.
    """
    if not text:
        return ()
    if kind is None:
        kind = guess_kind(text, ())
    found = _headings(text, kind, looks) if looks else _plain_headings(text, kind)
    return tuple(_cover(text, found, kind))


def guess_kind(text: str, sections: tuple[Section, ...] = ()) -> Kind:
    """Tells a CV from a post from any other text.

    Args:
        text: The text.
        sections: Sections found so far. They have no say yet: headings are looked up anew for
            both kinds.

    Returns:
        "cv", "job", or "text" when neither is sure.
    """
    return _kind_of(text)


# Asked for the sections and for the document: the second time it is known.
@functools.lru_cache(maxsize=2)
def _kind_of(text: str) -> Kind:
    data = load("kinds.yaml")
    points: dict[Kind, float] = {}
    kinds: tuple[Kind, ...] = ("cv", "job")
    for kind in kinds:
        own, shared = _heading_counts(text, kind)
        points[kind] = _cue_points(text, kind)
        points[kind] += data["heading"] * own + data["shared"][kind] * shared
    best: Kind = "cv" if points["cv"] >= points["job"] else "job"
    return best if points[best] >= data["least"] else "text"


# What kind a text is of is told by the headings that it then has.
@functools.lru_cache(maxsize=4)
def _plain_headings(text: str, kind: Kind) -> tuple[_Heading, ...]:
    return tuple(_headings(text, kind, {}))


def _headings(text: str, kind: Kind, looks: Looks) -> list[_Heading]:
    """Finds all headings that open a section."""
    kinds = ("job",) if kind == "job" else ("cv",) if kind == "cv" else ("cv", "job")
    candidates: list[_Heading] = []
    blank_before = True
    for match in _LINE.finditer(text):
        line = match[0]
        if not line:
            break
        candidates.extend(_on_line(text, match.start(), line.rstrip("\n"), kinds, blank_before))
        blank_before = not line.strip()
    usual = usual_looks([one.start for one in candidates if not one.inline], looks)
    if usual:
        candidates = [one for one in candidates if _is_set_apart(text, one, looks)]
    taken = {heading.start for heading in candidates}
    candidates.extend(
        _Heading(inner.name, inner.start, inner.end, inner.body, inner.line_end, True, True)
        for inner in headings_inside(text, kinds[0])
        if inner.start not in taken
    )
    # Each is compared with the text around it: endless ones would take for ever.
    candidates = sorted(candidates, key=lambda heading: heading.start)[:_MOST_HEADINGS]
    known = [(one.start, one.end, one.name) for one in _opening(text, candidates, kind)]
    alike = frozenset(start for start, look in looks.items() if look in usual)
    for start, end, name in unknown_headings(text, kind, known, alike):
        line_end = text.find("\n", end)
        line_end = len(text) if line_end < 0 else line_end
        inline = bool(text[end:line_end].strip())
        body = end if inline else min(len(text), line_end + 1)
        candidates.append(_Heading(name, start, end, body, line_end, inline, inline, told=True))
    # Again: whether "Stack: Go" is a label depends on the headings that were found meanwhile.
    opened = _opening(text, sorted(candidates, key=lambda heading: heading.start), kind)
    return opened if kind == "job" else _with_unheaded(text, _by_text(text, opened), kind)


def _with_unheaded(text: str, headings: list[_Heading], kind: Kind) -> list[_Heading]:
    """Adds the parts of a CV that no heading opens, each with an empty heading."""
    if kind != "cv":
        return headings
    known = [(one.start, one.body, one.name, one.inline and one.name in _SHORT) for one in headings]
    parts = [
        _Heading(name, start, start, start, start, told=True)
        for start, name in unheaded_parts(text, known)
    ]
    return sorted([*headings, *parts], key=lambda heading: heading.start)


def _by_text(text: str, headings: list[_Heading]) -> list[_Heading]:
    """Corrects headings of a CV whose text is of another kind: jobs under "Projects"."""
    ends = [*(heading.start for heading in headings[1:]), len(text)]
    told: list[_Heading] = []
    sure = any(one.name == "experience" for one in headings)
    for heading, end in zip(headings, ends, strict=False):
        words = "" if heading.inline else fold_heading(text[heading.start : heading.end])
        if heading.inner:
            words = fold_heading(text[heading.start : heading.end])
        told.append(
            replace(heading, name=told_by_text(heading.name, words, text[heading.body : end], sure))
        )
    return told


def _is_set_apart(text: str, heading: _Heading, looks: Looks) -> bool:
    """Tells a heading from an item of the same words, where the headings are set apart."""
    words = text[heading.start : heading.end]
    return heading.inline or heading.start in looks or words.isupper() or is_spaced(words)


def _on_line(
    text: str, start: int, line: str, kinds: tuple[str, ...], blank_before: bool
) -> list[_Heading]:
    stripped = line.strip()
    if not stripped or len(stripped) > 400:
        return []
    at = start + line.index(stripped[0])
    line_end = start + len(line)
    body = min(len(text), line_end + 1)
    whole = _whole(stripped, kinds, blank_before)
    if whole:
        return [_Heading(whole, at, at + len(stripped), body, line_end)]
    if _UNDERLINE.match(text, line_end) and len(stripped.split()) <= _HEADING_WORDS:
        # A line drawn under it makes a heading of words that no list knows.
        return [_Heading("other", at, at + len(stripped), body, line_end)]
    colon = ":" in stripped or "\t" in stripped or "：" in stripped
    inline = _INLINE.match(stripped) if colon else None
    if inline and not _BULLET.match(stripped):
        tabbed = "\t" in inline[0]
        for kind in kinds:
            name = meaning(inline[1], kind)
            if name and (tabbed or name in _inline_names(kind)) and len(inline[1].split()) <= 6:
                after = at + inline.end()
                return [_Heading(name, at, at + inline.end(1), after, line_end, inline=True)]
    return []


@functools.lru_cache(maxsize=MOST_KEPT)
def _whole(line: str, kinds: tuple[str, ...], blank_before: bool) -> SectionName | None:
    """Tells whether a whole line is a heading."""
    if len(line) > 80:
        return None
    bullet = _BULLET.match(line)
    if bullet:
        mark = line[0]
        if not (line.endswith(mark) or line.isupper() or is_spaced(line[bullet.end() :])):
            return None
    if line[-1] in _SENTENCE_ENDS and not line.endswith("?") and not line.isupper():
        return None
    words = len(line.split())
    lower = line[0].islower() and not line.endswith((":", "?"))
    if lower and words > 2 and (not blank_before or words > 6):
        return None
    for kind in kinds:
        name = meaning(line, kind) or (_first_of_two(line) if kind == "cv" else None)
        if name:
            return name
    return None


def _first_of_two(line: str) -> SectionName | None:
    """Tells what the first of two headings in capitals means that stand above two columns."""
    parts = _COLUMNS.split(line)
    if len(parts) < 2 or not all(part.isupper() and len(part.split()) < 20 for part in parts):
        return None
    return meaning(parts[0], "cv")


def _opening(text: str, candidates: list[_Heading], kind: Kind) -> list[_Heading]:
    """Drops the labels that open no section where they stand."""
    if kind == "job":
        return candidates
    opened: list[_Heading] = []
    for index, heading in enumerate(candidates):
        current = opened[-1].name if opened else None
        following = candidates[index + 1].start if index + 1 < len(candidates) else len(text)
        words = fold_heading(text[heading.start : heading.end])
        if heading.told:
            opened.append(heading)
            continue
        if words in _LANGUAGES:
            last = min(following, heading.line_end) if heading.inline else following
            named = _languages_name(text[heading.body : last][:300])
            if named == "skills" and (current == "skills" or current in _WORK):
                continue
            heading = replace(heading, name=named)
        elif _is_item(text, heading, current, words) or (
            not heading.inner
            and words in _sub_labels()
            and _is_label(text, heading, current, following)
        ):
            continue
        opened.append(heading)
    return opened


def _is_item(text: str, heading: _Heading, current: SectionName | None, words: str) -> bool:
    """Tells an item of a list or a label of a job from a heading: no blank line parts them."""
    above = text[: heading.start].rstrip(" \t")
    if (
        heading.inline
        and current == "summary"
        and words in load("heading_stems.yaml")["specialties"]
    ):
        return True
    if heading.inner or not above.endswith("\n") or above.endswith("\n\n") or not above.strip():
        return False
    stems = load("heading_stems.yaml")
    if heading.inline:
        tabbed = "\t" in text[heading.end : heading.body]
        if current == "experience" and tabbed:
            return True
        if words in stems["job_labels"]:
            return current != "skills" and current != "summary"
        return current == "skills" and heading.name in ("publications", "interests")
    return current == "skills" and words in stems["items"]


def _is_label(text: str, heading: _Heading, current: SectionName | None, following: int) -> bool:
    """Tells a label inside of a section ("Tools: Git") from a heading."""
    if heading.inline:
        if current == "skills":
            return heading.name in ("skills", "education", "summary", "other", "contact")
        return current in _WORK and not _stands_alone(text, heading, following)
    line = text[heading.start : heading.end]
    return current in _WORK and line.endswith(":") and not line.isupper()


def _languages_name(body: str) -> SectionName:
    """Tells a section of natural languages from one of programming languages."""
    words = set(re.findall(r"\w+", body.casefold()))
    return "languages" if words & _natural_languages() else "skills"


def _stands_alone(text: str, heading: _Heading, following: int) -> bool:
    """Tells whether a label below work belongs to the document and not to a position."""
    before = text[: heading.start]
    blank = before.endswith("\n\n") or not before
    return blank and not _YEAR.search(text[heading.line_end : following])


def _cover(text: str, headings: Sequence[_Heading], kind: Kind) -> list[Section]:
    sections: list[Section] = []
    begin = headings[0].start if headings else len(text)
    if begin > 0:
        name = _first_name(text[:begin], kind, bool(headings))
        sections.append(Section(name=name, heading="", start=0, body=0, end=begin))
    for index, heading in enumerate(headings):
        end = headings[index + 1].start if index + 1 < len(headings) else len(text)
        title = text[heading.start : heading.end].strip()
        if heading.inline and heading.name in _ONE_LINE and heading.line_end < end:
            line_end = min(end, heading.line_end + 1)
            before = sections[-1].name if sections else "about"
            sections.append(_section(heading, title, line_end))
            if line_end < end:
                sections.append(
                    Section(name=before, heading="", start=line_end, body=line_end, end=end)
                )
        else:
            sections.append(_section(heading, title, end))
    return sections


def _section(heading: _Heading, title: str, end: int) -> Section:
    body = min(heading.body, end)
    return Section(name=heading.name, heading=title, start=heading.start, body=body, end=end)


def _first_name(before: str, kind: Kind, more: bool) -> SectionName:
    """Names the text before the first heading."""
    if kind == "job":
        return "about"
    short = len(before.strip()) <= _CONTACT_CHARACTERS
    if kind == "cv" and more and short and _CONTACT.search(before):
        return "contact"
    return "other"


def _cue_points(text: str, kind: str) -> float:
    points = 0.0
    for weight, most, pattern, top in _cues(kind):
        hits = islice(pattern.finditer(text[:600] if top else text), most)
        points += weight * sum(1 for _ in hits)
    return points


def _heading_counts(text: str, kind: Kind) -> tuple[int, int]:
    """Counts the sections whose headings only this kind has, and those that both have."""
    other = "job" if kind == "cv" else "cv"
    own: set[str] = set()
    shared: set[str] = set()
    for heading in _plain_headings(text, kind):
        if heading.start == heading.end:
            continue
        is_shared = meaning(text[heading.start : heading.end], other) is not None
        (shared if is_shared else own).add(heading.name)
    return len(own - _NO_SIGN), len(shared - own - _NO_SIGN)


def _inline_names(kind: str) -> frozenset[str]:
    return frozenset(load("headings.yaml")["inline"][kind])


@functools.cache
def _sub_labels() -> frozenset[str]:
    return frozenset(load("headings.yaml")["sub_labels"])


@functools.cache
def _natural_languages() -> frozenset[str]:
    return frozenset(load("headings.yaml")["natural_languages"])


@functools.cache
def _cues(kind: str) -> tuple[tuple[float, int, Sought, bool], ...]:
    data = load("kinds.yaml")[kind]
    return tuple(
        (float(weight), int(most), Sought(pattern, re.IGNORECASE | re.MULTILINE), top == "top")
        for top in ("top", "anywhere")
        for pattern, weight, most in data[top]
    )
