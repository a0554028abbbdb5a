"""Commands of the lead's page: page, and links, which revokes what was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from deployments.office import open_office

if TYPE_CHECKING:
    from tasks.office import Office

PANEL = "Running it"
PORT = 8300


def add_to(app: typer.Typer) -> None:
    """Add the group to the command."""
    app.command("page", rich_help_panel=PANEL)(page)
    app.command("links", rich_help_panel="One person's data and links")(links)


def page(
    *,
    port: Annotated[int, typer.Option(help="The port, on this machine's loopback.")] = PORT,
    demo: Annotated[
        bool, typer.Option("--demo", help="On the register of `matters demo`.")
    ] = False,
) -> None:
    """Serve the page on which leads answer, until Ctrl+C or SIGTERM."""
    from deployments.page.app import make_app
    from deployments.page.readying import Readying
    from deployments.page.serving import HOST, server
    from deployments.page.site import Site
    from deployments.serving.environment import refuse_taken

    refuse_taken("--port", port)
    site = Site(_demo(port) if demo else open_office(bare=True))
    print(f"The page answers at http://{HOST}:{port}{site.root}/ (Ctrl+C stops it).", flush=True)
    Readying(site).start()
    server(make_app(site), port).run()


def _demo(port: int) -> Office:
    """The office of the demo on its last day, once it has said which link to open."""
    from deployments.demo.visit import last_day
    from deployments.page.serving import HOST

    office, to, path = last_day()
    print(f"The last message to the {to} has this link: http://{HOST}:{port}{path}")
    return office


def links(
    *,
    person: Annotated[str, typer.Argument(help="A post, or the name or address of a holder.")],
    by: Annotated[str, typer.Option("--by", help="Who revokes: a post, a name or an address.")],
) -> None:
    """Revoke the links to the page that a person has had; their next message brings a new one."""
    from tasks.visiting import revoke

    done = revoke(open_office(), person, by=by)
    print(
        f"The links of {done.name} made until {done.until:%d %B %Y, %H:%M} UTC open nothing more."
    )
