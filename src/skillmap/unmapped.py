"""Phrases that read like skills and that the taxonomy lacks."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Callable, Iterator, Sequence

from skillmap.contexts import no_phrase
from skillmap.linking import Linked
from skillmap.matchers import MatchText
from skillmap.matchers.ner import Phrase, known_words, load_ner
from skillmap.models import Document, Position, UnmappedPhrase
from skillmap.taxonomy import Taxonomy
from skillmap.text import Segment

_AWAY = frozenset({"contact", "languages", "benefits", "legal"})
"""Sections in which names are of people, places and perks."""

_LEAST, _MOST = 2, 60
"""Characters of a phrase."""

_HEADING = 100
"""Characters of a line that may be a heading."""


def unmapped_phrases(
    linked: Sequence[Linked],
    text: MatchText,
    document: Document,
    parts: Sequence[Segment],
    positions: Sequence[Position],
    taxonomy: Taxonomy,
) -> tuple[UnmappedPhrase, ...]:
    """Finds phrases that read like skills and that the taxonomy lacks.

    Args:
        linked: What the matchers found, and what became of it.
        text: The text they were found in.
        document: The document, identity masked.
        parts: Its segments, in order.
        positions: Its jobs: their first lines name employers.
        taxonomy: What is not lacking.

    Returns:
        The phrases in the order of the text. None overlaps a mention, or what may be one; none is
        a name of the taxonomy in another sense.
    """
    if not parts:
        return ()
    known = known_words([one.found for one in linked], taxonomy)
    ner = load_ner()
    new = _new_to(linked, len(text.view.text))
    there = list(_that_matter(parts, document, positions))
    return tuple(
        UnmappedPhrase(start=start, end=end, text=document.text[start:end], score=one.score)
        for one in ner.find(text, there, known)
        if one.score >= ner.cutoff_for(text.view.text[one.start : one.end])
        for start, end in [text.view.source(one.start, one.end)]
        if _LEAST <= end - start <= _MOST
        and new(one)
        and taxonomy.resolve(document.text[start:end]) is None
        and not no_phrase(one, text, document)
    )


def _that_matter(
    parts: Sequence[Segment], document: Document, positions: Sequence[Position]
) -> Iterator[Segment]:
    """Gives the segments in which a skill may be named."""
    away = [(one.start, one.end) for one in document.sections if one.name in _AWAY]
    for one in positions:
        end = document.text.find("\n", one.span_start, one.span_start + _HEADING)
        if end >= 0:
            away.append((one.span_start, end))
    away.sort()
    starts = [start for start, _ in away]
    reach = list(itertools.accumulate((end for _, end in away), max))
    for part in parts:
        index = bisect.bisect_right(starts, part.start) - 1
        if index < 0 or reach[index] <= part.start:
            yield part


def _new_to(linked: Sequence[Linked], length: int) -> Callable[[Phrase], bool]:
    """Makes the test whether nothing of a phrase is a mention, nor all of it another name."""
    taken = bytearray(length)
    for one in linked:
        if one.verdict in {"mention", "uncertain"}:
            first, last = one.found.start, one.found.end
            taken[first:last] = b"\x01" * (last - first)
    names = sorted((one.found.start, one.found.end) for one in linked)
    starts = [start for start, _ in names]
    reach = list(itertools.accumulate((end for _, end in names), max))

    def new(phrase: Phrase) -> bool:
        if any(taken[phrase.start : phrase.end]):
            return False
        index = bisect.bisect_right(starts, phrase.start) - 1
        return index < 0 or reach[index] < phrase.end

    return new
