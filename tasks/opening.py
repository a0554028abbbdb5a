"""The office opened for a run that nobody watches: settings, register, clock."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Engine

from settings import Settings, SettingsRefused, SettingsUnreachable, read_settings
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

    `patience` are the pauses, in seconds, after which a register or the file of a secret that could
    not be reached is tried again. Raises Refused with a sentence that names neither a path nor a
    server: it may end up in the history of a scheduler, which anyone who uses it reads.
    """
    try:
        settings, engine = _reached(patience)
        engine = in_play(engine, settings)
    except (SettingsRefused, Refused):
        raise Refused(CLOSED) from None
    try:
        yield Office(settings=settings, engine=engine, clock=Clock(settings.clock))
    finally:
        engine.dispose()


def _reached(patience: tuple[float, ...]) -> tuple[Settings, Engine]:
    for pause in patience:
        try:
            return _at_once()
        except (SettingsUnreachable, Unreachable):
            time.sleep(pause)
    return _at_once()


def _at_once() -> tuple[Settings, Engine]:
    settings = read_settings()
    return settings, require_register(settings)


def local_now() -> datetime:
    """The instant on the board's own clock, for the name of a run; it needs no register.

    Where the settings are refused it is the machine's: the run itself says what is wrong with them.
    """
    try:
        return Clock(read_settings().clock).local()
    except SettingsRefused:
        return Clock().local()
