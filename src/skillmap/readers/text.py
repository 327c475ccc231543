"""Plain text and Markdown, in whatever encoding."""

from __future__ import annotations

import codecs
import itertools
import re

from skillmap.errors import UnsupportedFormat
from skillmap.models import Notice
from skillmap.readers.cleaning import Tally, clean
from skillmap.readers.encodings import guess
from skillmap.readers.reading import Reading
from skillmap.settings import Settings

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE_SHARE = 0.05
"""Share of every second byte that is zero in UTF-16 of any script with spaces and line ends."""
_WIDE_SAMPLE = 20_000
_BINARY_SHARE = 0.01
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")

_MARKS = (
    re.compile(r"^#{1,6} +\S", re.MULTILINE),
    re.compile(r"(?<![\w*])\*\*[^\s*][^*\n]*\*\*(?![\w*])"),
    re.compile(r"(?<!!)\[[^\]\n]{1,500}\]\((?:https?:|mailto:|[./#])[^)\s]{0,2000}\)"),
    re.compile(r"^```", re.MULTILINE),
)
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+\S.*$", re.MULTILINE)
_MOST_HEADINGS = 500
_UNMARK: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^\s*(?:```|~~~).*\n?", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE), r"\1"),
    (re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)"), ""),
    (re.compile(r"\[([^\]\n]{1,500})\]\([^)\s]{0,2000}(?:\s+\"[^\"]{0,500}\")?\)"), r"\1"),
    (re.compile(r"<((?:https?://|mailto:)[^>\s]{1,500})>"), r"\1"),
    (re.compile(r"(?<![\w*])\*\*([^\s*](?:[^*\n]*[^\s*])?)\*\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])__([^\s_](?:[^_\n]*[^\s_])?)__(?![\w_])"), r"\1"),
    (re.compile(r"(?<![\w*])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_([^\s_](?:[^_\n]*[^\s_])?)_(?![\w_])"), r"\1"),
    (re.compile(r"(?<!`)`([^`\n]+)`(?!`)"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|-])"), r"\1"),
)


def decode(data: bytes) -> tuple[str, Notice | None]:
    """Turns bytes into text: by byte order mark, else UTF-8, else by a guess.

    Args:
        data: Content of a text file.

    Returns:
        The text without its mark, and a notice when the encoding was guessed.

    Raises:
        UnsupportedFormat: The bytes are no text in any encoding.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(encoding, errors="replace")
            return _no_binary(text.removeprefix("\ufeff")), None
    wide = _wide(data)
    if wide:
        return _no_binary(data.decode(wide, errors="replace")), _guessed(wide)
    try:
        return _no_binary(data.decode("utf-8")), None
    except UnicodeDecodeError:
        pass
    if b"\x00" in data:
        raise _binary()
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    # Bytes above 127 hardly ever make characters of UTF-8 by chance: most do, so it is UTF-8.
    if len(text) - len(text.encode("ascii", "ignore")) > 2 * broken:
        them = "character of UTF-8 was" if broken == 1 else "characters of UTF-8 were"
        message = f"{broken} broken {them} left out of the text"
        return _no_binary(text), Notice(code="encoding-broken", message=message)
    encoding = guess(data)
    return _no_binary(data.decode(encoding, errors="replace")), _guessed(encoding)


def is_markdown(text: str) -> bool:
    """Tells whether a text is marked up: by at least three marks of at least two kinds.

    Args:
        text: Any text.

    Returns:
        True for Markdown.
    """
    counts = [len(mark.findall(text)) for mark in _MARKS]
    return (sum(counts) >= 3 and sum(1 for count in counts if count) >= 2) or counts[0] >= 3


def read_text(data: bytes, settings: Settings) -> Reading:
    """Reads plain text as it stands.

    Args:
        data: The file.
        settings: Unused here; caps are the caller's.

    Returns:
        The text, cleaned.

    Raises:
        UnsupportedFormat: The bytes are no text.
    """
    text, notice = decode(data)
    tally = Tally()
    text = clean(text, tally)
    return Reading(text=text, warnings=((notice,) if notice else ()) + tally.notices())


def read_markdown(data: bytes, settings: Settings) -> Reading:
    """Reads Markdown as a reader of the finished page sees it: without its marks.

    Args:
        data: The file.
        settings: Unused here; caps are the caller's.

    Returns:
        The text, cleaned and without marks.

    Raises:
        UnsupportedFormat: The bytes are no text.
    """
    reading = read_text(data, settings)
    levels = {
        _unmarked(match[0]).strip(): len(match[1])
        for match in itertools.islice(_HEADING.finditer(reading.text), _MOST_HEADINGS)
    }
    return Reading(text=_unmarked(reading.text), warnings=reading.warnings, levels=levels)


def _unmarked(text: str) -> str:
    for pattern, replacement in _UNMARK:
        text = pattern.sub(replacement, text)
    return text


def _wide(data: bytes) -> str:
    """Tells UTF-16 without a mark: one byte of each pair is often zero, the other never."""
    sample = data[:_WIDE_SAMPLE]
    if len(data) % 2 or b"\x00" not in sample:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    often = _WIDE_SHARE * len(sample) / 2
    for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > often and not others:
            try:
                data.decode(encoding)
            except UnicodeDecodeError:
                continue
            return encoding
    return ""


def _guessed(encoding: str) -> Notice:
    message = f"the text names no encoding and is no UTF-8: read as {encoding}"
    return Notice(code="encoding-guessed", message=message)


def _no_binary(text: str) -> str:
    controls = len(_CONTROL.findall(text))
    if "\x00" in text or controls > max(3, _BINARY_SHARE * len(text)):
        raise _binary()
    return text


def _binary() -> UnsupportedFormat:
    return UnsupportedFormat(
        "is a binary file of no kind that can be read",
        hint="PDF, DOCX, HTML, Markdown and plain text can be read.",
    )
