"""Who somebody is never reaches matching and scoring."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest

from skillmap import Extractor, Settings, builtin_role
from skillmap.documents import document_from_text
from skillmap.identity import _found, identity_spans

AS_OF = date(2026, 11, 24)

CV = """\
{name}
Machine Learning Engineer
{place} | {mail} | {phone} | {link}
Date of birth: {birth}
Nationality: {nation}

EXPERIENCE
ML Engineer, Harrowgate Labs
Jan 2022 - Present
- Trained PyTorch models and served them on Kubernetes; {surname} wrote the runbook.
- Led two engineers in Python.

SKILLS
Python, SQL, Go, Docker

EDUCATION
MSc Computer Science, {school}, {year}
"""

PEOPLE = [
    {
        "name": "Amina Okonkwo-Reyes",
        "surname": "Okonkwo-Reyes",
        "place": "Leeds, UK",
        "mail": "amina.reyes@example.com",
        "phone": "+44 7700 900123",
        "link": "linkedin.com/in/amina-reyes",
        "birth": "3 May 1990",
        "nation": "British",
        "school": "University of Northern Mesa",
        "year": "2014",
    },
    {
        "name": "RAY SWIFT",
        "surname": "Swift",
        "place": "Julia Creek, Queensland",
        "mail": "ray@swift.example",
        "phone": "(206) 555-0148",
        "link": "https://github.com/rayswift/spark",
        "birth": "1961-01-30",
        "nation": "Australian",
        "school": "Kafka Institute of Technology",
        "year": "1983",
    },
    {
        "name": "Jean-Luc de la Tour",
        "surname": "Tour",
        "place": "Lyon, France",
        "mail": "jl.delatour@hive.example",
        "phone": "+33 6 12 34 56 78",
        "link": "www.delatour.example/excel",
        "birth": "12.12.1999",
        "nation": "French",
        "school": "École Polytechnique",
        "year": "2023",
    },
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person["name"])
def test_every_part_of_identity_is_found(person: dict[str, str]) -> None:
    text = CV.format(**person)
    document = document_from_text(text, Settings(), "cv")
    spans = identity_spans(document)
    for field, value in person.items():
        start = text.index(value)
        inside = any(s <= start and start + len(value) <= e for s, e in spans)
        assert inside, (field, value, [text[s:e] for s, e in spans])


def test_identity_swaps_change_nothing(extractor: Extractor) -> None:
    role = builtin_role("ml-engineer")
    seen = set()
    for person in PEOPLE:
        profile = extractor.extract(CV.format(**person), AS_OF, "cv")
        coverage = extractor.score(profile, role)
        skills = tuple((s.skill_id, s.strength, s.months, s.last_used) for s in profile.skills)
        seen.add((skills, coverage.score, tuple(c.credit for c in coverage.contributions)))
    assert len(seen) == 1


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person["name"])
def test_no_mention_overlaps_identity_and_no_quote_tells_it(
    person: dict[str, str], extractor: Extractor
) -> None:
    text = CV.format(**person)
    spans = identity_spans(document_from_text(text, Settings(), "cv"))
    profile = extractor.extract(text, AS_OF, "cv")
    for mention in profile.mentions:
        assert all(mention.end <= start or end <= mention.start for start, end in spans)
        assert not any(person[field] in mention.quote for field in ("name", "surname", "mail"))
    assert all(person["surname"] not in position.title for position in profile.positions)


@pytest.mark.parametrize(
    "words",
    [
        "Node.js and ASP.NET/C# services",
        "socket.io/websockets in React.js",
        "Coursework: convex optimization",
        "CI/CD with GitHub Actions",
        "PyTorch 2.4 on Python 3.12",
        "2018 - 2021 Kafka",
        "Trained on 1,200,000 rows",
    ],
)
def test_skills_and_numbers_are_no_identity(words: str) -> None:
    text = f"Amina Reyes\nEngineer\n\nEXPERIENCE\n- {words}\n"
    document = document_from_text(text, Settings(), "cv")
    start = text.index(words)
    assert all(e <= start or start + len(words) <= s for s, e in identity_spans(document))


def test_a_post_keeps_its_names_but_not_its_contacts() -> None:
    text = "We are hiring.\n\nREQUIREMENTS\n- Python\nWrite to Ann Lee, jobs@example.com"
    spans = identity_spans(document_from_text(text, Settings(), "job"))
    assert [text[s:e] for s, e in spans] == ["jobs@example.com"]


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        ("07700 900 365", "07700 900 365"),
        ("References: Dr. Tom Fields, Acme", "Dr. Tom Fields"),
        ("EDUCATION\nBSc Physics, ETH Z\u00fcrich, 2011", "ETH Z\u00fcrich"),
        ("EDUCATION\nMSc, Software Engineering  Harrow College, 2011", "Harrow College"),
    ],
)
def test_what_else_is_identity(line: str, hidden: str) -> None:
    text = f"Amina Reyes\nEngineer\n\n{line}\n"
    spans = identity_spans(document_from_text(text, Settings(), "cv"))
    assert hidden in [text[s:e] for s, e in spans]


def test_skills_beside_contacts_are_no_place() -> None:
    text = "Ann Lee\nLondon, UK | ann@x.example | Go, Rust\n\nSKILLS\nSQL\n"
    found = [
        text[s:e].strip() for s, e in identity_spans(document_from_text(text, Settings(), "cv"))
    ]
    assert found == ["Ann Lee", "London, UK", "ann@x.example"]


CUED = """\
{name}
{contact}

