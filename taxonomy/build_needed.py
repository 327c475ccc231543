"""Rebuilds src/skillmap/data/needed.json.gz: what a text must hold for the patterns of the package.

Run it from the root of the repository, after a change of any cue or of how its needs are found::

    python taxonomy/build_needed.py          # write the file
    python taxonomy/build_needed.py --check  # compare, write nothing

The patterns are those that are there after documents of the labelled corpus were read, so that none
has to be listed. The same patterns give the same bytes.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "src" / "skillmap" / "data" / "needed.json.gz"
HOW = "run: python taxonomy/build_needed.py"
AS_OF = date(2026, 1, 1)
EMPTY: dict[str, Any] = {"first": {}, "needed": {}, "runs": {}}


def use_patterns() -> None:
    """Reads CVs and posts, after which every pattern that is searched for is there."""
    import skillmap
    from skillmap import benchmark

    for row in benchmark.load("dev"):
        skillmap.extract(row.text, AS_OF, row.kind)
        if row.kind == "job":
            skillmap.role(row.text, AS_OF)


def compiled() -> dict[str, Any]:
    """Finds what each pattern in use needs, whatever the file says.

    Returns:
        By key what every match holds; of patterns that are searched alone what it begins with; of
        those that are looked for together by what runs of letters.
    """
    from re import _parser  # type: ignore[attr-defined]

    from skillmap.needed import Needed, any_case, computed_runs, key_of, needed_of
    from skillmap.sought import Sought, computed_first

    use_patterns()
    live = gc.get_objects()
    alone = {(one.source, int(one.flags)) for one in live if isinstance(one, Sought)}
    many = [one for one in live if isinstance(one, Needed)]
    every = alone | {(pattern, int(one.flags)) for one in many for pattern in one.patterns}
    return {
        "first": {key_of(*one): computed_first(*one) for one in sorted(alone)},
        "needed": {
            key_of(*one): needed_of(_parser.parse(*one), any_case(*one)) for one in sorted(every)
        },
        "runs": {key_of("\n".join(one.patterns), one.flags): computed_runs(one) for one in many},
    }


def differences(made: dict[str, Any], kept: dict[str, Any]) -> list[str]:
    """Tells what the file lacks, holds in vain, or says otherwise.

    Args:
        made: What it ought to hold.
        kept: What it holds.

    Returns:
        A line for each of its parts that is not as it ought to be.
    """
    found = []
    for name in EMPTY:
        ought, has = json.loads(json.dumps(made[name])), kept.get(name, {})
        other = sum(has[key] != value for key, value in ought.items() if key in has)
        counts = {
            "missing": len(ought.keys() - has.keys()),
            "not in use": len(has.keys() - ought.keys()),
            "otherwise": other,
        }
        told = [f"{count} {what}" for what, count in counts.items() if count]
        if told:
            found.append(f"{TARGET.name}: {name}: {', '.join(told)}")
    return found


def written(content: dict[str, Any]) -> bytes:
    """Gives the bytes of the file, compressed without a time stamp."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def main() -> int:
    """Writes the file, or compares it; 1 when it is not what it ought to be."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    check = parser.parse_args().check
    if not check:
        TARGET.write_bytes(written(EMPTY))  # what lies there may be of other rules
        TARGET.write_bytes(written(compiled()))
        return 0
    found = differences(compiled(), json.loads(gzip.decompress(TARGET.read_bytes())))
    sys.stdout.write("".join(f"{line}\n" for line in [*found, HOW] if found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
