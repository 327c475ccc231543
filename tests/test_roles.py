"""What a post asks, and role files that are honoured to the letter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import skillmap
from skillmap import Extractor, Requirement, Role, TaxonomyError, UnknownSkill, load_role

AS_OF = date(2026, 11, 24)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def asked(role: Role) -> list[tuple[tuple[str, ...], str, int | None]]:
    return [(r.skills, r.level, r.min_months) for r in role.requirements]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("AWS, Azure or GCP", [(("aws", "azure", "google-cloud"), None)]),
        ("PyTorch/TensorFlow", [(("pytorch", "tensorflow"), None)]),
        ("Python and SQL", [(("python",), None), (("sql",), None)]),
        ("Python, SQL, Docker", [(("python",), None), (("sql",), None), (("docker",), None)]),
        ("5+ years of Python", [(("python",), 60)]),
        ("3-5 years in machine learning", [(("machine-learning",), 36)]),
        ("A decade of SQL", [(("sql",), 120)]),
        ("Kubernetes (2+ years)", [(("kubernetes",), 24)]),
        ("At least one of Kafka, Flink", [(("apache-kafka", "apache-flink"), None)]),
        ("A language such as Java, Go", [(("java", "go"), None)]),
        ("Cloud platforms (AWS, GCP, or Azure)", [(("aws", "google-cloud", "azure"), None)]),
        ("Python, and Java or Scala", [(("python",), None), (("java", "scala"), None)]),
        ("4+ years of Java or Kotlin", [(("java", "kotlin"), 48)]),
        ("Spark", [(("apache-spark",), None)]),
        ("Go", [(("go",), None)]),
    ],
)
def test_groups_and_years(
    line: str, expected: list[tuple[tuple[str, ...], int | None]], extractor: Extractor
) -> None:
    role = extractor.role(f"ML Engineer\n\nRequirements\n- {line}\n", AS_OF)
    assert [(r.skills, r.min_months) for r in role.requirements] == expected
    assert {r.level for r in role.requirements} == {"required"}


POST = """\
Machine Learning Engineer

About us
We build maps with Rust and sell a Python course.

What you will do
- Train ranking models in PyTorch
- Sit with the customers

Requirements
- 3+ years of Python
- You enjoy a tidy desk
- BSc in Computer Science or similar
- Fluent in German
- Docker; Terraform is a plus
- No experience with Scala needed

Nice to have
- Kubernetes
- Work permit for the EU

Benefits
- Courses in Go, free AWS credits
"""


def test_a_post_ends_up_line_by_line(extractor: Extractor) -> None:
    role = extractor.role(POST, AS_OF)
    assert role.title == "Machine Learning Engineer"
    levels = {r.skills[0]: r.level for r in role.requirements}
    assert levels["python"] == "required"
    assert levels["kubernetes"] == "preferred"
    assert levels["pytorch"] == "mentioned"
    assert not {"rust", "go", "aws", "scala"} & set(levels)
    assert [c.kind for c in role.conditions] == ["degree", "language", "permit"]
    assert [line.text for line in role.unscored] == ["You enjoy a tidy desk"]
    assert role.asked_lines == role.scored_lines + 4
    for r in role.requirements:
        assert r.start is not None and r.end is not None
        assert " ".join(POST[r.start : r.end].split()) == r.text


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "empty-post"), ("We bake bread.\n\nRequirements\n- Love of rye\n", "no-requirements")],
)
def test_a_post_that_asks_nothing_is_warned_of(text: str, code: str, extractor: Extractor) -> None:
    role = extractor.role(text, AS_OF)
    assert code in {notice.code for notice in role.warnings}


def test_what_is_asked_twice_is_asked_once_at_the_stronger_level(extractor: Extractor) -> None:
    text = "Dev\n\nNice to have\n- Python\n\nRequirements\n- 2 years of Python\n"
    role = extractor.role(text, AS_OF)
    assert asked(role) == [(("python",), "required", 24)]
    assert len(role.requirements[0].mentions) == 2


def test_a_role_survives_its_yaml(extractor: Extractor, tmp_path: Path) -> None:
    role = extractor.role(POST, AS_OF)
    path = tmp_path / "role.yaml"
    path.write_text(role.to_yaml(), encoding="utf-8")
    again = extractor.load_role(path)
    assert asked(again) == asked(role)
    assert [r.text for r in again.requirements] == [r.text for r in role.requirements]
    assert (again.scored_lines, again.asked_lines) == (role.scored_lines, role.asked_lines)
    assert again.to_yaml() == role.to_yaml()


@pytest.mark.parametrize(
    ("text", "line", "part", "hint"),
    [
        ("title: X\nrequirements:\n  - skills: [pyton]\n", 3, "pyton", "python"),
        (
            "title: X\nrequirements:\n  - skills: [python]\n    levle: required\n",
            4,
            "levle",
            "level",
        ),
        ("title: X\nrequirements:\n  - skills: [python]\n    level: vital\n", 4, "level", ""),
        ("title: X\nrequirements:\n  - skills: []\n", 3, "skills", ""),
        ("title: X\nrequirments:\n  - skills: [python]\n", 2, "requirements", "requirments"),
        ("title: X\nrequirements:\n  - skills: [python]\n    weight: -1\n", 4, "weight", ""),
        ("just text", 1, "mapping", ""),
    ],
)
def test_a_typo_in_a_role_is_told_with_its_line(
    text: str, line: int, part: str, hint: str, tmp_path: Path
) -> None:
    path = tmp_path / "role.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TaxonomyError) as caught:
        load_role(path)
    assert caught.value.line == line
    assert part in str(caught.value) and hint in caught.value.hint


def test_an_unknown_built_in_role_names_the_nearest() -> None:
    with pytest.raises(TaxonomyError) as caught:
        skillmap.builtin_role("ai-enginer")
    assert "ai-engineer" in caught.value.hint


def test_an_unknown_skill_has_its_own_error(tmp_path: Path) -> None:
    path = tmp_path / "role.yaml"
    path.write_text("requirements:\n  - skills: [kubernets]\n", encoding="utf-8")
    with pytest.raises(UnknownSkill) as caught:
        load_role(path)
    assert caught.value.skill_id == "kubernets"


OWN = """\
title: Keeper
skills:
  - {id: quokka-flow, label: QuokkaFlow, area: mlops, kind: tool}
  - {id: kubernetes, aliases: [the K cluster]}
