"""A small model of our own that finds phrases which read like skills, whoever knows them.

It is no matcher: it gives stretches with a score and no skill. A convolution looks at a few words
on either side and gives each word the odds of beginning a skill, going on with one, or neither;
the best sequence that holds together is taken.

The words are those of `MatchText`, so a document is cut once, and a line break between two
segments is a word of its own. Pieces of a few hundred words are read one after the other: the
time grows with the length, and nothing depends on what else is read.
"""

from __future__ import annotations

import functools
import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from skillmap.data_files import load
from skillmap.matchers.base import Found, MatchText
from skillmap.matchers.fuzzy import is_word
from skillmap.models import Version
from skillmap.taxonomy import Taxonomy
from skillmap.text import MASK, Segment, words_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

LABEL = "SKILL"
"""The label of what is given; soft skills have their own, which is dropped."""

_FOLDER = "ner"
_BREAK = "\n"
_MOST_WORDS = 400
_MOST_KEPT = 16384  # words, half a kilobyte each
_LEAST_SHARE = 0.02
_MARGIN = 0.001
_COMMON_WORDS = "common_words.txt.gz"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch that reads like a skill.

    Attributes:
        start: First character in the view.
        end: One past the last.
        score: 0 to 1, rounded to four digits.
    """

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Piece:
    """Some segments of a text as the model reads them.

    Attributes:
        words: The words, and a line break between two segments.
        spaces: Whether white space follows each.
        cues: What is known of each: its class of word, and whether the taxonomy names it.
        tokens: The index of each in `MatchText.tokens`, None for a break.
    """

    words: list[str]
    spaces: list[bool]
    cues: list[str]
    tokens: list[int | None]

    def doc(self, vocab: Vocab) -> Doc:
        """Makes the Doc that the model reads; the cues stand where lemmas would."""
        from spacy.tokens import Doc

        return Doc(vocab, words=self.words, spaces=self.spaces, lemmas=self.cues)


def known_words(found: Iterable[Found], taxonomy: Taxonomy) -> dict[int, str]:
    """Marks the words that names of the taxonomy stand on.

    Args:
        found: What the phrase matcher found.
        taxonomy: For the kinds of the skills.

    Returns:
        For the index of a token: B and I for a sure name, its first word and the others, A and a
        for an ambiguous one, S for a soft skill.
    """
    marks: dict[int, str] = {}
    for one in sorted(found, key=lambda one: (one.first - one.last, one.first)):
        if one.matcher != "phrase" or any(i in marks for i in range(one.first, one.last)):
            continue
        soft = taxonomy[one.skill_id].kind == "soft"
        first, rest = ("S", "S") if soft else ("A", "a") if one.alias.ambiguous else ("B", "I")
        marks[one.first] = first
        marks.update(dict.fromkeys(range(one.first + 1, one.last), rest))
    return marks


def pieces(text: MatchText, parts: Sequence[Segment], known: Mapping[int, str]) -> list[Piece]:
    """Cuts a text into what the model reads at a time.

    Args:
        text: The text.
        parts: Its segments, in order. Segments without a letter are left out.
        known: What `known_words` gave.

    Returns:
        Pieces of at most 400 words and the rest of a segment.
    """
    made: list[Piece] = []
    piece = Piece([], [], [], [])
    index, tokens, view = 0, text.tokens, text.view
    for part in parts:
        row: list[int] = []
        while index < len(tokens):
            start, end = view.source(tokens[index].start, tokens[index].end)
            if start >= part.end:
                break
            if start >= part.start and end <= part.end:
                row.append(index)
            index += 1
        if not any(tokens[i].text[0].isalpha() for i in row):
            continue
        for begin in range(0, len(row), _MOST_WORDS):
            chunk = row[begin : begin + _MOST_WORDS]
            if len(piece.words) + len(chunk) > _MOST_WORDS and piece.words:
                made.append(piece)
                piece = Piece([], [], [], [])
            _add(piece, chunk, text, known)
    return [*made, piece] if piece.words else made


def _add(piece: Piece, row: Sequence[int], text: MatchText, known: Mapping[int, str]) -> None:
    for i in row:
        token = text.tokens[i]
        piece.words.append(token.text)
        piece.spaces.append(text.view.text[token.end : token.end + 1].isspace())
        piece.cues.append(word_class(token.text) + known.get(i, ""))
        piece.tokens.append(i)
    piece.words.append(_BREAK)
    piece.spaces.append(False)
    piece.cues.append(_BREAK)
    piece.tokens.append(None)


@functools.lru_cache(maxsize=32768)
def word_class(word: str) -> str:
    """Tells whether word lists know a word.

    Args:
        word: A word as written.

    Returns:
        "c" for a common one, "w" for another, "u" for none, "d" for a number, "x" for a symbol,
        "m" for a mask.
    """
    if word == MASK:
        return "m"
    if not word[0].isalpha():
        return "d" if word[0].isdigit() else "x"
    low = word.lower()
    if low in load(_COMMON_WORDS):
        return "c"
    return "w" if is_word(low) else "u"


def new_vocab() -> Vocab:
    """Makes an empty vocabulary with what the model looks at.

    One for each text: the model's own would keep every word that it ever saw.

    Returns:
        The vocabulary.
    """
    from spacy.attrs import NORM, PREFIX, SHAPE, SUFFIX  # type: ignore[import-not-found]
    from spacy.lang.lex_attrs import lower, prefix, suffix, word_shape
    from spacy.vocab import Vocab

    looks = {NORM: lower, PREFIX: prefix, SUFFIX: suffix, SHAPE: word_shape}
    return Vocab(lex_attr_getters=looks)


class SkillNer:
    """The model, loaded once.

    Args:
        nlp: The spaCy pipeline: one tagger, whose tags are O, and B- and I- with a label.
        version: What records carry of it.
    """

    def __init__(self, nlp: Language, version: Version) -> None:
        self.version = version
        options: dict[str, Any] = nlp.meta.get("skillmap", {})
        self.bias: float = options.get("bias", 0.0)
        self.cutoff: float = options.get("cutoff", 0.0)
        self.cutoff_common: float = options.get("cutoff_common", self.cutoff)
        tagger: Any = nlp.get_pipe("tagger")
        context, softmax = tagger.model.layers
        words, self._encode = context.layers
        self._words = _Words(words)
        self._softmax = softmax
        self._labels: tuple[str, ...] = tuple(tagger.labels)

    def find(
        self,
        text: MatchText,
        parts: Sequence[Segment],
        known: Mapping[int, str],
        bias: float | None = None,
    ) -> list[Phrase]:
        """Finds the phrases of a text that read like skills.

        Args:
            text: The text, identity masked.
            parts: Its segments, or those of them that matter, in order.
            known: What `known_words` gave; it may be empty.
            bias: What is taken off the odds of "no skill", in nats; None for the model's own.

        Returns:
            The phrases in order, not overlapping; none reaches over a mask or segment.
        """
        found: list[Phrase] = []
        for piece in pieces(text, parts, known):
            odds = self._odds(piece, self.bias if bias is None else bias)
            for first, last, label, score in _best(odds, self._labels):
                begin, end = piece.tokens[first], piece.tokens[last - 1]
                if label == LABEL and begin is not None and end is not None:
                    start, stop = text.tokens[begin].start, text.tokens[end].end
                    found.append(Phrase(start, stop, score))
        return found

    def cutoff_for(self, phrase: str) -> float:
        """Gives the least score with which a phrase counts.

        Args:
            phrase: The phrase.

        Returns:
            0 to 1; more for a phrase of ordinary words than for one with a name in it.
        """
        plain = all(word_class(word) in {"c", "w", "x"} for word in words_of(phrase))
        return self.cutoff_common if plain else self.cutoff

    def _odds(self, piece: Piece, bias: float) -> list[list[float]]:
        """Gives the logarithm of each label's share at each word, rounded."""
        logits = self._softmax.predict(self._encode.predict([self._words.rows(piece)]))[0]
        outside = self._labels.index("O")
        nothing = [0.0 if i == outside else -99.0 for i in range(len(self._labels))]
        odds: list[list[float]] = []
        for word, row, plain in zip(
            piece.words, logits.tolist(), _surely(logits, outside, bias), strict=True
        ):
            if plain or word in {_BREAK, MASK}:
                odds.append(nothing)
                continue
            row[outside] -= bias
            most = max(row)
            total = most + math.log(math.fsum(math.exp(value - most) for value in row))
            # Rounded, since a sum in another order must not turn a decision.
            odds.append([round(value - total, 4) for value in row])
        return odds


