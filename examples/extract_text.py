"""Find the skills of a text: what is held, what is not, and why."""

from __future__ import annotations

import sys

import skillmap

TEXT = """\
Built a RAG service with LangChain and pgvector on k8s; cut p95 latency by half.
Three years of Python. No Java. Currently learning Rust.
The platform team looks after Terraform. We took the product to market in spring.
"""


def main() -> None:
    """Prints each skill with its status and the words that name it."""
    profile = skillmap.extract(TEXT)
    for skill in (*profile.skills, *profile.not_held):
        first = skill.mentions[0]
        months = f", {skill.months} months" if skill.months else ""
        sys.stdout.write(f"{skill.status:8} {skill.label} ({first.text!r}{months})\n")


if __name__ == "__main__":
    main()
