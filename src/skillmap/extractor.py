"""The Extractor: every verb with one taxonomy and one set of settings."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from skillmap.batch import Cache, Item, Setup, Unit, rank_all
from skillmap.batch import extract_many as extract_items
from skillmap.documents import document_from_text, read_document
from skillmap.migration import Stored
from skillmap.migration import migrate as migrate_record
from skillmap.models import (
    Audience,
    Candidate,
    Coverage,
    CoverageDifference,
    Document,
    Extracted,
    Kind,
    Profile,
    Ranking,
    Role,
    WhatIf,
)
from skillmap.pipeline import Pipeline
from skillmap.render import candidate_text
from skillmap.render import explain as explain_coverage
from skillmap.roles import builtin_role as role_by_name
from skillmap.roles import load_role as role_from_file
from skillmap.roles import role_from_post, taxonomy_for
from skillmap.scoring import compare as compare_coverages
from skillmap.scoring import for_candidate
from skillmap.scoring import score as score_profile
from skillmap.scoring import what_if as what_if_of
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy, load_taxonomy


class Extractor:
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
        self.taxonomy = taxonomy or load_taxonomy()
        self.settings = settings or Settings()

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
        return self._pipeline.extract(self._document(source, kind), _day(as_of), unmapped)

    def role(self, source: str | Document, as_of: date | None = None) -> Role:
        """Reads a role out of a post.

        Args:
            source: A document, or the text of a post.
            as_of: The date that goes into the provenance, None for today.

        Returns:
            The role.
        """
        document = self._document(source, "job")
        profile = self.extract(document, as_of, unmapped=False)
        return role_from_post(document, profile, self.taxonomy, self.settings)

    def builtin_role(self, name: str) -> Role:
        """Gives a role that comes with the package: see `builtin_role`."""
        return role_by_name(name, self.taxonomy)

    def load_role(self, path: str | Path) -> Role:
        """Reads a role.yaml: see `load_role`."""
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
        day = _day(as_of) if as_of else None
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
        return compare_coverages(first, second)

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
        taxonomy = self.taxonomy
        for role in roles:
            taxonomy = taxonomy_for(role, taxonomy)
        setup = Setup(taxonomy, self.settings, _day(as_of), tuple(roles), keep_dates=as_of is None)
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
        setup = Setup(self.taxonomy, self.settings, _day(as_of), unmapped=unmapped)
        yield from extract_items(items, setup, workers)

    def _document(self, source: str | Document, kind: Kind | None) -> Document:
        if isinstance(source, Document):
            return source
        if not isinstance(source, str):
            raise TypeError(f"a document or a str is needed, not {type(source).__name__}")
        return document_from_text(source, self.settings, kind)


def _day(as_of: date | None) -> date:
    """Gives the day asked for, without a time of day, or today."""
    if as_of is None:
        return date.today()
    return as_of.date() if isinstance(as_of, datetime) else as_of
