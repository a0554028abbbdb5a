"""The register kept by hand: silenced, edited, added to and split, each with its entry."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlmodel import col

from models.database import reading
from models.history import History
from models.plan import Action
from tasks.by_hand import Chosen, Edited, add, edit, silence, split
from tasks.looking import history
from tasks.refused import Refused
from tests.stories.world import (
    CHAIR,
    DEPUTY,
    HEAD,
    LEAD,
    REVIEW,
    SCHOOLS,
    SECRETARY,
    TRUST,
    World,
    row,
)

ACTION = f"{REVIEW}/1"
DUE = "17 September 2010"


@pytest.fixture
def entered(world: World) -> World:
    """Three actions, told on the day they were entered; the first has a contributor."""
    world.import_plan(
        row("1", DUE, lead=f"{LEAD}; {HEAD}"),
        row("2", DUE),
        row("3", "TBC", lead=HEAD, agency=SCHOOLS),
    )
    world.run()
    world.let_pass("child-q/")
    return world


def entries(world: World, *words: str) -> list[str]:
    """The words of the history's entries that are among these, in their order."""
    with reading(world.office.engine) as session:
        query = select(col(History.what)).where(col(History.what).in_(words))
        return list(session.execute(query.order_by(col(History.seq))).scalars())


def read(world: World, ref: str) -> Action:
    """An action's row."""
    with reading(world.office.engine) as session:
        query = select(Action).where(col(Action.reference) == f"{REVIEW}/{ref}")
        found: Action = session.execute(query).scalar_one()
        session.expunge(found)
        return found


def test_many_are_silenced_at_once_or_none(entered: World) -> None:
    """All open actions of a lead, an agency or a review; one that may not be stops them all."""
    until = date(2010, 9, 10)
    assert silence(entered.office, Chosen(lead=LEAD), until, "Moving.", by=SECRETARY) == [
        f"{REVIEW}/1",
        f"{REVIEW}/2",
    ]
    entered.decide("2", "outside-control")
    chosen = Chosen(agency=TRUST)
    assert silence(entered.office, chosen, until, "Moving.", by=SECRETARY) == [f"{REVIEW}/1"]
    far = date(2010, 10, 29)
    with pytest.raises(Refused, match="at most 20 working days in all"):
        silence(entered.office, Chosen(review=REVIEW), far, "Moving.", by=SECRETARY)
    assert entries(entered, "silenced") == ["silenced"] * 3


@pytest.mark.parametrize("chosen", [Chosen(), Chosen(action=ACTION, lead=LEAD)])
def test_what_is_silenced_is_named_in_one_way(entered: World, chosen: Chosen) -> None:
    """Neither nothing nor two things."""
    with pytest.raises(Refused, match="Name one action, or one of --lead"):
        silence(entered.office, chosen, date(2010, 9, 10), "Moving.", by=SECRETARY)


def test_nothing_found_is_a_slip_of_the_pen(entered: World) -> None:
    """An agency that has no open action, and one that nobody knows."""
    for chosen in (Chosen(agency="Nowhere"), Chosen(review="child")):
        with pytest.raises(Refused, match="there is no open action of it"):
            silence(entered.office, chosen, date(2010, 9, 10), "Moving.", by=SECRETARY)


def test_only_the_secretary_keeps_the_register_by_hand(entered: World) -> None:
    """Neither the chair nor a lead."""
    office = entered.office
    for by in (CHAIR, LEAD):
        with pytest.raises(Refused, match="Only the Review secretary silences"):
            silence(office, Chosen(action=ACTION), date(2010, 9, 10), "Moving.", by=by)
        with pytest.raises(Refused, match="Only the Review secretary edits"):
            edit(office, ACTION, Edited(lead=DEPUTY, reason="Moved."), by=by)
        with pytest.raises(Refused, match="Only the Review secretary splits"):
            split(office, ACTION, by=by)
        with pytest.raises(Refused, match="Only the Review secretary adds"):
            add(office, REVIEW, "9", "Write it down.", lead=LEAD, due_on=None, by=by)


def test_a_handover_keeps_the_contributors(entered: World) -> None:
    """The new accountable lead comes first; who contributes stays unless named otherwise."""
    leads = edit(entered.office, ACTION, Edited(lead=DEPUTY, reason="Moved."), by=SECRETARY)
    assert leads == (DEPUTY, HEAD)
    swap = Edited(lead=HEAD, contributors=(DEPUTY,), reason="Agreed between them.")
    assert edit(entered.office, ACTION, swap, by=SECRETARY) == (HEAD, DEPUTY)
    alone = Edited(contributors=("",), reason="Left.")
    assert edit(entered.office, ACTION, alone, by=SECRETARY) == (HEAD,)
    assert entries(entered, "handed over") == ["handed over"] * 3
    with pytest.raises(Refused, match="nothing is changed"):
        edit(entered.office, ACTION, Edited(lead=HEAD, reason="Again."), by=SECRETARY)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (Edited(lead=DEPUTY), "an edit has a reason"),
        (Edited(lead="Nobody's post", reason="Moved."), "there is no such post"),
        (Edited(short_title=" ", reason="Moved."), "a short title has words"),
    ],
)
def test_an_edit_that_is_refused_changes_nothing(entered: World, what: Edited, said: str) -> None:
    """Without a reason, to a post that is not there, to no words."""
    with pytest.raises(Refused, match=said):
        edit(entered.office, ACTION, what, by=SECRETARY)
    assert entries(entered, "handed over", "edited") == []


