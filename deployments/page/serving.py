"""How the page is served: plain HTTP on this machine's loopback, with no line per request."""

from __future__ import annotations

from typing import TYPE_CHECKING

import uvicorn

if TYPE_CHECKING:
    from deployments.page.guard import Guard

HOST = "127.0.0.1"


def server(app: Guard, port: int) -> uvicorn.Server:
    """The server of the page; `run` serves it until Ctrl+C or SIGTERM.

    A line for each request would hold its link, which is as good as a password. What no request
    of ours needs is off: no WebSocket is spoken, and no name of the server is told.
    """
    return uvicorn.Server(
        uvicorn.Config(
            app,
            host=HOST,
            port=port,
            access_log=False,
            log_level="warning",
            server_header=False,
            ws="none",
            lifespan="off",
        )
    )
