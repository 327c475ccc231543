"""Headings that no list has: told by their shape, their words, and how the text below reads."""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from skillmap.data_files import load
from skillmap.models import Kind, SectionName
from skillmap.needed import Needed
from skillmap.sections.headings import MOST_KEPT, fold_heading, meaning, without_brackets
from skillmap.sections.reading import RANGE, has_title, part_of_cv
from skillmap.sections.unheaded import after_jobs
from skillmap.sought import Sought, compiled
from skillmap.text import lowered

_LINE = re.compile(r"[^\n]*\n?")
_WORD = re.compile(r"[^\W\d_]+")
_NO_HEADING = re.compile(r"[@|]|https?:|\b\d{4}\b")
_PART = re.compile(r"\S+(?: \S+)*")
_BULLET = re.compile("[\u30fb•·▪◦‣●○*\\-–—➢✓✔■□♦→>+\uf0b7¤»]\\s*\\S")
_LONG = 300
"""A line of so many characters has lost its line ends; two blanks stand for each."""
_MARKED = re.compile(
    r"^(?:#{1,4}\s+\S|\[[^\]\n]{2,40}\]$|【[^】\n]{2,40}】$|[~=*✦✧◆■▪►»]+\s*\w[^\n]*$|-{2,}\s*\w[^\n]*$|\d{1,2}[.)]\s+[A-Z])"
)
_SYMBOLS = "".join(chr(code) for code in range(0xA1, 0xC0)) + "# "
_MOST_PIECES = 10_000
_MOST_WORDS = 7
_MOST_CHARACTERS = 60
_LONGEST = 120
_AFTER_JOBS = frozenset({"skills", "education", "certifications"})
"""What may follow on the last job without a blank line's doubt."""
_VALUE = re.compile(r"[:\t]\s*\S")
"""A label with its value ("Client: Acme") is no heading."""


def unknown_headings(
    text: str,
    kind: Kind,
    known: Sequence[tuple[int, int, SectionName]],
    alike: frozenset[int] = frozenset(),
) -> Iterator[tuple[int, int, SectionName]]:
    """Finds headings that stand on a line of their own and are in no list.

    A line is one by its shape: in capitals, marked ("## Work", "[Work]", "3. Employment"), or short
    and set apart by a blank line. It opens a section only when its words or the text below tell
    which, and when that is another than the one it stands in.

    Args:
        text: A CV or a post.
        kind: Which of the two.
        known: Headings found by the lists: start, end, section, in order.
        alike: Where the lines begin that are set as those headings are, in a file with looks.

    Yields:
        Start, end and section of further headings, in order.
    """
    if kind == "text":
        return
    lines = list(_shaped(text, kind, known, alike))
    closing = _closing(known, [start for start, _, _ in lines], alike) if kind == "cv" else set()
    starts = sorted([start for start, _, _ in known] + [start for start, _, _ in lines])
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=False))
    for start, end, strong in lines:
        body = text[end : ends[start]]
        current = _current(start, known)
        name = _name(text[start:end], body, kind, strong)
        if not name and start in closing and current and not has_title(text[start:end]):
            name = "other"
        if not name or name == current:
            continue
        after = min((at for at, _, _ in known if at > start), default=len(text))
        last = kind == "cv" and name in _AFTER_JOBS and _ends_jobs(text, start, end, after, strong)
        if last or not _belongs(name, current, kind, strong):
            yield start, end, name
            known = sorted([*known, (start, end, name)])


def _closing(
    known: Sequence[tuple[int, int, SectionName]], lines: Sequence[int], alike: frozenset[int]
) -> set[int]:
    """Gives the lines that end a section though nothing tells what they open.

    They are set as the known headings are, and are no more than those: else jobs are set so too.
    """
    unknown = alike.intersection(lines)
    return set(unknown) if len(unknown) <= sum(start in alike for start, _, _ in known) else set()


