"""A score explained in plain text, one requirement after the other."""

from __future__ import annotations

from skillmap.models import Contribution, Coverage, Notice
from skillmap.render import words
from skillmap.render.layout import cells, pad, plain, wrap
from skillmap.taxonomy import Taxonomy

WIDTH = 80
_MARGIN = 15


def explain(coverage: Coverage, taxonomy: Taxonomy) -> str:
    """Explains a score; the document itself is not needed.

    Args:
        coverage: The score.
        taxonomy: For the labels of skills.

    Returns:
        Plain text of at most 80 columns: what the score rests on, then each requirement with
        its points, the reasons and a quote, then warnings and versions.
    """
    lines = [*words.opening(coverage), *score_lines(coverage)]
    lines += ["", *wrap(_subject(coverage), WIDTH)]
    order = ("required", "preferred", "mentioned")
    for one in sorted(coverage.contributions, key=lambda c: order.index(c.requirement.level)):
        lines += ["", *block(one, coverage, taxonomy)]
    if coverage.warnings:
        lines += ["", *notices(coverage.warnings)]
    lines += ["", *wrap(words.versions(coverage.provenance), WIDTH)]
    lines += ["", *wrap(words.DECIDES, WIDTH)]
    return "\n".join(lines) + "\n"


def score_lines(coverage: Coverage) -> list[str]:
    """Gives the score with the counts of outcomes beside it.

    Args:
        coverage: The score.

    Returns:
        One line, or two when it is too long for one.
    """
    score = f"score {words.percent(coverage.score)}"
    spread = words.spread(coverage)
    if spread:
        score += f" ({spread}, by what cannot be told)"
    counts = words.counts(coverage)
    line = f"{score}: {counts}"
    return [line] if cells(line) <= WIDTH else [score, counts]


def notices(found: tuple[Notice, ...], width: int = WIDTH) -> list[str]:
    """Lists warnings.

    Args:
        found: The warnings.
        width: Most columns of a line.

    Returns:
        Lines; none when there is nothing to warn of.
    """
    lines = ["warnings:"] if found else []
    for one in found:
        where = f" ({one.place})" if one.place else ""
        lines += wrap(f"{one.message}{where}", width, first="  - ")
    return lines


def _subject(coverage: Coverage) -> str:
    post = coverage.role_document
    role = f"{coverage.role_title} ({post.source})" if post else coverage.role_title
    counted = words.day(coverage.provenance.as_of)
    return f"{coverage.profile.source} for {role}; work counted to {counted}"


def block(one: Contribution, coverage: Coverage, taxonomy: Taxonomy) -> list[str]:
    """Tells what one requirement adds: outcome and points, the reasons, a quote.

    Args:
        one: What it adds.
        coverage: The score that it is part of.
        taxonomy: For the labels of skills.

    Returns:
        Lines of at most 80 columns.
    """
    mark = pad(f"{words.MARKS[one.outcome]} {words.WORDS[one.outcome]}", _MARGIN)
    points = words.points_of(one)
    margin = " " * _MARGIN
    title, *more = wrap(
        words.asked(one.requirement, taxonomy), WIDTH - cells(points) - 2, mark, margin
    )
    lines = [pad(title, WIDTH - cells(points)) + points, *more]
    lines += wrap(words.terms(one.requirement), WIDTH, margin)
    reasons = "; ".join(words.reasons(one))
    if one.relation != "none":
        reasons = f"{one.relation}: {reasons}"
    lines += wrap(reasons, WIDTH, margin)
    for mention in one.evidence[:1]:
        where = words.place(mention, coverage.positions)
        lines += wrap(f"“{plain(mention.quote)}” ({where})", WIDTH, margin, margin + " ")
    return lines
