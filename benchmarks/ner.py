"""The model that finds phrases the taxonomy lacks: alone, and beside the mentions.

Alone, it is measured on named skills (soft ones are left out of both sides), with the names of the
taxonomy marked for it as in use, and without any; "unseen" is its recall of forms that stand
neither in the training part of the corpus nor among the aliases. Then mentions are measured with
and without the unmapped phrases. Time is a ratio to spaCy's blank tokenizer on the same text.

Run: python benchmarks/ner.py [GOLD.jsonl ...] [--model FOLDER] [--sweep] [--out FILE.json]
Without files it measures on the dev part of the corpus, and on ../shared/data when that is there.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import spacy

from skillmap import Extractor, benchmark
from skillmap.blinding import Blinded, blinded
from skillmap.evaluation import GoldRow, evaluate, pair_up, read_gold
from skillmap.identity import identity_spans
from skillmap.matchers import MatchText, match_text
from skillmap.matchers.ner import SkillNer, known_words, load_ner
from skillmap.matchers.phrase import phrase_matcher
from skillmap.models import Profile, Version
from skillmap.taxonomy import Taxonomy
from skillmap.text import Segment, segments

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"
AS_OF = date(2026, 11, 24)
ROUNDS = 3


@dataclass(frozen=True)
class Ready:
    """An annotated document as the model reads it."""

    row: GoldRow
    blind: Blinded
    text: MatchText
    parts: list[Segment]
    known: dict[int, str]


def ready(row: GoldRow, extractor: Extractor, find: Callable[[MatchText], Any]) -> Ready:
    """Makes a document ready."""
    document = extractor._document(row.text, row.kind)
    blind = blinded(document, identity_spans(document))
    text = match_text(blind.document.text)
    known = known_words(find(text), extractor.taxonomy)
    return Ready(row, blind, text, segments(blind.document.text), known)


def is_soft(mark: Any, taxonomy: Taxonomy) -> bool:
    """Tells whether an annotation is of a soft skill."""
    if mark.area:
        return str(mark.area).upper() in {"SOFT", "SOFT-SKILLS"}
    skill = taxonomy.resolve(mark.canonical) if not mark.skill_id else taxonomy[mark.skill_id]
    return skill is not None and skill.kind == "soft"


def alone(
    documents: Sequence[Ready], ner: SkillNer, taxonomy: Taxonomy, seen: frozenset[str], **how: Any
) -> dict[str, Any]:
    """Measures the model by itself.

    Args:
        documents: The documents.
        ner: The model.
        taxonomy: Tells soft skills, and what is no unseen form.
        seen: Forms of the training.
        how: `bias`, `cutoff`, and `marked`, whether names of the taxonomy are marked for it.

    Returns:
        Precision, recall, F1, recall of unseen forms and their number.
    """
    right = guessed = wanted = new = new_right = 0
    for one in documents:
        row = one.row
        phrases = ner.find(one.text, one.parts, one.known if how["marked"] else {}, how["bias"])
        spans = [
            one.blind.source(*one.text.view.source(p.start, p.end))
            for p in phrases
            if p.score >= how["cutoff"]
        ]
        need = [m for m in row.mentions if m.counts and not is_soft(m, taxonomy)]
        may = [m for m in row.mentions if not m.counts or is_soft(m, taxonomy)]
        pairs = pair_up(spans, [(m.start, m.end) for m in need], row.text)
        hits = {i for i, _ in pairs}
        found = {j for _, j in pairs}
        rest = [span for i, span in enumerate(spans) if i not in hits]
        right += len(pairs)
        wanted += len(need)
        guessed += len(spans) - len(pair_up(rest, [(m.start, m.end) for m in may], row.text))
        for j, mark in enumerate(need):
            form = row.text[mark.start : mark.end].lower()
            if form not in seen and taxonomy.resolve(form) is None:
                new += 1
                new_right += j in found
    precision, recall = right / max(1, guessed), right / max(1, wanted)
    return {
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 3),
        "unseen": round(new_right / max(1, new), 3),
        "unseen_forms": new,
    }


def beside(gold: Sequence[GoldRow], extractor: Extractor) -> list[dict[str, Any]]:
    """Measures mentions, and mentions with the unmapped phrases."""
    profiles = {row.id: extractor.extract(row.text, AS_OF, row.kind) for row in gold}
    rows: list[dict[str, Any]] = []
    for system, more in (("mentions", False), ("and unmapped", True)):
        given = [{"id": name, "mentions": marks(one, more)} for name, one in profiles.items()]
        found = evaluate(gold, taxonomy=extractor.taxonomy, predictions=given).overall
        phrases = sum(len(one.unmapped) for one in profiles.values()) if more else 0
        figures = {name: round(getattr(found, name), 3) for name in ("precision", "recall", "f1")}
        rows.append({"system": system, **figures, "unmapped": phrases})
    return rows


def marks(profile: Profile, unmapped: bool) -> list[dict[str, Any]]:
    """Gives what was found as predictions."""
    given = [{"start": m.start, "end": m.end, "skill_id": m.skill_id} for m in profile.mentions]
    if unmapped:
        given += [{"start": u.start, "end": u.end, "name": u.text} for u in profile.unmapped]
    return given


def ratio(documents: Sequence[Ready], ner: SkillNer) -> float:
    """Gives the CPU time of the model as a multiple of the blank tokenizer's: the median."""
    blank = spacy.blank("en")
    ratios: list[float] = []
    for one in documents:
        blank(one.row.text)
        for _ in range(ROUNDS):
            moment = time.process_time()
            blank(one.row.text)
            base = time.process_time() - moment
            moment = time.process_time()
            ner.find(one.text, one.parts, one.known)
            ratios.append((time.process_time() - moment) / max(base, 1e-9))
    return round(statistics.median(ratios), 1)


