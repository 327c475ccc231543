"""The fonts of a PDF read directly: what glyphs without a Unicode map stand for, quickly."""

from __future__ import annotations

import re
from typing import Any

from skillmap.readers.pdf_plumber import Plumber

_UNKNOWN = re.compile(r"\(cid:\d+\)")
_DEPTH = 4


class Fonts:
    """The fonts of a file.

    Reading the fonts alone costs a small part of what reading the glyphs of a page anew would.

    Args:
        plumber: It opens the file when a glyph is first asked for.
    """

    def __init__(self, plumber: Plumber) -> None:
        self._plumber = plumber
        self._fonts: dict[int, dict[str, list[Any]]] = {}
        self._made: dict[int, Any] = {}

    def meaning(self, page: int, name: str, code: int) -> str | None:
        """Tells what a glyph stands for.

        Args:
            page: Index of the page, from 0.
            name: Name of its font.
            code: Its code in the font, which PDFium gives where it knows no better.

        Returns:
            Its text, empty when the font does not know; None when the page must be read to tell.
        """
        try:
            fonts = self._of_page(page).get(name, [])
            if not fonts or any(font.is_multibyte() for font in fonts):
                return None
            # A font may be used with two encodings, of which one has no such code.
            meanings = {_text(font, code) for font in fonts} - {""} or {""}
        except Exception:  # whatever the library raises, the page itself may still be read
            return None
        return meanings.pop() if len(meanings) == 1 else None

    def _of_page(self, index: int) -> dict[str, list[Any]]:
        if index not in self._fonts:
            found: dict[str, list[Any]] = {}
            resources = self._plumber.document().pages[index].page_obj.resources
            self._collect(resources, found, _DEPTH)
            self._fonts[index] = found
        return self._fonts[index]

    def _collect(self, resources: Any, found: dict[str, list[Any]], depth: int) -> None:
        from pdfplumber.utils.pdfinternals import resolve

        resources = resolve(resources) or {}
        for reference in (resolve(resources.get("Font")) or {}).values():
            key = getattr(reference, "objid", 0) or id(reference)
            if key not in self._made:
                spec = resolve(reference)
                self._made[key] = self._plumber.document().rsrcmgr.get_font(key, spec), _name(spec)
            font, name = self._made[key]
            found.setdefault(name, []).append(font)
            # PDFium leaves the mark of a subset out.
            found.setdefault(name.partition("+")[2], []).append(font)
        for reference in (resolve(resources.get("XObject")) or {}).values() if depth else ():
            form = resolve(reference)
            inner = getattr(form, "attrs", {}).get("Resources")
            if inner is not None:
                self._collect(inner, found, depth - 1)


def _name(spec: Any) -> str:
    from pdfplumber.utils.pdfinternals import resolve

    name = resolve(spec.get("BaseFont"))
    return str(getattr(name, "name", name) or "")


def _text(font: Any, code: int) -> str:
    try:
        text = str(font.to_unichr(code))
    except Exception:  # how the library says that it does not know
        return ""
    return "" if _UNKNOWN.search(text) else text
