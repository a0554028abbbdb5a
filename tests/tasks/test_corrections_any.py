"""Whatever was recorded: with an entry struck, the register is as if it had not been recorded."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from models.action_reading import action_facts, all_of
from models.database import reading
from models.rules.facts import ActionFacts
from models.rules.progress import Deciding, Said
from models.rules.words import DecisionKind, ResponseKind
from tasks.answers import respond
from tasks.by_hand import Chosen, Edited, edit, silence
from tasks.corrections import correct
from tasks.decisions import decide
from tasks.looking import history, verify_history
from tasks.refused import Refused
from tests.stories.world import (
    BOARD_ID,
    CHAIR,
    DEPUTY,
    FIRST,
    HEAD,
    LEAD,
    REVIEW,
    SECRETARY,
    World,
    row,
)

# Each example plays two worlds, so there are fewer than of other properties.
FEW = (settings.default or settings()).max_examples * 2 // 5
ACTION = f"{REVIEW}/1"
DECIDED = (
    *(DecisionKind.ACCEPT, DecisionKind.RETURN, DecisionKind.EXTEND, DecisionKind.SET_DATE),
    *(DecisionKind.HOLD, DecisionKind.PRIORITY_HIGH, DecisionKind.PRIORITY_NORMAL),
    *(DecisionKind.OUTSIDE_CONTROL, DecisionKind.REOPEN),
)
SAID = (
    Said(progress=ResponseKind.IN_PROGRESS),
    Said(progress=ResponseKind.NOT_MINE, note="Not ours."),
    Said(progress=ResponseKind.EVIDENCE, note="On the shelf."),
    Said(forecast_on=date(2011, 1, 31)),
    Said(extension_until=date(2011, 2, 28), reason="The trainer left."),
)


@dataclass(frozen=True)
class Act:
    """Something that somebody records: on which day of the story, and for how many days before."""

    what: Said | DecisionKind | str
    after: int
    back: int
    n: int


ACTS = st.builds(
    Act,
    what=st.sampled_from([*SAID, *DECIDED, *DECIDED, "silence", "hand over"]),
    after=st.integers(0, 5),
    back=st.sampled_from([0, 0, 0, 2, 5]),
    n=st.integers(0, 2),
)


def do(world: World, act: Act) -> bool:
    """Record it, or leave it where it is refused; true where it stands there already."""
    on = max(world.today - timedelta(days=act.back), FIRST)
    until = world.today + timedelta(days=20 + 15 * act.n)
    if isinstance(act.what, Said):
        said = replace(act.what, note=f"{act.what.note or ''} {act.n}")
        by = (LEAD, HEAD, SECRETARY)[act.n]
        return respond(world.office, ACTION, said, by=by, on=on).already
    if isinstance(act.what, DecisionKind):
        what = Deciding(kind=act.what, on=on, until=until, chairs_action=True)
        return decide(world.office, ACTION, what, by=CHAIR).already
    if act.what == "silence":
        last = world.today + timedelta(days=act.n)
        silence(world.office, Chosen(action=ACTION), last, "Moving.", by=SECRETARY)
    else:
        lead = (LEAD, DEPUTY, HEAD)[act.n]
        edit(world.office, ACTION, Edited(lead=lead, reason="Moved."), by=SECRETARY)
    return False


def facts(world: World) -> dict[str, object]:
    """All that the rules are told of the action, without the numbers that rows have."""
    with reading(world.office.engine) as session:
        (one,) = action_facts(session, all_of(BOARD_ID), world.today + timedelta(days=200))
    kept = {name: getattr(one, name) for name in ActionFacts.__slots__ if name != "struck"}
    kept["versions"] = [replace(v, version_id=0, number=0) for v in one.versions]
    kept["version"] = replace(one.version, version_id=0, number=0)
    kept["decisions"] = [replace(d, decision_id=0) for d in one.decisions]
    kept["stops"] = sorted((replace(s, stop_id=0) for s in one.stops), key=str)
    return kept


def begin(template: Path, engine: Engine) -> World:
    """A new world with one action, which has a contributor."""
    world = World.of(template, engine)
    world.import_plan(row("1", "31 December 2010", lead=f"{LEAD}; {HEAD}"))
    return world


def numbers(world: World) -> set[int]:
    """The numbers of the history's entries."""
    return {line.seq for line in history(world.office)}


@pytest.mark.clause("2.2")
@settings(max_examples=FEW, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, min_size=2, max_size=7), pick=st.integers(0, 6))
def test_the_register_is_as_if_what_was_struck_had_not_been(
    template: Path, engine: Engine, acts: list[Act], pick: int
) -> None:
    """The same acts without the one, on the same days, leave the same facts.

    Where the correction is refused nothing is changed, and an act that followed is refused in a
    world without the one as well, or hands over what was handed over.
    """
    world = begin(template, engine)
    recorded: list[tuple[Act, date, int]] = []
    day = FIRST
    for act in acts:
        day += timedelta(days=act.after)
        before = numbers(world.on(day))
        with suppress(Refused):
            do(world, act)
        recorded += [(act, day, seq) for seq in numbers(world) - before]
    if not recorded:
        return
    struck = recorded[pick % len(recorded)]
    world.on(day)
    before_it = facts(world)
    try:
        correct(world.office, struck[2], "A slip.", by=SECRETARY)
    except Refused:
        assert facts(world) == before_it
        assert verify_history(world.office) == []
        _refused_without(begin(template, engine), recorded, struck)
        return
    after = facts(world)
    assert verify_history(world.office) == []
    other = begin(template, engine)
    for act, on, seq in recorded:
        if seq != struck[2] and do(other.on(on), act):
            return  # what the struck one had replaced was recorded again after it
    assert facts(other.on(day)) == after


def _refused_without(
    other: World, recorded: list[tuple[Act, date, int]], struck: tuple[Act, date, int]
) -> None:
    handed = [one for one in recorded if one[0].what == "hand over" and one[2] > struck[2]]
    if struck[0].what == "hand over" and handed:
        return
    refused = 0
    for act, on, seq in recorded:
        if seq != struck[2]:
            try:
                do(other.on(on), act)
            except Refused:
                refused += 1
    assert refused
