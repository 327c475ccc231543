"""How much of what tells who somebody is gets masked, and what is masked beside it.

The labelled corpus has its identity marked by hand. Of the examples the sources say who somebody
is, of ai_cvs_dev the first lines of each text; both are looked for in what was read from the files.
Posts keep the names of their people, so only contacts count there.

Run: python benchmarks/identity.py [--final WHY] [--show] [--out FILE.json]
Without ../shared/data the part that it holds is left out, and that is said.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from skillmap import ReadError, Settings, benchmark, read
from skillmap.documents import document_from_text
from skillmap.identity import identity_spans
from skillmap.models import Document

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data" / "ai_cvs_dev"
OF_POSTS = {"email", "phone", "link"}
SILENT = " \t\n,.;:|()[]"
SCHOOL = re.compile(r"\b(?:University|Institut|Institute|College|Hochschule|School|Academy)\b")
CONTACT_BREAK = re.compile(r"\s*[|\u00b7/\u2013]\s+|,\s+|(?<=[a-z]{2})\.\s+")
LABEL = re.compile(r"(?i)^(?:tel|telephone|phone|mobile|e-?mail)\b[.:]*\s*")

Mark = tuple[str, int, int]


@dataclass
class Tally:
    """What was counted in one set of documents.

    Attributes:
        marks: Marks by kind.
        covered: Marks of which every letter is masked, by kind.
        missed: What was not, to be shown.
        skills: Marked mentions of skills.
        skills_hit: Those that a mask touches.
        characters: Of all texts.
        outside: Masked characters outside every mark.
        beside: The masks that hold them, to be shown.
    """

    marks: Counter[str] = field(default_factory=Counter)
    covered: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    skills: int = 0
    skills_hit: int = 0
    characters: int = 0
    outside: int = 0
    beside: list[str] = field(default_factory=list)

    def add(
        self,
        document: Document,
        marks: Sequence[Mark],
        skills: Iterable[tuple[int, int]] = (),
        name: str = "",
    ) -> None:
        """Counts one document."""
        text = document.text
        spans = identity_spans(document)
        masked = {at for start, end in spans for at in range(start, end)}
        for kind, start, end in marks:
            if document.kind == "job" and kind not in OF_POSTS:
                continue
            self.marks[kind] += 1
            if all(at in masked or text[at] in SILENT for at in range(start, end)):
                self.covered[kind] += 1
            else:
                self.missed.append(f"{name} {kind}: {text[start:end]!r}")
        for start, end in skills:
            self.skills += 1
            self.skills_hit += any(at in masked for at in range(start, end))
        told = {at for _, start, end in marks for at in range(start, end)}
        self.characters += len(text)
        self.outside += len(masked - told)
        for start, end in spans:
            if any(at not in told and text[at] not in SILENT for at in range(start, end)):
                self.beside.append(f"{name}: {text[start:end]!r}")

    def rows(self, source: str) -> Iterator[dict[str, object]]:
        """Gives the figures as rows of the table."""
        for kind, count in sorted(self.marks.items()):
            yield {
                "source": source,
                "kind": kind,
                "marks": count,
                "covered": self.covered[kind],
                "share": round(self.covered[kind] / count, 4),
            }
        yield {
            "source": source,
            "kind": "skills touched",
            "marks": self.skills,
            "covered": self.skills_hit,
            "share": round(self.skills_hit / self.skills, 4) if self.skills else 0.0,
        }
        yield {
            "source": source,
            "kind": "characters masked beside marks",
            "marks": self.characters,
            "covered": self.outside,
            "share": round(self.outside / self.characters, 4) if self.characters else 0.0,
        }


def corpus(split: str, final: bool, why: str) -> Tally:
    """Counts a part of the labelled corpus."""
    tally = Tally()
    for row in benchmark.load(split, final=final, why=why):
        document = document_from_text(row.text, Settings(), row.kind)
        marks = [(mark.kind, mark.start, mark.end) for mark in row.identity]
        tally.add(document, marks, ((m.start, m.end) for m in row.mentions), row.id)
    return tally


def told_by_head(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Reads kinds and values from the first lines of a tidy CV: a name, a title, the contact."""
    yield "name", lines[0].strip("# ").strip()
    for line in lines[1:]:
        if "@" not in line and not re.search(r"\d{3}[- ]?\d{3}", line):
            continue
        for part in CONTACT_BREAK.split(line):
            value = LABEL.sub("", part.strip(" .,"))
            if "@" in value:
                yield "email", value
            elif sum(char.isdigit() for char in value) >= 7:
                yield "phone", value
            elif re.fullmatch(r"\S+\.\S+", value):
                yield "link", value


