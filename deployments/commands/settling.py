"""The command by which a person says what became of a message of unknown outcome: settle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from deployments.commands.answers import By
from deployments.office import open_office
from deployments.printing import plural

if TYPE_CHECKING:
    from models.settling_writing import Undecided

PANEL = "The day"


def add_to(app: typer.Typer) -> None:
    """Add the group to the command."""
    app.command("settle", rich_help_panel=PANEL)(settle)


def settle(
    *,
    which: Annotated[
        str | None, typer.Argument(metavar="MESSAGE", help="Its number, such as m12.")
    ] = None,
    arrived: Annotated[
        bool | None,
        typer.Option(
            "--arrived/--lost",
            help="Told, or to be told anew.",
            show_default=False,
        ),
    ] = None,
    reason: Annotated[str, typer.Option(help="How you know; kept in the history.")] = "",
    by: By | None = None,
) -> None:
    """Say whether a message arrived whose outcome is unknown; without MESSAGE list them."""
    from tasks.refused import Refused
    from tasks.settling import settle_message, undecided_messages

    office = open_office()
    if which is None:
        print("\n".join(_listed(undecided_messages(office))))
        return
    if arrived is None or by is None:
        raise Refused(f"{which}: say --arrived or --lost, --reason TEXT and --by POST.")
    done = settle_message(office, which, arrived=arrived, reason=reason, by=by)
    notices = plural(done.notices, "notice")
    told = "told as of today" if arrived else "waiting, for another message to be made"
    print(f"{which}: {notices} {told}.")


def _listed(found: list[Undecided]) -> list[str]:
    """Each message with what a mail server's log knows it by."""
    if not found:
        return ["No message is undecided."]
    return [
        f"m{one.row_id}: of {one.dated_at:%Y-%m-%d %H:%M} UTC, to the {', '.join(one.posts)}; "
        f"{', '.join(one.steps)}; Message-ID <{one.message_id}>"
        for one in found
    ]
