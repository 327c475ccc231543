"""Cleaning that all readers share: newlines, controls, ligatures, icons, invisible characters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from skillmap.data_files import load
from skillmap.models import Notice

BULLET = "•"

_NEWLINES = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ud800-\udfff\ufff9-\uffff]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SOFT_HYPHEN = "\u00ad"
# Zero-width, bidirectional and tag characters; joiners (200c, 200d) are letters' business in
# some scripts and in emoji, so they go only beside ASCII.
_INVISIBLE = re.compile(
    "[\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\U000e0000-\U000e007f]|(?<=[A-Za-z])[\ufe00-\ufe0f\U000e0100-\U000e01ef\u115f\u1160\u3164\uffa0]+|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
)
# Greek, Cyrillic, Armenian and Cherokee, and words that hold any of them.
_LOOKALIKE = re.compile("[\u0370-\u0587\u13a0-\u13f5]")
_WORD = re.compile(r"\w*[\u0370-\u0587\u13a0-\u13f5]\w*")
_LATIN = re.compile("[A-Za-z]")
_LATIN_SHARE = 3
"""One in so many letters of a word must be Latin, for its other letters to be taken for Latin."""

_LIGATURES = re.compile("[\ufb00-\ufb06\u0132\u0133]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_PRIVATE_AT_START = re.compile(
    "^[ \t]*([\ue000-\uf8ff\U000f0000-\U0010ffff])(?=[ \t]*\\S)", re.MULTILINE
)
# The places of Symbol and Wingdings at which word processors find their bullets.
_KNOWN_BULLETS = frozenset("\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf06e\uf06c\uf0be\uf075\uf077")
_OFTEN = 3
"""A private glyph that begins so many lines of a document is its bullet, not an icon."""

_BLANK_LINES = re.compile(r"\n{3,}")
_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)


@dataclass
class Tally:
    """Counts what was cleaned out of the text of one file."""

    invisible: int = 0
    lookalikes: int = 0

    def notices(self) -> tuple[Notice, ...]:
        """Tells what was counted.

        Returns:
            A notice for every kind of character that was found.
        """
        found = []
        if self.invisible:
            verb = "character was" if self.invisible == 1 else "characters were"
            message = f"{self.invisible} invisible {verb} taken out of the text"
            found.append(Notice(code="invisible-characters", message=message))
        if self.lookalikes:
            verb = "letter was" if self.lookalikes == 1 else "letters were"
            message = (
                f"{self.lookalikes} {verb} of another alphabet inside Latin words, and read as "
                "the Latin ones that they look like"
            )
            found.append(Notice(code="lookalike-letters", message=message))
        return tuple(found)


def clean(text: str, tally: Tally) -> str:
    """Cleans the text of a file; an already clean text stays as it is.

    Args:
        text: Text as a library gives it.
        tally: Gets the numbers of invisible characters and of false letters added.

    Returns:
        The text with one kind of newline, composed letters and plain spaces, without control,
        invisible and private characters.
    """
    text = clean_characters(text, tally)
    return without_private_glyphs(text, bullets_of(text))


def clean_characters(text: str, tally: Tally) -> str:
    """Cleans a text, or a piece of one, but leaves the glyphs of symbol fonts in it.

    Args:
        text: Text as a library gives it.
        tally: Gets the numbers of invisible characters and of false letters added.

    Returns:
        The cleaned text.
    """
    text = _CONTROLS.sub("", _NEWLINES.sub("\n", text))
    if text.isascii():
        return text
    text, count = _INVISIBLE.subn("", text)
    tally.invisible += count
    text = _SPACES.sub(" ", text.replace(_SOFT_HYPHEN, ""))
    text = _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return _latin(unicodedata.normalize("NFC", text), tally)


def _latin(text: str, tally: Tally) -> str:
    """Turns letters that pose as Latin ones in a Latin word into those that they look like."""
    if not _LOOKALIKE.search(text):
        return text
    latin: dict[str, str] = load("lookalikes.yaml")["letters"]

    def mend(match: re.Match[str]) -> str:
        word = match[0]
        letters = [char for char in word if char.isalpha()]
        foreign = [char for char in letters if char > "\u036f"]
        known = len(_LATIN.findall(word))
        # A unit (μm), a name of science (TNFα) and an inflected word hold a letter that looks
        # like no Latin one, or hardly any Latin letter.
        if known * _LATIN_SHARE < len(letters) or any(char not in latin for char in foreign):
            return word
        tally.lookalikes += len(foreign)
        return "".join(latin.get(char, char) for char in word)

    return _WORD.sub(mend, text)


def bullets_of(text: str) -> frozenset[str]:
    """Tells which glyphs of symbol fonts are bullets in a text, and not icons.

    Args:
        text: A whole text, so that glyphs that begin many lines can be told.

    Returns:
        The glyphs.
    """
    starts = Counter(match[1] for match in _PRIVATE_AT_START.finditer(text))
    return _KNOWN_BULLETS | {glyph for glyph, count in starts.items() if count >= _OFTEN}


def without_private_glyphs(text: str, bullets: frozenset[str]) -> str:
    """Turns the glyphs of symbol fonts into bullets where they begin lines, else drops them.

    Args:
        text: A text, or lines of one.
        bullets: What `bullets_of` told of the whole text.

    Returns:
        The text without private characters.
    """
    if not _PRIVATE.search(text):
        return text
    text = _PRIVATE_AT_START.sub(
        lambda match: f"{BULLET} " if match[1] in bullets else "", text
    ).replace(f"{BULLET}  ", f"{BULLET} ")
    return _PRIVATE.sub("", text)


def squeeze(text: str) -> str:
    """Takes blanks from line ends and more than one blank line in a row from a text.

    Args:
        text: Any text.

    Returns:
        The text without blanks at its ends and its lines' ends.
    """
    return _BLANK_LINES.sub("\n\n", _TRAILING.sub("", text)).strip()
