"""What came of a soak: the ledger against the oracle, and the mail server against the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from models.rules.words import MessageState
from tests.agreement.comparing import compared
from tests.agreement.playing import Heard
from tests.oracle.ledger import Told
from tests.oracle.scenario import Scenario
from tests.oracle.told import play
from tests.soak.mail import Arrived

# What was put off, cut off or lost is news of the product's own machine, and no word of the
# procedure's: the oracle knows of none.
OF_THE_MACHINE = "exception"
NEWS = "S"


def against_the_oracle(lived: Scenario, ours: Iterable[Heard]) -> list[str]:
    """Each notice that one of the two tells and the other does not, or on another day."""
    theirs = compared({_heard(told) for told in play(lived) if told.told_on is not None})
    found = compared(one for one in ours if one.on <= lived.last_day)
    missing = {one for one in set(theirs) - set(found) if one.step != NEWS}
    extra = {one for one in set(found) - set(theirs) if one.step != NEWS}
    return [
        *(f"missing: {_said(one)}" for one in sorted(missing)),
        *(f"extra: {_said(one)}" for one in sorted(extra)),
        *_news(theirs, found),
    ]


def _heard(told: Told) -> Heard:
    assert told.told_on is not None
    about = told.action or " ".join(told.about)
    return Heard(told.told_on, told.step, about, told.to, copy=told.copy)


def _said(one: Heard) -> str:
    copy = " (a copy)" if one.copy else ""
    return f"{one.on} {one.step} {one.action} to {one.to}{copy}"


def _news(theirs: list[Heard], ours: list[Heard]) -> Iterator[str]:
    """The secretary's news are the same but for those of the machine."""
    asked, told = _by_day(theirs), _by_day(ours)
    for key in sorted({*asked, *told}):
        if asked.get(key, set()) - told.get(key, set()):
            yield f"missing news: {key} {asked[key]}, told was {told.get(key)}"
        if told.get(key, set()) - asked.get(key, set()) - {OF_THE_MACHINE}:
            yield f"extra news: {key} {told[key]}, owed was {asked.get(key)}"


def _by_day(heard: list[Heard]) -> dict[tuple[date, str], set[str]]:
    found: dict[tuple[date, str], set[str]] = {}
    for one in heard:
        if one.step == NEWS:
            found.setdefault((one.on, one.to), set()).update(one.action.split())
    return found


def against_the_server(arrived: Arrived, states: Mapping[str, MessageState]) -> list[str]:
    """What arrived is what the ledger sent, once; twice only where the first reply was lost."""
    sent = {number for number, state in states.items() if state is MessageState.ACCEPTED}
    return [
        *(
            f"{number} is said to be accepted, and never arrived"
            for number in sent - set(arrived.kept)
        ),
        *(f"{number} arrived, and is {states.get(number)}" for number in _unsent(arrived, states)),
        *(f"{number} arrived again though its reply was heard" for number in _repeated(arrived)),
        *(
            f"{n} arrived with other bytes"
            for n, all_ in arrived.kept.items()
            if len(set(all_)) > 1
        ),
    ]


def _unsent(arrived: Arrived, states: Mapping[str, MessageState]) -> list[str]:
    """What arrived and was not accepted by the ledger; a test message is not in it."""
    kept = [number for number in arrived.kept if number in states]
    return [number for number in kept if states[number] is not MessageState.ACCEPTED]


def _repeated(arrived: Arrived) -> list[str]:
    return [n for n, every in arrived.kept.items() if len(every) > 1 and arrived.heard[n] > 1]


def repeats(arrived: Arrived) -> int:
    """How many messages arrived more than once: the same bytes under the same Message-ID."""
    return sum(len(every) - 1 for every in arrived.kept.values())
