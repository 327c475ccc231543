"""Runs of Word documents that nobody sees, and honest ones that look like them."""

from __future__ import annotations

import pytest
from tests.made import docx, read, with_part

from skillmap.readers import Reading

SPACES = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
VANISH, WHITE = "<w:vanish/>", '<w:color w:val="FFFFFF"/>'


def body(xml: str) -> Reading:
    """Reads a document with "Python" and these blocks."""
    first = "<w:p><w:r><w:t>Python</w:t></w:r></w:p>"
    data = docx(lambda document: None)
    return read(
        with_part(
            data,
            "word/document.xml",
            lambda old: old.replace(b"<w:body>", f"<w:body>{first}{xml}".encode()).replace(
                b"<w:document ", f"<w:document {SPACES} ".encode(), 1
            ),
        )
    )


def run(properties: str = "", paragraph: str = "") -> str:
    """A paragraph of one run."""
    return (
        f"<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{properties}</w:rPr>"
        "<w:t>Rust Rust</w:t></w:r></w:p>"
    )


def shade(fill: str) -> str:
    return f'<w:shd w:val="clear" w:fill="{fill}"/>'


def box(x: int, y: int, inner: str = "", fill: str = "<a:noFill/>", extra: str = "") -> str:
    """A text box of 100 by 20 points at a place of the page, in points."""
    return (
        f"<w:p><w:r><w:drawing><wp:anchor>"
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{x * 12700}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{y * 12700}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="1270000" cy="254000"/><wp:docPr id="1" name="a" {extra}/>'
        f"<a:graphic><a:graphicData><wps:wsp><wps:spPr>{fill}</wps:spPr><wps:txbx>"
        f"<w:txbxContent>{inner or run()}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData>"
        f"</a:graphic></wp:anchor></w:drawing></w:r></w:p>"
    )


def old_box(style: str, fill: str = "") -> str:
    return (
        f'<w:p><w:r><w:pict><v:shape style="{style}" {fill}><v:textbox><w:txbxContent>{run()}'
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )


def cell(fill: str, properties: str, row: str = "") -> str:
    return (
        f"<w:tbl><w:tblPr/><w:tr>{row}<w:tc><w:tcPr>{shade(fill)}</w:tcPr>{run(properties)}</w:tc>"
        "</w:tr></w:tbl>"
    )


def solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (run(VANISH), "hidden by formatting"),
        (run("<w:specVanish/>"), "hidden by formatting"),
        (cell("FFFFFF", "", "<w:trPr><w:hidden/></w:trPr>"), "hidden by formatting"),
        (run(WHITE), "white on white"),
        (run('<w:color w:val="F7F7F7"/>'), "white on white"),
        (run('<w:color w:val="EEEEEE"/>'), "white on white"),
        (cell("FFFFFF", WHITE), "white on white"),
        (cell("1F3864", '<w:color w:val="203864"/>'), "same colour as its background"),
        (run('<w:color w:val="000000"/>' + shade("000000")), "same colour as its background"),
        (
            run('<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>'),
            "same colour as its background",
        ),
        (run('<w:color w:val="EEEEEE"/>', shade("F0F0F0")), "same colour as its background"),
        (run('<w:sz w:val="2"/>'), "below readable size"),
        (run('<w:sz w:val="4"/>'), "below readable size"),
        (run('<w:w w:val="1"/>'), "below readable size"),
        (run("", '<w:ind w:left="40000"/>'), "outside the page"),
        (run("", '<w:framePr w:x="-30000" w:y="100" w:w="2000"/>'), "outside the page"),
        (box(-500, 100), "outside the page"),
        (box(100, 2000), "outside the page"),
        (box(100, 100, extra='hidden="1"'), "hidden by formatting"),
        (box(100, 100, run(WHITE)), "white on white"),
        (box(100, 100, run(WHITE), solid("FFFFFF")), "white on white"),
        (old_box("position:absolute;margin-left:-900pt;width:100pt"), "outside the page"),
        (old_box("position:absolute;visibility:hidden"), "hidden by formatting"),
    ],
)
def test_hidden(xml: str, reason: str) -> None:
    reading = body(xml)
    assert reading.text == "Python"
    assert [(one.text, one.reason) for one in reading.hidden] == [("Rust Rust", reason)]


@pytest.mark.parametrize(
    "xml",
    [
        run('<w:vanish w:val="0"/>'),
        run("<w:webHidden/>"),
        run('<w:color w:val="BFBFBF"/>'),
        run('<w:color w:val="auto"/>'),
        run('<w:color w:val="0563C1"/><w:u w:val="single"/>'),
        run('<w:sz w:val="12"/>'),
        run('<w:w w:val="80"/>'),
        run(WHITE + shade("1F3864")),
        run(WHITE, shade("1F3864")),
        run(WHITE + '<w:highlight w:val="black"/>'),
        run(WHITE + '<w:highlight w:val="darkGreen"/>'),
        cell("1F3864", WHITE),
        run("", '<w:ind w:left="720" w:hanging="360"/>'),
        box(100, 100),
        box(-20, 100),
        box(100, 100, run(WHITE), solid("1F3864")),
        box(100, 100, run(WHITE), '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'),
        old_box("position:absolute;margin-left:20pt;width:100pt"),
        old_box("width:100pt"),
    ],
)
def test_honest_look_alikes(xml: str) -> None:
    reading = body(xml)
    assert reading.text.replace("\n\n", "\n") == "Python\nRust Rust"
    assert not reading.hidden


def test_keywords_are_told() -> None:
    def build(document) -> None:
        document.add_paragraph("Python")
        document.core_properties.keywords = "Rust Rust"

    reading = read(docx(build))
    assert [(one.text, one.reason) for one in reading.hidden] == [("Rust Rust", "in the metadata")]
