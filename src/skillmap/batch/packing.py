"""Records as bytes, for the cache and on their way between processes."""

from __future__ import annotations

import functools
import json
import zlib
from collections.abc import Callable
from typing import TypeVar

from pydantic import TypeAdapter

from skillmap.models import Coverage, DocumentRef, Mention, Profile, Record, SkillEvidence

Known = TypeVar("Known", bound=Record)

_LEVEL = 1
"""Of compression: a tenth of the size for a hundredth of the time of reading."""

_PLAIN = b"{"

_BETWEEN = b"\t"
"""What no JSON on one line holds."""


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
    return _record(_inflated(content), kind)


def packed_to_score(profile: Profile) -> bytes:
    """Packs of a profile what a score is made from, so that only what a role asks is unpacked.

    Args:
        profile: The profile.

    Returns:
        Compressed lines: the profile without its skills, then each skill: its id, all but its
        mentions, and these.
    """
    lean = profile.model_copy(
        update={"mentions": (), "skills": (), "not_held": (), "unmapped": (), "uncertain": ()}
    )
    try:
        lines = [
            _BETWEEN.join(
                [
                    skill.skill_id.encode(),
                    skill.model_dump_json(exclude={"mentions"}).encode().removesuffix(b"}"),
                    _mentions().dump_json(skill.mentions),
                ]
            )
            for skill in profile.skills
        ]
        text = b"\n".join([lean.model_dump_json().encode(), *lines])
    except ValueError:  # as in `packed`
        return packed(profile)
    return zlib.compress(text, _LEVEL)


def unpacked_to_score(content: bytes, asked: Callable[[str], bool]) -> Profile:
    """Unpacks a profile as far as a score needs it.

    Args:
        content: What `packed_to_score` gave.
        asked: Tells of a skill whether a role asks for it, or for something near to it.

    Returns:
        The profile; a skill that no role asks for is without its mentions.

    Raises:
        ValueError: It is damaged.
    """
    text = _inflated(content)
    if not text.startswith(_PLAIN):
        return _record(text, Profile)
    head, *lines = text.split(b"\n")
    shown = []
    for line in lines:
        skill_id, skill, mentions = line.split(_BETWEEN)
        wanted = mentions if asked(skill_id.decode()) else b"[]"
        shown.append(b'%b,"mentions":%b}' % (skill, wanted))
    skills = _skills().validate_json(b"[%b]" % b",".join(shown))
    return Profile.model_validate_json(head).model_copy(update={"skills": skills})


def coverage_of(content: bytes, source: str) -> Coverage:
    """Unpacks a coverage.

    Args:
        content: The packed coverage.
        source: Name of the file.

    Returns:
        The coverage.
    """
    coverage = unpacked(content, Coverage)
    return coverage.model_copy(update={"profile": named(coverage.profile, source)})


def named(document: DocumentRef, source: str) -> DocumentRef:
    """Gives a document another name, or none: what is kept tells no name of a file.

    Args:
        document: The document.
        source: Name of its file.

    Returns:
        The document under this name.
    """
    return document.model_copy(update={"source": source})


def _inflated(content: bytes) -> bytes:
    try:
        return zlib.decompress(content)
    except zlib.error as error:
        raise ValueError("damaged") from error


def _record(text: bytes, kind: type[Known]) -> Known:
    if text.startswith(_PLAIN):
        return kind.model_validate_json(text)
    return kind.model_validate(json.loads(text))


@functools.cache
def _mentions() -> TypeAdapter[tuple[Mention, ...]]:
    return TypeAdapter(tuple[Mention, ...])


@functools.cache
def _skills() -> TypeAdapter[tuple[SkillEvidence, ...]]:
    return TypeAdapter(tuple[SkillEvidence, ...])
