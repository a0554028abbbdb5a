"""What waits leaves: accepted, refused, withdrawn, or waiting on."""

from tests.oracle import checks, leads
from tests.oracle.ledger import Told
from tests.oracle.scenario import Refusal
from tests.oracle.world import World


def send(world: World) -> None:
    """What waits leaves: causes checked again, accepted, refused, or waiting on."""
    pending = [notice for notice in world.ledger.pending if notice.waiting]
    for notice in pending:
        if not notice.held:
            why = checks.gone(world, notice)
            if why:
                notice.withdrawn_on, notice.why = world.day, why
            else:
                readdress(world, notice)
    if world.day in world.scenario.no_server:
        return
    for notice in pending:
        if (world.day, notice.person) in world.scenario.put_off:
            continue
        if notice.waiting and not notice.held and world.people.reach(notice.want, world.day):
            leave(world, notice)
    world.ledger.pending = [notice for notice in pending if notice.waiting]


def readdress(world: World, notice: Told) -> None:
    """The post told today, where its holder changed or left while the notice waited."""
    address = world.people.reach(notice.want, world.day)
    if not address or notice.on == world.day:
        return
    same = world.ledger.find(notice.action, notice.step, notice.cause)
    others = [n for n in same if n.lives and n.to == address.to and n is not notice]
    if others:
        notice.withdrawn_on, notice.why = world.day, "its stand-in is told already"
        others[0].first = others[0].first or notice.first
    else:
        notice.to, notice.person = address.to, address.person
        notice.for_post = address.for_post


def leave(world: World, notice: Told) -> None:
    """Accepted, or refused for good: rule 7."""
    for refusal in world.scenario.refusals:
        if refusal.person == notice.person and refusal.first <= world.day <= refusal.last:
            refuse(world, notice, refusal)
            return
    notice.told_on = world.day
    if notice.step == "A" and notice.action:
        hand(world, notice, notice.action)


def hand(world: World, notice: Told, action: str) -> None:
    """Who heard that the action is theirs, and whether as its accountable lead."""
    handed = world.handed.setdefault(action, {})
    leading = [want.label for want in world.leads(world.lives[action])[:1]]
    _, led = handed.get(notice.want.label, (None, False))
    if notice.first and notice.want.label in leading:
        world.led_last[action] = notice.want.label
        world.told_as_lead.setdefault(action, set()).add(notice.to)
    direct = leads.since(world, notice.want) if notice.for_post is None else None
    handed[notice.want.label] = (direct, led or notice.want.label in leading)


def refuse(world: World, notice: Told, refusal: Refusal) -> None:
    """A permanent refusal withdraws the notice and makes the address undeliverable."""
    notice.withdrawn_on, notice.why = world.day, "refused"
    world.people.bad[refusal.person] = (world.day, refusal.cleared_on)
    cause = ("undeliverable", refusal.person, world.day)
    if cause not in world.vacancies:
        world.vacancies[cause] = world.people.posts[notice.to].agency
        world.news.append("exception")
