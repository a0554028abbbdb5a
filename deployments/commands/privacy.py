"""Commands for the people whose names the register holds: export-person, purge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from deployments.office import open_office
from deployments.printing import plural, print_json, printable

PANEL = "One person's data and links"


def add_to(app: typer.Typer) -> None:
    """Add the group to the command."""
    app.command("export-person", rich_help_panel=PANEL)(export_person)
    app.command("purge", rich_help_panel=PANEL)(purge)


def export_person(
    person: Annotated[str, typer.Argument(help="A post, or the name or address of a holder.")],
) -> None:
    """Print, as JSON, all that is held on one person: rows, and the messages to them."""
    from tasks.person_export import export_person as rows_of

    print_json(rows_of(open_office(), person))


def purge(
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what is kept no longer.")
    ] = False,
) -> None:
    """Take out leavers' names, old messages' texts and working papers, as the policy sets it."""
    from flows.story.purge import purge as story
    from tasks.office import straight

    done = story(straight(open_office()), only_look=dry_run)
    verb = "to go" if dry_run else "gone"
    for one in done.boards:
        if not one.set_up:
            print(f"{one.board}: everything is kept: the policy in force today has no [retention].")
            continue
        people = plural(one.people, "name")
        print(f"{one.board}: {people} and {plural(one.messages, 'text')} of messages {verb}.")
    if done.papers.set_up:
        where = "inbox, reports and rehearsals of the home"
        print(f"{plural(done.papers.files, 'working paper').capitalize()} in {where} {verb}.")
    elif any(one.set_up for one in done.boards):
        print("Working papers are all kept: not every board's [retention] has papers_months.")
    _end_with_what_is_unread(done.papers.unread)


def _end_with_what_is_unread(names: Sequence[str]) -> None:
    """Files that are old enough to go, and may be the only ones."""
    from models.rules.retention import UNREAD

    if names:
        print(f"{plural(len(names), 'file').capitalize()} of the inbox {UNREAD}.")
        for name in names:
            print(f"  {printable(name)}")
        raise SystemExit(1)
