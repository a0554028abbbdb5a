"""Rule 6: whether the cause of a waiting notice still stands when its message is about to leave.

Read as:
- "a notice whose cause is gone is withdrawn with the reason": the version is not the one that
  holds, a stop or silence stops the step, the action is closed, the list would not have it, the
  entry is struck, what was waited for is decided, the vacancy is filled, the reminder is
  overtaken by a later one, by a list ("up to the day it would be told") or by `d`. A change of
  priority or policy touches no waiting notice.
- what waits for somebody who is no longer to be told (another lead by now) is withdrawn as well,
  and due again to the one who is; a post that fell vacant meanwhile has its stand-in told.
"""

from collections.abc import Callable, Iterator

from tests.oracle import ladder, leads, lists, others
from tests.oracle.ledger import Due, Told
from tests.oracle.state import Life
from tests.oracle.stops import STOPS_ALL
from tests.oracle.world import World

Asked = Callable[[World, Life], Iterator[Due]]
AGAIN: dict[str, Asked] = {
    "C": lists.checks,
    "D": leads.decisions,
    "I6": leads.impacts,
    "I12": leads.impacts,
    "W10": others.undecided,
    "W30": others.undecided,
    "U40": others.undated,
    "Z": others.stand_downs,
}


def gone(world: World, notice: Told) -> str:
    """Why the notice is withdrawn; empty where its cause stands."""
    life = world.lives.get(notice.action or "")
    if life is None:
        return _gone_for_all(world, notice)
    if notice.step in AGAIN:
        again = AGAIN[notice.step](world, life)
        same = [due for due in again if (due.step, due.cause) == (notice.step, notice.cause)]
        return "" if same else "its cause is gone"
    reason = _gone_for_action(world, life, notice)
    return reason or _not_theirs(world, life, notice)


def _gone_for_all(world: World, notice: Told) -> str:
    if notice.step == "V" and not others.lasts(world, notice.cause):
        return "filled"
    if notice.step == "P" and notice.cause[1] in world.approved and len(notice.cause) == 2:
        return "approved"
    return ""


def _gone_for_action(world: World, life: Life, notice: Told) -> str:
    if life.closed_on:
        return "closed"
    if notice.step == "A":
        return _gone_a(world, life, notice)
    if notice.step == "M":
        on_list = lists.on_leads_list if len(notice.cause) == 2 else lists.on_secretarys_list
        if life.silenced(world.day):
            return "silenced"
        return "" if on_list(world, life, world.day) else "off the list"
    if notice.cause != ("version", life.version):
        return "another date"
    return _gone_r(world, life, notice) if notice.step[0] == "R" else _gone_e(world, life, notice)


def _gone_a(world: World, life: Life, notice: Told) -> str:
    if life.silenced(world.day):
        return "silenced"
    if notice.cause[0] == "date":
        return "" if notice.cause[:2] == ("date", life.named) else "another date"
    now = [(want.label, leads.since(world, want)) for want in world.leads(life)]
    return "" if notice.cause[1:3] in now else "another holder"


def _gone_r(world: World, life: Life, notice: Told) -> str:
    if life.silenced(world.day):
        return "silenced"
    if world.stopped(life, world.day, STOPS_ALL):
        return "stopped"
    if life.due is None or world.day > life.due:
        return "after the date"
    first = leads.reminder_day(world, life, 0)
    if notice.step == "R20" and first and leads.listed_before(world, life, first):
        return "listed"
    later = range(leads.REMINDERS.index(notice.step) + 1, 3)
    planned = [leads.reminder_day(world, life, place) for place in later]
    return "overtaken" if any(day and day <= world.day for day in planned) else ""


def _gone_e(world: World, life: Life, notice: Told) -> str:
    stage = int(notice.step[1])
    if stage <= 3 and life.silenced(world.day):
        return "silenced"
    return "stopped" if ladder.Ladder(world, life).stopped(stage) else ""


def _not_theirs(world: World, life: Life, notice: Told) -> str:
    posts = {want.label for want in world.leads(life)}
    to_leads = notice.step in {"A", "E1"} or notice.step[0] == "R" or notice.copy
    if notice.step == "M":
        to_leads = len(notice.cause) == 2
    return "another lead" if to_leads and notice.want.label not in posts else ""
