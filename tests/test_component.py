"""The spaCy component is the same pipeline behind another door."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import skillmap

TEXT = "Built RAG services with LangChain on k8s. No Java. Python•SQL"
AS_OF = date(2026, 11, 24)


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("skillmap", config={"as_of": AS_OF.isoformat()})
    return nlp


def spans(doc: Doc, key: str) -> list[tuple[str, str, str]]:
    return [(span.text, span.label_, span.id_) for span in doc.spans[key]]


def test_present_mentions_stand_in_the_span_group(nlp: Language) -> None:
    doc = nlp(TEXT)
    found = spans(doc, "skillmap")
    assert ("k8s", "mlops", "kubernetes") in found
    assert not [span for span in found if span[2] == "java"]
    assert [span for span in spans(doc, "skillmap_all") if span[2] == "java"]


def test_the_profile_equals_that_of_the_function(nlp: Language) -> None:
    assert nlp(TEXT)._.skillmap == skillmap.extract(TEXT, AS_OF)


def test_any_tokenizer_will_do() -> None:
    class OneToken:
        def __init__(self, vocab: object) -> None:
            self.vocab = vocab

        def __call__(self, text: str) -> Doc:
            return Doc(self.vocab, words=[text], spaces=[False])

    nlp = spacy.blank("en")
    nlp.tokenizer = OneToken(nlp.vocab)
    nlp.add_pipe("skillmap", config={"as_of": AS_OF.isoformat()})
    doc = nlp(TEXT)
    assert doc._.skillmap == skillmap.extract(TEXT, AS_OF)
    assert {span.text for span in doc.spans["skillmap"]} == {TEXT}


def test_it_survives_bytes_disk_and_doc_bytes(nlp: Language, tmp_path: Path) -> None:
    config = nlp.config
    again = spacy.blank("en").from_config(config)
    again.from_bytes(nlp.to_bytes())
    assert spans(again(TEXT), "skillmap") == spans(nlp(TEXT), "skillmap")
    nlp.to_disk(tmp_path / "model")
    loaded = spacy.load(tmp_path / "model")
    doc = loaded(TEXT)
    assert doc._.skillmap == skillmap.extract(TEXT, AS_OF)
    copy = Doc(loaded.vocab).from_bytes(doc.to_bytes())
    assert spans(copy, "skillmap") == spans(doc, "skillmap")
    assert copy._.skillmap == doc._.skillmap


def test_two_processes_give_the_same(nlp: Language) -> None:
    texts = [TEXT, "Led a team in Go and gRPC.", ""]
    one = [spans(doc, "skillmap") for doc in nlp.pipe(texts)]
    two = [spans(doc, "skillmap") for doc in nlp.pipe(texts, n_process=2)]
    assert one == two


def test_own_skills_and_settings_go_in_by_config(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(
        "skills:\n  - {id: our-tool, label: OurTool, area: mlops, kind: tool}\n", encoding="utf-8"
    )
    nlp = spacy.blank("en")
    nlp.add_pipe("skillmap", config={"extend": [str(path)], "settings": {"matchers": ["phrase"]}})
    doc = nlp("OurTool on Kuberentes")
    assert [span.id_ for span in doc.spans["skillmap"]] == ["our-tool"]