@pytest.mark.clause("8.1")
def test_the_secretary_sets_a_short_title(entered: World) -> None:
    """Messages name the action by it; a closed action may still have a better one."""
    entered.decide("1", "outside-control")
    what = Edited(short_title="Handover at night", reason="Plainer.")
    edit(entered.office, ACTION, what, by=SECRETARY)
    assert read(entered, "1").short_title == "Handover at night"
    assert entries(entered, "edited") == ["edited"]
    with pytest.raises(Refused, match="was closed on"):
        edit(entered.office, ACTION, Edited(lead=DEPUTY, reason="Moved."), by=SECRETARY)


def test_an_action_is_added_under_a_new_number_or_one_that_is_known(entered: World) -> None:
    """A reference is given once: a number that stands already gets the next free part."""

    def added(number: str, due_on: date | None = None) -> str:
        text = "Tell the night staff."
        return add(entered.office, REVIEW, number, text, lead=LEAD, due_on=due_on, by=SECRETARY)

    assert added("4", date(2010, 11, 1)) == f"{REVIEW}/4"
    assert [added("2"), added("2")] == [f"{REVIEW}/2.1", f"{REVIEW}/2.2"]
    assert entered.action("4").due_on == date(2010, 11, 1)
    assert entered.action("2.1").due_on is None
    assert read(entered, "2.1").key_actions == ["Tell the night staff."]
    assert read(entered, "2.1").recommendation_id == read(entered, "2").recommendation_id
    assert entries(entered, "action added") == ["action added"] * 3


@pytest.mark.parametrize(
    ("review", "lead", "due_on", "said"),
    [
        ("child-z", LEAD, None, "There is no review child-z"),
        (REVIEW, "Nobody's post", None, "there is no such post"),
        (REVIEW, LEAD, date(2010, 9, 1), "before its plan was agreed"),
    ],
)
def test_an_addition_that_is_refused(
    entered: World, review: str, lead: str, due_on: date | None, said: str
) -> None:
    """Of no review, to no post, for a day before there was a plan."""
    with pytest.raises(Refused, match=said):
        add(entered.office, review, "4", "Do it.", lead=lead, due_on=due_on, by=SECRETARY)


def test_nothing_is_added_to_a_review_that_was_concluded(world: World) -> None:
    """It has come to its end."""
    world.import_plan(row("1", DUE))
    world.decide("1", "outside-control")
    world.decide_review("conclude")
    with pytest.raises(Refused, match="was concluded on 6 September 2010"):
        add(world.office, REVIEW, "2", "Do it.", lead=LEAD, due_on=None, by=SECRETARY)


def test_a_joint_action_is_split_by_its_leads(entered: World) -> None:
    """The whole keeps its reference and its accountable lead; the part has the whole's date."""
    entered.decide("1", "extend", until=date(2010, 11, 1))
    assert split(entered.office, ACTION, by=SECRETARY) == [f"{REVIEW}/1.1"]
    assert (entered.action("1").leads, entered.action("1.1").leads) == ((LEAD,), (HEAD,))
    part = entered.action("1.1")
    assert (part.due_on, part.original_due_on, part.slips) == (
        date(2010, 11, 1),
        date(2010, 9, 17),
        1,
    )
    assert read(entered, "1.1").split_from_id == read(entered, "1").id
    assert entries(entered, "split", "action split off") == ["split", "action split off"]
    (made,) = history(entered.office, f"{REVIEW}/1.1")
    assert (made.by, made.said) == (SECRETARY, f"from: {ACTION}; leads: {HEAD}")
    with pytest.raises(Refused, match="has no contributors"):
        split(entered.office, ACTION, by=SECRETARY)


def test_a_part_that_is_named_is_split_off(entered: World) -> None:
    """The same post leads it unless another is named; the whole stays as it was."""
    parts = [
        *split(entered.office, f"{REVIEW}/2", by=SECRETARY, text="Train the night staff."),
        *split(entered.office, f"{REVIEW}/2", by=SECRETARY, text="Audit it.", lead=HEAD),
    ]
    assert parts == [f"{REVIEW}/2.1", f"{REVIEW}/2.2"]
    assert entered.action("2.2").leads == (HEAD,)
    assert read(entered, "2.1").key_actions == ["Train the night staff."]
    assert entered.action("2").leads == (LEAD,)


def test_evidence_for_the_whole_is_decided_on_before_a_split(entered: World) -> None:
    """The committee would not know of which part it is."""
    entered.respond("1", "evidence", evidence="Done.")
    with pytest.raises(Refused, match="evidence for the whole waits"):
        split(entered.office, ACTION, by=SECRETARY)
