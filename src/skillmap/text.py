"""Text as the matchers see it: folded, cut into tokens and segments, with the way back.

Offsets of records always count characters of `Document.text`. Whatever is folded here (quotes,
exotic spaces, ligatures, masks) keeps the offset of the character that it came from.
"""

from __future__ import annotations

import bisect
import functools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

MASK = "\u2588"
"""What an identity span becomes: one character that no alias holds."""

_FOLDED = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u0060", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2122\u00ae\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "\u2044": "/",
    "\u2215": "/",
}
# Beside capitals, what letters of ASCII match when case has no say and lower() leaves alone.
_ALSO_LOWER = (("\u0130", "i"), ("\u0131", "i"), ("\u017f", "s"))
_PLAIN = re.compile(r"[\t\n\r\x20-\x5f\x61-\x7e]*\Z")
_NOT_PLAIN = re.compile(r"[^\x00-\x5f\x61-\x7e]")
# Scripts written without spaces stand right beside Latin names: they make tokens of their own.
_DENSE = "\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[^\W\d_{_DENSE}]+|\d+(?:[.,]\d+)*|[{_DENSE}]+|\S")
_DENSE_CHAR = re.compile(rf"[{_DENSE}]")


@dataclass(frozen=True, slots=True)
class TextView:
    """A folded text with the way back to the text it was made from.

    Attributes:
        text: The folded text.
        starts: For each character, where its source begins; None when nothing was folded.
        ends: For each character, where its source ends; None when nothing was folded.
    """

    text: str
    starts: tuple[int, ...] | None
    ends: tuple[int, ...] | None

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Gives the place in the source of a stretch of the view.

        Args:
            start: First character in the view.
            end: One past the last character in the view.

        Returns:
            The same two offsets in the source text.
        """
        if self.starts is None or self.ends is None or start >= end:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> TextView:
    """Folds a text for matching: quotes, hyphens, spaces and ligatures become plain ones.

    Args:
        text: Any text.

    Returns:
        The view.
    """
    if _PLAIN.match(text):
        return TextView(text, None, None)
    view: list[str] = []
    starts: list[int] = []
    last, moved = 0, False
    for match in _NOT_PLAIN.finditer(text):
        at = match.start()
        folded = _fold_char(match[0])
        view += (text[last:at], folded)
        starts += range(last, at)
        starts += [at] * len(folded)
        moved = moved or len(folded) != 1
        last = at + 1
    view.append(text[last:])
    if not moved:  # character for character: there is nothing to find the way back from
        return TextView("".join(view), None, None)
    starts += range(last, len(text))
    return TextView("".join(view), tuple(starts), tuple([start + 1 for start in starts]))


def _fold_char(char: str) -> str:
    if char < "\x7f" and char != "`":
        return char
    if char in _FOLDED:
        return _FOLDED[char]
    if char.isspace():
        return "\n" if char in "\u2028\u2029\x85\x0b\x0c" else " "
    folded = unicodedata.normalize("NFKC", char)
    # A fold to white space or nothing would move word boundaries; keep the character then.
    return folded if folded.strip() == folded and folded else char


def lowered(text: str) -> str:
    """Gives a text in lower case, as a pattern without regard to case reads it.

    Args:
        text: Any text.

    Returns:
        As many characters; the letters that Unicode takes for an "i", "s" or "k" are one.

    Example:
        >>> lowered("Kelvin, \u212a")
        'kelvin, k'
    """
    return text.lower() if text.isascii() else _lowered(text)


# A text is asked about by one pattern after the other.
@functools.lru_cache(maxsize=16)
def _lowered(text: str) -> str:
    for odd, plain in _ALSO_LOWER:
        text = text.replace(odd, plain)
    return text.lower()


def is_dense(char: str) -> bool:
    """Tells whether a character is of a script that is written without spaces.

    Args:
        char: One character, or none.

    Returns:
        True for Chinese and Japanese ones.
    """
    return _DENSE_CHAR.match(char) is not None


class Token(NamedTuple):
    """A word, number or symbol of a view: text[start:end].

    A tuple, since a text has hundreds, and a frozen dataclass takes three times as long to make.
    """

    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """Cuts a view into words, numbers and single symbols.

    Letters and digits are cut apart ("Python3" gives two), so that glued lists and versions stay
    reachable; what may stand next to a match is the matchers' business.

    Args:
        text: A view's text.

    Returns:
        The tokens in order; white space is in none of them.
    """
    return [Token(match[0], *match.span()) for match in _TOKEN.finditer(text)]


def words_of(text: str) -> list[str]:
    """Cuts a view into the texts of its tokens, without their places.

    Args:
        text: A view's text.

    Returns:
        Words, numbers and symbols in order.
    """
    return _TOKEN.findall(text)


class Segment(NamedTuple):
    """A bullet, a sentence or a line, trimmed: text[start:end].

    Attributes:
        start: First character.
        end: One past the last.
        bullet: Whether it begins an item of a list.
    """

    start: int
    end: int
    bullet: bool


_BULLETS = "\u2022\u25e6\u25aa\u2023\u2219\u25cf\u25cb\u25a0\u25ba\u27a2\u2713\u2714\uf0b7\u00b7"
PICTURES = "\u30fb\u2600-\u27bf\u2b50\U0001f300-\U0001faff"
"""Signs that are set before items, as a part of a class: pictures, the middle dot of Japanese."""
_BULLET = re.compile(
    rf"^[ \t]*(?:[{_BULLETS}*\u2013\u2014-]|[{PICTURES}]\ufe0f?"
    r"|\u00e2(?:\u0080)?\u00a2|o(?=[ \t]+[A-Z])"
    r"|(?:->|[>\u00bb~+\u00a7\u25b8\u27a4]|\(?[a-z]\))(?=\s)"
    r"|\(?\d{1,2}[.)](?=\s))[ \t]*"
)
# Bullets also stand inside a line when a document was flattened to one physical line.
_INNER = re.compile(
    rf"(?=[{_BULLETS.replace(chr(0xB7), '')}]|\u00e2\u0080?\u00a2)"
    r"|(?<=[\w.)])['\"], ['\"](?=[A-Z0-9])"
)
# Without these there is none, which is told sooner.
_MARK = re.compile(rf"[{_BULLETS.replace(chr(0xB7), '')}\u00e2]")
_QUOTED = re.compile(r", ['\"]")
_SENTENCE = re.compile(
    r"(?<=[.!?])[\"')\]]?\s+(?=[\"'(\[]?[A-Z0-9\u00c0-\u00de])|;\s+(?=[A-Z])"
    # A line end that was lost: "reports in Cognos.Required Skills:".
    r"|(?<=[a-z]{3}\.)(?=[A-Z][a-z]{2,15}[ :])"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|incl|approx|vs|resp|Inc|Ltd|Co|Corp|Dr|Mr|Mrs|Ms|Prof|St|No|Nr|ca"
    r"|ver|Sr|Jr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|M\.?Sc|B\.?Sc|Ph\.?D)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_GAP = re.compile(r"[ \t]{2,}")
_WRAP_WIDTH = 70
_FLAT_WIDTH = 300


def segments(text: str, start: int = 0, end: int | None = None) -> list[Segment]:
    """Cuts a stretch of text into bullets, sentences and lines.

    A line that goes on in the next one (a wrapped line) is joined with it first. Very long lines
    are taken for flattened documents, where two spaces stand for a line break.

    Args:
        text: The text.
        start: First character of the stretch.
        end: One past its last character, None for the end of the text.

    Returns:
        Trimmed segments in order, none of them empty.
    """
    return list(_segments(text, start, len(text) if end is None else end))


# Several stages cut the same text.
@functools.lru_cache(maxsize=4)
def _segments(text: str, start: int, stop: int) -> tuple[Segment, ...]:
    found: list[Segment] = []
    for block_start, block_end, bullet in _blocks(text, start, stop):
        position = block_start
        first = True
        for match in _SENTENCE.finditer(text, block_start, block_end):
            if _ABBREVIATION.search(text, max(block_start, match.start() - 8), match.start()):
                continue
            _add(found, text, position, match.start(), bullet and first)
            position, first = match.end(), False
        _add(found, text, position, block_end, bullet and first)
    return tuple(found)


def _add(found: list[Segment], text: str, start: int, end: int, bullet: bool) -> None:
    # A list printed by a program leaves its quotes: ['first line', 'second line'].
    quoted = text.startswith(("', '", "', \"", '", "', "\", '"), end - 4) and end - 4 > start
    end -= 4 if quoted else 0
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Segment(start, end, bullet))


def _blocks(text: str, start: int, stop: int) -> Iterable[tuple[int, int, bool]]:
    """Gives bullets and paragraphs' lines, wrapped lines joined."""
    current: tuple[int, int, bool] | None = None
    last_length = 0
    for line_start, line_end in _lines(text, start, stop):
        line = text[line_start:line_end]
        marker = _BULLET.match(line)
        body = line_start + marker.end() if marker else line_start
        blank = not line.strip()
        if current and not blank and not marker and _goes_on(text, current, body, last_length):
            current = (current[0], line_end, current[2])
        else:
            if current:
                yield current
            current = None if blank or body >= line_end else (body, line_end, marker is not None)
        last_length = line_end - line_start
    if current:
        yield current


