"""Roles from files: role.yaml, and the built-in ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from skillmap.data_files import load
from skillmap.errors import TaxonomyError, UnknownSkill
from skillmap.models import PACKAGE, Provenance, Requirement, Role
from skillmap.models.nearest import nearest
from skillmap.taxonomy import Taxonomy, load_taxonomy
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
    if "skills" in data:
        taxonomy = load_taxonomy(extend=path) if data["skills"] else taxonomy
    requirements = data.get("requirements")
    if not isinstance(requirements, list):
        raise source.error("should hold a list `requirements`", ("requirements",))
    for index, values in enumerate(requirements):
        _check_skills(source, index, values, taxonomy)
        source.record(Requirement, values, ("requirements", index))
    fields = {key: value for key, value in data.items() if key not in {"skills", "provenance"}}
    fields.setdefault("title", Path(path).stem)
    role = source.record(Role, fields, ())
    return role.model_copy(update={"provenance": _provenance(taxonomy)})


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
