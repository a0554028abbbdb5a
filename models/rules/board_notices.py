"""V, S and P: the steps that belong to a board or a committee and to no one action.

Source: procedure.md, the table of steps (V, S, P), "A notice", rules 7 and 12.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
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
ADDENDUM = "addendum"
"""What stands in the cause of a notice of an addendum, after its pack."""
OfPacks = Mapping[int, int]
NOTHING_OF_PACKS: OfPacks = {}


def board_notices(new: Iterable[Vacant], board: BoardFacts, as_of: date) -> tuple[Notice, ...]:
    """V and P of a day, each once."""
    return _once([*_vacancies(new, board, as_of), *_packs(board, as_of)], board)


def secretary_notices(
    new: Iterable[Vacant],
    held: int,
    board: BoardFacts,
    as_of: date,
    late: OfPacks = NOTHING_OF_PACKS,
) -> tuple[Notice, ...]:
    """S of a day, to each secretary with news; this run holds `held`, and found `late` of packs."""
    vacancies = Counter(one.committee_id for one in new)
    return _once(_secretaries(vacancies, held, late, board, as_of), board)


def pack_exceptions(owed: Iterable[Notice], board: BoardFacts) -> OfPacks:
    """Per committee the exceptions that P tells of: late drafts, and members stood in for."""
    drafts = {one.pack_id: one.committee_id for one in board.packs if one.issued_on is None}
    issued = {one.pack_id: one.committee_id for one in board.packs if one.issued_on is not None}
    told = [(one.pack_id, one.for_words) for one in owed if one.pack_id is not None]
    late = {pack for pack, _ in told} & drafts.keys()
    stood_in = [issued[pack] for pack, absent in told if absent and pack in issued]
    return Counter([*(drafts[pack] for pack in late), *stood_in])


def _once(owed: Iterable[Notice], board: BoardFacts) -> tuple[Notice, ...]:
    every: dict[tuple[Step, str, int], Notice] = {}
    for one in owed:
        every.setdefault((one.step, one.cause, one.post_id), one)
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
    vacancies: Counter[int], held: int, late: OfPacks, board: BoardFacts, as_of: date
) -> Iterator[Notice]:
    for committee in board.committees.values():
        news = board.news.get(committee.committee_id, NOTHING)
        drafts = late.get(committee.committee_id, 0)
        news = replace(news, held=news.held + held, exceptions=news.exceptions + drafts)
        reason = news_words(news, vacancies[committee.committee_id])
        if not reason:
            continue
        meant = post_of(board, committee.secretary_id, first=True)
        who = resolve_in(meant, committee, board, as_of)
        if who is not None:
            yield told_to(who, Step.S, as_of.isoformat(), planned_on=as_of, reason=reason)


def vacancies_found(empty: Iterable[Vacant], board: BoardFacts, as_of: date) -> tuple[Vacant, ...]:
    """The vacancies of a day never told before: those of its steps, and of V and S themselves."""
    new = untold([*empty, *_vacant_for_packs(board, as_of), *still_vacant(board, as_of)], board)
    new = untold([*new, *_vacant_secretaries(new, board, as_of)], board)
    return untold([*new, *vacant_hearers(new, board, as_of)], board)


def _vacant_secretaries(new: Iterable[Vacant], board: BoardFacts, as_of: date) -> Iterator[Vacant]:
    """The secretaries that the day's news cannot be told."""
    heard = [i for i, news in board.news.items() if news_words(news, 0)]
    for committee_id in dict.fromkeys([*(one.committee_id for one in new), *heard]):
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
    for pack, said, one in _owed_for_packs(board, as_of):
        who = resolve_in(one, board.committees[pack.committee_id], board, as_of)
        if who is not None:
            notice = told_to(who, Step.P, said.cause, planned_on=as_of, reason=said.reason)
            yield replace(notice, pack_id=pack.pack_id)


def _owed_for_packs(
    board: BoardFacts, as_of: date
) -> Iterator[tuple[PackFacts, PackNews, Addressee]]:
    """Whom P is still owed to: nobody once its first-named was told, and each post once."""
    for pack in board.packs:
        for said in pack_news(pack, board.committees[pack.committee_id], as_of):
            place = (Step.P, said.cause)
            lines = [e for e in board.ledger if (e.step, e.cause) == place and counts(e)]
            if not any(e.first and e.told_on for e in lines):
                heard = {e.answers_for for e in lines}
                told = [post_of(board, i, first=n == 0) for n, i in enumerate(said.post_ids)]
                yield from ((pack, said, one) for one in told if one.post_id not in heard)


def _vacant_for_packs(board: BoardFacts, as_of: date) -> Iterator[Vacant]:
    """The posts that P is owed to and that cannot be told."""
    for pack, _, one in _owed_for_packs(board, as_of):
        if holder_of(board.post(one.post_id), board, as_of) is None:
            yield vacant_in(one, pack.committee_id, board, as_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackNews:
    """One thing that P tells of a pack: its cause, the reason in words, and whom it is for."""

    cause: str
    reason: str
    on: date
    post_ids: tuple[int, ...]


def pack_news(pack: PackFacts, committee: CommitteeFacts, as_of: date) -> tuple[PackNews, ...]:
    """What P tells of a pack on a day: that it was issued, its addenda, or a draft that waits."""
    every = _of_issued(pack, committee) if pack.issued_on else _of_draft(pack, committee)
    return tuple(one for one in every if one.on <= as_of)


def _of_issued(pack: PackFacts, committee: CommitteeFacts) -> Iterator[PackNews]:
    """The pack and each addendum, to the members."""
    place = f"k{pack.pack_id}"
    named = f"the pack for the meeting on {day_words(pack.meeting_on)}"
    said = [(f"{place}-issued", f"{named} was issued", pack.issued_on or pack.issue_by)]
    for number, on in enumerate(pack.addenda, start=1):
        words = f"addendum {number} to {named} was issued"
        said.append((f"{place}-{ADDENDUM}-{number}", words, on))
    for cause, reason, on in said:
        yield PackNews(cause=cause, reason=reason, on=on, post_ids=committee.member_ids)


def addendum_number(cause: str) -> int:
    """Which addendum a notice of P tells of; 0 where it tells of none."""
    _, _, number = cause.partition(f"-{ADDENDUM}-")
    return int(number or 0)


def _of_draft(pack: PackFacts, committee: CommitteeFacts) -> Iterator[PackNews]:
    """A draft that nobody approved by its day of issue, to the secretary and the chair."""
    if pack.approved_on is None:
        named = f"the pack for the meeting on {day_words(pack.meeting_on)}"
        yield PackNews(
            cause=f"k{pack.pack_id}-draft",
            reason=f"{named} was not approved by {day_words(pack.issue_by)}",
            on=pack.issue_by,
            post_ids=(committee.secretary_id, committee.chair_id),
        )


def pack_is_over(board: BoardFacts, cause: str, as_of: date) -> str | None:
    """Why a P that waits must not leave, or None: the draft was approved or is gone."""
    for pack in board.packs:
        news = pack_news(pack, board.committees[pack.committee_id], as_of)
        if any(one.cause == cause and one.post_ids for one in news):
            return None
    return "the pack was approved, issued or drafted again"
