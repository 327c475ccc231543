"""Characters that nobody sees or takes for others: the same in files of every format."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from tests.awkward_layouts import LAYOUTS, mapped
from tests.made import codes, docx, html, read

from skillmap.readers import Reading


def _json(text: str) -> Reading:
    resume = {"basics": {"name": "Ada"}, "skills": [{"name": text}]}
    return read(json.dumps(resume).encode(), "resume.json")


FORMATS: dict[str, Callable[[str], Reading]] = {
    "text": lambda text: read(text.encode()),
    "markdown": lambda text: read(f"# A\n\n## B\n\n### C\n\n{text}".encode()),
    "html": lambda text: html(f"<p>{text}</p>"),
    "docx": lambda text: read(docx(lambda document: document.add_paragraph(text))),
    "pdf": lambda text: read(
        mapped(
            text, "BT /F 11 Tf 50 700 Td <" + bytes(range(65, 65 + len(text))).hex() + "> Tj ET"
        )()
    ),
    "json": _json,
}
INVISIBLE, FALSE = "invisible-characters", "lookalike-letters"


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("text", "seen", "code"),
    [
        ("Py\u200bthon", "Python", INVISIBLE),
        ("Py\u2060thon", "Python", INVISIBLE),
        ("Py\u200cth\u200don", "Python", INVISIBLE),
        ("Py\ufeffthon", "Python", INVISIBLE),
        ("SQL\U000e0052\U000e0075\U000e0073\U000e0074", "SQL", INVISIBLE),
        ("\u202eSQL\u202c", "SQL", INVISIBLE),
        ("\u2066SQL\u2069", "SQL", INVISIBLE),
        ("P\u0443thon", "Python", FALSE),
        ("\u0420ython", "Python", FALSE),
        ("Pyth\u03bfn", "Python", FALSE),
    ],
)
def test_cleaned_and_told(name: str, text: str, seen: str, code: str) -> None:
    reading = FORMATS[name](text)
    assert seen in reading.text.split()
    assert code in codes(reading)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("text", ["5 \u03bcm", "\u041c\u043e\u0441\u043a\u0432\u0430", "caf\u00e9"])
def test_honest_letters_stay(name: str, text: str) -> None:
    reading = FORMATS[name](text)
    assert text in reading.text
    assert not {INVISIBLE, FALSE} & set(codes(reading))


def test_there_are_files_of_other_scripts() -> None:
    assert {"Hebrew from right to left", "Arabic from right to left"} <= set(LAYOUTS)
