"""Finds aliases word for word, under every form that rules give them.

The forms stand in trees of words, one for each first word, made when a text holds that word.
spaCy's PhraseMatcher finds the same, but wants a Doc for each of some forty thousand forms before
the first text: every run of the command line and every worker would wait for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from skillmap.data_files import load
from skillmap.matchers.base import Found, Matcher, MatchText, crosses_line, stands_free
from skillmap.matchers.coordination import shared_names
from skillmap.matchers.listed import NameList
from skillmap.settings import Settings
from skillmap.taxonomy import Alias, Skill, Taxonomy
from skillmap.taxonomy.versions import version_end

Entry = tuple[Skill, Alias]

_LOOSE = re.compile(r"[A-Za-z]\s+\d")


@dataclass(slots=True)
class _Node:
    """What can follow the words so far, and what they name."""

    following: dict[str, _Node] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()


def phrase_matcher(taxonomy: Taxonomy, settings: Settings) -> Matcher:
    """Makes the phrase matcher of a taxonomy.

    Args:
        taxonomy: The taxonomy.
        settings: Not needed; every maker has this shape.

    Returns:
        The matcher.
    """
    trees = _Trees(taxonomy)

    def find(text: MatchText) -> list[Found]:
        found: list[Found] = []
        view, tokens = text.view.text, text.tokens
        recased: list[Found] = []
        for first, last, entries in _matches(trees, text.words):
            start, end = tokens[first].start, tokens[last - 1].end
            if not stands_free(view, start, end) or crosses_line(text, first, last):
                continue
            written = view[start:end]
            for skill, alias in entries:
                if _loose(written) and not _loose(alias.text):
                    continue
                if alias.case == "exact" and not _same_letters(written, alias):
                    if written.islower() or written.isupper():
                        one = Found(start, end, first, last, skill.id, alias, "phrase", 1.0, True)
                        recased.append(one)
                    continue
                if _everyday(written, alias):
                    continue
                stop = version_end(view, end, skill.kind == "model")
                found.append(Found(start, stop, first, last, skill.id, alias, "phrase", 1.0))
        lists = NameList(text, found, recased, taxonomy) if recased else ()
        listed = [one for one in recased if one in lists]
        return [*found, *listed, *shared_names(text, found, taxonomy.forms)]

    return find


class _Trees(dict[str, _Node]):
    """What can follow each first word: ask only for those that begin a form."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        super().__init__()
        self.begins = taxonomy.forms.begins
        self._taxonomy = taxonomy

    def __missing__(self, word: str) -> _Node:
        root, forms = _Node(), self._taxonomy.forms
        for joined in self.begins[word]:
            node = root
            for further in joined.split(" ")[1:]:
                node = node.following.setdefault(further, _Node())
            node.entries = tuple(
                (self._taxonomy[one], alias) for one, alias in forms.owners(joined)
            )
        self[word] = root
        return root


def _matches(trees: _Trees, words: Sequence[str]) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
    """Gives every stretch of words that is a form, by its first word, the shorter first."""
    begins = trees.begins
    for first, word in enumerate(words):
        if word not in begins:
            continue
        node: _Node | None = trees[word]
        last = first + 1
        while node is not None:
            if node.entries:
                yield first, last, node.entries
            node = node.following.get(words[last]) if last < len(words) else None
            last += 1


def _loose(written: str) -> bool:
    """Tells whether a digit stands apart from one letter: "a 100" is not the A100."""
    return written[1:2].isspace() and _LOOSE.match(written) is not None


def _everyday(written: str, alias: Alias) -> bool:
    """Tells whether a name in one word is written as two that everybody uses: "in design"."""
    if written.isalpha():
        return False
    parts = written.split()
    if len(parts) < 2 or len(alias.text.split()) > 1 or not alias.text.isalpha():
        return False
    common = load("common_words.txt.gz")
    plain = all(part.casefold() in common for part in parts)
    return plain and not all(part[:1].isupper() for part in parts)


def _same_letters(written: str, alias: Alias) -> bool:
    """Compares case letter by letter; a plural s may follow ("LLMs")."""
    letters = [char for char in written if char.isalpha()]
    wanted = [char for char in alias.text if char.isalpha()]
    return letters == wanted or letters == [*wanted, "s"]
