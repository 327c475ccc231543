"""How two scores of one role differ, as plain text."""

from __future__ import annotations

from skillmap.models import Contribution, CoverageDifference, PointsPair
from skillmap.render import words
from skillmap.render.explain import notices
from skillmap.render.layout import INDENT, cells, fit, pad, plain, wrap
from skillmap.render.look import Look

WIDTH = 80
_NUMBER = 6
_NAME = 26
_BOTH = "both"


def coverage_difference_text(found: CoverageDifference, look: Look) -> str:
    """Shows how two scores differ: requirement by requirement, with the reasons of both.

    Args:
        found: The difference.
        look: Labels, and whether file names are shown in place of pseudonyms.

    Returns:
        Plain text of at most 80 columns; a plus says that the first has more.
    """
    names = _names(found, look)
    width = max(cells(name) for name in names)
    lines = [*wrap(_subject(found, names), WIDTH), ""]
    for name, score in zip(names, (found.first_score, found.second_score), strict=True):
        lines.append(f"{pad(name, width)}{INDENT}{pad(words.percent(score), _NUMBER, True)}")
    told = f"{pad(words.signed(found.difference), _NUMBER, True)} points"
    lines.append(f"{pad('difference', width)}{INDENT}{told}")
    for pair in found.pairs:
        lines += ["", *_block(pair, names, look)]
    for name, warnings in zip(names, (found.first_warnings, found.second_warnings), strict=True):
        if warnings:
            lines += ["", name, *notices(warnings)]
    lines += ["", *wrap(words.versions(found.provenance), WIDTH)]
    lines += ["", *wrap(words.DECIDES, WIDTH)]
    return "\n".join(lines) + "\n"


def _names(found: CoverageDifference, look: Look) -> tuple[str, str]:
    if not look.names:
        return found.first_name, found.second_name
    return fit(plain(found.first.source), _NAME), fit(plain(found.second.source), _NAME)


def _subject(found: CoverageDifference, names: tuple[str, str]) -> str:
    post = found.role_document
    role = f"{found.role_title} ({post.source})" if post else found.role_title
    days = [words.day(one.as_of) for one in (found.first_provenance, found.second_provenance)]
    counted = days[0] if days[0] == days[1] else f"{days[0]} and {days[1]}"
    return f"{names[0]} beside {names[1]} for {role}; work counted to {counted}"


def _block(pair: PointsPair, names: tuple[str, str], look: Look) -> list[str]:
    mark = pad(words.signed(pair.difference), _NUMBER, True) + INDENT
    asked = words.asked(pair.requirement, look.taxonomy)
    lines = wrap(f"{asked} ({words.terms(pair.requirement)})", WIDTH, mark)
    sides = [(names[0], _told(pair.first)), (names[1], _told(pair.second))]
    if sides[0][1] == sides[1][1]:
        sides = [(_BOTH, sides[0][1])]
    for name, told in sides:
        lines += wrap(f"{name}: {told}", WIDTH, " " * cells(mark), " " * (cells(mark) + 2))
    return lines


def _told(one: Contribution) -> str:
    reasons = "; ".join(words.reasons(one))
    if one.relation != "none":
        reasons = f"{one.relation}: {reasons}"
    return f"{words.WORDS[one.outcome]}, {words.points_of(one)}; {reasons}"