def _goes_on(text: str, current: tuple[int, int, bool], body: int, last_length: int) -> bool:
    if "\n" not in text[current[1] : body]:
        return False
    before = text[current[0] : current[1]].rstrip()
    if not before or before[-1] in ".:!?;":
        return False
    while body < len(text) and text[body] in " \t":
        body += 1
    # "Term:" opens a line of its own, however long the line before it was.
    if re.match(r"[\w/&+#. -]{2,30}:\s", text[body : body + 40]):
        return False
    next_lower = text[body].islower() or text[body] in "(&"
    return next_lower or before[-1] in ",(-/&" or last_length > _WRAP_WIDTH


def _lines(text: str, start: int, stop: int) -> Iterable[tuple[int, int]]:
    """Gives lines, and the parts of flattened ones."""
    position = start
    while position < stop:
        newline = text.find("\n", position, stop)
        line_end = stop if newline < 0 else newline
        begun = position + 1  # a bullet that begins the line cuts nothing
        cuts: list[int] = []
        if _MARK.search(text, begun, line_end) or _QUOTED.search(text, begun, line_end):
            inner = _INNER.finditer(text, position, line_end)
            cuts = [match.end() for match in inner if match.start() > position]
        if line_end - position > _FLAT_WIDTH:
            cuts += [m.end() for m in _GAP.finditer(text, position, line_end)]
        last = position
        for cut in sorted(set(cuts)):
            if last < cut <= line_end:
                yield last, cut
                last = cut
        yield last, line_end
        position = line_end + 1


def segment_at(found: Sequence[Segment], offset: int) -> Segment | None:
    """Gives the segment that an offset stands in.

    Args:
        found: Segments in order.
        offset: Characters from the beginning of the text.

    Returns:
        The segment, or None when the offset stands between two.
    """
    index = bisect.bisect_right(found, offset, key=lambda segment: segment.start) - 1
    if index >= 0 and found[index].start <= offset < found[index].end:
        return found[index]
    return None
