"""Where jobs stand in a CV, and when they were."""

from __future__ import annotations

import pytest
from tests.careers_made import cv

from skillmap.careers import find_positions


def jobs(body: str, heading: str = "Experience\n") -> list[tuple[str, str, str | None]]:
    positions, _ = find_positions(cv(heading + body))
    return [(p.title, p.start, p.end) for p in positions]


# --- dates


@pytest.mark.parametrize(
    ("written", "start", "end", "precision"),
    [
        ("Jan 2022 – Present", "2022-01", None, "month"),
        ("03/2019 - 11/2021", "2019-03", "2021-11", "month"),
        ("03.2021 – today", "2021-03", None, "month"),
        ("2018–2020", "2018-07", "2020-06", "year"),
        ("2016 – Present", "2016-07", None, "year"),
        ("2020 – 2020", "2020-01", "2020-12", "year"),
        ("2019 – Feb 2022", "2019-07", "2022-02", "month"),
        ("Summer 2012 - 2015", "2012-06", "2015-06", "year"),
        ("2018-20", "2018-07", "2020-06", "year"),
        ("2021–", "2021-07", None, "year"),
        ("Summer 2017", "2017-06", "2017-08", "season"),
        ("Winter 2015/16", "2015-12", "2016-02", "season"),
        ("Q3 2020", "2020-07", "2020-09", "quarter"),
        ("since March 2024", "2024-03", None, "month"),
        ("from 05/2024", "2024-05", None, "month"),
        ("from 2019 to 2021", "2019-07", "2021-06", "year"),
        ("Sept '21 to now", "2021-09", None, "month"),
        ("Sept' 2017 to till date", "2017-09", None, "month"),
        ("January 2010 to January 2014", "2010-01", "2014-01", "month"),
        ("2019-03 - 2021-11", "2019-03", "2021-11", "month"),
        ("2022-06 → today", "2022-06", None, "month"),
        ("09/14-Present", "2014-09", None, "month"),
        ("Jan-Apr 2026", "2026-01", "2026-04", "month"),
        ("Nov – Jan 2020", "2019-11", "2020-01", "month"),
        ("1 March 2020 - 30 April 2021", "2020-03", "2021-04", "month"),
        ("01.03.2020 - 30.04.2021", "2020-03", "2021-04", "month"),
        ("03/15/2020 - 04/20/2021", "2020-03", "2021-04", "month"),
        ("JAN2020-DEC2021", "2020-01", "2021-12", "month"),
        ("Jan 2019 | Mar 2021", "2019-01", "2021-03", "month"),
        ("Jan 2020 –\nPresent", "2020-01", None, "month"),
        ("seit 04/2021", "2021-04", None, "month"),
        ("März 2020 bis heute", "2020-03", None, "month"),
        ("août 2019 – déc. 2020", "2019-08", "2020-12", "month"),
        ("2019年4月 - 現在", "2019-04", None, "month"),
        ("enero de 2020 - actualidad", "2020-01", None, "month"),
        ("maio de 2019 a março de 2021", "2019-05", "2021-03", "month"),
        ("gennaio 2019 – oggi", "2019-01", None, "month"),
        ("januari 2019 - heden", "2019-01", None, "month"),
        ("styczeń 2019 – obecnie", "2019-01", None, "month"),
        ("březen 2020 – dosud", "2020-03", None, "month"),
        ("2O2O to date", "2020-07", None, "year"),
        ("Feb-2017 / May-2021", "2017-02", "2021-05", "month"),
        ("Feb 2021 (ongoing)", "2021-02", None, "month"),
        ("02/2021 - ...", "2021-02", None, "month"),
        ("June 2019", "2019-06", "2019-06", "month"),
        ("2019", "2019-01", "2019-12", "year"),
    ],
)
def test_dates_as_cvs_write_them(written: str, start: str, end: str | None, precision: str) -> None:
    positions, notices = find_positions(cv(f"Experience\nData Engineer, Acme, {written}\n- Built"))
    assert [(p.start, p.end, p.precision) for p in positions] == [(start, end, precision)]
    assert not notices


@pytest.mark.parametrize(
    "written", ["Jan 2021 - Jan 2019", "2021 - 2019", "13/2020 - 05/2021", "Jan 2099 - Present"]
)
def test_dates_that_cannot_be_are_told_and_give_no_job(written: str) -> None:
    text = f"Experience\nData Engineer, Acme, {written}\n- Python\n"
    positions, notices = find_positions(cv(text))
    assert not positions
    assert [(n.code, n.place) for n in notices] == [
        ("bad-dates", f"Data Engineer, Acme, {written}")
    ]


