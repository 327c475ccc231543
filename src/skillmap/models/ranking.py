"""A folder of candidates ranked against a role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, overload

from skillmap.models.base import Provenance, Record
from skillmap.models.ranked import RankedCandidate, SetAside
from skillmap.models.ranking_table import arrow_table, data_frame
from skillmap.models.role import Role
from skillmap.models.views import Rows

if TYPE_CHECKING:
    import pandas
    import pyarrow


class Ranking(Record):
    """Candidates in the order of their scores; iterating, `len`, indices and slices mean these.

    Of a large folder the rows stay on disk and are fetched when they are asked for.

    Attributes:
        role: What they were ranked for.
        candidates: Best first; a tuple, or what behaves like one.
        by_hand: To look at by hand, in the order of their names.
        provenance: Where it comes from.

    Example:
        >>> import skillmap
        >>> role = skillmap.role("You know Python.")
        >>> ranking = skillmap.rank([("a.txt", b"")], role)
        >>> len(ranking), ranking.failures[0].reason
        (0, 'is empty.')
    """

    role: Role
    candidates: Rows[RankedCandidate] = ()
    by_hand: Rows[SetAside] = ()
    provenance: Provenance

    def __iter__(self) -> Iterator[RankedCandidate]:  # type: ignore[override]
        """Iterates over the ranked candidates."""
        return iter(self.candidates)

    def __len__(self) -> int:
        """Counts the ranked candidates."""
        return len(self.candidates)

    @overload
    def __getitem__(self, index: int) -> RankedCandidate: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[RankedCandidate]: ...

    def __getitem__(self, index: int | slice) -> RankedCandidate | Sequence[RankedCandidate]:
        """Gives ranked candidates by their place, from 0."""
        return self.candidates[index]

    def __bool__(self) -> bool:
        """A ranking is true even when it holds nobody."""
        return True

    @property
    def failures(self) -> tuple[SetAside, ...]:
        """Files that could not be read at all."""
        return tuple(item for item in self.by_hand if item.failed)

    def everyone(self) -> Iterator[SetAside | RankedCandidate]:
        """Gives all candidates, those to look at by hand first, without holding them.

        Yields:
            Each once.
        """
        yield from self.by_hand
        yield from self.candidates

    def to_pandas(self) -> pandas.DataFrame:
        """Gives a row for each candidate as a data frame; those to look at by hand come first.

        Returns:
            The columns of `to_arrow` but "requirements".

        Raises:
            SkillmapError: pandas is not installed (extra skillmap-ai[pandas]).
        """
        return data_frame(self.everyone())

    def to_arrow(self) -> pyarrow.Table:
        """Gives a row for each candidate as an Arrow table; those to look at by hand come first.

        Returns:
            A table; docs/OUTPUTS.md tells its schema.

        Raises:
            SkillmapError: pyarrow is not installed (extra skillmap-ai[arrow]).
        """
        return arrow_table(self.everyone())
