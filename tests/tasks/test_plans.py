"""A plan entered: closed rows, joint leads, priorities, revised dates, and what is refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from models.chain import text_hash
from models.database import reading
from models.history import History
from models.plan import Action, ActionLead, DueVersion
from models.rules.words import Level, Priority, Progress, VersionCause
from tasks.contacts import enter_contacts
from tasks.looking import history
from tasks.office import straight
from tasks.plan_asked import Import
from tasks.plan_read import read
from tasks.plans import Imported, import_plan
from tasks.refused import Refused
from tests.stories.world import (
    CHAIR,
    FIRST,
    HEAD,
    LEAD,
    MANAGER,
    REVIEW,
    SCHOOLS,
    SECRETARY,
    TRUST,
    World,
    row,
    write_csv,
)

HEADS = ("Ref", "Agency", "Recommendation", "Lead Officer", "Date", "Status", "Revised date")
WIDE = (*HEADS, "Priority")
DUE = "17 September 2010"


def enter(world: World, heads: tuple[str, ...], *rows: tuple[str, ...]) -> Imported:
    """A plan of other columns entered."""
    path = write_csv(world.office.settings.home / "plan.csv", heads, rows)
    return straight(world.office)(
        import_plan, Import(path=path, review=REVIEW, title="Child Q", agreed_on=FIRST)
    )


def stored(world: World) -> list[Action]:
    """The actions as they stand in the register."""
    with reading(world.office.engine) as session:
        found = list(session.execute(select(Action).order_by(col(Action.place))).scalars())
        session.expunge_all()
    return found


@pytest.mark.clause("3.3")
def test_what_the_plan_says_is_over_is_told_to_nobody(world: World) -> None:
    """Complete and not proceeding stay as the plan has them, awaiting the committee's adoption."""
    done = enter(
        world,
        HEADS,
        ("1", TRUST, "One.", LEAD, DUE, "Complete", ""),
        ("2", TRUST, "Two.", LEAD, DUE, "Not proceeding", ""),
        ("3", TRUST, "Three.", LEAD, DUE, "In progress", ""),
    )
    assert done.references == ("child-q/1", "child-q/2", "child-q/3")
    assert [a.next_on for a in stored(world)] == [None, None, FIRST]
    assert world.run().notices == 1
    world.inbox(LEAD).expect("Yours to do: child-q/3")
    assert world.action("1").progress == Progress.CLOSED_ACCEPTED
    assert world.action("2").brag == "grey"
    assert world.action("3").progress == Progress.IN_PROGRESS


def test_a_revised_date_is_current_and_the_first_one_is_kept(world: World) -> None:
    """A version and a slip for each, the ladder counts from the last revised date."""
    heads = (*HEADS, "2nd revised date")
    enter(world, heads, ("1", TRUST, "One.", LEAD, DUE, "", "1 October 2010", "29 October 2010"))
    line = world.action("1")
    assert (str(line.due_on), str(line.original_due_on), line.slips) == (
        "2010-10-29",
        "2010-09-17",
        2,
    )
    with reading(world.office.engine) as session:
        causes = session.execute(select(col(DueVersion.cause)).order_by(col(DueVersion.number)))
        assert list(causes.scalars()) == [
            VersionCause.ENTERED, VersionCause.PLAN_REVISED, VersionCause.PLAN_REVISED,
        ]  # fmt: skip


def test_who_read_a_date_how_is_kept(world: World) -> None:
    """The text and the reading stand in the register; the entry names both and the person."""
    for nobody, why in ((CHAIR, f"Only the {SECRETARY}"), ("Caretaker", "--by Caretaker")):
        with pytest.raises(Refused, match=why):
            world.import_plan(row("1", "Immediately"), by=nobody)
    world.import_plan(row("1", "Immediately"), by=SECRETARY)
    told = {line.what: line.by for line in history(world.office)}
    assert (told["plan entered"], told["action entered"]) == (SECRETARY, SECRETARY)
    world.confirm("1")
    with reading(world.office.engine) as session:
        first = session.execute(select(DueVersion).order_by(col(DueVersion.number))).scalars().all()
        entry = select(History).where(col(History.what) == "date confirmed")
        confirmed = session.execute(entry).scalar_one()
        facts = json.loads(confirmed.facts)
        assert [(v.as_written, str(v.due_on or v.proposed_due_on)) for v in first] == [
            ("Immediately", "2010-09-13"),
            ("", "2010-09-13"),
        ]
        assert facts["due_on"] == "2010-09-13"
        assert facts["version"] == 1
        assert facts["date_text"] == text_hash("Immediately")
        assert facts["read_as"] == text_hash(first[0].read_as)
        assert confirmed.person_id is not None
    with pytest.raises(Refused, match="matters decide child-q/1 set-date --until"):
        world.confirm("1")


def test_a_tracker_of_old_tells_nothing_before_its_day(world: World) -> None:
    """`--follow-from`: it is told then, from the ladder's first step, and counts as its entry."""
    path = write_csv(
        world.office.settings.home / "plan.csv",
        HEADS,
        [
            ("1", TRUST, "One.", LEAD, "30 June 2010", "", ""),
            ("2", TRUST, "Two.", LEAD, "30 June 2010", "Complete", ""),
        ],
    )
    asked = Import(
        path=path, review=REVIEW, title="Child Q", agreed_on=date(2010, 3, 1),
        follow_from=date(2010, 10, 4),
    )  # fmt: skip
    straight(world.office)(import_plan, asked)
    world.advance(to=date(2010, 10, 1), every_day=True)
    assert world.told() == []
    world.advance(to=date(2010, 10, 4))
    world.inbox(LEAD).expect("This is yours", "child-q/1")
    world.advance(to=date(2010, 10, 11))
    world.inbox(LEAD).expect("child-q/1")
    assert world.steps("1") == ["A 2010-10-04", "E1 2010-10-11"]


