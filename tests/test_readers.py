"""Reading: what a person sees in a file, in order, and errors of one family."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.made import PNG, codes, docx, pdf, read, zipped

from skillmap.errors import (
    EncryptedFile,
    FileTooLarge,
    ReadError,
    UnsupportedFormat,
)
from skillmap.readers import READERS, sniff
from skillmap.settings import Settings

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


# one row for each reader: the least file, and what comes out
@pytest.mark.parametrize(
    ("key", "data"),
    [
        ("pdf", pdf("Python and SQL")),
        ("docx", docx(lambda d: d.add_paragraph("Python and SQL"))),
        ("html", b"<!DOCTYPE html><p>Python and SQL</p>"),
        ("json-resume", b'{"basics": {"label": "Python and SQL"}}'),
        ("markdown", b"# Python and SQL\n## Two\n### x\n"),
        ("text", b"Python and SQL"),
    ],
)
def test_every_reader(key: str, data: bytes) -> None:
    assert sniff(data, "cv") == key
    assert "Python and SQL" in READERS[key](data, Settings()).text
    assert "Python and SQL" in read(data, "misleading.xyz").text


class TestFormat:
    @pytest.mark.parametrize(
        ("data", "name", "what"),
        [
            (PNG, "cv.pdf", "is a PNG image, not a PDF"),
            (b"\xff\xd8\xff\xe0" + bytes(40), "scan.jpg", "is a JPEG image"),
            (b"GIF89a" + bytes(40), "x", "is a GIF image"),
            (b"{\\rtf1\\ansi hello}", "cv.doc", "is an RTF document, not a Word document"),
            (OLE + bytes(600) + "WordDocument".encode("utf-16-le"), "cv.doc", "old Word"),
            (OLE + bytes(600), "mail.msg", "old Office"),
            (zipped(a_txt=b"x"), "cvs.zip", "is a ZIP archive"),
            (zipped(xl__workbook_xml=b"<x/>"), "cv.xlsx", "is an Excel workbook"),
            (zipped(content_xml=b"<x/>"), "cv.odt", "is an OpenDocument file"),
            (b"PK\x03\x04broken", "x.zip", "damaged ZIP"),
            (
                b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n--x",
                "cv.mht",
                "is a web archive or e-mail",
            ),
            (b"<svg xmlns='x'></svg>", "x.svg", "is an SVG image"),
            (b"<?xml version='1.0'?><a>b</a>", "x.xml", "is an XML file"),
            (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "x.webp", "is a WebP image"),
            (bytes(range(256)) * 8, "x.bin", "binary"),
            (b"MZ\x90\x00\x03" + bytes(90), "setup.exe", "Windows program"),
        ],
    )
    def test_says_what_it_is(self, data: bytes, name: str, what: str) -> None:
        with pytest.raises(UnsupportedFormat, match=what) as caught:
            read(data, name)
        assert caught.value.source == name
        assert caught.value.hint

    @pytest.mark.parametrize("data", [b"", b"  \n\t ", codecs.BOM_UTF8])
    def test_empty(self, data: bytes) -> None:
        with pytest.raises(ReadError, match=r"cv\.txt: is empty"):
            read(data, "cv.txt")

    def test_password_behind_an_office_document(self) -> None:
        with pytest.raises(EncryptedFile):
            read(OLE + "EncryptedPackage".encode("utf-16-le"), "cv.docx")

    def test_text_that_begins_like_a_magic_number(self) -> None:
        assert read(b"BM of a bank, MZ of a club").text.startswith("BM of")

    def test_text_that_speaks_of_tags_is_text(self) -> None:
        text = "I know when to use <div> and </div>, and I have built pages for ten years."
        assert sniff(text.encode(), "cv.txt") == "text"

    def test_fragment_of_html(self) -> None:
        assert sniff(b"<p>One</p><ul><li>Two</li><li>Three</li></ul>", "post") == "html"

    def test_pdf_after_junk(self) -> None:
        assert sniff(b"junk\n" * 20 + pdf("x"), "x") == "pdf"

    def test_pdf_whose_first_bytes_are_lost(self) -> None:
        data = pdf("Python")[8:]
        assert sniff(data, "x") == "pdf"
        _reads_or_says_why(data)


class TestCaps:
    def test_bytes(self) -> None:
        with pytest.raises(FileTooLarge, match="10 allowed"):
            read(b"x" * 11, max_bytes=10)

    def test_pages(self) -> None:
        with pytest.raises(FileTooLarge, match="has 4 pages, more than the 3 allowed"):
            read(pdf("x", pages=4), max_pages=3)

    def test_characters(self) -> None:
        reading = read(pdf("0123456789", "abcdefghij", pages=2), max_characters=15)
        assert reading.text == "0123456789\nabcd"
        assert codes(reading) == ["text-cut"]
        assert [(page.start, page.end) for page in reading.pages] == [(0, 15), (15, 15)]
        assert [reading.text[line.start : line.end] for line in reading.lines] == [
            "0123456789",
            "abcd",
        ]

    def test_zip_bomb(self) -> None:
        bomb = zipped(word__document_xml=b"<a/>", word__media__x_png=bytes(40_000_000))
        with pytest.raises(FileTooLarge, match="unpacks to"):
            read(bomb, "cv.docx")


class TestText:
    @pytest.mark.parametrize(
        "data",
        [
            "Zürich – Café".encode(),
            "Zürich – Café".encode("utf-8-sig"),
            codecs.BOM_UTF16_LE + "Zürich – Café".encode("utf-16-le"),
            codecs.BOM_UTF16_BE + "Zürich – Café".encode("utf-16-be"),
        ],
    )
    def test_encodings(self, data: bytes) -> None:
        reading = read(data)
        assert reading.text == "Zürich – Café"
        assert not reading.warnings

    def test_guessed_encoding_is_told(self) -> None:
        text = "Müller, Entwicklerin aus Zürich. Größere Projekte, häufig für Behörden. " * 4
        reading = read(text.encode("cp1252"))
        assert reading.text.startswith("Müller, Entwicklerin aus Zürich.")
        assert codes(reading) == ["encoding-guessed"]

    def test_newlines_and_spaces(self) -> None:
        assert read("a\r\nb\rc\u00a0d\u2003e".encode()).text == "a\nb\nc d e"

    def test_ligatures_and_composition(self) -> None:
        assert read("e\ufb03cient Cafe\u0301".encode()).text == "efficient Café"

    def test_invisible_characters_are_taken_out_and_counted(self) -> None:
        reading = read("Py\u200bthon \u202eSQL\u202c \U000e0050x".encode())
        assert reading.text == "Python SQL x"
        assert codes(reading) == ["invisible-characters"]
        assert reading.warnings[0].message.startswith("4 ")

    def test_joiners_of_scripts_that_need_them_stay(self) -> None:
        assert "\u200c" in read("می\u200cخواهم".encode()).text

    def test_word_bullets(self) -> None:
        assert read("\uf0b7 Python\n\uf0b7 SQL\nmail \uf0e0 me".encode()).text == (
            "• Python\n• SQL\nmail  me"
        )

    def test_markdown(self) -> None:
        source = (
            "# Ada Example\n\n## Skills ##\n- **Python**, `pandas`\n- [SQL](https://example.org)\n"
            "\n---\n## Work\nBuilt *fast* snake_case __init__ things, 2 * 3 * 4\n"
        )
        assert read(source.encode(), "cv.md").text.splitlines() == [
            "Ada Example",
            "",
            "Skills",
            "- Python, pandas",
            "- SQL",
            "",
            "",
            "Work",
            "Built fast snake_case init things, 2 * 3 * 4",
        ]

    def test_plain_text_keeps_its_stars(self) -> None:
        assert read(b"* C# and C**\n* snake_case\n").text == "* C# and C**\n* snake_case\n"


BASES = [
    pdf("Ada Example", "Python and SQL", draw=lambda page: page.rect(9, 9, 9, 9)),
    docx(lambda d: d.add_paragraph("Python")),
    b"<!doctype html><html><body><p>Python</p><table><tr><td>x</td></tr></table></body></html>",
    b"# One\n# Two\n# Three **x**\n",
    b'{"basics": {"name": "Ada"}, "work": [{"position": "Engineer", "startDate": "2020-01"}]}',
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    base=st.sampled_from(BASES),
    cut=st.floats(0, 1),
    noise=st.binary(max_size=30),
    at=st.floats(0, 1),
)
def test_reading_never_raises_anything_else(
    base: bytes, cut: float, noise: bytes, at: float
) -> None:
    place = int(at * len(base))
    data = (base[:place] + noise + base[place + len(noise) :])[: int(cut * len(base)) + 1]
    _reads_or_says_why(data)


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda text: text.encode())))
def test_any_bytes(data: bytes) -> None:
    _reads_or_says_why(data)


def _reads_or_says_why(data: bytes) -> None:
    try:
        reading = read(data, "any")
    except ReadError as error:
        assert error.source == "any"
        return
    reading.text.encode("utf-8")
    for piece in (*reading.pages, *reading.lines):
        assert 0 <= piece.start <= piece.end <= len(reading.text)


def test_hostile_files(shared) -> None:
    for path in sorted((shared / "hostile_pdfs").glob("*.pdf")):
        _reads_or_says_why(path.read_bytes())


def test_real_cvs_are_read_without_a_hidden_word(shared) -> None:
    for path in sorted((shared / "cv_pdfs").glob("*.pdf")):
        reading = read(path.read_bytes(), path.name)
        assert len(reading.text) > 1000
        assert all(each.reason == "outside the page" for each in reading.hidden)
