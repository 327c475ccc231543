"""The verbs on growing into a role: `gap`."""

from __future__ import annotations

from typing import Annotated

import typer

from skillmap.cli.failures import Failure
from skillmap.cli.options import (
    AsOf,
    Cv,
    Format,
    Job,
    SettingsFile,
    Taxonomies,
    document,
    with_role,
    wrong_usage,
)
from skillmap.cli.output import show

Hours = Annotated[
    float, typer.Option("--hours", metavar="N", help="Focused hours a week, at most 168.")
]
Origin = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="ROLE",
        help="Also show the named transition from this built-in role; --role is another one.",
    ),
]


def register(app: typer.Typer) -> None:
    """Adds the verbs.

    Args:
        app: The program.
    """
    app.command("gap", epilog="Example: skillmap gap cv.pdf --role ai-engineer --hours 10")(_gap)


def _gap(
    cv: Cv,
    job: Job,
    hours: Hours = 10,
    origin: Origin = None,
    taxonomies: Taxonomies = None,
    settings: SettingsFile = None,
    as_of: AsOf = None,
    format_name: Format = "text",
) -> None:
    """Plan how somebody grows into a role: what to learn, in which order, in how many months."""
    opened, role = with_role(job, taxonomies, settings, as_of)
    gap = None
    if origin:
        from skillmap.planning import characteristic_gap, named_transition

        with wrong_usage():
            change = named_transition(origin, job)
            gap = characteristic_gap(change, opened.taxonomy, opened.settings)
    profile = opened.extract(document(cv, opened), as_of, unmapped=False)
    try:
        plan = opened.plan_transition(profile, role, hours)
    except ValueError as error:
        raise Failure(str(error), "Give --hours such as 10.") from error
    show(plan.model_copy(update={"transition": gap}), opened, format_name)
