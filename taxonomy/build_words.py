"""Rebuilds src/skillmap/data/words.txt.gz, the ordinary English words that no typo is sought in.

Needs the word lists of Debian's packages wamerican and wbritish (SCOWL). Run from the root of the
repository: `python taxonomy/build_words.py`. The same lists give the same bytes.
"""

from __future__ import annotations

import gzip
import re
from pathlib import Path

LISTS = ("american-english", "british-english")
TARGET = Path(__file__).parents[1] / "src" / "skillmap" / "data" / "words.txt.gz"


def words(folder: Path) -> list[str]:
    """Reads the lists and keeps plain words.

    Args:
        folder: Where the lists lie, one word a line.

    Returns:
        Words of four letters or more from a to z, in lower case, sorted; no possessives.
    """
    lines = {
        line.strip().lower()
        for name in LISTS
        for line in (folder / name).read_text(encoding="utf-8").splitlines()
    }
    return sorted(line for line in lines if re.fullmatch("[a-z]{4,}", line))


def main(folder: Path = Path("/usr/share/dict")) -> None:
    """Writes the list, compressed, without a time stamp."""
    text = "\n".join(words(folder)) + "\n"
    TARGET.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main()
