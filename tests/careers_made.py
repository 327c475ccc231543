"""Documents for tests of careers: every known name in a text is a mention."""

from __future__ import annotations

from tests.strategies import AS_OF, TAXONOMY, provenance

from skillmap import Document, Mention, SkillEvidence
from skillmap.careers import find_positions, skill_evidence, with_skills
from skillmap.sections import find_sections

NAMES = {
    "Python": "python",
    "PyTorch": "pytorch",
    "SQL": "sql",
    "Kubernetes": "kubernetes",
    "AWS": "aws",
    "Azure": "azure",
    "Docker": "docker",
}


def cv(text: str, kind: str = "cv") -> Document:
    return Document.model_validate(
        {
            "text": text,
            "source": "text",
            "sha256": "0" * 64,
            "kind": kind,
            "sections": find_sections(text, kind),  # type: ignore[arg-type]
            "provenance": provenance(),
        }
    )


def read(text: str, kind: str = "cv", status: str = "present") -> dict[str, SkillEvidence]:
    """Every name of `NAMES` in a text is a mention; what follows from them."""
    document = cv(text, kind)
    positions, _ = find_positions(document)
    mentions = []
    for name, skill_id in NAMES.items():
        at = text.find(name)
        while at >= 0:
            section = document.section_at(at)
            mentions.append(
                Mention.model_validate(
                    {
                        "start": at,
                        "end": at + len(name),
                        "text": name,
                        "skill_id": skill_id,
                        "status": status,
                        "section": section.name if section else "other",
                        "position": next(
                            (
                                index
                                for index, p in enumerate(positions)
                                if p.span_start <= at < p.span_end
                            ),
                            None,
                        ),
                        "quote": name,
                        "matcher": "phrase",
                        "alias": name,
                        "score": 1.0,
                    }
                )
            )
            at = text.find(name, at + 1)
    mentions.sort(key=lambda mention: mention.start)
    positions = with_skills(positions, mentions)
    present, not_held = skill_evidence(mentions, positions, document, TAXONOMY, AS_OF)
    return {skill.skill_id: skill for skill in (*present, *not_held)}
