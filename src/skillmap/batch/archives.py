"""ZIP archives of candidates: what is in them, within bounds, and one file out of one."""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from skillmap.errors import EncryptedFile, FileTooLarge, ReadError
from skillmap.readers.sniffing import is_archive
from skillmap.settings import Settings

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED = 0x1
_DAMAGED = (zipfile.BadZipFile, EOFError, OSError, ValueError, zlib.error, NotImplementedError)
_NO_NAME = "unnamed"


@dataclass(frozen=True, slots=True)
class Packed:
    """A file in an archive on disk, unpacked only by who reads it.

    Attributes:
        archive: The archive.
        index: Place of the file in its directory, from 0; names in an archive may repeat.
    """

    archive: Path
    index: int


def is_zip(content: Path | bytes) -> bool:
    """Tells an archive of files from its bytes: not a Word document, which is a ZIP file too.

    Args:
        content: A path, or what is in the file.

    Returns:
        False, too, for what cannot be opened; reading it tells why.
    """
    try:
        if isinstance(content, bytes):
            begins = content[:4]
        else:
            with content.open("rb") as file:
                begins = file.read(4)
        if begins not in _MAGIC:
            return False
        with opened(content) as archive:
            return is_archive(archive.namelist())
    except _DAMAGED:
        return False


def entries_of(
    content: Path | bytes, settings: Settings, skipped: Callable[[str], bool]
) -> Iterator[tuple[str, int]]:
    """Lists the files in an archive, by its directory alone.

    Args:
        content: The archive.
        settings: `max_archive_bytes` and `max_archive_entries`.
        skipped: Tells names of files and folders that nobody put there.

    Yields:
        The name of each file, free of ways out of the archive, and its index.

    Raises:
        FileTooLarge: The archive is over a bound.
        ReadError: There is no file in it.
    """
    with opened(content) as archive:
        parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > settings.max_archive_entries:
        raise FileTooLarge(
            f"is an archive of {len(parts):,} files, more than the "
            f"{settings.max_archive_entries:,} allowed",
            hint="Unpack it, or raise the setting max_archive_entries.",
        )
    if unpacked > settings.max_archive_bytes:
        raise FileTooLarge(
            f"is an archive that unpacks to {unpacked:,} bytes, more than the "
            f"{settings.max_archive_bytes:,} allowed",
            hint="Unpack it, or raise the setting max_archive_bytes, if you trust it.",
        )
    found = False
    for index, part in enumerate(parts):
        names = [name for name in PurePosixPath(part.filename).parts if name not in ("/", "..")]
        if not part.is_dir() and not any(skipped(name) for name in names):
            found = True
            yield "/".join(names) or _NO_NAME, index
    if not found:
        raise ReadError("is an archive without a file", hint="Put CVs into it.")


def unpack(content: Path | zipfile.ZipFile, index: int, settings: Settings) -> bytes:
    """Unpacks one file of an archive into memory.

    Args:
        content: The archive: where it lies, or what `opened` made of it.
        index: Place of the file in its directory.
        settings: `max_bytes`.

    Returns:
        What is in the file.

    Raises:
        EncryptedFile: A password is needed.
        FileTooLarge: It is over the cap.
        ReadError: It is damaged, or packed in a way that is not known.
    """
    try:
        archive = _kept(content) if isinstance(content, Path) else content
        part = archive.infolist()[index]
        if part.flag_bits & _ENCRYPTED:
            raise EncryptedFile("is encrypted in its archive", hint="Unpack it with its password.")
        if part.file_size > settings.max_bytes:
            raise FileTooLarge(
                f"is too large ({part.file_size / 1e6:.0f} MB; the cap is "
                f"{settings.max_bytes / 1e6:.0f} MB)",
                hint="Raise the setting max_bytes if you trust the file.",
            )
        # Never gives more than the directory says, and fails when there is more.
        data = archive.read(part)
    except (*_DAMAGED, IndexError, RuntimeError) as error:
        raise ReadError(
            f"is damaged in its archive ({type(error).__name__})", hint="Pack it again."
        ) from error
    if is_zip(data):
        raise ReadError("is an archive inside an archive", hint="Unpack it first.")
    return data


def opened(content: Path | bytes) -> zipfile.ZipFile:
    """Opens an archive, which reads its directory.

    Args:
        content: The archive.

    Returns:
        The open archive.
    """
    return zipfile.ZipFile(io.BytesIO(content) if isinstance(content, bytes) else content)


_Key = tuple[int, Path, int, int]
_last: tuple[_Key, zipfile.ZipFile] | None = None


def _kept(path: Path) -> zipfile.ZipFile:
    """Opens an archive, or gives the one that was opened last when it is the same.

    A directory of thousands of files is not to be read anew for each of them. A process that was
    forked opens its own: two must not share a place in a file.
    """
    global _last
    status = path.stat()
    key = (os.getpid(), path, status.st_mtime_ns, status.st_size)
    before = _last
    if before is None or before[0] != key:
        # Who still reads from the one before keeps it; it is closed when nobody does.
        _last = before = (key, opened(path))
    return before[1]
