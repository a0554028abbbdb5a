"""Commands on the board, its committees and its people: committee, meeting, contacts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from deployments.commands.plans import DryRun, Json
from deployments.office import need_day, new_office, open_office
from deployments.printing import print_json

PANEL = "Board and people"


def add_to(app: typer.Typer) -> None:
    """Add the group to the command."""
    app.command("committee", rich_help_panel=PANEL)(committee)
    app.command("meeting", rich_help_panel=PANEL)(meeting)
    app.command("contacts", rich_help_panel=PANEL)(contacts)


def committee(
    *,
    file: Annotated[Path, typer.Argument(help="The board and its committee, TOML.")],
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Enter a board and its committee, or what has changed of them."""
    from tasks.committee import enter_committee, read_committee_file

    # Looked at before there is a register: a mistake in it leaves none behind.
    read_committee_file(file)
    with new_office(keep=not dry_run) as office:
        report = enter_committee(
            office.engine, file, office.clock.now(), office.clock.today(), dry_run=dry_run
        )
    if json:
        print_json(report.as_json())
    else:
        print("\n".join(report.sentences()))
    raise SystemExit(report.exit_code)


def meeting(
    *,
    committee: Annotated[str, typer.Argument(help="The committee's name.")],
    date: Annotated[str, typer.Argument(help="The day of the meeting.")],
    cancel: Annotated[bool, typer.Option("--cancel", help="The meeting is cancelled.")] = False,
) -> None:
    """Enter a meeting of a committee, or cancel one."""
    from tasks.committee import enter_meeting

    office = open_office()
    held_on = need_day(date, "DATE")
    print(
        enter_meeting(
            office.engine,
            committee,
            held_on,
            office.clock.now(),
            office.clock.today(),
            cancel=cancel,
        )
    )


def contacts(
    *,
    file: Annotated[Path, typer.Argument(help="Posts and their holders, CSV or Excel.")],
    board: Annotated[str, typer.Option(help="The board, where there are several.")] = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Enter posts, the people who hold them, their addresses and deputies."""
    from tasks.contacts import enter_contacts

    office = open_office(bare=True)
    report = enter_contacts(
        office.engine,
        file,
        office.clock.now(),
        office.clock.today(),
        dry_run=dry_run,
        board=board or None,
    )
    if json:
        print_json(report.as_json())
    else:
        print("\n".join(report.sentences()))
    raise SystemExit(report.exit_code)
