"""Runs that were not done are told: the secretary in the day's news, the operator at once."""

from __future__ import annotations

from collections.abc import Iterable

from models.database import writing
from models.rules.troubles import Trouble, trouble_words
from models.trouble_writing import record_troubles
from tasks.alerts import tell_operator
from tasks.believed import runs_ahead
from tasks.office import Office

PART = "The schedules"


def tell_troubles(office: Office, troubles: Iterable[Trouble]) -> tuple[Trouble, ...]:
    """Those of today's troubles that were new; each is told once a day.

    Nothing is recorded by a clock that ran ahead: the operator alone hears of them.
    """
    found = sorted(set(troubles))
    new: tuple[Trouble, ...] = ()
    if found and not runs_ahead(office):
        with writing(office.engine) as session:
            new = record_troubles(session, found, office.clock.today(), office.clock.now())
    # A new day has none yet: that is no end of those of the day before.
    if found:
        tell_operator(office, PART, tuple(f"{trouble_words(one)}." for one in found))
    return new
