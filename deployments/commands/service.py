"""Commands that run the product: demo, serve."""

from __future__ import annotations

import typer

PANEL = "Running it"


def add_to(app: typer.Typer) -> None:
    """Add the group to the command."""
    app.command("demo", rich_help_panel=PANEL)(demo)


def demo() -> None:
    """Play the sample board through a year; files under var/demo."""
    from deployments.demo.command import run

    run()
