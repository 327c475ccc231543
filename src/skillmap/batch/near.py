"""Signatures of texts, by which near-equal ones are found without comparing each with each.

A text is its set of shingles: three words after one another, identity masked. Of their hashes each
of 64 bins keeps the least; the share of bins that two texts have in common is about the share of
shingles that they have in common. Texts that share four bins in a row are compared, no others.
"""

from __future__ import annotations

import math
import re
import struct
import zlib
from collections.abc import Iterable

_WORDS = 3
_BINS = 64
_SHIFT = 26
"""Bits of a hash of 32 behind the six that name its bin."""
_ROWS = 4
"""Bins of a bucket: texts that are 80 % alike miss all 16 buckets in 1 of 4,000 cases."""
_EMPTY = 0xFFFFFFFF
_FEWEST = 80
"""Shingles below which a text is too thin to be told from another."""
_FORMAT = struct.Struct(f">{_BINS}I")
_WORD = re.compile(r"\w+")

ALIKE = 0.8
"""Share of the shingles from which on two texts are probably the same CV."""
_LEAST = math.ceil(ALIKE * _BINS)
"""Bins that such texts have in common at the least, empty ones among them."""


def signature(text: str) -> bytes:
    """Makes the signature of a text.

    Args:
        text: The text, identity masked.

    Returns:
        256 bytes, none for a text that is too thin; the same on every system.

    Example:
        >>> len(signature("few words")), len(signature(" ".join(map(str, range(200)))))
        (0, 256)
    """
    words = _WORD.findall(text.casefold())
    shingles = {" ".join(words[i : i + _WORDS]) for i in range(len(words) - _WORDS + 1)}
    if len(shingles) < _FEWEST:
        return b""
    least = [_EMPTY] * _BINS
    for shingle in shingles:
        value = zlib.crc32(shingle.encode("utf-8", "surrogatepass"))
        if value < least[value >> _SHIFT]:
            least[value >> _SHIFT] = value
    return _FORMAT.pack(*least)


def buckets(signed: bytes) -> list[bytes]:
    """Gives the keys of which near-equal texts share at least one.

    Args:
        signed: A signature.

    Returns:
        Up to 16 keys; none for an empty signature.
    """
    width = 4 * _ROWS
    parts = [signed[at : at + width] for at in range(0, len(signed), width)]
    return [bytes([i]) + part for i, part in enumerate(parts) if part.strip(b"\xff")]


def alike(one: bytes, other: bytes) -> float:
    """Estimates the share of shingles that two texts have in common.

    Args:
        one: A signature.
        other: Another.

    Returns:
        0 to 1, give or take 0.05; 0 when either is empty.

    Example:
        >>> words = [str(number) for number in range(300)]
        >>> alike(signature(" ".join(words)), signature(" ".join(words[:-9]))) > 0.9
        True
    """
    if not one or not other:
        return 0.0
    pairs = zip(_FORMAT.unpack(one), _FORMAT.unpack(other), strict=True)
    equal = [a == b for a, b in pairs if (a, b) != (_EMPTY, _EMPTY)]
    return float(sum(equal) / len(equal))


def first_alike(signed: bytes, others: Iterable[tuple[int, bytes]]) -> int | None:
    """Finds the first of some texts that is probably the same as one.

    Args:
        signed: Signature of the one.
        others: Numbers of the others with their signatures.

    Returns:
        The number; None when no other is like it.
    """
    whole = int.from_bytes(signed)
    for number, other in others:
        # Bins that are the same are nought in the difference: a look at all at once leaves few.
        apart = (whole ^ int.from_bytes(other)).to_bytes(_FORMAT.size)
        if memoryview(apart).cast("I").tolist().count(0) < _LEAST:
            continue
        if alike(signed, other) >= ALIKE:
            return number
    return None
