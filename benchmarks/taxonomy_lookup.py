"""What the taxonomy knows, what it rightly does not, and how long it takes to load and look up.

Everyday phrases that are no skills stand in nonskills.txt beside this file. The skill strings of
posts are measured on ../shared/data when that folder is there (data that may not be
redistributed). Both stand beside plain lower-case matching of the same names; times are ratios to
`json.load` of the same file and to a dict lookup of the same phrases, interleaved in one run.

Run: python benchmarks/taxonomy_lookup.py [--out FILE.json]
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from skillmap import Taxonomy, load_taxonomy
from skillmap.taxonomy import TaxonomyData

HERE = Path(__file__).parent
POSTS = HERE.parents[1] / "shared" / "data" / "job_posts_silver.jsonl"
COMPILED = files("skillmap").joinpath("data", "taxonomy.json")


def skill_strings() -> Counter[str]:
    """Counts the skill strings of the posts; empty without them."""
    found: Counter[str] = Counter()
    if POSTS.exists():
        for line in POSTS.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found.update(row["text"][span["start"] : span["end"]] for span in row["spans"])
            found.update(str(pair[0]) for pair in row["unlocated_skills"])
    return found


def seconds(work: Callable[[], object]) -> float:
    """Gives the CPU seconds of one call."""
    before = time.process_time()
    work()
    return time.process_time() - before


def ratio(work: Callable[[], object], base: Callable[[], object], rounds: int = 7) -> float:
    """Gives the median ratio of two pieces of work done in turn, after a warm-up."""
    work(), base()
    return statistics.median(seconds(work) / max(seconds(base), 1e-9) for _ in range(rounds))


def main() -> None:
    """Prints the figures, and writes them as JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    taxonomy = load_taxonomy()
    plain = {alias.text.lower() for skill in taxonomy for alias in skill.aliases}
    phrases = (HERE / "nonskills.txt").read_text(encoding="utf-8").splitlines()
    result: dict[str, object] = {
        "skills": len(taxonomy),
        "aliases": sum(len(skill.aliases) for skill in taxonomy),
        "non_skills": len(phrases),
        "non_skills_none": sum(taxonomy.resolve(p) is None for p in phrases) / len(phrases),
        "non_skills_none_plain": sum(p.lower() not in plain for p in phrases) / len(phrases),
    }
    strings = skill_strings()
    if strings:
        total = strings.total()
        result["post_mentions"] = total
        result["post_known"] = sum(n for s, n in strings.items() if taxonomy.resolve(s)) / total
        result["post_known_plain"] = (
            sum(n for s, n in strings.items() if s.strip().lower() in plain) / total
        )
    content = COMPILED.read_text(encoding="utf-8")

    def load() -> object:
        made = Taxonomy(TaxonomyData.model_validate(json.loads(content)))
        return made.resolve("python")

    names = [alias.text for skill in taxonomy for alias in skill.aliases]
    table = dict.fromkeys(names, 1)
    result["load_and_index_over_json_load"] = ratio(load, lambda: json.loads(content), 3)
    result["resolve_over_dict_lookup"] = ratio(
        lambda: [taxonomy.resolve(name) for name in names], lambda: [table[name] for name in names]
    )
    for name, value in result.items():
        shown = f"{value:.4g}" if isinstance(value, float) else str(value)
        sys.stdout.write(f"{name:32}{shown:>12}\n")
    if not strings:
        sys.stdout.write("skill strings of posts: skipped, ../shared is not there\n")
    if options.out:
        options.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
