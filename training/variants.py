"""Variants of labelled lines: other names in their places, other case, lost line breaks."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from labelled_lines import Line, Span, Unit
from skillmap.matchers.ner import LABEL
from skillmap.taxonomy import PROPER, Taxonomy


class Names:
    """Names of skills to put in place of others: those of the taxonomy, and invented ones.

    Args:
        taxonomy: The taxonomy.
        options: The section `names` of the configuration.
    """

    def __init__(self, taxonomy: Taxonomy, options: dict[str, Any]) -> None:
        self._options = options
        skills = [skill for skill in taxonomy if skill.kind != "soft" and not skill.deprecated]
        self.proper = [
            alias.text
            for skill in skills
            if skill.kind in PROPER
            for alias in skill.aliases
            if not alias.ambiguous and len(alias.text) < 30
        ]
        self.plain = [
            alias.text
            for skill in skills
            if skill.kind not in PROPER
            for alias in skill.aliases
            if not alias.ambiguous and len(alias.text) < 40
        ]
        self._next: dict[str, list[str]] = {}
        for name in self.proper:
            if name.isalpha():
                low = f"^^{name.lower()}$"
                for i in range(len(low) - 2):
                    self._next.setdefault(low[i : i + 2], []).append(low[i + 2])

    def invented(self, dice: random.Random) -> str:
        """Makes up a name that looks like those of tools."""
        name = "^^"
        while len(name) < 14:
            letter = dice.choice(self._next.get(name[-2:], ["$"]))
            if letter == "$" and len(name) >= 5:
                break
            name += letter if letter != "$" else dice.choice("aeiou")
        name = name[2:]
        shape = dice.random()
        if shape < 0.2:
            return name.capitalize() + dice.choice(self._options["endings"])
        if shape < 0.3:
            return name.capitalize() + dice.choice(self.proper).split()[0].capitalize()
        if shape < 0.38:
            return name[: dice.randint(2, 5)].upper()
        if shape < 0.46:
            return name
        if shape < 0.56:
            return f"{name.capitalize()} {dice.choice(self._options['second_words'])}"
        return name.capitalize()

    def like(self, old: str, dice: random.Random) -> str:
        """Gives another name to stand in an old one's place, in its manner of writing."""
        if any(char.isupper() or char.isdigit() for char in old) and " " not in old.strip():
            made = dice.random() < self._options["invented"]
            new = self.invented(dice) if made else dice.choice(self.proper)
            if dice.random() < self._options["version"] and new[-1].isalpha():
                new += dice.choice((" ", " ", "")) + dice.choice(("2", "3.1", "v2", "11", "4"))
            if old.isupper() and len(old) > 5:
                return new.upper()
            return new.lower() if dice.random() < self._options["lower"] else new
        pool = self.plain if old == old.lower() or dice.random() < 0.5 else self.proper
        new = dice.choice(pool)
        if old == old.lower():
            return new if any(char.isupper() for char in new[1:]) else new.lower()
        if old == old.title():
            return " ".join(word[:1].upper() + word[1:] for word in new.split(" "))
        return new


def swapped(line: Line, names: Names, share: float, dice: random.Random) -> Line:
    """Puts other names in the place of some skills.

    Args:
        line: A line.
        names: Where they come from.
        share: The odds for each skill.
        dice: What decides.

    Returns:
        Another line.
    """
    text, spans, end = "", list[Span](), 0
    for start, stop, label in line.spans:
        text += line.text[end:start]
        old = line.text[start:stop]
        swap = label == LABEL and dice.random() < share
        new = names.like(old, dice) if swap else old
        spans.append((len(text), len(text) + len(new), label))
        text, end = text + new, stop
    return Line(text + line.text[end:], tuple(spans))


def in_case(line: Line, dice: random.Random) -> Line:
    """Writes a line in capitals, or without any."""
    text = line.text.upper() if dice.random() < 0.5 else line.text.lower()
    return Line(text, line.spans) if len(text) == len(line.text) else line


def joined(lines: Sequence[Line], between: str) -> Line:
    """Makes one line of several, as a flattened document has it."""
    text, spans = "", list[Span]()
    for line in lines:
        text += between if text else ""
        spans += [(start + len(text), end + len(text), label) for start, end, label in line.spans]
        text += line.text
    return Line(text, tuple(spans))


class Templates:
    """Lines written for this, with places for names.

    Args:
        path: A YAML file: under `lines` texts with {skill}, {name}, {place}, {person}, {tongue};
            and lists of what to fill in.
    """

    def __init__(self, path: Path) -> None:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        self._lines: list[str] = content["lines"]
        self._lists: dict[str, list[str]] = {
            "name": content["names"],
            "place": content["places"],
            "person": content["people"],
            "tongue": content["tongues"],
        }

    def unit(self, names: Names, dice: random.Random) -> Unit:
        """Fills one line in."""
        text, spans = "", list[Span]()
        for i, part in enumerate(dice.choice(self._lines).split("{")):
            what, _, rest = part.partition("}") if i else ("", "", part)
            if what == "skill":
                new = names.invented(dice) if dice.random() < 0.6 else dice.choice(names.proper)
                spans.append((len(text), len(text) + len(new), LABEL))
            elif what == "name" and dice.random() < 0.5:
                new = names.invented(dice)
            elif what:
                new = dice.choice(self._lists[what])
            else:
                new = ""
            text += new + rest
        return (Line(text, tuple(spans)),)