def _ends_jobs(text: str, start: int, end: int, after: int, strong: bool) -> bool:
    """Tells whether a heading below the last job opens a section beside the jobs."""
    heading = text[start:end]
    if has_title(heading) or fold_heading(heading) in load("heading_stems.yaml")["job_labels"]:
        return False
    set_apart = strong or text[:start].rstrip(" \t").endswith("\n\n")
    return set_apart and after_jobs(text[end:after])


def heading_section(heading: str) -> SectionName | None:
    """Tells what the words of a post's heading mean.

    Args:
        heading: The heading, such as one of two that stand side by side.

    Returns:
        The section, None when the words do not tell.

    Example:
        >>> heading_section("Would be lovely")
        'preferred'
    """
    return meaning(heading, "job") or _name(heading, "", "job", strong=False)


def _shaped(
    text: str,
    kind: Kind,
    known: Sequence[tuple[int, int, SectionName]],
    alike: frozenset[int],
) -> Iterator[tuple[int, int, bool]]:
    """Gives lines shaped as a heading, and whether the shape alone says so."""
    taken = {start for start, _, _ in known}
    pieces = list(itertools.islice(_pieces(text), _MOST_PIECES))
    shape = _shape_in_post if kind == "job" else _shape_in_cv
    for index, (at, line, _) in enumerate(pieces):
        if not line or at in taken or index == 0 or len(line) > _LONGEST:
            continue  # the first line is a name or a title
        short = _short(line)
        if not short:
            continue
        strong = at in alike or shape(pieces, index, *short)
        if strong is not None:
            yield at, at + len(line), strong


@functools.lru_cache(maxsize=MOST_KEPT)
def _short(line: str) -> tuple[str, int] | None:
    """Gives a line that is short enough for a heading without its brackets, and its letters."""
    bare = without_brackets(line)
    if line[-1] in ".,;" or len(bare) > _MOST_CHARACTERS:
        return None
    words: list[str] = _WORD.findall(bare)
    if not words or len(words) > _MOST_WORDS or _NO_HEADING.search(line) or RANGE.search(line):
        return None
    return bare, sum(map(len, words))


_Pieces = Sequence[tuple[int, str, bool]]


def _beside(pieces: _Pieces, index: int, step: int) -> str:
    """Gives the nearest line with words above or below."""
    index += step
    while 0 <= index < len(pieces):
        if pieces[index][1]:
            return pieces[index][1]
        index += step
    return ""


def _shape_in_post(pieces: _Pieces, index: int, bare: str, letters: int) -> bool | None:
    """Tells whether a line of a post is shaped as a heading: True surely, None not at all."""
    _, line, whole = pieces[index]
    before = _beside(pieces, index, -1)
    following = _beside(pieces, index, 1)
    item = bool(_BULLET.match(line)) and line[0] in (before[:1], following[:1])
    capitals = bare.upper() == bare and letters >= 4 and "," not in bare[:4]
    strong = not item and (capitals or (whole and bool(_MARKED.match(line))))
    bullet = item or (bool(_BULLET.match(line)) and not _MARKED.match(line))
    # In a text that lost its line ends, what stands between the end of a sentence or an item
    # and an item is a heading.
    set_apart = bool(_BULLET.match(following)) or (whole and not pieces[index - 1][1])
    opens = line.lstrip(_SYMBOLS)[:1].isupper() or line[-1] in ":?"
    return strong if strong or (set_apart and not bullet and opens) else None


def _shape_in_cv(pieces: _Pieces, index: int, bare: str, letters: int) -> bool | None:
    """Tells whether a line of a CV is shaped as a heading: True surely, None not at all."""
    _, line, whole = pieces[index]
    if _VALUE.search(line):
        return None
    capitals = bare.upper() == bare and letters >= 4 and "," not in line[:4]
    item = pieces[index - 1][1][:1] == line[0] and not line[0].isalnum()
    strong = capitals or (whole and bool(_MARKED.match(line)) and not item)
    bullet = bool(_BULLET.match(line)) and not _MARKED.match(line)
    following = _beside(pieces, index, 1)
    set_apart = whole and (not pieces[index - 1][1] or bool(_BULLET.match(following)))
    alone = whole and index + 1 < len(pieces) and not pieces[index + 1][1]
    opens = line[0].isupper() or line[-1] in ":?" or alone
    return strong if strong or (set_apart and not bullet and opens) else None


