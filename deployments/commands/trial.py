"""The command that shows whether messages reach somebody: test-message."""

from __future__ import annotations

from typing import Annotated

import typer

from deployments.office import open_office

PANEL = "The day"


def add_to(app: typer.Typer) -> None:
    """Add the group to the command."""
    app.command("test-message", rich_help_panel=PANEL)(message)


def message(
    *,
    person: Annotated[str, typer.Argument(help="A post, or the name or address of a holder.")],
    clear: Annotated[
        bool,
        typer.Option("--clear", help="Write again to an address that was refused, if it takes it."),
    ] = False,
    by: Annotated[str, typer.Option(help="Who clears the address.")] = "",
) -> None:
    """Send one test message; it counts for no step, and is not bound to the board's hours."""
    from models.rules.words import Outcome
    from tasks.trial import send_trial

    tried = send_trial(open_office(), person, clear=clear, by=by)
    print(f"{tried.outcome.value.capitalize()}: {tried.said}. Message-ID <{tried.message_id}>")
    if tried.cleared:
        print("The address had been refused; from now on it is written to again.")
    if tried.outcome is not Outcome.ACCEPTED:
        raise SystemExit(1)
