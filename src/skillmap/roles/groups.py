"""Which skills of a line are alternatives, and which of them its years are bound to."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from skillmap.data_files import load
from skillmap.models import Mention
from skillmap.roles.lines import CUES, PostLine, matches, patterns
from skillmap.taxonomy import Taxonomy


@dataclass
class Group:
    """Skills of a line of which any one does; most hold one.

    Attributes:
        mentions: The skills' mentions, in order.
        listed: Mentions of their general term, which the group stands for.
        min_months: Months asked of it.
    """

    mentions: list[Mention]
    listed: list[Mention] = field(default_factory=list)
    min_months: int | None = None

    @property
    def skills(self) -> tuple[str, ...]:
        """The skills' ids, each once."""
        return tuple(dict.fromkeys(mention.skill_id for mention in self.mentions))


def groups_of(line: PostLine, text: str, taxonomy: Taxonomy) -> list[Group]:
    """Divides the skills of a line into groups of alternatives, and binds its years.

    Args:
        line: The line.
        text: The text of the whole post.
        taxonomy: For general terms before their instances: "cloud platforms (AWS or GCP)".

    Returns:
        The groups in order.
    """
    found: list[Group] = []
    for chain in _chains(line.mentions, text):
        found += _split(chain, text, line)
    found = _without_general_terms(found, text, taxonomy)
    _bind_years(found, line, text)
    return found


def _chains(mentions: Sequence[Mention], text: str) -> list[list[Mention]]:
    """Gives runs of mentions with nothing but separators between."""
    chains: list[list[Mention]] = []
    for mention in mentions:
        if chains and _gap_kind(text[chains[-1][-1].end : mention.start]) != "text":
            chains[-1].append(mention)
        else:
            chains.append([mention])
    return chains


def _gap_kind(gap: str) -> str:
    for kind in ("or", "and", "comma"):
        if patterns(f"{kind}_gap")[0].search(gap):
            return kind
    return "text"


def _split(chain: list[Mention], text: str, line: PostLine) -> list[Group]:
    gaps = [text[left.end : right.start] for left, right in itertools.pairwise(chain)]
    kinds = [_gap_kind(gap) for gap in gaps]
    before = text[max(line.start, chain[0].start - 30) : chain[0].start]
    after = text[chain[-1].end : line.end][:20]
    introduced = any(
        re.search(pattern.pattern + r"[\s,:(]*$", before, re.IGNORECASE)
        for pattern in patterns("any_of_before")
    )
    open_ended = matches("any_of_after", after)
    if (introduced or open_ended) and "and" not in kinds:
        return [Group(list(chain))]
    if introduced and open_ended:
        return [Group(list(chain))]
    return _by_gaps(chain, kinds, gaps)


def _by_gaps(chain: list[Mention], kinds: list[str], gaps: list[str]) -> list[Group]:
    """Parts a list at "and"; what is left with an "or" in it is a group, a slash binds two."""
    parts: list[tuple[list[Mention], list[tuple[str, str]]]] = [([chain[0]], [])]
    for mention, kind, gap in zip(chain[1:], kinds, gaps, strict=True):
        if kind == "and":
            parts.append(([mention], []))
        else:
            parts[-1][0].append(mention)
            parts[-1][1].append((kind, gap))
    found: list[Group] = []
    for mentions, between in parts:
        # "A, B or C": an "or" before the last item makes a group of them all.
        if between and between[-1][0] == "or" and "/" not in between[-1][1]:
            found.append(Group(mentions))
            continue
        current = Group([mentions[0]])
        for mention, (kind, _) in zip(mentions[1:], between, strict=True):
            if kind == "or":
                current.mentions.append(mention)
            else:
                found.append(current)
                current = Group([mention])
        found.append(current)
    return found


def _without_general_terms(found: list[Group], text: str, taxonomy: Taxonomy) -> list[Group]:
    """Drops "cloud platforms" before "(AWS, GCP or Azure)": the instances say what is asked."""
    kept: list[Group] = []
    for group in found:
        general = kept[-1] if kept else None
        if (
            general
            and len(general.mentions) == 1
            and len(group.skills) > 1
            and re.fullmatch(
                r"[\w\s/-]{0,30}[\s,]*(?:\(|such as|like|e\.?g\.?|including|:|[–-])"
                r"[\w\s,.:(]{0,12}",
                text[general.mentions[-1].end : group.mentions[0].start],
                re.IGNORECASE,
            )
            and all(
                taxonomy.relation(skill, general.skills[0])[0] in {"narrower", "implied"}
                for skill in group.skills
            )
        ):
            kept.pop()
            group.listed = general.mentions
        kept.append(group)
    return kept


def _bind_years(found: list[Group], line: PostLine, text: str) -> None:
    words: dict[str, int] = load(CUES)["number_words"]
    for match in patterns("years")[0].finditer(text, line.start, line.end):
        low = (match["low"] or match["decade"]).casefold()
        months = 12 * (int(low) if low.isdigit() else words[low])
        before = [g for g in found if g.mentions[-1].end <= match.start()]
        after = [g for g in found if g.mentions[0].start >= match.end()]
        if before and patterns("years_after_gap")[0].search(
            text[before[-1].mentions[-1].end : match.start()]
        ):
            bound = before[-1]
        elif after and patterns("years_gap")[0].search(
            text[match.end() : after[0].mentions[0].start]
        ):
            bound = after[0]
        else:
            continue
        bound.min_months = max(bound.min_months or 0, months)
