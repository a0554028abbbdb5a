"""`play`: a scenario lived through day by day, and everybody who was told.

Read as:
- "Until then the step waits and is not queued a second time": a notice that waits keeps its place
  until it leaves or is withdrawn at a sending; a withdrawn step is due again from the next run.
- a step told to its first-named person is told: a notice of it to somebody else that was refused
  is not due again. Where the stand-in was told the step already (named in it further down), the
  step was told that day.
- "one message per person per run": what waits from earlier runs leaves in the same message.
- a day without our run has no sending either; a day without the mail server has a run, and a
  sending that checks causes and is accepted by nobody.
- rule 12, "a run that would send": the persons with a notice queued by that run other than M, one
  more for S where there is news; the whole run is held but for S, its lists as well. Runs held are
  not among "such runs" until they are released. Released or refused, the S of that day no longer
  tells it.
"""

from datetime import date
from itertools import product
from statistics import median

from tests.oracle import ladder, leads, lists, others
from tests.oracle.calendar import ONE
from tests.oracle.ledger import Due, Message, Told, messages
from tests.oracle.people import Address, Want
from tests.oracle.scenario import ANSWERS, Event, Scenario
from tests.oracle.sending import send
from tests.oracle.state import Life
from tests.oracle.world import World

__all__ = ["Message", "Told", "messages", "play"]

STEPS = (
    leads.entry_or_date,
    lists.monthly,
    leads.reminders,
    ladder.stages,
    lists.checks,
    leads.decisions,
    others.stand_downs,
    leads.impacts,
    others.undecided,
    others.undated,
)


def play(scenario: Scenario) -> list[Told]:
    """Every notice queued, with the day it was told or withdrawn, in the order of queueing."""
    world, day = World(scenario), scenario.first_day
    while day <= scenario.last_day:
        world.live(day)
        for place, event in world.recorded.get(day, []):
            note(world, place, event)
        if day not in scenario.no_run and world.calendar.is_wd(day):
            run(world)
            send(world)
        day += ONE
    return world.ledger.notices


def note(world: World, place: int, event: Event) -> None:
    """What an event means beside its action: news, packs, runs held."""
    if event.kind in ANSWERS:
        world.news.append("answer")
    elif event.kind == "approve-pack" and event.run_on:
        world.approved.add(event.run_on)
    elif event.kind == "issue-pack" and event.run_on:
        world.issued[event.run_on] = place
    elif event.kind in {"release", "refuse"} and event.run_on:
        let_go(world, event.run_on, refused=event.kind == "refuse")
    elif event.kind == "resume":
        blocked = world.ledger.blocked
        world.ledger.blocked = {key: run for key, run in blocked.items() if run != event.run_on}


def let_go(world: World, run_on: date, *, refused: bool) -> None:
    """The secretary releases a held run, or refuses it."""
    count = world.held.pop(run_on, None)
    if count and not refused:
        world.sent.append(count)
    for notice in world.ledger.notices:
        if notice.held and notice.on == run_on:
            notice.held = False
            if refused:
                notice.withdrawn_on, notice.why = world.day, "refused by the secretary"
                world.ledger.blocked[notice.action, notice.step, notice.cause] = run_on


def run(world: World) -> None:
    """One day's run: everything due is queued, or waits already."""
    world.runs.append(world.day)
    before = len(world.ledger.notices)
    lives = [life for life in world.lives.values() if world.day >= life.entered]
    for life, step in product(lives, STEPS):
        for due in step(world, life):
            queue(world, due)
    for due in others.packs(world):
        queue(world, due)
    look_for_vacancies(world, lives)
    guard(world, world.ledger.notices[before:])
    summary = others.summary(world)
    if summary:
        queue(world, summary)
    world.news = []


def queue(world: World, due: Due) -> None:
    """Queue the step to whomever it has not reached, unless it was told or was refused."""
    ledger = world.ledger
    if (due.action, due.step, due.cause) in ledger.blocked:
        return
    if ledger.told_on(due.action, due.step, due.cause):
        return
    for place, want in enumerate(due.wants):
        address = world.people.reach(want, world.day)
        notices = [n for n in ledger.find(due.action, due.step, due.cause) if n.lives]
        if not address or any(n.want.label == want.label for n in notices):
            continue
        if address.for_post:
            find_vacancy(world, want)
        already = [n for n in notices if n.to == address.to]
        if already and place == 0:
            count_as_told(world, already[0])
        if already:
            continue
        ledger.queue(
            Told(
                world.day,
                due.step,
                due.action,
                due.cause,
                address.to,
                want,
                address.person,
                first=place == 0,
                for_post=address.for_post,
                about=due.about,
                because=due.because,
            )
        )
        world.news += news_of(due, address)


def count_as_told(world: World, notice: Told) -> None:
    """The first-named's step, whose stand-in has it for somebody else already."""
    notice.first = True
    if notice.action and notice.step == "A":
        world.told_as_lead.setdefault(notice.action, set()).add(notice.to)


def news_of(due: Due, address: Address) -> list[str]:
    """What a step queued is for the secretary's S: a draft is late, or a member stood in for."""
    if due.step == "V":
        return ["vacancy"]
    late = len(due.cause) == 2
    return ["exception"] if due.step == "P" and (late or address.for_post) else []


def look_for_vacancies(world: World, lives: list[Life]) -> None:
    """The leads of open actions, whom V should tell, and the secretary where there is news."""
    for life in lives:
        for lead in world.leads(life) if not life.closed_on else []:
            look_for(world, lead)
    found = (-1, -1)
    while found != (len(world.vacancies), len(world.news)):
        found = (len(world.vacancies), len(world.news))
        if world.news or world.held:
            look_for(world, world.people.want(world.people.board.secretary))
        for due in others.vacancies(world):
            queue(world, due)


def look_for(world: World, want: Want) -> None:
    """A vacancy, where the post has nobody who can be told."""
    if not world.people.reachable(want.post, world.day):
        find_vacancy(world, want)


def find_vacancy(world: World, want: Want) -> None:
    """Note that somebody to tell is not there."""
    cause = others.vacancy(world, want)
    if cause not in world.vacancies:
        world.vacancies[cause] = want.agency


def guard(world: World, queued: list[Told]) -> None:
    """Rule 12: hold the run where it would send too many messages."""
    policy = world.policy
    people = {notice.person for notice in queued if notice.step != "M"}
    if world.news or world.held:
        people.add(world.people.holder(world.people.board.secretary, world.day) or "")
    count, usual = len(people), world.sent[-60:]
    storm = 0 < policy.storm_messages < count
    if policy.storm_times_usual and len(usual) >= policy.storm_runs:
        often = policy.storm_times_usual * median(usual)
        storm = storm or (count > policy.storm_least and count > often)
    if storm:
        world.held[world.day] = count
        for notice in queued:
            notice.held = True
    elif count:
        world.sent.append(count)
