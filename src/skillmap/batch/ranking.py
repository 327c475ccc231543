"""Profiles against a role: order, pseudonyms, and who is to be looked at by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from skillmap.batch.items import Item, Task, tasks_of
from skillmap.batch.pool import Progress, read_all
from skillmap.batch.reading import Failed, failed
from skillmap.errors import SkillmapError
from skillmap.models import (
    PACKAGE,
    Coverage,
    DocumentRef,
    Profile,
    Provenance,
    RankedCandidate,
    Ranking,
    Role,
    SectionName,
    SetAside,
)
from skillmap.pipeline import settings_version
from skillmap.planning import lifecycle_of
from skillmap.scoring import pseudonyms, score
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy

_TIE = 10
"""Decimals to which scores must be equal to share a rank."""

_BY_HAND = ("nearly-empty", "damaged", "not-english")
"""Codes of warnings with which a score says more about the file than about the person."""

_CV_SECTIONS: frozenset[SectionName] = frozenset(
    {"experience", "projects", "skills", "education", "certifications", "summary"}
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A candidate that was read: scored, or with the reason why not."""

    source: str
    text_sha256: str
    file_sha256: str
    coverage: Coverage | None = None
    code: str = ""
    reason: str = ""

    @property
    def tie(self) -> tuple[str, str, str]:
        """What orders equal scores: nothing that tells who somebody is."""
        return (self.text_sha256, self.file_sha256, self.source)


def rank(
    items: str | Path | Iterable[Item],
    role: Role,
    taxonomy: Taxonomy,
    settings: Settings,
    *,
    as_of: date,
    keep_dates: bool = False,
    workers: int = 1,
    progress: Progress | None = None,
) -> Ranking:
    """Ranks candidates against a role.

    Args:
        items: A folder with sub-folders, a file, or any iterable of paths, (name, bytes),
            Documents and Profiles. A ZIP file stands for the files in it.
        role: The role.
        taxonomy: The taxonomy of the role.
        settings: The settings.
        as_of: The date that open positions are counted to.
        keep_dates: Whether a given Profile is scored at its own date.
        workers: Processes; the ranking is the same for any number.
        progress: Told the numbers done and in all.

    Returns:
        The ranking. Nobody is left out: what cannot be read or judged is in `by_hand`.

    Raises:
        ReadError: The folder does not exist or holds no file.
        TaxonomyError: Role, a given profile and taxonomy do not fit together.
        SkillmapError: Worker processes cannot be started.
    """
    _check_role(role, taxonomy, settings, as_of)
    tasks = tasks_of(items, settings)
    reads = read_all(tasks, (taxonomy, settings, as_of), workers, progress)
    rows = [
        _row(task, read, role, taxonomy, settings, None if keep_dates else as_of)
        for task, read in zip(tasks, reads, strict=True)
    ]
    names = _pseudonyms(rows)
    scored = sorted(
        (row for row in rows if row.coverage and not row.code),
        key=lambda row: (-_tied(row), *row.tie),
    )
    apart = sorted((row for row in rows if row.code), key=lambda row: (row.source, row.tie))
    return Ranking(
        role=role,
        candidates=tuple(_ranked(scored, names, taxonomy)),
        by_hand=tuple(
            SetAside(
                pseudonym=names[id(row)],
                source=row.source,
                code=row.code,
                reason=row.reason,
                failed=row.coverage is None,
                coverage=row.coverage,
            )
            for row in apart
        ),
        provenance=Provenance(
            package=PACKAGE,
            taxonomy=taxonomy.version,
            settings=settings_version(settings),
            as_of=as_of,
        ),
    )


def _check_role(role: Role, taxonomy: Taxonomy, settings: Settings, as_of: date) -> None:
    """Scores nobody, so that a role of another taxonomy is told before anything is read."""
    nobody = Profile(
        document=DocumentRef(kind="cv", source="", sha256=""),
        as_of=as_of,
        provenance=Provenance(package=PACKAGE),
    )
    score(nobody, role, taxonomy, settings)


def _row(
    task: Task,
    read: Profile | Failed,
    role: Role,
    taxonomy: Taxonomy,
    settings: Settings,
    as_of: date | None,
) -> _Row:
    if isinstance(read, Profile):
        try:
            coverage = score(read, role, taxonomy, settings, as_of)
        except SkillmapError:
            raise  # a given profile of another taxonomy: the caller's mistake, and told
        except Exception as error:
            read = failed(task, f"an unexpected {type(error).__name__} stopped its scoring")
        else:
            code, reason = why_by_hand(read, task.given)
            text = read.provenance.text_sha256 or read.document.sha256
            return _Row(task.source, text, read.document.sha256, coverage, code, reason)
    return _Row(task.source, read.sha256, read.sha256, None, read.code, read.reason)


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


def _tied(row: _Row) -> float:
    return round(row.coverage.score, _TIE) if row.coverage else 0.0


def _ranked(
    rows: Sequence[_Row], names: dict[int, str], taxonomy: Taxonomy
) -> Iterator[RankedCandidate]:
    """Numbers the rows; equal scores share a rank, and the next has its place in the list."""
    rank, last = 0, -1.0
    for place, row in enumerate(rows, 1):
        if _tied(row) != last:
            rank, last = place, _tied(row)
        assert row.coverage is not None
        yield RankedCandidate(
            rank=rank,
            pseudonym=names[id(row)],
            source=row.source,
            coverage=row.coverage,
            lifecycle=lifecycle_of(row.coverage, taxonomy).reading,
        )


def _pseudonyms(rows: Sequence[_Row]) -> dict[int, str]:
    """Names each row by the hash of its text; of equal texts, the first file gets no number."""
    ordered = sorted(rows, key=lambda row: row.tie)
    names = pseudonyms([row.text_sha256 for row in ordered])
    return {id(row): name for row, name in zip(ordered, names, strict=True)}
