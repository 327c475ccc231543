"""The verbs of the Extractor that take many candidates at once.

What works on folders is imported where it is used: who reads one text does not wait for it.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from skillmap.models import Extracted, Ranking, Role
from skillmap.planner import day_of
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

if TYPE_CHECKING:
    from skillmap.batch import Item, Unit


class ManyCandidates:
    """The part of the Extractor that reads, extracts and ranks many candidates."""

    taxonomy: Taxonomy
    settings: Settings

    def rank(
        self,
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
            cache: A file that keeps what is read, so that it is read once: ranking again, for
                another role or at another date, takes it from there. It holds personal data.
            candidate: "file", or "folder" when all files of a sub-folder are of one candidate.

        Returns:
            The ranking; what cannot be read or judged is in `by_hand`.

        Raises:
            ReadError: The folder does not exist or holds no file.
            TaxonomyError: The role is of another taxonomy.
        """
        return self.rank_many(items, [role], workers, as_of, progress, cache, candidate)[0]

    def rank_many(
        self,
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
        """
        from skillmap.batch import Cache, Setup, rank_all
        from skillmap.roles import taxonomy_for

        taxonomy = self.taxonomy
        for role in roles:
            taxonomy = taxonomy_for(role, taxonomy)
        setup = Setup(
            taxonomy, self.settings, day_of(as_of), tuple(roles), keep_dates=as_of is None
        )
        with ExitStack() as stack:
            kept = Cache.open(cache, warnings.warn) if cache else None
            if kept:
                stack.callback(kept.close)
            return rank_all(
                items,
                setup,
                workers=workers,
                candidate=candidate,
                cache=kept,
                watch=(lambda tally: progress(tally.done, tally.total)) if progress else None,
            )

    def extract_many(
        self,
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

        Yields:
            Each with its name, and its profile or why there is none.

        Raises:
            ReadError: The folder does not exist or holds no file.
        """
        from skillmap.batch import Setup
        from skillmap.batch import extract_many as extract_items

        setup = Setup(self.taxonomy, self.settings, day_of(as_of), unmapped=unmapped)
        yield from extract_items(items, setup, workers)
