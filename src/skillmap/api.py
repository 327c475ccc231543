"""Module functions for the first five minutes: one default Extractor behind them."""

from __future__ import annotations

import functools
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from skillmap.extractor import Extractor
from skillmap.models import (
    Audience,
    Coverage,
    CoverageDifference,
    Document,
    Kind,
    Profile,
    Role,
    WhatIf,
)

if TYPE_CHECKING:
    from skillmap.migration import Stored


@functools.cache
def default_extractor() -> Extractor:
    """Gives the Extractor behind the module functions.

    Returns:
        The one default Extractor of this process.
    """
    return Extractor()


def read(
    source: str | Path | BinaryIO, kind: Kind | None = None, isolate: bool = False
) -> Document:
    """Reads a file: PDF, DOCX, HTML, JSON Resume, Markdown or text.

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

    Example:
        >>> import io
        >>> import skillmap
        >>> skillmap.read(io.BytesIO(b"Python and SQL")).text
        'Python and SQL'
    """
    return default_extractor().read(source, kind, isolate)


def extract(
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
        unmapped: Whether phrases that the taxonomy lacks are wanted; mentions and scores are the
            same without, and no model is loaded.

    Returns:
        The profile.

    Example:
        >>> import skillmap
        >>> profile = skillmap.extract("Built RAG services with LangChain on k8s. No Java.")
        >>> [skill.label for skill in profile]
        ['Retrieval-augmented generation', 'LangChain', 'Kubernetes']
        >>> [skill.skill_id for skill in profile.not_held]
        ['java']
    """
    return default_extractor().extract(source, as_of, kind, unmapped)


def role(source: str | Document, as_of: date | None = None) -> Role:
    """Reads a role out of a post.

    Args:
        source: A document, or the text of a post.
        as_of: The date that goes into the provenance, None for today.

    Returns:
        The role.

    Example:
        >>> import skillmap
        >>> post = skillmap.role("You have 5+ years of Python and know AWS, Azure or GCP.")
        >>> [(r.skills, r.min_months) for r in post.requirements]
        [(('python',), 60), (('aws', 'azure', 'google-cloud'), None)]
    """
    return default_extractor().role(source, as_of)


def builtin_role(name: str) -> Role:
    """Gives a role that comes with the package.

    Args:
        name: Its name, such as "ai-engineer".

    Returns:
        The role.

    Raises:
        TaxonomyError: There is no such role.

    Example:
        >>> import skillmap
        >>> skillmap.builtin_role("ai-engineer").title
        'AI engineer'
    """
    return default_extractor().builtin_role(name)


def load_role(path: str | Path) -> Role:
    """Reads a role.yaml.

    Args:
        path: The file.

    Returns:
        The role.

    Raises:
        TaxonomyError: Something does not fit, with file, line and the nearest word.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> import skillmap
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "role.yaml")
        ...     text = skillmap.builtin_role("ai-engineer").to_yaml()
        ...     _ = path.write_text(text, encoding="utf-8")
        ...     skillmap.load_role(path).title
        'AI engineer'
    """
    return default_extractor().load_role(path)


def score(profile: Profile, role: Role, as_of: date | None = None) -> Coverage:
    """Scores how well a profile covers a role.

    Args:
        profile: The candidate.
        role: The role.
        as_of: The date that open positions are counted to, None for the profile's.

    Returns:
        The coverage: a score of 0 to 1 with the reason for every point.

    Raises:
        TaxonomyError: Profile and role are not of one taxonomy.

    Example:
        >>> import skillmap
        >>> profile = skillmap.extract("Built and shipped Airflow jobs.")
        >>> coverage = skillmap.score(profile, skillmap.role("You know Airflow and MLflow."))
        >>> coverage.score, [c.outcome for c in coverage.contributions]
        (0.5, ['met', 'missing'])
    """
    return default_extractor().score(profile, role, as_of)


def migrate(record: Stored) -> Stored:
    """Brings a stored profile or role up to the taxonomy that ships.

    Args:
        record: A profile or role that was made with another taxonomy.

    Returns:
        The same with replaced skills under the ids in force; what is new in the taxonomy is not
        looked for, which needs the document.

    Raises:
        UnknownSkill: It holds an id that the taxonomy never had.

    Example:
        >>> import skillmap
        >>> stored = skillmap.extract("Built Python services.").model_dump_json()
        >>> "python" in skillmap.migrate(skillmap.Profile.model_validate_json(stored))
        True
    """
    return default_extractor().migrate(record)


def explain(
    coverage: Coverage, audience: Audience = "reviewer", profile: Profile | None = None
) -> str:
    """Explains a score, one requirement after the other.

    Args:
        coverage: The score.
        audience: "reviewer", or "candidate" for the person whom the score is about.
        profile: The profile that was scored; needed for the candidate, who is told what was read.

    Returns:
        Plain text of at most 80 columns.

    Raises:
        SkillmapError: The profile is of another document than the score.
        ValueError: There is no such audience, or the profile is needed.

    Example:
        >>> import skillmap
        >>> profile = skillmap.extract("Built Python services. No Java.")
        >>> coverage = skillmap.score(profile, skillmap.role("You know Python."))
        >>> "Built Python services." in skillmap.explain(coverage)
        True
        >>> told = skillmap.explain(coverage, audience="candidate", profile=profile)
        >>> "Java: read as something that you say you do not have" in told
        True
    """
    return default_extractor().explain(coverage, audience, profile)


def what_if(coverage: Coverage, reach: float | None = None) -> WhatIf:
    """Tells what each requirement that is not met in full would add to a score if it were.

    Args:
        coverage: The score.
        reach: A score of 0 to 1 to find the fewest requirements for, None for none.

    Returns:
        The gains, those that add most first, and in `smallest` the fewest requirements that reach
        the score, None when all of them do not.

    Raises:
        ValueError: `reach` is below nought or no number.

    Example:
        >>> import skillmap
        >>> role = skillmap.role("You know Airflow and MLflow.")
        >>> coverage = skillmap.score(skillmap.extract("Built Airflow jobs."), role)
        >>> found = skillmap.what_if(coverage, reach=0.7)
        >>> found.score, [gain.adds for gain in found.gains]
        (0.5, [0.5])
        >>> [requirement.skills for requirement in found.smallest], found.then
        ([('mlflow',)], 1.0)
    """
    return default_extractor().what_if(coverage, reach)


def compare(first: Coverage, second: Coverage) -> CoverageDifference:
    """Tells how two scores of the same role differ, requirement by requirement.

    Args:
        first: A score.
        second: Another one of the same role.

    Returns:
        The difference of points of each requirement, with the reasons of both; they sum to the
        difference of the scores.

    Raises:
        SkillmapError: The two are of different roles, taxonomies or settings.

    Example:
        >>> import skillmap
        >>> role = skillmap.role("You know Airflow and MLflow.")
        >>> texts = "Built Airflow jobs with MLflow.", "Built Airflow jobs."
        >>> one, two = (skillmap.score(skillmap.extract(text), role) for text in texts)
        >>> found = skillmap.compare(one, two)
        >>> found.difference, [pair.difference for pair in found.pairs]
        (0.5, [0.5, 0.0])
    """
    return default_extractor().compare(first, second)
