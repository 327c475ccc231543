"""The files of one candidate as one document: a CV, a portfolio and a JSON Resume are read as one.

The texts stand after one another, so that every mention still lies where it says, pages are counted
through, and a job that two files tell is counted once, since months are a union. A post among the
files says what others want, and is left out, like a file that cannot be read: both are told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from skillmap.documents import TEXT_CODES, text_warnings
from skillmap.errors import ReadError
from skillmap.models import PACKAGE, Document, Notice, Provenance, Record, Section
from skillmap.settings import Settings

_GAP = "\n\n"


def joined(
    source: str,
    sha256: str,
    read: Iterable[tuple[str, Document | ReadError]],
    settings: Settings,
) -> Document:
    """Makes one document of several.

    Args:
        source: Name of the candidate.
        sha256: Hash that stands for all files.
        read: Name of each file, and its document or why there is none, in the order of the names.
        settings: `thin_characters` counts.

    Returns:
        The document; its kind is "cv" when one of them is a CV.

    Raises:
        ReadError: None of them can be read.
    """
    kept: list[tuple[str, Document]] = []
    notices: list[Notice] = []
    last: ReadError | None = None
    for name, one in read:
        if isinstance(one, ReadError):
            last = one
            notices.append(_notice("part-unreadable", f"a file was left out: {one.message}", name))
        elif one.kind == "job":
            notices.append(_notice("part-post", "a file looks like a job post: left out", name))
        else:
            kept.append((name, one))
    if not kept:
        # A post alone is no candidate, and a time-out of any file is one of all.
        raise last or ReadError("holds nothing but job posts")
    # The CV comes first: what stands at the top of a document tells whose it is.
    kept.sort(key=lambda pair: pair[1].kind != "cv")
    document = _joined(source, sha256, kept, notices)
    # A short portfolio makes nobody's CV too short: the text is judged as a whole.
    warnings = (*document.warnings, *text_warnings(document, settings))
    return document.model_copy(update={"warnings": warnings})


def joint_sha256(hashes: Iterable[str]) -> str:
    """Gives the hash of a candidate of several files.

    Args:
        hashes: SHA-256 of each file.

    Returns:
        A SHA-256 that stands for all; their order and names have no say.
    """
    return hashlib.sha256("\n".join(sorted(hashes)).encode()).hexdigest()


def _notice(code: str, message: str, place: str) -> Notice:
    return Notice(code=code, message=message, place=place)


def _joined(
    source: str, sha256: str, kept: Sequence[tuple[str, Document]], notices: Sequence[Notice]
) -> Document:
    text = ""
    pages: list[Record] = []
    lines: list[Record] = []
    sections: list[Section] = []
    warnings = [*notices]
    hidden: list[Record] = []
    for name, one in kept:
        if text:
            text += _GAP
            sections[-1:] = [s.model_copy(update={"end": len(text)}) for s in sections[-1:]]
        at, first = len(text), len(pages)
        pages += [_moved(p, at, number=p.number + first) for p in one.pages]
        lines += [_moved(line, at, page=line.page + first) for line in one.lines]
        sections += [
            s.model_copy(update={"start": s.start + at, "body": s.body + at, "end": s.end + at})
            for s in one.sections
        ]
        hidden += [h.model_copy(update={"page": h.page and h.page + first}) for h in one.hidden]
        warnings += [
            w.model_copy(update={"place": f"{name}, {w.place}" if w.place else name})
            for w in one.warnings
            if w.code not in TEXT_CODES
        ]
        text += one.text
    text_sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document.model_validate(
        {
            "text": text,
            "source": source,
            "sha256": sha256,
            "kind": "cv" if any(one.kind == "cv" for _, one in kept) else "text",
            "pages": tuple(pages),
            "sections": tuple(sections),
            "lines": tuple(lines),
            "warnings": tuple(warnings),
            "hidden": tuple(hidden),
            "provenance": Provenance(package=PACKAGE, input_sha256=sha256, text_sha256=text_sha256),
        }
    )


def _moved(one: Record, by: int, **other: int) -> Record:
    start, end = getattr(one, "start"), getattr(one, "end")  # noqa: B009
    return one.model_copy(update={"start": start + by, "end": end + by, **other})
