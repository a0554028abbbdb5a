"""Commands on plans: read, import."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deployments.office import day, need_day, open_office
from deployments.printing import print_json

if TYPE_CHECKING:
    from models.rules.plan_report import ReadPlan
    from tasks.office import Office
    from tasks.plans import Imported

PANEL = "Plans"
File = Annotated[Path, typer.Argument(help="The plan: Excel, Word, CSV or PDF.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Update = Annotated[
    bool, typer.Option("--update", help="Lay a newer version of the plan beside the register.")
]
Same = Annotated[
    list[str] | None,
    typer.Option("--same", help="A row and what it is: 9=child-n/7, or 9=new; may be repeated."),
]
Commissioned = Annotated[str | None, typer.Option(help="The day the review was commissioned.")]
FollowFrom = Annotated[
    str | None, typer.Option(help="Tell nothing before this day (an old tracker).")
]
By = Annotated[
    str,
    typer.Option("--by", help="Who: a post, or the name or address of a holder. Kept for ever."),
]
Reason = Annotated[str, typer.Option(help="The reason of those edits.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would change; keep nothing.")]


def add_to(app: typer.Typer) -> None:
    """Add the group to the command."""
    app.command("read", rich_help_panel=PANEL)(read)
    app.command("import", rich_help_panel=PANEL)(import_)


def read(
    *,
    file: File,
    agreed: Annotated[
        str | None, typer.Option(help="The day the plan was agreed; default today.")
    ] = None,
    commissioned: Commissioned = None,
    html: Annotated[Path | None, typer.Option(help="Write a page of every row.")] = None,
    json: Json = False,
) -> None:
    """Show how a plan would be read, row by row; saves nothing."""
    from models.rules.plan_json import to_json
    from settings import read_settings
    from tasks.clock import Clock
    from tasks.plan_asked import refuse_days
    from tasks.plan_page import write_page
    from tasks.plan_read import read as read_plan
    from tasks.plan_read import report

    settings = read_settings()
    today = Clock(settings.clock).today()
    agreed_on = day(agreed, "--agreed") or today
    commissioned_on = day(commissioned, "--commissioned")
    refuse_days(agreed_on, commissioned_on)
    reading = read_plan(
        file,
        agreed_on=agreed_on,
        commissioned_on=commissioned_on,
        policy_file=settings.policy,
        as_of=today,
    )
    shown = report(reading, file)
    if html is not None:
        write_page(html, shown)
    if json:
        print_json(to_json(reading, file.name))
    else:
        _show_reading(shown, html)
    if not reading.accepted:
        raise SystemExit(2)


def _show_reading(shown: ReadPlan, html: Path | None) -> None:
    """Print a reading: on stderr why a file is refused (interface.md, "Exit status")."""
    from deployments.reading_table import reading_table
    from notifications.reading import opening

    told = sys.stdout if shown.accepted else sys.stderr
    print(reading_table(shown), f"{shown.file}: {opening(shown)}", sep="\n", file=told)
    if html is not None:
        print(f"Every row as written and as read: {html}.")


def import_(
    *,
    file: File,
    review: Annotated[str, typer.Option(help="The review's reference, such as child-n.")] = "",
    title: Annotated[str, typer.Option(help="The title under which it is published.")] = "",
    agreed: Annotated[str | None, typer.Option(help="The day the plan was agreed.")] = None,
    commissioned: Commissioned = None,
    committee: Annotated[str, typer.Option(help="The committee that oversees it.")] = "",
    board: Annotated[str, typer.Option(help="The board, where there are several.")] = "",
    follow_from: FollowFrom = None,
    update: Update = False,
    same: Same = None,
    by: By = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Enter a plan's actions into the register, or what was edited in its own workbook."""
    from tasks.plan_asked import Import
    from tasks.plans import import_plan

    if _is_own(file, update=update, reason=reason):
        _take_back(file, by, reason, dry_run=dry_run, json=json)
        return
    what = Import(
        path=file,
        review=review,
        title=title,
        agreed_on=need_day(agreed or "", "--agreed"),
        commissioned_on=day(commissioned, "--commissioned"),
        committee=committee,
        board=board,
        follow_from=day(follow_from, "--follow-from"),
        update=update,
        same=_same(same or []),
        by=by,
    )
    done = import_plan(_office_for(file), what, keep=not dry_run)
    _show(done, dry_run=dry_run, json=json)


def _office_for(file: Path) -> Office:
    """The office of an import; a home without a register is told what needs none."""
    from settings import read_settings
    from tasks.refused import Refused
    from tasks.register import register_is_there

    try:
        return open_office()
    except Refused as refusal:
        if register_is_there(read_settings()):
            raise
        shows = f"How the plan would be read, matters read {file.name} shows without one."
        raise Refused(f"{refusal} {shows}") from None


def _is_own(file: Path, *, update: bool, reason: str) -> bool:
    """True of the register's own workbook. Raises Refused for the options of the other kind."""
    from tasks.refused import Refused
    from tasks.register_back import is_own

    own = is_own(file)
    if own and not update:
        raise Refused(f"{file.name} is the register's own workbook: say --update and --by YOU.")
    if not own and not file.exists():
        raise Refused(f"There is no file {file}. Check its name and folder.")
    if not own and reason:
        raise Refused(
            "--reason: a plan is entered as it is; a reason is for the register's own workbook "
            "given back (matters actions --xlsx FILE, or --csv FILE), saved as .xlsx or .csv."
        )
    return own


def _take_back(file: Path, by: str, reason: str, *, dry_run: bool, json: bool) -> None:
    """Record what was edited in the register's workbook, and print it."""
    from deployments.given_back import given_back_json, given_back_words
    from tasks.register_edits import take_back

    done = take_back(open_office(), file, by=by, reason=reason, keep=not dry_run)
    if json:
        print_json(given_back_json(done, dry_run=dry_run))
    else:
        print(given_back_words(done, dry_run=dry_run))
    if done.has_exceptions:
        raise SystemExit(1)


def _show(done: Imported, *, dry_run: bool, json: bool) -> None:
    """Print what an import came to; status 1 where a person should look."""
    from deployments.imported import imported_json, imported_words

    if json:
        print_json(imported_json(done, dry_run=dry_run))
    else:
        print(imported_words(done, dry_run=dry_run))
    if done.has_exceptions:
        raise SystemExit(1)


def _same(said: list[str]) -> dict[int, str]:
    """Rows of the file and what they are, as `--same` names them."""
    from tasks.refused import Refused

    rows = {}
    for one in said:
        row, _, which = one.partition("=")
        if not row.isdecimal() or not which.strip():
            raise Refused(f"--same {one}: name a row of the file and its action, as 9=child-n/7.")
        rows[int(row)] = which.strip()
    return rows
