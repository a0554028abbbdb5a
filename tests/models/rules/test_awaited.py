"""What an action waits for from people, and when the committee next meets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.awaited import RECURS, VACANT, awaited
from models.rules.facts import ActionFacts, Entry
from models.rules.records import Decided
from models.rules.words import DateState, DecisionKind, Progress, Step, StopKind
from tests.models.rules.audited import decided
from tests.models.rules.builders import (
    CHAIR,
    COMMITTEE,
    INDEPENDENT,
    a_board,
    an_action,
    day,
    heard,
    person,
    stop,
    stopped,
    told,
    vacant,
    version,
)
from tests.models.rules.builders import (
    LEAD as LEAD_POST,
)
from tests.tables import table

PACKED = a_board(meetings=["2010-10-04", "2010-11-17", "2011-01-26"])
COMMITTEE_FACTS = PACKED.committees[COMMITTEE]
FIRST, *LATER = COMMITTEE_FACTS.meetings
PACKED = replace(
    PACKED,
    committees={
        COMMITTEE: replace(
            COMMITTEE_FACTS, meetings=(FIRST, *(replace(m, takes_pack=True) for m in LATER))
        )
    },
)
EVIDENCE = (
    "The committee, or its chair, accepts the evidence or returns it; the secretary may return it."
)
MORE_TIME = "The committee, or its chair, grants more time or declines it."
A_DATE = "The committee, or its chair, agrees a date; every pack asks for it."
ADOPTS = "The committee adopts what the plan records of it, by one resolution."
MEETS = (
    "The Standing committee next meets on 4 October 2010; the papers of the pack for 17 November "
    "2010 are closed on 3 November 2010."
)
FORECAST = (
    "A forecast moves no date, and more time has not been asked for.",
    (
        "If the lead asks for it by 15 October 2010, E2 and above wait until it is decided, but no "
        "longer than to the day after the first meeting whose papers the request was in time for "
        "(where no such meeting is known, 20 working days from the request)."
    ),
)
EVENT = "It waits for an event. On 1 February 2011 the committee, or its chair, looks at it again."
LEAD = (
    "The secretary names another lead (`matters edit`), or says that it stays (`matters respond`)."
)
DUE = an_action()
IN = stopped(DUE, stop(StopKind.EVIDENCE, "2010-09-10"))
LATE = replace(DUE, forecast_on=day("2010-10-16"))
CLOSURE = replace(stop(StopKind.CLOSURE, "2010-08-02"), closed_as=Progress.CLOSED_ACCEPTED)
RECURRING = replace(an_action(None), version=version(None, "2010-08-02", state=DateState.RECURRING))
EVERY_HALF_YEAR = decided(DecisionKind.INTERVAL, "2010-09-07", interval_months=6)
TRIGGER = version(None, "2010-08-02", state=DateState.AWAITING_TRIGGER)


@pytest.mark.clause("2.4", "5.8", "5.10a")
@table(
    ("case", "action", "expected"),
    [
        ("the lead has only to do it", DUE, ()),
        ("evidence", IN, (EVIDENCE, MEETS)),
        (
            "a request for more time",
            stopped(LATE, stop(StopKind.EXTENSION_ASKED, "2010-09-10")),
            (MORE_TIME, MEETS),
        ),
        ("no date", an_action(None), (A_DATE, MEETS)),
        (
            "no date, and evidence of it",
            stopped(an_action(None), stop(StopKind.EVIDENCE, "2010-09-10")),
            (EVIDENCE, A_DATE, MEETS),
        ),
        ("it recurs", RECURRING, (RECURS, MEETS)),
        (
            "it recurs, and how often is decided",
            replace(RECURRING, decisions=(EVERY_HALF_YEAR,)),
            (),
        ),
        ("an event that was named", replace(an_action(None), version=TRIGGER), ()),
        (
            "an event that was named, with a day of review",
            replace(an_action(None), version=replace(TRIGGER, review_on=day("2011-02-01"))),
            (EVENT,),
        ),
        ("a forecast after the date", LATE, FORECAST),
        (
            "no lead, and a forecast all the same",
            replace(LATE, progress=Progress.AWAITING_ALLOCATION),
            (LEAD, *FORECAST),
        ),
        (
            "no lead, and no date",
            replace(an_action(None), progress=Progress.AWAITING_ALLOCATION),
            (A_DATE, MEETS, LEAD),
        ),
        (
            "nobody is named",
            replace(DUE, progress=Progress.AWAITING_ALLOCATION, leads=()),
            ("The secretary names a lead (`matters edit`).",),
        ),
        ("a forecast of the day itself", replace(DUE, forecast_on=DUE.due_on), ()),
        (
            "an event that was named, and a forecast",
            replace(an_action(None), version=TRIGGER, forecast_on=day("2010-12-01")),
            (),
        ),
        ("closed, as was decided", stopped(IN, CLOSURE), ()),
        (
            "closed in the plan",
            stopped(DUE, replace(CLOSURE, awaits_adoption=True)),
            (ADOPTS, MEETS),
        ),
    ],
)
def test_who_waits_for_a_person_is_told_so(
    case: str, action: ActionFacts, expected: tuple[str, ...]
) -> None:
    """What is decided, and when; and how a lead who will be late asks for time."""
    assert awaited(action, PACKED, day("2010-10-04")) == expected, case


@pytest.mark.clause("6.1", "5.10a")
def test_what_comes_too_late_for_a_pack_comes_into_the_next() -> None:
    """From the day after the freeze; where none is known that is said."""
    own = "meets on 17 November 2010; the papers of its pack are closed on 3 November 2010."
    assert awaited(IN, PACKED, day("2010-11-03"))[-1].endswith(own)
    assert awaited(IN, PACKED, day("2010-09-10"))[-1] == MEETS
    assert "pack for 26 January" in awaited(IN, PACKED, day("2010-11-04"))[-1]
    alone = awaited(IN, a_board(meetings=["2010-11-17"]), day("2010-11-17"))[-1]
    assert alone.endswith(
        "meets on 17 November 2010; no pack is known into which the action comes."
    )
    assert awaited(IN, a_board(), day("2010-11-17"))[-1] == (
        "No meeting of the Standing committee is known."
    )
    assert awaited(LATE, PACKED, day("2010-10-15")) == FORECAST
    assert awaited(LATE, PACKED, day("2010-10-16")) == ()


HELD = "whether the change has held; the committee, or its chair, confirms that it has, or opens a"
I6 = told(Step.I6, "2011-02-02", cause="2011-02-02")
I12 = told(Step.I12, "2011-08-02", cause="2011-08-02")


def confirmed(on: str) -> Decided:
    """What the chair decided of the change."""
    return Decided(
        decision_id=1,
        kind=DecisionKind.IMPACT_HELD,
        on=day(on),
        recorded_on=day(on),
        person_id=person(CHAIR),
        post_id=CHAIR,
    )


@pytest.mark.clause("4.16")
@table(
    ("lines", "decided", "asked"),
    [
        ((), (), None),
        ((I6,), (), "2 February 2011"),
        ((I6, I12), (), "2 February 2011 and 2 August 2011"),
        ((I6, I12), (confirmed("2011-03-01"),), "2 August 2011"),
        ((I6,), (confirmed("2011-03-01"),), None),
    ],
)
def test_that_the_change_has_held_is_for_the_committee_to_confirm(
    lines: tuple[Entry, ...], decided: tuple[Decided, ...], asked: str | None
) -> None:
    """From the day the lead was asked, six and twelve months after closure on evidence."""
    action = replace(stopped(heard(DUE, *lines), CLOSURE), decisions=decided)
    said = f"The lead was asked on {asked} {HELD} linked action."
    meets = "The Standing committee next meets on 5 October 2011; no pack is known"
    found = awaited(action, a_board(meetings=["2011-10-05"]), day("2011-09-01"))
    assert found[:1] == ((said,) if asked else ())
    assert [one.startswith(meets) for one in found[1:]] == ([True] if asked else [])


@pytest.mark.clause("4.19")
def test_a_letter_waits_for_a_person_whatever_else_is_decided() -> None:
    """Beside what is to be decided, and of a closed action too."""
    e5 = told(Step.E5, "2010-12-10", INDEPENDENT)
    letter = (
        "The letter to the agency's chief officer, drafted on 10 December 2010, stands in each pack"
        " as unsent until a person records that it was sent or is not to be (`matters decide` with"
        " letter-sent or letter-not-sent)."
    )
    late = heard(DUE, e5)
    board = a_board()
    assert awaited(late, board, day("2010-12-13")) == (letter,)
    assert awaited(stopped(late, CLOSURE), board, day("2010-12-13")) == (letter,)
    asked = stopped(late, stop(StopKind.EVIDENCE, "2010-12-11"))
    assert awaited(asked, board, day("2010-12-13"))[::2] == (EVIDENCE, letter)


@pytest.mark.clause("5.7", "4.13")
def test_a_lead_who_cannot_be_told_waits_for_the_contacts() -> None:
    """A post that was left, or whose holder's address is refused; a closed action waits no more."""
    board, on = a_board(vacant(LEAD_POST)), day("2010-10-04")
    left = "The post of Lead of the service has been vacant since 1 January 2009"
    assert awaited(DUE, board, on) == (VACANT.format(left),)
    assert awaited(stopped(DUE, CLOSURE), board, on) == ()
    (said,) = awaited(DUE, a_board(undeliverable=(101,)), on)
    assert said.endswith(VACANT.format(""))


@pytest.mark.clause("2.2", "5.8", "7.3")
def test_a_date_that_is_proposed_may_be_confirmed_by_the_secretary() -> None:
    """Else the committee agrees another; what has a date waits for neither."""
    confirms = "The secretary confirms 15 October 2010, as proposed (`matters confirm`), or the"
    on = day("2010-10-04")
    (said, _) = awaited(an_action(None), PACKED, on, proposed_on=day("2010-10-15"))
    assert (
        said == f"{confirms} committee, or its chair, agrees another date; every pack asks for it."
    )
    assert awaited(DUE, PACKED, on, proposed_on=day("2010-10-15")) == ()
