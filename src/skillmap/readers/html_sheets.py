"""Style sheets inside of an HTML page: which declarations they make for an element."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from skillmap.readers.html_styles import COMMENT

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_CHARACTERS = 500_000
_MOST_RULES = 5000
_MOST_NESTED = 4
_MOST_STEPS = 1_000_000
"""Comparisons of rules and elements, after which sheets that were made to last are left alone."""
_SHOWN = re.compile(r"@media\s+(?:only\s+)?(?:all|screen)\s*")
_COMPOUND = re.compile(r"(\*|[a-z][\w-]*)?((?:[.#][a-z_-][\w-]*)*)", re.I)
_NAME = re.compile(r"[.#][^.#]+")
_PAINT = re.compile(r"(?<![\w-])(?:color|background[a-z-]*)\s*:", re.I)
_BRACE = re.compile(r"[{}]")
_ROOT = re.compile(r":root\b")


@dataclass(frozen=True)
class _Compound:
    """A selector without a combinator: the tag, classes and id that an element must have."""

    tag: str
    classes: frozenset[str]
    names: frozenset[str]
    child: bool = False
    """Whether the one before it must be its parent and not any ancestor."""

    def fits(self, element: HtmlElement) -> bool:
        """Tells whether an element is such a one."""
        if self.tag not in ("", "*") and self.tag != element.tag:
            return False
        if self.names and self.names != {element.get("id")}:
            return False
        return not self.classes or self.classes <= set((element.get("class") or "").split())


@dataclass(frozen=True)
class _Rule:
    path: tuple[_Compound, ...]
    rank: tuple[int, int, int, int]
    declarations: str


class Sheets:
    """The style sheets of a page, as far as they are in it.

    Selectors of tags, classes, ids, descendants and children are followed; what holds for other
    media, for a pointer above an element, or for another selector, is not.

    Args:
        texts: The sheets in their order.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.is_sure = True
        """Whether all that these sheets say about colours can be followed."""
        self._rules: dict[str, list[_Rule]] = {}
        self._steps = 0
        count = 0
        for prelude, body in _blocks("\n".join(texts)[:_MOST_CHARACTERS]):
            for selector in prelude.split(","):
                path = _path(selector.strip())
                if path is None or count >= _MOST_RULES:
                    self.is_sure = self.is_sure and not _PAINT.search(body)
                    continue
                count += 1
                rule = _Rule(path, (*_weight(path), count), body)
                self._rules.setdefault(_key(path[-1]), []).append(rule)

    @property
    def has_rules(self) -> bool:
        """Whether there is any rule to follow."""
        return bool(self._rules)

    def declared(self, element: HtmlElement) -> str:
        """Gives the declarations for an element, the weightiest last.

        Args:
            element: An element of the page.

        Returns:
            Declarations as a `style` attribute has them; empty when there are none.
        """
        if not self._rules or self._steps > _MOST_STEPS:
            return ""
        keys = [f".{name}" for name in dict.fromkeys((element.get("class") or "").split())]
        keys += [f"#{element.get('id')}", str(element.tag), "*"]
        found = [
            rule for key in keys for rule in self._rules.get(key, ()) if self._fits(rule, element)
        ]
        return ";".join(rule.declarations for rule in sorted(found, key=lambda rule: rule.rank))

    def _fits(self, rule: _Rule, element: HtmlElement) -> bool:
        """Tells whether what an element is and what stands above it are as a rule says.

        The nearest ancestor that fits is taken: paths for which another one is needed are rare,
        and are then not followed.
        """
        path = rule.path
        self._steps += 1
        if not path[-1].fits(element):
            return False
        for place in range(len(path) - 1, 0, -1):
            above = element.getparent()
            while above is not None and not path[place - 1].fits(above):
                self._steps += 1
                above = None if path[place].child else above.getparent()
            if above is None or self._steps > _MOST_STEPS:
                return False
            element = above
        return True


def _blocks(text: str, depth: int = _MOST_NESTED) -> Iterator[tuple[str, str]]:
    """Gives what stands before each pair of braces and what is in it; without other media."""
    text = COMMENT.sub("", text)
    start = 0
    while (opened := text.find("{", start)) >= 0:
        prelude = text[start:opened].rpartition(";")[2].strip()
        end = _closing(text, opened)
        inside = text[opened + 1 : end]
        if not prelude.startswith("@"):
            yield prelude, inside
        elif depth and _SHOWN.fullmatch(prelude.lower()):
            yield from _blocks(inside, depth - 1)
        elif prelude.lower().startswith(("@media", "@supports", "@layer", "@container")):
            yield "", inside
        start = end + 1


def _closing(text: str, opened: int) -> int:
    depth = 0
    for place in _BRACE.finditer(text, opened):
        depth += 1 if place[0] == "{" else -1
        if not depth:
            return place.start()
    return len(text)


def _path(selector: str) -> tuple[_Compound, ...] | None:
    """Parses a selector; None when it is one that is not followed."""
    path: list[_Compound] = []
    child = False
    for part in _ROOT.sub("html", selector).replace(">", " > ").split():
        if part == ">":
            child = True
            continue
        match = _COMPOUND.fullmatch(part)
        if not match:
            return None
        names = _NAME.findall(match[2])
        path.append(
            _Compound(
                tag=(match[1] or "").lower(),
                classes=frozenset(name[1:] for name in names if name[0] == "."),
                names=frozenset(name[1:] for name in names if name[0] == "#"),
                child=child,
            )
        )
        child = False
    return tuple(path) or None


def _weight(path: Sequence[_Compound]) -> tuple[int, int, int]:
    return (
        sum(len(one.names) for one in path),
        sum(len(one.classes) for one in path),
        sum(one.tag not in ("", "*") for one in path),
    )


def _key(last: _Compound) -> str:
    """Gives what an element must have for the rule to be looked at."""
    if last.names:
        return f"#{min(last.names)}"
    if last.classes:
        return f".{min(last.classes)}"
    return last.tag or "*"
