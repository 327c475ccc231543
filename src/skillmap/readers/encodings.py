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
    if len(_SIGN_AFTER_LETTER.findall(text)) >= _FEW:
        return True
    return len(_CENTRAL.findall(text)) >= _FEW and not _WESTERN.search(text)
