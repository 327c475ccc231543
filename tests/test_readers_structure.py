"""PDFs whose structure asks for too much: pages without end, trees in circles, forms in forms."""

from __future__ import annotations

import zlib

import pytest
from tests.awkward import Body, file, form, show, stream, written
from tests.made import pdf, read

from skillmap.errors import EncryptedFile, FileTooLarge, NoTextLayer, ReadError

PAGE = (
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R "
    "/Resources << /Font << /F 3 0 R >> >> >>"
)


def tree(kids: str, count: int, more: dict[int, Body] | None = None) -> bytes:
    """A file whose page tree is written by hand; object 10 is a page with "Python"."""
    return written(
        {
            1: "<< /Type /Catalog /Pages 2 0 R >>",
            2: f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
            3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            4: "<< >>",
            5: stream(show("Python")),
            10: PAGE,
            **(more or {}),
        }
    )


def nested(depth: int, calls: int, packed: bool = False) -> bytes:
    """A page of a form that draws a form so many times that draws ..."""

    def one(index: int) -> bytes:
        names = f"/XObject << /A {101 + index} 0 R >>"
        if not packed:
            return form("/A Do " * calls, fonts=names)
        return stream(
            zlib.compress(b"/A Do " * calls),
            "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Filter /FlateDecode "
            f"/Resources << {names} >>",
        )

    extra: dict[int, Body] = {100 + index: one(index) for index in range(depth)}
    extra[100 + depth] = form(show("SQL"))
    return file(show("Python", y=700) + "/A Do", resources="/XObject << /A 100 0 R >>", extra=extra)


@pytest.mark.parametrize("kids", ["10 0 R " * 10_000, " ".join(f"{n} 0 R" for n in range(9999))])
def test_more_pages_than_allowed(kids: str) -> None:
    with pytest.raises(FileTooLarge, match="more than the 200 allowed"):
        read(tree(kids, 10_000))


@pytest.mark.parametrize("count", [9_999_999, -5, 0])
def test_a_count_that_lies(count: int) -> None:
    try:
        assert "Python" in read(tree("10 0 R", count)).text
    except ReadError as error:
        assert error.message


@pytest.mark.parametrize(
    ("kids", "more"),
    [
        ("10 0 R 2 0 R", {}),
        ("6 0 R 10 0 R", {6: "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 6 0 R] /Count 9 >>"}),
    ],
)
def test_a_tree_that_holds_itself(kids: str, more: dict[int, Body]) -> None:
    # Versions of PDFium differ in which of its pages they still find; all come to an end.
    try:
        assert "Python" in read(tree(kids, 9, more)).text
    except ReadError as error:
        assert error.message


def test_a_tree_too_deep_to_climb() -> None:
    more: dict[int, Body] = {
        100 + n: f"<< /Type /Pages /Kids [{101 + n} 0 R] /Count 1 >>" for n in range(3000)
    }
    with pytest.raises(ReadError):
        read(tree("100 0 R", 1, {**more, 3100: PAGE}))


@pytest.mark.parametrize(("depth", "calls"), [(1, 50), (3, 10), (12, 1), (10, 2)])
def test_forms_in_forms(depth: int, calls: int) -> None:
    assert read(nested(depth, calls)).text.split() == ["Python", "SQL"]


def test_a_chain_of_forms_is_followed_as_far_as_viewers_do() -> None:
    assert "Python" in read(nested(2000, 1)).text


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(("depth", "calls"), [(8, 10), (20, 2), (40, 2), (3, 1000)])
def test_forms_that_multiply_are_refused(depth: int, calls: int, packed: bool) -> None:
    with pytest.raises(ReadError, match="forms within forms"):
        read(nested(depth, calls, packed))


@pytest.mark.parametrize(
    "page",
    [
        "/MediaBox [0 0 0 0]",
        "/CropBox [100 100 100 100]",
        "/MediaBox [600 800 0 0]",
        "/MediaBox [-100 -100 700 900]",
        "/MediaBox [-100 -100 700 900] /Rotate 270",
        "/MediaBox [0 0 1e30 99999999999]",
        "/Rotate 45",
        "/Rotate -90",
        "/UserUnit 0.0001",
    ],
)
def test_odd_boxes_and_turns(page: str) -> None:
    reading = read(file(show("Python"), page=page))
    assert (reading.text, reading.hidden) == ("Python", ())


def test_a_page_too_thin_for_any_letter() -> None:
    with pytest.raises(NoTextLayer):
        read(file(show("Python"), page="/MediaBox [0 0 600 0.001]"))


def test_a_font_of_many_glyphs() -> None:
    count = 60_000
    blocks = "".join(
        f"100 beginbfchar {' '.join(f'<{n:04X}> <{0x4E00 + n % 20000:04X}>' for n in part)} "
        "endbfchar\n"
        for part in (range(start, start + 100) for start in range(0, count, 100))
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange {blocks} endcmap end end"
    )
    data = file(
        "BT /F 11 Tf 50 700 Td <00010002EA5F> Tj ET",
        font="/Type /Font /Subtype /Type0 /BaseFont /Foo /Encoding /Identity-H "
        "/DescendantFonts [100 0 R] /ToUnicode 102 0 R",
        extra={
            100: "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Foo /CIDSystemInfo << /Registry "
            f"(Adobe) /Ordering (Identity) /Supplement 0 >> /W [0 [{'500 ' * count}]] "
            "/FontDescriptor 101 0 R >>",
            101: "<< /Type /FontDescriptor /FontName /Foo /Flags 4 /ItalicAngle 0 /Ascent 880 "
            "/Descent -120 /CapHeight 700 /StemV 80 /FontBBox [0 -120 1000 880] >>",
            102: stream(cmap),
        },
    )
    assert read(data).text == "\u4e01\u4e02" + chr(0x4E00 + 59_999 % 20_000)


@pytest.mark.parametrize(
    ("user", "owner", "opens"),
    [("", "b", True), ("a", "", False), ("a", "b", False)],
)
@pytest.mark.parametrize("revision", [2, 3, 4, 6])
def test_passwords(user: str, owner: str, opens: bool, revision: int) -> None:
    import io

    import pikepdf

    entries = {"aes": False, "metadata": False} if revision < 4 else {}
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("Python"))) as document:
        document.save(buffer, encryption=pikepdf.Encryption(owner, user, R=revision, **entries))
    if opens:
        assert read(buffer.getvalue()).text == "Python"
        return
    with pytest.raises(EncryptedFile):
        read(buffer.getvalue())
