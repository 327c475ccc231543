"""Files that are hard to read for other reasons: order, letters, structure, protection."""

from __future__ import annotations

import functools

from tests.awkward import Case, file, form, show, stream
from tests.made import pdf, raw_pdf

ROMAN = "/Type /Font /Subtype /Type1 /BaseFont /Helvetica"
_CMAP = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
    "1 begincodespacerange <00> <FF> endcodespacerange {count} beginbfchar {pairs} endbfchar "
    "endcmap end end"
)


def _read(make: functools.partial[bytes], *lines: str, **truth: object) -> Case:
    return Case(make, "\n".join(lines), **truth)  # type: ignore[arg-type]


def mapped(shown: str, content: str) -> functools.partial[bytes]:
    """A font whose codes from "A" stand for some letters."""
    pairs = " ".join(
        f"<{65 + index:02X}> <{char.encode('utf-16-be').hex()}>" for index, char in enumerate(shown)
    )
    cmap = _CMAP.format(count=len(shown), pairs=pairs)
    extra = {100: f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream"}
    return functools.partial(file, content, extra=extra, font=f"{ROMAN} /ToUnicode 100 0 R")


def _cid(name: str, order: str, cmap: str, text: str) -> functools.partial[bytes]:
    """A font of another script that is not in the file."""
    codes = text.encode("utf-16-be").hex()
    return functools.partial(
        file,
        f"BT /F 11 Tf 50 700 Td <{codes}> Tj ET",
        font=f"/Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /{cmap} "
        "/DescendantFonts [100 0 R]",
        extra={
            100: f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{name} /DW 1000 "
            f"/CIDSystemInfo << /Registry (Adobe) /Ordering ({order}) /Supplement 0 >> "
            "/FontDescriptor 101 0 R >>",
            101: f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /ItalicAngle 0 /Ascent 880 "
            "/Descent -120 /CapHeight 700 /StemV 80 /FontBBox [0 -120 1000 880] >>",
        },
    )


def _column(x: int, *words: str, top: int = 700) -> str:
    return "".join(show(word, x, top - 16 * index) for index, word in enumerate(words))


def _turned(text: str, x: int, y: int) -> str:
    return f"BT /F 11 Tf 0 1 -1 0 {x} {y} Tm ({text}) Tj ET\n"


_LIGATURES = (
    "/BaseFont /Body /Encoding << /Type /Encoding /Differences [27 /f_f_i 28 /f_i 29 /f_l] >>"
)
_LEFT, _RIGHT = ("Skills", "Python", "SQL"), ("Experience", "Engineer", "Analyst")

LAYOUTS: dict[str, Case] = {
    "two columns": _read(
        functools.partial(file, _column(50, *_LEFT) + _column(300, *_RIGHT)), *_LEFT, *_RIGHT
    ),
    "two columns, the right one first": _read(
        functools.partial(file, _column(300, *_RIGHT) + _column(50, *_LEFT)), *_RIGHT, *_LEFT
    ),
    "a sidebar drawn last": _read(
        functools.partial(
            file,
            _column(200, "Interests", "Chess", "Education", "School", "Work", "Baker", "Cook")
            + _column(30, "Ada Example", "Skills", "Python", "SQL", "Java"),
        ),
        *("Ada Example", "Skills", "Python", "SQL", "Java"),
        *("Interests", "Chess", "Education", "School", "Work", "Baker", "Cook"),
    ),
    "a sidebar drawn last beside a name": _read(
        functools.partial(
            file,
            show("Ada Example", 200, 740, size=20)
            + _column(200, "Education", "School", "Work", "Baker", "Cook")
            + _column(30, "Skills", "Python", "SQL", "Java"),
        ),
        *("Ada Example", "Education", "School", "Work", "Baker", "Cook"),
        *("Skills", "Python", "SQL", "Java"),
    ),
    "dates drawn last": _read(
        functools.partial(
            file,
            _column(200, "Baker", "Cook", "Waiter", "Driver", "Clerk")
            + _column(150, "2019", "2018", "2017", "2016", "2015"),
        ),
        *("2019 Baker", "2018 Cook", "2017 Waiter", "2016 Driver", "2015 Clerk"),
    ),
    "dates drawn first": _read(
        functools.partial(
            file,
            _column(50, "May 2019", "06/2018 - 04/2019", "2015", "2014")
            + _column(200, "Baker", "Cook", "Waiter", "Driver"),
        ),
        *("May 2019 Baker", "06/2018 - 04/2019 Cook", "2015 Waiter", "2014 Driver"),
    ),
    "dates drawn after their jobs": _read(
        functools.partial(
            file,
            show("Work", 50, 720)
            + _column(50, "Baker, Mill", "Baked bread", "Sold bread")
            + show("2018 - present", 400, 700)
            + _column(50, "Cook, Inn", "Cooked soup", "Cooked stew", top=640)
            + show("Hamburg", 400, 624)
            + show("Mar 2015 - Jun 2018", 400, 640),
        ),
        "Work",
        *("Baker, Mill 2018 - present", "Baked bread", "Sold bread"),
        *("Cook, Inn Mar 2015 - Jun 2018", "Cooked soup", "Cooked stew", "Hamburg"),
    ),
    "a sidebar beside jobs under their dates": _read(
        functools.partial(
            file,
            _column(50, "Skills", "Python", "SQL", "Java", "Go", "Perl")
            + _column(300, "Work", "2018 - 2020", "Baker", "Cakes", "2015 - 2018", "Cook"),
        ),
        *("Skills", "Python", "SQL", "Java", "Go", "Perl"),
        *("Work", "2018 - 2020", "Baker", "Cakes", "2015 - 2018", "Cook"),
    ),
    "an icon and a link of one mark": _read(
        functools.partial(
            file,
            show("Python", y=700) + "/Span << /ActualText (tel:555 0100) >> BDC "
            "BT /I 11 Tf 36 400 Td (A) Tj ET " + show("555 0100") + "EMC",
            resources="/Font << /F 3 0 R /I 100 0 R >>",
            extra={
                100: f"<< {ROMAN}-FontAwesome /ToUnicode 101 0 R >>",
                101: stream(_CMAP.format(count=1, pairs="<41> <DBB8DC01>")),
            },
        ),
        "Python",
        "555 0100",
    ),
    "three columns": _read(
        functools.partial(
            file,
            _column(50, *_LEFT) + _column(220, *_RIGHT) + _column(400, "Links", "Blog", "Talks"),
        ),
        *_LEFT,
        *_RIGHT,
        "Links",
        "Blog",
        "Talks",
    ),
    "a table, row by row": _read(
        functools.partial(
            file,
            "".join(
                show(name, 50, y) + show(years, 300, y)
                for name, years, y in (("Python", "8 years", 700), ("SQL", "5 years", 680))
            ),
        ),
        "Python 8 years",
        "SQL 5 years",
    ),
    "a date at the right edge": _read(
        functools.partial(file, show("Engineer, Bank", 50, 700) + show("2019-2021", 500, 700)),
        "Engineer, Bank 2019-2021",
    ),
    "a turned heading": _read(
        functools.partial(file, _turned("Skills", 30, 600) + _column(50, "Python", "SQL")),
        "Skills",
        "Python",
        "SQL",
    ),
    "a page on its side": _read(
        functools.partial(
            file, _turned("Python", 100, 50) + _turned("SQL", 120, 50), page="/Rotate 90"
        ),
        "Python",
        "SQL",
    ),
    "a page upside down": _read(
        functools.partial(file, _column(50, "Python", "SQL"), page="/Rotate 180"), "Python", "SQL"
    ),
    "ligatures without a map": _read(
        functools.partial(
            raw_pdf, "BT /F 12 Tf 50 700 Td (e\x1bcient \x1cle, work\x1dow) Tj ET", _LIGATURES
        ),
        "efficient file, workflow",
    ),
    "ligatures with a map": _read(
        mapped("\ufb01\ufb02le\u200bo", "BT /F 11 Tf 50 700 Td (ACD BEF) Tj ET"),
        "file flo",
        codes=("invisible-characters",),
    ),
    "Chinese without its font": _read(
        _cid("STSong-Light", "GB1", "UniGB-UCS2-H", "机器学习 Python"), "机器学习 Python"
    ),
    "Japanese without its font": _read(
        _cid("HeiseiMin-W3", "Japan1", "UniJIS-UCS2-H", "機械学習とデータ"), "機械学習とデータ"
    ),
    "Korean without its font": _read(
        _cid("HYSMyeongJo-Medium", "Korea1", "UniKS-UCS2-H", "기계 학습"), "기계 학습"
    ),
    "Hebrew from right to left": _read(
        # The glyphs stand as they are seen, last letter first.
        mapped("םולש", "BT /F 11 Tf 50 700 Td (ABCD) Tj ET"),
        "שלום",
    ),
    "Arabic from right to left": _read(
        mapped("مالس", "BT /F 11 Tf 50 700 Td (ABCD) Tj ET"), "سلام"
    ),
    "Greek and Cyrillic": _read(
        mapped("Αθήναоск", "BT /F 11 Tf 50 700 Td (ABCDE FGH) Tj ET"), "Αθήνα оск"
    ),
    "letters above the first plane": _read(mapped("𝐏𝐲", "BT /F 11 Tf 50 700 Td (AB) Tj ET"), "𝐏𝐲"),
    "different letters above the first plane": _read(
        mapped("𝑎𝑏🐢🐐", "BT /F 11 Tf 50 700 Td (ABA, CD) Tj ET"), "𝑎𝑏𝑎, 🐢🐐"
    ),
    "an empty page between": _read(
        functools.partial(file, show("Python"), "", show("SQL")), "Python", "", "SQL"
    ),
    "a page of lines between": _read(
        functools.partial(file, show("Python"), "50 50 500 700 re S", show("SQL")),
        "Python",
        "",
        "SQL",
        codes=("page-without-text",),
    ),
    "an owner's password": _read(functools.partial(pdf, "Python", owner="secret"), "Python"),
    "a huge heading": _read(
        functools.partial(file, show("Rust", 20, 400, size=220) + show("Python", y=300)),
        "Rust",
        "Python",
    ),
    "larger than any paper": _read(
        functools.partial(
            file,
            "q 20 0 0 20 0 0 cm " + show("Python", 50, 700) + "Q",
            page="/MediaBox [0 0 12000 16000]",
        ),
        "Python",
    ),
    "nested forms": _read(
        functools.partial(
            file,
            "1 0 0 1 0 100 cm /A Do",
            resources="/XObject << /A 100 0 R >>",
            extra={
                100: form(
                    "q 1 0 0 1 20 0 cm /B Do Q " + show("SQL", y=300),
                    fonts="/Font << /F 3 0 R >> /XObject << /B 101 0 R >>",
                ),
                101: form("/C Do", fonts="/XObject << /C 102 0 R >>"),
                102: form(show("Python")),
            },
        ),
        "Python",
        "SQL",
    ),
    "a form that holds itself": _read(
        functools.partial(
            file,
            show("Python", y=700) + "/A Do",
            resources="/XObject << /A 100 0 R >>",
            extra={
                100: form(
                    show("SQL") + "/A Do", fonts="/Font << /F 3 0 R >> /XObject << /A 100 0 R >>"
                )
            },
        ),
        "Python",
        "SQL",
    ),
    "letters set one by one": _read(
        functools.partial(
            file,
            "BT /F 11 Tf "
            + " ".join(
                f"1 0 0 1 {50 + x} 700 Tm ({letter}) Tj"
                for letter, x in zip("Python", (0, 7.3, 12.8, 15.9, 22, 28.1), strict=True)
            )
            + " ET",
        ),
        "Python",
    ),
    "words parted by kerning alone": _read(
        functools.partial(file, "BT /F 11 Tf 50 700 Td [(Machine) -400 (learning)] TJ ET"),
        "Machine learning",
    ),
    "bold by printing twice": _read(
        functools.partial(file, show("Python", 50, 700) + show("Python", 50.3, 700)), "Python"
    ),
    "a page without resources of its own": _read(
        functools.partial(file, show("Python"), page="/Group << /S /Transparency >>"), "Python"
    ),
}
