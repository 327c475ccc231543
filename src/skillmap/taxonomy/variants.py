"""Spellings that follow by rule from one alias, so that no list has to hold them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from skillmap.taxonomy.schema import Alias, Skill, SkillKind
from skillmap.text import fold, words_of

Form = tuple[str, ...]
"""Normal words in order: what the phrase matcher looks for."""

# British spellings become American ones on both sides, in texts and in aliases.
_BRITISH = (
    (re.compile(r"(?<=\w{3})is(e[sdr]?|ing|ation|ations|able|er|ers)$"), r"iz\1"),
    (re.compile(r"(?<=\w{3})ys(e[sdr]?|ing|er|ers)$"), r"yz\1"),
    (re.compile(r"(?<=model|label)l(ing|ed|er|ers)$"), r"\1"),
    (re.compile(r"^(behavi|col|fav)our"), r"\1or"),
    (re.compile(r"^(cent)re(s?)$"), r"\1er\2"),
)
# Words that only look British.
_KEEP = frozenset(
    [
        "enterprise",
        "enterprises",
        "exercise",
        "exercises",
        "expertise",
        "precise",
        "noise",
        "raise",
        "wise",
        "otherwise",
        "supervise",
        "supervised",
        "supervising",
        "advise",
        "advised",
        "revise",
        "revised",
        "promise",
        "devise",
        "franchise",
        "merchandise",
        "compromise",
        "premise",
        "premises",
        "disguise",
        "surprise",
        "likewise",
        "arise",
        "concise",
    ]
)
_PLURAL_KINDS: frozenset[SkillKind] = frozenset(
    {"concept", "method", "practice", "model", "standard", "soft", "service", "domain"}
)
_NO_SINGULAR = re.compile(r"(?:ics|ss|us|is|ops|ies)$")


@functools.lru_cache(maxsize=65536)
def normal_word(word: str) -> str:
    """Gives the form of a word under which its spellings meet.

    Args:
        word: One token.

    Returns:
        Lower case, American spelling.
    """
    lower = word.casefold()
    if len(lower) < 6 or lower in _KEEP:
        return lower
    for pattern, replacement in _BRITISH:
        changed = pattern.sub(replacement, lower)
        if changed != lower:
            return changed
    return lower


def normal_form(phrase: str) -> Form:
    """Gives the normal words of a phrase; hyphens and underscores fall away as in texts.

    Args:
        phrase: A name as written.

    Returns:
        Its words.
    """
    return tuple(normal_word(word) for word in words_of(fold(phrase).text) if word not in "-_")


def squash(form: Sequence[str]) -> str:
    """Joins a form into one key, so that "fine tuning" and "finetuning" meet.

    Args:
        form: Normal words.

    Returns:
        The words without anything between.
    """
    return "".join(form)


def forms(alias: Alias, skill: Skill, vendors: Sequence[Sequence[str]]) -> tuple[Form, ...]:
    """Gives every form that one alias is found under.

    Args:
        alias: The alias.
        skill: The skill it names.
        vendors: Rows of prefixes that stand for one another.

    Returns:
        Distinct forms, the alias's own first.
    """
    found: dict[Form, None] = {}
    for base in _bases(alias, vendors):
        found[base] = None
        if len(base) > 1 and not alias.ambiguous:
            for form in _glued(base):
                found[form] = None
    split = _camel_split(alias.text)
    if split and not alias.ambiguous:
        found[split] = None
    if skill.kind in _PLURAL_KINDS:
        for form in tuple(found):
            for word in _other_number(form[-1], alias.text):
                found[(*form[:-1], word)] = None
    return tuple(found)


def _bases(alias: Alias, vendors: Sequence[Sequence[str]]) -> Iterator[Form]:
    form = normal_form(alias.text)
    yield form
    if len(form) >= 3 and form[-2:] == (".", "js"):
        yield (*form[:-2], "js")
        yield (*form[:-3], form[-3] + "js")
    for row in vendors:
        prefixes = _prefixes(tuple(row))
        for prefix in prefixes:
            if form[: len(prefix)] == prefix and len(form) > len(prefix):
                for other in prefixes:
                    if other != prefix:
                        yield (*other, *form[len(prefix) :])
                break


@functools.cache
def _prefixes(row: tuple[str, ...]) -> tuple[Form, ...]:
    return tuple(sorted((normal_form(name) for name in row), key=len, reverse=True))


def _glued(form: Form) -> Iterator[Form]:
    """Gives a name with words written as one: "finetuning", "timeseries forecasting", "CI-CD"."""
    if _joins(form):
        yield (normal_word("".join(form)),)
    if len(form) == 3:
        for at in (0, 1):
            if _joins(form[at : at + 2]):
                yield (*form[:at], normal_word("".join(form[at : at + 2])), *form[at + 2 :])
    # "AB" alone is a firm's form in Sweden.
    least = 2 if len(form) == 3 else 1
    if len(form) > 2 and form[1] == "/" and all(_letters(form[at], least) for at in (0, 2)):
        yield (form[0], *form[2:])  # a hyphen for the slash
        if len(form[0] + form[2]) <= 4:
            yield (form[0] + form[2], *form[3:])


def _letters(word: str, least: int) -> bool:
    return word.isalpha() and len(word) >= least


def _joins(form: Form) -> bool:
    return (
        len(form) <= 3
        and all(word.isalpha() and len(word) >= 3 for word in form)
        and sum(map(len, form)) >= 8
    )


def _camel_split(text: str) -> Form | None:
    """Splits "PyTorch" into two words, as careless typing and text recognition do."""
    if not text.isalpha():
        return None
    parts = re.split(r"(?<=[a-z])(?=[A-Z])", text)
    if len(parts) == 2 and all(len(part) >= 2 for part in parts) and len(text) >= 7:
        return tuple(normal_word(part) for part in parts)
    return None


def _other_number(word: str, text: str) -> Iterator[str]:
    if not word.isalpha() or len(word) < 2:
        return
    if word.endswith("s"):
        if len(word) > 4 and not _NO_SINGULAR.search(word):
            yield word[:-1]
        elif word.endswith("ies") and len(word) > 5:
            yield word[:-3] + "y"
    elif word.endswith("y") and len(word) > 3 and word[-2] not in "aeiou":
        yield word[:-1] + "ies"
    elif not word.endswith(("ing", "ed")) or text.casefold().endswith("embedding"):
        yield word + ("es" if word.endswith(("x", "ch", "sh")) else "s")
