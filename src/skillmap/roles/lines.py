"""The lines of a post: which ask, how much, and what skills they name."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from skillmap.data_files import load
from skillmap.models import Document, Level, Mention, Profile, Section
from skillmap.roles.cues import CUES, matches, patterns
from skillmap.roles.levels import hedged_stretches, mention_levels
from skillmap.roles.parts import Part, parts_of
from skillmap.sections import heading_section

_ASKING = frozenset({"required", "preferred", "skills"})
_NOT_ASKED = "not-asked"
_HEADING_WORDS = 7
_PARAGRAPH_WORDS = 10
_LEADING_WORDS = 20
"""Of a line with a colon that leads to a list: "The following are welcome, but not asked:"."""
_LABEL = re.compile(r"[\w ,/&'-]{2,40}:")
_OPENINGS = ("silent", "preferred", "required", "mentioned")


@dataclass(frozen=True, slots=True)
class PostLine:
    """A line of a post with the skills that it names.

    Attributes:
        text: The line.
        start: First character in the document's text.
        end: One past the last.
        level: How much it asks; "mentioned" when it asks nothing by itself.
        asks: Whether it asks something.
        mentions: The skills that it names, in order.
        levels: How much each of them is asked.
        years: Years that a table asks for them.
        unneeded: Skills that it names as not needed.
    """

    text: str
    start: int
    end: int
    level: Level
    asks: bool
    mentions: tuple[Mention, ...]
    levels: tuple[Level, ...]
    years: int | None = None
    unneeded: tuple[Mention, ...] = ()


def post_lines(document: Document, profile: Profile) -> list[PostLine]:
    """Cuts a post into lines and says of each how much it asks.

    Args:
        document: The post.
        profile: What was found in it.

    Returns:
        The lines outside of boilerplate, in order.
    """
    return _Reading(document, profile).lines()


class _Reading:
    """Reads a post from the top: what a line asks depends on those above it."""

    def __init__(self, document: Document, profile: Profile) -> None:
        self._text = document.text
        self._document = document
        self._mentions = profile.mentions
        self._starts = [mention.start for mention in profile.mentions]
        names = {section.name for section in document.sections}
        self._asked = bool(names & _ASKING)
        self._prose = not names & {"required", "skills"}
        self._opened = ""
        self._found: list[PostLine] = []

    def lines(self) -> list[PostLine]:
        before: tuple[Section, list[Part]] | None = None
        for section in self._document.sections:
            usual = self._usual(section)
            name = usual
            parts = parts_of(self._document, section)
            beside = before is not None and self._parts_it(section, *before)
            before = section, parts
            listed = False
            for part, following in itertools.zip_longest(parts, parts[1:]):
                text = self._text[part.start : part.end]
                bullets = bool(following and following.bullet)
                if self._begins_line(part) and _opens_list(text, part.bullet, bullets):
                    name = _list_name(text, usual, section.name == "about")
                    if beside and name == usual:
                        name = usual = "required"
                    if not self._named(part):
                        continue
                own = part.section or name
                if part.bullet:
                    listed = True
                elif listed and own in _ASKING and self._after_list(part, text):
                    own = "other"
                if not part.section and usual != _NOT_ASKED:
                    own = self._prose_name(text, own, section) if self._prose else own
                    if own in _ASKING and not part.bullet and matches("opens.silent", text):
                        name = own = _NOT_ASKED  # "We offer ..." below the last wish
                if own == "conditions" and not part.bullet and not matches_condition(text):
                    continue  # "Start: January" is no more than told
                self._add(part, text, own)
        return self._found

    def _begins_line(self, part: Part) -> bool:
        """Tells whether a part is no further sentence of an item: "BSc. MSc is a plus"."""
        line = self._text.rfind("\n", 0, part.start) + 1
        return part.bullet or len(self._text[line : part.start].split()) < 2

    def _after_list(self, part: Part, text: str) -> bool:
        """Tells whether a paragraph below a list asks nothing any more: it tells of the place."""
        gap = self._text[: part.start].rstrip(" \t")
        if not gap.endswith("\n\n") or len(text.split()) < _PARAGRAPH_WORDS:
            return False
        asks = any(matches(cue, text) for cue in ("required", "required_alone", "plus"))
        return not asks and not hedged_stretches(text)

    def _usual(self, section: Section) -> str:
        if section.name in {"other", "about"} and matches("not_asked_heading", section.heading):
            return _NOT_ASKED
        boilerplate = section.name in load(CUES)["boilerplate"]
        if boilerplate and (section.heading or self._asked) and not self._tells(section):
            return _NOT_ASKED
        return "other" if boilerplate else section.name

    def _parts_it(self, section: Section, above: Section, parts: Sequence[Part]) -> bool:
        """Tells whether a hedge heads one list among others of the section above it.

        "Skills by category / Languages: ... / Preferred: ... / Containers: ..." goes on asking
        below the next label; where the section above says "Required", all below a hedge is hedged.
        """
        if section.name != "preferred" or above.name not in {"skills", "required"}:
            return False
        if not above.heading or matches("asked_heading", above.heading):
            return False
        if not section.heading.rstrip().endswith(":") or len(section.heading.split()) > 3:
            return False
        return any(
            _opens_list(self._text[one.start : one.end], one.bullet, following.bullet)
            for one, following in itertools.pairwise(parts)
        )

    def _tells(self, section: Section) -> bool:
        # In prose the heading of the company is the only one, and all follows below it.
        untitled = not section.heading or not self._asked
        return self._prose and section.name == "about" and untitled

    def _named(self, part: Part) -> tuple[Mention, ...]:
        first, last = (bisect.bisect_left(self._starts, at) for at in (part.start, part.end))
        return self._mentions[first:last]

    def _prose_name(self, text: str, name: str, section: Section) -> str:
        """Gives the sort of a sentence of prose, which goes on as the one before it opened."""
        if section.name in {"benefits", "legal", "contact", "preferred", "conditions"}:
            self._opened = ""
            return name
        for opening in _OPENINGS:
            if matches(f"opens.{opening}", text):
                self._opened = opening
                break
        if self._opened == "silent":
            return _NOT_ASKED
        return self._opened if self._opened in {"required", "preferred"} else name

    def _add(self, part: Part, text: str, name: str) -> None:
        named = self._named(part)
        mentions = tuple(m for m in named if m.status in {"present", "planned"})
        unneeded = tuple(m for m in named if m.status == "negated")
        # "You don't need deep learning here" names a skill and asks for none.
        if name == _NOT_ASKED or matches("furniture", text):
            return
        if named and not mentions:
            self._found.append(
                PostLine(text, part.start, part.end, "mentioned", False, (), (), None, unneeded)
            )
            return
        level, asks = _level(text, name, self._asked and not self._prose)
        found = self._found
        if found and _goes_on(self._text, found[-1], part.start):
            level, asks = found[-1].level, True  # "Nice to have: MLflow; Kubeflow; Ray."
        levels = mention_levels(text, part.start, mentions, level)
        asks = asks or any(one != "mentioned" for one in levels)
        found.append(
            PostLine(
                text, part.start, part.end, level, asks, mentions, levels, part.years, unneeded
            )
        )


def matches_condition(text: str) -> bool:
    """Tells whether a text states a condition of any kind.

    Args:
        text: A line.

    Returns:
        Whether it does.
    """
    kinds = ("degree", "language", "permit", "place")
    return any(matches(f"conditions.{kind}", text) for kind in kinds)


def _opens_list(text: str, bullet: bool, bullets_follow: bool) -> bool:
    """Tells whether a line only heads the items below it."""
    leads = bullets_follow and text.endswith(":")
    if bullet or text.endswith((".", "!", "?")):
        return False
    if len(text.split()) > (_LEADING_WORDS if leads else _HEADING_WORDS):
        return False
    words = patterns("condition_words")[0].fullmatch(text.strip(" :"))
    return bullets_follow or text.endswith(":") or text.isupper() or words is not None


def _goes_on(text: str, before: PostLine, start: int) -> bool:
    """Tells whether a part belongs to the labelled list that the one before it began."""
    return (
        ";" in text[before.end - 1 : start]
        and "\n" not in text[before.end : start]
        and (before.asks and _LABEL.match(before.text) is not None)
    )


def _list_name(text: str, section: str, about: bool) -> str:
    """Gives the sort of section that a line opens within a section."""
    if about and matches("asking_words", text):
        return "required"
    if matches("not_asked", text) or matches("not_asked_heading", text):
        return "preferred" if matches("kind_words", text) else _NOT_ASKED
    if hedged_stretches(text) or matches("kind_words", text):
        return "preferred"
    if section == "preferred" and heading_section(text) == "required":
        return "required"
    if matches("condition_words", text):
        return "conditions"
    return section


def _level(text: str, section: str, asked: bool) -> tuple[Level, bool]:
    if section == "preferred":
        return "preferred", True
    if section in {"required", "skills", "conditions"}:
        return "required", True
    # An introduction says "we are looking for" too; it asks only when no section does.
    cues = ("required",) if asked else ("required", "required_alone")
    if section in {"responsibilities", "other"} and any(matches(cue, text) for cue in cues):
        return "required", True
    if hedged_stretches(text) and matches("plus", text):
        return "mentioned", True
    return "mentioned", False
