"""Names that share a word: "supervised and unsupervised learning", "data pipelines and warehouses".

Only one of the names stands there in full. The others are what stands beside it in the same list,
and count when the shared word makes them a name of the taxonomy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from skillmap.matchers.base import Found, MatchText, crosses_line, stands_free
from skillmap.taxonomy import Alias
from skillmap.taxonomy.variants import Form

JOINTS = frozenset({"and", "or", "&", "/"})
"""What joins the last of a list."""
COMMAS = frozenset({",", *JOINTS})
"""What stands between its items."""
MOST_ITEMS = 12
"""Most names that one name in full may complete."""
_WORDS = 2
"""Most words of a name without what it shares."""

Owners = Mapping[Form, Sequence[tuple[str, Alias]]]


def shared_names(text: MatchText, full: Sequence[Found], owners: Owners) -> Iterator[Found]:
    """Finds names that stand without a word which they share with one that stands in full.

    Args:
        text: The text.
        full: The names that stand there in full.
        owners: What each form of words names.

    Returns:
        The names, each over the words that stand for it alone.
    """
    taken = _sure(text, full)
    seen: set[tuple[int, int, str]] = set()
    for one in full:
        if one.last - one.first < 2 or one.alias.ambiguous:
            continue
        for found in (*_before(text, one, owners, taken), *_behind(text, one, owners, taken)):
            key = (found.first, found.last, found.skill_id)
            # "written and oral communication" names one skill, in more words.
            if key not in seen and found.skill_id != one.skill_id:
                seen.add(key)
                yield found


def _sure(text: MatchText, full: Sequence[Found]) -> bytearray:
    """Marks the words of names that need nothing to complete them."""
    taken = bytearray(len(text.words))
    for one in full:
        if not one.alias.ambiguous:
            taken[one.first : one.last] = b"\x01" * (one.last - one.first)
    return taken


def _before(text: MatchText, one: Found, owners: Owners, taken: bytearray) -> Iterator[Found]:
    """Completes what stands before a name by its last words: "image and text classification"."""
    words = text.words
    for kept in range(1, one.last - one.first):
        head = words[one.first + kept : one.last]
        if not all(map(_is_word, head)):
            continue
        end, joints = one.first, JOINTS
        for _ in range(MOST_ITEMS):
            stop = end - 1
            if stop < 1 or words[stop] not in joints:
                break
            stop -= words[stop - 1] == ","  # "unit, integration, and end-to-end testing"
            stop -= words[stop - 1] == "-"  # "front- and back-end"
            start = _item(text, stop, owners, head, taken)
            if start < 0:
                break
            yield from _made(
                text, (start, stop), (start, one.last), owners[words[start:stop] + head]
            )
            end, joints = start, COMMAS


def _item(text: MatchText, stop: int, owners: Owners, head: Form, taken: bytearray) -> int:
    """Gives where the words begin that, with a head, are a name; -1 when they are none."""
    for start in range(max(0, stop - _WORDS), stop):
        item = text.words[start:stop]
        if item + head in owners and _free(item, taken[start:stop]):
            return start
    return -1


def _free(item: Form, taken: bytearray) -> bool:
    """Tells whether words may be what is left of a name."""
    return not any(taken) and all(map(_is_word, item))


def _is_word(word: str) -> bool:
    return word.isalpha() and len(word) > 1


def _behind(text: MatchText, one: Found, owners: Owners, taken: bytearray) -> Iterator[Found]:
    """Completes what stands behind a name by its first words: "data pipelines and warehouses"."""
    words = text.words
    for kept in range(1, one.last - one.first):
        modifier = words[one.first : one.first + kept]
        if not all(map(_is_word, modifier)):
            break
        for start, stop in _list_behind(text, one.last, owners, modifier, taken):
            form = modifier + words[start:stop]
            if form in owners:
                yield from _made(text, (start, stop), (one.first, stop), owners[form])


def _list_behind(
    text: MatchText, place: int, owners: Owners, modifier: Form, taken: bytearray
) -> list[tuple[int, int]]:
    """Gives the items of a list that goes on behind a name and ends with "and" or the like."""
    words = text.words
    items: list[tuple[int, int]] = []
    for _ in range(MOST_ITEMS):
        if place >= len(words) or words[place] not in COMMAS:
            return []
        last = words[place] in JOINTS
        place += 1
        if not last and words[place : place + 1] and words[place] in JOINTS:
            last, place = True, place + 1
        width = 0
        if place < len(words) and taken[place]:
            width = _run(taken, place)
        else:
            for length in range(_WORDS, 0, -1):
                stop = place + length
                if stop > len(words) or not _free(words[place:stop], taken[place:stop]):
                    continue
                if modifier + words[place:stop] in owners:
                    width = length
                    items.append((place, stop))
                    break
        if not width:
            return []
        place += width
        if last:
            return items
    return []


def _run(taken: bytearray, place: int) -> int:
    """Counts the words of a name that starts here, at most a few."""
    width = 1
    while width < 6 and place + width < len(taken) and taken[place + width]:
        width += 1
    return width


def _made(
    text: MatchText,
    item: tuple[int, int],
    whole: tuple[int, int],
    named: Sequence[tuple[str, Alias]],
) -> Iterator[Found]:
    start, end = text.tokens[item[0]].start, text.tokens[item[1] - 1].end
    if crosses_line(text, *whole) or not stands_free(text.view.text, start, end):
        return
    for skill_id, alias in named:
        if not alias.ambiguous and alias.case != "exact":
            yield Found(start, end, *item, skill_id, alias, "phrase", 1.0)
