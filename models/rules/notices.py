"""Which notices a day owes: the steps that are due, to whom, each once, each with its reason.

Source: procedure.md, "Told", "A notice", rules 1, 5, 6 and 7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from models.rules.calendar import ONE_DAY
from models.rules.causes import cause_stands
from models.rules.entries import unheard
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.holding import held_at_gate, held_by_storm
from models.rules.ladder import StepView, Verdict, views_of
from models.rules.months import month_cause, month_first, next_month_first, secretary_reason
from models.rules.owed import Day, Notice, Unreached, told_to
from models.rules.pace import next_stage_from
from models.rules.questions import Question, ask
from models.rules.recipients import Addressee, Recipient, posts_for_leads, recipients, secretary_of
from models.rules.tally import Answer, Tally
from models.rules.vacancies import vacant_for, vacant_leads
from models.rules.words import Step

__all__ = [
    "Answer",
    "Day",
    "Notice",
    "Unreached",
    "answers",
    "cause_stands",
    "decide",
    "next_on",
    "owed",
]


def decide(actions: Iterable[ActionFacts], board: BoardFacts, as_of: date) -> Day:
    """All that the actions owe as of a day; nothing on a day that is not a WD (rule 5)."""
    tally = Tally(board)
    day = _of_actions(actions, board, as_of, tally)
    end = tally.end(as_of)
    kept = (*day.notices, *end.own)
    return replace(
        day,
        notices=(*(held_by_storm(kept) if end.held else kept), *end.news),
        vacancies=end.vacancies,
        counted=end.counted,
        held=end.held,
    )


def decide_apart(actions: Iterable[ActionFacts], board: BoardFacts, as_of: date) -> Day:
    """What the actions owe as of a WD, without what follows from it for their board: V, P and S."""
    return _of_actions(actions, board, as_of, Tally(board))


def _of_actions(
    actions: Iterable[ActionFacts], board: BoardFacts, as_of: date, tally: Tally
) -> Day:
    notices: list[Notice] = []
    again: list[tuple[int, date | None]] = []
    for one in answers(actions, board, as_of):
        tally.add(one)
        notices += one.notices
        again.append((one.action_id, one.next_on))
    return Day(
        as_of=as_of,
        quiet=not board.calendar.is_wd(as_of),
        notices=tuple(notices),
        unreached=tuple(tally.unreached),
        next_on=tuple(again),
    )


def answers(actions: Iterable[ActionFacts], board: BoardFacts, as_of: date) -> Iterator[Answer]:
    """What each action owes as of a day, one after the other; nothing of a day that is not a WD.

    What waits at the review gate is held; whether the whole day is, is known at its end.
    """
    if not board.calendar.is_wd(as_of):
        return
    for action in actions:
        q = ask(action, board, as_of)
        views = views_of(q)
        told, missed = _owed(q, views)
        yield Answer(
            action_id=action.action_id,
            notices=held_at_gate(told, board.policy),
            unreached=tuple(missed),
            vacant=(*vacant_leads(q), *vacant_for(q, missed)),
            next_on=_after_telling(q, views, missed),
        )


def owed(action: ActionFacts, board: BoardFacts, as_of: date) -> tuple[Notice, ...]:
    """The notices one action owes as of a day, without those of its board."""
    day = decide((action,), board, as_of)
    return tuple(n for n in day.notices if n.action_id == action.action_id)


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
    yield from _secretary_list(q)


def _step(q: Question, one: StepView) -> Iterator[Notice | Unreached]:
    told, missing = recipients(q.action, q.board, one.step, q.as_of, one.posts)
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
    if reason is None:
        return
    who = secretary_of(q.action, q.board, q.as_of)
    if who is not None:
        first = month_first(q.calendar, q.as_of)
        one = StepView(Step.M, month_cause(q.as_of), first, Verdict.DUE, reason)
        yield _notice(q, one, who)


def _notice(q: Question, one: StepView, who: Recipient) -> Notice:
    notice = told_to(
        who,
        one.step,
        one.cause,
        planned_on=one.planned_on or q.as_of,
        reason=one.reason,
        action_id=q.action.action_id,
    )
    return replace(notice, let_go=True) if (one.step, one.cause) in q.let_go else notice


def _unreached(q: Question, step: Step, post: Addressee, *, told: bool) -> Unreached:
    return Unreached(
        action_id=q.action.action_id,
        step=step,
        post_id=post.post_id,
        words=post.words,
        told_instead=told,
        agency_id=post.agency_id,
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
    if any(one.verdict is Verdict.DUE for one in views) or secretary_reason(q):
        return q.as_of
    return _ahead(q, views)


def _after_telling(
    q: Question, views: tuple[StepView, ...], missed: list[Unreached]
) -> date | None:
    """When to ask again, what the day owes being recorded: on its day where nobody was told it.

    Whoever accepts later than today is owed the next step later: the bound still holds. A notice
    that is withdrawn has its action asked again by whoever withdraws it. Who is told a stage has a
    day ahead whatever comes next: an open action is on the list of the next month.
    """
    if any(not one.told_instead for one in missed):
        return q.as_of
    stages = [one.step for one in views if one.verdict is Verdict.DUE and one.step.is_stage]
    if not stages:
        return _ahead(q, views)
    days = _ahead(q, views), next_stage_from(q, stages[-1])
    return min(day for day in days if day is not None)


def _ahead(q: Question, views: tuple[StepView, ...]) -> date | None:
    """A lower bound of the next day after today that owes anything; None where none does.

    A closed action is owed its impact checks and what answers a decision, and nothing else.
    """
    as_of, tomorrow = q.as_of, q.as_of + ONE_DAY
    days: list[date | None] = [
        max(one.planned_on, tomorrow)
        for one in views
        if one.verdict is Verdict.LATER and one.planned_on is not None
    ]
    # What waits may be told at any time.
    days += [tomorrow for one in views if one.verdict is Verdict.WAITING]
    days += [stop.from_on for stop in q.action.stops]
    if not q.is_over:
        days += [next_month_first(q.calendar, as_of), *_handovers(q)]
        days += [stop.until_on for stop in q.stops]
    return min([day for day in days if day is not None and day > as_of], default=None)


def _handovers(q: Question) -> list[date | None]:
    """The days on which a lead post of the action, or one that stands in, changes hands."""
    posts = posts_for_leads(q.action, q.board, q.as_of)
    return [day for post in posts for one in post.tenures for day in (one.from_on, one.until_on)]
