"""Candidates -> mentions: which sense, and which of those that overlap."""

from __future__ import annotations

import bisect
import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from skillmap.contexts import employer_names, names_employer, no_mention
from skillmap.data_files import load
from skillmap.matchers import Found, MatchText
from skillmap.matchers.listed import NameList
from skillmap.models import Document
from skillmap.settings import Settings
from skillmap.surroundings import surroundings
from skillmap.taxonomy import PROPER, Taxonomy
from skillmap.taxonomy.variants import Form, normal_form
from skillmap.text import Segment, segment_at

_ITEM_LENGTH = 60

_MOST_AROUND = 40
"""Words of a sentence on either side of a name that speak for a sense."""

# How a matcher came by a mention of a name without other senses.
_WAYS = {"phrase": "", "fuzzy": "spelled like {}", "pattern": "reads as {!r}"}

Verdict = Literal["mention", "uncertain", "other-sense", "longer-name"]


@dataclass(frozen=True, slots=True)
class Linked:
    """A candidate and what became of it.

    Attributes:
        found: The candidate.
        start: First character in the document's text.
        end: One past the last.
        verdict: Whether it is a mention, or why not.
        reason: Why, in a few words.
    """

    found: Found
    start: int
    end: int
    verdict: Verdict
    reason: str


def link(
    found: Sequence[Found],
    text: MatchText,
    document: Document,
    parts: Sequence[Segment],
    taxonomy: Taxonomy,
    settings: Settings,
) -> list[Linked]:
    """Decides the sense of every candidate, then which of those that overlap stays.

    The one rule for overlaps: a name wins over a pattern, then the longer stretch, then phrase
    before fuzzy, then the first in the text; a candidate in another sense takes no room.

    Args:
        found: Candidates of all matchers.
        text: The text they were found in.
        document: The document, for its sections.
        parts: Its bullets and sentences, in order.
        taxonomy: For the kinds of the skills.
        settings: `sense_cutoff` counts.

    Returns:
        Every candidate with its verdict, in the order of the text.
    """
    sense = _Senses(found, text, document, parts, taxonomy, settings)
    judged: list[tuple[Found, Verdict, str, float]] = []
    own = employer_names(found, taxonomy, text, document)
    for one in found:
        outside = no_mention(one, taxonomy, text, document)
        if not outside and names_employer(one, own, text, document):
            outside = "the employer's own name"
        judged.append((one, "other-sense", outside, 0) if outside else (one, *sense.judge(one)))
    order = sorted(
        judged,
        key=lambda row: (
            row[1] != "mention",
            row[0].matcher == "pattern",
            -(row[0].end - row[0].start),
            # At equal length a name goes before a shorter one with a version behind it.
            row[0].first - row[0].last,
            row[0].matcher != "phrase",
            row[0].start,
            # Of two skills that share a name the one for which more speaks.
            -row[3],
            row[0].skill_id,
        ),
    )
    taken = _Taken(len(text.view.text))
    named: dict[str, list[Found]] = {}
    linked: list[Linked] = []
    for one, verdict, reason, _ in order:
        start, end = text.view.source(one.start, one.end)
        if one.matcher == "pattern" and any(_beside(one, n) for n in named.get(one.skill_id, ())):
            verdict, reason = "longer-name", "the name beside it says the same"
        if verdict in {"mention", "uncertain"} and not taken.take(one.start, one.end):
            verdict, reason = "longer-name", "part of a longer or likelier name"
        elif verdict == "mention":
            named.setdefault(one.skill_id, []).append(one)
        linked.append(Linked(one, start, end, verdict, reason))
    return sorted(linked, key=lambda one: (one.start, one.end, one.found.skill_id))


_NEAR = 2
"""Words between a verb and the name that says the same: "deployed the models to production"."""


def _beside(one: Found, other: Found) -> bool:
    return other.first - one.last in range(_NEAR + 1) or one.first - other.last in range(_NEAR + 1)


