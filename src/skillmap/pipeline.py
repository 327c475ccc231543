"""Composes the stages: Document -> Profile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from skillmap._version import __version__
from skillmap.assertion import statuses
from skillmap.careers import find_positions, skill_evidence, with_skills
from skillmap.documents import document_from_text
from skillmap.identity import identity_spans
from skillmap.linking import Linked, link
from skillmap.matchers import MATCHERS, match_text
from skillmap.models import (
    Candidate,
    Document,
    HiddenText,
    Mention,
    Position,
    Profile,
    UncertainMention,
    Version,
)
from skillmap.quotes import masked_title, quote
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy
from skillmap.text import Segment, segments


def settings_version(settings: Settings) -> Version:
    """Gives the version of settings, as records carry it.

    Args:
        settings: The settings.

    Returns:
        Name and fingerprint.
    """
    return Version(name="settings", version=__version__, sha256=settings.fingerprint)


class Pipeline:
    """The matchers of one taxonomy and settings, ready to make profiles.

    Args:
        taxonomy: The taxonomy.
        settings: The settings.
    """

    def __init__(self, taxonomy: Taxonomy, settings: Settings) -> None:
        self.taxonomy = taxonomy
        self.settings = settings
        self._matchers = [MATCHERS[name](taxonomy, settings) for name in settings.matchers]

    def extract(self, document: Document, as_of: date) -> Profile:
        """Finds the skills of a document.

        Args:
            document: The document.
            as_of: The date that open positions are counted to.

        Returns:
            The profile.
        """
        masks = identity_spans(document)
        parts = segments(document.text)
        linked = self._link(document, masks, parts)
        positions, notices = find_positions(document)
        positions = tuple(masked_title(position, document.text, masks) for position in positions)
        mentions = self._mentions(document, linked, positions, masks, parts)
        positions = with_skills(positions, mentions)
        skills, not_held = skill_evidence(mentions, positions, document, self.taxonomy, as_of)
        return Profile(
            document=document.ref,
            mentions=mentions,
            skills=skills,
            not_held=not_held,
            uncertain=tuple(
                UncertainMention(
                    start=one.start,
                    end=one.end,
                    text=document.text[one.start : one.end],
                    skill_id=one.found.skill_id,
                    reason=one.reason,
                )
                for one in linked
                if one.verdict == "uncertain"
            ),
            positions=positions,
            hidden_skills=self._hidden_skills(document.hidden, mentions),
            warnings=(*document.warnings, *notices),
            as_of=as_of,
            provenance=document.provenance.model_copy(
                update={
                    "taxonomy": self.taxonomy.version,
                    "settings": settings_version(self.settings),
                    "as_of": as_of,
                }
            ),
        )

    def trace(self, document: Document, skill_id: str) -> tuple[Candidate, ...]:
        """Tells every candidate for a skill and what became of it.

        Args:
            document: The document.
            skill_id: Id of the skill.

        Returns:
            The candidates in the order of the text; none when no alias stands in it.

        Raises:
            UnknownSkill: The taxonomy has no such skill.
        """
        self.taxonomy[skill_id]  # raises UnknownSkill
        masks = identity_spans(document)
        found: list[Candidate] = []
        for one in self._link(document, masks, segments(document.text)):
            if one.found.skill_id == skill_id:
                text = document.text[one.start : one.end]
                found.append(_candidate(one, text, one.verdict, one.reason))
        for start, end in masks:
            part = document.model_copy(update={"text": document.text[start:end], "sections": ()})
            for one in self._link(part, [], []):
                if one.found.skill_id == skill_id:
                    text = part.text[one.start : one.end]
                    made = _candidate(one, text, "identity", "stands in a name, address or link")
                    update = {"start": one.start + start, "end": one.end + start}
                    found.append(made.model_copy(update=update))
        for hidden in document.hidden:
            part = document.model_copy(update={"text": hidden.text, "sections": ()})
            for one in self._link(part, [], []):
                if one.found.skill_id == skill_id:
                    text = part.text[one.start : one.end]
                    made = _candidate(one, text, "hidden", hidden.reason)
                    found.append(made.model_copy(update={"start": 0, "end": 0}))
        return tuple(found)

    def _link(
        self, document: Document, masks: list[tuple[int, int]], parts: Sequence[Segment]
    ) -> list[Linked]:
        text = match_text(document.text, masks)
        found = [one for matcher in self._matchers for one in matcher(text)]
        phrases = {(one.first, one.last) for one in found if one.matcher == "phrase"}
        covered = {index for first, last in phrases for index in range(first, last)}
        found = [one for one in found if one.matcher == "phrase" or one.first not in covered]
        return link(found, text, document, parts, self.taxonomy, self.settings)

    def _mentions(
        self,
        document: Document,
        linked: Sequence[Linked],
        positions: Sequence[Position],
        masks: Sequence[tuple[int, int]],
        parts: Sequence[Segment],
    ) -> tuple[Mention, ...]:
        kept = [one for one in linked if one.verdict == "mention"]
        found = statuses(document, [(one.start, one.end) for one in kept])
        room = self.settings.quote_characters
        mentions: list[Mention] = []
        for one, (status, why) in zip(kept, found, strict=True):
            section = document.section_at(one.start)
            mentions.append(
                Mention(
                    start=one.start,
                    end=one.end,
                    text=document.text[one.start : one.end],
                    skill_id=one.found.skill_id,
                    status=status,
                    section=section.name if section else "other",
                    page=document.page_at(one.start),
                    position=_position_at(positions, one.start),
                    quote=quote(document.text, one.start, one.end, masks, parts, room),
                    matcher=one.found.matcher,
                    alias=one.found.alias.text,
                    score=one.found.score,
                    reason="; ".join(part for part in (one.reason, why) if part),
                )
            )
        return tuple(mentions)

    def _hidden_skills(
        self, hidden: Sequence[HiddenText], mentions: Sequence[Mention]
    ) -> tuple[str, ...]:
        """Gives the skills that only text nobody sees names."""
        shown = {mention.skill_id for mention in mentions}
        found: set[str] = set()
        for item in hidden:
            part = document_from_text(item.text, self.settings, "text")
            found.update(
                one.found.skill_id
                for one in self._link(part, [], segments(item.text))
                if one.verdict == "mention"
            )
        return tuple(sorted(found - shown))


def _candidate(one: Linked, text: str, outcome: str, reason: str) -> Candidate:
    return Candidate.model_validate(
        {
            "start": one.start,
            "end": one.end,
            "text": text,
            "skill_id": one.found.skill_id,
            "matcher": one.found.matcher,
            "alias": one.found.alias.text,
            "score": one.found.score,
            "outcome": outcome,
            "reason": reason,
        }
    )


def _position_at(positions: Sequence[Position], offset: int) -> int | None:
    for index, position in enumerate(positions):
        if position.span_start <= offset < position.span_end:
            return index
    return None
