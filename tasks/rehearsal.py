"""The days played forward on facts read from the register: nothing is written, nobody is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Select
from sqlmodel import Session

from models.board_reading import board_facts, board_ids
from models.database import reading
from models.policy_reading import PolicyInForce, in_force, policies
from models.rules.facts import BoardFacts
from models.rules.policy import Policy
from models.rules.rehearsal import Later
from models.rules.rehearsal_difference import differences
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.played import Played, play_board, together
from tasks.policy_files import policy_of
from tasks.refused import Refused
from tasks.rehearsed import Compared, Rehearsed

LONGEST = 3660
# Two policies are compared for half a year more: a step that comes later is moved, not dropped.
ON = timedelta(days=183)


def rehearse(
    office: Office,
    start: date,
    end: date,
    *,
    policy_file: Path | None = None,
    empty: bool = False,
) -> Rehearsed:
    """Who would be told what from `start` to `end`, each run's messages taken as accepted.

    With `empty`, as if every plan were entered on `start` and nothing had been told. With a
    policy's file, as if that policy had been adopted on the WD before `start`, and what it changes.
    Raises Refused for days in the wrong order or a policy that cannot be read.
    """
    if end < start or (end - start).days > LONGEST:
        raise Refused("--from and --to: the last day is not before the first, nor ten years on.")
    file, option = policy_file, "--policy"
    if file is None and office.settings.clock is None:
        # In play the register is looked at under that policy anyway.
        file, option = office.settings.policy, "MATTERS_POLICY"
    with reading(office.engine) as session:
        boards = board_ids(session)
        until = end if file is None else end + ON
        kept = together([_as_it_is(session, one, start, until, empty=empty) for one in boards])
        if file is None:
            return _rehearsed(start, end, kept)
        tried = policy_of(file, option, kept.policy + 1)
        played = [_tried(session, one, tried, start, until, empty=empty) for one in boards]
    return _rehearsed(start, end, together(played), kept)


def rehearse_change(
    session: Session, board_id: int, policy: Policy, today: date, end: date
) -> Rehearsed:
    """What a policy adopted today, which holds from the next WD, changes of a board's days."""
    until = end + ON
    # Of two policies adopted on one day the second takes the place of the first.
    last = policies(session, board_id)[-1].policy.number
    kept = replace(_as_it_is(session, board_id, today, until, empty=False), policy=last)
    board, held = _board(session, board_id, today, until)
    from_on = board.calendar.plus(today, 1)
    adopted = PolicyInForce(
        policy_id=0, policy=policy, holds_from=from_on, changed_on=today, before=held
    )
    under = board_facts(session, board_id, today, board_calendar, until=until, policy=adopted)
    later = [Later(from_on=from_on, board=under)]
    played = play_board(session, board, today, until, later, empty=False)
    return _rehearsed(today, end, played, kept, number=policy.number)


def _rehearsed(
    start: date,
    end: date,
    played: Played,
    kept: Played | None = None,
    *,
    number: int | None = None,
) -> Rehearsed:
    compared = None if kept is None else _compared(end, played, kept)
    played = played.until(end)
    return Rehearsed(
        start=start,
        end=end,
        policy=played.policy if number is None else number,
        notices=played.notices,
        messages=played.messages,
        unreached=played.unreached,
        compared=compared,
    )


def _compared(end: date, played: Played, kept: Played) -> Compared:
    """What differs up to a day, of two that were played beyond it."""
    found = differences(kept.notices, played.notices)
    kept = kept.until(end)
    return Compared(
        policy=kept.policy,
        notices=len(kept.notices),
        messages=len(kept.messages),
        differences=tuple(one for one in found if one.first_on <= end),
    )


def _board(
    session: Session, board_id: int, start: date, end: date
) -> tuple[BoardFacts, PolicyInForce]:
    held = in_force(policies(session, board_id), start)
    facts = board_facts(session, board_id, start, board_calendar, until=end, policy=held)
    return facts, held


def _as_it_is(session: Session, board_id: int, start: date, end: date, *, empty: bool) -> Played:
    """The days under the policy that is adopted, and from its day under one that will hold."""
    board, _ = _board(session, board_id, start, end)
    later = later_boards(session, board_id, start, end)
    return play_board(session, board, start, end, later, empty=empty)


def later_boards(
    session: Session, board_id: int, start: date, end: date, chosen: Select[Any] | None = None
) -> list[Later]:
    """The board under each policy that begins to hold after `start`, by `end`.

    `chosen` are the ids of the posts to be known; else all.
    """
    coming = [one for one in policies(session, board_id) if start < one.holds_from <= end]
    return [
        Later(
            from_on=one.holds_from,
            board=board_facts(
                session, board_id, start, board_calendar, until=end, policy=one, chosen=chosen
            ),
        )
        for one in coming
    ]


def _tried(
    session: Session, board_id: int, policy: Policy, start: date, end: date, *, empty: bool
) -> Played:
    """The days under a policy that was adopted on the WD before the first of them.

    An empty register has never known another one.
    """
    board, held = _board(session, board_id, start, end)
    changed_on = board.calendar.minus(start, 1)
    tried = PolicyInForce(
        policy_id=0,
        policy=policy,
        holds_from=start,
        changed_on=None if empty else changed_on,
        before=None if empty else held,
    )
    under = board_facts(session, board_id, start, board_calendar, until=end, policy=tried)
    return play_board(session, under, start, end, (), empty=empty)
