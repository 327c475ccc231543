"""ranking.jsonl: a complete record for each candidate, made for programs."""

from __future__ import annotations

from typing import BinaryIO

from skillmap.models import Ranking
from skillmap.render.json_lines import jsonl_lines
from skillmap.render.look import Look


def ranking_jsonl(ranking: Ranking, look: Look, file: BinaryIO) -> None:
    """Writes a ranking as JSON Lines.

    Args:
        ranking: The ranking.
        look: Not used: the records are complete.
        file: Where to.
    """
    for line in jsonl_lines(ranking):
        file.write(line.encode("utf-8") + b"\n")
