"""`matters` in a process of its own that begins at once: forked from one that has read it all."""

from __future__ import annotations

import os
import resource
import sys
import traceback
from collections.abc import Mapping
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

FAULT = 70
CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.kills.preloaded"])


def start(
    environment: Mapping[str, str],
    *words: str,
    largest_file: int | None = None,
    says: Path | None = None,
) -> ForkServerProcess:
    """A command on its way; its exit code is its status, or 70 where it ended in a traceback.

    Where `largest_file` is given no file of it grows beyond so many bytes. What it says is added
    to the file `says`: the process it is forked from may be older than the test that listens.
    """
    given = (dict(environment), words, largest_file, says)
    process = CONTEXT.Process(target=_command, args=given)
    process.start()
    return process


def _command(
    environment: dict[str, str],
    words: tuple[str, ...],
    largest_file: int | None,
    says: Path | None,
) -> None:
    os.environ.update(environment)
    if says is not None:
        os.dup2(os.open(says, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), 2)
    if largest_file is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    sys.argv = ["matters", *words]
    from deployments.cli import main

    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - a device
        sys.stdout = nowhere
        try:
            main()
        except SystemExit as ended:
            os._exit(ended.code if isinstance(ended.code, int) else 0)
        except BaseException:  # noqa: BLE001 - whatever it is, it is told by its own status
            traceback.print_exc()
            os._exit(FAULT)
    os._exit(0)
