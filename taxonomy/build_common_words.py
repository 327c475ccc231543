"""Rebuilds src/skillmap/data/common_words.txt.gz, the words that no alias may be without a rule.

Needs the word list of Debian's package wamerican-small (SCOWL up to size 35). Run from the root of
the repository: `python taxonomy/build_common_words.py`. The same list gives the same bytes.
"""

from __future__ import annotations

import gzip
import re
from pathlib import Path

LIST = "american-english-small"
TARGET = Path(__file__).parents[1] / "src" / "skillmap" / "data" / "common_words.txt.gz"


def words(folder: Path) -> list[str]:
    """Reads the list and keeps plain words.

    Args:
        folder: Where the list lies, one word a line.

    Returns:
        Words of two letters or more from a to z, in lower case, sorted; no possessives.
    """
    text = (folder / LIST).read_text(encoding="utf-8")
    lines = {line.strip().lower() for line in text.splitlines()}
    return sorted(line for line in lines if re.fullmatch("[a-z]{2,}", line))


def main(folder: Path = Path("/usr/share/dict")) -> None:
    """Writes the list, compressed, without a time stamp."""
    text = "\n".join(words(folder)) + "\n"
    TARGET.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main()
