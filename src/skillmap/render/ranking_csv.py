"""ranking.csv: a row for each candidate, made for spreadsheets."""

from __future__ import annotations

import codecs
import io
from typing import BinaryIO

from skillmap.models import Ranking
from skillmap.render.look import Look
from skillmap.render.records import rows_of, write_csv


def ranking_csv(ranking: Ranking, look: Look, file: BinaryIO) -> None:
    """Writes a ranking as CSV in UTF-8 with a byte order mark, as spreadsheets want it.

    Args:
        ranking: The ranking.
        look: Not used: the file holds pseudonyms and file names.
        file: Where to.
    """
    file.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    write_csv(rows_of(ranking), text, "\r\n")
    text.detach()  # flushed; the file stays open for whoever opened it
