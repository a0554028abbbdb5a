"""The policy: shown whole, and adopted by a decision after what it changes was shown."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from deployments.commands.plans import DryRun
from deployments.office import day, open_office
from deployments.printing import plural

PANEL = "Looking things up"
SHOWN = 20
Board = Annotated[str, typer.Option("--board", help="The board, where there are several.")]
policy = typer.Typer(help="Show the policy with every number, or adopt another.")


def add_to(app: typer.Typer) -> None:
    """Add the group to the command."""
    app.add_typer(policy, name="policy", rich_help_panel=PANEL)


@policy.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    *,
    show: Annotated[bool, typer.Option("--show", help="Print all of the policy.")] = False,
    board: Board = "",
) -> None:
    """Show the policy with every number, or adopt another: `matters policy adopt FILE`."""
    from tasks.refused import Refused

    if context.invoked_subcommand is not None:
        return
    if not show:
        raise Refused("matters policy: say --show to print the policy, or adopt FILE to adopt one.")
    print(_shown(board), end="")


def _shown(board: str) -> str:
    """The policy that holds today; where there is no register yet, the one that is shipped."""
    from deployments.policy_text import policy_text
    from models.rules.policy import Policy
    from settings import read_settings
    from tasks.policies import held_by
    from tasks.register import register_is_there

    if not register_is_there(read_settings()):
        return policy_text(Policy())
    held = held_by(open_office(), board)
    since = f", in force since {held.holds_from}" if held.policy.number else ", as it is shipped"
    return f"# Version {held.policy.number}{since}.\n{policy_text(held.policy)}"


@policy.command()
def adopt(
    *,
    file: Annotated[Path, typer.Argument(help="The policy's file (TOML).")],
    by: Annotated[str, typer.Option("--by", help="Who: a post, or a holder's name or address.")],
    board: Board = "",
    meeting: Annotated[str | None, typer.Option(help="The day of the meeting.")] = None,
    minute: Annotated[str | None, typer.Option(help="The minute's reference.")] = None,
    chairs_action: Annotated[
        bool, typer.Option("--chairs-action", help="The chair decided between meetings.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Show what a policy would change in 60 days, and adopt it from the next working day."""
    from deployments.commands.rehearse import print_changes
    from tasks.policies import Adopting
    from tasks.policies import adopt as record

    what = Adopting(
        path=file,
        by=by,
        board=board,
        meeting_on=day(meeting, "--meeting"),
        minute=minute,
        chairs_action=chairs_action,
    )
    done = record(open_office(), what, keep=not dry_run)
    if done.played.compared is not None:
        print_changes(done.played.compared, SHOWN)
    under = plural(len(done.played.notices), "notice")
    print(f"Under the new one {under} in {plural(len(done.played.messages), 'message')}.")
    said = "would be adopted" if dry_run else "is adopted"
    print(f"{done.board}: version {done.number} {said}; it holds from {done.holds_from}.")
