"""Which skills of a line are alternatives."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from skillmap.data_files import load
from skillmap.models import Level, Mention
from skillmap.roles.cues import CUES, matches, patterns
from skillmap.roles.lines import PostLine
from skillmap.roles.years import bind_years
from skillmap.taxonomy import Taxonomy

_BEFORE = 40
_ALL_TOGETHER = frozenset({"concept", "method", "practice", "domain", "field"})
_CHOSEN = frozenset({"tool", "platform", "service"})
_OTHER = re.compile(r"\bor (?:other|another|similar|comparable)\b", re.IGNORECASE)
_CLASS_AFTER = re.compile(
    r"(?:\s\w+)?\s(?:tools|platforms|frameworks|systems|services|libraries)\b"
)
_INSTANCE = re.compile(
    r"[\w\s/-]{0,30}[\s,]*(?:\(|such as|like|e\.?g\.?|including|:|[–-])[\w\s,.:(]{0,12}",
    re.IGNORECASE,
)


@dataclass
class Group:
    """Skills of a line of which any one does; most hold one.

    Attributes:
        mentions: The skills' mentions, in order.
        level: How much it is asked.
        listed: Mentions of their general term, which the group stands for.
        min_months: Months asked of it.
    """

    mentions: list[Mention]
    level: Level = "required"
    listed: list[Mention] = field(default_factory=list)
    min_months: int | None = None

    @property
    def skills(self) -> tuple[str, ...]:
        """The skills' ids, each once."""
        return tuple(dict.fromkeys(mention.skill_id for mention in self.mentions))


@dataclass(frozen=True)
class _Chain:
    """Mentions with nothing but separators between: kinds and words of the gaps."""

    mentions: list[Mention]
    level: Level
    kinds: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)


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
    for chain in _chains(line, text, taxonomy):
        found += _split(chain, text, line, taxonomy)
    found = _without_general_terms(found, text, taxonomy)
    bind_years(found, line, text)
    return found


def _chains(line: PostLine, text: str, taxonomy: Taxonomy) -> list[_Chain]:
    """Gives runs of mentions with nothing but separators between."""
    chains: list[_Chain] = []
    masked = patterns("preference")[0].sub(lambda match: "~" * len(match[0]), line.text)
    for mention, level in zip(line.mentions, line.levels, strict=True):
        last = chains[-1] if chains else None
        if last and last.level == level:
            gap = masked[last.mentions[-1].end - line.start : mention.start - line.start]
            kind = _gap_kind(gap, last.mentions[-1], mention, taxonomy)
            if gap.isspace() and any(map(_OTHER.search, last.gaps)):
                kind = "or"  # "Tableau or other BI dashboard tools" names one class
            if kind != "text":
                last.mentions.append(mention)
                last.kinds.append(kind)
                last.gaps.append(gap)
                continue
        chains.append(_Chain([mention], level))
    return chains


def _gap_kind(gap: str, left: Mention, right: Mention, taxonomy: Taxonomy) -> str:
    if gap.strip() == "/" and _together(left, right, taxonomy):
        return "and"
    for kind in ("or", "and", "comma"):
        if patterns(f"{kind}_gap")[0].search(gap):
            return kind
    unknown = patterns("unknown_item")[0].search(gap)
    if unknown:
        word = unknown["last"] or unknown["first"]
        return "or" if "or" in word else "comma"
    return "text"


def _together(left: Mention, right: Mention, taxonomy: Taxonomy) -> bool:
    """Tells a slash that names two things at once, "HTML/CSS", from one that offers a choice."""
    if _named_as_one(left, right):
        return True
    pair = {left.skill_id, right.skill_id}
    kinds = {taxonomy[skill].kind for skill in pair if skill in taxonomy}
    related = taxonomy.relation(left.skill_id, right.skill_id)[0]
    return kinds <= _ALL_TOGETHER and related not in {"none", "exact"}


