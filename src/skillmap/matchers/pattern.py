"""Finds competencies that are shown and not named: "deployed three ranking models".

A pattern is a verb and what it is done to, each a class of words in `data/competencies.yaml`: verb
and thing with a few words between, the thing and then the participle ("models were deployed"), or a
noun of doing ("deployment of models"). The text is walked once: a table tells at every word
whether it is such a verb, and at most some words around it are looked at.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from skillmap.data_files import load
from skillmap.matchers.base import Found, Matcher, MatchText, crosses_line, stands_free
from skillmap.settings import Settings
from skillmap.taxonomy import Alias, Taxonomy
from skillmap.taxonomy.variants import Form, normal_form, normal_word

PATTERNS = "competencies.yaml"
_REACH = 5
"""Most words between a verb and what it is done to."""
_BACK = 4
"""Most words between a thing and what was done to it."""
_SHARED = 3
"""Most verbs that share one thing."""

_LISTS = ("stops", "joints", "auxiliaries", "after", "mass", "articles", "adjectival", "quantities")

Kind = Literal["base", "past", "ing", "noun", "falls"]


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a verb with a thing shows."""

    skill_id: str
    name: str
    verb_only: bool

    @property
    def alias(self) -> Alias:
        """What the pattern is called, as an alias."""
        return _alias(self.name)


# Thousands of patterns, of which a text shows a handful.
@functools.cache
def _alias(name: str) -> Alias:
    return Alias(text=name)


@dataclass(frozen=True, slots=True)
class _Doing:
    """A form of a verb, or a noun of doing: its further words, its base and its kind."""

    rest: Form
    base: str
    kind: Kind


@dataclass(slots=True)
class _Table:
    """The patterns by their first words."""

    doings: dict[str, list[_Doing]] = field(default_factory=dict)
    things: dict[str, list[tuple[Form, str, str]]] = field(default_factory=dict)
    rules: dict[tuple[str, Kind, str, str], _Rule] = field(default_factory=dict)
    vias: dict[str, frozenset[str]] = field(default_factory=dict)
    apart: set[tuple[str, str]] = field(default_factory=set)
    """Skills and patterns whose verb stands for them when the thing is a name of another skill."""


class _Thing(NamedTuple):
    """A thing where it stands, in tokens."""

    first: int
    last: int
    name: str
    plural: bool
    many: bool


def pattern_matcher(taxonomy: Taxonomy, settings: Settings) -> Matcher:
    """Makes the matcher of competencies for a taxonomy.

    Args:
        taxonomy: The taxonomy; patterns of skills that it lacks find nothing.
        settings: Not needed; every maker has this shape.

    Returns:
        The matcher.
    """
    data = load(PATTERNS)
    table = _table(data, taxonomy)
    words = {name: frozenset(data[name]) for name in _LISTS}

    def find(text: MatchText) -> list[Found]:
        return list(_Walk(text, table, words).found())

    return find


