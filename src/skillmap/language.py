"""The language of a text: other than English only when that is sure."""

from __future__ import annotations

import functools
import re
from typing import Any

from skillmap.data_files import load

_SAMPLE = 4000
_ENGLISH_SHARE = 0.05
_ENGLISH_DISTINCT = 4
_SURE = 0.99
_LEAST_LETTERS = 100
_LEAST_OTHER_SCRIPT = 30
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_ASCII = re.compile(r"[\x00-\x7f]+")
_LETTER = re.compile(r"[^\W\d_]")
_PLAIN_WORD = re.compile(r"(?<![\w.@/:#+-])[a-z\u00df-\u024f]+(?![\w@/+#-]|\.\w)")


def detect(text: str) -> str:
    """Tells the language of a text from its first 4,000 characters.

    Lists of tools look like many languages, so only words in lower case are weighed, and
    whatever is short or unsure counts as English.

    Args:
        text: Any text.

    Returns:
        An ISO 639-1 code such as "en" or "de".
    """
    sample = text[:_SAMPLE]
    others = "" if sample.isascii() else _ASCII.sub("", sample)
    letters = len(_LETTER.findall(others))
    latin = len(_LATIN.findall(others))
    # Each letter of ASCII is a Latin one: they are counted when the others do not tell.
    if latin < 0.5 * letters:
        plain = len(_LATIN.findall(sample)) - latin
        letters, latin = letters + plain, latin + plain
    if latin >= 0.5 * letters:
        words = _PLAIN_WORD.findall(sample)
        sample = " ".join(words)
        if len(sample) < _LEAST_LETTERS or _is_english(words):
            return "en"
    elif letters < _LEAST_OTHER_SCRIPT:
        return "en"
    language, sureness = _identifier().classify(sample)
    return str(language) if sureness >= _SURE else "en"


def _is_english(words: list[str]) -> bool:
    english = load("languages.yaml")["english"]
    found = [word for word in words if word in english]
    share = len(found) / max(1, len(words))
    return share >= _ENGLISH_SHARE and len(set(found)) >= _ENGLISH_DISTINCT


@functools.cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.labels)
    identifier.set_languages([each for each in load("languages.yaml")["known"] if each in known])
    return identifier
