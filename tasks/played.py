"""A board's days played forward on its facts, in the words of a rehearsal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from models.action_reading import action_facts, all_of, paged_facts
from models.board_steps_reading import with_steps
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.notices import Notice, decide
from models.rules.rehearsal import Later, RehearsedDay, all_accepted
from models.rules.rehearsal import rehearse as play
from tasks.rehearsed import RehearsedMessage, RehearsedNotice


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What one board, or all of them, would tell."""

    policy: int
    notices: tuple[RehearsedNotice, ...]
    messages: tuple[RehearsedMessage, ...]
    unreached: tuple[str, ...] = ()

    def until(self, end: date) -> Played:
        """What of it is told by a day."""
        return replace(
            self,
            notices=tuple(one for one in self.notices if one.on <= end),
            messages=tuple(one for one in self.messages if one.on <= end),
        )


def together(played: Sequence[Played]) -> Played:
    """Several boards in one, day by day."""
    return Played(
        policy=max((one.policy for one in played), default=0),
        notices=tuple(sorted((n for one in played for n in one.notices), key=lambda n: n.on)),
        messages=tuple(sorted((m for one in played for m in one.messages), key=lambda m: m.on)),
        unreached=tuple(post for one in played for post in one.unreached),
    )


def play_board(
    session: Session,
    board: BoardFacts,
    start: date,
    end: date,
    later: Sequence[Later],
    *,
    empty: bool,
) -> Played:
    """What the board would tell from a day to a day, under later boards from their days on."""
    actions = _there_by_then(session, board, start)
    board = with_steps(session, board, start)
    later = [replace(one, board=with_steps(session, one.board, start)) for one in later]
    if empty:
        board = replace(board, month_runs=(), ledger=())
        actions = [_fresh(a, start) for a in actions]
    else:
        first = board.calendar.on_or_after(start)
        actions = [all_accepted(a, first) for a in actions]
    days = play(actions, board, start, end, later)
    names = {a.action_id: a.reference for a in actions}
    return Played(
        policy=board.policy.number,
        notices=tuple(_said(n, day.on, names, board) for day in days for n in day.notices),
        messages=tuple(_messages(days, board)),
        unreached=_unreached(actions, board, board.calendar.on_or_after(start)),
    )


def _there_by_then(session: Session, board: BoardFacts, start: date) -> list[ActionFacts]:
    """The board's actions as of a day; one that was entered later, as it was entered.

    As of a day before that it has no lead yet, nor what its plan records of it.
    """
    actions = action_facts(session, all_of(board.board_id), start)
    found = {action.action_id: action for action in actions}
    for day in sorted({action.entered_on for action in actions if action.entered_on > start}):
        late = [action.action_id for action in actions if action.entered_on == day]
        facts = paged_facts(session, late, day)
        found |= {action.action_id: replace(action, ledger=()) for action in facts}
    return list(found.values())


def _unreached(actions: Iterable[ActionFacts], board: BoardFacts, on: date) -> tuple[str, ...]:
    """The posts for which nobody at all is told on the first day: neither holder nor stand-in."""
    missed = decide(actions, board, on).unreached
    return tuple(sorted({one.words for one in missed if not one.told_instead}))


def _fresh(action: ActionFacts, start: date) -> ActionFacts:
    """The action as if it were entered on a day, with nothing told and nothing answered."""
    version = replace(action.version, from_on=start)
    return replace(
        action,
        entered_on=start,
        follow_from=None,
        undated_since=None,
        version=version,
        versions=(version,),
        decisions=(),
        struck=(),
        ledger=(),
        stops=tuple(replace(s, from_on=min(s.from_on, start)) for s in action.stops if s.closed_as),
        responded_on=None,
        forecast_on=None,
    )


def _said(notice: Notice, on: date, names: dict[int, str], board: BoardFacts) -> RehearsedNotice:
    return RehearsedNotice(
        on=on,
        step=notice.step.value,
        action=names[notice.action_id] if notice.action_id is not None else "",
        to=board.posts[notice.post_id].name,
        copy=notice.copy,
        reason=notice.reason,
        cause=notice.cause,
    )


def _messages(days: Iterable[RehearsedDay], board: BoardFacts) -> list[RehearsedMessage]:
    found = []
    for day in days:
        by_person: dict[int, list[Notice]] = defaultdict(list)
        for notice in day.notices:
            by_person[notice.person_id].append(notice)
        for notices in by_person.values():
            first = min(notices, key=lambda n: n.copy)
            found.append(
                RehearsedMessage(
                    on=day.on,
                    to=board.posts[first.post_id].name,
                    channel=board.posts[first.post_id].channel.value,
                    notices=len(notices),
                )
            )
    return found
