"""Where in the lifecycle a document shows what a role asks: shares, reading, pages."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from tests.records import rendered
from tests.strategies import AS_OF, SKILLS, make_profile, position_rows, profiles, roles, skill_rows

import skillmap
from skillmap import Extractor, Lifecycle, Position, Profile, Requirement, Role
from skillmap.models import STAGES, Notice, TeamLifecycle
from skillmap.planning import lifecycle, lifecycle_of, team_lifecycle
from skillmap.render import Look, lifecycle_html, written
from skillmap.render.layout import cells

EXTRACTOR = Extractor()
LOOK = Look(EXTRACTOR.taxonomy)
ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)> {{ 7*7 }} \"' &amp;"

# Each skill serves few stages, so that a case can place evidence where it wants.
ROLE = Role(
    title="Model builder",
    requirements=tuple(
        Requirement(skills=(skill,))
        for skill in (
            "etl",
            "pytorch",
            "model-evaluation",
            "model-deployment",
            "observability",
        )
    ),
)
SHOWN_AT_WORK = {
    "etl": "Wrote the ETL of three registers.",
    "pytorch": "Trained networks with PyTorch.",
    "model-evaluation": "Introduced model evaluation for every release.",
    "model-deployment": "Took over model deployment and ran it.",
    "observability": "Built observability for forty services.",
}


def read(text: str, role: Role | None = ROLE) -> Lifecycle:
    profile = EXTRACTOR.extract(text, AS_OF, kind="cv", unmapped=False)
    return EXTRACTOR.lifecycle(profile, role)


def worked(*skills: str) -> str:
    lines = "\n".join(f"- {SHOWN_AT_WORK[skill]}" for skill in skills)
    return f"Experience\n\nEngineer, Acme, Jan 2022 - Present\n{lines}\n"


# --- the reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        (
            worked("pytorch", "model-evaluation"),
            "shows training and evaluation; nothing on data, deployment or monitoring",
        ),
        (
            worked("etl", "model-deployment"),
            "shows data and deployment; nothing on training, evaluation or monitoring",
        ),
        (worked(*SHOWN_AT_WORK), "shows every stage that the role asks"),
        (
            worked("pytorch") + "\nSkills\n\nETL\n",
            "shows training; little on data; nothing on evaluation, deployment or monitoring",
        ),
    ],
)
def test_the_reading_tells_what_the_document_shows(text: str, reading: str) -> None:
    assert read(text).reading == reading


def test_nothing_is_read_as_nothing_and_not_as_a_verdict() -> None:
    profile = make_profile([])
    found = EXTRACTOR.lifecycle(profile, ROLE)
    assert found.reading == "nothing on any stage that the role asks"
    assert all(stage.share == 0 for stage in found)
    assert {one.standing for stage in found for one in stage.skills} == {"missing"}


def test_a_document_that_cannot_be_judged_by_is_not_said_to_show_nothing() -> None:
    warnings = (Notice(code="nearly-empty", message="holds next to nothing"),)
    profile = make_profile([]).model_copy(update={"warnings": warnings})
    found = EXTRACTOR.lifecycle(profile, ROLE)
    assert "nothing" not in found.reading
    assert found.reading.startswith("cannot tell about")


def test_what_is_only_listed_is_little_however_much_else_is_shown() -> None:
    in_use = "Built and ran Docker, Kubernetes, Terraform, Redis, Kafka, FastAPI, Java, Go, Scala, "
    text = f"{worked('etl')}- {in_use}Jenkins, Grafana and MySQL.\n\nSkills\n\nPyTorch\n"
    found = read(text)
    assert found["training"].share >= 0.5
    assert found["training"].level == "little"
    assert not found["training"].skills[0].in_use


def test_too_few_months_of_work_are_a_part_and_no_mere_name() -> None:
    role = Role(title="x", requirements=(Requirement(skills=("pytorch",), min_months=1200),))
    found = read(worked("pytorch"), role)
    assert [one.standing for one in found["training"].skills] == ["weak"]
    assert found["training"].level == "part"


def test_python_alone_shows_no_stage_of_its_own() -> None:
    text = "Experience\n\nEngineer, Acme, Jan 2022 - Present\n- Built Python services.\n"
    found = read(text, None)
    assert found["deployment"].share > 0
    assert found["deployment"].level == "general"
    assert "nothing specific to" in found.reading
    assert "shows" not in found.reading


def test_a_role_that_asks_nothing_of_a_stage_says_so() -> None:
    role = Role(title="Friend", requirements=(Requirement(skills=("communication",)),))
    assert read(worked("pytorch"), role).reading == "the role asks nothing that belongs to a stage"
    assert read(worked("pytorch"), Role(title="Empty")).reading == (
        "the role asks nothing that belongs to a stage"
    )


def test_a_role_alone_is_told_by_its_weight() -> None:
    found = skillmap.lifecycle(None)
    assert found.profile is None
    assert found.role_title == "AI engineer"
    heavy = sorted(found, key=lambda stage: -stage.weight)[0].stage
    assert found.reading.startswith(f"asks most of {heavy}")
    assert {one.standing for stage in found for one in stage.skills} == {"asked"}
    assert found["governance"].skills
    with pytest.raises(KeyError, match="no stage"):
        found["sales"]


# --- laws


@given(profiles(), roles())
def test_shares_are_those_of_the_score(profile: Profile, role: Role) -> None:
    coverage = EXTRACTOR.score(profile, role)
    found = lifecycle(profile, role, EXTRACTOR.taxonomy, EXTRACTOR.settings)
    assert tuple(stage.stage for stage in found) == STAGES
    shares = {one.name: one for one in coverage.stages}
    for stage in found:
        assert 0 <= stage.share <= 1
        assert 0 <= stage.weight <= 1
        if stage.stage in shares:
            assert stage.share == pytest.approx(shares[stage.stage].share, abs=1e-12)
            assert stage.weight == pytest.approx(shares[stage.stage].possible, abs=1e-12)
        else:
            assert not stage.weight
            assert not stage.skills
        assert len(stage.held) + len(stage.weak) + len(stage.missing) == len(stage.skills)
        assert all(one.evidence for one in (*stage.held, *stage.weak))
        assert not any(one.evidence for one in stage.missing)
    assert Lifecycle.model_validate_json(found.model_dump_json()) == found


@given(
    skill_rows,
    position_rows(),
    roles(),
    st.sampled_from(SKILLS),
    st.sampled_from(("experience", "projects", "education", "skills", "summary")),
)
def test_one_more_present_mention_never_lowers_a_share(
    rows: list[tuple[str, str, str]],
    jobs: tuple[Position, ...],
    role: Role,
    skill: str,
    section: str,
) -> None:
    before = EXTRACTOR.lifecycle(make_profile(rows, jobs), role)
    after = EXTRACTOR.lifecycle(make_profile([*rows, (skill, "present", section)], jobs), role)
    for one, two in zip(before, after, strict=True):
        assert two.share >= one.share - 1e-12


def test_another_date_is_that_of_the_score() -> None:
    text = "Experience\n\nEngineer, Acme, Jan 2022 - Present\n- Wrote the ETL of three registers.\n"
    role = Role(title="x", requirements=(Requirement(skills=("etl",), min_months=60),))
    profile = EXTRACTOR.extract(text, date(2023, 1, 1), kind="cv", unmapped=False)
    early, late = (
        EXTRACTOR.lifecycle(profile, role, as_of=day) for day in (None, date(2026, 12, 1))
    )
    assert early["data"].share < late["data"].share == 1


# --- pages


def tree(page: bytes) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(page.decode("utf-8"))


def team() -> TeamLifecycle:
    cvs = [
        EXTRACTOR.extract(text, AS_OF, kind="cv", unmapped=False)
        for text in (worked("pytorch"), worked("etl", "observability"))
    ]
    ranking = EXTRACTOR.rank([*cvs, ("broken.pdf", b"")], ROLE, as_of=AS_OF)
    return team_lifecycle(ranking, EXTRACTOR.taxonomy, EXTRACTOR.settings)


PAGES: dict[str, Callable[[], Lifecycle | TeamLifecycle]] = {
    "person": lambda: read(worked("pytorch", "etl")),
    "role": lambda: skillmap.lifecycle(None),
    "team": team,
    "empty": lambda: EXTRACTOR.lifecycle(make_profile([]), ROLE),
    "no stages": lambda: read(worked("pytorch"), Role(title="Empty")),
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("names", [False, True])
def test_pages_are_whole_and_can_be_reached_by_keyboard(name: str, names: bool) -> None:
    page = lifecycle_html(PAGES[name](), Look(EXTRACTOR.taxonomy, names=names))
    found = tree(page)
    ids = [one.get("id") for one in found.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    for chart in found.xpath("//*[@class='lifecycle']"):
        steps = chart.xpath(".//li[contains(@class, 'stage')]/*[@class='step']")
        assert len(steps) == len(STAGES)
        assert all(step.get("tabindex") == "0" for step in steps)
        assert [step.xpath("string(span[@class='name'])") for step in steps] == list(STAGES)
        assert all(step.xpath("*[local-name()='svg']") for step in steps)
        assert len(chart.xpath(".//section[@aria-live and @hidden]")) == 1
    for link in found.xpath("//a[@href]"):
        assert link.get("href").startswith("#")
        assert link.get("href")[1:] in ids
    for link in found.xpath("//a[@data-shows]"):
        assert set(link.get("data-shows").split()) <= set(ids)
    for tag in found.xpath("//a[contains(@class, 'tag')]"):
        assert tag.get("tabindex") == "0"
        assert tag.xpath("string(.//*[@class='mark'])")  # never by colour alone
        assert tag.xpath("string(.//*[@class='sr'])").startswith(": ")


@pytest.mark.parametrize("name", PAGES)
def test_pages_need_no_network(name: str) -> None:
    page = lifecycle_html(PAGES[name](), LOOK).decode("utf-8")
    outside = re.sub(r"(<(style|script)>).*?(</\2>)", r"\1\3", page, flags=re.DOTALL)
    assert not re.search(r"(?:src|href)=(?!\"#)|@import|//[a-z]", outside)
    assert "url(" not in page
    assert "default-src 'none'" in page
    assert page.count("<script>") == 1


def test_evidence_stands_on_the_page_without_a_script() -> None:
    page = tree(lifecycle_html(read(worked("pytorch")), LOOK))
    (link,) = page.xpath("//a[contains(@class, 'tag met')]")
    line = page.get_element_by_id(link.get("href")[1:])
    assert "Trained networks with PyTorch." in line.text_content()
    assert "experience, since Jan 2022" in line.text_content()
    assert line.xpath("ancestor::details[@open]")


def test_nobody_is_named_unless_asked() -> None:
    profile = read(worked("pytorch"))
    assert profile.profile is not None
    named = profile.profile.model_copy(update={"source": "jane-doe.pdf"})
    changed = profile.model_copy(update={"profile": named})
    page = tree(lifecycle_html(changed, LOOK))
    assert "jane-doe" not in page.xpath("string(//head/title)") + page.xpath("string(//h3)")
    assert all("jane-doe" in one.text_content() for one in page.xpath("//details[@class='file']"))
    closed = [one for one in page.xpath("//bdi") if "jane-doe" in one.text_content()]
    assert all(one.xpath("ancestor::details[not(@open)]") for one in closed)
    shown = tree(lifecycle_html(changed, Look(EXTRACTOR.taxonomy, names=True)))
    assert shown.xpath("string(//h3)") == "jane-doe.pdf"


def test_a_team_stands_in_an_order_that_says_nothing() -> None:
    found = team()
    names = [one.pseudonym for one in found.people]
    assert names == sorted(names)
    rows = tree(lifecycle_html(found, LOOK)).xpath("//table[@class='people']/tbody/tr")
    assert [row.xpath("string(th)").strip() for row in rows] == names
    assert all(len(row.xpath("td")) == len(STAGES) for row in rows)
    assert [one.code for one in found.by_hand] == ["unreadable"]


def attacked() -> Lifecycle:
    text = worked("pytorch").replace("with PyTorch", f"with PyTorch {ATTACK}")
    found = read(text, ROLE.model_copy(update={"title": ATTACK}))
    assert found.profile is not None
    profile = found.profile.model_copy(update={"source": ATTACK})
    return found.model_copy(update={"profile": profile})


@pytest.mark.parametrize("names", [False, True])
def test_no_text_becomes_markup(names: bool) -> None:
    look = Look(EXTRACTOR.taxonomy, names=names)
    for found in (attacked(), attacked().model_copy(update={"profile": None})):
        page = lifecycle_html(found, look).decode("utf-8")
        assert page.count("<script>") == 1
        assert "<img" not in page
        assert "{{ 7*7 }}" in page
    assert "alert(1)" in page


# --- text, rows, and the ranking's outputs


@pytest.mark.parametrize("name", PAGES)
def test_texts_keep_to_eighty_columns(name: str) -> None:
    shown = written(PAGES[name](), "text", LOOK)
    assert max(cells(line) for line in shown.splitlines()) <= 80


def test_text_of_a_person() -> None:
    shown = written(read(worked("pytorch", "etl") + "\nSkills\n\nPrometheus\n"), "text", LOOK)
    assert "Of what is asked: shows data and training;" in shown
    assert "training      20.0%   100%  ✓ PyTorch\n" in shown
    assert "deployment    20.0%     0%  – Model deployment\n" in shown
    assert "governance        –      –\n" in shown


@pytest.mark.parametrize("name", PAGES)
def test_rows_have_a_cell_for_each_heading(name: str) -> None:
    head, *rows = csv.reader(io.StringIO(written(PAGES[name](), "csv", LOOK)))
    assert rows
    assert all(len(row) == len(head) for row in rows)


def test_rows_of_a_team_are_its_people() -> None:
    found = team()
    rows = list(csv.DictReader(io.StringIO(written(found, "csv", LOOK))))
    assert [row["status"] for row in rows] == ["look by hand", "read", "read"]
    assert [row["lifecycle"] for row in rows[1:]] == [o.lifecycle.reading for o in found.people]
    lines = written(found, "jsonl", LOOK).splitlines()
    assert len(lines) == 3
    assert json.loads(lines[-1])["pseudonym"] == found.people[-1].pseudonym


def test_a_ranking_tells_the_same_sentence_everywhere() -> None:
    profile = EXTRACTOR.extract(worked("pytorch"), AS_OF, kind="cv", unmapped=False)
    ranking = EXTRACTOR.rank([profile], ROLE)
    (one,) = ranking
    told = EXTRACTOR.lifecycle(profile, ROLE).reading
    assert one.lifecycle == told == lifecycle_of(one.coverage, EXTRACTOR.taxonomy).reading
    content = rendered("csv", ranking, LOOK).decode("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(content)))["lifecycle"] == told
    page = tree(rendered("html", ranking, LOOK))
    assert page.xpath("string(//table//*[@class='stands'])") == told
    (chart,) = page.xpath("//details[@class='candidate']//*[@class='lifecycle']")
    assert told in chart.xpath("string(*[@class='reading'])")
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {link.get("href")[1:] for link in chart.xpath(".//a")} <= set(ids)


def test_a_ranking_for_a_role_without_stages_has_no_diagram() -> None:
    profile = EXTRACTOR.extract(worked("pytorch"), AS_OF, kind="cv", unmapped=False)
    role = Role(title="Friend", requirements=(Requirement(skills=("communication",)),))
    page = rendered("html", EXTRACTOR.rank([profile], role), LOOK).decode("utf-8")
    assert 'class="lifecycle"' not in page


def test_the_example_cvs_are_told_apart(examples: Path) -> None:
    days = date(2026, 11, 24)
    readings = {}
    for name in ("tomas-brandvik.docx", "priya-nandakumar.md", "bruno-lefevre.txt"):
        document = EXTRACTOR.read(examples / "cvs" / name)
        profile = EXTRACTOR.extract(document, days, unmapped=False)
        readings[name] = EXTRACTOR.lifecycle(profile).reading
    assert len(set(readings.values())) == 3