requirements:
  - skills: [quokka-flow]
  - skills: [kubernetes]
"""


def test_a_role_with_skills_of_its_own_ranks_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "role.yaml"
    path.write_text(OWN, encoding="utf-8")
    role = load_role(path)
    cv = b"EXPERIENCE\nEngineer, Acme\nJan 2020 - Present\n- Ran QuokkaFlow on the K cluster.\n"
    ranking = skillmap.rank([("cv.txt", cv * 3)], role, as_of=AS_OF)
    coverages = [c.coverage for c in (*ranking.candidates, *ranking.by_hand)]
    assert [c and c.count("met") for c in coverages] == [2]
    path.write_text(role.to_yaml(), encoding="utf-8")
    assert load_role(path) == role


def test_another_taxonomys_profile_is_refused_for_it(tmp_path: Path) -> None:
    path = tmp_path / "role.yaml"
    path.write_text(OWN, encoding="utf-8")
    with pytest.raises(TaxonomyError, match="taxonomy"):
        skillmap.score(skillmap.extract("Python"), load_role(path))


def test_a_role_of_ids_alone_can_be_scored() -> None:
    role = Role(title="Ours", requirements=(Requirement(skills=("python",)),))
    coverage = skillmap.score(skillmap.extract("Built Python services."), role)
    assert (coverage.score, coverage.asked, coverage.scored) == (1.0, 1, 1)


def test_a_list_of_must_haves_under_about_us_is_read(extractor: Extractor) -> None:
    text = (
        "AI Engineer\n\nAbout us\nWe build things with Rust.\n\nYou must have\n"
        "- 3 years of Python\n- Strong SQL\n\nNice to have: MLflow; Kubeflow; Ray.\n"
    )
    role = extractor.role(text, AS_OF)
    assert asked(role) == [
        (("python",), "required", 36),
        (("sql",), "required", None),
        (("mlflow",), "preferred", None),
        (("kubeflow",), "preferred", None),
        (("ray",), "preferred", None),
    ]


def test_a_cv_given_as_post_is_warned_of_and_keeps_its_name_to_itself(
    extractor: Extractor, examples: Path
) -> None:
    role = extractor.role(extractor.read(examples / "cvs" / "amara-oyelaran.pdf"), AS_OF)
    assert "no-post" in {notice.code for notice in role.warnings}
    assert role.title == "Untitled role"


# --- how telling a skill is


def test_narrow_and_ai_skills_weigh_more_in_a_post_and_a_file_has_the_last_word(
    tmp_path: Path,
) -> None:
    role = skillmap.role(
        "Requirements\n- Machine learning\n- LoRA fine-tuning\n- Jira\n- LangGraph"
    )
    weights = {one.skills[0]: one.weight for one in role.requirements}
    assert weights["machine-learning"] < weights["langgraph"] == 1.0
    assert weights["jira"] == 0.5
    assert all(0 < weight <= 1 for weight in weights.values())
    path = tmp_path / "role.yaml"
    path.write_text(role.to_yaml().replace("weight: 0.5\n", "weight: 1.0\n"), encoding="utf-8")
    again = skillmap.load_role(path)
    assert {one.skills[0]: one.weight for one in again.requirements} == {**weights, "jira": 1.0}


def test_how_telling_a_skill_is_can_be_switched_off() -> None:
    plain = skillmap.Extractor(settings=skillmap.Settings(weight_general=1, weight_breadth=0))
    role = plain.role("Requirements\n- Machine learning\n- Jira")
    assert [one.weight for one in role.requirements] == [1.0, 1.0]


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Job title: Senior Data Scientist", "Senior Data Scientist"),
        (
            "Data Engineer  Acme Steel, Hamilton  Hybrid, full-time  Hi, I run the plant",
            "Data Engineer",
        ),
        ("ACME LABS INC.\t\tAI Engineer (Mid)", "AI Engineer (Mid)"),
        ("Reports to the Lead Engineer\nQA Engineer", "QA Engineer"),
        ("As an AI Engineer on our research team, you build agents.", "AI Engineer"),
        ("About us\nWe make maps.\n\nML Engineer", "ML Engineer"),
        ("About us\nWe make maps.", "Untitled role"),
        ("Senior QA / Test Automation Engineer", "Senior QA / Test Automation Engineer"),
    ],
)
def test_the_title_of_a_post(first: str, title: str) -> None:
    text = first + "\n\nRequirements\n- 3 years of Python\n- SQL"
    assert skillmap.role(text).title == title
