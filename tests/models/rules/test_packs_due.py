"""Which packs are due: after the freeze, once, and never where one went out."""

from __future__ import annotations

from datetime import date

import pytest

from models.rules.facts import CommitteeFacts, MeetingFacts
from models.rules.packs_due import Drafted, packs_due
from tests.tables import table

FREEZE, MEETING = date(2011, 1, 11), date(2011, 1, 25)


def committee(*, takes_pack: bool = True) -> CommitteeFacts:
    """A committee with one meeting."""
    meeting = MeetingFacts(meeting_id=5, on=MEETING, freeze_on=FREEZE, takes_pack=takes_pack)
    return CommitteeFacts(
        committee_id=1,
        name="Standing committee",
        secretary_id=1,
        chair_id=2,
        member_ids=(),
        meetings=(meeting,),
    )


@pytest.mark.clause("6.2")
@table(
    ("as_of", "asked"),
    [
        (date(2011, 1, 10), 0),
        (FREEZE, 1),
        (date(2011, 1, 14), 1),
        (MEETING, 1),
        (date(2011, 1, 26), 0),
    ],
)
def test_a_pack_is_asked_for_from_its_freeze_to_its_meeting(as_of: date, asked: int) -> None:
    """A day on which nothing ran makes a pack late, and does not leave it out."""
    found = packs_due([committee()], (), as_of, followed_on=as_of)
    assert [one.due for one in found] == [True] * asked
    assert all(one.freeze_on == FREEZE for one in found)
    assert all(one.reason.startswith("its freeze has come and no pack") for one in found)


@pytest.mark.clause("6.2")
def test_a_meeting_that_takes_no_pack_is_not_asked() -> None:
    """Only meetings that take a pack have one made by itself."""
    assert packs_due([committee(takes_pack=False)], (), FREEZE, followed_on=FREEZE) == ()


@pytest.mark.clause("6.2")
@table(
    ("drafted", "followed_on", "reason"),
    [
        ((Drafted(meeting_id=5, freeze_on=FREEZE),), FREEZE, "drafted as of that freeze"),
        (
            (Drafted(meeting_id=5, freeze_on=date(2011, 1, 5), issued=True),),
            FREEZE,
            "a pack was issued",
        ),
        ((), date(2011, 1, 10), "waits for the follow-up"),
        ((), None, "waits for the follow-up"),
    ],
)
def test_a_pack_that_is_not_drafted_has_its_reason(
    drafted: tuple[Drafted, ...], followed_on: date | None, reason: str
) -> None:
    """Drafted, issued, or before the day's run: each is said."""
    (one,) = packs_due([committee()], drafted, FREEZE, followed_on=followed_on)
    assert not one.due
    assert reason in one.reason


@pytest.mark.clause("6.2")
@table(
    "drafted",
    [Drafted(meeting_id=5, freeze_on=date(2011, 1, 5)), Drafted(meeting_id=6, freeze_on=FREEZE)],
)
def test_an_early_draft_or_another_meetings_does_not_stand_for_it(drafted: Drafted) -> None:
    """A draft that the secretary made ahead of the freeze is followed by the one of the freeze."""
    (one,) = packs_due([committee()], (drafted,), FREEZE, followed_on=FREEZE)
    assert one.due
