"""How a ranking is to be shown: what the renderers need beside the ranking itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Look:
    """How records are shown.

    Attributes:
        taxonomy: For the labels of skills.
        names: Whether file names are shown at once instead of pseudonyms.
        width: Columns of plain text.
        settings: For the shares that the requirements of a role have in a score, and for how many
            of the best candidates get their details in ranking.html and ranking.xlsx.
    """

    taxonomy: Taxonomy
    names: bool = False
    width: int = 80
    settings: Settings = field(default_factory=Settings)

    @property
    def details(self) -> int:
        """How many of the best candidates get their details."""
        return self.settings.detail_candidates