def _pieces(text: str) -> Iterator[tuple[int, str, bool]]:
    """Gives lines, and the parts of lines that lost their breaks: start, words, whether whole."""
    for match in _LINE.finditer(text):
        line = match[0].rstrip("\n")
        if not match[0]:
            return
        if len(line) <= _LONG:
            stripped = line.strip()
            yield match.start() + (len(line) - len(line.lstrip())), stripped, True
            continue
        for part in _PART.finditer(line):
            yield match.start() + part.start(), part[0], False


def _current(start: int, known: Sequence[tuple[int, int, SectionName]]) -> SectionName | None:
    index = bisect.bisect_left(known, start, key=lambda one: one[0])
    return known[index - 1][2] if index else None


def _name(heading: str, body: str, kind: Kind, strong: bool) -> SectionName | None:
    words = fold_heading(without_brackets(heading)) or fold_heading(heading)
    told = _told(words, kind)
    if kind == "job":
        if told != "preferred" and _pattern("not_asked").search(words):
            # "What you do not need", which asks for nothing; "Not here" is read with its section.
            return "other" if _pattern("not_needed").search(words) else None
        return told or (_post_part(body) if strong else None)
    read = part_of_cv(body)
    if read == "experience" or told is None:
        return read if strong or told else None
    if told == "experience" and read:
        return None  # "Work" over a list of schools
    return told


@functools.lru_cache(maxsize=MOST_KEPT)
def _told(words: str, kind: Kind) -> SectionName | None:
    """Tells what the words of a heading say: the same ones stand in many documents."""
    stems = _stems(kind)
    found = _needed_stems(kind).in_text(lowered(words))
    told = (stems[index] for index in found)
    return next((one for one, stem in told if compiled(stem, re.IGNORECASE).search(words)), None)


def _belongs(name: SectionName, current: SectionName | None, kind: Kind, strong: bool) -> bool:
    """Tells whether a heading only parts the section it stands in."""
    if kind == "job":
        return current in {"benefits", "legal"} and name not in {"required", "preferred"}
    # The stack of a job, the projects of an engagement, the thesis of a degree stay where they are.
    inside = {"skills", "summary", "contact", "planned"}
    if current == "experience":
        inside |= set() if strong else {"projects", "education", "interests", "other"}
    return current in {"experience", "projects"} and name in inside


def _post_part(body: str) -> SectionName | None:
    """Tells what a part of a post is by how its lines read."""
    counts: Counter[SectionName] = Counter()
    lines = [line for line in body.split("\n") if line.strip()]
    for line in lines:
        for section, patterns in _line_patterns():
            if any(pattern.search(line) for pattern in patterns):
                counts[section] += 1
                break
    if not counts:
        return None
    name, most = counts.most_common(1)[0]
    return name if 2 * most > len(lines) and len(lines) > 1 else None


@functools.cache
def _stems(kind: str) -> tuple[tuple[SectionName, str], ...]:
    return tuple(
        (section, pattern)
        for section, patterns in load("heading_stems.yaml")[kind].items()
        for pattern in patterns
    )


@functools.cache
def _needed_stems(kind: str) -> Needed:
    return Needed([pattern for _, pattern in _stems(kind)], re.IGNORECASE)


@functools.cache
def _line_patterns() -> tuple[tuple[SectionName, tuple[Sought, ...]], ...]:
    return tuple(
        (section, tuple(Sought(pattern, re.IGNORECASE) for pattern in patterns))
        for section, patterns in load("heading_stems.yaml")["job_lines"].items()
    )


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load("heading_stems.yaml")[name], re.IGNORECASE)
