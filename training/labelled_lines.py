"""Lines with labelled spans: of the corpus, and of public sets when a folder of them is given."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skillmap.blinding import blinded
from skillmap.documents import document_from_text
from skillmap.evaluation import GoldRow
from skillmap.identity import identity_spans
from skillmap.matchers.ner import LABEL
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy
from skillmap.text import segments

SOFT = "SOFT"
UNSURE = "-"
"""Label of a stretch that teaches nothing."""

Span = tuple[int, int, str]
"""First character, one past the last, label."""


@dataclass(frozen=True)
class Line:
    """A segment of a text: a bullet, a sentence or a line, and its spans in order."""

    text: str
    spans: tuple[Span, ...]


Unit = tuple[Line, ...]
"""Lines that follow each other in a document."""


def corpus_lines(row: GoldRow, taxonomy: Taxonomy) -> Unit:
    """Gives the lines of a labelled document, masked as the matchers see it.

    Args:
        row: The document.
        taxonomy: Tells which skills are soft.

    Returns:
        The lines; what is optional, or meant and not named, is unsure.
    """
    document = document_from_text(row.text, Settings(), row.kind)
    blind = blinded(document, identity_spans(document))
    place = {blind.source(i, i + 1)[0]: i for i in range(len(blind.document.text))}
    marks: list[Span] = []
    for mark in row.mentions:
        soft = mark.skill_id and taxonomy[mark.skill_id].kind == "soft"
        label = SOFT if soft else LABEL
        if mark.start in place and mark.end - 1 in place:
            end = place[mark.end - 1] + 1
            marks.append((place[mark.start], end, label if mark.counts else UNSURE))
    return _lines(blind.document.text, marks)


def _lines(text: str, marks: Sequence[Span]) -> Unit:
    marks = sorted(marks, key=lambda mark: (mark[2] == UNSURE, mark[0]))
    taken = bytearray(len(text))
    kept: list[Span] = []
    for start, end, label in marks:
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append((start, end, label))
    kept.sort()
    return tuple(
        Line(
            text[part.start : part.end],
            tuple(
                (start - part.start, end - part.start, label)
                for start, end, label in kept
                if part.start <= start and end <= part.end
            ),
        )
        for part in segments(text)
    )


def public_units(folder: Path, avoid: Sequence[str]) -> list[Unit]:
    """Gives units of the public sets that lie in a folder.

    Args:
        folder: It holds skillspan_train.jsonl and cv_entities_train.jsonl, or one of them.
        avoid: Texts that are measured on: documents that share over 20 % of their runs of eight
            words with one of them are left out.

    Returns:
        The units; none when there are no such files.
    """
    seen = [runs(text) for text in avoid]
    units: list[Unit] = []
    cvs = [row for row in _rows(folder / "cv_entities_train.jsonl") if not _shares(row, seen)]
    tools = _sure_tools(cvs)
    units += [_lines(row["text"], _cv_marks(row, tools)) for row in cvs]
    posts: dict[str, list[Line]] = {}
    for row in _rows(folder / "skillspan_train.jsonl"):
        if len(row["text"]) < 600:
            key = row["id"].rpartition("-")[0]
            posts.setdefault(key, []).append(Line(row["text"], tuple(_post_marks(row))))
    return units + [tuple(lines) for _, lines in sorted(posts.items())]


def runs(text: str, length: int = 8) -> frozenset[tuple[str, ...]]:
    """Gives the runs of words of a text, to find copies of it."""
    words = re.findall(r"\w+", text.lower())
    return frozenset(tuple(words[i : i + length]) for i in range(len(words) - length + 1))


def _shares(row: dict[str, Any], seen: Iterable[frozenset[tuple[str, ...]]]) -> bool:
    own = runs(row["text"])
    return bool(own) and any(len(own & other) > 0.2 * len(own) for other in seen)


def _rows(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


_NAME = re.compile(r"[\w+#.]*[A-Z\d][\w+#.-]*")


def _sure_tools(rows: Sequence[dict[str, Any]]) -> frozenset[str]:
    """Gives forms that are labelled as tools twice or more and hold a capital or digit."""
    forms = Counter(
        span["text"] for row in rows for span in row["spans"] if span["label"] == "TECH_TOOL"
    )
    return frozenset(f for f, n in forms.items() if n > 1 and _NAME.fullmatch(f) and len(f) > 2)


def _cv_marks(row: dict[str, Any], tools: frozenset[str]) -> list[Span]:
    """Gives tools as skills; names that nobody labelled and skill-like phrases are unsure."""
    text = row["text"]
    marks: list[Span] = []
    outside = {"NAME", "LOCATION", "COMPANY", "COLLEGE", "DEGREE", "JOB_TITLE", "EMAIL"}
    closed = bytearray(len(text))
    for span in row["spans"]:
        start, end, label = span["start"], span["end"], span["label"]
        if label == "TECH_TOOL" and end - start <= 40 and "," not in span["text"]:
            marks.append((start, end, LABEL))
        elif label in outside:
            closed[start:end] = b"\x01" * (end - start)
        elif label in {"SOFT_SKILL", "JOB_SKILL", "TECH_TOOL"}:
            marks.append((start, end, UNSURE))
    for match in _NAME.finditer(text):
        if not any(closed[match.start() : match.end()]):
            sure = match.group() in tools
            marks.append((match.start(), match.end(), LABEL if sure else UNSURE))
    return marks


_NO_SKILL = re.compile(
    r"\b(?:degree|bachelor|master|english|german|french|danish|dutch|spanish|phd|msc|bsc)\b", re.I
)


def _post_marks(row: dict[str, Any]) -> list[Span]:
    """Gives short stretches of knowledge as skills, the longer and the doings as unsure.

    The half of the set that is of all trades shows what is none: its knowledge is unsure.
    """
    marks: list[Span] = []
    for span in row["spans"]:
        start, end, words = span["start"], span["end"], span["text"].split()
        if span["label"] != "KNOWLEDGE":
            marks.append((start, end, UNSURE))
        elif _NO_SKILL.search(span["text"]):
            continue
        elif (
            row["domain"] == "tech"
            and len(words) <= 3
            and not re.search(r"[()]|\band\b", span["text"])
        ):
            marks.append((start, end, LABEL))
        else:
            marks.append((start, end, UNSURE))
    return marks
