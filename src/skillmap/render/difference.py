"""How two roles differ, as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from skillmap.models import RoleDifference, SkillPair
from skillmap.render import words
from skillmap.render.layout import INDENT, cells, fit, pad, plain, wrap
from skillmap.taxonomy import Taxonomy

WIDTH = 80
_TITLE = 18
_NUMBER = 6
_NO_STAGE = {"none": "serves no stage"}

Row = tuple[str, float, float]


def difference_text(found: RoleDifference, taxonomy: Taxonomy) -> str:
    """Shows how two roles differ: areas and stages side by side, then skills.

    Args:
        found: The difference.
        taxonomy: For the labels of areas and skills.

    Returns:
        Plain text of at most 80 columns; all numbers are per cent of a role's weight.
    """
    titles = [fit(plain(title), _TITLE) for title in (found.first_title, found.second_title)]
    areas = {area.id: area.label for area in taxonomy.areas}
    first, second = plain(found.first_title), plain(found.second_title)
    lines = wrap(f"{first} beside {second}, in per cent of the weight of each", WIDTH)
    lines += _table(
        "area",
        ((areas.get(pair.name, pair.name), pair.first, pair.second) for pair in found.areas),
        titles,
    )
    lines += _table(
        "stage",
        ((_NO_STAGE.get(pair.name, pair.name), pair.first, pair.second) for pair in found.stages),
        titles,
    )
    for heading, pairs in (
        (f"{first} asks more", found.more),
        (f"{second} asks more", found.less),
        (f"both ask ({words.percent(found.shared)} of the weight)", found.both),
    ):
        lines += _table(heading, (_skills(pair, taxonomy) for pair in pairs), titles)
    return "\n".join(lines) + "\n"


def _skills(pair: SkillPair, taxonomy: Taxonomy) -> Row:
    labels = [words.label(skill_id, taxonomy) for skill_id in pair.skills]
    head = ", ".join(labels[:-1])
    return f"{head} or {labels[-1]}" if head else labels[-1], pair.first, pair.second


def _table(heading: str, rows: Iterable[Row], titles: Sequence[str]) -> list[str]:
    """Lays rows out below a heading, with the difference as the last column."""
    listed = list(rows)
    if not listed:
        return []
    widths = [*(max(_NUMBER, cells(title)) for title in titles), _NUMBER]
    room = WIDTH - sum(widths) - len(INDENT) * len(widths)
    body = [
        (name, words.points(first), words.points(second), f"{first - second:+.1%}"[:-1])
        for name, first, second in listed
    ]
    return [
        "",
        *(
            INDENT.join(
                [pad(name, room)]
                + [pad(cell, width, True) for cell, width in zip(cells_, widths, strict=True)]
            ).rstrip()
            for name, *cells_ in ((heading, *titles, "differ"), *body)
        ),
    ]
