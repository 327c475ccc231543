"""Footnotes, endnotes and comments of a Word document: parts of their own beside its body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skillmap.readers.docx_styles import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEFT_OUT = frozenset({f"{W}del", f"{W}moveFrom"})
IN_A_COMMENT = "in a comment"
UNCALLED = "in a note that nothing refers to"


def notes_of(document: Any) -> tuple[list[_Element], list[_Element]]:
    """Finds the footnotes and endnotes of a document.

    Args:
        document: A document of python-docx.

    Returns:
        Those that the body refers to, in the order of their numbers; and the others, which no page
        shows.
    """
    shown: list[_Element] = []
    unseen: list[_Element] = []
    for kind in ("footnote", "endnote"):
        notes = {
            note.get(f"{W}id"): note
            for note in _elements(document, f"{kind}s", kind)
            if note.get(f"{W}type", "normal") == "normal"
        }
        if not notes:
            continue
        calls = [
            call.get(f"{W}id")
            for call in document.element.body.iter(f"{W}{kind}Reference")
            if _LEFT_OUT.isdisjoint(around.tag for around in call.iterancestors())
        ]
        called = [number for number in dict.fromkeys(calls) if number in notes]
        shown += [notes[number] for number in called]
        unseen += [note for number, note in notes.items() if number not in called]
    return shown, unseen


def comments_of(document: Any) -> list[_Element]:
    """Finds the comments of a document, which stand beside its pages.

    Args:
        document: A document of python-docx.

    Returns:
        The comments in the order of the file.
    """
    return _elements(document, "comments", "comment")


def _elements(document: Any, relation: str, name: str) -> list[_Element]:
    """Gives the elements of a name in a part of the document."""
    import docx.oxml

    found: list[_Element] = []
    for one in document.part.rels.values():
        if not one.is_external and one.reltype.endswith(f"/{relation}"):
            found.extend(docx.oxml.parse_xml(one.target_part.blob).iter(f"{W}{name}"))
    return found
