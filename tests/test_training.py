"""What the model is trained on: labelled lines and their variants keep their spans in place."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from skillmap import benchmark, load_taxonomy
from skillmap.text import MASK

FOLDER = Path(__file__).parents[1] / "training"


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[ModuleType, ModuleType]]:
    monkeypatch.syspath_prepend(str(FOLDER))
    import labelled_lines
    import variants

    yield labelled_lines, variants


def test_lines_of_the_corpus_hold_their_marks(modules: tuple[Any, Any]) -> None:
    row = benchmark.load("train")[0]
    lines = modules[0].corpus_lines(row, load_taxonomy())
    found = [line.text[s:e] for line in lines for s, e, label in line.spans if label == "SKILL"]
    marked = {mark.surface for mark in row.mentions}
    assert len(found) > 20 and set(found) <= marked
    assert any(MASK in line.text for line in lines)


def test_swapped_lines_name_something_else_in_the_same_place(modules: tuple[Any, Any]) -> None:
    labelled, variants = modules
    config = yaml.safe_load((FOLDER / "config.yaml").read_text(encoding="utf-8"))
    names = variants.Names(load_taxonomy(), config["names"])
    line = labelled.Line("Used PyTorch and SQL.", ((5, 12, "SKILL"), (17, 20, "SKILL")))
    made = [variants.swapped(line, names, 1.0, random.Random(seed)) for seed in range(20)]
    assert made == [variants.swapped(line, names, 1.0, random.Random(seed)) for seed in range(20)]
    for one in made:
        (a, b, _), (c, d, _) = one.spans
        assert one.text[:a] == "Used " and one.text[b:c] == " and " and one.text[d:] == "."
    joined = variants.joined([line, line], " | ")
    assert [joined.text[s:e] for s, e, _ in joined.spans] == ["PyTorch", "SQL"] * 2


def test_templates_mark_skills_only(modules: tuple[Any, Any]) -> None:
    config = yaml.safe_load((FOLDER / "config.yaml").read_text(encoding="utf-8"))
    names = modules[1].Names(load_taxonomy(), config["names"])
    templates = modules[1].Templates(FOLDER / "templates.yaml")
    for seed in range(200):
        (line,) = templates.unit(names, random.Random(seed))
        assert "{" not in line.text and all(line.text[s:e].strip() for s, e, _ in line.spans)


def test_copies_of_measured_documents_are_left_out(
    modules: tuple[Any, Any], tmp_path: Path
) -> None:
    text = "Ten words that stand here to be copied and found again by runs"
    row = f'{{"text": "{text}", "spans": []}}\n'
    (tmp_path / "cv_entities_train.jsonl").write_text(row, encoding="utf-8")
    assert modules[0].public_units(tmp_path, [text]) == []
    assert len(modules[0].public_units(tmp_path, ["Another text."])) == 1
