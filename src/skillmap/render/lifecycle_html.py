"""The stages of the lifecycle as a diagram, and the page around it."""

from __future__ import annotations

from typing import Any

from skillmap.models import Lifecycle, StageCoverage, StageSkill, TeamLifecycle
from skillmap.render import pieces, words
from skillmap.render.layout import plain
from skillmap.render.lifecycle import (
    ASKED_MARK,
    LEVEL_MARKS,
    LEVELS,
    RESTS_ON,
    RESTS_ON_ROLE,
    in_order,
    mark,
    sentence,
)
from skillmap.render.look import Look
from skillmap.scoring import pseudonyms


def lifecycle_html(found: Lifecycle | TeamLifecycle, look: Look) -> bytes:
    """Writes a page of one person, of a team, or of a role alone.

    It needs no other file and no network; without a script the diagram leads to the evidence
    below it.

    Args:
        found: The lifecycle of a person, of a team or of a role.
        look: Labels, and whether file names are shown at once.

    Returns:
        The content of an HTML file.
    """
    team = found if isinstance(found, TeamLifecycle) else None
    people = _people(found, look)
    role = team.role if team else found
    assert isinstance(role, Lifecycle)
    drawn = role.profile is None
    style = pieces.asset("ranking.css") + pieces.asset("lifecycle.css")
    script = pieces.asset("ranking.js") + pieces.asset("lifecycle.js")
    page = pieces.template("lifecycle.html.j2").render(
        style=style,
        script=script,
        script_hash=pieces.script_hash(script),
        title=plain(role.role_title),
        post=plain(role.role_document.source) if role.role_document else "",
        requirements=len(_asked(role)),
        day=words.day(found.provenance.as_of) if people else "",
        versions=words.versions(found.provenance),
        decides=words.DECIDES,
        rests_on=RESTS_ON if people else RESTS_ON_ROLE,
        outcomes=[pieces.outcome(one) for one in words.OUTCOMES] if people else [],
        levels=[
            {"key": key, "word": word, "mark": LEVEL_MARKS[key]}
            for key, word in LEVELS.items()
            if key not in {"asked", "unasked"}
        ],
        team=team is not None,
        people=people,
        by_hand=[
            {
                "pseudonym": one.pseudonym,
                "source": plain(one.source),
                "code": one.code,
                "reason": plain(one.reason),
            }
            for one in (team.by_hand if team else ())
        ],
        main_chart=chart(role, look, "role" if drawn else people[0]["pseudonym"]),
        lines=_lines(role, look, "role") if drawn else [],
        names=look.names,
    )
    return page.encode("utf-8")


def _people(found: Lifecycle | TeamLifecycle, look: Look) -> list[dict[str, Any]]:
    if isinstance(found, TeamLifecycle):
        return [_person(one.lifecycle, one.pseudonym, one.source, look) for one in found.people]
    if found.profile is None:
        return []
    text = found.provenance.text_sha256 or found.profile.sha256
    return [_person(found, pseudonyms([text])[0], found.profile.source, look)]


def _person(found: Lifecycle, pseudonym: str, source: str, look: Look) -> dict[str, Any]:
    return {
        "pseudonym": pseudonym,
        "source": plain(source),
        "chart": chart(found, look, pseudonym),
        "lines": _lines(found, look, pseudonym),
        "notices": [pieces.notice(one) for one in found.warnings],
    }


def chart(found: Lifecycle, look: Look, name: str) -> dict[str, Any]:
    """Gives what the template's `diagram` takes.

    Args:
        found: The lifecycle.
        look: Labels.
        name: What its ids on the page begin with; the evidence must stand there under
            `line_id(name, number)`.

    Returns:
        Stages with their chips, each with the ids of the evidence that it shows.
    """
    return {
        "id": f"{name}-stages",
        "reading": sentence(found),
        "stages": [_stage(one, found, look, name) for one in found.stages],
    }


def line_id(name: str, number: int) -> str:
    """Names the evidence of a requirement on a page."""
    return f"{name}-r{number}"


def _stage(stage: StageCoverage, found: Lifecycle, look: Look, name: str) -> dict[str, Any]:
    drawn = found.profile is None
    weight = f"{words.points(stage.weight)} of 100 points"
    percent = f"{stage.share:.0%}"
    told = weight if drawn else f"{percent} of {words.points(stage.weight)} points"
    if stage.level == "unasked":
        told = "not asked"
    chips = [_chip(one, look, name) for one in in_order(stage)]
    part = stage.weight if drawn else stage.share
    return {
        "name": stage.stage,
        "level": stage.level,
        "word": LEVELS[stage.level],
        "mark": LEVEL_MARKS[stage.level],
        "told": told,
        "percent": percent,
        "weight": weight if stage.weight else "",
        "ring": f"{part * 100:.1f}" if part else "",
        "bar": "" if stage.level == "unasked" else f"{part * 100:.1f}",
        "chips": chips,
        "shows": " ".join(chip["line"] for chip in chips),
    }


def _chip(skill: StageSkill, look: Look, name: str) -> dict[str, str]:
    asked = skill.standing == "asked"
    word = "asked" if asked else words.WORDS[skill.contribution.outcome]
    label = plain(words.asked_briefly(skill.contribution, look.taxonomy))
    return {
        "label": label,
        "key": "wanted" if asked else skill.contribution.outcome,
        "mark": mark(skill),
        "word": word,
        "line": line_id(name, skill.number),
    }


def _asked(found: Lifecycle) -> dict[int, StageSkill]:
    """Gives each requirement that serves a stage once, in the role's order."""
    skills = {one.number: one for stage in found.stages for one in stage.skills}
    return dict(sorted(skills.items()))


def _lines(found: Lifecycle, look: Look, name: str) -> list[dict[str, Any]]:
    return [_line(one, found, look, name) for one in _asked(found).values()]


def _line(skill: StageSkill, found: Lifecycle, look: Look, name: str) -> dict[str, Any]:
    line = pieces.line(skill.contribution, found.positions, look, line_id(name, skill.number))
    serves = "serves " + ", ".join(skill.stages)
    if skill.standing != "asked":
        return {**line, "reasons": [*line["reasons"], serves]}
    return {
        **line,
        "key": "wanted",
        "word": skill.contribution.requirement.level,
        "mark": ASKED_MARK,
        "points": "",
        "relation": "",
        "reasons": [serves],
    }
