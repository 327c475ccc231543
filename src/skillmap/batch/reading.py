"""One candidate to its Profile, or to the reason why there is none. Never raises."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from skillmap.batch.archives import Packed, unpack
from skillmap.batch.items import Task, Together
from skillmap.batch.near import signature
from skillmap.batch.together import joined, joint_sha256
from skillmap.blinding import blinded
from skillmap.documents import document_from_bytes
from skillmap.errors import (
    EncryptedFile,
    FileTooLarge,
    NoTextLayer,
    ReadError,
    ReadTimeout,
    UnsupportedFormat,
)
from skillmap.identity import identity_spans
from skillmap.models import Document, Profile
from skillmap.pipeline import Pipeline
from skillmap.settings import Settings

_CODES: tuple[tuple[type[ReadError], str], ...] = (
    (EncryptedFile, "encrypted"),
    (NoTextLayer, "no-text"),
    (FileTooLarge, "too-large"),
    (UnsupportedFormat, "unsupported"),
    (ReadTimeout, "timeout"),
    (ReadError, "unreadable"),
)

_AT_ONCE = 1_000_000
"""Bytes up to which a file is hashed in one piece, which is quicker."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a candidate has no profile.

    Attributes:
        code: "encrypted", "no-text", "too-large", "unsupported", "timeout", "unreadable", "error".
        reason: One sentence.
        sha256: SHA-256 of what could be read of the file, else of its name.
        passing: Whether it may go well the next time: it is not kept.
    """

    code: str
    reason: str
    sha256: str
    passing: bool = False


def read_and_sign(
    task: Task, pipeline: Pipeline, as_of: date, unmapped: bool = False
) -> tuple[Profile | Failed, bytes]:
    """Reads a candidate, and signs the text so that it is known again.

    Args:
        task: The candidate.
        pipeline: What extracts.
        as_of: The date that open positions are counted to.
        unmapped: Whether phrases that the taxonomy lacks are wanted.

    Returns:
        The profile, or why there is none, whatever goes wrong; and the signature of the text with
        identity masked, empty when there is no text.
    """
    try:
        if isinstance(task.content, Profile):
            return task.content, b""
        document = document_of(task, pipeline.settings)
        profile = pipeline.extract(document, as_of, unmapped=unmapped)
        return profile, signature(blinded(document, identity_spans(document)).document.text)
    except ReadError as error:
        return unreadable(task, error), b""
    except Exception as error:
        # The type only: a message may hold text of the document.
        return failed(task, f"an unexpected {type(error).__name__} stopped it"), b""


def unreadable(task: Task, error: ReadError) -> Failed:
    """Makes the record of a ReadError.

    Args:
        task: The candidate.
        error: Why it cannot be read.

    Returns:
        The record, with the hint behind the reason.
    """
    code = next(code for kind, code in _CODES if isinstance(error, kind))
    hint = f" {error.hint}" if error.hint else ""
    passing = error.passing or code == "timeout"
    return Failed(code, f"{error.message}.{hint}", sha256_of(task), passing)


def failed(task: Task, reason: str) -> Failed:
    """Makes the record of a failure that is no ReadError.

    Args:
        task: The candidate.
        reason: One sentence, without text of the document.

    Returns:
        The record, its code "error".
    """
    return Failed("error", reason, sha256_of(task), passing=True)


def document_of(task: Task, settings: Settings) -> Document:
    """Reads the file of a candidate, unless it is a document already.

    Args:
        task: The candidate; no Profile.
        settings: Caps and limits.

    Returns:
        The document.

    Raises:
        ReadError: It cannot be read; the class and message say why.
    """
    match task.content:
        case Document():
            return task.content
        case bytes():
            content = task.content
            return _from_bytes(content, task.source, settings, len(content))
        case Packed(archive, index):
            return _from_bytes(unpack(archive, index, settings), task.source, settings)
        case Path():
            return _read(task.content, task.source, settings)
        case ReadError():
            raise task.content
        case Together(parts):
            read = ((one.source, _part(one, settings)) for one in parts)
            return joined(task.source, sha256_of(task), read, settings)
        case _:
            raise TypeError(type(task.content).__name__)


def _part(task: Task, settings: Settings) -> Document | ReadError:
    """Reads one file of several; only what may go well the next time stops them all."""
    try:
        return document_of(task, settings)
    except ReadError as error:
        if error.passing or isinstance(error, ReadTimeout):
            raise
        return error


def _read(path: Path, source: str, settings: Settings) -> Document:
    try:
        if path.is_dir():
            raise ReadError("is a folder", source=source)
        size = path.stat().st_size
        data = path.read_bytes() if size <= settings.max_bytes else b""
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise ReadError(f"cannot be opened: {why}", source=source) from error
    return _from_bytes(data, source, settings, size)


def _from_bytes(data: bytes, source: str, settings: Settings, size: int = -1) -> Document:
    return document_from_bytes(data, source, settings, size=size, isolate=settings.isolate_rank)


def sha256_of(task: Task) -> str:
    """Gives the hash of a candidate.

    Args:
        task: The candidate.

    Returns:
        SHA-256 of its bytes; of its name when they cannot be had.
    """
    match task.content:
        case Document():
            return task.content.sha256
        case Profile():
            return task.content.document.sha256
        case bytes():
            return hashlib.sha256(task.content).hexdigest()
        case Path():
            return _file_sha256(task.content, task.source)
        case Together(parts):
            return joint_sha256(map(sha256_of, parts))
        case Packed(archive, index):
            try:
                return hashlib.sha256(unpack(archive, index, Settings())).hexdigest()
            except ReadError:  # what does not come out has a name only
                return hashlib.sha256(task.source.encode()).hexdigest()
        case ReadError():
            return hashlib.sha256(task.source.encode()).hexdigest()


def _file_sha256(path: Path, source: str) -> str:
    try:
        if path.stat().st_size <= _AT_ONCE:
            return hashlib.sha256(path.read_bytes()).hexdigest()
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return hashlib.sha256(source.encode()).hexdigest()
