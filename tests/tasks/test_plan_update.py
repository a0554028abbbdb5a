"""A newer version of a plan: what the register follows, and what only a person changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from sqlalchemy import select, text, update
from sqlmodel import col

from models.database import reading
from models.plan import Action, Recommendation
from models.rules.plan_changes import Outcome
from tasks.by_hand import Edited, add, edit, split
from tasks.looking import Filter, history, list_actions, verify_history
from tasks.office import straight
from tasks.plan_asked import Import
from tasks.plans import Imported, import_plan
from tasks.refused import Refused
from tests.stories.world import FIRST, HEAD, LEAD, REVIEW, SECRETARY, TRUST, World, write_csv

HEADS = (
    "Ref", "Agency", "Recommendation", "Key Actions", "Lead Officer", "Date", "Status", "Priority",
    "Cost code",
)  # fmt: skip
DUE = "17 September 2010"
WISHES = (
    "The hospital should review how a bruise on a baby who cannot walk is recorded and reported",
    "Every school is to name a governor who reads the minutes of meetings about missing pupils",
    "Housing officers must ask about other adults at an address before they close an enquiry",
)
NEWER = "The police should send the form on the same night and ring the duty worker in the morning"
Row = dict[str, str]


def wish(n: int, **other: str) -> Row:
    """The n-th row of the plan; any cell can be given by its heading's first word."""
    cells = {
        "Ref": str(n + 1),
        "Agency": TRUST,
        "Recommendation": WISHES[n],
        "Key Actions": f"Do what is asked under {n}",
        "Lead Officer": LEAD,
        "Date": DUE,
    }
    return cells | other


def lay(
    world: World,
    *rows: Row,
    update: bool = True,
    keep: bool = True,
    same: dict[int, str] | None = None,
    by: str = "",
) -> Imported:
    """A version of the plan laid beside the register today."""
    path = world.office.settings.home / "plan.csv"
    write_csv(path, HEADS, [[row.get(head, "") for head in HEADS] for row in rows])
    what = Import(
        path=path, review=REVIEW, title="Child Q", agreed_on=FIRST, update=update, same=same or {},
        by=by,
    )  # fmt: skip
    return straight(world.office)(import_plan, what, keep=keep)


@pytest.fixture
def entered(world: World) -> World:
    """The plan's first version, entered."""
    lay(world, *(wish(n) for n in range(3)), update=False)
    return world


def said(done: Imported, outcome: Outcome) -> list[tuple[str, str]]:
    """Which cells of which action came to that."""
    return [(reference, change.title) for reference, change in done.compared.cells(outcome)]


def everything(world: World) -> list[Sequence[object]]:
    """All of the plan's rows in the register."""
    with reading(world.office.engine) as session:
        return [
            tuple(row)
            for name in ("action", "action_lead", "due_version", "recommendation", "history")
            for row in session.connection().execute(text(f"SELECT * FROM {name}"))  # noqa: S608
        ]


def test_the_same_plan_again_changes_nothing(entered: World) -> None:
    """Not a row, whatever the day; only that it was laid beside stands in the history."""
    before = everything(entered)
    done = lay(entered, *(wish(n) for n in range(3)))
    assert (done.references, done.compared.unchanged, done.has_exceptions) == ((), 3, False)
    assert everything(entered)[: len(before)] == before
    assert len(everything(entered)) == len(before) + 1


def test_a_row_in_the_middle_is_added_in_its_place(entered: World) -> None:
    """Its reference is a new one; those behind it keep theirs, under the numbers they have now."""
    done = lay(
        entered,
        wish(0),
        wish(1, Recommendation=NEWER, **{"Key Actions": "Ring in the morning"}),
        wish(1, Ref="3"),
        wish(2, Ref="4"),
    )
    assert done.references == ("child-q/2.1",)
    assert done.compared.gone == ()
    listed = [line.reference for line in list_actions(entered.office, Filter())]
    assert listed == ["child-q/1", "child-q/2.1", "child-q/2", "child-q/3"]
    # And the next version finds all of them again.
    again = lay(
        entered,
        wish(0),
        wish(1, Recommendation=NEWER, **{"Key Actions": "Ring in the morning"}),
        wish(1, Ref="3"),
        wish(2, Ref="4"),
    )
    assert (again.references, again.compared.unchanged) == ((), 4)