EXPERIENCE
Engineer, Harrowgate Labs
Jan 2022 - Mar 2023
- {name} built models with PyTorch
- No experience is a shame, see {link}
Kubernetes and Docker for the whole of the back office
"""


@pytest.mark.parametrize(
    ("name", "contact", "link"),
    [
        ("Jane Doe", "jane@example.com", "https://a.example"),
        ("Never Used", "led.team@example.com", "https://a.example/led-team"),
        ("Max Mentor", "mentoring@example.com", "https://a.example/" + "no-java-" * 12),
        ("Lacks Jones", "+44 7700 900123", "https://without.example/python"),
        ("Own Wolfeschlegelsteinhausen", "no@experience.example", "www.learning.example"),
    ],
)
def test_no_letter_of_identity_is_a_cue(
    name: str, contact: str, link: str, extractor: Extractor
) -> None:
    text = CUED.format(name=name, contact=contact, link=link)
    profile = extractor.extract(text, AS_OF, "cv")
    told = [(s.skill_id, s.strength, s.months) for s in profile.skills]
    assert told == [("pytorch", "work", 15), ("kubernetes", "work", 15), ("docker", "work", 15)]
    assert [m.status for m in profile.mentions] == ["present"] * len(profile.mentions)


@pytest.mark.parametrize("first", ["DOE, Jane", "Jane Doe Data Scientist", "JANE DOE"])
def test_names_are_found_however_they_are_written(first: str, extractor: Extractor) -> None:
    text = f"{first}\njane@example.com\n\nEXPERIENCE\nEngineer\n2019 - 2021\n- Python\n"
    spans = identity_spans(document_from_text(text, Settings(), "cv"))
    hidden = " ".join(text[start:end] for start, end in spans).casefold()
    assert "jane" in hidden and "doe" in hidden


def test_a_warning_about_dates_tells_no_name(extractor: Extractor) -> None:
    text = (
        "Jane Doe\njane@example.com\n\nEXPERIENCE\n"
        "Founder, Jane Doe Consulting, Mar 2021 - Jan 2020\n- Python\n"
    )
    profile = extractor.extract(text, AS_OF, "cv")
    assert [notice.code for notice in profile.warnings] == ["bad-dates"]
    assert "Jane" not in profile.model_dump_json()


REST = "\n\nEXPERIENCE\nEngineer, Lumen Labs\nJan 2020 - Mar 2022\n- Python\n\nSKILLS\nSQL, Git\n"


def hidden_in(text: str, kind: Literal["cv", "job"] = "cv") -> list[str]:
    return [text[s:e] for s, e in identity_spans(document_from_text(text, Settings(), kind))]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Zendaya\nData Engineer\nzendaya@mail.example", "Zendaya"),
        ("Sukarno\nEmail: sukarno77@mail.example", "Sukarno"),
        ("maria lopez garcia\ndata engineer\nmaria.lopez@mail.example", "maria lopez garcia"),
        ("JO\u00c3O DA SILVA\njoao@mail.example", "JO\u00c3O DA SILVA"),
        ("CURRICULUM VITAE OF THABO MOKOENA\n+27 82 555 0101", "THABO MOKOENA"),
        ("Curriculum Vitae\n\nSiobh\u00e1n O'Brien-Walsh\nDublin", "Siobh\u00e1n O'Brien-Walsh"),
        ("Resume\nName: Li Wei\nPhone: 138 0013 8000", "Li Wei"),
        ("Senior Python Developer\nAnna Kowalska\nanna@poczta.example", "Anna Kowalska"),
        ("Xu, Mei\nML Engineer\nmeixu@uni.example", "Xu, Mei"),
        ("DOE, Jane\njane@example.com", "DOE, Jane"),
        ("Claude Dubois\nML Engineer\nclaude@mail.example", "Claude Dubois"),
        ("Ruby Jenkins\nDevOps Engineer\nruby@jenkins.example", "Ruby Jenkins"),
        (
            "Dr.-Ing. J\u00fcrgen M\u00fcller\nmueller@web.example",
            "Dr.-Ing. J\u00fcrgen M\u00fcller",
        ),
        ("Mohammed bin Rashid Al Maktoum\nData Lead", "Mohammed bin Rashid Al Maktoum"),
        ("Nguy\u1ec5n V\u0103n An\nan.nguyen@thu.example", "Nguy\u1ec5n V\u0103n An"),
        ("\u738b\u5c0f\u660e\nxiaoming.wang@mail.example", "\u738b\u5c0f\u660e"),
        (
            "\u0418\u0432\u0430\u043d \u041f\u0435\u0442\u0440\u043e\u0432\nivan@mail.example",
            "\u0418\u0432\u0430\u043d \u041f\u0435\u0442\u0440\u043e\u0432",
        ),
        ("R. K. Narayan\nnarayan@mail.example", "R. K. Narayan"),
        ("Ana Ruiz  Data Engineer  Madrid, Spain  ana.ruiz@mail.example", "Ana Ruiz"),
    ],
)
def test_a_name_is_found_by_place_label_or_address(head: str, name: str) -> None:
    assert name in hidden_in(head + REST)


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        ("Swift led the team.", "Swift"),
        ("A. Swift and two others", "A. Swift"),
        ("Swift, A. (2021). On tides.", "Swift, A."),
        ("PUBLICATIONS\nSwift A, Quist R. On tides. 2021.", "Swift A"),
        ("PUBLICATIONS\nSwift A, Quist R. On tides. 2021.", "Quist R."),
        ("AMARA SWIFT - page 2", "AMARA SWIFT"),
        ("Amara's manager wrote this.", "Amara"),
        ("Thanks to Dr. Ib\u00e1\u00f1ez for advice", "Dr. Ib\u00e1\u00f1ez"),
        ("Supervisor: Ines Cabrera", "Ines Cabrera"),
        ("REFERENCES\nTom Fields, Acme Ltd", "Tom Fields"),
    ],
)
def test_names_stand_again_and_others_beside_them(line: str, hidden: str) -> None:
    text = f"Amara Swift\nEngineer\namara@swift.example{REST}\n{line}\n"
    assert hidden in hidden_in(text)


@pytest.mark.parametrize(
    "line",
    [
        "- Built an app in Swift and Julia",
        "- Ruby, Swift, Claude, Gemini, Jenkins",
        "- Python, Swift, R and Swift, C.",
        "- Wrote services in C. Built others in R. Spark jobs at night",
        "- Mar 2020 - May 2021, then June 2022 to 09/2024",
        "- 07/2022 - 06/2023 and 09.2015 - 03.2020",
        "- socket.io, fast.ai, Node.js and three.js",
        "- Trained on 12 000 000 rows, 4 500 000 of them twice",
        "- Data school for analysts; worked with the university",
        "- Software Intern, Hollyoak Data",
    ],
)
def test_skills_dates_and_employers_stay_readable(line: str) -> None:
    text = f"Ray C. Swift\nEngineer\nray@swift.example\n\nEXPERIENCE\n{line}\n"
    start = text.index(line)
    document = document_from_text(text, Settings(), "cv")
    touched = [
        text[s:e] for s, e in identity_spans(document) if s < start + len(line) and e > start
    ]
    assert touched == []


@pytest.mark.parametrize(
    "phone",
    [
        "+1 (415) 555-0132", "415.555.0132", "555-0166", "020 7946 0958", "(0)20 7946 0958",
        "+49 (0) 30 901820", "030/901820-11", "0049 30 901820", "06 12 34 56 78",
        "+33 6 12 34 56 78", "98765 43210", "+91-98765-43210", "090-1234-5678",
        "+86 138 0013 8000", "(11) 91234-5678", "0412 345 678", "+234 803 123 4567",
        "8 (495) 123-45-67", "+972-54-123-4567", "0532 123 45 67", "622 123 456", "9123 4567",
    ],
)  # fmt: skip
def test_phones_of_many_countries(phone: str) -> None:
    found = hidden_in(f"Anna Kowalska\nEngineer\nanna@mail.example | {phone}{REST}")
    assert any(phone in one for one in found), found


@pytest.mark.parametrize(
    "place",
    [
        "12 Tannery Row, York YO1 7AA", "Ahornweg 12, 01234 Lindenfurth", "Haifa",
        "Oslo, Norway",
        "House 22, Road 7, Mirpur, Dhaka", "Calle de la Rueca 31, 3.\u00ba C, 50003 Zaragoza",
        "3-8-14 Minatomachi, Sakai, Osaka 590-0972", "ul. Portowa 9/14, 81-339 Gdynia",
        "48/6 \u0110\u01b0\u1eddng B\u00e0ng, District 7, Ho Chi Minh City",
        "Springfield, IL 62704",
        "HSR Layout, Bengaluru 560102", "Av. Los Ceibos 2217, 5\u00b0 B, Rosario",
        "Blk 12 Lot 7, Phase 3, Bacoor City", "Kavac\u0131k Mah., Leylek Sk. 14/6, Beykoz",
    ],
)  # fmt: skip
def test_addresses_of_many_countries(place: str) -> None:
    found = hidden_in(f"Anna Kowalska\nEngineer\n{place} | anna@mail.example{REST}")
    joined = " ".join(found)
    assert all(word in joined for word in place.replace(",", " ").split()), found


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        ("Date of birth       14 May 1984", "14 May 1984"),
        ("Born 14. 3. 1982, two children", "14. 3. 1982"),
        ("d.o.b. 11.04.1988", "11.04.1988"),
        ("Geburtsdatum: 12.12.1999", "12.12.1999"),
        ("Nacionalidad: chilena", "chilena"),
        ("Marital status\tSingle", "Single"),
        ("Gender: non-binary", "non-binary"),
        ("she/her", "she/her"),
        ("Data engineer (they/them)", "they/them"),
        ("41 years old", "41 years old"),
        ("British citizen", "British citizen"),
        ("[Photo of Anna]", "Photo of Anna"),
        ("GitHub: anna-k-77", "anna-k-77"),
        ("Portfolio: annak.dev", "annak.dev"),
        ("code.annak.example", "code.annak.example"),
        ("linkedin.com/in/anna-k", "linkedin.com/in/anna-k"),
    ],
)
def test_birth_person_and_links(line: str, hidden: str) -> None:
    assert hidden in hidden_in(f"Anna Kowalska\nEngineer\nanna@mail.example\n{line}{REST}")


@pytest.mark.parametrize(
    "school",
    [
"University of North Craven", "Penmoor University", "IIT Bombay", "ETH Z\u00fcrich",
        "TU Delft", "Lyc\u00e9e Victor Duruy", "Hochschule Trave", "\u00c9cole des Mines du Drac",
        "Bergslagens h\u00f6gskola", "Universit\u00e0 dell'Insubria Nuova",
        "Vysok\u00e1 \u0161kola dat a s\u00edt\u00ed", "Gediz Teknik \u00dcniversitesi",
        "Instituto T\u00e9cnico da Beira", "Politechnika Kaszubska", "Smyrna Law Faculty",
        "Mosty Data School", "Kafka Institute of Technology", "Universitas Negeri Tugu Muda",
        "Holy Rosary Polytechnic, Pampanga", "Pamantasan ng Silangang Cavite",
        "Faculdade Rio Pardo", "UCL", "Harrow College of Applied Sciences",
    ],
)  # fmt: skip
def test_schools_of_many_countries_and_their_years(school: str) -> None:
    text = (
        f"Anna Kowalska\nanna@mail.example{REST}\nEDUCATION\nMSc Computer Science, {school}, 2014\n"
    )
    found = hidden_in(text)
    assert any(school in one for one in found), found
    assert any("2014" in one for one in found)
    assert not any("Computer" in one or "Jan 2020" in one for one in found)


def test_the_same_text_is_searched_once_by_reading_and_extracting(extractor: Extractor) -> None:
    _found.cache_clear()
    extractor.extract(CV.format(**PEOPLE[0]), AS_OF, "cv")
    assert (_found.cache_info().misses, _found.cache_info().hits) == (1, 1)
