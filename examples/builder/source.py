"""Read the small Markdown sources of the examples."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

_INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|(?<!\*)\*(?P<italic>[^*\s][^*]*?)\*")


@dataclass(frozen=True)
class Section:
    """A ``## SECTION`` heading."""

    text: str


@dataclass(frozen=True)
class Entry:
    """A ``### Title, Company | dates`` heading; ``dates`` may be empty."""

    text: str
    dates: str = ""


@dataclass(frozen=True)
class Para:
    """A paragraph; its line breaks are those of the source."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A flat list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A simple table; the first row holds the column titles, maybe empty."""

    rows: tuple[tuple[str, ...], ...]


Block = Section | Entry | Para | Bullets | Grid


@dataclass(frozen=True)
class Source:
    """One source file: front matter, name or title, and body blocks."""

    path: Path
    meta: dict[str, str]
    title: str
    body: str
    blocks: tuple[Block, ...] = field(default=())

    def get(self, key: str, default: str = "") -> str:
        """Return one front matter value.

        Args:
            key: The name left of the colon.
            default: What to return when the front matter has no such key.

        Returns:
            The value as text.
        """
        return self.meta.get(key, default)

    def split_sidebar(self) -> tuple[list[Block], list[Block]]:
        """Separate the sections named by ``sidebar:`` from the others.

        Returns:
            The sidebar blocks and the main blocks, each in source order.
        """
        names = {name.strip() for name in self.get("sidebar").split(",")}
        side: list[Block] = []
        main: list[Block] = []
        target = main
        for block in self.blocks:
            if isinstance(block, Section):
                target = side if block.text in names else main
            target.append(block)
        return side, main


def spans(text: str) -> list[tuple[str, str]]:
    """Split inline markup into runs.

    Args:
        text: A line that may hold ``**bold**`` or ``*italic*``.

    Returns:
        Pairs of the run and its style: ``""``, ``"bold"`` or ``"italic"``.
    """
    runs: list[tuple[str, str]] = []
    last = 0
    for match in _INLINE.finditer(text):
        if match.start() > last:
            runs.append((text[last : match.start()], ""))
        style = "bold" if match["bold"] else "italic"
        runs.append((match[style], style))
        last = match.end()
    if last < len(text):
        runs.append((text[last:], ""))
    return runs


def bare(text: str) -> str:
    """Drop the inline markup of a line.

    Args:
        text: A line that may hold inline markup.

    Returns:
        The words alone.
    """
    return "".join(run for run, _ in spans(text))


def _front_matter(text: str, path: Path) -> tuple[dict[str, str], str]:
    if not text.startswith("---\n"):
        raise ValueError(f"{path.name}: front matter is missing")
    head, body = text[4:].split("\n---\n", 1)
    meta: dict[str, str] = {}
    for line in head.splitlines():
        key, colon, value = line.partition(":")
        if not colon:
            raise ValueError(f"{path.name}: not a 'key: value' line: {line!r}")
        meta[key.strip()] = value.strip()
    for key in ("format", "layout", "out"):
        if key not in meta:
            raise ValueError(f"{path.name}: front matter lacks '{key}'")
    return meta, body.strip() + "\n"


def _table_row(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def _is_rule(row: tuple[str, ...]) -> bool:
    return all(cell and not cell.strip("-:") for cell in row)


def _heading(line: str) -> Block | None:
    if line.startswith("### "):
        text, _, dates = line[4:].partition(" | ")
        return Entry(text.strip(), dates.strip())
    if line.startswith("## "):
        return Section(line[3:].strip())
    return None


def _bullets(lines: list[str]) -> Bullets:
    items: list[str] = []
    for line in lines:
        if line.startswith("- "):
            items.append(line[2:].strip())
        else:
            items[-1] = f"{items[-1]} {line.strip()}"
    return Bullets(tuple(items))


def _chunk(lines: list[str]) -> Block:
    if lines[0].startswith("- "):
        return _bullets(lines)
    if lines[0].startswith("|"):
        rows = [_table_row(line) for line in lines]
        return Grid(tuple(row for row in rows if not _is_rule(row)))
    return Para("\n".join(line.strip() for line in lines))


def _blocks(lines: list[str]) -> list[Block]:
    blocks: list[Block] = []
    chunk: list[str] = []
    for line in [*lines, ""]:
        heading = _heading(line)
        starts_other = bool(chunk) and line.startswith("- ") != chunk[0].startswith("- ")
        is_more = line.startswith("  ") or not line.startswith(("- ", "|"))
        if chunk and (not line or heading or (starts_other and not is_more)):
            blocks.append(_chunk(chunk))
            chunk = []
        if heading:
            blocks.append(heading)
        elif line:
            chunk.append(line)
    return blocks


def read_source(path: Path) -> Source:
    """Read one source file.

    Args:
        path: A Markdown file with front matter.

    Returns:
        The parsed source.

    Raises:
        ValueError: If the front matter or the first heading is missing.
    """
    meta, body = _front_matter(path.read_text(encoding="utf-8"), path)
    first, _, rest = body.partition("\n")
    if not first.startswith("# "):
        raise ValueError(f"{path.name}: the body must begin with '# '")
    blocks = tuple(_blocks(rest.splitlines()))
    return Source(path, meta, first[2:].strip(), body, blocks)
