"""What a PDF may hold anywhere, told from its bytes: rare things cost only where they are."""

from __future__ import annotations

import functools
import re
import zlib
from collections.abc import Iterator

_OBJECT_STREAM = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_LAYERS = re.compile(rb"/OCProperties\b")
_BLENDS = re.compile(rb"/BM\s*(?:\[|\d|/(?!Normal\b|Compatible\b))|/S\s*/(?:Luminosity|Alpha)\b")
_ESCAPED = re.compile(rb"/[A-Za-z]{0,12}#[0-9A-Fa-f]{2}[A-Za-z0-9#]{0,36}")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_RARE = frozenset({b"/OCProperties", b"/BM", b"/Luminosity", b"/Alpha"})
_MOST_UNPACKED = 1 << 22


class Traits:
    """What is in a file, by its names.

    Args:
        data: The file.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data

    @functools.cached_property
    def layers(self) -> bool:
        """Whether anything may be switched off."""
        return self._holds(_LAYERS)

    @functools.cached_property
    def blends(self) -> bool:
        """Whether anything may be blended with what is behind, or masked."""
        return self._holds(_BLENDS)

    def _holds(self, pattern: re.Pattern[bytes]) -> bool:
        if b"/Encrypt" in self._data:
            return True
        parts = (self._data, *self._unpacked)
        return any(part is None or pattern.search(part) or _disguised(part) for part in parts)

    @functools.cached_property
    def _unpacked(self) -> tuple[bytes | None, ...]:
        return tuple(self._streams())

    def _streams(self) -> Iterator[bytes | None]:
        """Gives the streams of packed objects; None for one that cannot be unpacked."""
        for match in _OBJECT_STREAM.finditer(self._data):
            try:
                yield zlib.decompressobj().decompress(self._data[match.end() :], _MOST_UNPACKED)
            except zlib.error:
                yield None


def _disguised(data: bytes) -> bool:
    """Tells whether one of the rare names is written with escapes."""
    return any(
        _ESCAPE.sub(lambda code: bytes([int(code[1], 16)]), match[0]) in _RARE
        for match in _ESCAPED.finditer(data)
    )
