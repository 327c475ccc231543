"""What becomes of one candidate, in whichever process: read or known, extracted, scored, packed."""

from __future__ import annotations

import functools
import json
import zlib
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from skillmap.batch.cache import Stored
from skillmap.batch.items import Task
from skillmap.batch.reading import Failed, failed, read_and_sign
from skillmap.careers import at_date
from skillmap.errors import SkillmapError
from skillmap.models import Coverage, DocumentRef, Profile, Record, Role, SectionName
from skillmap.pipeline import Pipeline, settings_version
from skillmap.scoring import score
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

Known = TypeVar("Known", bound=Record)

_LEVEL = 1
"""Of compression: a tenth of the size for a hundredth of the time of reading."""

_PLAIN = b"{"

_BY_HAND = ("nearly-empty", "damaged", "not-english")
"""Codes of warnings with which a score says more about the file than about the person."""

_CV_SECTIONS: frozenset[SectionName] = frozenset(
    {"experience", "projects", "skills", "education", "certifications", "summary"}
)


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
        profiles: Whether profiles are wanted back, to keep or to give.
    """

    taxonomy: Taxonomy
    settings: Settings
    as_of: date
    roles: tuple[Role, ...] = ()
    keep_dates: bool = False
    unmapped: bool = False
    profiles: bool = False


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
            profile = restored(known.profile, task.source, self._setup)
            if profile is not None:
                return Done(index, replace(known, profile=b""), False, self._scores(task, profile))
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
            profile=packed(_unnamed(read)) if self._setup.profiles else b"",
        )
        return Done(index, stored, False, self._scores(task, read))

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
        nameless = coverage.profile.model_copy(update={"source": ""})
        coverage = coverage.model_copy(update={"profile": nameless})
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


def packed(record: Record) -> bytes:
    """Packs a record.

    Args:
        record: The record.

    Returns:
        Compressed JSON.
    """
    try:
        text = record.model_dump_json().encode()
    except ValueError:  # half a character, which UTF-8 has no bytes for
        text = b" " + json.dumps(record.model_dump(mode="json")).encode()
    return zlib.compress(text, _LEVEL)


def unpacked(content: bytes, kind: type[Known]) -> Known:
    """Unpacks a record.

    Args:
        content: What `packed` gave.
        kind: Its class.

    Returns:
        The record.

    Raises:
        ValueError: It is damaged.
    """
    try:
        text = zlib.decompress(content)
    except zlib.error as error:
        raise ValueError("damaged") from error
    if text.startswith(_PLAIN):
        return kind.model_validate_json(text)
    return kind.model_validate(json.loads(text))


def restored(content: bytes, source: str, setup: Setup) -> Profile | None:
    """Gives a profile that was kept as if it were extracted now.

    Args:
        content: The packed profile.
        source: Name of the file today.
        setup: Settings and date of today.

    Returns:
        The profile; None when it is damaged.
    """
    try:
        profile = unpacked(content, Profile)
    except ValueError:
        return None
    named = profile.document.model_copy(update={"source": source})
    settings = {"settings": settings_version(setup.settings)}
    update = {
        "document": named,
        "provenance": profile.provenance.model_copy(update=settings),
    }
    return at_date(profile.model_copy(update=update), setup.as_of)


def coverage_of(content: bytes, source: str) -> Coverage:
    """Unpacks a coverage.

    Args:
        content: The packed coverage.
        source: Name of the file.

    Returns:
        The coverage.
    """
    coverage = unpacked(content, Coverage)
    named: DocumentRef = coverage.profile.model_copy(update={"source": source})
    return coverage.model_copy(update={"profile": named})


def _unnamed(profile: Profile) -> Profile:
    nameless = profile.document.model_copy(update={"source": ""})
    return profile.model_copy(update={"document": nameless})


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
