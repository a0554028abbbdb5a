"""The monthly lists (M) and the checkpoints of what recurs (C).

Read as:
- M, "not in the month in which the action was entered": holds for both lists. Where follow-from is
  given, the month is its month.
- M, "or the next WD with a run if missed by at most 5 WD": the lists are made by the first run of
  the month that falls on its first WD or one of the 5 WD after; what was not listed then is not
  listed that month, but a notice of it that was withdrawn is due again within those 5 WD.
- "A silenced step waits and is due on the first run after": an action that belonged on the list of
  that run and was silenced has its list made by the first run after the silence, in that month
  and as if the month began then. What a correction struck since was not so on that day either.
- M, "due from today to today + 45 days": calendar days, `d` from the day of the run.
- M, "without a date": to be agreed, awaiting trigger or recurring; U40 excepts the latter two from
  those without "an agreed date", and M does not.
- M, "the secretary has one list of all overdue, undated and undecided actions": undecided is
  evidence or an extension request that waits for its decision. Stops stop the leads' M only. A
  silence silences the whole step, the secretary's line as well.
- C, "quarterly": every three calendar months from the entry, or every interval from the day the
  committee set it; a checkpoint that falls on no WD is told on the first run after, one that fell
  within a stop after the stop. "Missed": no answer on or after the checkpoint.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from tests.oracle.calendar import ONE, add_months
from tests.oracle.ledger import Due
from tests.oracle.state import Life
from tests.oracle.stops import STOPS_ALL
from tests.oracle.world import World, a_cause

Belongs = Callable[[World, Life, date], bool]


def on_leads_list(world: World, life: Life, day: date) -> bool:
    """True of an action that belongs on the leads' list of a day."""
    if life.closed_on or world.stopped(life, day, STOPS_ALL):
        return False
    soon = life.due is not None and day <= life.due <= day + timedelta(days=45)
    return soon or life.due is None or life.overdue(day)


def on_secretarys_list(world: World, life: Life, day: date) -> bool:
    """True of an action that belongs on the secretary's list of a day."""
    if life.closed_on:
        return False
    undecided = life.evidence is not None or life.request is not None
    return undecided or life.due is None or life.overdue(day)


def monthly(world: World, life: Life) -> Iterator[Due]:
    """M, one notice for each action listed and each list."""
    first, month = world.calendar.first_of_month(world.day), world.day.replace(day=1)
    if world.day < first or life.entered.replace(day=1) >= month:
        return
    for leads in (True, False):
        if _listed(world, life, leads=leads):
            cause = ("month", month) if leads else ("month", month, "the secretary's list")
            secretary = [world.people.want(world.people.board.secretary)]
            told = world.leads(life) if leads else secretary
            yield Due("M", life.action.reference, cause, told)


def _listed(world: World, life: Life, *, leads: bool) -> bool:
    belongs, name = on_leads_list if leads else on_secretarys_list, life.action.reference
    if not belongs(world, life, world.day) or not a_goes(world, life):
        return False
    since, made_on = _made_on(world, life, belongs)
    if made_on == world.day:
        world.listed[name, leads] = made_on
    in_time = world.day <= world.calendar.plus(since - ONE, 6)
    return bool(in_time and made_on and world.listed.get((name, leads)) == made_on)


def _made_on(world: World, life: Life, belongs: Belongs) -> tuple[date, date | None]:
    """From which day the action's list of the month counts, and which run so far makes it."""
    since = first = world.calendar.first_of_month(world.day)
    while since <= world.day:
        run = min(day for day in world.runs if day >= since)
        if run > world.calendar.plus(since - ONE, 6):
            return since, None
        if not life.silenced(run):
            return since, run
        if since == first and not belongs(world, _then(world, life, run), run):
            return since, None
        while life.silenced(run) or not world.calendar.is_wd(run):
            run += ONE
        since = run
    return since, None


def _then(world: World, life: Life, day: date) -> Life:
    return world.relived(life.action.reference, day)


def missed(world: World, life: Life) -> bool:
    """True of a recurring action with a checkpoint missed by 20 WD."""
    return any(
        world.calendar.plus(day, 20) <= world.day and not any(on >= day for on in life.answers)
        for day in checkpoints(life, world.day)
    )


def checkpoints(life: Life, until: date) -> list[date]:
    """The days on which a recurring action is asked after."""
    days: list[date] = []
    if not life.recurring or life.closed_on:
        return days
    ends = [since for since, _ in life.checkpoints[1:]] + [until + timedelta(days=1)]
    for (since, months), end in zip(life.checkpoints, ends, strict=True):
        count = 1
        while (day := add_months(since, months * count)) < end:
            days.append(day)
            count += 1
    return days


def checks(world: World, life: Life) -> Iterator[Due]:
    """C, each checkpoint of a recurring action."""
    if not world.stopped(life, world.day, STOPS_ALL):
        for day in checkpoints(life, world.day):
            yield Due("C", life.action.reference, ("day", day), world.leads(life))


def a_goes(world: World, life: Life) -> bool:
    """True where A was told, or leaves no later than what is queued now."""
    reference = life.action.reference
    notices = world.ledger.find(reference, "A", a_cause(life))
    return any(n.first and (n.told_on or (n.waiting and not n.held)) for n in notices)
