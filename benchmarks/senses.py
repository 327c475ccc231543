"""How often an ambiguous name is read in the right sense, on the taxonomy's own sentences.

The sentences were written beside the rules, so this tells whether the rules hold, not how well they
carry over to sentences of strangers.

Run: python benchmarks/senses.py [--out FILE.json]
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from skillmap import Extractor

AS_OF = date(2026, 11, 24)


def main() -> None:
    """Prints the shares in both senses, beside matching without rules."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    extractor = Extractor()
    right = {"skill": 0, "other": 0}
    total = {"skill": 0, "other": 0}
    for skill in extractor.taxonomy:
        for alias in skill.aliases:
            for sense in ("skill", "other"):
                for sentence in getattr(alias.examples, sense):
                    mentions = extractor.extract(sentence, AS_OF, "cv", unmapped=False).mentions
                    named = any(
                        m.skill_id == skill.id and (sense == "skill" or m.alias == alias.text)
                        for m in mentions
                    )
                    total[sense] += 1
                    right[sense] += named == (sense == "skill")
    result = {
        sense: {
            "right": right[sense],
            "sentences": total[sense],
            "share": round(right[sense] / total[sense], 4),
        }
        for sense in ("skill", "other")
    }
    sys.stdout.write("sense   right  sentences   share   (without rules every name counts: 1, 0)\n")
    for sense, row in result.items():
        sys.stdout.write(f"{sense:6}{row['right']:>7}{row['sentences']:>11}{row['share']:>8.3f}\n")
    if options.out:
        options.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
