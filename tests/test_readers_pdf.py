"""Reading PDF: order, places, glyphs, broken files."""

from __future__ import annotations

import pytest
from tests.made import codes, pdf, raw_pdf, read

from skillmap.errors import EncryptedFile, NoTextLayer, ReadError


class TestPdf:
    def test_pages_and_lines(self) -> None:
        reading = read(pdf("Ada Example", "Python and SQL", pages=2))
        assert reading.text == "Ada Example\nPython and SQL\nAda Example\nPython and SQL"
        assert [reading.text[page.start : page.end] for page in reading.pages] == [
            "Ada Example\nPython and SQL"
        ] * 2
        assert [page.number for page in reading.pages] == [1, 2]
        line = reading.lines[1]
        assert reading.text[line.start : line.end] == "Python and SQL"
        assert (line.page, line.size) == (1, 11.0)
        left, top, right, bottom = line.box
        assert left == pytest.approx(50, abs=2)
        assert (top, bottom) == (pytest.approx(58, abs=3), pytest.approx(68, abs=3))
        assert right == pytest.approx(125, abs=10)

    def test_content_order_is_kept_in_columns(self) -> None:
        def draw(page):
            page.setFont("Helvetica", 11)
            for index, word in enumerate(("Skills", "Python", "SQL")):
                page.drawString(50, 700 - 16 * index, word)
            for index, word in enumerate(("Experience", "Engineer", "Analyst")):
                page.drawString(300, 700 - 16 * index, word)

        assert read(pdf(draw=draw)).text == "Skills\nPython\nSQL\nExperience\nEngineer\nAnalyst"

    @pytest.mark.parametrize(
        ("first", "second", "text"),
        [
            ("models in pro-", "duction, and more", "models in production,\nand more"),
            ("with fine-", "tuning of models", "with fine-tuning\nof models"),
            ("an end-to-", "end pipeline", "an end-to-end\npipeline"),
            ("in the years 2019-", "2021 at a bank", "in the years 2019-2021\nat a bank"),
            ("Skills -", "python", "Skills -\npython"),
            ("at Hewlett-", "Packard", "at Hewlett-\nPackard"),
        ],
    )
    def test_words_parted_at_line_ends(self, first: str, second: str, text: str) -> None:
        reading = read(pdf(first, second))
        assert reading.text == text
        top, bottom = reading.lines
        assert reading.text[top.start : top.end] == text[: top.end]
        assert (
            reading.text[bottom.start : bottom.end].replace("\n", " ").endswith(second.split()[-1])
        )
        assert top.box[1] < bottom.box[1]

    def test_encrypted(self) -> None:
        with pytest.raises(EncryptedFile, match=r"cv\.pdf: needs a password"):
            read(pdf("x", password="secret"), "cv.pdf")

    def test_owner_password_alone_is_no_bar(self) -> None:
        assert read(pdf("Python", owner="owner")).text == "Python"

    def test_no_text(self) -> None:
        with pytest.raises(NoTextLayer, match="scan"):
            read(pdf(draw=lambda page: page.rect(50, 50, 200, 200, fill=1)))

    def test_glyphs_without_a_map_are_learnt(self) -> None:
        font = "/BaseFont /Body /Encoding << /Type /Encoding /Differences [27 /f_f_i 28 /f_i] >>"
        data = raw_pdf("BT /F 12 Tf 50 700 Td (e\x1bcient \x1cle, o\x1bce) Tj ET", font)
        assert read(data).text == "efficient file, office"

    def test_icons_are_no_text(self) -> None:
        font = (
            "/BaseFont /FontAwesome /Encoding << /Type /Encoding /Differences [65 /phone.alt1] >>"
        )
        reading = read(raw_pdf("BT /F 12 Tf 50 700 Td (A) Tj 0 -20 Td (B) Tj ET", font))
        assert "A" not in reading.text

    def test_turned_page(self) -> None:
        boxes = {}
        for turn in (0, 90, 180, 270):
            content = "BT /F 12 Tf 50 700 Td (Python) Tj ET"
            boxes[turn] = read(raw_pdf(content, page=f"/Rotate {turn}")).lines[0].box
        left, top, right, bottom = boxes[0]
        assert boxes[90] == pytest.approx((800 - bottom, left, 800 - top, right), abs=0.1)
        assert boxes[180] == pytest.approx(
            (600 - right, 800 - bottom, 600 - left, 800 - top), abs=0.1
        )
        assert boxes[270] == pytest.approx((top, 600 - right, bottom, 600 - left), abs=0.1)

    def test_no_page_even_after_an_encrypted_file(self) -> None:
        with pytest.raises(EncryptedFile):
            read(pdf("x", password="secret"))
        with pytest.raises(ReadError, match="without readable pages"):
            read(raw_pdf("", kids=0))

    def test_page_that_may_be_a_scan_is_told(self) -> None:
        import io

        import pikepdf

        with pikepdf.open(io.BytesIO(pdf("Python"))) as both:
            scan = pikepdf.open(io.BytesIO(pdf(draw=lambda page: page.rect(5, 5, 90, 90, fill=1))))
            both.pages.extend(scan.pages)
            buffer = io.BytesIO()
            both.save(buffer)
        reading = read(buffer.getvalue())
        assert [(n.code, n.place) for n in reading.warnings] == [("page-without-text", "page 2")]

    def test_second_opinion_reads_lines(self) -> None:
        from skillmap.readers.pdf_plumber import Plumber

        plumber = Plumber(pdf("Ada Example", "Python and SQL"))
        assert [row.text for row in plumber.rows(0)] == ["Ada Example", "Python and SQL"]
        assert plumber.rows(7) == []
        plumber.close()
        assert Plumber(b"%PDF-no").page_count() == 0

    def test_half_a_file(self) -> None:
        data = pdf(*(f"Line {n} with Python" for n in range(30)))
        try:
            reading = read(data[: len(data) // 2], "half.pdf")
        except ReadError as error:
            assert error.source == "half.pdf"
        else:
            assert "damaged" in codes(reading)

    def test_cut_off_end_is_told(self) -> None:
        data = pdf("Python and SQL")
        reading = read(data[: data.rindex(b"xref")])
        assert "Python and SQL" in reading.text
        assert "damaged" in codes(reading)
