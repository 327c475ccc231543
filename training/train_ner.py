"""Trains the model that finds phrases which read like skills.

Run: python training/train_ner.py [--public FOLDER] [--avoid GOLD.jsonl ...] [--out FOLDER]
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy
import yaml
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Adam, fix_random_seed, warmup_linear

from labelled_lines import UNSURE, Unit, corpus_lines, public_units
from skillmap import benchmark, load_taxonomy
from skillmap.matchers import match_text
from skillmap.matchers.ner import known_words, new_vocab, pieces
from skillmap.matchers.phrase import phrase_matcher
from skillmap.settings import Settings
from skillmap.text import Segment
from variants import Names, Templates, in_case, joined, swapped

HERE = Path(__file__).parent
MODEL = HERE.parent / "src" / "skillmap" / "data" / "ner"
LABELS = ("O", "B-SKILL", "I-SKILL", "B-SOFT", "I-SOFT")


def blank_model(options: dict[str, Any]) -> Language:
    """Makes the pipeline, with random weights."""
    rows = options["rows"]
    tok2vec = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": options["width"],
            "attrs": list(rows),
            "rows": list(rows.values()),
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": options["width"],
            "depth": options["depth"],
            "window_size": options["window_size"],
            "maxout_pieces": 3,
        },
    }
    model = {"@architectures": "spacy.Tagger.v2", "tok2vec": tok2vec, "normalize": False}
    nlp = spacy.blank("en")
    tagger = nlp.add_pipe("tagger", config={"model": model})
    for label in LABELS:
        tagger.add_label(label)
    nlp.initialize(lambda: [Example.from_dict(nlp.make_doc("a"), {"tags": ["O"]})])
    return nlp


class Reader:
    """Turns units into what the model reads, in a new variant each time."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config
        self._taxonomy = load_taxonomy()
        self._match = phrase_matcher(self._taxonomy, Settings())
        self.names = Names(self._taxonomy, config["names"])

    def varied(self, unit: Unit, dice: random.Random) -> Unit:
        """Gives a variant of a unit."""
        config = self._config
        if dice.random() < config["swap_units"]:
            unit = tuple(swapped(one, self.names, config["swap_spans"], dice) for one in unit)
        if dice.random() < config["case_units"]:
            unit = tuple(in_case(one, dice) for one in unit)
        if dice.random() < config["flat_units"]:
            unit = (joined(unit, dice.choice((" ", "  ", " \u2022 ", ". "))),)
        return unit

    def examples(self, unit: Unit, dice: random.Random) -> Iterator[Example]:
        """Gives the pieces of a unit with the right tag for each word."""
        config = self._config
        text, parts, spans = "", [], []
        for line in unit:
            parts.append(Segment(len(text), len(text) + len(line.text), False))
            spans += [(s + len(text), e + len(text), label) for s, e, label in line.spans]
            text += line.text + "\n"
        seen = match_text(text)
        found, vocab = [], new_vocab()
        if dice.random() >= config["blank_units"]:
            found = [one for one in self._match(seen) if dice.random() >= config["blank_names"]]
        tags = ["O"] * len(seen.tokens)
        places = [seen.view.source(token.start, token.end) for token in seen.tokens]
        index = 0
        for start, end, label in spans:
            while index < len(places) and places[index][1] <= start:
                index += 1
            first = index
            while index < len(places) and places[index][0] < end:
                whole = start <= places[index][0] and places[index][1] <= end
                name = ("B-" if index == first else "I-") + label
                tags[index] = name if whole and label != UNSURE else ""
                index += 1
        for piece in pieces(seen, parts, known_words(found, self._taxonomy)):
            doc = piece.doc(vocab)
            wanted = ["O" if i is None else tags[i] for i in piece.tokens]
            yield Example(doc, Doc(vocab, words=piece.words, tags=wanted))


def cut(lines: Unit, room: Sequence[int], dice: random.Random) -> Iterator[Unit]:
    """Cuts a document into units of a few lines."""
    start = 0
    while start < len(lines):
        width = dice.randint(*room)
        yield lines[start : start + width]
        start += width


def batches(examples: Sequence[Example], words: float) -> Iterator[list[Example]]:
    """Gives examples by about so many words."""
    batch: list[Example] = []
    size = 0
    for example in examples:
        batch.append(example)
        size += len(example.reference)
        if size >= words:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _words(documents: Sequence[Unit]) -> float:
    """Guesses how many words documents have as the model reads them."""
    return sum(len(line.text) for unit in documents for line in unit) / 4.8


