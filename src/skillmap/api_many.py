"""The module functions that take many candidates at once, beside those in `api`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from skillmap.api import default_extractor
from skillmap.models import Extracted, Ranking, Role

if TYPE_CHECKING:
    from skillmap.batch import Item, Unit


def rank(
    items: str | Path | Iterable[Item],
    role: Role,
    workers: int = 1,
    as_of: date | None = None,
    progress: Callable[[int, int], None] | None = None,
    cache: str | Path | None = None,
    candidate: Unit = "file",
) -> Ranking:
    """Ranks candidates against a role.

    Args:
        items: A folder, or any iterable of paths, (name, bytes), Documents, Profiles. A ZIP
            file stands for the files in it.
        role: The role.
        workers: Processes; the result is the same for any number.
        as_of: The date that open positions are counted to; None for today, and for a given
            Profile its own date.
        progress: Called with the numbers done and in all; of an iterator, in all so far.
        cache: A file that keeps what is read, so that it is read once: ranking again, for another
            role or at another date, takes it from there. It holds personal data.
        candidate: "file", or "folder" when all files of a sub-folder are of one candidate.

    Returns:
        The ranking; what cannot be read or judged is in `by_hand`.

    Raises:
        ReadError: The folder does not exist or holds no file.
        TaxonomyError: The role is of another taxonomy.

    Example:
        >>> import skillmap
        >>> cvs = [
        ...     skillmap.extract("Built Python services.", kind="cv"),
        ...     skillmap.extract("Wrote Java and Python for a bank.", kind="cv"),
        ... ]
        >>> ranking = skillmap.rank(cvs, skillmap.role("You know Python and Java."))
        >>> [candidate.rank for candidate in ranking]
        [1, 2]
    """
    return default_extractor().rank(items, role, workers, as_of, progress, cache, candidate)


def rank_many(
    items: str | Path | Iterable[Item],
    roles: Sequence[Role],
    workers: int = 1,
    as_of: date | None = None,
    progress: Callable[[int, int], None] | None = None,
    cache: str | Path | None = None,
    candidate: Unit = "file",
) -> tuple[Ranking, ...]:
    """Ranks candidates against several roles and reads each of them once.

    Args:
        items: As for `rank`.
        roles: The roles.
        workers: Processes; the result is the same for any number.
        as_of: As for `rank`.
        progress: Called with the numbers done and in all.
        cache: As for `rank`.
        candidate: As for `rank`.

    Returns:
        A ranking for each role, in their order; each as `rank` gives it.

    Raises:
        ReadError: The folder does not exist or holds no file.
        TaxonomyError: A role is of another taxonomy.

    Example:
        >>> import skillmap
        >>> cvs = [skillmap.extract("Built Python services.", kind="cv")]
        >>> roles = [skillmap.role("You know Python."), skillmap.role("You know Java.")]
        >>> [ranking.candidates[0].coverage.score for ranking in skillmap.rank_many(cvs, roles)]
        [1.0, 0.0]
    """
    return default_extractor().rank_many(items, roles, workers, as_of, progress, cache, candidate)


def extract_many(
    items: str | Path | Iterable[Item],
    workers: int = 1,
    as_of: date | None = None,
    unmapped: bool = True,
) -> Iterator[Extracted]:
    """Reads many candidates and gives their profiles one by one, in the order of the items.

    Only a few are held at a time, so that items may be an endless iterator.

    Args:
        items: A folder, or any iterable of paths, (name, bytes), Documents, Profiles.
        workers: Processes; the result is the same for any number.
        as_of: The date that open positions are counted to, None for today.
        unmapped: Whether phrases that the taxonomy lacks are wanted.

    Returns:
        Each with its name, and its profile or why there is none.

    Raises:
        ReadError: The folder does not exist or holds no file.

    Example:
        >>> import skillmap
        >>> files = [("a.txt", b"Built Python services for years."), ("b.txt", b"")]
        >>> for one in skillmap.extract_many(files, unmapped=False):
        ...     print(one.source, one.profile.skills[0].label if one.profile else one.reason)
        a.txt Python
        b.txt is empty.
    """
    return default_extractor().extract_many(items, workers, as_of, unmapped)
