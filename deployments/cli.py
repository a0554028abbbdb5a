"""The `matters` command: each module of `commands` adds a group of it.

Nothing heavy is imported before a command runs: `--help` costs what Typer costs.
"""

from __future__ import annotations

import gc
import sys
from io import TextIOWrapper
from typing import NoReturn

import typer

from deployments.commands import (
    answers,
    backup,
    by_hand,
    day,
    holding,
    look,
    packs,
    page,
    people,
    plans,
    policy,
    privacy,
    rehearse,
    returns,
    service,
    settling,
    templates,
    trial,
    why,
)

app = typer.Typer(
    name="matters",
    help="Matters Arising: follows the recommendations of safeguarding reviews to their end.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
GROUPS = (
    plans,
    people,
    day,
    holding,
    settling,
    trial,
    returns,
    rehearse,
    answers,
    by_hand,
    look,
    why,
    policy,
    packs,
    page,
    service,
    backup,
    privacy,
    templates,
)
for group in GROUPS:
    group.add_to(app)


# A command makes many facts that live as long as it does: looking through them for garbage every
# few hundred, and three times more on the way out, takes a tenth of a day's run and finds none.
SELDOM = (100_000, 20, 100)
# Refused (interface.md, "Exit status"), and not to be had at this moment.
SAID = (2, 3)


def main() -> None:
    """Run a command: 0 done, 1 done with exceptions to look at, 2 refused with nothing changed.

    3 is for a register that failed half-way.
    """
    gc.set_threshold(*SELDOM)
    _write_anything()
    try:
        app()
    except Exception as error:
        if type(error).__name__ == "OperationalError":
            _stopped(error)
        if isinstance(error, OSError):
            _disk_failed(error)
        # A refusal is a sentence; anything else is a fault of ours and keeps its traceback.
        status = getattr(error, "exit_code", None)
        if status not in SAID:
            raise
        print(error, file=sys.stderr)
        raise SystemExit(status) from None
    finally:
        gc.freeze()


def _write_anything() -> None:
    """What is done stays done: no letter that a terminal lacks stops the report of it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _stopped(error: Exception) -> NoReturn:
    """The database or its disk failed under the command: that is no fault of the program."""
    why = str(getattr(error, "orig", error)).strip().partition("\n")[0]
    print(
        f"The register could not be read or written ({why}). What was recorded before that stands, "
        "and nothing else. Look at the disk or at the database server, then run the command again.",
        file=sys.stderr,
    )
    raise SystemExit(3)


def _disk_failed(error: OSError) -> None:
    """As above, where it was a file beside the register; whatever else failed is raised again."""
    from tasks.refused import OF_THE_DISK

    if error.errno not in OF_THE_DISK:
        return
    where = f": {error.filename}" if error.filename else ""
    print(
        f"A file could not be written or read ({error.strerror}{where}). What was recorded before"
        " that stands, and nothing else. Look at the disk, then run the command again.",
        file=sys.stderr,
    )
    raise SystemExit(3)
