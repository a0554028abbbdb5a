"""Standing and BRAG on a day.

Read as:
- "due soon (within 20 WD)": `d` from the day itself to the 20th WD after it.
- "no response for 60 calendar days since entry or the last one": from the 60th day on. Any answer
  is a response; one on the day of an R or M is since it.
- "no date": to be agreed, awaiting trigger or recurring; a recurring action with a checkpoint
  missed "is shown as overdue".
- "slipped (extended, or revised in the plan)": an extension granted, or revised at entry; a date
  set is no slip.
- "due within 20 WD with no response since the last R or M (or none told yet)": none told yet is
  Amber whatever was answered; an R or M of an earlier date counts; it is the day the step was told
  to the lead.
- "overdue, or forecast to miss": the last forecast, against the due date of today, also while
  evidence waits or a hold lasts.
- evidence submitted after `d` stands as awaiting decision, and is Red while it waits.
"""

from datetime import date, timedelta

from tests.oracle.calendar import ONE
from tests.oracle.ledger import Told
from tests.oracle.lists import missed
from tests.oracle.scenario import Scenario
from tests.oracle.state import Life
from tests.oracle.world import World


def lived(scenario: Scenario, day: date) -> World:
    """The world at the end of the day's records, with nothing told."""
    world, today = World(scenario), scenario.first_day
    while today <= day:
        world.live(today)
        today += ONE
    return world


def standing(scenario: Scenario, action: str, day: date) -> str:
    """ "Standing is computed, the first that fits"."""
    world = lived(scenario, day)
    life = world.lives[action]
    quiet_since = max([life.entered, *life.answers])
    if life.closed_on:
        return "closed-late" if life.closed_late else "closed"
    if life.evidence:
        return "awaiting-decision"
    if missed(world, life):
        return "overdue"
    if life.due is None:
        return "no-date"
    if life.overdue(day):
        return "overdue"
    if forecast_to_miss(life):
        return "at-risk"
    if soon(world, life):
        return "due-soon"
    return "update-overdue" if day - quiet_since >= timedelta(days=60) else "on-track"


def colour(scenario: Scenario, action: str, day: date, told: list[Told]) -> str:
    """ "BRAG ... the first that fits"."""
    world = lived(scenario, day)
    life = world.lives[action]
    if life.closed_on:
        return "blue" if life.closed_how == "accept" else "grey"
    if life.overdue(day) or missed(world, life) or forecast_to_miss(life):
        return "red"
    unanswered = soon(world, life) and not answered(life, day, told)
    slipped = life.slips > 0 or life.action.revised
    if unanswered or slipped or life.due is None:
        return "amber"
    return "green"


def forecast_to_miss(life: Life) -> bool:
    """The lead's forecast is after `d`."""
    return life.due is not None and life.forecast is not None and life.forecast > life.due


def soon(world: World, life: Life) -> bool:
    """Due within 20 WD."""
    return life.due is not None and world.day <= life.due <= world.calendar.plus(world.day, 20)


def answered(life: Life, day: date, told: list[Told]) -> bool:
    """True of a response since the last R or M that the lead was told."""
    asked = [
        notice.told_on
        for notice in told
        if notice.action == life.action.reference
        and notice.told_on
        and notice.told_on <= day
        and notice.first
        and (notice.step[0] == "R" or (notice.step == "M" and len(notice.cause) == 2))
    ]
    return bool(asked) and any(on >= max(asked) for on in life.answers)
