"""Text in PDFs that nobody sees, and honest text that looks like it."""

from __future__ import annotations

import io

import pytest
from tests.made import PNG, pdf, read

from skillmap.errors import NoTextLayer


def _white(page):
    page.setFillColorRGB(1, 1, 1)
    page.drawString(50, 400, "Rust Rust")


def _invisible(page):
    text = page.beginText(50, 400)
    text.setTextRenderMode(3)
    text.textOut("Rust Rust")
    page.drawText(text)


def _tiny(page):
    page.setFont("Helvetica", 1)
    page.drawString(50, 400, "Rust Rust")


def _scaled_down(page):
    page.scale(0.05, 0.05)
    page.drawString(1000, 8000, "Rust Rust")


def _off_page(page):
    page.drawString(50, -300, "Rust Rust")


def _see_through(page):
    page.setFillAlpha(0)
    page.drawString(50, 400, "Rust Rust")


def _black_on_black(page):
    page.rect(40, 390, 200, 30, fill=1)
    page.drawString(50, 400, "Rust Rust")


def _white_on_white_box(page):
    page.setFillColorRGB(0, 0, 0.4)
    page.rect(0, 300, 600, 300, fill=1)
    page.setFillColorRGB(1, 1, 1)
    page.rect(40, 390, 200, 30, fill=1)
    page.drawString(50, 400, "Rust Rust")


@pytest.mark.parametrize(
    ("draw", "reason"),
    [
        (_white, "white on white"),
        (_invisible, "invisible render mode"),
        (_tiny, "below readable size"),
        (_scaled_down, "below readable size"),
        (_off_page, "outside the page"),
        (_see_through, "transparent"),
        (_black_on_black, "same colour as its background"),
        (_white_on_white_box, "white on white"),
    ],
)
def test_hidden_in_pdf(draw, reason: str) -> None:
    reading = read(pdf("Python", "and SQL", draw=draw))
    assert reading.text == "Python\nand SQL"
    assert [(each.text, each.reason, each.page) for each in reading.hidden] == [
        ("Rust Rust", reason, 1)
    ]
    assert reading.hidden[0].box is not None


def _on_a_band(page):
    page.setFillColorRGB(0, 0, 0.4)
    page.rect(0, 380, 600, 60, fill=1, stroke=0)
    page.setFillColorRGB(1, 1, 1)
    page.drawString(50, 400, "Rust Rust")


def _on_an_image(page):
    from reportlab.lib.utils import ImageReader

    page.drawImage(ImageReader(io.BytesIO(PNG)), 40, 380, 200, 60)
    page.setFillColorRGB(1, 1, 1)
    page.drawString(50, 400, "Rust Rust")


def _on_a_circle(page):
    page.setFillColorRGB(0.6, 0, 0)
    page.circle(80, 404, 50, fill=1, stroke=0)
    page.setFillColorRGB(1, 1, 1)
    page.drawString(50, 400, "Rust Rust")


def _small_print(page):
    page.setFont("Helvetica", 6)
    page.drawString(50, 400, "Rust Rust")


def _blue(page):
    page.setFillColorRGB(0.2, 0.4, 0.9)
    page.drawString(50, 400, "Rust Rust")


def _pale_grey(page):
    page.setFillColorRGB(0.7, 0.7, 0.7)
    page.drawString(50, 400, "Rust Rust")


def _struck_out(page):
    page.drawString(50, 400, "Rust Rust")
    page.rect(50, 403, 60, 1, fill=1)


def _underlined_first(page):
    page.rect(50, 399, 60, 4, fill=1, stroke=0)
    page.drawString(50, 400, "Rust Rust")


def _outlined(page):
    text = page.beginText(50, 400)
    text.setTextRenderMode(2)
    text.setFillColorRGB(1, 1, 1)
    text.setStrokeColorRGB(0, 0, 0)
    text.textOut("Rust Rust")
    page.drawText(text)


@pytest.mark.parametrize(
    "draw",
    [
        _on_a_band,
        _on_an_image,
        _on_a_circle,
        _small_print,
        _blue,
        _pale_grey,
        _struck_out,
        _underlined_first,
        _outlined,
    ],
)
def test_honest_look_alikes_in_pdf(draw) -> None:
    reading = read(pdf("Python", draw=draw))
    assert "Rust Rust" in reading.text
    assert not reading.hidden


def test_only_hidden_text_is_no_text() -> None:
    with pytest.raises(NoTextLayer, match="nobody sees"):
        read(pdf(draw=_white))


def test_reading_twice_gives_the_same() -> None:
    data = pdf("Python", "SQL", draw=_white)
    assert read(data) == read(data)
