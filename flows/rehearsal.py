"""The rehearsal as a Prefect flow: the days ahead played on a copy; tells nobody."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Annotated, Any

from prefect import State, flow

from flows.artifacts import counts, joined, plural, table, tally
from flows.doing import Ending, ended
from flows.forms import DaysToRehearse, titled
from flows.names import asked_for
from flows.story.rehearsal import rehearsal as story
from models.rules.date_words import day_words
from tasks.office import Do
from tasks.rehearsed import Rehearsed
from tasks.rehearsed_page import keep_page

TIMEOUT = timedelta(hours=1)
Asked = Annotated[DaysToRehearse, titled("Which days")]


def _words(days: DaysToRehearse) -> str:
    return f"{day_words(days.first)} to {day_words(days.last)}"


def run_name() -> str:
    """ "Rehearsal of 1 November 2010 to 30 November 2010"."""
    return f"Rehearsal of {_words(asked_for(DaysToRehearse))}"


@flow(
    name="rehearsal",
    flow_run_name=run_name,
    timeout_seconds=TIMEOUT.total_seconds(),
    persist_result=False,
    log_prints=False,
)
def rehearsal(days: Asked) -> State[Any]:
    """Plays the days ahead as if nobody answered: who would be told what, and when. Tells nobody.

    Nothing in the register changes.
    """
    return ended(lambda do: _tell(do, days))


def _tell(do: Do, days: DaysToRehearse) -> Ending:
    played = story(do, days.first, days.last)
    place = do(keep_page, played)
    notices, messages = len(played.notices), len(played.messages)
    return Ending(
        key="rehearsal",
        about=f"{plural(notices, 'notice')} in {plural(messages, 'message')}.",
        markdown=joined(
            f"# Rehearsal of {_words(days)}",
            f"Nobody was told. Who would be told what stands in {place} of the home.",
            counts([("notices", notices), ("messages", messages), ("days", len(played.days))]),
            "## By step",
            table(("Step", "Notices"), tally(n.step for n in played.notices)),
            "## By day",
            _days(played),
        ),
    )


def _days(played: Rehearsed) -> str:
    notices = Counter(n.on for n in played.notices)
    messages = Counter(m.on for m in played.messages)
    rows = ((f"{on:%A} {day_words(on)}", notices[on], messages[on]) for on in played.days)
    return table(("Day", "Notices", "Messages"), rows)
