"""Commands that look and tell nobody: actions, history, verify, audit, health."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deployments.commands.plans import Json
from deployments.office import day, open_office
from deployments.printing import plural, print_json, table

if TYPE_CHECKING:
    from models.rules.words import Standing
    from tasks.audit import AuditReport
    from tasks.looking import ActionLine
    from tasks.machine import Machine
    from tasks.office import Office

PANEL = "Looking things up"
AsOf = Annotated[str | None, typer.Option(help="The day; default today.")]


def add_to(app: typer.Typer) -> None:
    """Add the group to the command."""
    app.command("actions", rich_help_panel=PANEL)(actions)
    app.command("history", rich_help_panel=PANEL)(history)
    app.command("verify", rich_help_panel=PANEL)(verify)
    app.command("audit", rich_help_panel=PANEL)(audit)
    app.command("health", rich_help_panel=PANEL)(health)


def actions(
    *,
    review: Annotated[str, typer.Option(help="Only this review's.")] = "",
    lead: Annotated[str, typer.Option(help="Only those that this post leads.")] = "",
    agency: Annotated[str, typer.Option(help="Only those of this agency.")] = "",
    standing: Annotated[str | None, typer.Option(help="overdue, due-soon, no-date, ...")] = None,
    as_of: AsOf = None,
    json: Json = False,
    xlsx: Annotated[Path | None, typer.Option(help="Write the register as a workbook.")] = None,
    csv: Annotated[Path | None, typer.Option(help="Write the register as CSV.")] = None,
) -> None:
    """List actions with how they stand."""
    from tasks.looking import Filter, list_actions

    office = open_office()
    on = day(as_of, "--as-of")
    if xlsx is not None or csv is not None:
        _write(office, xlsx, csv, on)
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


def _write(office: Office, xlsx: Path | None, csv: Path | None, on: date | None) -> None:
    """The register as the files that are asked for."""
    from tasks.register_file import working_csv, working_register, write_register

    for path, made in ((xlsx, working_register), (csv, working_csv)):
        if path is not None:
            print(f"{plural(write_register(office, path, on, made), 'action')} written to {path}.")


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
    messages: Annotated[
        bool, typer.Option("--messages", help="The messages that told of the action, as sent.")
    ] = False,
    json: Json = False,
) -> None:
    """Show what was recorded, in its order: who, when, from and to, and why."""
    from deployments.history_lines import history_table
    from tasks.looking import history as look
    from tasks.refused import Refused

    if messages:
        if not action:
            raise Refused(
                "--messages: name the action, such as matters history child-n/5 --messages."
            )
        _messages(action, as_json=json)
        return
    office = open_office()
    found = look(office, action, day(recorded_by, "--recorded-by"))
    if json:
        print_json([{name: getattr(line, name) for name in line.__slots__} for line in found])
        return
    print(history_table(found, office.clock))


def _messages(action: str, *, as_json: bool) -> None:
    from deployments.history_lines import message_lines
    from tasks.sent import sent_messages

    found = sent_messages(open_office(), action)
    if as_json:
        print_json([{name: getattr(one, name) for name in one.__slots__} for one in found])
        return
    for line in message_lines(found):
        print(line)
    print(f"{plural(len(found), 'message')}.")


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


def audit(*, json: Json = False) -> None:
    """Check that all was told that should have been, and nothing else; new findings go into S."""
    from flows.story.audit import audit as story
    from tasks.office import straight

    reports = story(straight(open_office()))
    found = [one for report in reports for one in report.findings]
    if json:
        print_json(
            {
                "as_of": reports[0].as_of if reports else None,
                "looked_at": sum(report.looked_at for report in reports),
                "findings": [{name: getattr(one, name) for name in one.__slots__} for one in found],
            }
        )
    else:
        print("\n".join(line for report in reports for line in _audited(report)))
    if found:
        raise SystemExit(1)


def _audited(report: AuditReport) -> Iterator[str]:
    """A self-check in sentences, each finding with a way out."""
    looked = f"{report.board}, {report.as_of}: {plural(report.looked_at, 'action')} looked at"
    yield f"{looked}, {plural(len(report.findings), 'finding')}."
    for one in report.findings:
        where = ", ".join(word for word in (one.action, one.post) if word)
        mark = "new" if one.new else "known"
        yield f"{one.kind} ({mark}){f' {where}' if where else ''}: {one.says}."
        yield f"  What to do: {one.way_out}."


def health(*, json: Json = False) -> None:
    """Say whether the following up does well: the last run, what waits, and the machine itself."""
    from tasks.health import health as boards
    from tasks.machine import machine

    try:
        office = open_office()
    except Exception as refused:
        # A monitor that reads JSON has something to show; the command ends as it does without.
        if json and hasattr(refused, "exit_code"):
            print_json({"well": False, "boards": [], "machine": None, "refused": str(refused)})
        raise
    found, here = boards(office), machine(office)
    well = not here.wrong and not any(one.wrong for one in found)
    if json:
        print_json({"well": well, "boards": list(map(asdict, found)), "machine": asdict(here)})
    else:
        for one in found:
            backup = f"last backup {one.last_backup_on or 'none'}"
            run = f"last run {one.last_run_on or 'none'}"
            print(f"{one.board}: {run}, {one.waiting} waiting, {backup}.")
            print("\n".join(f"  Please look: {said}." for said in one.wrong) or "  All is well.")
        print(f"This machine: {here.free_megabytes} MB free, schema {here.schema}.")
        print("\n".join(_about_machine(here)))
    if not well:
        raise SystemExit(1)


def _about_machine(here: Machine) -> Iterator[str]:
    yield from (f"  Please look: {said}." for said in here.wrong)
    yield from (f"  Note: {said}." for said in here.advice)
