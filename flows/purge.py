"""Purging what is old as a Prefect flow."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any

from prefect import State, flow
from pydantic import Field

from flows.artifacts import joined, plural
from flows.doing import Ending, ended
from flows.forms import Form, titled
from flows.names import asked_for, day_or_today
from flows.story.purge import purge as story
from models.rules.retention import UNREAD
from tasks.office import Do

TIMEOUT = timedelta(minutes=30)


class Purging(Form):
    """Whether anything goes, or is only counted."""

    dry_run: bool = Field(
        default=True,
        title="Only look",
        description=(
            "On: counts the names, texts and working papers that the policy keeps no longer;"
            " nothing goes. Off: they go for good; an old backup alone brings names and texts back."
        ),
    )


Asked = Annotated[Purging, titled("What goes")]


def run_name() -> str:
    """ "Purge of 3 November 2010", or "Dry run of the purge of ..."."""
    kind = "Dry run of the purge" if asked_for(Purging).dry_run else "Purge"
    return f"{kind} of {day_or_today(None)}"


@flow(
    name="purge",
    flow_run_name=run_name,
    timeout_seconds=TIMEOUT.total_seconds(),
    persist_result=False,
    log_prints=False,
)
def purge(purging: Asked = Purging()) -> State[Any]:  # noqa: B008 - frozen
    """Takes out what each board's policy keeps no longer; it says how much, and of nobody."""
    return ended(lambda do: _tell(do, purging))


def _tell(do: Do, purging: Purging) -> Ending:
    done = story(do, only_look=purging.dry_run)
    people = sum(one.people for one in done.boards)
    texts, papers = sum(one.messages for one in done.boards), done.papers.files
    what = "to go" if purging.dry_run else "gone"
    found = (
        plural(people, "name").capitalize(),
        f"{plural(texts, 'text')} of messages",
        plural(papers, "working paper"),
    )
    about = f"{', '.join(found)} {what}."
    unread = _unread(len(done.papers.unread))
    shown = people or texts or papers or unread or purging.dry_run
    markdown = joined(f"# Purge\n\n{about}", unread) if shown else ""
    return Ending(key="purge", about=about, markdown=markdown, exceptions=unread)


def _unread(files: int) -> str:
    """What stays for want of an import, in a count: a plan's name may be a child's."""
    return f"{plural(files, 'file').capitalize()} of the inbox {UNREAD}." if files else ""
