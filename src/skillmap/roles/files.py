"""Roles from files: role.yaml, and the built-in ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from skillmap.data_files import load
from skillmap.errors import TaxonomyError, UnknownSkill
from skillmap.models import PACKAGE, Provenance, Requirement, Role
from skillmap.models.nearest import nearest
from skillmap.taxonomy import Skill, Taxonomy, extended
from skillmap.taxonomy.source import Source

BUILTIN = "roles.json"


def builtin_names() -> tuple[str, ...]:
    """Gives the names of the roles that come with the package.

    Returns:
        Names for `builtin_role`, sorted.

    Example:
        >>> from skillmap.roles import builtin_names
        >>> "ai-engineer" in builtin_names()
        True
    """
    return tuple(sorted(load(BUILTIN)))


def builtin_role(name: str, taxonomy: Taxonomy) -> Role:
    """Gives a role that comes with the package.

    Args:
        name: Its name, such as "ai-engineer".
        taxonomy: The taxonomy whose fingerprint the role carries.

    Returns:
        The role.

    Raises:
        TaxonomyError: There is no such role; the hint names the nearest.
    """
    roles: dict[str, Any] = load(BUILTIN)
    if name not in roles:
        near = nearest(name, roles)
        raise TaxonomyError(
            f"there is no built-in role {name!r}",
            hint=f"Did you mean {near!r}?" if near else "Known: " + ", ".join(sorted(roles)) + ".",
        )
    role = Role.model_validate(roles[name])
    return role.model_copy(update={"provenance": _provenance(taxonomy)})


def load_role(path: str | Path, taxonomy: Taxonomy) -> Role:
    """Reads a role.yaml.

    Args:
        path: The file: `title`, and a list `requirements` whose entries have `skills` (ids; any
            one does) and may have `level`, `min_months`, `weight` and `text`. It may define
            `skills` of its own, which then are part of the taxonomy that the role carries.
        taxonomy: The taxonomy that its ids are of.

    Returns:
        The role.

    Raises:
        TaxonomyError: Something does not fit, with file, line and the nearest word.
    """
    source = Source(path)
    data = source.data
    if not isinstance(data, dict):
        raise source.error(
            "should be a mapping with title and requirements", (), hint="See `skillmap role`."
        )
    if data.get("skills"):
        taxonomy = extended(taxonomy, [path])
    requirements = data.get("requirements")
    if not isinstance(requirements, list):
        near = nearest("requirements", map(str, data))
        raise source.error(
            "should hold a list `requirements`",
            (near or "requirements",),
            hint=f"Did you mean that by {near!r}?" if near else "See `skillmap role --help`.",
        )
    for index, values in enumerate(requirements):
        _check_skills(source, index, values, taxonomy)
        source.record(Requirement, values, ("requirements", index))
    fields = {key: value for key, value in data.items() if key not in {"skills", "provenance"}}
    fields.setdefault("title", Path(path).stem)
    role = source.record(Role, fields, ())
    own = tuple(
        taxonomy[skill_id].model_dump_json(exclude_defaults=True)
        for skill_id in dict.fromkeys(str(values["id"]) for values in data.get("skills") or ())
    )
    return role.model_copy(update={"defines": own, "provenance": _provenance(taxonomy)})


def taxonomy_for(role: Role, taxonomy: Taxonomy) -> Taxonomy:
    """Gives the taxonomy to extract with for a role: with the skills that it defines, if any.

    Args:
        role: The role.
        taxonomy: The taxonomy that the role's file was read with.

    Returns:
        The same taxonomy when the role defines no skill, or when it holds them already.
    """
    if not role.defines:
        return taxonomy
    skills = {skill.id: skill for skill in taxonomy}
    skills |= {skill.id: skill for skill in map(Skill.model_validate_json, role.defines)}
    data = taxonomy.data.model_copy(update={"skills": tuple(skills.values())})
    return taxonomy if data == taxonomy.data else Taxonomy(data)


def defines_skills(path: str | Path) -> bool:
    """Tells whether a role.yaml defines skills of its own.

    Args:
        path: The file.

    Returns:
        Whether `load_taxonomy(extend=path)` is needed to extract with them.

    Raises:
        TaxonomyError: It cannot be read or is no YAML.
    """
    data = Source(path).data
    return isinstance(data, dict) and bool(data.get("skills"))


def _check_skills(source: Source, index: int, values: object, taxonomy: Taxonomy) -> None:
    skills = values.get("skills") if isinstance(values, dict) else None
    if not isinstance(skills, list):
        return
    for number, skill_id in enumerate(skills):
        if skill_id not in taxonomy:
            near = taxonomy.nearest(str(skill_id))
            place = ("requirements", index, "skills", number)
            raise UnknownSkill(
                f"there is no skill {skill_id!r}",
                path=source.name,
                line=source.line(place),
                skill_id=str(skill_id),
                hint=f"Did you mean {near!r}?" if near else "Define it under `skills`.",
            )


def _provenance(taxonomy: Taxonomy) -> Provenance:
    return Provenance(package=PACKAGE, taxonomy=taxonomy.version)


def compile_roles(folder: str | Path, taxonomy: Taxonomy) -> bytes:
    """Compiles a folder of role files; the same files give the same bytes.

    Args:
        folder: The folder; each file's name is the role's.
        taxonomy: The taxonomy that their ids must be of.

    Returns:
        JSON by name.

    Raises:
        TaxonomyError: A file does not fit, with file and line.
    """
    import json

    roles = {
        path.stem: load_role(path, taxonomy).model_dump(
            mode="json", exclude_defaults=True, exclude={"provenance"}
        )
        for path in sorted(Path(folder).glob("*.yaml"))
    }
    if not roles:
        raise TaxonomyError("holds no role", path=Path(folder).name)
    return (json.dumps(roles, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
