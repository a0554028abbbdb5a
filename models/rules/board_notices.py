"""V, S and P: the steps that belong to a board or a committee and to no one action.

Source: procedure.md, the table of steps (V, S, P), "A notice", rules 7 and 12.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from models.rules.addressees import Addressee, post_of
from models.rules.date_words import day_words
from models.rules.facts import BoardFacts, CommitteeFacts, News, PackFacts
from models.rules.owed import Notice, told_to
from models.rules.recipients import holder_of, resolve_in
from models.rules.vacancies import (
    Vacant,
    counts,
    still_vacant,
    untold,
    vacant_hearers,
    vacant_in,
    who_hears,
)
from models.rules.words import Step

NOTHING = News()


def board_notices(new: Iterable[Vacant], board: BoardFacts, as_of: date) -> tuple[Notice, ...]:
    """V and P of a day, each once."""
    return _once([*_vacancies(new, board, as_of), *_packs(board, as_of)], board)


def secretary_notices(
    new: Iterable[Vacant], held: int, board: BoardFacts, as_of: date
) -> tuple[Notice, ...]:
    """S of a day: one to each secretary for whom there is anything new.

    `held` are the messages that this very run holds back.
    """
    vacancies = Counter(one.committee_id for one in new)
    return _once(_secretaries(vacancies, held, board, as_of), board)


def _once(owed: Iterable[Notice], board: BoardFacts) -> tuple[Notice, ...]:
    every = {(one.step, one.cause, one.post_id): one for one in owed}
    if not every:
        return ()
    known = {(e.step, e.cause, e.post_id) for e in board.ledger if counts(e)}
    return tuple(one for place, one in every.items() if place not in known)


def _vacancies(new: Iterable[Vacant], board: BoardFacts, as_of: date) -> Iterator[Notice]:
    for one in new:
        who = who_hears(one, board, as_of)
        if who is not None:
            yield told_to(who, Step.V, one.cause, planned_on=as_of, reason=one.reason)


def _secretaries(
    vacancies: Counter[int], held: int, board: BoardFacts, as_of: date
) -> Iterator[Notice]:
    for committee in board.committees.values():
        news = board.news.get(committee.committee_id, NOTHING)
        if held:
            news = replace(news, held=news.held + held)
        reason = news_words(news, vacancies[committee.committee_id])
        if not reason:
            continue
        meant = post_of(board, committee.secretary_id, first=True)
        who = resolve_in(meant, committee, board, as_of)
        if who is not None:
            yield told_to(who, Step.S, as_of.isoformat(), planned_on=as_of, reason=reason)


def vacancies_found(empty: Iterable[Vacant], board: BoardFacts, as_of: date) -> tuple[Vacant, ...]:
    """The vacancies of a day never told before: those of its steps, and of V and S themselves."""
    new = untold([*empty, *still_vacant(board, as_of)], board)
    new = untold([*new, *_vacant_secretaries(new, board, as_of)], board)
    return untold([*new, *vacant_hearers(new, board, as_of)], board)


def _vacant_secretaries(new: Iterable[Vacant], board: BoardFacts, as_of: date) -> Iterator[Vacant]:
    """The secretaries that the day's news cannot be told."""
    some = {one.committee_id for one in new}
    some |= {i for i, news in board.news.items() if news_words(news, 0)}
    for committee_id in sorted(some):
        post = board.posts[board.committees[committee_id].secretary_id]
        if holder_of(post, board, as_of) is None:
            yield vacant_in(post_of(board, post.post_id), committee_id, board, as_of)


def news_words(news: News, vacancies: int) -> str:
    """ "2 new answers, 1 vacancy": what is new, or an empty text where nothing is."""
    counts = (
        (news.answers, "new answer", "new answers"),
        (news.exceptions, "exception", "exceptions"),
        (news.held, "held message", "held messages"),
        (vacancies, "vacancy", "vacancies"),
    )
    return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in counts if n)


def _packs(board: BoardFacts, as_of: date) -> Iterator[Notice]:
    for pack in board.packs:
        committee = board.committees[pack.committee_id]
        told = pack_told(pack, committee, board, as_of)
        for one in told:
            who = resolve_in(one, committee, board, as_of)
            if who is not None:
                cause, reason = pack_cause(pack)
                notice = told_to(who, Step.P, cause, planned_on=as_of, reason=reason)
                yield replace(notice, pack_id=pack.pack_id)


def pack_told(
    pack: PackFacts, committee: CommitteeFacts, board: BoardFacts, as_of: date
) -> tuple[Addressee, ...]:
    """Whom P is told to: members of a pack issued, secretary and chair of a draft not approved."""
    if pack.issued_on is not None:
        ids = committee.member_ids if pack.issued_on <= as_of else ()
    elif pack.approved_on is None and pack.issue_by <= as_of:
        ids = (committee.secretary_id, committee.chair_id)
    else:
        ids = ()
    return tuple(post_of(board, i, first=place == 0) for place, i in enumerate(ids))


def pack_cause(pack: PackFacts) -> tuple[str, str]:
    """What P answers, and why it is told: the pack that was issued, or the draft that waits."""
    for_meeting = f"for the meeting on {day_words(pack.meeting_on)}"
    if pack.issued_on is not None:
        return f"k{pack.pack_id}-issued", f"the pack {for_meeting} was issued"
    by = day_words(pack.issue_by)
    return f"k{pack.pack_id}-draft", f"the pack {for_meeting} was not approved by {by}"


def pack_is_over(board: BoardFacts, cause: str, as_of: date) -> str | None:
    """Why a P that waits must not leave, or None: the draft was approved or is gone."""
    for pack in board.packs:
        committee = board.committees[pack.committee_id]
        if pack_cause(pack)[0] == cause and pack_told(pack, committee, board, as_of):
            return None
    return "the pack was approved, issued or drafted again"
