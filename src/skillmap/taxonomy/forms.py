"""All forms of the names of a taxonomy: of the one that ships from data/forms.json.gz."""

from __future__ import annotations

import functools
import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from skillmap.data_files import load
from skillmap.taxonomy.schema import Alias, Skill, TaxonomyData
from skillmap.taxonomy.variants import Form, forms, normal_form

COMPILED_FORMS = "forms.json.gz"
"""The forms of the taxonomy that ships, with its fingerprint: to find them takes a second."""

Owners = tuple[tuple[str, Alias], ...]
"""Skills, by id, with the aliases that a form stands for."""


class Forms(Mapping[Form, Owners]):
    """Every form that any alias is found under, with the skills and aliases it stands for.

    Args:
        rows: By the words of a form with blanks between, the place of its alias among all, or the
            places when there are several.
        data: The taxonomy.
    """

    def __init__(self, rows: Mapping[str, int | list[int]], data: TaxonomyData) -> None:
        self._rows = rows
        self._aliases = [(skill.id, alias) for skill, alias in _aliases(data)]

    def __getitem__(self, form: Form) -> Owners:
        return self.owners(" ".join(form))

    def __contains__(self, form: object) -> bool:
        return isinstance(form, tuple) and " ".join(form) in self._rows

    def __iter__(self) -> Iterator[Form]:
        return (tuple(words.split()) for words in self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def joined(self) -> Iterable[str]:
        """The forms as texts, a blank between words."""
        return self._rows.keys()

    def owners(self, joined: str) -> Owners:
        """Gives what a form stands for.

        Args:
            joined: Its words with blanks between.

        Returns:
            Skills and aliases.
        """
        places = self._rows[joined]
        if isinstance(places, int):
            return (self._aliases[places],)
        return tuple([self._aliases[place] for place in places])

    @functools.cached_property
    def begins(self) -> dict[str, list[str]]:
        """The forms by their first words, each with blanks between."""
        found: dict[str, list[str]] = {}
        for words in self._rows:
            found.setdefault(words.partition(" ")[0], []).append(words)
        return found


def forms_of(data: TaxonomyData, fingerprint: str) -> Forms:
    """Gives the forms of a taxonomy.

    Args:
        data: The taxonomy.
        fingerprint: Its fingerprint: that of the one that ships has its forms in the package.

    Returns:
        The forms.
    """
    known: dict[str, Any] = load(COMPILED_FORMS)
    return Forms(known["forms"] if known["sha256"] == fingerprint else _rows(data), data)


def compile_forms(data: TaxonomyData, fingerprint: str) -> bytes:
    """Compiles the forms of a taxonomy; the same taxonomy gives the same bytes.

    Args:
        data: The taxonomy.
        fingerprint: Its fingerprint.

    Returns:
        What `forms_of` looks up, compressed without a time stamp.
    """
    content = {"sha256": fingerprint, "forms": _rows(data)}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def _aliases(data: TaxonomyData) -> Iterator[tuple[Skill, Alias]]:
    return ((skill, alias) for skill in data.skills for alias in skill.aliases)


def _rows(data: TaxonomyData) -> dict[str, int | list[int]]:
    found: dict[Form, dict[tuple[str, str], int]] = {}
    for place, (skill, alias) in enumerate(_aliases(data)):
        for form in () if skill.deprecated else forms(alias, skill, data.vendors):
            found.setdefault(form, {}).setdefault((skill.id, alias.text), place)
    return {" ".join(form): _own_first(form, entries) for form, entries in found.items()}


def _own_first(form: Form, entries: dict[tuple[str, str], int]) -> int | list[int]:
    """Gives the aliases a form stands for; one that is listed so keeps out those found by rule."""
    own = [key for key in entries if normal_form(key[1]) == form] if len(entries) > 1 else []
    places = [entries[key] for key in own or entries]
    return places if len(places) > 1 else places[0]  # lists by the ten thousand are slow to load
