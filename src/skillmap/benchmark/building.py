"""Compiles a folder of labelled documents, every span checked, to JSON Lines."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, get_args

import yaml

from skillmap.benchmark.marks import parse
from skillmap.benchmark.records import LabelledRow, Split
from skillmap.benchmark.truth import AS_OF, labelled_row
from skillmap.errors import SkillmapError

SPLITS: tuple[Split, ...] = get_args(Split)
MANIFEST = "manifest.json"
FRAME = "corpus.yaml"
GRADED = "graded.yaml"


def read_labelled(
    folder: str | Path, known: Callable[[str], bool] | None = None
) -> list[LabelledRow]:
    """Reads every labelled document of a folder and of the folders in it.

    Args:
        folder: Where files with a head and marks lie, each named by its id: `cv-01a.txt`.
        known: Tells whether a skill id exists; None accepts every id.

    Returns:
        The documents, by id.

    Raises:
        SkillmapError: A document does not fit; the message names file, line and the fix.
    """
    root = Path(folder)
    found: dict[str, LabelledRow] = {}
    for path in sorted(root.rglob("*.txt")):
        name = path.relative_to(root).as_posix()
        try:
            source = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise SkillmapError(f"{name}: is not UTF-8", hint="Save it as UTF-8.") from None
        labelled = parse(source, name, known)
        if labelled.head.id != path.stem:
            raise SkillmapError(
                f"{name}:2: its id is {labelled.head.id!r}", hint="File and id have one name."
            )
        if labelled.head.id in found:
            raise SkillmapError(f"{name}:2: the id stands twice", hint="Rename one of the two.")
        found[labelled.head.id] = labelled_row(labelled)
    if not found:
        raise SkillmapError(f"{root}: holds no labelled document", hint="They end in .txt.")
    return [found[name] for name in sorted(found)]


def splits_of(folder: str | Path, rows: Iterable[LabelledRow]) -> dict[Split, list[LabelledRow]]:
    """Parts documents into train, dev and test, as `corpus.yaml` says.

    Args:
        folder: The folder with corpus.yaml: `version`, and the ids of `dev` and `test`.
        rows: The documents; those that it does not name are for training.

    Returns:
        Documents by split.

    Raises:
        SkillmapError: It names a document that is not there, or one twice.
    """
    frame = corpus_frame(folder)
    by_id = {row.id: row for row in rows}
    held_out: dict[str, Split] = {}
    parts: tuple[Split, Split] = ("dev", "test")
    for split in parts:
        for one in frame.get(split) or ():
            if one not in by_id or one in held_out:
                why = "is not there" if one not in by_id else "is named twice"
                raise SkillmapError(f"{FRAME}: {one!r} {why}", hint="Correct dev or test.")
            held_out[one] = split
    found: dict[Split, list[LabelledRow]] = {split: [] for split in SPLITS}
    for one, row in by_id.items():
        found[held_out.get(one, "train")].append(row)
    return found


def corpus_frame(folder: str | Path) -> dict[str, Any]:
    """Reads `corpus.yaml`.

    Args:
        folder: The folder of the corpus.

    Returns:
        Version, and ids by split.

    Raises:
        SkillmapError: It is missing or no mapping.
    """
    path = Path(folder) / FRAME
    try:
        frame = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError):
        frame = None
    if not isinstance(frame, dict) or "version" not in frame:
        raise SkillmapError(
            f"{path.name}: gives no version and splits",
            hint='Write `version: "1"`, `dev: [...]` and `test: [...]`.',
        )
    return frame


def json_lines(rows: Iterable[LabelledRow]) -> bytes:
    """Writes documents as JSON Lines, the same every time.

    Args:
        rows: The documents.

    Returns:
        One document a line; what is empty or as usual is left out.
    """
    lines = (
        json.dumps(
            row.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False, sort_keys=True
        )
        for row in rows
    )
    return "".join(f"{line}\n" for line in lines).encode()


def compiled(folder: str | Path, known: Callable[[str], bool] | None = None) -> dict[str, bytes]:
    """Compiles a corpus into the files that lie in the package.

    Args:
        folder: The folder of the corpus.
        known: Tells whether a skill id exists; None accepts every id.

    Returns:
        Bytes by file name: a compressed file for each split, and the manifest.

    Raises:
        SkillmapError: A document or corpus.yaml does not fit.
    """
    rows = read_labelled(folder, known)
    parts = splits_of(folder, rows)
    contents = {split: json_lines(rows) for split, rows in parts.items()}
    manifest: dict[str, Any] = {
        "version": str(corpus_frame(folder)["version"]),
        "as_of": AS_OF.isoformat(),
        "splits": {
            split: {
                "documents": len(parts[split]),
                "mentions": _mentions(parts[split]),
                "sha256": hashlib.sha256(content).hexdigest(),
            }
            for split, content in contents.items()
        },
    }
    files = {
        f"{split}.jsonl.gz": gzip.compress(content, 9, mtime=0)
        for split, content in contents.items()
    }
    graded = graded_pairs(folder, rows)
    if graded:
        content = json.dumps(graded, ensure_ascii=False, sort_keys=True).encode()
        files["graded.json.gz"] = gzip.compress(content, 9, mtime=0)
        manifest["graded_sha256"] = hashlib.sha256(content).hexdigest()
    text = json.dumps(manifest, indent=1, sort_keys=True) + "\n"
    return {**files, MANIFEST: text.encode()}


def graded_pairs(folder: str | Path, rows: Iterable[LabelledRow]) -> dict[str, Any] | None:
    """Reads `graded.yaml`: how readers graded CVs for posts, both by their ids.

    Args:
        folder: The folder of the corpus.
        rows: Its documents.

    Returns:
        Rubric, posts, CVs and graders as `read_graded` takes them; None without the file.

    Raises:
        SkillmapError: It names a document that is not there, or a row has another length.
    """
    path = Path(folder) / GRADED
    if not path.exists():
        return None
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    texts = {row.id: row.text for row in rows}
    for one in (*data["jobs"], *data["cvs"]):
        if one not in texts:
            raise SkillmapError(f"{GRADED}: {one!r} is not there", hint="Correct jobs or cvs.")
    graders = []
    for grader in data["graders"]:
        for part in ("grades", "ranking"):
            for job, values in grader[part].items():
                if len(values) != len(data["cvs"]):
                    message = f"{GRADED}: {grader['name']}, {job}: {len(values)} {part}"
                    raise SkillmapError(message, hint="Give one for each of cvs.")
        placed = {
            job: [cv for _, cv in sorted(zip(places, data["cvs"], strict=True))]
            for job, places in grader["ranking"].items()
        }
        grades = {
            job: dict(zip(data["cvs"], values, strict=True))
            for job, values in grader["grades"].items()
        }
        graders.append({"grades": grades, "ranking": placed})
    return {
        "rubric": data["rubric"],
        "jobs": [{"id": one, "text": texts[one]} for one in data["jobs"]],
        "cvs": [{"id": one, "text": texts[one]} for one in data["cvs"]],
        "graders": graders,
    }


def _mentions(rows: Sequence[LabelledRow]) -> int:
    return sum(len(row.mentions) for row in rows)
