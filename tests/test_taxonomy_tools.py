"""What keeps a taxonomy current: comparing, reviewing, exporting, replacing."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from skillmap import Taxonomy, TaxonomyError, load_taxonomy
from skillmap.cli.taxonomy_tools import _diff_lines
from skillmap.data_files import load
from skillmap.taxonomy import TaxonomyData
from skillmap.taxonomy.check import find_problems
from skillmap.taxonomy.compare import Comparison, compare
from skillmap.taxonomy.compiled import merged, open_data
from skillmap.taxonomy.review import COMMON_WORDS, find_doubts
from skillmap.taxonomy.schema import SCHEMA
from skillmap.taxonomy.tables import COLUMNS, SourceFile, cell, skill_rows, source_schema

ROOT = Path(__file__).parents[1]
TOOL = "{id: %s, label: %s, area: mlops, kind: tool%s}"


def own(folder: Path, *skills: str, rest: str = "") -> Path:
    path = folder / "ours.yaml"
    lines = [f"  - {skill}\n" for skill in skills]
    path.write_text("skills:\n" + "".join(lines) + rest, encoding="utf-8")
    return path


def data_with(folder: Path, *skills: str, rest: str = "") -> TaxonomyData:
    return merged(load_taxonomy(), [own(folder, *skills, rest=rest)])[0]


# --- diff


def changes(old: TaxonomyData, new: TaxonomyData) -> list[tuple[str, str, str, str]]:
    found = compare(old, new).changes
    return [(one.change, one.field, one.old, one.new) for one in found]


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("", "", []),
        ("", ", group: ci-system", [("changed", "group", "", "ci-system")]),
        ("", ", area: cloud", [("moved", "area", "mlops", "cloud")]),
        (", broader: [mlops]", ", broader: [docker]", [("moved", "broader", "mlops", "docker")]),
        ("", ", label: Quokk", [("renamed", "label", "Quokka", "Quokk")]),
        ("", ", aliases: [qk]", [("alias added", "aliases", "", "qk")]),
        (", aliases: [qk]", ", aliases: [qq]", [("alias added", "aliases", "", "qq")]),
        (", general: true", "", [("changed", "general", "yes", "no")]),
        (", implies: {docker: 0.5}", "", [("changed", "implies", "docker=0.5", "")]),
        ("", ", deprecated: true", [("changed", "deprecated", "no", "yes")]),
        (
            ", aliases: [{text: qk}]",
            ", aliases: [{text: qk, case: exact}]",
            [("alias changed", "qk: case", "any", "exact")],
        ),
    ],
)
def test_compare_tells_every_sort_of_change(
    was: str, now: str, expected: list[Any], tmp_path: Path
) -> None:
    def made(more: str) -> TaxonomyData:
        fields = {"id": "quokka", "label": "Quokka", "area": "mlops", "kind": "tool"}
        fields |= yaml.safe_load("{" + more.lstrip(", ") + "}")
        return data_with(tmp_path, yaml.safe_dump(fields, default_flow_style=True, width=999))

    found = changes(made(was), made(now))
    assert [one for one in found if one in expected] == expected
    rest = [one for one in found if one not in expected]
    # A new label also is a new alias, and an alias given up is one removed.
    assert all(one[0].startswith("alias") for one in rest)


def test_compare_tells_skills_that_came_and_went_and_is_its_own_mirror(tmp_path: Path) -> None:
    old = load_taxonomy().data
    new = data_with(tmp_path, TOOL % ("quokka", "Quokka", ""))
    assert [(c.change, c.skill_id, c.label) for c in compare(old, new).changes] == [
        ("added", "quokka", "Quokka")
    ]
    assert [c.change for c in compare(new, old).changes] == ["removed"]
    assert compare(new, new).changes == ()
    assert Comparison.model_validate_json(compare(old, new).model_dump_json()) == compare(old, new)


def test_a_long_change_fits_80_columns(tmp_path: Path) -> None:
    words = ", ".join(f"word number {number}" for number in range(40))
    new = data_with(tmp_path, f"{{id: kubernetes, description: '{words}'}}")
    lines = "\n".join(_diff_lines(compare(load_taxonomy().data, new))).splitlines()
    assert len(lines) > 5
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("gone.json", None, "cannot be read"),
        ("gone", None, "no such file"),
        ("some.yaml", "skills: []", "no compiled taxonomy"),
        ("bad.json", "{}", "no compiled taxonomy: version"),
        ("bad.json", "not json", "no compiled taxonomy"),
    ],
)
def test_what_is_no_taxonomy_is_told(
    name: str, content: str | None, words: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(TaxonomyError, match=words) as caught:
        open_data(path)
    assert caught.value.hint


def test_a_taxonomy_opens_from_whatever_it_is_kept_in() -> None:
    compiled = ROOT / "src" / "skillmap" / "data" / "taxonomy.json"
    assert open_data(compiled) == open_data("shipped") == load_taxonomy().data
    assert len(open_data(ROOT / "taxonomy").skills) > 1000


# --- review


def doubts(folder: Path, *skills: str, rest: str = "") -> list[tuple[str, str]]:
    data, places = merged(load_taxonomy(), [own(folder, *skills, rest=rest)])
    assert find_problems(data, places) == []
    found = [one for one in find_doubts(data, places) if one.skill_id in places]
    assert all(one.hint and one.line for one in found)
    return [(one.skill_id, one.message) for one in found]


@pytest.mark.parametrize(
    ("more", "rest", "found"),
    [
        ("", "", True),
        (", aliases: [{text: Grumble, case: exact}]", "", False),
        (", aliases: [{text: Grumble, ambiguous: true, needs: [cluster]}]", "", False),
        ("", "plain_words: [grumble]\n", False),
        (", deprecated: true", "", False),
    ],
)
def test_a_common_word_needs_a_rule_or_a_review(
    more: str, rest: str, found: bool, tmp_path: Path
) -> None:
    told = doubts(tmp_path, TOOL % ("grumble-tool", "Grumble", more), rest=rest)
    assert [skill for skill, _ in told] == ["grumble-tool"] * found
    assert all("'Grumble' is a common English word" in message for _, message in told)


def test_plain_words_change_no_result(tmp_path: Path) -> None:
    reviewed = load_taxonomy(extend=own(tmp_path, rest="  []\nplain_words: [grumble]\n"))
    assert reviewed.data.plain_words[-1] == "grumble"
    assert reviewed.fingerprint == load_taxonomy().fingerprint
    with pytest.raises(TaxonomyError, match="list of words") as caught:
        load_taxonomy(extend=own(tmp_path, rest="  []\nplain_words: grumble\n"))
    assert caught.value.line == 3


def test_a_group_has_two_members(tmp_path: Path) -> None:
    one = TOOL % ("quokka", "Quokka", ", group: marsupial")
    two = TOOL % ("wombatron", "Wombatron", ", group: marsupial")
    assert [skill for skill, _ in doubts(tmp_path, one)] == ["quokka"]
    assert doubts(tmp_path, one, two) == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (", replaced_by: docker", "not deprecated"),
        (", deprecated: true, replaced_by: docker", ""),
        (", deprecated: true, replaced_by: wombatron", "deprecated itself"),
    ],
)
def test_a_replacement_is_in_use(more: str, words: str, tmp_path: Path) -> None:
    gone = TOOL % ("wombatron", "Wombatron", ", deprecated: true")
    told = doubts(tmp_path, TOOL % ("quokka", "Quokka", more), gone)
    assert [words in message for _, message in told] == [True] * bool(words)


@pytest.mark.parametrize(
    ("since", "told"), [("2026.11", []), ("2026.9", []), ("2099.1", ["quokka"]), ("", [])]
)
def test_no_skill_came_with_a_version_that_is_not_there_yet(
    since: str, told: list[str], tmp_path: Path
) -> None:
    tool = TOOL % ("quokka", "Quokka", f", since: '{since}'")
    assert [skill for skill, _ in doubts(tmp_path, tool)] == told


def test_every_shipped_skill_says_since_when() -> None:
    assert {skill.since for skill in load_taxonomy()} == {load_taxonomy().data.version}


@pytest.mark.parametrize(
    ("more", "words"),
    [(", stages: [cooking]", "stages"), (", deprecated: true, replaced_by: dokcer", "dokcer")],
)
def test_stages_and_replacements_exist(more: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match=words):
        load_taxonomy(extend=own(tmp_path, TOOL % ("quokka", "Quokka", more)))


def test_related_holds_both_ways_whoever_lists_it(tmp_path: Path) -> None:
    path = own(tmp_path, TOOL % ("quokka", "Quokka", ", related: [docker]"))
    taxonomy = load_taxonomy(extend=path)
    assert "quokka" in taxonomy.related("docker")
    assert doubts(tmp_path, TOOL % ("quokka", "Quokka", ", related: [docker]")) == []


def test_the_shipped_taxonomy_leaves_no_doubt() -> None:
    assert [str(one) for one in find_doubts(load_taxonomy().data, {})] == []


def test_common_words_are_words() -> None:
    words = load(COMMON_WORDS)
    assert {"go", "spark", "rest", "the", "negotiation"} <= words
    assert all(re.fullmatch("[a-z]{2,}", word) for word in words)


# --- export and schema


def test_rows_hold_every_skill_and_column() -> None:
    taxonomy = load_taxonomy()
    rows = skill_rows(taxonomy)
    assert [row["id"] for row in rows] == [skill.id for skill in taxonomy]
    assert {tuple(row) for row in rows} == {COLUMNS}
    row = next(row for row in rows if row["id"] == "kubernetes")
    assert "K8s" in cell(row["aliases"]).split(";")  # type: ignore[union-attr]
    assert row["months_low"] <= row["months_high"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(["a", "b"], "a;b"), ({"a": 0.5}, "a=0.5"), (True, "yes"), (3, 3), (None, None), ([], "")],
)
def test_a_cell_holds_plain_text(value: object, shown: object) -> None:
    assert cell(value) == shown


def test_source_files_have_the_shape_that_the_schema_tells() -> None:
    schema = source_schema()
    assert schema["$id"].endswith(f":{SCHEMA}")
    entry = schema["$defs"]["SkillEntry"]
    assert entry["required"] == ["id"]
    assert not entry["additionalProperties"]
    for path in sorted((ROOT / "taxonomy").glob("*.yaml")):
        values = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        if "skills" in values:
            SourceFile.model_validate(values)
    with pytest.raises(ValueError, match="knd"):
        SourceFile.model_validate({"skills": [{"id": "a", "knd": "tool"}]})


# --- deprecated and replaced


@pytest.fixture
def replaced(tmp_path: Path) -> Taxonomy:
    """One tool that another replaced, one of a chain, and one that is gone."""
    return load_taxonomy(
        extend=own(
            tmp_path,
            TOOL % ("quokka", "Quokka", ", broader: [mlops]"),
            TOOL % ("old-quokka", "OldQuokka", ", deprecated: true, replaced_by: quokka"),
            TOOL % ("first-quokka", "Quokka1X", ", deprecated: true, replaced_by: old-quokka"),
            TOOL % ("lost-tool", "LostTool", ", deprecated: true, broader: [mlops]"),
            TOOL % ("round-a", "RoundA", ", deprecated: true, replaced_by: round-b"),
            TOOL % ("round-b", "RoundB", ", deprecated: true, replaced_by: round-a"),
            TOOL % ("quokka-kit", "QuokkaKit", ", broader: [old-quokka]"),
            TOOL % ("quokka-ops", "QuokkaOps", ", implies: {old-quokka: 0.5}"),
        )
    )


@pytest.mark.parametrize(
    ("held", "asked", "relation"),
    [
        ("old-quokka", "quokka", "exact"),
        ("quokka", "old-quokka", "exact"),
        ("first-quokka", "quokka", "exact"),
        ("old-quokka", "mlops", "narrower"),
        ("mlops", "old-quokka", "broader"),
        ("quokka-kit", "quokka", "narrower"),
        ("quokka", "quokka-kit", "broader"),
        ("quokka-ops", "quokka", "implied"),
        ("lost-tool", "lost-tool", "none"),
        ("lost-tool", "mlops", "none"),
        ("mlops", "lost-tool", "none"),
        ("round-a", "round-a", "none"),
    ],
)
def test_a_replaced_skill_counts_as_its_replacement(
    held: str, asked: str, relation: str, replaced: Taxonomy
) -> None:
    assert replaced.relation(held, asked)[0] == relation


def test_deprecated_ids_stay_good_and_names_do_not(replaced: Taxonomy) -> None:
    assert replaced["old-quokka"].label == "OldQuokka"
    ids = ("quokka", "old-quokka", "first-quokka", "lost-tool")
    assert [replaced.current(one) for one in ids] == ["quokka", "quokka", "quokka", "lost-tool"]
    assert replaced.resolve("OldQuokka") is None
    assert replaced.resolve("lost-tool") is None


def test_a_stored_profile_earns_the_points_of_the_replacement(replaced: Taxonomy) -> None:
    from skillmap import Extractor

    extractor = Extractor(replaced)
    profile = extractor.extract("Built and shipped Quokka services.")
    role = extractor.role("You know Quokka.")
    now = extractor.score(profile, role)
    (skill,) = profile.skills
    stored = profile.model_copy(
        update={"skills": (skill.model_copy(update={"skill_id": "old-quokka"}),)}
    )
    assert extractor.score(stored, role).score == now.score > 0


def test_csv_cells_are_no_formulas(tmp_path: Path) -> None:
    from skillmap.render.records import csv_text

    taxonomy = load_taxonomy(extend=own(tmp_path, TOOL % ("quokka", "'=1+1'", "")))
    row = next(row for row in skill_rows(taxonomy) if row["id"] == "quokka")
    text = csv_text((COLUMNS, [[cell(row[name]) for name in COLUMNS]]))
    assert next(iter(csv.DictReader(text.splitlines())))["label"] == "'=1+1"
