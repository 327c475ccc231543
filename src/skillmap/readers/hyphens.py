"""Words that a line end parts: with a hyphen of the printer's or of the word's own."""

from __future__ import annotations

import functools
import re

from skillmap.data_files import load

_BROKEN = re.compile(r"(?:^|[^\W\d_]-|[^\w-])([^\W\d_]+)[-\u2010]$|\w[-\u2010]$")
_NEXT = re.compile(r"([^\W\d_]+|\d+)\S*")
_CHAINED = re.compile(r"\w-\w+[-\u2010]$")


@functools.cache
def _own() -> tuple[frozenset[str], frozenset[str]]:
    data = load("hyphens.yaml")
    return frozenset(data["before"]), frozenset(data["after"])


def join_broken(line: str, following: str) -> tuple[str, str] | None:
    """Joins a word that a line end parts.

    Args:
        line: A line without blanks at its end.
        following: The line below without blanks at its beginning.

    Returns:
        What stays of the line, and the rest of the word with which it goes on there; None when
        no word is parted.
    """
    broken, after = _BROKEN.search(line), _NEXT.match(following)
    if not broken or not after:
        return None
    first, second, rest = broken[1] or "", after[1], after[0]
    if second.isdigit():
        return (line, rest) if line[-2].isdigit() and len(second) > 1 else None
    if not second[0].islower():
        return None
    own = _has_own_hyphen(first, second) or bool(_CHAINED.search(line))
    return (line[:-1] + "-" if own else line[:-1], rest)


def _has_own_hyphen(first: str, second: str) -> bool:
    if len(first) < 2 or len(second) < 2 or not (first.islower() or first.istitle()):
        return True
    words = load("words.txt.gz")
    if first.lower() + second in words:
        return False
    before, after = _own()
    if first.lower() in before or second in after:
        return True
    return len(first) > 3 and first.lower() in words and second in words
