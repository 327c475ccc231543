"""Use skillmap as a component of a spaCy pipeline; no import of skillmap is needed."""

from __future__ import annotations

import sys

import spacy

TEXTS = [
    "Served Llama 3 with vLLM on two GPUs and watched it in Grafana.",
    "Excel at parties, but never touched Excel macros.",
]


def main() -> None:
    """Prints the present mentions of two texts."""
    nlp = spacy.blank("en")
    nlp.add_pipe("skillmap")
    for doc in nlp.pipe(TEXTS):
        found = [f"{span.text} -> {span.id_} ({span.label_})" for span in doc.spans["skillmap"]]
        sys.stdout.write("; ".join(found) + "\n")


if __name__ == "__main__":
    main()
