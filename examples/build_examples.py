"""Rebuild the example CVs and job posts from ``examples/sources``.

Run it from the root of the repository::

    python examples/build_examples.py          # write all files
    python examples/build_examples.py --check  # compare, write nothing

It needs reportlab, python-docx and Pillow, and pypdfium2 for ``--check``.
Two runs with the same versions of these give the same bytes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from builder.check import difference
from builder.pdf import write_pdf
from builder.plain import write_markdown, write_text
from builder.scan import write_scan
from builder.source import Source, read_source
from builder.web import write_cv_page, write_post_page
from builder.word import write_docx

HERE = Path(__file__).resolve().parent
KINDS = ("cvs", "posts")

_WRITERS: dict[str, Callable[[Source], bytes]] = {
    "docx": write_docx,
    "md": write_markdown,
    "pdf": write_pdf,
    "scan": write_scan,
    "txt": write_text,
}


def _writer(source: Source, kind: str) -> Callable[[Source], bytes]:
    form = source.get("format")
    if form == "html":
        return write_cv_page if kind == "cvs" else write_post_page
    if form not in _WRITERS:
        raise ValueError(f"{source.path.name}: unknown format '{form}'")
    return _WRITERS[form]


def read_all(kind: str) -> list[Source]:
    """Read all sources of one kind.

    Args:
        kind: ``cvs`` or ``posts``.

    Returns:
        The sources, by file name.

    Raises:
        ValueError: If two sources name the same output file.
    """
    sources = [read_source(path) for path in sorted((HERE / "sources" / kind).glob("*.md"))]
    names = [source.get("out") for source in sources]
    if len(set(names)) != len(names):
        raise ValueError(f"{kind}: two sources have the same 'out'")
    return sources


def build(target: Path) -> int:
    """Build every example.

    Args:
        target: The folder that gets ``cvs`` and ``posts``.

    Returns:
        How many files were written.
    """
    count = 0
    for kind in KINDS:
        folder = target / kind
        folder.mkdir(parents=True, exist_ok=True)
        for source in read_all(kind):
            data = _writer(source, kind)(source)
            (folder / source.get("out")).write_bytes(data)
            count += 1
    return count


def check() -> list[str]:
    """Build into a temporary folder and compare with the shipped files.

    Returns:
        One line for every file that differs, is missing or has no source.
    """
    problems: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        fresh = Path(name)
        build(fresh)
        for kind in KINDS:
            sources = read_all(kind)
            for source in sources:
                out = source.get("out")
                pair = (HERE / kind / out, fresh / kind / out)
                word = difference(*pair, password=source.get("password"))
                if word:
                    problems.append(f"{kind}/{out}: {word}")
            known = {source.get("out") for source in sources}
            present = {path.name for path in (HERE / kind).glob("*")}
            problems += [f"{kind}/{extra}: no source" for extra in present - known]
    return sorted(problems)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: The words after the program name; ``None`` takes
            ``sys.argv``.

    Returns:
        0 if all went well, 1 if ``--check`` found a difference.
    """
    parser = argparse.ArgumentParser(description="Rebuild the example files.")
    parser.add_argument(
        "--check",
        action="store_true",
        help="compare the text of the shipped files with a fresh build",
    )
    options = parser.parse_args(arguments)
    if not options.check:
        print(f"{build(HERE)} files written")
        return 0
    problems = check()
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(problems)} differences")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
