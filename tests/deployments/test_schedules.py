"""When the deployments run, on the board's own clock, and that both registrations agree."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml  # type: ignore[import-untyped]
from prefect.client.schemas.schedules import CronSchedule
from prefect.server.schemas.schedules import CronSchedule as ServerSchedule

from deployments.serving.registering import as_deployment
from deployments.serving.schedules import (
    A_BOARD,
    ALL,
    BACKUP,
    DELIVER,
    FOLLOW_UP,
    PACK,
    PURGE,
    SHARED,
    ZONE,
    Deployed,
)
from flows.follow_up_every import OF_A_BOARD
from flows.running import FLOWS, flow_of

LONDON = ZoneInfo(ZONE)
FIRST, DAYS = date(2026, 3, 20), 15  # Summer time begins on 29 March ...
AUTUMN = date(2026, 10, 16)  # ... and ends on 25 October.
TIMED = [one for one in ALL if one.timed]


def days(one: Deployed, first: date) -> list[datetime]:
    """The instants in local time at which a deployment runs in the fortnight from a day."""
    assert one.timed
    schedule = ServerSchedule(cron=one.timed.cron, timezone=ZONE)
    found: list[datetime] = []
    for n in range(DAYS):  # A schedule gives a thousand instants at most at a time.
        start = datetime.combine(first + timedelta(n), time.min, LONDON)
        end = datetime.combine(first + timedelta(n), time.max, LONDON)
        found += asyncio.run(schedule.get_dates(900, start, end))
    return [instant.astimezone(LONDON) for instant in found]


@pytest.mark.parametrize("first", [FIRST, AUTUMN], ids=["spring", "autumn"])
@pytest.mark.parametrize("one", [FOLLOW_UP, PACK], ids=lambda one: str(one.name))
def test_a_morning_run_keeps_its_hour_when_clocks_change(one: Deployed, first: date) -> None:
    """Once on every Monday to Friday, at the same time of the board's day before and after."""
    found = days(one, first)
    weekdays = [first + timedelta(n) for n in range(DAYS) if (first + timedelta(n)).weekday() < 5]
    assert [instant.date() for instant in found] == weekdays
    assert len({(instant.hour, instant.minute) for instant in found}) == 1


@pytest.mark.parametrize("first", [FIRST, AUTUMN], ids=["spring", "autumn"])
def test_delivery_runs_every_five_minutes_of_the_working_hours(first: date) -> None:
    """From 07:00 to 18:55 on Monday to Friday: the last one ends before the hours do."""
    found = days(DELIVER, first)
    per_day: dict[date, list[datetime]] = {}
    for instant in found:
        per_day.setdefault(instant.date(), []).append(instant)
    assert {f"{one[0]:%H:%M}" for one in per_day.values()} == {"07:00"}
    assert {f"{one[-1]:%H:%M}" for one in per_day.values()} == {"18:55"}
    assert {len(one) for one in per_day.values()} == {144}
    assert all(day.weekday() < 5 for day in per_day)


@pytest.mark.parametrize("one", TIMED, ids=lambda one: str(one.name))
def test_nothing_runs_while_clocks_change(one: Deployed) -> None:
    """Between one and two at night an hour is missing or doubled."""
    assert not any(instant.hour in (0, 1, 2) for instant in days(one, AUTUMN))


def test_the_pack_is_drafted_after_the_mornings_follow_up() -> None:
    """The freeze of a cut-off is taken after the day's run."""
    assert days(FOLLOW_UP, FIRST)[0] < days(PACK, FIRST)[0]


def test_every_flow_is_deployed_once_under_an_entrypoint_that_exists() -> None:
    """A worker in any folder finds the flow by its module path."""
    assert sorted({one.flow for one in (*ALL, *SHARED)}) == sorted(FLOWS.values())
    for name, module in FLOWS.items():
        assert flow_of(name).name == name
        assert any(one.entrypoint == f"flows.{module}.{module}" for one in SHARED)


@pytest.mark.parametrize("one", ALL, ids=lambda one: str(one.name))
def test_a_deployment_is_what_its_facts_say(one: Deployed) -> None:
    """One run at a time, others wait or are turned away; schedules active, on London's time."""
    made = as_deployment(one)
    assert made.entrypoint == one.entrypoint
    assert made.enforce_parameter_schema
    assert made.paused is False
    assert made.concurrency_limit == 1
    assert made.concurrency_options is not None
    assert made.concurrency_options.collision_strategy == (
        "ENQUEUE" if one in (FOLLOW_UP, PACK, BACKUP, PURGE) else "CANCEL_NEW"
    )
    schedules = made.schedules or []
    assert len(schedules) == (1 if one.timed else 0)
    for schedule in schedules:
        assert one.timed
        assert schedule.schedule == CronSchedule(cron=one.timed.cron, timezone=ZONE, day_or=True)
        assert (schedule.slug, schedule.active) == (one.timed.slug, True)


def test_schedules_of_the_follow_up_and_the_purge_do_and_their_forms_only_look() -> None:
    """The default of the form is harmless; the schedule says otherwise in so many words."""
    flow = flow_of("follow-up")
    assert flow.parameters.properties["scan"]["default"]["dry_run"] is True
    assert FOLLOW_UP.timed
    told = flow.validate_parameters(dict(FOLLOW_UP.timed.parameters))["scan"]
    assert (told.dry_run, told.as_of) == (False, None)
    assert PURGE.timed
    purge = flow_of("purge")
    assert purge.parameters.properties["purging"]["default"]["dry_run"] is True
    assert purge.validate_parameters(dict(PURGE.timed.parameters))["purging"].dry_run is False


def test_a_boards_run_is_begun_under_the_name_it_is_deployed_by() -> None:
    """The fan-out names the deployment that the workers were given."""
    assert f"{flow_of('follow-up-board').name}/{A_BOARD.name}" == OF_A_BOARD


def test_prefect_yaml_has_the_same_deployments() -> None:
    """Work pools are given what `matters serve` serves, to the letter, and a run a board."""
    path = Path(__file__).resolve().parents[2] / "deployments" / "prefect.yaml"
    said = yaml.safe_load(path.read_text(encoding="utf-8"))["deployments"]
    assert said == [_as_yaml(one) for one in SHARED]


def _as_yaml(one: Deployed) -> dict[str, object]:
    timed = one.timed
    schedule = {"cron": timed.cron, "timezone": ZONE, "slug": timed.slug} if timed else {}
    if timed and timed.parameters:
        schedule["parameters"] = dict(timed.parameters)  # type: ignore[assignment]
    strategy = "ENQUEUE" if one.waits else "CANCEL_NEW"
    limit = {"limit": one.at_once, "collision_strategy": strategy}
    return {
        "name": one.name,
        "entrypoint": one.entrypoint,
        "description": one.description,
        "tags": list(one.tags),
        "enforce_parameter_schema": True,
        **({"concurrency_limit": limit} if one.at_once else {}),
        "work_pool": {"name": "matters"},
        "schedules": [schedule] if schedule else [],
    }
