"""ranking.jsonl: a complete record for each candidate, made for programs."""

from __future__ import annotations

from skillmap.models import Ranking
from skillmap.render.look import Look
from skillmap.render.records import jsonl_text


def ranking_jsonl(ranking: Ranking, look: Look) -> bytes:
    """Writes a ranking as JSON Lines.

    Args:
        ranking: The ranking.
        look: Not used: the records are complete.

    Returns:
        The content of ranking.jsonl.
    """
    return jsonl_text(ranking).encode("utf-8")