class _Words:
    """What the first layer of the model makes of words; it is asked once for each.

    It sees a word, its cue and whether white space follows, and nothing around it: what it gives
    is the same in every text.
    """

    def __init__(self, layer: Any) -> None:
        self._layer = layer
        self._rows: dict[tuple[str, bool, str], Any] = {}

    def rows(self, piece: Piece) -> Any:
        """Gives one row of numbers for each word of a piece."""
        keys = list(zip(piece.words, piece.spaces, piece.cues, strict=True))
        known = {key: self._rows.get(key) for key in keys}
        new = [key for key, row in known.items() if row is None]
        if new:
            words, spaces, cues = map(list, zip(*new, strict=True))
            doc = Piece(words, spaces, cues, []).doc(new_vocab())
            made = dict(zip(new, self._layer.predict([doc])[0], strict=True))
            known.update(made)
            if len(self._rows) > _MOST_KEPT:
                self._rows.clear()
            self._rows.update(made)
        return self._layer.ops.xp.stack([known[key] for key in keys])


def _surely(logits: Any, label: int, bias: float) -> list[bool]:
    """Tells the words that so surely have a label that their exact share decides nothing."""
    count = logits.shape[1]
    others = logits.copy()
    others[:, label] = -math.inf
    ahead = logits[:, label] - others.max(axis=1) - bias
    # As if all others were as likely as the likeliest of them: the true share is never less.
    share = 1 - _LEAST_SHARE + _MARGIN
    sure: list[bool] = (ahead > math.log((count - 1) * share / (1 - share))).tolist()
    return sure


