"""What all records share: frozen, extra fields forbidden, with provenance on the outermost."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from skillmap._version import __version__

SCHEMA_VERSION = "1"
"""Version of the records' schema; it grows when a field changes its meaning or goes."""

Stage = Literal[
    "data",
    "features",
    "training",
    "evaluation",
    "integration",
    "deployment",
    "monitoring",
    "governance",
]
"""A stage of the AI lifecycle."""

STAGES: tuple[Stage, ...] = (
    "data",
    "features",
    "training",
    "evaluation",
    "integration",
    "deployment",
    "monitoring",
    "governance",
)


class Record(BaseModel):
    """Base of every record: immutable, and no field that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Version(Record):
    """A versioned part that had a say in a result.

    Attributes:
        name: What it is, such as "skillmap-ai".
        version: Its version.
        sha256: First 16 hexadecimal digits of the hash of its content, or an empty string.
    """

    name: str
    version: str
    sha256: str = ""


PACKAGE = Version(name="skillmap-ai", version=__version__)
"""This package, as provenance carries it."""


class Provenance(Record):
    """Where a result comes from: enough to make it again.

    Attributes:
        schema_version: Version of the records' schema.
        package: The skillmap package.
        taxonomy: The taxonomy, None when it had no say (a Document).
        model: The NER model, None when none was used.
        settings: The settings, None when they had no say.
        input_sha256: SHA-256 of the bytes or text that came in, None when there were several.
        text_sha256: SHA-256 of the visible text, None when there was none or several.
        as_of: The date that open ends ("Present") were counted to.
    """

    schema_version: str = SCHEMA_VERSION
    package: Version
    taxonomy: Version | None = None
    model: Version | None = None
    settings: Version | None = None
    input_sha256: str | None = None
    text_sha256: str | None = None
    as_of: date | None = None


class Notice(Record):
    """A warning that travels with a result.

    Attributes:
        code: Stable, kebab-case, for programs: "not-english", "nearly-empty".
        message: One sentence for people.
        place: Where: "page 2", a line's text, a file's name; empty when it is everywhere.
    """

    code: str
    message: str
    place: str = ""
