"""Finds aliases word for word, by spaCy's PhraseMatcher over every form that rules give them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skillmap.matchers.base import Found, Matcher, MatchText, stands_free, version_end
from skillmap.settings import Settings
from skillmap.taxonomy import Alias, Skill, Taxonomy

if TYPE_CHECKING:
    from spacy.language import Language


def phrase_matcher(taxonomy: Taxonomy, settings: Settings, nlp: Language) -> Matcher:
    """Makes the phrase matcher of a taxonomy.

    Args:
        taxonomy: The taxonomy.
        settings: Not needed; every maker has this shape.
        nlp: A blank pipeline, for its vocabulary.

    Returns:
        The matcher.
    """
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    matcher = PhraseMatcher(nlp.vocab, attr="ORTH")
    entries: dict[int, tuple[tuple[Skill, Alias], ...]] = {}
    for form, owners in taxonomy.forms.items():
        name = " ".join(form)
        matcher.add(name, [Doc(nlp.vocab, words=list(form))])
        entries[nlp.vocab.strings[name]] = tuple((taxonomy[s], alias) for s, alias in owners)

    def find(text: MatchText) -> list[Found]:
        found: list[Found] = []
        for key, first, last in sorted(matcher(text.doc), key=lambda match: match[1:]):
            start, end = text.tokens[first].start, text.tokens[last - 1].end
            if not stands_free(text.view.text, start, end) or _broken(text, first, last):
                continue
            for skill, alias in entries[key]:
                if _loose(text.view.text[start:end]) and not _loose(alias.text):
                    continue
                if alias.case == "exact" and not _same_letters(text, start, end, alias):
                    continue
                stop = version_end(text.view.text, end, skill.kind == "model")
                found.append(Found(start, stop, first, last, skill.id, alias, "phrase", 1.0))
        return found

    return find


def _loose(written: str) -> bool:
    """Tells whether a digit stands apart from one letter: "a 100" is not the A100."""
    return re.match(r"[A-Za-z]\s+\d", written) is not None


def _same_letters(text: MatchText, start: int, end: int, alias: Alias) -> bool:
    """Compares case letter by letter; a plural s may follow ("LLMs")."""
    written = [char for char in text.view.text[start:end] if char.isalpha()]
    wanted = [char for char in alias.text if char.isalpha()]
    return written == wanted or written == [*wanted, "s"]


def _broken(text: MatchText, first: int, last: int) -> bool:
    """Tells whether a name would reach over a line break that ends a line rather than wraps it."""
    for left, right in zip(
        text.tokens[first : last - 1], text.tokens[first + 1 : last], strict=True
    ):
        gap = text.view.text[left.end : right.start]
        if gap.count("\n") > 1:
            return True
        if "\n" in gap or "  " in gap:
            line = text.view.text.rfind("\n", 0, left.end) + 1
            wrapped = right.text[:1].islower() or left.end - line > 40
            if not wrapped:
                return True
    return False
