"""Where a stretch of text stands on a page: the boxes that evidence is drawn with."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from tests.awkward import file, show

import skillmap


class TestBoxes:
    """A box of a stretch lies over its ink: on pages drawn by the library."""

    TURNS = (0, 90, 180, 270)

    @pytest.mark.parametrize("turn", TURNS)
    @pytest.mark.parametrize("word", ["Python", "SQL", "Kubernetes", "gcc"])
    def test_a_word(self, turn: int, word: str) -> None:
        content = show("Python, SQL and Kubernetes with gcc", 80, 500, size=12)
        data = file(
            content if turn == 0 else _upright(content, turn),
            page=f"/Rotate {turn} /CropBox [20 30 590 780]",
        )
        document = skillmap.read(io.BytesIO(data))
        start = document.text.index(word)
        (box,) = document.boxes(start, start + len(word))
        alone = skillmap.read(io.BytesIO(data)).lines[0].box
        assert box.box[1::2] == alone[1::2]
        assert _ink(data, box) == pytest.approx((0, 0), abs=2)

    @pytest.mark.parametrize("word", ["SQL", "TensorFlow", "Pillow", "Mill"])
    def test_a_part_of_a_word(self, word: str) -> None:
        data = file(show("Java/SQL/TensorFlow/Pillow/Mill/Go", 80, 500, size=12))
        document = skillmap.read(io.BytesIO(data))
        start = document.text.index(word)
        (box,) = document.boxes(start, start + len(word))
        left = 80 + stringWidth(document.text[:start], "Helvetica", 12)
        right = left + stringWidth(word, "Helvetica", 12)
        assert box.box[0] == pytest.approx(left, abs=4)
        assert box.box[2] == pytest.approx(right, abs=4)

    def test_bullets_icons_and_parted_words_move_nothing(self) -> None:
        data = file(show("Built a pipe-", 80, 500) + show("line in Python", 80, 485))
        document = skillmap.read(io.BytesIO(data))
        assert document.text == "Built a pipeline\nin Python"
        first, second = document.boxes(document.text.index("pipe"), document.text.index("\n"))
        assert first.box[0] > 110
        assert (second.box[0], second.box[1] > first.box[1]) == (pytest.approx(80, abs=2), True)

    def test_turned_text_has_the_box_of_its_line(self) -> None:
        data = file("BT /F 12 Tf 0 1 -1 0 300 400 Tm (Python and SQL) Tj ET\n")
        document = skillmap.read(io.BytesIO(data))
        assert document.boxes(0, 6)[0].box == document.lines[0].box
        assert document.boxes(0, 6) == document.boxes(7, 10)

    def test_white_space_has_none(self) -> None:
        document = skillmap.read(io.BytesIO(file(show("Python and SQL"))))
        assert document.boxes(6, 7) == ()

    def test_boxes_survive_the_way_through_json(self) -> None:
        document = skillmap.read(io.BytesIO(file(show("Python and SQL"))))
        again = skillmap.Document.model_validate_json(document.model_dump_json())
        assert again.boxes(0, 6) == document.boxes(0, 6) != document.boxes(11, 14)


def _upright(content: str, turn: int) -> str:
    """Writes a content so that a page turned clockwise shows it level."""
    matrix = {90: "0 1 -1 0 600 0", 180: "-1 0 0 -1 600 800", 270: "0 -1 1 0 0 800"}[turn]
    return f"q {matrix} cm {content} Q"


def _ink(data: bytes, box: skillmap.models.PlacedBox) -> tuple[float, float]:
    """Draws a page and gives the points between the sides of a box and the ink in it."""
    import pypdfium2

    page = pypdfium2.PdfDocument(data)[box.page - 1]
    image = page.render(scale=4).to_pil().convert("L")
    left, top, right, bottom = (round(4 * side) for side in box.box)
    part = image.crop((left - 4, top, right + 4, bottom)).point(lambda grey: 255 * (grey < 128))
    found = part.getbbox()
    assert found
    return (found[0] - 4) / 4, (part.width - 4 - found[2]) / 4
