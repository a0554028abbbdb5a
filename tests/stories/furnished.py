"""The small board as a story finds it: its file, its people, and the first days of one action."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from settings import Settings
from tasks.clock import Clock
from tasks.committee import enter_committee
from tasks.contacts import enter_contacts
from tasks.register import open_register
from tests.stories.world import (
    BOARD,
    BOARD_MEMBER,
    CHAIR,
    DEPUTY,
    DUE,
    FIRST,
    HEAD,
    INDEPENDENT,
    LATE,
    LEAD,
    MANAGER,
    MEMBER,
    REMINDED,
    SAFEGUARDING,
    SCHOOLS,
    SCHOOLS_SAFEGUARDING,
    SECRETARY,
    TRUST,
    World,
    address_of,
    row,
    write_csv,
)

BOARD_FILE = f"""
board = "{BOARD}"
independent_chair = "{INDEPENDENT}"
accountable_body = "Eastmere Council"
board_sections = ["The board itself"]
mail_from = "actions@eastmere.example.org"
marking = "OFFICIAL-SENSITIVE"
[committee]
name = "Review committee"
secretary = "{SECRETARY}"
chair = "{CHAIR}"
members = ["{MEMBER}"]
meetings = [2010-09-07]
"""
CONTACTS = (
    (LEAD, TRUST, "lead", DEPUTY),
    (DEPUTY, TRUST, "lead", ""),
    (SAFEGUARDING, TRUST, "safeguarding lead", ""),
    (BOARD_MEMBER, TRUST, "board member", ""),
    ("Trust chief executive", TRUST, "chief officer", ""),
    (HEAD, SCHOOLS, "lead", ""),
    (SCHOOLS_SAFEGUARDING, SCHOOLS, "safeguarding lead", ""),
    ("Schools board member", SCHOOLS, "board member", ""),
    (MANAGER, BOARD, "lead", ""),
    (SECRETARY, BOARD, "secretary", ""),
    (CHAIR, BOARD, "chair", ""),
    (MEMBER, TRUST, "member", ""),
    (INDEPENDENT, BOARD, "independent chair", ""),
)


def furnish(engine: Engine, folder: Path) -> None:
    """Enter the small board, its committee and its people into an empty register."""
    at = Clock(FIRST).now()
    file = folder / "board.toml"
    file.write_text(BOARD_FILE, encoding="utf-8")
    enter_committee(engine, file, at, FIRST)
    heads = ("Post", "Agency", "Person", "Email", "Kind", "Deputy", "From", "To")
    rows = [
        (post, agency, f"Holder of {post}", address_of(post), kind, deputy, "2010-01-01", "")
        for post, agency, kind, deputy in CONTACTS
    ]
    enter_contacts(engine, write_csv(folder / "contacts.csv", heads, rows), at, FIRST)


def build_template(home: Path) -> None:
    """A home whose register holds the small board, its committee and its people."""
    engine = open_register(Settings(home=home))
    furnish(engine, home)
    as_one_file(engine)
    engine.dispose()


def as_one_file(engine: Engine) -> None:
    """One file is all there is to copy of a register then."""
    with closing(engine.raw_connection()) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def begin(world: World, due: str = DUE, lead: str = LEAD) -> None:
    """One action entered, and its leads told of it."""
    world.import_plan(row("1", due, lead=lead))
    world.run()
    world.let_pass("Yours to do: child-q/1")


def remind(world: World) -> None:
    """The reminder of 5 WD before the day."""
    world.expect(REMINDED, LEAD, says=("Due shortly: child-q/1",))


def let_it_be_late(world: World) -> None:
    """The reminder of the day, and E1 on the WD after it."""
    world.expect(date(2010, 9, 17), LEAD, says=("Due now: child-q/1",))
    world.expect(LATE, LEAD, says=("Overdue: child-q/1",))