def _named_as_one(left: Mention, right: Mention) -> bool:
    """Tells a pair that is usually written with a slash and asked as a whole."""
    pair = {left.skill_id, right.skill_id}
    return any(pair == set(known) for known in load(CUES)["together"])


def _split(chain: _Chain, text: str, line: PostLine, taxonomy: Taxonomy) -> list[Group]:
    first, last = chain.mentions[0], chain.mentions[-1]
    before = text[max(line.start, first.start - _BEFORE) : first.start]
    after = text[last.end : line.end][:30]
    if matches("all_of_before", before.rstrip(" :,(")) or matches("all_of_after", after):
        return [Group([mention], chain.level) for mention in chain.mentions]
    examples = _end_of("examples", before)
    strong = examples is not None or _end_of("any_of_strong", before) is not None
    weak = _end_of("any_of_before", before) is not None
    open_ended = matches("any_of_after", after)
    if strong and not (
        "and" in chain.kinds
        and (matches("all_kinds_before", before) or _unlike(chain, examples, open_ended, taxonomy))
    ):
        return _strong(chain)
    if (
        weak or open_ended or _in_brackets(chain, line, text, taxonomy)
    ) and "and" not in chain.kinds:
        return [Group(list(chain.mentions), chain.level)]
    return _by_gaps(_one_class(_slashes(chain), after), taxonomy)


def _unlike(
    chain: _Chain, examples: re.Match[str] | None, open_ended: bool, taxonomy: Taxonomy
) -> bool:
    """Tells whether "such as" gives examples that do not stand in for each other.

    "Clouds such as AWS, Azure and GCP" offers a choice, "tools such as Docker, dbt and Jira" does
    not: who knows one of them knows nothing of the others.
    """
    if open_ended or "or" in chain.kinds or examples is None:
        return False
    if matches("class_of_examples", examples.string[: examples.start()]):
        return False
    return not _exchangeable([mention.skill_id for mention in chain.mentions], taxonomy)


def _slashes(chain: _Chain) -> _Chain:
    """Reads "AI/ML, LLMs or prompt engineering" as one choice: the slash binds less than "or"."""
    if not chain.gaps or chain.kinds[-1] != "or" or "/" in chain.gaps[-1]:
        return chain
    kinds = [
        "comma" if kind == "and" and gap.strip() == "/" and not _named_as_one(*pair) else kind
        for kind, gap, pair in zip(
            chain.kinds, chain.gaps, itertools.pairwise(chain.mentions), strict=True
        )
    ]
    return replace(chain, kinds=kinds)


def _one_class(chain: _Chain, after: str) -> _Chain:
    """Reads "Tableau or other reporting and dashboard tools" as one choice, to its class word."""
    others = [index for index, gap in enumerate(chain.gaps) if _OTHER.search(gap)]
    if not others or not _CLASS_AFTER.match(after):
        return chain
    kinds = [
        "or" if kind == "and" and index > others[0] else kind
        for index, kind in enumerate(chain.kinds)
    ]
    return replace(chain, kinds=kinds)


def _strong(chain: _Chain) -> list[Group]:
    """Makes a choice of a list that was announced as one, up to a semicolon."""
    group = [chain.mentions[0]]
    rest: list[Group] = []
    for mention, gap in zip(chain.mentions[1:], chain.gaps, strict=True):
        if ";" in gap or rest:
            rest.append(Group([mention], chain.level))
        else:
            group.append(mention)
    return [Group(group, chain.level), *rest]


def _end_of(name: str, before: str) -> re.Match[str] | None:
    """Finds the words of a cue at the end of what stands before a list."""
    found = (
        re.search(pattern.pattern + r"[\s,:(.]*$", before, re.IGNORECASE)
        for pattern in patterns(name)
    )
    return next(filter(None, found), None)


