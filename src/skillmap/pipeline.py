"""Composes the stages: Document -> Profile."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from skillmap._version import __version__
from skillmap.assertion import statuses
from skillmap.blinding import Blinded, blinded
from skillmap.careers import (
    before_birth,
    find_positions,
    future_dates,
    overlaps,
    skill_evidence,
    with_skills,
)
from skillmap.documents import document_from_text
from skillmap.identity import identity_spans
from skillmap.linking import Linked, link
from skillmap.matchers import MATCHERS, Matcher, MatcherFactory, MatchText, match_text
from skillmap.matchers.ner import model_version
from skillmap.models import (
    Candidate,
    Document,
    HiddenText,
    Mention,
    Position,
    Profile,
    SkillEvidence,
    UncertainMention,
    UnmappedPhrase,
    Version,
)
from skillmap.models.profile import Status
from skillmap.quotes import quote
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy
from skillmap.text import Segment, segments
from skillmap.unmapped import unmapped_phrases

_LOOSER = 0.2
"""How far below the cut-off a trace looks for misspelt names."""
_MOST_KEPT = 6
"""Matchers that are kept: those of two taxonomies or settings."""
Placed = TypeVar("Placed", Mention, UncertainMention, UnmappedPhrase)


def settings_version(settings: Settings) -> Version:
    """Gives the version of settings, as records carry it.

    Args:
        settings: The settings.

    Returns:
        Name and fingerprint.
    """
    return Version(name="settings", version=__version__, sha256=settings.fingerprint)


@functools.lru_cache(maxsize=_MOST_KEPT)
def _made(maker: MatcherFactory, taxonomy: Taxonomy, settings: Settings) -> Matcher:
    """Makes a matcher, once for all who ask: it takes a second and is shared between threads."""
    return maker(taxonomy, settings)


class Pipeline:
    """The matchers of one taxonomy and settings, ready to make profiles.

    Args:
        taxonomy: The taxonomy.
        settings: The settings.
    """

    def __init__(self, taxonomy: Taxonomy, settings: Settings) -> None:
        self.taxonomy = taxonomy
        self.settings = settings
        self._matchers = [_made(MATCHERS[name], taxonomy, settings) for name in settings.matchers]

    def extract(self, document: Document, as_of: date, unmapped: bool = True) -> Profile:
        """Finds the skills of a document.

        Args:
            document: The document.
            as_of: The date that open positions are counted to.
            unmapped: Whether phrases that the taxonomy lacks are wanted, when the settings allow
                them; what only scores does without, and without the model.

        Returns:
            The profile.
        """
        blind = blinded(document, identity_spans(document))
        parts = segments(blind.document.text)
        text = match_text(blind.document.text)
        linked = self._link(text, blind.document, parts)
        if any(line.repeated for line in document.lines):
            linked = [
                one for one in linked if not document.repeats(blind.source(one.start, one.end)[0])
            ]
        positions, notices = find_positions(blind.document)
        mentions = self._mentions(blind.document, linked, positions, parts)
        unmapped = unmapped and self.settings.unmapped
        phrases: tuple[UnmappedPhrase, ...] = ()
        if unmapped:
            phrases = unmapped_phrases(
                linked, text, blind.document, parts, positions, self.taxonomy
            )
        positions = with_skills(positions, mentions)
        skills, not_held = skill_evidence(mentions, positions, blind.document, self.taxonomy, as_of)
        return _in_source(
            Profile(
                document=document.ref,
                mentions=mentions,
                skills=skills,
                not_held=not_held,
                unmapped=phrases,
                uncertain=tuple(_uncertain(linked, blind.document.text)),
                positions=positions,
                hidden_skills=self._hidden_skills(document.hidden, mentions),
                warnings=(
                    *document.warnings,
                    *notices,
                    *overlaps(positions),
                    *(before_birth(document.text, positions) if positions else ()),
                    *future_dates(positions, as_of),
                ),
                as_of=as_of,
                provenance=document.provenance.model_copy(
                    update={
                        "taxonomy": self.taxonomy.version,
                        "model": model_version() if unmapped else None,
                        "settings": settings_version(self.settings),
                        "as_of": as_of,
                    }
                ),
            ),
            blind,
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
        blind = blinded(document, identity_spans(document))
        parts = segments(blind.document.text)
        found: list[Candidate] = []
        text = match_text(blind.document.text)
        linked = self._link(text, blind.document, parts)
        kept = [(one.start, one.end) for one in linked if one.verdict == "mention"]
        said = dict(zip(kept, statuses(blind.document, kept), strict=True))
        for one in linked:
            if one.found.skill_id == skill_id:
                start, end = blind.source(one.start, one.end)
                again = ("repeated", "stands in a header or footer shown before")
                why = again if document.repeats(start) else None
                shown = _with_status(one, said.get((one.start, one.end), ("present", "")))
                found.append(_candidate(shown, (start, end), document.text[start:end], why))
        for one in self._below_cutoff(text, linked, skill_id):
            start, end = blind.source(one.start, one.end)
            less = f"likeness {one.found.score:.2f}, too little to be a misspelling"
            why = ("below-cutoff", less)
            found.append(_candidate(one, (start, end), document.text[start:end], why))
        for start, end in blind.masks:
            masked = ("identity", "stands in a name, address or link")
            found += self._elsewhere(document.text[start:end], start, skill_id, masked)
        for hidden in document.hidden:
            found += self._elsewhere(hidden.text, 0, skill_id, ("hidden", hidden.reason))
        return tuple(found)

    def _below_cutoff(
        self, text: MatchText, linked: Sequence[Linked], skill_id: str
    ) -> list[Linked]:
        """Gives the words that a looser cut-off would take for a misspelt name of a skill."""
        if "fuzzy" not in self.settings.matchers:
            return []
        cutoff = max(0.5, round(self.settings.fuzzy_cutoff - _LOOSER, 4))
        looser = self.settings.model_copy(update={"fuzzy_cutoff": cutoff})
        loose = _made(MATCHERS["fuzzy"], self.taxonomy, looser)
        taken = [(one.found.first, one.found.last) for one in linked]
        return [
            Linked(one, *text.view.source(one.start, one.end), "other-sense", "")
            for one in loose(text)
            if one.skill_id == skill_id
            and not any(one.first < last and first < one.last for first, last in taken)
        ]

    def _elsewhere(
        self, text: str, offset: int, skill_id: str, why: tuple[str, str]
    ) -> list[Candidate]:
        """Gives candidates of a text that no mention may come from."""
        part = document_from_text(text, self.settings, "text")
        return [
            _candidate(one, (one.start + offset, one.end + offset), text[one.start : one.end], why)
            for one in self._link(match_text(text), part, [])
            if one.found.skill_id == skill_id
        ]

    def _link(self, text: MatchText, document: Document, parts: Sequence[Segment]) -> list[Linked]:
        found = [one for matcher in self._matchers for one in matcher(text)]
        phrases = {(one.first, one.last) for one in found if one.matcher == "phrase"}
        covered = {index for first, last in phrases for index in range(first, last)}
        found = [one for one in found if one.matcher != "fuzzy" or one.first not in covered]
        return link(found, text, document, parts, self.taxonomy, self.settings)

    def _mentions(
        self,
        document: Document,
        linked: Sequence[Linked],
        positions: Sequence[Position],
        parts: Sequence[Segment],
    ) -> tuple[Mention, ...]:
        kept = [one for one in linked if one.verdict == "mention"]
        found = statuses(document, [(one.start, one.end) for one in kept])
        room = self.settings.quote_characters
        mentions: list[Mention] = []
        for one, (status, why) in zip(kept, found, strict=True):
            section = document.section_at(one.start)
            position = _position_at(positions, one.start)
            name = section.name if section else "other"
            mentions.append(
                Mention(
                    start=one.start,
                    end=one.end,
                    text=document.text[one.start : one.end],
                    skill_id=one.found.skill_id,
                    status=status,
                    section="experience" if position is not None else name,
                    page=document.page_at(one.start),
                    position=position,
                    quote=quote(document.text, one.start, one.end, parts, room),
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
                for one in self._link(match_text(item.text), part, segments(item.text))
                if one.verdict == "mention"
            )
        return tuple(sorted(found - shown))


def _uncertain(linked: Sequence[Linked], text: str) -> Iterator[UncertainMention]:
    for one in linked:
        if one.verdict == "uncertain":
            yield UncertainMention(
                start=one.start,
                end=one.end,
                text=text[one.start : one.end],
                skill_id=one.found.skill_id,
                reason=one.reason,
            )


def _in_source(profile: Profile, blind: Blinded) -> Profile:
    """Gives a profile whose offsets count the source's characters again."""
    if not blind.masks:
        return profile

    def moved(one: Placed) -> Placed:
        start, end = blind.source(one.start, one.end)
        return one.model_copy(update={"start": start, "end": end})

    # The evidence of a skill holds the profile's own mentions: each is moved once.
    mentions = {one.start: moved(one) for one in profile.mentions}

    def moved_evidence(skills: tuple[SkillEvidence, ...]) -> tuple[SkillEvidence, ...]:
        return tuple(
            skill.model_copy(update={"mentions": tuple(mentions[m.start] for m in skill.mentions)})
            for skill in skills
        )

    places = [blind.source(p.span_start, p.span_end) for p in profile.positions]
    return profile.model_copy(
        update={
            "mentions": tuple(mentions.values()),
            "skills": moved_evidence(profile.skills),
            "not_held": moved_evidence(profile.not_held),
            "unmapped": tuple(map(moved, profile.unmapped)),
            "uncertain": tuple(map(moved, profile.uncertain)),
            "positions": tuple(
                position.model_copy(update={"span_start": start, "span_end": end})
                for position, (start, end) in zip(profile.positions, places, strict=True)
            ),
        }
    )


def _candidate(
    one: Linked, place: tuple[int, int], text: str, why: tuple[str, str] | None = None
) -> Candidate:
    outcome, reason = why or (one.verdict, one.reason)
    return Candidate.model_validate(
        {
            "start": place[0],
            "end": place[1],
            "text": text,
            "skill_id": one.found.skill_id,
            "matcher": one.found.matcher,
            "alias": one.found.alias.text,
            "score": one.found.score,
            "outcome": outcome,
            "reason": reason,
        }
    )


def _with_status(one: Linked, said: tuple[Status, str]) -> Linked:
    """Adds to a candidate's reason the status that it has as a mention, unless it is present."""
    status, why = said
    if one.verdict != "mention" or status == "present":
        return one
    reason = "; ".join(part for part in (one.reason, f"{status}: {why!r}") if part)
    return dataclasses.replace(one, reason=reason)


def _position_at(positions: Sequence[Position], offset: int) -> int | None:
    for index, position in enumerate(positions):
        if position.span_start <= offset < position.span_end:
            return index
    return None
