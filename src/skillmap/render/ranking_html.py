"""ranking.html: one self-contained page for whoever reads the ranking."""

from __future__ import annotations

import base64
import functools
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from skillmap.models import (
    Contribution,
    Coverage,
    Level,
    Mention,
    Outcome,
    RankedCandidate,
    Ranking,
    SetAside,
)
from skillmap.render import words
from skillmap.render.layout import plain
from skillmap.render.look import Look

if TYPE_CHECKING:
    from jinja2 import Template

_QUOTES = 3
_MISSING = 3
_LEVELS: tuple[tuple[Level, str], ...] = (
    ("required", "Required"),
    ("preferred", "Preferred"),
    ("mentioned", "Only mentioned in the post"),
)


def ranking_html(ranking: Ranking, look: Look) -> bytes:
    """Writes a ranking as a page that needs no other file, no network and no script.

    Args:
        ranking: The ranking.
        look: Labels, how many candidates get details, and whether names are shown at once.

    Returns:
        The content of ranking.html.
    """
    style, script = _asset("ranking.css"), _asset("ranking.js")
    role = ranking.role
    page = _template().render(
        style=style,
        script=script,
        # Only this script may run, whatever a document smuggles in.
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        title=plain(role.title),
        post=plain(role.document.source) if role.document else "",
        scored=role.scored_lines,
        asked=role.asked_lines,
        unscored=[(plain(text), plain(why)) for text, why in words.why_unscored(role)],
        notices=[_notice(one.message, one.place) for one in role.warnings],
        ranked=len(ranking.candidates),
        failed=len(ranking.failures),
        requirements=len(role.requirements),
        day=words.day(ranking.provenance.as_of),
        versions=words.versions(ranking.provenance),
        decides=words.DECIDES,
        outcomes=[_outcome(one) for one in words.OUTCOMES],
        by_hand=[_set_aside(one) for one in ranking.by_hand],
        rows=[
            {**_row(one, look), "has_details": index < look.details}
            for index, one in enumerate(ranking.candidates)
        ],
        details=[_candidate(one, look) for one in ranking.candidates[: look.details]],
        names=look.names,
    )
    return page.encode("utf-8")


@functools.cache
def _asset(name: str) -> str:
    folder = files("skillmap").joinpath("data", "templates")
    return folder.joinpath(name).read_text(encoding="utf-8")


@functools.cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    made = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return made.from_string(_asset("ranking.html.j2"))


def _notice(message: str, place: str) -> str:
    return plain(f"{message} ({place})" if place else message)


def _outcome(outcome: Outcome) -> dict[str, str]:
    return {"key": outcome, "word": words.WORDS[outcome], "mark": words.MARKS[outcome]}


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
            {**_outcome(outcome), "count": coverage.count(outcome)} for outcome in words.OUTCOMES
        ],
    }


def _candidate(one: RankedCandidate, look: Look) -> dict[str, Any]:
    coverage = one.coverage
    groups = []
    shares = {"required": coverage.required, "preferred": coverage.preferred}
    for level, title in _LEVELS:
        of_level = [c for c in coverage.contributions if c.requirement.level == level]
        if of_level:
            share = shares.get(level)
            groups.append(
                {
                    "title": title,
                    "share": "" if share is None else f"{share:.0%} of its points",
                    "lines": [_line(c, coverage, look) for c in of_level],
                }
            )
    return {
        **_row(one, look),
        "counts": words.counts(coverage),
        "strip": [
            {**_outcome(c.outcome), "width": f"{c.possible:.2%}", "label": _label(c, look)}
            for c in coverage.contributions
        ],
        "groups": groups,
        "reverse": f"{coverage.reverse:.0%}",
        "notices": [_notice(n.message, n.place) for n in coverage.warnings],
    }


def _label(one: Contribution, look: Look) -> str:
    return plain(words.asked(one.requirement, look.taxonomy))


def _line(one: Contribution, coverage: Coverage, look: Look) -> dict[str, Any]:
    extra = words.terms(one.requirement).split(", ")[1:]
    return {
        **_outcome(one.outcome),
        "label": _label(one, look),
        "terms": ", ".join(extra),
        "points": words.points(one.points),
        "possible": words.points(one.possible),
        "credit_width": f"{one.credit:.2%}",
        "relation": "" if one.relation == "none" else one.relation,
        "reasons": [plain(reason) for reason in words.reasons(one)],
        "asked": plain(one.requirement.text),
        "quotes": _quotes(one.evidence, coverage),
    }


def _quotes(evidence: tuple[Mention, ...], coverage: Coverage) -> list[dict[str, str]]:
    """Gives the first quotes that differ, each with its place."""
    found: dict[str, str] = {}
    for mention in evidence:
        found.setdefault(plain(mention.quote), words.place(mention, coverage.positions))
    return [{"text": text, "place": place} for text, place in list(found.items())[:_QUOTES]]
