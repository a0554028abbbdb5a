"""What a run leaves in the register: its row, its notices, and when to ask each action again.

All in the caller's transaction: deciding and recording are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from models import run_statements as statements
from models.asking import ask_of, values
from models.chain import Change, append, digest_in_order
from models.day_writing import ask_again, pages
from models.rules.facts import BoardFacts
from models.rules.owed import Notice as Owed
from models.rules.tally import Answer, End, Tally
from models.rules.words import NoticeState
from models.runs import Begun, Recorded, Told


def record_day(
    session: Session,
    board: BoardFacts,
    as_of: date,
    answers: Iterable[Answer],
    *,
    policy_id: int,
    scanned: int,
    asked_all: bool,
    at: datetime,
) -> Recorded:
    """Record a run with what it owes; the notices are waiting from then on.

    They are written as its actions are asked: what is held in memory does not grow with them.
    """
    run_id = _run(session, board, as_of, scanned, at)
    run = Begun(run_id=run_id, board_id=board.board_id, policy_id=policy_id, as_of=as_of)
    tally, told, quiet = Tally(board), Told(), not board.calendar.is_wd(as_of)
    _ask(session, run, answers, tally, told)
    end = _end(session, run, tally, told)
    if asked_all:
        statements.ASKED_ALL.run(session.connection(), {"the_id": board.board_id, "day": as_of})
    append(session, board.board_id, [_change(session, run, scanned, told, quiet=quiet)], at)
    return Recorded(
        run_id=run_id,
        board_id=board.board_id,
        as_of=as_of,
        quiet=quiet,
        scanned=scanned,
        notices=told.number,
        unreached=tuple(tally.unreached),
        vacancies=end.vacancies,
        held=end.people_held,
        held_because=end.held,
    )


def _ask(session: Session, run: Begun, answers: Iterable[Answer], tally: Tally, told: Told) -> None:
    """Each action is asked, what it owes is written, and when it is asked again."""
    for some in pages(answers):
        for one in some:
            tally.add(one)
        told.actions.extend([one.action_id for one in some if one.notices])
        told.number += _keep(session, run, [n for one in some for n in one.notices])
        ask_again(session, [(one.action_id, one.next_on) for one in some])


def _end(session: Session, run: Begun, tally: Tally, told: Told) -> End:
    """What the board owes besides is written, all of it held where it is, and what it came to."""
    end = tally.end(run.as_of)
    told.of_none += end.own + end.news
    told.number += _keep(session, run, end.own)
    if end.held:
        _hold(session, run, tally.let_go)
    told.number += _keep(session, run, end.news)
    _sum(session, run, tally, end, told)
    return end


def _keep(session: Session, run: Begun, notices: Sequence[Owed]) -> int:
    if notices:
        statements.NEW_NOTICES.run_many(session.connection(), [_row(n, run) for n in notices])
    return len(notices)


def _hold(session: Session, run: Begun, let_go: Iterable[Owed]) -> None:
    """All of the run is held but what a person has released before; S is yet to come."""
    connection = session.connection()
    statements.HOLD.run(connection, {"the_run": run.run_id, "since": run.as_of})
    free = [
        {"the_run": run.run_id, "of": n.action_id, "why": n.cause, "what": n.step, "to": n.post_id}
        for n in let_go
    ]
    if free:
        statements.LET_GO_AGAIN.run_many(connection, free)


def _sum(session: Session, run: Begun, tally: Tally, end: End, told: Told) -> None:
    values = {
        "the_id": run.run_id,
        "owed": told.number,
        "count": end.counted,
        "since": run.as_of if end.held else None,
        "missed": [
            {"action": u.action_id, "step": u.step.value, "post": u.post_id, "words": u.words}
            for u in tally.unreached
        ],
    }
    statements.END_RUN.run(session.connection(), values)


def _run(session: Session, board: BoardFacts, as_of: date, scanned: int, at: datetime) -> int:
    """The row of a run that begins: what it comes to is written at its end."""
    values = {
        "board_id": board.board_id,
        "as_of": as_of,
        "started_at": at,
        "quiet": not board.calendar.is_wd(as_of),
        "scanned": scanned,
        "notices": 0,
        "messages": 0,
        "counted": 0,
        "held_on": None,
        "exceptions": [],
    }
    run_id: int = statements.NEW_RUN.run(session.connection(), values).fetchone()[0]
    return run_id


def _row(owed: Owed, run: Begun) -> dict[str, Any]:
    return {
        "board_id": run.board_id,
        "run_id": run.run_id,
        "policy_id": run.policy_id,
        "action_id": owed.action_id,
        "step": owed.step,
        "cause": owed.cause,
        "post_id": owed.post_id,
        "person_id": owed.person_id,
        "for_post_id": owed.for_post_id,
        "for_words": owed.for_words,
        "first": owed.first,
        "copied": owed.copy,
        "state": NoticeState.WAITING,
        "planned_on": owed.planned_on,
        "recorded_on": run.as_of,
        "reason": owed.reason,
        "held_on": run.as_of if owed.held else None,
        "pack_id": owed.pack_id,
    }


def _change(session: Session, run: Begun, scanned: int, told: Told, *, quiet: bool) -> Change:
    """One entry a run: the notices' own rows are the ledger, their digest stands in the chain."""
    facts = {"as_of": run.as_of, "quiet": quiet, "scanned": scanned, "notices": told.number}
    if told.number:
        facts["digest"] = digest_in_order(_in_order(session, run, told))
    return Change(
        what="run", subject="run", subject_id=run.run_id, holds_from=run.as_of, facts=facts
    )


def _in_order(session: Session, run: Begun, told: Told) -> Iterator[tuple[Any, ...]]:
    """The places of a run's notices, those of no action first, read again some actions at a time.

    So nobody has to hold them all for the sake of their order.
    """
    yield from sorted((0, n.step.value, n.cause, n.post_id) for n in told.of_none)
    for some in pages(sorted(told.actions)):
        ask_of(session, some)
        asked = values(session, the_run=run.run_id)
        yield from sorted(statements.NOTICES_OF.run(session.connection(), asked).fetchall())


def finish_run(session: Session, run_id: int, messages: int, at: datetime) -> None:
    """Write down how many messages a run sent, and when it ended."""
    statements.FINISH_RUN.run(
        session.connection(), {"the_id": run_id, "sent": messages, "ended": at}
    )
