"""Planning: the stages a person shows, what a role takes to learn, what a team lacks."""

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
from skillmap.planning.person import STATED
from skillmap.planning.team import team
from skillmap.planning.transition import plan_transition

__all__ = [
    "STATED",
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
    "team",
    "team_lifecycle",
    "transitions",
]
