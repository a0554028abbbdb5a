"""Which notices a day owes: the steps that are due, to whom, each once, each with its reason.

Source: procedure.md, "Told", "A notice", rules 1, 5, 6 and 7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from models.rules.calendar import ONE_DAY
from models.rules.facts import ActionFacts, BoardFacts, Entry
from models.rules.ladder import (
    LEADS_STOPS,
    StepView,
    Verdict,
    first_a_on,
    is_month_day,
    month_cause,
    month_first,
    view,
)
from models.rules.recipients import Addressee, Recipient, addressees, recipients, resolve
from models.rules.standing import is_overdue
from models.rules.words import Step, StopKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One step, for one cause, to one post: what the day owes and why."""

    action_id: int
    step: Step
    cause: str
    post_id: int
    person_id: int
    first: bool
    copy: bool
    planned_on: date
    reason: str
    for_post_id: int | None = None
    for_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreached:
    """A post that a step was meant for and that nobody holds, or whose address is refused."""

    action_id: int
    step: Step
    post_id: int | None
    words: str
    told_instead: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What a day owes: its notices, the posts not reached, and when to ask each action again."""

    as_of: date
    quiet: bool
    notices: tuple[Notice, ...] = ()
    unreached: tuple[Unreached, ...] = ()
    next_on: tuple[tuple[int, date | None], ...] = ()


def decide(actions: Iterable[ActionFacts], board: BoardFacts, as_of: date) -> Day:
    """All that the actions owe as of a day; nothing on a day that is not a WD (rule 5)."""
    if not board.calendar.is_wd(as_of):
        return Day(as_of=as_of, quiet=True)
    notices: list[Notice] = []
    unreached: list[Unreached] = []
    again: list[tuple[int, date | None]] = []
    for action in actions:
        views = view(action, board, as_of)
        for one in _owed(action, board, views, as_of):
            (notices if isinstance(one, Notice) else unreached).append(one)  # type: ignore[arg-type]
        again.append((action.action_id, next_on(action, board, views, as_of)))
    return Day(
        as_of=as_of,
        quiet=False,
        notices=tuple(notices),
        unreached=tuple(unreached),
        next_on=tuple(again),
    )


def owed(action: ActionFacts, board: BoardFacts, as_of: date) -> tuple[Notice, ...]:
    """The notices one action owes as of a day."""
    return decide((action,), board, as_of).notices


def _owed(
    action: ActionFacts, board: BoardFacts, views: tuple[StepView, ...], as_of: date
) -> Iterator[Notice | Unreached]:
    if not views:
        return
    if views[0].verdict is not Verdict.LATER:
        yield from _entry(action, board, views[0], as_of)
    for one in views:
        if one.verdict is Verdict.DUE and one.step is not Step.A:
            yield from _step(action, board, one, as_of)
    yield from _secretary_list(action, board, as_of)


def _known(action: ActionFacts) -> set[tuple[Step, str, int]]:
    """The notices that exist: a notice exists once unless it is withdrawn."""
    return {
        (e.step, e.cause, e.post_id)
        for step in {e.step for e in action.ledger}
        for e in action.standing_entries(step)
    }


def _step(
    action: ActionFacts, board: BoardFacts, one: StepView, as_of: date
) -> Iterator[Notice | Unreached]:
    told, missing = recipients(action, board, one.step, as_of)
    known = _known(action)
    for who in told:
        if (one.step, one.cause, who.post_id) not in known:
            yield _notice(action, one, one.cause, who, as_of)
    for post in missing:
        yield _unreached(action, one.step, post, told=bool(told))


def _entry(
    action: ActionFacts, board: BoardFacts, one: StepView, as_of: date
) -> Iterator[Notice | Unreached]:
    """A, to each lead post whose holder has not heard of this version yet."""
    for lead in addressees(action, board, Step.A):
        who = resolve(lead, action, board, as_of)
        if who is None or who.for_words:
            yield _unreached(action, Step.A, lead, told=who is not None)
        if who is not None:
            cause = _entry_cause(action, one.cause, lead, who)
            if cause is not None:
                yield _notice(action, one, cause, who, as_of)


def _entry_cause(
    action: ActionFacts, key: str, lead: Addressee, who: Recipient
) -> str | None:
    """The version where the post has not heard of it, the tenure where its holder has not."""
    heard = [e for e in action.standing_entries(Step.A) if _of_post(e, lead, who)]
    of_version = [e for e in heard if e.cause == key]
    if not of_version:
        return key
    since = min(e.recorded_on for e in of_version)
    same = any(
        e.person_id == who.person_id and (e.cause == key or e.recorded_on >= since) for e in heard
    )
    return None if same or who.for_words else f"t{who.tenure_id}"


def _of_post(entry: Entry, lead: Addressee, who: Recipient) -> bool:
    return entry.answers_for == (lead.post_id or who.post_id) or (
        lead.post_id is None and entry.post_id == who.post_id
    )


def _notice(
    action: ActionFacts, one: StepView, cause: str, who: Recipient, as_of: date
) -> Notice:
    reason = one.reason
    if one.step is Step.A and cause.startswith("t"):
        reason = "the post has a new holder"
    return Notice(
        action_id=action.action_id,
        step=one.step,
        cause=cause,
        post_id=who.post_id,
        person_id=who.person_id,
        first=who.first,
        copy=who.copy,
        planned_on=one.planned_on or as_of,
        reason=reason,
        for_post_id=who.for_post_id,
        for_words=who.for_words,
    )


def _unreached(action: ActionFacts, step: Step, post: Addressee, *, told: bool) -> Unreached:
    return Unreached(
        action_id=action.action_id,
        step=step,
        post_id=post.post_id,
        words=post.words,
        told_instead=told,
    )


def _secretary_list(
    action: ActionFacts, board: BoardFacts, as_of: date
) -> Iterator[Notice]:
    """The secretary's M: one list of all overdue, undated and undecided actions."""
    reason = _for_secretary(action, as_of)
    heard = first_a_on(action)
    entered = action.counted_from
    if reason is None or not is_month_day(board, as_of) or heard is None or heard >= as_of:
        return
    if (entered.year, entered.month) >= (as_of.year, as_of.month):
        return
    post_id = board.committees[action.committee_id].secretary_id
    meant = Addressee(post_id=post_id, words=board.posts[post_id].name)
    who = resolve(meant, action, board, as_of)
    cause = month_cause(as_of)
    if who is None or who.post_id in action.leads:
        return
    if (Step.M, cause, who.post_id) in _known(action):
        return
    first = month_first(board.calendar, as_of)
    one = StepView(Step.M, cause, first, Verdict.DUE, reason)
    yield _notice(action, one, cause, who, as_of)


