"""The command by which a board gives messages a form of its own: template."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from deployments.commands.plans import DryRun
from deployments.office import open_office

PANEL = "Running it"
Name = Annotated[str, typer.Argument(help="letter.txt or letter.html.")]
File = Annotated[Path | None, typer.Argument(help="The template; without it, print the present.")]
Reset = Annotated[bool, typer.Option("--reset", help="Use the program's own again.")]


def add_to(app: typer.Typer) -> None:
    """Add the group to the command."""
    app.command("template", rich_help_panel=PANEL)(template)


def template(
    *, name: Name, file: File = None, reset: Reset = False, dry_run: DryRun = False
) -> None:
    """Print, check and save, or take back the template of a message."""
    from tasks.templates import forget_template, save_template, template_of

    office = open_office()
    if reset:
        forget_template(office, name)
        print(f"{name}: the program's own is used from the next delivery on.")
    elif file is None:
        print(template_of(office, name), end="")
    else:
        save_template(office, name, file, dry_run=dry_run)
        said = "may be used" if dry_run else "is used from the next delivery on"
        print(f"{name}: {file.name} {said}.")
