"""Write sources as plain text or Markdown."""

from __future__ import annotations

import textwrap

from builder.source import (
    Block,
    Bullets,
    Entry,
    Grid,
    Para,
    Section,
    Source,
    bare,
)

_WIDTH = 78


def _wrap(text: str, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        bare(text),
        _WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _section(text: str, layout: str) -> list[str]:
    if layout == "ruled":
        return ["", text, "=" * len(text), ""]
    if layout == "dashed":
        return ["", f"--- {text} {'-' * max(3, 60 - len(text))}", ""]
    return ["", text, ""]


def _entry(block: Entry, layout: str) -> list[str]:
    title = bare(block.text)
    if not block.dates:
        return ["", title]
    if layout == "ruled":
        gap = max(3, _WIDTH - len(title) - len(block.dates))
        return ["", f"{title}{' ' * gap}{block.dates}"]
    return ["", f"{title} ({block.dates})"]


def _grid(block: Grid) -> list[str]:
    lines: list[str] = []
    for row in block.rows:
        cells = [bare(cell) for cell in row]
        if any(cells):
            lines.append(_wrap(f"{cells[0]}: {'  '.join(cells[1:])}", "", "    "))
    return lines


def _lines(block: Block, layout: str) -> list[str]:
    if isinstance(block, Section):
        return _section(block.text, layout)
    if isinstance(block, Entry):
        return _entry(block, layout)
    if isinstance(block, Para):
        return [*(_wrap(line) for line in block.text.split("\n")), ""]
    if isinstance(block, Bullets):
        mark = "* " if layout == "ruled" else "- "
        return [_wrap(item, mark, "  ") for item in block.items] + [""]
    return [*_grid(block), ""]


def write_text(source: Source) -> bytes:
    """Write a source as plain text, wrapped at 78 characters.

    Args:
        source: The parsed source; its layout is ``ruled``, ``dashed`` or
            ``bare``.

    Returns:
        The file as UTF-8 bytes.
    """
    layout = source.get("layout")
    lines = [source.title, ""]
    for block in source.blocks:
        for line in _lines(block, layout):
            if line or lines[-1]:
                lines.append(line)
    return ("\n".join(lines).strip() + "\n").encode()


def write_markdown(source: Source) -> bytes:
    """Write the body of a source as it stands.

    Args:
        source: The parsed source.

    Returns:
        The file as UTF-8 bytes.
    """
    return source.body.encode()
