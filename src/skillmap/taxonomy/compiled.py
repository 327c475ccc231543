"""The taxonomy as it ships: compiled into the package, extended by users' own files."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from skillmap.data_files import load
from skillmap.errors import TaxonomyError
from skillmap.taxonomy.check import find_problems
from skillmap.taxonomy.core import Taxonomy
from skillmap.taxonomy.schema import Skill, TaxonomyData
from skillmap.taxonomy.source import Source, plain_words_of, read_folder, skills_of

COMPILED = "taxonomy.json"


def compile_folder(folder: str | Path) -> bytes:
    """Compiles a folder of taxonomy files; the same files give the same bytes.

    Args:
        folder: The folder with taxonomy.yaml.

    Returns:
        JSON, one skill a line.

    Raises:
        TaxonomyError: The first of the problems found.
    """
    data, places = read_folder(folder)
    problems = find_problems(data, places, sentences=True)
    if problems:
        raise problems[0]
    frame = data.model_copy(update={"skills": ()}).model_dump(mode="json")
    del frame["skills"]
    if not data.plain_words:
        del frame["plain_words"]
    lines = [_line(skill) for skill in data.skills]
    head = json.dumps(frame, ensure_ascii=False, sort_keys=True)
    body = ",\n".join(lines)
    return f'{head[:-1]}, "skills": [\n{body}\n]}}\n'.encode()


def _line(skill: Skill) -> str:
    values = skill.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


@functools.cache
def shipped() -> Taxonomy:
    """Gives the taxonomy that came with the package.

    Returns:
        The one taxonomy of this process.
    """
    return Taxonomy(TaxonomyData.model_validate(load(COMPILED)))


def load_taxonomy(extend: str | Path | Iterable[str | Path] | None = None) -> Taxonomy:
    """Loads the taxonomy, with skills of your own when you name files.

    Args:
        extend: YAML files with a list `skills`, also a role.yaml that defines some. An entry with
            a known id changes that skill: its aliases are added, other fields take the place of
            the old ones, `deprecated: true` switches it off.

    Returns:
        The taxonomy.

    Raises:
        TaxonomyError: A file does not fit, with file, line, skill and the fix.

    Example:
        >>> from skillmap import load_taxonomy
        >>> len(load_taxonomy()) > 100
        True
    """
    if extend is None:
        return shipped()
    return extended(shipped(), [extend] if isinstance(extend, str | Path) else list(extend))


def extended(taxonomy: Taxonomy, paths: Iterable[str | Path]) -> Taxonomy:
    """Extends a taxonomy by files; a file that it holds already changes nothing.

    Args:
        taxonomy: The taxonomy.
        paths: YAML files as `load_taxonomy` takes them.

    Returns:
        A new taxonomy.

    Raises:
        TaxonomyError: A file does not fit, with file, line, skill and the fix.
    """
    data, places = merged(taxonomy, paths)
    problems = find_problems(data, places)
    if problems:
        raise problems[0]
    return Taxonomy(data)


def merged(
    taxonomy: Taxonomy, paths: Iterable[str | Path]
) -> tuple[TaxonomyData, dict[str, tuple[str, int]]]:
    """Puts files over a taxonomy, without looking for problems among its skills.

    Args:
        taxonomy: The taxonomy.
        paths: YAML files as `load_taxonomy` takes them.

    Returns:
        The content, and for each skill of the files the file and line it stands on.

    Raises:
        TaxonomyError: A file does not fit, with file, line, skill and the fix.
    """
    data = taxonomy.data
    places: dict[str, tuple[str, int]] = {}
    for path in paths:
        source = Source(path)
        known = {skill.id: skill for skill in data.skills}
        seen: set[str] = set()
        for skill, line in skills_of(source, known=known):
            if skill.id in seen:
                first = places[skill.id][1]
                raise source.error(
                    f"the id {skill.id!r} stands twice, first on line {first}",
                    ("skills", len(seen)),
                    skill.id,
                    "Give one of the two another id.",
                )
            seen.add(skill.id)
            places[skill.id] = (source.name, line)
            known[skill.id] = skill
        plain = tuple(dict.fromkeys((*data.plain_words, *plain_words_of(source))))
        data = data.model_copy(update={"skills": tuple(known.values()), "plain_words": plain})
    return data, places


def open_data(source: str | Path) -> TaxonomyData:
    """Opens a taxonomy, whatever it is kept in.

    Args:
        source: A compiled .json, a folder with taxonomy.yaml, or "shipped" for the one that came
            with the package.

    Returns:
        Its content; a folder is not checked for problems.

    Raises:
        TaxonomyError: There is none, or it does not fit.
    """
    path = Path(source)
    if str(source) == "shipped":
        return shipped().data
    if path.is_dir():
        return read_folder(path)[0]
    if path.suffix.lower() != ".json":
        why = "is no compiled taxonomy" if path.exists() else "there is no such file or folder"
        raise TaxonomyError(why, path=path.name, hint="Name a .json, a folder or `shipped`.")
    try:
        return TaxonomyData.model_validate_json(path.read_bytes())
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise TaxonomyError(
            f"cannot be read: {why}", path=path.name, hint="Check the path."
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise TaxonomyError(
            f"is no compiled taxonomy: {where}: {first['msg']}",
            path=path.name,
            hint="Make it with `skillmap taxonomy build`, of the same version of skillmap.",
        ) from None
