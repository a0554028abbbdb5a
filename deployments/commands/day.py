"""Commands of the day: follow-up, deliver."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from deployments.commands.plans import DryRun, Json
from deployments.office import day, open_office
from deployments.printing import plural, print_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flows.story.follow_up import DayReport
    from models.put_off_reading import PutOff
    from tasks.deliver import Delivered
    from tasks.office import Office

PANEL = "The day"
# Of what was put off; a server that is out of order puts everything off for one reason.
PRINTED = 5


def add_to(app: typer.Typer) -> None:
    """Add the group to the command."""
    app.command("follow-up", rich_help_panel=PANEL)(follow_up)
    app.command("deliver", rich_help_panel=PANEL)(deliver)


def follow_up(
    *,
    as_of: Annotated[str | None, typer.Option(help="The day; default today.")] = None,
    deliver: Annotated[bool, typer.Option("--deliver", help="Send what is owed as well.")] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Find what the day owes, record it, and with --deliver tell it."""
    from flows.story.follow_up import follow_up as story
    from flows.story.in_turn import in_turn
    from tasks.follow_up import boards
    from tasks.office import straight

    office = open_office()
    on = day(as_of, "--as-of")
    office = office.on(on) if on else office
    do = straight(office)
    reports = []
    for report in in_turn(
        do(boards), lambda board: story(do, board, on, send=deliver, keep=not dry_run)
    ):
        reports.append(report)
        if not json:
            print("\n".join(day_sentences(report)))
    if json:
        print_json(day_json(reports))
    else:
        _print_put_off(office, [r.delivered for r in reports if r.delivered is not None])
    if any(report.has_exceptions for report in reports):
        raise SystemExit(1)


def day_json(reports: list[DayReport]) -> dict[str, object]:
    """The day in the shape of interface.md, summed over the boards."""
    sent = [r.delivered for r in reports if r.delivered is not None]
    return {
        "as_of": reports[0].as_of if reports else None,
        "quiet": all(r.quiet for r in reports),
        "scanned": sum(r.scanned for r in reports),
        "notices": sum(r.notices for r in reports),
        "messages": sum(d.accepted for d in sent),
        "held": sum(r.held for r in reports),
        "withdrawn": sum(d.withdrawn for d in sent),
        "exceptions": [line for r in reports for line in exceptions(r)],
    }


def exceptions(report: DayReport) -> list[str]:
    """What a person should see of a day: sentences with posts and counts."""
    from models.rules.packs_words import sentence

    vacant = sorted({(one.words, one.told_instead) for one in report.unreached})
    said = _held(report) + [_vacancy(words, told=told) for words, told in vacant]
    said += [f"{sentence(one)}." for one in report.vacancies]
    return said + (delivery_exceptions(report.delivered) if report.delivered else [])


def _held(report: DayReport) -> list[str]:
    """What waits for the secretary, with the command that lets it go."""
    if not report.held:
        return []
    if report.held_because:
        why = f"Run {report.run_id} is held: {report.held_because}"
    else:
        why = f"Escalations of run {report.run_id} wait at the review gate"
    let_go, keep_back = f"matters release {report.run_id}", f"matters refuse {report.run_id}"
    return [f"{why}. `{let_go}` lets it go, `{keep_back}` keeps it back."]


def _vacancy(words: str, *, told: bool) -> str:
    instead = "a stand-in was" if told else "nobody was"
    return f"The post of {words} could not be told; {instead}."


def delivery_exceptions(sent: Delivered) -> list[str]:
    """What a person should see of a delivery."""
    said = [sent.stopped] if sent.stopped and not sent.quiet else []
    counted = (
        (sent.transient, "could not be delivered yet and will be tried again"),
        (sent.permanent, "refused for good: `matters why` says of which action"),
        (sent.unknown, "of unknown outcome: it may have arrived"),
        (sent.unwritten, "could not be written: the log says why"),
        (sent.undecided, "of unknown outcome: `matters settle` lists what is not tried again"),
    )
    return said + [f"{plural(n, 'message')} {what}." for n, what in counted if n]


def day_sentences(report: DayReport) -> list[str]:
    """A day in words."""
    if report.quiet:
        return [f"{report.as_of}: not a working day; nothing is told."]
    said = [
        (
            f"{report.as_of}: {plural(report.scanned, 'action')} asked, "
            f"{plural(report.notices, 'notice')} owed."
        )
    ]
    if report.delivered is not None:
        said += delivery_counts(report.delivered)
    return said + exceptions(report)


def deliver(*, json: Json = False) -> None:
    """Send what waits."""
    from flows.story.deliver import deliver_all
    from tasks.follow_up import boards
    from tasks.office import straight

    office = open_office()
    do = straight(office)
    sent = deliver_all(do, do(boards))
    if json:
        names = ("accepted", "transient", "permanent", "unknown", "waiting")
        print_json({name: sum(getattr(d, name) for d in sent) for name in names})
    else:
        for one in sent:
            print("\n".join(delivery_counts(one) + delivery_exceptions(one)))
        _print_put_off(office, sent)
    if any(one.has_exceptions for one in sent):
        raise SystemExit(1)


def _print_put_off(office: Office, sent: Iterable[Delivered]) -> None:
    """Say why messages wait, in the server's own words: nowhere else are they to be read."""
    from tasks.put_off import put_off

    if any(one.waiting for one in sent):
        for sentence in put_off_sentences(put_off(office)):
            print(sentence)


def put_off_sentences(found: list[PutOff]) -> list[str]:
    """What was said to the first of the messages put off, from when they are tried again."""
    said = []
    for one in found[:PRINTED]:
        again = f"{one.again_at:%Y-%m-%d %H:%M} UTC" if one.again_at else "the next delivery"
        why = one.said.rstrip(".") or "no answer"
        said.append(f"  m{one.row_id}, {one.channel}: {why}. It is tried again from {again}.")
    more = len(found) - PRINTED
    return [*said, f"  And {more} more."] if more > 0 else said


def delivery_counts(sent: Delivered) -> list[str]:
    """How many messages left, what waits, and why where it is only the hour or the day."""
    said = [f"{plural(sent.accepted, 'message')} delivered."]
    if sent.quiet:
        said.append(sent.stopped)
    if sent.waiting:
        said.append(f"{plural(sent.waiting, 'person', 'people')} still to be told.")
    return said
