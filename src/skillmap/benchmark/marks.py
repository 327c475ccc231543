"""Reads labelled text: a document with marks in it, as people write and mend it.

GUIDELINE.md of the labelled corpus describes the format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, get_args

import yaml
from pydantic import ValidationError

from skillmap.benchmark.records import (
    Head,
    IdentityKind,
    IdentityMark,
    Labelled,
    Level,
    LineKind,
    MarkedJob,
    MarkedLine,
    MarkedSection,
    MarkedSkill,
)
from skillmap.errors import SkillmapError
from skillmap.evaluation.rows import TrapMark
from skillmap.models import STATUSES, SectionName

_TOKEN = re.compile(
    r"\[\[(?P<mark>[^\[\]{}]*)\]\]|\{\{(?P<order>[^\[\]{}\n]*)\}\}|(?P<loose>\[\[|\]\]|\{\{|\}\})"
)
_MONTH = r"\d{4}(?:-(?:0[1-9]|1[0-2]))?"
_SPAN_OF_TIME = re.compile(rf"(?P<start>{_MONTH})\.\.(?P<end>{_MONTH})?$")
_NUMBER = re.compile(r"(?P<unit>[ym])(?P<count>\d{1,3})$")
_GROUP = re.compile(r"g\d{1,3}$")
_SKILL_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*$")

_UNNAMED = re.compile(r"\[\[([^\[\]|]+)(?:(?=\]\])|\|(?=\|))")

_LEVELS = get_args(Level)
_SECTIONS = get_args(SectionName)
_IDENTITIES = get_args(IdentityKind)
_LINES = get_args(LineKind)
FLAGS = ("optional", "meant")


class _Open(NamedTuple):
    kind: str
    start: int
    note: str
    line: int


Resolve = Callable[[str], str | None]
"""Gives the id of the skill that a bare phrase means."""


def parse(source: str, name: str, known: Callable[[str], bool] | None = None) -> Labelled:
    """Reads a labelled document.

    Args:
        source: The document with its marks.
        name: How to call it in messages: its file's name.
        known: Tells whether a skill id exists; None accepts every id.

    Returns:
        The text without marks, and what was marked.

    Raises:
        SkillmapError: A mark does not fit; the message names file, line and the fix.

    Example:
        >>> head = ["---", "id: a", "kind: cv", "role: data-engineer", "---"]
        >>> source = chr(10).join([*head, "[[K8s|kubernetes]], no [[Go|go|negated]]"])
        >>> labelled = parse(source, "a.txt")
        >>> labelled.text, [(one.surface, one.status) for one in labelled.mentions]
        ('K8s, no Go', [('K8s', 'present'), ('Go', 'negated')])
    """
    head, body, first = _head(source, name)
    return _Reader(head, body, name, first, known).read()


def _head(source: str, name: str) -> tuple[Head, str, int]:
    lines = source.replace("\r\n", "\n").split("\n")
    if lines[0].strip() != "---" or "---" not in (line.strip() for line in lines[1:]):
        raise SkillmapError(
            f"{name}:1: there is no head",
            hint="Begin with a line `---`, then id, kind and role, then a line `---`.",
        )
    end = next(i for i, line in enumerate(lines[1:], 1) if line.strip() == "---")
    try:
        head = Head.model_validate(yaml.safe_load("\n".join(lines[1:end])))
    except (yaml.YAMLError, ValidationError) as error:
        first = str(error).split("\n")[1].strip() if "\n" in str(error) else str(error)
        raise SkillmapError(f"{name}:2: the head does not fit: {first}") from None
    return head, "\n".join(lines[end + 1 :]), end + 2


class _Reader:
    """Walks once through a body; what it has read so far is its state."""

    def __init__(
        self, head: Head, body: str, name: str, first: int, known: Callable[[str], bool] | None
    ) -> None:
        self.head, self.body, self.name, self.first, self.known = head, body, name, first, known
        self.parts: list[str] = []
        self.at = 0
        self.section: SectionName = "other"
        self.level: Level = "context"
        self.job: tuple[dict[str, Any], int] | None = None
        self.open: _Open | None = None
        self.mentions: list[MarkedSkill] = []
        self.traps: list[TrapMark] = []
        self.identity: list[IdentityMark] = []
        self.lines: list[MarkedLine] = []
        self.sections: list[MarkedSection] = []
        self.section_start: int | None = None
        self.jobs: list[MarkedJob] = []

    def read(self) -> Labelled:
        last = 0
        for token in _TOKEN.finditer(self.body):
            if token.start() < last:
                continue
            self._add(self.body[last : token.start()])
            line = self.first + self.body.count("\n", 0, token.start())
            last = token.end()
            if token["loose"]:
                self._fail(line, f"{token['loose']} opens or closes nothing", "Close every mark.")
            elif token["mark"] is not None:
                self._mark(token["mark"], line)
            else:
                last = self._alone(token.start(), token.end())
                self._order(token["order"].strip(), line)
        self._add(self.body[last:])
        end = self.first + self.body.count("\n")
        if self.open:
            kind, _, _, line = self.open
            self._fail(line, f"{{{{{kind}}}}} is not closed", f"Add {{{{/{kind}}}}}.")
        self._close_job(end)
        self._close_section()
        return Labelled(
            head=self.head,
            text="".join(self.parts),
            mentions=tuple(self.mentions),
            traps=tuple(self.traps),
            identity=tuple(self.identity),
            lines=tuple(self.lines),
            sections=tuple(self.sections),
            jobs=tuple(self.jobs),
        )

    def _alone(self, start: int, end: int) -> int:
        """Skips the line break when an order has a line to itself."""
        before = self.body[self.body.rfind("\n", 0, start) + 1 : start]
        stop = self.body.find("\n", end)
        after = self.body[end : stop if stop >= 0 else len(self.body)]
        rest = re.sub(r"\{\{.*?\}\}", "", before + after)
        return end + len(after) + 1 if not rest.strip() and "{{" not in after else end

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.at += len(text)

    def _fail(self, line: int, message: str, hint: str) -> None:
        raise SkillmapError(f"{self.name}:{line}: {message}", hint=hint)

    def _mark(self, inside: str, line: int) -> None:
        surface, *rest = inside.split("|")
        target = rest[0].strip() if rest else ""
        flags = [flag for part in rest[1:] for flag in part.split()]
        if surface.count("\n") > 1:
            self._fail(line, f"{surface!r} runs over lines", "Close the mark.")
        if not surface.strip() or surface != surface.strip():
            self._fail(line, f"{surface!r} has blanks at its ends", "Leave them outside.")
        if not target:
            self._fail(line, f"{surface!r} names no skill", "Write [[surface|skill-id]].")
        start = self.at
        self._add(surface)
        place = {"start": start, "end": self.at, "surface": surface}
        if target.startswith("@"):
            if target[1:] not in _IDENTITIES:
                self._fail(line, f"{target!r} is no kind of identity", f"One of {_IDENTITIES}.")
            self.identity.append(IdentityMark.model_validate({**place, "kind": target[1:]}))
        elif target.startswith("!"):
            self._check_id(target[1:], line)
            self.traps.append(TrapMark.model_validate({**place, "skill_id": target[1:]}))
        else:
            values: dict[str, Any] = dict(place)
            if target.startswith("="):
                values["canonical"] = target[1:].strip()
            else:
                self._check_id(target, line)
                values["skill_id"] = target
            self.mentions.append(self._mention({**values, **self._flags(flags, line)}))

    def _check_id(self, skill_id: str, line: int) -> None:
        if not _SKILL_ID.match(skill_id) or (self.known and not self.known(skill_id)):
            self._fail(
                line,
                f"there is no skill {skill_id!r}",
                "Name another, or =Its usual name when the taxonomy lacks it.",
            )

    def _flags(self, flags: list[str], line: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for flag in flags:
            number = _NUMBER.match(flag)
            if flag in STATUSES:
                found["status"] = flag
            elif flag in _LEVELS:
                found["requirement"] = flag
            elif flag in FLAGS:
                found[flag] = True
            elif number:
                found["min_months"] = int(number["count"]) * (12 if number["unit"] == "y" else 1)
            elif _GROUP.match(flag):
                found["any_of"] = flag
            else:
                self._fail(
                    line,
                    f"{flag!r} is no flag",
                    f"One of {', '.join((*STATUSES, *_LEVELS, *FLAGS))}, g1 for alternatives, "
                    "y3 or m6 for years and months.",
                )
        return found

    def _mention(self, values: dict[str, Any]) -> MarkedSkill:
        job = self.head.kind == "job"
        return MarkedSkill.model_validate(
            {
                "section": self.section,
                "requirement": self.level if job else None,
                "position": len(self.jobs) if self.job else None,
                "led": bool(self.open and self.open.kind == "led"),
                **values,
            }
        )

    def _order(self, order: str, line: int) -> None:
        word, _, rest = order.partition(" ")
        rest = rest.strip()
        if word == "section" and rest in _SECTIONS:
            self._close_job(line)
            self._close_section()
            self.section, self.section_start = rest, self.at  # type: ignore[assignment]
        elif word in _LEVELS and not rest:
            self.level = word  # type: ignore[assignment]
        elif word == "job":
            self._close_job(line)
            self.job = (self._dates(rest, line), self.at)
        elif word == "/job":
            self._close_job(line)
        elif word in _LINES:
            if self.open:
                self._fail(line, f"{word} begins in {self.open.kind}", "Close the first before.")
            self.open = _Open(word, self.at, rest, line)
        elif word[:1] == "/" and self.open and word[1:] == self.open.kind:
            self.lines.append(
                MarkedLine.model_validate(
                    {
                        "start": self.open.start,
                        "end": self.at,
                        "kind": self.open.kind,
                        "note": self.open.note,
                    }
                )
            )
            self.open = None
        else:
            self._fail(
                line,
                f"{{{{{order}}}}} is no order",
                "Orders are section NAME, job DATES, /job, must, nice, context, and led, unscored, "
                f"condition, each with its close. Sections: {', '.join(_SECTIONS)}.",
            )

    def _dates(self, rest: str, line: int) -> dict[str, Any]:
        dates, _, title = (part.strip() for part in rest.partition("|"))
        if dates == "?":
            return {"title": title, "start": None, "end": None}
        match = _SPAN_OF_TIME.match(dates)
        if not match:
            self._fail(
                line, f"{dates!r} are no dates", "2021-03..2023-01, 2021..2023, 2024-05.. or ?"
            )
        assert match
        if match["end"] and match["end"] < match["start"][: len(match["end"])]:
            self._fail(line, f"{dates} ends before it starts", "Turn the months round.")
        return {"title": title, "start": match["start"], "end": match["end"]}

    def _close_section(self) -> None:
        if self.section_start is not None and self.section_start < self.at:
            self.sections.append(
                MarkedSection(name=self.section, start=self.section_start, end=self.at)
            )

    def _close_job(self, line: int) -> None:
        if not self.job:
            return
        if self.open:
            self._fail(line, f"{self.open.kind} runs over the end of a job", "Close it before.")
        values, start = self.job
        self.jobs.append(
            MarkedJob.model_validate({**values, "span_start": start, "span_end": self.at})
        )
        self.job = None


def filled(source: str, resolve: Resolve) -> Iterator[str | tuple[str, str | None]]:
    """Completes marks that name no skill, `[[Python]]`, by what their surface means.

    Args:
        source: A labelled document.
        resolve: Gives the id that a bare phrase means.

    Yields:
        Stretches of the source; for a mark without a skill its surface and the id, or None.
    """
    last = 0
    for match in _UNNAMED.finditer(source):
        yield source[last : match.start()]
        surface = match[1]
        yield surface, resolve(surface)
        last = match.end()
    yield source[last:]
