"""Plans: what a person has to learn for a role, and how two roles differ in that."""

from __future__ import annotations

from skillmap.planning.effort import months
from skillmap.planning.held import Held
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
    "load_transitions",
    "months",
    "named_transition",
    "plan_transition",
    "transitions",
]
