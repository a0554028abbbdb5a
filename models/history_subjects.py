"""The names of what the history has by number: posts, agencies, committees, meetings, packs."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from models.governance import Agency, Board, Committee, Meeting, PolicyVersion
from models.history import History
from models.ledger import MessageNotice, Notice, Run
from models.pack import Pack
from models.people import Person, Post, Tenure
from models.plan import Action, Review
from models.rules.history_facts import Subject

# What is named by a column of its own.
NAMED: dict[str, Any] = {
    "board": Board.name,
    "agency": Agency.name,
    "committee": Committee.name,
    "post": Post.name,
    "pack": Pack.reference,
    "review": Review.reference,
    "action": Action.reference,
}


def subjects(session: Session, *, with_messages: bool) -> dict[Subject, str]:
    """Each subject of an entry in words; people by their number, as the chain has them.

    A message is named by the posts that it is for, where they are asked for.
    """
    found: dict[Subject, str] = {}
    for subject, name in NAMED.items():
        ids = name.class_.id
        found |= {(subject, i): said for i, said in session.execute(select(col(ids), col(name)))}
    found |= _people(session) | _days(session)
    return found | _messages(session) if with_messages else found


def _people(session: Session) -> dict[Subject, str]:
    people = {("person", i): f"person {i}" for (i,) in session.execute(select(col(Person.id)))}
    held = select(col(Tenure.id), col(Post.name), col(Tenure.person_id)).join(
        Post, col(Post.id) == col(Tenure.post_id)
    )
    tenures = {("tenure", i): f"{post}, person {who}" for i, post, who in session.execute(held)}
    return people | tenures


def _days(session: Session) -> dict[Subject, str]:
    """Meetings and runs by their days, and policies by their numbers."""
    sittings = select(col(Meeting.id), col(Committee.name), col(Meeting.held_on)).join(
        Committee, col(Committee.id) == col(Meeting.committee_id)
    )
    found = {("meeting", i): f"{name}, {day}" for i, name, day in session.execute(sittings)}
    runs = session.execute(select(col(Run.id), col(Run.as_of)))
    numbers = session.execute(select(col(PolicyVersion.id), col(PolicyVersion.number)))
    return (
        found
        | {("run", i): f"run of {day}" for i, day in runs}
        | {("policy", i): f"policy {number}" for i, number in numbers}
    )


def _messages(session: Session) -> dict[Subject, str]:
    query = (
        select(col(MessageNotice.message_id), col(Post.name))
        .join(Notice, col(Notice.id) == col(MessageNotice.notice_id))
        .join(Post, col(Post.id) == col(Notice.post_id))
        .join(
            History,
            (col(History.subject) == "message")
            & (col(History.subject_id) == col(MessageNotice.message_id)),
        )
        .distinct()
        .order_by(col(Post.name))
    )
    posts: dict[int, list[str]] = defaultdict(list)
    for message, post in session.execute(query):
        posts[message].append(post)
    return {("message", i): f"to {'; '.join(some)}" for i, some in posts.items()}
