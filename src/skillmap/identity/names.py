"""The name of the person whose CV it is, and where it stands again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from skillmap.identity.words import (
    Span,
    hits,
    is_common,
    is_skill,
    lines,
    parts,
    patterns,
    spellings,
    words,
)

_NAME_LINES = 12
_NAME_WORDS = 6
_SHORT_LINE = 70
_LABEL_AREA = 3000
_LEAST_LINES = 3
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['\u2019\u02bc.\u2010-])*$")
_FAMILY_FIRST = re.compile(r"[^\W\d_][\w'\u2019-]+(?: [^\W\d_][\w'\u2019-]+)?, [^\W\d_][\w'\u2019.-]+")
_OTHER_SCRIPT = re.compile(r"[ \t]?\([^\x00-\u024f()]{1,20}[^()\x00-\x7f]?\)")
_INITIALS = r"(?:[^\W\d_]\.[ \t-]?){1,3}"


def name_spans(text: str, end: int, contacts: Sequence[Span]) -> Iterator[Span]:
    """Finds the candidate's name, wherever it stands.

    Args:
        text: A CV.
        end: Where its lines of contact end.
        contacts: E-mail addresses and links, sorted.

    Yields:
        Stretches of the text.
    """
    addresses = [folded for span in contacts for folded in _address(text[span[0] : span[1]])]
    name = _name(text, end, addresses)
    if name is None:
        return
    start, stop = _with_titles(text, *name)
    yield start, stop
    behind = _OTHER_SCRIPT.match(text, stop)
    if behind:
        yield behind.span()
    yield from _again(text, text[name[0] : name[1]])


def _address(contact: str) -> Iterator[str]:
    """Gives the words that an e-mail address or a link may take from a name."""
    contact = re.sub(r"(?i)^(?:https?://)?(?:www\.)?", "", contact)
    local, at, host = contact.replace("(at)", "@").replace("[at]", "@").partition("@")
    own = [local, host.split(".")[0]] if at else re.split(r"[/.]", contact)
    for part in own:
        plain = "".join(char for char in part.casefold() if char.isalpha())
        if len(plain) >= 3 and plain not in words("no_handle"):
            yield plain


def _name(text: str, end: int, addresses: Sequence[str]) -> Span | None:
    """Gives the best candidate for the name; the first of equals."""
    best: tuple[int, Span] | None = None
    if text.count("\n") + 1 < _LEAST_LINES and not addresses:
        return None  # a sentence is no CV, and its first words no name
    for worth, span in _candidates(text, end):
        words_ = text[span[0] : span[1]]
        told = _told(words_, addresses)
        worth += 30 * min(told, 2)
        if not _is_name(words_, sure=worth >= 80, told=told > 0):
            continue
        if worth >= 20 and (best is None or worth > best[0]):
            best = worth, span
    return best and best[1]


def _candidates(text: str, end: int) -> Iterator[tuple[int, Span]]:
    """Gives what may be a name and how much its place says for it."""
    for pattern in patterns("name_label"):
        for match in pattern.finditer(text, 0, min(len(text), max(end, _LABEL_AREA))):
            for span in parts(text, *match.span("name")):
                yield 100, _cut(text, *span)
                break
    head = max(end, 0)
    for number, (start, stop) in enumerate(lines(text, 0, head)):
        if number >= _NAME_LINES:
            break
        for place, span in enumerate(parts(text, start, stop)):
            yield (50 - 2 * number if place == 0 else 10 - number), _cut(text, *span)
    for start, stop in lines(text, head, len(text)):
        if stop - start <= _SHORT_LINE:
            for span in parts(text, start, stop):
                yield -10, _cut(text, *span)
                break


def _cut(text: str, start: int, stop: int) -> Span:
    """Cuts a part where a name ends: "Jane Doe, PMP", "Jane Doe Data Scientist"."""
    before = re.match(r"(?i)curriculum vitae|r[e\u00e9]sum[e\u00e9] of|cv of", text[start:stop])
    if before:
        start += before.end()
        start += len(text[start:stop]) - len(text[start:stop].lstrip(" :,-"))
    part = text[start:stop]
    while title := patterns("titles")[0].match(part):
        start += title.end()
        part = text[start:stop]
    if not _FAMILY_FIRST.fullmatch(part) or is_common(part.split(",")[0]):
        part = part.split(",")[0]
    part = re.split(r"[.:!?](?= )(?<!\b[^\W\d_]\.)(?<! [JS]r\.)", part, maxsplit=1)[0]
    found = [match.start() for one in patterns("no_name") for match in one.finditer(part)]
    before_title = part[: min(found)].rstrip() if found else ""
    if len(before_title.split()) >= 2:
        part = before_title
    return start, start + len(part.rstrip())


def _with_titles(text: str, start: int, stop: int) -> Span:
    """Widens a name by what stands around it: "Dr. Jane Doe, Ph.D."."""
    line = text.rfind("\n", 0, start) + 1
    for pattern in patterns("titles"):
        for match in pattern.finditer(text, max(line, start - 20), start):
            if match.end() == start:
                start = match.start()
                break
    behind = patterns("degrees_behind")[0].match(text, stop)
    return start, behind.end() if behind else stop


def _told(name: str, addresses: Sequence[str]) -> int:
    """Counts the words of a name that an e-mail address or a link holds."""
    count = 0
    for word in re.split(r"[\s,.-]+", name):
        if len(word) < 2:
            continue
        forms = {form for form in spellings(word) if len(form) >= 3}
        if any(form in address for form in forms for address in addresses):
            count += 1
    return count


def _is_name(name: str, sure: bool, told: bool) -> bool:
    found = name.replace(",", " ").split()
    least = 1 if sure or told else 2
    if not least <= len(found) <= _NAME_WORDS or hits("no_name", name) or is_skill(name):
        return False
    if len(found) == 1 and not (sure and len(name) > 1):
        return told and len(name) >= 4 and not is_common(name) and name[0].isupper()
    particles = words("particles")
    lower = sure or told
    if lower and not sure and name == name.lower() and all(map(is_common, found)):
        return False  # "data pipelines" beside data@pipelines.example
    return all(
        word.casefold() in particles
        or ((word[0].isupper() or lower or not word[0].islower()) and _WORD.match(word))
        or (word[0] in "\"'\u201c(" and word[-1] in "\"'\u201d)")
        for word in found
    ) and any(len(word) > 1 for word in found)


def _again(text: str, full: str) -> Iterator[Span]:
    """Gives where a name stands again, whole, by its surname, or with initials."""
    found = [word for word in re.split(r"[\s,]+", full) if word]
    spelled = r"[\s,]+".join(re.escape(word) for word in found)
    turned = r"[\s,]+".join(re.escape(word) for word in (*found[1:], found[0]))
    last = r"[\s,]+".join(re.escape(word) for word in (found[-1], *found[:-1]))
    for match in re.finditer(rf"(?<!\w)(?i:{spelled}|{turned}|{last})(?!\w)", text):
        yield match.span()
    particles = words("particles")
    single = [word for word in found if word.casefold() not in particles and len(word) >= 2]
    surnames = "|".join(re.escape(word) for word in single if len(word) >= 2 and "." not in word)
    if not surnames:
        return
    before = rf"{_INITIALS}(?i:{surnames})(?:[ \t-](?i:{surnames}))*"
    after = rf"(?:\w+[ \t])?(?i:{surnames}),?[ \t](?:[^\W\d_]\.-?[ \t]?){{1,3}}"
    for match in re.finditer(rf"(?<![\w.])(?:{before}(?!\w)|{after})", text):
        first = re.match(r"\w+[ \t](?=\w)", match.group())
        keep = first and first.group().strip().casefold() not in {w.casefold() for w in single}
        yield match.start() + (first.end() if first and keep else 0), match.end()
    for word in dict.fromkeys(single):
        yield from _alone(text, word)


def _alone(text: str, word: str) -> Iterator[Span]:
    """Gives where one word of a name stands alone: "Ms Brandt", "Amina led"."""
    if len(word) < 3:
        return
    forms = {word.capitalize(), word.title(), word} - {word.lower()}
    written = "|".join(re.escape(form) for form in sorted(forms))
    doubtful = is_skill(word) or is_common(word)
    for match in re.finditer(rf"(?<!\w)(?:{written})(?!\w)", text):
        if not doubtful or is_person(text, *match.span()):
            yield match.span()


def is_person(text: str, start: int, stop: int) -> bool:
    """Tells whether what stands around a word makes it a person rather than a tool or a verb."""
    behind = text[stop : stop + 24]
    before = text[max(0, start - 16) : start]
    return hits("person_behind", behind) or hits("person_before", before)
