"""A small board for worked examples: one agency, every post held by somebody of its own."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.oracle.scenario import (
    Action,
    Agency,
    Board,
    Event,
    Kind,
    Meeting,
    Post,
    Scenario,
    Tenure,
)
from tests.oracle.told import play

START = date(2010, 1, 1)
LEAD, OTHER, DEPUTY = "ward manager", "matron", "deputy ward manager"
SAFEGUARDING, MEMBER, CHIEF = "named nurse", "director of nursing", "trust chief executive"
SECRETARY, CHAIR, SEAT = "review co-ordinator", "committee chair", "designated doctor"
INDEPENDENT = "board chair"
TRUST = "hospital trust"


def post(name: str, agency: str | None = None, deputy: str | None = None) -> Post:
    """A post held by somebody of its own, always."""
    return Post(name, agency, (Tenure(f"holder of {name}", START),), deputy)


POSTS = (
    *(post(name, TRUST) for name in (LEAD, OTHER, DEPUTY, SAFEGUARDING, MEMBER, CHIEF)),
    *(post(name) for name in (SECRETARY, CHAIR, SEAT, INDEPENDENT)),
)
AGENCY = Agency(TRUST, SAFEGUARDING, MEMBER, CHIEF)


def day(text: str) -> date:
    """A day, written as one."""
    return date.fromisoformat(text)


def meeting(on: str, known_from: str = "2010-01-01") -> Meeting:
    """A meeting known from a day."""
    return Meeting(day(on), day(known_from))


def event(on: str, kind: Kind, until: str = "", **rest: Any) -> Event:
    """An event about the one action."""
    made = Event(day(on), kind, "r/1", day(until) if until else None)
    return replace(made, **rest)


def world(
    entered: str,
    due: str | None,
    last: str,
    *events: Event,
    meetings: tuple[Meeting, ...] = (),
    **rest: Any,
) -> Scenario:
    """One action of the lead's, lived from its entry to the last day."""
    action = Action("r/1", TRUST, (LEAD,), day(entered), day(due) if due else None)
    board = Board(SECRETARY, CHAIR, (SEAT,), INDEPENDENT, meetings=meetings)
    made = Scenario(day(entered), day(last), board, POSTS, (AGENCY,), (action,), events)
    return replace(made, **rest)


def changed(scenario: Scenario, **rest: Any) -> Scenario:
    """The same world with its one action changed."""
    return replace(scenario, actions=(replace(scenario.actions[0], **rest),))


def vacated(scenario: Scenario, name: str, **rest: Any) -> Scenario:
    """The same world with a post changed."""
    posts = tuple(replace(one, **rest) if one.name == name else one for one in scenario.posts)
    return replace(scenario, posts=posts)


def days(scenario: Scenario, *steps: str) -> list[str]:
    """The days steps were told to their first-named person: "2010-11-01 R20"."""
    return [
        f"{notice.told_on} {notice.step}"
        for notice in sorted(play(scenario), key=lambda n: (n.told_on or date.max, n.step))
        if notice.told_on and notice.first and (not steps or notice.step in steps)
    ]


def told(scenario: Scenario, step: str) -> list[str]:
    """Whom a step was told, in order: "2010-11-01 ward manager", copies in brackets."""
    return [
        f"{notice.told_on} ({notice.to})" if notice.copy else f"{notice.told_on} {notice.to}"
        for notice in play(scenario)
        if notice.told_on and notice.step == step
    ]
