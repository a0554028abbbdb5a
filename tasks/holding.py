"""What is held is released or refused by the secretary of a committee, or by its chair."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.board_reading import board_facts
from models.chain import chain_end
from models.database import reading, writing
from models.holding_writing import (
    Held,
    Releasing,
    held_by_run,
    held_notice,
    refuse,
    release,
    runs_held,
)
from tasks.acting import actor_of
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.refused import Refused

NUMBER = re.compile(r"[0-9]{1,18}")
NO_RUN = "there is no such run; an escalation is written with an n, such as n34."
NO_ESCALATION = "there is no such escalation; `matters why` of its action names it."


@dataclass(frozen=True, slots=True, kw_only=True)
class LetGo:
    """How many notices were released or refused, and of what."""

    what: str
    notices: int
    due_again: int = 0


def held_runs(office: Office, as_of: date) -> tuple[int, ...]:
    """The runs of a day that wait to be released or refused."""
    with reading(office.engine) as session:
        return runs_held(session, as_of)


def release_held(office: Office, which: str, *, by: str, reason: str = "") -> LetGo:
    """Let a held run (its number) or escalation (n and the notice's number) go.

    What was refused before is due again. Raises Refused where nothing is held or kept back.
    """
    with writing(office.engine) as session:
        held = _held(session, which)
        if not held.notices and not held.kept_back:
            raise Refused(f"{which}: nothing of it is held or was refused.")
        release(session, held, office_holder(office, session, held.board_id, by, reason))
    return LetGo(what=which, notices=len(held.notices), due_again=len(held.kept_back))


def refuse_held(office: Office, which: str, *, by: str, reason: str) -> LetGo:
    """Keep a held run or escalation back, with a reason; its steps are not due until released.

    Raises Refused without a reason, and where nothing is held.
    """
    if not reason.strip():
        raise Refused("--reason: say why it is kept back; the reason is kept.")
    with writing(office.engine) as session:
        held = _held(session, which)
        if not held.notices:
            raise Refused(f"{which}: nothing of it is held.")
        refuse(session, held, office_holder(office, session, held.board_id, by, reason))
    return LetGo(what=which, notices=len(held.notices))


def _held(session: Session, which: str) -> Held:
    number = which.removeprefix("n")
    if not NUMBER.fullmatch(number):
        raise Refused(f"{which}: give a run's number, such as 12, or an escalation's, such as n34.")
    found = held_notice if which.startswith("n") else held_by_run
    held = found(session, int(number))
    if held is None:
        raise Refused(f"{which}: {NO_ESCALATION if which != number else NO_RUN}")
    # Nobody else records anything of the board meanwhile.
    chain_end(session, held.board_id)
    return held


def office_holder(
    office: Office, session: Session, board_id: int, by: str, reason: str
) -> Releasing:
    """A secretary of the board's committees, or a chair, and why. Raises Refused for others."""
    today = office.clock.today()
    board = board_facts(session, board_id, today, board_calendar)
    may = [c.secretary_id for c in board.committees.values()]
    may += [c.chair_id for c in board.committees.values()]
    actor = actor_of(session, board, by, today, prefer=may)
    if actor.post_id not in may:
        raise Refused(f"--by {by}: only the secretary or the chair of a committee may do that.")
    return Releasing(
        person_id=actor.person_id, today=today, at=office.clock.now(), reason=reason.strip()
    )
