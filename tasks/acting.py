"""Who acts, on what, and on which day: what every command by which people say things asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from sqlmodel import Session

from models import lookup
from models.action_reading import action_facts, some
from models.board_reading import board_facts
from models.chain import chain_end
from models.rules.corrections import Line
from models.rules.date_words import day_words
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.progress import Actor, NotAllowed
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.refused import Refused

T = TypeVar("T")


def day_of(office: Office, on: date | None) -> date:
    """The day something holds from: today unless another is given. Raises Refused for a later."""
    day = on or office.clock.today()
    refuse_future(office, day)
    return day


def refuse_future(office: Office, day: date) -> None:
    """Raises Refused for a day after today: what has not happened is not recorded."""
    today = office.clock.today()
    if day > today:
        raise Refused(f"{day} is after today, {today}: record it when it has happened.")


def facts_of(session: Session, reference: str, day: date) -> tuple[ActionFacts, BoardFacts]:
    """An action and its board as of a day; nobody else may record anything meanwhile.

    Raises Refused for a reference that is not in the register.
    """
    row = lookup.find_action(session, reference)
    if row is None:
        raise Refused(f"There is no action {reference}; `matters actions` lists the references.")
    refuse_struck(row)
    # What the register says now is what is decided on.
    chain_end(session, row.board_id)
    board = board_facts(session, row.board_id, day, board_calendar)
    (action,) = action_facts(session, some([row.action_id]), day)
    return action, board


def refuse_struck(row: lookup.ActionRow) -> None:
    """Raises Refused for an action whose entry was struck: it is as if it had not been."""
    if row.struck_on is not None:
        raise Refused(
            f"{row.reference} was struck on {day_words(row.struck_on)} and is no action any more;"
            f" `matters history {row.reference}` shows what was."
        )


def sits(board: BoardFacts, action: ActionFacts) -> tuple[int, ...]:
    """The posts that sit on the committee that oversees an action, its secretary first."""
    committee = board.committees[action.committee_id]
    return (committee.secretary_id, committee.chair_id, *committee.member_ids)


def actor_of(
    session: Session, board: BoardFacts, by: str, day: date, *, prefer: Sequence[int]
) -> Actor:
    """The person whom `--by` names, in the capacity of the post that may."""
    found = lookup.persons_named(session, board.board_id, by, day)
    if not found:
        raise Refused(
            f"--by {by}: nobody of that post, name or address is known on {day}; "
            "`matters contacts` enters people."
        )
    if len(found) > 1:
        raise Refused(f"--by {by}: {len(found)} people are called so; give the post or address.")
    ((person_id, posts),) = found.items()
    if not posts:
        raise Refused(f"--by {by}: that person holds no post on {day}.")
    named = lookup.post_named(session, board.board_id, by)
    chosen = next((p for p in prefer if p in posts), named if named in posts else posts[0])
    return Actor(person_id=person_id, post_ids=frozenset(posts), post_id=chosen or posts[0])


def allowed(ask: Callable[[], T]) -> T:
    """What the rules answer; a refusal of theirs is the task's."""
    try:
        return ask()
    except NotAllowed as error:
        raise Refused(str(error)) from None


def out_of_order(reference: str, day: date, later: Line) -> str:
    """Why nothing is recorded of a day before an entry that changed how an action stands."""
    return (
        f"{reference}: “{later.what}” of {day_words(later.on)} is recorded already (entry "
        f"{later.seq}), after {day_words(day)}. Give a day from {day_words(later.on)} with --on, "
        f"or strike that entry first: `matters correct {later.seq}`."
    )
