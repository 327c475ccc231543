"""Plain text of any encoding, and the letters in it that deceive."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.made import codes, read

from skillmap.documents import document_from_text
from skillmap.readers.cleaning import Tally, clean
from skillmap.readers.text import decode
from skillmap.settings import Settings

TEXTS = {
    "de": "Müller, Entwicklerin aus Zürich. Größere Projekte – häufig für Behörden.",
    "es": "José Núñez, desarrollador en Málaga con años de experiencia en programación.",
    "fr": "Développeur à Montréal, expérience en données, élève ingénieur, été, où.",
    "pt": "Desenvolvedor em São Paulo, experiência em programação, gestão, não só dados.",
    "da": "Udvikler i København, erfaring på området, løsninger, ærlig, første.",
    "it": "Sviluppatore, attività, qualità, più, perché, università, così, è, però.",
    "en": "Worked on naïve Bayes — 5 years’ experience at a “café”.",
    "pl": "Zażółć gęślą jaźń. Programista z doświadczeniem, Łódź, ćwiczenia.",
    "cs": "Vývojář v Praze, zkušenosti, řízení projektů, školení, větší týmy, čeština.",
    "ru": "Опыт работы: разработчик программного обеспечения на Python в банке.",
    "el": "Εμπειρία: προγραμματιστής στην Αθήνα, ανάπτυξη λογισμικού.",
    "ja": "経験：ソフトウェア開発者、PythonとSQLを銀行で使用。東京都在住です。",
    "zh": "工作经验：软件开发工程师，使用Python和SQL，北京。",
}


@pytest.mark.parametrize(
    ("key", "encoding"),
    [
        *((key, "cp1252") for key in ("de", "es", "fr", "pt", "da", "it", "en")),
        *((key, "latin-1") for key in ("es", "fr", "it")),
        ("pl", "cp1250"),
        ("cs", "cp1250"),
        ("ru", "cp1251"),
        ("ru", "koi8-r"),
        ("el", "cp1253"),
        ("ja", "shift_jis"),
        ("zh", "gb18030"),
        *((key, "utf-16-le") for key in ("de", "en", "ru", "el")),
        *((key, "utf-16-be") for key in ("de", "en", "ru", "el")),
    ],
)
def test_encodings_without_a_mark_are_guessed_and_told(key: str, encoding: str) -> None:
    reading = read(TEXTS[key].encode(encoding))
    assert reading.text == TEXTS[key]
    assert codes(reading) == ["encoding-guessed"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("key", TEXTS)
def test_unicode_is_read_without_a_word(key: str, encoding: str) -> None:
    assert decode(TEXTS[key].encode(encoding)) == (TEXTS[key], None)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Zürich, café, naïve, né".encode()[:-1], "Zürich, café, naïve, n"),
        ("Café é".encode() + b"\xff\xfe" + " über ß".encode(), "Café é über ß"),
    ],
)
def test_a_broken_byte_makes_utf8_nothing_else(data: bytes, text: str) -> None:
    reading = read(data)
    assert reading.text == text
    assert codes(reading) == ["encoding-broken"]


@pytest.mark.parametrize(
    ("text", "cleaned", "count"),
    [
        ("Руthоn", "Python", 3),
        ("k8ѕ and Kubеrnеtеs", "k8s and Kubernetes", 4),
        ("АWS, SQL-сервер", "AWS, SQL-сервер", 1),
        ("Dοcker", "Docker", 1),
        # of other alphabets by right
        ("TNFα, NFκB, 5 μm, Δt", "TNFα, NFκB, 5 μm, Δt", 0),
        ("Опыт: cтрока, Питон, ЅТОР", "Опыт: cтрока, Питон, ЅТОР", 0),
        ("Müller Čapek naïve", "Müller Čapek naïve", 0),
    ],
)
def test_letters_that_pose_as_latin(text: str, cleaned: str, count: int) -> None:
    tally = Tally()
    assert clean(text, tally) == cleaned
    assert tally.lookalikes == count
    assert codes(read(text.encode())) == (["lookalike-letters"] if count else [])


@pytest.mark.parametrize(
    "letter",
    ["\u200b", "\u2060", "\ufeff", "\u202e", "\u2066", "\U000e0041", "\ufe0f", "\u3164", "\u200d"],
)
def test_letters_that_nobody_sees(letter: str) -> None:
    reading = read(f"Py{letter}thon".encode())
    assert reading.text == "Python"
    assert codes(reading) == ["invisible-characters"]


def test_signs_that_need_a_joiner_keep_it() -> None:
    assert (
        read("1\ufe0f\u20e3 ❤\ufe0f 👩\u200d💻".encode()).text == "1\ufe0f\u20e3 ❤\ufe0f 👩\u200d💻"
    )


def test_a_str_stays_as_it_is() -> None:
    text = "Руthоn and Py\u200bthon"
    document = document_from_text(text, Settings())
    assert document.text == text
    assert not {"lookalike-letters", "invisible-characters"} & {w.code for w in document.warnings}


@given(st.text(max_size=60))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text, Tally())
    again = Tally()
    assert clean(once, again) == once
    assert again == Tally()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Yazılım mühendisi, İstanbul", "cp1254"),
        ("Eğitim: Boğaziçi Üniversitesi", "cp1254"),
        ("Veri analizi, öğrenme, ışık, şirket", "cp1254"),
        ("ניסיון: שלוש שנים בפיתוח תוכנה", "cp1255"),
        ("Né à Montréal, développeur", "mac_roman"),
        ("Café résumé", "mac_roman"),
        ("Müller, München, größte Straße", "mac_roman"),
        ("Müller, München, größer", "cp850"),
        ("Café résumé", "cp1252"),
        ("naïve façade", "cp1252"),
        ("Né à Montréal, développeur", "cp1252"),
        ("Þórður Jónsson, forritari. Það er ýmis verk", "cp1252"),
        ("£50–£60, 20°C, “a”—b", "cp1252"),
        ("Python™ and €uro", "cp1252"),
        ("опыт работы: три года", "cp1251"),
        ("Программист, Python", "cp1251"),
        ("Программист, Python", "koi8_r"),
        ("εμπειρία τρία χρόνια", "cp1253"),
        ("Příliš žluťoučký kůň", "cp1250"),
    ],
)
def test_a_few_words_are_enough(text: str, encoding: str) -> None:
    assert read(text.encode(encoding)).text == text