def test_the_plans_words_are_followed_and_those_before_are_kept(entered: World) -> None:
    """The mended sentence and the action stand in the register; the older row is still there."""
    mended = WISHES[1].replace("minutes", "agenda and minutes")
    done = lay(
        entered,
        wish(0),
        wish(1, Recommendation=mended, **{"Key Actions": "Name her", "Cost code": "X 4"}),
        wish(2),
        by=SECRETARY,
    )
    assert said(done, Outcome.FOLLOWS) == [
        ("child-q/2", "Recommendation"),
        ("child-q/2", "Key actions"),
        ("child-q/2", "Cost code"),
    ]
    told = {line.what: line.by for line in history(entered.office)}
    assert (told["plan entered"], told["plan reworded"]) == ("", SECRETARY)
    with reading(entered.office.engine) as session:
        action = session.execute(select(Action).where(col(Action.place) == 1)).scalar_one()
        texts = session.execute(select(col(Recommendation.text))).scalars().all()
        now = session.get(Recommendation, action.recommendation_id)
        assert now is not None
        assert (now.text, action.key_actions, action.extra) == (
            mended, ["Name her"], {"Cost code": "X 4"},
        )  # fmt: skip
    assert WISHES[1] in texts
    assert verify_history(entered.office) == []


def test_the_marks_of_a_list_are_no_words(entered: World) -> None:
    """A plan that comes as CSV and then from Word, whose lists have signs, is the same plan."""
    marked = wish(0, **{"Key Actions": "•  Do what is asked\n   under 0"})
    assert lay(entered, marked, wish(1), wish(2)).compared.unchanged == 3


@pytest.mark.parametrize(
    ("cell", "says", "way"),
    [
        ("Date", "29 October 2010", "matters decide child-q/1 extend --until 2010-10-29"),
        ("Date", "10 September 2010", "matters decide child-q/1 set-date --until 2010-09-10"),
        ("Date", "TBC", "matters decide child-q/1 set-date"),
        ("Lead Officer", HEAD, f'matters edit child-q/1 --lead "{HEAD}"'),
        ("Status", "Complete", "matters decide child-q/1 accept"),
        ("Status", "Not proceeding", "matters decide child-q/1 not-implemented"),
        ("Priority", "High", "matters decide child-q/1 priority-high"),
        ("Agency", "Schools", "matters edit child-q/1 --lead POST"),
    ],
)
def test_what_only_a_person_changes_stays_and_names_its_command(
    entered: World, cell: str, says: str, way: str
) -> None:
    """A date, a lead, a closure, a priority, an agency: said again until somebody decides."""
    before = entered.action("1")
    for _ in range(2):
        done = lay(entered, wish(0, **{cell: says}), wish(1), wish(2))
        ((reference, change),) = done.compared.cells(Outcome.DECIDE)
        assert reference == "child-q/1"
        assert way in change.sentence
        assert says in change.sentence
        assert done.undecided == ("child-q/1",)
        assert entered.action("1") == before


def test_what_people_decided_since_stays(entered: World) -> None:
    """A date set by the committee is not the plan's any more, nor is what was closed."""
    entered.run()
    entered.decide("1", "set-date", until=date(2010, 12, 1))
    entered.decide("1", "priority-high")
    entered.decide("2", "not-implemented")
    done = lay(
        entered,
        wish(0, Date="29 October 2010", Priority="Low"),
        wish(1, Recommendation=WISHES[1] + " every term", Date="29 October 2010"),
        wish(2),
    )
    assert said(done, Outcome.STAYS) == [
        ("child-q/1", "Date"),
        ("child-q/1", "Priority"),
        ("child-q/2", "Recommendation"),
        ("child-q/2", "Date"),
    ]
    assert said(done, Outcome.DECIDE) == []
    assert str(entered.action("1").due_on) == "2010-12-01"
    assert entered.action("2").brag == "grey"
    entered.let_pass()


def test_a_plan_that_says_what_was_decided_is_followed(entered: World) -> None:
    """The date that the committee set stands in the newer plan: nothing waits any more."""
    entered.decide("1", "set-date", until=date(2010, 10, 29))
    done = lay(entered, wish(0, Date="29 October 2010"), wish(1), wish(2))
    assert said(done, Outcome.FOLLOWS) == [("child-q/1", "Date")]
    assert lay(entered, wish(0, Date="29 October 2010"), wish(1), wish(2)).compared.unchanged == 3


def test_what_is_gone_stays_and_is_followed(entered: World) -> None:
    """Nothing is deleted: the action is listed, and its reference is not given again."""
    newer = wish(1, Recommendation=NEWER, **{"Key Actions": "Ring in the morning"})
    done = lay(entered, wish(0), newer, wish(2))
    assert done.compared.gone == ("child-q/2",)
    assert done.references == ("child-q/2.1",)
    entered.run()
    entered.inbox(LEAD).expect("child-q/2")