def gold_sets(paths: Sequence[Path]) -> dict[str, list[GoldRow]]:
    """Gives what is measured on, by name."""
    if paths:
        return {path.stem: list(read_gold(path)) for path in paths}
    found = {"corpus dev": list(read_gold(benchmark.load("dev")))}
    for path in (SHARED / "gold_dev.jsonl", SHARED / "ai_cvs_dev" / "cvs.jsonl"):
        if path.exists():
            found[path.stem if path.stem != "cvs" else path.parent.name] = list(read_gold(path))
    return found


def main() -> None:
    """Prints the tables, and writes them as JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--model", type=Path, help="a model instead of the package's, alone")
    parser.add_argument("--sweep", action="store_true", help="alone, over the bias")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    extractor = Extractor()
    ner = load_ner()
    if options.model:
        ner = SkillNer(spacy.load(options.model), Version(name="given", version="0"))
    seen = frozenset(m.surface.lower() for row in benchmark.load("train") for m in row.mentions)
    find = phrase_matcher(extractor.taxonomy, extractor.settings)
    rows: list[dict[str, Any]] = []
    for name, gold in gold_sets(options.gold).items():
        documents = [ready(row, extractor, find) for row in gold]
        for bias in (-2.0, -1.0, -0.5, 0.0, 0.5, 1.0) if options.sweep else (ner.bias,):
            for marked, cutoff in ((True, 0.0), (True, 0.7), (False, 0.0)):
                how = {"bias": bias, "cutoff": cutoff, "marked": marked}
                system = (
                    f"alone, {'with' if marked else 'no'} names, bias {bias:g}, from {cutoff:g}"
                )
                figures = alone(documents, ner, extractor.taxonomy, seen, **how)
                rows.append({"gold": name, "system": system, **figures})
        if not options.model:
            rows += [{"gold": name, **row} for row in beside(gold, extractor)]
        rows.append({"gold": name, "system": "times the tokenizer", "time": ratio(documents, ner)})
    show(rows)
    if options.out:
        options.out.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def show(rows: Sequence[dict[str, Any]]) -> None:
    """Prints the table."""
    head = ("precision", "recall", "f1", "unseen", "unseen_forms", "unmapped", "time")
    title = "".join(f"{name:>14}" for name in head)
    sys.stdout.write(f"{'gold':14}{'system':40}{title}\n")
    for row in rows:
        cells = "".join(f"{row.get(name, '')!s:>14}" for name in head)
        sys.stdout.write(f"{row['gold']:14}{row['system']:40}{cells}\n")


if __name__ == "__main__":
    main()
