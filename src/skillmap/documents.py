"""Bytes or text -> Document: the readers, the sections, and what there is to warn of."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO

from skillmap.blinding import blinded
from skillmap.errors import FileTooLarge, ReadError
from skillmap.identity import identity_spans
from skillmap.language import detect
from skillmap.models import PACKAGE, Document, Kind, Notice, Provenance
from skillmap.readers import read_bytes
from skillmap.readers.reading import Reading
from skillmap.sections import find_sections, guess_kind, looks_of_levels, looks_of_lines
from skillmap.settings import Settings

TEXT_CODES = frozenset({"nearly-empty", "not-english"})
"""Codes of the warnings that are about a text as a whole."""

Source = str | Path | BinaryIO
"""What can be read: a path, or a binary file object."""


def read_document(
    source: Source, settings: Settings, kind: Kind | None = None, isolate: bool = False
) -> Document:
    """Reads a file into a document.

    Args:
        source: A path, or a binary file object.
        settings: Caps of bytes, pages and characters count; of seconds and memory when isolated.
        kind: What it is, when known; found from its content otherwise.
        isolate: Whether it is read in a process of its own, under limits.

    Returns:
        The document.

    Raises:
        ReadError: It cannot be read; the class and message say why.
    """
    if isinstance(source, str | Path):
        path = Path(source)
        try:
            if path.is_dir():
                raise ReadError("is a folder", source=path.name, hint="`rank` takes folders.")
            size = path.stat().st_size
            if size <= settings.max_bytes:
                data = path.read_bytes()
                return document_from_bytes(data, path.name, settings, kind, isolate=isolate)
        except FileNotFoundError:
            raise ReadError(
                "there is no such file", source=str(source), hint="Check the path."
            ) from None
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise ReadError(f"cannot be opened: {why}", source=path.name) from error
        return document_from_bytes(b"", path.name, settings, kind, size=size)
    name = Path(str(getattr(source, "name", "") or "stream")).name
    if not hasattr(source, "read"):
        message = f"is a {type(source).__name__}, not a path or binary file object"
        raise ReadError(message, source=name)
    try:
        data = source.read(settings.max_bytes + 1)
    except (OSError, ValueError) as error:
        raise ReadError(f"cannot be read: {error}", source=name) from error
    if not isinstance(data, bytes):
        raise ReadError("is open as text", source=name, hint="Open it with mode 'rb'.")
    return document_from_bytes(data, name, settings, kind, isolate=isolate)


def document_from_bytes(
    data: bytes,
    source: str,
    settings: Settings,
    kind: Kind | None = None,
    size: int = -1,
    isolate: bool = False,
) -> Document:
    """Reads bytes into a document.

    Args:
        data: The content of a file.
        source: Its name.
        settings: Caps of bytes, pages and characters count.
        kind: What it is, when known.
        size: Size in bytes when `data` was not even loaded because it is too large.
        isolate: Whether it is read in a process of its own, under limits.

    Returns:
        The document.

    Raises:
        ReadError: It cannot be read; the class and message say why.
    """
    if max(size, len(data)) > settings.max_bytes:
        shown = f"{size / 1e6:.0f} MB" if size >= 0 else f"over {settings.max_bytes / 1e6:.0f} MB"
        raise FileTooLarge(
            f"is too large ({shown}; the cap is {settings.max_bytes / 1e6:.0f} MB)",
            source=source,
            hint="Raise the setting max_bytes if you trust the file.",
        )
    if isolate:
        from skillmap.readers.isolation import read_isolated  # here: few ask for it

        reading = read_isolated(data, source, settings)
    else:
        reading = read_bytes(data, source, settings)
    return _document(reading, source, hashlib.sha256(data).hexdigest(), settings, kind)


def document_from_text(text: str, settings: Settings, kind: Kind | None = None) -> Document:
    """Makes a document of a text as it is: code point for code point.

    Args:
        text: The text.
        settings: `thin_characters` counts.
        kind: What it is, when known.

    Returns:
        The document; its source is "text".
    """
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _document(Reading(text=text), "text", sha256, settings, kind)


def _document(
    reading: Reading, source: str, sha256: str, settings: Settings, kind: Kind | None
) -> Document:
    text = reading.text
    kind = kind or reading.kind or guess_kind(text)
    looks = looks_of_lines(reading.lines) or looks_of_levels(text, reading.levels)
    sections = find_sections(text, kind, looks)
    text_sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    document = Document(
        text=text,
        source=source,
        sha256=sha256,
        kind=kind,
        pages=reading.pages,
        sections=sections,
        lines=reading.lines,
        warnings=reading.warnings,
        hidden=reading.hidden,
        provenance=Provenance(package=PACKAGE, input_sha256=sha256, text_sha256=text_sha256),
    )
    return document.model_copy(
        update={"warnings": (*reading.warnings, *text_warnings(document, settings))}
    )


def text_warnings(document: Document, settings: Settings) -> list[Notice]:
    """Tells what there is to warn of in a text.

    Args:
        document: The document.
        settings: `thin_characters` counts.

    Returns:
        Notices with the codes of `TEXT_CODES`.
    """
    # A long name makes a thin CV no thicker, and its letters say nothing of the language.
    text, source = blinded(document, identity_spans(document)).document.text, document.source
    found: list[Notice] = []
    visible = len(text.split()) and len("".join(text.split()))
    if source != "text" and visible < settings.thin_characters:
        message = f"only {visible} characters of text"
        found.append(Notice(code="nearly-empty", message=message))
    language = detect(text)
    if language != "en":
        message = (
            f"seems to be written in {language!r}, not English: names of tools are found, "
            "senses and statuses are not promised"
        )
        found.append(Notice(code="not-english", message=message))
    return found
