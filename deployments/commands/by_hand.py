"""Commands that keep the register by hand: add, edit, split, silence, correct."""

from __future__ import annotations

from typing import Annotated

import typer

from deployments.commands.answers import By
from deployments.office import day, need_day, open_office
from deployments.printing import plural

PANEL = "The register by hand"
# No database has a larger number.
MOST = 2**63 - 1
Reference = Annotated[str, typer.Argument(help="The action's reference, such as child-n/12.")]
Lead = Annotated[str, typer.Option(help="The post that leads it; one that is known.")]


def add_to(app: typer.Typer) -> None:
    """Add the group to the command."""
    app.command("add", rich_help_panel=PANEL)(add)
    app.command("edit", rich_help_panel=PANEL)(edit)
    app.command("split", rich_help_panel=PANEL)(split)
    app.command("silence", rich_help_panel=PANEL)(silence)
    app.command("correct", rich_help_panel=PANEL)(correct)


def add(
    *,
    review: Annotated[str, typer.Argument(help="The review's reference.")],
    recommendation: Annotated[str, typer.Option(help="The recommendation's number.")],
    text: Annotated[str, typer.Option(help="What is to be done.")],
    lead: Lead,
    by: By,
    due: Annotated[str | None, typer.Option(help="The date it is due; default none yet.")] = None,
) -> None:
    """Add an action to a review; its reference is given once."""
    from tasks.by_hand import add as record_add

    due_on = day(due, "--due")
    made = record_add(open_office(), review, recommendation, text, lead=lead, due_on=due_on, by=by)
    print(f"{made}: added; {f'due {due_on}' if due_on else 'its date is to be agreed'}.")


def edit(
    *,
    action: Reference,
    by: By,
    reason: Annotated[str, typer.Option(help="Why it is changed.")],
    lead: Annotated[str | None, typer.Option(help="The post that is accountable now.")] = None,
    contributor: Annotated[
        list[str] | None,
        typer.Option(help='A post that contributes; may be repeated. "" for none at all.'),
    ] = None,
    short_title: Annotated[str | None, typer.Option(help="How messages name the action.")] = None,
) -> None:
    """Change who leads an action, or its short title; a new lead is told that it is theirs."""
    from tasks.by_hand import Edited
    from tasks.by_hand import edit as record_edit

    what = Edited(
        lead=lead,
        contributors=None if contributor is None else tuple(contributor),
        short_title=short_title,
        reason=reason,
    )
    leads = record_edit(open_office(), action, what, by=by)
    led = f"led by {', with '.join(leads)}" if leads else "without a lead"
    print(f"{action}: edited; {led}.")


def split(
    *,
    action: Reference,
    by: By,
    text: Annotated[str | None, typer.Option(help="What the part that is split off does.")] = None,
    lead: Annotated[str, typer.Option(help="Who leads that part; default the same.")] = "",
) -> None:
    """Split an action: each contributor has a part of their own, or --text names one."""
    from tasks.by_hand import split as record_split

    parts = record_split(open_office(), action, by=by, text=text, lead=lead)
    print(f"{action}: split; {', '.join(parts)} split off with its dates.")


def silence(
    *,
    action: Annotated[str, typer.Argument(help="An action's reference.")] = "",
    until: Annotated[str, typer.Option(help="The last day that is silenced.")],
    reason: Annotated[str, typer.Option(help="Why nothing is told.")],
    by: By,
    lead: Annotated[str, typer.Option(help="All open actions of this post.")] = "",
    agency: Annotated[str, typer.Option(help="All open actions of this agency.")] = "",
    review: Annotated[str, typer.Option(help="All open actions of this review.")] = "",
) -> None:
    """Have leads told nothing for a while; E4 and E5 do not wait, and the days count."""
    from tasks.by_hand import Chosen
    from tasks.by_hand import silence as record_silence

    last = need_day(until, "--until")
    chosen = Chosen(action=action, lead=lead, agency=agency, review=review)
    silenced = record_silence(open_office(), chosen, last, reason, by=by)
    many = plural(len(silenced), "action")
    print(f"{many} silenced up to and including {last}: {', '.join(silenced)}.")


def correct(
    *,
    entry: Annotated[int, typer.Argument(max=MOST, help="The entry's number in the history.")],
    reason: Annotated[str, typer.Option(help="Why it is struck.")],
    by: By,
    board: Annotated[str, typer.Option(help="The board, where there are several.")] = "",
) -> None:
    """Strike an entry of the history: it stays to be read, and counts for nothing."""
    from tasks.corrections import correct as record_correction

    done = record_correction(open_office(), entry, reason, by=by, board=board)
    of = f" of {done.action}" if done.action else ""
    told = f" Told because of it: {', '.join(done.told)}." if done.told else ""
    print(f"Entry {done.entry}, {done.what}{of}, is struck by entry {done.by_entry}.{told}")
