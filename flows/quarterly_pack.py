"""The pack as a Prefect flow: a draft for one meeting, or for each whose freeze has come."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any

from prefect import State, flow

from flows.artifacts import counts, joined, plural, table
from flows.doing import Ending, ended
from flows.forms import WHICHEVER_DUE, PackToDraft, titled
from flows.names import asked_for, day_or_today
from flows.story.pack import pack as story
from flows.story.packs_due import PacksReport, packs_due
from models.rules.date_words import day_words
from tasks.choices import meeting_chosen
from tasks.office import Do
from tasks.packs import PackMade, Wanted

TIMEOUT = timedelta(hours=1)
Asked = Annotated[PackToDraft, titled("Which pack")]


def run_name() -> str:
    """ "Pack for Standing committee, 25 January 2011", or "Packs due on 11 January 2011"."""
    asked = asked_for(PackToDraft)
    if asked.meeting == WHICHEVER_DUE:
        return f"Packs due on {day_or_today(None)}"
    return f"Pack for {asked.meeting}"


@flow(
    name="quarterly-pack",
    flow_run_name=run_name,
    timeout_seconds=TIMEOUT.total_seconds(),
    persist_result=False,
    log_prints=False,
)
def quarterly_pack(pack: Asked = PackToDraft()) -> State[Any]:  # noqa: B008 - frozen
    """Drafts a pack: figures frozen, files built. It approves and issues nothing.

    The scheduled run drafts each pack on the day of its freeze, and never a second time.
    """
    return ended(lambda do: _tell(do, pack))


def _tell(do: Do, asked: PackToDraft) -> Ending:
    if asked.meeting == WHICHEVER_DUE:
        return _ending(packs_due(do, edition=asked.edition))
    meeting = do(meeting_chosen, asked.meeting)
    wanted = Wanted(committee=meeting.committee, meeting_on=meeting.held_on, edition=asked.edition)
    return _ending(PacksReport(made=(story(do, wanted),), left=()))


def _ending(report: PacksReport) -> Ending:
    made = [f"{one.pack} version {one.version}" for one in report.made]
    about = f"Drafted: {', '.join(made)}." if made else "No pack was drafted."
    left = table(
        ("Meeting", "Freeze", "Why no draft was made"),
        [(day_words(one.meeting_on), day_words(one.freeze_on), one.reason) for one in report.left],
    )
    return Ending(
        key="quarterly-pack",
        about=about,
        markdown=joined(
            f"# {plural(len(made), 'draft').capitalize()}",
            *map(_pack, report.made),
            left if report.left else "",
        )
        if report.made or report.left
        else "",
    )


def _pack(made: PackMade) -> str:
    """A draft in figures, with what seals it; the files themselves stand in the home."""
    files = ((f.name, f"`{f.sha256[:12]}`") for f in made.files)
    return joined(
        f"## {made.pack} version {made.version}, as of {day_words(made.as_of)}",
        f"It is a draft until the chair approves it. Fingerprint `{made.fingerprint}`.",
        counts(sorted(made.totals.items())),
        table((f"Files in packs/{made.folder.name} of the home", "SHA-256, first 12"), files),
    )
