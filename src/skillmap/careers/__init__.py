"""Jobs with their dates, and what they say about skills: months, strength, first and last use."""

from __future__ import annotations

from skillmap.careers.dates import month_index, month_name, months_between, union_months
from skillmap.careers.doubts import before_birth, future_dates, overlaps
from skillmap.careers.evidence import at_date, skill_evidence, with_skills
from skillmap.careers.positions import find_positions

__all__ = [
    "at_date",
    "before_birth",
    "find_positions",
    "future_dates",
    "month_index",
    "month_name",
    "months_between",
    "overlaps",
    "skill_evidence",
    "union_months",
    "with_skills",
]
