"""Commands on packs: pack, approve, issue, addendum."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deployments.commands.answers import By
from deployments.commands.plans import Json
from deployments.office import day, need_day, open_office
from deployments.printing import print_json

if TYPE_CHECKING:
    from models.rules.words import Edition
    from tasks.packs import PackMade

PANEL = "Packs"
Pack = Annotated[str, typer.Argument(help="The pack, such as pack-2011-01-25.")]


def add_to(app: typer.Typer) -> None:
    """Add the group to the command."""
    app.command("pack", rich_help_panel=PANEL)(pack)
    app.command("approve", rich_help_panel=PANEL)(approve)
    app.command("issue", rich_help_panel=PANEL)(issue)
    app.command("addendum", rich_help_panel=PANEL)(addendum)


def pack(
    *,
    committee: Annotated[str, typer.Option(help="The committee, where there are several.")] = "",
    meeting: Annotated[str | None, typer.Option(help="The day of the meeting.")] = None,
    as_of: Annotated[
        str | None, typer.Option(help="The freeze; default the cut-off, or today before it.")
    ] = None,
    edition: Annotated[str, typer.Option(help="restricted or public.")] = "restricted",
    out: Annotated[Path | None, typer.Option(help="The folder for the files.")] = None,
    check: Annotated[
        str | None, typer.Option(help="Build this pack again from its snapshot and compare.")
    ] = None,
    json: Json = False,
) -> None:
    """Build a draft pack for a meeting: PDF, page, Word copy, register, manifest."""
    if check is not None:
        _check(check)
        return
    from tasks.packs import Wanted, make_pack

    wanted = Wanted(
        committee=committee,
        meeting_on=need_day(meeting or "", "--meeting"),
        as_of=day(as_of, "--as-of"),
        edition=_edition(edition),
    )
    made = make_pack(open_office(), wanted, out=out)
    if json:
        print_json(pack_json(made))
        return
    print(f"{made.pack} version {made.version}, as of {made.as_of}, in {made.folder}:")
    for file in made.files:
        print(f"  {file.name}")
    print(f"Fingerprint {made.fingerprint}. It is a draft until the chair approves it.")


def pack_json(made: PackMade) -> dict[str, object]:
    """A draft in the shape of interface.md, `matters pack --json`."""
    return {
        "pack": made.pack,
        "version": made.version,
        "as_of": made.as_of,
        "fingerprint": made.fingerprint,
        "files": [{"name": f.name, "sha256": f.sha256} for f in made.files],
        "totals": made.totals,
    }


def _edition(text: str) -> Edition:
    from models.rules.words import Edition
    from tasks.refused import Refused

    try:
        return Edition(text)
    except ValueError:
        raise Refused(f"--edition {text}: it is restricted or public.") from None


def _check(reference: str) -> None:
    from tasks.packs import check_pack

    with tempfile.TemporaryDirectory() as folder:
        differing = check_pack(open_office(), reference, Path(folder))
    if differing:
        print(f"{reference}: built again, these files differ: {', '.join(differing)}.")
        raise SystemExit(1)
    print(f"{reference}: built again from its snapshot, every file is the same.")


def approve(
    *,
    pack: Pack,
    fingerprint: Annotated[str, typer.Option(help="As it stands on the cover; 12 digits do.")],
    by: By,
) -> None:
    """Record that the chair approved a pack."""
    from tasks.pack_issuing import approve_pack

    kept = approve_pack(open_office(), pack, fingerprint, by=by)
    print(f"{kept.reference} version {kept.version} is approved; it may now be issued.")


def issue(*, pack: Pack, by: By) -> None:
    """Record that an approved pack was issued; the next run circulates it to the members."""
    from tasks.circulating import circulation
    from tasks.looking import endings
    from tasks.pack_issuing import issue_pack

    office = open_office()
    kept = issue_pack(office, pack, by=by)
    print(f"{kept.reference} version {kept.version} is issued.")
    for end in endings(office, kept.board_id):
        print(f"To be minuted: the history of {end.board} ends with {end.mark}.")
    sent = circulation(office, kept)
    members = "1 member" if sent.members == 1 else f"{sent.members} members"
    print(f"The next run tells {members}, {sent.how}.")
    for sentence in sent.absent:
        print(sentence)
    if sent.absent:
        raise SystemExit(1)


def addendum(
    *,
    pack: Pack,
    text: Annotated[str, typer.Option(help="What is added; it is dated today.")],
    by: By,
) -> None:
    """Add a dated note to an issued pack, whose own files stay as they are."""
    from tasks.pack_addenda import add_addendum

    made = add_addendum(open_office(), pack, text, by=by)
    print(f"Addendum {made.number} to {made.pack} version {made.version}, in {made.folder}:")
    for file in made.files:
        print(f"  {file.name}")
    print("The next run tells the members.")
