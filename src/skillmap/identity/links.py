"""E-mail addresses, and addresses of the web without a scheme."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from skillmap.identity.words import Span, is_skill, words

_HOST = re.compile(r"[A-Za-z0-9\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f.-]*$")
_AT = re.compile(r"(?:@|\(at\)|\[at\]) ?[\w-]+(?:\.[\w-]+)+")
_LOCAL = re.compile(r"[\w.+-]{1,64} ?$")
_LONGEST = 90
_CUE = re.compile(
    r"(?i)(?:website|web|homepage|home page|portfolio|blog|site|url"
    r"|domain|via|through|visit|apply (?:at|on))"
    r"[ \t]*[:\u2013-]?[ \t]*\(?$"
)


@functools.cache
def _endings() -> re.Pattern[str]:
    names = "|".join(sorted(words("web_endings")))
    return re.compile(rf"\.(?:{names})(?![\w-]|\.\w)(?P<path>/[\w./~@?=&%#+-]*[\w/])?(?!\w)")


def mail_spans(text: str) -> Iterator[Span]:
    """Finds e-mail addresses, looking back from the sign that each of them has."""
    for match in _AT.finditer(text):
        local = _LOCAL.search(text[max(0, match.start() - 65) : match.start()])
        if local and local.group().strip():
            yield match.start() - len(local.group()), match.end()


def link_spans(text: str, contact_end: int) -> Iterator[Span]:
    """Finds links without a scheme.

    A host alone is one among the lines of contact, with three labels, with an ending that only
    people and pages have, or behind a word such as "portfolio". "socket.io" is the name of a
    skill, and "Booking.com" that of an employer: neither is a link.

    Args:
        text: A document.
        contact_end: Where its lines of contact end.

    Yields:
        Stretches of the text.
    """
    for match in _endings().finditer(text):
        before = text[max(0, match.start() - _LONGEST) : match.start()]
        host = _HOST.search(before)
        if not host:
            continue
        start = match.start() - len(host.group())
        if start and text[start - 1] in "@/_+":
            continue
        if match["path"] is None and not _is_link(text, start, match.end(), contact_end):
            continue
        if host.group().casefold() not in words("no_hosts"):
            yield start, match.end()


def _is_link(text: str, start: int, end: int, contact_end: int) -> bool:
    host = text[start:end]
    if is_skill(host) or host.split(".")[-2].casefold() in words("no_hosts"):
        return False
    return (
        host.count(".") >= 2
        or host.rpartition(".")[2] in words("own_endings")
        or (start < contact_end and host.islower())
        or _CUE.search(text[max(0, start - 16) : start]) is not None
    )
