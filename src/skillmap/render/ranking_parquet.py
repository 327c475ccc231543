"""ranking.parquet: a row for each candidate, made for data lakes (extra skillmap-ai[arrow])."""

from __future__ import annotations

from typing import BinaryIO

from skillmap.models import Ranking
from skillmap.models.ranking_table import arrow_batches, arrow_schema, entry_of, needed
from skillmap.render.look import Look


def ranking_parquet(ranking: Ranking, look: Look, file: BinaryIO) -> None:
    """Writes a ranking as Parquet.

    Args:
        ranking: The ranking.
        look: Not used: the file holds pseudonyms and file names.
        file: Where to.

    Raises:
        SkillmapError: pyarrow is not installed.
    """
    parquet = needed("pyarrow.parquet", "arrow")
    with parquet.ParquetWriter(file, arrow_schema()) as writer:
        for batch in arrow_batches(map(entry_of, ranking.everyone())):
            writer.write_batch(batch)