# --- headings


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            "Senior Engineer, Acme\nJan 2022 – Present\n- Built it\n\n"
            "Engineer, Beta\n2018 – 2020\n- Ran it",
            [("Senior Engineer, Acme", "2022-01", None), ("Engineer, Beta", "2018-07", "2020-06")],
        ),
        (
            "03.2021 – today\nData Engineer, Acme\n• Built it.\n"
            "08.2017 – 02.2021\nAnalyst, Beta\n• Ran it.",
            [("Data Engineer, Acme", "2021-03", None), ("Analyst, Beta", "2017-08", "2021-02")],
        ),
        (
            "Barista, Cup & Co, Jan-Apr 2026\nMorning shifts.\nClerk, Shop, Summer 2025\nTill.",
            [("Barista, Cup & Co", "2026-01", "2026-04"), ("Clerk, Shop", "2025-06", "2025-08")],
        ),
        (
            "Acme GmbH, Berlin\nData Engineer (Jan 2020 - Mar 2021)\n- Built it",
            [("Data Engineer", "2020-01", "2021-03")],
        ),
        (
            "Acme, Berlin   Jan 2020 - Mar 2021\nData Engineer\n- Built it",
            [("Data Engineer", "2020-01", "2021-03")],
        ),
        (
            "### Data Engineer, Acme | Feb 2023 – Present",
            [("Data Engineer, Acme", "2023-02", None)],
        ),
        ("Analyst, Acme\nfrom 05/2024\n• Own it", [("Analyst, Acme", "2024-05", None)]),
        (
            "3.1  Apr. 2019 to present. Acme. Data engineer, then senior.\n"
            "3.2  Mar. 2015 to Mar. 2019. Beta, Bern. Analyst, then lead.",
            [
                ("Acme. Data engineer, then senior", "2019-04", None),
                ("Beta, Bern. Analyst, then lead", "2015-03", "2019-03"),
            ],
        ),
        (
            "▸ 05/2023 - ongoing. Acme. Lead Engineer\n  Rust.\n▸ 09/2021 - 03/2023. Beta. Analyst",
            [("Acme. Lead Engineer", "2023-05", None), ("Beta. Analyst", "2021-09", "2023-03")],
        ),
        (
            "Engineering Manager\nAcme Pvt. Ltd., Pune | June 2022 – Present",
            [("Engineering Manager", "2022-06", None)],
        ),
        (
            "Acme, Cork. Analyst, Sep 2012 - Aug 2018. Levels sorted by size. Then by hand.",
            [("Acme, Cork. Analyst", "2012-09", "2018-08")],
        ),
        (
            "Analyst, Acme, 2019 - 2021\n\nSince 2020 I also keep a garden of models.",
            [
                ("Analyst, Acme", "2019-07", "2021-06"),
            ],
        ),
        ("Client: own project\nPeriod: since Feb 2025\nRole: Developer", []),
        ("01/2022 - 10/2022: ambulance driver, no paid employment", []),
        (
            "- Data Engineer, Acme (2019 - 2021): ETL\n- Analyst, Beta (2017 - 2019): SQL",
            [
                ("Data Engineer, Acme", "2019-07", "2021-06"),
                ("Analyst, Beta", "2017-07", "2019-06"),
            ],
        ),
    ],
)
def test_headings(body: str, found: list[tuple[str, str, str | None]]) -> None:
    assert jobs(body) == found


@pytest.mark.parametrize(
    "line",
    [
        "Career break, parental leave | Feb 2023 – June 2023",
        "Sabbatical, Summer 2025",
        "BSc Computer Science, University of Ulm, 2015–2019",
        "Data engineering certificate, Evening School, 2022",
        "Project: fraud detection, Jan 2020 – Mar 2020",
        "- Moved the warehouse to the cloud between 2019 and 2021",
        "In 2024 I spent half a year on sensors.",
        "Revenue grew from 2019 to 2021 by a third, and costs fell.",
        "Acme, Berlin, 2019",
    ],
)
def test_what_is_no_job(line: str) -> None:
    assert jobs(f"{line}\n") == []


def test_a_project_inside_a_job_stays_in_it_and_a_break_does_not() -> None:
    text = (
        "Experience\nConsultant, Acme | 2019 - 2022\nProject: churn, Jan 2020 - May 2020\nSQL\n"
        "Career break | 2018 - 2019\nPython\n"
    )
    (position,), _ = find_positions(cv(text))
    assert text[position.span_start : position.span_end].endswith("SQL\n")


def test_dated_studies_projects_and_certificates_elsewhere_are_no_jobs() -> None:
    text = (
        "Experience\nEngineer, Acme, 2019 - 2022\n\nProjects\nBot, Jan 2023 - May 2023\n\n"
        "Education\nTutor and student, MSc, 2015 - 2017\n\nCertifications\nCKA, 2022 - 2025\n"
    )
    assert len(find_positions(cv(text))[0]) == 1


def test_without_a_section_on_experience_the_rest_is_searched() -> None:
    assert jobs("Data Engineer, Acme | 2019 - 2021\n", heading="") == [
        ("Data Engineer, Acme", "2019-07", "2021-06")
    ]
    (found,) = jobs("From 2019 to 2021 I worked at Acme as an engineer.\n", heading="")
    assert found[1:] == ("2019-07", "2021-06")


def test_a_post_has_no_positions() -> None:
    assert find_positions(cv("Data Engineer, 2019 - 2021", "job")) == ((), ())
