"""How much each skill of a line is asked: a hedge holds for its clause and no further."""

from __future__ import annotations

import re
from collections.abc import Sequence

from skillmap.models import Level, Mention
from skillmap.roles.cues import matches, patterns, spans

_HARD = re.compile(
    r"[;\n]|[.!?](?=\s)|\s[–—-]\s|[()]|,?\s(?:but|while|whereas|though|yet)\s|,\s(?:with|plus)\s",
    re.I,
)
_SOFT = re.compile(r",\s*(?:and\s)?|\sand\s", re.I)


def mention_levels(
    text: str, start: int, mentions: Sequence[Mention], base: Level
) -> tuple[Level, ...]:
    """Says of each skill of a line how much it is asked.

    Args:
        text: The line.
        start: Where it begins in the document.
        mentions: The skills that it names.
        base: What the section or the line as a whole asks.

    Returns:
        A level for each mention.
    """
    hedged = hedged_stretches(text)
    insisted = _insisted(text) if base == "preferred" else []
    unasked = [at for _, at in spans("not_asked", text)]
    levels: list[Level] = []
    for mention in mentions:
        at = mention.start - start
        level = base
        if any(begin <= at < end for begin, end in hedged):
            # Duties and stories say "ideally" too; only who is asked something is offered a plus.
            level = "preferred" if base != "mentioned" or matches("plus", text) else base
        elif any(begin <= at < end for begin, end in insisted):
            level = "required"
        if unasked and at > min(unasked):
            level = "mentioned"  # "Kubernetes is not needed: we run on Cloud Run."
        levels.append(level)
    return tuple(levels)


def hedged_stretches(text: str) -> list[tuple[int, int]]:
    """Gives the parts of a line that are asked with a hedge.

    Args:
        text: The line.

    Returns:
        Start and end of each.

    Example:
        >>> hedged_stretches("Python required, Scala a plus")
        [(17, 29)]
    """
    plain = patterns("preference")[0].sub(lambda match: "~" * len(match[0]), text)
    found: list[tuple[int, int]] = []
    for begin, end in spans("hedge_before", plain):
        found.append((begin, _clause_end(plain, end)))
    for begin, end in spans("hedge_after", plain):
        if not any(first <= begin < last for first, last in found):
            found.append((_clause_start(plain, begin), max(end, _bracket_end(plain, end))))
    return found


def _clause_end(text: str, at: int) -> int:
    """Gives where what a hedge in front of it holds for ends."""
    for match in _HARD.finditer(text, at):
        if match[0] != "(" and match[0].strip() != "-":
            if match[0] == ")" and "(" in text[at : match.start()]:
                continue
            return match.start()
    return len(text)


def _clause_start(text: str, at: int) -> int:
    """Gives where what a hedge behind it holds for begins."""
    begin = 0
    for match in _HARD.finditer(text, 0, at):
        closed = match[0] == "(" and ")" in text[match.end() : at]
        if match[0] == ")" or closed:
            continue  # "Spark (streaming) is a plus"
        begin = match.end()
    if begin and text[begin - 1] == "(" and not re.search(r"[A-Z]", text[begin:at]):
        # "TypeScript (nice to have)": the bracket speaks of what stands before it.
        outer = text[: begin - 1]
        soft = [m.end() for m in re.finditer(r"[;,.]\s", outer)]
        return soft[-1] if soft else 0
    # "Git is used daily, Jinja is a plus": a comma between two verbs parts the sentences.
    for match in _SOFT.finditer(text, begin, at):
        if matches("verb", text[begin : match.start()]):
            begin = match.end()
    return begin


def _bracket_end(text: str, at: int) -> int:
    """Gives the end of a bracket right behind: "is a plus (Feast most of all)"."""
    match = re.compile(r"\s*\([^()]*\)").match(text, at)
    return match.end() if match else at


def _insisted(text: str) -> list[tuple[int, int]]:
    return [
        (_clause_start(text, begin), _clause_end(text, end))
        for begin, end in spans("insists", text)
    ]
