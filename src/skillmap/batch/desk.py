"""What becomes of one candidate, in whichever process: read or known, extracted, scored, packed."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from skillmap.batch.cache import Stored
from skillmap.batch.items import Task
from skillmap.batch.packing import named, packed, packed_to_score, unpacked_to_score
from skillmap.batch.reading import Failed, failed, read_and_sign
from skillmap.errors import SkillmapError
from skillmap.models import Profile, Role, SectionName
from skillmap.pipeline import Pipeline, settings_version
from skillmap.scoring import asked_of, score
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

_BY_HAND = ("nearly-empty", "damaged", "not-english")
"""Codes of warnings with which a score says more about the file than about the person."""

_CV_SECTIONS: frozenset[SectionName] = frozenset(
    {"experience", "projects", "skills", "education", "certifications", "summary"}
)

Profiles = Literal["none", "to-score", "whole"]
"""How much of a profile is wanted back."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What is the same for all candidates of a run.

    Attributes:
        taxonomy: The taxonomy.
        settings: The settings.
        as_of: The date that open positions are counted to.
        roles: What to score for.
        keep_dates: Whether a given Profile is scored at its own date.
        unmapped: Whether the model lists phrases that the taxonomy lacks.
        profiles: Whether profiles are wanted back: not, what a score is made from, or whole.
    """

    taxonomy: Taxonomy
    settings: Settings
    as_of: date
    roles: tuple[Role, ...] = ()
    keep_dates: bool = False
    unmapped: bool = False
    profiles: Profiles = "none"


@dataclass(frozen=True, slots=True)
class Scored:
    """A score, or why there is none.

    Attributes:
        score: 0 to 1.
        coverage: The packed coverage, its profile without the name of the file; empty for none.
        reason: What went wrong, or an empty string.
    """

    score: float
    coverage: bytes
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a candidate.

    Attributes:
        index: Its place among the candidates.
        stored: What was read; the profile is in it when it was wanted and is new.
        passing: Whether it failed of what may be gone the next time.
        scores: One for each role; none when it could not be read.
    """

    index: int
    stored: Stored
    passing: bool
    scores: tuple[Scored, ...]


class Desk:
    """Works on one candidate after the other. Nothing of one is left when the next comes.

    Args:
        setup: What is the same for all.
    """

    def __init__(self, setup: Setup) -> None:
        self._setup = setup

    @functools.cached_property
    def _pipeline(self) -> Pipeline:
        return Pipeline(self._setup.taxonomy, self._setup.settings)

    def prepare(self) -> None:
        """Gets ready what the first candidate would else wait for."""
        self._pipeline  # noqa: B018

    def work(self, index: int, task: Task, known: Stored | None) -> Done:
        """Reads a candidate, unless it is known, and scores it.

        Args:
            index: Its place among the candidates.
            task: The candidate.
            known: What was kept of it, with its profile.

        Returns:
            What became of it; whatever goes wrong is told there.

        Raises:
            SkillmapError: A given profile is of another taxonomy.
        """
        if known is not None:
            kept = self._kept(known.profile, task.source)
            if kept is not None:
                return Done(index, replace(known, profile=b""), False, self._scores(task, kept))
        read, signature = read_and_sign(
            task, self._pipeline, self._setup.as_of, self._setup.unmapped
        )
        if isinstance(read, Failed):
            return gone(index, read)
        code, reason = why_by_hand(read, task.given)
        stored = Stored(
            file=read.document.sha256,
            text=read.provenance.text_sha256 or read.document.sha256,
            failed=False,
            code=code,
            reason=reason,
            signature=signature,
            profile=self._packed(read),
        )
        return Done(index, stored, False, self._scores(task, read))

    def _packed(self, profile: Profile) -> bytes:
        if self._setup.profiles == "none":
            return b""
        nameless = profile.model_copy(update={"document": named(profile.document, "")})
        return (packed if self._setup.profiles == "whole" else packed_to_score)(nameless)

    def _kept(self, content: bytes, source: str) -> Profile | None:
        """Gives a profile that was kept as if it were extracted now; None when it is damaged."""
        try:
            profile = unpacked_to_score(content, self._is_asked)
        except ValueError:
            return None
        version = {"settings": settings_version(self._setup.settings)}
        update = {
            "document": named(profile.document, source),
            "provenance": profile.provenance.model_copy(update=version),
        }
        return profile.model_copy(update=update)

    @functools.cached_property
    def _is_asked(self) -> Callable[[str], bool]:
        setup = self._setup
        roles = [asked_of(role, setup.taxonomy, setup.settings) for role in setup.roles]
        return functools.cache(lambda skill_id: any(role.bearings(skill_id) for role in roles))

    def _scores(self, task: Task, profile: Profile) -> tuple[Scored, ...]:
        own_date = self._setup.keep_dates and isinstance(task.content, Profile)
        as_of = None if own_date else self._setup.as_of
        return tuple(self._score(task, profile, role, as_of) for role in self._setup.roles)

    def _score(self, task: Task, profile: Profile, role: Role, as_of: date | None) -> Scored:
        try:
            coverage = score(profile, role, self._setup.taxonomy, self._setup.settings, as_of)
        except SkillmapError:
            raise  # a given profile of another taxonomy: the caller's mistake, and told
        except Exception as error:
            why = failed(task, f"an unexpected {type(error).__name__} stopped its scoring")
            return Scored(0.0, b"", why.reason)
        coverage = coverage.model_copy(update={"profile": named(coverage.profile, "")})
        return Scored(coverage.score, packed(coverage))


def gone(index: int, why: Failed) -> Done:
    """Makes the record of a candidate that could not be read.

    Args:
        index: Its place among the candidates.
        why: The reason.

    Returns:
        The record, without a score.
    """
    stored = Stored(why.sha256, why.sha256, True, why.code, why.reason, b"", b"")
    return Done(index, stored, why.passing, ())


def why_by_hand(profile: Profile, given: bool) -> tuple[str, str]:
    """Tells why a profile is to be looked at by hand.

    Args:
        profile: The profile.
        given: Whether the caller vouches that it is a candidate's.

    Returns:
        A code and a sentence; an empty code when there is no reason.
    """
    for code in _BY_HAND:
        for notice in profile.warnings:
            if notice.code == code:
                where = f" ({notice.place})" if notice.place else ""
                return code, f"{notice.message}{where}"
    kind = profile.document.kind
    if kind == "job":
        return "no-cv", "looks like a job post"
    if kind == "text" and not len(profile):
        return "no-cv", "does not look like a CV: no skill was found in it"
    if kind == "text" and not given and not _cv_signs(profile):
        return "no-cv", "does not look like a CV: it has neither positions nor a CV's sections"
    return "", ""


def _cv_signs(profile: Profile) -> bool:
    if profile.positions:
        return True
    return any(mention.section in _CV_SECTIONS for mention in profile.mentions)
