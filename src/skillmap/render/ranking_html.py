"""ranking.html: one self-contained page for whoever reads the ranking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from skillmap.models import (
    Coverage,
    Level,
    RankedCandidate,
    Ranking,
    SetAside,
)
from skillmap.planning import lifecycle_of
from skillmap.render import pieces, words
from skillmap.render.layout import plain
from skillmap.render.lifecycle_html import chart, line_id
from skillmap.render.look import Look

_MISSING = 3
_MOST_LISTED = 5_000
"""Rows that a browser still sorts at once."""
_PIECES = 200
_LEVELS: tuple[tuple[Level, str], ...] = (
    ("required", "Required"),
    ("preferred", "Preferred"),
    ("mentioned", "Only mentioned in the post"),
)


def ranking_html(ranking: Ranking, look: Look, file: BinaryIO) -> None:
    """Writes a ranking as a page that needs no other file, no network and no script.

    Args:
        ranking: The ranking.
        look: Labels, how many candidates get details, and whether names are shown at once.
        file: Where to.
    """
    style = pieces.asset("ranking.css") + pieces.asset("lifecycle.css")
    script = pieces.asset("ranking.js") + pieces.asset("lifecycle.js")
    role = ranking.role
    page = pieces.template("ranking.html.j2").stream(
        style=style,
        script=script,
        # Only this script may run, whatever a document smuggles in.
        script_hash=pieces.script_hash(script),
        title=plain(role.title),
        post=plain(role.document.source) if role.document else "",
        scored=role.scored_lines,
        asked=role.asked_lines,
        unscored=[(plain(text), plain(why)) for text, why in words.why_unscored(role)],
        notices=[pieces.notice(one) for one in role.warnings],
        ranked=len(ranking.candidates),
        failed=len(ranking.failures),
        requirements=len(role.requirements),
        day=words.day(ranking.provenance.as_of),
        versions=words.versions(ranking.provenance),
        decides=words.DECIDES,
        outcomes=[pieces.outcome(one) for one in words.OUTCOMES],
        listed=_MOST_LISTED,
        apart=len(ranking.by_hand),
        by_hand=map(_set_aside, islice(ranking.by_hand, _MOST_LISTED)),
        rows=(
            {
                **_row(one, look),
                "has_details": index < look.details,
                "opens_band": before is not None and one.band != before.band,
            }
            for index, (before, one) in enumerate(
                _with_before(islice(ranking.candidates, _MOST_LISTED))
            )
        ),
        detailed=min(look.details, len(ranking.candidates)),
        details=(_candidate(one, look) for one in islice(ranking.candidates, look.details)),
        names=look.names,
    )
    page.enable_buffering(_PIECES)
    for text in page:
        file.write(text.encode("utf-8"))


def _with_before(
    candidates: Iterable[RankedCandidate],
) -> Iterator[tuple[RankedCandidate | None, RankedCandidate]]:
    before = None
    for one in candidates:
        yield before, one
        before = one


def _name(one: RankedCandidate | SetAside) -> dict[str, str]:
    repeats = f"{words.REPEATS[one.same]} {one.same_as}" if one.same else ""
    return {"pseudonym": one.pseudonym, "source": plain(one.source), "repeats": repeats}


def _set_aside(one: SetAside) -> dict[str, Any]:
    return {
        **_name(one),
        "code": one.code,
        "reason": plain(one.reason),
        "failed": one.failed,
        "score": words.percent(one.coverage.score) if one.coverage else "",
        "counts": words.counts(one.coverage) if one.coverage else "",
    }


def _row(one: RankedCandidate, look: Look) -> dict[str, Any]:
    missing = words.missing(one.coverage, look.taxonomy)
    return {
        **_name(one),
        "rank": one.rank,
        "lifecycle": one.lifecycle,
        "missing": [plain(label) for label in missing[:_MISSING]],
        "more": [plain(label) for label in missing[_MISSING:]],
        **_score(one.coverage),
    }


def _score(coverage: Coverage) -> dict[str, Any]:
    return {
        "score": words.percent(coverage.score),
        "spread": words.spread(coverage),
        "score_width": f"{coverage.score:.2%}",
        "high_width": f"{coverage.high:.2%}",
        "required": "" if coverage.required is None else f"{coverage.required:.0%}",
        "sort_score": f"{coverage.score:.10f}",
        "sort_required": "" if coverage.required is None else f"{coverage.required:.10f}",
        "counted": [
            {**pieces.outcome(outcome), "count": coverage.count(outcome)}
            for outcome in words.OUTCOMES
        ],
    }


def _candidate(one: RankedCandidate, look: Look) -> dict[str, Any]:
    coverage = one.coverage
    groups = []
    shares = {"required": coverage.required, "preferred": coverage.preferred}
    numbered = list(enumerate(coverage.contributions))
    for level, title in _LEVELS:
        of_level = [(n, c) for n, c in numbered if c.requirement.level == level]
        if of_level:
            share = shares.get(level)
            groups.append(
                {
                    "title": title,
                    "share": "" if share is None else f"{share:.0%} of its points",
                    "lines": [
                        pieces.line(c, coverage.positions, look, line_id(one.pseudonym, n))
                        for n, c in of_level
                    ],
                }
            )
    return {
        **_row(one, look),
        "counts": words.counts(coverage),
        "strip": [
            {
                **pieces.outcome(c.outcome),
                "width": f"{c.possible:.2%}",
                "label": pieces.label(c, look),
            }
            for c in coverage.contributions
        ],
        "groups": groups,
        "chart": _chart(one, look),
        "reverse": f"{coverage.reverse:.0%}",
        "notices": [pieces.notice(n) for n in coverage.warnings],
    }


def _chart(one: RankedCandidate, look: Look) -> dict[str, Any] | None:
    """Gives the candidate's stages, None when the role asks nothing that belongs to one."""
    if not one.coverage.stages:
        return None
    return chart(lifecycle_of(one.coverage, look.taxonomy), look, one.pseudonym)
