"""Loads the data files of the package: cues, headings, word lists, compiled taxonomy."""

from __future__ import annotations

import functools
import gzip
import json
from importlib.resources import files
from typing import Any


@functools.cache
def load(name: str) -> Any:
    """Loads a data file of the package once.

    Args:
        name: File name under `skillmap/data`: .json, .json.gz and .yaml are parsed, .txt.gz gives
            a frozenset of its lines. Callers must not change what they get.

    Returns:
        What the file holds.
    """
    resource = files("skillmap").joinpath("data", name)
    if name.endswith(".txt.gz"):
        return frozenset(gzip.decompress(resource.read_bytes()).decode("utf-8").splitlines())
    if name.endswith(".json.gz"):
        return json.loads(gzip.decompress(resource.read_bytes()))
    content = resource.read_text(encoding="utf-8")
    if name.endswith(".json"):
        return json.loads(content)
    import yaml  # here: JSON and word lists load without it

    # The loader in C, where PyYAML has it, is ten times as fast.
    return yaml.load(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
