"""`matters why`, read aloud: an action of each standing and of each state of its date.

What it says stands in why.txt, for people to read. Where it changes, read it again:
python -m tests.deployments.test_why prints what it would say now.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

from deployments.explained import why_lines
from deployments.explained_json import why_json
from models.database import open_engine
from models.rules.progress import Said
from models.rules.words import Standing
from tasks import answers, by_hand
from tests.stories.furnished import build_template
from tests.stories.world import HEAD, LEAD, REVIEW, SCHOOLS, SECRETARY, World, row

SAID = Path(__file__).with_name("why.txt")
TODAY = date(2010, 11, 10)
PLAN = {
    "1": "17 September 2010",
    "2": "29 October 2010",
    "3": "30 November 2010",
    "4": "TBC",
    "5": "October 2010",
    "6": "31 January 2011",
    "7": "26 November 2010",
    "8": "31 March 2011",
    "9": "31 May 2011",
    "10": "Ongoing",
    "11": "Immediately",
    "12": "15 October 2010",
    "13": "12 November 2010",
    "14": "Once the guidance is out",
    "15": "19 November 2010",
    "16": "30 November 2010",
    "17": "19 November 2010",
}


def test_the_json_says_whatever_the_words_say(world: World) -> None:
    """Each fact of the explanation is in it, under whichever name."""
    story(world)
    for ref in PLAN:
        found = world.why(ref)
        said = set(_leaves(why_json(found)))
        facts = [fact for fact in _leaves(asdict(found)) if fact not in ("", None)]
        assert [fact for fact in facts if fact not in said] == [], ref
    world.let_pass()


def _leaves(told: object) -> Iterator[object]:
    """Every value in a document, without what holds it."""
    if isinstance(told, dict):
        told = tuple(told.values())
    if isinstance(told, list | tuple):
        for one in told:
            yield from _leaves(one)
    else:
        yield told


def story(world: World) -> World:
    """Seventeen actions and nine weeks, in which some are answered and some decided."""
    world.import_plan(*(row(ref, due, **_led(ref)) for ref, due in PLAN.items()))
    world.run()
    world.advance(to=date(2010, 9, 30))
    world.respond("1", "evidence", evidence="Done.")
    world.advance(to=date(2010, 10, 4)).decide("1", "accept")
    world.respond("2", "evidence", by=HEAD, evidence="Done.")
    world.decide("2", "accept")
    world.advance(to=date(2010, 10, 12)).decide("12", "extend", until=date(2010, 12, 31))
    world.advance(to=date(2010, 11, 1))
    world.respond("3", "evidence", evidence="Done.")
    world.respond("9", "in-progress")
    world.decide("13", "hold", until=date(2010, 12, 10))
    world.decide("16", "superseded", into="8")
    world.respond("17", extension=date(2011, 1, 31))
    world.decide("14", "set-date", event="the guidance is out", until=date(2011, 2, 1))
    silenced = by_hand.Chosen(action=f"{REVIEW}/15")
    by_hand.silence(world.office, silenced, date(2010, 11, 19), "the ward moves", by=SECRETARY)
    late = Said(forecast_on=date(2011, 2, 28))
    answers.respond(world.office, f"{REVIEW}/6", late, by=LEAD)
    return world.advance(to=TODAY)


def _led(ref: str) -> dict[str, str]:
    return {"lead": HEAD, "agency": SCHOOLS} if int(ref) % 2 == 0 and int(ref) != 6 else {}


def said(world: World) -> Iterator[str]:
    """What the command prints of each, a blank line and a rule between them."""
    for ref in PLAN:
        yield "\n".join(why_lines(world.why(ref)))


def whole(world: World) -> str:
    """All of it, as the file has it."""
    return ("\n\n" + "-" * 80 + "\n\n").join(said(world)) + "\n"


def test_each_standing_is_explained_in_words_that_can_be_read_aloud(world: World) -> None:
    """The nine standings; dates agreed, to be agreed, proposed, recurring and waiting; stops.

    What was written and how it was read stays after an extension, with its day and authority.
    """
    story(world)
    found = world.why("12")
    assert (found.as_written, found.read_as != "") == ("15 October 2010", True)
    assert "Its date was extended on 12 October 2010 to 31 December 2010, by a chair's action." in (
        why_lines(found)
    )
    assert {world.action(ref).standing for ref in PLAN} == set(Standing)
    assert whole(world) == SAID.read_text(encoding="utf-8")
    world.let_pass()


def print_what_it_says_now() -> None:
    """Play the story in a folder of its own and print it."""
    with tempfile.TemporaryDirectory() as folder:
        build_template(Path(folder) / "template")
        engine = open_engine(f"sqlite:///{Path(folder) / 'home' / 'register.db'}")
        print(whole(story(World.of(Path(folder) / "template", engine))), end="")


if __name__ == "__main__":
    print_what_it_says_now()
