"""Versions after a name, so that families take new members without an edit: "GPT-4o", "Java 17"."""

from __future__ import annotations

import functools
import re

from skillmap.data_files import load

_GLUED = re.compile(r"-?v?\d{1,2}(?:\.\d+)*(?:\.x|\+)?(?![\w.])")
_NUMBER = r"v?\d{1,4}(?:[.,]\d+)*(?:\.x|\+|[cgi])?"
_APART = re.compile(
    rf"(?:[\s-]+|(?<=[a-z]{{3}})|(?<=[+#])){_NUMBER}(?:\s?[/,&]\s?{_NUMBER})*(?:\s?R2)?\Z",
    re.IGNORECASE,
)
_SNAPSHOT = r"-(?:20\d{6}|20\d\d-\d\d-\d\d|\d{4}(?!\d))"


@functools.cache
def _model_version() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, load("versions.yaml")["model_words"]), key=len)[::-1])
    number = r"(?:v?\d{1,3}(?:\.\d+)*[a-z]{0,2}|\d+(?:\.\d+)?[bm]|\d+x\d+b|[rvmk]\d+(?:\.\d+)*)"
    return re.compile(
        rf"(?:[ -]?{number}(?!\w))?(?:{_SNAPSHOT}|[ -](?:{number}|{words})(?![\w.]*\w))*",
        re.IGNORECASE,
    )


def version_end(text: str, end: int, model: bool) -> int:
    """Gives the end of a name with the version that belongs to it ("HTML5", "GPT-4o mini").

    Args:
        text: The text.
        end: End of the name.
        model: Whether it names a model, whose versions hold words too and may stand apart.

    Returns:
        The end of the version, or `end` when none follows.
    """
    match = (_model_version() if model else _GLUED).match(text, end)
    return match.end() if match else end


def without_version(phrase: str) -> str:
    """Gives a phrase without the version number at its end.

    Args:
        phrase: A name such as "Java 17" or "LangChain v0.3".

    Returns:
        The name, or the phrase itself when no number ends it.
    """
    return _APART.sub("", phrase) or phrase


def family_names(phrase: str) -> list[str]:
    """Gives the beginnings of a phrase whose rest is the version of a model, longest first.

    Args:
        phrase: A name such as "Llama-3.1-70B".

    Returns:
        Candidates such as "Llama-3.1" and "Llama"; the phrase itself is none of them.
    """
    cuts = [match.start() for match in re.finditer(r"[ -]|(?<=[A-Za-z])(?=\d)", phrase)]
    return [
        phrase[:cut]
        for cut in reversed(cuts)
        if cut and version_end(phrase, cut, True) == len(phrase)
    ]
