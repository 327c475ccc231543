"""The shipped taxonomy is whole, and bad ones are refused with file, line and the fix."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from skillmap import Taxonomy, TaxonomyError, UnknownSkill, load_taxonomy
from skillmap.roles import builtin_names, builtin_role, compile_roles
from skillmap.taxonomy import TaxonomyData, compile_folder, compile_forms
from skillmap.taxonomy.check import find_problems
from skillmap.taxonomy.source import read_folder

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "taxonomy"
DATA = ROOT / "src" / "skillmap" / "data"


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return load_taxonomy()


def test_the_compiled_taxonomy_is_not_stale() -> None:
    assert (DATA / "taxonomy.json").read_bytes() == compile_folder(SOURCES)


def test_the_compiled_roles_are_not_stale(taxonomy: Taxonomy) -> None:
    assert (DATA / "roles.json").read_bytes() == compile_roles(SOURCES / "roles", taxonomy)


def test_the_compiled_forms_are_not_stale(taxonomy: Taxonomy) -> None:
    made = compile_forms(taxonomy.data, taxonomy.fingerprint)
    # How well it is compressed is the business of zlib.
    kept = gzip.decompress((DATA / "forms.json.gz").read_bytes())
    assert kept == gzip.decompress(made), "run: skillmap taxonomy build taxonomy"


def test_compiled_forms_are_those_of_a_taxonomy_of_ones_own(taxonomy: Taxonomy) -> None:
    skills = tuple(skill for skill in taxonomy if skill.area == taxonomy.areas[0].id)
    own = Taxonomy(TaxonomyData.model_validate(dict(taxonomy.data) | {"skills": skills}))
    assert own.fingerprint != taxonomy.fingerprint
    assert set(own.forms) <= set(taxonomy.forms)
    for form, owners in own.forms.items():
        assert form in taxonomy.forms
        assert {skill_id for skill_id, _ in owners} <= {skill.id for skill in skills}


def test_the_sources_have_no_problem() -> None:
    data, places = read_folder(SOURCES)
    assert [str(problem) for problem in find_problems(data, places, sentences=True)] == []


def test_every_area_holds_skills(taxonomy: Taxonomy) -> None:
    assert {skill.area for skill in taxonomy} == {area.id for area in taxonomy.areas}
    assert len(taxonomy.areas) == 9
    assert len(taxonomy) >= 150


@pytest.mark.parametrize("name", builtin_names())
def test_builtin_roles_ask_for_known_skills(name: str, taxonomy: Taxonomy) -> None:
    role = builtin_role(name, taxonomy)
    assert 12 <= len(role.requirements) <= 20
    assert all(skill in taxonomy for skill in role.skill_ids)


@pytest.mark.parametrize(
    ("phrase", "skill_id"),
    [
        ("k8s", "kubernetes"),
        ("K8S", "kubernetes"),
        ("Retrieval-Augmented Generation (RAG)", "retrieval-augmented-generation"),
        ("retrieval augmented generation", "retrieval-augmented-generation"),
        ("finetuning", "fine-tuning"),
        ("fine tuning", "fine-tuning"),
        ("vector databases", "vector-databases"),
        ("vector database", "vector-databases"),
        ("Python 3.12", "python"),
        ("Java 17", "java"),
        ("GPT-4o", "openai-gpt"),
        ("AWS S3", "amazon-s3"),
        ("Amazon S3", "amazon-s3"),
        ("NodeJS", "nodejs"),
        ("node.js", "nodejs"),
        ("containerisation", "containerization"),
        ("Go", "go"),
        ("scikit learn", "scikit-learn"),
        ("sklearn", "scikit-learn"),
    ],
)
def test_resolve_knows_spellings(phrase: str, skill_id: str, taxonomy: Taxonomy) -> None:
    skill = taxonomy.resolve(phrase)
    assert skill is not None and skill.id == skill_id


@pytest.mark.parametrize(
    "phrase", ["go", "go to market", "spark", "react", "excel", "team", "", " ", "the", "years"]
)
def test_resolve_answers_none_for_what_is_no_skill(phrase: str, taxonomy: Taxonomy) -> None:
    assert taxonomy.resolve(phrase) is None


def test_every_label_resolves_to_its_skill(taxonomy: Taxonomy) -> None:
    wrong = {s.label for s in taxonomy if (found := taxonomy.resolve(s.label)) and found.id != s.id}
    assert wrong == set()


def test_an_unknown_id_names_the_nearest(taxonomy: Taxonomy) -> None:
    with pytest.raises(UnknownSkill) as caught:
        taxonomy["kubernets"]
    assert "kubernetes" in caught.value.hint


@pytest.mark.parametrize(
    ("held", "asked", "relation"),
    [
        ("python", "python", "exact"),
        ("pytorch", "python", "implied"),
        ("large-language-models", "generative-ai", "narrower"),
        ("generative-ai", "large-language-models", "broader"),
        ("aws", "azure", "related"),
        ("python", "kubernetes", "none"),
    ],
)
def test_relations(held: str, asked: str, relation: str, taxonomy: Taxonomy) -> None:
    assert taxonomy.relation(held, asked)[0] == relation


def _file(folder: Path, text: str) -> Path:
    path = folder / "ours.yaml"
    path.write_text(text, encoding="utf-8")
    return path


GOOD = "skills:\n  - {id: our-tool, label: OurTool, area: mlops, kind: tool}\n"


@pytest.mark.parametrize(
    ("text", "line", "part", "hint"),
    [
        (
            GOOD + "  - {id: x, label: X9, area: mlops, kind: tool, broader: [pyton]}",
            3,
            "pyton",
            "python",
        ),
        (GOOD + GOOD.splitlines()[1], 3, "twice", "another id"),
        (GOOD.replace("kind: tool", "kind: gadget"), 2, "kind", ""),
        (GOOD.replace("kind", "knd"), 2, "knd", "kind"),
        (GOOD.replace("area: mlops", "area: cooking"), 2, "cooking", "mlops"),
        (GOOD.replace("OurTool", "Kubernetes"), 2, "kubernetes", "one of the two"),
        (
            "skills:\n  - {id: a, label: A9, area: mlops, kind: tool, broader: [b]}\n"
            "  - {id: b, label: B9, area: mlops, kind: tool, requires: [a]}",
            2,
            "a -> b -> a",
            "Drop",
        ),
        ("skills:\n  - id: a: b\n", 2, "YAML", ""),
        ("- 1", 1, "mapping", "skills:"),
    ],
)
def test_a_bad_extension_is_refused_with_its_line(
    text: str, line: int, part: str, hint: str, tmp_path: Path
) -> None:
    with pytest.raises(TaxonomyError) as caught:
        load_taxonomy(extend=_file(tmp_path, text))
    assert caught.value.line == line
    assert part in str(caught.value)
    assert hint in caught.value.hint
    assert str(caught.value).startswith(f"ours.yaml:{line}: ")


def test_a_missing_extension_is_named(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match=r"nowhere\.yaml: there is no such file"):
        load_taxonomy(extend=tmp_path / "nowhere.yaml")


def test_an_extension_adds_changes_and_switches_off(tmp_path: Path) -> None:
    text = GOOD + "  - {id: kubernetes, aliases: [the K cluster]}\n  - {id: perl, deprecated: true}"
    taxonomy = load_taxonomy(extend=_file(tmp_path, text))
    found = {name: taxonomy.resolve(name) for name in ("OurTool", "the K cluster", "k8s", "Perl")}
    assert {name: skill and skill.id for name, skill in found.items()} == {
        "OurTool": "our-tool",
        "the K cluster": "kubernetes",
        "k8s": "kubernetes",
        "Perl": None,
    }
    assert taxonomy.fingerprint != load_taxonomy().fingerprint


def test_everyday_phrases_are_no_skills(taxonomy: Taxonomy) -> None:
    """At least 98 in 100 of the phrases that a reader of posts and CVs chose."""
    phrases = (ROOT / "benchmarks" / "nonskills.txt").read_text(encoding="utf-8").splitlines()
    known = {phrase: skill.id for phrase in phrases if (skill := taxonomy.resolve(phrase))}
    assert len(phrases) >= 500
    assert len(known) <= 0.02 * len(phrases), known


def test_an_id_elsewhere_means_one_skill_here(taxonomy: Taxonomy) -> None:
    pairs = [(scheme, value) for skill in taxonomy for scheme, value in skill.ids.items()]
    assert len(set(pairs)) == len(pairs) > 700
    assert {scheme for scheme, _ in pairs} == {"esco", "github_topic", "onet", "wikipedia"}
    assert all(
        value.startswith("http://data.europa.eu/esco/skill/") for s, value in pairs if s == "esco"
    )


@pytest.mark.parametrize(
    ("phrase", "skill"),
    [
        # Microsoft and Azure stand for one another, but not where a name is listed as it is.
        ("Microsoft Active Directory", "active-directory"),
        ("Azure Active Directory", "microsoft-entra-id"),
    ],
)
def test_a_listed_name_goes_before_one_made_by_rule(
    phrase: str, skill: str, taxonomy: Taxonomy
) -> None:
    found = taxonomy.resolve(phrase)
    assert found and found.id == skill