def train(
    config: dict[str, Any], own: Sequence[Unit], public: Sequence[Unit], say: Callable[[str], None]
) -> Language:
    """Trains the model.

    Args:
        config: What config.yaml holds.
        own: Documents of the corpus.
        public: Documents of public sets.
        say: Told how it goes.

    Returns:
        The pipeline with averaged weights.
    """
    fix_random_seed(config["seed"])
    dice = random.Random(config["seed"])
    nlp = blank_model(config["model"])
    reader, templates = Reader(config), Templates(HERE / "templates.yaml")
    fewest, most = config["batch_words"]
    words = _words(own) + config["public_share"] * _words(public) + 12 * config["templates"]
    rounds = range(config["epochs"])
    rooms = [fewest + (most - fewest) * i / max(1, len(rounds) - 1) for i in rounds]
    # A piece that ends a batch makes it half a piece longer than its room.
    steps = int(sum(words / (room + 40) for room in rooms))
    say(f"{len(own)} and {len(public)} documents, about {words:.0f} words, {steps} steps")
    optimizer = Adam(
        warmup_linear(config["learn_rate"], config["warmup_steps"], steps),
        L2=config["l2"],
        use_averages=True,
    )
    begun = time.process_time()
    for epoch in rounds:
        units = [unit for lines in own for unit in cut(lines, config["lines_a_unit"], dice)]
        units += [
            unit
            for lines in public
            for unit in cut(lines, config["lines_a_unit"], dice)
            if dice.random() < config["public_share"]
        ]
        units = [reader.varied(unit, dice) for unit in units]
        units += [templates.unit(reader.names, dice) for _ in range(config["templates"])]
        dice.shuffle(units)
        examples = [example for unit in units for example in reader.examples(unit, dice)]
        losses: dict[str, float] = {}
        for batch in batches(examples, rooms[epoch]):
            nlp.update(batch, sgd=optimizer, drop=config["dropout"], losses=losses)
            optimizer.step_schedules()
        taken = max(optimizer.nr_update.values())
        spent = time.process_time() - begun
        say(f"round {epoch + 1}: step {taken}, loss {losses['tagger']:.0f}, {spent:.0f} s")
    tagger: Any = nlp.get_pipe("tagger")
    with tagger.model.use_params(optimizer.averages):
        weights = tagger.model.to_bytes()
    # A new pipeline, so that no word of the training stays behind in its table of strings.
    fresh = blank_model(config["model"])
    fresh.get_pipe("tagger").model.from_bytes(weights)
    return fresh


def save(nlp: Language, folder: Path, config: dict[str, Any], sources: Sequence[str]) -> None:
    """Writes the model and what it should be run with."""
    nlp.meta.update(
        name="skillmap-ner",
        version=str(config["version"]),
        description="Finds phrases that read like skills in CVs and job posts.",
        author="skillmap contributors",
        license="MIT",
        spacy_version=">=3.8.7,<3.9.0",  # as the package declares; nothing newer is used
        sources=[{"name": name} for name in sources],
    )
    nlp.meta["skillmap"] = {key: config[key] for key in ("bias", "cutoff", "cutoff_common")}
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(folder)


def main() -> None:
    """Trains and writes the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--public", type=Path, help="folder of the public sets")
    parser.add_argument("--avoid", type=Path, nargs="*", default=[], help="measured on")
    parser.add_argument("--config", type=Path, default=HERE / "config.yaml")
    parser.add_argument("--set", nargs="*", default=[], metavar="KEY=VALUE")
    parser.add_argument("--out", type=Path, default=MODEL)
    options = parser.parse_args()
    config = yaml.safe_load(options.config.read_text(encoding="utf-8"))
    for pair in options.set:
        key, _, value = pair.partition("=")
        place = config["model"] if key in config["model"] else config
        place[key] = yaml.safe_load(value)
    taxonomy = load_taxonomy()
    own = [corpus_lines(row, taxonomy) for row in benchmark.load("train")]
    sources, public = ["skillmap benchmark, train"], list[Unit]()
    if options.public:
        avoid = [row.text for row in benchmark.load("dev")]
        for path in options.avoid:
            lines = path.read_text(encoding="utf-8").splitlines()
            avoid += [json.loads(line)["text"] for line in lines]
        public = public_units(options.public, avoid)
        sources += ["SkillSpan, train", "Dotin resumes"]
    nlp = train(config, own, public, lambda line: print(line, file=sys.stderr))
    save(nlp, options.out, config, sources)


if __name__ == "__main__":
    main()