def _for_secretary(action: ActionFacts, as_of: date) -> str | None:
    if action.stopped(as_of, StopKind.CLOSURE):
        return None
    if action.stopped(as_of, StopKind.EVIDENCE):
        return "its evidence awaits a decision"
    if action.stopped(as_of, StopKind.EXTENSION_ASKED):
        return "an extension has been asked for"
    if action.due_on is None:
        return "it has no date"
    return "it is overdue" if is_overdue(action, as_of) else None


def next_on(
    action: ActionFacts, board: BoardFacts, views: tuple[StepView, ...], as_of: date
) -> date | None:
    """A lower bound of the day on which the action is next owed a notice; None for never.

    Never later than the true day; earlier is harmless, because the rules are asked again.
    """
    if action.stopped(as_of, StopKind.CLOSURE):
        return None
    tomorrow = as_of + ONE_DAY
    days = [_after(one, tomorrow) for one in views]
    days += [s.until_on for s in action.stops if s.until_on is not None and s.until_on > as_of]
    days += [_next_month_day(board, as_of)]
    days += _handovers(action, board, as_of)
    return min((day for day in days if day is not None), default=None)


def _after(one: StepView, tomorrow: date) -> date | None:
    if one.verdict in (Verdict.DUE, Verdict.WAITING):
        return tomorrow
    if one.verdict is Verdict.LATER and one.planned_on is not None:
        return max(one.planned_on, tomorrow)
    return None


def _next_month_day(board: BoardFacts, as_of: date) -> date:
    """The next first WD of a month: every open action is looked at for the month's lists."""
    first = month_first(board.calendar, as_of)
    if first > as_of:
        return first
    year, month = as_of.year + as_of.month // 12, as_of.month % 12 + 1
    return month_first(board.calendar, date(year, month, 1))


def _handovers(action: ActionFacts, board: BoardFacts, as_of: date) -> list[date]:
    """The days after `as_of` on which a lead post of the action changes hands."""
    tenures = (t for lead in action.leads for t in board.posts[lead].tenures)
    ends = [(t.from_on, t.until_on) for t in tenures]
    return [day for pair in ends for day in pair if day is not None and day > as_of]


def cause_stands(
    action: ActionFacts, board: BoardFacts, entry: Entry, as_of: date
) -> str | None:
    """Why a waiting notice must be withdrawn before it leaves, or None where its cause stands.

    Source: rule 6. The causes are the version of the date, the month, the tenure; a stop that
    came in meanwhile; a post that changed hands.
    """
    if action.stopped(as_of, StopKind.CLOSURE):
        return "the action was closed"
    if entry.cause.startswith("v") and entry.cause != action.version.key:
        return "the action has a new date"
    post = board.posts.get(entry.post_id)
    holder = post.holder(as_of) if post else None
    if holder is None or holder.person_id != entry.person_id:
        return "the post has another holder"
    if entry.person_id in board.undeliverable:
        return "the address is undeliverable"
    stop = action.stopped(as_of, *LEADS_STOPS)
    if stop is not None and entry.step is not Step.A and not _for_others(entry, action):
        return "the action was stopped: " + stop.kind.value
    return None


def _for_others(entry: Entry, action: ActionFacts) -> bool:
    """True of the secretary's month list, which no stop of the leads' steps touches."""
    return entry.step is Step.M and entry.answers_for not in action.leads
