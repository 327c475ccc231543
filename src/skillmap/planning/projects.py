"""A project that would prove a skill: the taxonomy's own, or one of its kind."""

from __future__ import annotations

from skillmap.data_files import load
from skillmap.taxonomy import Skill

PROJECTS = "projects.yaml"


def project(skill: Skill) -> str:
    """Gives a project that would prove a skill.

    Args:
        skill: The skill.

    Returns:
        One sentence: the taxonomy's for this skill, else that for its kind in its area, else that
        for its kind.

    Example:
        >>> from skillmap import load_taxonomy
        >>> project(load_taxonomy()["docker"])
        'Run a service, its database and its tests with one compose file.'
    """
    if skill.project:
        return skill.project
    rules = load(PROJECTS)
    of_area: dict[str, str] = rules["areas"].get(skill.area, {})
    text: str = of_area.get(skill.kind) or rules["kinds"][skill.kind]
    return text.replace("{skill}", skill.label)
