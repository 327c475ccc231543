"""The spaCy component: `nlp.add_pipe("skillmap")`, found by entry point, no import needed."""

# No `from __future__ import annotations` here: older spaCy reads the factory's annotations as they
# stand, and cannot look up strings.
import json
from datetime import date
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from skillmap.documents import document_from_text
from skillmap.models import Profile
from skillmap.pipeline import Pipeline
from skillmap.settings import Settings
from skillmap.taxonomy import Taxonomy, TaxonomyData, load_taxonomy

KEY = "skillmap"
PRESENT, ALL, UNMAPPED = "skillmap", "skillmap_all", "skillmap_unmapped"


class SkillComponent:
    """Finds the skills of a Doc's text.

    Present mentions are in `doc.spans["skillmap"]` (label: area, id: skill id), all of them in
    `doc.spans["skillmap_all"]`, phrases that the taxonomy lacks in `doc.spans["skillmap_unmapped"]`
    (label: "unmapped"), and the exact profile behind `doc._.skillmap`.

    Args:
        taxonomy: The taxonomy.
        settings: The settings.
        as_of: The date that open positions are counted to, None for today.

    Example:
        >>> import spacy
        >>> nlp = spacy.blank("en")
        >>> _ = nlp.add_pipe("skillmap")
        >>> doc = nlp("Built RAG services with LangChain on k8s. No Java.")
        >>> [span.id_ for span in doc.spans["skillmap"]][-1]
        'kubernetes'
    """

    def __init__(self, taxonomy: Taxonomy, settings: Settings, as_of: date | None = None) -> None:
        self.taxonomy = taxonomy
        self.settings = settings
        self.as_of = as_of
        self._pipeline = Pipeline(taxonomy, settings)

    def __call__(self, doc: Doc) -> Doc:
        """Adds the skills to a Doc.

        Args:
            doc: Any Doc, whatever its tokenizer.

        Returns:
            The same Doc.
        """
        document = document_from_text(doc.text, self.settings)
        profile = self._pipeline.extract(document, self.as_of or date.today())
        doc.user_data[KEY] = profile.model_dump(mode="json")
        spans: list[Span] = []
        present: list[Span] = []
        for mention in profile.mentions:
            span = doc.char_span(
                mention.start,
                mention.end,
                label=self.taxonomy[mention.skill_id].area,
                alignment_mode="expand",
                span_id=mention.skill_id,
            )
            if span is not None:
                spans.append(span)
                if mention.status == "present":
                    present.append(span)
        doc.spans[PRESENT] = present
        doc.spans[ALL] = spans
        phrases = [
            doc.char_span(one.start, one.end, label="unmapped", alignment_mode="expand")
            for one in profile.unmapped
        ]
        doc.spans[UNMAPPED] = [span for span in phrases if span is not None]
        return doc

    def to_bytes(self, **_: Any) -> bytes:
        """Writes taxonomy and settings.

        Returns:
            Bytes for `from_bytes`.
        """
        state = {
            "taxonomy": self.taxonomy.data.model_dump(mode="json", exclude_defaults=True),
            "settings": self.settings.model_dump(mode="json"),
            "as_of": self.as_of.isoformat() if self.as_of else None,
        }
        return json.dumps(state).encode()

    def from_bytes(self, data: bytes, **_: Any) -> "SkillComponent":
        """Takes taxonomy and settings back.

        Args:
            data: What `to_bytes` gave.

        Returns:
            This component.
        """
        state: Any = json.loads(data)
        taxonomy = Taxonomy(TaxonomyData.model_validate(state["taxonomy"]))
        as_of = date.fromisoformat(state["as_of"]) if state["as_of"] else None
        self.__init__(taxonomy, Settings(**state["settings"]), as_of)  # type: ignore[misc]
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Writes taxonomy and settings to a file.

        Args:
            path: The file.
        """
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: Any) -> "SkillComponent":
        """Takes taxonomy and settings back from a file.

        Args:
            path: The file.

        Returns:
            This component.
        """
        return self.from_bytes(Path(path).read_bytes())


def profile_of(doc: Doc) -> Profile:
    """Gives the profile that the component left on a Doc.

    Args:
        doc: A Doc that has been through the component.

    Returns:
        The profile; equal to `extract(doc.text)` at the same date.
    """
    try:
        return Profile.model_validate(doc.user_data[KEY])
    except KeyError:
        message = 'this Doc has not been through the component: nlp.add_pipe("skillmap")'
        raise AttributeError(message) from None


if not Doc.has_extension(KEY):
    Doc.set_extension(KEY, getter=profile_of)


@Language.factory(
    "skillmap",
    default_config={"extend": None, "settings": {}, "as_of": None},
    assigns=["doc.spans", "doc._.skillmap"],
)
def create(
    nlp: Language,
    name: str,
    extend: list[str] | None,
    settings: dict[str, Any],
    as_of: str | None,
) -> "SkillComponent":
    """Makes the component; spaCy calls it.

    Args:
        nlp: The pipeline.
        name: The component's name in it.
        extend: Files of own skills.
        settings: Settings that differ from the default.
        as_of: The date that open positions are counted to, "YYYY-MM-DD".

    Returns:
        The component.
    """
    day = date.fromisoformat(as_of) if as_of else None
    return SkillComponent(load_taxonomy(extend), Settings(**settings), day)
