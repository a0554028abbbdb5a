"""The office opened for a run that nobody watches: settings, register, clock."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Engine

from settings import Settings, SettingsRefused, read_settings
from tasks.clock import Clock
from tasks.office import Office
from tasks.policy_files import in_play
from tasks.refused import Refused, Unreachable
from tasks.register import require_register

CLOSED = (
    "The register could not be opened. `matters verify`, on the machine that runs the schedules,"
    " says why."
)


@contextmanager
def opened(*, patience: tuple[float, ...] = ()) -> Iterator[Office]:
    """The office on the register of this process's settings, closed again afterwards.

    `patience` are the pauses, in seconds, after which a register that could not be reached is
    tried again. Raises Refused with a sentence that names neither a path nor a server: it may end
    up in the history of a scheduler, which anyone who uses it reads.
    """
    try:
        settings = read_settings()
        engine = in_play(_engine(settings, patience), settings)
    except (SettingsRefused, Refused):
        raise Refused(CLOSED) from None
    try:
        yield Office(settings=settings, engine=engine, clock=Clock(settings.clock))
    finally:
        engine.dispose()


def _engine(settings: Settings, patience: tuple[float, ...]) -> Engine:
    for pause in patience:
        try:
            return require_register(settings)
        except Unreachable:
            time.sleep(pause)
    return require_register(settings)


def local_now() -> datetime:
    """The instant on the board's own clock, for the name of a run; it needs no register.

    Where the settings are refused it is the machine's: the run itself says what is wrong with them.
    """
    try:
        return Clock(read_settings().clock).local()
    except SettingsRefused:
        return Clock().local()
