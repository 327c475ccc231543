"""What each stage of matching adds, and what it costs: the same pipeline with its later parts off.

The rows are cumulative. "phrase" takes every form of every alias wherever its words stand; "+
rules" adds boundaries, letter case and line ends; "+ fuzzy" misspelt names; "+ sense" what the
surroundings say of ambiguous names, titles and degrees; "+ status" who holds a skill by cues, which
moves no span: its column is the share not taken as held among found mentions that are lacked,
planned or somebody else's; "+ words around" the same by weights where no cue decides; "+ patterns"
wordings that name no skill, when that matcher is there; "+ NER" the phrases that the taxonomy
lacks, counted as found. Of names that overlap the longest wins in every row. Intervals are the
middle 95 % when documents are drawn again.

Times are medians over rounds in which all systems take turns on the same document, after one round
to warm up, as a ratio to a blank spaCy tokenizer with its PhraseMatcher over the same aliases.

Run: python benchmarks/stages.py [GOLD.jsonl ...] [--rounds N] [--out FILE.json]
"""

from __future__ import annotations

import argparse
import contextlib
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

from skillmap import Extractor, Settings, benchmark
from skillmap import pipeline as composed
from skillmap.assertion import statuses
from skillmap.assertion.judging import by_cues
from skillmap.evaluation import GoldRow, evaluate, read_gold
from skillmap.linking import Linked
from skillmap.matchers import MATCHERS, Found, MatchText, match_text, phrase
from skillmap.models import Document, Kind, Profile
from skillmap.models.profile import Status
from skillmap.text import segments

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"
AS_OF = date(2026, 11, 24)
ABSENT = {"negated", "planned", "other", "absent"}
SHARES = ("precision", "recall", "f1", "concept_f1")
STAGES = (
    "phrase",
    "+ rules",
    "+ fuzzy",
    "+ sense",
    "+ status",
    "+ words around",
    "+ patterns",
    "+ NER",
)


def _unjudged(found: Sequence[Found], text: MatchText, *_: object) -> list[Linked]:
    """Links without senses: of names that overlap the longest stays, then the first."""
    kept: list[Linked] = []
    taken: set[int] = set()
    for one in sorted(found, key=lambda row: (row.start - row.end, row.start, row.skill_id)):
        places = range(one.first, one.last)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(Linked(one, *text.view.source(one.start, one.end), "mention", ""))
    return sorted(kept, key=lambda one: one.start)


def _all_present(document: object, spans: Sequence[tuple[int, int]]) -> list[tuple[str, str]]:
    """Judges no status."""
    return [("present", "") for _ in spans]


def _by_cues(document: Document, spans: Sequence[tuple[int, int]]) -> list[tuple[Status, str]]:
    """Judges status by cues and headings alone."""
    return by_cues(document, spans)[2]


@contextlib.contextmanager
def without_later(name: str) -> Iterator[None]:
    """Switches off, inside the block, what comes after a stage."""
    at = STAGES.index(name)
    with contextlib.ExitStack() as off:
        if at < 1:
            for check in ("crosses_line", "_everyday", "_loose"):
                off.enter_context(mock.patch.object(phrase, check, lambda *_: False))
            off.enter_context(mock.patch.object(phrase, "_same_letters", lambda *_: True))
            off.enter_context(mock.patch.object(phrase, "stands_free", lambda *_: True))
        if at < 3:
            off.enter_context(mock.patch.object(composed, "link", _unjudged))
        if at < 5:
            judge = _all_present if at < 4 else _by_cues
            off.enter_context(mock.patch.object(composed, "statuses", judge))
        yield


def extractor_of(name: str) -> Extractor | None:
    """Makes the extractor of a stage, None when its matcher is not there."""
    at = STAGES.index(name)
    matchers = ["phrase"] if at < 2 else ["phrase", "fuzzy"]
    if name == "+ patterns" and "pattern" not in MATCHERS:
        return None
    if at >= 6 and "pattern" in MATCHERS:
        matchers.append("pattern")
    return Extractor(settings=Settings.model_validate({"matchers": tuple(matchers)}))


def _held(profile: Profile, unmapped: bool) -> list[dict[str, Any]]:
    """Gives the mentions of what is held, and the phrases that the taxonomy lacks."""
    found: list[dict[str, Any]] = [
        {"start": m.start, "end": m.end, "skill_id": m.skill_id, "status": m.status}
        for m in profile.mentions
    ]
    if unmapped:
        found += [{"start": u.start, "end": u.end, "name": u.text} for u in profile.unmapped]
    return found


def quality(name: str, gold: Mapping[str, Sequence[GoldRow]]) -> list[dict[str, Any]]:
    """Measures one stage on every set.

    Args:
        name: One of STAGES.
        gold: Annotated documents by the name of their set.

    Returns:
        A row for each set; none when the stage is not there.
    """
    extractor = extractor_of(name)
    if extractor is None:
        return []
    rows: list[dict[str, Any]] = []
    for title, documents in gold.items():
        with without_later(name):
            profiles = {
                row.id: extractor.extract(row.text, AS_OF, row.kind, unmapped=name == "+ NER")
                for row in documents
            }
        figures = evaluate(
            documents,
            predictions=[
                {"id": key, "mentions": _held(profile, name == "+ NER")}
                for key, profile in profiles.items()
            ],
            taxonomy=extractor.taxonomy,
        ).overall
        row: dict[str, Any] = {"stage": name, "gold": title}
        for share in SHARES:
            row[share] = getattr(figures, share)
            row[f"{share}_interval"] = figures.intervals.get(share)
        row["status"] = _right_status(documents, profiles)
        row["unmapped"] = sum(len(profile.unmapped) for profile in profiles.values())
        rows.append(row)
    return rows


