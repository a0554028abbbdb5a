"""The days played forward on facts read from the register: nothing is written, nobody is told."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlmodel import Session

from models.action_reading import action_facts, all_of
from models.board_reading import board_facts, board_ids
from models.database import reading
from models.policy_reading import PolicyInForce
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.notices import Notice
from models.rules.policy import Policy
from models.rules.policy_file import PolicyRefused, parse_policy
from models.rules.rehearsal import RehearsedDay, all_accepted
from models.rules.rehearsal import rehearse as play
from models.rules.words import Step
from notifications.rehearsal import Row, rehearsal_page
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.refused import Refused

LONGEST = 3660


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsedNotice:
    """One notice of a rehearsal: the day, the step, the action, the post it is told to."""

    on: date
    step: str
    action: str
    to: str
    copy: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsedMessage:
    """One message of a rehearsal: one person, named by the post first addressed, one day."""

    on: date
    to: str
    channel: str
    notices: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """What a period would tell."""

    start: date
    end: date
    policy: int
    notices: tuple[RehearsedNotice, ...]
    messages: tuple[RehearsedMessage, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which something would be told."""
        return tuple(sorted({n.on for n in self.notices}))

    def as_json(self) -> dict[str, object]:
        """The shape of interface.md, `matters rehearse --json`."""
        return {
            "from": self.start,
            "to": self.end,
            "policy": self.policy,
            "notices": [
                {
                    "on": n.on,
                    "step": n.step,
                    "action": n.action,
                    "to": n.to,
                    "copy": n.copy,
                    "reason": n.reason,
                }
                for n in self.notices
            ],
            "messages": [
                {"on": m.on, "to": m.to, "channel": m.channel, "notices": m.notices}
                for m in self.messages
            ],
        }

    def page(self) -> str:
        """The days as one HTML page without script, for the chair."""
        rows = [
            Row(on=n.on, step=Step(n.step), action=n.action, to=n.to, copied=n.copy, why=n.reason)
            for n in self.notices
        ]
        sent = [message.to for message in self.messages]
        return rehearsal_page(self.start, self.end, self.policy, rows, sent)


def rehearse(
    office: Office,
    start: date,
    end: date,
    *,
    policy_file: Path | None = None,
    empty: bool = False,
) -> Rehearsed:
    """Who would be told what from `start` to `end`, each run's messages taken as accepted.

    With `empty`, as if every plan were entered on `start` and nothing had been told. Raises
    Refused for days in the wrong order or a policy that cannot be read.
    """
    if end < start or (end - start).days > LONGEST:
        raise Refused("--from and --to: the last day is not before the first, nor ten years on.")
    tried = _policy(policy_file) if policy_file is not None else None
    with reading(office.engine) as session:
        played = [
            _board(session, board_id, start, end, tried, empty=empty)
            for board_id in board_ids(session)
        ]
    return Rehearsed(
        start=start,
        end=end,
        policy=tried.number if tried else max((p for p, _, _ in played), default=0),
        notices=tuple(sorted((n for _, ns, _ in played for n in ns), key=lambda n: n.on)),
        messages=tuple(sorted((m for _, _, ms in played for m in ms), key=lambda m: m.on)),
    )


def _policy(path: Path) -> Policy:
    try:
        return parse_policy(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refused(f"--policy {path}: it cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise Refused(f"--policy {path}: it is not UTF-8 text.") from None
    except PolicyRefused as error:
        raise Refused(f"--policy {path}: {error}") from None


def _board(
    session: Session, board_id: int, start: date, end: date, tried: Policy | None, *, empty: bool
) -> tuple[int, list[RehearsedNotice], list[RehearsedMessage]]:
    held = PolicyInForce(policy_id=0, policy=tried, holds_from=start) if tried else None
    board = board_facts(session, board_id, start, board_calendar, until=end, policy=held)
    actions = action_facts(session, all_of(board_id), start)
    if empty:
        board = replace(board, previous_run_on=None)
        actions = tuple(_fresh(a, start) for a in actions)
    else:
        first = board.calendar.on_or_after(start)
        actions = tuple(all_accepted(a, first) for a in actions)
    days = play(actions, board, start, end)
    names = {a.action_id: a.reference for a in actions}
    notices = [_said(n, day.on, names, board) for day in days for n in day.notices]
    return board.policy.number, notices, _messages(days, board)


def _fresh(action: ActionFacts, start: date) -> ActionFacts:
    """The action as if it were entered on a day, with nothing told and nothing answered."""
    return replace(
        action,
        entered_on=start,
        follow_from=None,
        version=replace(action.version, from_on=start),
        ledger=(),
        stops=tuple(s for s in action.stops if s.closed_as is not None),
        responded_on=None,
        forecast_on=None,
    )


def _said(notice: Notice, on: date, names: dict[int, str], board: BoardFacts) -> RehearsedNotice:
    return RehearsedNotice(
        on=on,
        step=notice.step.value,
        action=names[notice.action_id],
        to=board.posts[notice.post_id].name,
        copy=notice.copy,
        reason=notice.reason,
    )


def _messages(days: tuple[RehearsedDay, ...], board: BoardFacts) -> list[RehearsedMessage]:
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