class _Walk:
    """One text and the patterns in it."""

    def __init__(self, text: MatchText, table: _Table, words: Mapping[str, frozenset[str]]) -> None:
        self._text = text
        self._words = text.words
        self._table = table
        self._lists = words
        self._begin: dict[int, list[_Thing]] = {}
        self._end: dict[int, list[_Thing]] = {}
        for first, word in enumerate(self._words):
            if word not in table.things:
                continue
            for rest, name, singular in table.things[word]:
                last = first + 1 + len(rest)
                if not rest or self._words[first + 1 : last] == rest:
                    plural = self._words[last - 1] != singular
                    many = plural or self._words[last - 1] in words["mass"]
                    thing = _Thing(first, last, name, plural, many)
                    self._begin.setdefault(first, []).append(thing)
                    self._end.setdefault(last, []).append(thing)

    def found(self) -> Iterator[Found]:
        """Gives what each verb of the text shows."""
        doings = self._table.doings
        for first, word in enumerate(self._words):
            if word not in doings:
                continue
            for doing in doings[word]:
                last = first + 1 + len(doing.rest)
                if self._words[first + 1 : last] != doing.rest:
                    continue
                one = self._ahead(first, last, doing) or self._behind(first, last, doing)
                if one:
                    yield one
                    if (one.skill_id, one.alias.text) in self._table.apart and one.last > last:
                        yield self._verb(first, last, one)
                    break

    def _verb(self, first: int, last: int, one: Found) -> Found:
        """Gives the verb alone, for where a name stands in the rest: "deployed PyTorch models"."""
        tokens = self._text.tokens
        start, end = tokens[first].start, tokens[last - 1].end
        return one._replace(start=start, end=end, first=first, last=last)

    def _is_whole(self, thing: _Thing) -> bool:
        """Tells whether a thing ends here, rather than being the first part of a longer name."""
        last = thing.last
        if thing.plural or last >= len(self._words):
            return True
        word = self._words[last]
        gap = self._text.view.text[self._text.tokens[last - 1].end : self._text.tokens[last].start]
        return (
            not word.isalpha()
            or "\n" in gap
            or word in self._lists["after"]
            or word.endswith("ly")
            or any(doing.kind in {"past", "ing"} for doing in self._table.doings.get(word, ()))
        )

    def _ahead(self, first: int, last: int, doing: _Doing) -> Found | None:
        """Finds what is done, after the verb: "deployed three models", "deployment of models"."""
        if doing.kind == "falls":
            return None
        place, via = last, ""
        shared: list[_Doing] = []
        if self._word(last) == "of" and doing.kind in {"noun", "ing"}:
            place += 1
        elif doing.kind == "noun" or self._is_adjective(first, doing):
            return None
        vias = self._table.vias.get(doing.base, frozenset())
        reach = last + _REACH
        while place < min(reach, len(self._words)):
            for thing in self._begin.get(place, ()):
                if self._is_whole(thing) and (thing.many or self._counted(last, thing.first)):
                    one = self._shown(doing, thing, via, (first, last), shared)
                    if one:
                        return one
            word = self._words[place]
            joined = self._joined(place) if place == last or shared else None
            if joined and len(shared) < _SHARED:
                shared.append(joined[0])
                place, reach = joined[1], joined[1] + _REACH
            elif word in vias and not via:
                place, via = place + 1, word
            elif word in self._lists["stops"] or (word == "of" and not self._many_of(place)):
                return None
            else:
                place += 1
        return None

    def _is_adjective(self, first: int, doing: _Doing) -> bool:
        return doing.kind == "past" and self._word(first - 1) in self._lists["adjectival"]

    def _counted(self, last: int, first: int) -> bool:
        """Tells whether an article stands between a verb and one thing."""
        return not self._lists["articles"].isdisjoint(self._words[last:first])

    def _many_of(self, place: int) -> bool:
        return self._word(place - 1) in self._lists["quantities"]

    def _joined(self, place: int) -> tuple[_Doing, int] | None:
        """Gives a verb that is joined on here, and its end."""
        if self._word(place) not in self._lists["joints"]:
            return None
        place += 1
        if self._word(place) in self._lists["joints"]:
            place += 1  # ", and"
        for doing in self._table.doings.get(self._word(place), ()):
            last = place + 1 + len(doing.rest)
            if self._words[place + 1 : last] == doing.rest and doing.kind not in {"falls", "noun"}:
                return doing, last
        return None

    def _behind(self, first: int, last: int, doing: _Doing) -> Found | None:
        """Finds what was done, before the verb: "models were deployed", "latency fell"."""
        if doing.kind not in {"past", "noun", "falls"}:
            return None
        place = first
        while first - place <= _BACK:
            for thing in self._end.get(place, ()):
                one = self._shown(doing, thing, "", (first, last), ())
                if one:
                    return one
            if doing.kind == "noun" or self._word(place - 1) not in self._lists["auxiliaries"]:
                return None
            place -= 1
        return None

    def _shown(
        self,
        doing: _Doing,
        thing: _Thing,
        via: str,
        verb: tuple[int, int],
        shared: Sequence[_Doing],
    ) -> Found | None:
        """Gives what a verb with a thing shows, if anything."""
        first, last = verb
        rules, before = self._table.rules, thing.first < first
        rule = rules.get((doing.base, doing.kind, thing.name, via))
        if rule is None or (before and rule.verb_only):
            return None
        if shared:  # "design, develop and maintain data flows" shows one skill, by the last verb
            others = [rules.get((one.base, one.kind, thing.name, via)) for one in shared]
            if any(other and other.skill_id == rule.skill_id for other in others):
                return None
        begin, stop = min(first, thing.first), max(last, thing.last)
        if crosses_line(self._text, begin, stop):
            return None
        if rule.verb_only or shared:
            begin, stop = first, last
        tokens, view = self._text.tokens, self._text.view.text
        start, end = tokens[begin].start, tokens[stop - 1].end
        if not stands_free(view, start, end):
            return None
        return Found(start, end, begin, stop, rule.skill_id, rule.alias, "pattern", 1.0)

    def _word(self, place: int) -> str:
        return self._words[place] if 0 <= place < len(self._words) else ""


