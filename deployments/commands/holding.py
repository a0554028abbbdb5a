"""Commands by which what is held is let go or kept back: release, refuse."""

from __future__ import annotations

from typing import Annotated

import typer

from deployments.commands.answers import By
from deployments.office import open_office
from deployments.printing import plural

PANEL = "The day"
Which = Annotated[
    str,
    typer.Argument(
        metavar="RUN|NOTICE", help="A run's number, or n and the number of an escalation's notice."
    ),
]
Reason = Annotated[str, typer.Option(help="The reason; kept in the history.")]


def add_to(app: typer.Typer) -> None:
    """Add the group to the command."""
    app.command("release", rich_help_panel=PANEL)(release)
    app.command("refuse", rich_help_panel=PANEL)(refuse)


def release(*, which: Which, by: By, reason: Reason = "") -> None:
    """Let what is held go out; what was refused before is due again."""
    from tasks.holding import release_held

    done = release_held(open_office(), which, by=by, reason=reason)
    said = [
        f"{plural(done.notices, 'notice')} released: the next delivery sends what still stands."
    ]
    if done.due_again:
        said.append(
            f"{plural(done.due_again, 'notice')} refused before: due again on the next run."
        )
    print("\n".join(said[0 if done.notices else 1 :]))


def refuse(*, which: Which, by: By, reason: Reason = "") -> None:
    """Keep back what is held, with a reason; it is not due again until it is released."""
    from tasks.holding import refuse_held

    done = refuse_held(open_office(), which, by=by, reason=reason)
    print(f"{plural(done.notices, 'notice')} kept back; matters release {done.what} lets them go.")
