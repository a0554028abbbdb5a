"""A message that comes back after it was accepted: found out, told of, and told to others.

The world begins on Monday 6 September 2010 at 09:00.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import select, update
from sqlmodel import col

from models.database import reading, writing
from models.ledger import Message, Notice
from models.people import Address
from models.rules.words import MessageState
from notifications.returns.mailbox import Mailbox, MailboxUnavailable, Place
from tasks import bounces, packs
from tasks.bounces import Bounced, read_bounces
from tasks.deliver import deliver
from tasks.packs import Wanted
from tasks.refused import Refused
from tests.notifications.returns.dovecot import dovecot, token
from tests.notifications.returns.reports import report
from tests.stories.world import (
    BOARD_ID,
    DEPUTY,
    FIRST,
    LEAD,
    SAFEGUARDING,
    SECRETARY,
    World,
    address_of,
    row,
)
from tests.tasks.delivering import rows

NEXT = FIRST + timedelta(days=1)


@pytest.fixture
def reports(world: World, tmp_path: Path) -> Callable[..., Bounced]:
    """Saves a report on each message of some addressees, and has the folder read."""
    folder = tmp_path / "reports"
    folder.mkdir()

    def came(*posts: str, **said: str) -> Bounced:
        world.settings(bounces_folder=folder)
        for post in posts:
            for n, message_id in enumerate(ids_to(world, post)):
                (folder / f"{post} {n}.eml").write_bytes(report(message_id, **said))
        return read_bounces(world.office)

    return came


def ids_to(world: World, post: str) -> list[str]:
    """The Message-IDs of what arrived for a post's holder."""
    return [p.message_id for p in world.letterbox.arrived if p.to == address_of(post)]


def undeliverable(world: World) -> list[str]:
    """The addresses that take nothing more."""
    query = select(col(Address.email)).where(col(Address.undeliverable_on).is_not(None))
    with reading(world.office.engine) as session:
        return list(session.scalars(query))


def reasons(world: World) -> list[str]:
    """Why notices were withdrawn."""
    query = select(col(Notice.withdrawn_because)).where(col(Notice.withdrawn_because).is_not(None))
    with reading(world.office.engine) as session:
        return [because for because in session.scalars(query) if because]


def told(world: World, post: str = LEAD) -> None:
    """An action is entered and its lead is told that it is theirs."""
    world.import_plan(row("1", "17 September 2010", lead=post))
    world.run()
    world.inbox(post).expect("THIS IS YOURS")


@pytest.mark.clause("7.1")
def test_what_came_back_goes_to_the_stand_in_and_is_said(
    world: World, reports: Callable[..., Bounced]
) -> None:
    """The step is due again and goes to the deputy; secretary and board member hear of it once."""
    told(world)
    assert reports(LEAD) == Bounced(read=1, bounced=1)
    assert undeliverable(world) == [address_of(LEAD)]
    assert [m.state for m in rows(world.office.engine)] == [MessageState.BOUNCED]
    assert reasons(world) == ["the message came back (5.1.1)"]
    world.on(NEXT).run()
    world.inbox(DEPUTY).expect("in place of a vacant post: Ward manager", "THIS IS YOURS")
    world.inbox(SECRETARY).expect("To the Ward manager", "6 September 2010 came back undelivered")
    world.inbox("Trust board member").expect("A POST IS VACANT", "Ward manager")
    assert "A 2010-09-07" in world.steps("1")


def test_the_next_pack_says_whose_address_is_out(
    world: World, reports: Callable[..., Bounced]
) -> None:
    """Of any post: one that is escalated to as well as a lead's."""
    told(world)
    world.meeting(date(2010, 10, 20))
    world.advance(to=date(2010, 9, 24)).unexpected.clear()
    assert reports(SAFEGUARDING).bounced == 1
    wanted = Wanted(committee="Review committee", meeting_on=date(2010, 10, 20))
    with reading(world.office.engine) as session:
        _, frozen = packs._draft(session, wanted, world.today)
    said = f"The address of the {SAFEGUARDING} was refused; messages go to a stand-in."
    assert said in frozen.exceptions


def test_a_report_is_recorded_once_however_often_it_is_read(
    world: World, reports: Callable[..., Bounced]
) -> None:
    """The folder is empty after the first reading; the same report again changes nothing."""
    told(world)
    assert reports(LEAD).bounced == 1
    assert read_bounces(world.office) == Bounced()
    assert reports(LEAD) == Bounced(read=1, known=1)
    assert len([e for e in world_history(world) if e == "message bounced"]) == 1


def world_history(world: World) -> list[str]:
    """What the history has, in its order."""
    from tasks.looking import history

    return [line.what for line in history(world.office)]


def test_only_a_report_on_a_message_of_ours_is_believed(
    world: World, reports: Callable[..., Bounced], tmp_path: Path
) -> None:
    """Somebody else's, one on an id we never used, a delay, a holiday notice: nothing happens."""
    told(world)
    (tmp_path / "reports" / "1.eml").write_bytes(report("guessed@eastmere.example.org"))
    (tmp_path / "reports" / "2.eml").write_bytes(b"Subject: Out of office\r\n\r\nBack on Monday.")
    assert reports() == Bounced(read=2, not_ours=2)
    assert reports(LEAD, action="delayed") == Bounced(read=1, not_ours=1)
    assert undeliverable(world) == []


