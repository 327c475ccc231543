"""The labelled corpus: CVs and posts of the AI field with every skill marked, loaded offline."""

from __future__ import annotations

from skillmap.benchmark.building import compiled, json_lines, read_labelled
from skillmap.benchmark.marks import parse
from skillmap.benchmark.records import Labelled, LabelledRow
from skillmap.benchmark.sets import evaluate, load, load_graded, manifest, version
from skillmap.benchmark.truth import labelled_row

__all__ = [
    "Labelled",
    "LabelledRow",
    "compiled",
    "evaluate",
    "json_lines",
    "labelled_row",
    "load",
    "load_graded",
    "manifest",
    "parse",
    "read_labelled",
    "version",
]
