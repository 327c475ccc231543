"""Rows that lie on disk and look like a tuple, so that a large ranking needs no room in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, TypeVar, overload

from pydantic import (
    SerializerFunctionWrapHandler,
    ValidatorFunctionWrapHandler,
    WrapSerializer,
    WrapValidator,
)

Row = TypeVar("Row")

_AT_ONCE = 64
"""Rows that are fetched together when all are wanted."""
_SHOWN = 2
"""Rows that `repr` shows."""


class RowsOnDisk(Sequence[Row]):
    """A sequence whose rows are fetched when they are wanted.

    It equals the tuple of the same rows, and a copy or pickle of it is that tuple.

    Args:
        fetch: Gives the rows of a start and an end, in their order.
        count: How many there are.
    """

    def __init__(self, fetch: Callable[[int, int], Sequence[Row]], count: int) -> None:
        self._fetch = fetch
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Row]:
        for start in range(0, self._count, _AT_ONCE):
            yield from self._fetch(start, min(start + _AT_ONCE, self._count))

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Row, ...]: ...

    def __getitem__(self, index: int | slice) -> Row | tuple[Row, ...]:
        places = range(self._count)[index]
        if isinstance(places, int):
            return self._fetch(places, places + 1)[0]
        if not places:
            return ()
        if places.step != 1:
            return tuple(self._fetch(place, place + 1)[0] for place in places)
        return tuple(self._fetch(places.start, places.stop))

    def __eq__(self, other: object) -> bool:
        if other is self:
            return True
        if not isinstance(other, RowsOnDisk | tuple):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __reduce__(self) -> tuple[type[tuple[Any, ...]], tuple[tuple[Row, ...]]]:
        # The file ends with this process; a copy holds the rows themselves.
        return (tuple, (tuple(self),))

    def __deepcopy__(self, memo: dict[int, Any]) -> tuple[Row, ...]:
        return tuple(self)

    def __repr__(self) -> str:
        shown = ", ".join(map(repr, self[:_SHOWN]))
        more = f", and {self._count - _SHOWN} more" if self._count > _SHOWN else ""
        return f"<{self._count} rows on disk: {shown}{more}>"


def _kept(value: Any, check: ValidatorFunctionWrapHandler) -> Any:
    """Takes rows on disk as they are: to look at each would fetch all."""
    return value if isinstance(value, RowsOnDisk) else check(value)


def _written(value: Any, write: SerializerFunctionWrapHandler) -> Any:
    return write(tuple(value))


if TYPE_CHECKING:
    Rows: TypeAlias = Sequence[Row]
else:
    Rows = Annotated[
        tuple[Row, ...], WrapValidator(_kept), WrapSerializer(_written, return_type=Any)
    ]
    """A field of rows: a tuple, or a `RowsOnDisk` in its place. In JSON it is a list."""
