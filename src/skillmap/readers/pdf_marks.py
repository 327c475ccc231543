"""Marks on the text objects of a PDF: what a program shall read instead, and layers."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from skillmap.readers.pdf_objects import Item

_NAME_BYTES = 64
_MOST_BYTES = 1 << 20
_PER_GLYPH = 4
"""A glyph of no known meaning stands for so many characters at most: a ligature, no sentence."""
_ICON_NAME = 40
"""Characters that the name of an icon has at most."""
_LABEL = re.compile(r"^[^\W\d_]{1,20}\s?:\s*|\s*:\s*[\d.,]{1,6}$")
_LINK = re.compile(r"(?:https?://|mailto:|tel:)[^\s]{1,200}(?: [\d() -]+)?")


@dataclass(frozen=True)
class Mark:
    """A text that stands in the file instead of what glyphs show (ActualText).

    Attributes:
        address: What tells marks apart; the objects of a mark share it.
        text: The text.
        raw: Its handle.
    """

    address: int
    text: str
    raw: Any


def marks(item: Any) -> tuple[Mark | None, bool]:
    """Looks at the marks of an object.

    Args:
        item: Handle of a text object.

    Returns:
        The mark with a text of its own, None without one; and whether the object is of a layer.
    """
    import pypdfium2.raw as raw

    found, layer = None, False
    for index in range(max(0, raw.FPDFPageObj_CountMarks(item))):
        mark = raw.FPDFPageObj_GetMark(item, index)
        if not mark:
            continue
        layer = layer or _name(mark) == "OC"
        text = _actual_text(mark)
        if text is not None and found is None:
            # Some files write two bytes a character and do not say so.
            found = Mark(ctypes.addressof(mark.contents), text.replace("\0", ""), mark)
    return found, layer


def take_off(texts: list[Item], found: dict[int, Mark]) -> None:
    """Takes marks with texts of their own off, so that PDFium tells what the glyphs show.

    Args:
        texts: The text objects of a page.
        found: Their marks by the objects' addresses.
    """
    import pypdfium2.raw as raw

    for item in texts:
        mark = found.get(item.address)
        if mark:
            raw.FPDFPageObj_RemoveMark(item.raw, mark.raw)


def agrees(mark: str, shown: str, unknown: int, icons: bool = False) -> bool | None:
    """Tells whether the text of a mark is what its glyphs show.

    Args:
        mark: The text of the mark.
        shown: The characters of the glyphs, without icons.
        unknown: How many of them have no known meaning.
        icons: Whether there are icons among the glyphs.

    Returns:
        True when the mark says the same or better; False when it says something else; None when
        it says nothing worth telling and the glyphs count: a space, the name of an icon, the
        address of a link, a label for those who listen.
    """
    said, seen = _letters(mark), _letters(shown)
    if not said:
        return None
    if said == seen or (_is_right_to_left(said) and sorted(said) == sorted(seen)):
        return True
    more = len(said) - len(seen) if seen in said else len(said)
    if unknown and more <= _PER_GLYPH * unknown:
        return True
    bare = _letters(_LABEL.sub("", mark))
    if _LINK.fullmatch(mark.strip()) or (
        seen and bare.endswith(seen) and len(bare) < len(seen) + 4
    ):
        return None
    if not seen and (said.isdigit() or ((icons or unknown) and len(mark) <= _ICON_NAME)):
        return None
    return False


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum())


def _is_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def _name(mark: Any) -> str:
    import pypdfium2.raw as raw

    buffer, length = (ctypes.c_ushort * (_NAME_BYTES // 2))(), ctypes.c_ulong()
    if not raw.FPDFPageObjMark_GetName(mark, buffer, _NAME_BYTES, length):
        return ""
    return _decoded(bytes(buffer), length.value)


def _actual_text(mark: Any) -> str | None:
    import pypdfium2.raw as raw

    length, key = ctypes.c_ulong(), b"ActualText"
    get = raw.FPDFPageObjMark_GetParamStringValue
    if not get(mark, key, None, 0, length) or not 0 < length.value <= _MOST_BYTES:
        return None
    buffer = (ctypes.c_ushort * (length.value // 2 + 1))()
    get(mark, key, buffer, length.value, length)
    return _decoded(bytes(buffer), length.value)


def _decoded(data: bytes, length: int) -> str:
    return data[: max(0, length - 2)].decode("utf-16-le", "replace")
