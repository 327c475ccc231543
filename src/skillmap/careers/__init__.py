"""Jobs with their dates, and what they say about skills: months, strength, first and last use."""

from __future__ import annotations

from skillmap.careers.dates import month_index, month_name, months_between, union_months
from skillmap.careers.evidence import at_date, skill_evidence, with_skills
from skillmap.careers.positions import find_positions

__all__ = [
    "at_date",
    "find_positions",
    "month_index",
    "month_name",
    "months_between",
    "skill_evidence",
    "union_months",
    "with_skills",
]
