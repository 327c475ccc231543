"""Where a document says who somebody is: these stretches never reach matchers and scoring.

Found from patterns, from where they stand, and from what the document says of itself: an e-mail
address tells which of the first words are the name, a name tells where it is repeated.
"""

from __future__ import annotations

import functools

from skillmap.identity.links import link_spans, mail_spans
from skillmap.identity.names import name_spans
from skillmap.identity.people import people_spans
from skillmap.identity.places import place_spans
from skillmap.identity.schools import school_spans
from skillmap.identity.words import Span, index_of, matches, merged
from skillmap.models import Document, Kind, Section
from skillmap.sections.headings import meaning

__all__ = ["identity_spans"]

_CONTACT_LENGTH = 1200
_HEAD = 400


def identity_spans(document: Document) -> list[Span]:
    r"""Finds what tells who somebody is.

    Of a CV: name, contact, address, birth, age, gender, nationality, schools, years of degrees,
    links, referees and co-authors. Of other documents: e-mail addresses, phone numbers and links.

    Args:
        document: The document.

    Returns:
        Sorted stretches of its text that do not overlap.

    Example:
        >>> from skillmap import Settings
        >>> from skillmap.documents import document_from_text
        >>> text = "ana ruiz\ndata engineer\nana.ruiz@example.com\n\nSKILLS\nPython"
        >>> document = document_from_text(text, Settings(), "cv")
        >>> [text[start:end] for start, end in identity_spans(document)]
        ['ana ruiz', 'ana.ruiz@example.com']
    """
    return list(_found(document.text, document.kind, document.sections))


# Reading asks for the thickness and language of what is not identity, and extracting asks again:
# the last few answers are kept, in a cache that is bounded and safe between threads.
@functools.lru_cache(maxsize=8)
def _found(text: str, kind: Kind, sections: tuple[Section, ...]) -> tuple[Span, ...]:
    index = index_of(text)
    end = _contact_end(text, sections) if kind == "cv" else 0
    contacts = [*matches("everywhere", text, 0, len(text), index)]
    contacts += [*mail_spans(text), *link_spans(text, end)]
    if kind != "cv":
        return tuple(merged(contacts))
    contacts = merged([*contacts, *matches("contact", text, 0, end, index)])
    names = list(name_spans(text, end, contacts, index))
    found = [*contacts, *names, *matches("cv", text, 0, len(text), index)]
    found += place_spans(text, end, contacts, names)
    found += people_spans(text, sections, index)
    found += school_spans(text, sections, index)
    return tuple(merged(found))


def _contact_end(text: str, sections: tuple[Section, ...]) -> int:
    """Gives where the lines of contact end: at the first heading that is not one of contact.

    A name that is set like a heading is none, so at the beginning a heading must be a known one.
    """
    for section in sections:
        known = section.start > _HEAD or meaning(section.heading, "cv") is not None
        if section.heading and section.name != "contact" and known:
            return min(section.start, _CONTACT_LENGTH)
    return min(len(text), _CONTACT_LENGTH // 2)