def _in_brackets(chain: _Chain, line: PostLine, text: str, taxonomy: Taxonomy) -> bool:
    """Tells whether a list in brackets gives instances: "frameworks (React, Vue)"."""
    first, last = chain.mentions[0], chain.mentions[-1]
    opened = text[line.start : first.start].rstrip()
    closed = re.match(r"\s*(?:,? etc\.?)?\s*\)", text[last.end : line.end])
    if len(chain.mentions) == 1 or not opened.endswith("(") or closed is None:
        return False
    before = opened[:-1]
    skills = [mention.skill_id for mention in chain.mentions]
    if not _exchangeable(skills, taxonomy):
        return False
    if matches("class_words", before):
        return True
    # "SQL (PostgreSQL, MySQL)": each is one way to have what stands before the bracket.
    general = [m.skill_id for m in line.mentions if m.end == line.start + len(before.rstrip())]
    return (
        bool(general)
        and general[0] in taxonomy
        and taxonomy[general[0]].kind != "platform"
        and all(taxonomy[skill].kind in _CHOSEN for skill in skills)
        and all(
            taxonomy.relation(skill, general[0])[0] in {"narrower", "implied"} for skill in skills
        )
    )


def _exchangeable(skills: Sequence[str], taxonomy: Taxonomy) -> bool:
    """Tells whether each of some skills does for each other: React for Vue, not Docker for Helm."""
    return all(skill in taxonomy for skill in skills) and all(
        taxonomy.relation(one, other)[0] != "none" for one, other in itertools.pairwise(skills)
    )


def _by_gaps(chain: _Chain, taxonomy: Taxonomy) -> list[Group]:
    """Parts a list at "and"; what is left with an "or" in it is a group, a slash binds two."""
    parts: list[tuple[list[Mention], list[tuple[str, str]]]] = [([chain.mentions[0]], [])]
    for mention, kind, gap in zip(chain.mentions[1:], chain.kinds, chain.gaps, strict=True):
        if kind == "and":
            parts.append(([mention], []))
        else:
            parts[-1][0].append(mention)
            parts[-1][1].append((kind, gap))
    found: list[Group] = []
    for mentions, between in parts:
        # "A, B or C": an "or" before the last item makes a group of them all.
        if between and between[-1][0] == "or" and "/" not in between[-1][1]:
            apart = _apart(mentions, taxonomy)
            found += [Group([mention], chain.level) for mention in mentions[:apart]]
            found.append(Group(mentions[apart:], chain.level))
            continue
        current = Group([mentions[0]], chain.level)
        for mention, (kind, _) in zip(mentions[1:], between, strict=True):
            if kind == "or":
                current.mentions.append(mention)
            else:
                found.append(current)
                current = Group([mention], chain.level)
        found.append(current)
    return found


def _apart(mentions: Sequence[Mention], taxonomy: Taxonomy) -> int:
    """Counts what stands before the choice: "Python, PyTorch or TensorFlow" asks for Python."""
    rest = mentions[1:]
    first = mentions[0].skill_id
    concrete = first in taxonomy and taxonomy[first].kind not in _ALL_TOGETHER
    if (
        concrete
        and len(rest) > 1
        and all(
            taxonomy.relation(mention.skill_id, first)[0] in {"narrower", "implied"}
            for mention in rest
        )
    ):
        return 1
    return 0


def _without_general_terms(found: list[Group], text: str, taxonomy: Taxonomy) -> list[Group]:
    """Drops "cloud platforms" before "(AWS, GCP or Azure)": the instances say what is asked."""
    kept: list[Group] = []
    for group in found:
        general = kept[-1] if kept else None
        if (
            general
            and len(general.mentions) == 1
            and len(group.skills) > 1
            and general.level == group.level
            and _INSTANCE.fullmatch(text[general.mentions[-1].end : group.mentions[0].start])
            and all(
                taxonomy.relation(skill, general.skills[0])[0] in {"narrower", "implied"}
                for skill in group.skills
            )
        ):
            kept.pop()
            group.listed = general.mentions
        kept.append(group)
    return kept
