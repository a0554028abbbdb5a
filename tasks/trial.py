"""A test message to one person: by the way that all messages go, and beside the ledger."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from models import lookup
from models.board_reading import board_ids
from models.clearing_writing import mailbox_of, record_trial
from models.database import reading, writing
from models.letter_reading import Mailbox
from models.rules.letters import Letter
from models.rules.words import Outcome
from notifications.channels.base import Attempt, ChannelUnavailable
from notifications.trial import LINE, trial
from tasks.acting import actor_of
from tasks.at_once import send_at_once
from tasks.channels import new_message_id
from tasks.compose import headed
from tasks.desk import read_desk
from tasks.desk_facts import Desk
from tasks.office import Office
from tasks.refused import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """How a test message ended, in the server's words without an address in them."""

    outcome: Outcome
    said: str
    message_id: str
    cleared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """Whom a test message goes to, and what it is made from."""

    desk: Desk
    person_id: int
    post_id: int
    mailbox: Mailbox
    by: int | None


def send_trial(office: Office, person: str, *, clear: bool = False, by: str = "") -> Tried:
    """One test message to a post's holder, a name or an address; it counts for no step.

    With `clear` an address that was refused before and takes this one is written to again (rule
    7: "until it is changed or a person clears it"). Raises Refused for nobody, for several, and
    where nothing can leave.
    """
    if clear:
        _may_clear(office, by)
    with reading(office.engine) as session:
        found = _found(office, session, person, by)
    message_id = new_message_id(found.desk.sender)
    attempt = _sent(office, found, message_id)
    today, now = office.clock.today(), office.clock.now()
    with writing(office.engine) as session:
        cleared = record_trial(
            session,
            found.desk.board.board_id,
            found.person_id,
            attempt.outcome.value,
            by=found.by if clear and attempt.outcome is Outcome.ACCEPTED else None,
            today=today,
            at=now,
        )
    said = f"{attempt.code or ''} {attempt.text}".strip()
    return Tried(outcome=attempt.outcome, said=said, message_id=message_id, cleared=cleared)


def _may_clear(office: Office, by: str) -> None:
    """Raises Refused where nobody says who clears, and where the test asks no server of it."""
    if not by:
        raise Refused("--clear: say with --by who clears the address.")
    if office.settings.redirect_to is not None:
        raise Refused("--clear: a pilot is running, so that no message goes to the address.")
    if office.settings.smtp_url is None and office.way is None:
        raise Refused("--clear: no mail server is set, so that nobody can say what it takes.")


def _found(office: Office, session: Session, person: str, by: str) -> _Trial:
    """The person on the first board that knows them by that name."""
    today = office.clock.today()
    for board_id in board_ids(session):
        known = lookup.persons_named(session, board_id, person, today)
        if len(known) > 1:
            raise Refused(f"{person}: {len(known)} people are called so; give the address.")
        for person_id, posts in known.items():
            return _trial(office, session, board_id, (person_id, posts), by)
    raise Refused(f"{person}: nobody of that post, name or address; see `matters contacts`.")


def _trial(
    office: Office, session: Session, board_id: int, whom: tuple[int, list[int]], by: str
) -> _Trial:
    person_id, posts = whom
    desk = read_desk(office, session, board_id, office.clock.today(), [person_id])
    mailbox = mailbox_of(session, person_id)
    if mailbox is None or not posts:
        raise Refused("That person has no post or no address today.")
    actor = actor_of(session, desk.board, by, desk.as_of, prefer=()) if by else None
    return _Trial(
        desk=desk,
        person_id=person_id,
        post_id=posts[0],
        mailbox=mailbox,
        by=actor.person_id if actor else None,
    )


def _sent(office: Office, found: _Trial, message_id: str) -> Attempt:
    """The one attempt there is; raises Refused where no connection can be had."""
    letter = _letter(found)
    try:
        return send_at_once(office, found.desk, letter, trial(letter), message_id)
    except ChannelUnavailable as error:
        raise Refused(str(error)) from None


def _letter(found: _Trial) -> Letter:
    board = found.desk.board
    committee = next(iter(board.committees.values()))
    return headed(found.desk, committee, found.mailbox, board.posts[found.post_id], (LINE,))
