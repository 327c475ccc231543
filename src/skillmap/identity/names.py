"""The name of the person whose CV it is, and where it stands again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from skillmap.identity.words import (
    Index,
    Span,
    hits,
    holds,
    is_common,
    is_skill,
    lines,
    parts,
    rules,
    spellings,
    words,
)

_NAME_LINES = 12
_NAME_WORDS = 6
_SHORT_LINE = 70
_LABEL_AREA = 3000
_LEAST_LINES = 3
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['\u2019\u02bc.\u2010-])*$")
_FAMILY_FIRST = re.compile(
    r"[^\W\d_][\w'\u2019-]+(?: [^\W\d_][\w'\u2019-]+)?, [^\W\d_][\w'\u2019.-]+"
)
_EASTERN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{2,5}$")
_BEFORE = re.compile(r"(?i)curriculum vitae|r[e\u00e9]sum[e\u00e9] of|cv of")
_SENTENCE = re.compile(r"[.:!?](?= )(?<!\b[^\W\d_]\.)(?<! [JS]r\.)")
_OTHER_SCRIPT = re.compile(r"[ \t]?\([^\x00-\u024f()]{1,20}[^()\x00-\x7f]?\)")
_INITIALS_BEFORE = re.compile(r"(?<![\w.])(?:[^\W\d_]\.[ \t-]?){1,3}$")
_INITIALS_BEHIND = re.compile(r",?[ \t](?:[^\W\d_]\.[ \t-]?){1,3}(?!\w)")
_INITIALS_BARE = re.compile(r",?[ \t]([A-Z]{1,3})(?=[,.;:)])")

# How much the place of a candidate says for it, and one word of it in an e-mail address.
_LABELLED = 100
_FIRST = 50
_BESIDE = 10
_ELSEWHERE = 5
_TOLD = 30
_SURE = 80
_LEAST = 20


def name_spans(text: str, end: int, contacts: Sequence[Span], index: Index) -> Iterator[Span]:
    """Finds the candidate's name, wherever it stands.

    Args:
        text: A CV.
        end: Where its lines of contact end.
        contacts: E-mail addresses and links, sorted.
        index: The words of the text.

    Yields:
        Stretches of the text.
    """
    addresses = {one for span in contacts for one in _address(text[span[0] : span[1]])}
    if text.count("\n") + 1 < _LEAST_LINES and not addresses:
        return  # a sentence is no CV, and its first words no name
    name = _best(text, _candidates(text, end), addresses)
    if addresses and (name is None or not _told(text[name[0] : name[1]], addresses)):
        # Behind a side column; what an address tells goes before what only stands first.
        name = _best(text, chain(_candidates(text, end), _short_lines(text, end)), addresses)
    if name is None:
        return
    start, stop = _with_titles(text, *name)
    yield start, stop
    behind = _OTHER_SCRIPT.match(text, stop)
    if behind:
        yield behind.span()
    yield from _again(text, text[name[0] : name[1]], index)


def _address(contact: str) -> Iterator[str]:
    """Gives the words that an e-mail address or a link may take from a name."""
    if contact[0] in "+(" or contact[0].isdigit():
        return
    contact = re.sub(r"(?i)^(?:https?://)?(?:www\.)?", "", contact)
    local, at, host = contact.replace("(at)", "@").replace("[at]", "@").partition("@")
    own = [local, host.split(".")[0]] if at else re.split(r"[/.]", contact)
    for part in own:
        plain = "".join(char for char in part.casefold() if char.isalpha())
        if len(plain) >= 3 and plain not in words("no_handle"):
            yield plain


def _best(text: str, candidates: Iterator[tuple[int, Span]], addresses: set[str]) -> Span | None:
    """Gives the best candidate for the name; the first of equals."""
    best: tuple[int, Span] | None = None
    for worth, span in candidates:
        name = text[span[0] : span[1]]
        if not 2 <= len(name) <= _SHORT_LINE or holds("no_name", name):
            continue
        told = _told(name, addresses)
        worth += _TOLD * min(told, 2)
        if worth < _LEAST or (best is not None and worth <= best[0]):
            continue
        if _is_name(name, sure=worth >= _SURE, told=told > 0, first=worth >= _FIRST - 4):
            best = worth, span
    return best and best[1]


def _candidates(text: str, end: int) -> Iterator[tuple[int, Span]]:
    """Gives what may be a name among labels and first lines, and what its place says for it."""
    for rule in rules("name_label"):
        for match in rule.pattern.finditer(text, 0, min(len(text), max(end, _LABEL_AREA))):
            for span in parts(text, *match.span("name")):
                yield _LABELLED, _cut(text, *span)
                break
    for number, (start, stop) in enumerate(lines(text, 0, end)):
        if number >= _NAME_LINES:
            break
        for place, span in enumerate(parts(text, start, stop)):
            yield (_BESIDE - number if place else _FIRST - 2 * number), _cut(text, *span)


def _short_lines(text: str, end: int) -> Iterator[tuple[int, Span]]:
    """Gives the other lines that may be a name: it may stand behind a side column."""
    for start, stop in lines(text, end, len(text)):
        if stop - start <= _SHORT_LINE:
            for span in parts(text, start, stop):
                yield _ELSEWHERE, _cut(text, *span)
                break


def _cut(text: str, start: int, stop: int) -> Span:
    """Cuts a part where a name ends: "Jane Doe, PMP", "Jane Doe Data Scientist"."""
    before = _BEFORE.match(text, start, stop)
    if before:
        inner = text[before.end() : stop].lstrip(" :,-")
        start = stop - len(inner)
    while title := rules("titles")[0].pattern.match(text, start, stop):
        start = title.end()
    part = text[start:stop]
    if not _FAMILY_FIRST.fullmatch(part) or (start and is_common(part.split(",")[0])):
        part = part.split(",")[0]
    part = _SENTENCE.split(part, maxsplit=1)[0]
    listed = words("no_name")
    for match in _LETTERS.finditer(part):
        if match.group().casefold() in listed:
            before_title = part[: match.start()].rstrip()
            if len(before_title.split()) >= 2:
                part = before_title
            break
    return start, start + len(part.rstrip())


def _with_titles(text: str, start: int, stop: int) -> Span:
    """Widens a name by what stands around it: "Dr. Jane Doe, Ph.D."."""
    line = text.rfind("\n", 0, start) + 1
    for match in rules("titles")[0].pattern.finditer(text, max(line, start - 20), start):
        if match.end() == start:
            start = match.start()
            break
    behind = rules("degrees_behind")[0].pattern.match(text, stop)
    return start, behind.end() if behind else stop


def _told(name: str, addresses: set[str]) -> int:
    """Counts the words of a name that an e-mail address or a link holds."""
    if not addresses:
        return 0
    count = 0
    for match in _LETTERS.finditer(name):
        if match.end() - match.start() >= 2:
            forms = [form for form in spellings(match.group()) if len(form) >= 3]
            count += any(form in address for form in forms for address in addresses)
    return count


def _is_name(name: str, sure: bool, told: bool, first: bool) -> bool:
    """Tells whether words can be a name: capitals, or something else that speaks for it."""
    found = name.replace(",", " ").split()
    if not 1 <= len(found) <= _NAME_WORDS or is_skill(name):
        return False
    if first and _EASTERN.match(name):
        return True
    if len(found) == 1 and not (sure or (told and len(name) >= 4 and not is_common(name))):
        return False
    if name == name.lower() and not sure:
        # "data pipelines" beside data@pipelines.example is none, "ana ruiz" on the first line is.
        strange = [not (is_common(word) or is_skill(word)) for word in found]
        if not (any(strange) if told else first and all(strange)):
            return False
        told = True
    particles = words("particles")
    return all(
        word.casefold() in particles
        or ((sure or told or not word[0].islower()) and _WORD.match(word))
        or (word[0] in "\"'\u201c(" and word[-1] in "\"'\u201d)")
        for word in found
    ) and any(len(word) > 1 for word in found)


def _again(text: str, full: str, index: Index) -> Iterator[Span]:
    """Gives where a name stands again: whole, turned round, with initials, or one word of it."""
    particles = words("particles")
    written = [match.group() for match in _LETTERS.finditer(full)]
    letters = {word[0].casefold() for word in written}
    own = {word.casefold() for word in written} - particles
    places = sorted(
        (start, stop, word) for word in own if len(word) > 1 for start, stop in index.get(word, ())
    )
    group: list[tuple[int, int, str]] = []
    for place in places:
        if group and not _joined(text[group[-1][1] : place[0]], particles):
            yield from _group(text, group, letters)
            group = []
        group.append(place)
    if group:
        yield from _group(text, group, letters)


def _joined(between: str, particles: frozenset[str]) -> bool:
    """Tells whether two words of a name belong together over what is between them."""
    if len(between) > 16 or "\n" in between:
        return False
    rest = [word for word in re.split(r"[\s,.'\u2019\u2010-]+", between) if word]
    return all(word.casefold() in particles or (len(word) == 1 and word.isupper()) for word in rest)


def _group(text: str, group: Sequence[tuple[int, int, str]], letters: set[str]) -> Iterator[Span]:
    start, stop = group[0][0], group[-1][1]
    before = _INITIALS_BEFORE.search(text[max(0, start - 12) : start])
    behind = _INITIALS_BEHIND.match(text, stop)
    if before and _own(before.group(), letters, group[-1][2]):
        yield start - len(before.group()), stop
    elif behind and _own(behind.group(), letters, group[-1][2]):
        yield start, stop + len(behind.group().rstrip())
    elif (bare := _INITIALS_BARE.match(text, stop)) and _own(bare[1], letters, group[-1][2]):
        yield start, bare.end()  # "Jenkins I, Quist R. On tides."
    elif len({word for _, _, word in group}) > 1:
        # "will power" is no Will Power, and "kafka streams" no Streams Kafka.
        if not text[start:stop].islower() or not all(
            is_common(w) or is_skill(w) for _, _, w in group
        ):
            yield start, stop
    elif len(group[0][2]) >= 3 and not text[start:stop].islower():
        word = group[0][2]
        doubtful = is_skill(word) or is_common(word) or word in words("months")
        if not doubtful or is_person(text, start, stop):
            yield start, stop


def _own(initials: str, letters: set[str], word: str) -> bool:
    """Tells whether initials are those of the name; "Swift, R" are two skills."""
    found = [char.casefold() for char in initials if char.isalpha()]
    if is_skill(word) and is_skill("".join(found)):
        return False
    return any(char in letters for char in found)


def is_person(text: str, start: int, stop: int) -> bool:
    """Tells whether what stands around a word makes it a person rather than a tool or a verb."""
    behind = text[stop : stop + 24]
    before = text[max(0, start - 16) : start]
    return hits("person_behind", behind) or hits("person_before", before)
