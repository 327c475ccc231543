"""Add skills and names of your own, and use them for extraction and roles."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import skillmap

OURS = """\
skills:
  - id: quokka-flow
    label: QuokkaFlow
    area: mlops
    kind: tool
    description: Our own workflow runner.
    aliases: [Quokka Flow, QF2]
    broader: [workflow-orchestration]
  - id: kubernetes
    aliases: [Kubernetes-as-we-run-it, the K cluster]
"""


def main() -> None:
    """Prints what the extended taxonomy finds."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "our-skills.yaml")
        path.write_text(OURS, encoding="utf-8")
        taxonomy = skillmap.load_taxonomy(extend=path)
    extractor = skillmap.Extractor(taxonomy)
    profile = extractor.extract("Moved forty jobs from cron to QuokkaFlow on the K cluster.")
    for skill in profile:
        sys.stdout.write(f"{skill.skill_id}: {skill.mentions[0].text!r}\n")


if __name__ == "__main__":
    main()
