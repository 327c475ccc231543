"""Identity collapses to one token, and every offset finds its way back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from skillmap import Settings
from skillmap.blinding import blinded
from skillmap.documents import document_from_text
from skillmap.text import MASK

PARTS = st.lists(st.text(st.characters(codec="ascii"), max_size=8), max_size=9)


@given(PARTS)
def test_what_stands_between_masks_leads_back_to_itself(parts: list[str]) -> None:
    """Every second part is identity."""
    text, masks, kept = "", [], []
    for index, part in enumerate(parts):
        if index % 2 and part:
            masks.append((len(text), len(text) + len(part)))
        elif part:
            kept.append((len(text), part))
        text += part
    blind = blinded(document_from_text(text, Settings(), "cv"), masks)
    hidden = blind.document.text
    assert len(hidden) == len(text) - sum(end - start - 1 for start, end in masks)
    at = 0
    for _, part in kept:
        at = hidden.index(part, at)
        assert blind.source(at, at + len(part))[1] - blind.source(at, at + len(part))[0] >= 0
        at += len(part)
    pieces = []
    last = 0
    for start, end in masks:
        pieces += [text[last:start], MASK]
        last = end
    assert hidden == "".join([*pieces, text[last:]])
    for offset, char in enumerate(hidden):
        if char != MASK:
            start, end = blind.source(offset, offset + 1)
            assert text[start] == char
            assert end >= start + 1


@given(PARTS)
def test_sections_and_pages_move_along(parts: list[str]) -> None:
    text = "Jane Doe\n" + "\nSKILLS\n".join(parts)
    document = document_from_text(text, Settings(), "cv")
    moved = blinded(document, [(0, 8)]).document
    for before, after in zip(document.sections, moved.sections, strict=True):
        assert after.name == before.name
        if before.start >= 8:
            assert moved.text[after.start : after.end] == text[before.start : before.end]
