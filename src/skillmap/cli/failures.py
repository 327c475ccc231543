"""How a command ends when it cannot do what was asked: one line, a hint, an exit code."""

from __future__ import annotations

WRONG_USAGE = 2
SOME_FAILED = 1
INTERRUPTED = 130


class Failure(Exception):
    """The command ends here.

    Args:
        message: What went wrong, in one line.
        hint: What the user can do about it, or an empty string.
        code: The exit code.
    """

    def __init__(self, message: str, hint: str = "", code: int = WRONG_USAGE) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code
