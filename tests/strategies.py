"""Profiles and roles as hypothesis draws them: small, lawful, over a handful of skills."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from skillmap import Document, Mention, Position, Profile, Requirement, Role, load_taxonomy
from skillmap.careers import skill_evidence, with_skills
from skillmap.models import PACKAGE, Provenance, Section, Version

AS_OF = date(2026, 11, 24)
TAXONOMY = load_taxonomy()
SKILLS = (
    "python",
    "pytorch",
    "machine-learning",
    "deep-learning",
    "aws",
    "azure",
    "kubernetes",
    "large-language-models",
    "generative-ai",
    "communication",
    "sql",
    "postgresql",
)
_SECTIONS = ("experience", "projects", "education", "skills", "summary")


def provenance() -> Provenance:
    """Where drawn records come from."""
    return Provenance(
        package=PACKAGE,
        taxonomy=TAXONOMY.version,
        settings=Version(name="settings", version="0"),
        as_of=AS_OF,
    )


def make_profile(
    rows: list[tuple[str, str, str]], positions: tuple[Position, ...] = (), as_of: date = AS_OF
) -> Profile:
    """Makes the profile of a document that names skills one after the other.

    Args:
        rows: (skill id, status, section) in order; "experience" rows stand in the positions by
            turns.
        positions: Jobs; their spans are set here.
        as_of: The date that open positions are counted to.

    Returns:
        The profile, months and strengths derived by the library itself.
    """
    text = "".join(f"- {skill}\n" for skill, _, _ in rows) or "\n"
    mentions: list[Mention] = []
    sections: list[Section] = []
    spans: dict[int, tuple[int, int]] = {}
    at = 0
    for index, (skill, status, section) in enumerate(rows):
        end = at + len(skill) + 3
        job = index % len(positions) if positions and section == "experience" else None
        sections.append(
            Section.model_validate(
                {"name": section, "heading": "", "start": at, "body": at, "end": end}
            )
        )
        mentions.append(
            Mention.model_validate(
                {
                    "start": at + 2,
                    "end": end - 1,
                    "text": skill,
                    "skill_id": skill,
                    "status": status,
                    "section": section,
                    "position": job,
                    "quote": skill,
                    "matcher": "phrase",
                    "alias": skill,
                    "score": 1.0,
                }
            )
        )
        if job is not None:
            first = spans.get(job, (at, end))[0]
            spans[job] = (first, end)
        at = end
    document = Document(
        text=text,
        source="drawn",
        sha256="0" * 64,
        kind="cv",
        sections=tuple(sections),
        provenance=provenance(),
    )
    placed = tuple(
        p.model_copy(
            update={"span_start": spans.get(i, (0, 0))[0], "span_end": spans.get(i, (0, 0))[1]}
        )
        for i, p in enumerate(positions)
    )
    placed = with_skills(placed, tuple(mentions))
    skills, not_held = skill_evidence(mentions, placed, document, TAXONOMY, as_of)
    return Profile(
        document=document.ref,
        mentions=tuple(mentions),
        skills=skills,
        not_held=not_held,
        positions=placed,
        as_of=as_of,
        provenance=provenance(),
    )


@st.composite
def position_rows(draw: st.DrawFn) -> tuple[Position, ...]:
    """Up to three jobs between 2010 and now, the last of them perhaps open."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        year, month = draw(st.integers(2010, 2024)), draw(st.integers(1, 12))
        length = draw(st.integers(1, 40))
        last = year * 12 + month - 1 + length - 1
        end = None if draw(st.booleans()) else f"{last // 12:04d}-{last % 12 + 1:02d}"
        if end and end > "2026-11":
            end = "2026-11"
        found.append(
            Position(
                title="Engineer", start=f"{year:04d}-{month:02d}", end=end, span_start=0, span_end=0
            )
        )
    return tuple(found)


skill_rows = st.lists(
    st.tuples(
        st.sampled_from(SKILLS),
        st.sampled_from(("present", "present", "present", "planned", "negated", "other")),
        st.sampled_from(_SECTIONS),
    ),
    max_size=10,
)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """A profile of up to ten mentions."""
    return make_profile(draw(skill_rows), draw(position_rows()))


@st.composite
def roles(draw: st.DrawFn) -> Role:
    """A role of one to six requirements, groups and months among them."""
    rows = draw(
        st.lists(
            st.builds(
                Requirement,
                skills=st.lists(st.sampled_from(SKILLS), min_size=1, max_size=3, unique=True).map(
                    tuple
                ),
                level=st.sampled_from(("required", "preferred", "mentioned")),
                min_months=st.sampled_from((None, None, 12, 36, 60)),
                weight=st.sampled_from((0.5, 1.0, 2.0)),
            ),
            min_size=1,
            max_size=6,
        )
    )
    return Role(title="Drawn", requirements=tuple(rows))