def test_what_was_split_off_or_added_by_hand_is_not_missed(entered: World) -> None:
    """The whole stands for its row; an added action has none. Their references stay theirs."""
    lay(entered, wish(0, **{"Lead Officer": f"{LEAD}; {HEAD}"}), wish(1), wish(2))
    edit(entered.office, "child-q/1", Edited(contributors=(HEAD,), reason="both"), by=SECRETARY)
    parts = split(entered.office, "child-q/1", by=SECRETARY)
    added = add(entered.office, REVIEW, "3", "A further step", lead=LEAD, due_on=None, by=SECRETARY)
    done = lay(entered, wish(0), wish(1), wish(2), wish(0, Ref="4", Recommendation=NEWER))
    assert (done.compared.gone, done.compared.doubts) == ((), ())
    assert not {*parts, added} & set(done.references)
    listed = [line.reference for line in list_actions(entered.office, Filter())]
    whole = [one for one in listed if one not in {*parts, added}]
    assert whole == ["child-q/1", "child-q/2", "child-q/3", *done.references]
    assert set(listed) == {*whole, *parts, added}


def test_what_was_edited_by_hand_stays(entered: World) -> None:
    """A lead that was handed over is not the plan's any more, and a title never was."""
    edit(entered.office, "child-q/1", Edited(lead=HEAD, reason="moved"), by=SECRETARY)
    edit(entered.office, "child-q/2", Edited(short_title="Mine", reason="short"), by=SECRETARY)
    mended = wish(1, Recommendation=WISHES[1] + " every term")
    done = lay(entered, wish(0, **{"Lead Officer": "Somebody else"}), mended, wish(2))
    assert said(done, Outcome.STAYS) == [("child-q/1", "Lead")]
    assert said(done, Outcome.FOLLOWS) == [("child-q/2", "Recommendation")]
    assert entered.action("1").leads == (HEAD,)
    assert entered.action("2").title == "Mine"


def test_a_row_in_doubt_waits_until_a_person_says_which(entered: World) -> None:
    """Nothing of it is entered, nothing is gone; `--same` settles it."""
    lay(entered, wish(0), wish(1), wish(2), wish(0, Ref="4"))
    done = lay(entered, wish(0, Ref="8"), wish(1), wish(2))
    (doubt,) = done.compared.doubts
    assert (doubt.row, doubt.actions) == (2, ("child-q/1", "child-q/4"))
    assert (done.references, done.compared.gone) == ((), ())
    assert "`--same 2=child-q/1`, or `--same 2=new`" in str(done.changes)
    told = lay(entered, wish(0, Ref="8"), wish(1), wish(2), same={2: "child-q/4"})
    assert (told.compared.doubts, told.compared.gone) == ((), ("child-q/1",))


def test_a_reference_in_the_number_column_settles_it_too(entered: World) -> None:
    """A plan that is numbered by the register's references is matched by them."""
    done = lay(
        entered,
        wish(0, Ref="child-q/2"),
        wish(1, Ref="child-q/1"),
        wish(2),
    )
    assert {r for r, _ in done.compared.cells(Outcome.FOLLOWS)} == {"child-q/1", "child-q/2"}


def test_rows_told_apart_wrongly_are_refused(entered: World) -> None:
    """A row that is not there, an action that is not there, a review that is not there."""
    for same, says in (({77: "new"}, "row 77 is no row"), ({2: "child-q/9"}, "no such action")):
        with pytest.raises(Refused, match=says):
            lay(entered, wish(0), wish(1), wish(2), same=same)


def test_an_update_of_nothing_is_refused(world: World) -> None:
    """A slip of the pen in --review begins no second review."""
    with pytest.raises(Refused, match="the register has no review child-q"):
        lay(world, wish(0))


def test_a_dry_run_says_the_same_and_keeps_nothing(entered: World) -> None:
    """What would be added, changed and gone; the register is as it was to the row."""
    before = everything(entered)
    rows = (wish(0, Date="29 October 2010"), wish(2, Recommendation=WISHES[2] + " today"))
    dry = lay(entered, *rows, keep=False)
    assert everything(entered) == before
    real = lay(entered, *rows)
    assert (dry.compared.changed, dry.compared.gone) == (real.compared.changed, real.compared.gone)


def test_a_register_from_before_rows_were_kept_is_matched_as_it_was_read(entered: World) -> None:
    """What is not known as written is compared as it was read; the date is then nobody's news."""
    with entered.office.engine.begin() as connection:
        connection.execute(update(Recommendation).values(written=None))
    assert lay(entered, *(wish(n) for n in range(3))).compared.unchanged == 3
    done = lay(entered, wish(0, **{"Lead Officer": HEAD}), wish(1), wish(2))
    assert said(done, Outcome.DECIDE) == [("child-q/1", "Lead")]
