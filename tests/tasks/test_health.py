"""How a board's following up does, in days and counts, and what a person should look at."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from models.backup_writing import record_backup
from models.database import writing
from models.rules.audit_facts import Kind
from tasks.audit import audit
from tasks.backup import back_up
from tasks.backup_daily import back_up_day
from tasks.deliver import deliver
from tasks.health import Health, health
from tasks.machine import machine
from tests.stories.world import BOARD_ID, HEAD, LEAD, SECRETARY, At, World, address_of, row

TUESDAY = date(2010, 9, 7)


@pytest.fixture
def followed(world: World) -> World:
    """A board whose run and self-check were made today."""
    return looked_after(world)


def looked_after(world: World) -> World:
    """The world after an action was entered, told of and checked."""
    world.import_plan(row("1", "17 September 2010"))
    world.on(TUESDAY).run()
    world.let_pass()
    audit(world.office, BOARD_ID)
    return world


def of(world: World) -> Health:
    """The only board."""
    (one,) = health(world.office)
    return one


def test_all_is_well_after_a_run_and_a_check(followed: World) -> None:
    """Nothing waits, nothing was found; why a delivery of a month ago stopped is forgotten."""
    one = of(followed)
    assert (one.last_run_on, one.last_check_on) == (TUESDAY, TUESDAY)
    assert (one.waiting, one.findings, one.wrong) == (0, {}, ())
    kept = followed.office.settings.home / "standstill.json"
    kept.write_text('{"1": "the mail server was away"}', encoding="utf-8")
    deliver(followed.office, BOARD_ID)
    assert kept.read_text("utf-8") == "{}"


def test_what_health_asks_grows_with_nothing_that_was_ever_told(followed: World) -> None:
    """Of its questions none goes through all the history, notices or messages there ever were."""
    asked: list[tuple[str, Any]] = []

    def heard(*given: Any) -> None:
        asked.append(given[2:4])

    engine = followed.office.engine
    event.listen(engine, "before_cursor_execute", heard)
    of(followed)
    machine(followed.office)
    event.remove(engine, "before_cursor_execute", heard)
    with engine.connect() as connection:
        for question, given in asked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {question}", given)
            steps = " ".join(step for *_, step in plan)
            assert not re.search(r"SCAN (history|notice|message)|SEARCH history(?! USING)", steps)
    assert len(asked) > 10


def test_a_backup_that_is_old_or_is_not_there_is_named(followed: World, tmp_path: Path) -> None:
    """Four days may pass, for a weekend. What lies in the folder counts, where one is set.

    One elsewhere, one of a day to come and what only looks like a day are none of it.
    """
    assert (of(followed).last_backup_on, of(followed).wrong) == (None, ())
    folder = tmp_path / "days"
    folder.mkdir()
    for name in ("2010-09-31", "2010-10-01", "2010-09-06 of the pilot"):
        (folder / f"{name}.matters").touch()
    back_up(followed.office, tmp_path / "2010-09-07.matters")
    assert (of(followed).last_backup_on, of(followed).wrong) == (TUESDAY, ())
    assert "there is no backup since 7 Sep" in " ".join(of(followed.on(date(2010, 9, 12))).wrong)
    followed.on(TUESDAY).settings(backup_folder=folder)
    (said,) = of(followed).wrong
    assert said.startswith("there is no backup in MATTERS_BACKUP_FOLDER: matters serve makes one")
    assert back_up_day(followed.office) is not None
    assert (of(followed).last_backup_on, of(followed).wrong) == (TUESDAY, ())
    assert "no backup" not in " ".join(of(followed.on(date(2010, 9, 11))).wrong)
    late = " ".join(of(followed.on(date(2010, 9, 12))).wrong)
    assert "there is no backup in MATTERS_BACKUP_FOLDER since 7 September 2010" in late
    (folder / "2010-09-07.matters").unlink()
    one = of(followed.on(TUESDAY))
    assert (one.last_backup_on, one.wrong) == (None, (said,))


def test_what_a_clock_that_ran_ahead_had_entered_hides_nothing_for_long(followed: World) -> None:
    """A backup of a day to come is none; the next entry ends what is said of the clock."""
    ahead = datetime(2011, 11, 23, 9, 5, tzinfo=UTC)
    with writing(followed.office.engine) as session:
        record_backup(session, "0" * 64, ahead.date(), ahead, {})

    def of_the_clock() -> list[str]:
        return [said for said in machine(followed.office).wrong if "clock says" in said]

    assert of(followed).last_backup_on is None
    (said,) = of_the_clock()
    assert said.startswith(
        "the last entry of the register is of 23 November 2011, 09:05 UTC, and the clock says 7"
        " September 2010, 08:00 UTC: where the clock is wrong, set it; where it is right, it ran"
    )
    followed.on(date(2010, 9, 8)).run()
    assert of_the_clock() == []


def test_what_no_run_looked_at_and_an_address_that_is_refused_are_named(world: World) -> None:
    """From two WDs after the plan; at once, before any self-check, and nobody is named."""
    world.on(TUESDAY).import_plan(row("1", "17 September 2010"))
    assert of(world.on(date(2010, 9, 8))).wrong == ()
    said = " ".join(of(world.on(date(2010, 9, 9))).wrong)
    assert "no run has followed up since 7 September 2010" in said
    world.letterbox.refused.add(address_of(LEAD))
    world.run()
    one = of(world)
    assert (one.exceptions, len(one.wrong)) == (1, 2)
    assert one.wrong[1].startswith("messages to 1 of the posts are refused: ")
    world.let_pass()


def test_days_without_a_run_or_a_check_are_named(followed: World) -> None:
    """Friday is two WDs after the last run; the weekend before it would be none."""
    said = " ".join(of(followed.on(date(2010, 9, 10))).wrong)
    assert "no run has followed up since 7 September 2010" in said
    assert "the self-check has not been made of late" in said
    assert of(followed.on(date(2010, 9, 8))).wrong == ()
    (ahead,) = of(followed.on(date(2010, 9, 6))).wrong
    assert ahead.startswith(
        "the last run was of 7 September 2010, and the clock says 6 September 2010: where the clock"
        " is wrong, set it; where it is right, it ran ahead then, and nothing is told before that"
    )


def test_a_run_is_there_by_noon_of_a_working_day(followed: World) -> None:
    """Noon by the board's clock, which is an hour ahead in September; a weekend wants none."""

    def at(instant: datetime) -> tuple[str, ...]:
        followed.office = replace(followed.office, clock=At(instant=instant))
        return of(followed).wrong

    assert at(datetime(2010, 9, 8, 10, 59, tzinfo=UTC)) == ()
    (said,) = at(datetime(2010, 9, 8, 11, 0, tzinfo=UTC))
    assert said.startswith("no run has followed up since 7 September 2010")


