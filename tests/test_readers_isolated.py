"""Reading in a process of its own: the same result, and limits that cost one file only."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.made import docx, pdf, read, zipped

import skillmap
from skillmap.errors import (
    EncryptedFile,
    FileTooLarge,
    NoTextLayer,
    ReadError,
    ReadTimeout,
    UnsupportedFormat,
)
from skillmap.readers import isolation
from skillmap.readers.isolation import read_isolated, stop_all
from skillmap.readers.worker import answer, receive, send, serve
from skillmap.settings import Settings

LONG = pdf("Ada Example", "Python and SQL", pages=200)


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    stop_all()
    yield
    stop_all()


def running() -> list[int]:
    return [worker._process.pid for worker in isolation._idle]


@pytest.mark.parametrize(
    "data",
    [
        pdf("Ada Example", "Python – SQL", pages=2),
        docx(lambda d: d.add_paragraph("Zürich\u200b")),
        b"<!doctype html><p>Python</p><p style='display:none'>Java</p>",
        "Müller, Zürich. ".encode("cp1252") * 9,
    ],
)
def test_gives_the_same(data: bytes) -> None:
    assert read_isolated(data, "file", Settings()) == read(data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf("x", password="secret"), EncryptedFile),
        (pdf(draw=lambda page: page.rect(5, 5, 90, 90, fill=1)), NoTextLayer),
        (pdf("x", pages=3), FileTooLarge),
        (zipped(xl__workbook_xml=b"<x/>"), UnsupportedFormat),
        (b"%PDF-1.7\n1 0 obj <<", ReadError),
        (b"", ReadError),
    ],
)
def test_raises_the_same_and_reads_on(data: bytes, kind: type[ReadError]) -> None:
    settings = Settings(max_pages=2)
    read_isolated(b"Python", "a.txt", settings)
    before = running()
    with pytest.raises(ReadError) as apart:
        read_isolated(data, "cv.pdf", settings)
    with pytest.raises(ReadError) as here:
        read(data, "cv.pdf", max_pages=2)
    assert type(apart.value) is type(here.value) is kind
    assert (str(apart.value), apart.value.hint) == (str(here.value), here.value.hint)
    assert running() == before


def test_the_process_is_used_again() -> None:
    for _ in range(3):
        read_isolated(b"Python", "a.txt", Settings())
    assert len(running()) == 1


def test_a_file_that_takes_too_long_is_told_and_its_process_replaced() -> None:
    read_isolated(b"Python", "a.txt", Settings())
    before = running()
    with pytest.raises(ReadTimeout, match=r"long\.pdf: took longer .* 0\.001 seconds") as caught:
        read_isolated(LONG, "long.pdf", Settings(read_seconds=0.001))
    assert "read_seconds" in caught.value.hint
    assert running() == []
    assert read_isolated(b"Python", "a.txt", Settings()).text == "Python"
    assert running() != before


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to such a limit")
@pytest.mark.parametrize("megabytes", [40, 110])
def test_a_file_that_needs_too_much_memory_is_told(megabytes: int) -> None:
    settings = Settings(read_megabytes=megabytes)
    with pytest.raises(ReadError, match=rf"big\.txt: needs more than the {megabytes} MB"):
        read_isolated("Zürich ".encode() * 6_000_000, "big.txt", settings)
    assert running() == []


READY = "import sys; out = sys.stdout.buffer; out.write(bytes(8)); out.flush()"


@pytest.mark.parametrize(
    ("program", "why"),
    [
        (f"{READY}; sys.stdin.buffer.read(8); sys.exit(3)", "ended the process .*exit code 3"),
        (f"{READY}; out.write(bytes(4))", "ended the process"),
        (f"{READY}; out.write(b'\\0' * 7 + b'\\4null'); out.flush(); sys.stdin.read()", "nonsense"),
        ("raise SystemExit(1)", "cannot be started"),
    ],
)
def test_a_process_that_dies_costs_one_file(
    program: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(isolation, "_PROGRAM", program)
        with pytest.raises(ReadError, match=f"cv.pdf: .*{why}"):
            read_isolated(LONG, "cv.pdf", Settings())
    assert read_isolated(b"Python", "a.txt", Settings()).text == "Python"


def test_a_process_that_died_while_waiting_is_replaced() -> None:
    read_isolated(b"Python", "a.txt", Settings())
    isolation._idle[0]._process.kill()
    isolation._idle[0]._process.wait()
    assert read_isolated(b"Python", "a.txt", Settings()).text == "Python"


def test_without_a_program_to_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/program")
    with pytest.raises(ReadError, match="cannot be started") as caught:
        read_isolated(b"Python", "a.txt", Settings())
    assert "isolate_rank" in caught.value.hint


def test_threads_have_a_process_each() -> None:
    found: list[str] = []

    def work() -> None:
        found.append(read_isolated(LONG, "a.pdf", Settings()).text[:3])

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["Ada"] * 6
    assert 1 <= len(running()) <= isolation._MOST_IDLE


def test_both_doors(tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    path.write_bytes(b"Python and SQL")
    assert skillmap.read(path, isolate=True) == skillmap.read(path)
    extractor = skillmap.Extractor(settings=Settings(read_seconds=0.001))
    with pytest.raises(ReadTimeout):
        extractor.read(io.BytesIO(LONG), isolate=True)
    with pytest.raises(ReadError, match="no such file"):
        skillmap.read(tmp_path / "none.pdf", isolate=True)


def test_a_script_needs_no_guard(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import io, skillmap\nprint(skillmap.read(io.BytesIO(b'Python'), isolate=True).text)\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, check=False)
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, [b"Python"], b"")


def test_the_worker_answers_every_request() -> None:
    requests, answers = io.BytesIO(), io.BytesIO()
    for data in (b"Python", b""):
        head = {"source": "cv\udcff.txt", "settings": Settings().model_dump(mode="json")}
        send(requests, json.dumps(head).encode())
        send(requests, data)
    send(requests, b"{}")  # and the parent ended
    requests.seek(0)
    serve(requests, answers)
    answers.seek(0)
    assert receive(answers) == b""
    assert json.loads(receive(answers) or b"")["reading"]["text"] == "Python"
    assert json.loads(receive(answers) or b"")["error"]["message"] == "is empty"
    assert receive(answers) is None


@pytest.mark.parametrize(
    "error", [MemoryError(), OSError(12, "x"), ImportError("x: failed to map segment")]
)
def test_memory_that_runs_out_is_no_damaged_file(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    from skillmap import readers

    def fails(data: bytes, settings: Settings) -> None:
        raise error

    monkeypatch.setitem(readers.READERS, "text", fails)
    assert json.loads(answer(b"Python", "a.txt", Settings())) == {"memory": True}
