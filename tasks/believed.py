"""Whether the clock can be believed, beside the last run that the register holds.

A machine that comes up with a wrong clock would tell what a year to come owes and then nothing
until that year is there, date what waits by it, and let go of what is kept. Whatever goes on by
itself asks here first; what people enter is theirs.
"""

from __future__ import annotations

from datetime import timedelta

from models.database import reading
from models.day_writing import newest_run_on
from tasks.office import Office
from tasks.refused import Refused

AT_MOST_AHEAD = timedelta(days=45)


def runs_ahead(office: Office) -> str:
    """Why today is held to be a wrong clock's, with the way out; empty where it is believed.

    In play (MATTERS_CLOCK) any day may be. Where nothing ran for so long and the clock is right, a
    run of the day, which a person asks for, says so for everything.
    """
    return _doubt(office, backwards=False)


def not_believed(office: Office) -> str:
    """As `runs_ahead`, and of a day before the last run: nothing is sent or looked over by it."""
    return _doubt(office, backwards=True)


def refuse(doubt: str) -> None:
    """Raises Refused where there is a doubt."""
    if doubt:
        raise Refused(doubt)


def _doubt(office: Office, *, backwards: bool) -> str:
    if office.clock.play_on is not None:
        return ""
    today = office.clock.today()
    with reading(office.engine) as session:
        last = newest_run_on(session)
    if last is not None and today - last > AT_MOST_AHEAD:
        return (
            f"The clock says {today}, and the last run was of {last}: nothing is told or let go"
            " until somebody sets the clock, or says that it is right, by"
            f" matters follow-up --deliver --as-of {today}."
        )
    if backwards and last is not None and today < last:
        return (
            f"The clock says {today}, and the last run was of {last}: where the clock is wrong, set"
            " it; where it is right, it ran ahead then, and nothing is sent before that day: the"
            ' runbook says what to do, "The clock ran ahead".'
        )
    return ""
