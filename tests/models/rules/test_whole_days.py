"""All that a day owes, line by line: what is told to whom, who is out, and when to ask again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from models.rules.facts import ActionFacts, BoardFacts, CommitteeFacts, Entry, News, PackFacts
from models.rules.notices import decide
from models.rules.owed import Notice
from models.rules.records import Struck
from models.rules.words import NoticeState, Step, StopKind
from tests.models.rules.answered import ended
from tests.models.rules.builders import (
    BOARD_MEMBER,
    CHAIR,
    COMMITTEE,
    DEPUTY,
    HEALTH,
    INDEPENDENT,
    LEAD,
    MEMBER,
    SAFEGUARDING,
    SECOND,
    SECRETARY,
    a_board,
    an_action,
    day,
    heard,
    holds,
    person,
    post,
    told,
    vacant,
    version,
    waits,
    withdrawn,
)
from tests.readings import wanted
from tests.tables import table

# Overdue since 15 October 2010; E1 was told on the 18th, so that E2 is due on the 22nd.
E1 = told(Step.E1, "2010-10-18")
OVERDUE = heard(an_action(), E1)
LATER = heard(an_action("2011-03-31"))
OTHER = 2
BOTH = {
    COMMITTEE: replace(a_board().committees[COMMITTEE], member_ids=()),
    OTHER: CommitteeFacts(
        committee_id=OTHER, name="Other", secretary_id=MEMBER, chair_id=SECOND, member_ids=(DEPUTY,)
    ),
}
PACK = PackFacts(
    pack_id=3, committee_id=COMMITTEE, meeting_on=day("2010-11-17"), issue_by=day("2010-11-09")
)
ISSUED = replace(PACK, approved_on=day("2010-11-08"), issued_on=day("2010-11-09"))
V_OF_SAFEGUARDING = told(Step.V, "2010-08-02", BOARD_MEMBER, cause=f"p{SAFEGUARDING}-2009-01-01")

STRUCK = Struck(
    correction_id=3, entry=9, what="decision", on=day("2010-10-21"), recorded_on=day("2010-10-21"),
    told_posts=(MEMBER, LEAD),
)  # fmt: skip


def m_line(post_id: int, on: str, *, first: bool, instead_of: int | None = None) -> Entry:
    """A line of the list of November."""
    return told(Step.M, on, post_id, cause="2010-11", first=first, instead_of=instead_of)


def bounced(line: Entry) -> Entry:
    """The line, refused by the address."""
    return replace(withdrawn(line), told_on=None, bounced=True)


ESCALATED = (
    E1, told(Step.E2, "2010-10-22", SAFEGUARDING), told(Step.E3, "2010-10-29", BOARD_MEMBER),
)  # fmt: skip
M_ELSEWHERE = heard(
    an_action(),
    *ESCALATED,
    m_line(LEAD, "2010-11-01", first=True),
    bounced(m_line(SECRETARY, "2010-11-01", first=False)),
    m_line(CHAIR, "2010-11-02", first=False, instead_of=SECRETARY),
)
M_OF_BOTH = heard(
    an_action(),
    *ESCALATED,
    bounced(m_line(CHAIR, "2010-11-01", first=True, instead_of=LEAD)),
    m_line(INDEPENDENT, "2010-11-02", first=True, instead_of=LEAD),
)
GUARDED = replace(a_board().policy, storm_guard=replace(a_board().policy.storm_guard, messages=1))
KEPT = withdrawn(m_line(LEAD, "2010-11-01", first=True))
HANDED = post(
    LEAD,
    holds(LEAD, 101, end=day("2010-10-01")),
    holds(LEAD, 111, day("2010-10-01"), nth=1),
)
HEARD_BY_TWO = replace(
    heard(an_action(), told(Step.A, "2010-08-02", SECOND, first=False)), leads=(LEAD, SECOND)
)


def board(*changed: Any, refused: tuple[int, ...] = (), **more: Any) -> BoardFacts:
    """The small board; the addresses of the holders of some posts were refused on 3 October."""
    people = [person(one) for one in refused]
    found = a_board(*changed, undeliverable=people, ran="2010-10-01")
    return replace(found, refused_on=dict.fromkeys(people, day("2010-10-03")), **more)


def p_line(post_id: int, cause: str = "k3-issued", on: str = "2010-11-09", **more: Any) -> Entry:
    """A line of P."""
    return replace(told(Step.P, on, post_id, cause=cause, first=post_id == MEMBER), **more)


Case = tuple[tuple[ActionFacts, ...], BoardFacts, str]
CASES: dict[str, Case] = {
    "E2, and the safeguarding lead is vacant": ((OVERDUE,), board(vacant(SAFEGUARDING)), "10-22"),
    "E2, and the lead's agency has no safeguarding lead": (
        (replace(OVERDUE, leads=(SECOND,)),), board(), "10-22",
    ),
    "nobody has ever held the lead's post": (
        (OVERDUE,), board(replace(post(LEAD), tenures=())), "10-22",
    ),
    "the first day of a month, and the secretary is vacant": (
        (OVERDUE,), replace(board(vacant(SECRETARY)), month_runs=()), "11-01",
    ),
    "the secretary is vacant on any other day": ((LATER,), board(vacant(SECRETARY)), "10-21"),
    "V was withdrawn, and the post is held again": (
        (LATER,), board(ledger=(withdrawn(V_OF_SAFEGUARDING),)), "10-21",
    ),
    "V was told, and the post was held and left again since": (
        (LATER,),
        board(
            post(SAFEGUARDING, holds(SAFEGUARDING, 103, day("2010-09-01"), day("2010-10-01"))),
            ledger=(V_OF_SAFEGUARDING,),
        ),
        "10-21",
    ),
    "V of no lead was withdrawn, and one is named since": (
        (LATER,),
        board(ledger=(withdrawn(told(Step.V, "2010-08-02", BOARD_MEMBER, cause="n1")),)),
        "10-21",
    ),
    "the chair of the other committee is refused, and a post is vacant": (
        (LATER,), board(vacant(SAFEGUARDING), refused=(SECOND,), committees=BOTH), "10-21",
    ),
    "the secretary of the other committee is refused": (
        (LATER,), board(refused=(MEMBER,), committees=BOTH), "10-21",
    ),
    "a member of the other committee is refused": (
        (LATER,), board(refused=(DEPUTY,), committees=BOTH), "10-21",
    ),
    "a post of no committee is refused": (
        (LATER,), board(refused=(BOARD_MEMBER,), committees=BOTH), "10-21",
    ),
    "the secretary is of an agency of the board, as is the chair who is refused": (
        (LATER,),
        board(
            replace(post(SECRETARY), agency_id=12),
            replace(post(CHAIR), agency_id=12),
            refused=(CHAIR,),
        ),
        "10-21",
    ),
    "the lead who is refused is of the secretary's agency, which has a board member": (
        (LATER,), board(replace(post(SECRETARY), agency_id=HEALTH), refused=(LEAD,)), "10-21",
    ),
    "nobody has ever held a post of the lead's that is called so": (
        (LATER,), board(replace(post(LEAD), name="the lead", tenures=())), "10-21",
    ),
    "the first day of a month, and every post is vacant": (
        (OVERDUE,), replace(board(*map(vacant, range(1, 10))), month_runs=()), "11-01",
    ),
    "the chair had the secretary's list, whose address is good again": (
        (M_ELSEWHERE,),
        replace(board(), month_runs=(day("2010-11-01"), day("2010-11-02"))),
        "11-03",
    ),
    "the independent chair had the list of both, and the chair's address is good again": (
        (M_OF_BOTH,),
        replace(
            board(*map(vacant, (LEAD, SAFEGUARDING, SECRETARY))),
            month_runs=(day("2010-11-01"), day("2010-11-02")),
        ),
        "11-03",
    ),
    "nobody has had the secretary's list, whose address is good again": (
        (replace(M_ELSEWHERE, ledger=M_ELSEWHERE.ledger[:-1]),),
        replace(board(), month_runs=(day("2010-11-01"), day("2010-11-02"))),
        "11-03",
    ),
    "the chair who is refused is of no agency, and the secretary of one": (
        (LATER,), board(replace(post(SECRETARY), agency_id=12), refused=(CHAIR,)), "10-21",
    ),
    "the second lead is refused, whose agency has no board member": (
        (LATER,), board(refused=(SECOND,)), "10-21",
    ),
    "news for a secretary who is vacant": (
        (LATER,), board(vacant(SECRETARY), news={COMMITTEE: News(answers=2)}), "10-21",
    ),
    "no news for a secretary who is vacant": (
        (LATER,), board(vacant(SECRETARY), news={COMMITTEE: News()}), "10-21",
    ),
    "news for both secretaries, who are vacant": (
        (),
        board(
            vacant(SECRETARY), vacant(MEMBER), committees=dict(reversed(BOTH.items())),
            news={OTHER: News(held=1), COMMITTEE: News(exceptions=1)},
        ),
        "10-21",
    ),
    "a draft is not approved": ((), board(packs=(PACK,)), "11-09"),
    "a draft is not approved, and the chair is vacant": (
        (), board(vacant(CHAIR), packs=(PACK,)), "11-09",
    ),
    "a draft is not approved, and the secretary is vacant": (
        (), board(vacant(SECRETARY), packs=(PACK,)), "11-09",
    ),
    "a pack went to a stand-in and has not arrived, and the member has come": (
        (),
        board(
            packs=(ISSUED,),
            ledger=(
                replace(
                    p_line(SECRETARY, told_on=None, state=NoticeState.WAITING),
                    first=True, for_post_id=MEMBER,
                ),
            ),
        ),
        "11-10",
    ),
    "a pack is issued before its day": (
        (), board(packs=(replace(ISSUED, issued_on=day("2010-11-05")),)), "11-08",
    ),
    "a draft was approved": (
        (), board(packs=(replace(PACK, approved_on=day("2010-11-09")),)), "11-09",
    ),
    "a pack is issued": ((), board(packs=(ISSUED,)), "11-10"),
    "a pack is issued, and a member is vacant": (
        (), board(vacant(MEMBER), packs=(ISSUED,)), "11-10",
    ),
    "a pack is issued, and a draft is late": (
        (), board(vacant(MEMBER), packs=(ISSUED, replace(PACK, pack_id=4))), "11-10",
    ),
    "a pack was told to the first member and not to the second": (
        (),
        board(
            packs=(ISSUED,),
            committees={COMMITTEE: replace(BOTH[COMMITTEE], member_ids=(MEMBER, SECOND))},
            ledger=(p_line(MEMBER, told_on=None, state=NoticeState.WAITING),),
        ),
        "11-10",
    ),
    "a pack was refused by its only member": (
        (),
        board(packs=(ISSUED,), ledger=(withdrawn(p_line(MEMBER)),)),
        "11-10",
    ),
    "an addendum to a pack that was told": (
        (),
        board(
            packs=(replace(ISSUED, addenda=(day("2010-11-10"), day("2010-11-12"))),),
            ledger=(p_line(MEMBER),),
        ),
        "11-10",
    ),
    "a run that the storm guard holds": (
        (OVERDUE, replace(LATER, action_id=2, leads=(SECOND,))),
        board(
            sent=(1,) * 20,
            policy=GUARDED,
        ),
        "10-22",
    ),
    "a run that is held, of which one message was released before": (
        (
            heard(
                an_action(), E1,
                replace(
                    withdrawn(told(Step.E2, "2010-10-22", SAFEGUARDING)),
                    told_on=None, let_go=True,
                ),
            ),
            replace(LATER, action_id=2, leads=(SECOND,)),
            replace(LATER, action_id=3, leads=(MEMBER,)),
        ),
        board(
            sent=(1,) * 20,
            policy=GUARDED,
        ),
        "10-25",
    ),
    "a run of messages enough, and nothing holds it": ((OVERDUE,), board(sent=()), "10-22"),
    "a step that was kept back and released": (
        (
            heard(
                an_action(), E1,
                replace(
                    withdrawn(told(Step.E2, "2010-10-22", SAFEGUARDING)),
                    told_on=None, let_go=True,
                ),
            ),
        ),
        board(),
        "10-25",
    ),
    "another step that was kept back and released": (
        (
            heard(
                an_action(),
                replace(withdrawn(told(Step.R5, "2010-10-08")), told_on=None, let_go=True),
                E1,
            ),
        ),
        board(),
        "10-22",
    ),
    "R5 waits": ((heard(an_action(), waits(Step.R5, "2010-10-08")),), board(), "10-11"),
    "held from next month": (
        (replace(LATER, stops=(ended(StopKind.HOLD, "2010-10-27", "2010-10-29"),)),),
        board(), "10-21",
    ),
    "a hold ends this month": (
        (replace(LATER, stops=(ended(StopKind.HOLD, "2010-10-18", "2010-10-26"),)),),
        board(), "10-21",
    ),
    "a lead post changes hands this month": (
        (LATER,),
        board(
            post(
                LEAD,
                holds(LEAD, 101, end=day("2010-10-27")),
                holds(LEAD, 111, day("2010-10-28"), nth=1),
            )
        ),
        "10-21",
    ),
    "two leads, and the first is vacant": (
        (replace(an_action(), leads=(LEAD, SECOND)),), board(vacant(LEAD)), "10-21",
    ),
    "no lead, and a decision is told": (
        (replace(OVERDUE, leads=(), stops=(ended(StopKind.EVIDENCE, "2010-10-20"),)),),
        board(), "10-21",
    ),
    "E3, and nobody above but the independent chair": (
        (
            heard(an_action(), E1, told(Step.E2, "2010-10-22", SAFEGUARDING)),
        ),
        board(vacant(BOARD_MEMBER), vacant(SECRETARY), vacant(CHAIR)),
        "10-29",
    ),
    "E2 of the board's own, its secretary the lead": (
        (replace(OVERDUE, leads=(SECRETARY,), board_own=True),), board(), "10-22",
    ),
    "E3 of the board's own": (
        (
            replace(
                heard(an_action(), E1, told(Step.E2, "2010-10-22", SECRETARY)), board_own=True
            ),
        ),
        board(), "10-29",
    ),
    "E2 was kept back by the secretary": (
        (
            heard(
                an_action(), E1,
                replace(
                    withdrawn(told(Step.E2, "2010-10-22", SAFEGUARDING)),
                    told_on=None, refused=True,
                ),
            ),
        ),
        board(), "10-25",
    ),
    "the list of the month was kept back by the secretary": (
        (heard(an_action(), *ESCALATED, replace(KEPT, told_on=None, refused=True)),),
        replace(board(), month_runs=()), "11-01",
    ),
    "the list of both was refused by the chair, who stood in": (
        (replace(M_OF_BOTH, ledger=M_OF_BOTH.ledger[:-1]),),
        replace(
            board(*map(vacant, (LEAD, SAFEGUARDING, SECRETARY)), refused=(CHAIR,)),
            month_runs=(day("2010-11-01"),),
        ),
        "11-02",
    ),
    "A waits on the first day of a month": (
        (replace(an_action(), ledger=(waits(Step.A, "2010-10-29"),)),),
        replace(board(), month_runs=()), "11-01",
    ),
    "silenced on the first day of a month": (
        (replace(OVERDUE, stops=(ended(StopKind.SILENCE, "2010-10-28", "2010-11-08"),)),),
        replace(board(), month_runs=()), "11-01",
    ),
    "a silence of E1 to E3 has ended": (
        (
            replace(
                heard(an_action()), stops=(ended(StopKind.SILENCE, "2010-10-18", "2010-11-01"),)
            ),
        ),
        board(), "11-02",
    ),
    "another post leads, and the lead is beside it": (
        (replace(OVERDUE, leads=(SECOND, LEAD)),), board(), "10-21",
    ),
    "another post leads, and nobody can be told for it": (
        (replace(OVERDUE, leads=(SECOND, LEAD)),),
        board(*map(vacant, (SECOND, SECRETARY, CHAIR, INDEPENDENT))), "10-21",
    ),
    "the lead's post is another's, and a contributor has heard": (
        (HEARD_BY_TWO,), board(HANDED), "10-21",
    ),
    "the contributor's post leads now": (
        (replace(HEARD_BY_TWO, leads=(SECOND,)),), board(), "10-21",
    ),
    "a new holder who was told beside the lead leads now": (
        (
            replace(
                HEARD_BY_TWO, leads=(LEAD,),
                ledger=(
                    told(Step.A, "2010-08-02", SECOND),
                    told(Step.A, "2010-08-02", first=False),
                    replace(
                        told(Step.A, "2010-10-01", cause="t1011", first=False), person_id=111
                    ),
                ),
            ),
        ),
        board(HANDED), "10-21",
    ),
    "an earlier date's A, and this one's of a tenure": (
        (
            replace(
                an_action(), version=version("2010-12-15", "2010-10-04", number=2),
                ledger=(
                    told(Step.A, "2010-08-02"),
                    told(Step.A, "2010-09-01", cause="t1010"),
                    told(Step.A, "2010-10-04", SECOND, cause="v2"),
                ),
            ),
        ),
        board(), "10-21",
    ),
    "who stood in for the lead refused A, and another stands in": (
        (
            replace(
                an_action(),
                ledger=(
                    bounced(told(Step.A, "2010-08-02", SAFEGUARDING, instead_of=LEAD)),
                    told(Step.A, "2010-08-03", SECRETARY, first=False, instead_of=LEAD),
                ),
            ),
        ),
        board(vacant(LEAD), refused=(SAFEGUARDING,)), "10-21",
    ),
    "held after E2, and no lead is named any more": (
        (
            replace(
                heard(an_action(), E1, told(Step.E2, "2010-10-22", SAFEGUARDING)),
                leads=(), stops=(ended(StopKind.HOLD, "2010-10-25"),),
                versions=(an_action().version,),
            ),
        ),
        board(), "10-26",
    ),
    "E5 of the board's own": (
        (
            replace(
                heard(
                    an_action(), E1, told(Step.E2, "2010-10-22", SECRETARY),
                    told(Step.E3, "2010-10-29", CHAIR), told(Step.E4, "2010-11-12", SECRETARY),
                ),
                board_own=True,
            ),
        ),
        board(), "12-10",
    ),
    "a correction, and no lead is named": (
        (replace(LATER, leads=(), struck=(STRUCK,)),), board(), "10-22",
    ),
    "a correction, and two were told": ((replace(LATER, struck=(STRUCK,)),), board(), "10-22"),
    "E4 of the board's own": (
        (
            replace(
                heard(
                    an_action(), E1, told(Step.E2, "2010-10-22", SECRETARY),
                    told(Step.E3, "2010-10-29", CHAIR),
                ),
                board_own=True,
            ),
        ),
        board(), "11-12",
    ),
}  # fmt: skip


def lines(case: Case) -> Iterator[str]:
    """What the day says, whole."""
    actions, on_board, on = case
    today = decide(actions, on_board, day(f"2010-{on}"))
    names = {one.post_id: one.name for one in on_board.posts.values()}
    yield from (_notice(one, names) for one in today.notices)
    for missed in today.unreached:
        instead = "another is told" if missed.told_instead else "nobody is told"
        yield f"{missed.step} has not reached {missed.words} of {missed.agency_id}: {instead}"
    yield from (f"vacant: {words}" for words in today.vacancies)
    yield f"counted: {today.counted}" + (f", held: {today.held}" if today.held else "")
    yield from (f"action {number} is asked again on {on}" for number, on in today.next_on)


def _notice(one: Notice, names: dict[int, str]) -> str:
    role = "copy" if one.copy else "first" if one.first else "too"
    marks = [
        f"for {one.for_words}" if one.for_words else "",
        f"post {one.for_post_id}" if one.for_post_id else "",
        f"of pack {one.pack_id}" if one.pack_id else "",
        "held" if one.held else "",
        "let go" if one.let_go else "",
    ]
    said = ", ".join([names[one.post_id], role, *filter(None, marks)])
    return f"{one.step} {one.cause} of {one.planned_on} to {said}: {one.reason}"


DAYS = wanted("whole_days")


@pytest.mark.clause("1.6", "4.13", "5.7", "5.7a", "5.13")
@table("case", CASES)
def test_all_that_a_day_owes(case: str) -> None:
    """Each line of the day, in its order."""
    assert list(lines(CASES[case])) == DAYS[case]