def placed(text: str, values: Iterable[tuple[str, str]]) -> list[Mark]:
    """Finds values in a text, however its words are broken; what it lacks is no mark."""
    found = set()
    for kind, value in values:
        words = r"\s+".join(re.escape(word) for word in value.split())
        for match in re.finditer(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE):
            found.add((kind, *match.span()))
    return sorted(found)


def examples() -> Tally:
    """Counts the examples, by what their sources say."""
    tally = Tally()
    for source in sorted((ROOT / "examples" / "sources" / "cvs").glob("*.md")):
        meta, _, body = source.read_text(encoding="utf-8")[4:].partition("\n---\n")
        out = re.search(r"^out: (.+)$", meta, re.MULTILINE)
        head, *sections = re.split(r"^## ", body, flags=re.MULTILINE)
        values = list(told_by_head([line for line in head.splitlines() if line.strip()]))
        for section in sections:
            for entry in re.findall(r"^### ([^|\n]+)", section, re.MULTILINE):
                pieces = (piece.strip() for piece in entry.split(","))
                values += [("school", piece) for piece in pieces if SCHOOL.search(piece)]
        try:
            document = read(ROOT / "examples" / "cvs" / str(out and out[1]))
        except ReadError:
            continue  # two are made so that they cannot be read
        tally.add(document, placed(document.text, values), name=source.stem)
    return tally


def ai_cvs() -> Tally:
    """Counts ai_cvs_dev, its texts and its files, by what the first lines of a text say."""
    tally = Tally()
    for line in (SHARED / "cvs.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        head = text.split("\n\n", 1)[0].splitlines()
        schools = (
            ("school", piece.strip(" ."))
            for each in re.findall(r"^.*(?:19|20)\d\d.*$", text, re.MULTILINE)
            for piece in re.split(r"[,|.]\s", each)
            if SCHOOL.search(piece) and len(piece.split()) < 9
        )
        values = [*told_by_head(head), *schools]
        document = document_from_text(text, Settings(), "cv")
        skills = [(mark["start"], mark["end"]) for mark in row["mentions"]]
        tally.add(document, placed(text, values), skills, row["id"])
        for path in sorted((SHARED / "files").glob(f"{row['id']}.*")):
            document = read(path)
            tally.add(document, placed(document.text, values), name=path.name)
    return tally


def main() -> None:
    """Prints the table, and writes it as JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--final", metavar="WHY", help="measure the test part too, and note why")
    parser.add_argument("--show", action="store_true", help="show what was missed and what beside")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    sets = {f"corpus {split}": corpus(split, False, "") for split in ("dev", "train")}
    if options.final:
        sets["corpus test"] = corpus("test", True, options.final)
    sets["examples"] = examples()
    if SHARED.exists():
        sets["ai_cvs_dev"] = ai_cvs()
    else:
        sys.stdout.write("ai_cvs_dev: not there, skipped\n")
    rows = [row for name, tally in sets.items() for row in tally.rows(name)]
    sys.stdout.write(f"{'source':14}{'kind':32}{'of':>8}{'masked':>8}{'share':>8}\n")
    for row in rows:
        sys.stdout.write(
            f"{row['source']:14}{row['kind']:32}{row['marks']:>8}{row['covered']:>8}"
            f"{row['share']:>8.3f}\n"
        )
    if options.show:
        for name, tally in sets.items():
            if name == "corpus test":
                continue  # its text is for nobody's eyes
            sys.stdout.writelines(f"missed {one}\n" for one in tally.missed)
            sys.stdout.writelines(f"beside {one}\n" for one in tally.beside)
    if options.out:
        options.out.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
