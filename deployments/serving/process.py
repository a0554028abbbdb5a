"""One process of a part: how it is started, how it is ended with all that it started."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping

PR_SET_PDEATHSIG = 1
# Loaded here, for between a fork and its command nothing is.
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def start(
    command: tuple[str, ...], environment: Mapping[str, str], *, quiet: bool
) -> subprocess.Popen[bytes]:
    """The process of a command, which leads a group of its own; a quiet one's output is dropped."""
    return subprocess.Popen(  # noqa: S603 - the commands are our own
        command,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if quiet else None,
        start_new_session=True,
        preexec_fn=_end_with_us,  # noqa: PLW1509 - it calls the kernel once, and takes no lock
    )


def _end_with_us() -> None:
    """Have the kernel end a part whose supervisor was killed, where it can: on Linux.

    Else the server would keep its port, and the next start would be refused.
    """
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End whatever is left of a part and of what it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def how(process: subprocess.Popen[bytes]) -> str:
    """By what it ended: a signal, or its status."""
    code = process.returncode
    return f"signal {-code}" if code is not None and code < 0 else f"status {code}"
