"""Under which keys profiles and scores are kept: what can change them, and nothing else."""

from __future__ import annotations

import functools
import hashlib
import importlib
import json
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePath

from skillmap._version import __version__
from skillmap.matchers.ner import model_version
from skillmap.models import Role
from skillmap.settings import READING, Settings
from skillmap.taxonomy import Taxonomy

LIBRARIES = (
    "charset-normalizer",
    "lxml",
    "pdfminer.six",
    "pdfplumber",
    "py3langid",
    "pydantic",
    "pypdfium2",
    "python-docx",
    "pyyaml",
    "rapidfuzz",
)
"""Packages that read and match; another version of one may read another text."""

_WITH_MODEL = ("spacy", "thinc", "numpy")
_WITH_OCR = ("pytesseract", "pillow")
_CODE = frozenset({".py", ".yaml", ".json", ".txt", ".gz"})


def extraction_key(taxonomy: Taxonomy, settings: Settings, unmapped: bool) -> bytes:
    """Gives what profiles hang on beside the file.

    Neither the date nor a role is in it: a profile holds dates, and is scored at any.

    Args:
        taxonomy: The taxonomy.
        settings: The settings; those of scoring and output have no say.
        unmapped: Whether the model lists phrases.

    Returns:
        32 bytes.
    """
    names = [*LIBRARIES, *(_WITH_MODEL if unmapped else ()), *(_WITH_OCR if settings.ocr else ())]
    content = {
        "package": [__version__, _code()],
        "libraries": {name: _version(name) for name in names},
        "ocr": _tesseract() if settings.ocr else "",
        "model": model_version().model_dump() if unmapped else None,
        "taxonomy": taxonomy.fingerprint,
        "settings": settings.model_dump(mode="json", include=set(READING)),
    }
    return _sha256(content)


def file_key(extraction: bytes, sha256: str, source: str) -> bytes:
    """Gives the key of the profile of a file.

    Args:
        extraction: What `extraction_key` gave.
        sha256: Hash of the file.
        source: Its name: its ending tells Markdown from plain text.

    Returns:
        32 bytes.
    """
    ending = PurePath(source).suffix.casefold()
    # A text that somebody typed is never told to be short; a file may be called so, too.
    return hashlib.sha256(
        b"\0".join(
            [extraction, sha256.encode(), ending.encode(), b"text"[: 4 * (source == "text")]]
        )
    ).digest()


def score_key(role: Role, settings: Settings) -> bytes:
    """Gives what scores hang on beside profile and date.

    Args:
        role: The role.
        settings: The settings; their fingerprint is told in every score.

    Returns:
        32 bytes.
    """
    return _sha256({"role": role_content(role), "settings": settings.fingerprint})


def role_content(role: Role) -> str:
    """Gives all of a role that has a say in a score, as JSON.

    Args:
        role: The role.

    Returns:
        JSON; where and when the role was read is not in it, what it is called is.
    """
    return role.model_dump_json(exclude={"provenance"})


def _sha256(content: object) -> bytes:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).digest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


@functools.cache
def _code() -> str:
    """Hashes the package, so that a changed checkout with the old version reads anew."""
    digest = hashlib.sha256()
    for name, file in _package_files(files("skillmap"), ""):
        digest.update(name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _package_files(folder: Traversable, above: str) -> Iterator[tuple[str, Traversable]]:
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        name = f"{above}/{one.name}"
        if one.is_dir():
            yield from _package_files(one, name)
        elif PurePath(name).suffix in _CODE:
            yield name, one


def _tesseract() -> str:
    with suppress(Exception):  # it is not there, and whatever else the package raises then
        return str(importlib.import_module("pytesseract").get_tesseract_version())
    return ""
