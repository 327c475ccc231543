"""The encoding of bytes that are neither marked nor UTF-8: a guess, kept from known blunders."""

from __future__ import annotations

import re

_SAMPLE = 200_000
_DEFAULT = "cp1252"

# Alphabets with Latin letters; all others of these families are Cyrillic, Greek, Hebrew ...
_LATIN = re.compile(
    r"cp(?:125[02478]|437|775|850|852|857|858|86[0135])|iso8859_(?![5-8]\Z|11\Z)|latin_1|hp_"
    r"|mac_(?!cyrillic|greek)"
)

# What western texts hardly ever hold: a sign right after a letter is a letter of another alphabet.
_SIGN_AFTER_LETTER = re.compile(r"[^\W\d_][¡-¦¨¬¯±³´¶¸¹¼-¿×÷]")
_CENTRAL = re.compile("[ìøùòïõûýðþ]")
"""What the commonest Central European letters look like when read as cp1252, in lower case."""
_WESTERN = re.compile("[àãåæñêœß]")
"""Letters that Central European languages do not have, in lower case."""
_FEW = 3

_HIGH_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\xc0-\xff][A-Za-z\x80-\xff]*")
_INSIDE_WORDS = re.compile(
    r"[A-Za-z][\x81\u0081\u008d\u008f\u0090\u009d€‚ƒ„†‡ˆ‰Š‹ŒŽ”•˜™›Ÿ¡-¿][a-z]"
    r"|[a-z][Ž\u008d\u008f\u0090‚ˆ‡Š](?![A-Za-z])|(?<!\S)[ˆ…](?!\S)"
)
"""What cp1252 makes of accents of DOS and the old Macintosh: signs and capitals in words."""
_ICELANDIC, _ICELANDIC_VOWEL = re.compile("[ðþ]"), re.compile("[áíóú]")
_SIGNS = frozenset("£€§°±·×½¼¾²³µ©®™«» –—‘’“”„…•")
_OLD = ("mac_roman", "cp850")
_LETTERS = frozenset("àáâãäåæçèéêëìíïîñòóôöõøùúûüßœ")
_TURKISH = re.compile("[ýþð]", re.IGNORECASE)
_NOT_TURKISH = re.compile("[^\x00-\x7f\u2010-\u2026çöüâîûýþð]", re.IGNORECASE)
_CAPITAL_INSIDE = re.compile(rb"[\xe0-\xff][\xdc-\xdf]")
_HEBREW = re.compile(rb"[\xe0-\xfa]+")
_SHORT, _LEAST_HEBREW = 200, 12
"""Letters up to which a detector is not trusted, and from which Hebrew is told by its letters."""


def guess(data: bytes) -> str:
    """Guesses the encoding of a text of single or double bytes.

    A detector judges; among the Latin alphabets, between which a short text gives it too little
    to go by, the western one is taken unless the letters speak against it.

    Args:
        data: The text.

    Returns:
        A name of an encoding that Python knows.
    """
    from charset_normalizer import from_bytes

    told = _of_latin(data[:_SAMPLE]) or _of_other(data[:_SAMPLE])
    if told:
        return told
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return _DEFAULT
    if not _LATIN.match(best.encoding):
        return best.encoding
    # A text of today is as good as never in the alphabets of DOS and the old Macintosh.
    if not best.encoding.startswith(("cp125", "iso8859_")):
        return _DEFAULT
    return best.encoding if _is_central(data[:_SAMPLE]) else _DEFAULT


def _is_central(data: bytes) -> bool:
    text = data.decode(_DEFAULT, errors="replace").lower()
    if _ICELANDIC.search(text) and len(_ICELANDIC_VOWEL.findall(text)) >= _FEW - 1:
        return False
    if len(_SIGN_AFTER_LETTER.findall(text)) >= _FEW:
        return True
    return len(_CENTRAL.findall(text)) >= _FEW and not _WESTERN.search(text)


def _of_latin(data: bytes) -> str:
    """Tells a short text of Latin letters, where accents stand among plain letters in words.

    A detector takes a few accents for letters of any alphabet.
    """
    signs = {char for char in data.decode(_DEFAULT, errors="replace") if char > "\x7f"}
    if signs <= _SIGNS:
        return _DEFAULT
    words = [word for word in re.findall(rb"[A-Za-z\x80-\xff]+", data) if not word.isascii()]
    high = sum(byte > 127 for word in words for byte in word)
    mixed = sum(len(re.findall(rb"[A-Za-z]", word)) > 0 for word in words)
    if not words or high > _SHORT or mixed * 2 < len(words) or mixed == 0:
        return ""
    plain = sum(len(re.findall(rb"[A-Za-z]", word)) for word in words)
    if plain < high:
        return ""
    text = data.decode(_DEFAULT, errors="replace")
    if len(_INSIDE_WORDS.findall(text)) + text.count("\ufffd") >= _FEW - 1:
        letters = {name: _letters_of(data, name) for name in _OLD}
        best = max(_OLD, key=lambda name: letters[name])
        if letters[best] > _letters_of(data, _DEFAULT):
            return best
    if len(_TURKISH.findall(text)) >= _FEW - 1 and not _NOT_TURKISH.search(text):
        return "cp1254"
    return "" if _is_central(data) else _DEFAULT


def _letters_of(data: bytes, encoding: str) -> int:
    """Counts the western letters in lower case that an encoding makes of bytes."""
    return sum(char in _LETTERS for char in data.decode(encoding, errors="replace"))


def _of_other(data: bytes) -> str:
    """Tells a short text of letters that are no Latin ones by where they stand in the table."""
    words = [word for word in _HIGH_WORD.findall(data) if min(word) > 127]
    letters = b"".join(words)
    if not letters or len(letters) > _SHORT or min(letters.replace(b"\xb8", b"")) < 0xC0:
        return ""
    if len(letters) >= _LEAST_HEBREW and _HEBREW.fullmatch(letters):
        return "cp1255"
    if _CAPITAL_INSIDE.search(data):
        return "cp1253"
    high = sum(byte >= 0xE0 for byte in letters)
    # The lower-case letters come after the capitals in the one, and before them in the other.
    return "cp1251" if 2 * high > len(letters) else "koi8_r"
