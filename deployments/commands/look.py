"""Commands that look and change nothing: actions, history, verify."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deployments.commands.plans import Json
from deployments.office import day, open_office
from deployments.printing import plural, print_json, table

if TYPE_CHECKING:
    from models.history_reading import HistoryLine
    from models.rules.words import Standing
    from tasks.looking import ActionLine

PANEL = "Looking things up"
AsOf = Annotated[str | None, typer.Option(help="The day; default today.")]


def add_to(app: typer.Typer) -> None:
    """Add the group to the command."""
    app.command("actions", rich_help_panel=PANEL)(actions)
    app.command("history", rich_help_panel=PANEL)(history)
    app.command("verify", rich_help_panel=PANEL)(verify)


def actions(
    *,
    review: Annotated[str, typer.Option(help="Only this review's.")] = "",
    lead: Annotated[str, typer.Option(help="Only those that this post leads.")] = "",
    agency: Annotated[str, typer.Option(help="Only those of this agency.")] = "",
    standing: Annotated[str | None, typer.Option(help="overdue, due-soon, no-date, ...")] = None,
    as_of: AsOf = None,
    json: Json = False,
    xlsx: Annotated[Path | None, typer.Option(help="Write the register as a workbook.")] = None,
) -> None:
    """List actions with how they stand."""
    from tasks.looking import Filter, list_actions

    office = open_office()
    on = day(as_of, "--as-of")
    if xlsx is not None:
        from tasks.register_file import write_register

        print(f"{plural(write_register(office, xlsx, on), 'action')} written to {xlsx}.")
        return
    wanted = Filter(review=review, lead=lead, agency=agency, standing=_standing(standing))
    found = list_actions(office, wanted, on)
    if json:
        print_json([action_json(line) for line in found])
        return
    heads = ("Action", "Due", "Standing", "Colour", "Lead", "Agency")
    rows = [
        (a.reference, a.due_on or "no date", a.standing, a.brag, "; ".join(a.leads), a.agency)
        for a in found
    ]
    print(table(heads, rows))
    print(f"{plural(len(found), 'action')}.")


def _standing(text: str | None) -> Standing | None:
    from models.rules.words import Standing
    from tasks.refused import Refused

    if text is None:
        return None
    try:
        return Standing(text)
    except ValueError:
        known = ", ".join(standing.value for standing in Standing)
        raise Refused(f"--standing {text}: it is one of {known}.") from None


def action_json(line: ActionLine) -> dict[str, object]:
    """One action of the list as JSON."""
    return {
        "action": line.reference,
        "title": line.title,
        "agency": line.agency,
        "leads": list(line.leads),
        "due": line.due_on,
        "original_due": line.original_due_on,
        "standing": line.standing,
        "brag": line.brag,
        "progress": line.progress,
        "slips": line.slips,
        "why": line.why,
    }


def history(
    *,
    action: Annotated[str, typer.Argument(help="An action's reference; default all.")] = "",
    recorded_by: Annotated[
        str | None, typer.Option(help="As it was known at the end of this day.")
    ] = None,
    json: Json = False,
) -> None:
    """Show what was recorded, in its order."""
    from tasks.looking import history as look

    found = look(open_office(), action, day(recorded_by, "--recorded-by"))
    if json:
        print_json([{name: getattr(line, name) for name in line.__slots__} for line in found])
        return
    rows = [
        (h.seq, f"{h.recorded_at:%Y-%m-%d %H:%M}", h.holds_from, _what(h), h.action or "", h.facts)
        for h in found
    ]
    print(table(("No.", "Recorded (UTC)", "Holds from", "What", "Action", "Facts"), rows))


def _what(line: HistoryLine) -> str:
    return f"{line.what} (struck by {line.struck_by})" if line.struck_by else line.what


def verify(
    *,
    mark: Annotated[
        list[str] | None,
        typer.Option(help="An entry as it was once written down, number:hash; may be repeated."),
    ] = None,
    json: Json = False,
) -> None:
    """Check that nothing in the history was altered, put in, taken out or cut off."""
    from tasks.looking import endings, verify_history

    office = open_office()
    faults = verify_history(office, mark or [])
    ends = endings(office)
    if json:
        print_json(
            {
                "faults": faults,
                "endings": [
                    {"board": one.board, "entry": one.number, "hash": one.hash} for one in ends
                ],
            }
        )
    else:
        print("\n".join(faults or ["The history is whole: every entry fits the one before it."]))
        for one in ends:
            print(f"{one.board}: {plural(one.number, 'entry', 'entries')}, ending {one.mark}")
    if faults:
        raise SystemExit(1)
