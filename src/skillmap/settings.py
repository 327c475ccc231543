"""Everything numeric and every switch, in one frozen and fingerprinted record."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from skillmap.errors import SettingsError

READING = frozenset(
    {
        "max_bytes",
        "max_pages",
        "max_characters",
        "max_archive_bytes",
        "max_archive_entries",
        "read_seconds",
        "read_megabytes",
        "isolate_rank",
        "ocr",
        "ocr_languages",
        "max_ocr_pages",
        "thin_characters",
        "matchers",
        "fuzzy_cutoff",
        "fuzzy_min_length",
        "unmapped",
        "sense_cutoff",
        "quote_characters",
    }
)
"""Settings with a say in what is read and extracted: a stored profile is good for these alone."""

SCORING = frozenset(
    {
        "weight_required",
        "weight_preferred",
        "weight_mentioned",
        "weight_soft",
        "weight_general",
        "weight_breadth",
        "credit_led",
        "credit_work",
        "credit_project",
        "credit_studied",
        "credit_listed",
        "credit_backed",
        "backed_skills",
        "recent_months",
        "old_months",
        "credit_old",
        "share_broader",
        "share_related",
        "share_implied",
        "unknown_months",
        "thin_requirements",
        "stuffing_skills",
        "stuffing_share",
    }
)
"""Settings with a say in scores, and in what a post asks."""

OUTPUT = frozenset(
    {
        "band_margin",
        "effort_begun",
        "effort_planned",
        "effort_related",
        "effort_least",
        "effort_thin",
        "detail_candidates",
    }
)
"""Settings with a say only in what is made anew each time: bands, plans, how results are shown."""


class Settings(BaseModel):
    """All settings; every field has a default, so `Settings()` is complete.

    Args:
        max_bytes: Largest file that is read, in bytes.
        max_pages: Most pages of a PDF.
        max_characters: Most characters of text; more is cut off with a warning.
        max_archive_bytes: Most bytes that the files in a ZIP archive may unpack to, all together.
        max_archive_entries: Most files in a ZIP archive.
        read_seconds: Longest time that reading a file may take in a process of its own.
        read_megabytes: Memory in MB that it may take there beyond what the process begins with.
            Linux keeps to it, macOS in part, and Windows not at all: there `read_seconds` alone
            bounds a file.
        isolate_rank: Whether `rank` reads files in processes of their own, under these limits.
        ocr: Whether PDF pages without text are read by text recognition (extra skillmap-ai[ocr]).
        ocr_languages: Languages of such pages, in the letters of tesseract, joined by "+".
        max_ocr_pages: Most pages of a file that are read so; the rest is told of in the warnings.
        thin_characters: Below this many visible characters a document is "nearly empty".
        matchers: Matchers that run, in order.
        fuzzy_cutoff: Least likeness (0 to 1) of a misspelt word to an alias.
        fuzzy_min_length: Shortest word, in characters, that may be misspelt.
        unmapped: Whether phrases that the taxonomy lacks are listed.
        sense_cutoff: Evidence (-1 to 1) that an ambiguous alias needs to count as the skill;
            below the negative of it, it is another sense, between the two it is uncertain.
        quote_characters: Longest quote, in characters.
        weight_required: Share of the points for required lines when all levels are there.
        weight_preferred: The same for preferred lines.
        weight_mentioned: The same for skills that a post only mentions.
        weight_soft: Weight of a soft skill beside a named one.
        weight_general: Weight of general software technology beside AI skills, in a role that is
            read from a post.
        weight_breadth: How much less a broad skill weighs in such a role: its weight is
            (1 + log10(1 + narrower skills)) to the power of minus this.
        credit_led: Credit for a skill with "led" evidence, 0 to 1; so the four below.
        credit_work: Credit for "work" evidence.
        credit_project: Credit for "project" evidence.
        credit_studied: Credit for "studied" evidence.
        credit_listed: Credit for a skill that is only listed, in a document that shows nothing.
        credit_backed: The same in one that shows `backed_skills` others in use.
        backed_skills: How many skills in use are enough for that.
        recent_months: Months worked since the last use that cost nothing.
        old_months: Months worked since the last use after which only `credit_old` is left.
        credit_old: Share of the credit that is left then.
        share_broader: Share of the credit when only a broader skill is shown.
        share_related: Share when only a related skill or another of its group is shown.
        share_implied: Least weight of an implication that counts in full.
        unknown_months: Credit for the months asked when none are known.
        thin_requirements: Under this many requirements a score is said to rest on little, and lies
            between what the lacking ones at nothing and in full would make of it.
        band_margin: Neighbours in a ranking whose scores differ by less, 0 to 1, share a band. On
            the graded pairs, readers order candidates so near to each other no better than a
            coin does (`benchmarks/bands.py`).
        stuffing_skills: From this many skills on, a document may be said to name many.
        stuffing_share: It is, when less than this share of them is shown in use.
        effort_begun: Share of a skill's months that is left when it is only listed or studied: to
            prove it takes a project, not a course.
        effort_planned: The same when the document says that it is being learned or wanted.
        effort_related: Share of the months that each related skill held takes off.
        effort_least: Share of the months that is left at least, however many those are.
        effort_thin: When the skills that meet a line take less than this share of the months of the
            skill asked, the plan says so.
        detail_candidates: How many of the best get their details in ranking.html and ranking.xlsx.

    Raises:
        SettingsError: From `load_settings`, when a setting is unknown or out of range.

    Example:
        >>> from skillmap import Settings
        >>> Settings(fuzzy_cutoff=0.95).fuzzy_cutoff
        0.95
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    # reading
    max_bytes: int = Field(default=50_000_000, gt=0)
    max_pages: int = Field(default=200, gt=0)
    max_characters: int = Field(default=500_000, gt=0)
    max_archive_bytes: int = Field(default=500_000_000, gt=0)
    max_archive_entries: int = Field(default=2_000, gt=0)
    read_seconds: float = Field(default=60, gt=0, le=86_400)
    read_megabytes: int = Field(default=1_500, gt=0)
    isolate_rank: bool = True
    ocr: bool = False
    ocr_languages: str = Field(default="eng", pattern=r"^[A-Za-z_/]+(\+[A-Za-z_/]+)*$")
    max_ocr_pages: int = Field(default=20, gt=0)
    thin_characters: int = Field(default=200, ge=0)
    # matching
    matchers: tuple[Literal["phrase", "fuzzy", "pattern"], ...] = ("phrase", "fuzzy", "pattern")
    fuzzy_cutoff: float = Field(default=0.85, ge=0.5, le=1)
    fuzzy_min_length: int = Field(default=5, ge=3)
    unmapped: bool = True
    sense_cutoff: float = Field(default=0.3, ge=0, le=1)
    quote_characters: int = Field(default=200, ge=20, le=200)
    # scoring
    weight_required: float = Field(default=0.75, ge=0, le=1)
    weight_preferred: float = Field(default=0.2, ge=0, le=1)
    weight_mentioned: float = Field(default=0.2, ge=0, le=1)
    weight_soft: float = Field(default=0.1, ge=0, le=1)
    weight_general: float = Field(default=0.5, gt=0, le=1)
    weight_breadth: float = Field(default=1.0, ge=0, le=3)
    credit_led: float = Field(default=1.0, ge=0, le=1)
    credit_work: float = Field(default=1.0, ge=0, le=1)
    credit_project: float = Field(default=1.0, ge=0, le=1)
    credit_studied: float = Field(default=0.5, ge=0, le=1)
    credit_listed: float = Field(default=0.1, ge=0, le=1)
    credit_backed: float = Field(default=0.6, ge=0, le=1)
    backed_skills: int = Field(default=12, gt=0)
    recent_months: int = Field(default=24, ge=0)
    old_months: int = Field(default=96, gt=0)
    credit_old: float = Field(default=0.8, ge=0, le=1)
    share_broader: float = Field(default=0.4, ge=0, le=1)
    share_related: float = Field(default=0.25, ge=0, le=1)
    share_implied: float = Field(default=0.8, ge=0, le=1)
    unknown_months: float = Field(default=0.4, ge=0, le=1)
    thin_requirements: int = Field(default=3, ge=0)
    band_margin: float = Field(default=0.02, ge=0, le=1)
    stuffing_skills: int = Field(default=40, gt=0)
    stuffing_share: float = Field(default=0.15, ge=0, le=1)
    # planning: our judgement, no study backs these numbers
    effort_begun: float = Field(default=0.5, gt=0, le=1)
    effort_planned: float = Field(default=0.8, gt=0, le=1)
    effort_related: float = Field(default=0.15, ge=0, le=1)
    effort_least: float = Field(default=0.5, gt=0, le=1)
    effort_thin: float = Field(default=0.25, ge=0, le=1)
    # output
    detail_candidates: int = Field(default=500, ge=0)

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise settings_error(error) from None

    @property
    def fingerprint(self) -> str:
        """First 16 hexadecimal digits of the SHA-256 of all values."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]


def settings_error(error: ValidationError, path: str = "") -> SettingsError:
    """Turns a validation error into one sentence that names the setting.

    Args:
        error: What pydantic found; its first item is told.
        path: The file the settings stand in, or an empty string.

    Returns:
        The error to raise.
    """
    from skillmap.models.nearest import nearest

    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    where = f"{path}: " if path else ""
    if first["type"] == "extra_forbidden":
        near = nearest(name, Settings.model_fields)
        hint = f"Did you mean {near!r}?" if near else "See `skillmap.Settings` for all settings."
        return SettingsError(f"{where}there is no setting {name!r}", hint=hint)
    return SettingsError(
        f"{where}setting {name!r}: {first['msg']}", hint="See `skillmap.Settings` for its range."
    )


def load_settings(path: str | Path) -> Settings:
    """Reads settings from a YAML or JSON file with one entry for each setting changed.

    Args:
        path: The file.

    Returns:
        The settings.

    Raises:
        SettingsError: The file is missing, no mapping, or holds an unknown setting.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from skillmap import load_settings
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "settings.yaml")
        ...     _ = path.write_text("fuzzy_cutoff: 0.95", encoding="utf-8")
        ...     load_settings(path).fuzzy_cutoff
        0.95
    """
    import yaml

    name = Path(path).name
    try:
        values = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{name}: cannot be read ({error.__class__.__name__})") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise SettingsError(f"{name}{line}: is no valid YAML") from error
    if values is None:
        values = {}
    if not isinstance(values, dict):
        raise SettingsError(f"{name}: should hold one `setting: value` a line")
    return Settings(**{str(key): value for key, value in values.items()})
