"""What both readings of the procedure say of one scenario, and where the two may differ.

Compared is every notice that was told: the day, the step, the action, the post, whether it was a
copy, and of an S the kinds of its news.
"""

from __future__ import annotations

from collections.abc import Iterable

from tests.agreement.playing import Heard, Playing
from tests.oracle.ledger import Told
from tests.oracle.scenario import Scenario
from tests.oracle.told import play


def both(scenario: Scenario) -> tuple[list[Heard], list[Heard]]:
    """What the second reading and the product's rules tell, each in the order of the days."""
    theirs = {_heard(told) for told in play(scenario) if told.told_on is not None}
    return compared(theirs), compared(Playing.of(scenario).play())


def compared(heard: Iterable[Heard]) -> list[Heard]:
    """The notices that are compared, each once; of the lists of a month, a post's first.

    Whoever has an action on the secretary's list and stands in for its lead has one notice of it.
    """
    found: dict[object, Heard] = {}
    for one in sorted(set(heard)):
        month = (one.step, one.action, one.to, one.on.year, one.on.month)
        found.setdefault(month if one.step == "M" else one, one)
    return list(found.values())


def _heard(told: Told) -> Heard:
    assert told.told_on is not None
    about = told.action or " ".join(told.about)
    return Heard(told.told_on, told.step, about, told.to, copy=told.copy)
