"""The pieces that the HTML pages share: assets, outcomes, and a requirement with its evidence."""

from __future__ import annotations

import base64
import functools
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from skillmap.models import Contribution, Mention, Notice, Outcome, Position
from skillmap.render import words
from skillmap.render.layout import plain
from skillmap.render.look import Look

if TYPE_CHECKING:
    from jinja2 import Template

_QUOTES = 3


@functools.cache
def asset(name: str) -> str:
    """Gives a file of the templates' folder.

    Args:
        name: Its name.

    Returns:
        Its text.
    """
    folder = files("skillmap").joinpath("data", "templates")
    return folder.joinpath(name).read_text(encoding="utf-8")


@functools.cache
def template(name: str) -> Template:
    """Gives a template, which may import others.

    Args:
        name: Its name.

    Returns:
        The template; it escapes everything, and fails on a name that it was not given.
    """
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    made = Environment(
        loader=FunctionLoader(asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return made.get_template(name)


def script_hash(script: str) -> str:
    """Gives what a content security policy names a script by, so that no other may run."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def notice(one: Notice) -> str:
    """Writes a warning with its place."""
    return plain(f"{one.message} ({one.place})" if one.place else one.message)


def outcome(name: Outcome) -> dict[str, str]:
    """Gives an outcome's key, word and mark."""
    return {"key": name, "word": words.WORDS[name], "mark": words.MARKS[name]}


def label(one: Contribution, look: Look) -> str:
    """Gives the skills of a requirement: "AWS, Azure or Google Cloud"."""
    return plain(words.asked(one.requirement, look.taxonomy))


def line(
    one: Contribution, positions: tuple[Position, ...], look: Look, anchor: str
) -> dict[str, Any]:
    """Gives a requirement with its outcome, points and quotes, as the pages show it.

    Args:
        one: The contribution.
        positions: The candidate's jobs.
        look: Labels.
        anchor: Its id on the page.

    Returns:
        What the template's `evidence_line` takes.
    """
    extra = words.terms(one.requirement).split(", ")[1:]
    return {
        **outcome(one.outcome),
        "id": anchor,
        "label": label(one, look),
        "terms": ", ".join(extra),
        "points": words.points(one.points),
        "possible": words.points(one.possible),
        "credit_width": f"{one.credit:.2%}",
        "relation": "" if one.relation == "none" else one.relation,
        "reasons": [plain(reason) for reason in words.reasons(one)],
        "asked": plain(one.requirement.text),
        "quotes": _quotes(one.evidence, positions),
    }


def _quotes(evidence: tuple[Mention, ...], positions: tuple[Position, ...]) -> list[dict[str, str]]:
    """Gives the first quotes that differ, each with its place."""
    found: dict[str, str] = {}
    for mention in evidence:
        found.setdefault(plain(mention.quote), words.place(mention, positions))
    return [{"text": text, "place": place} for text, place in list(found.items())[:_QUOTES]]
