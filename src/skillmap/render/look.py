"""How a ranking is to be shown: what the renderers need beside the ranking itself."""

from __future__ import annotations

from dataclasses import dataclass

from skillmap.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Look:
    """How records are shown.

    Attributes:
        taxonomy: For the labels of skills.
        names: Whether file names are shown at once instead of pseudonyms.
        details: How many of the best candidates get their details in ranking.html.
        width: Columns of plain text.
    """

    taxonomy: Taxonomy
    names: bool = False
    details: int = 500
    width: int = 80
