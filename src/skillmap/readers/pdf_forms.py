"""Forms of a PDF that draw forms: a few of them can stand for more objects than memory holds."""

from __future__ import annotations

import re
import zlib
from collections import Counter

from skillmap.errors import ReadError

_FORM = re.compile(rb"/Subtype\s*/Form\b")
_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,5}\s+obj\b")
_REFERENCE = re.compile(rb"/([^\s/\[\]()<>{}%]{1,127})\s+(\d{1,10})\s+\d{1,5}\s+R\b")
_DRAWN = re.compile(rb"/([^\s/\[\]()<>{}%]{1,127})\s+Do\b")
_RESOURCES = (b"Resources", b"XObject")
_ROOM = 4000
"""Bytes that the dictionary of a form takes at most."""
_LEAST, _MOST = 3, 20_000
_UNPACKED = 1 << 20
_MOST_DRAWN = 200_000
"""Drawings of forms by one form; the busiest map has some thousand."""


def check_forms(data: bytes) -> None:
    """Refuses a file whose forms draw each other without end.

    What is packed into streams of objects is not looked at: this is a quick look before the
    library unfolds all that a page draws.

    Args:
        data: The file.

    Raises:
        ReadError: A form stands for more drawings than any page has.
    """
    places = [match.start() for match in _FORM.finditer(data)]
    if not _LEAST <= len(places) <= _MOST:
        return
    forms: dict[int, Counter[int]] = {}
    for place in places:
        number, drawn = _form(data, place)
        forms[number] = drawn
    totals: dict[int, int] = {}
    if any(_total(number, forms, totals) > _MOST_DRAWN for number in forms):
        raise ReadError("draws forms within forms without end, which no page needs")


def _form(data: bytes, place: int) -> tuple[int, Counter[int]]:
    """Gives the number of a form, and how often it draws which objects."""
    objects = list(_OBJECT.finditer(data, max(0, place - _ROOM), place))
    begin = data.find(b"stream", place, place + _ROOM)
    if not objects or begin < 0:
        return -1, Counter()
    head = data[objects[-1].end() : begin]
    content = data[begin + 6 : data.find(b"endstream", begin)].lstrip(b"\r\n")
    if b"FlateDecode" in head or b"/Fl" in head:
        try:
            content = zlib.decompressobj().decompress(content, _UNPACKED)
        except zlib.error:
            content = b""
    names = Counter(_DRAWN.findall(content))
    known = _references(data, head, 2) if names else {}
    drawn: Counter[int] = Counter()
    for name, count in names.items():
        if name in known:
            drawn[known[name]] += count
    return int(objects[-1][1]), drawn


def _references(data: bytes, head: bytes, depth: int) -> dict[bytes, int]:
    """Gives the objects that a dictionary names, those of its resources too."""
    found = {name: int(number) for name, number in _REFERENCE.findall(head)}
    for name in [one for one in _RESOURCES if one in found] if depth else ():
        place = re.search(rb"(?<!\d)%d\s+\d{1,5}\s+obj\b" % found[name], data)
        if place:
            end = data.find(b"endobj", place.end(), place.end() + _ROOM)
            found |= _references(data, data[place.end() : end], depth - 1)
    return found


def _total(number: int, forms: dict[int, Counter[int]], totals: dict[int, int]) -> int:
    """Counts all drawings by a form; a form that draws itself is the library's to stop."""
    waiting = [number]
    while waiting:
        form = waiting[-1]
        if form not in totals:
            totals[form] = 0
            waiting.extend(child for child in forms[form] if child in forms and child not in totals)
            continue
        waiting.pop()
        drawn = forms[form].items()
        totals[form] = sum(count * (1 + totals.get(child, 0)) for child, count in drawn)
    return totals[number]
