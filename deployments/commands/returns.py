"""The command that finds out what came back: bounces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from deployments.commands.plans import Json
from deployments.office import open_office
from deployments.printing import plural, print_json

if TYPE_CHECKING:
    from tasks.bounces import Bounced

PANEL = "The day"
NONE_SET = "Neither MATTERS_BOUNCES_URL nor MATTERS_BOUNCES_FOLDER is set: nothing was read."


def add_to(app: typer.Typer) -> None:
    """Add the group to the command."""
    app.command("bounces", rich_help_panel=PANEL)(bounces)


def bounces(*, json: Json = False) -> None:
    """Read which messages came back; what they told is due again on the next run."""
    from flows.story.bounces import read_bounces
    from tasks.office import straight

    came = read_bounces(straight(open_office()))
    if json:
        names = ("read", "bounced", "known", "not_ours", "refused_us", "stopped")
        print_json({name: getattr(came, name) for name in names})
    else:
        print("\n".join(sentences(came)))
    if came.has_exceptions:
        raise SystemExit(1)


def sentences(came: Bounced) -> list[str]:
    """A reading in words."""
    if not came.is_set:
        return [NONE_SET]
    said = [f"{plural(came.read, 'mail')} read, {plural(came.bounced, 'message')} came back."]
    if came.bounced:
        said.append("What they told is due again; the secretary's next message names the posts.")
    if came.refused_us:
        said.append(
            f"{plural(came.refused_us, 'address', 'addresses')} refused us and not the mailbox: "
            "look at the mail server and at the domain's SPF and DKIM. No address is out for it."
        )
    if came.not_ours:
        said.append(f"{plural(came.not_ours, 'mail')} told of no failure of a message of ours.")
    return [*said, came.stopped] if came.stopped else said
