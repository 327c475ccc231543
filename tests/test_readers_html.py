"""Reading HTML: what is on the page, not its noise, and postings carried as data."""

from __future__ import annotations

import json

import pytest
from tests.made import codes, html, read

_GONE = "not displayed"
_WHITE = "white on white"


class TestHtml:
    def test_blocks_lists_and_entities(self) -> None:
        reading = html(
            "<h1>Ada&nbsp;Example</h1><p>One &amp;\n two<br>three</p><ul><li><p>Py<b>thon</b></p>"
            "<li>SQL<ul><li>Postgres</li></ul></li></ul><pre>a\n  b</pre>"
        )
        assert reading.text == (
            "Ada Example\n\nOne & two\nthree\n\n• Python\n• SQL\n• Postgres\n\na\n  b"
        )
        assert reading.title == "Ada Example"
        assert reading.kind is None

    def test_noise_is_gone(self) -> None:
        reading = html(
            "<nav>Home Jobs</nav><script>var x = 'Java'</script><div class='cookie-banner'>We use "
            "cookies</div><main><p>Python for everyone who reads this page to its end.</p></main>"
            "<footer>Imprint</footer><form><input value='Go'>Search</form><svg><text>Rust</text>"
            "</svg><template><p>Perl</p></template>"
        )
        assert reading.text == "Python for everyone who reads this page to its end."

    def test_sidebar_of_a_cv_stays_and_links_go(self) -> None:
        reading = html(
            "<main><h2>Experience</h2><p>Built pipelines for a bank.</p></main>"
            "<aside><h2>Skills</h2><p>Python, SQL, Airflow</p></aside>"
            "<aside><a href='/1'>Other jobs</a> <a href='/2'>More jobs like this</a></aside>"
        )
        assert "Python, SQL, Airflow" in reading.text
        assert "Other jobs" not in reading.text

    def test_tables(self) -> None:
        reading = html(
            "<table><tr><th>Skill</th><th>Years</th></tr><tr><td>Python</td><td>5</td></tr>"
            "<tr><td><p>Left</p><p>column</p></td><td>right column</td></tr></table>"
        )
        assert reading.text == "Skill\tYears\nPython\t5\nLeft\n\ncolumn\nright column"

    @pytest.mark.parametrize(
        ("markup", "reason"),
        [
            ("<p hidden>Rust</p>", "not displayed"),
            ("<p style='display: none'>Rust</p>", "not displayed"),
            ("<p style='color:red;visibility:hidden'>Rust</p>", "not displayed"),
            ("<p style='font-size:0'>Rust</p>", "below readable size"),
            ("<p style='font-size:1px;'>Rust</p>", "below readable size"),
            ("<p style='opacity:0'>Rust</p>", "transparent"),
            ("<p style='position:absolute;left:-9999px'>Rust</p>", "outside the page"),
            ("<p style='color:#ffffff'>Rust</p>", _WHITE),
            ("<p style='color:#fff;background:#fff'>Rust</p>", _WHITE),
            ("<p style='color:#fff;background-color:#fff'>Rust</p>", _WHITE),
            ("<p style='color:#fefefe'>Rust</p>", _WHITE),
            ("<p style='color:rgb(255, 255, 255);background:white'>Rust</p>", _WHITE),
            ("<p style='color:rgb(100% 100% 100%)'>Rust</p>", _WHITE),
            ("<p style='color:#fff;background:none no-repeat 0 0'>Rust</p>", _WHITE),
            ("<p style='color:#fff;background:#000;background-color:#fff'>Rust</p>", _WHITE),
            ("<p style='color:#fff!important;color:#000'>Rust</p>", _WHITE),
            ("<p style='color:/**/white'>Rust</p>", _WHITE),
            ("<p style='color:rgba(0,0,0,.02)'>Rust</p>", "transparent"),
            ("<p style='color:transparent'>Rust</p>", "transparent"),
            ("<p><font color='white'>Rust</font></p>", _WHITE),
            ("<p style='color:#000;background:black'>Rust</p>", "same colour as its background"),
            (
                "<div style='background:#003'><p style='color:#010134'>Rust</p></div>",
                "same colour as its background",
            ),
            (
                "<div style='background:#003;color:#fff'><p style='background:#fff'>Rust</p></div>",
                _WHITE,
            ),
            (
                "<p style='color:#fff;background:linear-gradient(90deg,#fff,#fefefe)'>Rust</p>",
                _WHITE,
            ),
            ("<style>p{background:#fff}</style><p style='color:#fff'>Rust</p>", _WHITE),
            ("<style>p{background:#003}</style><p style='color:#fff;background:#fff'>Rust", _WHITE),
            ("<style>a{background:transparent}</style><p style='color:#fff'>Rust</p>", _WHITE),
            ("<p style='height:0;overflow:hidden'>Rust</p>", "clipped to nothing"),
            ("<p style='width:0;overflow:hidden'>Rust</p>", "clipped to nothing"),
            ("<p style='max-height:0px; overflow-y: hidden'>Rust</p>", "clipped to nothing"),
            ("<style>.off{display:none}</style><p class='on off'>Rust</p>", "not displayed"),
            ("<style>#off{display:none}</style><p id='off'>Rust</p>", "not displayed"),
            ("<style>div > p.a, h6{display:none}</style><div><p class='a'>Rust</p></div>", _GONE),
            ("<style>.a p{visibility:hidden}</style><div class='a'><p>Rust</p></div>", _GONE),
            ("<style>.a{display:block}p.a{display:none}</style><p class='a'>Rust</p>", _GONE),
            ("<style>@media screen{.a{display:none}}</style><p class='a'>Rust</p>", _GONE),
            ("<style>.a{color:#fff}</style><p class='a'>Rust</p>", _WHITE),
            ("<style>.a{color:#fff}</style><div class='a'><p>Rust</p></div>", _WHITE),
            (
                "<style>.a{background:#003}.b{color:#003}</style><div class='a'><p class='b'>Rust",
                "same colour as its background",
            ),
            ("<style>.a{font-size:0}</style><p class='a'>Rust</p>", "below readable size"),
            ("<p style='transform:scale(0)'>Rust</p>", "below readable size"),
            ("<p style='position:absolute;top:-9999px'>Rust</p>", "outside the page"),
            ("<p style='margin-left:-9999px'>Rust</p>", "outside the page"),
            ("<p style='transform:translateX(-9999px)'>Rust</p>", "outside the page"),
            ("<p style='text-indent:-9999px'>Rust</p>", "outside the page"),
            ("<p style='position:absolute;left:-100vw'>Rust</p>", "outside the page"),
            ("<p style='position:absolute;clip:rect(0 0 0 0)'>Rust</p>", "clipped to nothing"),
            ("<p style='clip:rect(1px, 1px, 1px, 1px)'>Rust</p>", "clipped to nothing"),
            ("<p style='clip-path:inset(100%)'>Rust</p>", "clipped to nothing"),
            ("<p style='opacity:.01'>Rust</p>", "transparent"),
            ("<p style='filter:opacity(0)'>Rust</p>", "transparent"),
            ("<p class='sr-only'>Rust</p>", "for those who have the page read aloud"),
            ("<p class='x visually-hidden'>Rust</p>", "for those who have the page read aloud"),
        ],
    )
    def test_hidden(self, markup: str, reason: str) -> None:
        reading = html(f"<p>Python</p>{markup}<p>SQL</p>")
        assert "Rust" not in reading.text
        assert [(each.text, each.reason) for each in reading.hidden] == [("Rust", reason)]

    @pytest.mark.parametrize(
        "markup",
        [
            "<div style='background:#003'><p style='color:white'>Rust</p></div>",
            "<td bgcolor='black'><b style='color:#fff'>Rust</b></td>",
            "<p style='color:#fff;background:#003'>Rust</p>",
            "<p style='color:#fff;background-color:midnightblue'>Rust</p>",
            "<p style='color:#fff;background:url(dark.png) #fff'>Rust</p>",
            "<p style='color:#fff;background:linear-gradient(#fff, #003)'>Rust</p>",
            "<div style='color:#fff'><p style='background:#003'>Rust</p></div>",
            "<div style='background:#fff'><p style='background:#003;color:#fff'>Rust</p></div>",
            "<div style='background:#003'><p style='background:rgba(255,255,255,.1);color:#fff'>"
            "Rust</p></div>",
            "<p style='color:transparent;background:#003;background-clip:text'>Rust</p>",
            "<p style='color:#000'>Rust</p>",
            "<p style='color:#ccc'>Rust</p>",
            "<p style='color:var(--ink)'>Rust</p>",
            "<style>p{background:#003}</style><p style='color:#fff'>Rust</p>",
            "<p style='height:0'>Rust</p>",
            "<p style='height:10px;overflow:hidden'>Rust</p>",
            "<p style='width:100%;overflow:hidden'>Rust</p>",
            "<p style='font-size:0.9em'>Rust</p>",
            "<p style='font-size:10px'>Rust</p>",
            "<p style='opacity:0.8'>Rust</p>",
            "<span aria-hidden='true'>Rust</span>",
            "<details><summary>Rust</summary></details>",
            "<i class='fa icon' aria-hidden='true'>home</i><p>Rust</p>",
            "<template>Go</template><noscript>Go</noscript><p>Rust</p>",
            "<style>.a{display:none}p.a{display:block}</style><p class='a'>Rust</p>",
            "<style>.a{display:none}</style><p class='a' style='display:block'>Rust</p>",
            "<style>.a{display:none !important}</style><p class='b'>Rust</p>",
            "<style>@media print{p{display:none}}</style><p>Rust</p>",
            "<style>@media (max-width: 600px){p{display:none}}</style><p>Rust</p>",
            "<style media='print'>p{display:none}</style><p>Rust</p>",
            "<style>p:hover, p::before, p:empty{display:none}</style><p>Rust</p>",
            "<style>div p{display:none}</style><p>Rust</p>",
            "<style>.Off{display:none}</style><p class='off'>Rust</p>",
            "<style>p{display:none</style><style>}h1{}</style><h1>Rust</h1>",
            "<style>.a{background:#003}.b{color:#fff}</style><div class='a'><p class='b'>Rust</p>",
            "<style>.b{color:#fff}.a:nth-child(1){background:#003}</style>"
            "<div class='a'><p class='b'>Rust</p></div>",
            "<style>body{opacity:0}</style><p>Rust</p>",
            "<style>.app{display:none}</style><script>show()</script><div class='app'>Rust</div>",
            "<p style='left:-10px;margin-left:-20px'>Rust</p>",
            "<p style='clip-path:inset(0);transform:scale(0.9) translate(-50%)'>Rust</p>",
        ],
    )
    def test_not_hidden(self, markup: str) -> None:
        assert html(markup).text == "Rust"
        assert not html(markup).hidden

    def test_only_the_part_that_stands_out_is_seen(self) -> None:
        reading = html("<p style='color:#fff'>Rust <b style='color:#000'>Python</b> <i>Go</i></p>")
        assert reading.text == "Python"
        assert [each.text for each in reading.hidden] == ["Rust", "Go"]

    @pytest.mark.parametrize(
        "style", ["color:" + "rgb(" * 50_000, "overflow:hidden;height:" + "0" * 200_000 + "!x"]
    )
    def test_endless_styles_come_to_an_end(self, style: str) -> None:
        # A quadratic pattern would keep this test for hours.
        assert html(f"<p>Go</p><p style='{style}'>Rust</p>").text.startswith("Go")

    @pytest.mark.parametrize(
        "sheet",
        [
            "@media all{" * 3000,
            "{" * 50_000,
            "".join(f"div div div .b{i} p{{display:none}}" for i in range(3000)),
        ],
    )
    def test_endless_sheets_come_to_an_end(self, sheet: str) -> None:
        body = "<div>" * 60 + "<p>Rust</p>" * 1000
        assert "Rust" in html(f"<style>{sheet}</style>{body}").text

    def test_nested_too_deeply_is_told(self) -> None:
        reading = html("<p>Python</p>" + "<div>" * 100_000 + "Rust" + "</div>" * 100_000)
        assert reading.text == "Python"
        assert codes(reading) == ["nested-too-deeply"]
        assert not codes(html("<div>" * 200 + "Rust" + "</div>" * 200))

    def test_job_posting(self) -> None:
        description = "<p>We build things.</p><ul><li>Python</li></ul>" + "<p>More of it.</p>" * 20
        posting = {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "WebSite"},
                {
                    "@type": ["JobPosting"],
                    "title": "ML Engineer",
                    "description": description,
                    "skills": ["Airflow", "dbt"],
                    "qualifications": "Python",
                    "experienceRequirements": {"monthsOfExperience": 36},
                },
            ],
        }
        script = f"<script type='application/ld+json'>{json.dumps(posting)}</script>"
        reading = html("<p>Accept all cookies</p>", head=script)
        assert (reading.kind, reading.title) == ("job", "ML Engineer")
        assert reading.text.startswith("ML Engineer\n\nWe build things.\n\n• Python\n\nMore of it.")
        assert reading.text.endswith(
            "Skills\nAirflow\ndbt\n\nExperience required\n36 months of experience"
        )
        assert "Qualifications" not in reading.text
        assert "cookies" not in reading.text

    def test_job_posting_without_a_text_leaves_the_page(self) -> None:
        script = '<script type="application/ld+json">{"@type": "JobPosting", "title": "X"}</script>'
        reading = html("<h1>Data Engineer</h1><p>Python</p>", head=script)
        assert (reading.kind, reading.title) == ("job", "X")
        assert reading.text == "Data Engineer\n\nPython"

    def test_broken_json_is_no_matter(self) -> None:
        reading = html("<p>Python</p>", head="<script type='application/ld+json'>{,}</script>")
        assert (reading.kind, reading.text) == (None, "Python")

    def test_labels_of_one_class_do_not_stick_together(self) -> None:
        assert html("<i class='x'>Python</i><i class='x'>SQL</i>, P<b>an</b>das").text == (
            "Python SQL, Pandas"
        )

    def test_requirements_as_objects(self) -> None:
        posting = {
            "@type": "JobPosting",
            "title": "Analyst",
            "description": "&lt;p&gt;We count &amp;amp; tell.&lt;/p&gt;" + " And more of it." * 15,
            "educationRequirements": [{"@type": "X", "credentialCategory": "bachelor degree"}],
            "responsibilities": {"@type": "Y"},
        }
        script = f"<script type='application/ld+json'>{json.dumps(posting)};</script>"
        text = html("<p>x</p>", head=script).text
        assert text.startswith("Analyst\n\nWe count & tell.")
        assert text.endswith("Education required\nbachelor degree")

    def test_declared_encoding(self) -> None:
        data = "<html><meta charset='iso-8859-1'><body>Zürich – Café</body></html>"
        assert read(data.encode("cp1252")).text == "Zürich – Café"
