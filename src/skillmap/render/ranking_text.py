"""A ranking as plain text for the terminal."""

from __future__ import annotations

from skillmap.models import RankedCandidate, Ranking, SetAside
from skillmap.render import words
from skillmap.render.explain import notices
from skillmap.render.layout import INDENT, cells, fit, pad, plain, table, wrap
from skillmap.render.look import Look

_NAME = 26
_HEAD = ("rank", "candidate", "score", "req.", "met", "part", "?", "none", "not found")
_LEGEND = (
    "req.: of the required points; part: in part or named only; ?: cannot tell; "
    "none: not found in the document. Between two lines the scores lie so near to each other that "
    "their order says little"
)


def ranking_text(ranking: Ranking, look: Look) -> str:
    """Shows a ranking as a table; what is to be looked at by hand stands apart, above it.

    Args:
        ranking: The ranking.
        look: Labels, width, and whether names are shown.

    Returns:
        Plain text within the width.
    """
    width = look.width
    lines = [*words.opening(ranking.role, width), "", *wrap(_headline(ranking), width)]
    if ranking.by_hand:
        lines += ["", f"look by hand ({len(ranking.by_hand)}), apart from the ranking"]
        for one in ranking.by_hand:
            lines += _by_hand(one, look)
    if ranking.candidates:
        rows = [_row(one, look) for one in ranking.candidates]
        shown = table(_HEAD, rows, width, right=(0, 2, 3, 4, 5, 6, 7))
        lines += ["", *_in_bands(shown, ranking, width), "", *wrap(_LEGEND, width)]
    if repeats := [one for one in ranking.everyone() if one.same]:
        lines += ["", f"repeated ({len(repeats)}): shown, and kept where they stand"]
        firsts = {one.same_as for one in repeats}
        names = {
            one.pseudonym: shown_name(one, look)
            for one in ranking.everyone()
            if one.pseudonym in firsts
        }
        for again in repeats:
            first = names.get(again.same_as, again.same_as)
            text = f"{shown_name(again, look)}: {words.REPEATS[again.same]} {first}"
            lines += wrap(text, width, INDENT, INDENT * 2)
    if ranking.role.warnings:
        lines += ["", *notices(ranking.role.warnings, width)]
    lines += ["", *wrap(words.DECIDES, width)]
    return "\n".join(lines) + "\n"


def _in_bands(shown: list[str], ranking: Ranking, width: int) -> list[str]:
    """Draws a line between the bands of a table whose first line holds the headings."""
    lines = shown[:1]
    band = 0
    for one, line in zip(ranking.candidates, shown[1:], strict=True):
        if one.band != band:
            lines.append("-" * min(width, max(map(cells, shown))))
            band = one.band
        lines.append(line)
    return lines


def _headline(ranking: Ranking) -> str:
    counted = words.day(ranking.provenance.as_of)
    ranked = words.number(len(ranking.candidates), "candidate")
    return f"{ranking.role.title}: {ranked} ranked; work counted to {counted}"


def shown_name(one: RankedCandidate | SetAside, look: Look) -> str:
    """Gives the name under which a candidate is shown.

    Args:
        one: The candidate.
        look: Whether names are shown.

    Returns:
        The file's name or the pseudonym.
    """
    return plain(one.source) if look.names else one.pseudonym


def _row(one: RankedCandidate, look: Look) -> tuple[str, ...]:
    coverage = one.coverage
    return (
        str(one.rank),
        fit(shown_name(one, look), _NAME),
        words.percent(coverage.score),
        "" if coverage.required is None else f"{coverage.required:.0%}",
        *(str(coverage.count(outcome)) for outcome in words.OUTCOMES),
        "; ".join(words.missing(coverage, look.taxonomy)),
    )


def _by_hand(one: SetAside, look: Look) -> list[str]:
    name = fit(shown_name(one, look), _NAME)
    first = f"{INDENT}{pad(name, max(16, cells(name)))}  "
    score = f"; scores {words.percent(one.coverage.score)} all the same" if one.coverage else ""
    return wrap(f"{one.code}: {one.reason}{score}", look.width, first, " " * 6)
