"""What `why` shows: every candidate for a skill, or the nearest words when there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from skillmap.cli.options import FormatName
from skillmap.cli.output import WIDTH, as_csv, as_json

if TYPE_CHECKING:
    from skillmap.models import Candidate, Document, Mention
    from skillmap.taxonomy import Skill

MOST_WORDS = 4
NEAREST = 3
LEAST_LIKENESS = 60.0


def trace_page(
    document: Document,
    skill: Skill,
    candidates: Sequence[Candidate],
    mentions: Sequence[Mention],
    format_name: FormatName,
) -> str:
    """Writes every candidate for a skill and what became of it.

    Args:
        document: What was searched.
        skill: What was searched for.
        candidates: What was considered.
        mentions: The mentions of the document, for the status of those that became one.
        format_name: "text", "json", "jsonl" or "csv".

    Returns:
        The page.
    """
    rows = [one.model_dump(mode="json") for one in candidates]
    if format_name == "csv":
        from skillmap.models import Candidate

        return as_csv(rows, list(Candidate.model_fields))
    if format_name != "text":
        return as_json(rows, lines=format_name == "jsonl")
    from skillmap.render.layout import plain, wrap

    if not candidates:
        near = ", ".join(f"'{plain(words)}'" for words in nearest_words(document.text, skill))
        return f"no alias of {skill.id} in the text; nearest: {near or 'nothing alike'}\n"
    lines = [f"{skill.label} ({skill.id}): {_count(len(candidates))}"]
    became = {(one.start, one.end): one for one in mentions if one.skill_id == skill.id}
    for one in candidates:
        mention = became.get((one.start, one.end)) if one.outcome == "mention" else None
        outcome = f"{mention.status} mention" if mention else one.outcome
        reason = mention.reason if mention else one.reason
        lines += ["", f"{_place(document, one)}: '{plain(one.text)}' -> {outcome}"]
        found = f"{one.matcher} match with the alias {one.alias!r}, score {one.score:.2f}"
        for line in filter(None, (found, reason, _line_of(document, one))):
            lines += wrap(line, WIDTH, "  ")
    return "\n".join(lines) + "\n"


def nearest_words(text: str, skill: Skill) -> list[str]:
    """Gives the words of a text that are spelled most like a name of a skill.

    Args:
        text: The text.
        skill: The skill.

    Returns:
        At most three phrases as they stand in the text, nearest first.
    """
    from rapidfuzz import fuzz, process

    phrases: dict[str, str] = {}
    aliases = [alias.text.casefold() for alias in skill.aliases]
    longest = min(MOST_WORDS, max(len(alias.split()) for alias in aliases))
    for phrase in _phrases(text, longest):
        phrases.setdefault(phrase.casefold(), phrase)
    likeness: dict[str, float] = {}
    for alias in aliases:
        for key, score, _ in process.extract(
            alias, list(phrases), scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS, limit=10
        ):
            likeness[key] = max(likeness.get(key, 0.0), score)
    chosen: list[str] = []
    for key in sorted(likeness, key=lambda key: (-likeness[key], key)):
        if len(chosen) < NEAREST and not any(key in one or one in key for one in chosen):
            chosen.append(key)
    return [phrases[key] for key in chosen]


def _phrases(text: str, longest: int) -> Iterator[str]:
    for line in text.splitlines():
        words = [word.strip(".,;:()[]|\"'") for word in line.split()]
        words = [word for word in words if word]
        for count in range(1, longest + 1):
            for first in range(len(words) - count + 1):
                yield " ".join(words[first : first + count])


def _count(number: int) -> str:
    return "1 candidate" if number == 1 else f"{number} candidates"


def _place(document: Document, one: Candidate) -> str:
    if one.outcome == "hidden":
        return "hidden text"
    line = document.text.count("\n", 0, one.start) + 1
    page = document.page_at(one.start)
    return f"page {page}, line {line} of the text" if page else f"line {line}"


def _line_of(document: Document, one: Candidate) -> str:
    """Gives the line that a candidate stands in; none for identity and hidden text."""
    if one.outcome in {"hidden", "identity"}:
        return ""
    start = document.text.rfind("\n", 0, one.start) + 1
    end = document.text.find("\n", one.end)
    line = document.text[start : len(document.text) if end < 0 else end]
    shift = one.start - start
    if len(line) > 2 * WIDTH:
        first = max(0, shift - WIDTH)
        line = f"... {line[first : shift + WIDTH]} ..."
    return f"in: {' '.join(line.split())}"
