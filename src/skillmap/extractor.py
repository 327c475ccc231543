"""The Extractor: every verb with one taxonomy and one set of settings.

What only one verb needs is imported in it: no verb waits for what the others need.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from skillmap.documents import document_from_text, read_document
from skillmap.extractor_many import ManyCandidates
from skillmap.models import (
    Audience,
    Candidate,
    Coverage,
    CoverageDifference,
    Document,
    Kind,
    Profile,
    Role,
    TeamLifecycle,
    WhatIf,
)
from skillmap.pipeline import Pipeline
from skillmap.planner import Planner, day_of
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy, load_taxonomy

if TYPE_CHECKING:
    from skillmap.batch import Item
    from skillmap.migration import Stored


class Extractor(ManyCandidates, Planner):
    """Reads, extracts, scores and ranks with one taxonomy and one set of settings.

    It is safe to share between threads, and it pickles.

    Args:
        taxonomy: The taxonomy, None for the one that ships.
        settings: The settings, None for the defaults.

    Example:
        >>> from skillmap import Extractor
        >>> extractor = Extractor()
        >>> profile = extractor.extract("Built RAG services with LangChain on k8s. No Java.")
        >>> "kubernetes" in profile, "java" in profile
        (True, False)
    """

    def __init__(self, taxonomy: Taxonomy | None = None, settings: Settings | None = None) -> None:
        super().__init__(taxonomy or load_taxonomy(), settings or Settings())

    def __reduce__(self) -> tuple[type[Extractor], tuple[Taxonomy, Settings]]:
        # The matchers are closures; a copy makes its own.
        return (type(self), (self.taxonomy, self.settings))

    @functools.cached_property
    def _pipeline(self) -> Pipeline:
        return Pipeline(self.taxonomy, self.settings)

    def read(
        self, source: str | Path | BinaryIO, kind: Kind | None = None, isolate: bool = False
    ) -> Document:
        """Reads a file.

        Args:
            source: A path, or a binary file object.
            kind: "cv", "job" or "text" when known; found from the content otherwise.
            isolate: Whether it is read in a process of its own that is used again, under the
                settings `read_seconds` and `read_megabytes`. One that breaks a limit is replaced.

        Returns:
            The document.

        Raises:
            ReadError: It cannot be read; the class and message say why (`ReadTimeout` when it took
                too long on its own).
        """
        return read_document(source, self.settings, kind, isolate)

    def extract(
        self,
        source: str | Document,
        as_of: date | None = None,
        kind: Kind | None = None,
        unmapped: bool = True,
    ) -> Profile:
        """Finds the skills of a text or document.

        Args:
            source: A document, or a text. A str is always text, never a path.
            as_of: The date that open positions are counted to, None for today.
            kind: What a text is, when known; found from the content otherwise.
            unmapped: Whether phrases that the taxonomy lacks are wanted, when the settings allow
                them; mentions and scores are the same without, and no model is loaded.

        Returns:
            The profile.
        """
        return self._pipeline.extract(self._document(source, kind), day_of(as_of), unmapped)

    def role(self, source: str | Document, as_of: date | None = None) -> Role:
        """Reads a role out of a post.

        Args:
            source: A document, or the text of a post.
            as_of: The date that goes into the provenance, None for today.

        Returns:
            The role.
        """
        from skillmap.roles import role_from_post

        document = self._document(source, "job")
        profile = self.extract(document, as_of, unmapped=False)
        return role_from_post(document, profile, self.taxonomy, self.settings)

    def builtin_role(self, name: str) -> Role:
        """Gives a role that comes with the package: see `builtin_role`."""
        from skillmap.roles import builtin_role as role_by_name

        return role_by_name(name, self.taxonomy)

    def load_role(self, path: str | Path) -> Role:
        """Reads a role.yaml: see `load_role`."""
        from skillmap.roles import load_role as role_from_file

        return role_from_file(path, self.taxonomy)

    def score(self, profile: Profile, role: Role, as_of: date | None = None) -> Coverage:
        """Scores how well a profile covers a role.

        Args:
            profile: The candidate.
            role: The role.
            as_of: The date that open positions are counted to, None for the profile's.

        Returns:
            The coverage: a score of 0 to 1 with the reason for every point.

        Raises:
            TaxonomyError: Profile, role and taxonomy are not of one taxonomy.
        """
        from skillmap.scoring import score as score_profile

        day = day_of(as_of) if as_of else None
        return score_profile(profile, role, self.taxonomy, self.settings, day)

    def explain(
        self,
        coverage: Coverage,
        audience: Audience = "reviewer",
        profile: Profile | None = None,
    ) -> str:
        """Explains a score, one requirement after the other.

        Args:
            coverage: The score.
            audience: "reviewer", or "candidate" for the person whom the score is about.
            profile: The profile that was scored; needed for the candidate, who is told what was
                read.

        Returns:
            Plain text of at most 80 columns.

        Raises:
            SkillmapError: The profile is of another document than the score.
            ValueError: There is no such audience, or the profile is needed.
        """
        from skillmap.render import candidate_text
        from skillmap.render import explain as explain_coverage
        from skillmap.scoring import for_candidate

        if audience == "reviewer":
            return explain_coverage(coverage, self.taxonomy)
        if audience != "candidate":
            raise ValueError(f"audience is 'reviewer' or 'candidate', not {audience!r}")
        if profile is None:
            raise ValueError("a candidate is told what was read: give the profile that was scored")
        return candidate_text(for_candidate(coverage, profile), self.taxonomy)

    def what_if(self, coverage: Coverage, reach: float | None = None) -> WhatIf:
        """Tells what each requirement that is not met in full would add to a score if it were.

        Args:
            coverage: The score.
            reach: A score of 0 to 1 to find the fewest requirements for, None for none.

        Returns:
            The gains, those that add most first, and the smallest set that reaches the score.

        Raises:
            ValueError: `reach` is below nought or no number.
        """
        from skillmap.scoring import what_if as what_if_of

        return what_if_of(coverage, reach)

    def compare(self, first: Coverage, second: Coverage) -> CoverageDifference:
        """Tells how two scores of the same role differ, requirement by requirement.

        Args:
            first: A score.
            second: Another one of the same role.

        Returns:
            The difference of points of each requirement, with the reasons of both.

        Raises:
            SkillmapError: The two are of different roles, taxonomies or settings.
        """
        from skillmap.scoring import compare as compare_coverages

        return compare_coverages(first, second)

    def team_lifecycle(
        self,
        items: str | Path | Iterable[Item],
        role: Role | None = None,
        workers: int = 1,
        as_of: date | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> TeamLifecycle:
        """Puts the people of a folder side by side, stage by stage.

        Args:
            items: What `rank` takes: a folder, or any iterable of paths, Documents, Profiles.
            role: The role, None for the AI engineer.
            workers: Processes; the result is the same for any number.
            as_of: The date that open positions are counted to; None for today.
            progress: Called with the numbers done and in all.

        Returns:
            The role's stages and each person's, in an order that says nothing of them.

        Raises:
            ReadError: The folder does not exist or holds no file.
            TaxonomyError: The role is of another taxonomy.
        """
        from skillmap.planning import default_role
        from skillmap.planning import team_lifecycle as people_by_stage
        from skillmap.roles import taxonomy_for

        role = role or default_role(self.taxonomy)
        ranking = self.rank(items, role, workers, as_of, progress)
        return people_by_stage(ranking, taxonomy_for(role, self.taxonomy), self.settings)

    def migrate(self, record: Stored) -> Stored:
        """Brings a stored profile or role up to this taxonomy.

        Args:
            record: A profile or role that was made with another taxonomy.

        Returns:
            The same with replaced skills under the ids in force; what is new in the taxonomy is
            not looked for, which needs the document.

        Raises:
            UnknownSkill: It holds an id that the taxonomy never had.
        """
        from skillmap.migration import migrate as migrate_record

        return migrate_record(record, self.taxonomy)

    def trace(self, source: str | Document, skill_id: str) -> tuple[Candidate, ...]:
        """Tells every candidate for a skill and what became of it.

        Args:
            source: A document, or a text.
            skill_id: Id of the skill.

        Returns:
            The candidates in the order of the text; none when no alias stands in it.

        Raises:
            UnknownSkill: The taxonomy has no such skill.
        """
        return self._pipeline.trace(self._document(source, None), skill_id)

    def _document(self, source: str | Document, kind: Kind | None) -> Document:
        if isinstance(source, Document):
            return source
        if not isinstance(source, str):
            raise TypeError(f"a document or a str is needed, not {type(source).__name__}")
        return document_from_text(source, self.settings, kind)