def _right_status(documents: Sequence[GoldRow], profiles: Mapping[str, Profile]) -> float | None:
    """Gives the share not taken as held of the found mentions that are annotated as not held."""
    right, total = 0, 0
    for row in documents:
        found = {(one.start, one.end): one.status for one in profiles[row.id].mentions}
        for mark in row.mentions:
            place = (mark.start, mark.end)
            if mark.status in ABSENT and place in found:
                total += 1
                right += found[place] != "present"
    return right / total if total else None


def _floor(extractor: Extractor) -> Callable[[str], object]:
    """Gives a blank tokenizer with the PhraseMatcher over the same aliases."""
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    names = sorted({alias.text for skill in extractor.taxonomy for alias in skill.aliases})
    matcher.add("skill", list(nlp.tokenizer.pipe(names)))
    return lambda text: matcher(nlp.make_doc(text))


def _matching(extractor: Extractor, name: str) -> Callable[[str, Kind | None], object]:
    """Gives what a stage does from text to judged mentions, without careers and evidence."""
    pipeline = extractor._pipeline

    def run(text: str, kind: Kind | None) -> object:
        document = extractor._document(text, kind)
        linked = pipeline._link(match_text(text), document, segments(text))
        if STAGES.index(name) < STAGES.index("+ status"):
            return linked
        spans = [(o.start, o.end) for o in linked if o.verdict == "mention"]
        return (_by_cues if name == "+ status" else statuses)(document, spans)

    if name == "+ NER":
        return lambda text, kind: extractor.extract(text, AS_OF, kind)
    return run


def times(rows: Sequence[GoldRow], rounds: int) -> dict[str, float]:
    """Gives the time of each stage as a ratio to the floor; with the NER it is the whole profile.

    Args:
        rows: Documents.
        rounds: How often each is read by each system in turn, after once to warm up.

    Returns:
        The median over documents of the ratio of medians, by stage.
    """
    systems: dict[str, Callable[[str, Kind | None], object]] = {}
    for name in STAGES:
        extractor = extractor_of(name)
        if extractor is not None:
            systems[name] = _matching(extractor, name)
    floor = _floor(Extractor())
    taken: dict[str, list[list[float]]] = {n: [[] for _ in rows] for n in ("floor", *systems)}
    for turn in range(rounds + 1):
        for number, row in enumerate(rows):
            begin = time.perf_counter()
            floor(row.text)
            spent = [("floor", time.perf_counter() - begin)]
            for name, system in systems.items():
                with without_later(name):
                    begin = time.perf_counter()
                    system(row.text, row.kind)
                    spent.append((name, time.perf_counter() - begin))
            for name, seconds in spent if turn else ():
                taken[name][number].append(seconds)
    medians = {name: [statistics.median(one) for one in many] for name, many in taken.items()}
    return {
        name: statistics.median(a / b for a, b in zip(medians[name], medians["floor"], strict=True))
        for name in systems
    }


def main() -> None:
    """Prints both tables, and writes them as JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--documents", type=int, default=24, help="most documents that are timed")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    gold: dict[str, Sequence[GoldRow]] = {"corpus dev": benchmark.load("dev")}
    shared = [SHARED / "gold_dev.jsonl", SHARED / "ai_cvs_dev" / "cvs.jsonl"]
    for path in options.gold or shared:
        if path.exists():
            gold["ai_cvs_dev" if path.stem == "cvs" else path.stem] = read_gold(path)
        else:
            sys.stdout.write(f"{path.name}: not there, skipped\n")
    rows = [row for name in STAGES for row in quality(name, gold)]
    head = "".join(f"{share:>22}" for share in SHARES)
    sys.stdout.write(f"{'stage':16}{'gold':12}{head}{'status':>8}{'unmapped':>10}\n")
    for row in rows:
        cells = "".join(f"{_shown(row[s], row[f'{s}_interval']):>22}" for s in SHARES)
        status = "-" if row["status"] is None else f"{row['status']:.3f}"
        sys.stdout.write(
            f"{row['stage']:16}{row['gold']:12}{cells}{status:>8}{row['unmapped']:>10}\n"
        )
    timed = times(gold["corpus dev"][: options.documents], options.rounds)
    sys.stdout.write("\ntime as a ratio to tokenizer and PhraseMatcher alone\n")
    sys.stdout.write("".join(f"{name:12}{ratio:>8.1f}\n" for name, ratio in timed.items()))
    if options.out:
        result = {"quality": rows, "time": timed}
        options.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def _shown(share: float | None, around: tuple[float, float] | None) -> str:
    if share is None:
        return "-"
    return f"{share:.3f}" + (f" ({around[0]:.3f}-{around[1]:.3f})" if around else "")


if __name__ == "__main__":
    main()