def test_a_committee_without_a_secretary_is_named(followed: World) -> None:
    """The day after the last, whether or not anything is owed to the post."""
    followed.leaves(SECRETARY, TUESDAY)
    assert of(followed).wrong == ()
    said = "the Review committee has no secretary: matters contacts enters one"
    assert said in of(followed.on(date(2010, 9, 8))).wrong


def test_what_waits_and_what_nobody_knows_of_is_named(world: World) -> None:
    """A server that is away for days, and a message whose reply was lost twice."""
    world.letterbox.shut = True
    world.import_plan(row("1", "17 September 2010"))
    world.on(TUESDAY).run()
    one = of(world.on(date(2010, 9, 13)))
    assert one.waiting > 0
    assert one.oldest_waiting_on == TUESDAY
    assert any("waited to be sent since 7 September" in said for said in one.wrong)
    world.letterbox.shut = False
    world.letterbox.lost.add(address_of(LEAD))
    world.run()
    world.on(date(2010, 9, 14)).run()
    assert of(world).undecided == 1
    assert any("matters settle" in said for said in of(world).wrong)
    world.let_pass()


def test_messages_that_do_not_leave_are_named_the_same_day(world: World) -> None:
    """After three of the open hours, with the server's own words; what is held has others.

    One mailbox that puts off is no such thing.
    """
    world.letterbox.shut = True
    world.import_plan(row("1", "17 September 2010"), row("2", "17 September 2010", lead=HEAD))
    world.on(TUESDAY).run()

    def said(hour: int, minute: int, day: date = TUESDAY) -> str:
        at = datetime.combine(day, time(hour - 1, minute), UTC)  # Summer time.
        world.office = replace(world.office, clock=At(instant=at))
        return " ".join(one for one in of(world).wrong if one.startswith("messages wait"))

    assert said(11, 59) == ""
    why = "(the mail server cannot be reached: messages wait until it can)"
    assert f"none has left for more than three hours in which they may {why}: " in said(12, 1)
    world.letterbox.shut = False
    assert said(18, 0)
    deliver(world.office, BOARD_ID)
    assert said(18, 1) == ""
    with world.office.engine.begin() as connection:
        reply = "outcome = 'transient', code = 451, outcome_text = 'a@b.example: try later'"
        put_off = f"UPDATE message SET state = 'queued', dated_at = accepted_at, {reply}"  # noqa: S608
        connection.execute(text(put_off + " WHERE id = (SELECT min(id) FROM message)"))  # noqa: S608
    assert said(9, 1, date(2010, 9, 8)) == ""
    with world.office.engine.begin() as connection:
        connection.execute(text(put_off))
    assert said(8, 59, date(2010, 9, 8)) == ""
    assert "(451 try later)" in said(9, 1, date(2010, 9, 8))
    world.let_pass()


def test_what_the_self_check_found_is_counted_until_it_is_gone(
    template: Path, engine: Engine
) -> None:
    """A notice that was taken out of the ledger by hand."""
    followed = looked_after(World.of(template, engine))
    with followed.office.engine.begin() as connection:
        for table, column in (("message_notice", "notice_id"), ("notice", "id")):
            which = "SELECT id FROM notice WHERE step = 'A'"
            connection.execute(text(f"DELETE FROM {table} WHERE {column} IN ({which})"))  # noqa: S608
        connection.execute(text("UPDATE action SET next_on = '2010-10-01'"))
    audit(followed.on(date(2010, 9, 8)).office, BOARD_ID)
    one = of(followed)
    assert one.findings[Kind.MISSING] == 1
    assert any("the self-check found 1 missing" in said for said in one.wrong)


def test_a_home_that_takes_nothing_is_named_at_once(
    followed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that a fault has mounted to be read alone: the next run is hours away."""
    home = followed.office.settings.home
    assert machine(followed.office).wrong == ()
    monkeypatch.setattr(os, "access", lambda path, _mode: path != home)
    (said,) = machine(followed.office).wrong
    assert said.startswith(f"MATTERS_HOME: {home} cannot be written by this user")
