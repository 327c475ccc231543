"""What a reader gives: the text it built from a file, and what it noticed on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from skillmap.models import HiddenText, Kind, Line, Notice, Page


@dataclass(frozen=True)
class Reading:
    """The text of a file. All offsets count characters (code points) of `text`.

    Attributes:
        text: The visible text in reading order, lines ended by a newline.
        pages: One for each page, in order; empty for formats without pages.
        lines: Lines with their places, for formats that have places.
        warnings: What was noticed on the way.
        hidden: Text that is in the file and that nobody sees.
        kind: What the file says that it is, None when it does not say.
        title: The title that the file gives itself, or an empty string.
        levels: Level, from 1, by the words of each line that the file marks as a heading.
    """

    text: str
    pages: tuple[Page, ...] = ()
    lines: tuple[Line, ...] = ()
    warnings: tuple[Notice, ...] = ()
    hidden: tuple[HiddenText, ...] = ()
    kind: Kind | None = None
    title: str = ""
    levels: Mapping[str, int] = field(default_factory=dict)
