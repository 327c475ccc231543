"""ranking.csv: a row for each candidate, made for spreadsheets."""

from __future__ import annotations

import codecs

from skillmap.models import Ranking
from skillmap.render.look import Look
from skillmap.render.records import csv_text, rows_of


def ranking_csv(ranking: Ranking, look: Look) -> bytes:
    """Writes a ranking as CSV in UTF-8 with a byte order mark, as spreadsheets want it.

    Args:
        ranking: The ranking.
        look: Not used: the file holds pseudonyms and file names.

    Returns:
        The content of ranking.csv.
    """
    return codecs.BOM_UTF8 + csv_text(rows_of(ranking), "\r\n").encode("utf-8")
