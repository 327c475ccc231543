"""What a trace tells of every candidate: each outcome, and its reason in words."""

from __future__ import annotations

import io

import pytest

from skillmap import Extractor

EXTRACTOR = Extractor()
HIDDEN = b"""<html><body><h1>Vacancy</h1><p>We write Python every day in a small team.</p>
<p style="display:none">Kubernetes Terraform</p></body></html>"""


@pytest.mark.parametrize(
    ("text", "skill_id", "outcome", "reason"),
    [
        ("Built services in Python.", "python", "mention", ""),
        ("Never used Java but know Python.", "java", "mention", "negated: 'Never used'"),
        ("Currently learning Rust.", "rust", "mention", "planned: 'Currently learning'"),
        ("The platform team ran Kafka.", "apache-kafka", "mention", "other: 'The platform team"),
        ("Kuberentes in production.", "kubernetes", "mention", "spelled like Kubernetes"),
        ("A tool named Kubrntis.", "kubernetes", "below-cutoff", "likeness 0.70"),
        ("Heated the flask to 80 degrees.", "flask", "other-sense", "lower case -0.6"),
        ("Reported to Julia Brandt.", "julia", "other-sense", "person -0.6"),
        ("I excel in a team.", "microsoft-excel", "other-sense", "before 'in'"),
        ("R&D in Python.", "r", None, ""),
        ("They said Swift.", "swift", "uncertain", "evidence +0.2"),
        ("Deep learning models.", "machine-learning", None, ""),
        ("Spark Streaming jobs.", "apache-spark", "longer-name", "part of a longer"),
    ],
)
def test_every_candidate_has_an_outcome_and_a_reason(
    text: str, skill_id: str, outcome: str | None, reason: str
) -> None:
    found = EXTRACTOR.trace(EXTRACTOR._document(text, "cv"), skill_id)
    if outcome is None:
        assert not [one for one in found if one.outcome == "mention"]
        return
    chosen = [one for one in found if one.outcome == outcome]
    assert chosen, found
    assert reason in chosen[0].reason


def test_text_that_nobody_sees_is_told_as_hidden() -> None:
    document = EXTRACTOR.read(io.BytesIO(HIDDEN))
    found = EXTRACTOR.trace(document, "kubernetes")
    assert [one.outcome for one in found] == ["hidden"]
    assert found[0].reason


def test_a_name_in_an_address_is_told_as_identity() -> None:
    text = "Ruby Example\nruby.example@mail.example\ngithub.com/ruby-python\n\nSKILLS\nPython"
    found = EXTRACTOR.trace(EXTRACTOR._document(text, "cv"), "ruby")
    assert {one.outcome for one in found} == {"identity"}
    assert "name, address or link" in found[0].reason


def test_a_trace_changes_nothing() -> None:
    document = EXTRACTOR._document("Pyhton, Kubrntis and Swift.", "cv")
    before = EXTRACTOR.extract(document, unmapped=False)
    EXTRACTOR.trace(document, "kubernetes")
    assert EXTRACTOR.extract(document, unmapped=False) == before
