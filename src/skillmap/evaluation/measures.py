"""Counts what agrees, and turns counts into precision, recall and F1."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from skillmap.data_files import load
from skillmap.errors import SkillmapError
from skillmap.evaluation.agreement import agreement, pair_up
from skillmap.evaluation.rows import GoldRow, Mark, PredictedRow, Rows, read_gold, read_predictions
from skillmap.models import PACKAGE, Kind, Profile, Provenance, Record
from skillmap.pipeline import settings_version
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

OTHER = "other"
UNKNOWN = "?"  # before a name, so that no unresolved name looks like an id


class Figures(Record):
    """The figures of all documents, of one kind, or of one area.

    A share is None when there was nothing to take it of.

    Attributes:
        name: "all", a kind, or an area.
        documents: Documents that had a say.
        annotated: Mentions that must be found; optional ones are not among them.
        predicted: Mentions found, without those that only agree with an optional one.
        agreeing: Pairs of the two.
        exact: Those of them with the very same span.
        precision: Agreeing of the predicted ones, 0 to 1.
        recall: Agreeing of the annotated ones.
        f1: Harmonic mean of the two.
        exact_recall: Exact of the annotated ones.
        concepts_annotated: Distinct skills, counted in each document.
        concepts_predicted: The same of what was found.
        concepts_agreeing: Those in both.
        concept_precision: Agreeing of the predicted ones.
        concept_recall: Agreeing of the annotated ones.
        concept_f1: Harmonic mean of the two.
        linkable: Agreeing pairs whose annotated name the taxonomy resolves.
        linked: Those of them with the same skill.
        right_skill: Linked of the linkable ones.
    """

    name: str
    documents: int
    annotated: int
    predicted: int
    agreeing: int
    exact: int
    precision: float | None
    recall: float | None
    f1: float | None
    exact_recall: float | None
    concepts_annotated: int
    concepts_predicted: int
    concepts_agreeing: int
    concept_precision: float | None
    concept_recall: float | None
    concept_f1: float | None
    linkable: int
    linked: int
    right_skill: float | None


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
        missed: Annotated forms that were not found, most frequent first.
        extra: Forms found that nobody annotated.
        mislinked: Agreeing forms with another skill than annotated.
        provenance: Versions, and the SHA-256 of the gold.
    """

    overall: Figures
    kinds: tuple[Figures, ...]
    areas: tuple[Figures, ...]
    missed: tuple[FormCount, ...] = ()
    extra: tuple[FormCount, ...] = ()
    mislinked: tuple[FormCount, ...] = ()
    provenance: Provenance


Extract = Callable[[str, Kind | None], Profile]
"""Makes a profile of a text and its kind."""


