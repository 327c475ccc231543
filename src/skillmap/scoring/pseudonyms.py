"""Names for candidates that tell nothing of the person: from the hash of the text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

_DIGITS = 6
"""Hexadecimal digits of a pseudonym, unless two candidates share them."""


def pseudonyms(texts: Sequence[str]) -> list[str]:
    """Names candidates by the hashes of their texts: the same person, the same name in every run.

    Two hashes that begin alike get more digits; a text that stands there twice gets a number.

    Args:
        texts: SHA-256 of the visible text of each, in hexadecimal digits.

    Returns:
        A name for each, in the same order, no two the same.

    Example:
        >>> pseudonyms(["3f9a12c4" * 8, "3f9a1277" * 8, "77" * 32, "77" * 32])
        ['candidate-3f9a12c', 'candidate-3f9a127', 'candidate-777777', 'candidate-777777-2']
    """
    hashes = [_whole(text) for text in texts]
    order = sorted(set(hashes))
    digits: dict[str, int] = {}
    for index, here in enumerate(order):
        near = [*order[max(0, index - 1) : index], *order[index + 1 : index + 2]]
        digits[here] = max([_DIGITS, *(_shared(here, other) + 1 for other in near)])
    names: list[str] = []
    seen: dict[str, int] = {}
    for here in hashes:
        seen[here] = seen.get(here, 0) + 1
        number = f"-{seen[here]}" if seen[here] > 1 else ""
        names.append(f"candidate-{here[: digits[here]]}{number}")
    return names


def _whole(text: str) -> str:
    return text if len(text) >= 64 else hashlib.sha256(text.encode()).hexdigest()


def _shared(one: str, other: str) -> int:
    """Counts the digits that two hashes begin with alike."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b), len(one))
