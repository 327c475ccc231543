"""What a team lacks, as text, rows and pages."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from lxml import html as lxml_html
from tests.strategies import AS_OF, TAXONOMY
from tests.test_team import DATA, OPERATOR, PYTHON, asks, person

import skillmap
from skillmap import Role, Team
from skillmap.render import Look, team_html, written
from skillmap.render.layout import cells

LOOK = Look(TAXONOMY)
NAMED = Look(TAXONOMY, names=True)
ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)> {{ 7*7 }} \"' &amp;"


def shown() -> Team:
    role = asks("python", "sql", "docker", "kubernetes", "reinforcement-learning", "pytorch")
    return skillmap.team([PYTHON, DATA], [role], [OPERATOR], as_of=AS_OF, deadline=3)


TEAMS = {
    "usual": shown,
    "nobody": lambda: skillmap.team([], [asks("python")], as_of=AS_OF),
    "met": lambda: skillmap.team([PYTHON], [asks("python")], as_of=AS_OF),
    "no lines": lambda: skillmap.team([PYTHON], [Role(title="Empty")], as_of=AS_OF),
    "many": lambda: skillmap.team(
        [person(f"Built Python services, part {n}.", source=f"{n}.pdf") for n in range(14)],
        [asks("python", "sql")],
        as_of=AS_OF,
    ),
}


@pytest.mark.parametrize("name", TEAMS)
@pytest.mark.parametrize("names", [False, True])
def test_texts_keep_to_eighty_columns_and_name_nobody_unasked(name: str, names: bool) -> None:
    found = TEAMS[name]()
    text = written(found, "text", NAMED if names else LOOK)
    assert max(cells(line) for line in text.splitlines()) <= 80
    assert any(one.document.source in text for one in found.members) == (
        names and bool(found.members)
    )
    assert text == written(TEAMS[name](), "text", NAMED if names else LOOK)


def test_text_of_a_team() -> None:
    found = shown()
    text = written(found, "text", LOOK)
    assert text.startswith("Ours: 2 members, 1 candidate; 3 months at 10 focused hours a week")
    assert "Between them the members meet 2 of 6 required lines (33.3% of their weight)." in text
    assert "\nhire     Kubernetes\n" in text
    assert "\nopen     Reinforcement learning\n" in text
    assert f"  {found.candidates[0].pseudonym} closes Kubernetes\n" in text
    assert "the source's own lists of when to hire and when to\nupskill are lost" in text
    folded = " ".join(text.split())
    assert (
        "profile of the hire, what nobody learns in time: Kubernetes; Reinforcement learning"
    ) in folded
    assert re.search(r"\nPython +W✓ +·\n|\nPython +· +W✓\n", text)


def test_rows_and_lines_hold_every_decision() -> None:
    found = shown()
    rows = list(csv.DictReader(io.StringIO(written(found, "csv", LOOK))))
    gaps = [row for row in rows if row["kind"] == "gap"]
    assert [row["action"] for row in gaps] == [one.action for one in found.decisions]
    assert {"member", "chosen", "hire", "line", "single-point", "stage", "area", "warning"} <= {
        row["kind"] for row in rows
    }
    lines = [json.loads(line) for line in written(found, "jsonl", LOOK).splitlines()]
    assert [key for line in lines for key in line].count("decision") == len(found.decisions)
    assert Team.model_validate_json(written(found, "json", LOOK)) == found


@pytest.mark.parametrize("name", TEAMS)
@pytest.mark.parametrize("names", [False, True])
def test_pages_are_whole(name: str, names: bool) -> None:
    found = TEAMS[name]()
    content = team_html(found, NAMED if names else LOOK)
    page = lxml_html.fromstring(content.decode("utf-8"))
    ids = [one.get("id") for one in page.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    for link in page.xpath("//a[@href]"):
        assert link.get("href").startswith("#")
        assert link.get("href")[1:] in ids
    for one in page.xpath("//*[@aria-labelledby or @aria-describedby]"):
        named = f"{one.get('aria-labelledby') or ''} {one.get('aria-describedby') or ''}".split()
        assert set(named) <= set(ids)
    for row in page.xpath("//table[@class='matrix']/tbody/tr[td]"):
        assert len(row.xpath("td")) == len(found.members)
        assert all(cell.xpath("string(span[@class='sr'])") for cell in row.xpath("td"))
    assert len(page.xpath("//li[contains(@class, 'decision')]")) == len(found.decisions)
    outside = re.sub(r"(<(style|script)>).*?(</\2>)", r"\1\3", content.decode(), flags=re.DOTALL)
    assert not re.search(r"(?:src|href)=(?!\"#)|@import|//[a-z]", outside)
    assert "url(" not in content.decode()
    assert content.count(b"<script>") == 1
    assert b"default-src 'none'" in content


def test_a_page_names_nobody_unasked() -> None:
    page = lxml_html.fromstring(team_html(shown(), LOOK).decode("utf-8"))
    for one in page.iter():
        if any(name in (one.text or "") for name in ("ana.pdf", "bo.pdf", "cy.pdf")):
            assert one.xpath("ancestor-or-self::details[@class='file' and not(@open)]")
    named = lxml_html.fromstring(team_html(shown(), NAMED).decode("utf-8"))
    assert {"ana.pdf", "bo.pdf"} == {
        one.text_content().split()[-1] for one in named.xpath("//li[@class='member']//h3")
    }


@pytest.mark.parametrize("look", [LOOK, NAMED])
def test_no_text_becomes_markup(look: Look) -> None:
    member = person(f"Built Python services {ATTACK}.", source=f"{ATTACK}.pdf")
    role = asks("python", "kubernetes", title=ATTACK)
    found = skillmap.team([member], [role], [member], as_of=AS_OF, deadline=0)
    page = team_html(found, look).decode("utf-8")
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert "{{ 7*7 }}" in page