def _table(data: Mapping[str, Any], taxonomy: Taxonomy) -> _Table:
    """Compiles the patterns of the skills that a taxonomy has."""
    table = _Table()
    known = {skill.id for skill in taxonomy if not skill.deprecated}

    @functools.cache
    def owners(thing: str) -> frozenset[str]:
        words = normal_form(thing)
        named = [words, (*words[:-1], _plural(words[-1]))]
        return frozenset(i for form in named for i, _ in taxonomy.forms.get(form, ()))

    classes: Mapping[str, Sequence[str]] = data["classes"]
    for entry in data["competencies"]:
        if entry["skill"] not in known:
            continue
        things = list(_spread(entry["what"], classes))
        verbs = list(_spread(entry.get("do", ()), classes))
        vias = ("", *entry.get("via", ()))
        for thing in things:
            _add_thing(table, thing)
        kinds = entry.get("kinds", ("base", "past", "ing"))
        rows: list[tuple[str, Sequence[Kind]]] = [
            *((verb, kinds) for verb in verbs),
            *((noun, ("noun",)) for noun in entry.get("noun", ())),
            *((verb, ("falls",)) for verb in entry.get("falls", ())),
        ]
        for base, every in rows:
            _add_doing(table, base, every, data["irregular"])
            table.vias[base] = table.vias.get(base, frozenset()) | frozenset(vias[1:])
            for kind, thing in itertools.product(every, things):
                name = f"{base} {thing}" if base in verbs else f"{thing} {base}"
                if entry["skill"] not in owners(thing):
                    table.apart.add((entry["skill"], name))
                rule = _Rule(entry["skill"], name, entry.get("anchor") == "verb")
                for via in vias:
                    table.rules.setdefault((base, kind, thing, via), rule)
    for named in table.things.values():
        named.sort(key=lambda row: (-len(row[0]), row))
    for doings in table.doings.values():
        doings.sort(key=lambda one: (-len(one.rest), one.base, one.kind))
    return table


def _spread(words: Sequence[str], classes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for word in words:
        named = re.fullmatch(r"\{(\w+)\}", word)
        yield from classes[named[1]] if named else (word,)


def _add_thing(table: _Table, thing: str) -> None:
    form = normal_form(thing)
    for last in {form[-1], _plural(form[-1])}:
        words = (*form[:-1], last)
        rows = table.things.setdefault(words[0], [])
        row = (words[1:], thing, normal_word(thing.split()[-1]))
        if row not in rows:
            rows.append(row)


def _add_doing(
    table: _Table, base: str, kinds: Sequence[Kind], irregular: Mapping[str, Sequence[str]]
) -> None:
    words = normal_form(base)
    # "co supervise" is inflected at its end, "set up" and "bring down" at their beginning.
    at = len(words) - 1 if words[0] in {"co", "hand"} else 0
    forms = _forms_of(words[at], irregular)
    if "noun" in kinds:
        forms = [(words[at], "noun")]
    elif "falls" in kinds:
        forms = [(form, "falls") for form, _ in forms]
    for form, kind in forms:
        every = (*words[:at], *normal_form(form), *words[at + 1 :])
        doing = _Doing(every[1:], base, kind)
        rows = table.doings.setdefault(every[0], [])
        if kind in kinds and doing not in rows:
            rows.append(doing)


@functools.cache
def _plural(word: str) -> str:
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _forms_of(verb: str, irregular: Mapping[str, Sequence[str]]) -> list[tuple[str, Kind]]:
    """Gives the forms of a verb: base and third person, past and participle, -ing."""
    own = list(irregular.get(verb, ()))
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    doubled = re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", verb) is not None
    long = verb + verb[-1] if doubled else stem
    past = own or [verb[:-1] + "ied" if _plural(verb).endswith("ies") else long + "ed"]
    return [
        (verb, "base"),
        (_plural(verb), "base"),
        *((form, "past") for form in past if not form.endswith("ing")),
        *((form, "ing") for form in [*own, long + "ing"] if form.endswith("ing")),
    ]
