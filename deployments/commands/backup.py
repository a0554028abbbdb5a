"""Commands that keep a copy of all there is, and bring it back: backup, restore."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deployments.office import open_office

if TYPE_CHECKING:
    from models.files_named import Named

PANEL = "Running it"
SHOWN = 5


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
    whole = "its history is whole" if done.lacking else "is whole"
    print(f"It was restored beside the register and {whole}. SHA-256 {done.sha256}")
    _end_with_what_is_lacking(done.lacking)


def _end_with_what_is_lacking(lacking: Sequence[Named]) -> None:
    from models.rules.backups import lacks_words

    if lacking:
        names = sorted({one.name for one in lacking})
        more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        print(f"It lacks {lacks_words(len(lacking))}.")
        print(f"Not there as the register knows it: {', '.join(names[:SHOWN])}{more}.")
        raise SystemExit(1)


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
    _end_with_what_is_lacking(done.lacking)