class _Taken:
    """Which characters a mention holds already."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)

    def take(self, start: int, end: int) -> bool:
        """Takes a stretch unless a part of it is taken."""
        if any(self._taken[start:end]):
            return False
        self._taken[start:end] = b"\x01" * (end - start)
        return True


@functools.cache
def _forms(phrases: tuple[str, ...]) -> tuple[Form, ...]:
    return tuple(normal_form(phrase) for phrase in phrases)


class _Senses:
    """Adds up the evidence for and against the skill at each ambiguous alias."""

    def __init__(
        self,
        found: Sequence[Found],
        text: MatchText,
        document: Document,
        parts: Sequence[Segment],
        taxonomy: Taxonomy,
        settings: Settings,
    ) -> None:
        self._text = text
        self._document = document
        self._parts = parts
        self._taxonomy = taxonomy
        self._cutoff = settings.sense_cutoff
        rules: dict[str, Any] = load("senses.yaml")
        self._weights: dict[str, float] = rules["weights"]
        self._used = frozenset(rules["used_words"])
        self._alone = frozenset(rules["alone_words"])
        self._seldom = frozenset(rules["seldom_other"])
        self._common: frozenset[str] = load("common_words.txt.gz")
        self._separators = frozenset(rules["separators"])
        # What is only shown stands in no list of names and speaks for none beside it.
        found = [one for one in found if one.matcher != "pattern"]
        self._function = frozenset(rules["function_words"])
        self._starts = {one.first: one for one in found}
        self._ends = {one.last: one for one in found}
        self._ends_at = {one.end for one in found}
        self._document_words = frozenset(text.words)
        self._anywhere: dict[tuple[str, ...], bool] = {}
        self._sure = sorted({(o.first, o.last) for o in found if not o.alias.ambiguous})
        self._found = found

    def judge(self, one: Found) -> tuple[Verdict, str, float]:
        """Gives the verdict on one candidate, with the reason and the evidence."""
        before = self._text.view.text[one.start - 2 : one.start] if one.start >= 2 else ""
        hyphenated = before[1:] == "-" and before[:1].isalnum()
        if hyphenated and one.start - 1 not in self._ends_at:
            return "other-sense", "second part of a hyphenated word", 0
        beside = self._beside(one)
        ruled_out = self._ruled_out(*beside) if any(beside) else ""
        if ruled_out:
            return "other-sense", ruled_out, 0
        seldom = one.matcher == "phrase" and one.alias.text in self._seldom
        if not (one.alias.ambiguous or one.recased or seldom):
            return "mention", _WAYS[one.matcher].format(one.alias.text), 1
        evidence = self._evidence(one, any(beside))
        if seldom and not (one.alias.ambiguous and self._text.view.text[one.start].islower()):
            evidence = ["seldom_other", *evidence]
        total = round(sum(self._weights[name] for name in evidence), 4)
        reason = "; ".join(
            f"{name.replace('_', ' ')} {self._weights[name]:+g}" for name in evidence
        )
        reason = f"evidence {total:+g}: {reason or 'none'}"
        if total >= self._cutoff:
            return "mention", reason, total
        return ("other-sense" if total <= -self._cutoff else "uncertain"), reason, total

    def _ruled_out(self, after: Form, before: Form) -> str:
        """Tells the phrase beside a name that leaves no doubt; words of grammar leave some."""
        if after and not self._function.issuperset(after):
            return f"before {' '.join(after)!r}"
        if before and not self._function.issuperset(before):
            return f"after {' '.join(before)!r}"
        return ""

    def _beside(self, one: Found) -> tuple[Form, Form]:
        """Gives what stands after and before a name of the alias's phrases for another sense."""
        never_after, never_before = one.alias.never_after, one.alias.never_before
        if not never_after and not never_before:
            return (), ()
        words = self._text.words

        def first(phrases: tuple[str, ...], beside: Callable[[int], tuple[str, ...]]) -> Form:
            forms = [form for form in _forms(phrases) if form and beside(len(form)) == form]
            return max(forms, key=lambda form: not self._function.issuperset(form), default=())

        return (
            first(never_after, lambda size: words[one.last : one.last + size]),
            first(never_before, lambda size: words[max(0, one.first - size) : one.first]),
        )

    def _evidence(self, one: Found, grammar: bool) -> list[str]:
        text, words = self._text.view.text, self._text.words
        source = self._source(one)
        segment = segment_at(self._parts, source)
        names = [*self._case(one, segment, source)]
        if one.end > self._text.tokens[one.last - 1].end:
            names.append("version")
        if self._in_list(one):
            names.append("list_neighbour")
        section = self._document.section_at(source)
        if section and section.name == "skills":
            names.append("skills_section")
        span = self._span(segment, one)
        around = words[span[0] : one.first] + words[one.last : span[1]]
        if _holds(around, one.alias.needs):
            names.append("needed_word")
        elif self._stands_anywhere(one.alias.needs):
            names.append("needed_document")
        others = self._others(one, span)
        if others:
            names.append("one_skill" if others == 1 else "many_skills")
        if self._short(segment) and self._alone.issuperset(around):
            names.append("alone")
        if one.first and words[one.first - 1] in self._used:
            names.append("used")
        if text[one.end : one.end + 1] == "-" and text[one.end + 1 : one.end + 2].isalpha():
            names.append("hyphen")
        if grammar:
            names.append("grammar")
        proper = one.alias.text[:1].isupper() and self._taxonomy[one.skill_id].kind in PROPER
        around_it = surroundings(one, self._text, span, around, proper)
        if "needed_word" in names or "list_neighbour" in names:
            around_it = [name for name in around_it if name != "everyday_word"]
        if "head_noun" in around_it:
            # The article is the noun's: "a Spark job".
            names = [name for name in names if name != "grammar"]
        return names + around_it

    def _stands_anywhere(self, needs: tuple[str, ...]) -> bool:
        """Tells whether the document holds any needed word; asked once for each alias."""
        if needs not in self._anywhere:
            self._anywhere[needs] = _holds(self._text.words, needs, self._document_words)
        return self._anywhere[needs]

    def _short(self, segment: Segment | None) -> bool:
        """Tells whether a segment is an item or line of its own, and no sentence."""
        if segment is None or segment.end - segment.start > _ITEM_LENGTH:
            return False
        text = self._document.text
        return segment.bullet or text[segment.end - 1] not in ".!?"

    def _others(self, one: Found, span: tuple[int, int]) -> int:
        """Counts sure skills in the span, up to two."""
        count = 0
        for index in range(bisect.bisect_left(self._sure, (span[0], 0)), len(self._sure)):
            first, last = self._sure[index]
            if first >= span[1] or count >= 2:
                break
            count += last <= one.first or first >= one.last
        return count

    def _case(self, one: Found, segment: Segment | None, source: int) -> Iterable[str]:
        written = self._text.view.text[one.start : one.end]
        letters = [char for char in written if char.isalpha()]
        wanted = [char for char in one.alias.text if char.isalpha()]
        if len(wanted) == 1 or not any(char.isupper() for char in wanted):
            return []
        label_only = wanted[1:] == [char.lower() for char in wanted[1:]]
        if label_only and self._taxonomy[one.skill_id].kind not in PROPER:
            # The label of a concept has its capital only because it is a label.
            return []
        if letters[: len(wanted)] == wanted:
            at_start = segment is not None and segment.start == source
            only_first = sum(char.isupper() for char in wanted) == 1
            if at_start and only_first:
                return ["sentence_start"]
            return ["same_case" if only_first or label_only else "same_capitals"]
        if all(char.isupper() for char in letters):
            return ["upper_case"]
        if one.recased or (written.islower() and one in self._lists):
            return []
        if one.alias.ambiguous:
            plain = segment and self._document.text[segment.start : segment.end].islower()
            return ["lower_text" if plain else "lower_case"]
        return ["lower_case_seldom"] if written in self._common else []

    @functools.cached_property
    def _lists(self) -> NameList:
        return NameList(self._text, self._found, (), self._taxonomy)

    def _in_list(self, one: Found) -> bool:
        """Tells whether a skill stands next to it, with nothing but separators between."""
        words = self._text.words
        right = one.last
        while right < len(words) and right - one.last < 2 and words[right] in self._separators:
            right += 1
        if self._named(one, self._starts.get(right)) and self._parted(one.last, right):
            return True
        left = one.first
        while left and one.first - left < 2 and words[left - 1] in self._separators:
            left -= 1
        return self._named(one, self._ends.get(left)) and self._parted(left, one.first)

    def _named(self, one: Found, beside: Found | None) -> bool:
        """Tells whether a neighbour speaks for a name: not when both may be everyday words."""
        if beside is None or not (self._lowered(one) and self._lowered(beside)):
            return beside is not None
        return normal_form(beside.alias.text) in _forms(one.alias.needs) or one in self._lists

    def _lowered(self, one: Found) -> bool:
        """Tells whether a name with other senses has lost its capital."""
        written = self._text.view.text[one.start : one.end]
        return one.alias.ambiguous and written.islower() and not one.alias.text.islower()

    def _parted(self, left: int, right: int) -> bool:
        """Tells whether two tokens are neighbours in a list: a separator or one line break."""
        tokens = self._text.tokens
        gap = self._text.view.text[tokens[left - 1].end : tokens[right].start]
        return gap.count("\n") < 2 and (right > left or "\n" in gap)

    def _source(self, one: Found) -> int:
        return self._text.view.source(one.start, one.end)[0]

    def _span(self, segment: Segment | None, one: Found) -> tuple[int, int]:
        """Gives the tokens of the segment, at most forty on either side."""
        if segment is None:
            return one.first, one.last
        tokens, view = self._text.tokens, self._text.view
        first = bisect.bisect_left(
            tokens,
            segment.start,
            max(0, one.first - _MOST_AROUND),
            one.first,
            key=lambda token: view.source(token.start, token.end)[0],
        )
        last = bisect.bisect_right(
            tokens,
            segment.end,
            one.last,
            min(len(tokens), one.last + _MOST_AROUND),
            key=lambda token: view.source(token.start, token.end)[1],
        )
        return first, last


@functools.cache
def _needed(phrases: tuple[str, ...]) -> tuple[frozenset[str], tuple[Form, ...]]:
    """Gives the single words of some phrases, with their plurals, and the longer phrases."""
    forms = _forms(phrases)
    single = [form[0] for form in forms if len(form) == 1]
    every = frozenset(word + end for word in single for end in ("", "s"))
    return every, tuple(form for form in forms if len(form) > 1)


def _holds(words: Form, phrases: tuple[str, ...], known: frozenset[str] | None = None) -> bool:
    """Tells whether any of some phrases stands in a row of words; plurals count.

    Args:
        words: The words.
        phrases: The phrases as written.
        known: The words as a set, when there is one.

    Returns:
        Whether one does.
    """
    if not phrases:
        return False
    single, longer = _needed(phrases)
    if not single.isdisjoint(words if known is None else known):
        return True
    return any(
        words[at : at + len(phrase)] == phrase
        for phrase in longer
        if phrase[0] in (words if known is None else known)
        for at in range(len(words) - len(phrase) + 1)
    )
