"""Planning: where in the lifecycle a person stands."""

from __future__ import annotations

from skillmap.planning.lifecycle import default_role, lifecycle, lifecycle_of, team_lifecycle

__all__ = ["default_role", "lifecycle", "lifecycle_of", "team_lifecycle"]
