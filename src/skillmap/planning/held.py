"""What a person holds, as a plan asks for it: shown, begun, or near to it."""

from __future__ import annotations

from skillmap.models import STRENGTHS, Begun, Profile
from skillmap.scoring import SHOWN
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy


class Held:
    """The skills of one profile, with answers about any other skill.

    Args:
        profile: The person.
        taxonomy: The taxonomy it was made with.
        settings: `share_implied` counts.
    """

    def __init__(self, profile: Profile, taxonomy: Taxonomy, settings: Settings) -> None:
        self.taxonomy = taxonomy
        self.settings = settings
        self.present = {skill.skill_id: skill for skill in profile.skills}
        self.planned = [s.skill_id for s in profile.not_held if s.status == "planned"]
        self._covering: dict[str, tuple[str, ...]] = {}

    def covering(self, skill_id: str) -> tuple[str, ...]:
        """Gives the present skills that are, or stand for, a skill.

        Args:
            skill_id: The skill.

        Returns:
            Ids: itself, narrower ones, and those that imply it; the best shown first.
        """
        if skill_id not in self._covering:
            found = [one for one in self.present if self.covers(one, skill_id)]
            found.sort(key=lambda one: (STRENGTHS.index(self.present[one].strength), one))
            self._covering[skill_id] = tuple(found)
        return self._covering[skill_id]

    def covers(self, held: str, asked: str) -> bool:
        """Tells whether holding one skill in full is holding another, as the scorer sees it."""
        return covers(held, asked, self.taxonomy, self.settings)

    def begun(self, skill_id: str) -> Begun | None:
        """Tells how far a skill is that is not shown in use.

        Args:
            skill_id: The skill.

        Returns:
            "studied", "listed" or "planned"; None when it is shown, or nothing tells of it.
        """
        for one in self.covering(skill_id)[:1]:
            strength = self.present[one].strength
            if strength in SHOWN:
                return None
            return "studied" if strength == "studied" else "listed"
        planned = any(self.covers(one, skill_id) for one in self.planned)
        return "planned" if planned else None

    def near(self, skill_id: str) -> tuple[str, ...]:
        """Gives the present skills that make learning another one shorter.

        Args:
            skill_id: The skill to learn.

        Returns:
            Ids, sorted: related ones, a broader one, one that implies it in part, and one of the
            same kind under the same broader skill, as Java is to Python.
        """
        return tuple(sorted(one for one in self.present if self._is_near(one, skill_id)))

    def _is_near(self, held: str, asked: str) -> bool:
        relation, _ = self.taxonomy.relation(held, asked)
        if relation == "none":
            one, other = self.taxonomy[held], self.taxonomy[asked]
            return one.kind == other.kind and bool(set(one.broader) & set(other.broader))
        return relation in {"related", "broader"} or (
            relation == "implied" and not self.covers(held, asked)
        )


def covers(held: str, asked: str, taxonomy: Taxonomy, settings: Settings) -> bool:
    """Tells whether showing one skill meets a line that asks another, as the scorer sees it.

    Args:
        held: Id of the skill shown.
        asked: Id of the skill asked.
        taxonomy: For the relation.
        settings: `share_implied` counts.

    Returns:
        Whether it is the same, a narrower one, or implies it with enough weight.
    """
    relation, weight = taxonomy.relation(held, asked)
    if relation == "implied":
        return weight >= settings.share_implied
    return relation in {"exact", "narrower"}
