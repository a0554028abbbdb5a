"""The operator's own alerts, by any of Apprise's services, in a process of their own.

Apprise's list of services is one for a whole process. The process that handles the register has
ours alone in it for as long as it lives; this one has them all, and nothing of the register.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence

TIMEOUT = 60.0
OURS = "MATTERS_"


def alert(urls: Sequence[str], title: str, body: str, *, timeout: float = TIMEOUT) -> bool:
    """True where a service of the URLs took the alert; it does not raise.

    One that takes it is enough: it would have the same again as long as another does not.

    The URLs are secrets: they go by a pipe, where no list of processes shows them, and what
    the services say is not kept.
    """
    said = json.dumps({"urls": list(urls), "title": title, "body": body})
    environment = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    try:
        done = subprocess.run(  # noqa: S603 - this very module
            [sys.executable, "-m", __name__],
            input=said.encode(),
            env=environment,
            capture_output=True,
            timeout=timeout,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def _main() -> int:
    import apprise

    said = json.load(sys.stdin)
    asset = apprise.AppriseAsset(app_id="Matters Arising", async_mode=False, secure_logging=True)
    taken = []
    for url in said["urls"]:
        service = apprise.Apprise(asset=asset)
        known = service.add(url)
        taken.append(known and service.notify(body=said["body"], title=said["title"]))
    return 0 if any(taken) else 1


if __name__ == "__main__":
    raise SystemExit(_main())
