"""What would change a score, in plain text."""

from __future__ import annotations

from skillmap.models import Gain, WhatIf
from skillmap.render import words
from skillmap.render.layout import INDENT, pad, wrap
from skillmap.taxonomy import Taxonomy

WIDTH = 80
_POINTS = 6
_NOTE = (
    "Points of a hundred that each requirement would add if it were met in full and all else "
    "stayed as it is. This is arithmetic about the document and no advice to write what is not so."
)


def what_if_text(found: WhatIf, taxonomy: Taxonomy) -> str:
    """Tells what each requirement would add, and the fewest that reach a score.

    Args:
        found: What would change the score.
        taxonomy: For the labels of skills.

    Returns:
        Plain text of at most 80 columns.
    """
    lines = [*wrap(f"{found.profile.source} for {found.role_title}", WIDTH)]
    lines += [f"score {words.percent(found.score)}"]
    if found.reach is not None:
        lines += ["", *_reached(found, found.reach, taxonomy)]
    if found.gains:
        lines += ["", *wrap(_NOTE, WIDTH), ""]
        for gain in found.gains:
            lines += gain_lines(gain, taxonomy)
    else:
        lines += ["", "Every requirement is met in full."]
    lines += ["", *wrap(words.versions(found.provenance), WIDTH)]
    return "\n".join(lines) + "\n"


def gain_lines(gain: Gain, taxonomy: Taxonomy) -> list[str]:
    """Tells what one requirement would add: "+4.5  Kubernetes (required, in part now)".

    Args:
        gain: The requirement and its points.
        taxonomy: For the labels of skills.

    Returns:
        Lines of at most 80 columns.
    """
    mark = INDENT + pad(words.signed(gain.adds), _POINTS, True) + INDENT
    now = words.WORDS[gain.outcome]
    if gain.outcome == "met":
        now = "met, not in full"
    terms = f"{words.terms(gain.requirement)}; now {now}"
    return wrap(f"{words.asked(gain.requirement, taxonomy)} ({terms})", WIDTH, mark)


def _reached(found: WhatIf, reach: float, taxonomy: Taxonomy) -> list[str]:
    goal = words.percent(reach)
    if found.smallest is None:
        return wrap(f"All requirements together do not reach {goal}.", WIDTH)
    if not found.smallest:
        return wrap(f"{goal} is reached already.", WIDTH)
    count = words.number(len(found.smallest), "requirement")
    then = "" if found.then is None else f" (the score would be {words.percent(found.then)})"
    lines = wrap(f"Fewest that reach {goal}: {count}{then}", WIDTH)
    for one in found.smallest:
        lines += wrap(words.asked(one, taxonomy), WIDTH, "  - ")
    return lines
