"""A folder of candidates to a Ranking, and a Ranking to a folder of outputs."""

from __future__ import annotations

from skillmap.batch.cache import CACHE_NAME, Cache, run_key
from skillmap.batch.cluster import score_dataset
from skillmap.batch.desk import Setup
from skillmap.batch.forgetting import Looked, forget, hashes_of
from skillmap.batch.items import Item, Unit
from skillmap.batch.outputs import check_folder, folder_names, run_parts, write_outputs
from skillmap.batch.profiles import profiles
from skillmap.batch.ranking import Engine, Progress, Tally, rank, rank_all
from skillmap.batch.streaming import extract_many

__all__ = [
    "CACHE_NAME",
    "Cache",
    "Engine",
    "Item",
    "Looked",
    "Progress",
    "Setup",
    "Tally",
    "Unit",
    "check_folder",
    "extract_many",
    "folder_names",
    "forget",
    "hashes_of",
    "profiles",
    "rank",
    "rank_all",
    "run_key",
    "run_parts",
    "score_dataset",
    "write_outputs",
]