def test_a_high_priority_of_the_plan_is_kept(world: World) -> None:
    """Rule 9: set by decision or by the plan."""
    enter(
        world,
        WIDE,
        ("1", TRUST, "One.", LEAD, DUE, "", "", "High"),
        ("2", TRUST, "Two.", LEAD, DUE, "", "", "Low"),
    )
    assert [a.priority for a in stored(world)] == [Priority.HIGH, Priority.NORMAL]


@pytest.mark.clause("2.1")
def test_joint_leads_are_one_action_with_the_first_accountable(world: World) -> None:
    """The others named are contributors, in the order of the cell; several agencies share it."""
    enter(world, HEADS, ("1", TRUST, "One.", f"{LEAD}; {HEAD}", DUE, "", ""))
    assert world.action("1").leads == (LEAD, HEAD)
    assert stored(world)[0].level is Level.MULTI_AGENCY
    world.run()
    world.inbox(LEAD).expect("This is yours")
    world.inbox(HEAD).expect(f"You are named for this beside the {LEAD}")


def test_a_post_that_nobody_has_named_belongs_to_its_section(world: World) -> None:
    """It is made, it is vacant, and the history says so without its name."""
    done = enter(world, HEADS, ("1", SCHOOLS, "One.", "Truancy officer", DUE, "", ""))
    assert done.vacant == ("Truancy officer",)
    assert world.action("1").agency == SCHOOLS
    with reading(world.office.engine) as session:
        entry = select(History).where(col(History.what) == "post-entered")
        last = session.execute(entry.order_by(col(History.seq).desc()).limit(1)).scalar_one()
        assert "Truancy" not in last.facts


def test_an_agency_that_the_contacts_do_not_name_is_said_and_put_right(world: World) -> None:
    """With the one that may be meant; the agency of its lead's post in the contacts mends it."""
    done = world.import_plan(row("1", DUE, lead="Theatre manager", agency="The hospital"))
    assert done.has_exceptions
    (said,) = done.unknown
    assert said.endswith(f"did you mean {TRUST}?")
    (shown,) = done.plan.rows
    assert any("no agency that the contacts name" in one.says for one in shown.remarks)
    heads = ("Post", "Agency", "Person", "Email")
    holder = ("Theatre manager", TRUST, "Holder T", "t@eastmere.example.org")
    path = write_csv(world.office.settings.home / "newer.csv", heads, [holder])
    enter_contacts(world.office.engine, path, world.office.clock.now(), world.today)
    assert world.action("1").agency == TRUST


def test_an_agency_of_the_contacts_is_not_asked_about(world: World) -> None:
    """Nor is the board's own section, whatever label the plan gives it."""
    agencies = (TRUST, "2. The board itself")
    rows = [row(str(n), DUE, lead="Clerk", agency=one) for n, one in enumerate(agencies, 1)]
    assert world.import_plan(*rows).unknown == ()
    assert [one.board_own for one in stored(world)] == [False, True]


def test_the_same_post_in_two_spellings_is_one(world: World) -> None:
    """Case, spacing and punctuation do not count."""
    rows = (row("1", DUE, lead="ward  MANAGER"), row("2", DUE, lead=LEAD))
    done = world.import_plan(*rows)
    assert done.vacant == ()
    with reading(world.office.engine) as session:
        assert len(set(session.execute(select(col(ActionLead.post_id))).scalars())) == 1


@pytest.mark.clause("5.13")
def test_a_section_of_the_board_makes_its_own_actions(world: World) -> None:
    """They are the board's, whoever leads them (rule 13)."""
    world.import_plan(row("1", DUE, lead=MANAGER, agency="The Board itself"))
    (action,) = stored(world)
    assert (action.board_own, action.level) == (True, Level.BOARD)


def test_a_number_that_stands_twice_is_told_apart(world: World) -> None:
    """ "child-q/1.1" and "child-q/1.2", in plan order."""
    done = world.import_plan(row("1", DUE), row("1", "29 October 2010"))
    assert done.references == ("child-q/1.1", "child-q/1.2")


def test_a_reference_that_differs_in_case_alone_is_refused(world: World) -> None:
    """child-q and Child-Q would be two reviews to the program and one to everybody else."""
    world.import_plan(row("1", "17 September 2010"))
    with pytest.raises(Refused, match="a review child-q already"):
        world.import_plan(row("1", "17 September 2010"), review="Child-Q")


def test_an_import_that_fails_in_the_middle_keeps_nothing(world: World) -> None:
    """A plan is entered whole or not at all."""
    with pytest.raises(Refused):
        enter(world, ("Colour", "Taste"), ("red", "sweet"))
    assert stored(world) == []


def test_a_reading_saves_nothing_and_needs_no_register(tmp_path: Path) -> None:
    """`matters read`: the items under the default policy."""
    path = write_csv(tmp_path / "plan.csv", HEADS, [("1", TRUST, "One.", LEAD, DUE, "", "")])
    plan = read(path, agreed_on=FIRST, commissioned_on=None)
    assert [(item.number, str(item.date.due)) for item in plan.items] == [("1", "2010-09-17")]
    assert [p.name for p in tmp_path.iterdir()] == ["plan.csv"]
