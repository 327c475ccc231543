"""Whose a skill is and whether it is held: the status of mentions."""

from __future__ import annotations

from skillmap.assertion.judging import statuses

__all__ = ["statuses"]
