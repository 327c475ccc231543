"""Planning: where in the lifecycle a person stands, and what it takes to grow into a role."""

from __future__ import annotations

from skillmap.planning.effort import months
from skillmap.planning.held import Held
from skillmap.planning.lifecycle import default_role, lifecycle, lifecycle_of, team_lifecycle
from skillmap.planning.named import (
    TRANSITIONS,
    characteristic_gap,
    compile_transitions,
    load_transitions,
    named_transition,
    transitions,
)
from skillmap.planning.transition import plan_transition

__all__ = [
    "TRANSITIONS",
    "Held",
    "characteristic_gap",
    "compile_transitions",
    "default_role",
    "lifecycle",
    "lifecycle_of",
    "load_transitions",
    "months",
    "named_transition",
    "plan_transition",
    "team_lifecycle",
    "transitions",
]