@pytest.mark.parametrize(
    ("status", "posts", "out", "refused_us"),
    [("4.4.7", 1, 0, 0), ("5.7.1", 4, 4, 0), ("5.7.1", 5, 0, 5), ("5.1.1", 5, 5, 0)],
)
def test_a_fault_of_ours_makes_no_board_undeliverable(  # noqa: PLR0917 - pytest gives by name
    world: World, reports: Callable[..., Bounced], status: str, posts: int, out: int,
    refused_us: int,
) -> None:  # fmt: skip
    """What was given up or refused for our own sake is due again; five at once are our fault."""
    world.teams(*range(posts))
    assert deliver(world.office, BOARD_ID).accepted == posts
    came = reports(*(f"Team {n}" for n in range(posts)), status=status)
    assert (came.bounced, came.refused_us) == (posts, refused_us)
    assert len(undeliverable(world)) == out
    assert world.on(NEXT).run(send=False).notices >= posts
    world.unexpected.clear()


def test_a_message_still_in_hand_is_left_to_the_next_reading(
    world: World, reports: Callable[..., Bounced]
) -> None:
    """A report may be there before the reply to its message was recorded."""
    told(world)
    with writing(world.office.engine) as session:
        session.execute(update(Message).values(state=MessageState.SENDING))
    assert reports(LEAD) == Bounced()
    with writing(world.office.engine) as session:
        session.execute(update(Message).values(state=MessageState.UNKNOWN))
    assert read_bounces(world.office) == Bounced(read=1, bounced=1)


def test_a_pilots_address_is_nobodys(world: World, reports: Callable[..., Bounced]) -> None:
    """What came back from it was not told, and no address of the board is out for it."""
    world.settings(redirect_to="pilot@example.org")
    world.import_plan(row("1", "17 September 2010"))
    world.run()
    (post,) = world.letterbox.arrived
    world.unexpected.clear()
    world.settings()
    folder = world.office.settings.home / "saved"
    folder.mkdir()
    (folder / "1").write_bytes(report(post.message_id))
    world.settings(bounces_folder=folder)
    assert read_bounces(world.office).bounced == 1
    assert undeliverable(world) == []


def test_a_mailbox_is_read_from_where_the_last_reading_ended(world: World, tmp_path: Path) -> None:
    """Over IMAP by a password, and by the token that a command prints; an authority of our own."""
    world.teams(1, 2)
    assert deliver(world.office, BOARD_ID).accepted == 2
    (first,), (second,) = (ids_to(world, f"Team {n}") for n in (1, 2))
    with dovecot() as running:
        ca = {"smtp_ca": running.ca_file}
        world.settings(bounces_url=SecretStr(running.url()), **ca)
        running.append(report("somebody@else.example.org"), report(first))
        assert read_bounces(world.office) == Bounced(read=2, bounced=1, not_ours=1)
        assert read_bounces(world.office) == Bounced()
        running.append(report(second))
        command = tmp_path / "token.py"
        command.write_text(f"print({token()!r})")
        for asked, came in (
            (f"{sys.executable} {command}", Bounced(read=1, bounced=1)),
            ("false", Bounced(stopped="the command of MATTERS_BOUNCES_TOKEN_COMMAND gave no")),
        ):
            url = SecretStr(running.url(password=""))
            world.settings(bounces_url=url, bounces_token_command=asked, **ca)
            found = read_bounces(world.office)
            assert found.stopped.startswith(came.stopped)
            assert (found.read, found.bounced) == (came.read, came.bounced)
    assert Counter(m.state for m in rows(world.office.engine)) == {MessageState.BOUNCED: 2}


def test_what_was_read_before_the_line_broke_is_recorded(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One mail that cannot be read holds up none before it."""
    world.teams(1)
    deliver(world.office, BOARD_ID)
    (sent,) = ids_to(world, "Team 1")

    def breaks(_mailbox: Mailbox, since: Place, **_: object) -> Iterator[tuple[Place, bytes]]:
        if since == Place():
            yield Place(validity=1, uid=7), report(sent)
        raise MailboxUnavailable("it broke off")

    monkeypatch.setattr(bounces, "new_mail", breaks)
    world.settings(bounces_url=SecretStr("imaps://bounces:secret@127.0.0.1"))
    assert read_bounces(world.office) == Bounced(read=1, bounced=1, stopped="it broke off.")
    assert read_bounces(world.office) == Bounced(stopped="it broke off.")


def test_nothing_is_read_where_nothing_is_set(world: World) -> None:
    """And a setting that names no mailbox is refused by its name, without the password."""
    assert read_bounces(world.office) == Bounced(is_set=False)
    world.settings(bounces_url=SecretStr("pop3://bounces:secret@127.0.0.1"))
    with pytest.raises(Refused, match="MATTERS_BOUNCES_URL: it begins") as refused:
        read_bounces(world.office)
    assert "secret" not in str(refused.value)
