"""Commands that keep a copy of all there is, and bring it back: backup, restore."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from deployments.office import open_office

PANEL = "Running it"


def add_to(app: typer.Typer) -> None:
    """Add the group to the command."""
    app.command("backup", rich_help_panel=PANEL)(backup)
    app.command("restore", rich_help_panel=PANEL)(restore)


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.")],
) -> None:
    """Write the register, evidence, packs and templates to one file, and prove it by restoring it.

    Anything may run meanwhile. With MATTERS_BACKUP_KEY it is sealed.
    """
    from tasks.backup import back_up

    done = back_up(open_office(), file.absolute())
    sealed = "sealed" if done.sealed else "not sealed: MATTERS_BACKUP_KEY is not set"
    print(f"{done.file}: {done.rows} rows and {done.files} files, {_size(done.size)}, {sealed}.")
    print(f"It was restored beside the register and is whole. SHA-256 {done.sha256}")


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `matters backup` wrote.")],
    key: Annotated[Path | None, typer.Option(help="The file of the secret age key.")] = None,
) -> None:
    """Make a home, or a PostgreSQL register, from a backup; nothing is overwritten."""
    from settings import read_settings
    from tasks.restore import restore as bring_back

    settings = read_settings()
    done = bring_back(settings, file.absolute(), key)
    print(f"{settings.home}: {done.rows} rows and {done.files} files. The history is whole.")
    print(
        "What was told since the backup is not in it, and is owed again: look at `matters follow-up"
        " --dry-run` before anything is sent."
    )
