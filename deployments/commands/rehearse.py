"""The command that plays days forward: as a table, as JSON, and as a calendar for the chair."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deployments.commands.plans import Json
from deployments.office import need_day, open_office
from deployments.printing import plural, print_json, table

if TYPE_CHECKING:
    from tasks.rehearsed import Compared, Rehearsed

PANEL = "The day"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("rehearse", rich_help_panel=PANEL)(rehearse)


def rehearse(
    *,
    from_: Annotated[str, typer.Option("--from", help="The first day.")],
    to: Annotated[str, typer.Option("--to", help="The last day.")],
    policy: Annotated[
        Path | None, typer.Option(help="A policy file to try: what it would change.")
    ] = None,
    empty: Annotated[
        bool, typer.Option("--empty", help="As if the plan were entered on the first day.")
    ] = False,
    json: Json = False,
    html: Annotated[Path | None, typer.Option(help="Write the days as a page.")] = None,
) -> None:
    """Play the days forward on a copy: who would be told what and when; tells nobody."""
    from tasks.rehearsal import rehearse as play

    office = open_office()
    played = play(
        office, need_day(from_, "--from"), need_day(to, "--to"), policy_file=policy, empty=empty
    )
    if html is not None:
        _write_page(html, played.page())
    if json:
        print_json(played.as_json())
    elif html is not None:
        print(f"{plural(len(played.days), 'day')} written to {html}.")
    else:
        _print(played)


def _print(played: Rehearsed) -> None:
    """What a policy changes, where one is tried; else every notice."""
    if played.compared is not None:
        print_changes(played.compared)
    else:
        heads = ("Day", "Step", "Action", "To", "Copy", "Why")
        rows = [
            (n.on, n.step, n.action, n.to, "copy" if n.copy else "", n.reason)
            for n in played.notices
        ]
        print(table(heads, rows))
    print(f"{plural(len(played.messages), 'message')} on {plural(len(played.days), 'day')}.")
    if played.unreached:
        print(
            "Nobody is told for these, who have neither holder nor stand-in (name them with"
            f" `matters contacts`): {'; '.join(played.unreached)}."
        )


def print_changes(compared: Compared, at_most: int | None = None) -> None:
    """The differences as a table, the first days first, and how many there are of each kind."""
    from models.rules.rehearsal_difference import difference_counts

    shown = compared.differences[:at_most]
    if shown:
        heads = ("Action", "Step", "Change", "Was on", "Is on", "To")
        rows = [
            (d.action, d.step, d.changed.value, d.was_on, d.is_on, "; ".join(d.to)) for d in shown
        ]
        print(table(heads, rows))
    if len(shown) < len(compared.differences):
        print(f"and {len(compared.differences) - len(shown)} more: `matters rehearse --policy`.")
    said = difference_counts(compared.differences)
    print(f"Compared with version {compared.policy} of the policy: {said}")
    print(
        f"Under that version {plural(compared.notices, 'notice')} would leave in "
        f"{plural(compared.messages, 'message')}."
    )


def _write_page(path: Path, page: str) -> None:
    from tasks.refused import Refused

    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise Refused(f"--html {path}: it cannot be written ({error.strerror}).") from None
