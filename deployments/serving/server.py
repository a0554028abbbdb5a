"""The Prefect server as this product starts it: never without a login, its older pages alone.

    python -m deployments.serving.server --host 127.0.0.1 --port 4200

PREFECT_HOME says where its files lie. The newer pages call an analytics service from the browser,
whatever is set of usage data, and a link on the older ones would lead to them.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path

from deployments.serving.login import SETTING, login
from settings import is_loopback
from tasks.refused import Refused

LOOPBACK = "127.0.0.1"
PAGES = "ui"
NONE = "no newer pages"


def main(options: list[str]) -> None:
    """Run Prefect's server. Ends with status 2 and a sentence where there is no login."""
    try:
        refuse_elsewhere(options)
        os.environ.update(guarded(os.environ))
    except Refused as refused:
        print(refused, file=sys.stderr)
        sys.exit(refused.exit_code)
    import prefect
    from prefect.cli import app

    # Prefect passes over pages that are not where it was told, and offers no link to them. Its
    # own setting chooses between the two and shuts neither.
    prefect.__ui_v2_static_path__ = Path(os.environ["PREFECT_HOME"]) / NONE
    sys.argv[1:] = ["server", "start", *options]
    app()


def refuse_elsewhere(options: list[str]) -> None:
    """Refused unless it listens on the loopback: Prefect's login would cross the network openly."""
    asked = ArgumentParser(add_help=False, allow_abbrev=False)
    asked.add_argument("--host", default=LOOPBACK)
    host = asked.parse_known_args(options)[0].host
    if not is_loopback(host):
        raise Refused(
            f"--host {host}: Prefect speaks without TLS. Leave it at {LOOPBACK}, and put a web"
            " server with a certificate before it."
        )


def guarded(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment with pages of its own under PREFECT_HOME; the newer are not among them.

    Raises Refused without a login that can stand between a network and the schedules: whoever may
    begin a run may have its machine run what they like.
    """
    if not environ.get(SETTING):
        raise Refused(f"{SETTING} is not set: Prefect's server is not started without a login.")
    if not environ.get("PREFECT_HOME"):
        raise Refused("PREFECT_HOME is not set: it says where the files of Prefect's server lie.")
    home = Path(environ["PREFECT_HOME"])
    login(environ, home)
    pages = home / PAGES
    pages.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {**environ, "PREFECT_SERVER_UI_STATIC_DIRECTORY": str(pages)}


if __name__ == "__main__":
    main(sys.argv[1:])
