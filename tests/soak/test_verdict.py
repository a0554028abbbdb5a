"""The soak's verdict names what was told too much, too little, twice, or never arrived."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from models.rules.words import MessageState
from tests.agreement.playing import Heard
from tests.oracle.told import play
from tests.soak.board import FIRST, SECRETARY, scenario
from tests.soak.mail import Arrived
from tests.soak.verdict import against_the_oracle, against_the_server, repeats

LAST = date(2010, 9, 24)


def test_the_ledger_is_held_against_the_oracle() -> None:
    """A notice that is left out, one told on another day, news that nobody owed."""
    made = replace(scenario(1, 12), last_day=LAST)
    told = {
        Heard(t.told_on, t.step, t.action or " ".join(t.about), t.to, copy=t.copy)
        for t in play(made)
        if t.told_on
    }
    assert against_the_oracle(made, told) == []
    first = min(one for one in told if one.step == "A")
    later = replace(first, on=first.on + timedelta(days=1))
    words = f"A {first.action} to {first.to}"
    assert against_the_oracle(made, {*told, later} - {first}) == [
        f"missing: {FIRST} {words}",
        f"extra: {later.on} {words}",
    ]
    # What the machine went through is news of its own; an answer that nobody gave is not.
    own = Heard(LAST, "S", "exception", SECRETARY, copy=False)
    assert against_the_oracle(made, {*told, own}) == []
    (found,) = against_the_oracle(made, {*told, replace(own, action="answer", on=FIRST)})
    assert found.startswith("extra news")


def test_what_arrived_is_held_against_the_ledger() -> None:
    """Twice is once too often where the first reply was heard."""
    arrived = Arrived()
    sent, unsent = MessageState.ACCEPTED, MessageState.SENDING
    for number in ("a", "b", "b", "c", "c", "d"):
        arrived.kept[number].append(b"the same")
    arrived.heard.update(["a", "b", "b", "c"])
    found = against_the_server(arrived, {"a": sent, "b": sent, "c": sent, "d": unsent, "e": sent})
    assert found == [
        "e is said to be accepted, and never arrived",
        "d arrived, and is sending",
        "b arrived again though its reply was heard",
    ]
    assert repeats(arrived) == 2
