"""A plan as rows: places in plan order, recommendations shared, references given once."""

from __future__ import annotations

import json

from sqlalchemy import select
from sqlmodel import col

from models.database import reading
from models.governance import Agency
from models.history import History
from models.plan import Action, ActionLead, DueVersion, Recommendation, Review
from models.rules.words import DateState, Precision
from tests.stories.anywhere import anywhere
from tests.stories.world import FIRST, HEAD, LEAD, SCHOOLS, TRUST, World, row

__all__ = ["anywhere"]

DUE = "17 September 2010"


def test_a_row_whose_leads_have_their_own_dates_is_several_actions_of_one_recommendation(
    anywhere: World,
) -> None:
    """They share the words; each has its own date, lead and reference."""
    lead = f"{LEAD} (17 September 2010); {HEAD} (29 October 2010)"
    done = anywhere.import_plan(row("1", "31 December 2010", lead=lead))
    assert done.references == ("child-q/1.1", "child-q/1.2")
    with reading(anywhere.office.engine) as session:
        assert len(session.execute(select(Recommendation)).all()) == 1
        dates = session.execute(select(col(DueVersion.due_on)).order_by(col(DueVersion.id)))
        assert [str(day) for day in dates.scalars()] == ["2010-09-17", "2010-10-29"]
        assert len(session.execute(select(ActionLead)).all()) == 2


def test_rows_stand_in_plan_order_and_an_update_goes_on_after_them(anywhere: World) -> None:
    """The place of an action is its row's, also of one that came later."""
    anywhere.import_plan(row("2", DUE), row("1", DUE))
    with reading(anywhere.office.engine) as session:
        query = select(col(Action.reference), col(Action.place)).order_by(col(Action.place))
        found = list(map(tuple, session.execute(query)))
    assert found == [("child-q/2", 0), ("child-q/1", 1)]


def test_what_a_plan_says_is_kept_word_for_word(anywhere: World) -> None:
    """The date's text for ever, the lead's cell, the key action; the reading stands beside."""
    anywhere.import_plan(row("1", "By the end of term"))
    with reading(anywhere.office.engine) as session:
        action = session.execute(select(Action)).scalar_one()
        version = session.execute(select(DueVersion)).scalar_one()
        assert (action.date_text, action.lead_text) == ("By the end of term", LEAD)
        assert action.key_actions == ["Carry out recommendation 1"]
        assert version.as_written == "By the end of term"
        assert (version.due_on, version.date_state) == (None, DateState.TO_BE_AGREED)
        assert version.read_as


def test_a_reading_that_needs_a_decision_is_proposed_and_not_due(anywhere: World) -> None:
    """ "Immediately" proposes a day and is not scheduled."""
    anywhere.import_plan(row("1", "Immediately"))
    with reading(anywhere.office.engine) as session:
        version = session.execute(select(DueVersion)).scalar_one()
        assert (version.due_on, str(version.proposed_due_on)) == (None, "2010-09-13")
        assert version.precision is Precision.IMMEDIATE


def test_agencies_and_posts_are_found_before_they_are_made(anywhere: World) -> None:
    """A section whose agency is known makes none; a new one is made once, with its entry."""
    rows = (
        row("1", DUE),
        row("2", DUE, lead="Matron", agency="Ambulance service"),
        row("3", DUE, lead="Matron", agency="AMBULANCE SERVICE"),
        row("4", DUE, lead=HEAD, agency=SCHOOLS),
    )
    anywhere.import_plan(*rows)
    with reading(anywhere.office.engine) as session:
        names = session.execute(select(col(Agency.name))).scalars().all()
        entries = session.execute(select(col(History.what)).order_by(col(History.seq))).scalars()
        made = [what for what in entries if what in ("agency-entered", "post-entered")]
    assert names.count("Ambulance service") == 1
    assert TRUST in names
    assert made[-2:] == ["agency-entered", "post-entered"]


def test_each_action_has_its_entry_and_the_review_its_own(anywhere: World) -> None:
    """With the hash of the file and of the words; the words themselves stand in the rows."""
    anywhere.import_plan(row("1", DUE), row("2", DUE))
    with reading(anywhere.office.engine) as session:
        review = session.execute(select(Review)).scalar_one()
        entries = session.execute(
            select(col(History.what), col(History.facts))
            .where(col(History.what).in_(["plan entered", "action entered"]))
            .order_by(col(History.seq))
        ).all()
        assert [what for what, _ in entries] == ["plan entered", *["action entered"] * 2]
        assert json.loads(entries[0][1])["source"] == review.source_sha256
        assert (review.entered_on, review.reference) == (FIRST, "child-q")
    assert "should be carried out" not in str(entries)
