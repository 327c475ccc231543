"""Roles: from a post, from a file, built in."""

from __future__ import annotations

from skillmap.roles.compare import compare_roles
from skillmap.roles.files import (
    builtin_names,
    builtin_role,
    compile_roles,
    defines_skills,
    load_role,
    taxonomy_for,
)
from skillmap.roles.from_post import role_from_post

__all__ = [
    "builtin_names",
    "builtin_role",
    "compare_roles",
    "compile_roles",
    "defines_skills",
    "load_role",
    "role_from_post",
    "taxonomy_for",
]
