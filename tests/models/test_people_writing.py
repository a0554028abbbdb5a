"""A change of holder, deputy or address has the actions of the post asked again."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.answers import Stop
from models.database import reading, writing
from models.governance import Agency
from models.governance_writing import write_committee
from models.people import Post
from models.people_writing import write_contacts
from models.plan import Action, ActionLead, Recommendation, Review
from models.rules.committees import CommitteeFile
from models.rules.contact_posts import posts_of
from models.rules.contacts import read_contacts
from models.rules.words import Division, Progress, StopKind

AT = datetime(2010, 10, 20, 9, 0, tzinfo=UTC)
ENTERED, TODAY = date(2010, 10, 20), date(2010, 12, 1)
FILE = CommitteeFile(
    board="Board",
    division=Division.ENGLAND_AND_WALES,
    name="Committee",
    secretary="Secretary",
    chair="Chair",
)
NURSE = ("Nurse", "Sam", "sam@example.org", "", "")
HEAD = ("Head", "Jo", "jo@example.org", "", "")


def contacts(session: Session, *rows: tuple[str, ...], today: date) -> None:
    """Enter a contacts file."""
    table = [("Post", "Person", "Email", "Deputy", "From"), *rows]
    read = read_contacts(enumerate(table, start=1))
    posts = posts_of(read)
    assert (read.problems, posts.problems) == ((), ())
    entered = write_contacts(session, 1, posts.posts, read.columns, at=AT, today=today)
    assert entered.problems == []


def add_action(session: Session, number: int, *leads: str) -> None:
    """An action led by posts, which nothing is owed for until 2012."""
    action = Action(
        board_id=1,
        review_id=1,
        recommendation_id=1,
        agency_id=1,
        reference=f"r/{number}",
        place=number,
        short_title="Action",
        entered_on=ENTERED,
        entry_progress=Progress.NOT_STARTED,
        next_on=date(2012, 1, 1),
    )
    session.add(action)
    session.flush()
    posts = {post.name: post.id for post in session.exec(select(Post))}
    for place, lead in enumerate(leads):
        session.add(
            ActionLead(
                action_id=action.id or 0, post_id=posts[lead] or 0, place=place, from_on=ENTERED
            )
        )
    session.flush()


@pytest.fixture
def planned(register: Engine) -> Engine:
    """A board with five actions: the nurse's, a shared one, the head's, a closed and a past one."""
    with writing(register) as session:
        write_committee(session, FILE, at=AT, today=ENTERED)
        contacts(session, NURSE, HEAD, today=ENTERED)
        session.add(Agency(board_id=1, name="Health"))
        session.flush()
        session.add(
            Review(
                board_id=1,
                committee_id=1,
                reference="r",
                title="Review",
                agreed_on=ENTERED,
                entered_on=ENTERED,
            )
        )
        session.flush()
        session.add(Recommendation(review_id=1, place=1, number="1", text="Text"))
        session.flush()
        add_action(session, 1, "Nurse")
        add_action(session, 2, "Head", "Nurse")
        add_action(session, 3, "Head")
        add_action(session, 4, "Nurse")
        session.add(
            Stop(
                action_id=4,
                kind=StopKind.CLOSURE,
                from_on=ENTERED,
                recorded_at=AT,
                closed_as=Progress.CLOSED_ACCEPTED,
            )
        )
        add_action(session, 5, "Head")
        session.add(
            ActionLead(
                action_id=5,
                post_id=session.exec(select(Post.id).where(col(Post.name) == "Nurse")).one() or 0,
                place=1,
                from_on=ENTERED,
                until_on=date(2010, 11, 1),
            )
        )
    return register


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        (NURSE, []),
        # Another holder, another address, another deputy.
        (("Nurse", "Alex", "alex@example.org", "", "2010-12-01"), [1, 2]),
        (("Nurse", "Sam", "sam@new.example.org", "", ""), [1, 2]),
        (("Nurse", "Sam", "sam@example.org", "Head", ""), [1, 2]),
    ],
)
def test_open_actions_of_a_changed_post_are_asked_today(
    planned: Engine, row: tuple[str, ...], asked: list[int]
) -> None:
    """Those it leads and those it contributes to; not closed ones, nor what it led once."""
    with writing(planned) as session:
        contacts(session, row, HEAD, today=TODAY)
    with reading(planned) as session:
        query = select(Action.place).where(col(Action.next_on) == TODAY).order_by(col(Action.place))
        assert list(session.exec(query)) == asked
