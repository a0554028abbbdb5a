"""Commands by which people say things: respond, decide, confirm."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deployments.office import day, open_office

if TYPE_CHECKING:
    from models.rules.progress import Said
    from models.rules.words import DecisionKind, ResponseKind
    from tasks.answers import Answered

PANEL = "Answers and decisions"
Action = Annotated[str, typer.Argument(help="The action's reference, such as child-n/12.")]
By = Annotated[str, typer.Option("--by", help="Who: a post, or the name or address of a holder.")]
On = Annotated[str | None, typer.Option("--on", help="The day it holds from; default today.")]

Decided = Annotated[
    str, typer.Argument(metavar="ACTION", help="The action's reference, or the review's.")
]
Until = Annotated[
    str | None,
    typer.Option(help="The new date, a hold's last day, or (--event) the day to look again."),
]
Event = Annotated[
    str | None, typer.Option(help="set-date: the event that it waits for, in place of a date.")
]
Months = Annotated[
    int | None, typer.Option(max=9999, help="interval: the months from one checkpoint to the next.")
]
Into = Annotated[
    str, typer.Option(help="The action that supersedes it, or carries on (impact-not-held).")
]
ChairsAction = Annotated[
    bool, typer.Option("--chairs-action", help="The chair decided between meetings.")
]


def add_to(app: typer.Typer) -> None:
    """Add the group to the command."""
    app.command("respond", rich_help_panel=PANEL)(respond)
    app.command("decide", rich_help_panel=PANEL)(decide)
    app.command("confirm", rich_help_panel=PANEL)(confirm)


def respond(
    *,
    action: Action,
    by: By,
    progress: Annotated[
        str | None, typer.Option(help="not-started, in-progress, not-mine or evidence.")
    ] = None,
    note: Annotated[str | None, typer.Option(help="A note, kept in the register.")] = None,
    evidence: Annotated[list[Path] | None, typer.Option(help="A file; may be repeated.")] = None,
    forecast: Annotated[str | None, typer.Option(help="When it will be done.")] = None,
    extension: Annotated[str | None, typer.Option(help="Ask for more time, to this day.")] = None,
    reason: Annotated[str | None, typer.Option(help="Why more time is asked for.")] = None,
    on: On = None,
) -> None:
    """Record what a lead says of an action."""
    from models.rules.progress import Said
    from tasks.answers import respond as record

    said = Said(
        progress=_progress(progress),
        note=note,
        forecast_on=day(forecast, "--forecast"),
        extension_until=day(extension, "--extension"),
        reason=reason,
    )
    done = record(open_office(), action, said, by=by, on=day(on, "--on"), evidence=evidence or [])
    print(_answered(done, said))


def _answered(done: Answered, said: Said) -> str:
    if done.already:
        return f"{done.reference}: this answer of {done.on} was recorded already; nothing changed."
    if done.asked:
        return f"{done.reference}: recorded on {done.on}. {done.asked}"
    if done.late:
        return (
            f"{done.reference}: kept in its history as an answer that came late, and it changes "
            f"nothing: {done.late}. Where more is to be done, ask the committee to reopen it."
        )
    asks = f" More time is asked for, to {said.extension_until}." if said.extension_until else ""
    stands = f" {done.stands}" if done.stands else ""
    progress = f"progress is now {done.progress}"
    return f"{done.reference}: recorded on {done.on}; {progress}.{asks}{stands}"


def _progress(text: str | None) -> ResponseKind | None:
    from models.rules.words import ResponseKind
    from tasks.refused import Refused

    if text is None:
        return None
    try:
        return ResponseKind(text)
    except ValueError:
        known = ", ".join(kind.value for kind in ResponseKind)
        raise Refused(f"--progress {text}: it is one of {known}.") from None


def decide(
    *,
    action: Decided,
    decision: Annotated[str, typer.Argument(help="accept, return, extend, set-date, hold, ...")],
    by: By,
    until: Until = None,
    event: Event = None,
    months: Months = None,
    reason: Annotated[str | None, typer.Option(help="The reason.")] = None,
    into: Into = "",
    meeting: Annotated[str | None, typer.Option(help="The day of the meeting.")] = None,
    minute: Annotated[str | None, typer.Option(help="The minute's reference.")] = None,
    chairs_action: ChairsAction = False,
    on: On = None,
) -> None:
    """Record what the committee or its chair decided of an action, or of a review."""
    from models.rules.progress import Deciding
    from tasks.decisions import decide as record

    office = open_office()
    what = Deciding(
        kind=decision_kind(decision),
        on=day(on, "--on") or office.clock.today(),
        until=day(until, "--until"),
        event=event,
        interval_months=months,
        reason=reason,
        meeting_on=day(meeting, "--meeting"),
        minute=minute,
        chairs_action=chairs_action,
    )
    print(_decided(record(office, action, what, by=by, into=into)))


def _decided(done: Answered) -> str:
    if done.already:
        return f"{done.reference}: {done.said} of {done.on} was recorded already; nothing changed."
    if done.adopted:
        return f"{done.reference}: adopted on {done.on} for {', '.join(done.adopted)}."
    if done.concluded:
        return f"{done.reference}: concluded on {done.on}."
    due = f"due {done.due_on}" if done.due_on else "no agreed date"
    return f"{done.reference}: {done.said} recorded on {done.on}; {done.progress}, {due}."


def decision_kind(text: str) -> DecisionKind:
    """The decision that a word names; raises Refused with the words that are known."""
    from models.rules.words import DecisionKind
    from tasks.refused import Refused

    try:
        return DecisionKind(text)
    except ValueError:
        known = ", ".join(kind.value for kind in DecisionKind)
        raise Refused(f"{text} is not a decision; it is one of {known}.") from None


def confirm(*, action: Action, by: By, on: On = None) -> None:
    """Accept the proposed reading of an action's date."""
    from tasks.answers import confirm as record

    done = record(open_office(), action, by=by, on=day(on, "--on"))
    print(f"{done.reference}: its date is now {done.due_on}.")
