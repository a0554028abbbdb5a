"""The days played forward on facts read from the register: nothing is written, nobody is told."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from pathlib import Path

from sqlmodel import Session

from models.action_reading import action_facts, all_of
from models.board_reading import board_facts, board_ids
from models.database import reading
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.notices import Notice
from models.rules.policy import Policy
from models.rules.policy_file import PolicyRefused, parse_policy
from models.rules.rehearsal import RehearsedDay
from models.rules.rehearsal import rehearse as play
from models.rules.standing import day_words
from models.rules.words import NoticeState
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
        parts = [_day(on, [n for n in self.notices if n.on == on]) for on in self.days]
        title = f"Who would be told what, {day_words(self.start)} to {day_words(self.end)}"
        body = "".join(parts) or "<p>Nothing would be told in these days.</p>"
        return PAGE.format(title=escape(title), body=body)


PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;
color:#0b0c0c}}table{{border-collapse:collapse;width:100%;margin:0 0 2rem}}th,td{{text-align:left;
padding:.35rem .75rem .35rem 0;border-bottom:1px solid #b1b4b6;vertical-align:top}}
caption{{text-align:left;font-weight:700;font-size:1.2rem;padding:.5rem 0}}</style></head>
<body><h1>{title}</h1><p>Nobody answers in a rehearsal, and nobody is told.</p>{body}</body></html>
"""


def _day(on: date, notices: list[RehearsedNotice]) -> str:
    rows = "".join(
        f"<tr><td>{escape(n.step)}</td><td>{escape(n.action)}</td><td>{escape(n.to)}"
        f"{' (copy)' if n.copy else ''}</td><td>{escape(n.reason)}</td></tr>"
        for n in notices
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Step", "Action", "To", "Why"))
    caption = f"{on:%A} {day_words(on)}"
    return f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead>{rows}</table>"


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
    except (OSError, UnicodeDecodeError, PolicyRefused) as error:
        raise Refused(f"--policy {path}: {error}") from None


def _board(
    session: Session, board_id: int, start: date, end: date, tried: Policy | None, *, empty: bool
) -> tuple[int, list[RehearsedNotice], list[RehearsedMessage]]:
    board = board_facts(session, board_id, start, board_calendar, until=end, policy=tried)
    actions = action_facts(session, all_of(board_id), start)
    if empty:
        board = replace(board, previous_run_on=None)
        actions = tuple(_fresh(a, start) for a in actions)
    else:
        first = board.calendar.on_or_after(start)
        actions = tuple(_all_accepted(a, first) for a in actions)
    days = play(actions, board, start, end)
    names = {a.action_id: a.reference for a in actions}
    notices = [_said(n, day.on, names, board) for day in days for n in day.notices]
    return board.policy.number, notices, _messages(days, board)


def _all_accepted(action: ActionFacts, on: date) -> ActionFacts:
    """The action with what waits for it accepted on the first day ("Told")."""
    if all(e.state is not NoticeState.WAITING for e in action.ledger):
        return action
    told = (
        replace(e, state=NoticeState.TOLD, told_on=on) if e.state is NoticeState.WAITING else e
        for e in action.ledger
    )
    return replace(action, ledger=tuple(told))


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
