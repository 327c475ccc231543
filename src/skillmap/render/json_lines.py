"""Records as JSON, and as JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator

from skillmap.models import Ranking, Team, TeamLifecycle
from skillmap.render.records import Showable


def json_text(record: Showable) -> str:
    """Writes a record as JSON that `model_validate_json` reads back."""
    return record.model_dump_json(indent=2) + "\n"


def jsonl_text(record: Showable) -> str:
    """Writes a record as JSON Lines: of a ranking or of people one a line, all else on one.

    Args:
        record: The record.

    Returns:
        Lines: of a ranking a RankedCandidate each, of a TeamLifecycle a PersonLifecycle, before
        them {"by_hand": SetAside} each; of a Team those, too, then {"member": ...},
        {"decision": ...}, {"candidate": ...} and {"hire": Role}.
    """
    return "".join(line + "\n" for line in jsonl_lines(record))


def jsonl_lines(record: Showable) -> Iterator[str]:
    """Writes a record as JSON Lines, one at a time.

    Args:
        record: The record.

    Yields:
        Lines without their end, as `jsonl_text` tells.
    """
    if isinstance(record, Team):
        yield from _team_lines(record)
        return
    if not isinstance(record, TeamLifecycle | Ranking):
        yield record.model_dump_json()
        return
    for aside in record.by_hand:
        yield f'{{"by_hand":{aside.model_dump_json()}}}'
    people = record.people if isinstance(record, TeamLifecycle) else record.candidates
    for one in people:
        yield one.model_dump_json()


def _team_lines(team: Team) -> Iterator[str]:
    named = (
        ("by_hand", team.by_hand),
        ("member", team.members),
        ("decision", team.decisions),
        ("candidate", team.candidates),
        ("hire", (team.hire,)),
    )
    for name, records in named:
        for one in records:
            yield f'{{"{name}":{one.model_dump_json()}}}'
