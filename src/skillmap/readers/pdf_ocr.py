"""Scanned pages through tesseract, when asked for: the extra `skillmap-ai[ocr]`."""

from __future__ import annotations

import importlib
import io
from typing import Any

from skillmap.errors import ReadError, ReadTimeout
from skillmap.models import Box
from skillmap.readers.pdf_rows import Row
from skillmap.settings import Settings

_DOTS = 300
"""Dots an inch: what tesseract was made for."""
_MOST_DOTS = 5_000
"""Longest side of a picture in dots; larger pages are drawn coarser."""
_POINTS = 72
_PLACE = ("block_num", "par_num", "line_num")
_INSTALL = "Install it with: pip install 'skillmap-ai[ocr]'"
_PROGRAM = (
    "The extra skillmap-ai[ocr] needs it beside the package: install tesseract-ocr with the "
    "packages of your system, and put it on the path."
)


class Picture:
    """A page as a picture, kept packed until it is read.

    Args:
        page: A page of pypdfium2.
    """

    def __init__(self, page: Any) -> None:
        width, height = page.get_size()
        self._scale = min(_DOTS / _POINTS, _MOST_DOTS / max(width, height, 1))
        image = page.render(scale=self._scale, grayscale=True).to_pil()
        buffer = io.BytesIO()
        image.save(buffer, "PNG", compress_level=1)
        self._png = buffer.getvalue()

    def rows(self, settings: Settings) -> list[Row]:
        """Reads the text in the picture.

        Args:
            settings: `ocr_languages`, and `read_seconds` for each page.

        Returns:
            Its lines with their places on the page.

        Raises:
            ReadError: The package, the program or a language is missing, or the program failed.
            ReadTimeout: It took too long.
        """
        tesseract, images = _package("pytesseract"), _package("PIL.Image")
        try:
            with images.open(io.BytesIO(self._png)) as image:
                words = tesseract.image_to_data(
                    image,
                    lang=settings.ocr_languages,
                    config=f"--dpi {round(self._scale * _POINTS)}",
                    output_type=tesseract.Output.DICT,
                    timeout=settings.read_seconds,
                )
        except tesseract.TesseractNotFoundError as error:
            raise ReadError(
                "needs text recognition (OCR), and the program tesseract is not there",
                hint=_PROGRAM,
            ) from error
        except tesseract.TesseractError as error:
            raise ReadError(
                f"text recognition (OCR) failed for the languages {settings.ocr_languages!r}",
                hint="`tesseract --list-langs` tells which are installed.",
            ) from error
        except RuntimeError as error:  # the package tells a time-out so
            raise ReadTimeout(
                f"text recognition (OCR) took longer than {settings.read_seconds:g} seconds a page",
                hint="Raise the setting read_seconds if the file is meant.",
            ) from error
        return self._rows(words)

    def _rows(self, words: dict[str, list[Any]]) -> list[Row]:
        lines: dict[tuple[int, int, int], list[int]] = {}
        for index, text in enumerate(words["text"]):
            if str(text).strip():
                block, paragraph, line = (int(words[key][index]) for key in _PLACE)
                lines.setdefault((block, paragraph, line), []).append(index)
        rows = []
        for found in lines.values():
            box = self._box(words, found)
            text = " ".join(str(words["text"][index]).strip() for index in found)
            sides = [self._box(words, [index]) for index in found]
            spans = tuple((left, right) for left, _, right, _ in sides)
            rows.append(Row(text=text, box=box, size=round(box[3] - box[1], 2), words=spans))
        return rows

    def _box(self, words: dict[str, list[Any]], line: list[int]) -> Box:
        left, top = (min(float(words[key][i]) for i in line) for key in ("left", "top"))
        right, bottom = (
            max(float(words[key][i]) + float(words[size][i]) for i in line)
            for key, size in (("left", "width"), ("top", "height"))
        )
        scale = self._scale
        return (
            round(left / scale, 2),
            round(top / scale, 2),
            round(right / scale, 2),
            round(bottom / scale, 2),
        )


def _package(name: str) -> Any:
    try:
        # By name: they are an extra, and nothing is known of them where they are not installed.
        return importlib.import_module(name)
    except ImportError as error:
        raise ReadError(
            f"needs text recognition (OCR), and the package {name} is not installed",
            hint=_INSTALL,
        ) from error
