"""Which characters of a PDF page nobody sees: the objects' word, and their picture's in doubt."""

from __future__ import annotations

from skillmap.models import Box
from skillmap.readers.pdf_glyphs import Glyphs
from skillmap.readers.pdf_hidden import COVERED, PageObjects
from skillmap.readers.pdf_picture import Pictures

_MOST_SHARED = 0.5
"""Recognised words stand side by side: one that lies on another by more is none."""
_BAND = 8.0


def unseen(glyphs: Glyphs, objects: PageObjects, pictures: Pictures) -> tuple[dict[int, str], bool]:
    """Tells which characters of a page nobody sees.

    Args:
        glyphs: The characters.
        objects: What the page's objects tell.
        pictures: The page's pictures, for the doubtful ones.

    Returns:
        The reason by the place of each such character, and whether the page has an OCR layer.
    """
    hidden: dict[int, str] = {}
    layer = _Layer(glyphs, objects, pictures)
    for item in objects.texts:
        address = item.address
        places = glyphs.objects.get(address, [])
        reason = objects.hidden.get(address, "")
        if reason and not (address in objects.unpainted and objects.scanned):
            hidden.update(dict.fromkeys(places, reason))
        elif reason:
            hidden.update(layer.without_ink(places, reason))
        elif address in objects.doubtful:
            why = objects.doubtful[address]
            invisible = _invisible(glyphs, places, pictures)
            if why == COVERED and objects.scanned and len(invisible) == len(places):
                hidden.update(layer.without_ink(places, why))
            else:
                hidden.update(dict.fromkeys(invisible, why))
        if address in objects.partly:
            window, why = objects.partly[address]
            cut = [place for place in places if _is_cut(glyphs.char_box(place), window)]
            hidden.update(dict.fromkeys(cut, why))
    return hidden, layer.words > 0


def _invisible(glyphs: Glyphs, places: list[int], pictures: Pictures) -> list[int]:
    """Gives the characters of words that leave no trace in the picture."""
    words = glyphs.words(places)
    found: list[int] = []
    for word in words:
        # Letters at both ends and in the middle tell of a word.
        asked = sorted({word[0], word[len(word) // 2], word[-1]})
        shown = sum(pictures.seen(glyphs.char_box(place)) for place in asked)
        if shown < 0.5 * len(asked):
            found += word
    return places if len(found) == sum(map(len, words)) else found


def _is_cut(box: Box, window: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return not (window[0] <= x <= window[2] and window[1] <= y <= window[3])


class _Layer:
    """The text layer of a scan, word by word.

    Attributes:
        words: How many words of it stand where the scan shows ink.
    """

    def __init__(self, glyphs: Glyphs, objects: PageObjects, pictures: Pictures) -> None:
        self.words = 0
        self._glyphs, self._objects, self._pictures = glyphs, objects, pictures
        self._taken: dict[int, list[Box]] = {}

    def without_ink(self, places: list[int], reason: str) -> dict[int, str]:
        """Gives the characters of words that are no recognised ones."""
        hidden: dict[int, str] = {}
        words = self._glyphs.words(places)
        for word in words:
            box = self._box(word)
            if self._is_free(box) and self._on_image(box) and self._pictures.has_ink(box):
                self._taken.setdefault(int((box[1] + box[3]) / 2 / _BAND), []).append(box)
                self.words += 1
            else:
                hidden.update(dict.fromkeys(word, reason))
        return dict.fromkeys(places, reason) if len(hidden) == sum(map(len, words)) else hidden

    def _box(self, word: list[int]) -> Box:
        boxes = [self._glyphs.char_box(place) for place in word]
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        return min(lefts), min(bottoms), max(rights), max(tops)

    def _is_free(self, box: Box) -> bool:
        band = int((box[1] + box[3]) / 2 / _BAND)
        near = [one for index in (band - 1, band, band + 1) for one in self._taken.get(index, ())]
        return all(_shared(box, one) <= _MOST_SHARED for one in near)

    def _on_image(self, box: Box) -> bool:
        return any(not _is_cut(box, image) for image in self._objects.images)


def _shared(one: Box, other: Box) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((b[2] - b[0]) * (b[3] - b[1]) for b in (one, other))
    return max(0.0, width) * max(0.0, height) / smaller if smaller > 0 else 0.0
