"""A folder of candidates to a Ranking, and a Ranking to a folder of outputs."""

from __future__ import annotations

from skillmap.batch.items import Item
from skillmap.batch.outputs import check_folder, write_outputs
from skillmap.batch.pool import Progress
from skillmap.batch.profiles import profiles
from skillmap.batch.ranking import rank

__all__ = ["Item", "Progress", "check_folder", "profiles", "rank", "write_outputs"]
