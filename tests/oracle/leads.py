"""What leads and contributors are told: A, R, D, I.

Read as:
- A, "its lead post or holder changes": of the accountable lead, A goes to lead and contributors
  alike; of a contributor, who is "told what the lead is told", to that one. A post left vacant has
  no new holder, so it tells no A, but a handover to a vacant post does, to the stand-in, unless
  they have heard that they stand in for the lead of the action. A post that leads again after
  another did is told again, once for its holder's tenure; what it was told of that tenure as a
  contributor is another notice. Who can be told again after a
  stand-in was has not heard yet, and is told. A contributor whose A was refused has it told to the
  stand-in. An A that waits while the holder changes reaches the new holder, and no second one is
  queued.
- "No R, M or E step is told before A": before the A of this version (the entry's or the last new
  date's); an M may go in the same message as A.
- rule 2 is asked anew each day, with the offsets of that day: a reminder planned on or before the
  day A was told, or before a later reminder that is due, is passed over. "R20 is passed over where
  an M ... listed the action": the leads' M; one that was withdrawn listed nothing.
- D, "after a correction everyone told because of the struck entry": they as well as the lead and
  contributors; told because of it are notices whose version, stop, decision, request or closure
  it was. Every decision is told by D, priority, interval and an impact check among them.
- I, "the lead at closure": the post, whoever holds it by then; contributors are not told.
"""

from collections.abc import Iterator
from datetime import date

from tests.oracle.calendar import Calendar, add_months
from tests.oracle.ledger import Due
from tests.oracle.people import Want
from tests.oracle.policy import Policy
from tests.oracle.state import Life
from tests.oracle.stops import STOPS_ALL
from tests.oracle.world import World, a_cause

REMINDERS = ("R20", "R5", "R0")


def since(world: World, want: Want) -> date | None:
    """Since when the post's holder holds it; none where nobody there can be told."""
    tenure = world.people.tenure(want.post, world.day)
    return tenure.first if tenure and world.people.reachable(want.post, world.day) else None


def entry_or_date(world: World, life: Life) -> Iterator[Due]:
    """A, for the entry, a new date, or another holder."""
    reference, cause, wants = life.action.reference, a_cause(life), world.leads(life)
    if life.closed_on or life.silenced(world.day):
        return
    if world.told_a(life) is None:
        yield Due("A", reference, cause, wants, life.named)
        return
    for place, want in enumerate(wants):
        handed_to = world.handed.get(reference, {}).get(want.label)
        now, leads = since(world, want), bool(handed_to and handed_to[1])
        address = world.people.reach(want, world.day)
        told_so = world.told_as_lead.get(reference, set())
        leads = leads or bool(not now and address and address.to in told_so)
        leads = leads and not (now and world.led_last.get(reference, want.label) != want.label)
        another = bool(now) and (handed_to is None or handed_to[0] != now)
        role = "contributor" if place else "lead"
        new = ("tenure", want.label, now, role)
        told = world.ledger.told_on(reference, "A", new)
        if (another or (place == 0 and not leads)) and not told:
            yield Due("A", reference, new, [want] if place else wants, life.led_by)
        elif not told_of_date(world, life, want):
            yield Due("A", reference, (*cause, want.label), [want], life.named)


def told_of_date(world: World, life: Life, want: Want) -> bool:
    """True where a post was told A since this date was, by its holder or who stands in."""
    cause = a_cause(life)
    since = min(n.on for n in world.ledger.find(life.action.reference, "A", cause) if n.lives)
    address = world.people.reach(want, world.day)
    to = address.to if address else None
    return any(
        n.lives and n.on >= since and (n.want.label == want.label or n.to == to)
        for n in world.ledger.told_a.get(life.action.reference, [])
    )


def reminder_day(world: World, life: Life, place: int) -> date | None:
    """The planned day of a reminder."""
    due = life.due

    def raw(policy: Policy, calendar: Calendar) -> date | None:
        count = (policy.high_reminders if life.high else policy.reminders)[place]
        if due is None:
            return None
        return calendar.minus(due, count) if count else calendar.on_or_before(due)

    return world.planned(raw)


def reminders(world: World, life: Life) -> Iterator[Due]:
    """R: of those due the latest, where nothing passes it over."""
    told_a, today = world.told_a(life), world.day
    stopped = world.stopped(life, today, STOPS_ALL) or life.silenced(today)
    if life.due is None or told_a is None or stopped or today > life.due:
        return
    planned = [(reminder_day(world, life, place), place) for place in range(3)]
    ahead = [(day, place) for day, place in planned if day and told_a < day <= today]
    if ahead:
        day, place = max(ahead)
        if place > 0 or not listed_before(world, life, day):
            step, cause = REMINDERS[place], ("version", life.version)
            yield Due(step, life.action.reference, cause, world.leads(life), life.version)


def listed_before(world: World, life: Life, planned: date) -> bool:
    """True where an M from 5 WD before the day listed the action."""
    since = world.calendar.minus(planned, 5)
    months = {since.replace(day=1), world.day.replace(day=1)}
    return any(
        notice.lives and since <= notice.on <= world.day
        for month in months
        for notice in world.ledger.find(life.action.reference, "M", ("month", month))
    )


def decisions(world: World, life: Life) -> Iterator[Due]:
    """D, each decision, and each correction."""
    reference = life.action.reference
    for place, _ in life.decisions:
        yield Due("D", reference, ("event", place), world.leads(life), place)
    for place, event in world.corrections:
        if event.action == reference:
            told = [
                world.people.want(notice.to)
                for notice in world.ledger.notices
                if notice.told_on and notice.action == reference and notice.because == event.strikes
            ]
            yield Due("D", reference, ("event", place), [*world.leads(life), *told])


def impacts(world: World, life: Life) -> Iterator[Due]:
    """I6 and I12 after a closure with evidence accepted."""
    if life.closed_on and life.closed_how == "accept":
        for months in (6, 12):
            day = add_months(life.closed_on, months)
            if day <= world.day:
                told = world.people.leads(life.action, life.lead_at_closure)
                step, cause = f"I{months}", ("day", day)
                yield Due(step, life.action.reference, cause, told, life.closed_by)
