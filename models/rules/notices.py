"""Which notices a day owes: the steps that are due, to whom, each once, each with its reason.

Source: procedure.md, "Told", "A notice", rules 1, 5, 6 and 7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from models.rules.calendar import ONE_DAY
from models.rules.causes import cause_stands
from models.rules.entries import unheard
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.ladder import StepView, Verdict, views_of
from models.rules.months import month_cause, month_first, next_month_first, secretary_reason
from models.rules.questions import Question, ask
from models.rules.recipients import Addressee, Recipient, posts_for_leads, recipients, secretary_of
from models.rules.words import Step, StopKind

__all__ = ["Day", "Notice", "Unreached", "cause_stands", "decide", "next_on", "owed"]


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
        q = ask(action, board, as_of)
        views = views_of(q)
        told, missed = _owed(q, views)
        notices += told
        unreached += missed
        again.append((action.action_id, _after_telling(q, views, missed)))
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


def _owed(q: Question, views: tuple[StepView, ...]) -> tuple[list[Notice], list[Unreached]]:
    """What one action owes: a notice exists once, unless it is withdrawn ("A notice")."""
    known = {(*place, e.post_id) for place, lines in q.lines.items() for e in lines}
    notices: list[Notice] = []
    unreached: list[Unreached] = []
    for one in _all_owed(q, views):
        if isinstance(one, Unreached):
            unreached.append(one)
        elif (one.step, one.cause, one.post_id) not in known:
            known.add((one.step, one.cause, one.post_id))
            notices.append(one)
    return notices, unreached


def _all_owed(q: Question, views: tuple[StepView, ...]) -> Iterator[Notice | Unreached]:
    for one in views:
        if one.verdict is Verdict.DUE:
            yield from _entry(q, one) if one.step is Step.A else _step(q, one)
    if views:
        yield from _secretary_list(q)


def _step(q: Question, one: StepView) -> Iterator[Notice | Unreached]:
    told, missing = recipients(q.action, q.board, one.step, q.as_of)
    for who in told:
        yield _notice(q, one, who)
    for post in missing:
        yield _unreached(q, one.step, post, told=bool(told))


def _entry(q: Question, one: StepView) -> Iterator[Notice | Unreached]:
    """A, to each lead post whose holder has not heard of this version yet."""
    for post in unheard(q):
        if post.who is None or post.who.for_words:
            yield _unreached(q, Step.A, post.lead, told=post.who is not None)
        if post.who is not None:
            said = replace(one, cause=post.cause, reason=post.reason)
            yield _notice(q, said, post.who)


def _secretary_list(q: Question) -> Iterator[Notice]:
    """The secretary's M: one list of all overdue, undated and undecided actions."""
    reason = secretary_reason(q)
    who = secretary_of(q.action, q.board, q.as_of) if reason else None
    if reason and who:
        first = month_first(q.calendar, q.as_of)
        one = StepView(Step.M, month_cause(q.as_of), first, Verdict.DUE, reason)
        yield _notice(q, one, who)


def _notice(q: Question, one: StepView, who: Recipient) -> Notice:
    return Notice(
        action_id=q.action.action_id,
        step=one.step,
        cause=one.cause,
        post_id=who.post_id,
        person_id=who.person_id,
        first=who.first,
        copy=who.copy,
        planned_on=one.planned_on or q.as_of,
        reason=one.reason,
        for_post_id=who.for_post_id,
        for_words=who.for_words,
    )


def _unreached(q: Question, step: Step, post: Addressee, *, told: bool) -> Unreached:
    return Unreached(
        action_id=q.action.action_id,
        step=step,
        post_id=post.post_id,
        words=post.words,
        told_instead=told,
    )


def next_on(
    action: ActionFacts, board: BoardFacts, views: tuple[StepView, ...], as_of: date
) -> date | None:
    """A lower bound of the day on which the action is next owed a notice; None for never.

    Never later than the true day; earlier is harmless, because the rules are asked again. It is
    `as_of` itself while a step is due: a second run of the day finds what the first one lost.
    """
    return _next_on(ask(action, board, as_of), views)


def _next_on(q: Question, views: tuple[StepView, ...]) -> date | None:
    if q.action.stopped(q.as_of, StopKind.CLOSURE):
        return None
    if any(one.verdict is Verdict.DUE for one in views) or secretary_reason(q):
        return q.as_of
    return _ahead(q, views)


def _after_telling(
    q: Question, views: tuple[StepView, ...], missed: list[Unreached]
) -> date | None:
    """When to ask again, what the day owes being recorded: on its day where nobody was told it.

    Whoever accepts later than today is owed the next step later: the bound still holds. A notice
    that is withdrawn has its action asked again by whoever withdraws it.
    """
    if q.action.stopped(q.as_of, StopKind.CLOSURE):
        return None
    if any(not one.told_instead for one in missed):
        return q.as_of
    if any(one.verdict is Verdict.DUE and one.step.is_stage for one in views):
        return q.as_of + ONE_DAY
    return _ahead(q, views)


def _ahead(q: Question, views: tuple[StepView, ...]) -> date:
    """A lower bound of the next day after today that owes anything."""
    days = [_after(one, q.as_of) for one in views]
    days += [stop.until_on for stop in q.stops]
    days += _handovers(q)
    later = (day for day in days if day is not None and day > q.as_of)
    return min([*later, next_month_first(q.calendar, q.as_of)])


def _after(one: StepView, as_of: date) -> date | None:
    tomorrow = as_of + ONE_DAY
    if one.verdict is Verdict.WAITING:
        return tomorrow
    if one.verdict is Verdict.LATER and one.planned_on is not None:
        return max(one.planned_on, tomorrow)
    return None


def _handovers(q: Question) -> list[date | None]:
    """The days on which a lead post of the action, or one that stands in, changes hands."""
    posts = posts_for_leads(q.action, q.board, q.as_of)
    tenures = [tenure for post in posts for tenure in post.tenures]
    return [t.from_on for t in tenures] + [t.until_on for t in tenures]
