"""Compares predictions with annotations, and sums up what agrees."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from skillmap.data_files import load
from skillmap.errors import SkillmapError
from skillmap.evaluation.agreement import agreement, pair_up
from skillmap.evaluation.facets import Facet, FacetCounts, count_facets, count_skills
from skillmap.evaluation.intervals import Difference, added, differences, intervals
from skillmap.evaluation.predictions import predicted_row
from skillmap.evaluation.rows import (
    GoldRow,
    Mark,
    PredictedMark,
    PredictedRow,
    Rows,
    read_gold,
    read_predictions,
)
from skillmap.evaluation.tallies import Figures, Tally
from skillmap.models import PACKAGE, Kind, Profile, Provenance, Record, Role, Version
from skillmap.pipeline import settings_version
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

OTHER = "other"
UNKNOWN = "?"  # before a name, so that no unresolved name looks like an id


class FormCount(Record):
    """A form of words in lower case, and how often it was missed, extra or mislinked."""

    form: str
    count: int


class Evaluation(Record):
    """How extraction compares with annotated documents.

    Attributes:
        overall: All documents.
        kinds: By kind of document.
        areas: By area in the taxonomy's order, then "other". An annotation is of the area that
            it names, else of its skill's; an extra prediction is of its skill's.
        facets: What is right about the mentions found: status, section, level, months, strength.
        unresolved: Predicted names that the taxonomy does not know, each once in a document.
        against: How the figures differ from those of other predictions, when they were given.
        missed: Annotated forms that were not found, most frequent first.
        extra: Forms found that nobody annotated.
        mislinked: Agreeing forms with another skill than annotated.
        provenance: Versions, and the SHA-256 of the gold.
        benchmark: The part of the labelled corpus that it was measured on, if it was.
    """

    overall: Figures
    kinds: tuple[Figures, ...]
    areas: tuple[Figures, ...]
    facets: tuple[Facet, ...] = ()
    unresolved: int = 0
    against: tuple[Difference, ...] = ()
    missed: tuple[FormCount, ...] = ()
    extra: tuple[FormCount, ...] = ()
    mislinked: tuple[FormCount, ...] = ()
    provenance: Provenance
    benchmark: Version | None = None


Extracted = Profile | tuple[Profile, Role] | Iterable[Mapping[str, Any]]
"""A profile, for a post with the role it was read to ask; or mentions as rows have them."""

Extract = Callable[[str, Kind | None], Extracted]
"""Makes a profile of a text and its kind."""


def evaluate(
    gold: Rows,
    extract: Extract | None = None,
    *,
    taxonomy: Taxonomy,
    predictions: Rows | None = None,
    against: Rows | None = None,
    settings: Settings | None = None,
    examples: int = 50,
) -> Evaluation:
    """Compares extraction, or given predictions, with annotated documents.

    Every annotated mention counts, whatever its status; optional ones count neither way.
    Concepts are compared by id; a name that the taxonomy does not resolve counts as itself, in
    lower case. Predictions without places are measured by concepts alone.

    Args:
        gold: A JSON Lines file of annotated documents, its rows, or what `read_gold` gave.
        extract: What is measured; not needed with predictions.
        taxonomy: Resolves the annotated names.
        predictions: A JSON Lines file of predictions, or its rows.
        against: Other predictions, or profiles' rows, to compare with.
        settings: What `extract` runs with, for the provenance.
        examples: Most forms listed as missed, extra and mislinked.

    Returns:
        The figures.

    Raises:
        SkillmapError: A row does not fit, with file and line.

    Example:
        >>> from skillmap import load_taxonomy
        >>> from skillmap.evaluation import evaluate
        >>> mark = {"start": 5, "end": 8, "canonical": "SQL"}
        >>> gold = [{"id": "a", "kind": "cv", "text": "Good SQL", "mentions": [mark]}]
        >>> guess = [{"id": "a", "mentions": [{"start": 5, "end": 8, "skill_id": "sql"}]}]
        >>> evaluate(gold, taxonomy=load_taxonomy(), predictions=guess).overall.f1
        1.0
    """
    rows = read_gold(gold)
    if predictions is not None:
        given = read_predictions(predictions, rows)
    elif extract is not None:
        given = {row.id: _extracted(row, extract) for row in rows}
    else:
        raise SkillmapError("there is nothing to evaluate", hint="Give extract or predictions.")
    tables = _counted(rows, given, taxonomy)
    other = None
    if against is not None:
        other = _counted(rows, read_predictions(against, rows), taxonomy)
    return Evaluation(
        overall=_with_interval(tables, "all", list(tables.documents)),
        kinds=tuple(
            _with_interval(tables, kind, tables.kinds[kind])
            for kind in ("cv", "job", "text")
            if kind in tables.kinds
        ),
        areas=_listed(tables.areas, [area.id for area in taxonomy.areas]),
        facets=tables.facets.facets(),
        unresolved=tables.unresolved,
        against=differences(tables.documents, other.documents) if other else (),
        missed=_most(tables.missed, examples),
        extra=_most(tables.extra, examples),
        mislinked=_most(tables.mislinked, examples),
        provenance=Provenance(
            package=PACKAGE,
            taxonomy=taxonomy.version,
            settings=settings_version(settings) if settings else None,
            input_sha256=_sha256(gold),
        ),
    )


def _extracted(row: GoldRow, extract: Extract) -> PredictedRow:
    made = extract(row.text, row.kind)
    if isinstance(made, Profile):
        profile, role = made, None
    elif isinstance(made, tuple) and len(made) == 2 and isinstance(made[0], Profile):
        profile, role = made
    else:
        given = [{"id": row.id, "mentions": list(made)}]
        return read_predictions(given, [row])[row.id]
    return predicted_row(row.id, profile, role).model_copy(
        update={"kind": row.kind or profile.document.kind}
    )


def _counted(
    rows: Sequence[GoldRow], given: dict[str, PredictedRow], taxonomy: Taxonomy
) -> _Tables:
    placed = not given or any(row.mentions or not row.skills for row in given.values())
    tables = _Tables(placed)
    for row in rows:
        _compare(row, given.get(row.id) or PredictedRow(id=row.id, mentions=()), taxonomy, tables)
    return tables


@dataclass(frozen=True)
class _Found:
    mark: PredictedMark
    skill: str  # an id, or UNKNOWN and a name in lower case

    @property
    def span(self) -> tuple[int, int]:
        return self.mark.start, self.mark.end


@dataclass
class _Tables:
    placed: bool  # whether predictions say where
    documents: dict[str, Tally] = field(default_factory=dict)
    kinds: dict[str, list[str]] = field(default_factory=dict)
    areas: dict[str, Tally] = field(default_factory=dict)
    facets: FacetCounts = field(default_factory=FacetCounts)
    unresolved: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    mislinked: Counter[str] = field(default_factory=Counter)

    def of(self, row: GoldRow, area: str | None = None) -> list[Tally]:
        """The tallies that something in a document counts for."""
        found = [self.documents.setdefault(row.id, Tally())]
        if area is not None:
            found.append(self.areas.setdefault(area, Tally()))
        for tally in found:
            tally.documents.add(row.id)
        return found


def _with_interval(tables: _Tables, name: str, ids: Sequence[str]) -> Figures:
    tallies = [tables.documents[one] for one in ids]
    total = added(tallies)
    total.documents.update(ids)
    return total.figures(name, intervals(tallies))


def _compare(row: GoldRow, guess: PredictedRow, taxonomy: Taxonomy, tables: _Tables) -> None:
    tables.of(row)  # a document without any mention counts as a document all the same
    tables.kinds.setdefault(row.kind or guess.kind or "text", []).append(row.id)
    found = sorted(_predicted(guess, taxonomy), key=lambda one: one.span)
    names = {_known(one.skill_id, one.canonical, taxonomy) for one in guess.skills}
    tables.unresolved += len(
        {one for one in (*names, *(one.skill for one in found)) if one.startswith(UNKNOWN)}
    )
    needed = [mark for mark in row.mentions if mark.counts]

    def known(skill_id: str, name: str) -> str:
        return _known(skill_id, name, taxonomy)

    if not tables.placed:
        spare = {_skill_of(mark, row.text, taxonomy) for mark in row.mentions if not mark.counts}
        _compare_concepts(row, needed, names, names - spare, tables, taxonomy)
        count_skills(row.skills, guess.skills, known, tables.facets)
        return
    optional = [(mark.start, mark.end) for mark in row.mentions if not mark.counts]
    spans = [(mark.start, mark.end) for mark in needed]
    pairs = {j: i for i, j in pair_up([one.span for one in found], spans, row.text)}
    for j, mark in enumerate(needed):
        hit = found[pairs[j]] if j in pairs else None
        _count_mark(row, mark, hit, taxonomy, tables)
    paired = set(pairs.values())
    counted = [one for i, one in enumerate(found) if i in paired]
    for i, one in enumerate(found):
        if i in paired or any(agreement(one.span, span, row.text) for span in optional):
            continue
        counted.append(one)
        tables.extra[_form(row.text, one.span)] += 1
        if one.mark.matcher:
            tables.facets.add(f"found by: {one.mark.matcher}, rightly", False)
        for tally in tables.of(row, _area_of(one.skill, taxonomy)):
            tally.predicted += 1
    everything = {one.skill for one in found}
    _compare_concepts(row, needed, everything, {one.skill for one in counted}, tables, taxonomy)
    agreeing = [(mark, found[pairs[j]].mark) for j, mark in enumerate(needed) if j in pairs]
    count_facets(row, guess, agreeing, lambda one, name: _known(one, name, taxonomy), tables.facets)


def _count_mark(
    row: GoldRow, mark: Mark, hit: _Found | None, taxonomy: Taxonomy, tables: _Tables
) -> None:
    span = (mark.start, mark.end)
    meant = _skill_of(mark, row.text, taxonomy)
    linkable = hit is not None and meant in taxonomy
    linked = hit is not None and hit.skill == meant
    for tally in tables.of(row, _mark_area(mark, meant, taxonomy)):
        tally.annotated += 1
        if hit:
            tally.predicted += 1
            tally.agreeing += 1
            tally.exact += hit.span == span
            tally.linkable += linkable
            tally.linked += linkable and linked
    if hit and hit.mark.matcher:
        tables.facets.add(f"found by: {hit.mark.matcher}, rightly", True)
    if not hit:
        tables.missed[_form(row.text, span)] += 1
    elif linkable and not linked:
        tables.mislinked[f"{_form(row.text, span)}: {hit.skill}, not {meant}"] += 1


def _compare_concepts(
    row: GoldRow,
    needed: Sequence[Mark],
    found: set[str],
    counted: set[str],
    tables: _Tables,
    taxonomy: Taxonomy,
) -> None:
    """Compares the skills of a document; what only agrees with optional marks is no extra."""
    meant: dict[str, str] = {}
    for mark in needed:
        skill = _skill_of(mark, row.text, taxonomy)
        meant.setdefault(skill, _mark_area(mark, skill, taxonomy))
    for skill, area in meant.items():
        for tally in tables.of(row, area):
            tally.concepts_annotated += 1
            tally.concepts_predicted += skill in found
            tally.concepts_agreeing += skill in found
    for skill in sorted(counted - set(meant)):
        for tally in tables.of(row, _area_of(skill, taxonomy)):
            tally.concepts_predicted += 1


def _predicted(row: PredictedRow, taxonomy: Taxonomy) -> list[_Found]:
    return [_Found(one, _known(one.skill_id, one.name, taxonomy)) for one in row.mentions]


def _skill_of(mark: Mark, text: str, taxonomy: Taxonomy) -> str:
    return _known(mark.skill_id, mark.canonical or text[mark.start : mark.end], taxonomy)


def _known(skill_id: str, name: str, taxonomy: Taxonomy) -> str:
    """Gives the skill's id, or a mark and the name in lower case when the taxonomy lacks it."""
    if skill_id in taxonomy:
        return skill_id
    skill = taxonomy.resolve(name) if name else None
    return skill.id if skill else UNKNOWN + (name or skill_id).casefold()


def _area_of(skill: str, taxonomy: Taxonomy) -> str:
    return taxonomy[skill].area if skill in taxonomy else OTHER


def _mark_area(mark: Mark, skill: str, taxonomy: Taxonomy) -> str:
    if not mark.area:
        return _area_of(skill, taxonomy)
    area = str(load("annotation_areas.yaml").get(mark.area, mark.area))
    return area if any(area == one.id for one in taxonomy.areas) else OTHER


def _form(text: str, span: tuple[int, int]) -> str:
    return " ".join(text[span[0] : span[1]].casefold().split())


def _listed(tallies: dict[str, Tally], order: Iterable[str]) -> tuple[Figures, ...]:
    return tuple(tallies[name].figures(name) for name in (*order, OTHER) if name in tallies)


def _most(forms: Counter[str], examples: int) -> tuple[FormCount, ...]:
    ordered = sorted(forms.items(), key=lambda entry: (-entry[1], entry[0]))
    return tuple(FormCount(form=form, count=count) for form, count in ordered[:examples])


def _sha256(gold: Rows) -> str | None:
    if isinstance(gold, str | Path):
        return hashlib.sha256(Path(gold).read_bytes()).hexdigest()
    return None
