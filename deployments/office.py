"""The office of a command: settings read, register opened, the clock in hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tasks.office import Office


def open_office(*, bare: bool = False) -> Office:
    """The office on the register of the settings, which is there already and has a board.

    `bare` lets through a register that has no board yet, which most commands refuse.
    """
    from settings import read_settings
    from tasks.clock import Clock
    from tasks.office import Office
    from tasks.policy_files import in_play
    from tasks.register import require_board, require_register

    settings = read_settings()
    engine = require_register(settings)
    if not bare:
        require_board(engine, settings)
    engine = in_play(engine, settings)
    return Office(settings=settings, engine=engine, clock=Clock(settings.clock))


@contextmanager
def new_office(*, keep: bool) -> Iterator[Office]:
    """The office on a register that is begun where there is none; not kept, it goes with the end.

    What else may be refused is looked at before, so that no empty register is left behind.
    """
    from tempfile import TemporaryDirectory

    from settings import read_settings
    from tasks.clock import Clock
    from tasks.office import Office
    from tasks.policy_files import in_play, policy_in_play
    from tasks.register import open_register, register_is_there

    settings = read_settings()
    policy_in_play(settings)
    with TemporaryDirectory() as aside:
        if not keep and not register_is_there(settings):
            settings = settings.model_copy(update={"home": Path(aside)})
        engine = in_play(open_register(settings), settings)
        yield Office(settings=settings, engine=engine, clock=Clock(settings.clock))


# As of a day outside of these nothing is asked: no calendar is counted there.
ASKED_YEARS = range(1900, 3000)


def day(text: str | None, option: str) -> date | None:
    """A day given as YYYY-MM-DD, or None where none was given; raises Refused otherwise."""
    from tasks.refused import Refused

    if text is None:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        is_written = re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII)
        why = "there is no such day" if is_written else "a day is written as 2010-11-30"
        raise Refused(f"{option} {text}: {why}.") from None
    if found.year not in ASKED_YEARS:
        raise Refused(f"{option} {text}: is the year right?")
    return found


def need_day(text: str, option: str) -> date:
    """A day that must be given."""
    found = day(text or None, option)
    if found is None:
        from tasks.refused import Refused

        raise Refused(f"{option}: a day is needed, written as 2010-11-30.")
    return found
