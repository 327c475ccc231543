"""What stands beside the body of a Word document: footnotes, endnotes, comments, changes."""

from __future__ import annotations

import io
import zipfile

import pytest
from tests.made import docx, read

from skillmap.errors import ReadError
from skillmap.readers import Reading

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RULE = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>rule</w:t></w:r></w:p></w:footnote>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def call(kind: str, number: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def note(kind: str, number: int, *paragraphs: str) -> str:
    inner = "".join(one if one.startswith("<") else paragraph(run(one)) for one in paragraphs)
    return f'<w:{kind} w:id="{number}">{inner}</w:{kind}>'


def word(body: str, **parts: str) -> Reading:
    """Reads a document with this body and these further parts, by their name."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx(lambda document: None))) as old,
        zipfile.ZipFile(buffer, "w") as new,
    ):
        for part in old.namelist():
            content = old.read(part)
            for name in parts:
                if part == "word/_rels/document.xml.rels":
                    link = f'<Relationship Id="x{name}" Type="{KIND}/{name}" Target="{name}.xml"/>'
                    content = content.replace(b"</Rel", link.encode() + b"</Rel")
                if part == "[Content_Types].xml":
                    kind = (
                        f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{name}+xml"/>'
                    )
                    content = content.replace(b"</Types", kind.encode() + b"</Types")
            if part == "word/document.xml":
                content = content.replace(b"<w:body>", b"<w:body>" + body.encode())
            new.writestr(part, content)
        for name, inner in parts.items():
            new.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{W}">{inner}</w:{name}>')
    return read(buffer.getvalue(), "cv.docx")


def hidden(reading: Reading) -> list[tuple[str, str]]:
    return [(one.text, one.reason) for one in reading.hidden]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_stand_after_the_body_in_the_order_of_their_calls(kind: str) -> None:
    body = paragraph(run("Python"), call(kind, 3)) + paragraph(run("SQL"), call(kind, 2))
    notes = note(kind, 2, "Two years") + note(kind, 3, "Since 2019", "with NumPy")
    reading = word(body, **{f"{kind}s": (RULE if kind == "footnote" else "") + notes})
    assert reading.text == "Python\nSQL\nSince 2019\nwith NumPy\nTwo years"
    assert not reading.hidden


def test_a_note_without_a_call_is_not_on_the_page() -> None:
    reading = word(paragraph(run("Python")), footnotes=note("footnote", 2, "Rust Rust"))
    assert reading.text == "Python"
    assert hidden(reading) == [("Rust Rust", "in a note that nothing refers to")]


def test_a_note_whose_call_was_deleted_is_not_on_the_page() -> None:
    body = paragraph(run("Python"), f"<w:del>{call('footnote', 2)}</w:del>")
    reading = word(body, footnotes=note("footnote", 2, "Rust Rust"))
    assert (reading.text, len(reading.hidden)) == ("Python", 1)


def test_what_is_hidden_in_a_note_is_hidden() -> None:
    inner = paragraph(run("seen "), run("Rust Rust", "<w:vanish/>"))
    body = paragraph(run("Python"), call("footnote", 2))
    reading = word(body, footnotes=note("footnote", 2, inner))
    assert reading.text == "Python\nseen"
    assert hidden(reading) == [("Rust Rust", "hidden by formatting")]


def test_comments_are_told_and_not_read() -> None:
    body = paragraph('<w:commentRangeStart w:id="0"/>', run("Python"), call("comment", 0))
    reading = word(body, comments=note("comment", 0, "Ask for", "Rust"))
    assert reading.text == "Python"
    assert hidden(reading) == [("Ask for Rust", "in a comment")]


def test_tracked_changes_are_taken_as_made() -> None:
    deleted = "<w:del><w:r><w:delText>Perl and Rust</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('Go')}</w:moveFrom>"
    body = (
        paragraph(run("Python"), deleted, f"<w:ins>{run(' and SQL')}</w:ins>", moved)
        + paragraph(f"<w:moveTo>{run('Go')}</w:moveTo>")
        + paragraph(deleted)
    )
    reading = word(body)
    assert reading.text == "Python and SQL\nGo"
    assert hidden(reading) == [("Perl and Rust", "deleted in a tracked change")] * 2


def test_a_damaged_part_is_a_read_error() -> None:
    with pytest.raises(ReadError):
        word(paragraph(run("Python")), footnotes="<w:footnote>")
