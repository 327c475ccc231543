"""Writes a role as a role.yaml that a person can edit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from skillmap.models.role import Requirement, Role

_HEAD = """\
# A role for skillmap. Edit it, then use it: skillmap rank FOLDER --job THIS-FILE
# skills: any one of them does.  level: required, preferred or mentioned.
# min_months: least experience.  weight: beside others of its level; 2 is twice the points of 1.
"""


def dump_role(role: Role) -> str:
    """Writes a role as YAML, with the sentence behind each requirement.

    Args:
        role: The role.

    Returns:
        YAML that `load_role` reads back; places in the post and mentions are left out.
    """
    parts = [_HEAD, f"title: {_scalar(role.title)}\n"]
    parts.append("requirements:\n" if role.requirements else "requirements: []\n")
    parts += [_requirement(one) for one in role.requirements]
    if role.conditions:
        parts.append("# Shown, never scored.\nconditions:\n")
        parts += [
            f"  - kind: {one.kind}\n    text: {_scalar(one.text)}\n" for one in role.conditions
        ]
    if role.unscored:
        parts.append("# Asked lines that no skill was found in.\nunscored:\n")
        parts += [
            f"  - text: {_scalar(one.text)}\n    why: {_scalar(one.why)}\n" for one in role.unscored
        ]
    if role.defines:
        own = [json.loads(skill) for skill in role.defines]
        dumped = yaml.safe_dump(own, allow_unicode=True, sort_keys=False, width=100)
        parts.append("# Skills of its own, which matching then knows.\nskills:\n" + dumped)
    parts.append(f"scored_lines: {role.scored_lines}\n")
    return "".join(parts)


def _requirement(one: Requirement) -> str:
    lines = [f"  - skills: [{', '.join(one.skills)}]", f"    level: {one.level}"]
    if one.min_months is not None:
        lines.append(f"    min_months: {one.min_months}")
    lines.append(f"    weight: {_number(one.weight)}")
    if one.text:
        lines.append(f"    text: {_scalar(one.text)}")
    return "\n".join(lines) + "\n"


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) and value < 1e15 else repr(value)


def _scalar(text: str) -> str:
    """Writes a text as one line of YAML, quoted when it must be."""
    dumped = yaml.safe_dump(text, allow_unicode=True, width=10**9, default_style='"')
    return dumped.strip()
