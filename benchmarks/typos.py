"""How many misspelt names are found, and how often a right word is taken for one.

Three hundred misspellings are made from names of the taxonomy by chance with a fixed seed, and some
sixty were written down that people do make. Each stands in a sentence of its own. With posts, every
fuzzy mention in them is printed to be judged by a reader: most right words are no typing errors.

Run: python benchmarks/typos.py [--posts FILE.jsonl] [--out FILE.json]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from skillmap import Extractor
from skillmap.data_files import load
from skillmap.taxonomy import Taxonomy

AS_OF = date(2026, 11, 24)
SEED = 20261127
MADE = 300
CARRIER = "Worked with {} for two years."
NEAR = {
    **dict(zip("qwertyuiop", "wertyuiopo", strict=True)),
    **dict(zip("asdfghjkl", "sdfghjklk", strict=True)),
    **dict(zip("zxcvbnm", "xcvbnmn", strict=True)),
}
"""The key to the right, or to the left at the end of a row."""

REAL = {
    "kubernets": "kubernetes",
    "kuberntes": "kubernetes",
    "kubernetis": "kubernetes",
    "langchian": "langchain",
    "langhcain": "langchain",
    "Py Torch": "pytorch",
    "pytroch": "pytorch",
    "tensor flow": "tensorflow",
    "tenserflow": "tensorflow",
    "tensorlfow": "tensorflow",
    "postgress": "postgresql",
    "postgre sql": "postgresql",
    "postgressql": "postgresql",
    "scikit-lern": "scikit-learn",
    "sckit-learn": "scikit-learn",
    "scikitlearn": "scikit-learn",
    "pyhton": "python",
    "pythn": "python",
    "phyton": "python",
    "javscript": "javascript",
    "java script": "javascript",
    "javasript": "javascript",
    "typscript": "typescript",
    "dokcer": "docker",
    "terrafrom": "terraform",
    "teraform": "terraform",
    "jenkis": "jenkins",
    "ansibel": "ansible",
    "grafanna": "grafana",
    "promethues": "prometheus",
    "elastic search": "elasticsearch",
    "elasticserach": "elasticsearch",
    "mongo db": "mongodb",
    "mongbd": "mongodb",
    "snowfalke": "snowflake",
    "databriks": "databricks",
    "data bricks": "databricks",
    "bigqury": "bigquery",
    "big query": "bigquery",
    "hugging fase": "hugging-face",
    "huggingface": "hugging-face",
    "lama index": "llamaindex",
    "llama index": "llamaindex",
    "fast api": "fastapi",
    "fastpai": "fastapi",
    "djagno": "django",
    "matplotlip": "matplotlib",
    "numpi": "numpy",
    "numphy": "numpy",
    "xgboots": "xgboost",
    "x g boost": "xgboost",
    "kubeflw": "kubeflow",
    "mlfow": "mlflow",
    "ml flow": "mlflow",
    "git hub": "github",
    "tableu": "tableau",
    "power b1": "power-bi",
    "hadoob": "hadoop",
    "pinecorn": "pinecone",
    "opencv2": "opencv",
    "Pyth0n": "python",
    "D0cker": "docker",
    "Kubemetes": "kubernetes",
    "Terrafonn": "terraform",
    "javascnpt": "javascript",
    "Tensorf1ow": "tensorflow",
    "Snowf1ake": "snowflake",
}
"""Misspellings that people or text recognition make, and the skill."""


def drop(word: str, chance: random.Random) -> str:
    """Leaves out a letter after the first."""
    at = chance.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def double(word: str, chance: random.Random) -> str:
    """Writes a letter twice."""
    at = chance.randrange(len(word))
    return word[: at + 1] + word[at:]


def swap(word: str, chance: random.Random) -> str:
    """Exchanges two neighbours that differ."""
    places = [i for i in range(1, len(word) - 1) if word[i] != word[i + 1]]
    at = chance.choice(places)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def neighbour(word: str, chance: random.Random) -> str:
    """Hits the key beside."""
    places = [i for i in range(1, len(word)) if word[i].lower() in NEAR]
    at = chance.choice(places)
    return word[:at] + NEAR[word[at].lower()] + word[at + 1 :]


def misread(word: str, chance: random.Random) -> str:
    """Reads a letter as text recognition may."""
    pairs = [("l", "1"), ("rn", "m"), ("m", "rn"), ("o", "0"), ("i", "l"), ("cl", "d"), ("s", "5")]
    able = [pair for pair in pairs if pair[0] in word[1:]]
    if not able:
        return drop(word, chance)
    old, new = chance.choice(able)
    return word[0] + word[1:].replace(old, new, 1)


def split(word: str, chance: random.Random) -> str:
    """Puts a space into the word."""
    at = chance.randrange(2, len(word) - 2)
    return f"{word[:at]} {word[at:]}"


def join(words: str, chance: random.Random) -> str:
    """Leaves out a space, or a hyphen."""
    return words.replace(" ", "", 1) if " " in words else words.replace("-", "", 1)


KINDS: dict[str, Callable[[str, random.Random], str]] = {
    "drop": drop,
    "double": double,
    "swap": swap,
    "neighbour": neighbour,
    "misread": misread,
    "split": split,
    "join": join,
}


def made(taxonomy: Taxonomy) -> list[tuple[str, str, str]]:
    """Makes misspellings: what is written, the skill, the kind of error.

    Args:
        taxonomy: For its names without another sense, of six letters or more, no ordinary words.

    Returns:
        As many as MADE, none of them a name of another skill.
    """
    chance = random.Random(SEED)  # repeatable on purpose
    single: list[tuple[str, str]] = []
    several: list[tuple[str, str]] = []
    words: frozenset[str] = load("words.txt.gz")
    for skill in taxonomy:
        for alias in skill.aliases:
            plain = alias.text.replace(" ", "").replace("-", "")
            if alias.ambiguous or not plain.isalpha() or not plain.isascii() or len(plain) < 6:
                continue
            if plain.lower() in words:
                continue  # an ordinary word, in which an error may make another
            (single if plain == alias.text else several).append((alias.text, skill.id))
    rows: list[tuple[str, str, str]] = []
    kinds = list(KINDS)
    while len(rows) < MADE:
        kind = kinds[len(rows) % len(kinds)]
        name, skill_id = chance.choice(several if kind == "join" else single)
        written = KINDS[kind](name, chance)
        known = taxonomy.resolve(written)
        if written.casefold() != name.casefold() and (known is None or known.id == skill_id):
            rows.append((written, skill_id, kind))
    return rows


def recall(extractor: Extractor) -> dict[str, object]:
    """Counts the misspellings whose skill is found.

    Args:
        extractor: The extractor.

    Returns:
        Found and all by kind, and those missed.
    """
    rows = made(extractor.taxonomy) + [(word, skill, "real") for word, skill in REAL.items()]
    found: dict[str, list[int]] = {}
    missed: list[str] = []
    for written, skill_id, kind in rows:
        profile = extractor.extract(CARRIER.format(written), AS_OF, "cv", unmapped=False)
        hit = any(mention.skill_id == skill_id for mention in profile.mentions)
        counts = found.setdefault(kind, [0, 0])
        counts[0] += hit
        counts[1] += 1
        if not hit:
            missed.append(f"{kind}: {written} ({skill_id})")
    right = sum(counts[0] for counts in found.values())
    return {"recall": right / len(rows), "kinds": found, "missed": missed}


def hits(extractor: Extractor, path: Path) -> dict[str, object]:
    """Gives every fuzzy mention in posts, to be judged by a reader.

    Args:
        extractor: The extractor.
        path: JSON lines with a field `text`.

    Returns:
        Words read, and the mentions with the name each was taken for.
    """
    words = 0
    found: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        words += len(text.split())
        profile = extractor.extract(text, AS_OF, "job", unmapped=False)
        found += [
            f"{mention.text!r} for {mention.alias!r}, {mention.score:g}"
            for mention in profile.mentions
            if mention.matcher == "fuzzy"
        ]
    return {"words": words, "hits": found}


def main() -> None:
    """Prints recall by kind of error, and the hits in posts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=Path)
    parser.add_argument("--missed", action="store_true", help="list what is missed")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    extractor = Extractor()
    result: dict[str, object] = recall(extractor)
    kinds = result["kinds"]
    assert isinstance(kinds, dict)
    for kind, (right, total) in kinds.items():
        sys.stdout.write(f"{kind:12}{right:>5} of {total}\n")
    sys.stdout.write(f"{'recall':12}{result['recall']:>8.3f}\n")
    if options.missed:
        missed = result["missed"]
        assert isinstance(missed, list)
        sys.stdout.write("".join(f"missed {row}\n" for row in missed))
    if options.posts:
        result["posts"] = hits(extractor, options.posts)
        sys.stdout.write(json.dumps(result["posts"], indent=1, ensure_ascii=False) + "\n")
    if options.out:
        options.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
