"""The taxonomy as the other floors use it: look up, resolve, relate."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterator

from skillmap.data_files import load
from skillmap.errors import UnknownSkill
from skillmap.models.base import Version
from skillmap.models.coverage import Relation
from skillmap.models.nearest import nearest
from skillmap.taxonomy.forms import Forms, Owners, forms_of
from skillmap.taxonomy.phrases import fits, inner_phrases
from skillmap.taxonomy.schema import (
    Alias,
    Area,
    EffortMonths,
    Skill,
    SkillKind,
    TaxonomyData,
)
from skillmap.taxonomy.variants import normal_form, squash
from skillmap.taxonomy.versions import family_names, without_version

PROPER: frozenset[SkillKind] = frozenset(
    {"language", "library", "tool", "platform", "service", "model"}
)
"""Kinds of skill whose names are proper names, written with a capital."""

WORDS = "words.txt.gz"
_BRACKETS = re.compile(r"^(.+?)\s*[(\[]([^()\[\]]+)[)\]]$")

_NONE: tuple[Relation, float] = ("none", 0.0)


class Taxonomy:
    """The skills, by id and by any of their names.

    Args:
        data: The compiled content.

    Example:
        >>> from skillmap import load_taxonomy
        >>> taxonomy = load_taxonomy()
        >>> taxonomy["kubernetes"].label
        'Kubernetes'
        >>> taxonomy.resolve("k8s").id
        'kubernetes'
    """

    def __init__(self, data: TaxonomyData) -> None:
        self.data = data
        self._skills = {skill.id: skill for skill in data.skills}
        self._ancestors: dict[str, tuple[str, ...]] = {}
        self._implied: dict[str, dict[str, float]] = {}
        self._relations: dict[str, dict[str, tuple[Relation, float]]] = {}
        self._related: dict[str, set[str]] = {}
        for skill in data.skills:
            for other in skill.related:
                self._related.setdefault(skill.id, set()).add(other)
                self._related.setdefault(other, set()).add(skill.id)
        self._replaced = {s.id: s.replaced_by for s in data.skills if s.deprecated}

    def __reduce__(self) -> tuple[type[Taxonomy], tuple[TaxonomyData]]:
        return (Taxonomy, (self.data,))

    def __getitem__(self, skill_id: str) -> Skill:
        """Gives a skill by its id.

        Args:
            skill_id: Id of the skill.

        Returns:
            The skill.

        Raises:
            UnknownSkill: There is none; the hint names the nearest.
        """
        try:
            return self._skills[skill_id]
        except KeyError:
            near = self.nearest(skill_id)
            raise UnknownSkill(
                f"there is no skill {skill_id!r}",
                skill_id=skill_id,
                hint=f"Did you mean {near!r}?" if near else "",
            ) from None

    def __contains__(self, skill_id: object) -> bool:
        return skill_id in self._skills

    def __iter__(self) -> Iterator[Skill]:
        return iter(self.data.skills)

    def __len__(self) -> int:
        return len(self.data.skills)

    @functools.cached_property
    def fingerprint(self) -> str:
        """First 16 hexadecimal digits of the SHA-256 of all content that has a say in results."""
        content = self.data.model_dump_json(exclude={"plain_words"})  # a note of reviewers
        return hashlib.sha256(content.encode()).hexdigest()[:16]

    @property
    def version(self) -> Version:
        """Name, version and fingerprint, as records carry them."""
        return Version(name="skillmap-taxonomy", version=self.data.version, sha256=self.fingerprint)

    def current(self, skill_id: str) -> str:
        """Gives the skill that stands for an id today: ids in stored records stay good.

        Args:
            skill_id: Id of a skill, deprecated or not.

        Returns:
            The id itself, or that of what replaced it; a deprecated skill without a replacement
            stands for itself, and matches nothing.

        Raises:
            UnknownSkill: There is no such skill.
        """
        if skill_id in self._skills and skill_id not in self._replaced:
            return skill_id
        here, passed = self[skill_id].id, {skill_id}
        while (there := self._replaced.get(here)) and there not in passed:
            passed.add(there)
            here = there
        return here

    @property
    def areas(self) -> tuple[Area, ...]:
        """The areas in the order of display."""
        return self.data.areas

    def effort_months(self, skill_id: str) -> EffortMonths:
        """Gives the months to a working level at ten focused hours a week.

        Args:
            skill_id: Id of the skill.

        Returns:
            Low and high months; an assumption of ours, not a measurement.
        """
        return self.data.efforts[self[skill_id].effort]

    def nearest(self, name: str) -> str:
        """Gives the id that is spelled most like a name.

        Args:
            name: What was asked for.

        Returns:
            The id, or an empty string when none is near.
        """
        found = self.resolve(name)
        return found.id if found else nearest(name, self._skills)

    @functools.cached_property
    def forms(self) -> Forms:
        """Every form that any alias is found under, with the skills and aliases it stands for."""
        return forms_of(self.data, self.fingerprint)

    @functools.cached_property
    def _squashed(self) -> dict[str, str]:
        index: dict[str, str] = {}
        for words in self.forms.joined:
            index.setdefault(words.replace(" ", ""), words)
        return index

    def _owners(self, phrase: str) -> Owners:
        """Gives what a phrase is a spelling of, with or without blanks."""
        words = self._squashed.get(squash(normal_form(phrase)))
        return () if words is None else self.forms.owners(words)

    def resolve(self, phrase: str) -> Skill | None:
        """Tells what a bare phrase means.

        Case, hyphens, spaces, plurals, British spelling, vendors' prefixes, a version at the end
        and "Long Form (ABBR)" are covered by rule. A name with another everyday sense ("Go") is
        only known as it is written when it means the skill.

        Args:
            phrase: A name as a person writes it.

        Returns:
            The skill, or None when the phrase is no skill that the taxonomy knows.

        Example:
            >>> from skillmap import load_taxonomy
            >>> taxonomy = load_taxonomy()
            >>> taxonomy.resolve("Retrieval-Augmented Generation (RAG)").id
            'retrieval-augmented-generation'
            >>> taxonomy.resolve("go to market") is None
            True
        """
        phrase = phrase.strip()
        by_id = self._skills.get("-".join(normal_form(phrase)))
        if by_id and not by_id.deprecated and ("-" in by_id.id or by_id.kind not in PROPER):
            return by_id  # but "go" and "react" are everyday words, for all that they are ids
        for spelling in dict.fromkeys((phrase, without_version(phrase))):
            for skill_id, alias in self._owners(spelling):
                if not _needs_case(alias, spelling) or _same_case(alias.text, spelling):
                    return self._skills[skill_id]
        for family in family_names(phrase):
            for skill_id, _ in self._owners(family):
                if self._skills[skill_id].kind == "model":
                    return self._skills[skill_id]  # a version leaves no other sense
        brackets = _BRACKETS.match(phrase)
        if brackets:
            return self.resolve(brackets[1]) or self.resolve(brackets[2])
        for inner, technical in inner_phrases(phrase):
            found = self.resolve(inner)
            if found and fits(found, technical):
                return found
        return None

    def named(self, name: str) -> Skill:
        """Gives the skill that a person means by a name, forgiving case.

        Args:
            name: An id, or any alias in any case.

        Returns:
            The skill.

        Raises:
            UnknownSkill: None has that name; the hint names the nearest.
        """
        found = self.resolve(name)
        if found is None and name not in self._skills:
            entries = self._owners(name)
            if entries:
                return self._skills[entries[0][0]]
        return found or self[name]

    def ancestors(self, skill_id: str) -> tuple[str, ...]:
        """Gives every broader skill, nearest first.

        Args:
            skill_id: Id of the skill.

        Returns:
            Ids, each once.
        """
        if skill_id not in self._ancestors:
            found: dict[str, None] = {}
            level = self._broader(skill_id)
            while level:
                found.update(dict.fromkeys(one for one in level if one != skill_id))
                level = tuple(up for one in level for up in self._broader(one) if up not in found)
            self._ancestors[skill_id] = tuple(found)
        return self._ancestors[skill_id]

    def _broader(self, skill_id: str) -> tuple[str, ...]:
        return tuple(map(self.current, self[skill_id].broader))

    def implied(self, skill_id: str) -> dict[str, float]:
        """Gives what a skill implies, directly or through others, with weights multiplied.

        Args:
            skill_id: Id of the skill.

        Returns:
            Weights of 0 to 1 by id; broader skills count in full on the way. What a whole domain
            implies is not passed on to what belongs to it: data engineering needs Python more often
            than not, and Kafka says nothing of it.
        """
        if skill_id in self._implied:
            return self._implied[skill_id]
        best: dict[str, float] = {skill_id: 1.0}
        todo = [skill_id]
        while todo:
            here = todo.pop()
            skill = self[here]
            passed_on = here == skill_id or skill.kind != "domain"
            steps = {
                **dict.fromkeys(skill.broader, 1.0),
                **(skill.implies if passed_on else {}),
            }
            for step, weight in sorted(steps.items()):
                there = self.current(step)
                reached = best[here] * weight
                if reached > best.get(there, 0.0):
                    best[there] = reached
                    todo.append(there)
        del best[skill_id]
        self._implied[skill_id] = best
        return best

    def related(self, skill_id: str) -> frozenset[str]:
        """Gives the related skills, whichever side lists them.

        Args:
            skill_id: Id of the skill.

        Returns:
            Their ids.
        """
        return frozenset(self._related.get(skill_id, ()))

    def breadth(self, skill_id: str) -> int:
        """Counts the skills that are narrower than one, at any depth.

        Args:
            skill_id: Id of the skill.

        Returns:
            The number, 0 for a skill without narrower ones.

        Raises:
            UnknownSkill: There is no such skill.
        """
        return self._breadths.get(self[skill_id].id, 0)

    @functools.cached_property
    def _breadths(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for skill in self.data.skills:
            for above in self.ancestors(skill.id):
                counts[above] = counts.get(above, 0) + 1
        return counts

    def relation(self, held: str, asked: str) -> tuple[Relation, float]:
        """Tells how a skill held stands to a skill asked.

        Args:
            held: Id of the skill shown.
            asked: Id of the skill wanted.

        Returns:
            The relation, and its weight of 0 to 1 (1 unless implied). A deprecated skill counts
            as what replaced it; without a replacement it is "none" to every skill.
        """
        held, asked = self.current(held), self.current(asked)
        known = self._relations.get(held)
        if known is None:
            known = self._relations[held] = self._relate(held)
        return known.get(asked, _NONE)

    def _relate(self, held: str) -> dict[str, tuple[Relation, float]]:
        """Gives every skill that showing one says something of, the nearest relation of each."""
        if self[held].deprecated:
            return {}
        near = {*self.related(held), *self._groups.get(self[held].group or "", ())}
        found: dict[str, tuple[Relation, float]] = {
            **dict.fromkeys(near, ("related", 1.0)),
            # One step: "AI" says nothing of reranking.
            **dict.fromkeys(self._narrower.get(held, ()), ("broader", 1.0)),
            **{asked: ("implied", weight) for asked, weight in self.implied(held).items()},
            **dict.fromkeys(self.ancestors(held), ("narrower", 1.0)),
            held: ("exact", 1.0),
        }
        return {
            asked: row
            for asked, row in found.items()
            if asked in self and not self[asked].deprecated
        }

    @functools.cached_property
    def _narrower(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for skill in self.data.skills:
            for above in self._broader(skill.id):
                found.setdefault(above, []).append(skill.id)
        return found

    @functools.cached_property
    def _groups(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for skill in self.data.skills:
            if skill.group:
                found.setdefault(skill.group, []).append(skill.id)
        return found


def _needs_case(alias: Alias, phrase: str) -> bool:
    """Tells whether a name is known only in its own case: "oops" is not OOPS."""
    everyday = alias.case == "exact" and phrase.strip().casefold() in load(WORDS)
    return alias.ambiguous or everyday


def _same_case(alias: str, phrase: str) -> bool:
    written = "".join(char for char in phrase if char.isalpha())
    wanted = "".join(char for char in alias if char.isalpha())
    if wanted.islower():
        return written.lower() in {wanted, wanted + "s"}
    return written in {wanted, wanted.upper(), wanted + "s"}