def _best(
    odds: Sequence[Sequence[float]], labels: Sequence[str]
) -> Iterable[tuple[int, int, str, float]]:
    """Gives the spans of the likeliest sequence in which I- only follows B- or I- of its label."""
    outside = labels.index("O")
    sure = math.log(1 - _LEAST_SHARE)
    first = 0
    while first < len(odds):
        if odds[first][outside] > sure:
            first += 1
            continue
        last = first
        while last < len(odds) and odds[last][outside] <= sure:
            last += 1
        path = _viterbi(odds[first:last], labels)
        yield from _spans(path, odds, labels, first)
        first = last


@functools.cache
def _before(labels: tuple[str, ...]) -> list[list[int]]:
    """Gives, for each label, those that may stand before it."""
    size = range(len(labels))
    return [
        [j for j in size if not labels[i].startswith("I-") or labels[j][1:] == labels[i][1:]]
        for i in size
    ]


def _viterbi(odds: Sequence[Sequence[float]], labels: Sequence[str]) -> list[int]:
    size = range(len(labels))
    before = _before(tuple(labels))
    score = [-99.0 if label.startswith("I-") else odds[0][i] for i, label in enumerate(labels)]
    steps: list[list[int]] = []
    for row in odds[1:]:
        step = [max(before[i], key=lambda j: (score[j], -j)) for i in size]
        score = [score[step[i]] + row[i] for i in size]
        steps.append(step)
    path = [max(size, key=lambda i: (score[i], -i))]
    for step in reversed(steps):
        path.append(step[path[-1]])
    return path[::-1]


def _spans(
    path: Sequence[int], odds: Sequence[Sequence[float]], labels: Sequence[str], offset: int
) -> Iterable[tuple[int, int, str, float]]:
    first = 0
    while first < len(path):
        label = labels[path[first]]
        last = first + 1
        if label.startswith("B-"):
            while last < len(path) and labels[path[last]] == "I-" + label[2:]:
                last += 1
            mean = math.fsum(odds[offset + i][path[i]] for i in range(first, last)) / (last - first)
            yield offset + first, offset + last, label[2:], round(math.exp(mean), 4)
        first = last


@functools.cache
def load_ner() -> SkillNer:
    """Loads the model of the package, and spaCy with it, once.

    Returns:
        The model.
    """
    import spacy

    folder = files("skillmap").joinpath("data", _FOLDER)
    return SkillNer(spacy.load(str(folder)), model_version())


@functools.cache
def model_version() -> Version:
    """Gives name, version and hash of the model, without loading it.

    Returns:
        The version that records carry.
    """
    import json

    folder = files("skillmap").joinpath("data", _FOLDER)
    digest = hashlib.sha256()
    for name in ("config.cfg", "meta.json", "tagger/cfg", "tagger/model"):
        digest.update(folder.joinpath(*name.split("/")).read_bytes())
    meta = json.loads(folder.joinpath("meta.json").read_text(encoding="utf-8"))
    return Version(
        name=str(meta["name"]), version=str(meta["version"]), sha256=digest.hexdigest()[:16]
    )
