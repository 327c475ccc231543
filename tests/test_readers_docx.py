"""Reading Word documents: order, lists, tables, and runs that nobody sees."""

from __future__ import annotations

import pytest
from tests.made import docx, read, with_part, zipped

from skillmap.errors import ReadError


class TestDocx:
    def test_order_lists_and_tables(self) -> None:
        def build(document):
            document.sections[0].header.paragraphs[0].text = "Ada Example"
            document.sections[0].footer.paragraphs[0].text = "Page 1"
            document.add_heading("Skills")
            document.add_paragraph("Python", style="List Bullet")
            document.add_paragraph("SQL", style="List Number")
            table = document.add_table(rows=1, cols=2)
            table.cell(0, 0).text, table.cell(0, 1).text = "Airflow", "3 years"
            layout = document.add_table(rows=1, cols=2)
            layout.cell(0, 0).text = "Left"
            layout.cell(0, 0).add_paragraph("column")
            layout.cell(0, 1).text = "right"
            document.add_paragraph("End")

        assert read(docx(build)).text.splitlines() == [
            "Ada Example",
            "Skills",
            "• Python",
            "• SQL",
            "Airflow\t3 years",
            "Left",
            "column",
            "right",
            "End",
            "Page 1",
        ]

    def test_links_boxes_changes_and_breaks(self) -> None:
        def change(xml: bytes) -> bytes:
            body = (
                "<w:p><w:r><w:t>see </w:t></w:r><w:hyperlink><w:r><w:t>my site</w:t></w:r>"
                "</w:hyperlink><w:del><w:r><w:delText>Perl</w:delText></w:r></w:del>"
                "<w:ins><w:r><w:t xml:space='preserve"
                "'> and more</w:t></w:r></w:ins></w:p>"
                "<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:noBreakHyphen/><w:t>x</w:t></w:r>"
                "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p>"
                "</w:txbxContent></w:pict></w:r></w:p>"
                "<w:sdt><w:sdtContent><w:p><w:r><w:t>a field</w:t></w:r></w:p></w:sdtContent>"
                "</w:sdt>"
            )
            return xml.replace(b"<w:body>", b"<w:body>" + body.encode())

        reading = read(with_part(docx(lambda d: None), "word/document.xml", change))
        assert reading.text == "see my site and more\none\ntwo-x\nin a box\na field"
        assert [(one.text, one.reason) for one in reading.hidden] == [
            ("Perl", "deleted in a tracked change")
        ]

    def test_first_page_header_and_symbols(self) -> None:
        def build(document):
            section = document.sections[0]
            section.different_first_page_header_footer = True
            section.first_page_header.paragraphs[0].text = "Ada Example"
            section.header.paragraphs[0].text = "Page of Ada"
            section.first_page_footer.paragraphs[0].text = "ada@example.org"
            document.add_paragraph("Heading", style="Heading 1")

        def change(xml: bytes) -> bytes:
            symbol = (
                b"<w:p><w:r><w:sym w:font='Wingdings' w:char='F0A7'/><w:t> Go</w:t></w:r></w:p>"
            )
            return xml.replace(b"<w:body>", b"<w:body>" + symbol)

        reading = read(with_part(docx(build), "word/document.xml", change))
        assert reading.text.splitlines() == [
            "Ada Example",
            "Page of Ada",
            "• Go",
            "Heading",
            "ada@example.org",
        ]

    def test_a_style_hides_too(self) -> None:
        def build(document):
            from docx.enum.style import WD_STYLE_TYPE

            style = document.styles.add_style("Ghost", WD_STYLE_TYPE.PARAGRAPH)
            style.font.hidden = True
            document.add_paragraph("Rust", style=style)
            document.add_paragraph("Python")

        reading = read(docx(build))
        assert (reading.text, reading.hidden[0].text) == ("Python", "Rust")

    def test_no_document_inside(self) -> None:
        with pytest.raises(ReadError, match="damaged Word document"):
            read(zipped(word__document_xml=b"<a/>"), "cv.docx")

    @pytest.mark.parametrize(
        ("name", "value", "reason"),
        [
            ("hidden", True, "hidden by formatting"),
            ("color", (255, 255, 255), "white on white"),
            ("size", 1, "below readable size"),
        ],
    )
    def test_hidden(self, name: str, value: object, reason: str) -> None:
        def build(document):
            from docx.shared import Pt, RGBColor

            paragraph = document.add_paragraph("Python ")
            font = paragraph.add_run("Rust Rust").font
            if name == "hidden":
                font.hidden = value
            elif name == "color":
                font.color.rgb = RGBColor(*value)
            else:
                font.size = Pt(value)
            paragraph.add_run("and SQL")

        reading = read(docx(build))
        assert reading.text == "Python and SQL"
        assert [(each.text, each.reason) for each in reading.hidden] == [("Rust Rust", reason)]

    def test_white_on_a_dark_cell_is_seen(self) -> None:
        def build(document):
            from docx.oxml import parse_xml
            from docx.oxml.ns import nsdecls
            from docx.shared import RGBColor

            cell = document.add_table(rows=1, cols=1).cell(0, 0)
            cell._tc.get_or_add_tcPr().append(
                parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="1F3864"/>')
            )
            cell.paragraphs[0].add_run("Rust").font.color.rgb = RGBColor(255, 255, 255)

        reading = read(docx(build))
        assert reading.text == "Rust"
        assert not reading.hidden

    def test_entities_are_refused(self) -> None:
        data = with_part(
            docx(lambda d: d.add_paragraph("x")),
            "word/document.xml",
            lambda xml: xml.replace(
                b"<w:document", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document', 1
            ),
        )
        with pytest.raises(ReadError, match="declares XML entities"):
            read(data, "cv.docx")

    def test_cut_off(self) -> None:
        data = docx(lambda d: d.add_paragraph("x"))
        with pytest.raises(ReadError, match="damaged"):
            read(data[: len(data) // 2], "cv.docx")
