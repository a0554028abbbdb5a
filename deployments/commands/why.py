"""The command that explains an action."""

from __future__ import annotations

from typing import Annotated

import typer

from deployments.commands.plans import Json
from deployments.office import day, open_office
from deployments.printing import print_json

PANEL = "Looking things up"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("why", rich_help_panel=PANEL)(why)


def why(
    *,
    action: Annotated[str, typer.Argument(help="The action's reference.")],
    as_of: Annotated[str | None, typer.Option(help="The day; default today.")] = None,
    json: Json = False,
) -> None:
    """Explain an action: its date, its standing, what was told, what comes next."""
    from deployments.explained import why_lines
    from deployments.explained_json import why_json
    from tasks.explaining import why as explain

    found = explain(open_office(), action, day(as_of, "--as-of"))
    if json:
        print_json(why_json(found))
    else:
        print("\n".join(why_lines(found)))
