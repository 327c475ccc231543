"""The errors that skillmap raises, drawn as a tree.

::

    SkillmapError
    ├── ReadError(source)          a file or object that cannot be read
    │   ├── UnsupportedFormat      no reader for these bytes
    │   ├── EncryptedFile          a password is needed
    │   ├── NoTextLayer            pages without a single character (a scan)
    │   ├── FileTooLarge           over a cap of bytes or pages
    │   └── ReadTimeout            over the time allowed
    ├── TaxonomyError(path, line, skill_id)
    │   └── UnknownSkill           an id that the taxonomy does not have
    └── SettingsError              a setting that does not exist or is out of range
"""

from __future__ import annotations


class SkillmapError(Exception):
    """Base of every error that skillmap raises on purpose.

    Args:
        message: What went wrong, in one sentence.
        hint: What the user can do about it, or an empty string.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword arguments are lost by the default reduce; errors cross process borders here.
        return (_rebuild, (type(self), dict(self.__dict__)))

    def __str__(self) -> str:
        return self.message


class ReadError(SkillmapError):
    """A file or object cannot be read.

    Args:
        message: What went wrong, in one sentence.
        source: Name of the file or object.
        hint: What the user can do about it.
        passing: Whether the cause lies outside of the file, so that it may be gone next time.
    """

    def __init__(
        self, message: str, *, source: str = "", hint: str = "", passing: bool = False
    ) -> None:
        super().__init__(message, hint=hint)
        self.source = source
        self.passing = passing

    def __str__(self) -> str:
        return f"{self.source}: {self.message}" if self.source else self.message


class UnsupportedFormat(ReadError):
    """No reader knows what these bytes are."""


class EncryptedFile(ReadError):
    """The file needs a password that was not given."""


class NoTextLayer(ReadError):
    """The file has pages but not a single character, as a scan has."""


class FileTooLarge(ReadError):
    """The file is over the cap of bytes or pages."""


class ReadTimeout(ReadError):
    """Reading took longer than the time allowed."""


class TaxonomyError(SkillmapError):
    """A taxonomy or role file is not valid, or two taxonomies do not fit together.

    Args:
        message: What went wrong, in one sentence.
        path: File in which it went wrong, or an empty string.
        line: Line in that file, from 1, or None.
        skill_id: The skill concerned, or an empty string.
        hint: What the user can do about it.
    """

    def __init__(
        self,
        message: str,
        *,
        path: str = "",
        line: int | None = None,
        skill_id: str = "",
        hint: str = "",
    ) -> None:
        super().__init__(message, hint=hint)
        self.path = path
        self.line = line
        self.skill_id = skill_id

    def __str__(self) -> str:
        return _at(self.path, self.line) + self.message


class UnknownSkill(TaxonomyError):
    """An id or name that the taxonomy does not have."""


class SettingsError(SkillmapError):
    """A setting does not exist or is out of its range."""


def _at(path: str, line: int | None) -> str:
    if not path:
        return ""
    return f"{path}:{line}: " if line else f"{path}: "


def _rebuild(kind: type[SkillmapError], state: dict[str, object]) -> SkillmapError:
    error = kind.__new__(kind)
    error.__dict__.update(state)
    error.args = (state["message"],)
    return error
