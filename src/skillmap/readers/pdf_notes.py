"""What a PDF holds beside its pages' content: annotations, and the words about the file."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any

from skillmap.models import HiddenText
from skillmap.readers.cleaning import Tally, clean
from skillmap.readers.pdf_geometry import frame_of
from skillmap.readers.pdf_rows import Row

_NOTE, _LINK, _FREE_TEXT, _POPUP, _WIDGET = 1, 2, 3, 16, 20
_NOT_ON_THE_PAGE = frozenset({_NOTE, _LINK, _POPUP})
_HIDDEN, _NO_VIEW = 2, 32
_TYPED = frozenset({_FREE_TEXT, _WIDGET})
_MOST_BYTES = 1 << 20
_MOST = 5000
_SAYS_NOTHING = frozenset({"", "unspecified", "untitled", "anonymous"})
METADATA = ("Keywords", "Subject")

NOTE = "in a note that is not on the page"
HIDDEN_NOTE = "in a hidden annotation"
ABOUT = "in the metadata"


@dataclass
class Notes:
    """The annotations of a page.

    Attributes:
        hidden: Texts of those that the page does not show.
        typed: Texts of fields and boxes that a viewer draws by itself.
        painted: Whether any have a look of their own, which becomes content by flattening.
    """

    hidden: list[HiddenText] = field(default_factory=list)
    typed: list[Row] = field(default_factory=list)
    painted: bool = False


def read_notes(page: Any, number: int) -> Notes:
    """Reads the annotations of a page.

    Args:
        page: A page of pypdfium2.
        number: Its number, from 1.

    Returns:
        What they say, seen or not.
    """
    import pypdfium2.raw as raw

    found = Notes()
    for index in range(min(_MOST, raw.FPDFPage_GetAnnotCount(page.raw))):
        note = raw.FPDFPage_GetAnnot(page.raw, index)
        if note:
            try:
                _look_at(note, page, number, found)
            finally:
                raw.FPDFPage_CloseAnnot(note)
    return found


def _look_at(note: Any, page: Any, number: int, found: Notes) -> None:
    import pypdfium2.raw as raw

    kind = raw.FPDFAnnot_GetSubtype(note)
    hidden = bool(raw.FPDFAnnot_GetFlags(note) & (_HIDDEN | _NO_VIEW))
    if not hidden:
        painted = kind not in _NOT_ON_THE_PAGE and bool(raw.FPDFAnnot_HasKey(note, b"AP"))
        found.painted = found.painted or painted
        if kind in (_LINK, _POPUP) or (painted and kind in _TYPED):
            return
    values = [clean(_value(note, key), Tally()).strip() for key in (b"Contents", b"V")]
    texts = [text for text in dict.fromkeys(values) if text]
    place = raw.FS_RECTF()
    if not texts or not raw.FPDFAnnot_GetRect(note, place):
        return
    box = frame_of(page).place((place.left, place.bottom, place.right, place.top))
    if not hidden and kind in _TYPED:
        found.typed += [Row(text=text, box=box, size=0.0) for text in texts[-1].splitlines()]
        return
    reason = HIDDEN_NOTE if hidden else NOTE
    found.hidden += [HiddenText(text=text, reason=reason, page=number, box=box) for text in texts]


def about(document: Any) -> list[HiddenText]:
    """Reads the words that a file says about itself and that no page shows.

    Args:
        document: A document of pypdfium2.

    Returns:
        The texts.
    """
    texts = [clean(document.get_metadata_value(key), Tally()).strip() for key in METADATA]
    return [
        HiddenText(text=text, reason=ABOUT)
        for text in dict.fromkeys(texts)
        if text.strip("()").lower() not in _SAYS_NOTHING
    ]


def _value(note: Any, key: bytes) -> str:
    """Gives a text of an annotation; empty when it has none."""
    import pypdfium2.raw as raw

    length = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
    if not 2 < length <= _MOST_BYTES:
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    raw.FPDFAnnot_GetStringValue(note, key, buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", "replace")
