"""Long lists of words as one pattern: written as a tree, so that a search goes each way once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

_Tree: TypeAlias = "dict[str, _Tree]"
_END = ""


def alternatives(words: Iterable[Iterable[str]]) -> str:
    r"""Gives the pattern of any of some words; of those that begin alike the longest comes first.

    Args:
        words: Each as patterns of its characters: no two of them match the same character.

    Returns:
        A group that captures nothing.

    Example:
        >>> alternatives(["jan", "january", "june"])
        '(?:j(?:an(?:uary)?|une))'
        >>> alternatives([["a", r"\s+", "b"], ["a"]])
        '(?:a(?:\\s+b)?)'
    """
    tree: _Tree = {}
    for word in words:
        place = tree
        for piece in word:
            place = place.setdefault(piece, {})
        place[_END] = {}
    return f"(?:{_written(tree)})"


def _written(tree: _Tree) -> str:
    parts: list[str] = []
    for piece, below in tree.items():
        if piece == _END:
            continue
        inner = _written(below)
        open_end = _END in below and len(below) > 1
        if open_end:
            inner = f"(?:{inner})?"
        elif len(below) > 1:
            inner = f"(?:{inner})"
        parts.append(piece + inner)
    return "|".join(parts)
