"""Status by the words around a name, weighed as learnt, where no cue decides.

A linear model: each clue has a weight for each status, and a name is not present only when the sum
for another status is clearly the larger. `training/train_status.py` learns the weights from texts
that were written for it and from the labelled corpus. Sums are of whole numbers, so they are the
same everywhere.
"""

from __future__ import annotations

import functools
import math
import zlib
from array import array
from base64 import b85decode
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from skillmap.assertion.clues import Around
from skillmap.data_files import load
from skillmap.models import Kind
from skillmap.models.profile import Status

LEARNT: tuple[Status, ...] = ("negated", "planned", "other")
"""The statuses that have weights; those of "present" are taken off them."""
_FILE = "status_weights.json.gz"
_STEEP = 4.0
_SHOWN = 2
_OFFSET, _ROOM = 128, 20
"""A weight is stored as a number above 0; sums of up to 4,000 of them have room side by side."""


class Packed(dict[int, int]):
    """The weights of all statuses at a place in one number, made when it is first asked for.

    Args:
        each: For each status its weights.
    """

    def __init__(self, each: Sequence[Sequence[int]]) -> None:
        super().__init__()
        self._each = each

    def __missing__(self, place: int) -> int:
        whole = 0
        for number, values in enumerate(self._each):
            whole |= (values[place] + _OFFSET) << _ROOM * number
        self[place] = whole
        return whole


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt.

    Attributes:
        bits: So many of the lowest bits of a clue tell where its weights are.
        scale: What a whole number stands for.
        bias: What each status begins with.
        cutoff: The least share that a status needs, 0 to 1.
        first: For single words, how much they speak against "present".
        enough: What they must come to before all clues are weighed.
        values: At each place the weights of all statuses in one number, the first lowest.
    """

    bits: int
    scale: float
    bias: tuple[float, ...]
    cutoff: float
    first: Mapping[str, int]
    enough: int
    values: Packed

    def worth_weighing(self, words: Iterable[str]) -> bool:
        """Tells whether some words may speak against "present": a quick look at each by itself."""
        return sum(map(self.first.get, words, repeat(0))) >= self.enough

    def summed(self, clues: Collection[int]) -> list[int]:
        """Gives for each status the sum of the weights of some clues."""
        most = (1 << self.bits) - 1
        total = sum(map(self.values.__getitem__, [clue & most for clue in clues]))
        room = (1 << _ROOM) - 1
        less = _OFFSET * len(clues)
        return [(total >> _ROOM * place & room) - less for place in range(len(LEARNT))]

    def of(self, clue: int, status: int) -> int:
        """Gives the weight of one clue for one status."""
        whole = self.values[clue & ((1 << self.bits) - 1)]
        return (whole >> _ROOM * status & (1 << _ROOM) - 1) - _OFFSET


@functools.cache
def weights() -> Weights:
    """Loads the weights of the package."""
    content = load(_FILE)
    return Weights(
        bits=content["bits"],
        scale=content["scale"],
        bias=tuple(content["bias"]),
        cutoff=content["cutoff"],
        first=content["first"],
        enough=content["enough"],
        values=Packed(
            [array("b", zlib.decompress(b85decode(content["values"][name]))) for name in LEARNT]
        ),
    )


def steepness(count: int) -> float:
    """Gives by how much a sum over so many clues is multiplied: long sentences weigh no more."""
    return _STEEP / math.sqrt(max(1, count))


def weighed(around: Around, number: int, first: int, last: int, kind: Kind) -> tuple[Status, str]:
    """Tells the status of the names of a list by what stands around them.

    Args:
        around: The segments of the document.
        number: The segment.
        first: First word of the list.
        last: Its last word.
        kind: What the document is; a post plans nothing.

    Returns:
        The status, and the words that say most for it; "present" without a word.
    """
    known = weights()
    shared, own = around.shared(number), around.own(number, first, last)
    by = known.scale * steepness(len(shared) + len(own))
    both = zip(known.summed(shared), known.summed(own), strict=True)
    sums = [bias + by * sum(pair) for bias, pair in zip(known.bias, both, strict=True)]
    if kind == "job":
        sums[LEARNT.index("planned")] = -math.inf
    best = max(range(len(sums)), key=sums.__getitem__)
    top = max(sums[best], 0.0)  # so that no power is too large
    share = math.exp(sums[best] - top) / math.fsum(math.exp(one - top) for one in (0.0, *sums))
    if share < known.cutoff:
        return "present", ""
    return LEARNT[best], _reason(around.told(number, first, last), best, known)


def _reason(told: Iterable[tuple[str, int]], best: int, known: Weights) -> str:
    """Gives the words that say most for a status."""
    gain: dict[str, int] = {}
    for text, clue in told:
        gain[text] = max(known.of(clue, best), gain.get(text, -_OFFSET))
    words: list[str] = []
    for text in sorted(gain, key=lambda one: (-gain[one], one)):
        if not any(text in one or one in text for one in words):
            words.append(text)
        if len(words) == _SHOWN:
            break
    return f"words around it: {', '.join(words)}" if words else "words around it"