def evaluate(
    gold: Rows,
    extract: Extract | None = None,
    *,
    taxonomy: Taxonomy,
    predictions: Rows | None = None,
    settings: Settings | None = None,
    examples: int = 50,
) -> Evaluation:
    """Compares extraction, or given predictions, with annotated documents.

    Every annotated mention counts, whatever its status; optional ones count neither way.
    Concepts are compared by id; a name that the taxonomy does not resolve counts as itself, in
    lower case.

    Args:
        gold: A JSON Lines file of annotated documents, or its rows.
        extract: What is measured; not needed with predictions.
        taxonomy: Resolves the annotated names.
        predictions: A JSON Lines file of predictions, or its rows.
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
    elif extract is None:
        raise SkillmapError("there is nothing to evaluate", hint="Give extract or predictions.")
    tables = _Tables()
    for row in rows:
        kind = row.kind
        if predictions is not None:
            found = _predicted(given.get(row.id), taxonomy)
        else:
            assert extract is not None
            profile = extract(row.text, row.kind)
            kind = kind or profile.document.kind
            found = [_Found(one.start, one.end, one.skill_id) for one in profile.mentions]
        _compare(row, kind or "text", sorted(found, key=lambda one: one.span), taxonomy, tables)
    return Evaluation(
        overall=tables.overall.figures("all"),
        kinds=_listed(tables.kinds, ("cv", "job", "text")),
        areas=_listed(tables.areas, [area.id for area in taxonomy.areas]),
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


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    skill: str  # an id, or UNKNOWN and a name in lower case

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


@dataclass
class _Tally:
    documents: set[str] = field(default_factory=set)
    annotated: int = 0
    predicted: int = 0
    agreeing: int = 0
    exact: int = 0
    concepts_annotated: int = 0
    concepts_predicted: int = 0
    concepts_agreeing: int = 0
    linkable: int = 0
    linked: int = 0

    def figures(self, name: str) -> Figures:
        precision = _share(self.agreeing, self.predicted)
        recall = _share(self.agreeing, self.annotated)
        concept_precision = _share(self.concepts_agreeing, self.concepts_predicted)
        concept_recall = _share(self.concepts_agreeing, self.concepts_annotated)
        return Figures(
            name=name,
            documents=len(self.documents),
            annotated=self.annotated,
            predicted=self.predicted,
            agreeing=self.agreeing,
            exact=self.exact,
            precision=precision,
            recall=recall,
            f1=_share(2 * self.agreeing, self.annotated + self.predicted),
            exact_recall=_share(self.exact, self.annotated),
            concepts_annotated=self.concepts_annotated,
            concepts_predicted=self.concepts_predicted,
            concepts_agreeing=self.concepts_agreeing,
            concept_precision=concept_precision,
            concept_recall=concept_recall,
            concept_f1=_share(
                2 * self.concepts_agreeing, self.concepts_annotated + self.concepts_predicted
            ),
            linkable=self.linkable,
            linked=self.linked,
            right_skill=_share(self.linked, self.linkable),
        )


@dataclass
class _Tables:
    overall: _Tally = field(default_factory=_Tally)
    kinds: dict[str, _Tally] = field(default_factory=dict)
    areas: dict[str, _Tally] = field(default_factory=dict)
    missed: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    mislinked: Counter[str] = field(default_factory=Counter)

    def of(self, row: GoldRow, kind: str, area: str | None = None) -> list[_Tally]:
        """The tallies that something in a document counts for."""
        found = [self.overall, self.kinds.setdefault(kind, _Tally())]
        if area is not None:
            found.append(self.areas.setdefault(area, _Tally()))
        for tally in found:
            tally.documents.add(row.id)
        return found


def _compare(
    row: GoldRow, kind: str, found: Sequence[_Found], taxonomy: Taxonomy, tables: _Tables
) -> None:
    tables.of(row, kind)  # a document without any mention counts as a document all the same
    needed = [mark for mark in row.mentions if mark.counts]
    optional = [(mark.start, mark.end) for mark in row.mentions if not mark.counts]
    spans = [(mark.start, mark.end) for mark in needed]
    pairs = {j: i for i, j in pair_up([one.span for one in found], spans, row.text)}
    for j, mark in enumerate(needed):
        hit = found[pairs[j]] if j in pairs else None
        _count_mark(row, kind, mark, hit, taxonomy, tables)
    paired = set(pairs.values())
    counted = [one for i, one in enumerate(found) if i in paired]
    for i, one in enumerate(found):
        if i in paired or any(agreement(one.span, span, row.text) for span in optional):
            continue
        counted.append(one)
        tables.extra[_form(row.text, one.span)] += 1
        for tally in tables.of(row, kind, _area_of(one.skill, taxonomy)):
            tally.predicted += 1
    everything = {one.skill for one in found}
    _compare_concepts(
        row, kind, needed, everything, {one.skill for one in counted}, tables, taxonomy
    )


def _count_mark(
    row: GoldRow, kind: str, mark: Mark, hit: _Found | None, taxonomy: Taxonomy, tables: _Tables
) -> None:
    span = (mark.start, mark.end)
    meant = _skill_of(mark, row.text, taxonomy)
    linkable = hit is not None and meant in taxonomy
    linked = hit is not None and hit.skill == meant
    for tally in tables.of(row, kind, _mark_area(mark, meant, taxonomy)):
        tally.annotated += 1
        if hit:
            tally.predicted += 1
            tally.agreeing += 1
            tally.exact += hit.span == span
            tally.linkable += linkable
            tally.linked += linkable and linked
    if not hit:
        tables.missed[_form(row.text, span)] += 1
    elif linkable and not linked:
        tables.mislinked[f"{_form(row.text, span)}: {hit.skill}, not {meant}"] += 1


def _compare_concepts(
    row: GoldRow,
    kind: str,
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
        for tally in tables.of(row, kind, area):
            tally.concepts_annotated += 1
            tally.concepts_predicted += skill in found
            tally.concepts_agreeing += skill in found
    for skill in sorted(counted - set(meant)):
        for tally in tables.of(row, kind, _area_of(skill, taxonomy)):
            tally.concepts_predicted += 1


def _predicted(row: PredictedRow | None, taxonomy: Taxonomy) -> list[_Found]:
    if row is None:
        return []
    return [
        _Found(one.start, one.end, _known(one.skill_id, one.name, taxonomy)) for one in row.mentions
    ]


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


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _listed(tallies: dict[str, _Tally], order: Iterable[str]) -> tuple[Figures, ...]:
    return tuple(tallies[name].figures(name) for name in (*order, OTHER) if name in tallies)


def _most(forms: Counter[str], examples: int) -> tuple[FormCount, ...]:
    ordered = sorted(forms.items(), key=lambda entry: (-entry[1], entry[0]))
    return tuple(FormCount(form=form, count=count) for form, count in ordered[:examples])


def _sha256(gold: Rows) -> str | None:
    if isinstance(gold, str | Path):
        return hashlib.sha256(Path(gold).read_bytes()).hexdigest()
    return None
